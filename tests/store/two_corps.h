#pragma once

#include "core/store/bookkeeping_repository.h"
#include "core/store/corp_repository.h"
#include "core/store/event_repository.h"
#include "core/store/kf_repository.h"
#include "core/store/purge_repository.h"
#include "core/store/token_repository.h"
#include "tests/store/fixture.h"

namespace kfdesk::test {

inline const QString canaryId = QStringLiteral("wwCANARYcorp");
inline const QString canaryName = QStringLiteral("金丝雀商行");
constexpr qint64 cancelTime = 1000; ///< seconds

/// A corp with rows in every table that can hold any, beside another corp that must stay.
struct TwoCorps
{
    TwoCorps()
    {
        auto transaction = must(store::WriteTransaction::begin(workspace.db()));
        fill(victim);
        fill(other);
        must(tokens.put(store::TokenKind::SuiteTicket, QStringLiteral("s1"), {}, store::TokenRow()));
        must(events.insert(workspace.vault(), event(QStringLiteral("suite_ticket"), {}, 0)));
        must(transaction.commit());
    }

    static store::NewEvent event(const QString& type, const QString& authCorpId, qint64 corpId)
    {
        static int counter = 0;
        store::NewEvent item;
        item.event.suiteId = QStringLiteral("s1");
        item.event.infoType = type;
        item.event.authCorpId = authCorpId;
        item.event.corpId = corpId;
        item.event.state = corpId == 0 ? QString() : QStringLiteral("CANARYstate");
        item.event.errorDetail = QStringLiteral("detail of ") + authCorpId;
        item.event.errorArgs = QStringLiteral("{\"corp\":\"%1\"}").arg(authCorpId);
        item.plaintext = QByteArray::number(++counter);
        return item;
    }

    void fill(const model::Corp& corp)
    {
        const QString text = corp.name + corp.authCorpId;
        const auto account = workspace.addAccount(corp, text, QStringLiteral("kf") + text);
        workspace.addLink(account, QStringLiteral("scene") + text, text);
        workspace.addLink(account);
        workspace.addGrant(account, QStringLiteral("state") + text, 10);
        for (const store::TokenKind kind : {store::TokenKind::CorpToken, store::TokenKind::PermanentCode})
            must(tokens.put(kind, corp.suiteId, corp.authCorpId, store::TokenRow()));
        const auto byRow = must(events.insert(workspace.vault(), event(QStringLiteral("change_auth"), {}, corp.id)));
        const auto byId =
            must(events.insert(workspace.vault(), event(QStringLiteral("create_auth"), corp.authCorpId, 0)));
        must(events.insert(workspace.vault(), event(QStringLiteral("kf_msg_or_event"), corp.authCorpId, corp.id)));
        store::WorkRequestRepository work(workspace.db());
        must(work.add(QStringLiteral("sync_corp"), corp.id, 1));
        must(work.add(QStringLiteral("retry_event"), *byRow, 1));
        must(work.add(QStringLiteral("retry_event"), *byId, 1));
        must(store::ChangeRepository(workspace.db()).append({model::ChangeKind::Corp, corp.id}));
        must(store::CorpRepository(workspace.db()).refreshDerived(corp.id));
    }

    static store::PurgeScope scopeOf(const model::Corp& corp)
    {
        return {corp.id, corp.suiteId, corp.authCorpId, cancelTime};
    }

    QMap<QString, int> purge(const model::Corp& corp, int limit = 100)
    {
        store::PurgeRepository purges(workspace.db());
        QMap<QString, int> counts;
        must(purges.deleteMessages(must(events.messagesOf(corp.id)), counts));
        while (!must(purges.deleteRows(scopeOf(corp), limit, counts))) {
        }
        return counts;
    }

    Workspace workspace;
    store::EventRepository events{workspace.db()};
    store::TokenRepository tokens{workspace.db(), workspace.vault()};
    model::Corp victim = workspace.addCorp(canaryName, canaryId);
    model::Corp other = workspace.addCorp(QStringLiteral("留下的商行"), QStringLiteral("wwStays"));
};

struct Column
{
    QString table;
    QString name;
    QString type;
};

/// Of every table of the schema.
std::vector<Column> columnsOf(store::Connection& db);
qint64 rowsOf(Workspace& workspace, const QString& table);

/// Of a purge of this corp in suite s1 that has begun.
model::PurgeReceipt receiptOf(const store::Vault& vault, const QString& corpId);

} // namespace kfdesk::test
