// A video on the desk by clicks: from its file to the boards, and what a person sees when it is
// stopped, refused, or the line breaks.
#include "manager/desk/drafts.h"
#include "shared/base/limits.h"
#include "shared/base/texts.h"
#include "shared/crypto/sha256.h"
#include "tests/manager/desk/desk_window.h"

namespace bangtin::desk {
namespace {

using Stage = MediaProgress::Stage;

ConversionRecord finished() {
  ConversionRecord record;
  record.state = ConversionState::Done;
  record.name = "hội làng.mp4";
  Media clip;
  clip.blob = sha256("clip");
  clip.size_bytes = 12'400'000;
  clip.chunks.resize((12'400'000 + limits::kChunkBytes - 1) / limits::kChunkBytes);
  clip.media_type = "video/mp4";
  clip.size_px = {1280, 720};
  clip.duration = Millis(64'800);
  clip.has_sound = true;
  clip.poster = 1;
  record.media = clip;
  Media poster;
  poster.blob = sha256("poster");
  poster.size_bytes = 40'000;
  poster.chunks.resize(1);
  poster.media_type = "image/jpeg";
  poster.size_px = {1280, 720};
  record.poster = record.thumbnail = poster;
  return record;
}

constexpr const char* kPath = "/phim/hội làng.mp4";

class VideoTest : public testing::Test {
 protected:
  VideoTest() { server_.now = *from_iso8601("2026-11-22T01:00:00.000Z"); }

  /// A new video item with a title and the path of its file.
  static void write(DeskWindow& window, const std::string& path) {
    window.click("item.new");
    window.fill("title", "Phòng cháy mùa khô");
    window.click("kind");
    window.click("kind.3");
    if (!path.empty()) window.fill("video", path);
  }
  /// The same by a writer who has just signed in.
  static void begin(DeskWindow& window, const std::string& path = kPath) {
    window.sign_in("hoa");
    write(window, path);
  }
  /// And it is on its way; the number of its job.
  static int begin_sending(DeskWindow& window, const std::string& path = kPath) {
    begin(window, path);
    window.click("video.send");
    return job_of(window).number;
  }
  /// The job that was given out since the last look.
  static UploadJob job_of(DeskWindow& window) {
    const auto orders = window.desk.take_upload_orders();
    EXPECT_EQ(orders.size(), 1U);
    const auto* job = orders.empty() ? nullptr : std::get_if<UploadJob>(&orders.back());
    EXPECT_TRUE(job != nullptr);
    return job == nullptr ? UploadJob{} : *job;
  }
  static std::optional<UploadEnd> end_of(DeskWindow& window) {
    const auto orders = window.desk.take_upload_orders();
    const auto* end = orders.size() == 1 ? std::get_if<EndJob>(&orders[0]) : nullptr;
    return end == nullptr ? std::nullopt : std::optional(end->how);
  }
  void tell(DeskWindow& window, int number,
            const std::variant<MediaProgress, ConversionRecord, Error>& what) {
    window.desk.take(UploadReport{number, what}, server_.now);
    window.driver.idle();
  }
  static Error refusal(const char* key) { return {Code::Invalid, "", key}; }

  FakeDeskServer server_;
};

TEST_F(VideoTest, GoesFromItsFileOverTheApproverToTheBoards) {
  server_.add_board("b1", "Chợ Tân Hưng");
  DeskWindow window(server_);
  begin(window, "");
  EXPECT_FALSE(window.driver.enabled("video.send")) << "no file yet";
  EXPECT_FALSE(window.driver.has("picture.add"));
  EXPECT_READS(window, "Chưa có video để xem");
  window.fill("video", "/phim/hội làng.mp4");
  window.click("video.send");
  const UploadJob job = job_of(window);
  EXPECT_EQ(job.path, "/phim/hội làng.mp4");
  EXPECT_EQ(job.address, window.desk.state().sign_in.address);
  EXPECT_EQ(job.token, "token");
  tell(window, job.number, MediaProgress{Stage::Sending, 456, Seconds(70)});
  EXPECT_READS(window, "Đang gửi · 45 %");
  EXPECT_READS(window, "còn khoảng 1 phút 10 giây");
  EXPECT_FALSE(window.driver.enabled("item.submit")) << "its video would be missing";
  EXPECT_FALSE(window.driver.enabled("video"));
  tell(window, job.number, MediaProgress{Stage::Waiting, 0, std::nullopt});
  EXPECT_READS(window, "Đã gửi xong, chờ đến lượt");
  tell(window, job.number, finished());
  EXPECT_READS(window, "1 phút 5 giây, có tiếng");
  EXPECT_READS(window, "1280 × 720 · 12,4 MB");
  EXPECT_READS(window, "Video đã sẵn sàng.");
  window.driver.idle();
  EXPECT_EQ(server_.pictures_asked, 1) << "its poster";
  EXPECT_READS(window, "cả tin 65 giây");
  window.click("item.submit");
  ASSERT_EQ(server_.all_items.size(), 1U) << window.driver.visible();
  const ItemContent& content = server_.all_items[0].content;
  EXPECT_EQ(content.kind, ItemKind::Video);
  EXPECT_EQ(content.media, (std::vector<Media>{*finished().media, *finished().poster}));
  window.click("sign_out");

  window.sign_in("nam");
  window.click("go.waiting");
  window.click("item.item-1");
  EXPECT_READS(window, "1 phút 5 giây, có tiếng");
  for (const ReviewCheck check : checks_for(content)) {
    window.click("check." + std::string(name_of(check)));
  }
  window.click("item.approve");
  EXPECT_EQ(server_.all_items[0].state, ItemState::Approved);
  window.click("go.playlist");
  window.click("playlist.new");
  window.click("playlist.add");
  window.click("playlist.publish");
  window.click("sheet.confirm");
  EXPECT_TRUE(server_.all_playlists.at(0).published_at);
}

TEST_F(VideoTest, SaysWhatAVideoLacksThatCameAllTheSame) {
  DeskWindow window(server_);
  ConversionRecord silent = finished();
  silent.media->has_sound = false;
  silent.problem = "ingest.clip_sound_left_out";
  tell(window, begin_sending(window), silent);
  EXPECT_READS(window, "1 phút 5 giây, không có tiếng");
  EXPECT_READS(window, std::string(text("ingest.clip_sound_left_out")));
  EXPECT_TRUE(window.driver.enabled("item.submit"));
  window.click("video.remove");
  EXPECT_FALSE(window.driver.reads(text("ingest.clip_sound_left_out")));
}

TEST_F(VideoTest, ThePreviewShowsThePosterWhereTheVideoWillPlay) {
  DeskWindow window(server_);
  tell(window, begin_sending(window), finished());
  window.driver.idle();
  EXPECT_READS(window, "Trên màn hình, video chạy ở đúng chỗ này.");
  const Bitmap& picture = *window.desk.state().preview->picture;
  const int x = picture.width() / 2, y = picture.height() / 2;
  EXPECT_EQ(picture.pixels[std::size_t(y * picture.width() + x)], 0xFF2266AAU);
}

TEST_F(VideoTest, IsStoppedByAClickAndItsFileStaysChosen) {
  DeskWindow window(server_);
  const int number = begin_sending(window);
  tell(window, number, MediaProgress{Stage::Converting, 300, Seconds(20)});
  window.click("video.stop");
  EXPECT_EQ(end_of(window), UploadEnd::Stop);
  EXPECT_READS(window, "Đang dừng…");
  EXPECT_FALSE(window.driver.enabled("video.stop"));
  tell(window, number, refusal("ingest.clip_cancelled"));
  EXPECT_READS(window, "Đã dừng gửi video.");
  EXPECT_TRUE(window.driver.enabled("video.send"));
  EXPECT_EQ(window.desk.state().item.video_path, "/phim/hội làng.mp4");
  EXPECT_EQ(window.desk.state().item.video_problem, "");
}

TEST_F(VideoTest, ARefusalStandsAtTheFieldAndNothingTypedIsLost) {
  DeskWindow window(server_);
  tell(window, begin_sending(window), refusal("ingest.clip_too_long"));
  EXPECT_READS(window, std::string(text("ingest.clip_too_long")));
  EXPECT_EQ(window.desk.state().item.title, "Phòng cháy mùa khô");
  EXPECT_EQ(window.desk.state().item.video_path, "/phim/hội làng.mp4");
  window.fill("video", "/phim/ngắn.mp4");
  EXPECT_FALSE(window.driver.reads(text("ingest.clip_too_long")));
  window.click("video.send");
  EXPECT_EQ(job_of(window).path, "/phim/ngắn.mp4");
}

TEST_F(VideoTest, APictureFileIsToldWhereItBelongs) {
  DeskWindow window(server_);
  begin(window, "/anh/chợ.jpg");
  window.click("video.send");
  ConversionRecord picture = finished();
  picture.media = picture.poster;
  tell(window, job_of(window).number, picture);
  EXPECT_READS(window, std::string(text("desk.video_is_picture")));
  EXPECT_TRUE(window.desk.state().item.video.empty());
  EXPECT_FALSE(window.desk.state().toast);
}

TEST_F(VideoTest, WithoutALineItSaysSoAndGoesOnByItself) {
  DeskWindow window(server_);
  const int number = begin_sending(window);
  tell(window, number, MediaProgress{Stage::Sending, 456, Seconds(70)});
  server_.reachable = false;
  window.wait(Millis(10'000));
  EXPECT_READS(window, "mất kết nối, sẽ gửi tiếp");
  tell(window, number, Error{Code::Unavailable, "no connection", "net.unavailable"});
  EXPECT_READS(window, "Chưa gửi, sẽ gửi khi có kết nối");
  EXPECT_TRUE(window.driver.enabled("video.stop"));
  EXPECT_EQ(window.driver.lint(), std::vector<std::string>());
  server_.reachable = true;
  window.wait(Millis(10'000));
  EXPECT_EQ(job_of(window).path, "/phim/hội làng.mp4");
}

TEST_F(VideoTest, SigningOutLeavesItToGoOnLater) {
  DeskWindow window(server_);
  const int number = begin_sending(window);
  window.click("sign_out");
  EXPECT_EQ(end_of(window), UploadEnd::Leave);
  tell(window, number, finished());
  window.sign_in("hoa");
  const UploadJob again = job_of(window);
  EXPECT_EQ(again.path, "/phim/hội làng.mp4");
  window.click("draft.new-1");
  EXPECT_TRUE(window.desk.state().item.video.empty());
  tell(window, again.number, finished());
  EXPECT_EQ(window.desk.state().item.video.size(), 2U);
}

TEST_F(VideoTest, WhatWasStoppedBeginsNotAnewAfterACrashOrTheNextSigningIn) {
  DeskWindow window(server_);
  const int number = begin_sending(window);
  tell(window, number, MediaProgress{Stage::Sending, 456, Seconds(70)});
  const auto files_kept = [&] {
    std::size_t files = 0;
    for (const auto& [owner, forms] : window.desk.journal()) files += forms.uploads.size();
    return files;
  };
  EXPECT_EQ(files_kept(), 1U);
  window.click("video.stop");
  EXPECT_EQ(end_of(window), UploadEnd::Stop);
  EXPECT_EQ(files_kept(), 0U);
  window.click("sign_out");
  EXPECT_TRUE(window.desk.take_upload_orders().empty()) << "it is still being taken back";
  window.sign_in("hoa");
  EXPECT_TRUE(window.desk.take_upload_orders().empty());
  EXPECT_TRUE(window.desk.state().uploads.empty());
}

TEST_F(VideoTest, AVideoThatBelongsToNoFormMakesNone) {
  UnsavedForms forms;
  forms.uploads = {{.path = kPath, .video = true}};
  DeskWindow window(server_, {1366, 768}, 1.0F, {{owner_by_login("hoa"), forms}});
  window.sign_in("hoa");
  tell(window, job_of(window).number, finished());
  EXPECT_TRUE(window.desk.state().uploads.empty());
  EXPECT_TRUE(window.desk.state().drafts.empty());
}

TEST_F(VideoTest, ItsFormMayBeLeftMeanwhileAndAnotherWaits) {
  DeskWindow window(server_);
  const int number = begin_sending(window);
  tell(window, number, MediaProgress{Stage::Sending, 456, Seconds(70)});
  write(window, "/phim/khác.mp4");
  EXPECT_READS(window, std::string(text("desk.state.video")));
  window.click("video.send");
  EXPECT_READS(window, "Chờ đến lượt");
  EXPECT_EQ(window.driver.lint(), std::vector<std::string>());
  tell(window, number, finished());
  EXPECT_EQ(job_of(window).path, "/phim/khác.mp4");
  EXPECT_TRUE(window.desk.state().item.video.empty());
  EXPECT_EQ(window.desk.state().drafts.at("new-1").video.size(), 2U);
  window.click("draft.new-1");
  EXPECT_READS(window, "1 phút 5 giây, có tiếng");
}

TEST_F(VideoTest, ADraftThatIsSavedMeanwhileGoesOnceItIsThere) {
  DeskWindow window(server_);
  const int number = begin_sending(window);
  ItemForm form = window.desk.state().item;
  form.kind = int(ItemKind::Notice);
  form.body = "Kính gửi bà con!";
  window.desk.apply({Edit{form}, SaveItem{false}}, server_.now);
  window.driver.idle();
  EXPECT_TRUE(server_.all_items.empty()) << "not before what belongs to it is there";
  EXPECT_READS(window, "sẽ tự lưu khi các tệp lên xong");
  EXPECT_EQ(window.driver.lint(), std::vector<std::string>());
  tell(window, number, finished());
  ASSERT_EQ(server_.all_items.size(), 1U);
  EXPECT_EQ(window.desk.state().item.kind, int(ItemKind::Notice)) << "the person chose it";
}

TEST_F(VideoTest, ADroppedFileIsTheOneToBeSent) {
  DeskWindow window(server_);
  begin(window, "");
  window.desk.drop_file("/phim/lễ hội.mov");
  window.driver.idle();
  EXPECT_EQ(window.desk.state().item.video_path, "/phim/lễ hội.mov");
  EXPECT_TRUE(window.desk.state().uploads.empty()) << "a click sends it";
  window.click("video.send");
  window.desk.drop_file("/phim/khác.mov");
  EXPECT_EQ(window.desk.state().item.video_path, "/phim/lễ hội.mov") << "one is on its way";
}

TEST_F(VideoTest, PicturesAndWordsOfAnotherKindAreKeptButNotSent) {
  DeskWindow window(server_);
  tell(window, begin_sending(window), finished());
  ItemForm form = window.desk.state().item;
  form.body = "Kính gửi bà con!";
  form.picture_seconds = "nhanh";
  form.media.resize(1);
  std::vector<Problem> problems;
  const ItemContent content = content_of(form, window.desk.state().seen->commune, problems);
  EXPECT_EQ(problems, std::vector<Problem>());
  EXPECT_EQ(content.body, "");
  EXPECT_EQ(content.media.size(), 2U);
  window.desk.apply({Edit{form}, SaveItem{false}}, server_.now);
  window.driver.idle();
  ASSERT_EQ(server_.all_items.size(), 1U);
  EXPECT_EQ(server_.all_items[0].content.media.size(), 2U);
  EXPECT_EQ(form_of(server_.all_items[0], 420).video, form.video);
}

TEST_F(VideoTest, AnotherOneTakesItsPlace) {
  DeskWindow window(server_);
  tell(window, begin_sending(window), finished());
  window.click("video.remove");
  EXPECT_TRUE(window.desk.state().item.video.empty());
  window.click("item.submit");
  EXPECT_READS(window, std::string(text("rule.clip_missing")));
  window.fill("video", "/phim/khác.mp4");
  window.click("video.send");
  tell(window, job_of(window).number, finished());
  EXPECT_FALSE(window.driver.reads(text("rule.clip_missing")));
}

TEST_F(VideoTest, DraftsRememberTheVideoAndTheChosenFile) {
  ItemForm form;
  form.draft = "new-1";
  form.kind = int(ItemKind::Video);
  form.video = {*finished().media, *finished().poster};
  form.video_path = "/phim/hội làng.mp4";
  const auto draft = draft_from(draft_json(form));
  ASSERT_TRUE(draft.ok()) << draft.error().message;
  EXPECT_EQ(draft->video, form.video);
  EXPECT_EQ(draft->video_path, form.video_path);
  Json::Object earlier = *draft_json(form).as_object();
  earlier.erase("video");
  earlier.erase("video_path");
  EXPECT_TRUE(draft_from(earlier).ok()) << "an earlier release knew no videos";
}

/// The form at each stage of a video, at both sizes of letters.
class VideoLooks : public VideoTest, public testing::WithParamInterface<float> {};

TEST_P(VideoLooks, NoStageHasCutWordsSmallTargetsOrOverlaps) {
  server_.add_board("b1", "Nhà văn hoá ấp Phước Lộc");
  DeskWindow window(server_, {1366, 768}, GetParam());
  const auto clean = [&](const char* stage) {
    window.driver.idle();
    EXPECT_EQ(window.driver.lint(), std::vector<std::string>()) << stage;
  };
  begin(window, "");
  clean("no file");
  window.click("item.submit");
  clean("missing");
  window.fill("video", "/media/hoa/USB/Phòng cháy chữa cháy mùa khô năm 2026, bản cuối cùng.mp4");
  window.click("video.send");
  const int number = job_of(window).number;
  clean("reading");
  for (const Stage stage : {Stage::Sending, Stage::Waiting, Stage::Converting}) {
    tell(window, number, MediaProgress{stage, 998, Seconds(3'559)});
    clean("under way");
  }
  server_.reachable = false;
  window.wait(Millis(10'000));
  clean("without a line");
  server_.reachable = true;
  window.wait(Millis(10'000));
  window.click("video.stop");
  clean("stopping");
  tell(window, number, refusal("ingest.clip_cancelled"));
  window.click("video.send");
  (void)window.desk.take_upload_orders();
  tell(window, number + 1, refusal("ingest.clip_too_many_pixels"));
  clean("refused");
  window.click("video.send");
  ConversionRecord longest = finished();
  longest.media->duration = std::chrono::minutes(60) - Millis(600);
  longest.media->has_sound = false;
  longest.media->size_bytes = 2'345'000'000;
  longest.media->size_px = {1920, 1080};
  tell(window, number + 2, longest);
  clean("ready");
}

INSTANTIATE_TEST_SUITE_P(Scales, VideoLooks, testing::Values(1.0F, 1.25F),
                         [](const auto& one) { return one.param > 1 ? "at125" : "at100"; });

}  // namespace
}  // namespace bangtin::desk
