#include <algorithm>
#include <map>
#include <utility>

#include "manager/report/report_paper.h"

namespace bangtin {
namespace {

constexpr std::int64_t kWhole = 1000;

int permille(std::int64_t part, std::int64_t whole) {
  return whole > 0 ? int(part * kWhole / whole) : 0;
}

/// "22/11/2026 07:15:00"
std::string moment_words(Instant at, int utc_offset_minutes) {
  const std::string local = to_iso8601(at + std::chrono::minutes(utc_offset_minutes));
  return report_day_words(local.substr(0, 10)) + " " + local.substr(11, 8);
}

std::string board_name(const std::map<BoardId, std::string>& names, const BoardId& id) {
  const auto known = names.find(id);
  return known == names.end() || known->second.empty() ? id.text : known->second;
}

/// What a board's clock says of a moment before the publication is one right after it.
std::optional<std::int64_t> latency_of(const UrgentProof& proof) {
  if (!proof.first_play) return std::nullopt;
  return std::max<std::int64_t>(0, (*proof.first_play - proof.published_at).count());
}

PaperLatency latency_over(std::string board, const std::vector<const UrgentProof*>& proofs) {
  PaperLatency out;
  out.board = std::move(board);
  out.items = std::int64_t(proofs.size());
  std::vector<std::int64_t> all;
  for (const UrgentProof* proof : proofs) {
    const auto latency = latency_of(*proof);
    if (latency) all.push_back(*latency);
    if (!latency) ++out.never;
  }
  if (all.empty()) return out;
  std::ranges::sort(all);
  out.median_ms = (all[(all.size() - 1) / 2] + all[all.size() / 2]) / 2;
  out.worst_ms = all.back();
  return out;
}

}  // namespace

PaperProof paper_proof(const ProofReport& proof, const std::map<BoardId, std::string>& board_names,
                       int utc_offset_minutes) {
  PaperProof out;
  for (const BoardProof& board : proof.boards) {
    PaperBoard& line = out.boards.emplace_back();
    line.name = board_name(board_names, board.board);
    line.of_ms = board.of_ms;
    line.proven_ms = board.proven_ms;
    line.gap_ms = board.gap_ms;
    line.permille = permille(board.proven_ms, board.of_ms);
    if (board.gap_from) line.gap_from = moment_words(*board.gap_from, utc_offset_minutes);
    out.total.of_ms += line.of_ms;
    out.total.proven_ms += line.proven_ms;
    if (line.gap_ms > out.total.gap_ms) {
      out.total.gap_ms = line.gap_ms;
      out.total.gap_from = line.gap_from;
    }
  }
  out.total.permille = permille(out.total.proven_ms, out.total.of_ms);
  std::map<std::pair<std::string, BoardId>, std::vector<const UrgentProof*>> by_board;
  std::vector<const UrgentProof*> all;
  for (const UrgentProof& urgent : proof.urgent) {
    const std::string board = board_name(board_names, urgent.board);
    by_board[{board, urgent.board}].push_back(&urgent);
    all.push_back(&urgent);
    out.urgent.push_back({urgent.title.empty() ? urgent.item.text : urgent.title, board,
                          moment_words(urgent.published_at, utc_offset_minutes),
                          latency_of(urgent)});
  }
  for (const auto& [board, proofs] : by_board) {
    out.latencies.push_back(latency_over(board.first, proofs));
  }
  out.all = latency_over({}, all);
  return out;
}

}  // namespace bangtin
