#include "tests/ui/support/words.h"

#include <QLabel>

namespace kfdesk::ui::test {

QString words(const QWidget* place)
{
    QStringList all;
    for (const auto* text : place->findChildren<QLabel*>()) {
        if (text->isVisible())
            all << text->text();
    }
    return all.join(u'\n');
}

} // namespace kfdesk::ui::test
