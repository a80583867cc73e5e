// OfficeSigners: the people of a commune who sign, for tests that drive an Office: its own key, and
// a key of each person by login. Thread: one.
#pragma once

#include <string>

#include "manager/store/office.h"
#include "shared/trust/house_sign.h"

namespace bangtin {

class OfficeSigners {
 public:
  /// The commune's own key.
  static KeyPair owner();
  /// A person's: the same each time.
  static KeyPair key_of(const std::string& login);

  /// Registers the keys of these people and begins the commune's repository with them.
  static void begin(Office& office, const Person& administrator,
                    const std::vector<Person>& composers, const std::vector<Person>& approvers,
                    Instant now);
  /// The envelope of the top targets role's version `version` for these people, under a policy.
  static std::string targets(Office& office, std::int64_t version,
                             const std::vector<Person>& composers,
                             const std::vector<Person>& approvers, Instant now,
                             bool one_person = false);
  /// The next root, which names the office's online key of now, signed by `owner`.
  static std::string next_root(Office& office, const KeyPair& owner, Instant now);
  /// The next version of a list, with `version` in it, signed by the person of `login`.
  static std::string next(Office& office, KeyClass key_class, const ItemVersion& version,
                          const std::string& login, Instant now);
  /// The same for a version that the office has.
  static std::string next(Office& office, KeyClass key_class, const Digest& version,
                          const std::string& login, Instant now);
  /// The next version of a list, without what may not be shown any more.
  static std::string shorter(Office& office, KeyClass key_class, const std::string& login,
                             Instant now);
};

}  // namespace bangtin
