#include "ui/page/invite/placement_form.h"

#include "core/service/error_text.h"
#include "core/service/placement_service.h"
#include "core/service/workspace.h"
#include "ui/support/clipboard.h"
#include "ui/support/icons.h"
#include "ui/support/theme.h"
#include "ui/widget/fields.h"
#include "ui/widget/layout.h"
#include "ui/widget/tab_order.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace kfdesk::ui {

namespace {

constexpr int saveAfterMs = 500;
constexpr int noteLines = 2;
constexpr int fieldLimit = 1000;

} // namespace

PlacementForm::PlacementForm(PageContext& context, QWidget* parent)
    : Retranslated<QWidget>(parent)
    , m_context(context)
    , m_saving(context.workspace.networkPool(), this)
    , m_nameCaption(makeLabel(this, "muted"))
    , m_name(new QLineEdit(this))
    , m_nameProblem(makeLabel(this, "bad"))
    , m_stateCaption(makeLabel(this, "muted"))
    , m_state(new QLineEdit(this))
    , m_newState(new QPushButton(this))
    , m_stateProblem(makeLabel(this, "bad"))
    , m_stateStays(makeLabel(this, "muted"))
    , m_modeCaption(makeLabel(this, "muted"))
    , m_single(new QRadioButton(this))
    , m_several(new QRadioButton(this))
    , m_noteCaption(makeLabel(this, "muted"))
    , m_note(new QPlainTextEdit(this))
    , m_noteProblem(makeLabel(this, "bad"))
    , m_linkCaption(makeLabel(this, "muted"))
    , m_link(new CopyField(context.clipboard, this))
{
    // Room for more than is allowed: what is too long is said, not cut off.
    m_name->setMaxLength(fieldLimit);
    m_state->setMaxLength(fieldLimit);
    m_state->setFont(monoFont());
    m_newState->setIcon(icon(Glyph::Refresh));
    m_note->setTabChangesFocus(true);
    m_note->setFixedHeight(m_note->fontMetrics().lineSpacing() * noteLines + 2 * gridPx);
    m_nameProblem->setObjectName(QStringLiteral("placementNameProblem"));
    m_stateProblem->setObjectName(QStringLiteral("placementStateProblem"));
    m_noteProblem->setObjectName(QStringLiteral("placementNoteProblem"));
    m_stateStays->setObjectName(QStringLiteral("placementStateStays"));
    for (QLabel* words : {m_nameProblem, m_stateProblem, m_noteProblem, m_stateStays})
        words->hide();
    layOut();

    m_saveSoon.setSingleShot(true);
    m_saveSoon.setInterval(saveAfterMs);
    connect(&m_saveSoon, &QTimer::timeout, this, &PlacementForm::save);
    connect(m_name, &QLineEdit::textEdited, this, &PlacementForm::editedSomething);
    connect(m_state, &QLineEdit::textEdited, this, &PlacementForm::editedSomething);
    connect(m_note, &QPlainTextEdit::textChanged, this, &PlacementForm::editedSomething);
    connect(m_single, &QRadioButton::toggled, this, &PlacementForm::editedSomething);
    connect(m_newState, &QPushButton::clicked, this, [this] {
        m_state->setText(service::PlacementService::newState());
        editedSomething();
    });
    retranslate();
}

void PlacementForm::layOut()
{
    auto* stateLine = new QHBoxLayout;
    stateLine->setSpacing(gridPx);
    stateLine->addWidget(m_state, 1);
    stateLine->addWidget(m_newState);
    auto* modeLine = new QHBoxLayout;
    modeLine->setSpacing(3 * gridPx);
    modeLine->addWidget(m_single);
    modeLine->addWidget(m_several);
    modeLine->addStretch();

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gridPx / 2);
    const auto gap = [column] { column->addSpacing(gridPx); };
    column->addWidget(m_nameCaption);
    column->addWidget(m_name);
    column->addWidget(m_nameProblem);
    gap();
    column->addWidget(m_stateCaption);
    column->addLayout(stateLine);
    column->addWidget(m_stateProblem);
    column->addWidget(m_stateStays);
    gap();
    column->addWidget(m_modeCaption);
    column->addLayout(modeLine);
    gap();
    column->addWidget(m_noteCaption);
    column->addWidget(m_note);
    column->addWidget(m_noteProblem);
    gap();
    column->addWidget(m_linkCaption);
    column->addWidget(m_link);

    tabToChecked({m_single, m_several});
    m_nameCaption->setBuddy(m_name);
    m_stateCaption->setBuddy(m_state);
    m_noteCaption->setBuddy(m_note);
}

void PlacementForm::setPlacement(const model::Placement& placement)
{
    const bool another = placement.id != m_saved.id;
    if (another && m_saveSoon.isActive())
        save();
    const bool typing = !another && m_saveSoon.isActive();
    m_saved = placement;
    if (another)
        m_stateUsed = placement.corps > 0;
    showStateUsed();
    if (typing || (!another && edited() == placement))
        return;
    m_filling = true;
    m_name->setText(placement.name);
    m_state->setText(placement.state);
    for (QLineEdit* field : {m_name, m_state})
        field->setCursorPosition(0); // a long text shows its beginning
    (placement.single ? m_single : m_several)->setChecked(true);
    m_note->setPlainText(placement.note);
    m_filling = false;
    showFaults();
}

