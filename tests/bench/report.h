#pragma once

#include <QJsonObject>
#include <QString>

#include <optional>
#include <vector>

namespace kfdesk::bench {

/// What a benchmark program has to say: rows with a target (docs of the targets: CONTRIBUTING), and the numbers below
/// them. Printed as a table, written as JSON.
class Report
{
public:
    explicit Report(QString name)
        : m_name(std::move(name))
    {}

    void atLeast(const QString& work, double target, double seen);
    void atMost(const QString& work, double target, double seen);
    void detail(const QString& work, double seen, const QString& unit);

    /// The table on stdout, and `folder`/NAME.json when a folder is given.
    void finish(const QString& folder) const;

private:
    struct Row
    {
        QString work;
        QString target;
        double seen = 0;
        QString unit;
        std::optional<bool> met; ///< none for a detail
    };

    QString m_name;
    std::vector<Row> m_rows;
};

/// What follows `--out`; empty when it is not given.
QString outputFolder(int argc, char** argv);

double median(std::vector<double> values);

} // namespace kfdesk::bench
