// Words of a request, and messages out of the JSON of an answer. For the files of Client. Thread:
// any; pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/protocol/messages.h"

namespace bangtin {

/// Text as it may stand in a query: everything but unreserved characters is escaped.
std::string escaped(std::string_view text);

/// Errors: invalid.
template <class Message>
Result<Message> message_of(const Json& json) {
  Message message;
  TRY(from_json(json, message));
  return message;
}

/// The messages of an array member, at most so many. Errors: invalid.
template <class Message>
Result<std::vector<Message>> messages_at(const Json& json, std::string_view key,
                                         std::size_t entries_max) {
  std::vector<Message> messages;
  for (const Json& entry : *TRY(json.array_at(key, entries_max))) {
    messages.push_back(TRY(message_of<Message>(entry)));
  }
  return messages;
}

}  // namespace bangtin
