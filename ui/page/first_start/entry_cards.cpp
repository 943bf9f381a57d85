#include "ui/page/first_start/entry_cards.h"

#include "core/service/error_text.h"
#include "ui/support/theme.h"
#include "ui/widget/banner.h"
#include "ui/widget/layout.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace kfdesk::ui {

namespace {

constexpr int cardWidth = 400;
constexpr int cardHeight = 184;

} // namespace

EntryCards::EntryCards(Clipboard& clipboard, QWidget* parent)
    : Retranslated<QWidget>(parent)
    , m_welcome(makeLabel(this, "title"))
    , m_subtitle(makeLabel(this, "muted"))
    , m_banner(new Banner(clipboard, this))
    , m_sandbox(makeEntry())
    , m_connect(makeEntry())
    , m_open(new QPushButton(this))
{
    setKind(m_sandbox.button, "primary");
    setKind(m_open, "link");
    m_welcome->setAlignment(Qt::AlignHCenter);
    m_subtitle->setAlignment(Qt::AlignHCenter);
    m_banner->setFixedWidth(2 * cardWidth + 3 * gridPx);

    auto* row = new QHBoxLayout;
    row->setSpacing(3 * gridPx);
    row->addStretch();
    row->addWidget(m_sandbox.card);
    row->addWidget(m_connect.card);
    row->addStretch();
    auto* news = new QHBoxLayout; // an alignment would cut its wrapped words
    news->setContentsMargins(0, 0, 0, gridPx);
    news->addStretch();
    news->addWidget(m_banner);
    news->addStretch();
    auto* column = new QVBoxLayout(this);
    column->addStretch(2);
    column->addWidget(m_welcome);
    column->addWidget(m_subtitle);
    column->addSpacing(3 * gridPx);
    column->addLayout(news);
    column->addLayout(row);
    column->addSpacing(gridPx);
    column->addWidget(m_open, 0, Qt::AlignHCenter);
    column->addStretch(3);

    connect(m_sandbox.button, &QPushButton::clicked, this, &EntryCards::sandboxChosen);
    connect(m_connect.button, &QPushButton::clicked, this, &EntryCards::connectChosen);
    connect(m_open, &QPushButton::clicked, this, &EntryCards::openChosen);
    retranslate();
}

EntryCards::Entry EntryCards::makeEntry()
{
    Entry entry{new Card(this), makeLabel(this, "subtitle"), makeLabel(this, "muted"), new QPushButton(this)};
    entry.card->setFixedWidth(cardWidth);
    entry.card->setMinimumHeight(cardHeight);
    entry.card->body()->addWidget(entry.title);
    entry.card->body()->addWidget(entry.text);
    entry.card->body()->addStretch();
    entry.card->body()->addWidget(entry.button);
    entry.button->setMinimumHeight(5 * gridPx);
    return entry;
}

void EntryCards::setBusy(bool busy)
{
    m_sandbox.button->setEnabled(!busy);
    m_connect.button->setEnabled(!busy);
    m_open->setEnabled(!busy);
    m_banner->clear();
    if (busy)
        m_banner->showMessage(Tone::Neutral, tr("Please wait…"), {});
}

void EntryCards::showError(const Error& error)
{
    service::ErrorText words = service::describe(error);
    words.action = service::ErrorAction::None; // the cards are what can be done
    m_banner->showError(words);
}

void EntryCards::retranslate()
{
    m_welcome->setText(tr("Welcome to KfDesk"));
    m_subtitle->setText(tr("The console of your customer-service component"));
    m_sandbox.title->setText(tr("Try it in the sandbox"));
    m_sandbox.text->setText(
        tr("A simulated WeCom on this computer: invite merchants, watch authorisations arrive, export "
           "links. Nothing to configure, nothing real is touched, and nothing is kept."));
    m_sandbox.button->setText(tr("Start the sandbox"));
    m_connect.title->setText(tr("Connect my component"));
    m_connect.text->setText(
        tr("You need suite_id, suite_secret, Token, EncodingAESKey and the corp id of your own corp, "
           "all from the provider console. Secrets are sealed before they are stored."));
    m_connect.button->setText(tr("Connect…"));
    m_open->setText(tr("Open a workspace that exists…"));
    label(m_open, QStringLiteral("startOpen"), m_open->text(), tr("From another folder, or from a backup"));
    label(m_sandbox.button, QStringLiteral("startSandbox"), m_sandbox.button->text(), m_sandbox.text->text());
    label(m_connect.button, QStringLiteral("startConnect"), m_connect.title->text(), m_connect.text->text());
}

} // namespace kfdesk::ui
