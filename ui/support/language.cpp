#include "ui/support/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

namespace kfdesk::ui {

Language::Language(QObject* parent)
    : QObject(parent)
{}

QString Language::systemCode()
{
    return QLocale::system().language() == QLocale::Chinese ? QStringLiteral("zh_CN") : QStringLiteral("en");
}

QStringList Language::codes()
{
    return {QStringLiteral("zh_CN"), QStringLiteral("en")};
}

void Language::set(const QString& code)
{
    const QString wanted = codes().contains(code) ? code : systemCode();
    if (wanted == m_code)
        return;
    m_code = wanted;
    QLocale::setDefault(QLocale(wanted));
    QCoreApplication::removeTranslator(&m_qt);
    QCoreApplication::removeTranslator(&m_ours);
    const QString ofQt = QStringLiteral("qtbase_") + wanted;
    if (m_qt.load(ofQt, QStringLiteral(":/i18n")) ||
        m_qt.load(ofQt, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qt);
    // English has a catalogue too, for its plural forms.
    if (m_ours.load(QStringLiteral("kfdesk_") + wanted, QStringLiteral(":/i18n")))
        QCoreApplication::installTranslator(&m_ours);
    Q_EMIT changed();
}

} // namespace kfdesk::ui
