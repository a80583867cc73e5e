#include <array>
#include <map>
#include <tuple>

#include "shared/base/limits.h"
#include "tests/manager/store/office_fixture.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

class OfficePlaysTest : public OfficeFixture {
 protected:
  OfficePlaysTest() { set_commune(); }
  PlayRecord play(Instant begin, Millis shown = 10s, std::int64_t frames = 1) {
    return {item_, version_, begin, shown, frames};
  }
  std::string take(const BoardId& board, const PlayBatch& batch) {
    return failure(office_->take_plays(board, batch, now_));
  }
  std::int64_t plays(const std::string& from, const std::string& to) {
    return office_->play_report(from, to, {}, {})->plays;
  }

  ItemId item_{"item-1"};
  Digest version_ = sha256("version");
};

TEST_F(OfficePlaysTest, CountsEachPlayOnceHoweverOftenItComes) {
  const BoardRecord board = pair("Một");
  const PlayBatch batch{"log", 1, {play(now_), play(now_ + 10s), play(now_ + 20s)}};
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(office_->take_plays(board.id, batch, now_ + 1h).value(), 3);
  }
  const PlayBatch overlapping{"log", 2, {batch.rows[1], batch.rows[2], play(now_ + 30s)}};
  EXPECT_EQ(office_->take_plays(board.id, overlapping, now_).value(), 4);
  const auto report = office_->play_report("2026-11-22", "2026-11-22", {}, {}).value();
  ASSERT_EQ(report.rows.size(), 1u);
  EXPECT_EQ(report.rows[0].plays, 4);
  EXPECT_EQ(report.shown_ms, 40'000);
  EXPECT_EQ(report.frames, 4);
  EXPECT_EQ(report.rows[0].board, board.id);
  EXPECT_EQ(report.rows[0].item, item_);
  EXPECT_EQ(report.rows[0].title, "") << "nobody knows it";
  EXPECT_EQ(office_->board(board.id)->last_seen, now_);
}

/// Scenario 17: what was reported before a merger is reported after it under the same name.
TEST_F(OfficePlaysTest, TheNamesOfTheCommuneAreThoseOfTheReportsDays) {
  const auto names = [&](const std::string& from, const std::string& to) {
    std::string all;
    const auto report = office_->play_report(from, to, {}, {}).value();
    for (const CommuneName& name : report.communes) {
      all += name.code + " " + name.agency + ";";
    }
    return all;
  };
  const Commune before = office_->commune().value();
  Commune after = before;
  after.code = "31999";
  after.name = "Xã Hưng Thịnh";
  after.agency = "UBND xã Hưng Thịnh";
  // 01:00 on the 3rd of December, which is still the 2nd in UTC.
  const Instant merger = *from_iso8601("2026-12-02T18:00:00.000Z");
  ASSERT_TRUE(office_->set_commune(admin_, after, merger).ok());
  after.site = "https://xa.vn";
  ASSERT_TRUE(office_->set_commune(admin_, after, merger + 1h).ok());
  const std::string old_one = before.code + " " + before.agency + ";";
  const std::string new_one = "31999 UBND xã Hưng Thịnh;";
  EXPECT_EQ(names("2026-11-01", "2026-11-30"), old_one);
  EXPECT_EQ(names("2026-12-02", "2026-12-02"), old_one);
  EXPECT_EQ(names("2026-12-01", "2026-12-31"), old_one + new_one);
  EXPECT_EQ(names("2026-12-04", "2026-12-04"), new_one);
  EXPECT_EQ(names("2020-01-01", "2020-01-31"), old_one) << "before there was any";
}

TEST_F(OfficePlaysTest, AcknowledgesTheUnbrokenRunOnly) {
  const BoardRecord board = pair("Một");
  const auto send = [&](std::int64_t first, std::int64_t count) {
    PlayBatch batch{"log", first, {}};
    for (std::int64_t i = 0; i < count; ++i) {
      batch.rows.push_back(play(now_ + Seconds(first + i)));
    }
    return office_->take_plays(board.id, batch, now_).value();
  };
  EXPECT_EQ(send(1, 2), 2);
  EXPECT_EQ(send(5, 2), 6) << "what came before is gone or acknowledged: a board sends in order";
  EXPECT_EQ(send(3, 2), 6);
  EXPECT_EQ(send(1, 0), 6) << "an empty batch asks";
  EXPECT_EQ(send(8, 0), 7);
}

