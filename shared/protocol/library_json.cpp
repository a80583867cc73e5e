#include "shared/base/library_limits.h"
#include "shared/base/limits.h"
#include "shared/protocol/content_fields.h"
#include "shared/protocol/library_messages.h"
#include "shared/protocol/message_json.h"

namespace bangtin {

template <class Visitor, Is<MediaRecord> Value>
void fields(Visitor& field, Value& record) {
  field("media", record.media);
  field("poster", record.poster);
  field("thumbnail", record.thumbnail);
  field("document", record.document);
  field.rare_list("pages", record.pages, limits::kMediaPerItemMax);
  field("name", record.name);
  field("added_by", record.added_by);
  field("added_at", record.added_at);
  field.list("items", record.items, limits::kMediaUsesMax);
}

BANGTIN_DEFINE_MESSAGE(MediaRecord)

Json to_json(const MediaPage& message) {
  Json::Array media;
  for (const MediaRecord& record : message.media) media.push_back(to_json(record));
  Json json;
  json.set("media", std::move(media));
  if (message.next) json.set("next", *message.next);
  return json;
}

Result<void> from_json(const Json& json, MediaPage& out) {
  MediaPage read;
  for (const Json& entry : *TRY(json.array_at("media", limits::kMediaPageMax))) {
    TRY(from_json(entry, read.media.emplace_back()));
  }
  if (json.find("next") != nullptr) read.next = TRY(json.int_at("next"));
  out = std::move(read);
  return {};
}

}  // namespace bangtin
