// Steps back over all that is typed and chosen of an item, by keys and buttons.
#include "manager/desk/item_steps.h"

#include "manager/desk/unsaved.h"
#include "tests/manager/desk/office_desk.h"

namespace bangtin::desk {
namespace {

class ItemSteps : public OfficeDesk {
 protected:
  ItemSteps() {
    server_.add_board("b1", "Chợ Tân Hưng");
    server_.add_board("b2", "Trạm y tế");
    server_.commune_record.site = "https://bangtin.example.vn";
  }
  static void write(DeskWindow& window) {
    window.sign_in("hoa");
    window.click("item.new");
    window.fill("title", "Họp chợ");
    window.fill("body", "Sáng thứ bảy.");
  }
  static const ItemForm& item(const DeskWindow& window) { return window.desk.state().item; }
  void send_picture(DeskWindow& window) {
    window.desk.drop_file("/anh/cho.jpg");
    tell(window, job_of(window.desk).number, picture_made());
  }
  static void choose(DeskWindow& window, const std::string& id, int option) {
    window.click(id);
    window.click(id + "." + std::to_string(option));
  }
};

TEST_F(ItemSteps, EachKindOfChoiceIsOneStepBackAndForth) {
  DeskWindow window(server_);
  write(window);
  const std::vector<std::function<void()>> deeds = {
      [&] { choose(window, "kind", 2); },
      [&] { choose(window, "kind", 0); },
      [&] { choose(window, "priority", 2); },
      [&] { choose(window, "category", 3); },
      [&] { choose(window, "origin", 0); },
      [&] { choose(window, "language", 1); },
      [&] { window.fill("valid_from", "23/11/2026 07:00"); },
      [&] { window.fill("valid_until", "24/11/2026 17:00"); },
      [&] { window.fill("agency", "Trạm y tế xã"); },
      [&] { window.fill("document_number", "12/TB-UBND"); },
      [&] { window.fill("source", "Cổng thông tin"); },
      [&] { window.click("boards"); },
      [&] { window.click("place.board.b2"); },
      [&] { window.click("qr"); },
      [&] { send_picture(window); },
      [&] { window.fill("picture_duration", "25"); },
  };
  std::vector<ItemForm> stood = {item(window)};
  for (const auto& deed : deeds) {
    deed();
    window.driver.idle();
    ASSERT_FALSE(same_contents(item(window), stood.back())) << stood.size();
    stood.push_back(item(window));
  }
  for (std::size_t i = deeds.size(); i-- > 0;) {
    window.click("item.undo");
    EXPECT_TRUE(same_contents(item(window), stood[i]))
        << i << " " << difference(item(window), stood[i]);
  }
  for (std::size_t i = 1; i < stood.size(); ++i) {
    window.click("item.redo");
    EXPECT_TRUE(same_contents(item(window), stood[i]))
        << i << " " << difference(item(window), stood[i]);
  }
  EXPECT_FALSE(window.driver.enabled("item.redo"));
}

TEST_F(ItemSteps, KeysStepAndAFieldTakesItsOwnLettersBackFirst) {
  DeskWindow window(server_);
  write(window);
  choose(window, "priority", 1);
  window.driver.ctrl('z');
  EXPECT_EQ(item(window).priority, 0) << "no field has the keyboard";
  window.driver.ctrl('y');
  EXPECT_EQ(item(window).priority, 1);
  window.fill("agency", "Trạm");
  for (int i = 0; i < 9 && item(window).agency != "UBND xã Tân Hưng"; ++i) window.driver.ctrl('z');
  EXPECT_EQ(item(window).agency, "UBND xã Tân Hưng");
  EXPECT_EQ(item(window).priority, 1);
  window.driver.ctrl('z');
  EXPECT_EQ(item(window).priority, 0) << "the field has nothing more to take back";
}

TEST_F(ItemSteps, LettersOfOneFieldAreOneStepAndTheButtonSaysWhichField) {
  DeskWindow window(server_);
  write(window);
  EXPECT_TRUE(window.driver.has("Hoàn tác: Nội dung (Ctrl+Z)")) << window.driver.visible();
  window.click("item.undo");
  EXPECT_EQ(item(window).body, "");
  EXPECT_EQ(item(window).title, "Họp chợ");
  EXPECT_TRUE(window.driver.has("Hoàn tác: Tiêu đề (Ctrl+Z)"));
  EXPECT_TRUE(window.driver.has("Làm lại: Nội dung (Ctrl+Y)"));
  window.click("item.undo");
  EXPECT_EQ(item(window).title, "");
  EXPECT_FALSE(window.driver.enabled("item.undo"));
}

TEST_F(ItemSteps, ATemplateIsOneStep) {
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("item.new");
  const ItemForm empty = item(window);
  choose(window, "template", 3);
  EXPECT_NE(item(window).body, "");
  window.driver.ctrl('z');
  EXPECT_TRUE(same_contents(item(window), empty));
}

TEST_F(ItemSteps, WhatIsSavedOnTheServerIsNeverTakenBackThere) {
  DeskWindow window(server_);
  write(window);
  choose(window, "priority", 2);
  window.click("item.save");
  ASSERT_EQ(server_.all_items.size(), 1U);
  EXPECT_FALSE(window.desk.state().drafts.contains(item(window).draft));
  window.click("item.undo");
  EXPECT_EQ(item(window).priority, 0);
  EXPECT_READS(window, "Bản đã lưu trên máy chủ giữ nguyên");
  EXPECT_READS(window, "Chưa lưu");
  EXPECT_EQ(server_.all_items[0].content.priority, 3) << "until it is saved again";
  window.wait(Millis(6'000));
  EXPECT_EQ(item(window).priority, 0) << "and it stays so in the form";
  window.click("item.redo");
  EXPECT_EQ(item(window).priority, 2);
  EXPECT_TRUE(window.desk.state().drafts.empty()) << "as the server has it: nothing to save";
  window.click("item.undo");
  window.click("item.save");
  EXPECT_EQ(server_.all_items[0].content.priority, 1);
}

TEST_F(ItemSteps, WhatWasHandedInIsNothingToGoBackBehind) {
  DeskWindow window(server_);
  write(window);
  window.click("item.submit");
  ASSERT_EQ(server_.all_items.at(0).state, ItemState::Submitted);
  EXPECT_FALSE(window.driver.enabled("item.undo"));
  window.driver.ctrl('z');
  EXPECT_EQ(item(window).body, "Sáng thứ bảy.");
  EXPECT_TRUE(window.desk.state().drafts.empty());
}

TEST_F(ItemSteps, WhatSomebodyElseSavedIsNotTakenBack) {
  DeskWindow window(server_);
  write(window);
  window.click("item.save");
  ItemContent other = server_.all_items[0].content;
  other.title = "Họp chợ phiên";
  ASSERT_TRUE(
      server_.save_item(server_.all_items[0].id, other, server_.all_items[0].revision).ok());
  window.wait(Millis(6'000));
  EXPECT_EQ(item(window).title, "Họp chợ phiên");
  EXPECT_FALSE(window.driver.enabled("item.undo"));
}

TEST_F(ItemSteps, EachItemHasStepsOfItsOwn) {
  DeskWindow window(server_);
  write(window);
  choose(window, "priority", 2);
  window.click("item.new");
  window.fill("title", "Tiêm chủng");
  window.click("draft.new-1");
  EXPECT_EQ(item(window).title, "Họp chợ");
  window.click("item.undo");
  EXPECT_EQ(item(window).priority, 0);
  EXPECT_EQ(window.desk.state().drafts.at("new-2").title, "Tiêm chủng");
}

TEST_F(ItemSteps, APictureThatCameIsAStepAndIsNotSentAgain) {
  DeskWindow window(server_);
  write(window);
  choose(window, "priority", 2);
  send_picture(window);
  ASSERT_EQ(item(window).media.size(), 1U);
  window.click("item.undo");
  EXPECT_TRUE(item(window).media.empty());
  EXPECT_EQ(item(window).priority, 2) << "the step before it stands";
  window.click("item.redo");
  EXPECT_EQ(item(window).media.size(), 1U);
  EXPECT_TRUE(jobs_of(window.desk).empty()) << "it is there";
}

TEST_F(ItemSteps, TheJournalHasTheFormAsItStandsAfterAStep) {
  DeskWindow window(server_);
  write(window);
  choose(window, "priority", 2);
  window.desk.take_drafts_changed();
  window.click("item.undo");
  EXPECT_TRUE(window.desk.take_drafts_changed()) << "it is to be stored";
  const std::string bytes = journal_bytes(window.desk.journal());
  DeskWindow again(server_, {1366, 768}, 1.0F, journal_from(bytes, "").journal);
  again.sign_in("hoa");
  again.click("draft.new-1");
  EXPECT_EQ(item(again).title, "Họp chợ");
  EXPECT_EQ(item(again).priority, 0);
  EXPECT_FALSE(again.driver.enabled("item.undo")) << "steps live as long as the program";
}

TEST_F(ItemSteps, ADroppedFormHasNoStepsAndSigningOutForgetsThem) {
  DeskWindow window(server_);
  write(window);
  window.click("item.drop");
  EXPECT_TRUE(window.desk.state().item_pasts.empty());
  window.click("item.take_back");
  EXPECT_EQ(item(window).title, "Họp chợ");
  choose(window, "priority", 2);
  EXPECT_FALSE(window.desk.state().item_pasts.empty());
  window.click("sign_out");
  EXPECT_TRUE(window.desk.state().item_pasts.empty());
}

TEST(Past, KeepsAsManyStepsAsItMayAndTypingBackIsNoStep) {
  Past<ItemForm> past;
  ItemForm form;
  for (int i = 0; i < int(kStepsMax) + 20; ++i) {
    ItemForm next = form;
    next.priority = 1 - form.priority;
    keep_past(past, form, next);
    form = next;
  }
  EXPECT_EQ(past.before.size(), kStepsMax);
}

ItemForm with_bodies(Past<ItemForm>& past, const std::vector<std::string>& bodies) {
  ItemForm form;
  for (const std::string& body : bodies) {
    ItemForm next = form;
    next.body = body;
    keep_past(past, form, next);
    form = next;
  }
  return form;
}

TEST(Past, WordsThatAreReplacedAtOnceComeBack) {
  Past<ItemForm> past;
  ItemForm form = with_bodies(past, {"X", "Xin", "Xin mời bà", "Xin mời bà con", "Y", "Yê"});
  ASSERT_TRUE(take_step(past, form, false));
  EXPECT_EQ(form.body, "Xin mời bà con");
  ASSERT_TRUE(take_step(past, form, false));
  EXPECT_EQ(form.body, "");
  EXPECT_FALSE(take_step(past, form, false));
}

TEST(Past, WhatAFieldTookBackToItsBeginningIsAStepBackAndComesForthAgain) {
  Past<ItemForm> past;
  ItemForm form = with_bodies(past, {"X", "Xin", "Xin mời bà con", ""});
  EXPECT_FALSE(take_step(past, form, false));
  ASSERT_TRUE(take_step(past, form, true));
  EXPECT_EQ(form.body, "Xin mời bà con") << "no word is lost";
}

TEST(Past, OfTooManyFormsOneIsForgotten) {
  Pasts<ItemForm> pasts;
  ItemForm form, other;
  other.priority = 1;
  for (int i = 0; i < int(kPastsMax) + 1; ++i) {
    keep_past(pasts, "new-" + std::to_string(i), form, other);
  }
  EXPECT_EQ(pasts.size(), kPastsMax);
  keep_past(pasts, "untouched", form, form);
  EXPECT_FALSE(pasts.contains("untouched"));
}

}  // namespace
}  // namespace bangtin::desk
