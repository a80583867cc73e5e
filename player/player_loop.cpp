#include "player/player_loop.h"

#include <sys/inotify.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <vector>

#include "player/signals.h"
#include "player/wait.h"
#include "shared/base/log.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

/// Without an answer of the folder by then the glass gets the card.
constexpr auto kFolderPatience = 1s;
constexpr auto kFlushEvery = 10s;
/// The loop looks around this often at least: a clock may have jumped, an event got lost.
constexpr auto kSleepMax = 10s;
/// What a board without a clock of its own loses at most by a power cut.
constexpr auto kKeepTimeEvery = 10min;
/// So soon the folder is asked again that could not take the question what time it is.
constexpr auto kAskTimeAgain = 10s;

bool is_ours(std::string_view name) {
  return name == "pin.json" || name == "pairing.json" || name == "current.json" ||
         name == "previous.json";
}

bool is_time(std::string_view name) { return name == "time.json"; }

bool is_orders(std::string_view name) { return name == "orders.json"; }

bool is_of_setup(std::string_view name) { return name == "network.json"; }

}  // namespace

PlayerLoop::PlayerLoop(PlayerParts parts, const PlayerOptions& options, const KeptTime& kept_time,
                       const KeptControls& kept_controls)
    : parts_(std::move(parts)),
      board_clock_(kept_time),
      clips_([this](const Media& media, Micros from, Monotonic now) {
        const auto read = [read_clip = parts_.read_clip, media](std::size_t index) {
          return read_clip(media, index);
        };
        return parts_.clips.open(media.size_bytes, read, from, now);
      }),
      shelf_(parts_.workshop, clips_),
      stage_(shelf_, parts_.folder),
      setup_(parts_.folder, parts_.display, !options.server.empty(), parts_.clock.monotonic()),
      orders_(
          {parts_.folder, sound_, parts_.display, parts_.dimmer, parts_.watchdog.is_supervised()},
          kept_controls),
      ticker_period_(std::chrono::nanoseconds(1s) / options.ticker_fps) {
  const Monotonic start = parts_.clock.monotonic();
  card_at_ = start + kFolderPatience;
  keep_time_at_ = start + kKeepTimeEvery;
  if (options.run_for) end_at_ = start + *options.run_for;
}

Status PlayerLoop::run() {
  parts_.folder.read(read_clock());
  while (!ended_) {
    const Monotonic monotonic = parts_.clock.monotonic();
    ended_ = take_signals(parts_.signal_fd) || (end_at_ && monotonic >= *end_at_);
    const DisplayEvents events = parts_.display.take_events();
    ended_ = ended_ || events.closed || (events.escaped && !setup_.is_open());
    present_all_ = present_all_ || events.exposed;
    if (parts_.keyboards != nullptr) parts_.keyboards->drain();
    setup_.take_keys(events.keys, monotonic);
    take_folder_events();
    take_messages(monotonic);
    if (parts_.agent != nullptr) parts_.agent->step(monotonic);
    if (parts_.panel != nullptr) parts_.panel->step(monotonic);
    if (spool_full_ && monotonic >= flush_at_) {
      flush_at_ = monotonic + kFlushEvery;
      parts_.folder.flush();
    }
    if (!started_ && monotonic >= card_at_) {
      handle(FolderReading{card_generation({}, {}, parts_.display.size_px()), {}, {}}, monotonic);
    }
    step_time(monotonic);
    if (!ended_) TRY(step_setup(monotonic));
    if (started_ && !ended_ && !covered_) TRY(step_stage());
    if (!ended_) sleep();
  }
  parts_.watchdog.stopping();
  stage_.handle(Stop{}, read_clock());
  keep_time(parts_.clock.monotonic());
  return {};
}

void PlayerLoop::take_folder_events() {
  if (parts_.folder_fd < 0) return;
  alignas(inotify_event) std::array<char, 4096> buffer;
  bool changed = false;
  bool of_setup = false;
  bool time = false;
  bool orders = false;
  for (;;) {
    const ssize_t got = ::read(parts_.folder_fd, buffer.data(), buffer.size());
    if (got <= 0) break;
    for (ssize_t at = 0; at < got;) {
      const auto* event = reinterpret_cast<const inotify_event*>(buffer.data() + at);
      changed =
          changed || (event->mask & IN_Q_OVERFLOW) != 0 || (event->len > 0 && is_ours(event->name));
      of_setup = of_setup || (event->len > 0 && is_of_setup(event->name));
      time = time || (event->len > 0 && is_time(event->name));
      orders = orders || (event->len > 0 && is_orders(event->name));
      at += ssize_t(sizeof *event + event->len);
    }
  }
  if (time) parts_.folder.read_time();
  if (orders) look_for_orders(read_clock());
  if (changed) {
    parts_.folder.read(read_clock());
  } else if (of_setup) {
    parts_.folder.read_setup();
  }
}

