#pragma once

#include <QLabel>
#include <QTimer>

namespace kfdesk::ui {

/// A word that comes and goes at the bottom of a window: "Copied". Never takes focus or clicks.
class Toast : public QLabel
{
    Q_OBJECT

public:
    explicit Toast(QWidget* window);
    void show(const QString& text);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void place();
    QTimer m_life;
};

} // namespace kfdesk::ui
