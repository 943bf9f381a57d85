#pragma once

#include "core/store/kf_repository.h"
#include "tests/store/fixture.h"

namespace kfdesk::test {

/// Four links of two corps, and one of another suite. Names say what the filters below look for.
struct Sample
{
    Sample()
    {
        auto transaction = must(store::WriteTransaction::begin(workspace.db()));
        workspace.addPlacement(QStringLiteral("官网首页"), QStringLiteral("home"));
        workspace.addPlacement(QStringLiteral("小程序"), QStringLiteral("mini"));
        changsha = workspace.addCorp(QStringLiteral("长沙臭豆腐"), QStringLiteral("wwChangsha"));
        beijing = workspace.addCorp(QStringLiteral("北京100%羊毛"), QStringLiteral("wwBeijing"));
        elsewhere = workspace.addCorp(QStringLiteral("别家"), QStringLiteral("wwElse"), QStringLiteral("s2"));
        const auto sale = workspace.addAccount(changsha, QStringLiteral("售前"), QStringLiteral("kfSale"));
        const auto service = workspace.addAccount(changsha, QStringLiteral("售后"), QStringLiteral("kfService"));
        const auto wool = workspace.addAccount(beijing, QStringLiteral("客服_1"), QStringLiteral("kfWool"));
        const auto other = workspace.addAccount(elsewhere, QStringLiteral("其他"), QStringLiteral("kfOther"));
        workspace.addGrant(sale, QStringLiteral("home"), 10);
        workspace.addGrant(sale, QStringLiteral("mini"), 20);
        workspace.addGrant(service, QString(), 30);
        workspace.addGrant(wool, QStringLiteral("unknown"), 40);
        salePlain = workspace.addLink(sale);
        saleScene = workspace.addLink(sale, QStringLiteral("web"), QStringLiteral("sku=9"));
        servicePlain = workspace.addLink(service);
        woolPlain = workspace.addLink(wool);
        otherPlain = workspace.addLink(other);
        must(transaction.commit());
    }

    std::vector<qint64> find(const store::LinkFilter& filter, store::LinkSort sort = store::LinkSort::Corp,
                             bool descending = false)
    {
        return must(store::LinkRepository(workspace.db()).ids(filter, sort, descending));
    }

    /// Letters of the matching links: A salePlain, B saleScene, C servicePlain, D woolPlain, E otherPlain.
    QString letters(const std::vector<qint64>& ids) const
    {
        QString text;
        for (const qint64 id : ids)
            text += id == salePlain.id      ? u'A'
                    : id == saleScene.id    ? u'B'
                    : id == servicePlain.id ? u'C'
                    : id == woolPlain.id    ? u'D'
                    : id == otherPlain.id   ? u'E'
                                            : u'?';
        return text;
    }

    Workspace workspace;
    model::Corp changsha, beijing, elsewhere;
    model::KfLink salePlain, saleScene, servicePlain, woolPlain, otherPlain;
};

} // namespace kfdesk::test
