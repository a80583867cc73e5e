#include "tests/sim/world.h"

#include <algorithm>

namespace bangtin::sim {
namespace {

const Instant kEpoch =
    std::chrono::sys_days{std::chrono::year{2026} / 11 / 22} + std::chrono::hours(2);

}  // namespace

World::World(std::uint64_t seed, WorldOptions options) : random_(seed), options_(options) {
  office_ = std::make_unique<SimOffice>(random_, kEpoch);
  for (int i = 0; i < options.boards; ++i) {
    boards_.push_back(
        std::make_unique<SimBoard>(random_, *office_, "board " + std::to_string(i + 1), kEpoch));
  }
}

Instant World::now() const {
  return kEpoch + std::chrono::duration_cast<Millis>(at_.time_since_epoch());
}

Monotonic World::random_later(Seconds about) {
  if (about.count() == 0) return Monotonic::max();
  return at_ + Millis(between(random_, 1, 2'000 * about.count()));
}

void World::step() {
  if (at_ >= next_second_) {
    office_->push();
    for (const auto& board : boards_) {
      if (const auto card = board->card()) office_->accept(*card, now());
    }
    next_second_ = at_ + Seconds(1);
  }
  if (at_ >= next_act_) {
    office_->act(now());
    office_->push();
    next_act_ = random_later(options_.action_every);
  }
  if (at_ >= heal_at_) {
    heal();
    heal_at_ = Monotonic::max();
  }
  if (at_ >= next_fault_) {
    fault();
    next_fault_ = random_later(options_.fault_every);
  }
  for (const auto& board : boards_) board->step(at_);
}

void World::pass(Seconds duration) {
  const Monotonic end = at_ + duration;
  while (at_ < end) {
    step();
    Monotonic next = std::min({next_second_, next_act_, next_fault_, heal_at_, end});
    for (const auto& board : boards_) next = std::min(next, board->next_wake());
    at_ = std::clamp(next, at_ + Millis(1), end);
  }
}

void World::heal() {
  for (const auto& board : boards_) {
    board->transport().line = SimLine{};
    board->set_disk_full(false);
    board->set_clock_skew(Millis(0));
  }
}

/// A clock that drifts, one that was never set, one that somebody sets to another day.
Millis World::wrong_clock() {
  switch (random_.below(4)) {
    case 0:
      return -now().time_since_epoch() + std::chrono::hours(30);
    case 1:
      return std::chrono::hours(between(random_, -24 * 400, 24 * 400));
    default:
      return Millis(between(random_, -3'000, 3'000));
  }
}

void World::fault() {
  SimBoard& board = *boards_[static_cast<std::size_t>(random_.below(boards_.size()))];
  SimLine& line = board.transport().line;
  switch (random_.below(9)) {
    case 0:
      line.parted = true;
      break;
    case 1:
      line.lose_percent = 20;
      line.deaf_percent = 20;
      line.cut_percent = 30;
      line.repeat_percent = 20;
      line.piece_bytes_max = 7'000;
      break;
    case 2:
      board.kill_agent();
      break;
    case 3:
      board.kill_player();
      break;
    case 4:
      board.cut_power();
      break;
    case 5:
      board.cut_power_soon();
      break;
    case 6:
      board.set_disk_full(true);
      break;
    case 7:
      office_->restart();
      break;
    default:
      board.set_clock_skew(wrong_clock());
      break;
  }
  if (heal_at_ == Monotonic::max()) heal_at_ = random_later(Seconds(20));
}

void World::run() {
  pass(Seconds(10));
  next_act_ = random_later(options_.action_every);
  next_fault_ = random_later(options_.fault_every);
  pass(options_.duration);
}

void World::settle() {
  next_act_ = next_fault_ = heal_at_ = Monotonic::max();
  heal();
  // Longer than the longest back-off and the silence after which a stream is given up.
  pass(Seconds(240));
}

void World::check_plays(std::vector<std::string>& out) {
  for (const auto& board : boards_) {
    const auto id = board->id();
    if (!id) {
      out.push_back("a board was never paired");
      continue;
    }
    const auto report = office_->office().play_report("2026-06-01", "2027-05-31", *id, {});
    if (!report.ok()) {
      out.push_back("no report: " + report.error().message);
      continue;
    }
    const Plays stored{report->plays, report->shown_ms, report->frames};
    const Plays& shown = board->durable_plays();
    const bool kept = board->lost_records()
                          ? stored.plays >= shown.plays && stored.shown_ms >= shown.shown_ms
                          : stored == shown;
    if (!kept) {
      out.push_back("plays: shown " + std::to_string(shown.plays) + " (" +
                    std::to_string(shown.shown_ms) + " ms), stored " +
                    std::to_string(stored.plays) + " (" + std::to_string(stored.shown_ms) + " ms)");
    }
    Plays sum;
    for (const PlayReportRow& row : report->rows) {
      sum = {sum.plays + row.plays, sum.shown_ms + row.shown_ms, sum.frames + row.frames};
    }
    if (sum != stored) out.push_back("the rows of the report do not add up to its totals");
  }
}

std::vector<std::string> World::complaints() {
  for (const auto& board : boards_) {
    if (!board->is_newest_on_glass()) {
      office_->complaints.push_back("a board does not show the newest selection after all");
    }
    if (!board->trusts_its_time()) {
      office_->complaints.push_back("a board does not know the server's time after all");
    }
    board->close_player();
  }
  pass(Seconds(100));  // the last records go up
  std::vector<std::string> all = office_->complaints;
  for (const auto& board : boards_) {
    all.insert(all.end(), board->complaints.begin(), board->complaints.end());
  }
  check_plays(all);
  return all;
}

}  // namespace bangtin::sim
