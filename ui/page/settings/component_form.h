#pragma once

#include "core/model/component.h"
#include "core/service/component_service.h"
#include "ui/support/retranslated.h"

#include <memory>
#include <vector>

class QLabel;
class QLineEdit;
class QVBoxLayout;

namespace kfdesk::ui {

/// The values of a component, each checked as typed. Secrets of a component that exists are not shown; a field left
/// empty keeps what is stored.
class ComponentForm : public Retranslated<QWidget>
{
    Q_OBJECT

public:
    explicit ComponentForm(QWidget* parent = nullptr);

    /// A new one (`sandbox` false) or one that exists; then suite_id cannot be changed.
    void setComponent(const model::Component& component, bool sandbox);
    model::Component component() const;
    bool isValid() const;
    /// All faults become visible, also those of fields nobody touched yet; the first one gets the focus.
    void showAllFaults();

Q_SIGNALS:
    void edited();

protected:
    void retranslate() override;

private:
    struct Field
    {
        QString key; ///< as in service::FieldFault
        QLabel* caption = nullptr;
        QLineEdit* editor = nullptr;
        QLabel* problem = nullptr;
        bool touched = false;
        QString hint = {}; ///< where to find the value
    };
    Field& add(const QString& key, QLineEdit* editor);
    Field& field(const QString& key) const;
    QString text(const QString& key) const;
    Secret secret(const QString& key, const Secret& stored) const;
    void takeAuthLink();
    void check();

    model::Component m_stored;
    bool m_sandbox = false;
    std::vector<std::unique_ptr<Field>> m_fields;
    QVBoxLayout* m_column;
};

} // namespace kfdesk::ui
