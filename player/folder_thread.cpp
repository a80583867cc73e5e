#include "player/folder_thread.h"

#include "player/glass/small_picture.h"
#include "player/verify/board_files.h"
#include "player/verify/pin_lock.h"
#include "player/verify/play_spool.h"
#include "shared/base/log.h"

namespace bangtin {

/// What lives on the thread.
class FolderThread::Keeper {
 public:
  Keeper(FolderDisks disks, Clock& clock, Random& random, Size canvas_px, FolderOutlet outlet)
      : disk_(std::move(disks.board)),
        own_disk_(std::move(disks.own)),
        clock_(clock),
        random_(random),
        folder_(*disk_, own_disk_.get(), canvas_px),
        spool_(*disk_),
        outlet_(std::move(outlet)) {
    if (!own_disk_) return;
    lock_.emplace(*own_disk_, clock_.monotonic());
    orders_.emplace(*own_disk_);
  }

  void handle(Read read) {
    outlet_.reading(folder_.read(read.now));
    handle(ReadSetup{});
  }
  void handle(ReadSetup) { outlet_.setup(seen(true)); }
  void handle(Canvas canvas) {
    folder_.set_canvas(canvas.size_px);
    outlet_.reading(folder_.read(canvas.now));
  }
  void handle(const SaveSetup& deed) {
    const Status written = write_setup(*disk_, deed.setup);
    if (!written.ok()) log::error("player", "setup.json", {{"reason", written.error().message}});
    outlet_.setup(seen(written.ok()));
  }
  void handle(const CheckPin& deed) {
    PinAnswer answer;
    if (lock_) {
      const Result<PinLock::Answer> checked = lock_->check(deed.pin, clock_.monotonic());
      if (checked.ok()) {
        answer.kind = *checked == PinLock::Answer::Right   ? PinAnswer::Kind::Right
                      : *checked == PinLock::Answer::Wrong ? PinAnswer::Kind::Wrong
                                                           : PinAnswer::Kind::Wait;
        if (*checked != PinLock::Answer::Wait) {
          log::info("player", "the PIN was tried",
                    {{"right", *checked == PinLock::Answer::Right ? "yes" : "no"}});
        }
      } else {
        log::error("player", "the PIN", {{"reason", checked.error().message}});
      }
      answer.wait = lock_->wait(clock_.monotonic());
    }
    outlet_.pin(answer);
  }
  void handle(const SetPin& deed) {
    const Status set = lock_ ? lock_->set(deed.pin)
                             : Status(Error{Code::Unavailable, "no folder for the PIN", {}});
    if (!set.ok()) log::error("player", "the PIN", {{"reason", set.error().message}});
    outlet_.pin({set.ok() ? PinAnswer::Kind::Set : PinAnswer::Kind::Failed, Millis(0)});
  }
  void handle(const PlayRecord& record) {
    spool_.take(record);
    tell_spool();
  }
  void handle(Flush) {
    spool_.flush();
    tell_spool();
  }
  void handle(const ShownFile& shown) {
    const Status written = bangtin::write_shown(*disk_, shown);
    if (!written.ok()) log::warn("player", "shown.json", {{"reason", written.error().message}});
  }
  void handle(const KeptTime& kept) {
    if (!own_disk_) return;
    const Status written = write_kept_time(*own_disk_, kept);
    if (!written.ok()) log::warn("player", "clock.json", {{"reason", written.error().message}});
  }
  void handle(AskTime order) {
    if (folder_.ask_time(random_)) outlet_.time_asked({order.at});
  }
  void handle(ReadTime) {
    if (const auto time = folder_.take_time()) outlet_.time_said({*time});
  }

  void handle(ReadOrders order) {
    if (!orders_) return;
    const auto file = folder_.orders();
    if (!file) return;  // None came yet.
    const auto court = folder_.order_court(order.now);
    if (!court) return;
    for (const TakenOrder& taken : orders_->take(*file, *court)) outlet_.order(taken);
  }
  void handle(const OrderDone& done) {
    const Status noted = orders_ ? orders_->note(done) : Status();
    if (!noted.ok()) log::warn("player", "controls.json", {{"reason", noted.error().message}});
  }
  void handle(const KeepPicture& order) {
    const Status kept = keep(order);
    if (!kept.ok()) log::warn("player", "glass.picture", {{"reason", kept.error().message}});
    outlet_.picture_kept({order.number, kept.ok()});
  }

