#include "core/format/csv.h"

#include <QBuffer>
#include <QTest>

#include <unicode/ucnv.h>

using namespace kfdesk;
using namespace kfdesk::format;

namespace {

using Rows = QList<QStringList>;

QByteArray written(const Rows& rows, CsvWriter::Options options = {})
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    CsvWriter writer(buffer, options);
    for (const QStringList& row : rows) {
        if (!writer.writeRow(row))
            return {};
    }
    return buffer.data();
}

/// All rows, or one row with the reason why there are none.
Rows readAll(const QByteArray& text)
{
    CsvReader reader(text);
    Rows rows;
    while (true) {
        const auto row = reader.next();
        if (!row)
            return {{row.error().id, row.error().args.value(QStringLiteral("line")),
                     row.error().args.value(QStringLiteral("reason"))}};
        if (row->isEmpty())
            return rows;
        rows.append(*row);
    }
}

QByteArray gb18030(const QString& text)
{
    UErrorCode status = U_ZERO_ERROR;
    UConverter* converter = ucnv_open("gb18030", &status);
    QByteArray bytes(4 * text.size() + 4, '\0');
    bytes.resize(ucnv_fromUChars(converter, bytes.data(), static_cast<int32_t>(bytes.size()),
                                 reinterpret_cast<const char16_t*>(text.utf16()), static_cast<int32_t>(text.size()),
                                 &status));
    ucnv_close(converter);
    return bytes;
}

class BrokenDevice : public QIODevice
{
public:
    BrokenDevice()
    {
        open(WriteOnly);
        setErrorString(QStringLiteral("disk full"));
    }

protected:
    qint64 readData(char*, qint64) override { return -1; }
    qint64 writeData(const char*, qint64) override { return -1; }
};

} // namespace

class TestCsv : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesBytes_data();
    void writesBytes();
    void guards_data();
    void guards();
    void roundTrips_data();
    void roundTrips();
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void readsGb18030();
    void countsLines();
    void allowsLimits();
    void reportsDevice();
};

void TestCsv::writesBytes_data()
{
    QTest::addColumn<Rows>("rows");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("plain") << Rows{{u"a"_qs, u"b"_qs}, {u"1"_qs, u"2"_qs}} << QByteArray("a,b\r\n1,2\r\n");
    QTest::newRow("Chinese") << Rows{{u"晨光"_qs}} << QByteArray("晨光\r\n");
    QTest::newRow("quotes") << Rows{{u"a,b"_qs, u"say \"hi\""_qs, u"two\nlines"_qs}}
                            << QByteArray("\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\"\r\n");
    QTest::newRow("other separators") << Rows{{u"a;b"_qs, u"c\td"_qs}} << QByteArray("\"a;b\",\"c\td\"\r\n");
    QTest::newRow("empty cells") << Rows{{u""_qs, u""_qs}} << QByteArray(",\r\n");
    QTest::newRow("one empty cell") << Rows{{u""_qs}} << QByteArray("\"\"\r\n");
    QTest::newRow("formulas") << Rows{{u"=1+1"_qs, u"\tx"_qs, u"-5"_qs}} << QByteArray("'=1+1,\"'\tx\",'-5\r\n");
}

void TestCsv::writesBytes()
{
    QFETCH(Rows, rows);
    QFETCH(QByteArray, bytes);
    QCOMPARE(written(rows), "\xef\xbb\xbf" + bytes);
    QCOMPARE(written(rows, {false, true}), bytes);
}

void TestCsv::guards_data()
{
    QTest::addColumn<QString>("cell");
    QTest::addColumn<QString>("guarded");
    for (const char16_t start : u"=+-@\t\r＝＋－＠") {
        if (start == 0)
            continue;
        const QString cell = QChar(start) % QStringLiteral("1+1");
        QTest::addRow("U+%04X", start) << cell << QString(QLatin1Char('\'') % cell);
    }
    QTest::newRow("own apostrophe") << u"'=1"_qs << u"''=1"_qs;
    QTest::newRow("two of them") << u"''@x"_qs << u"'''@x"_qs;
    QTest::newRow("apostrophe before text") << u"'tis"_qs << u"'tis"_qs;
    QTest::newRow("only apostrophes") << u"''"_qs << u"''"_qs;
    QTest::newRow("blank before a formula") << u" =1"_qs << u" =1"_qs;
    QTest::newRow("inside") << u"a=1"_qs << u"a=1"_qs;
    QTest::newRow("empty") << QString() << QString();
}

void TestCsv::guards()
{
    QFETCH(QString, cell);
    QFETCH(QString, guarded);
    QCOMPARE(guardFormula(cell), guarded);
    QCOMPARE(unguardFormula(guarded), cell);
}

void TestCsv::roundTrips_data()
{
    QTest::addColumn<Rows>("rows");
    QTest::newRow("everything") << Rows{
        {u"corp_name"_qs, u"url"_qs, u"note"_qs},
        {u"晨光,文具"_qs, u"https://work.weixin.qq.com/kfid/kfc1?enc_scene=a&b=c"_qs, u"a \"b\""_qs},
        {u"=cmd|' /C calc'!A0"_qs, u"'=1"_qs, u"''+1"_qs},
        {u"\r\n"_qs, u"line\nline\r\nline\rline"_qs, u"\t"_qs},
        {u""_qs, u""_qs, u""_qs},
        {u"  blanks  "_qs, u"'"_qs, u"😀＝"_qs}};
    QTest::newRow("one column") << Rows{{u"a;b;c"_qs}, {u""_qs}, {u"x"_qs}, {u"\""_qs}};
    QTest::newRow("tabs in the header") << Rows{{u"a\tb\tc\td"_qs, u"e"_qs}, {u"1"_qs, u"2"_qs}};
    QTest::newRow("quote in the header") << Rows{{u"a\";;;"_qs, u"e"_qs}, {u"1"_qs, u"2"_qs}};
    QTest::newRow("unequal rows") << Rows{{u"a"_qs}, {u"b"_qs, u"c"_qs, u"d"_qs}, {u"e"_qs}};
}