void PlayerLoop::take_messages(Monotonic monotonic) {
  parts_.inbox.waker().clear();
  while (auto message = parts_.inbox.try_pop()) {
    std::visit([&](auto& one) { handle(std::move(one), monotonic); }, *message);
    dirty_ = true;
  }
}

void PlayerLoop::handle(Composed message, Monotonic) { shelf_.handle(std::move(message)); }

void PlayerLoop::handle(Loaded message, Monotonic monotonic) {
  shelf_.handle(std::move(message), monotonic);
}

void PlayerLoop::handle(ChunkRead message, Monotonic) { parts_.clips.handle(std::move(message)); }

void PlayerLoop::handle(SpoolState message, Monotonic monotonic) {
  spool_full_ = message.full;
  flush_at_ = monotonic + kFlushEvery;
}

void PlayerLoop::handle(SetupSeen message, Monotonic monotonic) {
  setup_.handle(std::move(message), monotonic);
}

void PlayerLoop::handle(PinAnswer message, Monotonic monotonic) {
  setup_.handle(message, monotonic);
}

void PlayerLoop::handle(FolderReading message, Monotonic monotonic) {
  if (message.problem != folder_problem_ && !message.problem.empty()) {
    log::error("player", "board folder",
               {{"problem", message.problem}, {"reason", message.reason}});
  }
  folder_problem_ = std::move(message.problem);
  if (message.audit.seq > 0) audit_ = message.audit;
  if (!message.generation) return;
  const Instant issued_at = message.generation->manifest.selection.issued_at;
  if (board_clock_.raise_floor(issued_at, monotonic)) keep_time(monotonic);
  started_ = true;
  stage_.handle(NewGeneration{std::move(message.generation)}, now_);
  look_for_orders(read_clock());
}

void PlayerLoop::handle(TimeAsked message, Monotonic) { board_clock_.asked(message.at); }

void PlayerLoop::handle(TimeSaid message, Monotonic monotonic) {
  if (!board_clock_.answered(message.time, monotonic)) return;
  log::info("player", "the server says what time it is", {{"time", to_iso8601(message.time)}});
  read_clock();
  keep_time(monotonic);
}

/// Whether one is over only a board can judge that knows the time; none comes before the picture.
void PlayerLoop::look_for_orders(Instant now) {
  if (stage_.on_glass() && trust_.known) parts_.folder.read_orders(now);
}

void PlayerLoop::handle(const TakenOrder& message, Monotonic monotonic) {
  const GenerationPtr& generation = stage_.on_glass();
  GlassMoment moment{{}, read_clock(), monotonic};
  if (message.order.kind == OrderKind::Picture) moment.picture = on_glass();
  if (generation) {
    moment.utc_offset_minutes = generation->manifest.selection.utc_offset_minutes;
  }
  orders_.handle(message, std::move(moment));
  ended_ = ended_ || orders_.restarts();
}

void PlayerLoop::handle(const PictureKept& message, Monotonic) { orders_.handle(message); }

/// What was presented last.
Bitmap PlayerLoop::on_glass() const {
  if (covered_ && setup_.covers()) return setup_.picture();
  const Bitmap& under = covered_ && orders_.covers() ? orders_.picture() : canvas_.bitmap();
  return setup_.prompts() ? laid_over(under, setup_.picture()) : under;
}

void PlayerLoop::keep_time(Monotonic monotonic) {
  keep_time_at_ = monotonic + kKeepTimeEvery;
  parts_.folder.keep_time(board_clock_.kept(monotonic));
}

void PlayerLoop::step_time(Monotonic monotonic) {
  if (monotonic >= keep_time_at_) keep_time(monotonic);
  if (!started_ || monotonic < std::max(ask_time_at_, board_clock_.ask_at())) return;
  ask_time_at_ = monotonic + kAskTimeAgain;
  parts_.folder.ask_time(monotonic);
}

Instant PlayerLoop::read_clock() {
  const BoardClock::Reading reading =
      board_clock_.read(parts_.clock.wall(), parts_.clock.monotonic());
  const ClockTrust trust{reading.state != ClockState::Unknown, reading.doubt};
  if (trust != trust_) {
    if (trust.known != trust_.known || trust.doubt.has_value() != trust_.doubt.has_value()) {
      log::info("player", "how sure the time is",
                {{"known", trust.known ? "yes" : "no"}, {"doubted", trust.doubt ? "yes" : "no"}});
    }
    trust_ = trust;
    stage_.handle(trust, reading.now);
    dirty_ = true;
    look_for_orders(reading.now);
  }
  if (reading.moved_from) {
    log::info("player", "the clock moved",
              {{"from", to_iso8601(*reading.moved_from)}, {"to", to_iso8601(reading.now)}});
    stage_.handle(ClockMoved{*reading.moved_from}, reading.now);
    dirty_ = true;
    parts_.folder.read(reading.now);  // What was too old may not be, and the other way round.
  }
  now_ = reading.now;
  return now_;
}

