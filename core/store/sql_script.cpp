#include "core/store/sql_script.h"

namespace kfdesk::store {

namespace {

/// Reads a script token by token and cuts it at the semicolons that end a statement.
class Splitter
{
public:
    explicit Splitter(const QString& script)
        : m_text(script)
    {}

    QStringList split()
    {
        while (m_at < m_text.size())
            readToken();
        endStatement(m_text.size());
        return m_statements;
    }

private:
    void readToken()
    {
        const QChar c = m_text[m_at];
        const qsizetype from = m_at;
        if (c.isSpace()) {
            ++m_at;
        } else if (startsWith("--")) {
            skipPast(QStringLiteral("\n"), 2);
        } else if (startsWith("/*")) {
            skipPast(QStringLiteral("*/"), 2);
        } else if (c == QLatin1Char(';')) {
            semicolon();
        } else if (c == QLatin1Char('\'') || c == QLatin1Char('"') || c == QLatin1Char('`')) {
            skipPast(c, 1); // a doubled quote reads as two quoted parts in a row
            significant(from, QString());
        } else if (c == QLatin1Char('[')) {
            skipPast(QStringLiteral("]"), 1);
            significant(from, QString());
        } else if (c.isLetter() || c == QLatin1Char('_')) {
            while (m_at < m_text.size() && (m_text[m_at].isLetterOrNumber() || m_text[m_at] == QLatin1Char('_')))
                ++m_at;
            significant(from, m_text.mid(from, m_at - from).toUpper());
        } else {
            ++m_at;
            significant(from, QString());
        }
    }

    bool startsWith(const char* text) const { return QStringView(m_text).mid(m_at).startsWith(QLatin1String(text)); }

    void skipPast(const QString& end, qsizetype opening)
    {
        const qsizetype found = m_text.indexOf(end, m_at + opening);
        m_at = found < 0 ? m_text.size() : found + end.size();
    }

    /// `word`: the token in upper case when it is a bare word.
    void significant(qsizetype from, const QString& word)
    {
        if (m_begin < 0)
            m_begin = from;
        const bool first = m_words.isEmpty();
        // CREATE [TEMP|TEMPORARY] TRIGGER
        if (m_words.size() < 3)
            m_words.append(word);
        if (!first && m_words.first() == QLatin1String("CREATE") && m_words.last() == QLatin1String("TRIGGER"))
            m_trigger = true;
        m_endWord = m_afterSemicolon && word == QLatin1String("END");
        m_afterSemicolon = false;
    }

    void semicolon()
    {
        const qsizetype at = m_at++;
        if (m_trigger && !m_endWord) {
            m_afterSemicolon = true;
            return;
        }
        endStatement(at);
    }

    void endStatement(qsizetype at)
    {
        if (m_begin >= 0)
            m_statements.append(m_text.mid(m_begin, at - m_begin).trimmed());
        m_begin = -1;
        m_words.clear();
        m_trigger = m_endWord = m_afterSemicolon = false;
    }

    const QString& m_text;
    QStringList m_statements;
    qsizetype m_at = 0;
    qsizetype m_begin = -1;        ///< of the statement being read; none yet: −1
    QStringList m_words;           ///< its first three words
    bool m_trigger = false;        ///< it is a CREATE TRIGGER
    bool m_afterSemicolon = false; ///< the last token was a semicolon inside the trigger
    bool m_endWord = false;        ///< the last tokens were "; END"
};

} // namespace

QStringList splitSql(const QString& script)
{
    return Splitter(script).split();
}

} // namespace kfdesk::store
