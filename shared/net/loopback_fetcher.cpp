#include "shared/net/loopback_fetcher.h"

#include "shared/net/loopback_fetcher_impl.h"

namespace bangtin {

template class BasicLoopbackFetcher<AllFetchGuards>;

}  // namespace bangtin
