#include "manager/client/answers.h"
#include "manager/client/client.h"
#include "shared/base/library_limits.h"
#include "shared/base/limits.h"
#include "shared/protocol/content_json.h"

namespace bangtin {
namespace {

constexpr std::string_view kPictureOfUpload = "/v1/media?upload=";

}  // namespace

Millis answer_time(const HttpRequest& request) {
  const bool makes = request.target.starts_with(kPictureOfUpload);
  return HttpClient::kTimeout + (makes ? Millis(limits::kIngestMax) : Millis(0));
}

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

Result<Media> Client::picture_of_upload(const UploadId& id) {
  return media_from_json(TRY(call("POST", std::string(kPictureOfUpload) + id.text)));
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

Result<std::vector<MediaRecord>> Client::library() {
  std::vector<MediaRecord> all;
  std::string target = "/v1/media";
  while (all.size() < limits::kLibraryMax) {
    MediaPage page = TRY(message_of<MediaPage>(TRY(call("GET", target))));
    for (MediaRecord& record : page.media) all.push_back(std::move(record));
    if (!page.next || page.media.empty()) break;
    target = "/v1/media?before=" + std::to_string(*page.next);
  }
  return all;
}

Result<MediaRecord> Client::keep_media(const Digest& blob, const std::string& name) {
  Json body;
  body.set("name", name);
  return message_of<MediaRecord>(TRY(call("PUT", "/v1/media/" + to_hex(blob), body.dump())));
}

Status Client::drop_media(const Digest& blob) {
  TRY(call("DELETE", "/v1/media/" + to_hex(blob)));
  return {};
}

}  // namespace bangtin
