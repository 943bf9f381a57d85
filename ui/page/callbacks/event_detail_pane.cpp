#include "ui/page/callbacks/event_detail_pane.h"

#include "core/service/error_text.h"
#include "core/service/purge_service.h"
#include "core/service/workspace.h"
#include "ui/page/callbacks/event_row.h"
#include "ui/support/clipboard.h"
#include "ui/support/event_error.h"
#include "ui/support/formats.h"
#include "ui/support/prompts.h"
#include "ui/support/theme.h"
#include "ui/widget/banner.h"
#include "ui/widget/layout.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace kfdesk::ui {

EventDetailPane::EventDetailPane(PageContext& context, QWidget* parent)
    : Retranslated<QWidget>(parent)
    , m_context(context)
    , m_content(new QWidget(this))
    , m_none(new EmptyState(this))
    , m_title(makeLabel(this, "subtitle"))
    , m_banner(new Banner(context.clipboard, this))
    , m_facts(new QFormLayout)
    , m_plaintextTitle(new SectionTitle(this))
    , m_plaintext(new QPlainTextEdit(this))
    , m_reveal(new QPushButton(this))
    , m_retry(new QPushButton(this))
    , m_showCorp(new QPushButton(this))
    , m_reading(context.workspace.readPool(), this)
{
    m_plaintext->setReadOnly(true);
    m_plaintext->setFont(monoFont());
    m_plaintext->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_plaintext->setTabChangesFocus(true);
    m_plaintext->setMinimumHeight(190);
    m_facts->setHorizontalSpacing(2 * gridPx);
    m_facts->setVerticalSpacing(gridPx);
    m_facts->setLabelAlignment(Qt::AlignLeft);

    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_retry);
    buttons->addWidget(m_showCorp);
    buttons->addStretch();
    auto* plaintextHead = new QHBoxLayout;
    plaintextHead->addWidget(m_plaintextTitle, 1);
    plaintextHead->addWidget(m_reveal);
    auto* column = new QVBoxLayout(m_content);
    column->setContentsMargins(2 * gridPx + 4, 2 * gridPx, 2 * gridPx, 2 * gridPx);
    column->setSpacing(gridPx + gridPx / 2);
    column->addWidget(m_title);
    column->addWidget(m_banner);
    column->addLayout(m_facts);
    column->addLayout(buttons);
    column->addLayout(plaintextHead);
    column->addWidget(m_plaintext);
    column->addStretch();

    auto* scroll = new QScrollArea(this);
    scroll->setWidget(m_content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto* stack = new QStackedLayout(this);
    stack->addWidget(m_none);
    stack->addWidget(scroll);
    setMinimumWidth(320);

    connect(m_retry, &QPushButton::clicked, this, &EventDetailPane::retry);
    connect(m_reveal, &QPushButton::clicked, this, &EventDetailPane::askReveal);
    connect(m_showCorp, &QPushButton::clicked, this, [this] { Q_EMIT corpRequested(m_read.detail.event.corpId); });
    connect(m_banner, &Banner::actionTriggered, this, [this](service::ErrorAction action) {
        if (action == service::ErrorAction::Retry)
            retry();
        else
            Q_EMIT actionRequested(action);
    });
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this, [this] {
        if (m_left)
            m_left->setText(countdown(m_read.detail.event.deadlineAt, m_context.clock.nowMs()));
    });
    retranslate();
}

void EventDetailPane::openEvent(qint64 eventId)
{
    if (eventId != m_eventId)
        m_revealed = false;
    m_eventId = eventId;
    if (eventId == 0) {
        m_reading.cancel();
        m_second.stop();
        static_cast<QStackedLayout*>(layout())->setCurrentIndex(0);
        return;
    }
    read();
}

void EventDetailPane::read()
{
    m_reading.run(
        [&workspace = m_context.workspace, id = m_eventId](std::stop_token) -> Result<Read> {
            KFDESK_TRY(auto detail, workspace.events().detail(id));
            Read read{std::move(detail), std::nullopt};
            if (read.detail.event.receiptId != 0) {
                KFDESK_TRY(read.receipt, workspace.purges().find(read.detail.event.receiptId));
            }
            return read;
        },
        [this](Result<Read> read) {
            if (read)
                apply(*read);
            else if (read.error().kind == ErrorKind::NotFound)
                openEvent(0);
            else
                m_banner->showError(service::describe(read.error()));
        });
}

void EventDetailPane::apply(const Read& read)
{
    const bool sameEvent = m_read.detail.event.id == read.detail.event.id;
    m_read = read;
    static_cast<QStackedLayout*>(layout())->setCurrentIndex(1);
    if (!m_revealed || !sameEvent)
        m_plaintext->setPlainText(read.detail.maskedPlaintext);
    if (hasCountdown(read.detail.event))
        m_second.start();
    else
        m_second.stop();
    retranslate();
}

void EventDetailPane::showTrouble()
{
    const model::Event& event = m_read.detail.event;
    if (event.errorId.isEmpty())
        m_banner->clear();
    else
        m_banner->showError(service::describe(errorOf(event)));
}

void EventDetailPane::addFact(const QString& caption, const QString& value)
{
    auto* name = makeLabel(this, "muted");
    name->setText(caption);
    auto* text = makeLabel(this, nullptr, true);
    text->setText(value.isEmpty() ? noValue() : value);
    text->setAccessibleName(caption);
    m_facts->addRow(name, text);
}

