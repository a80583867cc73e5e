// The files that a province hands over: what is written is read, and nothing else is.
#include "manager/core/province_files.h"

#include <gtest/gtest.h>

#include "shared/base/texts.h"
#include "tests/fakes/sim_province.h"

namespace bangtin {
namespace {

const Instant kLater = sample::midnight() + std::chrono::hours(24);

std::string failure(const auto& result) {
  return result.ok() ? "ok"
                     : std::string(code_name(result.error().code)) + " " + result.error().key;
}

TEST(ProvinceCard, IsReadAsItWasWritten) {
  const ProvinceCard card{"Sở Văn hoá", SimProvince(kLater).keys()};
  const auto read = card_from_file(to_file(card));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->agency, card.agency);
  EXPECT_EQ(read->keys, card.keys);
}

TEST(ProvinceCard, RefusesWhatIsNone) {
  const SimProvince province(kLater);
  const auto bent = [&](auto bend) {
    ProvinceKeys keys = province.keys();
    bend(keys);
    return failure(card_from_file(to_file(ProvinceCard{"Sở", keys})));
  };
  EXPECT_EQ(bent([](ProvinceKeys&) {}), "ok");
  EXPECT_EQ(bent([](ProvinceKeys& keys) { keys.code = "9/91"; }), "invalid province.no_card");
  EXPECT_EQ(bent([](ProvinceKeys& keys) { keys.threshold = 4; }), "invalid province.no_card");
  EXPECT_EQ(bent([](ProvinceKeys& keys) { keys.threshold = 0; }), "invalid province.no_card");
  EXPECT_EQ(bent([](ProvinceKeys& keys) { keys.keys[1] = keys.keys[0]; }),
            "invalid province.no_card");
  EXPECT_EQ(bent([](ProvinceKeys& keys) { keys.keys.clear(); }), "invalid province.no_card");
  for (const char* bytes : {"", "{}", "khoá", R"({"_type":"bangtin-owner"})"}) {
    EXPECT_EQ(failure(card_from_file(bytes)), "invalid province.no_card") << bytes;
  }
}

class BundleTest : public ::testing::Test {
 protected:
  BundleTest() {
    first_ = province_.notice("tin-a", "Bão số 9", picture_);
    second_ = province_.notice("tin-b", "Tiêm chủng");
  }
  ProvinceBundle bundle() { return province_.bundle({first_, second_}, {picture_}); }
  std::string read(const ProvinceBundle& bundle) {
    return failure(bundle_from_file(to_file(bundle).value()));
  }

