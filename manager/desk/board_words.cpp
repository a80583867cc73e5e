#include "manager/desk/board_words.h"

#include <algorithm>

#include "manager/desk/wording.h"
#include "shared/base/texts.h"
#include "shared/ui/icons.h"

namespace bangtin::desk {
namespace {

using ui::Mark;
using ui::Tone;
namespace icon = ui::icon;
using std::chrono::minutes;

/// A board that is started again is back by then.
constexpr minutes kRestartTakes{3};
constexpr minutes kJustStarted{10};
/// A Raspberry Pi slows itself down at 80 °C. Source: Raspberry Pi documentation, "Frequency
/// management and thermal control".
constexpr std::int64_t kWarm_c = 70, kHot_c = 80;
constexpr std::int64_t kDiskLow_bytes = 300'000'000;

std::string said(std::string_view key) { return std::string(text(key)); }

bool is_hot(const BoardRecord& board) {
  const auto& health = board.status.health;
  return health && health->temperature_c.value_or(0) >= kHot_c;
}

/// What silenced it, as far as its last words tell.
std::string cause_of_silence(const BoardRecord& board, bool all_silent) {
  if (all_silent) return said("desk.cause.all_silent");
  if (is_hot(board)) {
    return text("desk.cause.was_hot",
                {{"degrees", std::to_string(*board.status.health->temperature_c)}});
  }
  const bool wireless = board.status.health && board.status.health->wireless.value_or(false);
  return said(wireless ? "desk.cause.wireless" : "desk.cause.silent");
}

Finding silence_of(const BoardRecord& board, bool all_silent, Instant now) {
  if (!board.last_seen) {
    return {{icon::kWait, said("desk.board.never_seen"), Tone::Wait},
            said("desk.cause.never_seen")};
  }
  const Millis silent = std::max(now - *board.last_seen, Millis(0));
  const std::string words = text("desk.board.silent", {{"time", long_duration_text(silent)}});
  if (silent < kRestartTakes) {
    return {{icon::kOffline, words, Tone::Wait}, said("desk.cause.just_silent")};
  }
  return {{icon::kOffline, words, Tone::Bad}, cause_of_silence(board, all_silent)};
}

void add_health(const BoardHealth& health, std::vector<Finding>& findings) {
  const std::int64_t degrees = health.temperature_c.value_or(0);
  if (degrees >= kWarm_c) {
    const std::string words =
        text("desk.board.temperature", {{"degrees", std::to_string(degrees)}});
    findings.push_back({{icon::kAlert, words, degrees >= kHot_c ? Tone::Bad : Tone::Wait},
                        said("desk.cause.hot")});
  }
  if (health.disk_free_bytes && *health.disk_free_bytes < kDiskLow_bytes) {
    findings.push_back(
        {{icon::kAlert,
          text("desk.board.disk_low", {{"left", bytes_text(*health.disk_free_bytes)}}), Tone::Wait},
         said("desk.cause.disk_low")});
  }
}

}  // namespace

int rank_of(Tone tone) {
  return tone == Tone::Bad ? 0 : tone == Tone::Wait ? 1 : tone == Tone::Good ? 2 : 3;
}

bool all_silent(const std::vector<BoardRecord>& boards) {
  const auto lives = [](const BoardRecord& board) { return board.state == BoardState::Paired; };
  return std::ranges::count_if(boards, lives) > 1 &&
         std::ranges::none_of(
             boards, [&](const BoardRecord& board) { return lives(board) && board.online; });
}

std::vector<Finding> findings_of(const BoardRecord& board, bool all_silent, Instant now) {
  if (board.state == BoardState::Revoked) {
    return {{{icon::kCloseCircle, said("desk.board.revoked"), Tone::Muted}, ""}};
  }
  std::vector<Finding> findings;
  if (board.off_air) {
    findings.push_back({{icon::kCloseCircle, said("desk.board.off_air"), Tone::Bad}, ""});
  }
  for (const std::string& problem : {board.problem, board.status.problem}) {
    if (problem.empty()) continue;
    findings.push_back({{icon::kAlert, said("desk.board.problem"), Tone::Bad}, said(problem)});
  }
  if (!board.online) {
    findings.push_back(silence_of(board, all_silent, now));
  } else {
    if (board.status.health) add_health(*board.status.health, findings);
    if (board.status.generation != board.generation_wanted) {
      findings.push_back({{icon::kSync, said("desk.board.behind"), Tone::Wait}, ""});
    }
  }
  std::ranges::stable_sort(findings, {},
                           [](const Finding& finding) { return rank_of(finding.mark.tone); });
  if (findings.empty()) {
    findings.push_back({{icon::kCheckCircle, said("desk.board.well"), Tone::Good}, ""});
  }
  const bool just_started = board.online && board.status.health && board.status.health->up_s &&
                            Seconds(*board.status.health->up_s) < kJustStarted;
  if (just_started) {
    const Millis up = Seconds(*board.status.health->up_s);
    findings.push_back(
        {{icon::kRefresh, text("desk.board.started", {{"time", long_duration_text(up)}}),
          Tone::Accent},
         ""});
  }
  return findings;
}

std::string long_duration_text(Millis duration) {
  const auto all = std::chrono::duration_cast<Seconds>(duration).count();
  constexpr std::int64_t kMinute = 60, kHour = 60 * kMinute, kDay = 24 * kHour;
  const auto number = [](std::int64_t value) { return std::to_string(value); };
  if (all >= kDay) {
    return text("desk.duration.days",
                {{"d", number(all / kDay)}, {"h", number(all % kDay / kHour)}});
  }
  if (all >= kHour) return duration_text(duration);
  if (all >= kMinute) return text("desk.duration.whole_minutes", {{"m", number(all / kMinute)}});
  return text("desk.duration.seconds", {{"s", number(all)}});
}

}  // namespace bangtin::desk
