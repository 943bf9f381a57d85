#include "ui/support/clipboard.h"
#include "ui/support/colors.h"
#include "ui/support/formats.h"
#include "ui/support/icons.h"
#include "ui/support/theme.h"
#include "ui/support/ui_settings.h"
#include "ui/widget/avatar.h"

#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QMimeData>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>

using namespace kfdesk;
using namespace kfdesk::ui;

using ColorPair = std::pair<QColor, QColor>;
Q_DECLARE_METATYPE(ColorPair)

class TestSupport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textPassesAa_data();
    void textPassesAa();
    void avatarsPassAa();
    void themeFollowsAndIsFixed();
    void iconsExistAndTakeTheColour();
    void anIconWithoutRoomIsNothing();
    void secretIsMarkedAndTakenBack();
    void secretGivesWayToOtherText();
    void geometryIsClamped_data();
    void geometryIsClamped();
    void settingsKeepTheirTypes();
    void timesInWords();
    void initials();
};

void TestSupport::textPassesAa_data()
{
    QTest::addColumn<QColor>("text");
    QTest::addColumn<QColor>("ground");
    for (const Colors* c : {&lightColors(), &darkColors()}) {
        const QByteArray theme = c->dark ? "dark" : "light";
        const auto row = [&theme](const char* name, const QColor& text, const QColor& ground) {
            QTest::addRow("%s %s", theme.constData(), name) << text << ground;
        };
        row("text on surface", c->text, c->surface);
        row("text on sidebar", c->text, c->sidebar);
        row("text on raised", c->text, c->raised);
        row("text on hover", c->text, c->hover);
        row("text on selected", c->text, c->selected);
        row("muted on surface", c->muted, c->surface);
        row("muted on sidebar", c->muted, c->sidebar);
        row("muted on raised", c->muted, c->raised);
        row("muted on hover", c->muted, c->hover);
        row("muted on selected", c->muted, c->selected);
        row("text on line (navigation hover)", c->text, c->line);
        row("on accent", c->onAccent, c->accent);
        row("accent text on surface", c->accentText, c->surface);
        row("accent text on raised", c->accentText, c->raised);
        row("accent text on selected", c->accentText, c->selected);
        row("accent text on sidebar", c->accentText, c->sidebar);
        row("on band", c->onBand, c->band);
        row("toast", c->surface, c->text);
        for (const Tone tone : {Tone::Neutral, Tone::Good, Tone::Warn, Tone::Bad}) {
            const QByteArray name = "tone " % QByteArray::number(static_cast<int>(tone));
            row(QByteArray(name % " on its fill").constData(), c->tone(tone).text, c->tone(tone).fill);
            row(QByteArray(name % " on surface").constData(), c->tone(tone).text, c->surface);
            row(QByteArray(name % " plain text on fill").constData(), c->text, c->tone(tone).fill);
        }
        row("bad text on sidebar", c->tone(Tone::Bad).text, c->sidebar);
    }
}

void TestSupport::textPassesAa()
{
    QFETCH(const QColor, text);
    QFETCH(const QColor, ground);
    const double ratio = contrastRatio(text, ground);
    QVERIFY2(ratio >= 4.5, qPrintable(u"%1:1"_qs.arg(ratio)));
}

void TestSupport::avatarsPassAa()
{
    for (const QColor& color : Avatar::allColors())
        QVERIFY2(contrastRatio(Qt::white, color) >= 4.5, qPrintable(color.name()));
}

void TestSupport::themeFollowsAndIsFixed()
{
    QVERIFY(qAbs(contrastRatio(Qt::black, Qt::white) - 21.0) < 0.01);
    Theme theme(*qApp);
    QSignalSpy changes(&theme, &Theme::changed);
    theme.setMode(Theme::Mode::Dark);
    QCOMPARE(changes.size(), 1);
    QVERIFY(colorsOf(QApplication::palette()).dark);
    QCOMPARE(QApplication::palette().color(QPalette::PlaceholderText), darkColors().muted);
    theme.setMode(Theme::Mode::Light);
    QVERIFY(!colorsOf(QApplication::palette()).dark);
    QVERIFY(!qApp->styleSheet().contains(u'@'));
    QCOMPARE(Theme::modeFromText(Theme::toText(Theme::Mode::Dark)), Theme::Mode::Dark);
}

