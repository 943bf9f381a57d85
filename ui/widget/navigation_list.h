#pragma once

#include "ui/support/icons.h"

#include <QAbstractButton>

namespace kfdesk::ui {

/// One entry of the left navigation: icon, text, count. The count is red when it needs a person.
class NavigationItem : public QAbstractButton
{
    Q_OBJECT

public:
    explicit NavigationItem(Glyph glyph, QWidget* parent = nullptr);
    void setLabel(const QString& text);
    void setCount(int number, bool needsPerson = false); ///< 0 hides it
    QSize sizeHint() const override { return {192, 36}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void updateAccessibleName();
    int paintBadge(QPainter& painter) const;

    Glyph m_glyph;
    int m_count = 0;
    bool m_needsPerson = false;
};

} // namespace kfdesk::ui
