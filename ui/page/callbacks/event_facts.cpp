#include "ui/page/callbacks/event_facts.h"

#include "ui/page/callbacks/event_row.h"
#include "ui/support/clipboard.h"
#include "ui/support/formats.h"
#include "ui/support/icons.h"
#include "ui/support/retranslated.h"
#include "ui/support/theme.h"
#include "ui/widget/layout.h"

#include <QGridLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace kfdesk::ui {

namespace {

constexpr int captionWidth = 80;
const QString leftId = QStringLiteral("factLeft");
constexpr int lineHeight = 3 * gridPx; // of a button, so that lines with one are no farther apart

/// Puts the first line of these words in the middle of a line of facts, whatever their font and however many follow.
void alignWords(QLabel& words)
{
    const int air = qMax(0, lineHeight - words.fontMetrics().lineSpacing()) / 2;
    words.setContentsMargins(0, air, 0, air);
}

} // namespace

EventFacts::EventFacts(PageContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
}

void EventFacts::set(const service::EventDetail& detail, const std::optional<model::PurgeReceipt>& receipt)
{
    m_deadlineAt = detail.event.deadlineAt;
    Facts facts = factsOf(detail);
    if (receipt)
        addReceipt(facts, *receipt);
    const bool sameLines = std::equal(facts.begin(), facts.end(), m_lines.begin(), m_lines.end(),
                                      [](const Fact& fact, const Line& line) { return fact.id == line.id; });
    if (!sameLines)
        build(facts);
    for (size_t i = 0; i < facts.size(); ++i)
        show(m_lines[i], facts[i]);
}

EventFacts::Facts EventFacts::factsOf(const service::EventDetail& detail) const
{
    const model::Event& event = detail.event;
    const qint64 now = m_context.clock.nowMs();
    Facts facts;
    const auto add = [&facts](const char* id, const QString& caption, const QString& value, Look look = Look::Text) {
        if (!value.isEmpty())
            facts.push_back({QString::fromLatin1(id), caption, value, look});
    };
    add("factCorp", tr("Corp"), detail.corpName);
    add("factCorpId", tr("Corp id"), event.authCorpId, Look::CodeToCopy);
    add("factPlacement", tr("Placement"), detail.placementName);
    //: "state" is the parameter's name in WeCom's documents.
    add("factState", tr("State"), event.state, Look::CodeToCopy);
    add("factCode", tr("Authorisation code"), detail.maskedAuthCode, Look::Code);
    if (hasCountdown(event))
        facts.push_back({leftId, tr("Valid for"), timeLeft()});
    add("factAccounts", tr("Chosen accounts"), detail.openKfIds.join(QLatin1Char('\n')), Look::CodeToCopy);
    facts.push_back(timeFact(QStringLiteral("factReceived"), tr("Received"), event.receivedAt));
    const bool waits = event.nextAttemptAt > 0 && event.status == model::EventStatus::Pending;
    if (event.attempts > 0)
        add("factAttempts", tr("Attempts"),
            waits ? tr("%1, next at %2").arg(count(event.attempts), exactTime(event.nextAttemptAt, now))
                  : count(event.attempts));
    add("factType", tr("Type"), event.infoType, Look::Code);
    return facts;
}

void EventFacts::addReceipt(Facts& facts, const model::PurgeReceipt& receipt) const
{
    int rows = 0;
    QStringList tables;
    for (auto deleted = receipt.counts.begin(); deleted != receipt.counts.end(); ++deleted) {
        rows += deleted.value();
        tables << deleted.key() + QStringLiteral(": ") + count(deleted.value());
    }
    facts.push_back({QStringLiteral("factReceipt"), tr("Receipt"), QStringLiteral("#") + QString::number(receipt.id)});
    facts.push_back(receipt.purgedAt == 0 ? Fact{QStringLiteral("factPurged"), tr("Deleted on"), tr("under way")}
                                          : timeFact(QStringLiteral("factPurged"), tr("Deleted on"), receipt.purgedAt));
    facts.push_back({QStringLiteral("factRecords"), tr("Records deleted"), count(rows), Look::Text,
                     tables.join(QLatin1Char('\n'))});
    facts.push_back(receipt.verifiedAt == 0
                        ? Fact{QStringLiteral("factVerified"), tr("Verified on"), tr("the files are being searched")}
                        : timeFact(QStringLiteral("factVerified"), tr("Verified on"), receipt.verifiedAt));
    facts.push_back({QStringLiteral("factOutOfReach"), tr("Out of reach"),
                     tr("CSV files you exported, copies of the folder, swap")});
}

