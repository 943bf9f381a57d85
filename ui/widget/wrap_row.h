#pragma once

#include <QLayout>

#include <memory>
#include <vector>

namespace kfdesk::ui {

/// A row whose first part takes the room that the others leave; where it would get less than it needs, the others
/// stand beneath it, left-aligned.
class WrapRow final : public QLayout
{
public:
    explicit WrapRow(int spacing);

    void addItem(QLayoutItem* item) override; ///< takes it
    QLayoutItem* itemAt(int index) const override;
    QLayoutItem* takeAt(int index) override;
    int count() const override { return static_cast<int>(m_items.size()); }
    Qt::Orientations expandingDirections() const override { return Qt::Horizontal; }
    QSize sizeHint() const override;
    QSize minimumSize() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    void setGeometry(const QRect& room) override;

private:
    int widthOfOthers() const;
    int heightOfOthers() const;
    bool wraps(int width) const;
    void placeOthers(int left, int top, int height);
    static int heightOf(QLayoutItem& item, int width);

    std::vector<std::unique_ptr<QLayoutItem>> m_items;
};

} // namespace kfdesk::ui
