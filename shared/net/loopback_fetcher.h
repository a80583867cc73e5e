// LoopbackFetcher: a TUF repository over plain http on this machine, and nowhere else: the address
// is looked at when the connection is made. Thread: one.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "shared/base/result.h"
#include "shared/trust/ports.h"

namespace bangtin {

class CurlEasy;

/// What the fetcher refuses besides other machines. As with tuf::Guard, only the tests build it
/// with one missing.
enum class FetchGuard {
  StaysThere,   ///< a redirect
  StaysPacked,  ///< a body that is to be unpacked
  StatusOk,     ///< the text of an answer that says it is none
  Whole,        ///< less than the answer promised
  SizeMax,      ///< more bytes than were asked for
};

struct AllFetchGuards {
  static constexpr bool on(FetchGuard) { return true; }
};

template <class Guards>
class BasicLoopbackFetcher final : public tuf::Fetcher {
 public:
  /// `base_url` is http://HOST[:PORT][/PATH]; a trailing "/" may be left out.
  explicit BasicLoopbackFetcher(std::string base_url, Guards guards = {});
  ~BasicLoopbackFetcher() override;

  /// Follows no redirect, unpacks nothing, and gives a transfer up that is too slow or takes too
  /// long for its size. 404 and 403 are not_found. Errors besides the port's: denied (not an
  /// address of this machine).
  Status fetch(const std::string& url_path, std::int64_t bytes_max,
               const tuf::ByteSink& sink) override;

 private:
  [[no_unique_address]] Guards guards_;
  std::string base_url_;
  std::unique_ptr<CurlEasy> easy_;
};

using LoopbackFetcher = BasicLoopbackFetcher<AllFetchGuards>;

}  // namespace bangtin
