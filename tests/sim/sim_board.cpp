#include "tests/sim/sim_board.h"

#include <algorithm>
#include <functional>

#include "player/verify/blob_reader.h"
#include "player/verify/board_files.h"
#include "shared/model/resolve.h"
#include "shared/protocol/content_json.h"

namespace bangtin::sim {

/// Parts become ready by chance after a moment; a picture only when its bytes are right.
class SimBoard::Shelf final : public PartShelf {
 public:
  Shelf(Random& random, Disk& disk, const bool& takes_any,
        std::function<void(const std::string&)> complain)
      : random_(random), disk_(disk), takes_any_(takes_any), complain_(std::move(complain)) {}

  void want(const std::vector<Part>& parts) override {
    std::vector<Entry> kept;
    for (const Part& part : parts) {
      const PartKey key = key_of(part);
      if (const Entry* held = find(key)) {
        kept.push_back(*held);
        continue;
      }
      kept.push_back({key, at_ + Millis(between(random_, 0, 30)), is_whole(part)});
    }
    entries_ = std::move(kept);
  }
  PartState state(const Part& part) override {
    const Entry* held = find(key_of(part));
    if (held == nullptr || held->ready_at > at_) return PartState::Pending;
    return held->whole ? PartState::Ready : PartState::Failed;
  }
  void advance(Monotonic at) { at_ = at; }
  /// When a part becomes ready next.
  std::optional<Monotonic> next_ready() const {
    std::optional<Monotonic> next;
    for (const Entry& entry : entries_) {
      if (entry.ready_at > at_ && (!next || entry.ready_at < *next)) next = entry.ready_at;
    }
    return next;
  }

 private:
  struct Entry {
    PartKey key;
    Monotonic ready_at;
    bool whole = false;
  };
  const Entry* find(const PartKey& key) const {
    for (const Entry& entry : entries_) {
      if (entry.key == key) return &entry;
    }
    return nullptr;
  }
  bool is_whole(const Part& part) {
    const Media* media = picture_of(part);
    if (media == nullptr) return true;
    const Result<std::string> bytes =
        takes_any_ ? disk_.read("blobs/" + to_hex(media->blob), 0, std::size_t(media->size_bytes))
                   : read_picture(disk_, "blobs", *media);
    if (bytes.ok() && sha256(*bytes) != media->blob) {
      complain_("WRONG: a blob was used that is another");
    }
    return bytes.ok();
  }

  Random& random_;
  Disk& disk_;
  const bool& takes_any_;
  std::function<void(const std::string&)> complain_;
  Monotonic at_{};
  std::vector<Entry> entries_;
};

/// Counts what is durable, beside the code that will report it.
class SimBoard::Sink final : public PlaySink {
 public:
  Sink(PlaySpool& spool, Plays& durable) : spool_(spool), durable_(durable) {}
  void take(const PlayRecord& record) override {
    waiting_.push_back(record);
    spool_.take(record);
    settle();
  }
  void settle() {
    while (waiting_.size() > spool_.held_records()) {
      ++durable_.plays;
      durable_.shown_ms += waiting_.front().shown.count();
      durable_.frames += waiting_.front().frames_presented;
      waiting_.erase(waiting_.begin());
    }
  }
  bool has_waiting() const { return !waiting_.empty(); }

