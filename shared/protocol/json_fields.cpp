#include "shared/protocol/json_fields.h"

#include <algorithm>
#include <string>

namespace bangtin {
namespace {

/// A key from outside in a message for the log: at most so much of it.
std::string in_quotes(std::string_view key) {
  constexpr std::size_t kBytesMax = 64;
  return "\"" + std::string(key.substr(0, kBytesMax)) + "\"";
}

}  // namespace

const Json* FieldReader::find(std::string_view key, bool required) {
  CHECK(known_count_ < kMembersMax);
  known_[known_count_++] = key;
  if (!status_.ok()) return nullptr;
  const Json* member = json_.find(key);
  if (member == nullptr && required) status_ = wrong_value(in_quotes(key) + " is missing");
  return member;
}

void FieldReader::note(std::string_view key, const Status& status) {
  if (!status.ok()) status_ = in_context(in_quotes(key), status.error());
}

Status FieldReader::finish() const {
  if (!status_.ok() || reading_ == Reading::Message) return status_;
  const auto end = known_.begin() + static_cast<std::ptrdiff_t>(known_count_);
  for (const auto& [key, member] : *json_.as_object()) {
    if (std::find(known_.begin(), end, key) == end) {
      return wrong_value("the unknown member " + in_quotes(key));
    }
  }
  return {};
}

}  // namespace bangtin
