#include "manager/store/repository.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "manager/store/online_keys.h"
#include "manager/store/rows.h"
#include "shared/base/limits.h"
#include "shared/protocol/audit_messages.h"
#include "shared/protocol/board_trust.h"
#include "shared/protocol/messages.h"
#include "shared/trust/checks.h"
#include "shared/trust/parse.h"
#include "shared/trust/passing_trust_store.h"
#include "shared/trust/trust_client.h"

namespace bangtin {
namespace {

/// Versions of a role that stay beside the newest, for who is in the middle of a cycle.
constexpr std::int64_t kVersionsKept = 20;

Error none() { return {Code::Conflict, "the commune has no root yet", "trust.none"}; }
Error moved() { return {Code::Conflict, "not the next version", "trust.moved"}; }
Error not_signed(const std::string& why) { return {Code::Denied, why, "trust.not_signed"}; }

/// Of version 0: what publishes it raises that.
tuf::Head head_of(std::string_view type) { return {std::string(type), "", 0, {}}; }

/// "7.select/BOARD.json" -> 7 and "select/BOARD"; a name without number means the newest.
struct FileName {
  std::optional<std::int64_t> version;
  std::string role;
};
std::optional<FileName> file_name_in(std::string_view name) {
  constexpr std::string_view kSuffix = ".json";
  if (!name.ends_with(kSuffix)) return std::nullopt;
  name.remove_suffix(kSuffix.size());
  FileName file;
  std::int64_t version = 0;
  const auto read = std::from_chars(name.data(), name.data() + name.size(), version);
  const auto digits = static_cast<std::size_t>(read.ptr - name.data());
  if (read.ec == std::errc() && digits < name.size() && name[digits] == '.') {
    file.version = version;
    name.remove_prefix(digits + 1);
  }
  file.role = std::string(name);
  return file;
}

/// The repository as its own client sees it.
class StoredFiles final : public tuf::Fetcher {
 public:
  explicit StoredFiles(Repository& repository) : repository_(repository) {}
  Status fetch(const std::string& url_path, std::int64_t, const tuf::ByteSink& sink) override {
    constexpr std::string_view kSlash = "%2F";
    const auto at = url_path.find(kSlash);
    std::string name = url_path.substr(0, at);
    if (at != url_path.npos) {
      name += '/';
      name += url_path.substr(at + kSlash.size());
    }
    return sink(TRY(repository_.file(name)));
  }

