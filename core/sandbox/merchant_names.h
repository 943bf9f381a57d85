#pragma once

#include <QString>

namespace kfdesk::sandbox {

class SeededText;

/// Invented Chinese names. Merchant names are distinct for every index below `distinctNames`.
class MerchantNames
{
public:
    static const int distinctNames;

    explicit MerchantNames(const SeededText& seeded);

    QString corpName(int index) const; ///< "深圳市云舟文具有限公司"
    QString industry(int index) const; ///< "零售·文化用品"
    QString scale(int index) const;    ///< "51-100人"
    /// "售前咨询"; from the second round of names on with a number. At most 16 characters, as WeCom allows.
    QString accountName(int merchant, int account) const;

private:
    int shuffled(int index) const;

    int m_step = 1;
    int m_start = 0;
};

} // namespace kfdesk::sandbox
