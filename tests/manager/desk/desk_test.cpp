#include "manager/desk/desk.h"

#include <gtest/gtest.h>

#include "manager/desk/drafts.h"
#include "manager/desk/link.h"
#include "manager/desk/wording.h"
#include "shared/base/texts.h"
#include "tests/fakes/fake_desk_server.h"

namespace bangtin::desk {
namespace {

Instant at(const char* text) { return *from_iso8601(text); }

CommuneRecord commune() { return {"30337", "91", "Xã Tân Hưng", "UBND xã Tân Hưng", 420}; }

TEST(Drafts, ANewFormIsValidForAWeekFromNow) {
  const ItemForm form = new_form("new-1", commune(), at("2026-11-22T01:03:20.000Z"));
  EXPECT_EQ(form.valid_from, "22/11/2026 08:00");
  EXPECT_EQ(form.valid_until, "29/11/2026 17:00");
  EXPECT_EQ(form.agency, "UBND xã Tân Hưng");
}

TEST(Drafts, AFormBecomesContentAndComesBackTheSame) {
  ItemForm form = new_form("item-1", commune(), at("2026-11-22T01:00:00.000Z"));
  form.title = " Thông báo  ";
  form.body = "Một\nHai";
  form.priority = 2;
  form.language = 1;
  std::vector<Problem> problems;
  const ItemContent content = content_of(form, commune(), problems);
  EXPECT_EQ(problems, std::vector<Problem>());
  EXPECT_EQ(content.priority, 3);
  EXPECT_EQ(content.language, "km");
  EXPECT_EQ(to_iso8601(content.valid_until), "2026-11-29T10:00:00.000Z");
  ItemRecord item;
  item.id = {"item-1"};
  item.content = content;
  ItemForm back = form_of(item, 420);
  EXPECT_EQ(back.body, form.body);
  EXPECT_EQ(back.valid_from, form.valid_from);
  EXPECT_EQ(back.language, form.language);
}

TEST(Drafts, ACodeIsShownWhereTheCommuneHasASiteUntilSomebodyLeavesItOut) {
  CommuneRecord here = commune();
  std::vector<Problem> problems;
  EXPECT_FALSE(new_form("new-1", here, at("2026-11-22T01:00:00.000Z")).qr);
  here.site = "https://bangtin.example.vn";
  ItemForm form = new_form("new-1", here, at("2026-11-22T01:00:00.000Z"));
  EXPECT_EQ(content_of(form, here, problems).site, here.site);
  EXPECT_TRUE(draft_from(draft_json(form)).value().qr);
  ItemRecord item;
  item.content = content_of(form, here, problems);
  EXPECT_TRUE(form_of(item, 420).qr);
  form.kind = int(ItemKind::Ticker);
  EXPECT_FALSE(content_of(form, here, problems).site);
  form.kind = int(ItemKind::Notice);
  form.qr = false;
  EXPECT_FALSE(content_of(form, here, problems).site);
  item.content.site.reset();
  EXPECT_FALSE(form_of(item, 420).qr) << "what was written before there was a site has no code";
}

TEST(Drafts, EachWrongFieldIsNamedOnce) {
  ItemForm form = new_form("new-1", commune(), at("2026-11-22T01:00:00.000Z"));
  form.kind = int(ItemKind::Picture);
  form.valid_until = "mai";
  form.picture_seconds = "nhanh";
  std::vector<Problem> problems;
  content_of(form, commune(), problems);
  EXPECT_EQ(problem_of(problems, "valid_until"), text("desk.date_wrong"));
  EXPECT_EQ(problem_of(problems, "picture_duration"), text("rule.duration"));
  EXPECT_EQ(problem_of(problems, "media"), text("rule.media_missing"));
  EXPECT_EQ(problem_of(problems, "title"), text("rule.text_missing"));
  EXPECT_EQ(problem_of(problems, "agency"), "");
}

TEST(Wording, FiguresAreWrittenAsPeopleReadThem) {
  EXPECT_EQ(number_text(7), "7");
  EXPECT_EQ(number_text(1234567), "1.234.567");
}

TEST(Wording, AnItemSaysWhatItIsAtThisInstant) {
  ItemRecord item;
  item.state = ItemState::Approved;
  item.content.valid_from = at("2026-11-22T00:00:00.000Z");
  item.content.valid_until = at("2026-11-23T00:00:00.000Z");
  const Instant from = item.content.valid_from;
  EXPECT_EQ(mark_of(item, Air::Plays, from).word, text("desk.state.playing"));
  EXPECT_EQ(mark_of(item, Air::Off, from).word, text("desk.state.approved"));
  EXPECT_EQ(mark_of(item, Air::Rests, from).word, text("desk.state.resting"));
  EXPECT_EQ(mark_of(item, Air::Rests, from).tone, ui::Tone::Wait);
  for (const Air air : {Air::Off, Air::Plays, Air::Rests}) {
    EXPECT_EQ(mark_of(item, air, from - Millis(1)).word, text("desk.state.not_yet"));
    EXPECT_EQ(mark_of(item, air, item.content.valid_until).word, text("desk.state.expired"));
  }
}

TEST(Desk, WordsTypedWhileASaveIsOnItsWayAreKept) {
  FakeDeskServer server;
  server.now = at("2026-11-22T01:00:00.000Z");
  DeskWork work(server);
  Desk desk({}, {});
  const auto run = [&](const Commands& commands) {
    desk.apply(commands, server.now);
    return desk.take_requests();
  };
  desk.apply({Edit{[] {
               SignInForm form;
               form.login = "hoa";
               form.password = "mat-khau-rat-dai";
               return form;
             }()}},
             server.now);
  for (const Request& request : run({SignIn{}})) {
    for (const Report& report : work.handle(request, server.now)) desk.take(report, server.now);
  }
  run({NewItem{}});
  ItemForm form = desk.state().item;
  form.title = "Một";
  form.body = "Nội dung";
  const auto requests = run({Edit{form}, SaveItem{false}});
  ASSERT_EQ(requests.size(), 1U);
  form = desk.state().item;
  form.title = "Một hai";
  run({Edit{form}});
  for (const Report& report : work.handle(requests[0], server.now)) desk.take(report, server.now);
  EXPECT_EQ(desk.state().item.title, "Một hai");
  EXPECT_EQ(desk.state().item.id, server.all_items[0].id);
  EXPECT_TRUE(desk.state().drafts.contains("item-1"));
  auto again = run({SaveItem{false}});
  std::erase_if(again, [](const Request& one) { return one.deed == Deed::LoadHistory; });
  ASSERT_EQ(again.size(), 1U);
  for (const Report& report : work.handle(again[0], server.now)) desk.take(report, server.now);
  EXPECT_EQ(server.all_items[0].content.title, "Một hai");
  EXPECT_TRUE(desk.state().drafts.empty());
}

TEST(Link, CarriesRequestsToItsThreadAndReportsBack) {
  FakeDeskServer server;
  SystemClock clock;
  Mailbox<int> woken;
  DeskLink link(server, clock, [&] { (void)woken.push(1); });
  Request request;
  request.deed = Deed::SignIn;
  request.login = "hoa";
  request.password = "mat-khau-rat-dai";
  ASSERT_TRUE(link.send(request));
  ASSERT_TRUE(woken.pop());
  const std::optional<Report> report = link.take();
  ASSERT_TRUE(report);
  EXPECT_EQ(std::get<Outcome>(*report).person->login, "hoa");
}

}  // namespace
}  // namespace bangtin::desk