void TestSupport::iconsExistAndTakeTheColour()
{
    for (int i = 1; i <= static_cast<int>(Glyph::Warning); ++i) {
        const auto glyph = static_cast<Glyph>(i);
        QVERIFY2(QFile::exists(u":/icons/%1.svg"_qs.arg(glyphName(glyph))), qPrintable(glyphName(glyph)));
    }
    const QPixmap pixmap = glyphPixmap(Glyph::Dot, Qt::red, 20, 1.5);
    QCOMPARE(pixmap.size(), QSize(30, 30));
    QCOMPARE(pixmap.toImage().pixelColor(15, 15), QColor(Qt::red));
    QVERIFY(icon(Glyph::None).isNull());
}

void TestSupport::anIconWithoutRoomIsNothing()
{
    QTest::failOnWarning(QRegularExpression(u"QPainter"_qs));
    for (const QSize& size : {QSize(0, 16), QSize(16, 0), QSize(-2, -2)})
        QVERIFY(icon(Glyph::Search, IconInk::Muted).pixmap(size).isNull());
    QVERIFY(!icon(Glyph::Search, IconInk::Muted).pixmap(16, 16).isNull());
}

void TestSupport::secretIsMarkedAndTakenBack()
{
    QClipboard& system = *QGuiApplication::clipboard();
    Clipboard clipboard(system, std::chrono::milliseconds(0));
    QSignalSpy copied(&clipboard, &Clipboard::copied);
    QSignalSpy expired(&clipboard, &Clipboard::secretExpired);
    clipboard.copySecret(Secret(u"geheim"_qs));
    QCOMPARE(copied.size(), 1);
    QCOMPARE(system.text(), u"geheim"_qs);
    QCOMPARE(system.mimeData()->data(u"x-kde-passwordManagerHint"_qs), QByteArray("secret"));
    QTRY_COMPARE(expired.size(), 1);
    QCOMPARE(system.text(), QString());
}

void TestSupport::secretGivesWayToOtherText()
{
    QClipboard& system = *QGuiApplication::clipboard();
    {
        Clipboard clipboard(system, std::chrono::milliseconds(0));
        QSignalSpy expired(&clipboard, &Clipboard::secretExpired);
        clipboard.copySecret(Secret(u"geheim"_qs));
        system.setText(u"other"_qs);
        QTRY_COMPARE(expired.size(), 1);
        QCOMPARE(system.text(), u"other"_qs);
    }
    QCOMPARE(system.text(), u"other"_qs);
    {
        Clipboard clipboard(system);
        clipboard.copySecret(Secret(u"geheim"_qs));
    }
    QCOMPARE(system.text(), QString()); // the program ended before its time was over
}

void TestSupport::geometryIsClamped_data()
{
    QTest::addColumn<QRect>("wanted");
    QTest::addColumn<QList<QRect>>("screens");
    QTest::addColumn<QRect>("result");
    const QRect left(0, 0, 1920, 1080);
    const QRect right(1920, 0, 1280, 800);
    QTest::newRow("fits") << QRect(100, 100, 800, 600) << QList{left} << QRect(100, 100, 800, 600);
    QTest::newRow("on a screen that is gone") << QRect(2000, 50, 800, 600) << QList{left} << QRect(1120, 50, 800, 600);
    QTest::newRow("second screen stays") << QRect(2000, 50, 800, 600) << QList{left, right}
                                         << QRect(2000, 50, 800, 600);
    QTest::newRow("too large") << QRect(-50, -50, 3000, 2000) << QList{left} << left;
    QTest::newRow("above the edge") << QRect(10, -300, 800, 600) << QList{left} << QRect(10, 0, 800, 600);
    QTest::newRow("no screen") << QRect(10, 10, 800, 600) << QList<QRect>() << QRect(10, 10, 800, 600);
}

void TestSupport::geometryIsClamped()
{
    QFETCH(const QRect, wanted);
    QFETCH(const QList<QRect>, screens);
    QTEST(clampToScreens(wanted, screens), "result");
}

