// Result<T>: what every function that meets the outside world returns. Holds a value or an Error.
// Thread: any; plain values.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "shared/base/check.h"

namespace bangtin {

/// What went wrong, seen from the caller. Only `Unavailable` is ever retried.
enum class Code {
  NotFound,
  Invalid,
  Denied,
  Conflict,
  Corrupt,
  Unsupported,
  Full,
  Unavailable,
};

/// The wire and log name of a code ("not_found" ...).
constexpr std::string_view code_name(Code code) {
  switch (code) {
    case Code::NotFound:
      return "not_found";
    case Code::Invalid:
      return "invalid";
    case Code::Denied:
      return "denied";
    case Code::Conflict:
      return "conflict";
    case Code::Corrupt:
      return "corrupt";
    case Code::Unsupported:
      return "unsupported";
    case Code::Full:
      return "full";
    case Code::Unavailable:
      return "unavailable";
  }
  return "invalid";
}

/// A failure: a code for programs, and `message` for logs (English). `key` names the user-visible
/// sentence in assets/lang ("error.picture_empty"); empty means the code's own general sentence.
struct Error {
  Code code = Code::Invalid;
  std::string message;
  std::string key;
};

/// A value or an Error. Never ignored. `value()` on an error is a bug and aborts.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }
  T& value() & {
    CHECK(ok());
    return std::get<0>(state_);
  }
  const T& value() const& {
    CHECK(ok());
    return std::get<0>(state_);
  }
  T&& value() && {
    CHECK(ok());
    return std::get<0>(std::move(state_));
  }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  const Error& error() const {
    CHECK(!ok());
    return std::get<1>(state_);
  }

 private:
  std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}
  bool ok() const { return !error_.has_value(); }
  explicit operator bool() const { return ok(); }
  void value() const { CHECK(ok()); }
  const Error& error() const {
    CHECK(!ok());
    return *error_;
  }

 private:
  std::optional<Error> error_;
};

using Status = Result<void>;

/// The same error with `context: ` put before its message.
inline Error in_context(std::string_view context, Error error) {
  error.message = std::string(context) + ": " + error.message;
  return error;
}

namespace detail {
template <class T>
T take(Result<T>&& result) {
  return std::move(result).value();
}
inline void take(Result<void>&&) {}
}  // namespace detail

}  // namespace bangtin

#define BANGTIN_JOIN_(a, b) a##b
#define BANGTIN_JOIN(a, b) BANGTIN_JOIN_(a, b)
#define BANGTIN_TRY(name, expression)                      \
  __extension__({                                          \
    auto&& name = (expression);                            \
    if (!name.ok()) return ::bangtin::Error(name.error()); \
    ::bangtin::detail::take(std::move(name));              \
  })

/// The value of a Result expression (an rvalue); on error returns it from the enclosing function.
#define TRY(expression) BANGTIN_TRY(BANGTIN_JOIN(try_result_, __COUNTER__), expression)
