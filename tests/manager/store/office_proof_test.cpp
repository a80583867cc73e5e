// What the play log proves of boards, and how soon urgent items stood there.
#include "shared/model/calendar.h"
#include "tests/manager/store/office_fixture.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

class OfficeProofTest : public OfficeFixture {
 protected:
  OfficeProofTest() {
    set_commune();
    now_ = day_;
  }
  void play(const BoardRecord& board, const ItemId& item, Instant begin, Millis shown) {
    play(board, item, sha256(item.text), begin, shown);
  }
  void play(const BoardRecord& board, const ItemRecord& item, Instant begin, Millis shown) {
    play(board, item.id, *item.approved, begin, shown);
  }
  void play(const BoardRecord& board, const ItemId& item, const Digest& version, Instant begin,
            Millis shown) {
    const PlayRecord record{item, version, begin, shown, 1};
    const PlayBatch batch{"log", ++seqs_[board.id], {record}};
    ASSERT_TRUE(office_->take_plays(board.id, batch, now_).ok());
  }
  ProofReport proof(const char* from = "2026-11-22", const char* to = "2026-11-22") {
    return office_->proof_report(from, to, now_).value();
  }
  ItemRecord urgent(const std::string& title) {
    ItemContent content = notice(title);
    content.priority = kPriorityUrgent;
    return approved(content);
  }

  const Instant day_ = local_midnight(std::chrono::year(2026) / 11 / 22, 420);
  std::map<BoardId, std::int64_t> seqs_;
};

