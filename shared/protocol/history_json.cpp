#include "shared/model/names.h"
#include "shared/protocol/content_fields.h"
#include "shared/protocol/history_messages.h"
#include "shared/protocol/message_json.h"

namespace bangtin {
namespace {

constexpr Named<ItemDeed> kItemDeeds[] = {
    {ItemDeed::Drafted, "drafted"},         {ItemDeed::Submitted, "submitted"},
    {ItemDeed::Returned, "returned"},       {ItemDeed::Approved, "approved"},
    {ItemDeed::Imported, "imported"},       {ItemDeed::Published, "published"},
    {ItemDeed::Unpublished, "unpublished"}, {ItemDeed::Withdrawn, "withdrawn"},
    {ItemDeed::Expired, "expired"},
};

}  // namespace

std::string_view name_of(ItemDeed deed) { return name_in(kItemDeeds, deed); }
bool from_name(std::string_view name, ItemDeed& out) { return value_in(kItemDeeds, name, out); }

template <class Visitor, Is<ItemStep> Value>
void fields(Visitor& field, Value& step) {
  field("deed", step.deed);
  field("at", step.at);
  field("until", step.until);
  field("who", step.who);
  field("name", step.name);
  field("reason", step.reason);
  field("version", step.version);
  field("one_person", step.one_person);
}

template <class Visitor, Is<ItemHistory> Value>
void fields(Visitor& field, Value& history) {
  field.list("steps", history.steps, kItemStepsMax);
  field("whole", history.whole);
  field("plays_from", history.plays_from);
  field("plays_until", history.plays_until);
  field("rests_from", history.rests_from);
  field("rests_until", history.rests_until);
}

BANGTIN_DEFINE_MESSAGE(ItemHistory)

}  // namespace bangtin
