#pragma once

#include "ui/support/colors.h"

#include <QObject>
#include <QPalette>

class QApplication;

namespace kfdesk::ui {

/// Dresses the application: Fusion, our palette, one small style sheet. Follows the system's light or dark until fixed.
///
/// Style sheet hooks: dynamic property `kind` on QPushButton: "primary" (one a screen), "danger", "flat"; on QLabel:
/// "title", "subtitle", "strong", "muted", "small" (muted too), "bad". Use setKind() so that a later change is seen.
class Theme : public QObject
{
    Q_OBJECT

public:
    enum class Mode { System, Light, Dark };

    explicit Theme(QApplication& application); ///< applies Mode::System
    Mode mode() const { return m_mode; }
    void setMode(Mode mode);
    const Colors& colors() const;

    static Mode modeFromText(const QString& text); ///< "light", "dark"; anything else is System
    static QString toText(Mode mode);

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void apply();

    QApplication& m_application;
    QPalette m_system; ///< what the platform gave, before ours
    Mode m_mode = Mode::System;
    bool m_applying = false;
};

/// Sets the style hook and re-polishes when the widget is dressed already.
void setKind(QWidget* widget, const char* kind);

/// The fixed-pitch font for ids, links and plaintext, at the application's size.
QFont monoFont();

} // namespace kfdesk::ui
