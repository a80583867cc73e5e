// The audit in the office: written with each event, witnessed by boards, checked, and the answer to
// "what was on that board, and who approved it".
#include "manager/store/upkeep.h"
#include "shared/base/limits.h"
#include "shared/trust/parse.h"
#include "tests/manager/store/office_fixture.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

class OfficeAuditTest : public OfficeFixture {
 protected:
  OfficeAuditTest() { set_commune(); }

  BoardStatus status_of(const BoardId& board) {
    const Selection selection = selection_of(board);
    BoardStatus status;
    status.generation = selection.generation;
    status.canvas_px = selection.canvas_px;
    status.audit = sealed();
    return status;
  }
  /// In the metadata that every board takes.
  AuditHead sealed() {
    const auto envelope = tuf::parse_envelope(office_->trust_file("timestamp.json").value());
    return audit_head_in(tuf::parse_timestamp(envelope->signed_part)->custom).value();
  }
  AuditReport check(const std::optional<AuditHead>& witness = std::nullopt) {
    return office_->check_audit(witness).value();
  }
  /// As somebody does who has the file and no program of ours in his way.
  void tamper(const std::string& sql) {
    ASSERT_TRUE(db_->run("DROP TRIGGER event_stays; DROP TRIGGER event_remains").ok());
    ASSERT_TRUE(db_->run(sql).ok());
  }
  std::string problem_of(const BoardId& board) { return office_->board(board)->problem; }

  PlayBatch batch(const ItemRecord& item, Instant begin, int rows) {
    PlayBatch batch{"log", 1, {}};
    for (int i = 0; i < rows; ++i) {
      batch.rows.push_back({item.id, *item.approved, begin + i * 10s, 10s, 3});
    }
    return batch;
  }
};

TEST_F(OfficeAuditTest, EverythingThatHappenedIsWhole) {
  publish(playlist({approved(notice())}, {pair("Một")}));
  const AuditReport report = check();
  EXPECT_EQ(report.faults_total, 0);
  EXPECT_EQ(report.rows, office_->last_event().value());
  EXPECT_EQ(report.head.seq, report.rows);
}

TEST_F(OfficeAuditTest, TheStoreItselfRefusesToChangeOrDropAnEvent) {
  EXPECT_FALSE(db_->query("UPDATE event SET who = 'x' WHERE seq = 1").ok());
  EXPECT_FALSE(db_->query("DELETE FROM event WHERE seq = 1").ok());
}

TEST_F(OfficeAuditTest, WhatIsPastItsTimeGoesAndTheRestStaysAChain) {
  approved(notice());
  const std::int64_t old = office_->last_event().value();
  now_ += std::chrono::days(800);
  ItemContent fresh = notice("Mới");
  fresh.valid_from = now_;
  fresh.valid_until = now_ + std::chrono::hours(24);
  approved(fresh);
  Upkeep upkeep(*db_, *disk_, blobs_, {std::chrono::days(400), std::chrono::days(760)});
  while (upkeep.step(now_).value()) {
  }
  const AuditReport report = check();
  EXPECT_EQ(report.faults_total, 0);
  EXPECT_EQ(report.dropped.seq, old);
  EXPECT_EQ(report.rows, report.head.seq - old);
  EXPECT_FALSE(db_->query("DELETE FROM event WHERE seq = $1", {old + 1}).ok());
}

TEST_F(OfficeAuditTest, AHandEditedEventIsNamed) {
  const ItemRecord item = approved(notice());
  tamper("UPDATE event SET who = 'nguoi-khac' WHERE kind = 'item.approved'");
  const AuditReport report = check();
  ASSERT_EQ(report.faults.size(), 1u);
  EXPECT_EQ(report.faults[0].key, "audit.altered");
  const auto events = office_->events_after(report.faults[0].seq - 1, 1).value();
  EXPECT_EQ(events[0].target, item.id.text);
}

TEST_F(OfficeAuditTest, ADroppedEventAndADroppedEndAreNamed) {
  approved(notice());
  const std::int64_t last = office_->last_event().value();
  tamper("DELETE FROM event WHERE seq = 2; DELETE FROM event WHERE seq = " + std::to_string(last));
  const AuditReport report = check();
  ASSERT_EQ(report.faults.size(), 2u);
  EXPECT_EQ(report.faults[0], (AuditFault{3, "audit.missing", ""}));
  EXPECT_EQ(report.faults[1], (AuditFault{last, "audit.cut", ""}));
}

TEST_F(OfficeAuditTest, TheFreshnessOfAllCarriesTheAuditAsItWasThen) {
  const BoardRecord board = pair("Một");
  const AuditHead before = check().head;
  publish(playlist({approved(notice())}, {board}));
  const AuditHead at_publication = sealed();
  EXPECT_GT(at_publication.seq, before.seq);
  EXPECT_LE(at_publication.seq, office_->last_event().value());
  EXPECT_EQ(check(at_publication).faults_total, 0);
  // Also where no board gets anything new.
  office_->withdraw_item(lan_, approved(notice("Tin khác")).id, "sai", now_).value();
  now_ += limits::kTrustOnlineHolds;
  ASSERT_TRUE(office_->refresh_selections(now_).ok());
  EXPECT_GT(sealed().seq, at_publication.seq);
  EXPECT_EQ(check(sealed()).faults_total, 0);
}

