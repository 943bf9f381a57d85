#include "core/store/text_traces.h"

#include "core/store/database_pages.h"
#include "core/store/file_search.h"

#include <QDir>

namespace kfdesk::store {

namespace {

constexpr int enoughOfAName = 256;

/// Takes the hits of one search and says what each one means.
class Tracer
{
public:
    Tracer(DatabasePages pages, QString databaseFile, const std::vector<TracedText>& texts)
        : m_pages(std::move(pages))
        , m_databaseFile(std::move(databaseFile))
        , m_walFile(m_databaseFile + QStringLiteral("-wal"))
        , m_texts(texts)
        , m_seen(texts.size())
        , m_traces(texts.size())
    {}

    void take(const FileHit& hit)
    {
        const auto index = static_cast<size_t>(hit.needle);
        TextTraces& traces = m_traces[index];
        const bool inDatabase = hit.file == m_databaseFile;
        if (!inDatabase && hit.file != m_walFile) {
            if (hit.file.startsWith(QLatin1String("backups/")) && !m_texts[index].identifies)
                return; // without one of the ids beside it, it is the name of somebody else
            traces.inOtherFiles = true;
            note(traces, hit);
            return;
        }
        if (!m_texts[index].identifies && ++m_seen[index] > enoughOfAName)
            return;
        const auto place =
            inDatabase ? m_pages.placeInDatabase(hit.offset, hit.size) : m_pages.placeInWal(hit.offset, hit.size);
        traces.inRows = traces.inRows || (place.readable && !place.unused);
        traces.onOtherPages = traces.onOtherPages || !place.readable;
        traces.inUnusedSpace = traces.inUnusedSpace || place.unused;
        if (inDatabase && place.unused) {
            for (quint32 number = place.firstPage; number <= place.lastPage; ++number)
                traces.pages.insert(number);
        }
        if (place.unused || !place.readable)
            note(traces, hit);
    }

    std::vector<TextTraces> traces() && { return std::move(m_traces); }

private:
    static void note(TextTraces& traces, const FileHit& hit)
    {
        traces.file = hit.file;
        traces.offset = hit.offset;
    }

    DatabasePages m_pages;
    QString m_databaseFile;
    QString m_walFile;
    const std::vector<TracedText>& m_texts;
    std::vector<int> m_seen;
    std::vector<TextTraces> m_traces;
};

} // namespace

Result<std::vector<TextTraces>> traceTexts(const QString& workspaceDir, const QString& databasePath,
                                           const std::vector<TracedText>& texts, std::stop_token stop)
{
    QStringList searched;
    searched.reserve(static_cast<qsizetype>(texts.size()));
    for (const TracedText& text : texts)
        searched.append(text.text);
    KFDESK_TRY(auto pages, DatabasePages::open(databasePath));
    Tracer tracer(std::move(pages), QDir(workspaceDir).relativeFilePath(databasePath), texts);
    KFDESK_CHECK(searchFiles(
        workspaceDir, searched, [&tracer](const FileHit& hit) { tracer.take(hit); }, std::move(stop)));
    return std::move(tracer).traces();
}

} // namespace kfdesk::store
