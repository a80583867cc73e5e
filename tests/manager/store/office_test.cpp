// The office as a whole: its schema, its commune, its events, several on one file.
#include "manager/store/office.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "manager/store/migrations.h"
#include "shared/base/limits.h"
#include "shared/protocol/content_json.h"
#include "tests/manager/store/office_fixture.h"
#include "tests/manager/store/office_signers.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;
using OfficeTest = OfficeFixture;

TEST_F(OfficeTest, PreparesAnEmptyFileOnceAndRefusesANewerOne) {
  EXPECT_FALSE(migrations().empty());
  EXPECT_TRUE(Office::prepare(*db_).ok());
  ASSERT_TRUE(db_->query("INSERT INTO migration (number) VALUES (99)").ok());
  const auto refused = Office::prepare(*db_);
  EXPECT_EQ(failure(refused), "unsupported store.newer");
}

TEST_F(OfficeTest, EveryTableIsStrict) {
  const auto loose = db_->query(
      "SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main' AND strict = 0 "
      "AND name NOT LIKE 'sqlite_%' AND name <> 'migration'");
  EXPECT_TRUE(loose.value().empty());
}

TEST_F(OfficeTest, KnowsNoCommuneUntilItIsSet) {
  EXPECT_EQ(office_->commune()->code, "");
  set_commune();
  EXPECT_EQ(office_->commune()->agency, "UBND xã Tân Hưng");
}

TEST_F(OfficeTest, RefusesACommuneThatCannotBe) {
  const Commune good{"30307", "91", "Xã Tân Hưng", "UBND xã Tân Hưng", 420};
  const auto refused = [&](auto change) {
    Commune commune = good;
    change(commune);
    return key_of(office_->set_commune(admin_, commune, now_));
  };
  EXPECT_EQ(refused([](Commune& c) { c.code = "3030"; }), "commune.code");
  EXPECT_EQ(refused([](Commune& c) { c.code = "3030a"; }), "commune.code");
  EXPECT_EQ(refused([](Commune& c) { c.province_code = "9"; }), "commune.province_code");
  EXPECT_EQ(refused([](Commune& c) { c.name = "  "; }), "commune.name_missing");
  EXPECT_EQ(refused([](Commune& c) { c.agency = ""; }), "commune.agency_missing");
  EXPECT_EQ(refused([](Commune& c) { c.agency = "a\x01"; }), "text.control");
  EXPECT_EQ(refused([](Commune& c) { c.utc_offset_minutes = 900; }), "commune.utc_offset");
  for (const char* site :
       {"http://b.vn", "https://lan:mat@b.vn", "https://b.vn/?q", "javascript:x"}) {
    EXPECT_EQ(refused([&](Commune& c) { c.site = site; }), "commune.site") << site;
  }
  EXPECT_EQ(refused([](Commune& c) { c.site = " https://Bangtin.example.vn/ "; }), "");
  EXPECT_EQ(office_->commune()->site, "https://bangtin.example.vn");
  EXPECT_EQ(refused([](Commune&) {}), "");
  EXPECT_EQ(office_->commune()->site, "");
}

TEST_F(OfficeTest, AnotherCommuneReachesEveryBoard) {
  set_commune();
  const BoardRecord one = pair("Một");
  const BoardRecord two = pair("Hai");
  const BoardRecord gone = pair("Ba");
  ASSERT_TRUE(office_->revoke_board(tech_, gone.id, now_).ok());
  const std::int64_t before = office_->last_event().value();
  ASSERT_TRUE(office_->set_commune(admin_, {"30307", "91", "Xã", "Đảng uỷ xã", 420}, now_).ok());
  EXPECT_TRUE(office_->wakes_after(before)->empty()) << "not before the commune's key signs it";
  const std::string targets = OfficeSigners::targets(*office_, 2, {lan_}, {minh_}, now_);
  ASSERT_TRUE(office_->take_targets(admin_, targets, now_).ok());
  const auto wakes = office_->wakes_after(before).value();
  ASSERT_EQ(wakes.size(), 2u);
  EXPECT_EQ(selection_of(one.id).place.agency, "Đảng uỷ xã");
  EXPECT_EQ(selection_of(two.id).generation, 2);
}

TEST_F(OfficeTest, EventsAreOneUnbrokenOrder) {
  set_commune();
  const std::int64_t first = office_->last_event().value();
  auto other = open_other();
  for (int i = 0; i < 20; ++i) {
    Office& office = i % 2 ? *office_ : *other.office;
    ASSERT_TRUE(office.add_item(lan_, notice("Tin " + std::to_string(i)), now_ + Seconds(i)).ok());
  }
  const auto events = office_->events_after(0, 500).value();
  ASSERT_EQ(std::int64_t(events.size()), first + 20);
  for (std::size_t i = 0; i < events.size(); ++i) {
    EXPECT_EQ(events[i].seq, static_cast<std::int64_t>(i) + 1);
  }
  EXPECT_EQ(events.back().kind, "item.drafted");
  EXPECT_EQ(events.back().who, "lan");
  EXPECT_EQ(events.back().at, now_ + 19s);
  EXPECT_EQ(*events.back().body.int_at("revision"), 1);
  EXPECT_EQ(office_->last_event().value(), first + 20);
  EXPECT_EQ(office_->events_after(first + 19, 500)->size(), 1u);
  EXPECT_EQ(office_->events_after(0, 3)->size(), 3u);
  EXPECT_TRUE(office_->events_after(first + 20, 500)->empty());
}

