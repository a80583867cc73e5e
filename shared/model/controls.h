// What an office may ask of a board besides its programme: to adjust something or to take something
// away, never to bring content; and what the board says about it. Plain structs. Thread: any.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "shared/base/clock.h"

namespace bangtin {

enum class OrderKind {
  Picture,     ///< a small picture of what stands on the glass
  TestCard,    ///< the built-in card for so many minutes; 0 takes it away
  Restart,     ///< of the player
  Volume,      ///< percent
  Brightness,  ///< percent of the light behind the glass
};
std::string_view name_of(OrderKind kind);
bool from_name(std::string_view name, OrderKind& out);

/// Whether an order of this kind may ask for this; 0 where it asks for nothing in particular.
bool is_order_value(OrderKind kind, std::int64_t value);

/// What became of an order that a board took.
enum class OrderResult {
  Done,
  Impossible,  ///< it has no such thing, or it failed
  TooOften,    ///< it has sent enough pictures for now
};
std::string_view name_of(OrderResult result);
bool from_name(std::string_view name, OrderResult& out);

struct OrderAnswer {
  std::int64_t number = 0;
  OrderResult result = OrderResult::Done;
  bool operator==(const OrderAnswer&) const = default;
};

/// How a board is set, and what became of the newest orders.
struct BoardControls {
  int volume_percent = 100;
  std::optional<int> brightness_percent;   ///< nothing: its light cannot be set from here
  std::optional<Instant> test_card_until;  ///< the card stands instead of the programme
  std::vector<OrderAnswer> answers;        ///< the newest last
  bool operator==(const BoardControls&) const = default;
};
bool is_plausible(const BoardControls& controls);

}  // namespace bangtin
