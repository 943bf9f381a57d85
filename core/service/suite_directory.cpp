#include "core/service/suite_directory.h"

#include "core/base/log.h"
#include "core/store/component_repository.h"

namespace kfdesk::service {

Result<void> ComponentDirectory::reload()
{
    KFDESK_TRY(const store::Vault* vault, m_context.vault());
    KFDESK_TRY(auto* db, m_context.connection());
    KFDESK_TRY(const auto components, store::ComponentRepository(*db).all(*vault));
    Snapshot suites;
    for (const model::Component& component : components) {
        auto key = crypto::CallbackKey::parse(component.encodingAesKey.view());
        if (!key) {
            qCWarning(logService, "component %lld has no usable EncodingAESKey: its callbacks are not received",
                      component.id);
            continue;
        }
        suites.insert(component.suiteId,
                      std::make_shared<const callback::SuiteKeys>(callback::SuiteKeys{
                          component.suiteId, component.providerCorpId, component.token, *std::move(key)}));
    }
    const std::lock_guard lock(m_mutex);
    m_suites.swap(suites);
    return {};
}

std::shared_ptr<const callback::SuiteKeys> ComponentDirectory::find(const QString& suiteId) const
{
    const std::lock_guard lock(m_mutex);
    return m_suites.value(suiteId);
}

} // namespace kfdesk::service
