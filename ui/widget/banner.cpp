#include "ui/widget/banner.h"

#include "ui/support/clipboard.h"
#include "ui/support/icons.h"
#include "ui/support/theme.h"
#include "ui/widget/flow_row.h"
#include "ui/widget/layout.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace kfdesk::ui {

namespace {

Glyph glyphOf(Tone tone)
{
    switch (tone) {
    case Tone::Good:
        return Glyph::Check;
    case Tone::Warn:
    case Tone::Bad:
        return Glyph::Warning;
    case Tone::Neutral:
        break;
    }
    return Glyph::Info;
}

void setInk(QWidget* widget, const QColor& color)
{
    QPalette palette = widget->palette();
    palette.setColor(QPalette::WindowText, color);
    widget->setPalette(palette);
}

} // namespace

QString actionText(service::ErrorAction action)
{
    using service::ErrorAction;
    switch (action) {
    case ErrorAction::None:
        break;
    case ErrorAction::Retry:
        return Banner::tr("Try again");
    case ErrorAction::CopyIp:
        return Banner::tr("Copy IP");
    case ErrorAction::PasteTicket:
        return Banner::tr("Paste ticket…");
    case ErrorAction::EditComponent:
        return Banner::tr("Edit component…");
    case ErrorAction::ShowInvitation:
        return Banner::tr("Show invitation");
    case ErrorAction::OpenListenerSettings:
        return Banner::tr("Listener settings");
    case ErrorAction::Unlock:
        return Banner::tr("Unlock…");
    }
    return {};
}

Banner::Banner(Clipboard& clipboard, QWidget* parent)
    : Retranslated(parent)
    , m_clipboard(clipboard)
    , m_buttons(new FlowRow(gridPx))
    , m_icon(new QLabel(this))
    , m_title(makeLabel(this, "strong", true))
    , m_text(makeLabel(this, nullptr, true))
    , m_action(new QPushButton(this))
    , m_copy(new QPushButton(this))
    , m_close(new QToolButton(this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 12, 12, 12);
    row->setSpacing(gridPx);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    auto* column = new QVBoxLayout;
    column->setSpacing(4);
    column->addWidget(m_title);
    column->addWidget(m_text);
    m_buttons->setContentsMargins(0, 4, 0, 0);
    m_buttons->addWidget(m_action);
    m_buttons->addWidget(m_copy);
    column->addLayout(m_buttons);
    row->addLayout(column, 1);
    row->addWidget(m_close, 0, Qt::AlignTop);
    setKind(m_close, "flat");
    m_close->setIcon(icon(Glyph::Close, IconInk::Muted));
    m_close->setObjectName(QStringLiteral("bannerClose"));
    connect(m_close, &QToolButton::clicked, this, &Banner::clear);
    m_action->setObjectName(QStringLiteral("bannerAction"));
    m_copy->setObjectName(QStringLiteral("bannerCopy"));
    connect(m_action, &QPushButton::clicked, this, &Banner::act);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        m_clipboard.copy(m_error.hint.isEmpty() ? m_error.code : m_error.code + QLatin1Char(' ') + m_error.hint);
    });
    hide();
    retranslate();
}

void Banner::setClosable(bool closable)
{
    m_close->setVisible(closable);
}

void Banner::setRetryButton(QPushButton* button)
{
    m_ownersRetry = button;
    m_buttons->insertFirst(button);
}

void Banner::act()
{
    if (m_error.action == service::ErrorAction::CopyIp)
        m_clipboard.copy(m_error.ip);
    else
        Q_EMIT actionTriggered(m_error.action);
}

void Banner::showError(const Error& error)
{
    showError(service::describe(error));
    m_source = error;
}

void Banner::showError(const service::ErrorText& error)
{
    m_source.reset();
    m_error = error;
    m_tone = Tone::Bad;
    m_actionText.clear();
    retranslate();
    show();
}

void Banner::showMessage(Tone tone, const QString& title, const QString& text, const QString& actionText)
{
    m_source.reset();
    m_error = {title, text, {}, {}, service::ErrorAction::None};
    m_tone = tone;
    m_actionText = actionText;
    retranslate();
    show();
}

void Banner::clear()
{
    hide();
}

void Banner::retranslate()
{
    if (m_source)
        m_error = service::describe(*m_source);
    m_title->setText(m_error.title);
    m_text->setText(m_error.remedy);
    m_text->setVisible(!m_error.remedy.isEmpty());
    using service::ErrorAction;
    const bool notHere = (m_error.action == ErrorAction::CopyIp && m_error.ip.isEmpty()) ||
                         (m_error.action == ErrorAction::Retry && m_ownersRetry);
    const QString ofError = notHere ? QString() : actionText(m_error.action);
    const QString action = m_actionText.isEmpty() ? ofError : m_actionText;
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    m_copy->setText(m_error.hint.isEmpty() ? tr("Copy code") : tr("Copy details"));
    m_copy->setVisible(!m_error.code.isEmpty());
    m_close->setAccessibleName(tr("Close"));
    m_close->setAccessibleDescription(m_error.title);
    m_close->setToolTip(tr("Close"));
    setAccessibleName(m_error.title);
    setAccessibleDescription(m_error.remedy);
    m_action->setAccessibleDescription(m_error.title); // what it is about, for those who do not see where it stands
    m_copy->setAccessibleDescription(tr("For WeCom's support and for searching"));
    recolour();
}

void Banner::recolour()
{
    const Colors& c = colorsOf(palette());
    m_icon->setPixmap(glyphPixmap(glyphOf(m_tone), c.tone(m_tone).text, 20, devicePixelRatioF()));
    setInk(m_title, c.tone(m_tone).text);
    update();
}

void Banner::changeEvent(QEvent* event)
{
    Retranslated::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        recolour();
}

void Banner::paintEvent(QPaintEvent*)
{
    const TonePair& tone = colorsOf(palette()).tone(m_tone);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor outline = tone.text;
    outline.setAlphaF(0.35F);
    painter.setPen(outline);
    painter.setBrush(tone.fill);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
}

} // namespace kfdesk::ui
