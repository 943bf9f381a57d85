#pragma once

#include "core/model/change.h"

#include <QObject>

#include <vector>

namespace kfdesk::service {

/// Announces what changed, after the commit. Emitted from any thread: connect with a context object, so that the slot
/// runs on that object's thread. Changes of other processes on the same workspace arrive here as well.
class ChangeFeed : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    void publish(const std::vector<model::Change>& changes);

Q_SIGNALS:
    void changed(const std::vector<kfdesk::model::Change>& changes);
};

} // namespace kfdesk::service
