#include "ui/page/invite/invitation_panel.h"

#include "core/format/qr.h"
#include "core/service/workspace.h"
#include "ui/page/invite/qr_printer.h"
#include "ui/support/clipboard.h"
#include "ui/support/icons.h"
#include "ui/support/prompts.h"
#include "ui/support/theme.h"
#include "ui/support/ui_settings.h"
#include "ui/widget/banner.h"
#include "ui/widget/layout.h"
#include "ui/widget/qr_view.h"

#include <QCheckBox>
#include <QDir>
#include <QGridLayout>
#include <QPushButton>
#include <QRegularExpression>
#include <QSaveFile>
#include <QStandardPaths>
#include <QVBoxLayout>

namespace kfdesk::ui {

namespace {

constexpr int panelWidth = 272;
constexpr int savedPixels = 1024; // prints well up to 8 cm at 300 dpi

/// A name as part of a file name.
QString fileNameOf(const QString& name)
{
    static const QRegularExpression unfit(QStringLiteral("[\\\\/:*?\"<>|\\x00-\\x1f]"));
    QString clean = name;
    return clean.replace(unfit, QStringLiteral("_"));
}

Result<void> writeFile(const QString& path, const QByteArray& bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return fail(makeError(ErrorKind::Store, QStringLiteral("export.write"), file.errorString(),
                              {{QStringLiteral("path"), path}}));
    return {};
}

} // namespace

InvitationPanel::InvitationPanel(PageContext& context, Banner& banner, QWidget* parent)
    : Retranslated<QWidget>(parent)
    , m_context(context)
    , m_banner(banner)
    , m_qr(new QrView(this))
    , m_name(makeLabel(this, "strong"))
    , m_hint(makeLabel(this, "muted"))
    , m_present(new QPushButton(this))
    , m_wholeName(new QCheckBox(this))
    , m_copy(new QPushButton(this))
    , m_print(new QPushButton(this))
    , m_png(new QPushButton(this))
    , m_svg(new QPushButton(this))
    , m_archive(new QPushButton(this))
{
    setFixedWidth(panelWidth);
    auto* card = new Card(this);
    m_qr->setFixedSize(panelWidth - 4 * gridPx - 2, panelWidth - 4 * gridPx - 2);
    m_qr->setObjectName(QStringLiteral("inviteCode"));
    m_name->setAlignment(Qt::AlignHCenter);
    m_hint->setAlignment(Qt::AlignHCenter);
    card->body()->addWidget(m_qr, 0, Qt::AlignHCenter);
    card->body()->addWidget(m_name);
    card->body()->addWidget(m_hint);

    setKind(m_archive, "flat");
    m_archive->setIcon(icon(Glyph::Archive, IconInk::Accent));
    setKind(m_present, "primary");
    m_present->setIcon(icon(Glyph::Present, IconInk::OnAccent));
    m_present->setMinimumHeight(5 * gridPx);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gridPx);
    column->addWidget(card);
    column->addWidget(m_present);
    column->addWidget(m_wholeName);
    auto* others = new QGridLayout;
    others->setSpacing(gridPx);
    others->addWidget(m_copy, 0, 0);
    others->addWidget(m_print, 0, 1);
    others->addWidget(m_png, 1, 0);
    others->addWidget(m_svg, 1, 1);
    column->addLayout(others);
    column->addWidget(m_archive);
    column->addStretch();

    m_wholeName->setChecked(context.settings.value(settings::presentWholeName));
    connect(m_wholeName, &QCheckBox::toggled, this,
            [this](bool whole) { m_context.settings.set(settings::presentWholeName, whole); });
    connect(m_present, &QPushButton::clicked, this, &InvitationPanel::presentRequested);
    connect(m_copy, &QPushButton::clicked, this, &InvitationPanel::copyImage);
    connect(m_png, &QPushButton::clicked, this, &InvitationPanel::savePng);
    connect(m_svg, &QPushButton::clicked, this, &InvitationPanel::saveSvg);
    connect(m_print, &QPushButton::clicked, this, &InvitationPanel::print);
    connect(m_archive, &QPushButton::clicked, this, [this] { Q_EMIT archiveRequested(m_placement.archivedAt == 0); });
    retranslate();
}

