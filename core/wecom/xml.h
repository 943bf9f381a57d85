#pragma once

#include "core/base/secret.h"

#include <QByteArray>

#include <pugixml.hpp>

namespace kfdesk::wecom {

/// One parsed XML document and the bytes it points into, which are zeroed with it: they may hold an AuthCode.
///
/// A DOCTYPE makes the document unreadable, so entities are never declared, expanded or fetched. Parsing does not
/// recurse.
class XmlDocument
{
public:
    /// `text`, and what follows on it, must hold no NUL (sniffBody() has seen to it).
    explicit XmlDocument(QByteArrayView text, QByteArrayView following = {});

    /// The outermost element; null when the text is not well-formed XML or has a DOCTYPE.
    pugi::xml_node root() const;
    /// Whether the node is a CDATA section whose content begins at this offset of the text.
    bool isCdataAt(pugi::xml_node node, qsizetype offset) const;

private:
    Secret m_bytes;
    pugi::xml_document m_document; ///< points into m_bytes
    bool m_readable = false;
};

/// The element's own text, plain and CDATA together, without blanks around it: a view into the document where it can
/// be.
class XmlText
{
public:
    explicit XmlText(pugi::xml_node element);
    ~XmlText(); ///< zeroes what it had to copy
    Q_DISABLE_COPY_MOVE(XmlText)

    QByteArrayView view() const { return m_text; } ///< as long as the document and this live

private:
    QByteArrayView m_text;
    QByteArray m_joined; ///< of several pieces
};

/// The same as a copy.
QByteArray xmlText(pugi::xml_node element);

/// As xmlText(), but what stands inside CDATA is kept to the byte; only blanks outside of it go.
QByteArray xmlTextVerbatim(pugi::xml_node element);

} // namespace kfdesk::wecom
