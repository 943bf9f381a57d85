#include "ui/page/invite/batch_dialog.h"

#include "core/format/csv.h"
#include "core/service/error_text.h"
#include "core/service/placement_service.h"
#include "core/service/workspace.h"
#include "ui/support/formats.h"
#include "ui/support/prompts.h"
#include "ui/support/theme.h"
#include "ui/widget/banner.h"
#include "ui/widget/layout.h"
#include "ui/widget/tab_order.h"

#include <QDialogButtonBox>
#include <QFile>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

#include <algorithm>

namespace kfdesk::ui {

namespace {

constexpr int mostAtOnce = 1000; // one short transaction
constexpr qint64 largestFile = 1024 * 1024;
constexpr int namesShown = 3;

bool isHeader(const QString& cell)
{
    static const QStringList headers{QStringLiteral("name"), QStringLiteral("placement"), QStringLiteral("名称"),
                                     QStringLiteral("接入位置"), QStringLiteral("接入位置名称")};
    return headers.contains(cell.toLower());
}

Result<QStringList> readNames(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > largestFile)
        return fail(makeError(ErrorKind::Input, QStringLiteral("file.read"), file.errorString(),
                              {{QStringLiteral("path"), path}}));
    return BatchDialog::namesFrom(file.readAll());
}

} // namespace

BatchDialog::BatchDialog(PageContext& context, const QString& suiteId, QWidget* parent)
    : Retranslated(parent)
    , m_context(context)
    , m_suiteId(suiteId)
    , m_caption(makeLabel(this))
    , m_lines(new QPlainTextEdit(this))
    , m_file(new QPushButton(this))
    , m_modeCaption(makeLabel(this, "muted"))
    , m_several(new QRadioButton(this))
    , m_single(new QRadioButton(this))
    , m_found(makeLabel(this, "muted"))
    , m_banner(new Banner(context.clipboard, this))
    , m_reading(context.workspace.readPool(), this)
    , m_creating(context.workspace.networkPool(), this)
{
    setObjectName(QStringLiteral("batchDialog"));
    resize(560, 520);
    m_lines->setTabChangesFocus(true);
    m_lines->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_several->setChecked(true);
    tabToChecked({m_several, m_single});
    m_found->setObjectName(QStringLiteral("batchFound"));

    auto* buttons = new QDialogButtonBox(this);
    m_create = buttons->addButton(QString(), QDialogButtonBox::ActionRole); // closes when the work is done
    m_cancel = buttons->addButton(QString(), QDialogButtonBox::RejectRole);
    setKind(m_create, "primary");
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(3 * gridPx, 2 * gridPx, 3 * gridPx, 2 * gridPx);
    column->setSpacing(gridPx);
    column->addWidget(m_caption);
    column->addWidget(m_lines, 1);
    auto* below = new QHBoxLayout;
    below->setSpacing(2 * gridPx);
    below->addWidget(m_file);
    below->addWidget(m_found, 1);
    column->addLayout(below);
    column->addSpacing(gridPx);
    column->addWidget(makeMode());
    column->addWidget(m_banner);
    column->addSpacing(gridPx);
    column->addWidget(buttons);

    connect(m_lines, &QPlainTextEdit::textChanged, this, &BatchDialog::check);
    connect(m_file, &QPushButton::clicked, this, &BatchDialog::openFile);
    connect(m_create, &QPushButton::clicked, this, &BatchDialog::create);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    retranslate();
    m_lines->setFocus();
}

QWidget* BatchDialog::makeMode()
{
    auto* mode = new QWidget(this);
    auto* row = new QHBoxLayout(mode);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2 * gridPx);
    row->addWidget(m_modeCaption);
    row->addWidget(m_several);
    row->addWidget(m_single);
    row->addStretch();
    m_modeCaption->setWordWrap(false);
    return mode;
}

