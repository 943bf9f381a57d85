#pragma once

#include "core/model/component.h"
#include "core/service/corp_service.h"
#include "core/service/error_text.h"
#include "ui/page/corps/placement_names.h"
#include "ui/support/background.h"
#include "ui/support/retranslated.h"
#include "ui/window/page_context.h"

class QLabel;
class QPushButton;
class QScrollArea;
class QTabWidget;
class QVBoxLayout;

namespace kfdesk::ui {

class Avatar;
class Banner;
class Chip;
class CorpFacts;
class EmptyState;
class GrantList;
class IdLine;
class MiniProgramView;

/// The corp that is selected: accounts with links to copy, grants, facts with a note, mini-program code.
class CorpDetailPane : public Retranslated<QWidget>
{
    Q_OBJECT

public:
    CorpDetailPane(PageContext& context, const PlacementNames& names, QWidget* parent = nullptr);
    /// 0 = none. The same corp again: read anew.
    void showCorp(qint64 corpId);
    void setSuite(const QString& suiteId);

Q_SIGNALS:
    void syncRequested(qint64 corpId);
    void purgeRequested(qint64 corpId);
    void configuredRequested(qint64 corpId);                   ///< the links that changed are in the product now
    void actionRequested(kfdesk::service::ErrorAction action); ///< what an error asks for, other than another try

protected:
    void retranslate() override;

private:
    QWidget* buildHead();
    QWidget* buildTabs();
    void read();
    void apply(const service::CorpDetail& detail);
    void showAccounts();
    void wordNoAccounts();
    void showTrouble();
    void saveNote(qint64 corpId, const QString& note);
    void makeLink(qint64 accountId, const QString& scene, const QString& sceneParam);
    void askLink(const model::KfAccount& account);
    void showQr(const model::KfLink& link, const QString& accountName);

    PageContext& m_context;
    const PlacementNames& m_names;
    QString m_suiteId;
    qint64 m_corpId = 0;
    service::CorpDetail m_detail;
    QList<model::MiniProgram> m_miniPrograms;

    QWidget* m_content;
    EmptyState* m_none;
    Avatar* m_avatar;
    QLabel* m_name;
    IdLine* m_id;
    Chip* m_status;
    QPushButton* m_purge; ///< for a corp that is not coming back
    Banner* m_trouble;
    QPushButton* m_syncAgain; ///< in m_trouble: once the cause of a failed synchronisation is mended
    Banner* m_banner;
    QTabWidget* m_tabs;
    EmptyState* m_noAccounts;
    QVBoxLayout* m_accounts;
    QLabel* m_keepLinks;
    GrantList* m_grants;
    QScrollArea* m_grantArea;
    CorpFacts* m_facts;
    MiniProgramView* m_miniProgram;
    LatestOnly m_reading;
    LatestOnly m_readingSuite;
};

} // namespace kfdesk::ui
