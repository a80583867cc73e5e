#include "manager/desk/templates.h"

#include "manager/desk/drafts.h"
#include "shared/base/texts.h"
#include "tests/manager/desk/office_desk.h"

namespace bangtin::desk {
namespace {

const Instant kMorning = *from_iso8601("2026-11-22T01:00:00.000Z");
constexpr int kOffset = 420;

CommuneRecord tan_hung() {
  CommuneRecord commune;
  commune.code = "31108";
  commune.province_code = "91";
  commune.name = "Tân Hưng";
  commune.agency = "UBND xã Tân Hưng";
  commune.utc_offset_minutes = kOffset;
  return commune;
}

ItemForm begun(int chosen) {
  ItemForm form = new_form("new-1", tan_hung(), kMorning);
  begin_from_template(form, chosen, kMorning, kOffset);
  return form;
}

class Templates : public testing::TestWithParam<Language> {
 protected:
  Templates() { set_language(GetParam()); }
  ~Templates() override { set_language(Language::Vietnamese); }
};
INSTANTIATE_TEST_SUITE_P(InBothLanguages, Templates,
                         testing::Values(Language::Vietnamese, Language::English),
                         [](const auto& tested) {
                           return tested.param == Language::English ? "English" : "Vietnamese";
                         });

TEST_P(Templates, EachIsAWholeItemButForItsGaps) {
  const auto names = template_names();
  ASSERT_EQ(names.size(), 13U);
  for (int chosen = 1; chosen < int(names.size()); ++chosen) {
    ItemForm form = begun(chosen);
    std::vector<Problem> problems;
    const ItemContent content = content_of(form, tan_hung(), problems);
    EXPECT_TRUE(problems.empty()) << names[std::size_t(chosen)] << ": " << problems[0].key;
    EXPECT_EQ(content.language, GetParam() == Language::English ? "en" : "vi");
    EXPECT_GT(content.valid_until, kMorning);
    EXPECT_EQ(template_of(form), chosen);
    EXPECT_NE(field_with_gap(form), "") << names[std::size_t(chosen)];
    // Filled in, a gap after the other.
    int left = 40;
    for (auto field = field_with_gap(form); !field.empty() && left > 0; --left) {
      std::string& words = field == "title" ? form.title : form.body;
      const auto open = words.find('[');
      words.replace(open, words.find(']') + 1 - open, "đã điền");
      field = field_with_gap(form);
    }
    EXPECT_GT(left, 0);
    EXPECT_EQ(form.title.find('['), std::string::npos);
    EXPECT_EQ(form.body.find('['), std::string::npos);
    EXPECT_FALSE(template_of(form)) << "something of one's own is in it";
  }
}

TEST(Template, KindCategoryAndEndComeWithIt) {
  const ItemForm storm = begun(7);
  EXPECT_EQ(Category(storm.category), Category::Disaster);
  EXPECT_EQ(storm.valid_until, "24/11/2026 17:00");
  EXPECT_EQ(storm.agency, "UBND xã Tân Hưng") << "what else was filled in stays";
  EXPECT_EQ(ItemKind(begun(12).kind), ItemKind::Ticker);
}

TEST(Template, TheEmptyOneTakesItBack) {
  ItemForm form = begun(7);
  begin_from_template(form, 0, kMorning, kOffset);
  EXPECT_EQ(form, new_form("new-1", tan_hung(), kMorning));
}

TEST(Template, NothingOfOnesOwnIsTakenAway) {
  EXPECT_EQ(template_of(new_form("new-1", tan_hung(), kMorning)), 0);
  ItemForm typed = begun(2);
  typed.title += "!";
  EXPECT_FALSE(template_of(typed));
  ItemForm with_picture = begun(2);
  with_picture.media.resize(1);
  EXPECT_FALSE(template_of(with_picture));
  ItemForm saved = begun(2);
  saved.id = ItemId{"item-1"};
  EXPECT_FALSE(template_of(saved));
}

TEST(Template, WordsThatItsKindDoesNotShowHaveNoGaps) {
  ItemForm form = begun(1);
  form.kind = int(ItemKind::Picture);
  EXPECT_EQ(field_with_gap(form), "title");
  form.title = "Ảnh họp dân";
  EXPECT_EQ(field_with_gap(form), "");
}

TEST(Template, BracketsOfOnesOwnAreNoGaps) {
  ItemForm form = new_form("new-1", tan_hung(), kMorning);
  form.title = "Kết quả [đợt 2]";
  form.body = "Xem mục [1], [2] và [chưa đóng";
  EXPECT_EQ(field_with_gap(form), "");
}

using TemplatesPage = OfficeDesk;

TEST_F(TemplatesPage, ANoticeIsBegunFromATemplateAndNotSentWithGaps) {
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("go.compose");
  window.click("item.new");
  const auto choose = [&](int option) {
    window.click("template");
    window.click("template." + std::to_string(option));
  };
  choose(1);
  EXPECT_EQ(window.desk.state().item.title, "Mời họp nhân dân [tên ấp]");
  choose(3);
  EXPECT_EQ(window.desk.state().item.title, "Tạm ngừng cấp điện ngày [ngày]") << "tried another";
  window.click("item.submit");
  EXPECT_TRUE(server_.all_items.empty());
  EXPECT_READS(window, "Còn chỗ trong ngoặc vuông");
  window.fill("title", "Tạm ngừng cấp điện ngày 24/11");
  EXPECT_FALSE(window.driver.enabled("template")) << "it would take away what was typed";
  window.click("item.submit");
  EXPECT_TRUE(server_.all_items.empty()) << "the body has gaps as well";
  window.click("item.save");
  ASSERT_EQ(server_.all_items.size(), 1U) << "a draft may have them";
  EXPECT_FALSE(window.driver.has("template")) << "it is begun";
  window.fill("body", "Khu vực: ấp Phước Lộc [trừ tổ 3].");
  window.click("item.submit");
  EXPECT_EQ(server_.all_items[0].state, ItemState::Submitted)
      << "brackets of one's own are no gaps";
}

/// From the page as it is when he comes, without the mouse in between.
TEST_F(TemplatesPage, OneClickBeginsANoticeWhoseGapsAreFilledInByKeys) {
  DeskWindow window(server_);
  window.sign_in("hoa");
  EXPECT_READS(window, "Bắt đầu từ mẫu");
  EXPECT_EQ(window.driver.lint(), std::vector<std::string>());
  window.click("begin.2");
  const auto fill_next = [&](std::string_view words) {
    window.driver.type(words);
    window.driver.key(ui::Key::Tab);
  };
  fill_next("sởi");
  window.driver.type("trẻ em");
  for (int i = 0; i < 3; ++i) window.driver.key(ui::Key::Tab);
  EXPECT_EQ(window.desk.state().item.title, "Tiêm chủng sởi cho trẻ em");
  for (const char* words : {"vắc-xin sởi", "trẻ em", "7 giờ", "5/12", "Trạm Y tế"})
    fill_next(words);
  window.driver.type("0297 3846");
  EXPECT_EQ(window.desk.state().item.body,
            "Trạm Y tế xã tổ chức tiêm vắc-xin sởi cho trẻ em.\nThời gian: 7 giờ, ngày 5/12.\n"
            "Địa điểm: Trạm Y tế.\nMang theo: sổ tiêm chủng, thẻ bảo hiểm y tế.\n"
            "Hỏi thêm: 0297 3846.");
  window.click("item.submit");
  ASSERT_EQ(server_.all_items.size(), 1U);
  EXPECT_EQ(server_.all_items[0].state, ItemState::Submitted);
  EXPECT_EQ(server_.all_items[0].content.category, Category::Welfare);
}

TEST_F(TemplatesPage, WhatWasBegunFromATemplateIsADraftAtOnce) {
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("begin.2");
  EXPECT_READS(window, "Chưa lưu");
  window.click("item.drop");
  EXPECT_TRUE(window.desk.state().drafts.empty());
}

}  // namespace
}  // namespace bangtin::desk