void TestSupport::settingsKeepTheirTypes()
{
    const QTemporaryDir folder;
    {
        UiSettings settings(folder.path());
        QCOMPARE(settings.value(settings::theme), u"system"_qs);
        settings.set(settings::theme, u"dark"_qs);
        settings.set(settings::lockAfterMinutes, 15);
        settings.set(settings::corpDetailShown, false);
        settings.setHeaderState(u"corps"_qs, "state");
        QWidget window;
        window.setGeometry(40, 50, 300, 200);
        settings.saveGeometry(u"hidden"_qs, window);
        window.show();
        settings.saveGeometry(u"shown"_qs, window);
    }
    UiSettings settings(folder.path());
    QCOMPARE(settings.value(settings::theme), u"dark"_qs);
    QCOMPARE(settings.value(settings::lockAfterMinutes), 15);
    QCOMPARE(settings.value(settings::corpDetailShown), false);
    QCOMPARE(settings.headerState(u"corps"_qs), QByteArray("state"));
    QWidget window;
    QVERIFY(!settings.restoreGeometry(u"hidden"_qs, window));
    QVERIFY(settings.restoreGeometry(u"shown"_qs, window));
    QCOMPARE(window.geometry(), QRect(40, 50, 300, 200));
}

void TestSupport::timesInWords()
{
    const QDateTime now(QDate(2026, 11, 22), QTime(14, 5, 30));
    const qint64 ms = now.toMSecsSinceEpoch();
    const auto at = [](int month, int day, int hour) {
        return QDateTime(QDate(2026, month, day), QTime(hour, 2)).toMSecsSinceEpoch();
    };
    QCOMPARE(shortTime(at(11, 22, 13), ms), u"Today 13:02"_qs);
    QCOMPARE(shortTime(at(11, 21, 18), ms), u"Yesterday 18:02"_qs);
    QCOMPARE(shortTime(at(11, 12, 14), ms), u"11-12 14:02"_qs);
    QCOMPARE(shortTime(now.addYears(-1).toMSecsSinceEpoch(), ms), u"2025-11-22 14:05"_qs);
    QCOMPARE(shortTime(0, ms), noValue());
    QCOMPARE(timeOfDay(at(11, 22, 13), ms), u"13:02"_qs);
    QCOMPARE(clockTime(ms), u"14:05:30"_qs);
    QCOMPARE(exactTime(ms, ms), u"14:05:30"_qs);
    QCOMPARE(exactTime(at(11, 12, 14), ms), u"11-12 14:02:00"_qs);
    QCOMPARE(exactTime(now.addYears(-1).toMSecsSinceEpoch(), ms), u"2025-11-22 14:05:30"_qs);
    QCOMPARE(exactTime(0, ms), noValue());
    QVERIFY(fullTime(ms).startsWith(u"2026-11-22 14:05:30 UTC"_qs));
    QCOMPARE(fullTime(0), QString());
    QCOMPARE(ago(ms - 59'000, ms), u"just now"_qs);
    QVERIFY(ago(ms - 240'000, ms).startsWith(u'4'));
    QCOMPARE(countdown(ms + 581'000, ms), u"09:41"_qs);
    QCOMPARE(countdown(ms - 1, ms), u"00:00"_qs);
    QCOMPARE(shortId(u"wkDemoAbcdefgA123"_qs), u"wkDemo\u2026A123"_qs);
    QCOMPARE(shortId(u"short"_qs), u"short"_qs);
    static const QRegularExpression dated(u"^kf-links-20\\d{6}\\.csv$"_qs);
    QVERIFY(dated.match(datedName(u"kf-links"_qs, u"csv"_qs)).hasMatch());
}

void TestSupport::initials()
{
    QCOMPARE(Avatar::initial(u"kfdesk"_qs), u"K"_qs);
    QCOMPARE(Avatar::initial(u"  "_qs), u"?"_qs);
    QCOMPARE(Avatar::initial(u"\u6df1\u5733\u5e02\u6668\u5149"_qs), u"\u6668"_qs);
    QCOMPARE(Avatar::initial(u"\u4e91\u5cad\u5496\u5561"_qs), u"\u4e91"_qs);
    QCOMPARE(Avatar::initial(u"\u5e02"_qs), u"\u5e02"_qs);
    QCOMPARE(Avatar::color(u"wpAbc"_qs), Avatar::color(u"wpAbc"_qs));
}

QTEST_MAIN(TestSupport)
#include "test_support.moc"
