#include "core/service/link_check.h"

#include "core/model/text_enum.h"

#include <QUrl>

#include <algorithm>

namespace kfdesk::service {

using model::LinkRow;

namespace {

constexpr model::TextEnum<LinkVerdict, 6> verdictWords{{{LinkVerdict::Intact, "intact"},
                                                        {LinkVerdict::ParameterLost, "parameter_lost"},
                                                        {LinkVerdict::Altered, "altered"},
                                                        {LinkVerdict::OtherAccount, "other_account"},
                                                        {LinkVerdict::Unknown, "unknown"},
                                                        {LinkVerdict::OldEncScene, "old_enc_scene"}}};

QStringList namesOf(const QStringList& parameters)
{
    QStringList names;
    for (const QString& parameter : parameters)
        names.append(parameter.section(u'=', 0, 0));
    return names;
}

/// What WeCom gave: the kept link without the scene_param that was put behind it.
QString asGiven(const model::KfLink& link)
{
    return link.url.chopped(wecom::withSceneParam({}, link.sceneParam).size());
}

/// A scene_param may be put behind every link that has a scene, and be another one each time.
bool differsInSceneParamOnly(const QString& url, const model::KfLink& kept)
{
    const QString start = asGiven(kept) % u"&scene_param=";
    if (kept.scene.isEmpty() || !url.startsWith(start))
        return false;
    const QString value = url.mid(start.size());
    const bool ends =
        std::any_of(value.begin(), value.end(), [](QChar c) { return c == u'&' || c == u'#' || c.isSpace(); });
    return !ends && wecom::checkSceneParam(kept.scene, QUrl::fromPercentEncoding(value.toUtf8())).has_value();
}

qsizetype shared(const QStringList& a, const QStringList& b)
{
    return std::count_if(a.begin(), a.end(), [&b](const QString& one) { return b.contains(one); });
}

bool lacksOneOf(const QStringList& names, const QStringList& wanted)
{
    return shared(wanted, names) < wanted.size();
}

CheckedLink found(const QString& url, LinkVerdict verdict, const LinkRow& row)
{
    return {url, verdict, row.corpName, row.openKfId};
}

} // namespace

QString wordOf(LinkVerdict verdict)
{
    return model::textOf(verdictWords, verdict);
}

LinkCheck::LinkCheck(const QStringList& urls)
{
    for (const QString& typed : urls) {
        const QString url = typed.trimmed();
        Pasted pasted{url, wecom::partsOf(url)};
        m_keptByPage.insert(pasted.parts.page, {});
        for (const QString& parameter : std::as_const(pasted.parts.parameters))
            m_ownerByParameter.insert(parameter, {});
        m_pasted.push_back(std::move(pasted));
    }
}

void LinkCheck::compareWith(const LinkRow& kept)
{
    const auto parts = wecom::partsOf(kept.link.url);
    if (const auto samePage = m_keptByPage.find(parts.page); samePage != m_keptByPage.end())
        samePage->push_back({kept, parts.parameters});
    for (const QString& parameter : parts.parameters) {
        const auto owner = m_ownerByParameter.find(parameter);
        if (owner == m_ownerByParameter.end())
            continue;
        if (owner->row.link.id == 0)
            owner->row = kept;
        owner->several = owner->several || owner->row.link.accountId != kept.link.accountId;
    }
}

std::vector<CheckedLink> LinkCheck::result() const
{
    std::vector<CheckedLink> result;
    result.reserve(m_pasted.size());
    for (const Pasted& pasted : m_pasted)
        result.push_back(judge(pasted));
    return result;
}

CheckedLink LinkCheck::judge(const Pasted& pasted) const
{
    const auto& [url, parts] = pasted;
    const std::vector<Kept>& ofPage = *m_keptByPage.constFind(parts.page);
    for (const Kept& kept : ofPage) {
        if (url == kept.row.link.url || differsInSceneParamOnly(url, kept.row.link))
            return found(url, LinkVerdict::Intact, kept.row);
    }
    const QStringList names = namesOf(parts.parameters);
    if (names.contains(u"encScene"))
        return found(url, LinkVerdict::OldEncScene, ofPage.empty() ? LinkRow{} : ofPage.front().row);
    if (const LinkRow* const owner = otherOwner(parts.parameters, ofPage))
        return found(url, LinkVerdict::OtherAccount, ofPage.empty() ? *owner : ofPage.front().row);
    if (ofPage.empty())
        return found(url, LinkVerdict::Unknown, {});

    const Kept& closest = *std::max_element(ofPage.begin(), ofPage.end(), [&](const Kept& a, const Kept& b) {
        return shared(a.parameters, pasted.parts.parameters) < shared(b.parameters, pasted.parts.parameters);
    });
    return found(url,
                 lacksOneOf(names, namesOf(closest.parameters)) ? LinkVerdict::ParameterLost : LinkVerdict::Altered,
                 closest.row);
}

/// Another account, whose link one of the parameters was copied from; none when they say nothing of the kind.
const LinkRow* LinkCheck::otherOwner(const QStringList& parameters, const std::vector<Kept>& ofPage) const
{
    for (const QString& parameter : parameters) {
        const Owner& owner = *m_ownerByParameter.constFind(parameter);
        const bool known = owner.row.link.id != 0 && !owner.several;
        const bool own = std::any_of(ofPage.begin(), ofPage.end(), [&owner](const Kept& kept) {
            return kept.row.link.accountId == owner.row.link.accountId;
        });
        if (known && !own)
            return &owner.row;
    }
    return nullptr;
}

} // namespace kfdesk::service
