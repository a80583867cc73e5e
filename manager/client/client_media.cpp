#include "manager/client/client.h"
#include "shared/base/limits.h"

namespace bangtin {
namespace {

template <class Message>
Result<Message> message_of(const Json& json) {
  Message message;
  TRY(from_json(json, message));
  return message;
}

template <class Message>
Result<std::vector<Message>> messages_at(const Json& json, std::string_view key) {
  std::vector<Message> messages;
  for (const Json& entry : *TRY(json.array_at(key, limits::kConversionsKept))) {
    messages.push_back(TRY(message_of<Message>(entry)));
  }
  return messages;
}

}  // namespace

Result<UploadRecord> Client::begin_upload(const UploadRequest& request) {
  return message_of<UploadRecord>(TRY(call("POST", "/v1/uploads", to_json(request).dump())));
}

Result<std::vector<UploadRecord>> Client::uploads() {
  return messages_at<UploadRecord>(TRY(call("GET", "/v1/uploads")), "uploads");
}

Result<UploadRecord> Client::upload(const UploadId& id) {
  return message_of<UploadRecord>(TRY(call("GET", "/v1/uploads/" + id.text)));
}

Result<UploadRecord> Client::append_upload(const UploadId& id, std::int64_t offset_bytes,
                                           std::string bytes) {
  const std::string target = "/v1/uploads/" + id.text + "?offset=" + std::to_string(offset_bytes);
  return message_of<UploadRecord>(TRY(call("PUT", target, std::move(bytes))));
}

Status Client::drop_upload(const UploadId& id) {
  TRY(call("DELETE", "/v1/uploads/" + id.text));
  return {};
}

Result<ConversionRecord> Client::convert_upload(const UploadId& id) {
  Json body;
  body.set("upload", id.text);
  return message_of<ConversionRecord>(TRY(call("POST", "/v1/conversions", body.dump())));
}

Result<std::vector<ConversionRecord>> Client::conversions() {
  return messages_at<ConversionRecord>(TRY(call("GET", "/v1/conversions")), "conversions");
}

Result<ConversionRecord> Client::conversion(const ConversionId& id) {
  return message_of<ConversionRecord>(TRY(call("GET", "/v1/conversions/" + id.text)));
}

Result<ConversionRecord> Client::cancel_conversion(const ConversionId& id) {
  return message_of<ConversionRecord>(
      TRY(call("POST", "/v1/conversions/" + id.text + "/cancel", "{}")));
}

}  // namespace bangtin
