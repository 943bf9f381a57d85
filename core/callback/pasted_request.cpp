#include "core/callback/pasted_request.h"

#include "core/wecom/body.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace kfdesk::callback {

namespace {

constexpr QByteArrayView mark("msg_signature");

/// The line around the mark, from its query on: without method, path and protocol.
QByteArray queryOfLine(QByteArrayView line)
{
    const qsizetype markAt = line.indexOf(mark);
    qsizetype begin = line.first(markAt).lastIndexOf('?') + 1;
    if (begin == 0) {
        // No path in front: the parameter may not be the first, so take all that hangs together before it.
        for (begin = markAt; begin > 0 && line[begin - 1] != ' ' && line[begin - 1] != '"' && line[begin - 1] != '\'';)
            --begin;
    }
    QByteArrayView query = line.sliced(begin);
    if (const qsizetype protocol = query.indexOf(" HTTP/"); protocol >= 0)
        query = query.first(protocol);
    if (const qsizetype quote = query.indexOf('"'); quote >= 0)
        query = query.first(quote);
    return query.trimmed().toByteArray();
}

bool isHeader(QByteArrayView line)
{
    const qsizetype colon = line.indexOf(':');
    return colon > 0 && std::all_of(line.begin(), line.begin() + colon, [](char c) {
               return c == '-' || c == '_' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
                      (c >= 'a' && c <= 'z');
           });
}

/// What follows the headers, if there are any.
QByteArray bodyBehind(QByteArrayView rest)
{
    rest = rest.trimmed();
    while (isHeader(rest)) {
        const qsizetype end = rest.indexOf('\n');
        rest = end < 0 ? QByteArrayView() : rest.sliced(end).trimmed();
    }
    return rest.toByteArray();
}

std::optional<RawRequest> fromIngestLine(QByteArrayView text)
{
    const QJsonObject object = QJsonDocument::fromJson(text.toByteArray()).object();
    const QByteArray query = object.value(u"query").toString().toUtf8();
    if (!query.contains(mark))
        return std::nullopt;
    RawRequest request;
    request.query = query.startsWith('?') ? query.mid(1) : query;
    request.body = object.value(u"body").toString().toUtf8();
    request.verification = request.body.isEmpty();
    return request;
}

} // namespace

std::optional<RawRequest> readPastedRequest(QByteArrayView text)
{
    text = wecom::withoutBomAndBlanks(text.first(std::min(text.size(), wecom::maxBodyBytes)));
    if (auto line = fromIngestLine(text))
        return line;
    const qsizetype markAt = text.indexOf(mark);
    if (markAt < 0)
        return std::nullopt;
    const qsizetype lineBegin = text.first(markAt).lastIndexOf('\n') + 1;
    qsizetype lineEnd = text.indexOf('\n', markAt);
    if (lineEnd < 0)
        lineEnd = text.size();

    RawRequest request;
    request.query = queryOfLine(text.sliced(lineBegin, lineEnd - lineBegin));
    request.body = bodyBehind(text.sliced(lineEnd));
    request.verification = request.query.contains("echostr");
    if (request.verification)
        request.body.clear();
    return request;
}

} // namespace kfdesk::callback
