// One list of members per struct serves both ways: `fields(visitor, value)` names each member once
// and is called with a FieldWriter or a FieldReader. For the files of this folder. Thread: any.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/protocol/json_values.h"

namespace bangtin {

/// Lets one `fields` take a struct to write (const) and to read.
template <class Value, class Struct>
concept Is = std::same_as<std::remove_const_t<Value>, Struct>;

template <class Struct>
Json write_struct(const Struct& value);
template <class Struct>
Status read_struct(const Json& json, Struct& out, Reading reading);

/// A struct inside a struct is an object.
template <class Struct>
requires std::is_class_v<Struct> Json encode(const Struct& value) { return write_struct(value); }
template <class Struct>
requires std::is_class_v<Struct> Status decode(const Json& json, Struct& out, Reading reading) {
  return read_struct(json, out, reading);
}

class FieldWriter {
 public:
  template <class Value>
  void operator()(std::string_view key, const Value& value) {
    object_.emplace(key, encode(value));
  }
  /// A member that may be absent.
  template <class Value>
  void operator()(std::string_view key, const std::optional<Value>& value) {
    if (value) object_.emplace(key, encode(*value));
  }
  template <class Value>
  void list(std::string_view key, const std::vector<Value>& values, std::size_t) {
    Json::Array array;
    array.reserve(values.size());
    for (const Value& value : values) array.push_back(encode(value));
    object_.emplace(key, std::move(array));
  }
  /// A list that is left out when it is empty.
  template <class Value>
  void rare_list(std::string_view key, const std::vector<Value>& values, std::size_t entries_max) {
    if (!values.empty()) list(key, values, entries_max);
  }
  Json take() { return std::move(object_); }

 private:
  Json::Object object_;
};

/// Reads members until the first that is wrong; later ones stay as they are.
class FieldReader {
 public:
  FieldReader(const Json& json, Reading reading) : json_(json), reading_(reading) {
    if (json.as_object() == nullptr) status_ = wrong_value("not an object");
  }

  template <class Value>
  void operator()(std::string_view key, Value& out) {
    if (const Json* member = find(key, true)) note(key, decode(*member, out, reading_));
  }
  template <class Value>
  void operator()(std::string_view key, std::optional<Value>& out) {
    out.reset();
    const Json* member = find(key, false);
    if (member == nullptr || member->is_null()) return;
    note(key, decode(*member, out.emplace(), reading_));
  }
  template <class Value>
  void list(std::string_view key, std::vector<Value>& out, std::size_t entries_max) {
    read_list(key, out, entries_max, true);
  }
  template <class Value>
  void rare_list(std::string_view key, std::vector<Value>& out, std::size_t entries_max) {
    read_list(key, out, entries_max, false);
  }

  /// The first thing that was wrong; for what is hashed also a member that nothing asked for.
  Status finish() const;

 private:
  template <class Value>
  void read_list(std::string_view key, std::vector<Value>& out, std::size_t entries_max,
                 bool required) {
    out.clear();
    const Json* member = find(key, required);
    if (member == nullptr) return;
    const Json::Array* array = member->as_array();
    if (!required && reading_ == Reading::Hashed && array != nullptr && array->empty()) {
      note(key, wrong_value("empty, where it has to be left out"));
      return;
    }
    if (array == nullptr || array->size() > entries_max) {
      note(key, wrong_value("not an array of at most " + std::to_string(entries_max) + " entries"));
      return;
    }
    out.reserve(array->size());
    for (const Json& entry : *array) {
      const Status status = decode(entry, out.emplace_back(), reading_);
      if (status.ok()) continue;
      note(key, in_context("entry " + std::to_string(out.size() - 1), status.error()));
      return;
    }
  }

  const Json* find(std::string_view key, bool required);
  void note(std::string_view key, const Status& status);

  static constexpr std::size_t kMembersMax = 32;
  const Json& json_;
  Reading reading_;
  Status status_;
  std::array<std::string_view, kMembersMax> known_{};
  std::size_t known_count_ = 0;
};

template <class Struct>
Json write_struct(const Struct& value) {
  FieldWriter writer;
  fields(writer, value);
  return writer.take();
}

/// On an error `out` is as it was.
template <class Struct>
Status read_struct(const Json& json, Struct& out, Reading reading) {
  FieldReader reader(json, reading);
  Struct read;
  fields(reader, read);
  TRY(reader.finish());
  out = std::move(read);
  return {};
}

}  // namespace bangtin
