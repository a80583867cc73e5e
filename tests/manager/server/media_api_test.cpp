#include <gtest/gtest.h>

#include <fstream>

#include "manager/server/converter.h"
#include "shared/base/texts.h"
#include "shared/protocol/content_json.h"
#include "tests/manager/server/house.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

class StillClock final : public Clock {
 public:
  explicit StillClock(const Instant& now) : now_(now) {}
  Instant wall() override { return now_; }
  Monotonic monotonic() override { return at += 1s; }

  Monotonic at{};

 private:
  const Instant& now_;
};

/// A house with a converter whose worker is made up.
class MediaApi : public ::testing::Test {
 protected:
  MediaApi()
      : clock(house.now),
        converter({*house.media, *house.blobs, *house.disk, house.folder.path(),
                   [this](int) { return probe; },
                   [this](std::string_view) { return house.picture; },
                   [this](int input, int output, const FileProbe&,
                          const std::function<bool(const ClipProgress&)>& watch) {
                     return make(input, output, watch);
                   },
                   [this](int, const DocumentWatch& watch) { return draw(watch); }}) {}

  /// Two pages.
  Result<DocumentFacts> draw(const DocumentWatch& watch) {
    for (const int page : {1, 2}) {
      if (!watch.goes_on(page * 500 - 500)) return error_of(DocumentRefusal::Cancelled);
      TRY(watch.take({"\xff\xd8\xffpage " + std::to_string(page) + "\xff\xd9", {1526, 2160}}));
      if (while_converting) while_converting();
    }
    if (document) return *document;
    return DocumentFacts{2, fonts_left_out};
  }

  Result<NormalClip> make(int, int output, const std::function<bool(const ClipProgress&)>& watch) {
    if (!watch({500, 7s})) return error_of(ClipRefusal::Cancelled);
    if (while_converting) while_converting();
    if (!watch({900, 1s})) return error_of(ClipRefusal::Cancelled);
    if (!clip) return clip.error();
    const std::string bytes(3'000'000, 'c');
    EXPECT_EQ(::write(output, bytes.data(), bytes.size()), ssize_t(bytes.size()));
    return clip;
  }

  std::string begin(std::int64_t size_bytes, const std::string& who = "editor") {
    const ApiAnswer answer = house.call(
        who, "POST", "/v1/uploads", object({{"name", "hội làng.mp4"}, {"size_bytes", size_bytes}}));
    EXPECT_EQ(answer.status, 200) << answer.key;
    return answer.text("id");
  }
  ApiAnswer put(const std::string& id, std::int64_t offset, const std::string& bytes,
                const std::string& who = "editor") {
    return house.raw(who, "PUT", "/v1/uploads/" + id + "?offset=" + std::to_string(offset), bytes);
  }
  ApiAnswer convert(const std::string& upload, const std::string& who = "editor") {
    return house.call(who, "POST", "/v1/conversions", object({{"upload", upload}}));
  }
  /// A whole upload that waits to be converted; the conversion's id.
  std::string waiting() {
    const std::string upload = begin(5);
    EXPECT_EQ(put(upload, 0, "bytes").status, 200);
    const ApiAnswer answer = convert(upload);
    EXPECT_EQ(answer.status, 200) << answer.key;
    EXPECT_EQ(answer.text("state"), "queued");
    return answer.text("id");
  }
  ApiAnswer look(const std::string& id) {
    return house.call("editor", "GET", "/v1/conversions/" + id);
  }
  bool step(bool stop = false) {
    const auto worked = converter.step(clock, [stop] { return stop; });
    EXPECT_TRUE(worked.ok()) << worked.error().message;
    return worked.ok() && *worked;
  }
  bool has_bytes(const std::string& upload) {
    return std::filesystem::exists(house.folder.path() / "uploads" / upload);
  }

