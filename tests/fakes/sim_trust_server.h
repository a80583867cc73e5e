// A server's half of signing, in memory: people with their keys, the commune's TUF repository, and
// one item that is handed in and approved. What it serves can be bent. Header only. Thread: one.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "manager/client/client.h"
#include "shared/base/limits.h"
#include "shared/protocol/content_json.h"
#include "shared/trust/house_roles.h"
#include "shared/trust/parse.h"
#include "shared/trust/sign.h"

namespace bangtin {

class SimTrustServer final : public Channel {
 public:
  static constexpr const char* kPassword = "một mật khẩu dài";

  explicit SimTrustServer(Instant at) : now(at) {
    add("lan", {Role::Editor});
    add("nam", {Role::Approver});
    add("mai", {Role::Administrator});
    item.id = ItemId{"tin-1"};
    item.author = "lan";
    item.content.title = "Thông báo";
    item.content.body = "Kính mời bà con.";
    item.content.agency = "UBND xã Tân Hưng";
    item.content.commune_code = "31108";
    item.content.province_code = "91";
    item.content.valid_from = now;
    item.content.valid_until = now + std::chrono::hours(48);
  }

  void add(const std::string& login, std::vector<Role> roles) {
    people[login] = {PersonId{login}, login, "Bà " + login, std::move(roles), false};
    passwords[login] = kPassword;
    me = login;
  }

  Result<HttpResponse> send(const HttpRequest& request) override {
    asked.push_back(request.method + " " + request.target);
    bodies.push_back(request.body);
    if (!reachable) return Error{Code::Unavailable, "the cable is cut", ""};
    Result<std::string> body = answer(request.method, request.target, request.body);
    if (body.ok()) return HttpResponse{200, {}, *body};
    return HttpResponse{http_status(body.error().code), {}, error_body(body.error())};
  }

  /// Signs snapshot and timestamp anew.
  void publish() {
    snapshot.head.expires = timestamp.head.expires = now + limits::kTrustOnlineHolds;
    keep(tuf::publish_snapshot(snapshot, root, std::span(&online, 1), tuf::Detail::Version,
                               timestamp));
    keep(tuf::publish_timestamp(timestamp, std::span(&online, 1)));
  }
  /// A list that arrives by another way than a request.
  Status take_as_is(KeyClass key_class, const std::string& envelope) {
    TRY(take(role(key_class), envelope));
    return {};
  }
  /// A version of the top targets role as it is served.
  tuf::Targets targets(std::int64_t version) const {
    const std::string& bytes = files.at(std::to_string(version) + ".targets.json");
    return tuf::parse_targets(tuf::parse_envelope(bytes).value().signed_part).value();
  }
  std::string role(KeyClass key_class) const { return signing_role(key_class, "31108"); }
  /// The newest list of a role as it is served.
  tuf::Targets list(KeyClass key_class) const {
    const std::string name = role(key_class);
    const std::int64_t version = snapshot.meta.at(name + ".json").version;
    const std::string& bytes = files.at(std::to_string(version) + "." + name + ".json");
    return tuf::parse_targets(tuf::parse_envelope(bytes).value().signed_part).value();
  }

  Instant now;
  bool reachable = true;
  std::string me;  ///< the login of the session
  std::map<std::string, Person> people;
  std::map<std::string, std::string> passwords;
  std::map<std::string, PersonKey> keys;
  KeyPair online = KeyPair::from_seed({9});
  bool begun = false;
  std::string signing_code = "31108";
  std::string place = R"({"name":"Tân Hưng"})";
  bool people_signed = true;
  bool place_signed = true;
  std::optional<KeyPair> next_online = {};  ///< waits for a root that names it
  bool online_key_signed = true;            ///< false: restored, with another `online` key
  tuf::Root root;
  tuf::Snapshot snapshot;
  tuf::Timestamp timestamp;
  std::map<std::string, std::string> files;  ///< of the repository, by name
  std::set<Digest> live;
  ItemRecord item;
  std::map<Digest, ItemVersion> versions;
  std::function<void()> before_list;  ///< runs once, before the next list is taken
  bool always_moved = false;
  bool keeps_live = false;                 ///< what was withdrawn, too
  std::optional<PairingView> asking = {};  ///< a board that shows its code
  bool trust_missing = false;              ///< nobody has said which commune this is
  std::vector<std::string> asked;          ///< "GET /v1/me", ...
  std::vector<std::string> bodies;         ///< of the same requests

