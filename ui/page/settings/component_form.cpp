#include "ui/page/settings/component_form.h"

#include "core/service/error_text.h"
#include "ui/page/settings/bring_into_view.h"
#include "ui/support/theme.h"
#include "ui/widget/fields.h"
#include "ui/widget/layout.h"

#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>

namespace kfdesk::ui {

namespace {

const QString nameKey = QStringLiteral("name");
const QString suiteIdKey = QStringLiteral("suite_id");
const QString suiteSecretKey = QStringLiteral("suite_secret");
const QString tokenKey = QStringLiteral("token");
const QString aesKeyKey = QStringLiteral("encoding_aes_key");
const QString providerKey = QStringLiteral("provider_corpid");
const QString proxyKey = QStringLiteral("proxy");

} // namespace

ComponentForm::ComponentForm(QWidget* parent)
    : Retranslated<QWidget>(parent)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(gridPx / 2);
    add(nameKey, new QLineEdit(this));
    add(suiteIdKey, new QLineEdit(this)).editor->setFont(monoFont());
    add(suiteSecretKey, new MaskedField(this));
    add(tokenKey, new MaskedField(this));
    add(aesKeyKey, new MaskedField(this));
    add(providerKey, new QLineEdit(this)).editor->setFont(monoFont());
    add(proxyKey, new MaskedField(this)); // may hold a password
    connect(field(suiteIdKey).editor, &QLineEdit::textEdited, this, &ComponentForm::takeAuthLink);
    retranslate();
}

ComponentForm::Field& ComponentForm::add(const QString& key, QLineEdit* editor)
{
    auto made = std::make_unique<Field>(Field{key, makeLabel(this, "muted"), editor, makeLabel(this, "bad"), false});
    Field& field = *made;
    field.caption->setBuddy(editor);
    field.problem->hide();
    m_column->addWidget(field.caption);
    m_column->addWidget(editor);
    m_column->addWidget(field.problem);
    m_column->addSpacing(gridPx / 2);
    connect(editor, &QLineEdit::textEdited, this, [this, &field] {
        field.touched = true;
        check();
        Q_EMIT edited();
    });
    m_fields.push_back(std::move(made));
    return field;
}

ComponentForm::Field& ComponentForm::field(const QString& key) const
{
    const auto found = std::find_if(m_fields.begin(), m_fields.end(), [&](const auto& f) { return f->key == key; });
    Q_ASSERT(found != m_fields.end());
    return **found;
}

QString ComponentForm::text(const QString& key) const
{
    return field(key).editor->text().trimmed();
}

Secret ComponentForm::secret(const QString& key, const Secret& stored) const
{
    const QString typed = text(key);
    return typed.isEmpty() ? stored : Secret(typed);
}

void ComponentForm::setComponent(const model::Component& component, bool sandbox)
{
    m_stored = component;
    m_sandbox = sandbox;
    for (const auto& field : m_fields) {
        field->editor->clear();
        field->touched = false;
    }
    field(nameKey).editor->setText(component.name);
    field(suiteIdKey).editor->setText(component.suiteId);
    field(suiteIdKey).editor->setReadOnly(component.id != 0);
    field(providerKey).editor->setText(component.providerCorpId);
    retranslate();
}

model::Component ComponentForm::component() const
{
    model::Component component = m_stored;
    component.name = text(nameKey);
    component.suiteId = text(suiteIdKey);
    component.suiteSecret = secret(suiteSecretKey, m_stored.suiteSecret);
    component.token = secret(tokenKey, m_stored.token);
    component.encodingAesKey = secret(aesKeyKey, m_stored.encodingAesKey);
    component.providerCorpId = text(providerKey);
    if (const QString proxy = text(proxyKey); !proxy.isEmpty())
        component.proxy = proxy;
    return component;
}

bool ComponentForm::isValid() const
{
    return service::ComponentService::check(component(), m_sandbox).empty();
}

void ComponentForm::showAllFaults()
{
    for (const auto& field : m_fields)
        field->touched = true;
    check();
    for (const auto& field : m_fields) {
        if (!field->problem->isHidden()) {
            field->editor->setFocus();
            bringIntoView(field->editor);
            return;
        }
    }
}

void ComponentForm::takeAuthLink()
{
    // The official link in place of the id: its base counts, too.
    if (!text(suiteIdKey).contains(QLatin1String("://")))
        return;
    if (service::ComponentService::applyAuthLink(text(suiteIdKey), m_stored))
        field(suiteIdKey).editor->setText(m_stored.suiteId);
}

void ComponentForm::check()
{
    const auto faults = service::ComponentService::check(component(), m_sandbox);
    for (const auto& field : m_fields) {
        const auto fault =
            std::find_if(faults.begin(), faults.end(), [&](const auto& f) { return f.field == field->key; });
        const bool shown = field->touched && fault != faults.end();
        field->problem->setVisible(shown);
        if (shown)
            field->problem->setText(service::oneLine(fault->error));
        field->editor->setAccessibleDescription(shown ? field->problem->text() : field->hint);
    }
}

void ComponentForm::retranslate()
{
    const auto set = [this](const QString& key, const QString& caption, const QString& placeholder,
                            const QString& hint) {
        Field& f = field(key);
        f.caption->setText(caption);
        f.hint = hint;
        f.editor->setPlaceholderText(placeholder);
        label(f.editor, QStringLiteral("component_") + key, caption, hint);
    };
    const bool exists = m_stored.id != 0;
    const QString unchanged = exists ? tr("unchanged") : QString();
    const QString fromDetails = tr("In 服务商助手, among the component's details");
    const QString fromCallback = tr("In 服务商助手, in the component's callback configuration");
    set(nameKey, tr("Name (as you call it)"), tr("For example: our component"), tr("Shown where there are several"));
    set(suiteIdKey, tr("suite_id, or the official authorisation link"), QStringLiteral("ww… / wx… / dk…"), fromDetails);
    set(suiteSecretKey, tr("suite_secret"), unchanged, fromDetails);
    set(tokenKey, tr("Token of the callback (letters and digits, up to 32)"), unchanged, fromCallback);
    set(aesKeyKey, tr("EncodingAESKey of the callback (43 characters)"), unchanged, fromCallback);
    set(providerKey, tr("Corp id of your own corp (provider corpid)"), QStringLiteral("ww…"),
        tr("In the provider console, under provider information"));
    set(proxyKey, tr("HTTP or SOCKS5 proxy with a fixed address (optional)"),
        exists && !m_stored.proxy.isEmpty() ? unchanged : QStringLiteral("http://host:3128 / socks5://host:1080"),
        tr("For calls to WeCom, when this computer has no fixed address of its own"));
    check();
}

} // namespace kfdesk::ui
