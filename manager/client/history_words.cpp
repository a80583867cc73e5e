#include "manager/client/history_words.h"

#include "manager/core/local_time.h"
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

std::string plays_words(const ItemHistory& history, Instant now, int utc_offset_minutes) {
  if (!history.plays_from || !history.plays_until || *history.plays_until <= now) return "";
  return text(*history.plays_from <= now ? "history.plays" : "history.will_play",
              {{"from", local_time_text(*history.plays_from, utc_offset_minutes)},
               {"until", local_time_text(*history.plays_until, utc_offset_minutes)}});
}

}  // namespace bangtin
