#include "manager/server_app.h"

#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <iostream>

#include "manager/server/api.h"
#include "manager/server/backup_desk.h"
#include "manager/server/converter.h"
#include "manager/server/data_folder.h"
#include "manager/server/feed_reader.h"
#include "manager/server/http_server.h"
#include "manager/server/online_key_file.h"
#include "manager/server/push.h"
#include "manager/server/worker.h"
#include "manager/server_commands.h"
#include "manager/store/upkeep.h"
#include "shared/base/config.h"
#include "shared/base/lists.h"
#include "shared/base/log.h"

namespace bangtin {
namespace {

namespace fs = std::filesystem;

constexpr int kFailed = 1;
constexpr int kWrongOptions = 2;
constexpr std::uintmax_t kConfigBytesMax = 64u << 10;
constexpr auto kDaily = std::chrono::hours(24);
constexpr int kDaysMax = 36'500;

const Setting kSettings[] = {
    {"data", "/var/lib/bangtin", "folder of everything the server keeps"},
    {"listen", "127.0.0.1:8443", "ADDRESS:PORT, several with commas; port 0 picks one"},
    {"log-level", "info", "error, warn, info or debug"},
    {"ingest", "", "the program bangtin-ingest; beside this one unless said"},
    {"feed-networks", "", "inner networks that news may come from, as 10.1.0.0/16,fd00::/8"},
    {"keep-plays-days", "400", "so long are plays kept; their sums by hour and day stay"},
    {"keep-events-days", "760", "so long is kept what was done and by whom"},
    {"connections-per-address", "200", "at most so many of one address, or of one IPv6 /64"},
};

/// What the command line asks for.
struct Options {
  std::string command = "serve";
  fs::path out;
  fs::path from;
  std::string witness, login;
  bool check_only = false, ends_with_input = false;
  Settings settings;
};

std::vector<std::string> split(const std::string& list) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= list.size();) {
    const auto end = std::min(list.find(',', begin), list.size());
    if (end > begin) parts.push_back(list.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

Result<int> number_in(const Settings& settings, std::string_view key, int min, int max) {
  const std::string& text = settings.find(key)->second;
  int number = 0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  if (read.ec != std::errc{} || read.ptr != end || number < min || number > max) {
    return Error{Code::Invalid,
                 std::string(key) + " is no number from " + std::to_string(min) + " to " +
                     std::to_string(max),
                 {}};
  }
  return number;
}

fs::path ingest_program(const Settings& settings) {
  const std::string& said = settings.find("ingest")->second;
  if (!said.empty()) return said;
  std::error_code error;
  return fs::read_symlink("/proc/self/exe", error).parent_path() / "bangtin-ingest";
}

/// One worker's own way to the store.
struct Backend {
  std::unique_ptr<Db> db;
  std::unique_ptr<Disk> disk;
  std::unique_ptr<BlobStore> blobs;
  std::unique_ptr<OnlineKeys> online;
  std::unique_ptr<Office> office;
  std::unique_ptr<MediaDesk> media;
  std::unique_ptr<Api> api;
};

/// A running server. Members are in the order in which they come to life.
class Server {
 public:
  Server(const Settings& settings, Clock& clock, Random& random)
      : folder_(settings.find("data")->second),
        listen_(split(settings.find("listen")->second)),
        ingest_{ingest_program(settings)},
        feed_networks_(settings.find("feed-networks")->second),
        settings_(settings),
        clock_(clock),
        random_(random),
        backups_(folder_, random, limits::kDiskSpareBytes) {}

  /// Opens everything but the network. Errors: of each part, named.
  Status open();
  Status listen();
  void announce(std::ostream& out) const;
  void stop();

 private:
  Result<Backend> open_backend();
  ConverterParts converter_parts();
  FetchWeb web_fetch() {
    return [this](const WebRequest& request) { return web_->fetch(request); };
  }
  IngestFeed feed_ingest() {
    return [this](auto bytes, const auto& source) { return ingest_feed(ingest_, bytes, source); };
  }
  Status offer_setup();
  void every_second();
  void keep_up();
  void read_feeds();
  void push_news();

  const fs::path folder_;
  const std::vector<std::string> listen_;
  const IngestOptions ingest_;
  const std::string feed_networks_;
  const Settings settings_;
  Clock& clock_;
  Random& random_;
  Fd lock_;
  std::optional<ServerKeys> keys_;
  EventHub hub_;
  BackupDesk backups_;
  Backend quick_;
  Backend slow_;
  Backend news_;
  Backend bulk_;
  Backend conversions_;
  std::optional<Upkeep> upkeep_;
  std::size_t connections_per_address_ = 0;
  std::optional<WebFetch> web_;
  std::optional<Push> push_;
  Instant refreshed_{};
  Instant kept_up_{};
  bool setup_open_ = false;
  std::optional<Worker> slow_worker_;
  std::optional<Worker> news_worker_;
  std::optional<Worker> bulk_worker_;
  std::optional<Worker> backup_worker_;  ///< takes no requests
  std::optional<Converter> converter_;
  std::optional<Worker> quick_worker_;
  std::unique_ptr<HttpServer> http_;
};

Result<Backend> Server::open_backend() {
  Backend backend;
  backend.db = TRY(open_sqlite((folder_ / data_folder::kDatabase).string()));
  backend.disk = TRY(open_posix_disk(folder_));
  backend.blobs = std::make_unique<BlobStore>(*backend.disk, data_folder::kBlobs);
  backend.online = std::make_unique<OnlineKeys>(online_keys(*backend.db, keys_->seal, folder_));
  backend.office =
      std::make_unique<Office>(office_parts(*backend.db, *backend.blobs, *backend.online, random_));
  backend.media = std::make_unique<MediaDesk>(*backend.db, *backend.disk, random_);
  backend.api = std::make_unique<Api>(ApiParts{
      *backend.office, *backend.blobs, hub_,
      [this](std::string_view bytes) { return ingest_picture(ingest_, bytes); }, BANGTIN_VERSION,
      folder_, web_fetch(), feed_ingest(), backend.media.get(), &backups_,
      [this](auto bytes, const auto& page) { return ingest_article(ingest_, bytes, page); }});
  return backend;
}

/// What the converter's thread works with: a store of its own, the sandboxed child.
ConverterParts Server::converter_parts() {
  return {*conversions_.media,
          *conversions_.blobs,
          *conversions_.disk,
          folder_,
          [this](int input) { return probe_file(ingest_, input); },
          [this](std::string_view bytes) { return ingest_picture(ingest_, bytes); },
          [this](int input, int output, const FileProbe& probe,
                 const std::function<bool(const ClipProgress&)>& watch) {
            return convert_clip(ingest_, input, output, probe, watch);
          },
          [this](int input, const DocumentWatch& watch) {
            return convert_document(ingest_, input, watch);
          }};
}

Status Server::open() {
  keys_ = TRY(data_folder::open_keys(folder_, random_, clock_.wall()));
  lock_ = TRY(data_folder::lock(folder_));
  {
    const auto db = TRY(open_sqlite((folder_ / data_folder::kDatabase).string()));
    TRY(Office::prepare(*db));
    TRY(settle_online_key(*db, folder_, keys_->seal));
  }
  if (::access(ingest_.program.c_str(), X_OK) != 0) {
    return Error{Code::NotFound, "no program " + ingest_.program.string(), {}};
  }
  web_.emplace(TRY(AllowedNetworks::parse(feed_networks_)));
  quick_ = TRY(open_backend());
  slow_ = TRY(open_backend());
  news_ = TRY(open_backend());
  bulk_ = TRY(open_backend());
  conversions_ = TRY(open_backend());
  Retention retention;
  retention.plays = std::chrono::days(TRY(number_in(settings_, "keep-plays-days", 31, kDaysMax)));
  retention.events = std::chrono::days(TRY(number_in(settings_, "keep-events-days", 31, kDaysMax)));
  upkeep_.emplace(*bulk_.db, *bulk_.disk, *bulk_.blobs, retention);
  connections_per_address_ = static_cast<std::size_t>(TRY(number_in(
      settings_, "connections-per-address", 4, static_cast<int>(limits::kConnectionsMax))));
  push_.emplace(*quick_.office, hub_, TRY(quick_.office->last_event()));
  return offer_setup();
}

/// While there is no administrator, a token that makes one lies in the folder, never in the log.
Status Server::offer_setup() {
  const auto token = TRY(quick_.office->make_setup_token(clock_.wall()));
  setup_open_ = token.has_value();
  if (!token) return files::remove(folder_ / data_folder::kSetupToken);
  return files::write_atomic(folder_ / data_folder::kSetupToken, *token + "\n", true);
}

Status Server::listen() {
  slow_worker_.emplace(limits::kSlowJobsMax,
                       Worker::Work{[this](const Request& request) {
                                      return slow_.api->handle(request, clock_.wall());
                                    },
                                    {},
                                    {}},
                       clock_);
  news_worker_.emplace(limits::kSlowJobsMax,
                       Worker::Work{[this](const Request& request) {
                                      return news_.api->handle(request, clock_.wall());
                                    },
                                    {},
                                    [this] { read_feeds(); }},
                       clock_);
  bulk_worker_.emplace(limits::kSlowJobsMax,
                       Worker::Work{[this](const Request& request) {
                                      return bulk_.api->handle(request, clock_.wall());
                                    },
                                    {},
                                    [this] { keep_up(); }},
                       clock_);
  backup_worker_.emplace(
      1,
      Worker::Work{
          [](const Request&) { return Response(); }, {}, [this] { backups_.step(clock_.wall()); }},
      clock_);
  converter_.emplace(converter_parts(), clock_);
  quick_worker_.emplace(limits::kMailboxMessagesMax,
                        Worker::Work{[this](const Request& request) {
                                       return quick_.api->handle(request, clock_.wall());
                                     },
                                     [this] { push_news(); }, [this] { every_second(); }},
                        clock_);
  HttpOptions options;
  options.listen = listen_;
  options.certificate_pem = keys_->tls.certificate_pem;
  options.private_key_pem = keys_->tls.private_key_pem;
  options.body_rule = body_rule_of;
  options.limits.connections_per_address_max = connections_per_address_;
  http_ = TRY(HttpServer::start(
      std::move(options),
      [this](Request request, Reply reply) {
        const Lane lane = lane_of(request);
        Worker& worker = lane == Lane::Slow   ? *slow_worker_
                         : lane == Lane::News ? *news_worker_
                         : lane == Lane::Bulk ? *bulk_worker_
                                              : *quick_worker_;
        worker.push(std::move(request), std::move(reply));
      },
      hub_));
  return {};
}

void Server::push_news() {
  const Status pushed = push_->step();
  if (!pushed) log::warn("server", "push waits", {{"why", pushed.error().message}});
}

void Server::every_second() {
  push_news();
  const Instant now = clock_.wall();
  if (now - refreshed_ < kDaily && now >= refreshed_) return;
  refreshed_ = now;
  const Status refreshed = quick_.office->refresh_selections(now);
  if (!refreshed) {
    log::warn("server", "selections were not renewed", {{"why", refreshed.error().message}});
  }
}

/// A small piece a second, until the round of the day is done. While a backup copies, it rests.
void Server::keep_up() {
  const Instant now = clock_.wall();
  if (now - kept_up_ < kDaily && now >= kept_up_) return;
  const auto blobs = data_folder::lock_blobs(folder_, false);
  if (!blobs) return;
  const auto more = upkeep_->step(now);
  if (!more) log::warn("server", "old rows and files wait", {{"why", more.error().message}});
  if (!more || !*more) kept_up_ = now;
}

/// One feed a second at most: a person's request never waits for all of them.
void Server::read_feeds() {
  FeedReader reader(*news_.office, web_fetch(), feed_ingest());
  const auto read = reader.read_due(clock_.wall());
  if (!read) log::warn("server", "feeds wait", {{"why", read.error().message}});
}

void Server::announce(std::ostream& out) const {
  Json::Array addresses;
  for (const std::string& address : http_->listening()) addresses.emplace_back(address);
  Json line;
  line.set("listening", std::move(addresses));
  line.set("pin", to_hex(keys_->tls_pin));
  if (setup_open_) line.set("setup_token_file", (folder_ / data_folder::kSetupToken).string());
  line.set("version", BANGTIN_VERSION);
  out << line.dump() << std::endl;
}

void Server::stop() {
  if (web_) web_->stop();    // A portal must not hold up the end.
  if (http_) http_->stop();  // The workers still answer what it took.
  if (quick_worker_) quick_worker_->stop();
  if (slow_worker_) slow_worker_->stop();
  if (news_worker_) news_worker_->stop();
  if (bulk_worker_) bulk_worker_->stop();
  backups_.stop();
  if (backup_worker_) backup_worker_->stop();
  if (converter_) converter_->stop();
}

int complain(const Error& error) {
  log::error("server", error.message, {{"code", std::string(code_name(error.code))}});
  return kFailed;
}

/// Waits for one of the blocked signals `ends` or, `with_input`, for whoever started this program
/// to be gone: he holds the other end of its standard input. Returns why.
std::string wait_for_end(const sigset_t& ends, bool with_input) {
  const Fd signals(::signalfd(-1, &ends, SFD_CLOEXEC));
  CHECK(signals.valid());
  pollfd sources[2] = {{signals.get(), POLLIN, 0}, {with_input ? STDIN_FILENO : -1, POLLIN, 0}};
  for (;;) {
    if (::poll(sources, 2, -1) < 0) continue;  // Interrupted: nothing happened.
    signalfd_siginfo signal{};
    if (sources[0].revents != 0 && ::read(signals.get(), &signal, sizeof signal) > 0) {
      return "signal " + std::to_string(signal.ssi_signo);
    }
    char ignored[256];
    if (sources[1].revents != 0 && ::read(STDIN_FILENO, ignored, sizeof ignored) <= 0) {
      return "end of input";
    }
  }
}

int serve(const Options& options) {
  // Blocked before any thread starts, so that only the wait below takes them.
  sigset_t ends;
  sigemptyset(&ends);
  sigaddset(&ends, SIGTERM);
  sigaddset(&ends, SIGINT);
  ::pthread_sigmask(SIG_BLOCK, &ends, nullptr);
  ::signal(SIGPIPE, SIG_IGN);
  SystemClock clock;
  SystemRandom random;
  Server server(options.settings, clock, random);
  const Status opened = server.open();
  if (!opened) return complain(opened.error());
  if (options.check_only) return 0;
  const Status listening = server.listen();
  if (!listening) {
    server.stop();
    return complain(listening.error());
  }
  server.announce(std::cout);
  log::info("server", "stops", {{"why", wait_for_end(ends, options.ends_with_input)}});
  server.stop();
  return 0;
}

int told(const Status& status) { return status ? 0 : complain(status.error()); }

int run_command(const Options& options) {
  const fs::path folder = options.settings.find("data")->second;
  if (options.command == "setup-token") return told(print_setup_token(folder));
  if (options.command == "pin") return told(print_pin(folder));
  if (options.command == "reset-factor") return told(reset_factor(folder, options.login));
  if (options.command == "audit") return told(check_audit(folder, options.witness));
  if (options.command == "serve") return serve(options);
  if (options.command == "new-online-key") return told(make_online_key(folder));
  if (options.command == "backup") return told(write_backup(folder, options.out));
  SystemRandom random;
  return told(data_folder::restore(options.from, folder, random));
}

/// Everything that can be said on the command line, as CLI11 fills it.
struct Flags {
  std::string config;
  std::string data;
  std::vector<std::string> listen;
  std::string log_level;
  std::string ingest;
  std::string feed_networks;
  std::string keep_plays_days, keep_events_days, connections_per_address;
};

void declare(CLI::App& app, Flags& flags, Options& options) {
  app.set_version_flag("--version", BANGTIN_VERSION);
  app.add_option("--config", flags.config, "file of settings, key = value");
  app.add_option("--data", flags.data, kSettings[0].help);
  app.add_option("--listen", flags.listen, kSettings[1].help);
  app.add_option("--log-level", flags.log_level, kSettings[2].help);
  app.add_option("--ingest", flags.ingest, kSettings[3].help);
  app.add_option("--feed-networks", flags.feed_networks, kSettings[4].help);
  app.add_option("--keep-plays-days", flags.keep_plays_days, kSettings[5].help);
  app.add_option("--keep-events-days", flags.keep_events_days, kSettings[6].help);
  app.add_option("--connections-per-address", flags.connections_per_address, kSettings[7].help);
  app.add_flag("--check", options.check_only, "open everything, listen nowhere, end");
  app.add_flag("--end-with-input", options.ends_with_input,
               "end when standard input does: with the program that started this one");
  app.fallthrough();
  app.require_subcommand(0, 1);
  app.add_subcommand("serve", "run the server (what happens when no command is given)");
  app.add_subcommand("setup-token", "print a new one-time token for the first administrator");
  app.add_subcommand("pin", "print the pin of the server's certificate");
  auto* reset = app.add_subcommand("reset-factor", "remove the second factor of a person");
  reset->add_option("--login", options.login)->required();
  auto* audit = app.add_subcommand("audit", "check that no event was changed; exit code 1 if so");
  audit->add_option("--witness", options.witness,
                    "SEQ:HASH noted earlier, or generation/current.json of a board");
  app.add_subcommand("new-online-key", "make an online key that waits to be signed for");
  auto* backup = app.add_subcommand("backup", "write a complete, checked copy, also while serving");
  backup->add_option("--out", options.out, "new folder for the copy")->required();
  auto* restore = app.add_subcommand("restore", "fill an empty data folder from a backup");
  restore->add_option("--from", options.from, "folder of the backup")->required();
}

Status merge(const Flags& flags, Options& options) {
  std::vector<std::pair<std::string, std::string>> said;
  const auto say = [&](const char* key, const std::string& value) {
    if (!value.empty()) said.emplace_back(key, value);
  };
  say("data", flags.data);
  say("listen", joined(flags.listen, ","));
  say("log-level", flags.log_level);
  say("ingest", flags.ingest);
  say("feed-networks", flags.feed_networks);
  say("keep-plays-days", flags.keep_plays_days);
  say("keep-events-days", flags.keep_events_days);
  say("connections-per-address", flags.connections_per_address);
  const auto environment = [](const std::string& name) { return std::getenv(name.c_str()); };
  const std::string text =
      flags.config.empty() ? "" : TRY(files::read_all(flags.config, kConfigBytesMax));
  options.settings = TRY(merge_settings(kSettings, text, environment, said));
  if (!log::set_level(options.settings.find("log-level")->second)) {
    return Error{Code::Invalid, "log-level is none of error, warn, info, debug", {}};
  }
  return {};
}

}  // namespace

int run_server(int count, char** values) {
  Flags flags;
  Options options;
  CLI::App app("bangtin-server: store, HTTP API, push and selection of Bảng Tin");
  declare(app, flags, options);
  try {
    app.parse(count, values);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : kWrongOptions;
  }
  for (const CLI::App* command : app.get_subcommands()) options.command = command->get_name();
  const Status merged = merge(flags, options);
  if (!merged) {
    complain(merged.error());
    return kWrongOptions;
  }
  return run_command(options);
}

}  // namespace bangtin