 private:
  static int http_status(Code code) {
    return code == Code::NotFound ? 404 : code == Code::Denied ? 403 : 409;
  }
  void keep(const tuf::MetadataFile& file) { files[file.url_path] = file.bytes; }

  Result<std::string> answer(const std::string& method, const std::string& target,
                             const std::string& bytes) {
    const Json body = bytes.empty() ? Json() : TRY(Json::parse(bytes));
    const auto is = [&](const char* wanted_method, const char* wanted) {
      return method == wanted_method && target == wanted;
    };
    if (is("POST", "/v1/sessions")) return sign_in(body);
    if (is("DELETE", "/v1/sessions/current")) return std::string("{}");
    if (is("GET", "/v1/me")) return to_json(people.at(me)).dump();
    if (is("POST", "/v1/me/password")) return change_password(body);
    if (is("GET", "/v1/me/key")) return my_key();
    if (is("PUT", "/v1/me/key")) return put_key(body);
    if (is("GET", "/v1/people")) return all("people", people);
    if (is("GET", "/v1/people/keys")) return all("keys", keys);
    if (is("GET", "/v1/commune")) return commune();
    if (is("GET", "/v1/trust")) {
      if (trust_missing) return Error{Code::Conflict, "which commune?", "commune.missing"};
      return trust();
    }
    if (is("POST", "/v1/trust")) return begin(body);
    if (is("POST", "/v1/trust/renew")) return renew(body);
    if (is("PUT", "/v1/trust/targets")) return take("targets", TRY(body.string_at("targets")));
    if (is("PUT", "/v1/trust/lists/compose")) return take_list(KeyClass::Compose, body);
    if (is("PUT", "/v1/trust/lists/approve")) return take_list(KeyClass::Approve, body);
    if (is("GET", "/v1/trust/live")) return live_json();
    if (target.starts_with("/v1/trust/files/")) return file(target.substr(16));
    if (is("GET", "/v1/zones")) {
      return std::string(R"({"zones":[{"role":"main","size":[1920,864]}]})");
    }
    if (is("GET", "/v1/items?since=")) {  // As a server that knows no pieces.
      return Json().set("items", Json::Array{to_json(item)}).dump();
    }
    if (is("GET", "/v1/items/tin-1")) return to_json(item).dump();
    if (is("POST", "/v1/items/tin-1/submit")) return submit(body);
    if (is("POST", "/v1/items/tin-1/approve")) return approve(body);
    if (is("POST", "/v1/items/tin-1/withdraw")) return withdraw();
    if (target.starts_with("/v1/pairing-codes/")) {
      if (!asking) return Error{Code::NotFound, target, "pairing.unknown"};
      return to_json(*asking).dump();
    }
    if (target.starts_with("/v1/versions/")) return version(target.substr(13));
    return Error{Code::NotFound, target, "server.not_found"};
  }

  Result<std::string> sign_in(const Json& body) {
    const std::string login = TRY(body.string_at("login"));
    if (TRY(body.string_at("password")) != passwords[login]) {
      return Error{Code::Denied, "wrong", "person.wrong_sign_in"};
    }
    me = login;
    return to_json(Session{"token-of-" + login, people.at(login), now}).dump();
  }
  Result<std::string> change_password(const Json& body) {
    if (TRY(body.string_at("old")) != passwords[me]) {
      return Error{Code::Denied, "wrong", "person.wrong_password"};
    }
    passwords[me] = TRY(body.string_at("new"));
    return std::string("{}");
  }
  Result<std::string> my_key() {
    const auto key = keys.find(me);
    if (key == keys.end()) return Error{Code::NotFound, "no key", "server.not_found"};
    return to_json(key->second).dump();
  }
  Result<std::string> put_key(const Json& body) {
    PersonKey key{me, people.at(me).display_name, people.at(me).roles, {}, KeyState::Waiting, now};
    key.key = public_key_from_hex(TRY(body.string_at("key"))).value();
    keys[me] = key;
    return to_json(key).dump();
  }
  template <class Values>
  static std::string all(const std::string& name, const Values& values) {
    Json::Array array;
    for (const auto& [login, value] : values) array.push_back(to_json(value));
    return Json().set(name, std::move(array)).dump();
  }
  static std::string commune() {
    Json json;
    json.set("code", "31108").set("province_code", "91").set("name", "Tân Hưng");
    json.set("agency", "UBND xã Tân Hưng").set("utc_offset_minutes", 420);
    return json.dump();
  }
  std::string trust() {
    Json json;
    json.set("begun", begun).set("signing_code", signing_code);
    json.set("online_key", to_hex(online.public_key())).set("place", place);
    if (next_online) json.set("next_online_key", to_hex(next_online->public_key()));
    json.set("root", begun ? files.at("1.root.json") : "");
    json.set("people_signed", people_signed)
        .set("place_signed", place_signed)
        .set("online_key_signed", online_key_signed);
    const auto targets = snapshot.meta.find("targets.json");
    json.set("targets_version", targets == snapshot.meta.end() ? 0 : targets->second.version);
    return json.dump();
  }
  std::string live_json() {
    Json::Array hashes;
    for (const Digest& hash : live) hashes.emplace_back(to_hex(hash));
    return Json().set("versions", std::move(hashes)).dump();
  }
  Result<std::string> file(const std::string& name) {
    const auto found = files.find(name);
    if (found == files.end()) return Error{Code::NotFound, name, "server.not_found"};
    return found->second;
  }

