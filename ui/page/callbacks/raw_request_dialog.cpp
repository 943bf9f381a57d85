#include "ui/page/callbacks/raw_request_dialog.h"

#include "core/service/event_service.h"
#include "core/service/workspace.h"
#include "ui/page/callbacks/event_row.h"
#include "ui/support/theme.h"
#include "ui/widget/banner.h"
#include "ui/widget/layout.h"

#include <QDialogButtonBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace kfdesk::ui {

RawRequestDialog::RawRequestDialog(PageContext& context, const QString& suiteId, QWidget* parent)
    : Retranslated<QDialog>(parent)
    , m_context(context)
    , m_suiteId(suiteId)
    , m_intro(makeLabel(this, "muted"))
    , m_text(new QPlainTextEdit(this))
    , m_verdict(new Banner(context.clipboard, this))
    , m_checking(context.workspace.networkPool(), this)
{
    auto* buttons = new QDialogButtonBox(this);
    m_check = buttons->addButton(QString(), QDialogButtonBox::ActionRole);
    m_close = buttons->addButton(QString(), QDialogButtonBox::RejectRole);
    setKind(m_check, "primary");
    m_check->setDefault(true);
    m_check->setEnabled(false);
    m_text->setTabChangesFocus(true);
    m_text->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    resize(720, 480);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(3 * gridPx, 3 * gridPx, 3 * gridPx, 2 * gridPx);
    column->setSpacing(gridPx);
    column->addWidget(m_intro);
    column->addWidget(m_text, 1);
    column->addWidget(m_verdict);
    column->addWidget(buttons);

    connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
        m_verdict->clear();
        m_check->setEnabled(!m_text->document()->isEmpty());
    });
    connect(m_check, &QPushButton::clicked, this, &RawRequestDialog::check);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_verdict, &Banner::actionTriggered, this, [this](service::ErrorAction action) {
        Q_EMIT actionRequested(action);
        accept();
    });
    retranslate();
}

void RawRequestDialog::check()
{
    m_checking.run([&events = m_context.workspace.events(), suiteId = m_suiteId,
                    text = m_text->toPlainText()](std::stop_token) { return events.diagnosePasted(suiteId, text); },
                   [this](const Result<callback::Diagnosis>& diagnosis) {
                       if (diagnosis)
                           showVerdict(*diagnosis);
                       else
                           m_verdict->showError(service::describe(diagnosis.error()));
                   });
}

void RawRequestDialog::showVerdict(const callback::Diagnosis& diagnosis)
{
    if (!diagnosis.checked.ok()) {
        m_verdict->showError(service::describe(callback::toError(diagnosis)));
        return;
    }
    const QString type = diagnosis.checked.event.type;
    m_verdict->showMessage(Tone::Good, tr("The request holds: signature, decryption and receiver are right."),
                           type.isEmpty() ? tr("It is WeCom's verification of the address.")
                                          //: %1 is a type of event, such as "first authorisation"
                                          : tr("It is an event of the type %1.").arg(eventTypeName(type)));
}

void RawRequestDialog::retranslate()
{
    setWindowTitle(tr("Check a raw request"));
    m_intro->setText(tr("When callbacks are refused or do not arrive: paste one from the log of the relay, with its "
                        "address or request line and the body below. It is checked on this machine and not stored."));
    m_text->setPlaceholderText(
        QStringLiteral("POST /callback/…?msg_signature=…&timestamp=…&nonce=…\n<xml>…<Encrypt>…</Encrypt></xml>"));
    m_check->setText(tr("Check"));
    m_close->setText(tr("Close"));
    label(m_text, QStringLiteral("rawRequest"), tr("The raw request"));
    label(m_check, QStringLiteral("rawRequestCheck"), m_check->text());
    label(m_close, QStringLiteral("rawRequestClose"), m_close->text());
}

} // namespace kfdesk::ui
