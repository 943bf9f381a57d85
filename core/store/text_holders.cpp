#include "core/store/text_holders.h"

#include "core/store/rows.h"

namespace kfdesk::store {

namespace {

/// Every plain column that may hold what WeCom or people call something; cheap tables first.
const char* const holders[] = {
    "SELECT 1 FROM sqlite_schema WHERE instr(sql, ?)",
    "SELECT 1 FROM component WHERE instr(suite_id || ' ' || name, ?)",
    "SELECT 1 FROM placement WHERE instr(name || ' ' || state || ' ' || note, ?)",
    "SELECT 1 FROM setting WHERE instr(key || ' ' || value, ?)",
    "SELECT 1 FROM corp WHERE instr(auth_corpid || ' ' || name || ' ' || full_name || ' ' || logo_url || ' ' || "
    "industry || ' ' || scale || ' ' || note || ' ' || last_error_detail || ' ' || search_key || ' ' || sort_key, ?)",
    "SELECT 1 FROM kf_account WHERE instr(open_kfid || ' ' || name || ' ' || avatar_url, ?)",
    "SELECT 1 FROM grant_record WHERE instr(open_kfid || ' ' || state, ?)",
    "SELECT 1 FROM event WHERE instr(auth_corpid || ' ' || state || ' ' || info_type || ' ' || error_detail || ' ' || "
    "error_args, ?)",
    "SELECT 1 FROM kf_link WHERE instr(url || ' ' || scene || ' ' || scene_param, ?)",
    "SELECT 1 FROM kf_link_key WHERE instr(search_key || ' ' || corp_sort || ' ' || account_sort || ' ' || "
    "placement_sort, ?)",
};

} // namespace

Result<bool> isHeldByRows(Connection& connection, const QString& text)
{
    for (const char* holder : holders) {
        KFDESK_TRY(Statement * rows, run(connection, QString::fromLatin1(holder) + QStringLiteral(" LIMIT 1"), text));
        KFDESK_TRY(const auto found, readOne(*rows, firstInteger));
        if (found)
            return true;
    }
    return false;
}

} // namespace kfdesk::store
