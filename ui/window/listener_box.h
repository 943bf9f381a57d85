#pragma once

#include "core/base/clock.h"
#include "core/service/host.h"
#include "core/service/status_service.h"
#include "ui/support/retranslated.h"

#include <QAbstractButton>

#include <optional>

class QLabel;

namespace kfdesk::ui {

/// Listener and ticket at the foot of the navigation; pressing it leads to the callbacks.
class ListenerBox : public Retranslated<QAbstractButton>
{
    Q_OBJECT

public:
    explicit ListenerBox(const Clock& clock, QWidget* parent = nullptr);

    void setListener(const service::ListenerState& state, bool busy);
    void setOverview(const service::Overview& overview);
    /// "4 minutes ago" has become "5 minutes ago".
    void updateAge();

    QSize sizeHint() const override;

protected:
    void retranslate() override;
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void showListener();
    bool isDeaf() const;
    std::optional<service::StoreTrouble> storeTrouble() const;

    const Clock& m_clock;
    service::ListenerState m_listener;
    bool m_busy = false;
    std::optional<service::Overview> m_overview; ///< none until it was read
    QLabel* m_dot;
    QLabel* m_state;
    QLabel* m_address;
    QLabel* m_ticket;
};

} // namespace kfdesk::ui
