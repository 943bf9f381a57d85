#pragma once

#include "app/ctl/command_line.h"

#include <span>

namespace kfdesk::ctl {

/// Every command of the contract.
std::span<const Command> commandTable();

// component_commands.cpp
Result<int> componentAdd(const Arguments& arguments);
Result<int> componentList(const Arguments& arguments);
Result<int> vaultAddKeyFile(const Arguments& arguments);
Result<int> vaultAddPassphrase(const Arguments& arguments);
Result<int> ticketSet(const Arguments& arguments);

// placement_commands.cpp
Result<int> placementAdd(const Arguments& arguments);
Result<int> placementList(const Arguments& arguments);
Result<int> placementArchive(const Arguments& arguments);
Result<int> authLink(const Arguments& arguments);

// corp_commands.cpp
Result<int> corps(const Arguments& arguments);
Result<int> accounts(const Arguments& arguments);
Result<int> corpImport(const Arguments& arguments);
Result<int> sync(const Arguments& arguments);

// link_commands.cpp
Result<int> links(const Arguments& arguments);
Result<int> linksMarkConfigured(const Arguments& arguments);
Result<int> linkNew(const Arguments& arguments);
Result<int> linkCheck(const Arguments& arguments);

// event_commands.cpp
Result<int> events(const Arguments& arguments);
Result<int> eventsRetry(const Arguments& arguments);

// callback_commands.cpp
Result<int> callbackCheck(const Arguments& arguments);
Result<int> callbackSelfTest(const Arguments& arguments);
Result<int> callbackIngest(const Arguments& arguments);

// purge_commands.cpp
Result<int> purge(const Arguments& arguments);
Result<int> purges(const Arguments& arguments);
Result<int> purgeCheck(const Arguments& arguments);

// serve_command.cpp
Result<int> serve(const Arguments& arguments);

// status_command.cpp
Result<int> status(const Arguments& arguments);

} // namespace kfdesk::ctl
