// Bounds of what residents send. Beside limits.h, which everything includes. Thread: any;
// constants.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace bangtin::limits {

inline constexpr std::size_t kFeedbackCharactersMax = 2'000;
inline constexpr std::size_t kContactCharactersMax = 200;
/// Of a form: each byte of each character may come as a percent code.
inline constexpr std::size_t kFeedbackBodyBytesMax = 48u << 10;
/// That nobody has looked at. More are refused, so that a flood fills no disk.
inline constexpr std::int64_t kFeedbackWaitingMax = 1'000;
inline constexpr std::size_t kFeedbackListedMax = 2'000;
/// Of one address within kFeedbackSpan: many phones share the address of their carrier.
inline constexpr int kFeedbackPerAddressMax = 10;
inline constexpr std::chrono::minutes kFeedbackSpan{30};
/// The same words about the same item within this are a form that was sent twice.
inline constexpr std::chrono::minutes kFeedbackTwice{10};
/// How to reach the person is forgotten after this, all of it after that. Both are told to him.
inline constexpr std::chrono::days kContactKept{90};
inline constexpr std::chrono::days kFeedbackKept{365};

}  // namespace bangtin::limits
