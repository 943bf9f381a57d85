#include "ui/page/callbacks/event_detail_pane.h"

#include "core/service/error_text.h"
#include "core/service/purge_service.h"
#include "core/service/record_error.h"
#include "core/service/workspace.h"
#include "ui/page/callbacks/event_facts.h"
#include "ui/page/callbacks/event_row.h"
#include "ui/page/callbacks/event_story.h"
#include "ui/support/formats.h"
#include "ui/support/prompts.h"
#include "ui/support/theme.h"
#include "ui/widget/banner.h"
#include "ui/widget/layout.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace kfdesk::ui {

namespace {

constexpr int plaintextHeight = 192;

} // namespace

EventDetailPane::EventDetailPane(PageContext& context, QWidget* parent)
    : Retranslated<QWidget>(parent)
    , m_context(context)
    , m_content(new QWidget(this))
    , m_none(new EmptyState(this))
    , m_title(makeLabel(this, "subtitle"))
    , m_age(makeLabel(this, "muted"))
    , m_retry(new QPushButton(this))
    , m_banner(new Banner(context.clipboard, this))
    , m_story(makeLabel(this, nullptr, true))
    , m_facts(new EventFacts(context, this))
    , m_showCorp(new QPushButton(this))
    , m_plaintextTitle(new SectionTitle(this))
    , m_reveal(new QPushButton(this))
    , m_plaintext(new QPlainTextEdit(this))
    , m_reading(context.workspace.readPool(), this)
{
    m_plaintext->setReadOnly(true);
    m_plaintext->setFont(monoFont());
    m_plaintext->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_plaintext->setTabChangesFocus(true);
    m_plaintext->setMinimumHeight(plaintextHeight);
    m_story->setObjectName(QStringLiteral("eventStory"));
    m_title->setObjectName(QStringLiteral("eventTitle"));
    m_banner->setClosable(false); // it says what the event's state is
    m_banner->setRetryButton(m_retry);
    setKind(m_retry, "primary");

    auto* head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_age);
    m_age->setWordWrap(false);
    auto* plaintextHead = new QHBoxLayout;
    plaintextHead->addWidget(m_plaintextTitle, 1);
    plaintextHead->addWidget(m_reveal);
    auto* column = new QVBoxLayout(m_content);
    column->setContentsMargins(2 * gridPx, 2 * gridPx, 2 * gridPx, 2 * gridPx);
    column->setSpacing(2 * gridPx);
    column->addLayout(head);
    column->addWidget(m_banner);
    column->addWidget(m_story);
    column->addWidget(m_facts);
    column->addWidget(m_showCorp, 0, Qt::AlignLeft);
    column->addLayout(plaintextHead);
    column->addWidget(m_plaintext);
    column->addStretch();

    auto* scroll = new QScrollArea(this);
    scroll->setWidget(m_content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus); // what is in it takes the focus
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* stack = new QStackedLayout(this);
    stack->addWidget(m_none);
    stack->addWidget(scroll);
    setMinimumWidth(400);

    connect(m_retry, &QPushButton::clicked, this, &EventDetailPane::retry);
    connect(m_reveal, &QPushButton::clicked, this, &EventDetailPane::askReveal);
    connect(m_showCorp, &QPushButton::clicked, this, [this] { Q_EMIT corpRequested(m_read.detail.event.corpId); });
    connect(m_banner, &Banner::actionTriggered, this, &EventDetailPane::actionRequested);
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, m_facts, &EventFacts::updateCountdown);
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
                m_banner->showError(read.error());
        });
}

void EventDetailPane::apply(const Read& read)
{
    const bool sameEvent = m_read.detail.event.id == read.detail.event.id;
    m_read = read;
    static_cast<QStackedLayout*>(layout())->setCurrentIndex(1);
    m_revealed = m_revealed && sameEvent && read.detail.event.hasPayload;
    if (!m_revealed)
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
        m_banner->showError(service::errorOf(event));
}

void EventDetailPane::retry()
{
    runInBackground(
        m_context.workspace.networkPool(), this,
        [&events = m_context.workspace.events(), id = m_eventId](std::stop_token) { return events.retry(id); },
        [this](Result<void> asked) {
            if (!asked)
                m_banner->showError(asked.error());
        });
}

void EventDetailPane::conceal()
{
    m_revealed = false;
    m_plaintext->setPlainText(m_read.detail.maskedPlaintext);
    retranslate();
}

/// Nobody finds the secrets on screen who comes back to the page later.
void EventDetailPane::hideEvent(QHideEvent* event)
{
    Retranslated<QWidget>::hideEvent(event);
    if (m_revealed)
        conceal();
}

void EventDetailPane::askReveal()
{
    if (m_revealed) {
        conceal();
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
                        m_banner->showError(plaintext.error());
                        return;
                    }
                    m_revealed = true;
                    m_plaintext->setPlainText(QString::fromUtf8(plaintext->view()));
                    retranslate();
                });
        });
}

void EventDetailPane::showRead()
{
    const service::EventDetail& detail = m_read.detail;
    const model::Event& event = detail.event;
    m_title->setText(eventTypeName(event.infoType));
    m_title->setToolTip(event.infoType);
    m_age->setText(exactTime(event.receivedAt, m_context.clock.nowMs()));
    m_age->setToolTip(fullTime(event.receivedAt));
    showTrouble();
    const QString story = eventStory(detail, m_read.receipt);
    m_story->setText(story);
    m_story->setHidden(story.isEmpty());
    m_story->setAccessibleName(tr("What happened"));
    m_story->setAccessibleDescription(story);
    m_facts->set(detail, m_read.receipt);
    // Without an error it is being worked on: there is nothing to press.
    m_retry->setVisible(!event.errorId.isEmpty() && service::EventService::isRetryable(event));
    m_showCorp->setVisible(event.corpId != 0 && !detail.corpName.isEmpty());
    for (QWidget* part : std::initializer_list<QWidget*>{m_plaintext, m_plaintextTitle, m_reveal})
        part->setVisible(event.hasPayload);
}

void EventDetailPane::retranslate()
{
    m_none->set(Glyph::Inbox, tr("No event is selected"), tr("Choose an event to see what happened."));
    m_plaintextTitle->setText(tr("Decrypted text"));
    m_reveal->setText(m_revealed ? tr("Hide secrets") : tr("Show secrets…"));
    m_retry->setText(tr("Try again"));
    m_showCorp->setText(tr("Show corp"));
    label(m_plaintext, QStringLiteral("eventPlaintext"), m_plaintextTitle->text(),
          m_revealed ? tr("With its secrets") : tr("Secrets are replaced by dots"));
    label(m_reveal, QStringLiteral("eventReveal"), m_reveal->text(), tr("Shows or hides the secrets in the text"));
    label(m_retry, QStringLiteral("eventRetry"), m_retry->text(), tr("Works on this event at once"));
    label(m_showCorp, QStringLiteral("eventShowCorp"), m_showCorp->text(), tr("Goes to the corp in the list of corps"));
    if (m_read.detail.event.id != 0)
        showRead();
}

} // namespace kfdesk::ui
