#include "manager/client/history_words.h"

#include <algorithm>

#include "manager/core/local_time.h"
#include "manager/core/mourning.h"
#include "shared/base/texts.h"

namespace bangtin {

std::string deed_words_of(const ItemStep& step, int utc_offset_minutes) {
  std::string key = "history." + std::string(name_of(step.deed));
  if (step.until) key += "_until";
  if (step.one_person) key += "_alone";
  const std::string until = step.until ? local_time_text(*step.until, utc_offset_minutes) : "";
  return text(key, {{"who", step.name.empty() ? step.who : step.name},
                    {"until", until},
                    {"reason", step.reason}});
}

std::string words_of(const ItemStep& step, int utc_offset_minutes) {
  return local_time_text(step.at, utc_offset_minutes) + "  " +
         deed_words_of(step, utc_offset_minutes);
}

bool rests(const ItemHistory& history, Instant now) {
  return history.rests_from && history.rests_until && *history.rests_from <= now &&
         now < *history.rests_until;
}

std::string plays_words(const ItemHistory& history, Instant now, int utc_offset_minutes) {
  if (!history.plays_from || !history.plays_until || *history.plays_until <= now) return "";
  const Span plays{*history.plays_from, *history.plays_until};
  const auto time = [&](Instant at) { return local_time_text(at, utc_offset_minutes); };
  const auto stretch = [&](const Span& span) {
    return text(span.begin <= now ? "history.plays" : "history.will_play",
                {{"from", time(span.begin)}, {"until", time(span.end)}});
  };
  if (!history.rests_from || !history.rests_until || *history.rests_until <= now) {
    return stretch(plays);
  }
  std::vector<Span> ahead = without(plays, {*history.rests_from, *history.rests_until});
  std::erase_if(ahead, [now](const Span& span) { return span.end <= now; });
  if (ahead.empty()) return text("history.rests_to_end", {{"until", time(plays.end)}});
  if (rests(history, now)) {
    return text("history.rests", {{"from", time(ahead.front().begin)}, {"until", time(plays.end)}});
  }
  std::string words = stretch(ahead.front());
  if (ahead.front().end == plays.end) return words;
  return words + text(ahead.size() == 1 ? "history.then_rests_to_end" : "history.then_rests",
                      {{"rested", time(*history.rests_until)}, {"until", time(plays.end)}});
}

}  // namespace bangtin
