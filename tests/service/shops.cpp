#include "tests/service/shops.h"

#include "core/store/bookkeeping_repository.h"
#include "core/store/database_pages.h"
#include "core/store/kept_descriptors.h"
#include "core/store/token_repository.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>

#include <sys/stat.h>
#include <unistd.h>

namespace kfdesk::test {

using namespace Qt::StringLiterals;
using service::UnitOfWork;

namespace {

constexpr int pageSize = 4096;

} // namespace

QMap<QString, QByteArray> filesOf(const QString& folder)
{
    QMap<QString, QByteArray> files;
    QDirIterator all(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (all.hasNext()) {
        const QString path = all.next();
        const int descriptor = store::keptDescriptor(QFile::encodeName(path));
        struct stat info = {};
        if (descriptor < 0 || ::fstat(descriptor, &info) != 0)
            qFatal("cannot open a file");
        QByteArray content(info.st_size, Qt::Uninitialized);
        if (::pread(descriptor, content.data(), size_t(content.size()), 0) != content.size())
            qFatal("cannot read a file");
        files.insert(path, content);
    }
    return files;
}

QStringList holdersOf(const QString& folder, const QStringList& texts)
{
    QStringList holders;
    const auto files = filesOf(folder);
    for (auto file = files.begin(); file != files.end(); ++file) {
        for (const QString& text : texts) {
            if (file.value().contains(text.toUtf8()) || file.value().contains(text.toLower().toUtf8()))
                holders.append(QFileInfo(file.key()).fileName() + u": "_s + text);
        }
    }
    return holders;
}

Shops::Shops()
{
    gone = fill(u"wpCANARYgone"_s, u"金丝雀商行"_s);
    stays = fill(u"wpSTAYShere"_s, u"留下的商行"_s);
}

qint64 Shops::fill(const QString& authCorpId, const QString& name, int accounts)
{
    const qint64 corpId = rig.addCorp(authCorpId, name);
    for (int i = 0; i < accounts; ++i) {
        const QString kfId = u"wk%1x%2"_s.arg(authCorpId).arg(i);
        const qint64 account = rig.addAccount(corpId, kfId, u"%1客服%2"_s.arg(name).arg(i));
        rig.addLink(account, u"https://work.weixin.qq.com/kfid/kfc%1?enc_scene=ENC%1"_s.arg(kfId));
        rig.addLink(account, u"https://work.weixin.qq.com/kfid/kfc%1?enc_scene=ENP%1"_s.arg(kfId), u"poster"_s, name);
        rig.addGrant(corpId, kfId, u"shop"_s, 1000);
    }
    model::Event event;
    event.suiteId = rig.suite();
    event.infoType = u"change_auth"_s;
    event.authCorpId = authCorpId;
    event.corpId = corpId;
    event.status = model::EventStatus::Done;
    event.eventTime = rig.clock.nowMs() / 1000 - 60;
    rig.addEvent(event, authCorpId.toUtf8());
    auto unit = must(UnitOfWork::begin(*rig.context));
    store::TokenRepository tokens(unit.db(), *must(rig.context->vault()));
    for (const auto kind : {store::TokenKind::CorpToken, store::TokenKind::PermanentCode})
        must(tokens.put(kind, rig.suite(), authCorpId, {Secret("secret"_L1), 1, 0, 0, 0}));
    store::WorkRequestRepository work(unit.db());
    must(work.add(u"sync_corp"_s, corpId, 1));
    unit.changed(model::ChangeKind::Corp, corpId);
    must(unit.commit());
    return corpId;
}

qint64 Shops::number(const QString& sql)
{
    auto statement = must(must(rig.database->connection())->prepare(sql));
    must(statement.exec());
    return statement.next() ? statement.integer(0) : -1;
}

void Shops::litter(const QString& text)
{
    truncateWal();
    const QByteArray bytes = text.toUtf8();
    const int descriptor = store::keptDescriptor(QFile::encodeName(databasePath()), store::FileAccess::ReadWrite);
    const QByteArray content = filesOf(dir()).value(databasePath());
    for (quint32 number = 2; number <= quint32(content.size() / pageSize); ++number) {
        const auto page = QByteArrayView(content).sliced(qsizetype(number - 1) * pageSize, pageSize);
        const auto unused = store::unusedSpace(page, number);
        const auto gap =
            unused ? page.sliced(unused->front().begin, unused->front().end - unused->front().begin) : QByteArrayView();
        // In the middle, so that a few new rows do not cover it; not where something lies already.
        if (gap.size() < 3 * bytes.size() + 400 || gap.toByteArray() != QByteArray(gap.size(), '\0'))
            continue;
        const off_t at = off_t(number - 1) * pageSize + unused->front().begin + gap.size() / 2;
        if (::pwrite(descriptor, bytes.constData(), size_t(bytes.size()), at) != bytes.size())
            qFatal("cannot write");
        // Our connection has the page as it was.
        const auto other = must(store::Database::open(databasePath()));
        auto transaction = must(store::WriteTransaction::begin(*must(other->connection())));
        must(store::dropCachedPages(*must(other->connection())));
        must(transaction.commit());
        return;
    }
    qFatal("no page has room");
}

void Shops::writeFile(const QString& name, const QString& text)
{
    QDir(dir()).mkpath(QFileInfo(dir() + u'/' + name).path());
    QFile file(dir() + u'/' + name);
    if (!file.open(QFile::WriteOnly) || file.write(text.toUtf8()) < 0)
        qFatal("cannot write");
}

} // namespace kfdesk::test
