#include "core/store/component_repository.h"

#include "core/store/component_codec.h"
#include "core/store/rows.h"

namespace kfdesk::store {

namespace {

struct SealedComponent
{
    qint64 id = 0;
    QString suiteId;
    QByteArray rowKey;
    QByteArray config;
};

SealedComponent readSealedComponent(Statement& s)
{
    return {s.integer(0), s.text(1), s.blob(2), s.blob(3)};
}

/// The suite is part of what the seal binds: a row moved under another suite does not open.
QByteArray boundTo(const QByteArray& rowKey, const QString& suiteId)
{
    return rowKey + suiteId.toUtf8();
}

Result<model::Component> open(const Vault& vault, const SealedComponent& sealed)
{
    KFDESK_TRY(const Secret config, vault.open(Seal::Component, boundTo(sealed.rowKey, sealed.suiteId), sealed.config));
    KFDESK_TRY(model::Component component, decodeComponent(config));
    component.id = sealed.id;
    return component;
}

QByteArray seal(const Vault& vault, const QByteArray& rowKey, const model::Component& component)
{
    return vault.seal(Seal::Component, boundTo(rowKey, component.suiteId), encodeComponent(component).view());
}

Error notFound(const QString& suiteId)
{
    return makeError(ErrorKind::NotFound, QStringLiteral("component.not_found"), {},
                     {{QStringLiteral("suite_id"), suiteId}});
}

} // namespace

Result<std::vector<model::ComponentSummary>> ComponentRepository::summaries()
{
    KFDESK_TRY(Statement * rows, run(m_db, QStringLiteral("SELECT id, suite_id, name FROM component ORDER BY id")));
    return readAll(*rows, [](Statement& s) { return model::ComponentSummary{s.integer(0), s.text(1), s.text(2)}; });
}

Result<std::vector<model::Component>> ComponentRepository::all(const Vault& vault)
{
    KFDESK_TRY(Statement * rows,
               run(m_db, QStringLiteral("SELECT id, suite_id, row_key, sealed_config FROM component ORDER BY id")));
    KFDESK_TRY(const auto sealed, readAll(*rows, readSealedComponent));
    std::vector<model::Component> components;
    for (const SealedComponent& one : sealed) {
        KFDESK_TRY(model::Component component, open(vault, one));
        components.push_back(std::move(component));
    }
    return components;
}

Result<model::Component> ComponentRepository::find(const Vault& vault, const QString& suiteId)
{
    KFDESK_TRY(Statement * rows,
               run(m_db,
                   QStringLiteral("SELECT id, suite_id, row_key, sealed_config FROM component WHERE suite_id = ?"),
                   suiteId));
    KFDESK_TRY(const auto sealed, readOne(*rows, readSealedComponent));
    if (!sealed)
        return fail(notFound(suiteId));
    return open(vault, *sealed);
}

Result<qint64> ComponentRepository::insert(const Vault& vault, const model::Component& component, qint64 nowMs)
{
    const QByteArray rowKey = Vault::newRowKey();
    KFDESK_TRY(Statement * insertion,
               run(m_db,
                   QStringLiteral("INSERT INTO component (suite_id, name, row_key, sealed_config, created_at, "
                                  "updated_at) VALUES (?, ?, ?, ?, ?, ?)"),
                   component.suiteId, component.name, rowKey, seal(vault, rowKey, component), nowMs, nowMs));
    return insertion->insertId();
}

Result<void> ComponentRepository::update(const Vault& vault, const model::Component& component, qint64 nowMs)
{
    const QByteArray rowKey = Vault::newRowKey();
    KFDESK_TRY(Statement * rewrite,
               run(m_db,
                   QStringLiteral("UPDATE component SET name = ?, row_key = ?, sealed_config = ?, updated_at = ? "
                                  "WHERE suite_id = ?"),
                   component.name, rowKey, seal(vault, rowKey, component), nowMs, component.suiteId));
    if (rewrite->changes() == 0)
        return fail(notFound(component.suiteId));
    return {};
}

} // namespace kfdesk::store
