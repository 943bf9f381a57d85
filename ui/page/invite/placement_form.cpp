#include "ui/page/invite/placement_form.h"

#include "core/service/error_text.h"
#include "core/service/placement_service.h"
#include "core/service/workspace.h"
#include "ui/support/clipboard.h"
#include "ui/support/icons.h"
#include "ui/support/theme.h"
#include "ui/widget/fields.h"
#include "ui/widget/layout.h"

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
    , m_modeCaption(makeLabel(this, "muted"))
    , m_single(new QRadioButton(this))
    , m_several(new QRadioButton(this))
    , m_noteCaption(makeLabel(this, "muted"))
    , m_note(new QPlainTextEdit(this))
    , m_linkCaption(makeLabel(this, "muted"))
    , m_link(new CopyField(context.clipboard, this))
{
    m_name->setMaxLength(100);
    m_state->setMaxLength(128);
    m_state->setFont(monoFont());
    m_newState->setIcon(icon(Glyph::Refresh));
    m_note->setTabChangesFocus(true);
    m_note->setFixedHeight(m_note->fontMetrics().lineSpacing() * noteLines + 2 * gridPx);
    m_nameProblem->hide();
    m_stateProblem->hide();

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
    gap();
    column->addWidget(m_modeCaption);
    column->addLayout(modeLine);
    gap();
    column->addWidget(m_noteCaption);
    column->addWidget(m_note);
    gap();
    column->addWidget(m_linkCaption);
    column->addWidget(m_link);

    m_nameCaption->setBuddy(m_name);
    m_stateCaption->setBuddy(m_state);
    m_noteCaption->setBuddy(m_note);

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

void PlacementForm::setPlacement(const model::Placement& placement)
{
    const bool another = placement.id != m_saved.id;
    if (another && m_saveSoon.isActive())
        save();
    const bool typing = !another && m_saveSoon.isActive();
    m_saved = placement;
    // A state that merchants have used is what their authorisations are filed under: it stays.
    const bool stateFree = placement.corps == 0;
    m_state->setReadOnly(!stateFree);
    m_newState->setEnabled(stateFree);
    if (typing || (!another && edited() == placement))
        return;
    m_filling = true;
    m_name->setText(placement.name);
    m_state->setText(placement.state);
    (placement.single ? m_single : m_several)->setChecked(true);
    m_note->setPlainText(placement.note);
    m_filling = false;
    showFaults();
}

void PlacementForm::setLink(const QString& link)
{
    m_link->setText(link);
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

void PlacementForm::showFaults()
{
    const model::Placement placement = edited();
    const auto words = [](const Result<void>& checked) {
        return checked ? QString() : service::describe(checked.error()).title;
    };
    showProblem(m_nameProblem, words(service::PlacementService::checkName(placement.name)));
    showProblem(m_stateProblem, words(service::PlacementService::checkState(placement.state)));
}

void PlacementForm::save()
{
    m_saveSoon.stop();
    const model::Placement placement = edited();
    if (placement == m_saved || !m_nameProblem->isHidden() || !m_stateProblem->isHidden())
        return;
    m_saving.run([&placements = m_context.workspace.placements(),
                  placement](std::stop_token) { return placements.update(placement); },
                 [this, placement](Result<void> updated) {
                     if (placement.id != m_saved.id)
                         return;
                     if (!updated) {
                         const service::ErrorText text = service::describe(updated.error());
                         showProblem(m_stateProblem, text.title + QLatin1Char(' ') + text.remedy);
                         return;
                     }
                     m_saved = placement;
                     Q_EMIT saved(placement);
                 });
}

void PlacementForm::showProblem(QLabel* place, const QString& text)
{
    place->setText(text);
    place->setHidden(text.isEmpty());
}

void PlacementForm::retranslate()
{
    m_nameCaption->setText(tr("Name of the placement"));
    //: "state" is the parameter's name in WeCom's documents.
    m_stateCaption->setText(tr("State (comes back with each authorisation; letters and digits, up to 128)"));
    m_newState->setText(tr("New one"));
    m_modeCaption->setText(tr("Accounts a merchant can choose (mode)"));
    m_single->setText(tr("Exactly one each time (mode=1)"));
    m_several->setText(tr("Several"));
    m_noteCaption->setText(tr("Note"));
    m_note->setPlaceholderText(tr("For example: address of the shop, contact"));
    m_linkCaption->setText(tr("Authorisation link"));
    m_link->setAccessibleLabel(tr("Authorisation link"));
    label(m_name, QStringLiteral("placementName"), m_nameCaption->text());
    label(m_state, QStringLiteral("placementState"), m_stateCaption->text());
    label(m_newState, QStringLiteral("placementNewState"), tr("Make a new state"));
    label(m_single, QStringLiteral("placementSingle"), m_single->text());
    label(m_several, QStringLiteral("placementSeveral"), m_several->text());
    label(m_note, QStringLiteral("placementNote"), m_noteCaption->text());
    if (m_saved.id != 0)
        showFaults();
}

} // namespace kfdesk::ui
