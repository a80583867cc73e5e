#include "manager/client/media_sender.h"

#include <gtest/gtest.h>

#include "shared/base/limits.h"
#include "shared/crypto/sha256.h"
#include "shared/protocol/content_json.h"
#include "tests/fakes/scripted_channel.h"
#include "tests/fakes/seeded_random.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

class StepClock final : public Clock {
 public:
  Instant wall() override { return {}; }
  Monotonic monotonic() override { return at; }
  Monotonic at{};
};

/// A file of 2.5 MB and a server that follows a script.
class Sending : public ::testing::Test {
 protected:
  Result<ConversionRecord> send() {
    const MediaFile file{"hội.mp4", std::int64_t(bytes.size()) + missing_bytes,
                         [this](std::int64_t offset, std::size_t size_max) -> Result<std::string> {
                           return bytes.substr(std::size_t(offset), size_max);
                         },
                         hint};
    return send_media(client, file,
                      {[this](const MediaProgress& progress) { shown.push_back(progress); },
                       [this](Millis time) {
                         clock.at += time;
                         rested += time;
                         return rests_left-- > 0;
                       },
                       random, clock});
  }
  UploadRecord upload(std::int64_t held) const {
    return {UploadId{"u1"}, "hội.mp4", std::int64_t(bytes.size()), held, sha256(bytes), {}};
  }
  void answer_uploads(const std::vector<UploadRecord>& records) {
    Json::Array array;
    for (const UploadRecord& record : records) array.push_back(to_json(record));
    Json json;
    json.set("uploads", std::move(array));
    channel.answer(json);
  }
  void answer_conversion(ConversionState state, const std::string& problem = "") {
    ConversionRecord record;
    record.id = ConversionId{"c1"};
    record.upload = UploadId{"u1"};
    record.state = state;
    record.problem = problem;
    channel.answer(to_json(record));
  }
  std::vector<std::string> targets() const {
    std::vector<std::string> all;
    for (const HttpRequest& request : channel.asked) {
      all.push_back(request.method + " " + request.target);
    }
    return all;
  }

  std::string bytes = std::string(2'500'000, 'v');
  std::int64_t missing_bytes = 0;  ///< of the file, that were there when its size was read
  MediaHint hint = MediaHint::None;
  ScriptedChannel channel;
  Client client{channel, nullptr};
  StepClock clock;
  SeededRandom random{3};
  std::vector<MediaProgress> shown;
  Millis rested{};
  int rests_left = 1'000;
};

constexpr std::int64_t kMiB = 1 << 20;

TEST_F(Sending, SendsPieceAfterPieceAndFollowsTheConversionToItsEnd) {
  answer_uploads({});
  channel.answer(to_json(upload(0)));
  for (const std::int64_t held : {kMiB, 2 * kMiB, std::int64_t(2'500'000)}) {
    channel.answer(to_json(upload(held)));
  }
  answer_conversion(ConversionState::Queued);
  answer_conversion(ConversionState::Converting);
  answer_conversion(ConversionState::Done);
  const auto sent = send();
  ASSERT_TRUE(sent.ok()) << sent.error().message;
  EXPECT_EQ(targets(),
            (std::vector<std::string>{
                "GET /v1/uploads", "POST /v1/uploads", "PUT /v1/uploads/u1?offset=0",
                "PUT /v1/uploads/u1?offset=1048576", "PUT /v1/uploads/u1?offset=2097152",
                "POST /v1/conversions", "GET /v1/conversions/c1", "GET /v1/conversions/c1"}));
  EXPECT_EQ(channel.asked[4].body.size(), 2'500'000u - 2 * kMiB);
  EXPECT_EQ(shown.back().stage, MediaProgress::Stage::Converting);
}

TEST_F(Sending, GoesOnWithWhatAnEarlierRunSent) {
  answer_uploads({upload(2 * kMiB)});
  channel.answer(to_json(upload(2'500'000)));
  answer_conversion(ConversionState::Done);
  ASSERT_TRUE(send().ok());
  EXPECT_EQ(targets()[1], "PUT /v1/uploads/u1?offset=2097152");
}

