#pragma once

#include "core/model/change.h"
#include "ui/support/retranslated.h"
#include "ui/window/page_context.h"

#include <QFrame>
#include <QPointer>

#include <vector>

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace kfdesk::ui {

class SearchField;

/// Where to go: a page and, if given, what to show there.
struct Destination
{
    PageId page = PageId::Corps;
    qint64 corpId = 0;      ///< select or filter by this corp
    QString placement = {}; ///< placement state
    qint64 eventId = 0;
    QString section = {}; ///< of the settings page: "components", "listener" …
};

/// The base of every page: header bar (title, search, filters, actions on the right), content, footer bar. Built on the
/// first visit, kept afterwards. GUI thread; reads run on workspace().readPool() through runInBackground().
class Page : public Retranslated<QWidget>
{
    Q_OBJECT

public:
    Page(PageId id, PageContext& context, QWidget* parent = nullptr);

    PageId id() const { return m_id; }
    virtual QString title() const = 0; ///< translated
    /// Another component: show its data. Called once before the page is shown for the first time.
    virtual void setSuite(const QString& suiteId) = 0;
    /// Read everything again.
    virtual void refresh() = 0;
    /// Coalesced changes (at most ten times a second), of this and of other processes. Also while hidden.
    virtual void onChanges(const std::vector<model::Change>& changes) = 0;
    /// Show this; pages ignore what does not concern them.
    virtual void go(const Destination& destination);
    /// F5. By default refresh().
    virtual void sync();
    /// Ctrl+F.
    void focusSearch();
    /// Before another page is shown, and after this one is: the keyboard comes back to where it was.
    void rememberFocus();
    void takeFocus();

Q_SIGNALS:
    void goRequested(const kfdesk::ui::Destination& destination);

protected:
    // Derived constructors fill these and then call retranslate(), which calls Page::retranslate() first.
    SearchField* addSearch();                          ///< after the title; set its placeholder in retranslate()
    void addFilter(QWidget* filter);                   ///< after the search field
    void addAction(QWidget* button);                   ///< on the right; the primary one last
    void setFirstFocus(QWidget* widget);               ///< where the keyboard is at the first visit
    QVBoxLayout* content() const { return m_content; } ///< no margins
    QLabel* footerLeft() const { return m_footerLeft; }
    QLabel* footerRight() const { return m_footerRight; }
    void setHeaderVisible(bool visible);
    void setFooterVisible(bool visible);

    PageContext& context() const { return m_context; }
    void retranslate() override; ///< title; call it from overrides

private:
    PageId m_id;
    PageContext& m_context;
    QFrame* m_header;
    QFrame* m_footer;
    QFrame* m_headerLine;
    QFrame* m_footerLine;
    QLabel* m_title;
    QLabel* m_footerLeft;
    QLabel* m_footerRight;
    QHBoxLayout* m_left;
    QHBoxLayout* m_right;
    QVBoxLayout* m_content;
    SearchField* m_search = nullptr;
    QWidget* m_firstFocus = nullptr;
    QPointer<QWidget> m_lastFocus;
};

} // namespace kfdesk::ui