  Result<std::string> begin(const Json& body) {
    if (begun) return Error{Code::Conflict, "begun", "trust.begun"};
    files["1.root.json"] = TRY(body.string_at("root"));
    root = TRY(tuf::parse_root(TRY(tuf::parse_envelope(files["1.root.json"])).signed_part));
    begun = true;
    return take("targets", TRY(body.string_at("targets")));
  }
  Result<std::string> renew(const Json& body) {
    const std::string bytes = TRY(body.string_at("root"));
    root = TRY(tuf::parse_root(TRY(tuf::parse_envelope(bytes)).signed_part));
    files[std::to_string(root.head.version) + ".root.json"] = bytes;
    online_key_signed = true;
    if (next_online && root.keys.contains(tuf::key_id_of(tuf::key_of(next_online->public_key())))) {
      online = *std::exchange(next_online, std::nullopt);
    }
    return take("targets", TRY(body.string_at("targets")));
  }
  /// The next version of a role, or nothing. Who may sign what is the client's to get right here.
  Result<std::string> take(const std::string& name, const std::string& bytes) {
    const auto targets = TRY(tuf::parse_targets(TRY(tuf::parse_envelope(bytes)).signed_part));
    tuf::MetaFile& meta = snapshot.meta[name + ".json"];
    const bool first = !files.contains("1." + name + ".json");
    if (always_moved || targets.head.version != (first ? 1 : meta.version + 1)) {
      if (first) snapshot.meta.erase(name + ".json");
      return Error{Code::Conflict, "not the next version", "trust.moved"};
    }
    meta.version = targets.head.version;
    files[std::to_string(meta.version) + "." + name + ".json"] = bytes;
    publish();
    if (name == "targets") {
      for (auto& [login, key] : keys) key.state = KeyState::Trusted;
    }
    return std::string("{}");
  }
  Result<std::string> take_list(KeyClass key_class, const Json& body) {
    if (before_list) std::exchange(before_list, {})();
    return take(role(key_class), TRY(body.string_at("signed")));
  }
  Result<std::string> submit(const Json& body) {
    TRY(take_list(KeyClass::Compose, body));
    const ItemVersion handed = TRY(item_version_from_json(*body.find("version")));
    item.submitted = hash_of(handed);
    item.state = ItemState::Submitted;
    versions[*item.submitted] = handed;
    live.insert(*item.submitted);
    return to_json(item).dump();
  }
  Result<std::string> approve(const Json& body) {
    TRY(take_list(KeyClass::Approve, body));
    item.state = ItemState::Approved;
    item.approved = item.submitted;
    item.composer = versions.at(*item.submitted).author;
    item.approver = me;
    return to_json(item).dump();
  }
  Result<std::string> withdraw() {
    const auto played = std::exchange(item.approved, std::nullopt);
    item.state = ItemState::Withdrawn;
    if (!keeps_live) live.clear();
    Json answer = to_json(item);
    if (played) answer.set("played", to_hex(*played));
    return answer.dump();
  }
  Result<std::string> version(const std::string& hex) {
    const auto found = versions.find(digest_from_hex(hex).value());
    if (found == versions.end()) return Error{Code::NotFound, hex, "item.version_unknown"};
    return to_json(found->second).dump();
  }
};

}  // namespace bangtin
