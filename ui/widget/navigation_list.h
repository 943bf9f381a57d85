#pragma once

#include "ui/support/icons.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QWidget>

#include <vector>

class QVBoxLayout;

namespace kfdesk::ui {

/// One entry of the left navigation: icon, text, count. The count is red when it needs a person.
class NavigationItem : public QAbstractButton
{
    Q_OBJECT

public:
    NavigationItem(Glyph glyph, QWidget* parent = nullptr);
    void setCount(int count, bool needsPerson = false); ///< 0 hides it
    QSize sizeHint() const override { return {192, 36}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    Glyph m_glyph;
    int m_count = 0;
    bool m_needsPerson = false;
};

} // namespace kfdesk::ui
