#include "tests/bench/report.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <cstdio>

namespace kfdesk::bench {

using namespace Qt::StringLiterals;

namespace {

QString number(double value)
{
    return QString::number(value, 'f', value < 10 ? 2 : value < 100 ? 1 : 0);
}

} // namespace

void Report::atLeast(const QString& work, double target, double seen)
{
    m_rows.push_back({work, u"≥ "_s + number(target), seen, {}, seen >= target});
}

void Report::atMost(const QString& work, double target, double seen)
{
    m_rows.push_back({work, u"≤ "_s + number(target), seen, {}, seen <= target});
}

void Report::detail(const QString& work, double seen, const QString& unit)
{
    m_rows.push_back({work, {}, seen, unit, std::nullopt});
}

void Report::finish(const QString& folder) const
{
    QJsonArray json;
    for (const Row& row : m_rows) {
        const QString seen = row.unit.isEmpty() ? number(row.seen) : number(row.seen) + u' ' + row.unit;
        const char* verdict = !row.met ? "" : *row.met ? "met" : "MISSED";
        // QString pads by characters; printf would pad the bytes of "≥".
        std::printf("%s %s %s  %s\n", qPrintable(row.work.leftJustified(62)), qPrintable(row.target.rightJustified(8)),
                    qPrintable(seen.rightJustified(14)), verdict);
        QJsonObject object{{u"work"_s, row.work}, {u"seen"_s, row.seen}};
        if (row.met) {
            object.insert(u"target"_s, row.target);
            object.insert(u"met"_s, *row.met);
        } else {
            object.insert(u"unit"_s, row.unit);
        }
        json.append(object);
    }
    std::fflush(stdout);
    if (folder.isEmpty())
        return;
    QFile file(folder + u'/' + m_name + u".json"_s);
    if (!file.open(QIODevice::WriteOnly) || file.write(QJsonDocument(json).toJson()) < 0)
        qFatal("cannot write %s", qPrintable(file.fileName()));
}

QString outputFolder(int argc, char** argv)
{
    for (int i = 1; i + 1 < argc; ++i) {
        if (QByteArrayView(argv[i]) == "--out")
            return QString::fromLocal8Bit(argv[i + 1]);
    }
    return {};
}

double median(std::vector<double> values)
{
    if (values.empty())
        return 0;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

} // namespace kfdesk::bench
