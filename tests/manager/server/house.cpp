#include "tests/manager/server/house.h"

#include <algorithm>

#include "manager/news/article.h"
#include "shared/protocol/content_json.h"
#include "shared/protocol/request_signature.h"
#include "tests/fakes/plain_pager.h"
#include "tests/fakes/sample_manifest.h"
#include "tests/manager/store/office_signers.h"

namespace bangtin {
namespace {

constexpr const char* kPassword = "mot mat khau rat dai";

}  // namespace

Json object(std::initializer_list<std::pair<const char*, Json>> members) {
  Json json;
  for (const auto& [name, value] : members) json.set(name, value);
  return json;
}

std::string ApiAnswer::text(std::string_view name) const {
  const auto value = json.string_at(name);
  return value ? *value : "(no " + std::string(name) + ")";
}

std::int64_t ApiAnswer::number(std::string_view name) const {
  const auto value = json.int_at(name);
  return value ? *value : -1;
}

House::House() : now(sample::midnight()), seal(KeyPair::generate(random)) {
  auto opened = open_sqlite(folder.file("db.sqlite"));
  CHECK(opened.ok());
  db = std::move(*opened);
  CHECK(Office::prepare(*db).ok());
  auto opened_disk = open_posix_disk(folder.path());
  CHECK(opened_disk.ok());
  disk = std::move(*opened_disk);
  blobs = std::make_unique<BlobStore>(*disk, "blobs");
  restart();
  const auto token = office->make_setup_token(now);
  CHECK(token.ok() && token->has_value());
  const ApiAnswer set_up = call("", "POST", "/v1/setup",
                                object({{"token", **token},
                                        {"login", "administrator"},
                                        {"display_name", "Quản trị"},
                                        {"password", kPassword}}));
  CHECK(set_up.status == 200);
  add("administrator", Role::Administrator);
  add("editor", Role::Editor);
  add("approver", Role::Approver);
  add("technician", Role::Technician);
  CHECK(call("administrator", "PUT", "/v1/commune",
             object({{"code", "31108"},
                     {"province_code", "91"},
                     {"name", "Tân Hưng"},
                     {"agency", "UBND xã Tân Hưng"},
                     {"utc_offset_minutes", 420}}))
            .status == 200);
  const auto all = office->people();
  CHECK(all.ok());
  const auto person = [&](std::string_view login) {
    return *std::ranges::find(*all, login, &Person::login);
  };
  OfficeSigners::begin(*office, person("administrator"), {person("editor")}, {person("approver")},
                       now);
}

void House::restart() {
  api.reset();
  office = std::make_unique<Office>(OfficeParts{*db, *blobs, seal, random, kPasswordCostTest});
  media = std::make_unique<MediaDesk>(*db, *disk, random);
  ApiParts parts{*office, *blobs,       hub, [this](std::string_view) { return picture; },
                 "test",  folder.path()};
  parts.media = media.get();
  if (!backups) backups = std::make_unique<BackupDesk>(folder.path(), random, 0);
  parts.backups = backups.get();
  parts.fetch_web = [this](const WebRequest& request) -> Result<WebAnswer> {
    asked.push_back(request);
    const auto found = web.find(request.url);
    if (found != web.end()) return found->second;
    return Error{Code::Unavailable, "nobody there", "news.unreachable"};
  };
  parts.ingest_feed = parse_feed;
  parts.ingest_article = parse_article;
  api = std::make_unique<Api>(std::move(parts));
  const auto last = office->last_event();
  CHECK(last.ok());
  push = std::make_unique<Push>(*office, hub, *last);
}

void House::add(const std::string& login, Role role) {
  if (login != "administrator") {
    Json::Array roles;
    roles.emplace_back(name_of(role));
    const ApiAnswer added = call("administrator", "POST", "/v1/people",
                                 object({{"login", login},
                                         {"display_name", login},
                                         {"roles", roles},
                                         {"password", kPassword}}));
    CHECK(added.status == 200);
  }
  const ApiAnswer session =
      call("", "POST", "/v1/sessions", object({{"login", login}, {"password", kPassword}}));
  CHECK(session.status == 200);
  tokens_[login] = session.text("token");
}

Request House::request(const std::string& method, const std::string& target,
                       const std::string& body) {
  Request request;
  request.method = method;
  request.body = body;
  CHECK(split_target(target, request).ok());
  return request;
}

ApiAnswer House::send(Request request) {
  request.peer = peer;
  ApiAnswer answer;
  answer.response = api->handle(request, now);
  answer.status = answer.response.status;
  auto json = Json::parse(answer.response.body);
  if (json) answer.json = std::move(*json);
  if (const Json* error = answer.json.find("error")) {
    answer.key = error->string_at("key").ok() ? *error->string_at("key") : "";
  }
  return answer;
}

ApiAnswer House::raw(const std::string& who, const std::string& method, const std::string& target,
                     const std::string& body) {
  Request wanted = request(method, target, body);
  return who.empty() ? send(std::move(wanted)) : send_as(who, std::move(wanted));
}

ApiAnswer House::send_as(const std::string& who, Request request) {
  request.headers.emplace_back("authorization", "Bearer " + tokens_.at(who));
  return send(std::move(request));
}

ApiAnswer House::call(const std::string& who, const std::string& method, const std::string& target,
                      const Json& body) {
  return raw(who, method, target, body.is_null() ? "" : body.dump());
}

void House::sign(Request& request, const KeyPair& key, std::int64_t counter) const {
  const std::string text =
      request_text(request.method, request.target, key.public_key(), counter, request.body);
  request.headers.emplace_back("x-bangtin-key", to_hex(key.public_key()));
  request.headers.emplace_back("x-bangtin-counter", std::to_string(counter));
  request.headers.emplace_back("x-bangtin-signature", to_hex(key.sign(text)));
}

ApiAnswer House::signed_call(const KeyPair& key, const std::string& method,
                             const std::string& target, const Json& body, std::int64_t counter,
                             const std::string& last_event) {
  if (counter == 0) counter = ++counters_[key.public_key()];
  Request wanted = request(method, target, body.is_null() ? "" : body.dump());
  sign(wanted, key, counter);
  if (!last_event.empty()) wanted.headers.emplace_back("last-event-id", last_event);
  return send(std::move(wanted));
}

std::string House::pair(const KeyPair& key) {
  const ApiAnswer offer = signed_call(key, "POST", "/v1/pairings",
                                      to_json(PairingRequest{key.public_key(), {600, 400}, "1"}));
  CHECK(offer.status == 200);
  const ApiAnswer accepted =
      call("technician", "POST", "/v1/pairing-codes/" + offer.text("code") + "/accept",
           object({{"name", "Bảng chợ"}}));
  CHECK(accepted.status == 200);
  return accepted.text("id");
}

ItemContent House::notice_content() const {
  ItemContent content;
  content.title = "Lịch cắt điện";
  content.body = "Cắt điện từ 7 giờ.\nĐề nghị bà con chuẩn bị.";
  content.agency = "UBND xã Tân Hưng";
  content.commune_code = "31108";
  content.province_code = "91";
  content.valid_from = now - std::chrono::hours(1);
  content.valid_until = now + std::chrono::hours(48);
  return content;
}

ItemVersion House::submitted(const ItemContent& content) {
  const ApiAnswer made =
      call("editor", "POST", "/v1/items", object({{"content", to_json(content)}}));
  CHECK(made.status == 200);
  const auto zones = office->zones();
  CHECK(zones.ok());
  ItemRecord record;
  CHECK(from_json(made.json, record).ok());
  const ItemVersion version =
      PlainPager().version(record.id, 1, "editor", record.content, *zones, now);
  const std::string composed =
      OfficeSigners::next(*office, KeyClass::Compose, version, "editor", now);
  CHECK(call("editor", "POST", "/v1/items/" + record.id.text + "/submit",
             object({{"version", to_json(version)}, {"signed", composed}}))
            .status == 200);
  return version;
}

std::string House::approved_notice() { return approved(notice_content()); }

std::string House::approved(const ItemContent& content) {
  const ItemVersion version = submitted(content);
  Json::Array checked;
  for (const ReviewCheck check : all_checks()) checked.emplace_back(name_of(check));
  const std::string approved =
      OfficeSigners::next(*office, KeyClass::Approve, version, "approver", now);
  CHECK(
      call("approver", "POST", "/v1/items/" + version.id.text + "/approve",
           object(
               {{"version", to_hex(hash_of(version))}, {"checked", checked}, {"signed", approved}}))
          .status == 200);
  return version.id.text;
}

std::string House::published(const std::string& item, const std::string& board) {
  const ApiAnswer made = call("editor", "POST", "/v1/playlists",
                              object({{"name", "Sáng"},
                                      {"items", Json::Array{Json(item)}},
                                      {"boards", Json::Array{Json(board)}}}));
  CHECK(made.status == 200);
  CHECK(call("editor", "POST", "/v1/playlists/" + made.text("id") + "/publish").status == 200);
  return made.text("id");
}

}  // namespace bangtin
