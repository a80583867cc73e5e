// Layouts that the commune drew: kept, used by playlists, shown by boards.
#include <algorithm>

#include "manager/core/drawn_layouts.h"
#include "tests/fakes/sample_layout.h"
#include "tests/manager/store/office_fixture.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

class OfficeLayoutsTest : public OfficeFixture {
 protected:
  OfficeLayoutsTest() { set_commune(); }

  /// As an administrator draws it: not stored yet.
  static LayoutRecord drawing(const std::string& name = "Hai cột") {
    LayoutRecord layout = sample::layout();
    layout.id = {};
    layout.revision = 0;
    layout.name = name;
    return layout;
  }
  LayoutRecord saved(const LayoutRecord& layout) {
    return office_->save_layout(admin_, layout, now_).value();
  }
  /// A published playlist of this item that names the layout.
  PlaylistRecord shown_by(const LayoutRecord& layout, const ItemRecord& item,
                          const BoardRecord& board) {
    PlaylistRecord list = playlist({item}, {board});
    list.schedule.drawn = layout.id;
    list = office_->save_playlist(lan_, list, now_).value();
    publish(list);
    return list;
  }
  std::vector<std::string> kinds_of_events() {
    std::vector<std::string> kinds;
    const auto rows = office_->events_after(0, 500).value();
    for (const EventRow& row : rows) kinds.push_back(row.kind);
    return kinds;
  }
};

TEST_F(OfficeLayoutsTest, AreKeptByNameWithTheirEvents) {
  const LayoutRecord two = saved(drawing());
  const LayoutRecord film = saved(drawing("Chiếu phim"));
  EXPECT_EQ(two.revision, 1);
  EXPECT_EQ(two.drawn_at, now_);
  const auto layouts = office_->layouts(now_).value();
  ASSERT_EQ(layouts.size(), 2u);
  EXPECT_EQ(layouts[0], film);
  EXPECT_EQ(layouts[1], two);

  now_ += 1h;
  LayoutRecord renamed = two;
  renamed.name = "Hai cột, chữ trên";
  renamed = saved(renamed);
  EXPECT_EQ(renamed.revision, 2);
  EXPECT_EQ(renamed.drawn_at, two.drawn_at) << "its zones stand as they stood";
  renamed.landscape[1].width = 4000;
  EXPECT_EQ(saved(renamed).drawn_at, now_);
  EXPECT_EQ(failure(office_->save_layout(admin_, two, now_)), "conflict layout.moved_on");

  ASSERT_TRUE(office_->remove_layout(admin_, film.id, now_).ok());
  EXPECT_EQ(office_->layouts(now_)->size(), 1u);
  EXPECT_EQ(office_->remove_layout(admin_, film.id, now_).error().key, "layout.unknown");
  const auto kinds = kinds_of_events();
  EXPECT_EQ(std::ranges::count(kinds, "layout.saved"), 4);
  EXPECT_EQ(kinds.back(), "layout.removed");
}

TEST_F(OfficeLayoutsTest, RefusesWhatCannotBeAndSaysWhy) {
  saved(drawing());
  EXPECT_EQ(failure(office_->save_layout(admin_, drawing(" Hai cột "), now_)),
            "invalid layout.name_taken");
  LayoutRecord bad = drawing("Khác");
  bad.landscape.pop_back();
  bad.landscape.pop_back();
  EXPECT_EQ(failure(office_->save_layout(admin_, bad, now_)), "invalid layout.no_main");
  bad = drawing("Khác");
  bad.id = LayoutId{"none"};
  EXPECT_EQ(failure(office_->save_layout(admin_, bad, now_)), "not_found layout.unknown");
  for (std::size_t i = 1; i < kDrawnLayoutsMax; ++i) saved(drawing("Số " + std::to_string(i)));
  EXPECT_EQ(failure(office_->save_layout(admin_, drawing("Thừa"), now_)), "full layout.too_many");

  PlaylistRecord list;
  list.name = "Tối";
  list.schedule.drawn = LayoutId{"none"};
  EXPECT_EQ(failure(office_->save_playlist(lan_, list, now_)), "invalid layout.unknown");
}

TEST_F(OfficeLayoutsTest, ABoardShowsWhatWasDrawnAndFollowsWhenItIsDrawnAnew) {
  const BoardRecord board = pair("Chợ");
  LayoutRecord layout = saved(drawing());
  shown_by(layout, approved(notice()), board);
  const Selection first = selection_of(board.id);
  EXPECT_EQ(first.layouts, std::vector<Layout>{drawn_on(board.canvas_px, layout).value()});

  layout.name = "Tên khác";
  layout = saved(layout);
  EXPECT_EQ(selection_of(board.id).generation, first.generation) << "a name is nothing to a board";
  layout.landscape[1].width = 4000;
  layout = saved(layout);
  EXPECT_EQ(selection_of(board.id).layouts,
            std::vector<Layout>{drawn_on(board.canvas_px, layout).value()});
}

TEST_F(OfficeLayoutsTest, StaysWhileAPlaylistOrWhatIsPublishedNamesIt) {
  const LayoutRecord layout = saved(drawing());
  PlaylistRecord list = shown_by(layout, approved(notice()), pair("Chợ"));
  const auto removed = [&] { return office_->remove_layout(admin_, layout.id, now_); };
  EXPECT_EQ(removed().error().key, "layout.in_use");
  EXPECT_NE(removed().error().message.find(list.name), std::string::npos);
  list.schedule.drawn.reset();
  list = office_->save_playlist(lan_, list, now_).value();
  EXPECT_EQ(removed().error().key, "layout.in_use") << "boards still show it";
  publish(list);
  EXPECT_TRUE(removed().ok());
}

TEST_F(OfficeLayoutsTest, ItemsArePagedForItsZonesFromThenOnAndOlderOnesAreTold) {
  const BoardRecord board = pair("Chợ");
  const ItemRecord older = approved(notice("Cũ"));
  now_ += 1h;
  const LayoutRecord layout = saved(drawing());
  EXPECT_EQ(layout.older_items, std::vector<ItemId>{older.id});
  EXPECT_EQ(office_->zones().value(), zone_kinds({board.canvas_px}, {layout}));
  now_ += 1h;
  const ItemRecord newer = approved(notice("Mới"));
  EXPECT_EQ(office_->layouts(now_)->at(0).older_items, std::vector<ItemId>{older.id});
  shown_by(layout, older, board);
  EXPECT_EQ(selection_of(board.id).items.size(), 1u) << "the older one shows all the same";
  EXPECT_TRUE(office_->layouts(now_ + 24h * 3'000)->at(0).older_items.empty())
      << "what is over concerns nobody";
  ASSERT_TRUE(newer.approved);
}

TEST_F(OfficeLayoutsTest, StandInACopyOfTheDatabase) {
  const LayoutRecord layout = saved(drawing());
  ASSERT_TRUE(db_->backup_to(folder_.file("copy.db")).ok());
  const auto copy = open_sqlite(folder_.file("copy.db")).value();
  EXPECT_EQ(copy->query("SELECT name FROM layout").value().size(), 1u);
  EXPECT_EQ(text_of(copy->query("SELECT name FROM layout").value().at(0).at(0)), layout.name);
}

}  // namespace
}  // namespace bangtin
