#pragma once

#include <QSplitter>

namespace kfdesk::ui {

class UiSettings;

/// A list beside what is chosen in it. Where somebody put the line between them is kept over restarts.
class PaneSplitter : public QSplitter
{
    Q_OBJECT

public:
    /// `name` is that of the settings, which outlive this.
    PaneSplitter(const QString& name, UiSettings& settings, QWidget* parent);

    /// Once. `widths` hold until somebody moves the line.
    void setPanes(QWidget* list, QWidget* detail, const QList<int>& widths);
    bool isMoved() const; ///< by somebody, now or in an earlier session

private:
    QString m_name;
    UiSettings& m_settings;
};

} // namespace kfdesk::ui
