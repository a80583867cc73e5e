// FolderThread: all reading and writing of the player's folders but for pictures, on a thread of
// its own, so that no slow disk stops the glass. Thread: its functions belong to the loop.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <variant>

#include "player/core/board_clock.h"
#include "player/core/ports.h"
#include "player/glass/waker.h"
#include "player/setup/setup.h"
#include "player/verify/board_folder.h"
#include "player/verify/order_book.h"
#include "shared/compose/bitmap.h"

namespace bangtin {

/// A question of ask_time() stands: the answer will be later than its `at`.
struct TimeAsked {
  Monotonic at;
};
/// The server says so in answer to the last question.
struct TimeSaid {
  Instant time;
};

/// What became of keep_picture().
struct PictureKept {
  std::int64_t number = 0;
  bool ok = false;
};

struct FolderOutlet {
  std::function<void(FolderReading)> reading;
  std::function<void(bool full)> spool;  ///< records wait in memory, or no longer
  std::function<void(SetupSeen)> setup;
  std::function<void(PinAnswer)> pin;
  std::function<void(TimeAsked)> time_asked;
  std::function<void(TimeSaid)> time_said;
  std::function<void(TakenOrder)> order;
  std::function<void(PictureKept)> picture_kept;
};

/// Both may be null when they cannot be had.
struct FolderDisks {
  std::unique_ptr<Disk> board;  ///< without it there is only the card
  std::unique_ptr<Disk> own;    ///< of the player alone: its clock, the PIN, what it trusts
};

class FolderThread final : public PlaySink {
 public:
  /// Outcomes go to the outlet on the thread of the folder. `clock` and `random` outlive this.
  FolderThread(FolderDisks disks, Clock& clock, Random& random, Size canvas_px,
               FolderOutlet outlet);
  ~FolderThread() override;

  /// Asks for a FolderReading, judged at the time that the board believes, and a SetupSeen.
  void read(Instant now);
  /// Asks for a SetupSeen alone.
  void read_setup();
  /// Cards have this size from now on. A FolderReading follows.
  void set_canvas(Size canvas_px, Instant now);
  /// A SetupSeen follows.
  void save(const BoardSetup& setup);
  /// A PinAnswer follows each.
  void check_pin(const std::string& pin);
  void set_pin(const std::string& pin);
  void take(const PlayRecord& record) override;
  void write_shown(const ShownFile& shown);
  void keep_time(const KeptTime& kept);
  /// Asks what time it is: a TimeAsked follows when that can be done, and later a TimeSaid.
  void ask_time(Monotonic at);
  /// There may be an answer.
  void read_time();
  /// Looks for orders, judged at the time that the board believes: a TakenOrder follows for each
  /// that is to be carried out, never twice.
  void read_orders(Instant now);
  /// What became of one: kept, whatever happens next.
  void note_order(const OrderDone& done);
  /// Makes it small and puts it where the agent finds it: a PictureKept follows.
  void keep_picture(std::int64_t number, Bitmap glass, Instant at);
  /// Tries again what could not be written.
  void flush();

 private:
  struct Read {
    Instant now;
  };
  struct Canvas {
    Size size_px;
    Instant now;
  };
  struct AskTime {
    Monotonic at;
  };
  struct ReadTime {};
  struct ReadOrders {
    Instant now;
  };
  struct KeepPicture {
    std::int64_t number = 0;
    Bitmap glass;
    Instant at{};
  };
  struct Flush {};
  struct ReadSetup {};
  using Order =
      std::variant<Read, PlayRecord, ShownFile, KeptTime, Flush, ReadSetup, Canvas, SaveSetup,
                   CheckPin, SetPin, AskTime, ReadTime, ReadOrders, OrderDone, KeepPicture>;
  class Keeper;
  void push(Order order);

  std::unique_ptr<WorkerThread<Order>> worker_;
};

}  // namespace bangtin