TEST_F(OfficePlaysTest, DaysAreTheCommunesOwn) {
  const BoardRecord board = pair("Một");
  const Instant local_midnight = sample::midnight() - 7h;  // 22 November in Vietnam
  ASSERT_EQ(take(board.id, {"log",
                            1,
                            {play(local_midnight - 1ms), play(local_midnight),
                             play(local_midnight + 24h - 1ms), play(local_midnight + 24h)}}),
            "ok");
  EXPECT_EQ(plays("2026-11-21", "2026-11-21"), 1);
  EXPECT_EQ(plays("2026-11-22", "2026-11-22"), 2);
  EXPECT_EQ(plays("2026-11-23", "2026-11-23"), 1);
  EXPECT_EQ(plays("2026-11-20", "2026-11-24"), 4);
  const auto report = office_->play_report("2026-11-21", "2026-11-23", {}, {}).value();
  ASSERT_EQ(report.rows.size(), 3u);
  EXPECT_EQ(report.rows[0].day, "2026-11-21");
  EXPECT_EQ(report.rows[2].day, "2026-11-23");
}

TEST_F(OfficePlaysTest, AReportSaysTheTitleAndAddsUpTheVersionsOfAnItem) {
  const BoardRecord one = pair("Một");
  const BoardRecord two = pair("Hai");
  const ItemRecord first = approved(notice("Cũ"));
  const ItemRecord draft =
      office_->save_item(lan_, first.id, notice("Mới"), first.revision, now_).value();
  const ItemRecord second = submit(lan_, first.id, next_version(draft)).value();
  item_ = first.id;
  version_ = *first.approved;
  ASSERT_EQ(take(one.id, {"log", 1, {play(now_, 3s)}}), "ok");
  version_ = *second.submitted;
  ASSERT_EQ(take(one.id, {"log", 2, {play(now_ + 3s, 4s)}}), "ok");
  ASSERT_EQ(take(two.id, {"log", 1, {play(now_, 5s)}}), "ok");
  item_ = {"another"};
  ASSERT_EQ(take(two.id, {"log", 2, {play(now_, 6s)}}), "ok");
  const auto all = office_->play_report("2026-11-22", "2026-11-22", {}, {}).value();
  EXPECT_EQ(all.rows.size(), 3u);
  EXPECT_EQ(all.shown_ms, 18'000);
  const auto of_one = office_->play_report("2026-11-22", "2026-11-22", one.id, {}).value();
  ASSERT_EQ(of_one.rows.size(), 1u);
  EXPECT_EQ(of_one.rows[0].title, "Mới");
  EXPECT_EQ(of_one.rows[0].shown_ms, 7'000);
  const auto of_item = office_->play_report("2026-11-22", "2026-11-22", {}, first.id).value();
  EXPECT_EQ(of_item.plays, 3);
}

TEST_F(OfficePlaysTest, AReportSaysWhatEachVersionWasAbout) {
  const BoardRecord board = pair("Một");
  ItemContent before = notice("Hội làng");
  before.category = Category::Culture;
  const ItemRecord first = approved(before);
  ItemContent after = notice("Bão số 9");
  after.category = Category::Disaster;
  after.language = "km";
  after.origin = Origin::Province;
  after.owner_kind = OwnerKind::Front;
  after.priority = 3;
  const ItemRecord draft = office_->save_item(lan_, first.id, after, first.revision, now_).value();
  const ItemRecord second = submit(lan_, first.id, next_version(draft)).value();
  item_ = first.id;
  version_ = *first.approved;
  ASSERT_EQ(take(board.id, {"log", 1, {play(now_, 3s), play(now_ + 3s, 4s)}}), "ok");
  version_ = *second.submitted;
  ASSERT_EQ(take(board.id, {"log", 3, {play(now_ + 7s, 5s)}}), "ok");
  item_ = {"another"};
  ASSERT_EQ(take(board.id, {"log", 4, {play(now_ + 12s, 6s)}}), "ok") << "a version of another";
  const auto report = office_->play_report("2026-11-22", "2026-11-22", {}, {}).value();
  std::map<std::optional<PlayFacts>, std::int64_t> shown_ms;
  for (const PlayReportRow& row : report.rows) shown_ms[row.facts] += row.shown_ms;
  const std::map<std::optional<PlayFacts>, std::int64_t> wanted{
      {std::nullopt, 6'000},
      {PlayFacts{Category::Culture, "vi", Origin::Commune, OwnerKind::State, 1}, 7'000},
      {PlayFacts{Category::Disaster, "km", Origin::Province, OwnerKind::Front, 3}, 5'000}};
  EXPECT_EQ(shown_ms, wanted);
  EXPECT_EQ(report.rows.size(), 3u);
  EXPECT_EQ(report.shown_ms, 18'000);
}

TEST_F(OfficePlaysTest, RefusesDaysThatCannotBe) {
  const auto refused = [&](const char* from, const char* to) {
    return failure(office_->play_report(from, to, {}, {}));
  };
  for (const char* day : {"", "2026-11-2", "2026-13-01", "2026-02-30", "22-11-2026", "2026/11/22",
                          "2026-11-22T", "+026-11-22"}) {
    EXPECT_EQ(refused(day, "2026-11-22"), "invalid report.days") << day;
    EXPECT_EQ(refused("2026-11-22", day), "invalid report.days") << day;
  }
  EXPECT_EQ(refused("2026-11-22", "2026-11-21"), "invalid report.days");
  EXPECT_EQ(refused("2025-01-01", "2026-11-22"), "invalid report.too_long");
  EXPECT_EQ(refused("2026-11-22", "2026-11-22"), "ok");
}

TEST_F(OfficePlaysTest, RefusesRowsThatNoStageMakes) {
  const BoardRecord board = pair("Một");
  EXPECT_EQ(take(board.id, {"log", 1, {play(now_, 0s)}}), "invalid board.plays");
  EXPECT_EQ(take(board.id, {"log", 1, {play(now_), play(now_, -1s)}}), "invalid board.plays");
  EXPECT_EQ(take(board.id, {"log", 1, {play(now_, 301s + 1ms)}}), "invalid board.plays");
  EXPECT_EQ(take(board.id, {"log", 1, {play(now_, 1s, -1)}}), "invalid board.plays");
  EXPECT_EQ(take(board.id, {"log", 0, {play(now_)}}), "invalid board.plays");
  EXPECT_EQ(take(board.id, {"LOG", 1, {play(now_)}}), "invalid board.plays");
  EXPECT_EQ(take(board.id, {"log", INT64_MAX, {play(now_)}}), "invalid board.plays");
  item_.text = "A B";
  EXPECT_EQ(take(board.id, {"log", 1, {play(now_)}}), "invalid board.plays");
  item_.text = "item-1";
  EXPECT_EQ(take(board.id, {"log", 1, std::vector<PlayRecord>(1'001, play(now_))}),
            "invalid board.plays");
  EXPECT_EQ(count("play"), 0);
  EXPECT_EQ(take(board.id, {"log", 1, {play(now_, 301s, 0)}}), "ok");
}

TEST_F(OfficePlaysTest, ASecondBoardWithACopiedKeyIsSeenAndNothingIsTouched) {
  const BoardRecord board = pair("Một");
  const PlayBatch good{"log", 1, {play(now_), play(now_ + 10s)}};
  ASSERT_EQ(take(board.id, good), "ok");
  const PlayBatch other_log{"other", 3, {play(now_ + 20s)}};
  EXPECT_EQ(take(board.id, other_log), "conflict board.copied_key");
  EXPECT_EQ(office_->board(board.id)->problem, "board.copied_key");
  EXPECT_EQ(count("play"), 2);
  EXPECT_EQ(count("play_log"), 1);
  const PlayBatch differs{"log", 2, {play(now_ + 11s), play(now_ + 20s)}};
  EXPECT_EQ(take(board.id, differs), "conflict board.copied_key");
  for (const auto& change : {&PlayRecord::frames_presented}) {
    PlayBatch batch = good;
    batch.rows[1].*change += 1;
    EXPECT_EQ(take(board.id, batch), "conflict board.copied_key");
  }
  PlayBatch longer = good;
  longer.rows[0].shown += 1ms;
  EXPECT_EQ(take(board.id, longer), "conflict board.copied_key");
  version_ = sha256("another version");
  EXPECT_EQ(take(board.id, {"log", 1, {play(now_)}}), "conflict board.copied_key");
  EXPECT_EQ(count("play"), 2);
  EXPECT_EQ(plays("2026-11-22", "2026-11-22"), 2);
  EXPECT_EQ(take(board.id, good), "ok") << "the true board goes on";
}

TEST_F(OfficePlaysTest, AFullDiskAcknowledgesNothingItDoesNotHold) {
  const BoardRecord board = pair("Một");
  std::int64_t acknowledged = 0;
  const auto send = [&] {
    PlayBatch batch{"log", acknowledged + 1, {}};
    for (int i = 0; i < 500; ++i) batch.rows.push_back(play(now_ + Seconds(acknowledged + i), 1s));
    return office_->take_plays(board.id, batch, now_);
  };
  acknowledged = send().value();
  const auto pages = int_of(db_->query("PRAGMA page_count").value()[0][0]);
  ASSERT_TRUE(db_->query("PRAGMA max_page_count = " + std::to_string(pages + 10)).ok());
  std::string end;
  while (end.empty()) {
    const auto taken = send();
    if (taken.ok()) {
      acknowledged = *taken;
    } else {
      end = failure(taken);
    }
  }
  EXPECT_EQ(end, "full ");
  EXPECT_EQ(count("play"), acknowledged);
  EXPECT_EQ(plays("2026-11-20", "2026-11-24"), acknowledged) << "roll-ups go with their rows";
  ASSERT_TRUE(db_->query("PRAGMA max_page_count = 1000000").ok());
  EXPECT_EQ(send().value(), acknowledged + 500);
}

/// Batches of several boards in any order, cut anywhere, lost and repeated: sums are exact.
TEST_F(OfficePlaysTest, SumsAreExactWhateverTheLineDoes) {
  const std::vector<BoardRecord> boards = {pair("Một"), pair("Hai"), pair("Ba")};
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    SeededRandom random(seed);
    ASSERT_TRUE(db_->run("DELETE FROM play; DELETE FROM play_hour; DELETE FROM play_day").ok());
    std::map<std::string, std::vector<PlayRecord>> logs;
    for (const BoardRecord& board : boards) {
      Instant at = now_ - Seconds(between(random, 0, 200'000));
      for (auto left = between(random, 1, 300); left > 0; --left) {
        const Millis shown(between(random, 1, 300'000));
        logs[board.id.text].push_back({{"i" + std::to_string(between(random, 0, 5))},
                                       sha256(std::to_string(between(random, 0, 2))),
                                       at,
                                       shown,
                                       between(random, 0, 9'000)});
        at += shown + Millis(between(random, 0, 4'000'000));
      }
    }
    // Each row is sent at least once, most of them several times, in any order.
    std::vector<std::pair<std::string, PlayBatch>> batches;
    for (const auto& [board, rows] : logs) {
      const auto size = static_cast<std::int64_t>(rows.size());
      for (std::int64_t first = 0; first < size;) {
        const std::int64_t count = std::min(between(random, 1, 60), size - first);
        const std::int64_t back = std::min(between(random, 0, 40), first);
        batches.push_back({board,
                           {"log",
                            first - back + 1,
                            {rows.begin() + (first - back), rows.begin() + first + count}}});
        if (chance(random, 40)) batches.push_back(batches.back());
        first += count;
      }
    }
    for (std::size_t i = batches.size(); i > 1; --i) {
      std::swap(batches[i - 1], batches[random.below(i)]);
    }
    auto other = open_other();
    for (const auto& [board, batch] : batches) {
      Office& office = chance(random, 50) ? *office_ : *other.office;
      const auto taken = office.take_plays({board}, batch, now_);
      ASSERT_TRUE(taken.ok()) << seed << " " << taken.error().message;
      ASSERT_GE(*taken, batch.first_seq + static_cast<std::int64_t>(batch.rows.size()) - 1);
    }
    using Key = std::tuple<std::string, std::string, std::string>;
    std::map<Key, std::array<std::int64_t, 3>> wanted;
    for (const auto& [board, rows] : logs) {
      for (const PlayRecord& row : rows) {
        auto& sum = wanted[{to_iso8601(row.begin + 7h).substr(0, 10), board, row.item.text}];
        sum[0] += 1;
        sum[1] += row.shown.count();
        sum[2] += row.frames_presented;
      }
    }
    const auto report = office_->play_report("2026-10-25", "2027-11-01", {}, {}).value();
    std::map<Key, std::array<std::int64_t, 3>> found;
    for (const PlayReportRow& row : report.rows) {
      found[{row.day, row.board.text, row.item.text}] = {row.plays, row.shown_ms, row.frames};
    }
    ASSERT_EQ(found, wanted) << seed;
    const auto hours = db_->query(
        "SELECT h.hour, h.board, h.version, h.plays, h.shown_ms, h.frames FROM play_hour h "
        "ORDER BY 1, 2, 3");
    const auto raw = db_->query(
        "SELECT (p.begin + 25200000) / 3600000, l.board, p.version, COUNT(*), SUM(p.shown_ms), "
        "SUM(p.frames) FROM play p JOIN play_log l ON l.number = p.log GROUP BY 1, 2, 3 "
        "ORDER BY 1, 2, 3");
    ASSERT_EQ(hours.value(), raw.value()) << seed;
  }
}

}  // namespace
}  // namespace bangtin
