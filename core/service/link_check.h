#pragma once

#include "core/model/kf.h"
#include "core/wecom/kf_link.h"

#include <QHash>
#include <QStringList>

#include <vector>

namespace kfdesk::service {

/// What became of a kf link that somebody put into a product. A customer who comes by a link whose parameters are gone
/// or changed reaches the account, but the provider gets no callback and cannot count the consultation (document
/// 94665).
enum class LinkVerdict {
    Intact,        ///< as WeCom gave it, at most with a scene_param after it that the rules allow
    ParameterLost, ///< a parameter of ours is missing
    Altered,       ///< something else is different: a value, the order, the address, something added
    OtherAccount,  ///< its parameters are those of a link of another account
    Unknown,       ///< no link of an authorised corp
    OldEncScene,   ///< of an early version (`encScene`): takes no scene_param
};

/// "intact", "parameter_lost", "altered", "other_account", "unknown", "old_enc_scene".
QString wordOf(LinkVerdict verdict);

struct CheckedLink
{
    QString url;
    LinkVerdict verdict = LinkVerdict::Unknown;
    /// Where the address leads; with OtherAccount and an address that is not ours, whose parameters they are. Empty
    /// when we know neither.
    QString corpName;
    QString openKfId;
};

/// Compares links as they stand in products with the ones we keep.
///
/// Takes the kept links one by one and holds only those that have something in common with a pasted one, so that a
/// million of them need no memory. Any text will do for a link. Pure; not for several threads at once.
class LinkCheck
{
public:
    explicit LinkCheck(const QStringList& urls); ///< white space around them does not count

    void compareWith(const model::LinkRow& kept);
    /// One for each url, in their order.
    std::vector<CheckedLink> result() const;

private:
    struct Kept
    {
        model::LinkRow row;
        QStringList parameters;
    };
    struct Pasted
    {
        QString url;
        wecom::KfLinkParts parts;
    };
    /// Whose a parameter is. One that links of several accounts have (the provider's own) tells nothing.
    struct Owner
    {
        model::LinkRow row;
        bool several = false;
    };

    CheckedLink judge(const Pasted& pasted) const;
    const model::LinkRow* otherOwner(const QStringList& parameters, const std::vector<Kept>& ofPage) const;

    std::vector<Pasted> m_pasted;
    // Only pages and parameters that a pasted link has:
    QHash<QString, std::vector<Kept>> m_keptByPage;
    QHash<QString, Owner> m_ownerByParameter;
};

} // namespace kfdesk::service
