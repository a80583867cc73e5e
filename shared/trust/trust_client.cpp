#include "shared/trust/trust_client.h"

#include "shared/trust/trust_client_impl.h"

namespace bangtin::tuf {

template class BasicTrustClient<AllGuards>;

}  // namespace bangtin::tuf
