#include "manager/ctl/board_commands.h"

#include <memory>

#include "manager/core/board_orders.h"
#include "manager/core/local_time.h"
#include "manager/ctl/print.h"
#include "shared/base/order_limits.h"
#include "shared/base/texts.h"

namespace bangtin::ctl {
namespace {

constexpr Millis kLookEvery{500};

/// What the commands were told.
struct BoardTold {
  std::string id, name, file, to, note;
  std::int64_t value = 0;
  int wait_s = 60;
  bool none = false;
};

std::string line_of(const OrderRecord& order, const BoardRecord& board, Instant now, int offset) {
  return local_time_text(order.asked_at, offset) + "  " + order.asked_by + "  " +
         order_words(order.kind, order.value) + ": " + order_answer_words(order, board, now) + "\n";
}

/// One run's commands.
class BoardCommands {
 public:
  BoardCommands(const CommandKit& kit, const CtlParts& parts) : kit_(kit), parts_(parts) {}

  Status rename() { return show(TRY(kit_.client().rename_board(BoardId{told.id}, told.name))); }
  Status assign() {
    return show(TRY(kit_.client().assign_board(BoardId{told.id}, told.to, told.note)));
  }
  Status revoke() { return show(TRY(kit_.client().revoke_board(BoardId{told.id}))); }

  /// The picture that was asked for now, whatever came before.
  Status picture() {
    const BoardRecord board = TRY(answered(OrderKind::Picture, 0));
    const OrderRecord* order = order_of(board, OrderKind::Picture);
    const bool is_here =
        order != nullptr && board.picture && board.picture->number == order->number;
    if (!is_here) return no_answer(board, order);
    TRY(parts_.write_file(told.file, TRY(kit_.client().board_picture(board.id))));
    if (kit_.json) {
      kit_.out << to_json(*board.picture).dump() << "\n";
      return {};
    }
    const GlassPicture& taken = *board.picture;
    kit_.out << text("ctl.board.picture",
                     {{"file", told.file},
                      {"width", std::to_string(taken.size_px.width_px)},
                      {"height", std::to_string(taken.size_px.height_px)},
                      {"time", exact_time_text(taken.at, TRY(utc_offset(kit_.client())))}})
             << "\n";
    return {};
  }

  Status order(OrderKind kind) {
    const BoardRecord board = TRY(answered(kind, told.value));
    const OrderRecord* order = order_of(board, kind);
    const Instant now = parts_.clock.wall();
    if (order == nullptr || order_state(*order, now) != OrderState::Done) {
      return no_answer(board, order);
    }
    if (kit_.json) return show(board);
    kit_.out << order_words(kind, order->value) << ": " << order_answer_words(*order, board, now)
             << "\n";
    return {};
  }

  Status orders() {
    const BoardRecord board = TRY(kit_.client().board(BoardId{told.id}));
    if (kit_.json) return show(board);
    const int offset = TRY(utc_offset(kit_.client()));
    if (board.orders.empty()) kit_.out << text("ctl.board.no_orders") << "\n";
    for (const OrderRecord& order : board.orders) {
      kit_.out << line_of(order, board, parts_.clock.wall(), offset);
    }
    return {};
  }

  BoardTold told;

 private:
  Status show(const BoardRecord& board) {
    kit_.out << (kit_.json ? to_json(board).dump() + "\n" : lines_of(board));
    return {};
  }

  /// Asks, and waits until the board answered, it can no longer, or the person has waited enough.
  Result<BoardRecord> answered(OrderKind kind, std::int64_t value) {
    BoardRecord board = TRY(kit_.client().order_board(BoardId{told.id}, kind, value));
    for (Millis waited{0}; waited < std::chrono::seconds(told.wait_s); waited += kLookEvery) {
      const OrderRecord* order = order_of(board, kind);
      if (order == nullptr || order_state(*order, parts_.clock.wall()) != OrderState::Waiting)
        break;
      if (!parts_.media.rest || !parts_.media.rest(kLookEvery)) break;
      board = TRY(kit_.client().board(board.id));
    }
    return board;
  }

  Error no_answer(const BoardRecord& board, const OrderRecord* order) const {
    const Instant now = parts_.clock.wall();
    const bool waits = order == nullptr || order_state(*order, now) == OrderState::Waiting;
    const std::string why = order == nullptr ? "" : order_answer_words(*order, board, now);
    return {waits ? Code::Unavailable : Code::Conflict, why,
            waits ? "order.not_yet" : "order.not_done"};
  }

  const CommandKit kit_;
  const CtlParts& parts_;
};

}  // namespace

void add_board_commands(CLI::App& board, const CommandKit& kit, const CtlParts& parts) {
  const auto commands = std::make_shared<BoardCommands>(kit, parts);
  BoardTold& told = commands->told;
  const auto one = [&](const char* name, const char* help, std::function<Status()> action) {
    auto* made = kit.command(board, name, help, std::move(action));
    made->add_option("id", told.id, "mã màn hình")->required();
    return made;
  };
  const auto waits = [&](CLI::App* made) {
    made->add_option("--wait", told.wait_s, "chờ bảng trả lời tối đa mấy giây")
        ->check(CLI::Range(0, 600));
    return made;
  };
  const auto order = [&](const char* name, const char* help, OrderKind kind) {
    return waits(one(name, help, [commands, kind] { return commands->order(kind); }));
  };
  one("rename", "đổi tên", [commands] { return commands->rename(); })
      ->add_option("--name", told.name)
      ->required();
  one("revoke", "thu hồi quyền của một màn hình", [commands] { return commands->revoke(); });
  auto* assign =
      one("assign", "giao cho một người kỹ thuật xem", [commands] { return commands->assign(); });
  auto* whom = assign->add_option_group("whom")->require_option(1);
  whom->add_option("--to", told.to, "tên đăng nhập");
  whom->add_flag("--none", told.none, "xong: không ai phải xem nữa");
  assign->add_option("--note", told.note, "cần làm gì");
  waits(one("picture", "hình đang đứng trên bảng, hỏi chính bảng đó",
            [commands] { return commands->picture(); }))
      ->add_option("--out", told.file, "tệp PNG")
      ->required();
  order("volume", "âm lượng của trình phát", OrderKind::Volume)
      ->add_option("percent", told.value, "0 đến 100")
      ->required()
      ->check(CLI::Range(0, 100));
  order("brightness", "độ sáng, nếu màn hình cho chỉnh từ máy", OrderKind::Brightness)
      ->add_option("percent", told.value, "10 đến 100")
      ->required()
      ->check(CLI::Range(limits::kBrightnessMin_percent, 100));
  order("test-card", "hiện thẻ thử mấy phút rồi tự chiếu lại; 0: gỡ ngay", OrderKind::TestCard)
      ->add_option("--minutes", told.value, "0 đến 60")
      ->required()
      ->check(CLI::Range(std::int64_t{0}, limits::kTestCardMinutesMax));
  order("restart", "khởi động lại trình phát", OrderKind::Restart);
  one("orders", "đã yêu cầu gì ở bảng, bảng trả lời sao",
      [commands] { return commands->orders(); });
}

}  // namespace bangtin::ctl
