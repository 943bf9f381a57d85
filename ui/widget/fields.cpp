#include "ui/widget/fields.h"

#include "ui/support/clipboard.h"
#include "ui/support/icons.h"
#include "ui/support/theme.h"
#include "ui/widget/layout.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QStyleOptionFrame>

namespace kfdesk::ui {

namespace {

constexpr int searchWaitMs = 150;
constexpr int leastSearchWidth = 112;
constexpr int searchWidth = 300;

/// Ends in "…" where the text is longer than the field, until somebody comes to read or select it.
class ElidedLine final : public QLineEdit
{
public:
    using QLineEdit::QLineEdit;

protected:
    void paintEvent(QPaintEvent* event) override
    {
        QStyleOptionFrame option;
        initStyleOption(&option);
        const QRect room = style()->subElementRect(QStyle::SE_LineEditContents, &option, this).adjusted(2, 0, -2, 0);
        if (hasFocus() || fontMetrics().horizontalAdvance(text()) <= room.width()) {
            QLineEdit::paintEvent(event);
            return;
        }
        QPainter painter(this);
        style()->drawPrimitive(QStyle::PE_PanelLineEdit, &option, &painter, this);
        painter.setPen(palette().color(QPalette::Text));
        painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                         fontMetrics().elidedText(text(), Qt::ElideRight, room.width()));
    }
};

} // namespace

// MaskedField

MaskedField::MaskedField(QWidget* parent)
    : Retranslated(parent)
    , m_reveal(addAction(icon(Glyph::Eye, IconInk::Muted), TrailingPosition))
{
    m_reveal->setCheckable(true);
    connect(m_reveal, &QAction::toggled, this, &MaskedField::setRevealed);
    setInputMethodHints(Qt::ImhHiddenText | Qt::ImhNoAutoUppercase | Qt::ImhSensitiveData);
    setRevealed(false);
}

void MaskedField::setRevealed(bool revealed)
{
    setEchoMode(revealed ? Normal : Password);
    m_reveal->setIcon(icon(revealed ? Glyph::EyeOff : Glyph::Eye, IconInk::Muted));
    retranslate();
}

void MaskedField::retranslate()
{
    m_reveal->setText(m_reveal->isChecked() ? tr("Hide") : tr("Show"));
}

void MaskedField::focusOutEvent(QFocusEvent* event)
{
    if (event->reason() != Qt::PopupFocusReason)
        m_reveal->setChecked(false);
    Retranslated::focusOutEvent(event);
}

// CopyField

CopyField::CopyField(Clipboard& clipboard, QWidget* parent)
    : Retranslated(parent)
    , m_clipboard(clipboard)
    , m_text(new ElidedLine(this))
    , m_copy(new QPushButton(this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(gridPx);
    row->addWidget(m_text, 1);
    row->addWidget(m_copy);
    m_text->setReadOnly(true);
    m_text->setFont(monoFont());
    m_text->setObjectName(QStringLiteral("copyFieldText"));
    m_copy->setObjectName(QStringLiteral("copyFieldButton"));
    connect(m_copy, &QPushButton::clicked, this, [this] { m_clipboard.copy(m_text->text()); });
    retranslate();
}

void CopyField::setText(const QString& text)
{
    m_text->setText(text);
    m_text->setCursorPosition(0);
    m_text->setToolTip(text);
    m_copy->setEnabled(!text.isEmpty());
}

QString CopyField::text() const
{
    return m_text->text();
}

void CopyField::setPrimary(bool primary)
{
    setKind(m_copy, primary ? "primary" : "");
}

void CopyField::setAccessibleLabel(const QString& what)
{
    m_what = what;
    retranslate();
}

void CopyField::retranslate()
{
    m_copy->setText(tr("Copy"));
    m_text->setAccessibleName(m_what);
    m_text->setAccessibleDescription(tr("To read and select"));
    m_copy->setAccessibleDescription(tr("Puts it on the clipboard"));
    m_copy->setAccessibleName(m_what.isEmpty() ? tr("Copy") : tr("Copy: %1").arg(m_what));
}

// SearchField

SearchField::SearchField(QWidget* parent)
    : QLineEdit(parent)
{
    setObjectName(QStringLiteral("search"));
    setClearButtonEnabled(true);
    addAction(icon(Glyph::Search, IconInk::Muted), LeadingPosition);
    setMinimumWidth(leastSearchWidth);
    setMaximumWidth(searchWidth);
    m_wait.setSingleShot(true);
    m_wait.setInterval(searchWaitMs);
    connect(this, &QLineEdit::textChanged, this, [this] { m_wait.start(); });
    connect(this, &QLineEdit::returnPressed, this, &SearchField::flush);
    connect(&m_wait, &QTimer::timeout, this, &SearchField::flush);
}

void SearchField::flush()
{
    m_wait.stop();
    const QString wanted = text().trimmed();
    if (wanted == m_told)
        return;
    m_told = wanted;
    Q_EMIT searchChanged(wanted);
}

QSize SearchField::sizeHint() const
{
    return {searchWidth, QLineEdit::sizeHint().height()};
}

void SearchField::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && !text().isEmpty()) {
        clear();
        flush();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

// FilterButton

FilterButton::FilterButton(QWidget* parent)
    : QToolButton(parent)
    , m_menu(new QMenu(this))
{
    setKind(this, "filter");
    setPopupMode(InstantPopup);
    setToolButtonStyle(Qt::ToolButtonTextOnly);
    setFocusPolicy(Qt::StrongFocus);
    setMenu(m_menu);
}

void FilterButton::setChoices(const QString& label, const std::vector<Choice>& choices)
{
    m_label = label;
    m_choices = choices;
    m_menu->clear();
    bool known = false;
    for (const Choice& choice : choices) {
        QAction* action = m_menu->addAction(choice.text);
        action->setCheckable(true);
        action->setData(choice.key);
        connect(action, &QAction::triggered, this, [this, key = choice.key] { choose(key); });
        known = known || choice.key == m_chosen;
    }
    if (!known && !choices.empty())
        choose(choices.front().key);
    updateText();
}

void FilterButton::choose(const QString& key)
{
    const bool isNew = key != m_chosen;
    m_chosen = key;
    updateText();
    if (isNew)
        Q_EMIT chosenChanged(key);
}

void FilterButton::updateText()
{
    QString chosenText;
    for (const Choice& choice : m_choices) {
        if (choice.key == m_chosen)
            chosenText = choice.text;
    }
    for (QAction* action : m_menu->actions())
        action->setChecked(action->data().toString() == m_chosen);
    //: a filter and what it is set to: "Status: All"
    const QString text = tr("%1: %2").arg(m_label, chosenText);
    setText(text + QChar(0x2009) + QChar(0x25be));
    setAccessibleName(text);
}

} // namespace kfdesk::ui
