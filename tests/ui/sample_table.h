#pragma once

#include "ui/table/record_model.h"

#include <QString>

#include <vector>

namespace kfdesk::ui::test {

/// A record for tests of models and views.
struct Sample
{
    qint64 id = 0;
    QString name;
    int number = 0; ///< 0 = none

    friend bool operator==(const Sample&, const Sample&) = default;
};

using Ids = std::vector<qint64>;

inline std::vector<Column<Sample>> sampleColumns()
{
    Column<Sample> name;
    name.id = QStringLiteral("name");
    name.header = [] { return QStringLiteral("Name"); };
    name.text = [](const Sample& sample) { return sample.name; };
    name.stretch = 1;
    Column<Sample> number;
    number.id = QStringLiteral("number");
    number.header = [] { return QStringLiteral("Number"); };
    number.text = [](const Sample& sample) { return QString::number(sample.number); };
    number.sort = [](const Sample& sample) {
        return sample.number == 0 ? SortValue() : SortValue(qint64(sample.number));
    };
    number.alignment = Qt::AlignRight | Qt::AlignVCenter;
    return {name, number};
}

/// Named "name <id>", searched by that.
struct SampleModel : RecordModel<Sample>
{
    SampleModel()
        : RecordModel(sampleColumns(), [](const Sample& sample) { return sample.id; })
    {
        setSearchKey([](const Sample& sample) { return sample.name; });
    }
};

inline std::vector<Sample> samples(qint64 first, qint64 last)
{
    std::vector<Sample> all;
    for (qint64 id = first; id <= last; ++id)
        all.push_back({id, QStringLiteral("name %1").arg(id), static_cast<int>(id)});
    return all;
}

inline Ids ids(const TableModel& model)
{
    Ids all;
    for (int row = 0; row < model.rowCount(); ++row)
        all.push_back(model.idAt(row));
    return all;
}

} // namespace kfdesk::ui::test
