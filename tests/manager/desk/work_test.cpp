#include "manager/desk/work.h"

#include <gtest/gtest.h>

#include "tests/fakes/fake_desk_server.h"

namespace bangtin::desk {
namespace {

class Work : public testing::Test {
 protected:
  Work() { server_.now = *from_iso8601("2026-11-22T01:00:00.000Z"); }

  std::vector<Report> sign_in() {
    Request request;
    request.deed = Deed::SignIn;
    request.login = "hoa";
    request.password = "mat-khau-rat-dai";
    return work_.handle(request, server_.now);
  }
  std::vector<Report> after(Millis time) {
    server_.now += time;
    return work_.tick(server_.now);
  }

  FakeDeskServer server_;
  DeskWork work_{server_};
};

TEST_F(Work, LooksAtEverythingAtOnceAfterSigningIn) {
  const auto reports = sign_in();
  ASSERT_EQ(reports.size(), 2U);
  EXPECT_EQ(std::get<Outcome>(reports[0]).person->login, "hoa");
  EXPECT_EQ(std::get<std::shared_ptr<const Snapshot>>(reports[1])->commune.name, "Xã Tân Hưng");
}

TEST_F(Work, DoesNotLookBeforeSomebodySignedIn) {
  EXPECT_FALSE(work_.next_look());
  EXPECT_TRUE(after(Millis(60'000)).empty());
}

TEST_F(Work, UrgentDeedsNeedNoSignInOfTheirOwn) {
  server_.add_board("b1", "Chợ");
  Request request;
  request.deed = Deed::TakeOffAir;
  request.token = "của ai đó";
  const auto reports = work_.handle(request, server_.now);
  ASSERT_EQ(reports.size(), 1U) << "who has the session looks";
  EXPECT_FALSE(std::get<Outcome>(reports[0]).error);
  EXPECT_TRUE(server_.all_boards[0].off_air);
  EXPECT_FALSE(work_.next_look());
  sign_in();
  request.deed = Deed::Look;
  server_.all_boards.clear();
  EXPECT_EQ(work_.handle(request, server_.now).size(), 2U) << "and hears at once what became of it";
  EXPECT_EQ(work_.handle(request, server_.now).size(), 2U)
      << "also where nothing changed: the desk may believe the line lost";
}

TEST_F(Work, TellsNothingWhileNothingChanges) {
  sign_in();
  for (int i = 0; i < 20; ++i) EXPECT_TRUE(after(Millis(5'000)).empty());
  server_.add_board("b1", "Chợ");
  EXPECT_EQ(after(Millis(5'000)).size(), 1U);
}

TEST_F(Work, LooksEverySecondWhileAConnectedBoardHasToConfirmElseEveryFive) {
  server_.add_board("b1", "Chợ");
  PlaylistRecord playlist;
  playlist.boards = {{"b1"}};
  playlist.published_at = server_.now;
  server_.all_playlists.push_back(playlist);
  server_.all_boards[0].generation_wanted = 2;
  sign_in();
  after(Millis(60'000));
  EXPECT_EQ(*work_.next_look() - server_.now, Seconds(1));
  server_.all_boards[0].online = false;
  after(Millis(60'000));
  EXPECT_EQ(*work_.next_look() - server_.now, Seconds(5))
      << "a board without network may take days";
  server_.all_boards[0].online = true;
  server_.confirm({"b1"});
  after(Millis(60'000));
  EXPECT_EQ(*work_.next_look() - server_.now, Seconds(5));
}

TEST_F(Work, TellsOnceThatTheServerIsGoneAndThatItIsBack) {
  sign_in();
  server_.reachable = false;
  auto reports = after(Millis(10'000));
  ASSERT_EQ(reports.size(), 1U);
  EXPECT_TRUE(std::holds_alternative<LinkLost>(reports[0]));
  EXPECT_TRUE(after(Millis(10'000)).empty());
  server_.reachable = true;
  reports = after(Millis(10'000));
  ASSERT_EQ(reports.size(), 1U);
  EXPECT_TRUE(std::holds_alternative<std::shared_ptr<const Snapshot>>(reports[0]));
}

TEST_F(Work, WhoeverHasNoRoomForAKeyStillSignsIn) {
  server_.key_fault = Error{Code::Full, "no space", ""};
  server_.signing = SigningState::NoKey;
  const auto reports = sign_in();
  ASSERT_EQ(reports.size(), 2U);
  EXPECT_FALSE(std::get<Outcome>(reports[0]).error);
  const auto& seen = std::get<std::shared_ptr<const Snapshot>>(reports[1]);
  EXPECT_EQ(seen->key.state, SigningState::NoKey);
  server_.key_fault = Error{Code::Unavailable, "the cable is cut", ""};
  EXPECT_TRUE(std::get<Outcome>(sign_in()[0]).error);
}

TEST_F(Work, GivesTheSavedDraftBackWhenOnlyHandingInFailed) {
  sign_in();
  Request request;
  request.deed = Deed::SubmitItem;
  request.draft = "new-1";
  request.content.title = "Không có nội dung";  // The rules refuse it.
  const auto refused = work_.handle(request, server_.now);
  EXPECT_TRUE(std::get<Outcome>(refused[0]).error);
  EXPECT_FALSE(std::get<Outcome>(refused[0]).item);
}

}  // namespace
}  // namespace bangtin::desk
