#include "tests/fakes/guarded_client.h"

#include "shared/trust/trust_client_impl.h"

namespace bangtin {
namespace {

struct OneGuardMissing {
  tuf::Guard missing;
  bool on(tuf::Guard guard) const { return guard != missing; }
};

template <class Client>
class Wrapped final : public GuardedClient {
 public:
  template <class... Arguments>
  explicit Wrapped(Arguments&&... arguments) : client_(arguments...) {}
  Status pin_root(std::string_view bytes) override { return client_.pin_root(bytes); }
  Status refresh(Instant now) override { return client_.refresh(now); }
  Result<tuf::FoundTarget> find_target(std::string_view path) override {
    return client_.find_target(path);
  }

 private:
  Client client_;
};

}  // namespace

std::unique_ptr<GuardedClient> guarded_client(tuf::Fetcher& fetcher, tuf::TrustStore& store,
                                              std::optional<tuf::Guard> without) {
  if (!without) return std::make_unique<Wrapped<tuf::TrustClient>>(fetcher, store);
  return std::make_unique<Wrapped<tuf::BasicTrustClient<OneGuardMissing>>>(
      fetcher, store, OneGuardMissing{*without});
}

}  // namespace bangtin
