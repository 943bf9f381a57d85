#pragma once

#include <QtGlobal>

namespace kfdesk::model {

enum class ChangeKind { Component, Placement, Corp, Link, Event, Ticket, Purge, Setting, Listener };

/// "This record changed": announced after the commit, within and across processes. localId 0 = many of the kind.
struct Change
{
    ChangeKind kind = ChangeKind::Corp;
    qint64 localId = 0;

    friend bool operator==(const Change&, const Change&) = default;
};

} // namespace kfdesk::model
