#include "core/base/secret.h"

#include <QTest>

#include <algorithm>
#include <cstdlib>
#include <new>
#include <type_traits>

using namespace kfdesk;

namespace {

/// The buffer that a test wants to see freed, and whether it was all zero then.
struct WatchedBuffer
{
    const void* address = nullptr;
    size_t size = 0;
    bool freed = false;
    bool zeroed = false;
};

WatchedBuffer watched;

void watch(const Secret& secret)
{
    watched = {secret.view().data(), static_cast<size_t>(secret.size()), false, false};
}

template <typename T>
concept Streamable = requires(QDebug debug, T value)
{
    debug << value;
};

} // namespace

void* operator new[](size_t size)
{
    if (void* memory = std::malloc(std::max<size_t>(size, 1)))
        return memory;
    throw std::bad_alloc();
}

void operator delete[](void* memory) noexcept
{
    if (memory && memory == watched.address) {
        const char* bytes = static_cast<const char*>(memory);
        watched.freed = true;
        watched.zeroed = std::all_of(bytes, bytes + watched.size, [](char byte) { return byte == 0; });
        watched.address = nullptr;
    }
    std::free(memory);
}

void operator delete[](void* memory, size_t) noexcept
{
    operator delete[](memory);
}

class TestSecret : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsBytes();
    void zeroesOnDestruction();
    void zeroesOnClear();
    void zeroesWhatIsReplaced();
    void moves();
    void copies();
    void compares_data();
    void compares();
    void doesNotConvert();
    void wipesOwnBuffers();
};

void TestSecret::holdsBytes()
{
    const Secret bytes(QByteArrayView("a\0b", 3));
    QCOMPARE(bytes.size(), 3);
    QCOMPARE(bytes.view().toByteArray(), QByteArray("a\0b", 3));
    QCOMPARE(Secret(u"晨光").view().toByteArray(), QByteArray("晨光"));
    QCOMPARE(Secret(u"晨光"_qs).view().toByteArray(), QByteArray("晨光"));
    QCOMPARE(Secret::ofSize(4).view().toByteArray(), QByteArray(4, '\0'));
    QVERIFY(Secret().isEmpty());
    QVERIFY(Secret(QByteArrayView()).isEmpty());
    QVERIFY(Secret(QStringView()).isEmpty());
}

void TestSecret::zeroesOnDestruction()
{
    {
        const Secret secret(QByteArrayView("canary"));
        watch(secret);
    }
    QVERIFY(watched.freed);
    QVERIFY(watched.zeroed);
}

void TestSecret::zeroesOnClear()
{
    Secret secret(QByteArrayView("canary"));
    watch(secret);
    secret.clear();
    QVERIFY(watched.freed && watched.zeroed);
    QVERIFY(secret.isEmpty());
}

void TestSecret::zeroesWhatIsReplaced()
{
    Secret secret(QByteArrayView("canary"));
    const Secret other(QByteArrayView("other"));
    watch(secret);
    secret = other;
    QVERIFY(watched.freed && watched.zeroed);
    watch(secret);
    secret = Secret(QByteArrayView("third"));
    QVERIFY(watched.freed && watched.zeroed);
    QCOMPARE(secret.view().toByteArray(), QByteArray("third"));
}

void TestSecret::moves()
{
    Secret from(QByteArrayView("canary"));
    const char* buffer = from.view().data();
    Secret to(std::move(from));
    QVERIFY(to.view().data() == buffer); // QCOMPARE would read texts
    QVERIFY(from.isEmpty());
    QCOMPARE(from.size(), 0);

    Secret& same = to;
    to = std::move(same);
    QCOMPARE(to.view().toByteArray(), QByteArray("canary"));
}

void TestSecret::copies()
{
    const Secret from(QByteArrayView("canary"));
    Secret to(from);
    QVERIFY(to.view().data() != from.view().data());
    to.data()[0] = 'C';
    QCOMPARE(from.view().toByteArray(), QByteArray("canary"));

    const Secret& same = to;
    to = same;
    QCOMPARE(to.view().toByteArray(), QByteArray("Canary"));
    QVERIFY(Secret(Secret()).isEmpty());
}

void TestSecret::compares_data()
{
    QTest::addColumn<QByteArray>("a");
    QTest::addColumn<QByteArray>("b");
    QTest::addColumn<bool>("equal");
    QTest::newRow("same") << QByteArray("secret") << QByteArray("secret") << true;
    QTest::newRow("empty") << QByteArray() << QByteArray("") << true;
    QTest::newRow("first byte") << QByteArray("secret") << QByteArray("Secret") << false;
    QTest::newRow("last byte") << QByteArray("secret") << QByteArray("secreT") << false;
    QTest::newRow("shorter") << QByteArray("secret") << QByteArray("secre") << false;
    QTest::newRow("behind a NUL") << QByteArray("a\0b", 3) << QByteArray("a\0c", 3) << false;
    QTest::newRow("top bit") << QByteArray("\x80") << QByteArray(1, '\0') << false;
}

void TestSecret::compares()
{
    QFETCH(QByteArray, a);
    QFETCH(QByteArray, b);
    QFETCH(bool, equal);
    QCOMPARE(constantTimeEquals(a, b), equal);
    QCOMPARE(Secret(QByteArrayView(a)) == Secret(QByteArrayView(b)), equal);
}

void TestSecret::doesNotConvert()
{
    static_assert(!std::is_convertible_v<Secret, QString>);
    static_assert(!std::is_convertible_v<Secret, QByteArray>);
    static_assert(!std::is_convertible_v<QString, Secret>);
    static_assert(!Streamable<Secret>);
    static_assert(Streamable<QString>);
}

void TestSecret::wipesOwnBuffers()
{
    QByteArray bytes("canary");
    bytes.detach();
    const QByteArray shared = bytes;
    wipe(bytes);
    QVERIFY(bytes.isEmpty());
    QCOMPARE(shared, QByteArray("canary")); // somebody else's copy is theirs
    QString text = QStringLiteral("canary");
    wipe(text);
    QVERIFY(text.isEmpty());
}

QTEST_APPLESS_MAIN(TestSecret)
#include "test_secret.moc"
