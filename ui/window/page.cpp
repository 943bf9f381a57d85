#include "ui/window/page.h"

#include "ui/support/theme.h"
#include "ui/widget/fields.h"
#include "ui/widget/inset.h"
#include "ui/widget/layout.h"
#include "ui/widget/wrap_row.h"

#include <QHBoxLayout>
#include <QLabel>

namespace kfdesk::ui {

namespace {

constexpr int headerHeight = 55;
constexpr int headerAir = 10;
constexpr int headerSpacing = 10;
constexpr int footerHeight = 30;

} // namespace

Page::Page(PageId id, PageContext& context, QWidget* parent)
    : Retranslated(parent)
    , m_id(id)
    , m_context(context)
    , m_header(new QFrame(this))
    , m_footer(new QFrame(this))
    , m_title(new QLabel(m_header))
    , m_footerLeft(new QLabel(m_footer))
    , m_footerRight(new QLabel(m_footer))
    , m_left(new QHBoxLayout)
    , m_right(new QHBoxLayout)
    , m_content(new QVBoxLayout)
{
    setKind(m_header, "bar");
    setKind(m_footer, "bar");
    setKind(m_title, "title");
    setKind(m_footerLeft, "muted");
    setKind(m_footerRight, "muted");
    m_title->setObjectName(QStringLiteral("pageTitle"));
    m_footerLeft->setObjectName(QStringLiteral("footerLeft"));
    m_footerRight->setObjectName(QStringLiteral("footerRight"));

    auto* left = new QWidget(m_header);
    auto* titleRow = new QHBoxLayout(left);
    titleRow->setContentsMargins(0, 0, 0, 0);
    titleRow->setSpacing(18);
    titleRow->addWidget(m_title);
    m_left->setSpacing(headerSpacing);
    titleRow->addLayout(m_left);
    titleRow->addStretch();
    auto* right = new QWidget(m_header);
    right->setLayout(m_right);
    m_right->setContentsMargins(0, 0, 0, 0);
    m_right->setSpacing(headerSpacing);
    auto* parts = new WrapRow(headerSpacing); // a small screen at 200 % has no room for all of it in one row
    parts->addWidget(left);
    parts->addWidget(right);
    auto* header = new QVBoxLayout(m_header);
    header->setContentsMargins(Inset::sideAir, headerAir, Inset::sideAir, headerAir);
    header->addLayout(parts);
    m_header->setMinimumHeight(headerHeight);

    m_footer->setFixedHeight(footerHeight);
    auto* footer = new QHBoxLayout(m_footer);
    footer->setContentsMargins(16, 0, 16, 0);
    footer->addWidget(m_footerLeft);
    footer->addStretch();
    footer->addWidget(m_footerRight);

    m_footerLine = makeLine(Qt::Horizontal, this);
    m_headerLine = makeLine(Qt::Horizontal, this);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_content->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_headerLine);
    column->addLayout(m_content, 1);
    column->addWidget(m_footerLine);
    column->addWidget(m_footer);
}

void Page::go(const Destination&) {}

void Page::sync()
{
    refresh();
}

void Page::focusSearch()
{
    if (!m_search)
        return;
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void Page::rememberFocus()
{
    QWidget* now = window()->focusWidget();
    m_lastFocus = isAncestorOf(now) ? now : nullptr;
}

void Page::takeFocus()
{
    for (QWidget* candidate : {m_lastFocus.data(), m_firstFocus, static_cast<QWidget*>(m_search)}) {
        if (candidate && candidate->isVisible() && candidate->isEnabled()) {
            candidate->setFocus(Qt::OtherFocusReason);
            return;
        }
    }
}

SearchField* Page::addSearch()
{
    m_search = new SearchField(m_header);
    m_left->insertWidget(0, m_search);
    return m_search;
}

void Page::addFilter(QWidget* filter)
{
    m_left->addWidget(filter);
}

void Page::addAction(QWidget* button)
{
    m_right->addWidget(button);
}

void Page::setFirstFocus(QWidget* widget)
{
    m_firstFocus = widget;
}

void Page::setHeaderVisible(bool visible)
{
    m_header->setVisible(visible);
    m_headerLine->setVisible(visible);
}

void Page::setFooterVisible(bool visible)
{
    m_footer->setVisible(visible);
    m_footerLine->setVisible(visible);
}

void Page::retranslate()
{
    m_title->setText(title());
    setAccessibleName(title());
    if (m_search)
        m_search->setAccessibleName(tr("Search"));
}

} // namespace kfdesk::ui
