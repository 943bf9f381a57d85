#include "ui/page/callbacks/rejection_dialog.h"

#include "ui/support/formats.h"
#include "ui/support/retranslated.h"
#include "ui/table/record_model.h"
#include "ui/table/table_view.h"
#include "ui/widget/layout.h"

#include <QDialogButtonBox>
#include <QHash>
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
    reason.stretch = 1;
    reason.width = 320;
    return {time, code, reason};
}

} // namespace

RejectionDialog::RejectionDialog(const std::vector<callback::Rejection>& rejections, UiSettings& settings,
                                 Clipboard& clipboard, const Clock& clock, QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Refused requests"));
    setObjectName(QStringLiteral("rejectionDialog"));
    resize(840, 480); // no reason is cut
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
    column->setContentsMargins(3 * gridPx, 3 * gridPx, 3 * gridPx, 2 * gridPx);
    column->setSpacing(2 * gridPx);
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

QString RejectionDialog::countedReason(const QString& reason)
{
    static const QHash<QString, const char*> names{
        {QStringLiteral("query"), QT_TR_NOOP("Parameters missing, repeated or broken")},
        {QStringLiteral("xml"), QT_TR_NOOP("Not WeCom's envelope")},
        {QStringLiteral("signature"), QT_TR_NOOP("Wrong signature")},
        {QStringLiteral("base64"), QT_TR_NOOP("Damaged ciphertext")},
        {QStringLiteral("decrypt"), QT_TR_NOOP("Ciphertext cut off")},
        {QStringLiteral("padding"), QT_TR_NOOP("Encrypted with another key")},
        {QStringLiteral("length"), QT_TR_NOOP("Impossible length")},
        {QStringLiteral("receive_id"), QT_TR_NOOP("Meant for somebody else")},
        {QStringLiteral("path"), QT_TR_NOOP("Unknown address (404)")},
        {QStringLiteral("method"), QT_TR_NOOP("Neither GET nor POST (405)")},
        {QStringLiteral("malformed"), QT_TR_NOOP("Not HTTP (400)")},
        {QStringLiteral("too_large"), QT_TR_NOOP("Too large (413, 431)")},
        {QStringLiteral("too_slow"), QT_TR_NOOP("Too slow (408)")},
        {QStringLiteral("over_budget"), QT_TR_NOOP("Too much at one time (503)")},
        {QStringLiteral("tls"), QT_TR_NOOP("Failed TLS handshakes")},
    };
    const char* name = names.value(reason);
    return name != nullptr ? tr(name) : reason;
}

} // namespace kfdesk::ui