void EventDetailPane::showFacts()
{
    const service::EventDetail& detail = m_read.detail;
    const model::Event& event = detail.event;
    m_left = nullptr;
    while (m_facts->rowCount() > 0)
        m_facts->removeRow(0);
    addFact(tr("Result"), eventResult(event, m_context.clock.nowMs()).text);
    if (!detail.corpName.isEmpty())
        addFact(tr("Corp"), detail.corpName);
    if (!event.authCorpId.isEmpty())
        addFact(tr("Corp id"), event.authCorpId);
    if (!detail.maskedAuthCode.isEmpty())
        addFact(tr("Authorisation code"), detail.maskedAuthCode);
    if (hasCountdown(event)) {
        addFact(tr("Valid for"), countdown(event.deadlineAt, m_context.clock.nowMs()));
        m_left = qobject_cast<QLabel*>(m_facts->itemAt(m_facts->rowCount() - 1, QFormLayout::FieldRole)->widget());
    }
    if (!event.state.isEmpty())
        addFact(tr("State"), detail.placementName.isEmpty()
                                 ? event.state
                                 : event.state + QStringLiteral(" → ") + detail.placementName);
    if (!detail.openKfIds.isEmpty())
        addFact(tr("Chosen accounts"), detail.openKfIds.join(QStringLiteral(", ")));
    addFact(tr("Received"), fullTime(event.receivedAt));
    if (event.attempts > 0)
        addFact(tr("Attempts"), event.nextAttemptAt > 0 && event.status == model::EventStatus::Pending
                                    ? tr("%1, next at %2").arg(count(event.attempts), clockTime(event.nextAttemptAt))
                                    : count(event.attempts));
    if (m_read.receipt)
        showReceipt(*m_read.receipt);
}

void EventDetailPane::showReceipt(const model::PurgeReceipt& receipt)
{
    int rows = 0;
    for (const int deleted : receipt.counts)
        rows += deleted;
    addFact(tr("Receipt"), QStringLiteral("#") + QString::number(receipt.id));
    addFact(tr("Deleted on"), receipt.purgedAt == 0 ? tr("under way") : fullTime(receipt.purgedAt));
    addFact(tr("Records deleted"), count(rows));
    addFact(tr("Verified on"),
            receipt.verifiedAt == 0 ? tr("the files are being searched") : fullTime(receipt.verifiedAt));
    addFact(tr("Out of reach"), tr("CSV files you exported, copies of the folder, swap"));
}

void EventDetailPane::retry()
{
    runInBackground(
        m_context.workspace.networkPool(), this,
        [&events = m_context.workspace.events(), id = m_eventId](std::stop_token) { return events.retry(id); },
        [this](Result<void> asked) {
            if (!asked)
                m_banner->showError(service::describe(asked.error()));
        });
}

void EventDetailPane::askReveal()
{
    if (m_revealed) {
        m_revealed = false;
        m_plaintext->setPlainText(m_read.detail.maskedPlaintext);
        retranslate();
        return;
    }
    m_context.prompts.confirm(
        this,
        {tr("Show the whole text"),
         tr("It holds secrets that open this corp's customer service. Make sure that nobody else sees the screen."),
         tr("Show"), true},
        [this] {
            runInBackground(
                m_context.workspace.readPool(), this,
                [&events = m_context.workspace.events(), id = m_eventId](std::stop_token) {
                    return events.plaintext(id);
                },
                [this, id = m_eventId](Result<Secret> plaintext) {
                    if (id != m_eventId)
                        return;
                    if (!plaintext) {
                        m_banner->showError(service::describe(plaintext.error()));
                        return;
                    }
                    m_revealed = true;
                    m_plaintext->setPlainText(QString::fromUtf8(plaintext->view()));
                    retranslate();
                });
        });
}

void EventDetailPane::retranslate()
{
    const service::EventDetail& detail = m_read.detail;
    const model::Event& event = detail.event;
    m_none->set(Glyph::Inbox, tr("No event is selected"), tr("Choose an event to see what happened."));
    m_title->setText(eventTypeName(event.infoType) + QStringLiteral(" · ") + clockTime(event.receivedAt));
    m_plaintextTitle->setText(tr("Decrypted text"));
    m_reveal->setText(m_revealed ? tr("Hide secrets") : tr("Show secrets…"));
    m_retry->setText(tr("Try again now"));
    m_showCorp->setText(tr("Show corp"));
    label(m_plaintext, QStringLiteral("eventPlaintext"), m_plaintextTitle->text());
    label(m_reveal, QStringLiteral("eventReveal"), m_reveal->text());
    label(m_retry, QStringLiteral("eventRetry"), m_retry->text());
    label(m_showCorp, QStringLiteral("eventShowCorp"), m_showCorp->text());
    const bool open = event.status == model::EventStatus::Pending || event.status == model::EventStatus::Failed;
    m_retry->setVisible(open);
    m_showCorp->setVisible(event.corpId != 0 && !detail.corpName.isEmpty());
    m_plaintext->setVisible(event.hasPayload);
    m_plaintextTitle->setVisible(event.hasPayload);
    m_reveal->setVisible(event.hasPayload);
    if (event.id == 0)
        return;
    showTrouble();
    showFacts();
}

} // namespace kfdesk::ui
