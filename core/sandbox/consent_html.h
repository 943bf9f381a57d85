#pragma once

#include "core/sandbox/merchant.h"

#include <QString>

#include <vector>

namespace kfdesk::sandbox {
struct ActionReport;
}

/// The pages of the consent flow. Every value from outside is escaped here and nowhere else.
namespace kfdesk::sandbox::consent_html {

/// What the invitation link carried.
struct Link
{
    QString state;
    bool single = false; ///< mode=1: one kf account
};

QString chooseMerchant(const Link& link, const std::vector<Merchant>& merchants, const QString& search);
/// `fault` (may be empty) tells why the form is shown again; `chosen` stays marked.
QString chooseAccounts(const Link& link, const Merchant& merchant, const QStringList& chosen, const QString& fault);
QString result(const ActionReport& report);
QString problem(const QString& title, const QString& text);

} // namespace kfdesk::sandbox::consent_html
