// What became of an order to a board, in words: the desk and the command line say the same. Pure.
// Thread: any.
#pragma once

#include <string>

#include "shared/protocol/messages.h"

namespace bangtin {

enum class OrderState { Waiting, Done, Impossible, TooOften, Unanswered };

OrderState order_state(const OrderRecord& order, Instant now);

/// The newest of that kind; null when none was ever given.
const OrderRecord* order_of(const BoardRecord& board, OrderKind kind);

/// "Âm lượng 60%".
std::string order_words(OrderKind kind, std::int64_t value);
/// "đã làm", "chờ bảng trả lời", or why not and what to do.
std::string order_answer_words(const OrderRecord& order, const BoardRecord& board, Instant now);

}  // namespace bangtin
