#pragma once

#include <QColor>
#include <QString>
#include <QWidget>

class QPainter;

namespace kfdesk::ui {

/// The first letter of a name on a colour that follows from an id: the same everywhere and always.
class Avatar : public QWidget
{
    Q_OBJECT

public:
    explicit Avatar(int side, QWidget* parent = nullptr); ///< side in device-independent pixels
    void set(const QString& name, const QString& seed);

    static QString initial(const QString& name); ///< skips 省/市/县 names ("深圳市晨光…" → "晨"); "?" when empty
    static QColor color(const QString& seed); ///< white passes AA on it
    static void paint(QPainter& painter, const QRect& square, const QString& name, const QString& seed);
    static const QList<QColor>& palette();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_name;
    QString m_seed;
};

} // namespace kfdesk::ui