  SimProvince province_{kLater};
  const std::string picture_ = SimProvince::picture("một ảnh");
  ItemVersion first_, second_;
};

TEST_F(BundleTest, IsReadAsItWasWritten) {
  const ProvinceBundle whole = bundle();
  const auto opened = bundle_from_file(to_file(whole).value());
  ASSERT_TRUE(opened.ok()) << opened.error().message;
  EXPECT_EQ(opened->versions, (std::vector<ItemVersion>{first_, second_}));
  EXPECT_EQ(opened->pictures, (std::vector<Digest>{sha256(picture_)}));
  EXPECT_EQ(opened->bundle.pictures, whole.pictures);
  EXPECT_EQ(opened->bundle.code, "99091");
  EXPECT_EQ(opened->bundle.targets, whole.targets);
  EXPECT_EQ(opened->bundle.compose, whole.compose);
  EXPECT_EQ(opened->bundle.approve, whole.approve);
  EXPECT_EQ(opened->bundle.items[0].approver, "duc");
}

TEST_F(BundleTest, ThatIsCutOffAnywhereIsRefused) {
  const std::string file = to_file(bundle()).value();
  for (std::size_t size = 0; size < file.size(); size += 7) {
    const auto opened = bundle_from_file(file.substr(0, size));
    ASSERT_FALSE(opened.ok()) << size;
    EXPECT_TRUE(opened.error().key == "province.damaged" ||
                opened.error().key == "province.not_ours")
        << size;
  }
  EXPECT_EQ(failure(bundle_from_file(file + "x")), "corrupt province.damaged");
}

TEST_F(BundleTest, WithOneByteChangedAnywhereIsRefused) {
  const std::string file = to_file(bundle()).value();
  for (std::size_t at = 0; at < file.size(); at += 11) {
    std::string bent = file;
    bent[at] = char(bent[at] ^ 1);
    EXPECT_FALSE(bundle_from_file(bent).ok()) << at;
  }
}

TEST_F(BundleTest, WithOtherPicturesThanItsItemsNameIsRefused) {
  ProvinceBundle bent = bundle();
  bent.pictures.clear();
  EXPECT_EQ(read(bent), "corrupt province.damaged");
  bent = bundle();
  bent.pictures.push_back(SimProvince::picture("một ảnh khác"));
  EXPECT_EQ(read(bent), "corrupt province.damaged");
  bent = bundle();
  bent.pictures.push_back(picture_);
  EXPECT_EQ(read(bent), "corrupt province.damaged");
  const ItemVersion odd = province_.notice("tin-c", "Ảnh lạ", "MZ chương trình");
  EXPECT_EQ(read(province_.bundle({odd}, {"MZ chương trình"})), "corrupt province.damaged");
}

TEST_F(BundleTest, WithItemsThatNobodyMayHandOverIsRefused) {
  ItemVersion bent = second_;
  bent.content.origin = Origin::Commune;
  EXPECT_EQ(read(province_.bundle({bent})), "invalid province.origin");
  bent = second_;
  bent.content.title.clear();
  EXPECT_EQ(failure(bundle_from_file(province_.file({bent}))).substr(0, 7), "invalid");
  bent = first_;
  bent.content.media[0].media_type = "video/mp4";
  bent.content.media[0].duration = Millis(1000);
  EXPECT_EQ(read(province_.bundle({bent}, {picture_})), "invalid province.clip");
  bent = second_;
  bent.content.places.boards = {{"board-of-the-province"}};
  EXPECT_EQ(read(province_.bundle({bent})), "invalid province.own_boards");
  EXPECT_NE(text("province.own_boards").find("bangtinctl item edit --commune"), std::string::npos)
      << "no form has a field for communes";
  bent.content.places.communes = {"30307"};
  EXPECT_EQ(read(province_.bundle({bent})), "ok");
  ProvinceBundle other = bundle();
  other.items[0].approver = "Đức@đâu";
  EXPECT_EQ(read(other), "corrupt province.damaged");
  other = bundle();
  other.items[0].version += " ";
  EXPECT_EQ(read(other), "corrupt province.damaged");
  other = bundle();
  other.code = "9909";
  EXPECT_EQ(read(other), "corrupt province.damaged");
}

TEST_F(BundleTest, IsNotWrittenBeyondItsBounds) {
  ProvinceBundle large;
  large.items.resize(kProvinceItemsMax + 1);
  EXPECT_EQ(failure(to_file(large)), "invalid province.too_many");
  large.items.clear();
  large.pictures = {std::string(kProvinceFileBytesMax, 'x')};
  EXPECT_EQ(failure(to_file(large)), "invalid province.too_large");
  EXPECT_EQ(failure(bundle_from_file(std::string(kProvinceFileBytesMax + 1, 'x'))),
            "invalid province.too_large");
}

TEST(LoginAt, TellsOfficesApart) {
  EXPECT_EQ(login_at("lan", "99091"), "lan@99091");
  EXPECT_EQ(office_of("lan@99091"), "99091");
  EXPECT_EQ(office_of("lan"), "");
}

TEST(OriginAt, IsTheProvinceForAnOfficeOfAProvince) {
  EXPECT_EQ(origin_at("99091"), Origin::Province);
  EXPECT_EQ(origin_at("31108"), Origin::Commune);
  EXPECT_EQ(origin_at("990"), Origin::Commune);
}

}  // namespace
}  // namespace bangtin
