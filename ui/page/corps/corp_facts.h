#pragma once

#include "core/service/corp_service.h"
#include "ui/page/corps/placement_names.h"
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

/// Grants by time and placement, newest first.
class GrantList : public Retranslated<QWidget>
{
    Q_OBJECT

public:
    explicit GrantList(const PlacementNames& names, QWidget* parent = nullptr);
    void set(const service::CorpDetail& detail);

protected:
    void retranslate() override;

private:
    QString sourceText(const QString& source) const;

    const PlacementNames& m_names;
    service::CorpDetail m_detail;
    QLabel* m_text;
};

} // namespace kfdesk::ui
