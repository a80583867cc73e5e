// The trust client behind one interface, whole or with one guard missing: only tests can build the
// latter, and only to show that an attack then gets through. Thread: one.
#pragma once

#include <memory>
#include <optional>

#include "shared/trust/trust_client.h"

namespace bangtin {

class GuardedClient {
 public:
  virtual ~GuardedClient() = default;
  virtual Status pin_root(std::string_view bytes) = 0;
  virtual Status refresh(Instant now) = 0;
  virtual Result<tuf::FoundTarget> find_target(std::string_view path) = 0;
};

std::unique_ptr<GuardedClient> guarded_client(tuf::Fetcher& fetcher, tuf::TrustStore& store,
                                              std::optional<tuf::Guard> without = std::nullopt);

}  // namespace bangtin
