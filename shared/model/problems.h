// Collects broken rules, up to a bound. For the files of this folder that validate. Thread: any.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/base/limits.h"
#include "shared/model/validate.h"

namespace bangtin {

/// "windows[3]".
inline std::string field_at(std::string_view list, std::size_t index) {
  return std::string(list) + "[" + std::to_string(index) + "]";
}

class Problems {
 public:
  /// Notes a broken rule; the first kProblemsMax are kept.
  void add(std::string_view key, std::string field) {
    if (!full()) list_.push_back({std::string(key), std::move(field)});
  }
  /// Notes the rule when `holds` is false; says whether it held.
  bool require(bool holds, std::string_view key, std::string field) {
    if (!holds) add(key, std::move(field));
    return holds;
  }
  /// Takes over what was found within the member `field`.
  void add_all(std::vector<Problem> problems, const std::string& field) {
    for (Problem& problem : problems) add(problem.key, field + "." + problem.field);
  }
  bool full() const { return list_.size() >= limits::kProblemsMax; }
  std::vector<Problem> take() { return std::move(list_); }

 private:
  std::vector<Problem> list_;
};

/// Instants that the wire can say.
inline bool is_wire_instant(Instant instant) {
  constexpr Instant kFirst = std::chrono::sys_days{std::chrono::year{0} / 1 / 1};
  constexpr Instant kEnd = std::chrono::sys_days{std::chrono::year{10'000} / 1 / 1};
  return instant >= kFirst && instant < kEnd;
}

inline bool is_digits(std::string_view text, std::size_t count) {
  return text.size() == count && text.find_first_not_of("0123456789") == text.npos;
}

inline bool is_page_duration(Millis duration) {
  return duration >= limits::kPageDurationMin && duration <= limits::kPageDurationMax;
}

/// A clip's page lasts as long as the clip.
inline bool is_clip_duration(Millis duration) {
  return duration >= limits::kClipDurationMin && duration <= limits::kClipDurationMax;
}

/// Rules of a short text: clean, one line, not too long; given unless `optional`.
void check_short_text(Problems& problems, std::string_view text, std::string field,
                      std::size_t characters_max, bool optional);

}  // namespace bangtin
