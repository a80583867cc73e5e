#include "manager/server/api_handlers.h"
#include "manager/store/media_desk.h"
#include "shared/base/limits.h"
#include "shared/protocol/content_json.h"

namespace bangtin::api {
namespace {

Result<ItemContent> content_in(const Json& json) {
  return item_content_from_json(*TRY(json.object_at("content")));
}

Result<Digest> version_in(const Json& json) {
  const auto version = digest_from_hex(TRY(json.string_at("version")));
  if (!version) return Error{Code::Invalid, "version", "server.bad_json"};
  return *version;
}

/// A board may fetch what its own selection names, and learns of nothing else.
Status check_fetch(Call& call, const Digest& name) {
  if (!call.board) return {};
  if (!TRY(call.office.may_fetch(call.board->id, name))) return Call::nothing_there();
  return {};
}

Result<std::vector<ReviewCheck>> checks_in(const Json& json) {
  constexpr std::size_t kChecksMax = 16;
  std::vector<ReviewCheck> checks;
  for (const Json& name : *TRY(json.array_at("checked", kChecksMax))) {
    if (!name.as_string() || !from_name(*name.as_string(), checks.emplace_back())) {
      return Error{Code::Invalid, "checked", "server.bad_json"};
    }
  }
  return checks;
}

}  // namespace

Result<Media> keep_picture(Call& call, std::string_view bytes,
                           const std::optional<std::string>& name) {
  const NormalPicture picture = TRY(call.parts.ingest(bytes));
  Media media;
  TRY(call.office.expect_blob(sha256(picture.jpeg)));
  media.blob = TRY(call.blobs.put(picture.jpeg));
  media.size_bytes = static_cast<std::int64_t>(picture.jpeg.size());
  media.chunks = plan_of(picture.jpeg).chunks;
  media.media_type = "image/jpeg";
  media.size_px = picture.size_px;
  if (name) return call.office.add_library_media(*call.person, media, *name, call.now);
  return call.office.add_media(*call.person, media, call.now);
}

namespace {

/// The upload stays, so that who lost the answer may ask again.
Result<Response> add_uploaded_media(Call& call, const std::string& upload) {
  if (!is_id_text(upload) || call.parts.media == nullptr) return Call::nothing_there();
  MediaDesk& desk = *call.parts.media;
  const UploadRecord record = TRY(desk.upload(*call.person, UploadId{upload}));
  if (record.size_bytes > std::int64_t(limits::kPictureUploadBytesMax)) {
    return Error{Code::Invalid, "too large for a picture", "ingest.too_large"};
  }
  const std::string bytes =
      TRY(desk.read_upload(*call.person, record.id, limits::kPictureUploadBytesMax));
  if (record.sha256 && sha256(bytes) != *record.sha256) {
    return Error{Code::Corrupt, "other bytes came than were sent", "upload.changed"};
  }
  return json_response(to_json(TRY(keep_picture(call, bytes, record.name))));
}

}  // namespace

Result<Response> add_media(Call& call) {
  if (const auto upload = call.request.query.find("upload"); upload != call.request.query.end()) {
    return add_uploaded_media(call, upload->second);
  }
  if (call.request.body.empty()) {
    return Error{Code::Invalid, "no bytes", "ingest.empty"};
  }
  const auto name = call.request.query.find("name");
  return json_response(to_json(TRY(keep_picture(
      call, call.request.body,
      name == call.request.query.end() ? std::nullopt : std::optional(name->second)))));
}

Result<Response> blob(Call& call) {
  const Digest name = TRY(call.digest());
  TRY(check_fetch(call, name));
  const std::int64_t size_bytes = TRY(call.blobs.size_bytes(name));
  return file_response(call.request, call.parts.disk_folder / call.blobs.name(name), size_bytes,
                       "\"" + to_hex(name) + "\"");
}

Result<Response> zones(Call& call) {
  Json::Array array;
  for (const ZoneKind& zone : TRY(call.office.zones())) {
    Json entry;
    entry.set("role", name_of(zone.role));
    entry.set("size", to_json(zone.size_px));
    array.push_back(std::move(entry));
  }
  Json json;
  json.set("zones", std::move(array));
  return json_response(json);
}

/// All at once as an older desk asks for them; in pieces with `since`.
Result<Response> items(Call& call) {
  const auto since = call.request.query.find("since");
  if (since == call.request.query.end()) {
    return list_response("items", TRY(call.office.items()));
  }
  return json_response(to_json(TRY(call.office.items_since(since->second))));
}

Result<Response> add_item(Call& call) {
  const ItemContent content = TRY(content_in(TRY(call.body())));
  return json_response(to_json(TRY(call.office.add_item(*call.person, content, call.now))));
}

Result<Response> item(Call& call) {
  return json_response(to_json(TRY(call.office.item(TRY(call.id<ItemId>())))));
}

Result<Response> item_history(Call& call) {
  const ItemId id = TRY(call.id<ItemId>());
  return json_response(to_json(TRY(call.office.item_history(id, call.now))));
}

Result<Response> save_item(Call& call) {
  const ItemId id = TRY(call.id<ItemId>());
  const Json json = TRY(call.body());
  const ItemContent content = TRY(content_in(json));
  const std::int64_t revision = TRY(json.int_at("revision"));
  return json_response(
      to_json(TRY(call.office.save_item(*call.person, id, content, revision, call.now))));
}

Result<Response> submit_item(Call& call) {
  const ItemId id = TRY(call.id<ItemId>());
  const Json json = TRY(call.body());
  const ItemVersion version = TRY(item_version_from_json(*TRY(json.object_at("version"))));
  const std::string signed_list = TRY(json.string_at("signed"));
  return json_response(
      to_json(TRY(call.office.submit_item(*call.person, id, version, signed_list, call.now))));
}

Result<Response> approve_item(Call& call) {
  const ItemId id = TRY(call.id<ItemId>());
  const Json json = TRY(call.body());
  const Digest version = TRY(version_in(json));
  const auto checked = TRY(checks_in(json));
  const std::string signed_list = TRY(json.string_at("signed"));
  return json_response(to_json(
      TRY(call.office.approve_item(*call.person, id, version, checked, signed_list, call.now))));
}

Result<Response> return_item(Call& call) {
  const ItemId id = TRY(call.id<ItemId>());
  const Json json = TRY(call.body());
  const Digest version = TRY(version_in(json));
  const std::string reason = TRY(json.string_at("reason"));
  return json_response(
      to_json(TRY(call.office.return_item(*call.person, id, version, reason, call.now))));
}

Result<Response> withdraw_item(Call& call) {
  const ItemId id = TRY(call.id<ItemId>());
  const Json json = TRY(call.body());
  const std::string reason = TRY(json.string_at("reason"));
  const WithdrawnItem gone = TRY(call.office.withdraw_item(*call.person, id, reason, call.now));
  Json answer = to_json(gone.item);
  if (gone.played) answer.set("played", to_hex(*gone.played));
  return json_response(answer);
}

Result<Response> version(Call& call) {
  const Digest name = TRY(call.digest());
  TRY(check_fetch(call, name));
  Response response;
  response.body = TRY(call.office.version(name));
  response.headers = {{"Content-Type", "application/json"},
                      {"ETag", "\"" + to_hex(name) + "\""},
                      {"Cache-Control", "private, max-age=31536000, immutable"}};
  return response;
}

}  // namespace bangtin::api