void TestCsv::roundTrips()
{
    QFETCH(Rows, rows);
    QCOMPARE(readAll(written(rows)), rows);
    QCOMPARE(readAll(written(rows, {false, true})), rows);
    QCOMPARE(readAll(written(rows, {true, false})), rows);
}

void TestCsv::reads_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Rows>("rows");
    const Rows two{{u"a"_qs, u"b"_qs}, {u"1"_qs, u"2"_qs}};
    QTest::newRow("nothing") << QByteArray() << Rows{};
    QTest::newRow("CRLF") << QByteArray("a,b\r\n1,2\r\n") << two;
    QTest::newRow("LF, none at the end") << QByteArray("a,b\n1,2") << two;
    QTest::newRow("CR") << QByteArray("a,b\r1,2\r") << two;
    QTest::newRow("blank lines") << QByteArray("\r\n\r\na,b\n\n1,2\n\n\n") << two;
    QTest::newRow("semicolons") << QByteArray("a;b\n1;2") << two;
    QTest::newRow("tabs") << QByteArray("a\tb\n1\t2") << two;
    QTest::newRow("semicolons quoted in the first line")
        << QByteArray("\"a;;\",b\n1,2") << Rows{{u"a;;"_qs, u"b"_qs}, {u"1"_qs, u"2"_qs}};
    QTest::newRow("commas below semicolons")
        << QByteArray("a;b\n1,5;2,5") << Rows{{u"a"_qs, u"b"_qs}, {u"1,5"_qs, u"2,5"_qs}};
    QTest::newRow("quote inside a cell") << QByteArray("a\"b,c") << Rows{{u"a\"b"_qs, u"c"_qs}};
    QTest::newRow("separator at the end") << QByteArray("a,\n1,") << Rows{{u"a"_qs, u""_qs}, {u"1"_qs, u""_qs}};
    QTest::newRow("quoted and empty") << QByteArray("\"\",\"\"") << Rows{{u""_qs, u""_qs}};
    QTest::newRow("guarded by us") << QByteArray("'=1,'+86,'a") << Rows{{u"=1"_qs, u"+86"_qs, u"'a"_qs}};
}

void TestCsv::reads()
{
    QFETCH(QByteArray, text);
    QFETCH(Rows, rows);
    QCOMPARE(readAll(text), rows);
    QCOMPARE(readAll("\xef\xbb\xbf" + text), rows);
}

void TestCsv::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("reason");
    QTest::newRow("open quote") << QByteArray("a\n\"b") << u"2"_qs << u"unclosed_quote"_qs;
    QTest::newRow("text behind a quote") << QByteArray("a\n\"b\"c") << u"2"_qs << u"text_after_quote"_qs;
    QTest::newRow("long cell") << "a\n\n" + QByteArray(65'537, 'x') << u"3"_qs << u"cell_too_long"_qs;
    QTest::newRow("long quoted cell") << '"' + QByteArray(65'537, 'x') + '"' << u"1"_qs << u"cell_too_long"_qs;
    QTest::newRow("many cells") << QByteArray(256, ',') << u"1"_qs << u"too_many_cells"_qs;
    QTest::newRow("neither UTF-8 nor GB18030") << QByteArray("a,\xff\xff\n") << u"0"_qs << u"encoding"_qs;
}

void TestCsv::refuses()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, line);
    QFETCH(QString, reason);
    QCOMPARE(readAll(text), (Rows{{u"format.csv"_qs, line, reason}}));

    CsvReader reader(text);
    for (int i = 0; i < 4; ++i)
        (void)reader.next();
    const auto after = reader.next();
    QVERIFY(after && after->isEmpty());
}

void TestCsv::readsGb18030()
{
    const Rows rows{{u"企业"_qs, u"备注"_qs}, {u"晨光文具"_qs, u"𠀀 €"_qs}};
    QCOMPARE(readAll(gb18030(u"企业,备注\r\n晨光文具,𠀀 €\r\n"_qs)), rows);
}

void TestCsv::countsLines()
{
    CsvReader reader("a\r\n\r\n\"b\nb\nb\"\r\nc");
    QCOMPARE(reader.line(), 0);
    (void)reader.next();
    QCOMPARE(reader.line(), 1);
    (void)reader.next();
    QCOMPARE(reader.line(), 3);
    (void)reader.next();
    QCOMPARE(reader.line(), 6);
}

void TestCsv::allowsLimits()
{
    const QStringList row(256, QString(300, QLatin1Char('x')));
    QCOMPARE(readAll(written({row})), Rows{row});
    const QStringList cell{QString(65'536, QLatin1Char('x'))};
    QCOMPARE(readAll(written({cell})), Rows{cell});
}

void TestCsv::reportsDevice()
{
    BrokenDevice device;
    CsvWriter writer(device);
    const auto done = writer.writeRow({u"a"_qs});
    QVERIFY(!done);
    QCOMPARE(done.error().id, u"format.csv_write"_qs);
    QCOMPARE(done.error().detail, u"disk full"_qs);
}

QTEST_APPLESS_MAIN(TestCsv)
#include "test_csv.moc"
