#pragma once

#include <QLayout>

#include <memory>
#include <vector>

namespace kfdesk::ui {

/// Buttons side by side, on as many lines as they need. Hidden ones take no room.
class FlowRow final : public QLayout
{
public:
    explicit FlowRow(int spacing);

    void insertFirst(QWidget* widget);

    void addItem(QLayoutItem* item) override; ///< takes it
    QLayoutItem* itemAt(int index) const override;
    QLayoutItem* takeAt(int index) override;
    int count() const override { return static_cast<int>(m_items.size()); }
    Qt::Orientations expandingDirections() const override { return {}; }
    QSize sizeHint() const override;
    QSize minimumSize() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    void setGeometry(const QRect& room) override;

private:
    enum class Pass { Measure, Place };
    int flow(const QRect& room, Pass pass) const; ///< the height that it takes

    std::vector<std::unique_ptr<QLayoutItem>> m_items;
};

} // namespace kfdesk::ui
