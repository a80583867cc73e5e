#include "manager/desk/upload_link.h"

#include <gtest/gtest.h>

#include "manager/desk/client_upload_sender.h"
#include "tests/fakes/seeded_random.h"

namespace bangtin::desk {
namespace {

using Stage = MediaProgress::Stage;

/// Sends until it is told to end; a path "xong" is done at once.
class PatientSender final : public UploadSender {
 public:
  Result<ConversionRecord> send(const UploadJob& job, const UploadWatch& watch) override {
    watch.show({Stage::Sending, 450, std::nullopt});
    watch.show({Stage::Sending, 459, std::nullopt});
    if (job.path == "xong") {
      ConversionRecord done;
      done.name = job.path;
      return done;
    }
    while (watch.rest(std::chrono::minutes(1))) {
    }
    left = watch.leaves();
    return Error{Code::Conflict, "a person stopped it", "ingest.clip_cancelled"};
  }
  bool left = false;  ///< of the last that was ended
};

class UploadLinkTest : public testing::Test {
 protected:
  UploadReport next(UploadLink& link) {
    while (true) {
      if (std::optional<UploadReport> report = link.take()) return *report;
      (void)woken_.pop();
    }
  }

  Mailbox<int> woken_;
  PatientSender sender_;
};

TEST_F(UploadLinkTest, CarriesAJobToItsThreadAndTellsHowItGoes) {
  UploadLink link(sender_, [this] { (void)woken_.push(1); });
  link.give(UploadJob{7, "xong", {}, {}, {}});
  const UploadReport first = next(link);
  EXPECT_EQ(first.number, 7);
  EXPECT_EQ(std::get<MediaProgress>(first.what).permille, 450);
  const UploadReport last = next(link);
  ASSERT_TRUE(std::holds_alternative<ConversionRecord>(last.what)) << "45 % is told once";
  EXPECT_EQ(std::get<ConversionRecord>(last.what).name, "xong");
}

TEST_F(UploadLinkTest, StopEndsTheJobThatItNames) {
  UploadLink link(sender_, [this] { (void)woken_.push(1); });
  link.give(UploadJob{1, "dài", {}, {}, {}});
  next(link);
  link.give(EndJob{9, UploadEnd::Stop});
  link.give(EndJob{1, UploadEnd::Stop});
  EXPECT_EQ(std::get<Error>(next(link).what).key, "ingest.clip_cancelled");
  EXPECT_FALSE(sender_.left) << "what was sent is taken back";
}

TEST_F(UploadLinkTest, AJobThatWasStoppedBeforeItBeganEndsAtOnce) {
  UploadLink link(sender_, [this] { (void)woken_.push(1); });
  link.give(UploadJob{1, "dài", {}, {}, {}});
  next(link);
  link.give(UploadJob{2, "dài", {}, {}, {}});
  link.give(EndJob{2, UploadEnd::Stop});
  link.give(EndJob{1, UploadEnd::Leave});
  EXPECT_EQ(next(link).number, 2) << "a job that was left tells nothing";
  EXPECT_TRUE(std::holds_alternative<Error>(next(link).what));
}

TEST_F(UploadLinkTest, TheEndOfTheProgramLeavesWhatRuns) {
  {
    UploadLink link(sender_, [this] { (void)woken_.push(1); });
    link.give(UploadJob{1, "dài", {}, {}, {}});
    next(link);
  }
  EXPECT_TRUE(sender_.left);
}

TEST(ClientUploadSender, SaysWhenTheFileIsNotThere) {
  SeededRandom random{1};
  SystemClock clock;
  ClientUploadSender sender(random, clock);
  const auto sent =
      sender.send({1, "/khong/co.mp4", "https://127.0.0.1:1", std::string(64, 'a'), "t"},
                  {[](const MediaProgress&) {}, [](Millis) { return true; }, [] { return false; }});
  EXPECT_EQ(sent.error().key, "library.file_missing");
}

}  // namespace
}  // namespace bangtin::desk
