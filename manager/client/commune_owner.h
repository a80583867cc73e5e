// What the administrator does with the commune's own key: begins, signs who may compose and who may
// approve, and gets the key back from its recovery sheet. Thread: that of the Client.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "manager/client/commune_trust.h"
#include "manager/client/key_ring.h"
#include "shared/trust/house_sign.h"

namespace bangtin {

/// Who may sign by the roles of today: the newest key of each person whose account is open. Errors:
/// conflict, key "trust.two_roles", naming who both composes and approves, unless `one_person`.
Result<CommuneKeys> keys_of_today(const TrustRecord& trust, const std::vector<PersonKey>& keys,
                                  const std::vector<Person>& people, bool one_person);

/// The commune's key of this PC, or a new one that is kept before it is used. Errors: denied, key
/// "trust.other_password"; those of the ring.
Result<KeyPair> commune_key(const KeyRing& ring, const TrustRecord& trust,
                            const std::string& password);

/// What is asked of the server before the commune's key is made. `one_person`: the policy that it
/// begins with. Errors: conflict, key "trust.begun" or "commune.missing"; those of keys_of_today
/// and the channel.
struct Beginning {
  TrustRecord trust;
  CommuneKeys keys;
};
Result<Beginning> prepare_trust(Client& client, bool one_person = false);
/// Root and targets of version 1. Errors: those of the channel.
Status begin_trust(Client& client, const Beginning& beginning, const KeyPair& owner, Instant now);

/// What else is signed with who may sign. Nothing: it stays as the newest version has it.
struct SignChange {
  std::optional<bool> one_person = {};       ///< the policy
  std::optional<ProvinceKeys> let_in = {};   ///< in place of its keys of before
  std::optional<std::string> shut_out = {};  ///< a province's code
  /// The server's key whose six words the signer compared; nothing: one that waits goes on waiting.
  std::optional<PublicKey> online_seen = {};
};
/// The server's key that is signed for: the one that was seen, else that of today, which `before`
/// names unless the server was restored. Errors: conflict, key "trust.other_online_key", where the
/// server names another than either.
Result<PublicKey> online_after(const TrustRecord& trust, const tuf::Root& before,
                               const std::optional<PublicKey>& seen);
/// The server's key that has these six words, the waiting one or that of today; nothing without
/// words. Errors: denied, key "trust.online_words".
Result<std::optional<PublicKey>> online_of_words(const TrustRecord& trust,
                                                 const std::string& words);
/// `provinces` after the change. Errors: conflict, keys "province.own_code",
/// "province.too_many_let_in"; not_found, key "province.not_let_in".
Result<std::vector<ProvinceKeys>> provinces_after(std::vector<ProvinceKeys> provinces,
                                                  const SignChange& change,
                                                  const std::string& signing_code);

/// Who may sign by the roles of today, `online` as the server's key, and all else as in `before`
/// but for the change. Errors: those of keys_of_today, provinces_after and the channel.
Result<CommuneKeys> keys_after(Client& client, const TrustRecord& trust, const tuf::Targets& before,
                               const PublicKey& online, const SignChange& change);

/// Signs the next version of who may sign, and gives what it says; also the next root after a
/// restore of the server, whose new key it names, for a waiting key that was seen, and when the
/// root there is gets old or is too old. Errors: those of keys_of_today (a policy of two people
/// while somebody has both roles), of provinces_after, online_after, CommuneTrust::refresh and
/// KeyRing::open; not_found, key "trust.no_commune_key"; denied, key "trust.not_owner", when the
/// key on this PC is not (or no longer) the commune's.
struct SignedPeople {
  std::int64_t version = 0;
  CommuneKeys keys;
};
Result<SignedPeople> sign_people(Client& client, const KeyRing& ring, const std::string& password,
                                 Instant now, const SignChange& change = {});

/// Another key in place of the commune's own one, which may be stolen: the next root names it alone
/// and is signed by both. It is kept beside the old one before anything is sent, and in its place
/// afterwards; `show` gets it in between, for its sheet. Errors: those of sign_people and `show`.
using ShowKey = std::function<Status(const KeyPair& made)>;
Status replace_commune_key(Client& client, const KeyRing& ring, const std::string& password,
                           Instant now, const ShowKey& show);

/// Keeps the key on the sheet as the commune's. Errors: invalid, key "trust.sheet_wrong"; denied,
/// key "trust.sheet_not_owner", when it is another key's; those of refresh and the ring.
Status recover_commune_key(Client& client, const KeyRing& ring, const std::string& sheet,
                           const std::string& password, Instant now);

}  // namespace bangtin
