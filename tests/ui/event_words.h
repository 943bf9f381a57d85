#pragma once

#include "tests/ui/support/page_rig.h"
#include "ui/table/table_view.h"

#include <QApplication>
#include <QLabel>

namespace kfdesk::ui::test {

/// A merchant authorises. Answers its corp id.
inline QString authorise(PageRig& rig, const QString& state = QStringLiteral("shop1"))
{
    return rig.service
        .control(QStringLiteral("authorize"), {{QStringLiteral("state"), state}, {QStringLiteral("accounts"), 2}})
        .value(QLatin1String("auth_corpid"))
        .toString();
}

/// A fact of the event in the detail pane, by its object name; empty when it is not shown.
inline QString fact(const char* id)
{
    const auto* value = QApplication::activeWindow()->findChild<QLabel*>(QString::fromLatin1(id));
    return value && value->isVisible() ? value->text() : QString();
}

/// How the event in this row of the table went.
inline QString result(const TableView* table, int row = 0)
{
    return table->model()->index(row, 4).data().toString();
}

} // namespace kfdesk::ui::test