 private:
  Status keep(const KeepPicture& order) {
    const SmallPicture small = TRY(small_picture(order.glass));
    return write_glass_picture(*disk_, {order.number, order.at, small.size_px}, small.png);
  }
  SetupSeen seen(bool saved) {
    SetupSeen seen;
    seen.saved = saved;
    seen.setup = bangtin::read_setup(*disk_);
    seen.has_pin = lock_ && lock_->is_set();
    seen.network = read_network(*disk_);
    if (const auto pin = read_pin(*disk_)) {
      seen.paired = true;
      seen.agency = folder_.believed(pin->place).agency;
    }
    if (auto card = read_pairing(*disk_)) {
      seen.agent_speaks = true;
      const bool names_server = !card->server_url.empty();
      PairingCard shown = shown_of(*std::move(card), folder_.is_pinned());
      seen.server_hidden = names_server && shown.server_url.empty();
      seen.server_url = std::move(shown.server_url);
      seen.code = std::move(shown.code);
      seen.words = std::move(shown.words);
      seen.problem = std::move(shown.problem);
    }
    return seen;
  }
  void tell_spool() {
    const bool full = spool_.held_records() > 0;
    if (full != told_full_) outlet_.spool(full);
    told_full_ = full;
  }

  std::unique_ptr<Disk> disk_;
  std::unique_ptr<Disk> own_disk_;
  Clock& clock_;
  Random& random_;
  std::optional<PinLock> lock_;
  std::optional<OrderBook> orders_;
  BoardFolder folder_;
  PlaySpool spool_;
  FolderOutlet outlet_;
  bool told_full_ = false;
};

FolderThread::FolderThread(FolderDisks disks, Clock& clock, Random& random, Size canvas_px,
                           FolderOutlet outlet) {
  if (!disks.board) {
    outlet.reading({card_generation({}, {}, canvas_px), "player.folder_broken", "no board folder"});
    return;
  }
  auto keeper =
      std::make_shared<Keeper>(std::move(disks), clock, random, canvas_px, std::move(outlet));
  worker_ = std::make_unique<WorkerThread<Order>>([keeper](Order order) {
    std::visit([&](const auto& message) { keeper->handle(message); }, order);
  });
}

FolderThread::~FolderThread() = default;

void FolderThread::push(Order order) {
  if (worker_ && !worker_->push(std::move(order))) {
    log::error("player", "the board folder does not answer");
  }
}

void FolderThread::read(Instant now) { push(Read{now}); }
void FolderThread::read_setup() { push(ReadSetup{}); }
void FolderThread::set_canvas(Size canvas_px, Instant now) { push(Canvas{canvas_px, now}); }
void FolderThread::save(const BoardSetup& setup) { push(SaveSetup{setup}); }
void FolderThread::check_pin(const std::string& pin) { push(CheckPin{pin}); }
void FolderThread::set_pin(const std::string& pin) { push(SetPin{pin}); }
void FolderThread::take(const PlayRecord& record) { push(record); }
void FolderThread::write_shown(const ShownFile& shown) { push(shown); }
void FolderThread::keep_time(const KeptTime& kept) { push(kept); }
void FolderThread::ask_time(Monotonic at) { push(AskTime{at}); }
void FolderThread::read_time() { push(ReadTime{}); }
void FolderThread::read_orders(Instant now) { push(ReadOrders{now}); }
void FolderThread::note_order(const OrderDone& done) { push(done); }
void FolderThread::keep_picture(std::int64_t number, Bitmap glass, Instant at) {
  push(KeepPicture{number, std::move(glass), at});
}
void FolderThread::flush() { push(Flush{}); }

}  // namespace bangtin
