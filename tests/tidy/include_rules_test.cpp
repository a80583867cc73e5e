#include "tests/tidy/include_rules.h"

namespace bangtin::tidy {
namespace {

std::vector<Breach> arrows(std::string path, std::string text) {
  return find_arrow_breaches({{std::move(path), std::move(text)}});
}
std::vector<Breach> libraries(std::string path, std::string text) {
  return find_library_breaches({{std::move(path), std::move(text)}});
}

TEST(House, FollowsItsArrows) { EXPECT_TRUE(none(find_arrow_breaches(house_sources()))); }

TEST(House, MeetsEachLibraryInItsAdapterOnly) {
  EXPECT_TRUE(none(find_library_breaches(house_sources())));
}

TEST(ArrowRule, AllowsTheTableAndWhatFollowsFromIt) {
  EXPECT_TRUE(none(arrows("shared/net/a.cpp",
                          "#include \"shared/net/a.h\"\n"
                          "#include \"shared/protocol/m.h\"\n"
                          "#include \"shared/base/json.h\"\n"
                          "#include <string>\n")));
  EXPECT_TRUE(none(arrows("tests/sim/a.cpp",
                          "#include \"player/core/stage.h\"\n"
                          "#include \"manager/core/compile.h\"\n")));
  EXPECT_TRUE(none(arrows("manager/app.cpp", "#include \"manager/desk/page.h\"\n")));
  EXPECT_TRUE(none(arrows("manager/pager/p.cpp", "#include \"shared/compose/page.h\"\n")));
}

TEST(ArrowRule, NamesFileLineAndArrow) {
  EXPECT_EQ(arrows("shared/base/a.h", "#pragma once\n\n#include \"shared/model/content.h\"\n"),
            (std::vector<Breach>{
                {"shared/base/a.h", 3, "shared/base -> shared/model is no arrow of the design"}}));
}

TEST(ArrowRule, RefusesEveryOtherWay) {
  EXPECT_EQ(arrows("player/core/a.cpp", "#include \"player/glass/w.h\"\n").size(), 1u);
  EXPECT_EQ(arrows("shared/ui/a.cpp", "  #  include \"player/core/w.h\"\n").size(), 1u);
  EXPECT_EQ(arrows("manager/ctl/a.cpp", "#include <shared/storage/db.h>\n").size(), 1u);
  EXPECT_EQ(arrows("shared/base/a.cpp", "#include \"tests/fakes/f.h\"\n").size(), 1u);
  EXPECT_EQ(arrows("shared/base/a.cpp", "#include \"../crypto/words.h\"\n").size(), 1u);
  EXPECT_EQ(arrows("shared/base/a.cpp", "#include \"json.h\"\n").size(), 1u);
  EXPECT_EQ(arrows("player/app.cpp", "#include \"tests/fakes/f.h\"\n").size(), 1u);
  EXPECT_EQ(arrows("shared/util/a.cpp", "").size(), 1u) << "a folder that nobody has planned";
}

TEST(ArrowRule, KeepsPlayerAndManagerApartEvenInTheMains) {
  EXPECT_EQ(arrows("player/app.cpp", "#include \"manager/core/compile.h\"\n").size(), 1u);
  EXPECT_EQ(arrows("manager/app.cpp", "#include \"player/core/stage.h\"\n").size(), 1u);
}

TEST(LibraryRule, AllowsAnAdapterAndTheSystem) {
  EXPECT_TRUE(none(libraries("shared/base/json.cpp", "#include <nlohmann/json.hpp>\n")));
  EXPECT_TRUE(none(libraries("shared/model/text.cpp", "#include <unicode/normalizer2.h>\n")));
  EXPECT_TRUE(none(libraries("shared/model/a.cpp",
                             "#include <sys/stat.h>\n#include <poll.h>\n"
                             "#include <vector>\n")));
  EXPECT_TRUE(none(libraries("tests/shared/a_test.cpp", "#include <openssl/evp.h>\n")));
  EXPECT_TRUE(none(libraries("player/app.cpp", "#include <SDL.h>\n#include <CLI/CLI.hpp>\n")));
}

TEST(LibraryRule, RefusesALibraryOutsideItsAdapter) {
  for (const char* header : {"nlohmann/json.hpp",
                             "sodium.h",
                             "openssl/evp.h",
                             "openssl/ssl.h",
                             "sqlite3.h",
                             "curl/curl.h",
                             "SDL.h",
                             "SDL2/SDL.h",
                             "imgui.h",
                             "imgui_internal.h",
                             "ft2build.h",
                             "hb.h",
                             "hb-ft.h",
                             "unicode/ubrk.h",
                             "vips/vips.h",
                             "libical/ical.h",
                             "libavcodec/avcodec.h",
                             "libswscale/swscale.h",
                             "boost/asio.hpp",
                             "CLI/CLI.hpp",
                             "png.h",
                             "seccomp.h"}) {
    const std::string name(header);
    EXPECT_EQ(libraries("shared/model/validate.cpp", "\n#include <" + name + ">\n"),
              (std::vector<Breach>{
                  {"shared/model/validate.cpp", 2, "<" + name + "> is met outside its adapter"}}));
    EXPECT_EQ(libraries("player/core/a.h", "#include \"" + name + "\"\n").size(), 1u) << name;
  }
}

TEST(LibraryRule, RefusesALibraryThatNobodyListed) {
  EXPECT_EQ(libraries("shared/base/a.cpp", "#include <zlib.h>\n").size(), 1u);
  EXPECT_EQ(libraries("player/app.cpp", "#include <absl/strings.h>\n").size(), 1u);
}

}  // namespace
}  // namespace bangtin::tidy
