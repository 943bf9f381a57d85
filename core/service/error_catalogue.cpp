#include "core/service/error_catalogue.h"

#include <QHash>

namespace kfdesk::service {

namespace {

QHash<QString, const ErrorWords*> buildIndex()
{
    QHash<QString, const ErrorWords*> index;
    for (const auto entries : {storageErrors(), inputErrors(), doctorErrors(), exchangeErrors()}) {
        for (const CatalogueEntry& entry : entries)
            index.insert(QString::fromLatin1(entry.id), &entry.words);
    }
    return index;
}

} // namespace

const ErrorWords* findWords(const QString& id)
{
    static const QHash<QString, const ErrorWords*> index = buildIndex();
    return index.value(id);
}

} // namespace kfdesk::service
