// The world of a shell in tests: no time passes, no item has a page, and the channel leads to who
// stands for the server. Thread: any.
#pragma once

#include <vector>

#include "manager/client/client.h"
#include "manager/core/pager.h"
#include "tests/fakes/still_clock.h"

namespace bangtin {

class NoPages final : public Pager {
 public:
  std::vector<Page> paginate(const ItemContent&, Size) override { return {}; }
};

/// A run owns its channel; what stands for the server outlives it.
template <class Server>
class Forward final : public Channel {
 public:
  explicit Forward(Server& to) : to_(to) {}
  Result<HttpResponse> send(const HttpRequest& request) override { return to_.send(request); }

 private:
  Server& to_;
};

}  // namespace bangtin
