#pragma once

#include <QEvent>
#include <QWidget>

namespace kfdesk::ui {

/// Base of widgets with words in them: `class Foo : public Retranslated<QWidget>`. Every text is set in retranslate()
/// and nowhere else; the constructor calls it last, and it is called again on each change of language.
template <typename Base>
class Retranslated : public Base
{
public:
    using Base::Base;

protected:
    virtual void retranslate() = 0;

    void changeEvent(QEvent* event) override
    {
        Base::changeEvent(event);
        if (event->type() == QEvent::LanguageChange)
            retranslate();
    }
};

/// Object name (tests, style) and accessible name (screen readers) in one go; `name` is translated, `id` is not.
void label(QWidget* widget, const QString& id, const QString& name, const QString& description = {});

} // namespace kfdesk::ui