void InvitationPanel::setInvitation(const model::Placement& placement, const QString& link)
{
    m_placement = placement;
    m_link = link;
    const auto matrix = format::QrMatrix::encode(link);
    if (matrix)
        m_qr->setMatrix(*matrix, tr("QR code of the authorisation link of %1").arg(placement.name));
    else
        m_qr->clear();
    const bool usable = matrix.has_value() && placement.archivedAt == 0;
    for (QPushButton* button : {m_present, m_copy, m_png, m_svg, m_print})
        button->setEnabled(usable);
    showPlacement();
}

void InvitationPanel::showPlacement()
{
    const bool archived = m_placement.archivedAt != 0;
    m_name->setText(m_placement.name);
    m_hint->setText(archived ? tr("Archived: use it again to hand out its code")
                             : tr("For the corp's administrator to scan with WeCom"));
    m_archive->setText(archived ? tr("Use again") : tr("Archive"));
    label(m_archive, QStringLiteral("inviteArchive"), m_archive->text(),
          archived ? tr("Puts it back among the placements in use")
                   : tr("Takes it out of the list; codes that are out there go on working"));
    m_archive->setToolTip(m_archive->accessibleDescription());
}

void InvitationPanel::copyImage()
{
    m_context.clipboard.copyImage(m_qr->image(savedPixels));
}

void InvitationPanel::savePng()
{
    const auto png = format::qrPng(m_qr->matrix(), savedPixels);
    if (!png) {
        m_banner.showError(png.error());
        return;
    }
    save(tr("Save the QR code as PNG"), QStringLiteral(".png"), tr("PNG pictures (*.png)"), *png);
}

void InvitationPanel::saveSvg()
{
    save(tr("Save the QR code as SVG"), QStringLiteral(".svg"), tr("SVG pictures (*.svg)"),
         format::qrSvg(m_qr->matrix()));
}

void InvitationPanel::save(const QString& title, const QString& suffix, const QString& filter, const QByteArray& bytes)
{
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::PicturesLocation));
    m_context.prompts.saveFile(this, {title, folder.filePath(fileNameOf(m_placement.name) + suffix), filter},
                               [this, bytes](const QString& path) {
                                   runInBackground(
                                       m_context.workspace.networkPool(), this,
                                       [path, bytes](std::stop_token) { return writeFile(path, bytes); },
                                       [this, path](Result<void> written) {
                                           if (written)
                                               m_banner.showMessage(Tone::Good, tr("The QR code is saved."), path);
                                           else
                                               m_banner.showError(written.error());
                                       });
                               });
}

void InvitationPanel::print()
{
    printQrSheet(this, {m_qr->matrix(), m_placement.name, m_hint->text(), m_link});
}

void InvitationPanel::retranslate()
{
    showPlacement();
    //: Opens the window that the merchant looks at, full screen.
    m_present->setText(tr("Present full screen"));
    m_wholeName->setText(tr("Show the corp's whole name"));
    m_copy->setText(tr("Copy image"));
    m_png->setText(tr("PNG…"));
    m_svg->setText(tr("SVG…"));
    m_print->setText(tr("Print…"));
    label(m_present, QStringLiteral("invitePresent"), m_present->text(),
          tr("Opens a window of its own for the merchant, on a second screen where there is one. F11 turns full screen "
             "on and off, Esc leaves."));
    m_present->setToolTip(m_present->accessibleDescription());
    label(m_wholeName, QStringLiteral("inviteWholeName"), m_wholeName->text(),
          tr("In the presentation, after an authorisation. Otherwise only its beginning is shown, since others look "
             "on."));
    m_wholeName->setToolTip(m_wholeName->accessibleDescription());
    label(m_copy, QStringLiteral("inviteCopyImage"), tr("Copy the QR code as a picture"),
          tr("To paste it into a chat or a document"));
    label(m_png, QStringLiteral("inviteSavePng"), tr("Save the QR code as PNG"), tr("For screens and messages"));
    label(m_svg, QStringLiteral("inviteSaveSvg"), tr("Save the QR code as SVG"),
          tr("For printing houses, at any size"));
    label(m_print, QStringLiteral("invitePrint"), tr("Print the QR code"),
          tr("One page with the name, the code and what to do"));
}

} // namespace kfdesk::ui
