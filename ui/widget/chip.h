#pragma once

#include "ui/support/colors.h"
#include "ui/support/icons.h"

#include <QWidget>

class QPainter;

namespace kfdesk::ui {

/// A status in icon and words on a soft rounded ground; the same picture as in tables.
class Chip : public QWidget
{
    Q_OBJECT

public:
    enum class Style {
        Mark,    ///< of one size, as in tables
        Sentence ///< as large as its font, elided where it must be; no ground while the tone is neutral
    };

    explicit Chip(QWidget* parent = nullptr, Style style = Style::Mark);
    void set(Tone tone, Glyph glyph, const QString& text);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

    static QSize sizeOf(const QFont& font, Glyph glyph, const QString& text, Style style = Style::Mark);
    /// Left-aligned in `room`, centred vertically; the text is elided when it does not fit.
    static void paint(QPainter& painter, const QRect& room, const Colors& colors, Tone tone, Glyph glyph,
                      const QString& text, Style style = Style::Mark);

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    Style m_style;
    Tone m_tone = Tone::Neutral;
    Glyph m_glyph = Glyph::None;
    QString m_text;
};

} // namespace kfdesk::ui
