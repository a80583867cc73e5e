#include "manager/server/board_gate.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include "shared/base/ascii.h"
#include "shared/base/limits.h"
#include "shared/base/log.h"

namespace bangtin {
namespace {

constexpr std::string_view kCopiedKey = "board.copied_key";
constexpr std::string_view kRevokedCalls = "board.revoked_calls";

/// A counter leaves room above for the block that is noted ahead.
std::optional<std::int64_t> counter_of(const Request& request) {
  const std::string_view text = request.header(ascii::lower(kHeaderCounter));
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  constexpr auto kMax = std::numeric_limits<std::int64_t>::max() - limits::kCounterNotedAhead;
  if (error != std::errc{} || end != text.data() + text.size() || value < 1 || value > kMax) {
    return std::nullopt;
  }
  return value;
}

/// For people.
std::string addresses(const std::string& one, const std::string& other) {
  return one.empty() || one == other ? other : one + ", " + other;
}

Error unsigned_request() {
  return {Code::Denied, "no valid signature of a board", "server.bad_signature"};
}
Error replayed() { return {Code::Conflict, "counter was seen or is too old", "board.replayed"}; }

/// Notes one more occurrence; true when there were `enough` within the span, which starts anew.
bool too_often(std::deque<Instant>& seen, Instant now, std::size_t enough, Millis span) {
  seen.push_back(now);
  while (!seen.empty() && (now - seen.front() > span || seen.front() > now)) seen.pop_front();
  if (seen.size() < enough) return false;
  seen.clear();
  return true;
}

/// A clock that was set back holds nothing up.
bool is_lately(Instant noted_at, Instant now) {
  return now >= noted_at && now - noted_at < BoardGate::kNotedEvery;
}

}  // namespace

Result<PublicKey> BoardGate::signer_of(const Request& request) {
  const auto key = public_key_from_hex(request.header(ascii::lower(kHeaderBoardKey)));
  const auto signature = signature_from_hex(request.header(ascii::lower(kHeaderSignature)));
  const auto counter = counter_of(request);
  if (!key || !signature || !counter) return unsigned_request();
  const std::string text =
      request_text(request.method, request.target, *key, *counter, request.body);
  if (!verify(*key, text, *signature)) return unsigned_request();
  return *key;
}

Result<BoardGate::Watch*> BoardGate::watch_of(const PublicKey& key, const BoardId& board) {
  const auto known = boards_.find(key);
  if (known != boards_.end()) return &known->second;
  const std::int64_t floor = TRY(office_.counter_of(board));
  Watch watch{board, CounterWindow(floor), floor, floor, {}, {}, {}, {}};
  // What the key signed while it was being paired stays taken.
  const auto before = new_keys_.find(key);
  if (before != new_keys_.end() && before->second.highest() > floor) {
    watch.window = before->second;
    new_keys_.erase(before);
  }
  return &boards_.emplace(key, std::move(watch)).first->second;
}

Status BoardGate::take(Watch& watch, std::int64_t counter, const std::string& peer, Instant now) {
  if (!watch.window.take(counter)) {
    // Numbers from before this start prove nothing: the block noted ahead reaches over new ones.
    if (counter > watch.floor &&
        too_often(watch.replays, now, limits::kReplaysBeforeProblem, limits::kReplaySpan)) {
      TRY(note_copied(watch, addresses(watch.peer, peer), now));
    }
    return replayed();
  }
  watch.peer = peer;
  if (counter > watch.noted) {
    const std::int64_t noted = watch.window.highest() + limits::kCounterNotedAhead;
    TRY(office_.note_counter(watch.board, noted));
    watch.noted = noted;
  }
  return {};
}

Result<BoardRecord> BoardGate::board_of(const Request& request, Instant now) {
  const PublicKey key = TRY(signer_of(request));
  auto found = office_.board_of(key);
  if (!found && found.error().key == "board.revoked") note_turned_away(key, request.peer, now);
  BoardRecord board = TRY(std::move(found));
  Watch* watch = TRY(watch_of(key, board.id));
  TRY(take(*watch, *counter_of(request), request.peer, now));
  return board;
}

Result<PublicKey> BoardGate::new_key_of(const Request& request) {
  const PublicKey key = TRY(signer_of(request));
  const std::int64_t counter = *counter_of(request);
  // Forgetting all is harmless: a repeated pairing request only asks again for the same offer.
  if (new_keys_.size() >= limits::kNewKeysMax) new_keys_.clear();
  if (!new_keys_.try_emplace(key).first->second.take(counter)) return replayed();
  return key;
}

void BoardGate::forget(const BoardId& board) {
  std::erase_if(boards_, [&board](const auto& entry) { return entry.second.board == board; });
}

Status BoardGate::note_copied(Watch& watch, const std::string& peers, Instant now) {
  if (watch.copy_noted_at && is_lately(*watch.copy_noted_at, now)) return {};
  log::warn("server", "a board's key seems to be in use twice", {{"board", watch.board.text}});
  TRY(office_.note_problem(watch.board, std::string(kCopiedKey), now, peers));
  watch.copy_noted_at = now;
  return {};
}

/// Once for an address, and seldom for another: whoever has the box may call every second.
void BoardGate::note_turned_away(const PublicKey& key, const std::string& peer, Instant now) {
  const auto [known, is_new] = turned_away_.try_emplace(key, TurnedAway{peer, now});
  if (!is_new && (known->second.peer == peer || is_lately(known->second.noted_at, now))) return;
  known->second = {peer, now};
  const auto boards = office_.boards();
  if (!boards) return log::warn("server", boards.error().message);
  const auto board = std::ranges::find(*boards, key, &BoardRecord::key);
  if (board == boards->end()) return;
  log::warn("server", "a revoked board calls", {{"board", board->id.text}, {"peer", peer}});
  const auto noted = office_.note_problem(board->id, std::string(kRevokedCalls), now, peer);
  if (!noted) log::warn("server", noted.error().message, {{"board", board->id.text}});
}

void BoardGate::note_replaced(const BoardId& board, const std::string& other,
                              const std::string& peer, Instant now) {
  for (auto& [key, watch] : boards_) {
    if (watch.board != board) continue;
    if (!too_often(watch.replacements, now, limits::kReplacementsBeforeProblem,
                   limits::kReplacementSpan)) {
      return;
    }
    const auto noted = note_copied(watch, addresses(other, peer), now);
    if (!noted) log::warn("server", noted.error().message, {{"board", board.text}});
    return;
  }
}

}  // namespace bangtin
