// Prints one line per golden case: name and pixel hash. `compose_hashes DIR` also writes the PNGs.
// Built for another processor it is compared with compose.txt.
#include <cstdio>
#include <filesystem>

#include "tests/shared/compose/samples.h"

int main(int argc, char** argv) {
  using namespace bangtin;
  const Result<std::shared_ptr<Fonts>> fonts = Fonts::open();
  if (!fonts.ok()) {
    std::fprintf(stderr, "%s\n", fonts.error().message.c_str());
    return 1;
  }
  Composer composer(*fonts);
  for (const samples::Case& golden : samples::golden_cases()) {
    const Bitmap bitmap = golden.compose(composer);
    std::printf("%s %016llx\n", golden.name.c_str(),
                static_cast<unsigned long long>(pixel_hash(bitmap)));
    if (argc < 2) continue;
    const Status written =
        write_png(std::filesystem::path(argv[1]) / (golden.name + ".png"), bitmap);
    if (!written.ok()) {
      std::fprintf(stderr, "%s\n", written.error().message.c_str());
      return 1;
    }
  }
  return 0;
}
