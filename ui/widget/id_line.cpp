#include "ui/widget/id_line.h"

#include "ui/support/clipboard.h"
#include "ui/support/colors.h"
#include "ui/support/formats.h"
#include "ui/support/icons.h"
#include "ui/support/theme.h"
#include "ui/widget/layout.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>

namespace kfdesk::ui {

namespace {

constexpr int copyIconSide = 16;
constexpr int fewestLetters = 8; // with the mark in the middle: enough to tell two ids apart

} // namespace

/// The id itself: as wide as it is, less where it must be.
class IdLine::Words final : public QWidget
{
public:
    explicit Words(QWidget* parent)
        : QWidget(parent)
    {
        setFont(monoFont());
        setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    }
    void set(const QString& text)
    {
        m_text = text;
        setToolTip(text);
        setAccessibleName(text);
        updateGeometry();
        update();
    }
    QSize sizeHint() const override { return {fontMetrics().horizontalAdvance(m_text) + 1, fontMetrics().height()}; }
    QSize minimumSizeHint() const override
    {
        const int fewest = fontMetrics().averageCharWidth() * fewestLetters;
        return {qMin(fewest, sizeHint().width()), fontMetrics().height()};
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setPen(colorsOf(palette()).muted);
        painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, fitted());
    }

private:
    /// To the last letter that there is room for, so that the button stands right behind it.
    QString fitted() const
    {
        if (width() >= sizeHint().width())
            return m_text;
        const double letter = QFontMetricsF(font()).horizontalAdvance(QLatin1Char('0'));
        const int letters = static_cast<int>(width() / letter) - 1; // and the mark
        return shortId(m_text, letters - letters / 2, letters / 2);
    }

    QString m_text;
};

IdLine::IdLine(Clipboard& clipboard, QWidget* parent)
    : Retranslated<QWidget>(parent)
    , m_words(new Words(this))
    , m_copy(new QToolButton(this))
{
    m_copy->setIcon(icon(Glyph::Copy, IconInk::Muted));
    m_copy->setIconSize({copyIconSide, copyIconSide});
    m_copy->setFocusPolicy(Qt::StrongFocus);
    setKind(m_copy, "flat");
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_words);
    row->addWidget(m_copy);
    row->addStretch();
    connect(m_copy, &QToolButton::clicked, this, [this, &clipboard] { clipboard.copy(m_id); });
    retranslate();
}

void IdLine::setText(const QString& id)
{
    m_id = id;
    m_words->set(id);
    m_copy->setVisible(!id.isEmpty());
    m_copy->setAccessibleDescription(id);
}

void IdLine::setAccessibleLabel(const QString& what)
{
    m_what = what;
    retranslate();
}

void IdLine::retranslate()
{
    m_copy->setToolTip(tr("Copy"));
    label(m_copy, QStringLiteral("idLineCopy"), m_what.isEmpty() ? tr("Copy") : tr("Copy: %1").arg(m_what), m_id);
}

} // namespace kfdesk::ui
