#include "ui/window/quick_switcher.h"

#include "core/format/search_key.h"
#include "core/service/corp_service.h"
#include "core/service/workspace.h"
#include "ui/widget/fields.h"
#include "ui/widget/layout.h"

#include <QKeyEvent>
#include <QListWidget>
#include <QVBoxLayout>

namespace kfdesk::ui {

namespace {

constexpr int maxHits = 50;

struct Hit
{
    qint64 id = 0;
    QString name;
};

Result<std::vector<Hit>> findCorps(service::Workspace& workspace, const QString& suiteId, const QString& text,
                                   const std::stop_token& stop)
{
    KFDESK_TRY(const auto corps, workspace.corps().list(suiteId));
    std::vector<Hit> hits;
    for (const model::Corp& corp : corps) {
        if (stop.stop_requested() || hits.size() == maxHits)
            break;
        if (format::matchesKey(corp.searchKey, text))
            hits.push_back({corp.id, corp.name.isEmpty() ? corp.authCorpId : corp.name});
    }
    return hits;
}

} // namespace

QuickSwitcher::QuickSwitcher(PageContext& context, QWidget* parent)
    : Retranslated(parent)
    , m_context(context)
    , m_field(new SearchField(this))
    , m_hits(new QListWidget(this))
    , m_none(makeLabel(this, "muted"))
    , m_search(context.workspace.readPool(), this)
{
    setObjectName(QStringLiteral("quickSwitcher"));
    m_hits->setObjectName(QStringLiteral("quickSwitcherHits"));
    resize(480, 360);
    m_field->setMaximumWidth(QWIDGETSIZE_MAX);
    m_field->installEventFilter(this);
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_field);
    column->addWidget(m_hits);
    column->addWidget(m_none);
    column->setContentsMargins(2 * gridPx, 2 * gridPx, 2 * gridPx, 2 * gridPx);
    m_none->setObjectName(QStringLiteral("quickSwitcherNone"));
    m_none->hide();
    connect(m_field, &SearchField::searchChanged, this, &QuickSwitcher::search);
    connect(m_hits, &QListWidget::itemActivated, this, &QuickSwitcher::choose);
    retranslate();
}

void QuickSwitcher::openFor(const QString& suiteId)
{
    m_suiteId = suiteId;
    m_field->clear();
    m_field->flush();
    m_field->setFocus();
    search({});
    QDialog::open();
}

void QuickSwitcher::search(const QString& text)
{
    m_search.run([&workspace = m_context.workspace, suiteId = m_suiteId,
                  text](std::stop_token stop) { return findCorps(workspace, suiteId, text, stop); },
                 [this](const Result<std::vector<Hit>>& hits) {
                     m_hits->clear();
                     for (const Hit& hit : hits.value_or(std::vector<Hit>())) {
                         auto* item = new QListWidgetItem(hit.name, m_hits);
                         item->setData(Qt::UserRole, hit.id);
                     }
                     m_hits->setCurrentRow(0);
                     m_none->setVisible(m_hits->count() == 0);
                 });
}

void QuickSwitcher::choose()
{
    if (const QListWidgetItem* item = m_hits->currentItem()) {
        accept();
        Q_EMIT chosen(item->data(Qt::UserRole).toLongLong());
    }
}

/// Arrows move in the list while one types; Return chooses.
bool QuickSwitcher::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Up || key == Qt::Key_Down) {
            const int row = m_hits->currentRow() + (key == Qt::Key_Down ? 1 : -1);
            m_hits->setCurrentRow(qBound(0, row, m_hits->count() - 1));
            return true;
        }
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            choose();
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

void QuickSwitcher::retranslate()
{
    setWindowTitle(tr("Jump to corp"));
    m_field->setPlaceholderText(tr("Name, pinyin initials or id"));
    m_field->setAccessibleName(tr("Jump to corp"));
    m_field->setAccessibleDescription(tr("Up and Down choose among the corps found, Return goes there"));
    m_hits->setAccessibleName(tr("Corps found"));
    m_hits->setAccessibleDescription(tr("Return goes to the chosen corp"));
    m_none->setText(tr("No corp matches."));
}

} // namespace kfdesk::ui
