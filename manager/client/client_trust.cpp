// The calls of Client about keys, and those that carry a person's signature.
#include "manager/client/answers.h"
#include "manager/client/client.h"
#include "manager/client/commune_trust.h"
#include "shared/base/limits.h"
#include "shared/base/log.h"
#include "shared/model/validate.h"
#include "shared/protocol/content_json.h"

namespace bangtin {
namespace {

/// The code becomes part of a file's name here.
bool is_signing_code(const std::string& code) { return code.empty() || is_id_text(code); }

}  // namespace

Result<PersonKey> Client::my_key() { return message_of<PersonKey>(TRY(call("GET", "/v1/me/key"))); }

Result<PersonKey> Client::register_key(const PublicKey& key) {
  return message_of<PersonKey>(
      TRY(call("PUT", "/v1/me/key", Json().set("key", to_hex(key)).dump())));
}

Result<std::vector<PersonKey>> Client::people_keys() {
  return messages_at<PersonKey>(TRY(call("GET", "/v1/people/keys")), "keys", limits::kTrustKeysMax);
}

Result<TrustRecord> Client::trust() {
  const auto answer = call("GET", "/v1/trust");
  // Before it is said which commune this is there is nothing to know yet.
  if (!answer.ok() && answer.error().key == "commune.missing") return TrustRecord{};
  if (!answer.ok()) return answer.error();
  const Json& json = *answer;
  TrustRecord record;
  record.begun = TRY(json.bool_at("begun"));
  record.signing_code = TRY(json.string_at("signing_code"));
  record.root = TRY(json.string_at("root"));
  record.place = TRY(json.string_at("place"));
  if (json.find("online_key_signed") != nullptr) {
    record.online_key_signed = TRY(json.bool_at("online_key_signed"));
  }
  if (json.find("targets_version") != nullptr) {
    record.targets_version = TRY(json.int_at("targets_version"));
  }
  if (json.find("people_signed") != nullptr) {
    record.people_signed = TRY(json.bool_at("people_signed"));
  }
  if (json.find("place_signed") != nullptr) {
    record.place_signed = TRY(json.bool_at("place_signed"));
  }
  if (json.find("owner_due") != nullptr) record.owner_due = TRY(json.bool_at("owner_due"));
  if (json.find("owner_expires") != nullptr) {
    record.owner_expires = from_iso8601(TRY(json.string_at("owner_expires"))).value_or(Instant{});
  }
  if (json.find("one_person") != nullptr) record.one_person = TRY(json.bool_at("one_person"));
  const auto key = public_key_from_hex(TRY(json.string_at("online_key")));
  if (!key || !is_signing_code(record.signing_code) ||
      (record.begun && record.signing_code.empty())) {
    return Error{Code::Invalid, "wrong \"online_key\" or \"signing_code\"", ""};
  }
  record.online_key = *key;
  if (json.find("next_online_key") != nullptr) {
    record.next_online_key = public_key_from_hex(TRY(json.string_at("next_online_key")));
  }
  return record;
}

Status Client::begin_trust(const std::string& root, const std::string& targets) {
  Json body;
  body.set("root", root).set("targets", targets);
  TRY(call("POST", "/v1/trust", body.dump()));
  return {};
}

Status Client::renew_trust(const std::string& root, const std::string& targets) {
  Json body;
  body.set("root", root).set("targets", targets);
  TRY(call("POST", "/v1/trust/renew", body.dump()));
  return {};
}

Status Client::put_targets(const std::string& targets) {
  TRY(call("PUT", "/v1/trust/targets", Json().set("targets", targets).dump()));
  return {};
}

Result<std::string> Client::trust_file(const std::string& url_path) {
  return call_bytes("GET", "/v1/trust/files/" + url_path, "");
}

Result<ProvinceImportRecord> Client::import_province(const UploadId& upload) {
  const Json json =
      TRY(call("POST", "/v1/provinces/import", Json().set("upload", upload.text).dump()));
  ProvinceImportRecord record;
  record.code = TRY(json.string_at("code"));
  record.added = TRY(json.int_at("added"));
  record.replaced = TRY(json.int_at("replaced"));
  record.taken_back = TRY(json.int_at("taken_back"));
  for (const Json& entry : *TRY(json.array_at("items", limits::kTrustDelegationsMax))) {
    if (entry.as_string() != nullptr) record.items.push_back(ItemId{*entry.as_string()});
  }
  return record;
}

Result<std::vector<Digest>> Client::live_versions() {
  const Json json = TRY(call("GET", "/v1/trust/live"));
  std::vector<Digest> versions;
  for (const Json& entry : *TRY(json.array_at("versions", limits::kTrustDelegationsMax))) {
    const auto hash = digest_from_hex(entry.as_string() == nullptr ? "" : *entry.as_string());
    if (!hash) return Error{Code::Invalid, "\"versions\" holds something else than SHA-256", ""};
    versions.push_back(*hash);
  }
  return versions;
}

Status Client::check_password(const std::string& login, const std::string& password) {
  const std::string mine = token_;
  auto session = sign_in(login, password);
  // Only who typed the right password is asked for a code.
  if (!session && session.error().key == "person.code_missing") return {};
  TRY(std::move(session));
  const Status ended = sign_out();
  token_ = mine;
  return ended;
}

Result<ItemRecord> Client::send_signed(const std::string& target, Json body, KeyClass key_class,
                                       const ItemVersion& version, const SigningPerson& signer,
                                       Instant now) {
  for (int left = kSignTries;; --left) {
    body.set("signed", TRY(sign_list(*this, key_class, version, signer, now)));
    auto answer = call("POST", target, body.dump());
    if (answer.ok()) return message_of<ItemRecord>(*answer);
    const Error& error = answer.error();
    // Somebody else signed the same list meanwhile: once more, after his.
    if (left == 1 || error.code != Code::Conflict || error.key != "trust.moved") return error;
  }
}

Result<ItemRecord> Client::submit_item(const ItemId& id, const ItemContent& content,
                                       const SigningPerson& signer, Instant now) {
  CHECK(pager_ != nullptr);
  const ItemRecord record = TRY(item(id));
  TRY(check_content(record, id, content));
  const std::vector<Problem> problems = validate(record.content);
  if (!problems.empty()) {
    return Error{Code::Invalid, problems.front().field + ": " + problems.front().key,
                 problems.front().key};
  }
  const Person person = TRY(me());
  const ItemVersion version = make_version(record, person.login, TRY(zones()), *pager_, now);
  return send_signed("/v1/items/" + id.text + "/submit", Json().set("version", to_json(version)),
                     KeyClass::Compose, version, signer, now);
}

Result<ItemRecord> Client::approve_item(const ItemId& id, const Digest& version,
                                        const std::vector<ReviewCheck>& checked,
                                        const SigningPerson& signer, Instant now) {
  // What he saw is what its hash says: the server's word is not needed for it.
  const ItemVersion seen = TRY(this->version(version));
  if (seen.id != id) {
    return Error{Code::Corrupt, "the version is another item's", "item.version_id"};
  }
  Json::Array names;
  for (const ReviewCheck check : checked) names.emplace_back(name_of(check));
  auto record = TRY(send_signed("/v1/items/" + id.text + "/approve",
                                Json().set("version", to_hex(version)).set("checked", names),
                                KeyClass::Approve, seen, signer, now));
  shorten_lists(signer, now);  // The version that this one replaces.
  return record;
}

Result<ItemRecord> Client::withdraw_item(const ItemId& id, const std::string& reason,
                                         const SigningPerson* signer, Instant now) {
  // It comes down first; which versions that were is in the answer.
  const Json body = Json().set("reason", reason);
  const Json answer = TRY(call("POST", "/v1/items/" + id.text + "/withdraw", body.dump()));
  auto record = TRY(message_of<ItemRecord>(answer));
  if (signer == nullptr) return record;
  std::vector<Digest> dropped;
  if (record.submitted) dropped.push_back(*record.submitted);
  const Json* played = answer.find("played");
  const std::string* hex = played == nullptr ? nullptr : played->as_string();
  if (const auto hash = digest_from_hex(hex == nullptr ? "" : *hex)) dropped.push_back(*hash);
  shorten_lists(*signer, now, dropped);
  return record;
}

Status Client::send_shorter_lists(const SigningPerson& signer, Instant now,
                                  const std::vector<Digest>& dropped) {
  const auto send = [this](const ShorterList& list) -> Status {
    const bool composes = list.key_class == KeyClass::Compose;
    const std::string target = std::string("/v1/trust/lists/") + (composes ? "compose" : "approve");
    TRY(call("PUT", target, Json().set("signed", list.envelope).dump()));
    return {};
  };
  for (int left = kSignTries;; --left) {
    Status sent;
    for (const ShorterList& list : TRY(sign_shorter_lists(*this, signer, now, dropped))) {
      sent = send(list);
      if (!sent.ok()) break;
    }
    if (sent.ok() || left == 1 || sent.error().key != "trust.moved") return sent;
  }
}

void Client::shorten_lists(const SigningPerson& signer, Instant now,
                           const std::vector<Digest>& dropped) {
  if (const Status sent = send_shorter_lists(signer, now, dropped); !sent.ok()) {
    log::warn("client", "an old version stays on a list", {{"reason", sent.error().message}});
  }
}

}  // namespace bangtin
