// Pages of portals through the real sandboxed child.
#include "manager/ingest/article_job.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "manager/news/article.h"
#include "shared/base/library_limits.h"
#include "tests/fakes/paths.h"
#include "tests/fakes/temp_folder.h"
#include "tests/manager/news/portal_pages.h"

namespace bangtin {
namespace {

const IngestOptions kPageOptions{program("bangtin-ingest"), limits::kIngestMax};
const FeedSource kPlace{"https://xa.example/tin/1", "text/html", "", 420};

TEST(IngestArticle, ReadsInTheCageWhatItReadsOutsideOfIt) {
  for (const PortalPage& page : portal_pages()) {
    SCOPED_TRACE(page.name);
    const auto story = ingest_article(kPageOptions, page.bytes, page.source);
    ASSERT_TRUE(story.ok()) << story.error().key << " " << story.error().message;
    EXPECT_EQ(*story, *parse_article(page.bytes, page.source));
  }
}

TEST(IngestArticle, ReadsThePageOfTheLargestSize) {
  std::string page = "<h1>Quy chế hoạt động của nhà văn hoá</h1>";
  const std::string paragraph = "<p>Nhà văn hoá mở cửa các ngày trong tuần, trừ ngày lễ tết.</p>";
  while (page.size() + paragraph.size() <= limits::kPageBytesMax) page += paragraph;
  const auto story = ingest_article(kPageOptions, page, kPlace);
  ASSERT_TRUE(story.ok()) << story.error().key;
  EXPECT_EQ(story->story.title, "Quy chế hoạt động của nhà văn hoá");
}

TEST(IngestArticle, SaysWhyThereIsNoStory) {
  const auto key = [](std::string_view page) {
    const auto story = ingest_article(kPageOptions, page, kPlace);
    return story ? "story" : story.error().key;
  };
  EXPECT_EQ(key("<html><body><div id=app></div></body></html>"), "link.no_text");
  EXPECT_EQ(key("<form><input type=password></form>"), "link.needs_login");
  EXPECT_EQ(key("chỉ có chữ"), "link.not_page");
  const auto none = ingest_article({"/nowhere/bangtin-ingest"}, "<p>", kPlace);
  ASSERT_FALSE(none.ok());
  EXPECT_EQ(none.error().key, "ingest.not_started");
}

TEST(IngestArticle, AnAnswerThatIsNoneOfOursIsNotTaken) {
  // A child that was taken over may say anything: here one that says what it is given.
  const auto story = ingest_article({"/bin/cat"}, "<p>", kPlace);
  ASSERT_FALSE(story.ok());
  EXPECT_EQ(story.error().key, "link.damaged");
}

TEST(IngestArticle, AReasonThatIsNoneOfOursIsNotTold) {
  const TempFolder folder;
  const std::string child = folder.file("child");
  const auto told = [&](const std::string& key) {
    std::ofstream(child) << "#!/bin/sh\ncat >/dev/null\nprintf '%s' '{\"error\":{\"code\":\"full\","
                            "\"key\":\"" +
                                key + "\",\"message\":\"" + std::string(5'000, 'a') + "\"}}'\n";
    chmod(child.c_str(), 0700);
    return ingest_article({child}, "<p>", kPlace).error();
  };
  EXPECT_EQ(told("link.certificate").key, "link.damaged") << "it knows nothing of that";
  EXPECT_EQ(told("link.anything").key, "link.damaged");
  const Error known = told("link.no_text");
  EXPECT_EQ(known.key, "link.no_text");
  EXPECT_EQ(known.code, Code::Corrupt);
  EXPECT_LE(known.message.size(), 210U);
}

}  // namespace
}  // namespace bangtin
