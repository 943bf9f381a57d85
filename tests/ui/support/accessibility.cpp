#include "tests/ui/support/accessibility.h"

#include <QAccessible>
#include <QApplication>
#include <QRadioButton>
#include <QTest>
#include <QWidget>

#include <algorithm>
#include <functional>

namespace kfdesk::ui::test {

namespace {

constexpr int patience = 1000; ///< no window has as many controls

/// What a person operates, as assistive technology sees it.
bool isControl(const QAccessibleInterface& element)
{
    switch (element.role()) {
    case QAccessible::Button:
    case QAccessible::ButtonDropDown:
    case QAccessible::ButtonMenu:
    case QAccessible::CheckBox:
    case QAccessible::ComboBox:
    case QAccessible::EditableText:
    case QAccessible::Link:
    case QAccessible::List:
    case QAccessible::PageTab:
    case QAccessible::RadioButton:
    case QAccessible::Slider:
    case QAccessible::SpinBox:
    case QAccessible::Table:
    case QAccessible::Tree:
        return true;
    default:
        return false;
    }
}

/// Cells say their data; the parts of a field (the arrows of a spin box, the cross that clears a line) are the field's.
bool speaksForItsParts(const QAccessibleInterface& element)
{
    switch (element.role()) {
    case QAccessible::ComboBox:
    case QAccessible::EditableText:
    case QAccessible::List:
    case QAccessible::SpinBox:
    case QAccessible::Table:
    case QAccessible::Tree:
        return true;
    default:
        return false;
    }
}

QString nameOf(const QWidget& widget)
{
    const QString name = widget.objectName();
    return name.isEmpty() || name.startsWith(u"qt_") ? QString::fromLatin1(widget.metaObject()->className()) : name;
}

/// "QPushButton copy in QFrame in InvitePage": enough to find it.
QString placeOf(const QAccessibleInterface& element)
{
    const auto* object = element.object();
    if (!object)
        return QStringLiteral("element \"%1\"").arg(element.text(QAccessible::Name));
    QString place = QString::fromLatin1(object->metaObject()->className()) + u' ' + object->objectName();
    for (const QObject* outer = object->parent(); outer; outer = outer->parent())
        place += QStringLiteral(" in ") + QString::fromLatin1(outer->metaObject()->className());
    return place;
}

void walk(QAccessibleInterface* element, const std::function<void(const QAccessibleInterface&)>& visit)
{
    if (!element || element->state().invisible)
        return;
    if (isControl(*element))
        visit(*element);
    if (speaksForItsParts(*element))
        return;
    for (int i = 0; i < element->childCount(); ++i)
        walk(element->child(i), visit);
}

QStringList withoutText(QWidget& window, QAccessible::Text kind)
{
    QStringList complaints;
    walk(QAccessible::queryAccessibleInterface(&window), [&](const QAccessibleInterface& element) {
        if (element.text(kind).trimmed().isEmpty())
            complaints << placeOf(element);
    });
    return complaints;
}

/// The focus's way through the window; ends where it comes back to, or does not move.
QList<QWidget*> tabWay(QWidget& window)
{
    QList<QWidget*> way;
    if (!window.focusWidget())
        QTest::keyClick(&window, Qt::Key_Tab);
    for (int i = 0; i < patience; ++i) {
        QWidget* focused = window.focusWidget();
        if (!focused || way.contains(focused))
            break;
        way << focused;
        QTest::keyClick(focused, Qt::Key_Tab);
    }
    return way;
}

/// Of exclusive radio buttons Tab takes the checked one; arrows reach the others.
bool isUncheckedRadio(const QWidget& widget)
{
    const auto* radio = qobject_cast<const QRadioButton*>(&widget);
    return radio && !radio->isChecked();
}

} // namespace

QStringList withoutName(QWidget& window)
{
    return withoutText(window, QAccessible::Name);
}

QStringList withoutDescription(QWidget& window)
{
    return withoutText(window, QAccessible::Description);
}

QStringList tabOrder(QWidget& window)
{
    QStringList names;
    for (const QWidget* widget : tabWay(window))
        names << nameOf(*widget);
    return names;
}

QStringList unreachableByTab(QWidget& window)
{
    const QList<QWidget*> way = tabWay(window);
    QStringList complaints;
    if (!way.isEmpty() && window.focusWidget() != way.first())
        complaints << QStringLiteral("Tab is held by ") + nameOf(*way.last());
    for (const QWidget* widget : window.findChildren<QWidget*>()) {
        const bool wanted = widget->isVisibleTo(&window) && widget->isEnabled() && !widget->isWindow() &&
                            widget->window() == &window && !widget->focusProxy() &&
                            (widget->focusPolicy() & Qt::TabFocus) == Qt::TabFocus;
        const bool reached = std::any_of(way.begin(), way.end(), [widget](const QWidget* w) { return w == widget; });
        if (wanted && !reached && !isUncheckedRadio(*widget))
            complaints << QStringLiteral("Tab does not reach ") +
                              placeOf(*QAccessible::queryAccessibleInterface(const_cast<QWidget*>(widget)));
    }
    return complaints;
}

} // namespace kfdesk::ui::test
