// What the desk asks of a server about the second factor of a sign-in. Thread: the link's.
#pragma once

#include <string>
#include <vector>

#include "shared/model/manifest.h"
#include "shared/protocol/factor_messages.h"
#include "shared/protocol/messages.h"

namespace bangtin::desk {

class FactorServer {
 public:
  virtual ~FactorServer() = default;

  // As the calls of the same name of Client, with their errors.
  virtual Result<FactorState> second_factor() = 0;
  virtual Result<FactorOffer> offer_second_factor(const std::string& password) = 0;
  virtual Result<RecoveryCodes> confirm_second_factor(const std::string& code) = 0;
  virtual Status drop_second_factor(const std::string& password, const std::string& code) = 0;
  virtual Status reset_second_factor(const PersonId& id) = 0;
  /// Writes them into a new file of text that only this account reads, among the person's
  /// documents, and gives its path. Errors: as save_new.
  virtual Result<std::string> save_recovery_codes(const std::string& login,
                                                  const std::vector<std::string>& codes) = 0;
};

}  // namespace bangtin::desk
