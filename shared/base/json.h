// Json: a strict JSON value for everything that travels or is hashed. Integers only (no floating
// point), no duplicate keys, bounded depth and size, UTF-8 only. Object members are kept sorted, so
// `dump` is canonical: equal values give equal bytes. The only file pair that meets the JSON
// library is json.{h,cpp}. Thread: any; plain values.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "shared/base/result.h"

namespace bangtin {

/// How `dump` writes what a string may not hold as it is.
enum class JsonEscapes {
  Short,      ///< \n, \u001f: any JSON reader takes it
  QuoteOnly,  ///< only \" and \\, all else raw: the canonical form that TUF signs (OLPC)
};

class Json {
 public:
  using Array = std::vector<Json>;
  using Object = std::map<std::string, Json, std::less<>>;

  Json() = default;  ///< null
  Json(std::nullptr_t) {}
  Json(bool value) : value_(value) {}
  Json(int value) : value_(static_cast<std::int64_t>(value)) {}
  Json(std::int64_t value) : value_(value) {}
  Json(std::string value) : value_(std::move(value)) {}
  Json(std::string_view value) : value_(std::string(value)) {}
  Json(const char* value) : value_(std::string(value)) {}
  Json(Array value) : value_(std::move(value)) {}
  Json(Object value) : value_(std::move(value)) {}

  bool is_null() const { return std::holds_alternative<std::nullptr_t>(value_); }
  const bool* as_bool() const { return std::get_if<bool>(&value_); }
  const std::int64_t* as_int() const { return std::get_if<std::int64_t>(&value_); }
  const std::string* as_string() const { return std::get_if<std::string>(&value_); }
  const Array* as_array() const { return std::get_if<Array>(&value_); }
  const Object* as_object() const { return std::get_if<Object>(&value_); }

  /// The member, or null when this is no object or has no such member.
  const Json* find(std::string_view key) const;
  /// Sets a member; a null value becomes an object first. CHECKs that this is an object or null.
  Json& set(std::string key, Json value);

  /// The typed member. Errors: invalid, naming the key, when missing or of another type.
  Result<std::string> string_at(std::string_view key) const;
  Result<std::int64_t> int_at(std::string_view key) const;
  Result<std::int64_t> int_at(std::string_view key, std::int64_t min, std::int64_t max) const;
  Result<bool> bool_at(std::string_view key) const;
  /// The array member; the pointer lives as long as this value.
  Result<const Array*> array_at(std::string_view key, std::size_t entries_max) const;
  Result<const Json*> object_at(std::string_view key) const;

  bool operator==(const Json&) const = default;

  /// Canonical bytes: sorted keys, no spaces, UTF-8 as is, shortest escapes.
  std::string dump(JsonEscapes escapes = JsonEscapes::Short) const;

  /// Strict parse of a whole text. Errors: invalid (with the byte position) for wrong syntax,
  /// duplicate keys, fractions, exponents, -0, integers beyond 64 bits, a byte order mark, depth
  /// over kJsonDepthMax, size over kJsonBytesMax, text that is not UTF-8, bytes after the value.
  static Result<Json> parse(std::string_view text);

 private:
  std::variant<std::nullptr_t, bool, std::int64_t, std::string, Array, Object> value_ = nullptr;
};

}  // namespace bangtin
