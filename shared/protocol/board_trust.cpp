#include "shared/protocol/board_trust.h"

#include <charconv>

#include "shared/crypto/sha256.h"
#include "shared/protocol/messages.h"
#include "shared/trust/file_name.h"
#include "shared/trust/house_roles.h"
#include "shared/trust/parse.h"
#include "shared/trust/passing_trust_store.h"
#include "shared/trust/signed_time.h"

namespace bangtin {
namespace {

/// Names in the board's own trust store that no role has.
constexpr std::string_view kPinned = "=pinned";
constexpr std::string_view kAccepted = "=accepted";
constexpr std::string_view kSuffix = ".json";

Error denied(std::string why) { return {Code::Denied, std::move(why), {}}; }

/// An item version is what both roles name.
Status check_named_by_both(tuf::TrustClient& client, const tuf::DelegatedRole& compose,
                           const tuf::DelegatedRole& approve, const std::string& path,
                           std::int64_t length, const Digest& hash) {
  for (const tuf::DelegatedRole* role : {&compose, &approve}) {
    const tuf::TargetFile* file = client.named_by(*role, path);
    if (file == nullptr || !describes(*file, length, hash)) {
      return denied(path + " is not named by " + role->path.back().name);
    }
  }
  return {};
}

Result<tuf::DelegatedRole> role_of(tuf::TrustClient& client,
                                   const std::vector<std::string>& chain) {
  auto role = TRY(client.read_role(chain));
  if (!role) return denied("nobody signed as " + chain.back() + " yet");
  return *std::move(role);
}

}  // namespace

std::string place_bytes(const Place& place) { return to_json(place).dump(); }

Status BundleFetcher::fetch(const std::string& url_path, std::int64_t bytes_max,
                            const tuf::ByteSink& sink) {
  const Error missing{Code::NotFound, "not in the generation file", {}};
  std::string_view name = url_path;
  if (!name.ends_with(kSuffix)) return missing;
  name.remove_suffix(kSuffix.size());
  std::int64_t version = 0;
  const auto read = std::from_chars(name.data(), name.data() + name.size(), version);
  if (read.ptr != name.data() && read.ptr != name.data() + name.size() && *read.ptr == '.') {
    name.remove_prefix(static_cast<std::size_t>(read.ptr - name.data()) + 1);
  }
  const std::string* found = nullptr;
  if (name == tuf::kRootRole) {
    const std::int64_t index = version - 2;  // the first is pinned
    if (index >= 0 && index < static_cast<std::int64_t>(bundle_.roots.size())) {
      found = &bundle_.roots[static_cast<std::size_t>(index)];
    }
  } else {
    for (const auto& [role, bytes] : bundle_.roles) {
      if (tuf::url_encoded(role) == name) found = &bytes;
    }
  }
  if (found == nullptr) return missing;
  if (static_cast<std::int64_t>(found->size()) > bytes_max) {
    return Error{Code::Invalid, url_path + " is too large", {}};
  }
  return sink(*found);
}

bool BoardTrust::is_pinned() const { return store_.load(kPinned).ok(); }

Status BoardTrust::pin(std::string_view root) {
  const auto pinned = store_.load(kPinned);
  if (pinned && *pinned == root) return {};
  if (pinned) return Error{Code::Conflict, "another root is pinned", {}};
  if (pinned.error().code != Code::NotFound) return pinned.error();
  BundleFetcher nothing{{}};
  TRY(tuf::TrustClient(nothing, store_).pin_root(root));
  return store_.save(kPinned, root);
}

Result<Manifest> BoardTrust::judge(const GenerationParts& parts, const BoardId& board,
                                   Instant now) {
  BundleFetcher files(parts.trust);
  tuf::TrustClient client(files, store_);
  TRY(client.refresh(now));
  const tuf::DelegatedRole select = TRY(role_of(client, select_chain(board)));
  const tuf::TargetFile* named = client.named_by(select, selection_path(board));
  if (named == nullptr ||
      !describes(*named, std::int64_t(parts.selection.size()), sha256(parts.selection))) {
    return Error{Code::Conflict, "the selection is not the one that is signed", {}};
  }
  Manifest manifest = TRY(manifest_of(parts));
  const Selection& selection = manifest.selection;
  if (selection.board != board) return denied("the selection is for another board");
  const std::string& commune = selection.place.commune_code;
  const auto place = client.targets().targets.find(place_path(commune));
  const std::string said = place_bytes(selection.place);
  if (place == client.targets().targets.end() ||
      !describes(place->second, std::int64_t(said.size()), sha256(said))) {
    return denied("the root does not stand for this place");
  }
  if (selection.items.empty()) return manifest;
  TRY(check_two_people(client.targets(), commune));
  const auto compose = TRY(role_of(client, {signing_role(KeyClass::Compose, commune)}));
  const auto approve = TRY(role_of(client, {signing_role(KeyClass::Approve, commune)}));
  for (const auto& [hash, json] : parts.items) {
    TRY(check_named_by_both(client, compose, approve, item_path(commune, hash),
                            std::int64_t(json.dump().size()), hash));
  }
  return manifest;
}

bool BoardTrust::was_accepted(const Digest& selection) const {
  const auto accepted = store_.load(kAccepted);
  return accepted && *accepted == to_hex(selection);
}

Result<VerifiedManifest> BoardTrust::verify(std::string_view generation_file, const BoardId& board,
                                            Instant now) {
  const GenerationParts parts = TRY(open_generation_file(generation_file));
  if (!is_pinned()) return denied("no root is pinned");
  const Digest hash = sha256(parts.selection);
  auto manifest = judge(parts, board, now);
  if (!manifest && manifest.error().code == Code::NotFound) {
    manifest = Error{Code::Invalid, manifest.error().message, {}};  // The file is there.
  }
  if (!manifest && was_accepted(hash)) {
    return VerifiedManifest{TRY(manifest_of(parts)), hash, manifest.error()};
  }
  if (!manifest) return manifest.error();
  if (!was_accepted(hash)) TRY(store_.save(kAccepted, to_hex(hash)));
  return VerifiedManifest{*std::move(manifest), hash, {}};
}

Result<Instant> BoardTrust::time_in(std::string_view answer, std::string_view nonce) const {
  if (!is_pinned()) return denied("no root is pinned");
  const tuf::Envelope root = TRY(tuf::parse_envelope(TRY(store_.load(tuf::kRootRole))));
  return signed_time(answer, nonce, TRY(tuf::parse_root(root.signed_part)));
}

/// What was accepted goes first: it must not outlive the root it was accepted under.
Status BoardTrust::forget() {
  for (const std::string_view name : {kAccepted, tuf::kTimestampRole, tuf::kSnapshotRole,
                                      tuf::kTargetsRole, tuf::kRootRole, kPinned}) {
    TRY(store_.remove(name));
  }
  return {};
}

Result<VerifiedManifest> verify_alone(std::string_view generation_file, std::string_view root,
                                      const BoardId& board, Instant now) {
  PassingTrustStore store;
  BoardTrust trust(store);
  TRY(trust.pin(root));
  return trust.verify(generation_file, board, now);
}

bool BoardTrust::vouches_for(const Place& place) const {
  const auto bytes = store_.load(tuf::kTargetsRole);
  if (!bytes) return false;
  const auto envelope = tuf::parse_envelope(*bytes);
  if (!envelope) return false;
  const auto targets = tuf::parse_targets(envelope->signed_part);
  if (!targets) return false;
  const auto file = targets->targets.find(place_path(place.commune_code));
  const std::string said = place_bytes(place);
  return file != targets->targets.end() &&
         describes(file->second, std::int64_t(said.size()), sha256(said));
}

}  // namespace bangtin