 private:
  Repository& repository_;
};

Result<tuf::Targets> targets_in(std::string_view envelope) {
  return tuf::parse_targets(TRY(tuf::parse_envelope(envelope)).signed_part);
}

/// An error of what a person sent: nothing of ours is broken.
template <class T>
Result<T> as_not_signed(Result<T> parsed) {
  if (parsed) return parsed;
  return not_signed(parsed.error().message);
}

Result<tuf::Root> root_in(std::string_view envelope) {
  const tuf::Envelope opened = TRY(as_not_signed(tuf::parse_envelope(envelope)));
  return as_not_signed(tuf::parse_root(opened.signed_part));
}

/// Whether both let the same keys sign snapshot and timestamp.
bool has_same_online_keys(const tuf::Root& a, const tuf::Root& b) {
  const auto keys_of = [](const tuf::Root& root, std::string_view name) {
    const auto role = root.roles.find(name);
    if (role == root.roles.end()) return std::set<std::string>();
    return std::set(role->second.key_ids.begin(), role->second.key_ids.end());
  };
  return std::ranges::all_of(std::array{tuf::kSnapshotRole, tuf::kTimestampRole},
                             [&](auto name) { return keys_of(a, name) == keys_of(b, name); });
}

Error not_ours() { return {Code::Conflict, "the root does not stand for our key", "trust.renew"}; }

/// What the two people's lists of an office name alike; nothing when one does not hold.
std::optional<std::set<Digest>> named_by_both(tuf::TrustClient& client, const std::string& office,
                                              const std::vector<std::string>& compose_chain,
                                              const std::vector<std::string>& approve_chain) {
  const auto compose = client.read_role(compose_chain);
  const auto approve = client.read_role(approve_chain);
  if (!compose || !approve || !*compose || !*approve) return std::nullopt;
  std::set<Digest> both;
  const std::string folder = "c/" + office + "/";
  for (const auto& [path, file] : (*compose)->targets.targets) {
    const tuf::TargetFile* approved = client.named_by(**approve, path);
    if (approved == nullptr || client.named_by(**compose, path) == nullptr) continue;
    if (!path.starts_with(folder)) continue;
    const auto hash = digest_from_hex(std::string_view(path).substr(folder.size()));
    if (hash && describes(file, approved->length, *hash) &&
        describes(*approved, file.length, *hash)) {
      both.insert(*hash);
    }
  }
  return both;
}

}  // namespace

Status Repository::put(std::string_view role, std::int64_t version, const std::string& body) {
  TRY(db_.query("INSERT INTO trust_file (role, version, body) VALUES ($1,$2,$3)",
                {std::string(role), version, body}));
  if (role == tuf::kRootRole) return {};
  TRY(db_.query("DELETE FROM trust_file WHERE role = $1 AND version < $2",
                {std::string(role), version - kVersionsKept}));
  return {};
}

Result<std::optional<std::string>> Repository::newest(std::string_view role) {
  const auto rows =
      TRY(db_.query("SELECT body FROM trust_file WHERE role = $1 ORDER BY version DESC LIMIT 1",
                    {std::string(role)}));
  if (rows.empty()) return std::optional<std::string>();
  return std::optional(text_of(rows[0][0]));
}

Result<std::optional<tuf::Targets>> Repository::newest_targets(std::string_view role) {
  const auto body = TRY(newest(role));
  if (!body) return std::optional<tuf::Targets>();
  return std::optional(TRY(targets_in(*body)));
}

Result<Repository::Top*> Repository::top() {
  if (top_) return &*top_;
  const auto root = TRY(newest(tuf::kRootRole));
  const auto snapshot = TRY(newest(tuf::kSnapshotRole));
  const auto timestamp = TRY(newest(tuf::kTimestampRole));
  if (!root || !snapshot || !timestamp) return none();
  Top top;
  top.root = TRY(tuf::parse_root(TRY(tuf::parse_envelope(*root)).signed_part));
  top.snapshot = TRY(tuf::parse_snapshot(TRY(tuf::parse_envelope(*snapshot)).signed_part));
  top.timestamp = TRY(tuf::parse_timestamp(TRY(tuf::parse_envelope(*timestamp)).signed_part));
  top_ = std::move(top);
  return &*top_;
}

Status Repository::sign_top() {
  Top& top = *TRY(this->top());
  top.snapshot.head.expires = top.timestamp.head.expires = now_ + limits::kTrustOnlineHolds;
  top.timestamp.custom = freshness_of(TRY(audit_head(db_)));
  const auto snapshot = TRY(
      tuf::publish_snapshot(top.snapshot, top.root, online_, tuf::Detail::Version, top.timestamp));
  TRY(put(tuf::kSnapshotRole, top.snapshot.head.version, snapshot.bytes));
  const auto timestamp = TRY(tuf::publish_timestamp(top.timestamp, online_));
  is_changed_ = false;
  return put(tuf::kTimestampRole, top.timestamp.head.version, timestamp.bytes);
}

Result<bool> Repository::has_begun() { return TRY(newest(tuf::kRootRole)).has_value(); }

Result<std::string> Repository::first_root() {
  const auto rows = TRY(db_.query("SELECT body FROM trust_file WHERE role = $1 AND version = 1",
                                  {std::string(tuf::kRootRole)}));
  if (rows.empty()) return none();
  return text_of(rows[0][0]);
}

Result<Place> Repository::place() {
  const auto rows = TRY(db_.query("SELECT body FROM trust_place WHERE id = 1"));
  if (rows.empty()) return none();
  Place place;
  TRY(from_json(TRY(Json::parse(text_of(rows[0][0]))), place));
  return place;
}

Result<std::string> Repository::signing_code() {
  const auto targets = TRY(newest_targets(tuf::kTargetsRole));
  if (!targets) return none();
  auto code = signing_code_at(*targets, TRY(place()));
  if (!code) return Error{Code::Corrupt, "the root stands for no place", ""};
  return *std::move(code);
}

Result<Instant> Repository::root_expires() { return TRY(top())->root.head.expires; }

Result<bool> Repository::lets_one_person() {
  const auto targets = TRY(newest_targets(tuf::kTargetsRole));
  return targets && bangtin::lets_one_person(*targets, TRY(signing_code()));
}

Result<std::string> Repository::file(std::string_view name) {
  const auto wanted = file_name_in(name);
  const Error missing{Code::NotFound, "no such file", "server.not_found"};
  if (!wanted) return missing;
  if (!wanted->version) {
    const auto body = TRY(newest(wanted->role));
    if (!body) return missing;
    return *body;
  }
  const auto rows = TRY(db_.query("SELECT body FROM trust_file WHERE role = $1 AND version = $2",
                                  {wanted->role, *wanted->version}));
  if (rows.empty()) return missing;
  return text_of(rows[0][0]);
}

Result<std::vector<PublicKey>> Repository::keys_of(KeyClass key_class) {
  std::vector<PublicKey> keys;
  const auto targets = TRY(newest_targets(tuf::kTargetsRole));
  if (!targets || !targets->delegations) return keys;
  const std::string role = signing_role(key_class, TRY(signing_code()));
  for (const tuf::Delegation& delegation : targets->delegations->roles) {
    if (delegation.name != role) continue;
    for (const std::string& id : delegation.keys.key_ids) {
      const auto key = targets->delegations->keys.find(id);
      if (key == targets->delegations->keys.end()) continue;
      if (const auto known = public_key_from_hex(key->second.public_text)) keys.push_back(*known);
    }
  }
  return keys;
}

/// As a board would: from the pinned root to the end of a chain of roles.
Status Repository::judge(const std::vector<std::string>& chain) {
  StoredFiles files(*this);
  PassingTrustStore store;
  tuf::TrustClient client(files, store);
  const auto judged = [&]() -> Status {
    TRY(client.pin_root(TRY(first_root())));
    TRY(client.refresh(now_));
    if (!chain.empty()) TRY(client.read_role(chain));
    return check_two_people(client.targets(), TRY(signing_code()));
  }();
  if (judged || judged.error().code == Code::Unavailable) return judged;
  return not_signed(judged.error().message);
}

Status Repository::begin(const std::string& root, const std::string& targets, const Place& place) {
  if (TRY(has_begun())) return Error{Code::Conflict, "it has begun already", "trust.begun"};
  Top top;
  top.root = TRY(root_in(root));
  if (top.root.head.version != 1) return moved();
  top.snapshot.head = head_of(tuf::kSnapshotRole);
  top.timestamp.head = head_of(tuf::kTimestampRole);
  top_ = std::move(top);
  TRY(put(tuf::kRootRole, 1, root));
  tuf::Targets select;
  select.head = head_of(tuf::kTargetsRole);
  TRY(sign_targets(std::string(kSelectRole), std::move(select)));
  return take_targets_at(place.commune_code, targets, place);
}

/// Stores the next version of a role; the next snapshot names it.
Status Repository::take_signed(std::string_view role, const std::string& envelope) {
  const tuf::Targets targets = TRY(as_not_signed(targets_in(envelope)));
  auto& meta = TRY(top())->snapshot.meta;
  const std::string name = std::string(role) + ".json";
  const auto before = meta.find(name);
  const std::int64_t next = before == meta.end() ? 1 : before->second.version + 1;
  if (targets.head.version != next) return moved();
  TRY(put(role, next, envelope));
  meta[name].version = next;
  is_changed_ = true;
  return {};
}

Status Repository::take_root(const std::string& root) {
  Top& top = *TRY(this->top());
  tuf::Root next = TRY(root_in(root));
  if (next.head.version != top.root.head.version + 1) return moved();
  // What the old key selected and the delegation to it would stand: that is renew().
  if (!has_same_online_keys(top.root, next)) return not_ours();
  TRY(put(tuf::kRootRole, next.head.version, root));
  top.root = std::move(next);
  TRY(sign_top());
  return judge({});
}

Status Repository::take_targets(const std::string& targets, const Place& place) {
  return take_targets_at(TRY(signing_code()), targets, place);
}

Status Repository::take_targets_at(const std::string& signing_code, const std::string& targets,
                                   const Place& place) {
  const tuf::Targets next = TRY(as_not_signed(targets_in(targets)));
  if (signing_code_at(next, place) != signing_code) {
    return Error{Code::Denied, "it stands for another place", "trust.place"};
  }
  TRY(take_signed(tuf::kTargetsRole, targets));
  TRY(sign_top());
  TRY(
      db_.query("INSERT INTO trust_place (id, body) VALUES (1, $1) "
                "ON CONFLICT (id) DO UPDATE SET body = excluded.body",
                {place_bytes(place)}));
  return judge({std::string(kSelectRole)});
}

Result<bool> Repository::is_online_trusted() {
  return names_online_key(TRY(top())->root, online_.public_key());
}

/// All that names what boards show, under the key of today.
Status Repository::resign_selections() {
  auto select = TRY(newest_targets(kSelectRole));
  if (!select) return none();
  if (select->delegations) {
    select->delegations->keys.clear();
    for (tuf::Delegation& role : select->delegations->roles) {
      role.keys.key_ids.clear();
      tuf::add_key(select->delegations->keys, role.keys, online_.public_key());
      auto board = TRY(newest_targets(role.name));
      if (board) TRY(sign_targets(role.name, *std::move(board)));
    }
  }
  return sign_targets(std::string(kSelectRole), *std::move(select));
}

Status Repository::renew(const std::string& root, const std::string& targets, const Place& place) {
  Top& top = *TRY(this->top());
  tuf::Root next = TRY(root_in(root));
  if (next.head.version != top.root.head.version + 1) return moved();
  TRY(put(tuf::kRootRole, next.head.version, root));
  top.root = std::move(next);
  TRY(resign_selections());
  return take_targets(targets, place);
}

/// Signed by whose it says, who may sign it.
Result<tuf::Targets> Repository::check_list(const SignedList& list) {
  if (!TRY(is_online_trusted())) return not_ours();
  const auto may_sign = [&](KeyClass key_class) -> Result<bool> {
    const auto keys = TRY(keys_of(key_class));
    return std::ranges::find(keys, list.signer) != keys.end();
  };
  if (!TRY(may_sign(list.key_class))) {
    const bool is_compose = list.key_class == KeyClass::Compose;
    if (TRY(may_sign(is_compose ? KeyClass::Approve : KeyClass::Compose))) {
      return Error{Code::Denied, "this key signs the other list", "trust.other_role"};
    }
    return Error{Code::Denied, "this key may not sign yet", "trust.key_waiting"};
  }
  const auto envelope = TRY(as_not_signed(tuf::parse_envelope(list.envelope)));
  const std::string id = tuf::key_id_of(tuf::key_of(list.signer));
  if (!tuf::has_signature_of(envelope, id, VerifyKey::ed25519(list.signer))) {
    return not_signed("not signed by who sends it");
  }
  return as_not_signed(tuf::parse_targets(envelope.signed_part));
}

Status Repository::keep_list(const SignedList& list) {
  const std::string role = signing_role(list.key_class, TRY(signing_code()));
  TRY(take_signed(role, list.envelope));
  TRY(sign_top());
  return judge({role});
}

Status Repository::take_list(const SignedList& list, const Digest& version,
                             std::int64_t size_bytes) {
  const tuf::Targets named = TRY(check_list(list));
  const auto file = named.targets.find(item_path(TRY(signing_code()), version));
  if (file == named.targets.end() || !describes(file->second, size_bytes, version)) {
    return not_signed("the list does not name this version");
  }
  return keep_list(list);
}

Status Repository::take_shorter_list(const SignedList& list) {
  const tuf::Targets named = TRY(check_list(list));
  const auto before = TRY(newest_targets(signing_role(list.key_class, TRY(signing_code()))));
  for (const auto& [path, file] : named.targets) {
    if (!before || !before->targets.contains(path)) return not_signed("the list grew");
  }
  return keep_list(list);
}

/// Of any version beyond the one that is there: who hands over may have left some out.
Status Repository::take_newer(const std::string& role, const std::string& envelope) {
  const tuf::Targets targets = TRY(as_not_signed(targets_in(envelope)));
  auto& meta = TRY(top())->snapshot.meta;
  const std::string name = role + ".json";
  const auto before = meta.find(name);
  if (before != meta.end() && targets.head.version <= before->second.version) {
    if (TRY(newest(role)) == envelope) return {};
    return Error{Code::Conflict, "a newer version of " + role + " is here", "province.older"};
  }
  TRY(put(role, targets.head.version, envelope));
  meta[name].version = targets.head.version;
  is_changed_ = true;
  return {};
}

Status Repository::take_province(const SignedProvince& province) {
  if (!TRY(is_online_trusted())) return not_ours();
  const std::string& code = province.code;
  const auto provinces = provinces_of(*TRY(newest_targets(tuf::kTargetsRole)));
  if (code == TRY(signing_code()) || std::ranges::find(provinces, code) == provinces.end()) {
    return Error{Code::Denied, "nobody let " + code + " in", "province.unknown"};
  }
  const auto take = [&]() -> Status {
    TRY(take_newer(province_role(code), province.targets));
    TRY(take_newer(signing_role(KeyClass::Compose, code), province.compose));
    TRY(take_newer(signing_role(KeyClass::Approve, code), province.approve));
    if (is_changed_) TRY(sign_top());
    TRY(judge(province_chain(KeyClass::Compose, code)));
    TRY(judge(province_chain(KeyClass::Approve, code)));
    return check_nobody_in_both(TRY(targets_in(province.targets)), code);
  }();
  if (take || take.error().code != Code::Denied) return take;
  return Error{Code::Denied, take.error().message, "province.not_signed"};
}

Result<std::map<std::string, std::set<Digest>>> Repository::listed_by_office() {
  std::map<std::string, std::set<Digest>> listed;
  if (!TRY(has_begun())) return listed;
  StoredFiles files(*this);
  PassingTrustStore store;
  tuf::TrustClient client(files, store);
  const std::string commune = TRY(signing_code());
  TRY(client.pin_root(TRY(first_root())));
  if (!client.refresh(now_)) return listed;
  if (auto both = named_by_both(client, commune, {signing_role(KeyClass::Compose, commune)},
                                {signing_role(KeyClass::Approve, commune)})) {
    listed.emplace(commune, *std::move(both));
  }
  for (const std::string& code : provinces_of(client.targets())) {
    const auto owners = client.read_role(std::vector{province_role(code)});
    if (code == commune || !owners || !*owners) continue;
    if (!check_nobody_in_both((*owners)->targets, code)) continue;
    if (auto both = named_by_both(client, code, province_chain(KeyClass::Compose, code),
                                  province_chain(KeyClass::Approve, code))) {
      listed.emplace(code, *std::move(both));
    }
  }
  return listed;
}

Result<std::set<Digest>> Repository::listed_by_both() {
  std::set<Digest> all;
  for (const auto& [office, both] : TRY(listed_by_office())) all.insert(both.begin(), both.end());
  return all;
}

Status Repository::sign_targets(const std::string& role, tuf::Targets targets) {
  Top& top = *TRY(this->top());
  targets.head.expires = now_ + limits::kTrustListsHold;
  const auto file = TRY(
      tuf::publish_targets(targets, role, top.root, online_, tuf::Detail::Version, top.snapshot));
  is_changed_ = true;
  return put(role, targets.head.version, file.bytes);
}

Status Repository::select(const BoardId& board, std::string_view selection) {
  const std::string role = select_role(board);
  auto own = TRY(newest_targets(role));
  if (!own) {
    own.emplace().head = head_of(tuf::kTargetsRole);
    auto select = TRY(newest_targets(kSelectRole));
    if (!select) return none();
    if (!select->delegations) select->delegations.emplace();
    tuf::Delegation& delegation = select->delegations->roles.emplace_back();
    delegation.name = role;
    delegation.terminating = true;
    delegation.paths = {selection_path(board)};
    tuf::add_key(select->delegations->keys, delegation.keys, online_.public_key());
    TRY(sign_targets(std::string(kSelectRole), *std::move(select)));
  }
  own->targets.clear();
  own->targets.emplace(selection_path(board), tuf::describe_target(selection));
  return sign_targets(role, *std::move(own));
}

Status Repository::publish() {
  const Top& top = *TRY(this->top());
  if (!TRY(is_online_trusted())) return {};
  const auto left = top.timestamp.head.expires - now_;
  if (!is_changed_ && left > limits::kTrustOnlineHolds / 2) return {};
  return sign_top();
}

}  // namespace bangtin
