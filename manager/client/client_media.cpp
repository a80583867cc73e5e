#include "manager/client/answers.h"
#include "manager/client/client.h"
#include "shared/base/limits.h"

namespace bangtin {
Result<UploadRecord> Client::begin_upload(const UploadRequest& request) {
  return message_of<UploadRecord>(TRY(call("POST", "/v1/uploads", to_json(request).dump())));
}

Result<std::vector<UploadRecord>> Client::uploads() {
  return messages_at<UploadRecord>(TRY(call("GET", "/v1/uploads")), "uploads",
                                   limits::kConversionsKept);
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
  return messages_at<ConversionRecord>(TRY(call("GET", "/v1/conversions")), "conversions",
                                       limits::kConversionsKept);
}

Result<ConversionRecord> Client::conversion(const ConversionId& id) {
  return message_of<ConversionRecord>(TRY(call("GET", "/v1/conversions/" + id.text)));
}

Result<ConversionRecord> Client::cancel_conversion(const ConversionId& id) {
  return message_of<ConversionRecord>(
      TRY(call("POST", "/v1/conversions/" + id.text + "/cancel", "{}")));
}

}  // namespace bangtin
