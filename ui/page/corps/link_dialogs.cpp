#include "ui/page/corps/link_dialogs.h"

#include "core/format/qr.h"
#include "core/service/error_text.h"
#include "core/service/sync_service.h"
#include "ui/support/clipboard.h"
#include "ui/support/theme.h"
#include "ui/widget/fields.h"
#include "ui/widget/layout.h"
#include "ui/widget/qr_view.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace kfdesk::ui {

namespace {

constexpr int qrSide = 320;
constexpr int copiedPixels = 1024;

} // namespace

NewLinkDialog::NewLinkDialog(const model::KfAccount& account, QWidget* parent)
    : Retranslated<QDialog>(parent)
    , m_account(account)
    , m_sceneCaption(makeLabel(this, "muted"))
    , m_scene(new QLineEdit(this))
    , m_paramCaption(makeLabel(this, "muted"))
    , m_param(new QLineEdit(this))
    , m_problem(makeLabel(this, "bad"))
{
    auto* buttons = new QDialogButtonBox(this);
    m_make = buttons->addButton(QString(), QDialogButtonBox::AcceptRole);
    m_cancel = buttons->addButton(QString(), QDialogButtonBox::RejectRole);
    setKind(m_make, "primary");
    m_scene->setFont(monoFont());
    m_sceneCaption->setBuddy(m_scene);
    m_paramCaption->setBuddy(m_param);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(3 * gridPx, 3 * gridPx, 3 * gridPx, 2 * gridPx);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_sceneCaption, m_scene, m_paramCaption, m_param, m_problem})
        column->addWidget(widget);
    column->addStretch();
    column->addWidget(buttons);
    setMinimumWidth(496);

    connect(m_scene, &QLineEdit::textChanged, this, &NewLinkDialog::check);
    connect(m_param, &QLineEdit::textChanged, this, &NewLinkDialog::check);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        Q_EMIT wanted(m_account.id, m_scene->text().trimmed(), m_param->text());
        accept();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    retranslate();
}

void NewLinkDialog::check()
{
    const auto checked = service::SyncService::checkLink(m_scene->text().trimmed(), m_param->text());
    const bool empty = m_scene->text().trimmed().isEmpty() && m_param->text().isEmpty();
    m_problem->setText(checked ? QString() : service::oneLine(checked.error()));
    m_make->setEnabled(checked.has_value() && !empty);
}

void NewLinkDialog::retranslate()
{
    setWindowTitle(tr("Link with parameters for %1").arg(m_account.name));
    //: "scene" and "scene_param" are names in WeCom's documents.
    m_sceneCaption->setText(tr("Where the link will stand (scene): up to 32 letters, digits, _ or -"));
    m_paramCaption->setText(tr("What your product wants back (scene_param), optional, up to 128 bytes"));
    m_make->setText(tr("Make the link"));
    m_cancel->setText(tr("Cancel"));
    label(m_scene, QStringLiteral("newLinkScene"), m_sceneCaption->text());
    label(m_param, QStringLiteral("newLinkParam"), m_paramCaption->text());
    m_problem->setObjectName(QStringLiteral("newLinkProblem"));
    label(m_make, QStringLiteral("newLinkMake"), m_make->text());
    label(m_cancel, QStringLiteral("newLinkCancel"), m_cancel->text());
    check();
}

LinkQrDialog::LinkQrDialog(Clipboard& clipboard, const model::KfLink& link, const QString& accountName, QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(tr("QR code of the link of %1").arg(accountName));
    auto* qr = new QrView(this);
    qr->setFixedSize(qrSide, qrSide);
    if (const auto matrix = format::QrMatrix::encode(link.url))
        qr->setMatrix(*matrix, windowTitle());
    auto* url = new CopyField(clipboard, this);
    url->setText(link.url);
    url->setAccessibleLabel(tr("Link of %1").arg(accountName));
    auto* copy = new QPushButton(tr("Copy image"), this);
    label(copy, QStringLiteral("linkQrCopy"), copy->text());
    connect(copy, &QPushButton::clicked, this, [&clipboard, qr] { clipboard.copyImage(qr->image(copiedPixels)); });

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(3 * gridPx, 3 * gridPx, 3 * gridPx, 3 * gridPx);
    column->setSpacing(2 * gridPx);
    column->addWidget(qr, 0, Qt::AlignHCenter);
    column->addWidget(url);
    column->addWidget(copy, 0, Qt::AlignRight);
    copy->setFocus(); // the link shows its end while it has the focus
}

} // namespace kfdesk::ui
