#pragma once

#include <QLayout>

#include <memory>
#include <vector>

namespace kfdesk::ui {

/// A layout that keeps its items one after the other; where they stand is said by those made of it.
class ItemRow : public QLayout
{
public:
    void addItem(QLayoutItem* item) override; ///< takes it
    QLayoutItem* itemAt(int index) const override;
    QLayoutItem* takeAt(int index) override;
    int count() const override { return static_cast<int>(m_items.size()); }
    bool hasHeightForWidth() const override { return true; }

protected:
    explicit ItemRow(int spacing) { setSpacing(spacing); }

    std::vector<std::unique_ptr<QLayoutItem>> m_items;
};

} // namespace kfdesk::ui
