#pragma once

#include "core/base/clock.h"
#include "core/service/host.h"

#include <QDialog>

#include <vector>

namespace kfdesk::ui {

class Clipboard;
class UiSettings;

/// Requests that the listener refused, sampled: when, which check, what to look at. They are not in the event table.
class RejectionDialog : public QDialog
{
    Q_OBJECT

public:
    RejectionDialog(const std::vector<callback::Rejection>& rejections, UiSettings& settings, Clipboard& clipboard,
                    const Clock& clock, QWidget* parent);

    /// What a failed check most likely means, in words.
    static QString reason(callback::Step step);
    /// What a reason of callback::CallbackStats::refusals() is called.
    static QString countedReason(const QString& reason);
};

} // namespace kfdesk::ui
