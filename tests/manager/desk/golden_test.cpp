// The pixels of every page, light, in both languages.
#include "tests/golden/golden.h"

#include "tests/manager/desk/all_pages.h"

namespace bangtin::desk {
namespace {

using GoldenPages = AllPages;

TEST_F(GoldenPages, HaveThePixelsThatWereApproved) {
  Golden golden("desk");
  for (const Language language : {Language::Vietnamese, Language::English}) {
    const Display display{language, ui::ColourSet::Light, 100};
    const std::string ending = language == Language::English ? ".en" : ".vi";
    const std::vector<SeenPage> pages = pages_in(language);
    PageCanvas canvas;
    for (const SeenPage& page : pages) {
      golden.expect(page.name + ending, canvas.draw(page, display));
    }
  }
}

}  // namespace
}  // namespace bangtin::desk
