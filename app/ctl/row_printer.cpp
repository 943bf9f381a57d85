#include "app/ctl/row_printer.h"

#include "app/ctl/display_width.h"
#include "core/base/time_text.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <cstdio>

namespace kfdesk::ctl {

using namespace Qt::StringLiterals;

namespace {

void print(const QByteArray& text)
{
    std::fwrite(text.constData(), 1, static_cast<size_t>(text.size()), stdout);
}

QByteArray compact(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

/// A value as people read it. Line breaks and control characters would break the table (and could drive a terminal).
QString cellOf(const QJsonValue& value)
{
    QString text;
    if (value.isBool()) {
        text = value.toBool() ? QCoreApplication::translate("ctl", "yes") : QCoreApplication::translate("ctl", "no");
    } else if (value.isArray()) {
        QStringList parts;
        for (const QJsonValue& part : value.toArray())
            parts.append(cellOf(part));
        text = parts.join(u", "_s);
    } else if (value.isObject()) {
        const QJsonObject object = value.toObject();
        QStringList parts;
        for (auto it = object.begin(); it != object.end(); ++it)
            parts.append(it.key() + u' ' + cellOf(it.value()));
        text = parts.join(u", "_s);
    } else {
        text = value.toVariant().toString();
    }
    for (QChar& character : text) {
        if (character.category() == QChar::Other_Control)
            character = u' ';
    }
    return text;
}

QString padded(const QString& cell, int width)
{
    return cell + QString(std::max(0, width - displayWidth(cell)), u' ');
}

} // namespace

RowPrinter::RowPrinter(const Arguments& arguments, std::vector<Column> columns)
    : m_json(arguments.json())
    , m_columns(std::move(columns))
{}

void RowPrinter::add(const QJsonObject& row)
{
    if (m_json) {
        print(m_any ? ",\n" : "[");
        print(compact(row));
        m_any = true;
        return;
    }
    QStringList cells;
    for (const Column& column : m_columns)
        cells.append(cellOf(row.value(QLatin1String(column.key))));
    m_cells.push_back(std::move(cells));
}

void RowPrinter::finish()
{
    if (m_json)
        print(m_any ? "]\n" : "[]\n");
    else
        printTable();
}

void RowPrinter::printTable() const
{
    QStringList headings;
    std::vector<int> widths;
    for (const Column& column : m_columns) {
        headings.append(QCoreApplication::translate("ctl", column.heading));
        widths.push_back(displayWidth(headings.last()));
    }
    for (const QStringList& row : m_cells) {
        for (size_t i = 0; i < widths.size(); ++i)
            widths[i] = std::max(widths[i], displayWidth(row.at(static_cast<qsizetype>(i))));
    }
    const auto printRow = [&](const QStringList& row) {
        QString line;
        for (size_t i = 0; i < widths.size(); ++i)
            line += padded(row.at(static_cast<qsizetype>(i)), widths[i] + 2);
        while (line.endsWith(u' '))
            line.chop(1);
        printLine(line);
    };
    printRow(headings);
    for (const QStringList& row : m_cells)
        printRow(row);
}

void printObject(const Arguments& arguments, const QJsonObject& object)
{
    if (arguments.json()) {
        print(compact(object) + '\n');
        return;
    }
    int width = 0;
    for (const QString& key : object.keys())
        width = std::max(width, displayWidth(key));
    for (auto it = object.begin(); it != object.end(); ++it)
        printLine(padded(it.key(), width + 2) + cellOf(it.value()));
}

QJsonValue timeValue(qint64 utcMs)
{
    return utcMs == 0 ? QJsonValue(QJsonValue::Null) : QJsonValue(isoUtc(utcMs));
}

void printLine(const QString& line)
{
    print(line.toUtf8() + '\n');
}

} // namespace kfdesk::ctl