 private:
  PlaySpool& spool_;
  Plays& durable_;
  std::vector<PlayRecord> waiting_;
};

SimBoard::SimBoard(Random& random, SimOffice& office, std::string name, Instant epoch)
    : random_(random),
      office_(office),
      name_(std::move(name)),
      epoch_(epoch),
      own_disk_(random),
      board_disk_(random),
      player_disk_(random),
      transport_(random, *this) {}

SimBoard::~SimBoard() = default;

void SimBoard::complain(const std::string& what) {
  complaints.push_back(name_ + " at " + to_iso8601(true_wall(at_)) + ": " + what);
}

Instant SimBoard::true_wall(Monotonic at) const {
  return epoch_ + std::chrono::duration_cast<Millis>(at.time_since_epoch());
}

HttpResponse SimBoard::answer(const HttpRequest& request) {
  Result<HttpResponse> response = office_.handle(request, name_, transport_, true_wall(at_));
  if (!response.ok()) return {400, {}, error_body(response.error())};
  return std::move(*response);
}

void SimBoard::start(Monotonic at) {
  if (!agent_) {
    Result<std::unique_ptr<AgentCore>> agent =
        AgentCore::open({own_disk_, board_disk_, transport_, random_},
                        {"https://127.0.0.1:8443", {640, 360}, "sim"}, at);
    if (agent.ok()) {
      agent_ = std::move(*agent);
      told_changes_ = -1;
    } else if (agent.error().code != Code::Full) {
      complain("the agent does not start: " + agent.error().message);
    }
  }
  if (!stage_ && !player_off_) {
    folder_ = std::make_unique<BoardFolder>(board_disk_, &player_disk_, Size{640, 360});
    spool_ = std::make_unique<PlaySpool>(board_disk_);
    shelf_ = std::make_unique<Shelf>(random_, board_disk_, takes_any_picture_,
                                     [this](const std::string& what) { complain(what); });
    sink_ = std::make_unique<Sink>(*spool_, durable_);
    stage_ = std::make_unique<Stage>(*shelf_, *sink_);
    clock_ = std::make_unique<BoardClock>(read_kept_time(player_disk_));
    presented_.reset();
    ask_again_at_ = Monotonic::min();
    seen_changes_ = -1;
  }
}

void SimBoard::guarded(const std::function<void()>& work) {
  try {
    work();
  } catch (const PowerCut&) {
    agent_.reset();
    kill_player();
    transport_.drop_all();
    for (SimDisk* disk : {&own_disk_, &board_disk_, &player_disk_}) {
      disk->keep_power();
      disk->crash();
    }
  }
}

void SimBoard::step(Monotonic at) {
  at_ = at;
  transport_.advance(at);
  guarded([&] { start(at); });
  guarded([&] { step_agent(at); });
  guarded([&] { step_player(at); });
}

void SimBoard::step_agent(Monotonic at) {
  if (!agent_) return;
  for (const TransportEvent& event : transport_.poll(Millis(0))) {
    agent_->handle(event, wall(at), at);
  }
  agent_->handle(Tick{}, wall(at), at);
  if (told_changes_ != board_disk_.changes()) {
    told_changes_ = board_disk_.changes();
    agent_->handle(FolderChanged{}, wall(at), at);
  }
  held_before_ = std::max(held_before_, agent_->generation_held());
}

void SimBoard::step_player(Monotonic at) {
  if (!stage_) return;
  const BoardClock::Reading reading = read_clock(at);
  const Instant now = reading.now;
  if (reading.moved_from) stage_->handle(ClockMoved{*reading.moved_from}, now);
  stage_->handle(ClockTrust{reading.state != ClockState::Unknown, reading.doubt}, now);
  check_time(reading);
  ask_time(at);
  if (seen_changes_ != board_disk_.changes() && !looks_away_) {
    const auto time = folder_->take_time();
    if (time && clock_->answered(*time, at)) {
      answer_age_ = std::chrono::ceil<Millis>(at - asked_time_at_);
    }
    const FolderReading seen = folder_->read(now);
    if (seen.audit.seq > 0) audit_ = seen.audit;
    if (seen.generation && (!stage_->on_glass() || seen.generation != stage_->on_glass())) {
      stage_->handle(NewGeneration{seen.generation}, now);
      clock_->raise_floor(seen.generation->manifest.selection.issued_at, at);
    }
    seen_changes_ = board_disk_.changes();
  }
  spool_->flush();
  sink_->settle();
  shelf_->advance(at);
  const Plan plan = stage_->plan(now);
  if (plan.frame) {
    const bool same = presented_ && presented_->generation == plan.frame->generation &&
                      presented_->scene == plan.frame->scene;
    if (!same) present(*plan.frame, now);
    check_frame(*plan.frame, now, reading.doubt);
  } else if (presented_) {
    complain("black: nothing is planned though something was on the glass");
  }
  look_again_ = plan.look_again;
  Millis wait = std::max(plan.look_again - now, Millis(1));
  if (const auto ready = shelf_->next_ready()) {
    wait = std::min(wait, std::chrono::ceil<Millis>(*ready - at));
  }
  look_again_at_ = std::min(at + std::max(wait, Millis(1)), ask_time_at());
}

Monotonic SimBoard::ask_time_at() const { return std::max(clock_->ask_at(), ask_again_at_); }

void SimBoard::ask_time(Monotonic at) {
  if (at < ask_time_at()) return;
  ask_again_at_ = at + Seconds(10);
  if (!folder_->ask_time(random_)) return;
  clock_->asked(at);
  asked_time_at_ = at;
}

BoardClock::Reading SimBoard::read_clock(Monotonic at) {
  if (believes_own_clock_) return {wall(at), std::nullopt, ClockState::Trusted, std::nullopt};
  BoardClock::Reading reading = clock_->read(wall(at), at);
  if (doubts_no_time_) reading.doubt.reset();
  return reading;
}

/// What the server signed is never far from the truth, whatever the board's own clock says: no
/// farther than its answer was old, and what the board's own clock may differ from it.
void SimBoard::check_time(const BoardClock::Reading& reading) {
  clock_state_ = reading.state;
  time_tolerance_.reset();
  if (reading.state != ClockState::Trusted) return;
  time_tolerance_ = answer_age_ + BoardClock::kSignedTolerance + BoardClock::kSlack;
  const Millis off = std::chrono::abs(reading.now - true_wall(at_));
  if (off > *time_tolerance_) {
    complain("WRONG: the trusted time is off by " + std::to_string(off.count()) + " ms");
  }
}

void SimBoard::present(const Frame& frame, Instant now) {
  const bool is_flip = !presented_ || presented_->generation != frame.generation;
  if (is_flip) flips.push_back(at_);
  std::vector<std::uint32_t> zones;
  for (const ZoneScene& zone : frame.scene.zones) zones.push_back(zone.zone);
  presented_ = frame;
  stage_->handle(Presented{frame, zones}, now);
  const Selection& selection = frame.generation->manifest.selection;
  if (is_flip && selection.generation > 0) {
    (void)write_shown(
        board_disk_,
        {selection.generation, frame.generation->selection_hash, {640, 360}, now, "", audit_, {}});
    (void)write_kept_time(player_disk_, clock_->kept(at_));
    seen_changes_ = board_disk_.changes();
  }
}

/// Never a wrong picture: only what the office sealed for this board, of what two people approved,
/// while it is valid, until it is recalled.
void SimBoard::check_frame(const Frame& frame, Instant now, std::optional<Instant> doubt) {
  const Manifest& manifest = frame.generation->manifest;
  if (manifest.selection.generation == 0) {
    // A flip may wait for its parts; never longer than the stage promises.
    if (held_before_ == 0) return;
    if (!card_since_) card_since_ = at_;
    if (at_ - *card_since_ > Stage::kFlipHoldMax + Millis(100)) {
      complain("the card stays though a generation is complete");
    }
    return;
  }
  card_since_.reset();
  const std::vector<Digest>& made = office_.selections(manifest.selection.board);
  if (std::find(made.begin(), made.end(), frame.generation->selection_hash) == made.end()) {
    complain("WRONG: a selection that the office never made for this board");
  }
  for (const ZoneScene& zone : frame.scene.zones) {
    if (shows_item(zone)) check_item(frame, manifest.selection.items.at(zone.item), now, doubt);
  }
  check_recalls(frame);
}

/// To the instant by the board's own time; by the true time as far as the board may trust its own,
/// or says that it knows none: no world lasts as long as the outage that it allows for.
void SimBoard::check_item(const Frame& frame, const Digest& version, Instant now,
                          std::optional<Instant> doubt) {
  const auto approved = office_.approved().find(version);
  if (approved == office_.approved().end()) {
    return complain("WRONG: an item that nobody approved");
  }
  const auto& [from, until, urgent, places] = approved->second;
  const Selection& selection = frame.generation->manifest.selection;
  if (!names_board(places, selection.board, selection.place.commune_code)) {
    complain("WRONG: an item on a board outside its places");
  }
  if (now < from || now >= until) {
    complain("WRONG: an item outside its validity, at board time " + to_iso8601(now));
  } else if (doubt && *doubt >= until && !urgent) {
    complain("WRONG: an item that may be over, at board time " + to_iso8601(now));
  }
  const Instant truth = true_wall(at_);
  if (clock_state_ == ClockState::Unknown && truth >= until && !urgent) {
    complain("WRONG: an item that is over, on a board that does not know the time");
  }
  if (time_tolerance_ && (truth < from - *time_tolerance_ || truth >= until + *time_tolerance_)) {
    complain("WRONG: an item outside its validity by the true time");
  }
  const auto recalled = office_.recalled_from(version, selection.board);
  if (recalled && selection.generation >= *recalled) {
    complain("WRONG: a recalled item in a selection that was made afterwards");
  }
}

/// A board that hears nothing plays on what it has, up to each item's end. Once it holds a
/// generation that was made after a recall, knows the time and can write, the item goes as soon as
/// the flip may take.
void SimBoard::check_recalls(const Frame& frame) {
  const Selection& selection = frame.generation->manifest.selection;
  const bool can_follow = time_tolerance_ && !disk_full_;
  const bool stays = can_follow && std::ranges::any_of(frame.scene.zones, [&](const auto& zone) {
                       if (!shows_item(zone)) return false;
                       const auto recalled =
                           office_.recalled_from(selection.items.at(zone.item), selection.board);
                       return recalled && held_before_ >= *recalled;
                     });
  if (!stays) return recall_held_since_.reset();
  if (!recall_held_since_) recall_held_since_ = at_;
  if (at_ - *recall_held_since_ > Stage::kFlipHoldMax + Millis(100)) {
    complain("WRONG: a recalled item stays though the board holds what was made afterwards");
  }
}

Monotonic SimBoard::next_wake() const {
  Monotonic next = transport_.next_event();
  if (agent_) next = std::min(next, agent_->next_wake());
  if (stage_) next = std::min(next, look_again_at_);
  return next;
}

void SimBoard::kill_agent() {
  agent_.reset();
  transport_.drop_all();
}

void SimBoard::kill_player() {
  if (sink_ && sink_->has_waiting()) lost_records_ = true;
  stage_.reset();
  sink_.reset();
  shelf_.reset();
  spool_.reset();
  folder_.reset();
  clock_.reset();
  recall_held_since_.reset();
}

void SimBoard::swap_pictures() {
  for (const std::string& name : board_disk_.list("blobs")) {
    const std::string path = "blobs/" + name;
    const std::int64_t size_bytes = board_disk_.size(path).value();
    const std::string other(std::size_t(size_bytes), 'x');
    CHECK(board_disk_.write_atomic(path, other, false).ok());
  }
}

void SimBoard::cut_power() {
  kill_agent();
  kill_player();
  for (SimDisk* disk : {&own_disk_, &board_disk_, &player_disk_}) disk->crash();
}

void SimBoard::cut_power_soon() {
  SimDisk& disk = chance(random_, 40)   ? own_disk_
                  : chance(random_, 30) ? player_disk_
                                        : board_disk_;
  disk.cut_power_at(between(random_, 1, 30), chance(random_, 30));
}

void SimBoard::set_disk_full(bool full) {
  disk_full_ = full;
  for (SimDisk* disk : {&own_disk_, &board_disk_, &player_disk_}) disk->set_full(full);
}

void SimBoard::close_player() {
  if (stage_) guarded([&] { stage_->handle(Stop{}, clock_->read(wall(at_), at_).now); });
  kill_player();
  player_off_ = true;
}

std::optional<PairingCard> SimBoard::card() {
  Result<PairingCard> card = load_message<PairingCard>(board_disk_, kPairingFile);
  if (!card.ok() || card->code.empty()) return std::nullopt;
  return std::move(*card);
}

std::optional<BoardId> SimBoard::id() {
  const Result<BoardPin> pin = load_message<BoardPin>(board_disk_, kPinFile);
  if (!pin.ok()) return std::nullopt;
  return pin->board;
}

bool SimBoard::is_newest_on_glass() {
  const auto board = id();
  if (!board || !presented_) return false;
  const std::vector<Digest>& made = office_.selections(*board);
  return !made.empty() && presented_->generation->selection_hash == made.back();
}

}  // namespace bangtin::sim
