#pragma once

#include "ui/support/colors.h"
#include "ui/support/icons.h"

#include <QWidget>

namespace kfdesk::ui {

/// The line below the code that says what is happening: an icon and words, on a field of the tone's colour when there
/// is something to say.
class PresentationStatus : public QWidget
{
    Q_OBJECT

public:
    explicit PresentationStatus(QWidget* parent = nullptr);

    void set(Tone tone, Glyph glyph, const QString& text);
    QString text() const { return m_text; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    int air() const; ///< between the words and the edge

    Tone m_tone = Tone::Neutral;
    Glyph m_glyph = Glyph::None;
    QString m_text;
};

} // namespace kfdesk::ui