TEST_F(OfficeAuditTest, ABoardThatSawAnotherPastIsShownAndBearsWitness) {
  const BoardRecord board = pair("Một");
  publish(playlist({approved(notice())}, {board}));
  const BoardStatus honest = status_of(board.id);
  ASSERT_TRUE(office_->take_status(board.id, honest, now_).ok());
  EXPECT_EQ(problem_of(board.id), "");
  EXPECT_EQ(check().witnesses, 1);

  BoardStatus other = honest;
  other.audit.hash = sha256("another past");
  ASSERT_TRUE(office_->take_status(board.id, other, now_).ok());
  EXPECT_EQ(problem_of(board.id), "board.audit_differs");
  const AuditReport report = check();
  ASSERT_EQ(report.faults.size(), 1u);
  EXPECT_EQ(report.faults[0], (AuditFault{other.audit.seq, "audit.witness", board.id.text}));

  other.audit = {office_->last_event().value() + 100, sha256("a later one")};
  ASSERT_TRUE(office_->take_status(board.id, other, now_).ok());
  EXPECT_EQ(problem_of(board.id), "board.audit_differs") << "of events that are no longer there";
  ASSERT_TRUE(office_->take_status(board.id, honest, now_).ok());
  EXPECT_EQ(problem_of(board.id), "") << "the audit keeps both changes";
}

TEST_F(OfficeAuditTest, AWorseProblemIsNotCoveredUp) {
  const BoardRecord board = pair("Một");
  ASSERT_TRUE(office_->note_problem(board.id, "board.copied_key", now_).ok());
  BoardStatus status = status_of(board.id);
  status.audit.hash = sha256("x");
  ASSERT_TRUE(office_->take_status(board.id, status, now_).ok());
  EXPECT_EQ(problem_of(board.id), "board.copied_key");
  status.audit = sealed();
  ASSERT_TRUE(office_->take_status(board.id, status, now_).ok());
  EXPECT_EQ(problem_of(board.id), "board.copied_key");
  status.audit.seq = -1;
  EXPECT_EQ(failure(office_->take_status(board.id, status, now_)), "invalid board.status");
}

TEST_F(OfficeAuditTest, SaysWhatWasOnABoardAndWhoApprovedIt) {
  const BoardRecord board = pair("Một");
  const BoardRecord other = pair("Hai");
  const ItemRecord item = approved(notice("Tiêm chủng"));
  ASSERT_TRUE(office_->take_plays(board.id, batch(item, now_, 6), now_ + 2min).ok());
  ASSERT_TRUE(office_->take_plays(other.id, batch(item, now_, 1), now_ + 2min).ok());
  const ShownReport report = office_->shown_report(board.id, now_ + 15s, now_ + 40s).value();
  ASSERT_EQ(report.rows.size(), 3u) << "one reaches into the time, one begins at its end";
  const ShownRow& row = report.rows[0];
  EXPECT_EQ(row.begin, now_ + 10s);
  EXPECT_EQ(row.shown, 10s);
  EXPECT_EQ(row.frames, 3);
  EXPECT_EQ(row.item, item.id);
  EXPECT_EQ(row.version, *item.approved);
  EXPECT_EQ(row.title, "Tiêm chủng");
  EXPECT_EQ(row.author, lan_.login);
  EXPECT_EQ(row.approver, minh_.login);
  EXPECT_EQ(row.approved_at, now_);
  EXPECT_FALSE(by_one_person(row));
  EXPECT_EQ(report.told_until, now_ + 60s);
}

TEST_F(OfficeAuditTest, WhatNobodyHereApprovedIsSaidToo) {
  const BoardRecord board = pair("Một");
  const PlayBatch strange{"log", 1, {{ItemId{"la"}, sha256("la"), now_, 10s, 1}}};
  ASSERT_TRUE(office_->take_plays(board.id, strange, now_).ok());
  const ShownReport report = office_->shown_report(board.id, now_, now_ + 1h).value();
  ASSERT_EQ(report.rows.size(), 1u);
  EXPECT_EQ(report.rows[0].author, "");
  EXPECT_FALSE(report.rows[0].approved_at);
  EXPECT_FALSE(by_one_person(report.rows[0])) << "nobody is not one person";
  EXPECT_FALSE(office_->shown_report(pair("Hai").id, now_, now_ + 1h)->told_until);
}

TEST_F(OfficeAuditTest, RefusesATimeThatCannotBe) {
  const BoardRecord board = pair("Một");
  EXPECT_EQ(failure(office_->shown_report(board.id, now_, now_)), "invalid report.times");
  EXPECT_EQ(failure(office_->shown_report(board.id, now_, now_ + limits::kShownSpanMax + 1ms)),
            "invalid report.too_long");
  EXPECT_EQ(failure(office_->shown_report(BoardId{"none"}, now_, now_ + 1h)),
            "not_found board.unknown");
}

}  // namespace
}  // namespace bangtin