void PlacementForm::setLink(const QString& link)
{
    m_link->setText(link);
}

void PlacementForm::setOtherStates(const QStringList& states)
{
    m_otherStates = states;
}

void PlacementForm::setStateUsed(bool used)
{
    m_stateUsed = used || m_saved.corps > 0;
    showStateUsed();
}

void PlacementForm::focusName()
{
    m_name->setFocus();
    m_name->selectAll();
}

model::Placement PlacementForm::edited() const
{
    model::Placement placement = m_saved;
    placement.name = m_name->text().trimmed();
    placement.state = m_state->text().trimmed();
    placement.single = m_single->isChecked();
    placement.note = m_note->toPlainText();
    return placement;
}

void PlacementForm::editedSomething()
{
    if (m_filling || m_saved.id == 0)
        return;
    showFaults();
    m_saveSoon.start();
}

Result<void> PlacementForm::checkState(const QString& state) const
{
    KFDESK_CHECK(service::PlacementService::checkState(state));
    if (m_otherStates.contains(state))
        return fail(makeError(ErrorKind::Input, QStringLiteral("placement.state_taken"), {},
                              {{QStringLiteral("state"), state}}));
    return {};
}

void PlacementForm::showFaults()
{
    const model::Placement placement = edited();
    showProblem(m_nameProblem, service::PlacementService::checkName(placement.name));
    showProblem(m_stateProblem, checkState(placement.state));
    showProblem(m_noteProblem, service::PlacementService::checkNote(placement.note));
}

void PlacementForm::save()
{
    m_saveSoon.stop();
    const model::Placement placement = edited();
    const bool faulty = !m_nameProblem->isHidden() || !m_stateProblem->isHidden() || !m_noteProblem->isHidden();
    if (placement == m_saved || faulty)
        return;
    m_saving.run([&placements = m_context.workspace.placements(),
                  placement](std::stop_token) { return placements.update(placement); },
                 [this, placement](Result<void> updated) {
                     if (placement.id != m_saved.id)
                         return;
                     if (!updated) {
                         showProblem(placeOf(updated.error()), updated);
                         return;
                     }
                     m_saved = placement;
                     Q_EMIT saved(placement);
                 });
}

QLabel* PlacementForm::placeOf(const Error& error) const
{
    if (error.id == QLatin1String("placement.state_taken") || error.id == QLatin1String("placement.state_used") ||
        error.id == QLatin1String("input.state"))
        return m_stateProblem;
    return error.id == QLatin1String("input.note") ? m_noteProblem : m_nameProblem;
}

void PlacementForm::showProblem(QLabel* place, const Result<void>& checked)
{
    place->setHidden(checked.has_value());
    if (checked)
        return;
    const service::ErrorText text = service::describe(checked.error());
    place->setText(text.title + QLatin1Char('\n') + text.remedy);
}

void PlacementForm::showStateUsed()
{
    m_state->setReadOnly(m_stateUsed);
    m_newState->setEnabled(!m_stateUsed);
    m_stateStays->setVisible(m_stateUsed);
}

void PlacementForm::retranslate()
{
    m_nameCaption->setText(tr("Name of the placement"));
    //: "state" is the parameter's name in WeCom's documents.
    m_stateCaption->setText(tr("State (returned to you; up to 128 letters and digits)"));
    m_newState->setText(tr("New one"));
    m_stateStays->setText(tr("Merchants have authorised with this state, so it stays as it is."));
    m_modeCaption->setText(tr("Accounts a merchant can choose (mode)"));
    m_single->setText(tr("Exactly one each time (mode=1)"));
    m_several->setText(tr("Several"));
    m_noteCaption->setText(tr("Note"));
    m_note->setPlaceholderText(tr("For example: address of the shop, contact"));
    m_linkCaption->setText(tr("Authorisation link"));
    m_link->setAccessibleLabel(tr("Authorisation link"));
    label(m_name, QStringLiteral("placementName"), m_nameCaption->text(),
          tr("Merchants see it above the QR code. Changes are saved by themselves."));
    label(m_state, QStringLiteral("placementState"), m_stateCaption->text(),
          tr("Ties an authorisation to this placement. Can be changed until a merchant has used it."));
    label(m_newState, QStringLiteral("placementNewState"), tr("Make a new state"),
          tr("12 random letters and digits; the QR code changes with it"));
    label(m_single, QStringLiteral("placementSingle"), m_single->text(), m_modeCaption->text());
    label(m_several, QStringLiteral("placementSeveral"), m_several->text(), m_modeCaption->text());
    label(m_note, QStringLiteral("placementNote"), m_noteCaption->text(), tr("For your colleagues only"));
    if (m_saved.id != 0)
        showFaults();
}

} // namespace kfdesk::ui
