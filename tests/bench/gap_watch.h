#pragma once

#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>

namespace kfdesk::bench {

/// How long the event loop of this thread was not reached: a timer of one millisecond, and the longest time between two
/// of its beats. A window that does not answer to a key for so long feels stuck.
class GapWatch
{
public:
    GapWatch()
    {
        m_beat.setTimerType(Qt::PreciseTimer);
        m_beat.setInterval(1);
        m_beat.callOnTimeout([this] { note(); });
        restart();
    }

    void restart()
    {
        m_longestNs = 0;
        m_since.start();
        m_beat.start();
    }
    double longestMs()
    {
        note();
        return double(m_longestNs) / 1e6;
    }

private:
    void note()
    {
        m_longestNs = std::max(m_longestNs, m_since.nsecsElapsed());
        m_since.start();
    }

    QTimer m_beat;
    QElapsedTimer m_since;
    qint64 m_longestNs = 0;
};

} // namespace kfdesk::bench