TEST_F(OfficeProofTest, TheTimeOfABoardIsWhatItsPlaysCoverAndTheirSumAtMost) {
  const BoardRecord one = pair("Một");
  const BoardRecord two = pair("Hai");
  play(one, ItemId{"a"}, day_ - 10s, 60s);
  play(one, ItemId{"b"}, day_ + 20s, 60s);
  play(one, ItemId{"a"}, day_ + 1h, 30s);
  now_ = day_ + 2h;
  const ProofReport report = proof();
  EXPECT_EQ(report.from, day_);
  EXPECT_EQ(report.until, now_) << "what has not come yet is not counted";
  ASSERT_EQ(report.boards.size(), 2u);
  const BoardProof& hai = report.boards[0];
  EXPECT_EQ(hai.board, two.id);
  EXPECT_EQ(hai, (BoardProof{two.id, 7'200'000, 0, 7'200'000, day_}));
  EXPECT_EQ(report.boards[1],
            (BoardProof{one.id, 7'200'000, 110'000, 7'200'000 - 3'630'000, day_ + 1h + 30s}));
  // A play that began the day before counts there to midnight, and no more here.
  const auto rows = office_->play_report("2026-11-22", "2026-11-22", one.id, {}).value();
  EXPECT_LE(report.boards[1].proven_ms, rows.shown_ms + 50'000);
}

TEST_F(OfficeProofTest, OnlyTheTimeInWhichABoardWasOursCounts) {
  now_ = day_ + 1h;
  const BoardRecord board = pair("Một");
  now_ = day_ + 3h;
  ASSERT_TRUE(office_->revoke_board(tech_, board.id, now_).ok());
  now_ = day_ + 9h;
  EXPECT_EQ(proof().boards.at(0).of_ms, Millis(2h).count());
  EXPECT_TRUE(proof("2026-11-21", "2026-11-21").boards.empty());
}

TEST_F(OfficeProofTest, AnUrgentItemIsTimedFromItsPublicationToItsFirstPlay) {
  const BoardRecord one = pair("Một");
  const BoardRecord two = pair("Hai");
  const ItemRecord flood = urgent("Xả lũ");
  const ItemRecord usual = approved(notice("Họp"));
  const PlaylistRecord list = playlist({flood, usual}, {one, two});
  now_ = day_ + 1h;
  publish(list);
  play(one, usual, now_ + 1s, 10s);
  play(one, flood, now_ + 4s, 10s);
  play(one, flood, now_ + 14s, 10s);
  const Instant published = now_;
  now_ = day_ + 2h;
  publish(list);  // Again: it stood there already.
  now_ = day_ + 3h;
  const ProofReport report = proof();
  ASSERT_EQ(report.urgent.size(), 2u) << "the usual item is not urgent, and the first time counts";
  for (const UrgentProof& timed : report.urgent) {
    EXPECT_EQ(timed.item, flood.id);
    EXPECT_EQ(timed.title, "Xả lũ");
    EXPECT_EQ(timed.published_at, published);
    EXPECT_EQ(timed.first_play,
              timed.board == one.id ? std::optional<Instant>(published + 4s) : std::nullopt);
  }
  EXPECT_TRUE(proof("2026-11-21", "2026-11-21").urgent.empty());
  now_ = day_ + 25h;
  publish(list);
  now_ = day_ + 26h;
  EXPECT_TRUE(proof("2026-11-23", "2026-11-23").urgent.empty())
      << "it was published the day before";
}

TEST_F(OfficeProofTest, WhatStoodThereBeforeItWasUrgentProvesNothing) {
  const BoardRecord board = pair("Một");
  const ItemRecord usual = approved(notice("Nước lên"));
  const PlaylistRecord list = playlist({usual}, {board});
  publish(list);
  now_ = day_ + 1h;
  ItemContent content = usual.content;
  content.priority = kPriorityUrgent;
  const ItemRecord edited =
      office_->save_item(lan_, usual.id, content, usual.revision, now_).value();
  const ItemRecord waits = submit(lan_, usual.id, next_version(edited)).value();
  const ItemRecord urgent = approve(minh_, usual.id, *waits.submitted, checks_for(content)).value();
  publish(list);
  play(board, usual.id, *usual.approved, now_ - 5s, 30s);
  now_ = day_ + 2h;
  ASSERT_EQ(proof().urgent.size(), 1u);
  EXPECT_EQ(proof().urgent[0].first_play, std::nullopt) << "the old words still stood there";
  play(board, urgent, day_ + 1h + 40s, 10s);
  EXPECT_EQ(proof().urgent[0].first_play, std::optional<Instant>(day_ + 1h + 40s));
}

TEST_F(OfficeProofTest, WhatIsNoLongerKeptIsNeitherProvenNorMissing) {
  const BoardRecord board = pair("Một");
  const ItemRecord flood = urgent("Xả lũ");
  publish(playlist({flood}, {board}));
  play(board, flood, day_ + 1h, 10s);
  play(board, flood, day_ + 3h, 10s);
  now_ = day_ + 4h;
  EXPECT_EQ(proof().boards.at(0).of_ms, Millis(4h).count());
  EXPECT_EQ(proof().urgent.size(), 1u);
  ASSERT_TRUE(db_->query("DELETE FROM play WHERE seq = 1").ok());
  ASSERT_TRUE(db_->query("UPDATE play_log SET forgotten = 1").ok());
  EXPECT_EQ(proof().boards.at(0).of_ms, Millis(1h).count()) << "from the oldest that is kept";
  EXPECT_TRUE(proof().urgent.empty());
  ASSERT_TRUE(db_->query("DELETE FROM play").ok());
  EXPECT_TRUE(proof().boards.empty());
}

TEST_F(OfficeProofTest, MorePlaysThanCanBeReadInTimeAreRefused) {
  const BoardRecord board = pair("Một");
  play(board, ItemId{"a"}, day_ + 1h, 10s);
  now_ = day_ + 2h;
  EXPECT_EQ(failure(office_->proof_report("2026-11-22", "2026-11-22", now_)), "ok");
  ASSERT_TRUE(db_->query("UPDATE play_day SET plays = 5000001").ok());
  EXPECT_EQ(failure(office_->proof_report("2026-11-22", "2026-11-22", now_)),
            "invalid report.proof_too_much");
  EXPECT_EQ(failure(office_->proof_report("2026-11-23", "2026-11-23", now_)), "ok");
}

TEST_F(OfficeProofTest, WrongAndLongTimesAreRefused) {
  EXPECT_EQ(failure(office_->proof_report("2026-11-22", "2026-11-21", now_)),
            "invalid report.days");
  EXPECT_EQ(failure(office_->proof_report("hôm nay", "2026-11-21", now_)), "invalid report.days");
  EXPECT_EQ(failure(office_->proof_report("2026-11-01", "2027-01-02", now_)),
            "invalid report.proof_too_long");
  EXPECT_EQ(failure(office_->proof_report("2026-11-01", "2027-01-01", now_)), "ok");
  EXPECT_TRUE(office_->proof_report("2027-03-01", "2027-03-02", now_).value().boards.empty());
}

}  // namespace
}  // namespace bangtin