Result<QStringList> BatchDialog::namesFrom(const QByteArray& text)
{
    QStringList names;
    format::CsvReader reader(text);
    for (bool first = true;; first = false) {
        KFDESK_TRY(const QStringList cells, reader.next());
        if (cells.isEmpty())
            return names;
        const QString name = cells.front().trimmed();
        if (!name.isEmpty() && !(first && isHeader(name)))
            names << name;
    }
}

void BatchDialog::openFile()
{
    m_context.prompts.openFile(this, {tr("Names of placements"), {}, tr("CSV or text (*.csv *.tsv *.txt)")},
                               [this](const QString& path) {
                                   m_reading.run([path](std::stop_token) { return readNames(path); },
                                                 [this](Result<QStringList> names) {
                                                     if (names)
                                                         m_lines->setPlainText(names->join(QLatin1Char('\n')));
                                                     else
                                                         m_banner->showError(names.error());
                                                 });
                               });
}

void BatchDialog::check()
{
    m_banner->clear();
    m_names.clear();
    const Result<QStringList> names = namesFrom(m_lines->toPlainText().toUtf8());
    QString problem;
    if (!names)
        problem = service::describe(names.error()).title;
    else if (names->size() > mostAtOnce)
        problem = tr("%1 names: create at most %2 at once.").arg(count(names->size()), count(mostAtOnce));
    for (const QString& name : problem.isEmpty() ? *names : QStringList()) {
        if (const auto checked = service::PlacementService::checkName(name); !checked && problem.isEmpty())
            problem = name.left(20) + QStringLiteral("…: ") + service::describe(checked.error()).title;
    }
    if (problem.isEmpty())
        m_names = *names;
    const int number = static_cast<int>(m_names.size());
    QString found = problem;
    if (number > 0) {
        QStringList shown = m_names.first(std::min(number, namesShown));
        if (number > namesShown)
            shown << QStringLiteral("…");
        //: %1 is a list of their names
        found = tr("%n placements: %1", nullptr, number).arg(shown.join(tr(", ")));
    }
    m_found->setText(found);
    setKind(m_found, problem.isEmpty() ? "muted" : "bad");
    m_create->setText(number == 0 ? tr("Create") : tr("Create %n", nullptr, number));
    m_create->setEnabled(number > 0);
}

void BatchDialog::create()
{
    m_create->setEnabled(false);
    m_creating.run(
        [&placements = m_context.workspace.placements(), suiteId = m_suiteId, names = m_names,
         single = m_single->isChecked()](std::stop_token) { return placements.addMany(suiteId, names, single); },
        [this](Result<std::vector<model::Placement>> added) {
            if (!added) {
                m_create->setEnabled(true);
                m_banner->showError(added.error());
                return;
            }
            Q_EMIT created(static_cast<int>(added->size()));
            accept();
        });
}

void BatchDialog::retranslate()
{
    setWindowTitle(tr("New placements from a list"));
    m_caption->setText(
        tr("One name a line; a column copied from a sheet works as well. Each placement gets a state of its own."));
    m_lines->setPlaceholderText(tr("Flagship store, Nanshan\nOrder page by QR code\nBooking page"));
    m_file->setText(tr("Read a CSV file…"));
    m_modeCaption->setText(tr("Accounts a merchant can choose (mode)"));
    m_single->setText(tr("Exactly one"));
    m_several->setText(tr("Several"));
    m_cancel->setText(tr("Cancel"));
    label(m_lines, QStringLiteral("batchNames"), tr("Names of the placements"), m_caption->text());
    label(m_file, QStringLiteral("batchFile"), m_file->text(), tr("Its first column is taken; UTF-8 or GB18030"));
    label(m_single, QStringLiteral("batchSingle"), m_single->text(), m_modeCaption->text());
    label(m_several, QStringLiteral("batchSeveral"), m_several->text(), m_modeCaption->text());
    label(m_cancel, QStringLiteral("batchCancel"), m_cancel->text(), tr("Closes without creating anything"));
    label(m_create, QStringLiteral("batchCreate"), tr("Create"), tr("Creates one placement for each name"));
    check();
}

} // namespace kfdesk::ui
