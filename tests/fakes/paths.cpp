#include "tests/fakes/paths.h"

namespace bangtin {

// The only unit that is told, so that every other one compiles to the same in any checkout.
std::filesystem::path source_folder() { return BANGTIN_SOURCE_DIR; }
std::filesystem::path build_folder() { return BANGTIN_BINARY_DIR; }
std::filesystem::path program(const char* name) { return build_folder() / "bin" / name; }

}  // namespace bangtin
