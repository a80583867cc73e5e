// What the desk asks about the provinces whose own items may stand on the commune's boards: who is
// let in, a province's key file, and the commune's signature for or against it (docs/adr/0015).
// Thread: the link's.
#pragma once

#include <string>
#include <vector>

#include "manager/client/province.h"

namespace bangtin::desk {

class ProvinceServer {
 public:
  virtual ~ProvinceServer() = default;

  /// Those that the commune's own key lets in. Errors: as CommuneTrust::refresh.
  virtual Result<std::vector<ProvinceKeys>> provinces_let_in(Instant now) = 0;
  /// What a province's key file says. Errors: not_found, key "province.no_file"; invalid, key
  /// "province.no_card"; denied and unavailable, key "province.unreadable".
  virtual Result<ProvinceCard> read_province_card(const std::string& path) = 0;
  /// Signs that these keys stand for their province; whoever asks has compared their words. Errors:
  /// denied (not the password of who signed in); as sign_people.
  virtual Status let_province_in(const ProvinceKeys& keys, const std::string& password,
                                 Instant now) = 0;
  /// Signs it out again: its items leave the boards. Errors: as there.
  virtual Status shut_province_out(const std::string& code, const std::string& password,
                                   Instant now) = 0;
};

}  // namespace bangtin::desk
