#include "shared/base/check.h"

#include <cstdlib>
#include <string>

#include "shared/base/log.h"

namespace bangtin {

void check_failed(const char* expression, const char* file, int line) {
  log::error("check", "a broken invariant ends this program",
             {{"expression", expression}, {"at", std::string(file) + ":" + std::to_string(line)}});
  std::abort();
}

}  // namespace bangtin
