// The log: one line per event on standard error, `TIME level area message key=value ...`.
// error: somebody must act; warn: heals itself; info: a state changed. Steady state is silent.
// Never secrets, never file contents. Thread: any.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace bangtin::log {

enum class Level { Error, Warn, Info, Debug };

struct Field {
  std::string_view key;
  std::string value;
};
using Fields = std::initializer_list<Field>;

/// Lines above this level are dropped. Info unless told otherwise.
void set_level(Level level);

/// "error", "warn", "info" or "debug"; false on anything else (the level stays).
bool set_level(std::string_view name);

void write(Level level, std::string_view area, std::string_view message, Fields fields = {});

inline void error(std::string_view area, std::string_view message, Fields fields = {}) {
  write(Level::Error, area, message, fields);
}
inline void warn(std::string_view area, std::string_view message, Fields fields = {}) {
  write(Level::Warn, area, message, fields);
}
inline void info(std::string_view area, std::string_view message, Fields fields = {}) {
  write(Level::Info, area, message, fields);
}
inline void debug(std::string_view area, std::string_view message, Fields fields = {}) {
  write(Level::Debug, area, message, fields);
}

}  // namespace bangtin::log