/// A page that covers the glass stands instead of the picture: nothing of it counts as shown.
Status PlayerLoop::step_setup(Monotonic monotonic) {
  setup_.step(monotonic, stage_.on_glass() != nullptr);
  if (setup_.take_reworded()) parts_.folder.read(read_clock());
  if (setup_.take_placed()) {
    parts_.folder.set_canvas(parts_.display.size_px(), read_clock());
    present_all_ = true;
    dirty_ = true;
  }
  orders_.step(monotonic);
  const bool page_changed = setup_.take_changed(), card_changed = orders_.take_changed();
  const bool changed = page_changed || card_changed;
  const bool covers = setup_.covers() || orders_.covers();
  if (changed && !covers) present_all_ = dirty_ = true;
  if (covers != covered_) {
    covered_ = covers;
    if (covered_) stage_.handle(Stop{}, read_clock());
    log::info("player", covered_ ? "a page of ours covers the glass" : "the glass is free again");
    dirty_ = true;
  }
  return covered_ ? present_cover(monotonic, changed) : Status();
}

Status PlayerLoop::present_cover(Monotonic monotonic, bool changed) {
  dirty_ = false;
  // A page that nobody types on is put there once more, as a still picture is.
  if (changed || present_all_ || parts_.watchdog.is_hungry(monotonic)) {
    const Bitmap page = on_glass();
    const Rect all{0, 0, page.width(), page.height()};
    TRY(parts_.display.present({page.pixels.data(), page.size}, {&all, 1}));
    parts_.watchdog.feed(parts_.clock.monotonic());
    present_all_ = false;
    if (parts_.shots != nullptr && !parts_.shots->push({page, parts_.clock.wall()})) {
      log::warn("player", "a shot was left out");
    }
  }
  report();
  return {};
}

Status PlayerLoop::step_stage() {
  read_clock();
  if (dirty_ || now_ >= plan_.look_again) {
    dirty_ = false;
    plan_ = stage_.plan(now_);
    shelf_.step(parts_.clock.monotonic());
  }
  const Monotonic monotonic = parts_.clock.monotonic();
  clips_.step(now_, monotonic);
  if (!plan_.frame) return {};
  if (clips_.size() > 0) sound_.step(monotonic);
  clips_.feed(sound_, now_, plan_.frame->scene.sound);
  if (const bool on = plan_.frame->scene.panel_on; panel_on_ != on) {
    panel_on_ = on;
    if (parts_.panel != nullptr) parts_.panel->turn(on);
    log::info("player", on ? "the panel is to be lit" : "the panel is to rest");
  }
  const bool flip = stage_.on_glass() != plan_.frame->generation;
  const GlassCanvas::Change change = canvas_.draw(*plan_.frame, shelf_, clips_, now_);
  if (!change.damage.empty() || (present_all_ && !flip)) TRY(present(*plan_.frame, change));
  // A loop that turns proves no display: the still picture is put there once more.
  if (parts_.watchdog.is_hungry(parts_.clock.monotonic())) TRY(present_again());
  report();
  return {};
}

Status PlayerLoop::present(const Frame& frame, const GlassCanvas::Change& change) {
  const Bitmap& canvas = canvas_.bitmap();
  const Rect all{0, 0, canvas.width(), canvas.height()};
  const bool prompts = setup_.prompts();
  const std::span<const Rect> damage =
      present_all_ || prompts ? std::span(&all, 1) : std::span(change.damage);
  Bitmap under_prompt;
  if (prompts) under_prompt = laid_over(canvas, setup_.picture());
  const Bitmap& shown = prompts ? under_prompt : canvas;
  const bool first = stage_.on_glass() == nullptr;
  const Instant depicted = now_;
  TRY(parts_.display.present({shown.pixels.data(), shown.size}, damage));
  present_all_ = false;
  if (first) parts_.watchdog.ready();
  parts_.watchdog.feed(parts_.clock.monotonic());
  const Instant at = read_clock();
  stage_.handle(Presented{frame, change.zones}, at);
  for (const Part& part : parts_of(frame)) {
    if (std::ranges::find(change.zones, part.zone.zone) != change.zones.end()) {
      clips_.presented(part, at);
    }
  }
  dirty_ = dirty_ || change.scene;  // The next cut of the records is known only now.
  if (first) {
    log::info("player", "the first picture stands");
    look_for_orders(at);
  }
  if (parts_.frame_log != nullptr) parts_.frame_log->write(frame, canvas, depicted);
  const bool shot = parts_.shots != nullptr && (change.scene || prompts);
  if (shot && !parts_.shots->push({shown, depicted})) {
    log::warn("player", "a shot was left out");
  }
  return {};
}

