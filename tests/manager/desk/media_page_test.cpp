// Pictures and videos on the page Kho, and the library above an item that is being written.
#include "shared/base/limits.h"
#include "shared/base/texts.h"
#include "tests/manager/desk/office_desk.h"

namespace bangtin::desk {
namespace {

using Stage = MediaProgress::Stage;

class MediaPageTest : public OfficeDesk {
 protected:
  static std::string id_of(const std::string& name) { return "media." + to_hex(sha256(name)); }
  static std::string choice_of(const std::string& name) { return "choose." + to_hex(sha256(name)); }
  void open(DeskWindow& window) {
    window.sign_in("hoa");
    window.click("go.library");
    window.click("library.view.media");
    window.driver.idle();
  }
  static void expect_well_laid_out(const DeskWindow& window) {
    for (const std::string& found : window.driver.lint()) ADD_FAILURE() << found;
  }
};

TEST_F(MediaPageTest, ShowsPicturesWithNameSizeAndWhereTheyAreUsed) {
  DeskWindow window(server_);
  const ItemRecord item = waiting_item("Lịch tiêm chủng");
  window.library.add_picture("trạm y tế.jpg").items = {item.id};
  window.library.add_clip("hội làng.mp4");
  open(window);
  EXPECT_READS(window, "2 ảnh, video, tài liệu; 1 chưa tin nào dùng");
  EXPECT_READS(window, "1 tin đang dùng");
  EXPECT_READS(window, "1:05") << "how long the clip is";
  EXPECT_EQ(window.library.asked_for(to_hex(sha256("trạm y tế.jpg"))), 1);
  expect_well_laid_out(window);
  window.click(id_of("hội làng.mp4"));
  EXPECT_READS(window, "1 phút 5 giây, có tiếng");
  window.click(id_of("trạm y tế.jpg"));
  EXPECT_READS(window, "1600 × 900 · 412 kB");
  EXPECT_READS(window, "hoa gửi lên 22/11/2026 08:00");
  EXPECT_FALSE(window.driver.enabled("media.drop")) << "an item uses it";
  EXPECT_READS(window, "Đang có tin dùng nên không bỏ được.");
  expect_well_laid_out(window);
  window.click("use." + item.id.text);
  EXPECT_EQ(window.desk.state().page, Page::Compose);
  EXPECT_EQ(window.desk.state().item.id, item.id);
}

TEST_F(MediaPageTest, IsRenamedAndLetGoAndComesBackByOneClick) {
  DeskWindow window(server_);
  window.library.add_picture("IMG_2031.jpg");
  open(window);
  window.click(id_of("IMG_2031.jpg"));
  EXPECT_FALSE(window.driver.enabled("media.rename"));
  window.fill("media.name", "Cổng chào ấp Phước Lộc");
  window.click("media.rename");
  EXPECT_EQ(window.library.media.media[0].name, "Cổng chào ấp Phước Lộc");
  EXPECT_READS(window, "Đã lưu vào Kho.");
  window.click("media.drop");
  EXPECT_TRUE(window.library.media.media.empty());
  EXPECT_READS(window, "Đã bỏ khỏi Kho: Cổng chào ấp Phước Lộc");
  EXPECT_READS(window, "Kho chưa có ảnh, video hay tài liệu");
  expect_well_laid_out(window);
  window.click("library.undo");
  ASSERT_EQ(window.library.media.media.size(), 1U);
  EXPECT_EQ(window.library.media.media[0].name, "Cổng chào ấp Phước Lộc");
}

TEST_F(MediaPageTest, IsFoundByItsNameItsKindAndItsUse) {
  DeskWindow window(server_);
  window.library.add_picture("đê bao.jpg").items = {ItemId{"item-9"}};
  window.library.add_picture("chợ.jpg");
  window.library.add_clip("đê.mp4");
  open(window);
  window.fill("media.find", "de");
  EXPECT_TRUE(window.driver.has(id_of("đê bao.jpg")));
  EXPECT_FALSE(window.driver.has(id_of("chợ.jpg")));
  window.click("media.kind");
  window.click("media.kind.2");
  EXPECT_FALSE(window.driver.has(id_of("đê bao.jpg")));
  EXPECT_TRUE(window.driver.has(id_of("đê.mp4")));
  window.click("media.use");
  window.click("media.use.1");
  EXPECT_READS(window, "Không thấy ảnh, video hay tài liệu nào như vậy");
}

TEST_F(MediaPageTest, BeginsANewItemOrGoesIntoTheOneAtHand) {
  DeskWindow window(server_);
  window.library.add_picture("chợ.jpg");
  window.library.add_clip("hội làng.mp4");
  open(window);
  window.click(id_of("hội làng.mp4"));
  EXPECT_FALSE(window.driver.has("media.take")) << "no item is at hand";
  window.click("media.new_item");
  EXPECT_EQ(window.desk.state().page, Page::Compose);
  EXPECT_EQ(window.desk.state().item.kind, int(ItemKind::Video));
  EXPECT_EQ(window.desk.state().item.video.size(), 2U) << "the clip and its poster";
  window.click("go.library");
  window.click(id_of("chợ.jpg"));
  EXPECT_FALSE(window.driver.has("media.take")) << "a video takes no picture";
  window.click("media.new_item");
  window.fill("title", "Chợ mới");
  EXPECT_EQ(window.desk.state().item.kind, int(ItemKind::Picture));
  window.click("go.library");
  EXPECT_READS(window, "Tin đang soạn: Chợ mới");
  window.click("media.take");
  EXPECT_EQ(window.desk.state().item.media.size(), 2U);
  window.click("item.save");
  ASSERT_EQ(server_.all_items.size(), 1U);
  EXPECT_EQ(server_.all_items[0].content.media[0].blob, sha256("chợ.jpg"));
}

TEST_F(MediaPageTest, AnItemTakesAPictureFromTheLibraryInsteadOfAnotherUpload) {
  DeskWindow window(server_);
  window.library.add_picture("chợ.jpg");
  window.library.add_picture("đê bao.jpg");
  window.library.add_clip("hội làng.mp4");
  window.sign_in("hoa");
  window.click("item.new");
  window.fill("title", "Sửa đê");
  window.fill("body", "Kính gửi bà con!");
  window.click("picture.library");
  EXPECT_READS(window, "Chọn ảnh hoặc tài liệu trong Kho");
  EXPECT_TRUE(window.driver.has(choice_of("chợ.jpg")));
  EXPECT_FALSE(window.driver.has(choice_of("hội làng.mp4"))) << "no picture";
  expect_well_laid_out(window);
  window.fill("chooser.find", "de bao");
  EXPECT_FALSE(window.driver.has(choice_of("chợ.jpg")));
  window.click(choice_of("đê bao.jpg"));
  EXPECT_FALSE(window.driver.has("chooser.find"));
  ASSERT_EQ(window.desk.state().item.media.size(), 1U);
  window.click("picture.library");
  window.driver.key(ui::Key::Escape);
  EXPECT_FALSE(window.driver.has("chooser.find"));
  window.click("item.save");
  EXPECT_EQ(server_.all_items.at(0).content.media[0].blob, sha256("đê bao.jpg"));
  window.click("item.new");
  window.click("kind");
  window.click("kind.3");
  window.click("video.library");
  window.click(choice_of("hội làng.mp4"));
  EXPECT_READS(window, "1 phút 5 giây, có tiếng");
}

TEST_F(MediaPageTest, DroppedFilesGoUpOneAfterAnotherWithProgressTimeLeftAndStop) {
  DeskWindow window(server_);
  open(window);
  window.desk.drop_file("/anh/một.jpg");
  window.desk.drop_file("/anh/hai.png");
  window.driver.idle();
  const UploadJob first = job_of(window.desk);
  EXPECT_EQ(first.path, "/anh/một.jpg");
  EXPECT_READS(window, "Chờ đến lượt");
  tell(window, first.number, MediaProgress{Stage::Sending, 450, Seconds(8)});
  EXPECT_READS(window, "một.jpg");
  EXPECT_READS(window, "Đang gửi · 45 %");
  EXPECT_READS(window, "còn khoảng 8 giây");
  expect_well_laid_out(window);
  window.library.add_picture("một.jpg");
  ConversionRecord done;
  done.state = ConversionState::Done;
  tell(window, first.number, done);
  EXPECT_READS(window, "Đã thêm vào Kho.");
  EXPECT_TRUE(window.driver.has(id_of("một.jpg")));
  const UploadJob second = job_of(window.desk);
  EXPECT_EQ(second.path, "/anh/hai.png") << "the next one begins";
  window.click("upload." + std::to_string(second.number));
  EXPECT_READS(window, "Đang dừng");
  tell(window, second.number, Error{Code::Conflict, "", "ingest.clip_cancelled"});
  EXPECT_FALSE(window.driver.reads("hai.png"));
}

TEST_F(MediaPageTest, AFileThatCannotBeUsedSaysWhyAndTheNextGoesOn) {
  DeskWindow window(server_);
  open(window);
  window.fill("media.path", "/anh/chữ.txt");
  window.click("media.add");
  EXPECT_EQ(window.desk.state().library.media_form.path, "");
  window.desk.drop_file("/giay/hai.pdf");
  const UploadJob job = job_of(window.desk);
  tell(window, job.number, Error{Code::Invalid, "", "ingest.clip_not_video"});
  EXPECT_READS(window, "chữ.txt");
  const UploadJob next = job_of(window.desk);
  EXPECT_EQ(next.path, "/giay/hai.pdf");
  tell(window, next.number, away());
  EXPECT_TRUE(jobs_of(window.desk).empty()) << "a server that is away is not asked at once";
  expect_well_laid_out(window);
  window.wait(Millis(31'000));
  EXPECT_EQ(job_of(window.desk).path, "/giay/hai.pdf") << "it goes on by itself";
  window.click("upload." + std::to_string(job.number));
  EXPECT_FALSE(window.driver.reads("chữ.txt"));
}

TEST_F(MediaPageTest, AFileThatNeverGetsThroughHoldsUpNoOtherOfItsKind) {
  DeskWindow window(server_);
  open(window);
  window.desk.drop_file("/anh/một.jpg");
  window.desk.drop_file("/anh/hai.jpg");
  const UploadJob first = job_of(window.desk);
  EXPECT_EQ(first.path, "/anh/một.jpg");
  tell(window, first.number, away());
  window.wait(Millis(31'000));
  const UploadJob second = job_of(window.desk);
  EXPECT_EQ(second.path, "/anh/hai.jpg");
  tell(window, second.number, picture_made());
  EXPECT_EQ(job_of(window.desk).path, "/anh/một.jpg") << "and it is tried again";
}

TEST_F(MediaPageTest, WhereTheLineIsCutFilesKeepTheirOrder) {
  DeskWindow window(server_);
  open(window);
  window.desk.drop_file("/anh/một.jpg");
  window.desk.drop_file("/anh/hai.jpg");
  const UploadJob first = job_of(window.desk);
  server_.reachable = false;
  window.wait(Millis(10'000));
  ASSERT_EQ(window.desk.state().link, LinkState::Lost);
  tell(window, first.number, away());
  server_.reachable = true;
  window.wait(Millis(31'000));
  EXPECT_EQ(job_of(window.desk).path, "/anh/một.jpg");
}

TEST_F(MediaPageTest, MoreFilesThanCanBeListedAreToldOfInOneSentence) {
  DeskWindow window(server_);
  open(window);
  for (std::size_t i = 0; i < limits::kUploadsListedMax; ++i) {
    window.desk.drop_file("/anh/" + std::to_string(i) + ".jpg");
  }
  EXPECT_FALSE(window.desk.state().trouble);
  window.desk.drop_file("/anh/một ảnh nữa.jpg");
  window.driver.idle();
  EXPECT_EQ(window.desk.state().uploads.size(), limits::kUploadsListedMax);
  ASSERT_TRUE(window.desk.state().trouble);
  EXPECT_NE(window.desk.state().trouble->what.find("một ảnh nữa.jpg"), std::string::npos);
  window.click("trouble.close");
  EXPECT_FALSE(window.desk.state().trouble);
}

TEST_F(MediaPageTest, APictureWaitsForNoVideoButAnotherVideoDoes) {
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("item.new");
  window.click("kind");
  window.click("kind.3");
  window.fill("video", "/phim/tin.mp4");
  window.click("video.send");
  const UploadJob of_item = job_of(window.desk);
  EXPECT_FALSE(of_item.picture);
  window.click("go.library");
  window.desk.drop_file("/phim/kho.mp4");
  EXPECT_TRUE(jobs_of(window.desk).empty());
  window.desk.drop_file("/anh/một.jpg");
  const UploadJob picture = job_of(window.desk);
  EXPECT_EQ(picture.path, "/anh/một.jpg");
  EXPECT_TRUE(picture.picture);
  tell(window, of_item.number, Error{Code::Invalid, "", "ingest.clip_not_video"});
  EXPECT_EQ(job_of(window.desk).path, "/phim/kho.mp4");
}

ConversionRecord document_of(const MediaRecord& record) {
  ConversionRecord done;
  done.state = ConversionState::Done;
  done.media = record.media;
  done.document = record.document;
  done.pages = record.pages;
  return done;
}

TEST_F(MediaPageTest, ADocumentIsOneThingWithItsPages) {
  DeskWindow window(server_);
  window.library.add_picture("chợ.jpg");
  window.library.add_document("quyết định.pdf", 3);
  open(window);
  EXPECT_READS(window, "2 ảnh, video, tài liệu");
  EXPECT_READS(window, "3 trang") << "in the corner of its first page";
  EXPECT_EQ(window.library.asked_for(to_hex(sha256("quyết định.pdf 1"))), 1);
  window.click("media.kind");
  window.click("media.kind.3");
  EXPECT_TRUE(window.driver.has(id_of("quyết định.pdf")));
  EXPECT_FALSE(window.driver.has(id_of("chợ.jpg")));
  window.click(id_of("quyết định.pdf"));
  EXPECT_READS(window, "hoa gửi lên 22/11/2026 08:00");
  expect_well_laid_out(window);
  window.fill("media.name", "Quyết định số 12");
  window.click("media.rename");
  EXPECT_EQ(window.library.media.media[0].name, "Quyết định số 12");
  window.click("media.new_item");
  const ItemForm& form = window.desk.state().item;
  EXPECT_EQ(form.kind, int(ItemKind::Picture));
  EXPECT_EQ(form.picture_seconds, "20") << "a page wants to be read";
  window.fill("title", "Quyết định số 12");
  EXPECT_READS(window, "hãy tự đọc từng trang");
  window.click("item.save");
  ASSERT_EQ(server_.all_items.size(), 1U);
  const ItemContent& content = server_.all_items[0].content;
  ASSERT_EQ(content.media.size(), 3U);
  EXPECT_EQ(content.media[2].blob, sha256("quyết định.pdf 3"));
  EXPECT_EQ(content.picture_duration, Seconds(20));
}

TEST_F(MediaPageTest, ADocumentThatHasNoRoomIsNotTaken) {
  DeskWindow window(server_);
  window.library.add_document("dài.pdf", 20);
  window.library.add_picture("chợ.jpg");
  window.sign_in("hoa");
  window.click("item.new");
  window.fill("title", "Sửa đê");
  window.click("picture.library");
  window.click(choice_of("chợ.jpg"));
  ASSERT_EQ(window.desk.state().item.media.size(), 1U);
  window.click("picture.library");
  window.click(choice_of("dài.pdf"));
  EXPECT_EQ(window.desk.state().item.media.size(), 1U) << "twenty at most";
}

TEST_F(MediaPageTest, ACardOfAStoryIsOfferedPicturesAndNoDocuments) {
  DeskWindow window(server_);
  window.library.add_picture("chợ.jpg");
  window.library.add_document("quyết định.pdf", 2);
  window.sign_in("hoa");
  window.click("item.new");
  ItemForm form = window.desk.state().item;
  form.kind = int(ItemKind::News);
  form.stories.resize(1);
  form.stories[0].title = "Lũ về trên sông Tiền";
  window.desk.apply({Edit{form}}, server_.now);
  window.driver.idle();
  window.click("picture.library");
  EXPECT_TRUE(window.driver.has(choice_of("chợ.jpg")));
  EXPECT_FALSE(window.driver.has(choice_of("quyết định.pdf")));
}

TEST_F(MediaPageTest, ADocumentDroppedOntoAnItemBecomesItsPages) {
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("item.new");
  window.fill("title", "Quyết định số 12");
  window.desk.drop_file("/giay/Quyết định 12.PDF");
  window.driver.idle();
  const UploadJob job = job_of(window.desk);
  EXPECT_EQ(job.path, "/giay/Quyết định 12.PDF");
  tell(window, job.number, MediaProgress{Stage::Converting, 450, Seconds(8)});
  EXPECT_READS(window, "Đang chuyển đổi · 45 %");
  EXPECT_FALSE(window.driver.enabled("item.submit")) << "its pages would be missing";
  expect_well_laid_out(window);
  const MediaRecord& record = window.library.add_document("qd", 2);
  tell(window, job.number, document_of(record));
  const ItemForm& form = window.desk.state().item;
  ASSERT_EQ(form.media.size(), 2U);
  EXPECT_EQ(form.media[0].blob, sha256("qd 1"));
  EXPECT_EQ(form.picture_seconds, "20");
  EXPECT_TRUE(window.driver.enabled("item.submit"));
  expect_well_laid_out(window);
}

TEST_F(MediaPageTest, WhatHoldsUpAnItemIsShownWhateverKindIsChosenMeanwhile) {
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("item.new");
  window.fill("title", "Quyết định số 12");
  window.desk.drop_file("/giay/qd.pdf");
  const UploadJob job = job_of(window.desk);
  tell(window, job.number, MediaProgress{Stage::Converting, 450, Seconds(8)});
  for (const ItemKind kind : {ItemKind::News, ItemKind::Ticker, ItemKind::Video}) {
    ItemForm form = window.desk.state().item;
    form.kind = int(kind);
    window.desk.apply({Edit{form}}, server_.now);
    window.driver.idle();
    EXPECT_READS(window, "Đang chuyển đổi · 45 %");
    EXPECT_READS(window, "qd.pdf");
    EXPECT_FALSE(window.driver.enabled("item.submit"));
  }
  expect_well_laid_out(window);
  window.click("upload." + std::to_string(job.number));
  EXPECT_READS(window, "Đang dừng");
}

TEST_F(MediaPageTest, ADocumentGoesToItsItemUnderItsNewNameAndSaysWhatItLacks) {
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("item.new");
  window.fill("title", "Quyết định số 12");
  window.fill("body", "Kính gửi bà con!");
  window.click("item.save");
  window.fill("media", "/giay/qd.pdf");
  window.click("picture.add");
  EXPECT_EQ(window.desk.state().item.picture_path, "");
  const UploadJob job = job_of(window.desk);
  window.click("item.new");  // Another is at hand meanwhile.
  ConversionRecord done = document_of(window.library.add_document("qd", 2));
  done.problem = "ingest.document_fonts_left_out";
  tell(window, job.number, done);
  EXPECT_TRUE(window.desk.state().item.media.empty());
  const std::string id = server_.all_items.at(0).id.text;
  window.click("item." + id);
  EXPECT_EQ(window.desk.state().item.media.size(), 2U);
  EXPECT_READS(window, "không kèm phông chữ");
}

TEST_F(MediaPageTest, AWordFileDroppedOntoAnItemSaysWhatToDo) {
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("item.new");
  window.desk.drop_file("/giay/thông báo.docx");
  const UploadJob job = job_of(window.desk);
  tell(window, job.number, Error{Code::Unsupported, "", "ingest.clip_office"});
  EXPECT_READS(window, "lưu thành PDF");
  EXPECT_TRUE(window.desk.state().item.media.empty());
  window.click("upload." + std::to_string(job.number));
  EXPECT_FALSE(window.driver.reads("lưu thành PDF"));
  window.desk.drop_file("/phim/hội làng.mp4");
  const UploadJob clip = job_of(window.desk);
  ConversionRecord done;
  done.state = ConversionState::Done;
  done.media = window.library.add_clip("hội làng.mp4").media;
  tell(window, clip.number, done);
  EXPECT_READS(window, "đổi loại tin thành Video");
  EXPECT_TRUE(window.desk.state().item.media.empty());
}

TEST_F(MediaPageTest, OnlyWhatIsInSightIsDrawnAndLoadedOfFiveThousand) {
  DeskWindow window(server_);
  for (int i = 0; i < 5'000; ++i) window.library.add_picture("ảnh " + std::to_string(i) + ".jpg");
  open(window);
  EXPECT_LT(window.driver.items().size(), 400U);
  EXPECT_LT(window.library.thumbnails_asked.size(), 60U);
  EXPECT_GE(window.library.thumbnails_asked.size(), 10U);
  EXPECT_READS(window, "5.000 ảnh, video, tài liệu");
  const auto asked = window.library.thumbnails_asked.size();
  window.driver.idle();
  EXPECT_EQ(window.library.thumbnails_asked.size(), asked) << "each is asked for once";
  EXPECT_TRUE(window.desk.state().library.wanted.empty());
  window.click(id_of("ảnh 0.jpg"));  // The last one: everything is scrolled through.
  EXPECT_READS(window, "ảnh 0.jpg");
  EXPECT_LE(window.desk.state().library.thumbnails.size(), 240U);
}

TEST_F(MediaPageTest, TilesAreReachedByKeyboard) {
  DeskWindow window(server_);
  for (const char* name : {"một.jpg", "hai.jpg", "ba.jpg"}) window.library.add_picture(name);
  open(window);
  window.click(id_of("ba.jpg"));
  window.driver.key(ui::Key::Right);
  window.driver.key(ui::Key::Enter);
  EXPECT_EQ(window.desk.state().library.media_form.chosen, sha256("hai.jpg"));
}

TEST_F(MediaPageTest, IsWellLaidOutAtEveryUsualSizeAndInBothLanguages) {
  for (const Language language : {Language::Vietnamese, Language::English}) {
    set_language(language);
    for (const auto& [size, scale] : std::vector<std::pair<Size, float>>{{{1366, 768}, 1.0F},
                                                                         {{1366, 768}, 1.25F},
                                                                         {{1440, 900}, 1.0F},
                                                                         {{1920, 1080}, 1.25F}}) {
      DeskWindow window(server_, size, scale);
      open(window);
      expect_well_laid_out(window);  // Empty.
      for (int i = 0; i < 40; ++i) {
        window.library.add_picture("ảnh chụp buổi họp dân ở nhà văn hoá ấp " + std::to_string(i));
      }
      window.library.add_document("quyết định số 12 về việc " + std::string(60, 'q') + ".pdf", 20);
      auto& uses = window.library.add_clip("hội làng.mp4").items;
      for (int i = 0; i < 50; ++i) uses.push_back({"item-" + std::to_string(i)});
      window.click("library.view.news");
      window.click("library.view.media");
      window.desk.drop_file("/anh/" + std::string(120, 'd') + ".jpg");
      window.desk.drop_file("/anh/hai.jpg");
      window.click(id_of("hội làng.mp4"));
      for (const std::string& found : window.driver.lint()) {
        ADD_FAILURE() << size.width_px << "x" << size.height_px << " at " << scale << ": " << found;
      }
    }
  }
  set_language(Language::Vietnamese);
}

}  // namespace
}  // namespace bangtin::desk
