// What several owners of an office sign together, as a file that goes from one's PC to the next:
// the first root of a province, and each later change. Whoever carries it may have changed it: each
// owner sees what he signs, and the server takes it only with as many signatures as the root before
// asks for (docs/adr/0015). Thread: any but where a Client is named: that of the Client.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "manager/client/commune_owner.h"

namespace bangtin {

/// An owner's public key as he hands it to who drafts.
struct OwnerCard {
  std::string name;
  PublicKey key;
};
std::string to_file(const OwnerCard& card);
/// Errors: invalid "owner.no_card".
Result<OwnerCard> owner_from_file(std::string_view bytes);

/// The name of an owner's key on his PC.
std::string owner_key_name(const PublicKey& key);

struct OwnerDraft {
  std::string code;     ///< signing code
  std::string place;    ///< the bytes that targets stands for: who speaks on the boards
  std::string before;   ///< the newest root there is; empty: this one is the first
  std::string root;     ///< with the signatures so far; empty: it stays as it is
  std::string targets;  ///< with the signatures so far
};
std::string to_file(const OwnerDraft& draft);
/// Errors: invalid "owner.no_draft".
Result<OwnerDraft> draft_from_file(std::string_view bytes);

/// What a draft says, for who is to sign it.
struct DraftSight {
  std::int64_t version = 0;  ///< of targets
  bool new_root = false;
  ProvinceKeys owners;  ///< from now on
  /// The server's: all that may say what is newest, or select what boards show.
  std::vector<PublicKey> online;
  std::vector<PublicKey> online_new;  ///< of these, what the root before does not name
  std::vector<PublicKey> composers, approvers;
  std::vector<ProvinceKeys> provinces;
  bool one_person = false;
  std::vector<PublicKey> signed_by;  ///< of the owners, now or before
  std::int64_t missing = 0;          ///< signatures at the least, until a server takes it
};
/// Errors: invalid "owner.no_draft".
Result<DraftSight> sight_of(const OwnerDraft& draft);

/// A root with these owners for an office that has not begun. Errors: those of prepare_trust;
/// invalid "owner.threshold".
Result<OwnerDraft> draft_first(Client& client, const Owners& owners, Instant now);
/// Today's people; with other owners when `owners` says so, after a restore with the server's new
/// key, with a waiting one that was seen, and with the next root when that of today gets old.
/// Errors: those of CommuneTrust::refresh, keys_of_today, provinces_after, online_after; invalid
/// "owner.threshold".
Result<OwnerDraft> draft_next(Client& client, const std::filesystem::path& folder,
                              const std::optional<Owners>& owners, const SignChange& change,
                              Instant now);

/// Whether this key's signature counts for the draft. Errors: invalid "owner.no_draft".
Result<bool> is_asked_for(const OwnerDraft& draft, const PublicKey& key);
/// With the signature of `owner`, wherever his is asked for. Errors: denied "owner.not_named";
/// conflict "owner.signed" (he has); invalid "owner.no_draft".
Result<OwnerDraft> cosigned(const OwnerDraft& draft, const KeyPair& owner);

/// To the server. Errors: denied "owner.missing" (too few signatures), those of the channel.
Status send_draft(Client& client, const OwnerDraft& draft);

}  // namespace bangtin