  House house;
  StillClock clock;
  Result<FileProbe> probe = FileProbe{FileProbe::Kind::Clip, {640, 360}, 4s};
  Result<NormalClip> clip = NormalClip{{640, 360},
                                       4s,
                                       true,
                                       false,
                                       {"\xff\xd8\xffposter\xff\xd9", {640, 360}},
                                       {"\xff\xd8\xffsmall\xff\xd9", {320, 180}}};
  std::function<void()> while_converting;
  std::optional<Error> document;  ///< how drawing it ends, instead of well
  bool fonts_left_out = false;
  ConverterSteps converter;
};

TEST_F(MediaApi, TakesAFileInPiecesAndTellsWhereItGoesOn) {
  const std::string id = begin(10);
  EXPECT_EQ(put(id, 0, "01234").number("held_bytes"), 5);
  EXPECT_EQ(house.call("editor", "GET", "/v1/uploads/" + id).number("held_bytes"), 5);
  const ApiAnswer again = put(id, 0, "01234");
  EXPECT_EQ(again.status, 409);
  EXPECT_EQ(again.key, "upload.offset");
  EXPECT_TRUE(has_text("upload.offset"));
  EXPECT_EQ(put(id, 5, "567890").key, "upload.size");
  EXPECT_EQ(convert(id).key, "upload.incomplete");
  house.restart();
  EXPECT_EQ(put(id, 5, "56789").number("held_bytes"), 10);
  std::ifstream file(house.folder.path() / "uploads" / id);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(file), {}), "0123456789");
}

TEST_F(MediaApi, AWholeUploadBecomesAPictureAtOnceAsOftenAsItIsAskedFor) {
  waiting();  // A video is to be converted before.
  const std::string id = begin(5);
  const std::string target = "/v1/media?upload=" + id;
  EXPECT_EQ(house.raw("editor", "POST", target, "").key, "upload.incomplete");
  put(id, 0, "bytes");
  house.restart();
  const ApiAnswer first = house.raw("editor", "POST", target, "");
  ASSERT_EQ(first.status, 200) << first.key;
  EXPECT_EQ(first.text("media_type"), "image/jpeg");
  EXPECT_EQ(house.raw("editor", "POST", target, "").text("blob"), first.text("blob"));
  EXPECT_TRUE(has_bytes(id)) << "who asks may ask again";
  const ApiAnswer library = house.call("editor", "GET", "/v1/media");
  ASSERT_EQ(library.json.find("media")->as_array()->size(), 1u);
  EXPECT_EQ(house.raw("approver", "POST", target, "").key, "upload.unknown") << "another's";
  EXPECT_EQ(house.raw("editor", "POST", "/v1/media?upload=../x", "").status, 404);
  convert(id);
  EXPECT_EQ(house.raw("editor", "POST", target, "").key, "upload.in_use");
}

TEST_F(MediaApi, APictureOfWhichOtherBytesCameIsRefused) {
  const ApiAnswer begun = house.call(
      "editor", "POST", "/v1/uploads",
      object({{"name", "a.jpg"}, {"size_bytes", 5}, {"sha256", to_hex(sha256("other"))}}));
  const std::string id = begun.text("id");
  put(id, 0, "bytes");
  EXPECT_EQ(house.raw("editor", "POST", "/v1/media?upload=" + id, "").key, "upload.changed");
}

TEST_F(MediaApi, ShowsAnUploadToNobodyElse) {
  const std::string id = begin(10);
  for (const char* other : {"approver", "administrator"}) {
    EXPECT_NE(put(id, 0, "x", other).status, 200) << other;
    EXPECT_NE(house.call(other, "GET", "/v1/uploads/" + id).status, 200);
    EXPECT_NE(house.call(other, "DELETE", "/v1/uploads/" + id).status, 200);
    EXPECT_NE(convert(id, other).status, 200);
  }
  EXPECT_EQ(house.call("technician", "POST", "/v1/uploads", object({})).status, 403);
  const std::string conversion = waiting();
  EXPECT_EQ(house.call("approver", "GET", "/v1/conversions/" + conversion).status, 404);
  EXPECT_EQ(house.call("approver", "POST", "/v1/conversions/" + conversion + "/cancel").status,
            404);
}