EventFacts::Fact EventFacts::timeFact(const QString& id, const QString& caption, qint64 time) const
{
    return {id, caption, shortTime(time, m_context.clock.nowMs()), Look::Text, fullTime(time)};
}

QString EventFacts::timeLeft() const
{
    return countdown(m_deadlineAt, m_context.clock.nowMs());
}

void EventFacts::build(const Facts& facts)
{
    if (m_body) {
        m_body->hide();
        m_body->deleteLater();
    }
    m_lines.clear();
    m_body = new QWidget(this);
    auto* grid = new QGridLayout(m_body);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(gridPx);
    grid->setVerticalSpacing(gridPx / 4);
    grid->setColumnStretch(1, 1);
    for (const Fact& fact : facts) {
        const int row = static_cast<int>(m_lines.size());
        Line line{fact.id, makeLabel(m_body, "muted"), makeLabel(m_body, nullptr, true), nullptr};
        line.caption->setFixedWidth(captionWidth);
        line.value->setObjectName(fact.id);
        line.value->setMinimumWidth(1); // an id has no place to break: rather cut than scroll sideways
        if (fact.look != Look::Text)
            line.value->setFont(monoFont());
        alignWords(*line.caption);
        alignWords(*line.value);
        grid->addWidget(line.caption, row, 0, Qt::AlignTop);
        grid->addWidget(line.value, row, 1, Qt::AlignTop);
        if (fact.look == Look::CodeToCopy)
            grid->addWidget(line.copy = makeCopyButton(fact, line.value), row, 2, Qt::AlignTop);
        m_lines.push_back(line);
    }
    m_column->addWidget(m_body);
    m_body->show();

    // Tab comes to them where it comes to the facts, though they are made later than all the controls around.
    QWidget* before = this;
    while ((before->focusPolicy() & Qt::TabFocus) != Qt::TabFocus)
        before = before->previousInFocusChain();
    for (const Line& line : m_lines) {
        if (!line.copy)
            continue;
        QWidget::setTabOrder(before, line.copy);
        before = line.copy;
    }
}

QWidget* EventFacts::makeCopyButton(const Fact& fact, const QLabel* value)
{
    auto* copy = new QToolButton(m_body);
    setKind(copy, "flat");
    copy->setIcon(icon(Glyph::Copy, IconInk::Muted));
    copy->setFixedSize(lineHeight, lineHeight);
    copy->setObjectName(fact.id + QStringLiteral("Copy"));
    connect(copy, &QToolButton::clicked, this, [this, value] { m_context.clipboard.copy(value->text()); });
    return copy;
}

void EventFacts::show(const Line& line, const Fact& fact)
{
    line.caption->setText(fact.caption);
    if (line.value->text() != fact.value)
        line.value->setText(fact.value);
    line.value->setToolTip(fact.toolTip.isEmpty() ? fact.value : fact.toolTip);
    line.value->setAccessibleName(fact.caption);
    line.value->setAccessibleDescription(fact.value);
    if (line.copy) {
        line.copy->setToolTip(tr("Copy"));
        line.copy->setAccessibleName(tr("Copy: %1").arg(fact.caption));
        line.copy->setAccessibleDescription(fact.value);
    }
}

void EventFacts::updateCountdown()
{
    for (const Line& line : m_lines) {
        if (line.id == leftId)
            line.value->setText(timeLeft());
    }
}

} // namespace kfdesk::ui
