#include "manager/store/media_desk.h"
#include "manager/store/media_rows.h"
#include "manager/store/upkeep.h"
#include "shared/base/library_limits.h"
#include "tests/manager/store/office_fixture.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

class OfficeLibraryTest : public OfficeFixture {
 protected:
  OfficeLibraryTest() { set_commune(); }

  Media kept(const std::string& bytes, const std::string& name) {
    const Media media = stored_media(bytes);
    return office_->add_library_media(lan_, media, name, now_).value();
  }
  std::vector<std::string> names() {
    std::vector<std::string> out;
    const MediaPage page = office_->library({}).value();
    for (const MediaRecord& record : page.media) out.push_back(record.name);
    return out;
  }
  MediaRecord record(const Media& media) {
    const MediaPage page = office_->library({}).value();
    for (const MediaRecord& record : page.media) {
      if (record.media.blob == media.blob) return record;
    }
    return {};
  }
  /// A document whose pages' bytes are these; its name.
  Digest document(const std::string& name, const std::vector<std::string>& bytes) {
    std::vector<Media> pages;
    for (const std::string& page : bytes) pages.push_back(stored_media(page));
    const Digest document = document_name(pages);
    EXPECT_TRUE(insert_document(*db_, document, pages).ok());
    EXPECT_TRUE(add_to_library(*db_, "lan", document, pages[0].blob, name, now_).ok());
    return document;
  }
  MediaRecord document_record(const Digest& name) {
    const MediaPage page = office_->library({}).value();
    for (const MediaRecord& record : page.media) {
      if (record.document == name) return record;
    }
    return {};
  }
  ItemContent with(const Media& media) {
    ItemContent content = notice();
    content.media = {media};
    return content;
  }
  std::int64_t events(const std::string& kind) {
    return int_of(
        db_->query("SELECT count(*) FROM event WHERE kind = $1", {kind}).value().at(0)[0]);
  }
  void days(int count) {
    Upkeep upkeep(*db_, *disk_, blobs_, {});
    for (int i = 0; i < count; ++i) {
      now_ += 24h;
      while (upkeep.step(now_).value()) {
      }
    }
  }
  using List = std::vector<std::string>;
};

TEST_F(OfficeLibraryTest, WhatIsKeptIsListedTheNewestFirstUnderItsName) {
  const Media first = kept("một", "chợ.jpg");
  now_ += 1h;
  kept("hai", "đê bao.jpg");
  EXPECT_EQ(names(), (List{"đê bao.jpg", "chợ.jpg"}));
  const MediaRecord one = record(first);
  EXPECT_EQ(one.media, first);
  EXPECT_EQ(one.added_by, "lan");
  EXPECT_EQ(one.added_at, now_ - 1h);
  EXPECT_FALSE(one.poster);
  EXPECT_TRUE(one.items.empty());
  kept("một", "chợ (1).jpg");
  EXPECT_EQ(names(), (List{"đê bao.jpg", "chợ.jpg"})) << "the same bytes keep their name";
  EXPECT_EQ(events("library.added"), 2);
  kept("ba", std::string(1, '\xff'));
  EXPECT_EQ(names().front(), "") << "a name that is no text";
}

TEST_F(OfficeLibraryTest, WhatOnlyAnItemHasIsNotInIt) {
  stored_media("tạm");
  EXPECT_TRUE(names().empty());
}

TEST_F(OfficeLibraryTest, AClipIsOneEntryWithItsPictures) {
  const Media poster = stored_media("poster"), thumbnail = stored_media("thumbnail");
  Media clip = stored_media("clip bytes");
  clip.blob = sha256("clip");
  clip.media_type = "video/mp4";
  clip.duration = 10s;
  clip.poster = 1;
  ASSERT_TRUE(
      insert_media(*db_, "lan", clip, ClipPictures{poster.blob, thumbnail.blob}, now_).ok());
  ASSERT_TRUE(add_to_library(*db_, "lan", clip.blob, clip.blob, "hội làng.mp4", now_).ok());
  const MediaRecord one = record(clip);
  EXPECT_EQ(one.media, clip);
  EXPECT_EQ(one.poster, poster);
  EXPECT_EQ(one.thumbnail, thumbnail);
  EXPECT_EQ(names().size(), 1u);
}

TEST_F(OfficeLibraryTest, ADocumentIsOneEntryWithItsPagesInOrder) {
  const Digest name = document("quyết định.pdf", {"bìa", "trang hai"});
  const Digest other = document("phụ lục.pdf", {"bìa", "trang ba"});
  EXPECT_NE(name, other) << "the same first page, another document";
  ASSERT_EQ(names(), (List{"phụ lục.pdf", "quyết định.pdf"}));
  kept("bìa", "bìa.jpg");
  EXPECT_EQ(names().size(), 3u) << "a page may also be a picture by itself";
  const MediaRecord one = document_record(name);
  ASSERT_EQ(one.pages.size(), 2u);
  EXPECT_EQ(one.media, one.pages[0]);
  EXPECT_EQ(one.pages[1], stored_media("trang hai"));
  EXPECT_EQ(document("tên khác.pdf", {"bìa", "trang hai"}), name);
  EXPECT_EQ(document_record(name).name, "quyết định.pdf") << "the same pages keep their name";
}

