#pragma once

#include <QObject>

namespace kfdesk {

/// Ends the event loop on SIGINT and SIGTERM, so that what is under way is finished and temporary folders go.
class EndSignals : public QObject
{
    Q_OBJECT

public:
    /// First of all in main(): threads that start later inherit that these signals are not theirs.
    static void block();

    EndSignals(); ///< needs the application
    ~EndSignals() override;

Q_SIGNALS:
    void received();

private:
    int m_descriptor;
};

} // namespace kfdesk
