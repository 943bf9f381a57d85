#pragma once

#include <QObject>
#include <QString>
#include <QTranslator>

namespace kfdesk::ui {

/// The language of the console: "zh_CN" or "en", switchable while running. Installing translators makes Qt send
/// LanguageChange to every widget; see retranslated.h.
class Language : public QObject
{
    Q_OBJECT

public:
    explicit Language(QObject* parent = nullptr);

    /// "zh_CN" when the system speaks Chinese, "en" otherwise.
    static QString systemCode();
    /// What may be chosen, in the order of menus.
    static QStringList codes();

    QString code() const { return m_code; }
    /// Unknown codes read as systemCode(). Also sets QLocale's default.
    void set(const QString& code);

Q_SIGNALS:
    void changed();

private:
    QString m_code;
    QTranslator m_ours;
    QTranslator m_qt;
};

} // namespace kfdesk::ui
