#include "ui/support/background.h"

namespace kfdesk::ui {

Error cancelledBeforeStart()
{
    return makeError(ErrorKind::Cancelled, QStringLiteral("task.cancelled"));
}

service::ProgressCallback progressTo(QObject* context, std::function<void(const service::Progress&)> show)
{
    // A connection is safe when the context dies in the middle; a pointer checked on the worker would not be.
    auto relay = std::make_shared<ProgressRelay>();
    QObject::connect(relay.get(), &ProgressRelay::progressed, context, std::move(show), Qt::QueuedConnection);
    return [relay](const service::Progress& progress) { Q_EMIT relay->progressed(progress); };
}

} // namespace kfdesk::ui
