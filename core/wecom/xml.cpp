#include "core/wecom/xml.h"

#include <algorithm>

namespace kfdesk::wecom {

namespace {

// parse_doctype makes a DOCTYPE visible: without it pugixml skips it in silence.
constexpr unsigned int parseFlags = pugi::parse_cdata | pugi::parse_escapes | pugi::parse_doctype;

bool hasDoctype(const pugi::xml_document& document)
{
    const auto children = document.children();
    return std::any_of(children.begin(), children.end(),
                       [](pugi::xml_node node) { return node.type() == pugi::node_doctype; });
}

bool isText(pugi::xml_node node)
{
    return node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata;
}

} // namespace

XmlDocument::XmlDocument(QByteArrayView text, QByteArrayView following)
    : m_bytes(Secret::ofSize(text.size() + following.size()))
{
    std::copy(text.begin(), text.end(), m_bytes.data());
    std::copy(following.begin(), following.end(), m_bytes.data() + text.size());
    const auto outcome = m_document.load_buffer_inplace(m_bytes.data(), static_cast<size_t>(m_bytes.size()), parseFlags,
                                                        pugi::encoding_utf8);
    m_readable = outcome && !hasDoctype(m_document);
}

pugi::xml_node XmlDocument::root() const
{
    return m_readable ? m_document.document_element() : pugi::xml_node();
}

bool XmlDocument::isCdataAt(pugi::xml_node node, qsizetype offset) const
{
    return node.type() == pugi::node_cdata && node.value() == m_bytes.view().data() + offset;
}

XmlText::XmlText(pugi::xml_node element)
{
    for (pugi::xml_node child = element.first_child(); child; child = child.next_sibling()) {
        if (!isText(child))
            continue;
        const QByteArrayView piece(child.value());
        if (m_text.isEmpty()) { // as a rule there is one piece, and nothing to copy
            m_text = piece;
            continue;
        }
        if (m_joined.isEmpty())
            m_joined = m_text.toByteArray();
        m_joined += piece;
        m_text = m_joined;
    }
    m_text = m_text.trimmed();
}

XmlText::~XmlText()
{
    wipe(m_joined);
}

QByteArray xmlText(pugi::xml_node element)
{
    return XmlText(element).view().toByteArray();
}

QByteArray xmlTextVerbatim(pugi::xml_node element)
{
    QByteArray text;
    for (const pugi::xml_node child : element.children()) {
        if (child.type() == pugi::node_cdata)
            text += child.value();
        else if (child.type() == pugi::node_pcdata)
            text += QByteArrayView(child.value()).trimmed();
    }
    return text;
}

} // namespace kfdesk::wecom
