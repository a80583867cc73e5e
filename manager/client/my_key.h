// A person's own key: made on his PC when he first signs in, registered, opened with the password
// that he signs in with, replaced, and sealed anew when that password changes (docs/adr/0010).
// Thread: that of the Client.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "manager/client/client.h"
#include "manager/client/key_ring.h"

namespace bangtin {

/// Whether a person can sign on this PC, and if not, what is missing.
enum class SigningState {
  NotNeeded,      ///< neither composes nor approves
  NoKey,          ///< none is registered, or it could not be written here
  Elsewhere,      ///< his key is not on this PC
  OtherPassword,  ///< it is, under a password that he had before
  Retired,        ///< it may sign no longer
  NotBegun,       ///< nobody has begun to sign in this commune
  Waiting,        ///< for the administrator's signature
  Ready,
};
std::string_view name_of(SigningState state);
/// Of the sentence for it: "trust.state.ready".
std::string key_of(SigningState state);

/// Six words to compare by word of mouth: a key that a server invented has others.
std::string words_of(const PublicKey& key);

/// True of those whose signature puts something up: only they have keys.
bool signs(const Person& person);

/// What is shown of it.
struct KeySight {
  SigningState state = SigningState::NotNeeded;
  std::string words;                  ///< of the registered key, if any
  std::optional<Instant> since = {};  ///< when it was registered
};

struct MyKey {
  SigningState state = SigningState::NotNeeded;
  std::optional<PersonKey> record;  ///< as the server knows it
  std::optional<KeyPair> pair;      ///< once it was opened
  KeySight sight() const;
};

/// Without the password: a key that is here counts as one that can be opened. Errors: those of the
/// channel.
Result<MyKey> look_at_my_key(Client& client, const KeyRing& ring, const Person& person);

/// After signing in: the key opened, or made and registered when there is none anywhere. What is
/// missing is no error but a state. `server` names the PC's file where no commune is set. Errors:
/// those of the channel and of writing.
Result<MyKey> ready_my_key(Client& client, const KeyRing& ring, const Person& person,
                           const std::string& server, const std::string& password);

/// What signing needs. Errors: not_found, key "trust.state.no_key" (none is registered) or
/// "trust.state.elsewhere"; those of KeyRing::open and the channel.
Result<SigningPerson> my_signer(Client& client, const KeyRing& ring, const std::string& password);

/// A new key in place of the registered one, which ends once the administrator has signed. The
/// file is there before the server knows. Errors: denied (not his password), those of the channel
/// and of writing.
Result<MyKey> replace_my_key(Client& client, const KeyRing& ring, const Person& person,
                             const std::string& server, const std::string& password);

/// His key as a sheet of paper: whoever reads it has the key. Errors: those of my_signer.
Result<std::string> my_key_sheet(Client& client, const KeyRing& ring, const std::string& password);

/// Keeps the key of the sheet, or of a copy that key_from_copy reads, on this PC, sealed under his
/// password. Errors: invalid, key "trust.sheet_wrong"; denied, key "trust.sheet_of_another" (not
/// the registered one); not_found as my_signer; those of check_password and of writing.
Result<MyKey> recover_my_key(Client& client, const KeyRing& ring, const Person& person,
                             const std::string& server, const std::string& sheet,
                             const std::string& password);

/// Changes the password at the server and of the files on this PC: his key, and the commune's where
/// it was sealed under the old one. Errors: those of the server, before anything is changed; key
/// "trust.not_resealed" when only a file stayed behind (reseal_my_key brings it after).
Status change_my_password(Client& client, const KeyRing& ring, const std::string& old_password,
                          const std::string& new_password);

/// Brings the files on this PC to the password that the server knows already. Errors: denied, keys
/// "trust.other_password" (not the old one), or of check_password; not_found as my_signer.
Result<MyKey> reseal_my_key(Client& client, const KeyRing& ring, const Person& person,
                            const std::string& old_password, const std::string& password);

}  // namespace bangtin
