// Where the trust client reads from and what it remembers: the ports Fetcher and TrustStore.
// Thread: that of the client.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "shared/base/result.h"

namespace bangtin::tuf {

/// Takes a piece of what comes; an error ends the transfer and becomes its result.
using ByteSink = std::function<Status(std::string_view)>;

/// A repository, or its part with metadata or with targets.
class Fetcher {
 public:
  virtual ~Fetcher() = default;
  /// Hands on the bytes at `url_path` (relative, encoded), at most `bytes_max`. Errors: not_found
  /// (the repository says so, and only then); invalid (more bytes); unavailable; the sink's.
  virtual Status fetch(const std::string& url_path, std::int64_t bytes_max,
                       const ByteSink& sink) = 0;
};

/// The metadata last trusted, by role name; the bytes as they came.
class TrustStore {
 public:
  virtual ~TrustStore() = default;
  /// Errors: not_found, unavailable.
  virtual Result<std::string> load(std::string_view role) = 0;
  /// Replaces as one step, durable on return. Errors: full, denied, unavailable.
  virtual Status save(std::string_view role, std::string_view bytes) = 0;
  /// Nothing when there is none. What comes back after a power cut is judged, and removed, again.
  /// Errors: denied, unavailable.
  virtual Status remove(std::string_view role) = 0;
};

}  // namespace bangtin::tuf
