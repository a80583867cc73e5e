// The pixels of every template.
#include "tests/golden/golden.h"

#include "tests/shared/compose/samples.h"

namespace bangtin {
namespace {

TEST(GoldenTemplates, HaveThePixelsThatWereApproved) {
  Composer composer(Fonts::open().value());
  Golden golden("compose");
  for (const samples::Case& shown : samples::golden_cases()) {
    golden.expect(shown.name, shown.compose(composer));
  }
}

TEST(GoldenTemplates, TheSameBytesComeOutAgainWhateverWasDrawnBefore) {
  Composer first(Fonts::open().value());
  Composer second(Fonts::open().value());
  const Size canvas{600, 400};
  const Bitmap fresh = samples::canvas_with(first, samples::long_notice(), 1, canvas);
  samples::canvas_with(second, samples::storm_alert(), 0, {1366, 768});
  samples::canvas_with(second, samples::khmer_notice(), 0, canvas);
  EXPECT_EQ(fresh, samples::canvas_with(second, samples::long_notice(), 1, canvas));
}

}  // namespace
}  // namespace bangtin
