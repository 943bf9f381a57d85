#include "ui/page/corps/mini_program_view.h"

#include "ui/support/clipboard.h"
#include "ui/support/theme.h"
#include "ui/widget/layout.h"

#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace kfdesk::ui {

namespace {

/// As the inside of a single-quoted JavaScript string.
QString quoted(const QString& text)
{
    QString safe = text;
    safe.replace(QLatin1Char('\\'), QStringLiteral("\\\\")).replace(QLatin1Char('\''), QStringLiteral("\\'"));
    return QLatin1Char('\'') + safe + QLatin1Char('\'');
}

} // namespace

QString miniProgramCode(const QString& boundCorpId, const QString& url)
{
    return QStringLiteral("wx.openCustomerServiceChat({\n"
                          "  extInfo: { url: %1 },\n"
                          "  corpId: %2,\n"
                          "  fail (e) { console.error(e.errMsg) }\n"
                          "})\n")
        .arg(quoted(url), quoted(boundCorpId));
}

MiniProgramView::MiniProgramView(Clipboard& clipboard, QWidget* parent)
    : Retranslated<QWidget>(parent)
    , m_programCaption(makeLabel(this, "muted"))
    , m_program(new QComboBox(this))
    , m_linkCaption(makeLabel(this, "muted"))
    , m_link(new QComboBox(this))
    , m_code(new QPlainTextEdit(this))
    , m_copy(new QPushButton(this))
    , m_hint(makeLabel(this, "muted"))
{
    m_code->setReadOnly(true);
    m_code->setFont(monoFont());
    m_code->setTabChangesFocus(true);
    m_code->setMinimumHeight(140);
    m_programCaption->setBuddy(m_program);
    m_linkCaption->setBuddy(m_link);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gridPx);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_programCaption, m_program, m_linkCaption, m_link, m_code})
        column->addWidget(widget);
    column->addWidget(m_copy, 0, Qt::AlignRight);
    column->addWidget(m_hint);
    column->addStretch();

    connect(m_program, &QComboBox::currentIndexChanged, this, &MiniProgramView::showCode);
    connect(m_link, &QComboBox::currentIndexChanged, this, &MiniProgramView::showCode);
    connect(m_copy, &QPushButton::clicked, this, [this, &clipboard] { clipboard.copy(m_code->toPlainText()); });
    retranslate();
}

void MiniProgramView::set(const service::CorpDetail& detail, const QList<model::MiniProgram>& miniPrograms)
{
    m_miniPrograms = miniPrograms;
    const QString chosenProgram = m_program->currentData().toString();
    const QString chosenLink = m_link->currentData().toString();
    m_program->clear();
    for (const model::MiniProgram& program : miniPrograms)
        m_program->addItem(program.name.isEmpty() ? program.appId : program.name, program.boundCorpId);
    m_link->clear();
    for (const model::KfLink& link : detail.links) {
        for (const model::KfAccount& account : detail.accounts) {
            if (account.id == link.accountId)
                m_link->addItem(link.scene.isEmpty() ? account.name : account.name + QStringLiteral(" · ") + link.scene,
                                link.url);
        }
    }
    m_program->setCurrentIndex(std::max(0, m_program->findData(chosenProgram)));
    m_link->setCurrentIndex(std::max(0, m_link->findData(chosenLink)));
    showCode();
}

void MiniProgramView::showCode()
{
    const bool usable = m_link->count() > 0;
    // Without a mini program on file the person fills in the id.
    const QString corpId = m_program->count() > 0 ? m_program->currentData().toString() : tr("<bound corp id>");
    m_code->setPlainText(usable ? miniProgramCode(corpId, m_link->currentData().toString()) : QString());
    m_copy->setEnabled(usable);
    m_program->setVisible(m_program->count() > 0);
    m_programCaption->setVisible(m_program->count() > 0);
}

void MiniProgramView::retranslate()
{
    m_programCaption->setText(tr("Mini program"));
    m_linkCaption->setText(tr("Kf link"));
    m_copy->setText(tr("Copy code"));
    m_hint->setText(
        tr("corpId is the corp of your own subject that is bound to the mini program; the link belongs to the "
           "merchant. Do not change the link."));
    label(m_program, QStringLiteral("miniProgram"), m_programCaption->text(), tr("The one that opens the chat"));
    label(m_link, QStringLiteral("miniProgramLink"), m_linkCaption->text(), tr("The account that the chat is with"));
    label(m_code, QStringLiteral("miniProgramCode"), tr("Code for the mini program"), m_hint->text());
    label(m_copy, QStringLiteral("miniProgramCopy"), m_copy->text(), m_hint->text());
    showCode();
}

} // namespace kfdesk::ui
