#include "ui/page/invite/session_card.h"

#include "core/base/error.h"
#include "core/service/error_text.h"
#include "core/service/record_error.h"
#include "ui/page/invite/session_list.h"
#include "ui/support/formats.h"
#include "ui/support/retranslated.h"
#include "ui/widget/chip.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace kfdesk::ui {

SessionCard::SessionCard(const Clock& clock, QWidget* parent)
    : Card(parent)
    , m_clock(clock)
    , m_name(makeLabel(this, "strong"))
    , m_chip(new Chip(this))
    , m_steps(makeLabel(this, "muted"))
    , m_error(makeLabel(this))
    , m_retry(new QPushButton(this))
    , m_open(new QPushButton(this))
{
    m_chip->setObjectName(QStringLiteral("sessionChip"));
    auto* head = new QHBoxLayout;
    head->addWidget(m_name, 1);
    head->addWidget(m_chip);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_retry);
    buttons->addWidget(m_open);
    buttons->addStretch();
    body()->addLayout(head);
    body()->addWidget(m_steps);
    body()->addWidget(m_error);
    body()->addLayout(buttons);

    connect(m_retry, &QPushButton::clicked, this, [this] { Q_EMIT retryRequested(m_session.event.id); });
    connect(m_open, &QPushButton::clicked, this, [this] {
        if (m_session.event.corpId != 0)
            Q_EMIT corpRequested(m_session.event.corpId);
        else
            Q_EMIT detailsRequested(m_session.event.id);
    });
}

void SessionCard::setSession(const service::MerchantSession& session)
{
    m_session = session;
    showName();
    showChip();
    showSteps();
    showError();
}

void SessionCard::updateCountdown()
{
    if (hasCountdown())
        showChip();
}

bool SessionCard::hasCountdown() const
{
    const model::Event& event = m_session.event;
    return event.status == model::EventStatus::Pending && event.exchangedAt == 0 && event.deadlineAt > 0;
}

void SessionCard::showName()
{
    const bool known = !m_session.corpName.isEmpty();
    m_name->setText(known ? m_session.corpName : tr("Waiting for the corp's name…"));
    m_open->setText(known ? tr("Show corp") : tr("Details"));
    label(m_open, QStringLiteral("sessionOpen"), m_open->text(),
          known ? tr("Goes to %1 in the list of corps").arg(m_session.corpName) : tr("Goes to the event"));
}

void SessionCard::showChip()
{
    switch (stageOf(m_session)) {
    case SessionStage::Exchanging:
        if (hasCountdown())
            //: %1 is the time left, mm:ss, before the authorisation code dies.
            m_chip->set(Tone::Warn, Glyph::Clock,
                        tr("Confirming · %1 left").arg(countdown(m_session.event.deadlineAt, m_clock.nowMs())));
        else
            m_chip->set(Tone::Warn, Glyph::Clock, tr("Confirming"));
        break;
    case SessionStage::Reading:
        m_chip->set(Tone::Neutral, Glyph::Pending, tr("Reading accounts"));
        break;
    case SessionStage::Ready:
        m_chip->set(Tone::Good, Glyph::Check, tr("Links ready"));
        break;
    case SessionStage::NeedsPerson:
        if (hasCountdown())
            m_chip->set(Tone::Bad, Glyph::Cross,
                        tr("Needs you · %1 left").arg(countdown(m_session.event.deadlineAt, m_clock.nowMs())));
        else
            m_chip->set(Tone::Bad, Glyph::Cross, tr("Needs you"));
        break;
    }
}

void SessionCard::showSteps()
{
    const model::Event& event = m_session.event;
    QStringList steps{tr("%1 authorisation received").arg(clockTime(event.receivedAt))};
    if (event.exchangedAt > 0)
        steps += tr("%1 confirmed").arg(clockTime(event.exchangedAt));
    if (event.accountsAt > 0)
        steps += tr("%1 accounts read (%2)").arg(clockTime(event.accountsAt), count(event.accountCount));
    if (event.linksAt > 0)
        steps += tr("%1 links ready").arg(clockTime(event.linksAt));
    m_steps->setText(steps.join(QStringLiteral(" → ")));
}

void SessionCard::showError()
{
    const bool failed = !m_session.event.errorId.isEmpty() && stageOf(m_session) != SessionStage::Ready;
    m_error->setVisible(failed);
    m_retry->setVisible(failed && m_session.event.status != model::EventStatus::Expired);
    if (!failed)
        return;
    const service::ErrorText text = service::describe(service::errorOf(m_session.event));
    m_error->setText(text.title + QLatin1Char('\n') + text.remedy);
    m_retry->setText(tr("Try again now"));
    label(m_retry, QStringLiteral("sessionRetry"), m_retry->text(), text.title);
}

} // namespace kfdesk::ui
