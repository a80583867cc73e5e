#include "manager/core/board_findings.h"

#include <algorithm>

#include "manager/core/amounts.h"
#include "shared/base/texts.h"

namespace bangtin {
namespace {

/// A board that is started again is back by then.
constexpr std::chrono::minutes kRestartTakes{3};
constexpr std::chrono::minutes kJustStarted{10};
/// A Raspberry Pi slows itself down at 80 °C. Source: Raspberry Pi documentation, "Frequency
/// management and thermal control".
constexpr std::int64_t kWarm_c = 70, kHot_c = 80;
constexpr std::int64_t kDiskLow_bytes = 300'000'000;

bool is_hot(const BoardRecord& board) {
  const auto& health = board.status.health;
  return health && health->temperature_c.value_or(0) >= kHot_c;
}

/// What silenced it, as far as its last words tell.
std::string cause_of_silence(const BoardRecord& board, bool all_silent) {
  if (all_silent) return said("findings.cause.all_silent");
  if (is_hot(board)) {
    return text("findings.cause.was_hot",
                {{"degrees", std::to_string(*board.status.health->temperature_c)}});
  }
  const bool wireless = board.status.health && board.status.health->wireless.value_or(false);
  return said(wireless ? "findings.cause.wireless" : "findings.cause.silent");
}

BoardFinding silence_of(const BoardRecord& board, bool all_silent, Instant now) {
  if (!board.last_seen) {
    return {BoardFact::NeverSeen, Gravity::Waits, said("findings.never_seen"),
            said("findings.cause.never_seen")};
  }
  const Millis silent = std::max(now - *board.last_seen, Millis(0));
  const std::string words = text("findings.silent", {{"time", long_duration_text(silent)}});
  if (silent < kRestartTakes) {
    return {BoardFact::Silent, Gravity::Waits, words, said("findings.cause.just_silent")};
  }
  return {BoardFact::Silent, Gravity::Bad, words, cause_of_silence(board, all_silent)};
}

void add_health(const BoardHealth& health, std::vector<BoardFinding>& findings) {
  const std::int64_t degrees = health.temperature_c.value_or(0);
  if (degrees >= kWarm_c) {
    findings.push_back({BoardFact::Hot, degrees >= kHot_c ? Gravity::Bad : Gravity::Waits,
                        text("findings.temperature", {{"degrees", std::to_string(degrees)}}),
                        said("findings.cause.hot")});
  }
  if (health.disk_free_bytes && *health.disk_free_bytes < kDiskLow_bytes) {
    findings.push_back({BoardFact::DiskLow, Gravity::Waits,
                        text("findings.disk_low", {{"left", bytes_text(*health.disk_free_bytes)}}),
                        said("findings.cause.disk_low")});
  }
}

void add_start(const BoardRecord& board, std::vector<BoardFinding>& findings) {
  const bool just_started = board.online && board.status.health && board.status.health->up_s &&
                            Seconds(*board.status.health->up_s) < kJustStarted;
  if (!just_started) return;
  const Millis up = Seconds(*board.status.health->up_s);
  findings.push_back({BoardFact::JustStarted, Gravity::Told,
                      text("findings.started", {{"time", long_duration_text(up)}}), ""});
}

}  // namespace

bool all_silent(const std::vector<BoardRecord>& boards) {
  const auto lives = [](const BoardRecord& board) { return board.state == BoardState::Paired; };
  return std::ranges::count_if(boards, lives) > 1 &&
         std::ranges::none_of(
             boards, [&](const BoardRecord& board) { return lives(board) && board.online; });
}

std::vector<BoardFinding> board_findings(const BoardRecord& board, bool all_silent, Instant now) {
  if (board.state == BoardState::Revoked && board.problem == "board.revoked_calls") {
    return {{BoardFact::Revoked, Gravity::Waits,
             text("findings.revoked_calls", {{"peers", board.problem_peers}}),
             said("findings.cause.revoked_calls")}};
  }
  if (board.state == BoardState::Revoked) {
    return {{BoardFact::Revoked, Gravity::Over, said("findings.revoked"), ""}};
  }
  std::vector<BoardFinding> findings;
  if (board.off_air) {
    findings.push_back({BoardFact::OffAir, Gravity::Bad, said("findings.off_air"), ""});
  }
  for (const std::string& problem : {board.problem, board.status.problem}) {
    if (problem.empty()) continue;
    std::string cause = said(problem);
    if (problem == board.problem && !board.problem_peers.empty()) {
      cause += " " + text("findings.peers", {{"peers", board.problem_peers}});
    }
    findings.push_back({BoardFact::Problem, Gravity::Bad, said("findings.problem"), cause});
  }
  if (!board.online) {
    findings.push_back(silence_of(board, all_silent, now));
  } else {
    if (board.status.health) add_health(*board.status.health, findings);
    if (board.status.generation != board.generation_wanted) {
      findings.push_back({BoardFact::Behind, Gravity::Waits, said("findings.behind"), ""});
    }
  }
  std::ranges::stable_sort(findings, {}, &BoardFinding::gravity);
  if (findings.empty()) {
    findings.push_back({BoardFact::Well, Gravity::Good, said("findings.well"), ""});
  }
  add_start(board, findings);
  return findings;
}

std::vector<const BoardRecord*> worst_first(const std::vector<BoardRecord>& boards, Instant now) {
  struct Row {
    Gravity gravity;
    const BoardRecord* board;
  };
  const bool silent = all_silent(boards);
  std::vector<Row> rows;
  for (const BoardRecord& board : boards) {
    rows.push_back({board_findings(board, silent, now).front().gravity, &board});
  }
  std::ranges::stable_sort(rows, [](const Row& a, const Row& b) {
    return std::pair(a.gravity, std::string_view(a.board->name)) <
           std::pair(b.gravity, std::string_view(b.board->name));
  });
  std::vector<const BoardRecord*> sorted;
  for (const Row& row : rows) sorted.push_back(row.board);
  return sorted;
}

}  // namespace bangtin