TEST_F(Sending, SendsNothingTwiceWhenOnlyTheAnswerWasLost) {
  answer_uploads({upload(kMiB)});
  channel.answer(503, "");
  channel.answer(409, error_body({Code::Conflict, "", "upload.offset"}));
  channel.answer(to_json(upload(2 * kMiB)));
  channel.answer(to_json(upload(2'500'000)));
  answer_conversion(ConversionState::Done);
  ASSERT_TRUE(send().ok());
  EXPECT_EQ(targets()[3], "GET /v1/uploads/u1");
  EXPECT_EQ(targets()[4], "PUT /v1/uploads/u1?offset=2097152");
}

TEST_F(Sending, WaitsForAServerThatIsAwayButNotForEver) {
  answer_uploads({upload(kMiB)});
  const auto sent = send();
  ASSERT_FALSE(sent.ok());
  EXPECT_EQ(sent.error().code, Code::Unavailable);
  EXPECT_GE(rested, 10min);
  EXPECT_LE(rested, 12min);
}

TEST_F(Sending, TakesBackWhatWasSentWhenThePersonStopsIt) {
  answer_uploads({upload(kMiB)});
  channel.answer(to_json(upload(2 * kMiB)));
  channel.answer(Json(Json::Object{}));
  rests_left = 3 + 1;  // the three pieces of reading, one of sending
  const auto sent = send();
  ASSERT_FALSE(sent.ok());
  EXPECT_EQ(sent.error().key, "ingest.clip_cancelled");
  EXPECT_EQ(targets().back(), "DELETE /v1/uploads/u1");
}

TEST_F(Sending, WhatCanNeverGoOnIsNotFoundAgain) {
  answer_uploads({upload(kMiB)});
  channel.answer(422, error_body({Code::Corrupt, "", "upload.changed"}));
  channel.answer(Json(Json::Object{}));
  EXPECT_EQ(send().error().key, "upload.changed");
  EXPECT_EQ(targets().back(), "DELETE /v1/uploads/u1");
  channel.asked.clear();
  answer_uploads({});
  channel.answer(to_json(upload(0)));
  for (const std::int64_t held : {kMiB, 2 * kMiB, std::int64_t(2'500'000)}) {
    channel.answer(to_json(upload(held)));
  }
  answer_conversion(ConversionState::Done);
  EXPECT_TRUE(send().ok());
  EXPECT_EQ(targets()[2], "PUT /v1/uploads/u1?offset=0");
}

TEST_F(Sending, AFileThatBecameShorterSaysSo) {
  missing_bytes = kMiB;
  EXPECT_EQ(send().error().key, "upload.changed");
  EXPECT_TRUE(channel.asked.empty()) << "before anything of it goes up";
}

TEST_F(Sending, WhatWasSentStaysForWhoSignsInAgain) {
  answer_uploads({upload(kMiB)});
  channel.answer(401, error_body({Code::Denied, "", ""}));
  EXPECT_EQ(send().error().code, Code::Denied);
  EXPECT_EQ(targets().back(), "PUT /v1/uploads/u1?offset=1048576");
}

TEST_F(Sending, BeginsAnewOnceWhereAnotherLetTheSharedUploadGo) {
  const auto gone = [this] {
    channel.answer(404, error_body({Code::NotFound, "", "upload.unknown"}));
  };
  answer_uploads({upload(2 * kMiB)});
  gone();
  answer_uploads({});
  channel.answer(to_json(upload(0)));
  gone();
  EXPECT_EQ(send().error().key, "upload.unknown");
  EXPECT_EQ(targets(), (std::vector<std::string>{
                           "GET /v1/uploads", "PUT /v1/uploads/u1?offset=2097152",
                           "GET /v1/uploads", "POST /v1/uploads", "PUT /v1/uploads/u1?offset=0"}));
  hint = MediaHint::Picture;
  channel.asked.clear();
  answer_uploads({upload(2'500'000)});
  gone();
  answer_uploads({});
  channel.answer(to_json(upload(2'500'000)));
  Media media;
  media.media_type = "image/jpeg";
  channel.answer(to_json(media));
  channel.answer(Json(Json::Object{}));
  EXPECT_TRUE(send().ok());
  EXPECT_EQ(targets()[3], "POST /v1/uploads");
}

