// CHECK: a broken invariant is a bug; log it and abort. The supervisor restarts the program, the
// last good generation plays. On in every build. Thread: any.
#pragma once

namespace bangtin {
[[noreturn]] void check_failed(const char* expression, const char* file, int line);
}

#define CHECK(condition) \
  ((condition) ? void(0) : ::bangtin::check_failed(#condition, __FILE__, __LINE__))
