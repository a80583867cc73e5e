#include "shared/base/json.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <iterator>
#include <limits>
#include <nlohmann/json.hpp>
#include <span>
#include <utility>

#include "shared/base/json_fixed.h"
#include "shared/base/limits.h"

namespace bangtin {
namespace {

using Parser = nlohmann::json;

/// Feeds the library's lexer and lets us see how far it has read.
class Cursor {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  explicit Cursor(const char** at) : at_(at) {}
  reference operator*() const { return **at_; }
  Cursor& operator++() {
    ++*at_;
    return *this;
  }
  Cursor operator++(int) {
    ++*at_;
    return *this;
  }
  bool operator==(const Cursor& other) const { return *at_ == *other.at_; }
  bool operator!=(const Cursor& other) const { return *at_ != *other.at_; }

 private:
  const char** at_;
};

/// The power of ten that ends a number ("e-3"); too large a one counts as one that is large enough.
std::int64_t exponent_of(std::string_view text) {
  constexpr std::int64_t kLarge = 100'000'000;
  if (text.starts_with('+')) text.remove_prefix(1);
  std::int64_t exponent = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), exponent);
  if (error == std::errc::result_out_of_range) return text.starts_with('-') ? -kLarge : kLarge;
  return std::clamp(exponent, -kLarge, kLarge);
}

/// A JSON number, as it is written, times 10^`decimals`.
std::int64_t fixed_of(std::string_view number, int decimals) {
  constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();
  const bool negative = number.starts_with('-');
  if (negative) number.remove_prefix(1);
  const std::size_t end = std::min(number.find_first_of("eE"), number.size());
  const std::string_view digits = number.substr(0, end);
  // The library hands a fraction on with the point of the program's locale.
  const std::size_t whole = std::min(digits.find_first_of(".,"), digits.size());
  // Of the next digit: what it counts is 10^power.
  std::int64_t power = static_cast<std::int64_t>(whole) - 1 + decimals;
  if (end < number.size()) power += exponent_of(number.substr(end + 1));
  std::int64_t value = 0;
  const auto append = [&value](int digit) {
    value = value > (kMax - digit) / 10 ? kMax : value * 10 + digit;
  };
  for (const char c : digits) {
    if (c < '0' || c > '9') continue;
    if (power < 0) {
      if (power == -1 && c >= '5' && value < kMax) ++value;
      break;
    }
    append(c - '0');
    --power;
  }
  for (; power >= 0 && value != 0 && value != kMax; --power) append(0);
  return negative ? -value : value;
}

/// Receives the library's events and builds a Json; returns false at the first thing we refuse.
/// Open containers are a vector, so no input can exhaust the stack.
class Builder {
 public:
  /// With `decimals` numbers are read as parse_fixed_json() says.
  explicit Builder(std::optional<int> decimals) : decimals_(decimals) {}

  bool null() { return add(Json()); }
  bool boolean(bool value) { return add(Json(value)); }
  bool number_integer(std::int64_t value) {
    if (decimals_) return add(Json(fixed_of(std::to_string(value), *decimals_)));
    // "-0" is a second spelling of 0; JavaScript even reads another value.
    if (value == 0) return refuse("negative zero");
    return add(Json(value));
  }
  bool number_unsigned(std::uint64_t value) {
    if (decimals_) return add(Json(fixed_of(std::to_string(value), *decimals_)));
    if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
      return refuse("an integer beyond 64 bits");
    }
    return add(Json(static_cast<std::int64_t>(value)));
  }
  bool number_float(double, const std::string& written) {
    if (decimals_) return add(Json(fixed_of(written, *decimals_)));
    return refuse("a fraction, an exponent or an integer beyond 64 bits");
  }
  bool string(std::string& value) { return add(Json(std::move(value))); }
  bool binary(Parser::binary_t&) { return refuse("binary"); }

  bool start_object(std::size_t) { return open(true); }
  bool start_array(std::size_t) { return open(false); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }
  bool key(std::string& name) {
    Frame& frame = open_.back();
    if (frame.members.contains(name)) {
      return refuse("the key \"" + name.substr(0, kQuoteBytesMax) + "\" twice");
    }
    frame.key = std::move(name);
    return true;
  }
  bool parse_error(std::size_t, const std::string&, const Parser::exception&) {
    return refuse("wrong syntax or text that is not UTF-8");
  }

  const std::string& problem() const { return problem_; }
  Json take() { return std::move(root_); }

 private:
  static constexpr std::size_t kQuoteBytesMax = 64;

  /// An open container: an object's members, or an array's entries.
  struct Frame {
    bool is_object = false;
    Json::Object members;
    Json::Array entries;
    std::string key;  ///< of the member whose value comes next
  };

  bool refuse(std::string problem) {
    problem_ = std::move(problem);
    return false;
  }

  bool open(bool is_object) {
    if (open_.size() >= static_cast<std::size_t>(limits::kJsonDepthMax)) {
      return refuse("nested deeper than " + std::to_string(limits::kJsonDepthMax));
    }
    open_.emplace_back().is_object = is_object;
    return true;
  }

  bool close() {
    Frame frame = std::move(open_.back());
    open_.pop_back();
    return frame.is_object ? add(Json(std::move(frame.members)))
                           : add(Json(std::move(frame.entries)));
  }

  bool add(Json value) {
    if (open_.empty()) {
      root_ = std::move(value);
    } else if (Frame& frame = open_.back(); frame.is_object) {
      frame.members.emplace(std::move(frame.key), std::move(value));
    } else {
      frame.entries.push_back(std::move(value));
    }
    return true;
  }

  std::optional<int> decimals_;
  std::vector<Frame> open_;
  Json root_;
  std::string problem_;
};

