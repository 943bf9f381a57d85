#include "core/service/listener_record.h"

#include "core/base/log.h"
#include "core/store/bookkeeping_repository.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace kfdesk::service {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds betweenLooks{5};
constexpr qint64 betweenLinesMs = 60'000;

const QString recordKey = QStringLiteral("listener.record");

QString toText(const ListenerRecord& record)
{
    QJsonObject refusals;
    for (const auto& [reason, times] : record.refusals)
        refusals.insert(reason, static_cast<qint64>(times));
    return QString::fromUtf8(QJsonDocument(QJsonObject{{u"since"_s, record.since},
                                                       {u"at"_s, record.at},
                                                       {u"accepted"_s, static_cast<qint64>(record.accepted)},
                                                       {u"verifications"_s, static_cast<qint64>(record.verifications)},
                                                       {u"slowest_ms"_s, record.slowestMs},
                                                       {u"refusals"_s, refusals}})
                                 .toJson(QJsonDocument::Compact));
}

ListenerRecord fromText(const QString& text)
{
    const QJsonObject object = QJsonDocument::fromJson(text.toUtf8()).object();
    const auto number = [&object](const QString& key) { return object.value(key).toInteger(); };
    ListenerRecord record;
    record.since = number(u"since"_s);
    record.at = number(u"at"_s);
    record.accepted = static_cast<quint64>(number(u"accepted"_s));
    record.verifications = static_cast<quint64>(number(u"verifications"_s));
    record.slowestMs = number(u"slowest_ms"_s);
    const QJsonObject refusals = object.value(u"refusals"_s).toObject();
    for (auto it = refusals.begin(); it != refusals.end(); ++it)
        record.refusals.emplace_back(it.key(), static_cast<quint64>(it.value().toInteger()));
    return record;
}

quint64 sum(const std::vector<std::pair<QString, quint64>>& refusals)
{
    quint64 all = 0;
    for (const auto& [reason, times] : refusals)
        all += times;
    return all;
}

} // namespace

Result<std::optional<ListenerRecord>> readListenerRecord(store::Connection& connection)
{
    KFDESK_TRY(const auto text, store::SettingRepository(connection).value(recordKey));
    if (!text)
        return std::nullopt;
    return fromText(*text);
}

struct ListenerRecorder::Private
{
    Private(Context& shared, std::function<callback::CallbackStats()> source)
        : context(shared)
        , stats(std::move(source))
    {}

    void run();
    void look();
    Result<void> write(const ListenerRecord& record);
    void log(const ListenerRecord& record);

    Context& context;
    const std::function<callback::CallbackStats()> stats;
    std::mutex mutex;
    std::condition_variable stopped;
    bool running = false;
    std::thread thread;
    // While there is a thread, its alone.
    qint64 since = 0;
    ListenerRecord written;
    quint64 loggedRefusals = 0;
    qint64 loggedMs = 0;
};

void ListenerRecorder::Private::run()
{
    std::unique_lock lock(mutex);
    for (bool last = false; !last;) {
        // Asked before the look: what is counted until stop() is called must be in the last one.
        last = !running;
        lock.unlock();
        look();
        lock.lock();
        if (!last)
            stopped.wait_for(lock, betweenLooks, [this] { return !running; });
    }
}

void ListenerRecorder::Private::look()
{
    const callback::CallbackStats now = stats();
    ListenerRecord record{since, written.at, now.accepted, now.verifications, now.slowestMs, now.refusals()};
    if (record == written)
        return;
    record.at = context.clock().nowMs();
    // A disk that takes nothing is told of elsewhere, by callbacks that are not stored.
    if (write(record))
        written = record;
    log(record);
}

Result<void> ListenerRecorder::Private::write(const ListenerRecord& record)
{
    KFDESK_TRY(auto unit, UnitOfWork::begin(context));
    KFDESK_CHECK(store::SettingRepository(unit.db()).setValue(recordKey, toText(record)));
    return unit.commit();
}

void ListenerRecorder::Private::log(const ListenerRecord& record)
{
    const qint64 nowMs = context.clock().monotonicMs();
    const quint64 refused = sum(record.refusals);
    if (refused == loggedRefusals || (loggedRefusals > 0 && nowMs - loggedMs < betweenLinesMs))
        return;
    loggedRefusals = refused;
    loggedMs = nowMs;
    QString line;
    for (const auto& [reason, times] : record.refusals)
        line += u' ' + reason + u' ' + QString::number(times);
    qCWarning(logCallback, "refused since the start:%s", qUtf8Printable(line));
}

ListenerRecorder::ListenerRecorder(Context& context, std::function<callback::CallbackStats()> stats)
    : d(std::make_unique<Private>(context, std::move(stats)))
{}

ListenerRecorder::~ListenerRecorder()
{
    stop();
}

void ListenerRecorder::start()
{
    stop();
    if (d->since == 0)
        d->since = d->context.clock().nowMs(); // the counters go on when the listener starts again
    d->running = true;
    d->thread = std::thread([this] { d->run(); });
}

void ListenerRecorder::stop()
{
    if (!d->thread.joinable())
        return;
    {
        const std::lock_guard lock(d->mutex);
        d->running = false;
    }
    d->stopped.notify_one();
    d->thread.join();
}

} // namespace kfdesk::service
