#pragma once

#include "core/model/purge_receipt.h"
#include "core/service/event_service.h"
#include "ui/window/page_context.h"

#include <QWidget>

#include <optional>
#include <vector>

class QLabel;
class QVBoxLayout;

namespace kfdesk::ui {

/// The facts of one event, one a line: caption, value, and a button where the value is one to copy. The same facts with
/// other values keep their widgets, and with them focus and selection.
class EventFacts : public QWidget
{
    Q_OBJECT

public:
    EventFacts(PageContext& context, QWidget* parent);

    void set(const service::EventDetail& detail, const std::optional<model::PurgeReceipt>& receipt);
    /// Time went by: the countdown.
    void updateCountdown();

private:
    enum class Look { Text, Code, CodeToCopy };
    struct Fact
    {
        QString id; ///< object name of the value's label
        QString caption;
        QString value;
        Look look = Look::Text;
        QString toolTip = {};
    };
    struct Line
    {
        QString id;
        QLabel* caption = nullptr;
        QLabel* value = nullptr;
        QWidget* copy = nullptr;
    };
    using Facts = std::vector<Fact>;

    Facts factsOf(const service::EventDetail& detail) const;
    void addReceipt(Facts& facts, const model::PurgeReceipt& receipt) const;
    Fact timeFact(const QString& id, const QString& caption, qint64 time) const;
    QString timeLeft() const;
    void build(const Facts& facts);
    QWidget* makeCopyButton(const Fact& fact, const QLabel* value);
    static void show(const Line& line, const Fact& fact);

    PageContext& m_context;
    QVBoxLayout* m_column;
    QWidget* m_body = nullptr;
    std::vector<Line> m_lines;
    qint64 m_deadlineAt = 0;
};

} // namespace kfdesk::ui
