#include "shared/base/limits.h"
#include "shared/model/names.h"
#include "shared/protocol/content_fields.h"
#include "shared/protocol/media_messages.h"
#include "shared/protocol/message_json.h"

namespace bangtin {
namespace {

constexpr Named<ConversionState> kConversionStates[] = {
    {ConversionState::Queued, "queued"},       {ConversionState::Converting, "converting"},
    {ConversionState::Done, "done"},           {ConversionState::Failed, "failed"},
    {ConversionState::Cancelled, "cancelled"},
};

}  // namespace

std::string_view name_of(ConversionState state) { return name_in(kConversionStates, state); }
bool from_name(std::string_view name, ConversionState& out) {
  return value_in(kConversionStates, name, out);
}

template <class Visitor, Is<UploadRequest> Value>
void fields(Visitor& field, Value& request) {
  field("name", request.name);
  field("size_bytes", request.size_bytes);
  field("sha256", request.sha256);
}

template <class Visitor, Is<UploadRecord> Value>
void fields(Visitor& field, Value& record) {
  field("id", record.id);
  field("name", record.name);
  field("size_bytes", record.size_bytes);
  field("held_bytes", record.held_bytes);
  field("sha256", record.sha256);
  field("expires_at", record.expires_at);
}

template <class Visitor, Is<ConversionRecord> Value>
void fields(Visitor& field, Value& record) {
  field("id", record.id);
  field("upload", record.upload);
  field("name", record.name);
  field("state", record.state);
  field("permille", record.permille);
  field("left_s", record.left);
  field("media", record.media);
  field("poster", record.poster);
  field("thumbnail", record.thumbnail);
  field("document", record.document);
  field.rare_list("pages", record.pages, limits::kMediaPerItemMax);
  field("problem", record.problem);
  field("changed_at", record.changed_at);
}

BANGTIN_DEFINE_MESSAGE(UploadRequest)
BANGTIN_DEFINE_MESSAGE(UploadRecord)
BANGTIN_DEFINE_MESSAGE(ConversionRecord)

}  // namespace bangtin
