#include "ui/page/corps/corp_detail_pane.h"

#include "core/service/component_service.h"
#include "core/service/error_text.h"
#include "core/service/record_error.h"
#include "core/service/sync_service.h"
#include "core/service/workspace.h"
#include "ui/page/corps/account_card.h"
#include "ui/page/corps/corp_columns.h"
#include "ui/page/corps/corp_facts.h"
#include "ui/page/corps/grant_list.h"
#include "ui/page/corps/link_dialogs.h"
#include "ui/page/corps/mini_program_view.h"
#include "ui/support/clipboard.h"
#include "ui/support/theme.h"
#include "ui/widget/avatar.h"
#include "ui/widget/banner.h"
#include "ui/widget/chip.h"
#include "ui/widget/id_line.h"
#include "ui/widget/tab_order.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedLayout>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

namespace kfdesk::ui {

namespace {

QScrollArea* scrolled(QWidget* inner, QWidget* parent)
{
    auto* area = new QScrollArea(parent);
    area->setWidget(inner);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus); // Tab goes to what is in it
    inner->setContentsMargins(0, gridPx, gridPx, gridPx);
    return area;
}

} // namespace

CorpDetailPane::CorpDetailPane(PageContext& context, const PlacementNames& names, QWidget* parent)
    : Retranslated<QWidget>(parent)
    , m_context(context)
    , m_names(names)
    , m_content(new QWidget(this))
    , m_none(new EmptyState(this))
    , m_avatar(new Avatar(44, this))
    , m_name(makeLabel(this, "subtitle", true))
    , m_id(new IdLine(context.clipboard, this))
    , m_status(new Chip(this))
    , m_purge(new QPushButton(this))
    , m_trouble(new Banner(context.clipboard, this))
    , m_syncAgain(new QPushButton(this))
    , m_banner(new Banner(context.clipboard, this))
    , m_tabs(new QTabWidget(this))
    , m_noAccounts(new EmptyState(this))
    , m_accounts(new QVBoxLayout)
    , m_keepLinks(makeLabel(this, "muted"))
    , m_grants(new GrantList(names, context.clock, this))
    , m_grantArea(scrolled(m_grants, m_tabs))
    , m_facts(new CorpFacts(this))
    , m_miniProgram(new MiniProgramView(context.clipboard, this))
    , m_reading(context.workspace.readPool(), this)
    , m_readingSuite(context.workspace.readPool(), this)
{
    auto* column = new QVBoxLayout(m_content);
    column->setContentsMargins(2 * gridPx, 2 * gridPx, gridPx, 0);
    column->setSpacing(gridPx);
    auto* above = new QVBoxLayout; // ends where the cards end
    above->setContentsMargins(0, 0, gridPx, 0);
    above->addWidget(buildHead());
    above->addWidget(m_trouble);
    above->addWidget(m_purge, 0, Qt::AlignLeft);
    above->addWidget(m_banner);
    column->addLayout(above);
    column->addWidget(buildTabs(), 1);
    auto* stack = new QStackedLayout(this);
    stack->addWidget(m_none);
    stack->addWidget(m_content);
    setMinimumWidth(320);
    setKind(m_purge, "danger");

    connect(m_facts, &CorpFacts::noteEdited, this, &CorpDetailPane::saveNote);
    connect(m_noAccounts, &EmptyState::actionTriggered, this, [this] { Q_EMIT syncRequested(m_corpId); });
    connect(m_purge, &QPushButton::clicked, this, [this] { Q_EMIT purgeRequested(m_corpId); });
    m_trouble->setRetryButton(m_syncAgain);
    connect(m_syncAgain, &QPushButton::clicked, this, [this] { Q_EMIT syncRequested(m_corpId); });
    connect(m_trouble, &Banner::actionTriggered, this, [this](service::ErrorAction action) {
        if (action == service::ErrorAction::None) // no error, but links that have changed
            Q_EMIT configuredRequested(m_corpId);
    });
    for (Banner* banner : {m_trouble, m_banner}) {
        connect(banner, &Banner::actionTriggered, this, [this](service::ErrorAction action) {
            if (action == service::ErrorAction::None)
                return;
            if (action == service::ErrorAction::Retry)
                Q_EMIT syncRequested(m_corpId);
            else
                Q_EMIT actionRequested(action);
        });
    }
    retranslate();
}

QWidget* CorpDetailPane::buildHead()
{
    auto* head = new QWidget(this);
    auto* idLine = new QHBoxLayout;
    idLine->setSpacing(gridPx);
    idLine->addWidget(m_id, 1);
    idLine->addWidget(m_status);
    auto* names = new QVBoxLayout;
    names->setSpacing(0);
    names->addWidget(m_name);
    names->addLayout(idLine);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(gridPx + gridPx / 2);
    row->addWidget(m_avatar, 0, Qt::AlignTop);
    row->addLayout(names, 1);
    return head;
}

