#include "ui/page/callbacks/rejection_dialog.h"

#include "ui/support/formats.h"
#include "ui/support/retranslated.h"
#include "ui/table/record_model.h"
#include "ui/table/table_view.h"
#include "ui/widget/layout.h"

#include <QDialogButtonBox>
#include <QVBoxLayout>

namespace kfdesk::ui {

namespace {

struct Row
{
    qint64 id;
    callback::Rejection rejection;

    friend bool operator==(const Row&, const Row&) = default;
};

std::vector<Column<Row>> columns(const Clock& clock)
{
    Column<Row> time{QStringLiteral("time"), [] { return RejectionDialog::tr("Time"); },
                     [&clock](const Row& row) { return shortTime(row.rejection.at, clock.nowMs()); }};
    time.sort = [](const Row& row) { return SortValue(row.rejection.at); };
    time.toolTip = [](const Row& row) { return fullTime(row.rejection.at); };
    Column<Row> code{
        QStringLiteral("code"), [] { return RejectionDialog::tr("Code"); },
        [](const Row& row) { return row.rejection.code == 0 ? noValue() : QString::number(row.rejection.code); }};
    code.look = CellLook::Mono;
    code.width = 84;
    Column<Row> reason{QStringLiteral("reason"), [] { return RejectionDialog::tr("Why"); },
                       [](const Row& row) { return RejectionDialog::reason(row.rejection.step); }};
    reason.toolTip = reason.text;
    reason.stretch = true;
    reason.width = 320;
    return {time, code, reason};
}

} // namespace

RejectionDialog::RejectionDialog(const std::vector<callback::Rejection>& rejections, UiSettings& settings,
                                 Clipboard& clipboard, const Clock& clock, QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Refused requests"));
    resize(720, 440);
    auto* note = makeLabel(this, "muted");
    note->setText(tr("A sample of what did not pass the checks; the newest first. Strangers who find the address cause "
                     "such entries too."));
    auto* model = new RecordModel<Row>(
        columns(clock), [](const Row& row) { return row.id; }, this);
    auto* table = new TableView(QStringLiteral("rejections"), settings, clipboard, this);
    label(table, QStringLiteral("rejectionTable"), windowTitle());
    table->setTable(*model);
    std::vector<Row> rows;
    for (const callback::Rejection& rejection : rejections)
        rows.push_back({static_cast<qint64>(rows.size()) + 1, rejection});
    model->setRecords(std::move(rows));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto* column = new QVBoxLayout(this);
    column->addWidget(note);
    column->addWidget(table, 1);
    column->addWidget(buttons);
}

QString RejectionDialog::reason(callback::Step step)
{
    switch (step) {
    case callback::Step::Query:
        return tr("A parameter is missing, repeated or broken: a relay may have changed the address.");
    case callback::Step::Xml:
        return tr("The body is not WeCom's envelope: a relay may have changed it.");
    case callback::Step::Signature:
        return tr("The signature does not match: the Token is wrong, or the text was changed on its way.");
    case callback::Step::Base64:
        return tr("The ciphertext is damaged: + may have become a blank on its way.");
    case callback::Step::Decrypt:
    case callback::Step::Padding:
    case callback::Step::Length:
        return tr("It cannot be decrypted: the EncodingAESKey is wrong.");
    case callback::Step::ReceiveId:
        return tr("It is meant for somebody else: suite_id or provider corpid is wrong.");
    case callback::Step::Done:
        break;
    }
    return tr("It could not be stored.");
}

} // namespace kfdesk::ui
