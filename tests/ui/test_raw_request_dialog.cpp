#include "core/crypto/callback_cipher.h"
#include "tests/service/service_rig.h"
#include "tests/ui/scripted_prompts.h"
#include "ui/page/callbacks/raw_request_dialog.h"
#include "ui/support/clipboard.h"
#include "ui/support/language.h"
#include "ui/support/theme.h"
#include "ui/support/ui_settings.h"
#include "ui/widget/banner.h"
#include "ui/window/listener_control.h"

#include <QApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

#include <algorithm>

using namespace kfdesk;
using namespace kfdesk::ui;
using namespace Qt::StringLiterals;

/// What staff see of the doctor.
class TestRawRequestDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatIsWrong();
};

void TestRawRequestDialog::tellsWhatIsWrong()
{
    kfdesk::test::ServiceRig rig;
    ui::test::ScriptedPrompts prompts;
    Clipboard clipboard(*QGuiApplication::clipboard());
    UiSettings settings(rig.folder.filePath(u"config"_s));
    Theme theme(*qApp);
    Language language;
    ListenerControl listener(*rig.workspace);
    PageContext context{*rig.workspace, listener, prompts, clipboard, settings, theme, language, rig.clock};
    RawRequestDialog dialog(context, rig.suiteId(), nullptr);
    dialog.show();

    const auto& identity = rig.identity();
    const auto key = *crypto::CallbackKey::parse(identity.encodingAesKey.view());
    QByteArray encrypt;
    while (!encrypt.contains('+'))
        encrypt = crypto::sealCallback(key, rig.eventXml("suite_ticket", 1, "<SuiteTicket>canary</SuiteTicket>"),
                                       identity.suiteId.toUtf8());
    const QByteArray query =
        "msg_signature=" + crypto::callbackSignature(identity.token.view(), "1", "2", encrypt) + "&timestamp=1&nonce=2";
    const auto request = [&](const QByteArray& ciphertext) {
        return QString::fromUtf8("POST /callback/x?" + query + " HTTP/1.1\nHost: a\n\n<xml><Encrypt><![CDATA[" +
                                 ciphertext + "]]></Encrypt></xml>");
    };
    auto* text = dialog.findChild<QPlainTextEdit*>(u"rawRequest"_s);
    auto* check = dialog.findChild<QPushButton*>(u"rawRequestCheck"_s);
    auto* verdict = dialog.findChild<Banner*>();
    const auto says = [verdict](const QString& part) {
        const auto labels = verdict->findChildren<QLabel*>();
        return verdict->isVisible() && std::any_of(labels.begin(), labels.end(),
                                                   [&](const QLabel* label) { return label->text().contains(part); });
    };
    QVERIFY(!check->isEnabled());

    text->setPlainText(request(encrypt));
    check->click();
    QTRY_VERIFY(says(u"The request holds"_s));
    QVERIFY(!says(u"canary"_s));

    text->setPlainText(request(QByteArray(encrypt).replace('+', ' ')));
    QVERIFY(!verdict->isVisible()); // an old verdict does not stand beside a new text
    check->click();
    QTRY_VERIFY(says(u"+ became a blank"_s));

    text->setPlainText(u"hello"_s);
    check->click();
    QTRY_VERIFY(says(u"no msg_signature"_s));
    QVERIFY(rig.events().empty());
}

QTEST_MAIN(TestRawRequestDialog)
#include "test_raw_request_dialog.moc"
