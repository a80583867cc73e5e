// What the server answers late finds the form that it is for, and nobody who has left; what waits
// in a file signs nothing. The link is the test's own: it answers when the test says so.
#include "manager/desk/drafts.h"
#include "shared/base/limits.h"
#include "shared/base/texts.h"
#include "shared/crypto/sha256.h"
#include "tests/manager/desk/office_desk.h"

namespace bangtin::desk {
namespace {

Media picture_number(int number) {
  Media media;
  media.blob = sha256("late picture " + std::to_string(number));
  media.size_bytes = 1000;
  media.chunks.resize(1);
  media.media_type = "image/jpeg";
  media.size_px = {160, 90};
  return media;
}

class LateAnswers : public OfficeDesk {
 protected:
  LateAnswers() {
    made_ = waiting_item("Thông báo cắt điện");
    Outcome outcome;
    outcome.deed = Deed::SignIn;
    outcome.person = server_.accounts.at("hoa").person;
    outcome.person->roles = {Role::Editor, Role::Approver};
    outcome.token = "token";
    answer(outcome);
    look();
    apply({GoTo{Page::Compose}});
  }
  void look() {
    auto seen = std::make_shared<Snapshot>();
    seen->me = desk_.state().me;
    seen->commune = server_.commune().value();
    seen->all_items = std::make_shared<const std::vector<ItemRecord>>(server_.all_items);
    desk_.take(Report{std::shared_ptr<const Snapshot>(seen)}, server_.now);
  }
  void apply(const Commands& commands) { desk_.apply(commands, server_.now); }
  void answer(const Outcome& outcome) { desk_.take(Report{outcome}, server_.now); }
  /// What waits to be sent of that deed; all else is taken out as well.
  std::vector<Request> sent(Deed deed) {
    std::vector<Request> all = desk_.take_requests();
    std::erase_if(all, [&](const Request& request) { return request.deed != deed; });
    return all;
  }
  UploadJob drop_one() {
    desk_.drop_file("/anh/le-hoi.png");
    return job_of(desk_);
  }
  const State& state() const { return desk_.state(); }
  void type(const std::string& title) {
    ItemForm form = state().item;
    form.title = title;
    apply({Edit{form}});
  }

