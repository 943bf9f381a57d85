#pragma once

#include "core/model/component.h"
#include "core/model/corp.h"
#include "core/model/event.h"
#include "core/service/context.h"
#include "tests/support/fake_clock.h"

#include <QTemporaryDir>

#include <memory>

namespace kfdesk::test {

/// Services over a real database with records put in by hand: no network, no threads.
class RecordsRig
{
public:
    explicit RecordsRig(bool sandbox = false);

    FakeClock clock;
    QTemporaryDir folder;
    QTemporaryDir keyFolder;
    service::ChangeFeed feed;
    std::unique_ptr<store::Database> database;
    std::unique_ptr<service::Context> context;
    std::vector<model::Change> announced; ///< since takeAnnounced()

    std::vector<model::Change> takeAnnounced();
    store::KeyFile key() const { return {keyFolder.filePath(QStringLiteral("key"))}; }

    static constexpr auto suiteId = "ww5uite0kf0demo01";
    static QString suite() { return QString::fromLatin1(suiteId); }
    static model::Component component();

    qint64 addCorp(const QString& authCorpId, const QString& name,
                   model::CorpStatus status = model::CorpStatus::Active);
    qint64 addAccount(qint64 corpId, const QString& openKfId, const QString& name);
    qint64 addLink(qint64 accountId, const QString& url, const QString& scene = {}, const QString& sceneParam = {});
    void addGrant(qint64 corpId, const QString& openKfId, const QString& state, qint64 grantedAt);
    qint64 addEvent(const model::Event& event, const QByteArray& plaintext);
    model::Corp corp(qint64 id);
};

/// The value, or the end of the test program with the error's id.
template <typename T>
T must(Result<T> result)
{
    if (!result)
        qFatal("%s %s", qPrintable(result.error().id), qPrintable(result.error().detail));
    if constexpr (!std::is_void_v<T>)
        return *std::move(result);
}

/// The error's id; empty for a value.
template <typename T>
QString errorId(const Result<T>& result)
{
    return result ? QString() : result.error().id;
}

} // namespace kfdesk::test
