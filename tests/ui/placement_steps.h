#pragma once

#include "tests/ui/support/page_rig.h"
#include "tests/ui/support/qr_reader.h"
#include "ui/widget/qr_view.h"

#include <QLineEdit>
#include <QTest>

namespace kfdesk::ui::test {

// What tests of the invite page do with placements and see of them.

inline model::Placement addPlacement(PageRig& rig, const QString& name, const QString& state = {})
{
    auto added = rig.service.workspace->placements().add(rig.service.suiteId(), name, state, false);
    if (!added)
        qFatal("%s", qPrintable(added.error().id));
    return *added;
}

inline model::Placement stored(PageRig& rig, qint64 id)
{
    const auto placements = *rig.service.workspace->placements().list(rig.service.suiteId());
    for (const model::Placement& placement : placements) {
        if (placement.id == id)
            return placement;
    }
    qFatal("no such placement");
}

inline QString shownLink(PageRig& rig)
{
    return rig.find<QLineEdit>("copyFieldText")->text();
}

inline QString shownCode(PageRig& rig)
{
    return readQr(rig.find<QrView>("inviteCode")->image(400));
}

/// Replaces what stands in the field, as an input method does.
inline void type(QLineEdit* field, const QString& text)
{
    field->selectAll();
    if (text.isEmpty())
        QTest::keyClick(field, Qt::Key_Delete);
    else
        field->insert(text);
    Q_EMIT field->textEdited(text);
}

} // namespace kfdesk::ui::test
