#include "ui/widget/pane_splitter.h"

#include "ui/support/ui_settings.h"

namespace kfdesk::ui {

PaneSplitter::PaneSplitter(const QString& name, UiSettings& settings, QWidget* parent)
    : QSplitter(parent)
    , m_name(name)
    , m_settings(settings)
{
    setHandleWidth(1); // Qt lets it be grasped beside the line, too
    setChildrenCollapsible(false);
    connect(this, &QSplitter::splitterMoved, this, [this] { m_settings.setSplitterState(m_name, saveState()); });
}

void PaneSplitter::setPanes(QWidget* list, QWidget* detail, const QList<int>& widths)
{
    addWidget(list);
    addWidget(detail);
    setSizes(widths);
    restoreState(m_settings.splitterState(m_name));
}

bool PaneSplitter::isMoved() const
{
    return !m_settings.splitterState(m_name).isEmpty();
}

} // namespace kfdesk::ui