/// What stands between two characters that are escaped goes over in one piece.
void dump_string(std::string_view text, JsonEscapes escapes, std::string& out) {
  constexpr std::string_view kHex = "0123456789abcdef";
  const auto is_plain = [escapes](char c) {
    const bool is_control = static_cast<unsigned char>(c) < 0x20;
    return c != '"' && c != '\\' && (!is_control || escapes == JsonEscapes::QuoteOnly);
  };
  out += '"';
  while (true) {
    const auto run = std::find_if_not(text.begin(), text.end(), is_plain) - text.begin();
    out += text.substr(0, static_cast<std::size_t>(run));
    text.remove_prefix(static_cast<std::size_t>(run));
    if (text.empty()) break;
    const char c = text.front();
    const auto byte = static_cast<unsigned char>(c);
    text.remove_prefix(1);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (const auto at = std::string_view("\b\t\n\f\r").find(c); at != std::string::npos) {
      out += '\\';
      out += "btnfr"[at];
    } else {
      out += "\\u00";
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    }
  }
  out += '"';
}

void dump_value(const Json& value, JsonEscapes escapes, std::string& out) {
  if (const bool* flag = value.as_bool()) {
    out += *flag ? "true" : "false";
  } else if (const std::int64_t* number = value.as_int()) {
    out += std::to_string(*number);
  } else if (const std::string* text = value.as_string()) {
    dump_string(*text, escapes, out);
  } else if (const Json::Array* array = value.as_array()) {
    out += '[';
    for (const Json& entry : *array) {
      if (&entry != array->data()) out += ',';
      dump_value(entry, escapes, out);
    }
    out += ']';
  } else if (const Json::Object* object = value.as_object()) {
    out += '{';
    bool first = true;
    for (const auto& [key, member] : *object) {
      if (!std::exchange(first, false)) out += ',';
      dump_string(key, escapes, out);
      out += ':';
      dump_value(member, escapes, out);
    }
    out += '}';
  } else {
    out += "null";
  }
}

Error invalid(std::string message) { return {Code::Invalid, std::move(message), {}}; }

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

Result<Json> built(std::string_view text, Builder builder, std::size_t bytes_max) {
  if (text.size() > bytes_max) return invalid("more than " + std::to_string(bytes_max) + " bytes");
  // The library takes a zero byte for the end of the text.
  if (const auto zero = text.find('\0'); zero != text.npos) {
    return invalid("byte " + std::to_string(zero) + ": a zero byte");
  }
  const char* at = text.data();
  const char* end = text.data() + text.size();
  if (!Parser::sax_parse(Cursor(&at), Cursor(&end), &builder)) {
    return invalid("byte " + std::to_string(at - text.data()) + ": " + builder.problem());
  }
  return builder.take();
}

Error wrong_member(const Json& object, std::string_view key, std::string_view wanted) {
  const std::string name = "\"" + std::string(key) + "\"";
  if (object.find(key) == nullptr) return invalid(name + " is missing");
  return invalid(name + " is not " + std::string(wanted));
}

}  // namespace

const Json* Json::find(std::string_view key) const {
  const Object* object = as_object();
  if (object == nullptr) return nullptr;
  const auto member = object->find(key);
  return member == object->end() ? nullptr : &member->second;
}

Json& Json::set(std::string key, Json value) {
  if (is_null()) value_ = Object();
  Object* object = std::get_if<Object>(&value_);
  CHECK(object != nullptr);
  object->insert_or_assign(std::move(key), std::move(value));
  return *this;
}

Result<std::string> Json::string_at(std::string_view key) const {
  const Json* member = find(key);
  const std::string* text = member ? member->as_string() : nullptr;
  if (text == nullptr) return wrong_member(*this, key, "a string");
  return *text;
}

Result<std::int64_t> Json::int_at(std::string_view key) const {
  const Json* member = find(key);
  const std::int64_t* number = member ? member->as_int() : nullptr;
  if (number == nullptr) return wrong_member(*this, key, "an integer");
  return *number;
}

Result<std::int64_t> Json::int_at(std::string_view key, std::int64_t min, std::int64_t max) const {
  const std::int64_t number = TRY(int_at(key));
  if (number < min || number > max) {
    return invalid("\"" + std::string(key) + "\" is not in " + std::to_string(min) + " to " +
                   std::to_string(max));
  }
  return number;
}

Result<bool> Json::bool_at(std::string_view key) const {
  const Json* member = find(key);
  const bool* flag = member ? member->as_bool() : nullptr;
  if (flag == nullptr) return wrong_member(*this, key, "true or false");
  return *flag;
}

Result<const Json::Array*> Json::array_at(std::string_view key, std::size_t entries_max) const {
  const Json* member = find(key);
  const Array* array = member ? member->as_array() : nullptr;
  if (array == nullptr) return wrong_member(*this, key, "an array");
  if (array->size() > entries_max) {
    return invalid("\"" + std::string(key) + "\" has more than " + std::to_string(entries_max) +
                   " entries");
  }
  return array;
}

Result<const Json*> Json::object_at(std::string_view key) const {
  const Json* member = find(key);
  if (member == nullptr || member->as_object() == nullptr) {
    return wrong_member(*this, key, "an object");
  }
  return member;
}

std::string Json::dump(JsonEscapes escapes) const {
  std::string out;
  dump_value(*this, escapes, out);
  return out;
}

Result<Json> Json::parse(std::string_view text) {
  // The library skips a byte order mark.
  if (text.starts_with(kByteOrderMark)) return invalid("byte 0: a byte order mark");
  return built(text, Builder(std::nullopt), limits::kJsonBytesMax);
}

Result<Json> parse_fixed_json(std::string_view text, int decimals, std::size_t bytes_max) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  return built(text, Builder(decimals), bytes_max);
}

}  // namespace bangtin