  ItemRecord made_;
  Desk desk_{SignInForm(), Journal()};
};

TEST_F(LateAnswers, APictureThatComesWhileTheItemIsJudgedTakesNoWordsAway) {
  for (const bool comes : {true, false}) {
    apply({GoTo{Page::Compose}, OpenItem{made_.id}});
    type("Sửa lại");
    const UploadJob job = drop_one();
    apply({GoTo{Page::Review}, OpenItem{made_.id}});
    ASSERT_EQ(state().item.title, "Thông báo cắt điện") << "as the server has it";
    if (comes) {
      tell(desk_, job.number, picture_made());
    } else {
      tell(desk_, job.number, Error{Code::Invalid, "no picture", ""});
    }
    const ItemForm& typed = state().drafts.at(made_.id.text);
    EXPECT_EQ(typed.title, "Sửa lại");
    EXPECT_EQ(typed.media.size(), comes ? 1U : 0U);
    EXPECT_EQ(state().item.title, "Thông báo cắt điện");
    apply({GoTo{Page::Compose}, OpenItem{made_.id}, DropDraft{}});
    EXPECT_TRUE(state().uploads.empty()) << "what was refused goes with its draft";
  }
}

TEST_F(LateAnswers, ARefusedPictureHoldsUpNoOther) {
  apply({NewItem{}});
  type("Lễ hội");
  const UploadJob first = drop_one();
  desk_.drop_file("/anh/hai.png");
  EXPECT_TRUE(jobs_of(desk_).empty()) << "one after another";
  tell(desk_, first.number, Error{Code::NotFound, "", "library.file_missing"});
  const UploadJob next = job_of(desk_);
  EXPECT_EQ(next.path, "/anh/hai.png");
  tell(desk_, next.number, picture_made());
  EXPECT_TRUE(jobs_of(desk_).empty()) << "it is not tried again and again";
  ASSERT_EQ(state().uploads.size(), 1U) << "and is not lost";
  EXPECT_EQ(state().uploads[0].path, "/anh/le-hoi.png");
  EXPECT_EQ(state().item.media.size(), 1U);
}

TEST_F(LateAnswers, AFileIsTriedAgainInTimeThoughNobodyIsAtTheMouse) {
  apply({NewItem{}});
  type("Lễ hội");
  const UploadJob job = drop_one();
  server_.now += Millis(10'000);  // No sentence stands there any more.
  EXPECT_EQ(desk_.tick(server_.now), Millis(60'000)) << "nothing else happens";
  tell(desk_, job.number, away());
  server_.now += Millis(10'000);
  const Millis left = desk_.tick(server_.now);
  EXPECT_EQ(left, Millis(20'000));
  server_.now += left;
  desk_.tick(server_.now);
  EXPECT_EQ(job_of(desk_).path, job.path);
}

TEST_F(LateAnswers, NoMorePicturesAreDroppedThanAnItemHas) {
  apply({NewItem{}});
  ItemForm form = state().item;
  for (std::size_t i = 0; i < limits::kMediaPerItemMax; ++i) {
    form.media.push_back(picture_number(int(i)));
  }
  apply({Edit{form}});
  desk_.drop_file("/anh/mot-nua.png");
  EXPECT_TRUE(jobs_of(desk_).empty());
  ASSERT_EQ(state().uploads.size(), 1U);
  EXPECT_EQ(state().uploads[0].problem, std::string(text("rule.media_too_many")));
}

TEST_F(LateAnswers, FewPicturesAreOnTheirWayAtATime) {
  ItemContent content = notice("Hai mươi ảnh");
  for (int i = 0; i < 20; ++i) content.media.push_back(picture_number(i));
  const ItemRecord many = server_.add_item(content).value();
  look();
  sent(Deed::LoadPicture);
  apply({OpenItem{many.id}});
  std::vector<Request> coming = sent(Deed::LoadPicture);
  std::size_t loaded = 0;
  while (!coming.empty()) {
    EXPECT_LE(coming.size(), 2U);
    std::vector<Request> next;
    for (const Request& request : coming) {
      Outcome outcome = outcome_of(request);
      outcome.picture = std::make_shared<const Bitmap>(Size{16, 9}, 0xff000000);
      ++loaded;
      answer(outcome);
      for (Request& more : sent(Deed::LoadPicture)) next.push_back(std::move(more));
    }
    coming = std::move(next);
  }
  EXPECT_EQ(loaded, 20U) << "all of them, one after the other";
}

TEST_F(LateAnswers, WhoeverSignsOutIsNotKeptInForWantOfRoom) {
  apply({SignOut{}});
  const auto first = sent(Deed::SignOut);
  ASSERT_EQ(first.size(), 1U);
  desk_.refuse(first[0], server_.now);
  EXPECT_EQ(sent(Deed::SignOut).size(), 1U) << "again, until there is room";
}

TEST_F(LateAnswers, WhatFailsAfterSigningOutSaysNothingOfTheLine) {
  apply({NewItem{}});
  type("Lễ hội");
  const UploadJob job = drop_one();
  apply({SignOut{}});
  tell(desk_, job.number, away());
  EXPECT_EQ(state().link, LinkState::SignedOut);
  EXPECT_FALSE(state().trouble);
  EXPECT_EQ(state().uploads.size(), 1U) << "it goes on when somebody is signed in again";
}

TEST_F(LateAnswers, AnEndedSessionIsTakenUpAgainAndTheFileGoesOn) {
  apply({NewItem{}});
  type("Lễ hội");
  tell(desk_, drop_one().number, Error{Code::Denied, "no session", ""});
  EXPECT_EQ(state().link, LinkState::SignedOut);
  EXPECT_EQ(state().page, Page::SignIn);
  EXPECT_TRUE(jobs_of(desk_).empty());
  Outcome again;
  again.deed = Deed::SignIn;
  again.person = state().me;
  again.token = "another";
  answer(again);
  const UploadJob job = job_of(desk_);
  EXPECT_EQ(job.path, "/anh/le-hoi.png");
  EXPECT_EQ(job.token, "another");
}

TEST_F(LateAnswers, AFailingOffAirLeavesAFormAloneThatIsBeingSaved) {
  const ItemId item = approved_item("Lễ hội");
  look();
  apply({OpenItem{item}});
  type("Lễ hội đình làng");
  apply({SaveItem{false}});
  ASSERT_TRUE(state().item.busy);
  Outcome off_air;
  off_air.deed = Deed::TakeOffAir;
  off_air.error = Error{Code::Unavailable, "no line", ""};
  answer(off_air);
  EXPECT_TRUE(state().item.busy);
}

TEST_F(LateAnswers, AFileSignsNothing) {
  apply({NewItem{}});
  ItemForm form = state().item;
  form.title = "Đã bấm gửi lúc mất mạng";
  form.unsent = form.submit_wanted = true;
  const ItemForm back = draft_from(draft_json(form)).value();
  EXPECT_TRUE(back.unsent) << "it is saved when the server is there";
  EXPECT_FALSE(back.submit_wanted) << "and signed by who has it before him";
}

TEST_F(LateAnswers, WhatWasTakenBackIsNotSentByItself) {
  apply({NewItem{}});
  ItemForm form = state().item;
  form.title = "Đã bấm gửi lúc mất mạng";
  form.body = "Kính gửi bà con!";
  form.unsent = form.submit_wanted = true;
  apply({Edit{form}, DropDraft{}, TakeBackDraft{}});
  EXPECT_EQ(state().item.title, form.title);
  look();
  EXPECT_TRUE(sent(Deed::SubmitItem).empty());
  EXPECT_TRUE(sent(Deed::SaveItem).empty());
}

}  // namespace
}  // namespace bangtin::desk
