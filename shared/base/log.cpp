#include "shared/base/log.h"

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <iterator>
#include <mutex>

#include "shared/base/clock.h"
#include "shared/base/limits.h"

namespace bangtin::log {
namespace {

constexpr std::array<std::string_view, 4> kLevelNames = {"error", "warn", "info", "debug"};

std::atomic<Level> highest{Level::Info};
std::mutex write_mutex;

/// Text as it may stand in a line: control characters, which could forge a line or steer a
/// terminal, are written as \xNN.
void append_plain(std::string_view text, std::string& line) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7f) {
      fmt::format_to(std::back_inserter(line), "\\x{:02x}", byte);
    } else {
      line += c;
    }
  }
}

/// A field's value; in quotes when a reader could not tell where it ends.
void append_value(std::string_view value, std::string& line) {
  const bool bare = !value.empty() && value.find_first_of(" \"=\\") == value.npos;
  if (bare) return append_plain(value, line);
  line += '"';
  for (; !value.empty(); value.remove_prefix(1)) {
    if (value[0] == '"' || value[0] == '\\') line += '\\';
    append_plain(value.substr(0, 1), line);
  }
  line += '"';
}

/// Cuts at a character's begin, never inside a UTF-8 sequence.
void cut_to_limit(std::string& line) {
  if (line.size() <= limits::kLogLineBytesMax) return;
  std::size_t end = limits::kLogLineBytesMax;
  while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xc0) == 0x80) --end;
  line.resize(end);
  line += " (cut)";
}

}  // namespace

void set_level(Level level) { highest = level; }

bool set_level(std::string_view name) {
  for (std::size_t i = 0; i < kLevelNames.size(); ++i) {
    if (kLevelNames[i] == name) {
      highest = static_cast<Level>(i);
      return true;
    }
  }
  return false;
}

void write(Level level, std::string_view area, std::string_view message, Fields fields) {
  if (level > highest.load()) return;
  std::string line = fmt::format("{} {} {} ", to_iso8601(SystemClock().wall()),
                                 kLevelNames[static_cast<std::size_t>(level)], area);
  append_plain(message, line);
  for (const Field& field : fields) {
    fmt::format_to(std::back_inserter(line), " {}=", field.key);
    append_value(field.value, line);
  }
  cut_to_limit(line);
  line += '\n';
  // One line at a time, also when the pipe takes it in pieces. A log that nobody can read any
  // more is no reason to stop.
  const std::lock_guard lock(write_mutex);
  for (std::string_view rest = line; !rest.empty();) {
    const ssize_t written = ::write(STDERR_FILENO, rest.data(), rest.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace bangtin::log
