#pragma once

#include "ui/support/background.h"
#include "ui/support/retranslated.h"
#include "ui/window/page_context.h"

#include <QDialog>

class QLabel;
class QListWidget;

namespace kfdesk::ui {

class SearchField;

/// Ctrl+K: type a part of a corp's name, its pinyin or an id; Return goes there.
class QuickSwitcher : public Retranslated<QDialog>
{
    Q_OBJECT

public:
    QuickSwitcher(PageContext& context, QWidget* parent);
    void openFor(const QString& suiteId);

Q_SIGNALS:
    void chosen(qint64 corpId);

protected:
    void retranslate() override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void search(const QString& text);
    void choose();

    PageContext& m_context;
    QString m_suiteId;
    SearchField* m_field;
    QListWidget* m_hits;
    QLabel* m_none;
    LatestOnly m_search;
};

} // namespace kfdesk::ui
