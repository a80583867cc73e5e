// `feed ...` and `story ...` of bangtinctl. Thread: the main one.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <ostream>
#include <string>

#include "manager/client/client.h"

namespace bangtin::ctl {

/// What the commands of a file of their own need of a run. All outlive it.
struct CommandKit {
  /// A subcommand whose action runs after parsing.
  std::function<CLI::App*(CLI::App& parent, const std::string& name, const std::string& help,
                          std::function<Status()> action)>
      command;
  /// The same of an action that needs no server, and has no client.
  std::function<CLI::App*(CLI::App& parent, const std::string& name, const std::string& help,
                          std::function<Status()> action)>
      offline;
  std::function<Client&()> client;  ///< once an action runs
  const bool& json;
  std::ostream& out;
};

/// By what people of the commune read times, in minutes. Errors: those of the channel.
inline Result<int> utc_offset(Client& client) { return TRY(client.commune()).utc_offset_minutes; }

void add_news_commands(CLI::App& app, const CommandKit& kit);

}  // namespace bangtin::ctl