TEST_F(OfficeTest, ARefusedCallLeavesNeitherRowNorEvent) {
  set_commune();
  const std::int64_t before = office_->last_event().value();
  PlaylistRecord wrong;
  wrong.name = "Sáng";
  wrong.items = {ItemId{"none"}};
  EXPECT_FALSE(office_->save_playlist(lan_, wrong, now_).ok());
  EXPECT_EQ(office_->last_event().value(), before);
  EXPECT_EQ(count("playlist"), 0);
}

TEST_F(OfficeTest, WhatOneOfficeWroteTheOtherServes) {
  set_commune();
  auto other = open_other();
  const BoardRecord board = pair("Một");
  const ItemRecord item = approved(notice());
  const PlaylistRecord list = playlist({item}, {board});
  ASSERT_TRUE(other.office->publish(lan_, list.id, now_).ok());
  EXPECT_EQ(selection_of(board.id).items, std::vector<Digest>{*item.approved});
  EXPECT_EQ(failure(other.office->save_item(lan_, item.id, notice("Khác"), 7, now_)),
            "conflict item.moved_on");
}

TEST_F(OfficeTest, NothingAcknowledgedIsLostWhenTheDiskIsFull) {
  set_commune();
  const std::int64_t before = office_->last_event().value();
  const auto pages = int_of(db_->query("PRAGMA page_count").value()[0][0]);
  ASSERT_TRUE(db_->query("PRAGMA max_page_count = " + std::to_string(pages + 4)).ok());
  std::vector<ItemId> kept;
  std::string end;
  for (int i = 0; i < 200 && end.empty(); ++i) {
    const auto added = office_->add_item(lan_, notice("Tin " + std::to_string(i)), now_);
    if (added.ok()) {
      kept.push_back(added->id);
    } else {
      end = code_name(added.error().code);
    }
  }
  EXPECT_EQ(end, "full");
  EXPECT_GT(kept.size(), 0u);
  EXPECT_EQ(office_->items()->size(), kept.size());
  EXPECT_EQ(office_->last_event().value(), before + static_cast<std::int64_t>(kept.size()));
  auto other = open_other();
  for (const ItemId& id : kept) EXPECT_TRUE(other.office->item(id).ok());
  ASSERT_TRUE(db_->query("PRAGMA max_page_count = 100000").ok());
  EXPECT_TRUE(office_->add_item(lan_, notice(), now_).ok());
}

TEST_F(OfficeTest, AKilledProcessLeavesWholeTransactionsOnly) {
  set_commune();
  const BoardRecord board = pair("Một");
  int ends[2];
  ASSERT_EQ(::pipe2(ends, O_CLOEXEC), 0);
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    auto other = open_other();
    for (char i = 0;; ++i) {
      const auto item = other.office->add_item(lan_, notice("Tin"), now_);
      if (!item.ok() || ::write(ends[1], item->id.text.c_str(), 20) != 20) ::_exit(1);
    }
  }
  std::vector<std::string> acknowledged;
  for (int i = 0; i < 10; ++i) {
    char id[20];
    ASSERT_EQ(::read(ends[0], id, sizeof id), 20);
    acknowledged.emplace_back(id, sizeof id);
  }
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  ::close(ends[0]);
  ::close(ends[1]);
  for (const std::string& id : acknowledged) EXPECT_TRUE(office_->item(ItemId{id}).ok());
  EXPECT_EQ(text_of(db_->query("PRAGMA integrity_check").value()[0][0]), "ok");
  const auto items = static_cast<std::int64_t>(office_->items()->size());
  const std::int64_t drafted =
      int_of(db_->query("SELECT COUNT(*) FROM event WHERE kind = 'item.drafted'").value()[0][0]);
  EXPECT_EQ(items, drafted) << "an item without its event, or the other way round";
  EXPECT_EQ(int_of(db_->query("SELECT MAX(seq) FROM event").value()[0][0]),
            office_->last_event().value());
}

TEST_F(OfficeTest, ABackupServesTheSame) {
  set_commune();
  const BoardRecord board = pair("Một");
  publish(playlist({approved(notice())}, {board}));
  ASSERT_TRUE(db_->backup_to(folder_.file("backup.db")).ok());
  auto copy = open_sqlite(folder_.file("backup.db")).value();
  ASSERT_TRUE(Office::prepare(*copy).ok());
  Office restored({*copy, blobs_, seal_key_, random_, kPasswordCostTest});
  EXPECT_EQ(restored.selection_of(board.id, now_)->bytes,
            office_->selection_of(board.id, now_)->bytes);
}

}  // namespace
}  // namespace bangtin
