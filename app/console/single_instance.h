#pragma once

#include <QLocalServer>
#include <QObject>
#include <QString>

namespace kfdesk {

/// One window a workspace: a second start of the program asks the first one to come to the front and ends.
class SingleInstance : public QObject
{
    Q_OBJECT

public:
    explicit SingleInstance(const QString& workspace);
    /// False: another program has this workspace on screen, and was told to come forward.
    bool claim();

Q_SIGNALS:
    void comeForward();

private:
    QString m_name;
    QLocalServer m_server;
};

} // namespace kfdesk
