#pragma once

#include <QColor>
#include <QList>
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

    /// Its first letter, after the name of a city or province when it begins with one ("…市晨光…" → "晨"); "?" when
    /// empty.
    static QString initial(const QString& name);
    static QColor color(const QString& seed); ///< white passes AA on it
    static const QList<QColor>& allColors();  ///< what color() chooses from
    static void paint(QPainter& painter, const QRect& square, const QString& name, const QString& seed);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_name;
    QString m_seed;
};

} // namespace kfdesk::ui