QWidget* CorpDetailPane::buildTabs()
{
    auto* accounts = new QWidget(this);
    accounts->setLayout(m_accounts);
    m_accounts->setContentsMargins(0, 0, 0, 0);
    m_accounts->setSpacing(gridPx);
    m_accounts->addWidget(m_noAccounts, 1);
    m_accounts->addWidget(m_keepLinks);
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setDrawBase(false); // the line beneath is the pane's
    m_tabs->tabBar()->setExpanding(false);
    m_tabs->addTab(scrolled(accounts, m_tabs), QString());
    m_grantArea->setFocusPolicy(Qt::StrongFocus); // to scroll it: there is nothing in it to come to
    setKind(m_grantArea, "reading");
    m_tabs->addTab(m_grantArea, QString());
    m_tabs->addTab(scrolled(m_facts, m_tabs), QString());
    m_tabs->addTab(scrolled(m_miniProgram, m_tabs), QString());
    return m_tabs;
}

void CorpDetailPane::setSuite(const QString& suiteId)
{
    m_suiteId = suiteId;
    m_miniPrograms.clear();
    m_readingSuite.run(
        [&components = m_context.workspace.components(), suiteId](std::stop_token) { return components.find(suiteId); },
        [this](Result<model::Component> component) {
            if (!component)
                return; // the code view then asks the person to fill in the id
            m_miniPrograms = component->miniPrograms;
            m_miniProgram->set(m_detail, m_miniPrograms);
        });
}

void CorpDetailPane::showCorp(qint64 corpId)
{
    if (corpId != m_corpId) {
        m_banner->clear();
        m_tabs->setCurrentIndex(0);
    }
    m_corpId = corpId;
    if (corpId == 0) {
        m_reading.cancel();
        static_cast<QStackedLayout*>(layout())->setCurrentWidget(m_none);
        return;
    }
    read();
}

void CorpDetailPane::read()
{
    m_reading.run([&corps = m_context.workspace.corps(), id = m_corpId](std::stop_token) { return corps.detail(id); },
                  [this](Result<service::CorpDetail> detail) {
                      if (detail)
                          apply(*detail);
                      else if (detail.error().kind == ErrorKind::NotFound)
                          showCorp(0);
                      else
                          m_banner->showError(service::describe(detail.error()));
                  });
}

void CorpDetailPane::apply(const service::CorpDetail& detail)
{
    const bool sameCards =
        detail.corp.id == m_detail.corp.id && detail.accounts == m_detail.accounts && detail.links == m_detail.links;
    m_detail = detail;
    static_cast<QStackedLayout*>(layout())->setCurrentWidget(m_content);
    m_avatar->set(displayName(detail.corp), detail.corp.authCorpId);
    if (!sameCards)
        showAccounts();
    m_grants->set(detail);
    m_facts->set(detail.corp);
    m_miniProgram->set(detail, m_miniPrograms);
    retranslate();
}

void CorpDetailPane::showAccounts()
{
    while (QLayoutItem* item = m_accounts->takeAt(0)) {
        QWidget* shown = item->widget();
        if (shown && shown != m_keepLinks && shown != m_noAccounts)
            shown->deleteLater();
        std::unique_ptr<QLayoutItem> gone(item);
    }
    QList<QWidget*> cards;
    for (const model::KfAccount& account : m_detail.accounts) {
        std::vector<model::KfLink> links;
        for (const model::KfLink& link : m_detail.links) {
            if (link.accountId == account.id)
                links.push_back(link);
        }
        auto* card = new AccountCard(m_context.clipboard, account, std::move(links), this);
        connect(card, &AccountCard::qrRequested, this, &CorpDetailPane::showQr);
        connect(card, &AccountCard::linkRequested, this, &CorpDetailPane::askLink);
        m_accounts->addWidget(card);
        cards.append(card);
    }
    continueTabOrder(m_tabs->tabBar(), cards);
    const bool none = m_detail.accounts.empty();
    m_accounts->addWidget(m_noAccounts, 1);
    m_accounts->addWidget(m_keepLinks);
    if (!none)
        m_accounts->addStretch();
    m_noAccounts->setVisible(none);
    m_keepLinks->setVisible(!m_detail.links.empty());
}

void CorpDetailPane::wordNoAccounts()
{
    switch (m_detail.corp.status) {
    case model::CorpStatus::Syncing:
        m_noAccounts->set(Glyph::Pending, tr("Kf accounts are being read"), tr("They appear here by themselves."));
        break;
    case model::CorpStatus::Orphaned:
    case model::CorpStatus::Broken:
    case model::CorpStatus::Purging:
        m_noAccounts->set(Glyph::Building, tr("No kf accounts"), {});
        break;
    default:
        m_noAccounts->set(Glyph::Clock, tr("No kf account yet"),
                          tr("The corp's administrator has chosen none. Let them add one to the authorisation in "
                             "WeCom; then it appears here by itself."),
                          tr("Synchronise"));
    }
}

