#include <charconv>

#include "manager/server/api_handlers.h"
#include "manager/store/media_desk.h"

namespace bangtin::api {
namespace {

/// Where no uploads are taken there is no such thing.
Result<MediaDesk*> desk_of(Call& call) {
  if (call.parts.media == nullptr) return Call::nothing_there();
  return call.parts.media;
}

Result<std::int64_t> offset_of(const Request& request) {
  const auto found = request.query.find("offset");
  const std::string text = found == request.query.end() ? "" : found->second;
  std::int64_t offset = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), offset);
  if (error != std::errc() || end != text.data() + text.size() || offset < 0) {
    return Error{Code::Invalid, "offset", "server.bad_request"};
  }
  return offset;
}

}  // namespace

Result<Response> add_upload(Call& call) {
  UploadRequest request;
  TRY(from_json(TRY(call.body()), request));
  MediaDesk& desk = *TRY(desk_of(call));
  return json_response(to_json(TRY(desk.begin_upload(*call.person, request, call.now))));
}

Result<Response> uploads(Call& call) {
  return list_response("uploads", TRY(TRY(desk_of(call))->uploads(*call.person)));
}

Result<Response> upload(Call& call) {
  const UploadId id = TRY(call.id<UploadId>());
  return json_response(to_json(TRY(TRY(desk_of(call))->upload(*call.person, id))));
}

Result<Response> append_upload(Call& call) {
  const UploadId id = TRY(call.id<UploadId>());
  const std::int64_t offset = TRY(offset_of(call.request));
  MediaDesk& desk = *TRY(desk_of(call));
  return json_response(to_json(TRY(desk.append(*call.person, id, offset, call.request.body))));
}

Result<Response> drop_upload(Call& call) {
  TRY(TRY(desk_of(call))->drop_upload(*call.person, TRY(call.id<UploadId>())));
  return json_response(Json(Json::Object{}));
}

Result<Response> add_conversion(Call& call) {
  const std::string upload = TRY(TRY(call.body()).string_at("upload"));
  if (!is_id_text(upload)) return Call::nothing_there();
  MediaDesk& desk = *TRY(desk_of(call));
  return json_response(to_json(TRY(desk.add_conversion(*call.person, UploadId{upload}, call.now))));
}

Result<Response> conversions(Call& call) {
  return list_response("conversions", TRY(TRY(desk_of(call))->conversions(*call.person)));
}

Result<Response> conversion(Call& call) {
  const ConversionId id = TRY(call.id<ConversionId>());
  return json_response(to_json(TRY(TRY(desk_of(call))->conversion(*call.person, id))));
}

Result<Response> cancel_conversion(Call& call) {
  const ConversionId id = TRY(call.id<ConversionId>());
  MediaDesk& desk = *TRY(desk_of(call));
  return json_response(to_json(TRY(desk.cancel_conversion(*call.person, id, call.now))));
}

}  // namespace bangtin::api
