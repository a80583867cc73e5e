// The bodies of BasicBoardTrust; only for board_trust.cpp and the tests' board with a guard
// missing. See board_trust.h.
#pragma once

#include "shared/crypto/sha256.h"
#include "shared/protocol/board_trust.h"
#include "shared/trust/house_roles.h"
#include "shared/trust/parse.h"
#include "shared/trust/passing_trust_store.h"
#include "shared/trust/signed_time.h"

namespace bangtin {
namespace board_trust {

/// Names in the board's own trust store that no role has.
inline constexpr std::string_view kPinned = "=pinned";
inline constexpr std::string_view kAccepted = "=accepted";

inline Error denied(std::string why) { return {Code::Denied, std::move(why), {}}; }

inline Result<tuf::DelegatedRole> role_of(tuf::TrustClient& client,
                                          const std::vector<std::string>& chain) {
  auto role = TRY(client.read_role(chain));
  if (!role) return denied("nobody signed as " + chain.back() + " yet");
  return *std::move(role);
}

/// What people signed last counts whatever came with it: each list that holds is remembered.
inline void remember_lists(tuf::TrustStore& store, const TrustBundle& bundle, Instant now) {
  BundleFetcher files(bundle);
  tuf::TrustClient client(files, store);
  if (!client.refresh(now) || !client.targets().delegations) return;
  std::vector<std::vector<std::string>> chains;
  for (const tuf::Delegation& role : client.targets().delegations->roles) {
    if (is_signing_role(role.name)) chains.push_back({role.name});
  }
  for (const std::string& code : provinces_of(client.targets())) {
    for (const KeyClass key_class : {KeyClass::Compose, KeyClass::Approve}) {
      chains.push_back(province_chain(key_class, code));
    }
  }
  for (const auto& chain : chains) (void)client.read_role(chain);
}

}  // namespace board_trust

template <class Guards>
bool BasicBoardTrust<Guards>::is_pinned() const {
  return store_.load(board_trust::kPinned).ok();
}

template <class Guards>
Status BasicBoardTrust<Guards>::pin(std::string_view root) {
  const auto pinned = store_.load(board_trust::kPinned);
  if (pinned && *pinned == root) return {};
  if (pinned && guards_.on(BoardGuard::OnePin)) {
    return Error{Code::Conflict, "another root is pinned", {}};
  }
  if (!pinned && pinned.error().code != Code::NotFound) return pinned.error();
  const TrustBundle none;
  BundleFetcher nothing{none};
  TRY(tuf::TrustClient(nothing, store_).pin_root(root));
  return store_.save(board_trust::kPinned, root);
}

template <class Guards>
auto BasicBoardTrust<Guards>::commune_lists(tuf::TrustClient& client, const std::string& code) const
    -> Result<Lists> {
  using board_trust::role_of;
  Lists lists;
  lists.code = code;
  lists.compose = TRY(role_of(client, {signing_role(KeyClass::Compose, code)}));
  lists.approve = TRY(role_of(client, {signing_role(KeyClass::Approve, code)}));
  return lists;
}

/// Its two people by what its own owners signed, as many of them as the commune asks for.
template <class Guards>
auto BasicBoardTrust<Guards>::province_lists(tuf::TrustClient& client,
                                             const std::string& code) const -> Result<Lists> {
  using board_trust::role_of;
  const tuf::DelegatedRole province = TRY(role_of(client, {province_role(code)}));
  if (const Status two = check_nobody_in_both(province.targets, code);
      !two && guards_.on(BoardGuard::TwoPeople)) {
    return two.error();
  }
  Lists lists;
  lists.code = code;
  lists.compose = TRY(role_of(client, province_chain(KeyClass::Compose, code)));
  lists.approve = TRY(role_of(client, province_chain(KeyClass::Approve, code)));
  return lists;
}

/// The commune first. A province whose lists do not hold takes nothing from the others.
template <class Guards>
auto BasicBoardTrust<Guards>::read_offices(tuf::TrustClient& client,
                                           const std::string& commune) const -> Offices {
  Offices offices;
  offices.push_back(commune_lists(client, commune));
  for (const std::string& code : provinces_of(client.targets())) {
    if (code == commune && guards_.on(BoardGuard::OtherCode)) continue;
    offices.push_back(province_lists(client, code));
  }
  return offices;
}

/// An item version is what both roles name, each under its own office's code.
template <class Guards>
Status BasicBoardTrust<Guards>::check_named(tuf::TrustClient& client, const Lists& composed,
                                            const Lists& approved, std::int64_t length,
                                            const Digest& hash) const {
  const auto check = [&](BoardGuard guard, const Lists& lists,
                         const tuf::DelegatedRole& role) -> Status {
    const std::string path = item_path(lists.code, hash);
    const tuf::TargetFile* file = client.named_by(role, path);
    const bool is_named = file != nullptr && describes(*file, length, hash);
    if (is_named || !guards_.on(guard)) return {};
    return board_trust::denied(path + " is not named by " + role.path.back().name);
  };
  TRY(check(BoardGuard::Composed, composed, composed.compose));
  return check(BoardGuard::Approved, approved, approved.approve);
}

/// Why not is said for each office. Denied is what all of them deny: where the lists of one cannot
/// be told, its people may stand for the item.
template <class Guards>
Status BasicBoardTrust<Guards>::check_item(tuf::TrustClient& client, const Offices& offices,
                                           std::int64_t length, const Digest& hash) const {
  std::optional<Error> why;
  for (const Result<Lists>& composed : offices) {
    for (const Result<Lists>& approved : offices) {
      if (&composed != &approved && guards_.on(BoardGuard::OneOffice)) continue;
      Status named = !composed   ? Status(composed.error())
                     : !approved ? Status(approved.error())
                                 : check_named(client, *composed, *approved, length, hash);
      if (named) return {};
      if (why) {
        why->message += "; " + named.error().message;
        if (why->code == Code::Denied) why->code = named.error().code;
      } else {
        why = named.error();
      }
    }
  }
  return *why;
}

/// The place, its two people, and that they stand for each of the items.
template <class Guards>
Status BasicBoardTrust<Guards>::check_people(
    tuf::TrustClient& client, const Place& place,
    const std::vector<std::pair<std::int64_t, Digest>>& items) const {
  const auto signing_code = signing_code_at(client.targets(), place);
  if (!signing_code && guards_.on(BoardGuard::PlaceNamed)) {
    return board_trust::denied("the root does not stand for this place");
  }
  if (items.empty()) return {};
  const std::string commune = signing_code.value_or(place.commune_code);
  if (const Status two = check_two_people(client.targets(), commune);
      !two && guards_.on(BoardGuard::TwoPeople)) {
    return two.error();
  }
  const Offices offices = read_offices(client, commune);
  for (const auto& [length, hash] : items) TRY(check_item(client, offices, length, hash));
  return {};
}

template <class Guards>
Result<Manifest> BasicBoardTrust<Guards>::judge(tuf::TrustStore& store,
                                                const GenerationParts& parts, const BoardId& board,
                                                Instant now) const {
  using board_trust::denied, board_trust::role_of;
  BundleFetcher files(parts.trust);
  tuf::TrustClient client(files, store);
  TRY(client.refresh(now));
  const tuf::DelegatedRole select = TRY(role_of(client, select_chain(board)));
  const tuf::TargetFile* named = client.named_by(select, selection_path(board));
  const bool is_named = named != nullptr && describes(*named, std::int64_t(parts.selection.size()),
                                                      sha256(parts.selection));
  if (!is_named && guards_.on(BoardGuard::SelectionNamed)) {
    return Error{Code::Conflict, "the selection is not the one that is signed", {}};
  }
  Manifest manifest = TRY(manifest_of(parts));
  if (manifest.selection.board != board && guards_.on(BoardGuard::RightBoard)) {
    return denied("the selection is for another board");
  }
  std::vector<std::pair<std::int64_t, Digest>> items;
  for (const auto& [hash, json] : parts.items) {
    items.emplace_back(std::int64_t(json.dump().size()), hash);
  }
  TRY(check_people(client, manifest.selection.place, items));
  for (const ItemVersion& item : manifest.items) {
    const Places& places = item.content.places;
    if (!names_board(places, board, manifest.selection.place.commune_code) &&
        guards_.on(BoardGuard::Places)) {
      return denied("item " + item.id.text + " was signed for other boards");
    }
  }
  return manifest;
}

template <class Guards>
bool BasicBoardTrust<Guards>::was_accepted(const Digest& selection) const {
  const auto accepted = store_.load(board_trust::kAccepted);
  return accepted && *accepted == to_hex(selection);
}

/// Kept as soon as it held, so it is known also of metadata that is too old by now.
template <class Guards>
AuditHead BasicBoardTrust<Guards>::audit_seen() const {
  const auto bytes = store_.load(tuf::kTimestampRole);
  const auto envelope = bytes ? tuf::parse_envelope(*bytes) : Result<tuf::Envelope>(bytes.error());
  if (!envelope) return {};
  const auto timestamp = tuf::parse_timestamp(envelope->signed_part);
  if (!timestamp) return {};
  return audit_head_in(timestamp->custom).value_or(AuditHead{});
}

template <class Guards>
Result<VerifiedManifest> BasicBoardTrust<Guards>::verify(std::string_view generation_file,
                                                         const BoardId& board, Instant now) {
  const GenerationParts parts = TRY(open_generation_file(generation_file));
  if (!is_pinned()) return board_trust::denied("no root is pinned");
  const Digest hash = sha256(parts.selection);
  auto manifest = judge(store_, parts, board, now);
  // Where a selection was refused first, or named nothing, nobody has looked at the lists.
  if (!manifest || manifest->items.empty()) board_trust::remember_lists(store_, parts.trust, now);
  if (!manifest && (was_accepted(hash) || !guards_.on(BoardGuard::HeldBefore))) {
    // A judgement that looks at no date remembers nothing.
    TrustStoreCopy copy(store_);
    auto kept = guards_.on(BoardGuard::StillHolds) ? judge(copy, parts, board, Instant{})
                                                   : manifest_of(parts);
    if (kept) return VerifiedManifest{*std::move(kept), hash, audit_seen(), manifest.error()};
    manifest = std::move(kept);
  }
  if (!manifest && manifest.error().code == Code::NotFound) {
    return Error{Code::Invalid, manifest.error().message, {}};  // The file is there.
  }
  if (!manifest) return manifest.error();
  if (!was_accepted(hash)) TRY(store_.save(board_trust::kAccepted, to_hex(hash)));
  return VerifiedManifest{*std::move(manifest), hash, audit_seen(), {}};
}

/// The server's own key cannot make this fail: it signs no list.
template <class Guards>
Status BasicBoardTrust<Guards>::stands(const Manifest& manifest) const {
  if (!guards_.on(BoardGuard::TakenBack)) return {};
  TrustStoreCopy copy(store_);
  StoredFetcher files(copy);
  tuf::TrustClient client(files, copy);
  if (const Status fresh = client.refresh(Instant{}); !fresh) {
    // Under a new root whose metadata has not come yet, nobody has said anything of the items.
    return Error{Code::Conflict, fresh.error().message, {}};
  }
  std::vector<std::pair<std::int64_t, Digest>> items;
  for (const ItemVersion& item : manifest.items) {
    items.emplace_back(std::int64_t(to_json(item).dump().size()), hash_of(item));
  }
  return check_people(client, manifest.selection.place, items);
}

template <class Guards>
Result<Instant> BasicBoardTrust<Guards>::time_in(std::string_view answer,
                                                 std::string_view nonce) const {
  return signed_time(answer, nonce, TRY(root()));
}

template <class Guards>
Result<tuf::Root> BasicBoardTrust<Guards>::root() const {
  if (!is_pinned()) return board_trust::denied("no root is pinned");
  const tuf::Envelope root = TRY(tuf::parse_envelope(TRY(store_.load(tuf::kRootRole))));
  return tuf::parse_root(root.signed_part);
}

/// What was accepted goes first: it must not outlive the root it was accepted under.
template <class Guards>
Status BasicBoardTrust<Guards>::forget() {
  for (const std::string_view name :
       {board_trust::kAccepted, tuf::kTimestampRole, tuf::kSnapshotRole, tuf::kTargetsRole,
        tuf::kRootRole, board_trust::kPinned}) {
    TRY(store_.remove(name));
  }
  return {};
}

template <class Guards>
bool BasicBoardTrust<Guards>::vouches_for(const Place& place) const {
  const auto bytes = store_.load(tuf::kTargetsRole);
  if (!bytes) return false;
  const auto envelope = tuf::parse_envelope(*bytes);
  if (!envelope) return false;
  const auto targets = tuf::parse_targets(envelope->signed_part);
  return targets && signing_code_at(*targets, place).has_value();
}

}  // namespace bangtin