void CorpDetailPane::showTrouble()
{
    const model::Corp& corp = m_detail.corp;
    m_purge->setVisible(corp.status == model::CorpStatus::Orphaned || corp.status == model::CorpStatus::Broken);
    m_syncAgain->hide();
    switch (corp.status) {
    case model::CorpStatus::Orphaned:
        m_trouble->showError(service::describe(makeError(ErrorKind::Auth, QStringLiteral("corp.orphaned"))));
        return;
    case model::CorpStatus::Broken:
        m_trouble->showError(service::describe(makeError(ErrorKind::Auth, QStringLiteral("corp.broken"))));
        return;
    case model::CorpStatus::Purging:
        m_trouble->showMessage(Tone::Neutral, tr("All data of this corp are being deleted"),
                               tr("It leaves the list by itself."));
        return;
    default:
        break;
    }
    if (!corp.lastErrorId.isEmpty()) {
        m_syncAgain->show();
        m_trouble->showError(service::describe(service::errorOf(corp)));
    } else if (corp.status == model::CorpStatus::Changed) {
        m_trouble->showMessage(Tone::Warn, tr("The links have changed"),
                               tr("Put the links below into your product, then mark them as configured."),
                               tr("Mark as configured"));
    } else {
        m_trouble->clear();
    }
}

void CorpDetailPane::saveNote(qint64 corpId, const QString& note)
{
    runInBackground(
        m_context.workspace.networkPool(), this,
        [&corps = m_context.workspace.corps(), corpId, note](std::stop_token) { return corps.setNote(corpId, note); },
        [this](Result<void> saved) {
            if (!saved)
                m_banner->showError(service::describe(saved.error()));
        });
}

void CorpDetailPane::askLink(const model::KfAccount& account)
{
    auto* dialog = new NewLinkDialog(account, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &NewLinkDialog::wanted, this, &CorpDetailPane::makeLink);
    dialog->open();
}

void CorpDetailPane::makeLink(qint64 accountId, const QString& scene, const QString& sceneParam)
{
    m_banner->showMessage(Tone::Neutral, tr("Making the link…"), {});
    runInBackground(
        m_context.workspace.networkPool(), this,
        [&sync = m_context.workspace.sync(), accountId, scene, sceneParam](std::stop_token stop) {
            return sync.makeLink(accountId, scene, sceneParam, stop);
        },
        [this](Result<model::KfLink> link) {
            if (!link) {
                m_banner->showError(service::describe(link.error()));
                return;
            }
            m_context.clipboard.copy(link->url);
            m_banner->showMessage(Tone::Good, tr("The link is ready and copied."), {}); // it stands beneath
            read();
        });
}

void CorpDetailPane::showQr(const model::KfLink& link, const QString& accountName)
{
    auto* dialog = new LinkQrDialog(m_context.clipboard, link, accountName, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void CorpDetailPane::retranslate()
{
    const model::Corp& corp = m_detail.corp;
    m_none->set(Glyph::Building, tr("No corp is selected"), tr("Choose a corp to see its kf accounts and links."));
    m_keepLinks->setText(tr(
        "Do not change the parameters of a link: the consultations that come through it could no longer be managed."));
    //: %1 is the number of accounts.
    m_tabs->setTabText(0, tr("Accounts %1").arg(m_detail.accounts.size()));
    //: Who authorised when: a tab.
    m_tabs->setTabText(1, tr("History"));
    m_tabs->setTabText(2, tr("Facts"));
    m_tabs->setTabText(3, tr("Mini program"));
    m_tabs->setTabToolTip(0, tr("Kf accounts with their links"));
    m_tabs->setTabToolTip(1, tr("Each authorisation with its placement, time and chosen accounts"));
    m_tabs->setTabToolTip(2, tr("What WeCom says about the corp, and your note"));
    m_tabs->setTabToolTip(3, tr("Code that opens the chat from your mini program"));
    m_name->setText(displayName(corp));
    m_id->setText(corp.authCorpId);
    m_id->setAccessibleLabel(tr("Corp id"));
    m_purge->setText(tr("Delete all data…"));
    m_syncAgain->setText(tr("Try again"));
    label(m_syncAgain, QStringLiteral("corpSyncAgain"), m_syncAgain->text(),
          tr("Reads the accounts and links of this corp from WeCom"));
    label(m_purge, QStringLiteral("corpPurge"), m_purge->text(),
          tr("For a corp that does not come back; asks before anything is deleted"));
    label(m_tabs, QStringLiteral("corpTabs"), tr("Details of the corp"),
          tr("Kf accounts with their links, authorisations, facts, code for mini programs"));
    label(m_grantArea, QStringLiteral("corpGrants"), tr("Authorisations"), m_tabs->tabToolTip(1));
    label(m_noAccounts, QStringLiteral("corpNoAccounts"), {});
    wordNoAccounts();
    const ChipCell status = stateOf(corp).cell;
    m_status->set(status.tone, status.glyph, status.text);
    showTrouble();
}

} // namespace kfdesk::ui