TEST_F(OfficeLibraryTest, ADocumentIsUsedByWhoHasOneOfItsPagesAndComesBackWithAll) {
  const Digest name = document("quyết định.pdf", {"bìa", "trang hai"});
  const ItemRecord draft = add(with(stored_media("trang hai")));
  EXPECT_EQ(document_record(name).items, std::vector<ItemId>{draft.id});
  EXPECT_EQ(office_->drop_media(lan_, name, now_).error().key, "library.in_use");
  ItemContent without = draft.content;
  without.media.clear();
  ASSERT_TRUE(office_->save_item(lan_, draft.id, without, draft.revision, now_).ok());
  ASSERT_TRUE(office_->drop_media(lan_, name, now_).ok());
  EXPECT_TRUE(names().empty());
  const auto back = office_->keep_media(lan_, name, "QĐ 12", now_);
  ASSERT_TRUE(back.ok()) << back.error().message;
  EXPECT_EQ(back->pages.size(), 2u);
  EXPECT_EQ(names(), List{"QĐ 12"});
}

TEST_F(OfficeLibraryTest, PagesStayWhileTheirDocumentIsKeptAndGoAfterIt) {
  const Digest name = document("quyết định.pdf", {"bìa", "trang hai"});
  days(60);
  EXPECT_EQ(document_record(name).pages.size(), 2u);
  for (const char* page : {"bìa", "trang hai"}) EXPECT_TRUE(blobs_.has(sha256(page))) << page;
  ASSERT_TRUE(office_->drop_media(lan_, name, now_).ok());
  days(60);
  for (const char* page : {"bìa", "trang hai"}) EXPECT_FALSE(blobs_.has(sha256(page))) << page;
  EXPECT_FALSE(office_->keep_media(lan_, name, "QĐ 12", now_).ok());
}

TEST_F(OfficeLibraryTest, TellsWhichItemsUseItNow) {
  const Media media = kept("một", "chợ.jpg");
  const ItemRecord draft = add(with(media));
  EXPECT_EQ(record(media).items, std::vector<ItemId>{draft.id});
  const ItemRecord waiting = submitted(with(media));
  EXPECT_EQ(record(media).items.size(), 2u) << "the same item is told once";
  // Its draft has it no more, but what was handed in has.
  const ItemRecord now = office_->item(waiting.id).value();
  const ItemRecord returned =
      office_->return_item(minh_, waiting.id, *now.submitted, "Đổi ảnh", now_).value();
  ASSERT_TRUE(office_->save_item(lan_, waiting.id, notice(), returned.revision, now_).ok());
  ASSERT_TRUE(office_->save_item(lan_, draft.id, notice(), draft.revision, now_).ok());
  EXPECT_TRUE(record(media).items.empty()) << "older versions are history";
  const ItemRecord shown = approved(with(media));
  ASSERT_TRUE(office_->save_item(lan_, shown.id, notice("Sửa"), shown.revision, now_).ok());
  EXPECT_EQ(record(media).items, std::vector<ItemId>{shown.id}) << "a board may show it";
}

TEST_F(OfficeLibraryTest, WhatAnItemUsesStaysAndWhatNoneUsesGoesAndComesBack) {
  const Media media = kept("một", "chợ.jpg");
  const ItemRecord item = add(with(media));
  EXPECT_EQ(failure(office_->drop_media(lan_, media.blob, now_)), "conflict library.in_use");
  EXPECT_EQ(names().size(), 1u);
  ASSERT_TRUE(office_->save_item(lan_, item.id, notice(), item.revision, now_).ok());
  EXPECT_TRUE(office_->drop_media(lan_, media.blob, now_).ok());
  EXPECT_TRUE(names().empty());
  EXPECT_EQ(events("library.removed"), 1);
  EXPECT_EQ(failure(office_->drop_media(lan_, media.blob, now_)), "not_found library.unknown");
  EXPECT_EQ(office_->keep_media(lan_, media.blob, "chợ mới", now_).value().name, "chợ mới");
  EXPECT_EQ(names(), List{"chợ mới"});
}

TEST_F(OfficeLibraryTest, IsRenamedByAnybodyWhoWritesAndNeverWithoutAName) {
  const Media media = kept("một", "IMG_1.jpg");
  EXPECT_EQ(office_->keep_media(minh_, media.blob, " Cổng chào ", now_).value().name, "Cổng chào");
  EXPECT_EQ(events("library.renamed"), 1);
  EXPECT_EQ(failure(office_->keep_media(lan_, media.blob, "  ", now_)),
            "invalid library.name_missing");
  EXPECT_EQ(failure(office_->keep_media(lan_, sha256("lạ"), "Lạ", now_)),
            "not_found item.media_unknown");
}

TEST_F(OfficeLibraryTest, WhatIsKeptStaysForYearsAndWhatWasTakenOutGoesWithItsBytes) {
  const Media stays = kept("ở lại", "ở lại.jpg"), goes = kept("đi", "đi.jpg");
  days(1);
  ASSERT_TRUE(office_->drop_media(lan_, goes.blob, now_).ok());
  days(5);
  EXPECT_TRUE(blobs_.has(goes.blob)) << "it can still be put back";
  days(400);
  EXPECT_TRUE(blobs_.has(stays.blob));
  EXPECT_FALSE(blobs_.has(goes.blob));
  EXPECT_EQ(names(), List{"ở lại.jpg"});
}

TEST_F(OfficeLibraryTest, IsToldPageByPage) {
  const std::size_t all = 2 * limits::kMediaPageMax + 1;
  for (std::size_t i = 0; i < all; ++i) {
    kept("ảnh " + std::to_string(i), std::to_string(i));
  }
  std::vector<std::string> told;
  std::optional<std::int64_t> before;
  int pages = 0;
  do {
    const MediaPage page = office_->library(before).value();
    EXPECT_LE(page.media.size(), limits::kMediaPageMax);
    for (const MediaRecord& record : page.media) told.push_back(record.name);
    before = page.next;
    ++pages;
  } while (before);
  EXPECT_EQ(pages, 3);
  ASSERT_EQ(told.size(), all);
  EXPECT_EQ(told.front(), std::to_string(all - 1));
  EXPECT_EQ(told.back(), "0");
}

}  // namespace
}  // namespace bangtin