TEST_F(Sending, OfTwoRestsTheOneOfItsNameGoesOn) {
  UploadRecord other = upload(kMiB);
  other.id = UploadId{"u0"};
  other.name = "IMG_1.mp4";
  UploadRecord later = other;
  later.id = UploadId{"u2"};
  answer_uploads({other, upload(2 * kMiB), later});
  channel.answer(to_json(upload(2'500'000)));
  answer_conversion(ConversionState::Done);
  ASSERT_TRUE(send().ok());
  EXPECT_EQ(targets()[1], "PUT /v1/uploads/u1?offset=2097152");
}

TEST_F(Sending, TellsWhyTheServerCouldNotUseTheFile) {
  answer_uploads({upload(2'500'000)});
  answer_conversion(ConversionState::Failed, "ingest.clip_playlist");
  const auto sent = send();
  ASSERT_FALSE(sent.ok());
  EXPECT_EQ(sent.error().key, "ingest.clip_playlist");
}

TEST_F(Sending, APictureIsMadeOneAtOnceWhateverIsBeingConverted) {
  hint = MediaHint::Picture;
  answer_uploads({upload(2 * kMiB)});
  channel.answer(to_json(upload(2'500'000)));
  channel.answer(503, "");  // It was away: the upload is still there.
  Media media;
  media.media_type = "image/jpeg";
  channel.answer(to_json(media));
  channel.answer(Json(Json::Object{}));
  const auto sent = send();
  ASSERT_TRUE(sent.ok()) << sent.error().message;
  EXPECT_EQ(sent->media->media_type, "image/jpeg");
  EXPECT_EQ(sent->state, ConversionState::Done);
  EXPECT_EQ(targets(),
            (std::vector<std::string>{"GET /v1/uploads", "PUT /v1/uploads/u1?offset=2097152",
                                      "POST /v1/media?upload=u1", "POST /v1/media?upload=u1",
                                      "DELETE /v1/uploads/u1"}));
}

TEST_F(Sending, APictureIsWaitedForAtLeastAsLongAsTheServerMayTake) {
  HttpRequest request;
  request.method = "POST";
  request.target = "/v1/media?upload=u1";
  EXPECT_GT(answer_time(request), Millis(limits::kIngestMax));
  request.target = "/v1/uploads";
  EXPECT_EQ(answer_time(request), HttpClient::kTimeout);
}

TEST_F(Sending, APictureThatMovesIsConvertedUnlessOnlyAPictureWillDo) {
  for (const bool only : {false, true}) {
    channel.asked.clear();
    hint = only ? MediaHint::OnlyPicture : MediaHint::Picture;
    answer_uploads({upload(2'500'000)});
    channel.answer(415, error_body({Code::Unsupported, "", "ingest.animated"}));
    if (only) channel.answer(Json(Json::Object{}));
    if (!only) answer_conversion(ConversionState::Done);
    const auto sent = send();
    EXPECT_EQ(sent.ok(), !only);
    EXPECT_EQ(sent.ok() ? std::string() : sent.error().key, only ? "ingest.animated" : "");
    EXPECT_EQ(targets().back(), only ? "DELETE /v1/uploads/u1" : "POST /v1/conversions");
  }
}

TEST_F(Sending, AnOlderServerThatMakesNoPictureOfAnUploadConvertsIt) {
  for (const bool moves : {false, true}) {
    channel.asked.clear();
    hint = MediaHint::OnlyPicture;
    answer_uploads({upload(2'500'000)});
    channel.answer(400, error_body({Code::Invalid, "", "ingest.empty"}));
    ConversionRecord done;
    done.id = ConversionId{"c1"};
    done.upload = UploadId{"u1"};
    done.state = ConversionState::Done;
    done.media = Media{};
    done.media->media_type = moves ? "video/mp4" : "image/jpeg";
    if (moves) done.media->duration = 4s;
    channel.answer(to_json(done));
    const auto sent = send();
    EXPECT_EQ(sent.ok() ? std::string() : sent.error().key, moves ? "ingest.animated" : "");
    EXPECT_EQ(targets(), (std::vector<std::string>{"GET /v1/uploads", "POST /v1/media?upload=u1",
                                                   "POST /v1/conversions"}));
  }
}

