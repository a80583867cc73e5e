#include "manager/core/province_files.h"
#include "manager/server/api_handlers.h"
#include "manager/store/media_desk.h"
#include "shared/protocol/board_trust.h"
#include "shared/trust/house_sign.h"

namespace bangtin::api {
namespace {

Response metadata(std::string bytes) {
  Response response;
  response.headers = {{"Content-Type", "application/json"}};
  response.body = std::move(bytes);
  return response;
}

Response done() { return json_response(Json(Json::Object{})); }

}  // namespace

Result<Response> my_key(Call& call) {
  return json_response(to_json(TRY(call.office.key_of(*call.person))));
}

Result<Response> register_key(Call& call) {
  const auto key = public_key_from_hex(TRY(TRY(call.body()).string_at("key")));
  if (!key) return Error{Code::Invalid, "no Ed25519 key", "key.not_a_key"};
  return json_response(to_json(TRY(call.office.register_key(*call.person, *key, call.now))));
}

Result<Response> person_keys(Call& call) {
  return list_response("keys", TRY(call.office.person_keys()));
}

Result<Response> trust_state(Call& call) {
  const Office::TrustState state = TRY(call.office.trust_state());
  Json json;
  json.set("begun", !state.root.empty());
  json.set("one_person", state.lets_one_person);
  json.set("online_key", to_hex(state.online_key));
  json.set("online_key_signed", state.is_online_key_signed);
  if (state.next_online_key) json.set("next_online_key", to_hex(*state.next_online_key));
  if (!state.root.empty()) {
    json.set("owner_due", is_owner_due(state.owner_expires, call.now));
    json.set("owner_expires", to_iso8601(state.owner_expires));
  }
  json.set("people_signed", state.are_people_signed);
  json.set("place", place_bytes(state.place));
  json.set("place_signed", state.is_place_signed);
  json.set("root", state.root);
  json.set("signing_code", state.signing_code);
  json.set("targets_version", state.targets);
  return json_response(json);
}

Result<Response> begin_trust(Call& call) {
  const Json json = TRY(call.body());
  TRY(call.office.begin_trust(*call.person, TRY(json.string_at("root")),
                              TRY(json.string_at("targets")), call.now));
  return done();
}

Result<Response> renew_trust(Call& call) {
  const Json json = TRY(call.body());
  TRY(call.office.renew_trust(*call.person, TRY(json.string_at("root")),
                              TRY(json.string_at("targets")), call.now));
  return done();
}

Result<Response> take_root(Call& call) {
  TRY(call.office.take_root(*call.person, TRY(TRY(call.body()).string_at("root")), call.now));
  return done();
}

Result<Response> take_targets(Call& call) {
  TRY(call.office.take_targets(*call.person, TRY(TRY(call.body()).string_at("targets")), call.now));
  return done();
}

Result<Response> take_shorter_list(Call& call) {
  KeyClass key_class = KeyClass::Compose;
  if (call.ids[0] == "approve") {
    key_class = KeyClass::Approve;
  } else if (call.ids[0] != "compose") {
    return Call::nothing_there();
  }
  TRY(call.office.take_shorter_list(*call.person, key_class,
                                    TRY(TRY(call.body()).string_at("signed")), call.now));
  return done();
}

Result<Response> trust_file(Call& call) {
  std::string name = call.ids[0];
  if (call.ids.size() > 1) name += "/" + call.ids[1];  // The path came with its %2F decoded.
  return metadata(TRY(call.office.trust_file(name)));
}

/// The file came as an upload, piece by piece; it is let go whatever became of it.
Result<Response> import_province(Call& call) {
  const std::string name = TRY(TRY(call.body()).string_at("upload"));
  if (!is_id_text(name) || call.parts.media == nullptr) return Call::nothing_there();
  MediaDesk& desk = *call.parts.media;
  const UploadId id{name};
  const std::string file = TRY(desk.read_upload(*call.person, id, kProvinceFileBytesMax));
  const auto taken = call.office.import_province(*call.person, file, call.now);
  TRY(desk.drop_upload(*call.person, id));
  if (!taken) return taken.error();
  Json::Array items;
  for (const ItemId& item : taken->items) items.emplace_back(item.text);
  Json json;
  json.set("added", taken->added).set("code", taken->code).set("items", std::move(items));
  json.set("replaced", taken->replaced).set("taken_back", taken->taken_back);
  return json_response(json);
}

Result<Response> live_versions(Call& call) {
  Json::Array versions;
  for (const Digest& hash : TRY(call.office.live_versions(call.now))) {
    versions.emplace_back(to_hex(hash));
  }
  Json json;
  json.set("versions", std::move(versions));
  return json_response(json);
}

Result<Response> board_selection(Call& call) {
  return metadata(TRY(call.office.selection_named(call.board->id, TRY(call.digest()))));
}

Result<Response> board_time(Call& call) {
  TimeQuestion question;
  TRY(from_json(TRY(call.body()), question));
  return metadata(TRY(call.office.time_for(question.nonce, call.now)));
}

}  // namespace bangtin::api
