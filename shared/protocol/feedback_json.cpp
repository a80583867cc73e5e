#include "shared/model/names.h"
#include "shared/protocol/content_fields.h"
#include "shared/protocol/feedback_messages.h"
#include "shared/protocol/message_json.h"

namespace bangtin {
namespace {

constexpr Named<FeedbackState> kStates[] = {
    {FeedbackState::New, "new"},
    {FeedbackState::Seen, "seen"},
    {FeedbackState::Answered, "answered"},
    {FeedbackState::Dismissed, "dismissed"},
};

}  // namespace

std::string_view name_of(FeedbackState state) { return name_in(kStates, state); }
bool from_name(std::string_view name, FeedbackState& out) { return value_in(kStates, name, out); }

template <class Visitor, Is<FeedbackRecord> Value>
void fields(Visitor& field, Value& record) {
  field("id", record.id);
  field("code", record.code);
  field("item", record.item);
  field("title", record.title);
  field("at", record.at);
  field("text", record.text);
  field("contact", record.contact);
  field("state", record.state);
  field("answer", record.answer);
  field("changed_by", record.changed_by);
  field("changed_at", record.changed_at);
}

BANGTIN_DEFINE_MESSAGE(FeedbackRecord)

Json to_json(const FeedbackAnswer& message) {
  Json json;
  json.set("feedback", to_json(message.feedback)).set("item", to_json(message.item));
  return json;
}

Result<void> from_json(const Json& json, FeedbackAnswer& out) {
  FeedbackAnswer read;
  TRY(from_json(*TRY(json.object_at("feedback")), read.feedback));
  TRY(from_json(*TRY(json.object_at("item")), read.item));
  out = std::move(read);
  return {};
}

}  // namespace bangtin
