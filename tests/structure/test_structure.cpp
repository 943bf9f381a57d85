#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QMap>
#include <QRegularExpression>
#include <QSet>
#include <QtTest>

namespace {

/// Who may include whom; the rest is a defect. All may include core/base.
const QMap<QString, QSet<QString>>& allowedEdges()
{
    static const QMap<QString, QSet<QString>> edges{
        {u"core/base"_qs, {}},
        {u"core/crypto"_qs, {}},
        {u"core/model"_qs, {}},
        {u"core/net"_qs, {}},
        {u"core/format"_qs, {}},
        {u"core/wecom"_qs, {u"core/net"_qs, u"core/model"_qs, u"core/format"_qs}},
        {u"core/store"_qs, {u"core/crypto"_qs, u"core/model"_qs, u"core/format"_qs}},
        {u"core/callback"_qs, {u"core/wecom"_qs, u"core/net"_qs, u"core/crypto"_qs, u"core/model"_qs}},
        {u"core/service"_qs,
         {u"core/callback"_qs, u"core/wecom"_qs, u"core/store"_qs, u"core/net"_qs, u"core/crypto"_qs, u"core/format"_qs,
          u"core/model"_qs}},
        {u"core/sandbox"_qs, {u"core/net"_qs, u"core/crypto"_qs, u"core/format"_qs, u"core/model"_qs}},
        {u"ui/support"_qs, {u"core/service"_qs, u"core/format"_qs, u"core/model"_qs}},
        {u"ui/table"_qs, {u"ui/support"_qs, u"ui/widget"_qs, u"core/service"_qs, u"core/format"_qs, u"core/model"_qs}},
        {u"ui/widget"_qs, {u"ui/support"_qs, u"core/service"_qs, u"core/format"_qs, u"core/model"_qs}},
        {u"ui/window"_qs,
         {u"ui/support"_qs, u"ui/table"_qs, u"ui/widget"_qs, u"core/service"_qs, u"core/format"_qs, u"core/model"_qs}},
        // Pages stand on the window's Page interface; the window gets them from app, and knows none.
        {u"ui/page"_qs,
         {u"ui/window"_qs, u"ui/support"_qs, u"ui/table"_qs, u"ui/widget"_qs, u"core/service"_qs, u"core/format"_qs,
          u"core/model"_qs}},
    };
    return edges;
}

QString roomOf(const QString& path)
{
    return path.section(QLatin1Char('/'), 0, 1);
}

struct Include
{
    QString file;
    QString target;
    bool quoted = false;
};

QList<Include> includesBelow(const QString& folder)
{
    static const QRegularExpression line(u"^\\s*#\\s*include\\s*([\"<])([^\">]+)[\">]"_qs,
                                         QRegularExpression::MultilineOption);
    const QDir root(QStringLiteral(KFDESK_SOURCE_DIR));
    QList<Include> found;
    QDirIterator files(root.filePath(folder), {u"*.h"_qs, u"*.cpp"_qs}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            qFatal("cannot read %s", qPrintable(file.fileName()));
        auto match = line.globalMatch(QString::fromUtf8(file.readAll()));
        while (match.hasNext()) {
            const auto hit = match.next();
            found.append({root.relativeFilePath(file.fileName()), hit.captured(2), hit.captured(1) == u"\""_qs});
        }
    }
    return found;
}

} // namespace

/// The house rules that a compiler does not check.
class TestStructure : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void includesFollowTheDirections();
    void coreKnowsNoWidgets();
    void onlyComposersIncludeTheSandbox();
    void headersSayWhatTheyAre();
};

void TestStructure::includesFollowTheDirections()
{
    int seen = 0;
    for (const QString& folder : {u"core"_qs, u"ui"_qs}) {
        for (const Include& include : includesBelow(folder)) {
            if (!include.quoted || include.target.endsWith(u".moc"_qs))
                continue;
            ++seen;
            const QString from = roomOf(include.file);
            const QString to = roomOf(include.target);
            QVERIFY2(allowedEdges().contains(from), qPrintable(u"a room without rules: "_qs + from));
            const bool allowed = to == from || to == u"core/base"_qs || allowedEdges().value(from).contains(to);
            QVERIFY2(allowed, qPrintable(include.file + u" may not include "_qs + include.target));
        }
    }
    QVERIFY(seen > 100);
}

void TestStructure::coreKnowsNoWidgets()
{
    static const QRegularExpression gui(
        u"^(QtGui|QtWidgets|QtSvg|QWidget|QApplication|QGuiApplication|QPixmap|QImage|QPainter|QIcon|QColor|QFont)"_qs);
    for (const Include& include : includesBelow(u"core"_qs))
        QVERIFY2(!include.target.contains(gui), qPrintable(include.file + u" includes "_qs + include.target));
}

void TestStructure::onlyComposersIncludeTheSandbox()
{
    for (const QString& folder : {u"core"_qs, u"ui"_qs}) {
        for (const Include& include : includesBelow(folder)) {
            if (roomOf(include.file) != u"core/sandbox"_qs)
                QVERIFY2(!include.target.startsWith(u"core/sandbox"_qs), qPrintable(include.file));
        }
    }
}

void TestStructure::headersSayWhatTheyAre()
{
    const QDir root(QStringLiteral(KFDESK_SOURCE_DIR));
    for (const QString& folder : {u"core"_qs, u"ui"_qs}) {
        QDirIterator files(root.filePath(folder), {u"*.h"_qs}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray text = file.readAll();
            QVERIFY2(text.startsWith("#pragma once"), qPrintable(file.fileName()));
            QVERIFY2(text.contains("///"), qPrintable(file.fileName() + u" has no doc comment"_qs));
        }
    }
}

QTEST_GUILESS_MAIN(TestStructure)
#include "test_structure.moc"
