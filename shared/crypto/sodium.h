// libsodium, ready for use; only for the .cpp files of this folder. Thread: any.
#pragma once

#include <sodium.h>

#include "shared/base/check.h"

namespace bangtin {

/// Starts libsodium once; every function that calls it comes here first.
inline void sodium_ready() {
  static const bool ready = sodium_init() >= 0;
  CHECK(ready);
}

}  // namespace bangtin
