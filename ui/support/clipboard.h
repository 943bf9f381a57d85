#pragma once

#include "core/base/secret.h"

#include <QMimeData>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <chrono>

class QClipboard;
class QImage;

namespace kfdesk::ui {

/// Copies, and tells (the window shows "Copied"). Secrets are marked for clipboard managers and taken back after a
/// while, unless somebody copied something else meanwhile. GUI thread.
class Clipboard : public QObject
{
    Q_OBJECT

public:
    explicit Clipboard(QClipboard& clipboard, std::chrono::milliseconds secretLifetime = std::chrono::seconds(30));
    ~Clipboard() override; ///< takes a secret back

    void copy(const QString& text);
    void copyImage(const QImage& image);
    void copySecret(const Secret& utf8);

Q_SIGNALS:
    void copied();
    void secretExpired(); ///< its time is over: it was cleared if it was still ours

private:
    void clearSecret();

    QClipboard& m_clipboard;
    QPointer<QMimeData> m_secret; ///< the clipboard owns it and deletes it when something else is copied
    QTimer m_lifetime;
};

} // namespace kfdesk::ui
