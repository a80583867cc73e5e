#include "shared/net/sse_parser.h"

#include <gtest/gtest.h>

#include "shared/base/ids.h"
#include "shared/base/limits.h"
#include "tests/fakes/seeded_random.h"

namespace bangtin {
namespace {

std::vector<SseEvent> parse(std::string_view text) {
  SseParser parser;
  auto events = parser.feed(text);
  EXPECT_TRUE(events.ok());
  return events.ok() ? std::move(*events) : std::vector<SseEvent>{};
}

TEST(SseParser, UnderstandsWhatTheStandardShows) {
  using Events = std::vector<SseEvent>;
  struct Row {
    std::string_view text;
    Events events;
  };
  const Row rows[] = {
      {"event: head\nid: 7\ndata: {\"generation\":7}\n\n", {{"head", "7", "{\"generation\":7}"}}},
      {"data: a\n\n", {{"message", "", "a"}}},
      {"data:a\n\n", {{"message", "", "a"}}},
      {"data:  a\n\n", {{"message", "", " a"}}},
      {"data: a\ndata: b\n\n", {{"message", "", "a\nb"}}},
      {"data\n\n", {{"message", "", ""}}},
      {"data\ndata\n\n", {{"message", "", "\n"}}},
      {"data: a\r\n\r\n", {{"message", "", "a"}}},
      {"data: a\r\rdata: b\r\r", {{"message", "", "a"}, {"message", "", "b"}}},
      {"\xEF\xBB\xBF"
       "data: a\n\n",
       {{"message", "", "a"}}},
      {": comment\n\n", {}},
      {"event: head\n\ndata: a\n\n", {{"message", "", "a"}}},
      {"id: 1\n\ndata: a\n\n", {{"message", "1", "a"}}},
      {"id: 1\ndata: a\n\nid\ndata: b\n\n", {{"message", "1", "a"}, {"message", "", "b"}}},
      {"retry: 10\nfoo: bar\ndata: a\n\n", {{"message", "", "a"}}},
      {"data: a\n", {}},
      {"", {}},
      {"\n\n\n", {}},
  };
  for (const Row& row : rows) EXPECT_EQ(parse(row.text), row.events) << row.text;
}

TEST(SseParser, AnIdWithAZeroByteIsPassedOver) {
  EXPECT_EQ(parse(std::string("id: a\0b\ndata: x\n\n", 17)).front().id, "");
}

TEST(SseParser, TooLongLinesAndEventsEndTheStream) {
  SseParser lines;
  EXPECT_FALSE(lines.feed(std::string(limits::kEventLineBytesMax + 1, 'x')).ok());
  SseParser events;
  const std::string line = "data: " + std::string(4'000, 'x') + "\n";
  bool ended = false;
  for (int i = 0; i < 10 && !ended; ++i) ended = !events.feed(line).ok();
  EXPECT_TRUE(ended);
}

/// A seed makes a text of everything that the format knows; wherever it is cut, the events are the
/// same, and nothing is ever read beside it.
TEST(SseParser, WhereTheBytesAreCutChangesNothing) {
  const std::string_view pieces[] = {"data",  ":",        " ",    "\n",   "\r", "\r\n",
                                     "event", "id",       "head", "\n\n", "x",  "\xEF\xBB\xBF",
                                     "é",     "retry: 5", "7"};
  for (std::uint64_t seed = 1; seed <= 3'000; ++seed) {
    SeededRandom random(seed);
    std::string text;
    for (int i = 0; i < 60; ++i) text += pieces[random.below(std::size(pieces))];
    if (chance(random, 20)) text[random.below(text.size())] = '\0';
    const std::vector<SseEvent> whole = parse(text);
    SseParser parser;
    std::vector<SseEvent> cut;
    for (std::size_t at = 0; at < text.size();) {
      const auto size = static_cast<std::size_t>(between(random, 1, 7));
      auto events = parser.feed(std::string_view(text).substr(at, size));
      ASSERT_TRUE(events.ok()) << seed;
      cut.insert(cut.end(), events->begin(), events->end());
      at += size;
    }
    ASSERT_EQ(cut, whole) << "seed " << seed;
  }
}

TEST(SseParser, AnyBytesAreSurvived) {
  for (std::uint64_t seed = 1; seed <= 500; ++seed) {
    SeededRandom random(seed);
    Bytes bytes(static_cast<std::size_t>(between(random, 0, 20'000)));
    random.fill(bytes);
    SseParser parser;
    const auto events = parser.feed({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    EXPECT_TRUE(events.ok() || events.error().code == Code::Invalid) << seed;
  }
}

}  // namespace
}  // namespace bangtin
