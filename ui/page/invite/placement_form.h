#pragma once

#include "core/base/result.h"
#include "core/model/placement.h"
#include "ui/support/background.h"
#include "ui/support/retranslated.h"
#include "ui/window/page_context.h"

#include <QTimer>

class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QRadioButton;

namespace kfdesk::ui {

class CopyField;

/// One placement to edit: name, state, mode, note; and its authorisation link. What is valid is saved by itself a
/// moment after the last key, so that the code on screen is always the one that works.
class PlacementForm : public Retranslated<QWidget>
{
    Q_OBJECT

public:
    explicit PlacementForm(PageContext& context, QWidget* parent = nullptr);

    /// Shows another placement, or the same one as it is stored now; what is being typed into the same one stays.
    void setPlacement(const model::Placement& placement);
    void setLink(const QString& link);
    /// States of the suite's other placements, for the check while typing.
    void setOtherStates(const QStringList& states);
    /// A state that merchants have used is what their authorisations are filed under: it stays.
    void setStateUsed(bool used);
    qint64 placementId() const { return m_saved.id; }
    void focusName();

Q_SIGNALS:
    void saved(const kfdesk::model::Placement& placement);

protected:
    void retranslate() override;

private:
    void layOut();
    model::Placement edited() const;
    void editedSomething();
    void save();
    Result<void> checkState(const QString& state) const;
    QLabel* placeOf(const Error& error) const;
    static void showProblem(QLabel* place, const Result<void>& checked);
    void showFaults();
    void showStateUsed();

    PageContext& m_context;
    model::Placement m_saved;
    QStringList m_otherStates;
    bool m_stateUsed = false;
    bool m_filling = false;
    QTimer m_saveSoon;
    LatestOnly m_saving;

    QLabel* m_nameCaption;
    QLineEdit* m_name;
    QLabel* m_nameProblem;
    QLabel* m_stateCaption;
    QLineEdit* m_state;
    QPushButton* m_newState;
    QLabel* m_stateProblem;
    QLabel* m_stateStays;
    QLabel* m_modeCaption;
    QRadioButton* m_single;
    QRadioButton* m_several;
    QLabel* m_noteCaption;
    QPlainTextEdit* m_note;
    QLabel* m_noteProblem;
    QLabel* m_linkCaption;
    CopyField* m_link;
};

} // namespace kfdesk::ui
