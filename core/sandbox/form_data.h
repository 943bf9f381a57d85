#pragma once

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QString>
#include <QStringList>

namespace kfdesk::sandbox {

/// Names and values of a query or of a posted HTML form.
class FormData
{
public:
    static FormData fromQuery(const QByteArray& raw);
    /// application/x-www-form-urlencoded: a '+' is a blank.
    static FormData fromForm(QByteArray raw);

    QByteArray value(const QByteArray& name) const; ///< the first one; empty when there is none
    QString text(const QByteArray& name) const { return QString::fromUtf8(value(name)); }
    QStringList texts(const QByteArray& name) const; ///< all of that name, in order

private:
    QList<QPair<QByteArray, QByteArray>> m_items;
};

} // namespace kfdesk::sandbox
