#include "app/ctl/commands.h"

#include <limits>

namespace kfdesk::ctl {

namespace {

constexpr int anyCount = std::numeric_limits<int>::max();

constexpr const char* from[] = {"--from"};
constexpr const char* passphrase[] = {"--new-passphrase-file"};
constexpr const char* serving[] = {"--bind", "--port", "--tls-cert", "--tls-key"};
constexpr const char* placing[] = {"--name", "--state", "--single"};
constexpr const char* byName[] = {"--name"};
constexpr const char* byState[] = {"--state"};
constexpr const char* inviting[] = {"--state", "--single", "--qr", "--size"};
constexpr const char* byCorp[] = {"--corp"};
constexpr const char* listing[] = {"--csv", "--corp", "--state", "--pending"};
constexpr const char* byUrl[] = {"--url"};
constexpr const char* linking[] = {"--corp", "--account", "--scene", "--scene-param"};
constexpr const char* linked[] = {"--corp", "--account"};
constexpr const char* filtering[] = {"--status", "--type", "--limit", "--show-plaintext"};
constexpr const char* checking[] = {"--token-file", "--aes-key-file", "--receive-id", "--query", "--body"};
constexpr const char* checked[] = {"--token-file", "--aes-key-file", "--query"};

constexpr Command commands[] = {
    {"component add", "--from FILE|-", componentAdd, from, from},
    {"component list", "", componentList},
    {"vault add-key-file", "FILE", vaultAddKeyFile, {}, {}, 1, 1},
    {"vault add-passphrase", "[--new-passphrase-file FILE]   (else from stdin)", vaultAddPassphrase, passphrase},
    {"corp import", "--from FILE|-", corpImport, from, from},
    {"serve", "[--bind ADDRESS] [--port N] [--tls-cert FILE --tls-key FILE]", serve, serving},
    {"ticket set", "   (suite_ticket from stdin)", ticketSet},
    {"placement add", "--name N [--state S] [--single]", placementAdd, placing, byName},
    {"placement list", "", placementList},
    {"placement archive", "--state S", placementArchive, byState, byState},
    {"auth-link", "[--state S] [--single] [--qr FILE.png|.svg] [--size PX]", authLink, inviting},
    {"sync", "[CORP…]", sync, {}, {}, 0, anyCount},
    {"corps", "", corps},
    {"accounts", "[--corp C]", accounts, byCorp},
    {"links", "[--csv FILE|-] [--corp C] [--state S] [--pending]", links, listing},
    {"links mark-configured", "--url U…", linksMarkConfigured, byUrl, byUrl, 0, anyCount},
    {"link new", "--corp C --account K [--scene S] [--scene-param P]", linkNew, linking, linked},
    {"link check", "URL…", linkCheck, {}, {}, 1, anyCount},
    {"events", "[--status S] [--type T] [--limit N] [--show-plaintext]", events, filtering},
    {"events retry", "ID", eventsRetry, {}, {}, 1, 1},
    {"callback check", "--token-file F --aes-key-file F [--receive-id R] --query Q [--body FILE|-]", callbackCheck,
     checking, checked},
    {"callback self-test", "[--url URL]   (else the public address of the settings)", callbackSelfTest, byUrl},
    {"callback ingest", "[--from FILE|-]", callbackIngest, from},
    {"purge", "--corp C", purge, byCorp, byCorp},
    {"purges", "", purges},
    {"purge-check", "TEXT…", purgeCheck, {}, {}, 1, anyCount},
    {"status", "", status},
};

} // namespace

std::span<const Command> commandTable()
{
    return commands;
}

} // namespace kfdesk::ctl
