#include "ui/page/settings/listener_section.h"

#include "core/service/error_text.h"
#include "core/service/workspace.h"
#include "ui/support/prompts.h"
#include "ui/support/theme.h"
#include "ui/widget/banner.h"
#include "ui/widget/layout.h"
#include "ui/window/listener_control.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace kfdesk::ui {

ListenerSection::ListenerSection(PageContext& context, QWidget* parent)
    : SettingsSection(parent)
    , m_context(context)
    , m_addressCaption(makeLabel(this, "muted"))
    , m_address(new QLineEdit(this))
    , m_addressHint(makeLabel(this, "muted"))
    , m_portCaption(makeLabel(this, "muted"))
    , m_port(new QSpinBox(this))
    , m_certificate(addFileRow())
    , m_key(addFileRow())
    , m_tlsHint(makeLabel(this, "muted"))
    , m_publicCaption(makeLabel(this, "muted"))
    , m_publicUrl(new QLineEdit(this))
    , m_startWithConsole(new QCheckBox(this))
    , m_banner(new Banner(context.clipboard, this))
    , m_save(new QPushButton(this))
    , m_reading(context.workspace.readPool(), this)
{
    m_banner->setObjectName(QStringLiteral("listenerBanner"));
    setKind(m_save, "primary");
    m_port->setRange(1, 65535);
    m_port->setGroupSeparatorShown(false);
    m_port->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_port->setMaximumWidth(140);
    m_addressCaption->setBuddy(m_address);
    m_portCaption->setBuddy(m_port);
    m_publicCaption->setBuddy(m_publicUrl);

    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_save);
    buttons->addStretch();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gridPx);
    for (QWidget* widget :
         std::initializer_list<QWidget*>{m_addressCaption, m_address, m_addressHint, m_portCaption, m_port})
        column->addWidget(widget);
    for (const FileRow& row : {m_certificate, m_key}) {
        auto* line = new QHBoxLayout;
        line->setSpacing(gridPx);
        line->addWidget(row.path, 1);
        line->addWidget(row.choose);
        column->addWidget(row.caption);
        column->addLayout(line);
    }
    for (QWidget* widget :
         std::initializer_list<QWidget*>{m_tlsHint, m_publicCaption, m_publicUrl, m_startWithConsole, m_banner})
        column->addWidget(widget);
    column->addLayout(buttons);
    column->addStretch();

    connect(m_save, &QPushButton::clicked, this, &ListenerSection::save);
    retranslate();
}

ListenerSection::FileRow ListenerSection::addFileRow()
{
    const FileRow row{makeLabel(this, "muted"), new QLineEdit(this), new QPushButton(this)};
    row.caption->setBuddy(row.path);
    connect(row.choose, &QPushButton::clicked, this, [this, row] { chooseFile(row); });
    return row;
}

void ListenerSection::chooseFile(const FileRow& row)
{
    m_context.prompts.openFile(
        this, {row.caption->text(), row.path->text(), tr("PEM files (*.pem *.crt *.key);;All files (*)")},
        [path = row.path](const QString& chosen) { path->setText(chosen); });
}

QString ListenerSection::title() const
{
    return tr("Listener");
}

void ListenerSection::reload()
{
    m_reading.run([&settings = m_context.workspace.settings()](std::stop_token) { return settings.listener(); },
                  [this](Result<service::ListenerSettings> settings) {
                      if (settings)
                          show(*settings);
                      else
                          m_banner->showError(settings.error());
                  });
}

void ListenerSection::show(const service::ListenerSettings& settings)
{
    m_stored = settings;
    m_address->setText(settings.address);
    m_port->setValue(settings.port);
    m_certificate.path->setText(settings.tls.certificate);
    m_key.path->setText(settings.tls.key);
    m_publicUrl->setText(settings.publicUrl);
    m_startWithConsole->setChecked(settings.startWithConsole);
}

service::ListenerSettings ListenerSection::typed() const
{
    return {m_address->text().trimmed(),
            static_cast<quint16>(m_port->value()),
            m_publicUrl->text().trimmed(),
            m_startWithConsole->isChecked(),
            {m_certificate.path->text().trimmed(), m_key.path->text().trimmed()}};
}

void ListenerSection::save()
{
    m_banner->clear();
    runInBackground(
        m_context.workspace.networkPool(), this,
        [&settings = m_context.workspace.settings(), typed = typed()](std::stop_token) {
            return settings.setListener(typed);
        },
        [this, typed = typed()](Result<void> saved) {
            if (!saved) {
                service::ErrorText words = service::describe(saved.error());
                words.action = service::ErrorAction::None; // the fields above are what can be done
                m_banner->showError(words);
                return;
            }
            m_banner->showMessage(Tone::Good, tr("Saved."), {});
            using Phase = service::ListenerState::Phase;
            const Phase phase = m_context.listener.state().phase;
            const bool moved =
                typed.address != m_stored.address || typed.port != m_stored.port || typed.tls != m_stored.tls;
            m_stored = typed;
            if (moved && (phase == Phase::Listening || phase == Phase::Failed))
                m_context.listener.restart();
        });
}

void ListenerSection::retranslate()
{
    m_addressCaption->setText(tr("Address of this computer that the listener binds to"));
    m_addressHint->setText(tr("127.0.0.1 lets only programs on this computer in, such as your reverse proxy or tunnel. "
                              "Without a certificate do not open the listener to the Internet."));
    m_portCaption->setText(tr("Port"));
    m_certificate.caption->setText(tr("Certificate, with the whole chain (PEM file, optional)"));
    m_key.caption->setText(tr("Key of the certificate (PEM file)"));
    m_tlsHint->setText(
        tr("With both files the listener speaks TLS (https) and nothing else; with neither it speaks plain "
           "HTTP, for a reverse proxy or tunnel that ends TLS. A renewed certificate is taken up when the "
           "listener starts again."));
    m_publicCaption->setText(tr("Public address that is registered with WeCom"));
    m_publicUrl->setPlaceholderText(QStringLiteral("https://kf.example.com/wecom"));
    m_startWithConsole->setText(tr("Start listening with the console"));
    m_save->setText(tr("Save"));
    label(m_address, QStringLiteral("listenerAddress"), m_addressCaption->text(), m_addressHint->text());
    label(m_port, QStringLiteral("listenerPort"), m_portCaption->text(),
          tr("Your reverse proxy or tunnel forwards to it"));
    for (const FileRow& row : {m_certificate, m_key}) {
        row.choose->setText(tr("Choose…"));
        const QString name =
            row.path == m_key.path ? QStringLiteral("listenerKey") : QStringLiteral("listenerCertificate");
        label(row.path, name, row.caption->text(), m_tlsHint->text());
        label(row.choose, name + QStringLiteral("Choose"), tr("Choose: %1").arg(row.caption->text()),
              tr("Opens a choice of files"));
    }
    label(m_publicUrl, QStringLiteral("listenerPublicUrl"), m_publicCaption->text(),
          tr("The self-test on the callbacks page goes through it"));
    label(m_startWithConsole, QStringLiteral("listenerStart"), m_startWithConsole->text(),
          tr("Otherwise somebody starts it on the callbacks page"));
    label(m_save, QStringLiteral("listenerSave"), m_save->text(), tr("A running listener starts again with it"));
}

} // namespace kfdesk::ui
