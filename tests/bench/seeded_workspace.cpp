#include "tests/bench/seeded_workspace.h"

#include "core/service/component_service.h"
#include "core/service/corp_keys.h"
#include "core/service/inbox_sink.h"
#include "core/service/workspace.h"
#include "core/store/corp_repository.h"
#include "tests/bench/callbacks.h"
#include "tests/bench/report.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <chrono>
#include <unistd.h>

namespace kfdesk::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr int eventsAtOnce = 4096;

} // namespace

SeededWorkspace::SeededWorkspace(const QString& folder, int events)
    : m_folder(folder)
{
    if (!service::Workspace::exists(directory())) {
        QDir().mkpath(folder);
        const auto made = must(service::Workspace::found(directory(), store::KeyFile{keyFile()},
                                                         service::WorkspaceKind::Production, m_clock));
        must(made->components().add(component()));
    }
    open();
    addCorps();
    addEvents(events);
}

void SeededWorkspace::open()
{
    m_database = must(store::Database::open(directory() + u"/kfdesk.sqlite"_s));
    m_context = std::make_unique<service::Context>(*m_database, m_feed, m_clock, directory(), false);
    m_context->setVault(must(store::Vault::unlock(*must(m_database->connection()), store::KeyFile{keyFile()})));
}

void SeededWorkspace::close()
{
    m_context.reset();
    m_database.reset();
}

qint64 SeededWorkspace::count(const QString& table)
{
    auto rows = must(must(m_database->connection())->prepare(u"SELECT count(*) FROM "_s + table));
    must(rows.exec());
    return rows.next() ? rows.integer(0) : 0;
}

quint64 SeededWorkspace::firstFresh()
{
    // Not how many there are: a run leaves out numbers, and one that was sent before would be a duplicate, which is
    // answered without a flush.
    auto newest = must(must(m_database->connection())->prepare(u"SELECT max(event_time) FROM event_seen"_s));
    must(newest.exec());
    const qint64 second = newest.next() ? newest.integer(0) : 0;
    return second == 0 ? 0 : firstOfSecond(second + 1);
}

void SeededWorkspace::addCorps()
{
    if (count(u"corp"_s) > 0)
        return;
    auto unit = must(service::UnitOfWork::begin(*m_context));
    for (int i = 0; i < corpCount; ++i) {
        model::Corp corp;
        corp.suiteId = component().suiteId;
        corp.authCorpId = corpId(i);
        corp.name = u"商户 %1"_s.arg(i);
        corp.status = model::CorpStatus::Active;
        corp.updatedAt = m_clock.nowMs();
        service::fillKeys(corp);
        must(store::CorpRepository(unit.db()).insert(corp, {}));
    }
    must(unit.commit());
}

void SeededWorkspace::addEvents(int events)
{
    service::StoreInboxSink sink(*m_context);
    const auto end = static_cast<quint64>(events);
    for (quint64 next = firstFresh(); next < end;) {
        std::vector<callback::AcceptedCallback> batch;
        for (; next < end && batch.size() < eventsAtOnce; ++next)
            batch.push_back(accepted(next, m_clock.nowMs()));
        const auto outcomes = must(sink.store(batch));
        if (std::any_of(outcomes.begin(), outcomes.end(),
                        [](callback::CommitOutcome outcome) { return outcome != callback::CommitOutcome::Stored; }))
            qFatal("an event was not stored");
    }
}

int wanted(const char* variable, int usual)
{
    bool ok = false;
    const int value = qEnvironmentVariableIntValue(variable, &ok);
    return ok ? value : usual;
}

double flushMs(const QString& folder)
{
    QFile file(folder + u"/flush"_s);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        qFatal("cannot write below %s", qPrintable(folder));
    const QByteArray block(16 * 1024, 'x');
    std::vector<double> times;
    for (int i = 0; i < 200; ++i) {
        file.write(block);
        const auto start = std::chrono::steady_clock::now();
        ::fdatasync(file.handle());
        times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    }
    file.remove();
    return median(times);
}

} // namespace kfdesk::bench
