#include "core/store/component_codec.h"

#include <QDataStream>
#include <QIODevice>

namespace kfdesk::store {

namespace {

using model::Component;
using model::MiniProgram;

struct TextField
{
    const char* key;
    QString Component::*member;
};

constexpr TextField textFields[] = {
    {"name", &Component::name},
    {"suite_id", &Component::suiteId},
    {"provider_corpid", &Component::providerCorpId},
    {"api_base", &Component::apiBase},
    {"auth_base", &Component::authBase},
    {"proxy", &Component::proxy},
};

struct SecretField
{
    const char* key;
    Secret Component::*member;
};

constexpr SecretField secretFields[] = {
    {"suite_secret", &Component::suiteSecret},
    {"token", &Component::token},
    {"encoding_aes_key", &Component::encodingAesKey},
};

constexpr auto miniProgramKey = "mini_program"; ///< once for each; its parts are separated by NUL

/// Room for any configuration, so that the buffer does not move and leave copies behind.
constexpr qsizetype roomForAll = 64 * 1024;

void write(QDataStream& stream, const char* key, const QByteArray& value)
{
    stream << QByteArray(key) << value;
}

void readField(const QByteArray& key, const QByteArray& value, Component& component)
{
    for (const TextField& field : textFields) {
        if (key == field.key)
            component.*field.member = QString::fromUtf8(value);
    }
    for (const SecretField& field : secretFields) {
        if (key == field.key)
            component.*field.member = Secret(value);
    }
    if (key == miniProgramKey) {
        const QList<QByteArray> parts = value.split('\0');
        if (parts.size() == 3)
            component.miniPrograms.append(
                {QString::fromUtf8(parts[0]), QString::fromUtf8(parts[1]), QString::fromUtf8(parts[2])});
    }
}

} // namespace

Secret encodeComponent(const model::Component& component)
{
    QByteArray bytes;
    bytes.reserve(roomForAll);
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_0);
    for (const TextField& field : textFields)
        write(stream, field.key, (component.*field.member).toUtf8());
    for (const SecretField& field : secretFields) {
        const QByteArrayView value = (component.*field.member).view();
        write(stream, field.key, QByteArray::fromRawData(value.data(), value.size()));
    }
    for (const MiniProgram& program : component.miniPrograms)
        write(stream, miniProgramKey,
              program.appId.toUtf8() + '\0' + program.name.toUtf8() + '\0' + program.boundCorpId.toUtf8());
    Secret secret{QByteArrayView(bytes)};
    wipe(bytes);
    return secret;
}

Result<model::Component> decodeComponent(const Secret& bytes)
{
    QDataStream stream(QByteArray::fromRawData(bytes.view().data(), bytes.size()));
    stream.setVersion(QDataStream::Qt_6_0);
    Component component;
    while (!stream.atEnd()) {
        QByteArray key;
        QByteArray value;
        stream >> key >> value;
        if (stream.status() != QDataStream::Ok)
            return fail(makeError(ErrorKind::Store, QStringLiteral("store.corrupt"), QStringLiteral("component")));
        readField(key, value, component);
        wipe(value);
    }
    return component;
}

} // namespace kfdesk::store