TEST_F(Sending, APictureThatIsTooLargeOrEmptyIsRefusedBeforeAnythingGoesUp) {
  hint = MediaHint::Picture;
  bytes.clear();
  EXPECT_EQ(send().error().key, "ingest.empty");
  bytes.assign((40u << 20) + 1, 'v');
  EXPECT_EQ(send().error().key, "ingest.too_large");
  EXPECT_TRUE(channel.asked.empty());
}

TEST_F(Sending, APieceThatDoesNotGetThroughIsMadeSmaller) {
  answer_uploads({upload(kMiB)});
  channel.answer(503, "");
  channel.answer(503, "");
  channel.answer(to_json(upload(kMiB + kMiB / 4)));
  channel.answer(to_json(upload(2'500'000)));
  answer_conversion(ConversionState::Done);
  ASSERT_TRUE(send().ok());
  EXPECT_EQ(channel.asked[1].body.size(), std::size_t(kMiB));
  EXPECT_EQ(channel.asked[2].body.size(), std::size_t(kMiB / 2));
  EXPECT_EQ(channel.asked[3].body.size(), std::size_t(kMiB / 4));
  EXPECT_EQ(channel.asked[4].body.size(), std::size_t(kMiB / 2)) << "and larger again";
}

TEST(AddMedia, MakesAClipAVideoItemAndAPictureOneMorePicture) {
  ConversionRecord done;
  done.state = ConversionState::Done;
  Media clip;
  clip.duration = 4s;
  done.media = clip;
  done.poster = Media{};
  ItemContent content;
  content.media = {Media{}, Media{}, Media{}};
  ASSERT_TRUE(add_media(content, done).ok());
  EXPECT_EQ(content.kind, ItemKind::Video);
  ASSERT_EQ(content.media.size(), 2u);
  EXPECT_EQ(content.media[0].poster, 1);
  ItemContent notice;
  done.media = Media{};
  ASSERT_TRUE(add_media(notice, done).ok());
  EXPECT_EQ(notice.kind, ItemKind::Notice);
  EXPECT_EQ(notice.media.size(), 1u);
  done.problem = "ingest.clip_sound_left_out";
  EXPECT_TRUE(add_media(notice, done).ok()) << "a remark is no refusal";
  done.state = ConversionState::Failed;
  done.problem = "ingest.clip_too_long";
  EXPECT_EQ(add_media(notice, done).error().key, "ingest.clip_too_long");
  done.media.reset();
  done.state = ConversionState::Converting;
  done.problem.clear();
  EXPECT_EQ(add_media(notice, done).error().key, "upload.incomplete");
}

TEST(AddMedia, PutsThePagesOfADocumentBehindThePicturesAndLetsThemStandLonger) {
  ConversionRecord done;
  done.state = ConversionState::Done;
  done.pages.resize(18);
  done.pages[17].size_bytes = 7;
  done.media = done.pages[0];
  ItemContent content;
  content.media = {Media{}, Media{}};
  ASSERT_TRUE(add_media(content, done).ok());
  EXPECT_EQ(content.kind, ItemKind::Notice);
  ASSERT_EQ(content.media.size(), 20u);
  EXPECT_EQ(content.media[19].size_bytes, 7);
  EXPECT_EQ(content.picture_duration, 20s);
  EXPECT_EQ(add_media(content, done).error().key, "rule.media_too_many");
  EXPECT_EQ(content.media.size(), 20u);
  ItemContent slow;
  slow.picture_duration = 45s;
  ASSERT_TRUE(add_media(slow, done).ok());
  EXPECT_EQ(slow.picture_duration, 45s);
}

}  // namespace
}  // namespace bangtin