TEST_F(MediaApi, RefusesSizesThatCannotBe) {
  for (const std::int64_t size : {std::int64_t(0), std::int64_t(-1), limits::kUploadBytesMax + 1}) {
    const ApiAnswer answer =
        house.call("editor", "POST", "/v1/uploads", object({{"name", "a"}, {"size_bytes", size}}));
    EXPECT_EQ(answer.status, 400);
    EXPECT_TRUE(has_text(answer.key)) << answer.key;
  }
  EXPECT_EQ(put(begin(3), -1, "x").status, 400);
  EXPECT_EQ(house.raw("editor", "PUT", "/v1/uploads/KHONG-CO?offset=0", "x").status, 404);
}

TEST_F(MediaApi, LimitsHowManyUploadsOnePersonHasOpen) {
  for (std::size_t i = 0; i < limits::kUploadsOpenMax; ++i) begin(10);
  const ApiAnswer answer =
      house.call("editor", "POST", "/v1/uploads", object({{"name", "a"}, {"size_bytes", 1}}));
  EXPECT_EQ(answer.key, "upload.too_many");
  EXPECT_EQ(
      house.call("approver", "POST", "/v1/uploads", object({{"name", "a"}, {"size_bytes", 1}}))
          .status,
      200);
}

TEST_F(MediaApi, DropsAnUploadWithItsBytesWhenAskedAndWhenItsTimeIsOver) {
  const std::string one = begin(10);
  put(one, 0, "0");
  EXPECT_EQ(house.call("editor", "DELETE", "/v1/uploads/" + one).status, 200);
  EXPECT_FALSE(has_bytes(one));
  const std::string two = begin(10);
  put(two, 0, "0");
  ASSERT_TRUE(converter.clean_up(house.now).ok());
  EXPECT_TRUE(has_bytes(two));
  house.now += limits::kUploadLifetime;
  ASSERT_TRUE(converter.clean_up(house.now).ok());
  EXPECT_FALSE(has_bytes(two));
}

TEST_F(MediaApi, AnAnimationWhoseFramesAreDamagedIsNotSentBackAsAVideo) {
  probe = FileProbe{FileProbe::Kind::Picture, {}, {}};
  house.picture = error_of(Refusal::Animated);
  const std::string id = waiting();
  ASSERT_TRUE(step());
  EXPECT_EQ(look(id).text("state"), "failed");
  EXPECT_EQ(look(id).text("problem"), "ingest.truncated");
}

TEST_F(MediaApi, ADocumentBecomesItsPagesAndOneEntryOfTheLibrary) {
  probe = FileProbe{FileProbe::Kind::Document, {}, {}};
  fonts_left_out = true;
  const std::string id = waiting();
  int seen = 0;
  while_converting = [&] { EXPECT_EQ(look(id).number("permille"), seen++ * 500); };
  ASSERT_TRUE(step());
  ConversionRecord record;
  ASSERT_TRUE(from_json(look(id).json, record).ok());
  EXPECT_EQ(record.state, ConversionState::Done);
  EXPECT_EQ(record.problem, "ingest.document_fonts_left_out") << "a remark";
  ASSERT_EQ(record.pages.size(), 2u);
  EXPECT_EQ(record.media, record.pages[0]);
  ASSERT_TRUE(record.document);
  EXPECT_FALSE(has_bytes(record.upload.text)) << "the PDF itself is kept nowhere";
  const ApiAnswer library = house.call("editor", "GET", "/v1/media");
  MediaPage page;
  ASSERT_TRUE(from_json(library.json, page).ok());
  ASSERT_EQ(page.media.size(), 1u);
  EXPECT_EQ(page.media[0].document, record.document);
  EXPECT_EQ(page.media[0].pages, record.pages);
  EXPECT_EQ(page.media[0].name, "hội làng.mp4");
  const std::string target = "/v1/media/" + to_hex(*record.document);
  EXPECT_EQ(house.call("editor", "PUT", target, object({{"name", "QĐ 12"}})).text("name"), "QĐ 12");
  EXPECT_EQ(house.call("editor", "DELETE", target).status, 200);

  ItemContent content = house.notice_content();
  content.kind = ItemKind::Picture;
  content.body.clear();
  content.media = record.pages;
  Json body;
  body.set("content", to_json(content));
  EXPECT_EQ(house.call("editor", "POST", "/v1/items", body).status, 200);
}

