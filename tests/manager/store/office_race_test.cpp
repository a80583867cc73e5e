// A40: a recall while a publication is under way, at each of its steps. The recall has to win;
// tried again on a database without transactions: there it does not.
#include <algorithm>

#include "tests/manager/store/office_fixture.h"

namespace bangtin {
namespace {

/// Lets somebody else do something before the n-th statement of a transaction.
class InterruptedDb final : public Db {
 public:
  InterruptedDb(Db& db, bool has_transactions) : db_(db), has_transactions_(has_transactions) {}

  void interrupt_at(int statement, std::function<void()> with) {
    left_ = statement;
    interrupt_ = std::move(with);
  }
  Result<std::vector<DbRow>> query(std::string_view sql,
                                   const std::vector<DbValue>& values = {}) override {
    if (inside_ && left_ > 0 && --left_ == 0) interrupt_();
    return db_.query(sql, values);
  }
  Status run(std::string_view sql) override { return db_.run(sql); }
  Status transact(const std::function<Status()>& work) override {
    const auto inside = [&]() -> Status {
      inside_ = true;
      const Status done = work();
      inside_ = false;
      return done;
    };
    return has_transactions_ ? db_.transact(inside) : inside();
  }
  Status look(const std::function<Status()>& work) override { return db_.look(work); }
  Status backup_to(const std::string& path) override { return db_.backup_to(path); }

 private:
  Db& db_;
  bool has_transactions_;
  bool inside_ = false;
  int left_ = 0;
  std::function<void()> interrupt_;
};

class OfficeRaceTest : public OfficeFixture {
 protected:
  OfficeRaceTest() {
    set_commune();
    board_ = pair("Chợ");
    list_.name = "Sáng";
    list_.boards = {board_.id};
    // Whoever finds the database locked is told so at once, and comes again.
    EXPECT_TRUE(other_.db->run("PRAGMA busy_timeout = 0").ok());
  }

  /// What came of a recall at that step of a publication.
  struct Race {
    bool met = false;     ///< false: the publication has fewer steps
    bool harmed = false;  ///< the board is to show what was recalled
  };
  Race race(int statement, bool has_transactions) {
    const ItemRecord item = approved(notice("Tin bị thu hồi " + std::to_string(statement)));
    list_.items = {item.id};
    list_ = office_->save_playlist(lan_, list_, now_).value();
    InterruptedDb db(*db_, has_transactions);
    Office publishing(OfficeParts{db, blobs_, seal_key_, random_, kPasswordCostTest});
    Race race;
    bool recalled = false;
    const auto recall = [&] {
      recalled = other_.office->withdraw_item(minh_, item.id, "Sai số tiền", now_).ok();
    };
    db.interrupt_at(statement, [&] {
      race.met = true;
      recall();
    });
    // Where the recall came first there is nothing to publish.
    (void)publishing.publish(lan_, list_.id, now_);
    if (!recalled) recall();
    EXPECT_TRUE(recalled);
    const auto chosen = office_->selection_of(board_.id, now_).value();
    race.harmed = chosen.bytes.find(to_hex(*item.approved)) != std::string::npos;
    return race;
  }

  Other other_ = open_other();
  BoardRecord board_;
  PlaylistRecord list_;
};

TEST_F(OfficeRaceTest, A40ARecallWinsAtEachStepOfAPublication) {
  int steps = 0;
  for (Race last = race(1, true); last.met; last = race(++steps + 1, true)) {
    ASSERT_FALSE(last.harmed) << "at statement " << steps + 1;
  }
  EXPECT_GT(steps, 20);
}

TEST_F(OfficeRaceTest, A40ControlARecallIsLostWhereNothingIsDoneAsOneStep) {
  bool harmed = false;
  for (int statement = 1; !harmed; statement += 4) {
    const Race last = race(statement, false);
    ASSERT_TRUE(last.met) << "no step at which it is lost";
    harmed = last.harmed;
  }
}

}  // namespace
}  // namespace bangtin
