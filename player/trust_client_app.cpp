#include "player/trust_client_app.h"

#include <iostream>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/clock.h"
#include "shared/base/files.h"
#include "shared/base/limits.h"
#include "shared/base/log.h"
#include "shared/net/loopback_fetcher.h"
#include "shared/storage/disk_trust_store.h"
#include "shared/storage/target_folder.h"
#include "shared/trust/trust_client.h"

namespace bangtin {
namespace {

constexpr std::string_view kUsage =
    "bangtin-trust-client --metadata-dir DIR init TRUSTED_ROOT\n"
    "bangtin-trust-client --metadata-dir DIR --metadata-url URL refresh\n"
    "bangtin-trust-client --metadata-dir DIR --metadata-url URL --target-name PATH ...\n"
    "                     --target-dir DIR --target-base-url URL download\n"
    "URL is of http and of this machine. Exit code 0: all of it succeeded; 1: not.\n";

/// Written by hand: a target may have any name, also one that looks like an option.
struct Arguments {
  std::map<std::string, std::string, std::less<>> options = {
      {"metadata-dir", ""}, {"metadata-url", ""}, {"target-dir", ""}, {"target-base-url", ""}};
  std::vector<std::string> target_names;
  std::vector<std::string> words;
};

Error wrong(std::string message) { return {Code::Invalid, std::move(message), ""}; }

Result<Arguments> arguments_of(const std::vector<std::string>& values) {
  Arguments out;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!values[i].starts_with("--")) {
      out.words.push_back(values[i]);
      continue;
    }
    const std::size_t equals = values[i].find('=');
    const std::string name = values[i].substr(2, equals == std::string::npos ? equals : equals - 2);
    const auto option = out.options.find(name);
    if (option == out.options.end() && name != "target-name") return wrong("unknown: --" + name);
    if (equals == std::string::npos && i + 1 == values.size()) {
      return wrong("--" + name + " has no value");
    }
    std::string value = equals == std::string::npos ? values[++i] : values[i].substr(equals + 1);
    if (option == out.options.end()) {
      out.target_names.push_back(std::move(value));
    } else {
      option->second = std::move(value);
    }
  }
  return out;
}

Result<std::string> option_of(const Arguments& arguments, std::string_view name) {
  const std::string& value = arguments.options.find(name)->second;
  if (value.empty()) return wrong("--" + std::string(name) + " is missing");
  return value;
}

Status init(const Arguments& arguments, tuf::TrustStore& store) {
  if (arguments.words.size() != 2) return wrong("init TRUSTED_ROOT");
  const std::string root = TRY(
      files::read_all(arguments.words[1], static_cast<std::uintmax_t>(limits::kTrustRootBytesMax)));
  // Nothing is fetched here: the address is never used.
  LoopbackFetcher nowhere("http://127.0.0.1");
  return tuf::TrustClient(nowhere, store).pin_root(root);
}

Status download(const Arguments& arguments, tuf::TrustClient& client) {
  if (arguments.target_names.empty()) return wrong("--target-name is missing");
  const std::string folder = TRY(option_of(arguments, "target-dir"));
  LoopbackFetcher fetcher(TRY(option_of(arguments, "target-base-url")));
  const std::unique_ptr<Disk> disk = TRY(open_posix_disk(folder));
  TargetFolder targets(*disk);
  for (const std::string& name : arguments.target_names) {
    auto target = client.find_target(name);
    if (!target) return in_context("target \"" + name + "\"", target.error());
    const Status fetched = targets.fetch(*target, fetcher);
    if (!fetched) return in_context("target \"" + name + "\"", fetched.error());
  }
  return {};
}

Status run(const Arguments& arguments) {
  const std::string command = arguments.words.empty() ? "" : arguments.words[0];
  const bool is_download = command == "download";
  if (command != "init" && command != "refresh" && !is_download) {
    return wrong("the command is init, refresh or download");
  }
  const std::unique_ptr<Disk> disk =
      TRY(open_posix_disk(TRY(option_of(arguments, "metadata-dir"))));
  DiskTrustStore store(*disk);
  if (command == "init") return init(arguments, store);
  if (arguments.words.size() != 1) return wrong(command + " takes no word");
  LoopbackFetcher fetcher(TRY(option_of(arguments, "metadata-url")));
  tuf::TrustClient client(fetcher, store);
  TRY(client.refresh(SystemClock().wall()));
  return is_download ? download(arguments, client) : Status();
}

}  // namespace

int trust_client_app(int count, char** values) {
  const std::vector<std::string> given(values + 1, values + count);
  if (given.size() == 1 && given[0] == "--help") {
    std::cout << kUsage;
    return 0;
  }
  const auto arguments = arguments_of(given);
  const Status status = arguments ? run(*arguments) : Status(arguments.error());
  if (status) return 0;
  log::error("trust-client", status.error().message,
             {{"code", std::string(code_name(status.error().code))}});
  return 1;
}

}  // namespace bangtin
