#include "ui/support/clipboard.h"

#include <QClipboard>
#include <QImage>

namespace kfdesk::ui {

Clipboard::Clipboard(QClipboard& clipboard, std::chrono::milliseconds secretLifetime)
    : m_clipboard(clipboard)
{
    m_lifetime.setSingleShot(true);
    m_lifetime.setInterval(secretLifetime);
    connect(&m_lifetime, &QTimer::timeout, this, [this] {
        clearSecret();
        Q_EMIT secretExpired();
    });
}

Clipboard::~Clipboard()
{
    clearSecret();
}

void Clipboard::copy(const QString& text)
{
    m_clipboard.setText(text);
    Q_EMIT copied();
}

void Clipboard::copyImage(const QImage& image)
{
    m_clipboard.setImage(image);
    Q_EMIT copied();
}

void Clipboard::copySecret(const Secret& utf8)
{
    auto* data = new QMimeData; // the clipboard takes it
    data->setText(QString::fromUtf8(utf8.view()));
    data->setData(QStringLiteral("x-kde-passwordManagerHint"), QByteArrayLiteral("secret"));
    m_clipboard.setMimeData(data);
    m_secret = data;
    m_lifetime.start();
    Q_EMIT copied();
}

void Clipboard::clearSecret()
{
    if (m_secret && m_clipboard.mimeData() == m_secret)
        m_clipboard.clear();
    m_secret.clear();
}

} // namespace kfdesk::ui