Status PlayerLoop::present_again() {
  const Bitmap canvas =
      setup_.prompts() ? laid_over(canvas_.bitmap(), setup_.picture()) : canvas_.bitmap();
  const Rect all{0, 0, canvas.width(), canvas.height()};
  TRY(parts_.display.present({canvas.pixels.data(), canvas.size}, std::span(&all, 1)));
  parts_.watchdog.feed(parts_.clock.monotonic());
  return {};
}

void PlayerLoop::report() {
  const GenerationPtr& generation = stage_.on_glass();
  if (!generation) return;
  ShownFile shown;
  shown.generation = generation->manifest.selection.generation;
  shown.selection = generation->selection_hash;
  shown.audit = audit_;
  shown.canvas_px = parts_.display.size_px();
  shown.controls = orders_.controls();
  if (covered_) {
    shown.problem = setup_.covers() ? "player.setup_open" : "player.test_card";
  } else if (!folder_problem_.empty()) {
    shown.problem = folder_problem_;
  } else if (stage_.has_broken_parts()) {
    shown.problem = "player.picture_broken";
  } else if (!trust_.known && shown.generation > 0) {
    shown.problem = "player.clock_unknown";
  } else if (trust_.known && trust_.doubt) {
    shown.problem = "player.clock_doubted";
  } else if (clips_.any_failed()) {
    shown.problem = "player.clip_broken";
  } else if (spool_full_) {
    shown.problem = "player.spool_full";
  } else if (shown.canvas_px != generation->manifest.selection.canvas_px) {
    shown.problem = "player.canvas_differs";
  } else if (parts_.panel != nullptr && parts_.panel->refuses()) {
    shown.problem = "player.panel_differs";
  }
  if (shown_ && shown_->generation == shown.generation && shown_->selection == shown.selection &&
      shown_->problem == shown.problem && shown_->canvas_px == shown.canvas_px &&
      shown_->controls == shown.controls && shown_->audit == shown.audit) {
    return;
  }
  shown.at = now_;
  shown_ = shown;
  parts_.folder.write_shown(shown);
  log::info("player", "on the glass",
            {{"generation", std::to_string(shown.generation)}, {"problem", shown.problem}});
}

Monotonic PlayerLoop::wake_at() const {
  const Monotonic monotonic = parts_.clock.monotonic();
  if (dirty_) return monotonic;
  Monotonic wake = std::min({monotonic + kSleepMax, setup_.next_wake(monotonic), orders_.due()});
  if (covered_) {
    if (end_at_) wake = std::min(wake, *end_at_);
    if (spool_full_) wake = std::min(wake, flush_at_);
    if (parts_.agent != nullptr) wake = std::min(wake, parts_.agent->due());
    if (parts_.panel != nullptr) wake = std::min(wake, parts_.panel->due());
    if (const auto feed = parts_.watchdog.due()) wake = std::min(wake, *feed);
    return wake;
  }
  if (!started_) wake = std::min(wake, card_at_);
  if (plan_.frame || started_) wake = std::min(wake, monotonic + (plan_.look_again - now_));
  if (canvas_.moves()) wake = std::min(wake, next_tick_);
  const Instant due = clips_.next_due(now_);
  if (due != Instant::max()) wake = std::min(wake, monotonic + (due - now_));
  wake = std::min(wake, clips_.deadline());
  if (end_at_) wake = std::min(wake, *end_at_);
  if (spool_full_) wake = std::min(wake, flush_at_);
  if (parts_.agent != nullptr) wake = std::min(wake, parts_.agent->due());
  if (parts_.panel != nullptr) wake = std::min(wake, parts_.panel->due());
  if (const auto feed = parts_.watchdog.due()) wake = std::min(wake, *feed);
  return wake;
}

void PlayerLoop::sleep() {
  if (canvas_.moves()) {
    const Monotonic monotonic = parts_.clock.monotonic();
    next_tick_ += ticker_period_;
    // Behind by more than a picture: those that were missed are not made up for.
    if (next_tick_ < monotonic) next_tick_ = monotonic + ticker_period_;
    if (next_tick_ > monotonic + 2 * ticker_period_) next_tick_ = monotonic + ticker_period_;
  }
  std::vector<int> fds = clips_.wake_fds();
  fds.insert(fds.end(), {parts_.inbox.waker().fd(), parts_.signal_fd, parts_.folder_fd,
                         parts_.display.event_fd()});
  if (parts_.keyboards != nullptr) {
    const std::vector<int> keyboards = parts_.keyboards->wake_fds();
    fds.insert(fds.end(), keyboards.begin(), keyboards.end());
  }
  const Monotonic wake = wake_at();
  wait_until(fds, wake, parts_.clock.monotonic());
}

}  // namespace bangtin
