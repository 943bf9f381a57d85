#include "ui/page/corps/corp_facts.h"

#include "ui/support/formats.h"
#include "ui/widget/layout.h"

#include <QFormLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QTimer>
#include <QVBoxLayout>

#include <chrono>

namespace kfdesk::ui {

namespace {

using namespace std::chrono_literals;

constexpr auto tellNoteAfter = 700ms;

} // namespace

CorpFacts::CorpFacts(QWidget* parent)
    : Retranslated<QWidget>(parent)
    , m_form(new QFormLayout)
    , m_noteCaption(makeLabel(this, "muted"))
    , m_note(new QPlainTextEdit(this))
    , m_tellSoon(new QTimer(this))
{
    m_note->setTabChangesFocus(true);
    m_note->setFixedHeight(96);
    m_noteCaption->setBuddy(m_note);
    m_form->setHorizontalSpacing(2 * gridPx);
    m_form->setVerticalSpacing(gridPx);
    m_form->setLabelAlignment(Qt::AlignLeft);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(m_form);
    column->addSpacing(gridPx);
    column->addWidget(m_noteCaption);
    column->addWidget(m_note);
    column->addStretch();

    m_tellSoon->setSingleShot(true);
    m_tellSoon->setInterval(tellNoteAfter);
    m_note->installEventFilter(this);
    connect(m_tellSoon, &QTimer::timeout, this, &CorpFacts::tellNote);
    connect(m_note, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_filling)
            m_tellSoon->start();
    });
    retranslate();
}

void CorpFacts::set(const model::Corp& corp)
{
    const bool isOther = corp.id != m_corp.id;
    if (isOther) {
        flushNote();
        m_toldNote.reset();
    }
    m_corp = corp;
    if (m_toldNote == corp.note)
        m_toldNote.reset();
    if (isOther || (!m_toldNote && !m_tellSoon->isActive()))
        showNote();
    retranslate();
}

void CorpFacts::showNote()
{
    if (m_note->toPlainText() == m_corp.note)
        return;
    m_filling = true;
    m_note->setPlainText(m_corp.note);
    m_filling = false;
}

void CorpFacts::flushNote()
{
    if (!m_tellSoon->isActive())
        return;
    m_tellSoon->stop();
    tellNote();
}

void CorpFacts::tellNote()
{
    m_toldNote = m_note->toPlainText();
    Q_EMIT noteEdited(m_corp.id, *m_toldNote);
}

bool CorpFacts::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FocusOut || event->type() == QEvent::Hide)
        flushNote();
    return Retranslated<QWidget>::eventFilter(watched, event);
}

QString CorpFacts::typeText() const
{
    switch (m_corp.subjectType) {
    case 1:
        return tr("Enterprise");
    case 2:
        return tr("Government or public institution");
    case 3:
        return tr("Other organisation");
    case 4:
        return tr("Team");
    default:
        return noValue();
    }
}

void CorpFacts::retranslate()
{
    while (m_form->rowCount() > 0)
        m_form->removeRow(0);
    const auto row = [this](const QString& caption, const QString& value) {
        auto* name = makeLabel(this, "muted");
        name->setText(caption);
        auto* text = makeLabel(this, nullptr, true);
        text->setText(value.isEmpty() ? noValue() : value);
        text->setAccessibleName(caption);
        m_form->addRow(name, text);
    };
    row(tr("Full name"), m_corp.fullName);
    row(tr("Subject"), typeText());
    row(tr("Industry"), m_corp.industry);
    row(tr("Size"), m_corp.scale);
    row(tr("Authorised on"), fullTime(m_corp.authorizedAt));
    row(tr("Last synchronised"), fullTime(m_corp.lastSyncAt));
    m_noteCaption->setText(tr("Note (only here, never sent)"));
    label(m_note, QStringLiteral("corpNote"), m_noteCaption->text(), tr("Saved by itself; the search finds it"));
}

} // namespace kfdesk::ui
