#include "manager/desk/own_server.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "shared/base/json.h"

namespace bangtin::desk {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kLog = "server.log";
constexpr std::size_t kAddressesMax = 64;
constexpr std::string_view kPortTaken = "in use";
constexpr std::size_t kLineBytesMax = 64u << 10;
constexpr std::size_t kLogTailBytes = 4u << 10;
constexpr std::uintmax_t kTokenBytesMax = 4u << 10;
/// A first start makes keys and the database; a slow disk takes its time.
constexpr int kPatienceMs = 60'000;

Error failed(int number, const char* what) { return files::error_of(number, what); }

struct Pipe {
  Fd read;
  Fd write;
};

Result<Pipe> make_pipe() {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return failed(errno, "pipe");
  return Pipe{Fd(ends[0]), Fd(ends[1])};
}

struct Actions {
  Actions() { ::posix_spawn_file_actions_init(&value); }
  ~Actions() { ::posix_spawn_file_actions_destroy(&value); }
  Actions(const Actions&) = delete;
  posix_spawn_file_actions_t value;
};

std::string last_line(const fs::path& file) {
  const Fd log(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (!log.valid()) return "";
  const off_t size_bytes = ::lseek(log.get(), 0, SEEK_END);
  const off_t begin = std::max<off_t>(0, size_bytes - off_t(kLogTailBytes));
  std::string tail(kLogTailBytes, '\0');
  const ssize_t got = ::pread(log.get(), tail.data(), tail.size(), begin);
  tail.resize(std::size_t(std::max<ssize_t>(got, 0)));
  while (tail.ends_with('\n')) tail.pop_back();
  return tail.substr(tail.rfind('\n') + 1);
}

}  // namespace

Result<OwnServerFacts> facts_of(std::string_view announcement) {
  const Json line = TRY(Json::parse(announcement));
  const Json::Array& listening = *TRY(line.array_at("listening", kAddressesMax));
  const std::string* first = listening.empty() ? nullptr : listening.front().as_string();
  if (first == nullptr || first->find(':') == std::string::npos) {
    return Error{Code::Corrupt, "the server listens nowhere", ""};
  }
  OwnServerFacts facts;
  facts.address = "https://127.0.0.1" + first->substr(first->rfind(':'));
  facts.pin = TRY(line.string_at("pin"));
  if (line.find("setup_token_file") == nullptr) return facts;
  facts.setup_token = TRY(files::read_all(TRY(line.string_at("setup_token_file")), kTokenBytesMax));
  while (facts.setup_token.ends_with('\n')) facts.setup_token.pop_back();
  return facts;
}

OwnServer::~OwnServer() { end(); }

Result<OwnServerFacts> OwnServer::start() {
  if (runs()) return *facts_;
  end();
  if (::access(options_.program.c_str(), X_OK) != 0) {
    return Error{Code::NotFound, options_.program.string(), "desk.own.no_program"};
  }
  auto facts = spawn();
  if (!facts.ok()) end();
  if (facts.ok()) facts_ = *facts;
  return facts;
}

Result<OwnServerFacts> OwnServer::spawn() {
  TRY(files::make_folders(options_.folder));
  Pipe input = TRY(make_pipe());
  Pipe output = TRY(make_pipe());
  const std::string log = (options_.folder / kLog).string();
  Actions actions;
  ::posix_spawn_file_actions_adddup2(&actions.value, input.read.get(), STDIN_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions.value, output.write.get(), STDOUT_FILENO);
  ::posix_spawn_file_actions_addopen(&actions.value, STDERR_FILENO, log.c_str(),
                                     O_WRONLY | O_CREAT | O_TRUNC, 0600);
  std::array<std::string, 6> words{options_.program.string(), "--data",
                                   options_.folder.string(),  "--listen",
                                   options_.listen,           "--end-with-input"};
  std::array<char*, words.size() + 1> arguments{};
  for (std::size_t i = 0; i < words.size(); ++i) arguments[i] = words[i].data();
  const int refused =
      ::posix_spawn(&pid_, arguments[0], &actions.value, nullptr, arguments.data(), environ);
  if (refused != 0) {
    pid_ = 0;
    return failed(refused, "start the server");
  }
  input_ = std::move(input.write);
  output_ = std::move(output.read);
  output.write = Fd();  // So that its end is seen when the server is gone.
  return facts_of(TRY(announcement()));
}

Result<std::string> OwnServer::announcement() {
  std::string line;
  while (line.find('\n') == std::string::npos) {
    pollfd ready{output_.get(), POLLIN, 0};
    const int found = ::poll(&ready, 1, kPatienceMs);
    if (found < 0 && errno == EINTR) continue;
    char piece[1024];
    const ssize_t got = found > 0 ? ::read(output_.get(), piece, sizeof piece) : 0;
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0 || line.size() > kLineBytesMax) return no_start();
    line.append(piece, std::size_t(got));
  }
  return line.substr(0, line.find('\n'));
}

Error OwnServer::no_start() const {
  std::string why = last_line(options_.folder / kLog);
  const bool taken = why.find(kPortTaken) != std::string::npos;
  return {Code::Unavailable, std::move(why), taken ? "desk.own.port_taken" : "desk.own.no_start"};
}

bool OwnServer::runs() {
  if (pid_ == 0) return false;
  if (::waitpid(pid_, nullptr, WNOHANG) == 0) return true;
  pid_ = 0;
  return false;
}

void OwnServer::end() {
  input_ = Fd();
  facts_.reset();
  if (pid_ == 0) return;
  ::kill(pid_, SIGTERM);
  while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
  }
  pid_ = 0;
  output_ = Fd();
}

}  // namespace bangtin::desk