TEST_F(MediaApi, ADocumentThatCannotBeDrawnOrIsStoppedLeavesNoEntry) {
  probe = FileProbe{FileProbe::Kind::Document, {}, {}};
  document = error_of(DocumentRefusal::Damaged);
  const std::string broken = waiting();
  ASSERT_TRUE(step());
  EXPECT_EQ(look(broken).text("problem"), "ingest.document_damaged");
  document.reset();
  const std::string stopped = waiting();
  while_converting = [&] {
    house.call("editor", "POST", "/v1/conversions/" + stopped + "/cancel");
  };
  ASSERT_TRUE(step());
  EXPECT_EQ(look(stopped).text("state"), "cancelled");
  EXPECT_TRUE(house.call("editor", "GET", "/v1/media").json.find("media")->as_array()->empty());
}

TEST_F(MediaApi, SweepsBytesThatNoUploadNames) {
  ASSERT_TRUE(house.disk->append("uploads/leftover", "x").ok());
  ASSERT_TRUE(converter.clean_up(house.now).ok());
  EXPECT_FALSE(has_bytes("leftover"));
}

TEST_F(MediaApi, MakesAClipWithItsPosterThatAnItemMayCarryAndABlobThatIsServedInParts) {
  const std::string id = waiting();
  while_converting = [&] {
    EXPECT_EQ(look(id).text("state"), "converting");
    EXPECT_EQ(look(id).number("permille"), 500);
    EXPECT_EQ(look(id).number("left_s"), 7);
  };
  ASSERT_TRUE(step());
  EXPECT_FALSE(step()) << "nothing else waits";
  ConversionRecord record;
  ASSERT_TRUE(from_json(look(id).json, record).ok());
  EXPECT_EQ(record.state, ConversionState::Done);
  ASSERT_TRUE(record.media && record.poster && record.thumbnail);
  EXPECT_EQ(record.media->duration, 4s);
  EXPECT_TRUE(record.media->has_sound);
  EXPECT_EQ(record.media->chunks.size(), 3u);
  EXPECT_EQ(record.poster->media_type, "image/jpeg");
  EXPECT_FALSE(has_bytes(record.upload.text));

  ItemContent content = house.notice_content();
  content.kind = ItemKind::Video;
  content.body.clear();
  content.media = {*record.media, *record.poster};
  const ApiAnswer item =
      house.call("editor", "POST", "/v1/items", object({{"content", to_json(content)}}));
  EXPECT_EQ(item.status, 200) << item.key;
  content.media[0].has_sound = false;
  EXPECT_EQ(house.call("editor", "POST", "/v1/items", object({{"content", to_json(content)}})).key,
            "item.media_unknown");

  Request part = House::request("GET", "/v1/blobs/" + to_hex(record.media->blob));
  part.headers = {{"range", "bytes=2999990-"}};
  const ApiAnswer piece = house.send_as("editor", std::move(part));
  EXPECT_EQ(piece.status, 206);
  ASSERT_TRUE(piece.response.file);
  EXPECT_EQ(piece.response.file->size_bytes, 10);
}

TEST_F(MediaApi, SaysWhatAClipLacksThatIsDone) {
  clip->has_sound = false;
  clip->sound_unknown = true;
  const std::string id = waiting();
  ASSERT_TRUE(step());
  const ApiAnswer answer = look(id);
  EXPECT_EQ(answer.text("state"), "done");
  EXPECT_EQ(answer.text("problem"), "ingest.clip_sound_left_out");
}

