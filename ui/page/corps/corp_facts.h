#pragma once

#include "core/model/corp.h"
#include "ui/support/retranslated.h"

#include <optional>

class QFormLayout;
class QLabel;
class QPlainTextEdit;
class QTimer;

namespace kfdesk::ui {

/// What is known about a corp, and the note of our staff (saved by itself).
class CorpFacts : public Retranslated<QWidget>
{
    Q_OBJECT

public:
    explicit CorpFacts(QWidget* parent = nullptr);
    /// The same corp again: what is being typed stays.
    void set(const model::Corp& corp);

Q_SIGNALS:
    void noteEdited(qint64 corpId, const QString& note);

protected:
    void retranslate() override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void tellNote();
    void flushNote(); ///< at once what would be told soon
    void showNote();
    QString typeText() const;

    model::Corp m_corp;
    std::optional<QString> m_toldNote; ///< on its way to the store
    bool m_filling = false;
    QFormLayout* m_form;
    QLabel* m_noteCaption;
    QPlainTextEdit* m_note;
    QTimer* m_tellSoon;
};

} // namespace kfdesk::ui
