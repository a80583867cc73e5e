// The entry point of libFuzzer; BANGTIN_FUZZ_TARGET names the target. Built with clang only.
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "tests/fuzz/targets.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size_bytes) {
  static const bangtin::fuzz::Target* const target = [] {
    const char* name = std::getenv("BANGTIN_FUZZ_TARGET");
    const auto* found = bangtin::fuzz::find_target(name == nullptr ? "" : name);
    if (found == nullptr) {
      std::fprintf(stderr, "BANGTIN_FUZZ_TARGET names no target; there are:");
      for (const auto& each : bangtin::fuzz::targets()) {
        std::fprintf(stderr, " %.*s", static_cast<int>(each.name.size()), each.name.data());
      }
      std::fprintf(stderr, "\n");
      std::exit(2);
    }
    return found;
  }();
  target->run(std::string_view(reinterpret_cast<const char*>(data), size_bytes));
  return 0;
}
