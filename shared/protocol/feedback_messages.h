// What residents sent from the page of an item, as the HTTP API speaks of it. Paths and meaning:
// docs/PROTOCOL.md. Thread: any; pure.
#pragma once

#include <optional>
#include <string>

#include "shared/protocol/messages.h"

namespace bangtin {

using FeedbackId = Id<struct FeedbackTag>;

enum class FeedbackState { New, Seen, Answered, Dismissed };
std::string_view name_of(FeedbackState state);
bool from_name(std::string_view name, FeedbackState& out);

struct FeedbackRecord {
  FeedbackId id;
  std::string code;   ///< told to the person: "K7M2QX"
  ItemId item;        ///< from whose page it was sent
  std::string title;  ///< of that item, as it was then
  Instant at{};
  std::string text;
  std::string contact;  ///< as the person gave it; empty when he gave none or its time is over
  FeedbackState state = FeedbackState::New;
  std::optional<ItemId> answer;  ///< the item that answers it
  std::string changed_by;        ///< login; empty while it is new
  std::optional<Instant> changed_at;
};

/// An answer that was begun: what it answers, and its draft.
struct FeedbackAnswer {
  FeedbackRecord feedback;
  ItemRecord item;
};

Json to_json(const FeedbackRecord& message);
Result<void> from_json(const Json& json, FeedbackRecord& out);
Json to_json(const FeedbackAnswer& message);
Result<void> from_json(const Json& json, FeedbackAnswer& out);

}  // namespace bangtin