TEST_F(MediaApi, TakesAPictureTheSameWay) {
  probe = FileProbe{};
  const std::string id = waiting();
  ASSERT_TRUE(step());
  ConversionRecord record;
  ASSERT_TRUE(from_json(look(id).json, record).ok());
  ASSERT_TRUE(record.media);
  EXPECT_FALSE(is_clip(*record.media));
  EXPECT_FALSE(record.poster);
}

TEST_F(MediaApi, TellsWhyAFileBecameNothingAndForgetsIt) {
  for (const ClipRefusal why : {ClipRefusal::Playlist, ClipRefusal::TooLong, ClipRefusal::Full}) {
    clip = error_of(why);
    const std::string id = waiting();
    ASSERT_TRUE(step());
    const ApiAnswer answer = look(id);
    EXPECT_EQ(answer.text("state"), "failed");
    EXPECT_EQ(answer.text("problem"), error_of(why).key);
    EXPECT_TRUE(has_text(answer.text("problem"))) << answer.text("problem");
    EXPECT_FALSE(has_bytes(answer.text("upload")));
  }
}

TEST_F(MediaApi, NoticesThatOtherBytesCameThanWereSent) {
  const ApiAnswer begun =
      house.call("editor", "POST", "/v1/uploads",
                 object({{"name", "a"}, {"size_bytes", 5}, {"sha256", to_hex(sha256("other"))}}));
  put(begun.text("id"), 0, "bytes");
  const std::string id = convert(begun.text("id")).text("id");
  ASSERT_TRUE(step());
  EXPECT_EQ(look(id).text("problem"), "upload.changed");
}

TEST_F(MediaApi, CancelsWhatWaitsAtOnceAndWhatIsBeingConvertedSoon) {
  const std::string waits = waiting();
  const ApiAnswer cancelled = house.call("editor", "POST", "/v1/conversions/" + waits + "/cancel");
  EXPECT_EQ(cancelled.text("state"), "cancelled");
  EXPECT_FALSE(has_bytes(cancelled.text("upload")));
  EXPECT_FALSE(step());
  const std::string runs = waiting();
  while_converting = [&] { house.call("editor", "POST", "/v1/conversions/" + runs + "/cancel"); };
  ASSERT_TRUE(step());
  EXPECT_EQ(look(runs).text("state"), "cancelled");
  EXPECT_EQ(look(runs).text("problem"), "ingest.clip_cancelled");
  EXPECT_TRUE(house.disk->list("uploads").empty());
}

TEST_F(MediaApi, BeginsAnewWhatARestartInterruptedButNotForEver) {
  const std::string id = waiting();
  for (int i = 0; i < limits::kConversionTriesMax; ++i) {
    // The server ends while it converts: nothing is noted at its end.
    ASSERT_TRUE(house.media->next_job(house.now)->has_value());
    EXPECT_EQ(look(id).text("state"), "converting");
    ASSERT_TRUE(converter.begin().ok());
    EXPECT_EQ(look(id).text("state"), "queued");
  }
  EXPECT_FALSE(step());
  EXPECT_EQ(look(id).text("state"), "failed");
  EXPECT_EQ(look(id).text("problem"), "ingest.clip_failed");
}

TEST_F(MediaApi, AnOrderlyStopLeavesTheConversionWaiting) {
  const std::string id = waiting();
  ASSERT_TRUE(step(true));
  EXPECT_EQ(look(id).text("state"), "queued");
  ASSERT_TRUE(step());
  EXPECT_EQ(look(id).text("state"), "done");
}

TEST_F(MediaApi, AskingTwiceConvertsOnce) {
  const std::string upload = begin(5);
  put(upload, 0, "bytes");
  EXPECT_EQ(convert(upload).text("id"), convert(upload).text("id"));
  EXPECT_EQ(put(upload, 5, "").key, "upload.in_use");
  EXPECT_EQ(house.call("editor", "DELETE", "/v1/uploads/" + upload).key, "upload.in_use");
}

}  // namespace
}  // namespace bangtin
