#include "shared/model/validate.h"

#include <gtest/gtest.h>

#include <functional>

#include "shared/base/limits.h"
#include "tests/fakes/sample_manifest.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

std::string told(const std::vector<Problem>& problems) {
  std::string text;
  for (const Problem& problem : problems) text += problem.field + ":" + problem.key + " ";
  if (!text.empty()) text.pop_back();
  return text;
}

/// What is told about a content after one change.
std::string after(ItemContent content, const std::function<void(ItemContent&)>& change) {
  change(content);
  return told(validate(content));
}

std::string notice_after(const std::function<void(ItemContent&)>& change) {
  return after(sample::notice_content(), change);
}

std::string version_after(ItemVersion version, const std::function<void(ItemVersion&)>& change) {
  change(version);
  return told(validate(version));
}

TEST(ValidateContent, FindsNothingWrongWithTheSamples) {
  EXPECT_EQ(told(validate(sample::notice_content())), "");
  EXPECT_EQ(told(validate(sample::picture_content())), "");
  EXPECT_EQ(told(validate(sample::ticker_content())), "");
}

TEST(ValidateContent, WantsTitleAndAgency) {
  EXPECT_EQ(notice_after([](auto& c) { c.title.clear(); }), "title:rule.text_missing");
  EXPECT_EQ(notice_after([](auto& c) { c.title = "\xc2\xa0"; }), "title:rule.text_missing");
  EXPECT_EQ(notice_after([](auto& c) { c.title = std::string(300, 'x'); }), "");
  EXPECT_EQ(notice_after([](auto& c) { c.title = std::string(301, 'x'); }), "title:text.too_long");
  EXPECT_EQ(notice_after([](auto& c) { c.agency.clear(); }), "agency:rule.text_missing");
  EXPECT_EQ(notice_after([](auto& c) { c.agency = std::string(201, 'x'); }),
            "agency:text.too_long");
}

TEST(ValidateContent, LetsSourceAndDocumentNumberBeEmptyButNotUnclean) {
  EXPECT_EQ(notice_after([](auto& c) { c.source.clear(), c.document_number.clear(); }), "");
  EXPECT_EQ(notice_after([](auto& c) { c.source = " "; }), "source:rule.text_not_clean");
  EXPECT_EQ(notice_after([](auto& c) { c.document_number = std::string(201, '1'); }),
            "document_number:text.too_long");
}

TEST(ValidateContent, WantsCleanText) {
  EXPECT_EQ(notice_after([](auto& c) { c.title = "a "; }), "title:rule.text_not_clean");
  EXPECT_EQ(notice_after([](auto& c) { c.title = "e\xcc\x82"; }), "title:rule.text_not_clean");
  EXPECT_EQ(notice_after([](auto& c) { c.title = "a\nb"; }), "title:text.one_line");
  EXPECT_EQ(notice_after([](auto& c) { c.body = "a\r\nb"; }), "body:rule.text_not_clean");
  EXPECT_EQ(notice_after([](auto& c) {
              c.body =
                  "a\xe2\x80\xae"
                  "b";
            }),
            "body:text.control");
  EXPECT_EQ(notice_after([](auto& c) { c.body = "\xff"; }), "body:text.not_utf8");
  EXPECT_EQ(notice_after([](auto& c) { c.body = std::string(200'000, 'x'); }),
            "body:text.too_long");
}

TEST(ValidateContent, WantsTextInNoticesAndTickersAndNoneInPictures) {
  EXPECT_EQ(notice_after([](auto& c) { c.body.clear(); }), "body:rule.body_missing");
  const auto ticker = sample::ticker_content();
  EXPECT_EQ(after(ticker, [](auto& c) { c.body.clear(); }), "body:rule.body_missing");
  EXPECT_EQ(after(ticker, [](auto& c) { c.body = "a\nb"; }), "body:text.one_line");
  EXPECT_EQ(after(ticker, [](auto& c) { c.body = std::string(2'000, 'x'); }), "");
  EXPECT_EQ(after(ticker, [](auto& c) { c.body = std::string(2'001, 'x'); }), "body:text.too_long");
  EXPECT_EQ(after(sample::picture_content(), [](auto& c) { c.body = "x"; }),
            "body:rule.body_unused");
}

TEST(ValidateContent, WantsPicturesWhereTheyBelong) {
  EXPECT_EQ(notice_after([](auto& c) { c.media.clear(); }), "");
  EXPECT_EQ(after(sample::picture_content(), [](auto& c) { c.media.clear(); }),
            "media:rule.media_missing");
  EXPECT_EQ(after(sample::ticker_content(), [](auto& c) { c.media = {sample::media(1, 1)}; }),
            "media:rule.media_unused");
  EXPECT_EQ(notice_after([](auto& c) { c.media.resize(20, c.media[0]); }), "");
  EXPECT_EQ(notice_after([](auto& c) { c.media.resize(21, c.media[0]); }),
            "media:rule.media_too_many");
}

TEST(ValidateContent, ChecksEachPicturesNumbers) {
  const auto media_after = [](const std::function<void(Media&)>& change) {
    return after(sample::picture_content(), [&](auto& c) { change(c.media[1]); });
  };
  EXPECT_EQ(media_after([](auto& m) { m.size_bytes = 0; }), "media[1].size_bytes:rule.media_size");
  EXPECT_EQ(media_after([](auto& m) { m.size_bytes = limits::kBlobBytesMax + 1; }),
            "media[1].size_bytes:rule.media_size");
  EXPECT_EQ(media_after([](auto& m) { m.chunks.pop_back(); }), "media[1].chunks:rule.media_chunks");
  EXPECT_EQ(media_after([](auto& m) { m.size_bytes -= 1; }), "media[1].chunks:rule.media_chunks");
  for (const Size size : {Size{0, 10}, Size{10, -1}, Size{3'841, 10}, Size{100'000, 100'000}}) {
    EXPECT_EQ(media_after([&](auto& m) { m.size_px = size; }),
              "media[1].size_px:rule.media_pixels");
  }
  for (const char* type : {"", "image/", "text/html", "image/PNG", "image/p ng", "IMAGE/png"}) {
    EXPECT_EQ(media_after([&](auto& m) { m.media_type = type; }),
              "media[1].media_type:rule.media_type");
  }
}

TEST(ValidateContent, WantsAnEndThatIsNotTooFar) {
  EXPECT_EQ(notice_after([](auto& c) { c.valid_until = {}; }),
            "valid_until:rule.valid_until_missing");
  EXPECT_EQ(notice_after([](auto& c) { c.valid_until = c.valid_from; }),
            "valid_until:rule.validity_order");
  EXPECT_EQ(notice_after([](auto& c) { c.valid_until = c.valid_from + 1ms; }), "");
  EXPECT_EQ(notice_after([](auto& c) { c.valid_until = c.valid_from + limits::kItemValidityMax; }),
            "");
  EXPECT_EQ(
      notice_after([](auto& c) { c.valid_until = c.valid_from + limits::kItemValidityMax + 1ms; }),
      "valid_until:rule.validity_too_long");
  EXPECT_EQ(notice_after([](auto& c) { c.valid_from = Instant::min(); }),
            "valid_from:rule.time_range");
  EXPECT_EQ(notice_after([](auto& c) { c.valid_until = Instant::max(); }),
            "valid_until:rule.time_range");
}

TEST(ValidateContent, WantsCodesOfDigits) {
  for (const char* code : {"", "3030", "303070", "3030a", " 30307", "３0307"}) {
    EXPECT_EQ(notice_after([&](auto& c) { c.commune_code = code; }),
              "commune_code:rule.commune_code");
  }
  EXPECT_EQ(notice_after([](auto& c) { c.commune_code = "00001"; }), "");
  for (const char* code : {"", "9", "911", "9a"}) {
    EXPECT_EQ(notice_after([&](auto& c) { c.province_code = code; }),
              "province_code:rule.province_code");
  }
}

TEST(ValidateContent, ASiteIsAHostAndOnlyWhereACodeHasRoom) {
  EXPECT_EQ(notice_after([](auto& c) { c.site = "https://bangtin.example.vn"; }), "");
  for (const char* site : {"", "http://b.vn", "https://lan@b.vn", "https://b.vn/?t=1",
                           "javascript:alert(1)", "https://B.vn"}) {
    EXPECT_EQ(notice_after([&](auto& c) { c.site = site; }), "site:rule.site") << site;
  }
  EXPECT_EQ(after(sample::ticker_content(), [](auto& c) { c.site = "https://b.vn"; }),
            "site:rule.site_unused");
  EXPECT_EQ(after(sample::picture_content(), [](auto& c) { c.site = "https://b.vn"; }),
            "site:rule.site_unused");
}

TEST(ValidateContent, PlacesAreNamedInOrderEachOnceAndNotTooMany) {
  const auto with = [](std::vector<BoardId> boards, std::vector<std::string> communes = {}) {
    return notice_after([&](auto& c) { c.places = {boards, communes}; });
  };
  EXPECT_EQ(with({}), "");
  EXPECT_EQ(with({{"a1"}, {"b2"}}, {"30307", "30308"}), "");
  EXPECT_EQ(with({{"b2"}, {"a1"}}), "boards[1]:rule.places_order");
  EXPECT_EQ(with({{"a1"}, {"a1"}}), "boards[1]:rule.places_order");
  EXPECT_EQ(with({{""}}), "boards[0]:rule.place");
  EXPECT_EQ(with({{"A 1"}}), "boards[0]:rule.place");
  EXPECT_EQ(with({{std::string(65, 'a')}}), "boards[0]:rule.place");
  EXPECT_EQ(with({}, {"30308", "30307"}), "communes[1]:rule.places_order");
  EXPECT_EQ(with({}, {"3030"}), "communes[0]:rule.place");
  std::vector<BoardId> many;
  for (std::size_t i = 0; i < Places::kMax; ++i) many.push_back({std::to_string(1'000 + i)});
  EXPECT_EQ(with(many), "");
  many.push_back({"z"});
  EXPECT_EQ(with(many), "boards:rule.places_too_many");
}

TEST(Places, NameABoardByItselfOrByItsCommune) {
  const BoardId board{"b1"};
  EXPECT_TRUE(names_board({}, board, "30307")) << "every board";
  EXPECT_TRUE(names_board({{{"a1"}, {"b1"}}, {}}, board, "30307"));
  EXPECT_FALSE(names_board({{{"a1"}}, {}}, board, "30307"));
  EXPECT_TRUE(names_board({{}, {"30307"}}, board, "30307"));
  EXPECT_TRUE(names_board({{{"a1"}}, {"30307"}}, board, "30307"));
  EXPECT_FALSE(names_board({{}, {"30308"}}, board, "30307"));
  const Places three{{{"a1"}, {"c1"}, {"e1"}}, {}};
  for (const BoardId& named : three.boards) EXPECT_TRUE(names_board(three, named, "30307"));
  for (const char* other : {"", "b1", "d1", "f1"}) {
    EXPECT_FALSE(names_board(three, BoardId{other}, "30307")) << other;
  }
}

TEST(ValidateContent, KnowsPrioritiesLanguagesAndDurations) {
  for (const int priority : {-1, 0, 4}) {
    EXPECT_EQ(notice_after([&](auto& c) { c.priority = priority; }), "priority:rule.priority");
  }
  for (const char* tag : {"vi", "km", "km-KH", "zh-Hant-TW", "ko", "cjm", "de-1996"}) {
    EXPECT_EQ(notice_after([&](auto& c) { c.language = tag; }), "") << tag;
  }
  for (const char* tag : {"", "v", "Vietnamese", "vi_VN", "vi-", "-vi", "vi--VN", "1a", "vi VN",
                          "vi-toolongsubtag", "vi-aaaaaaaa-aaaaaaaa-aaaaaaaa-aaaaaaaa"}) {
    EXPECT_EQ(notice_after([&](auto& c) { c.language = tag; }), "language:rule.language") << tag;
  }
  for (const Seconds seconds : {0s, 1s, 601s, -5s}) {
    EXPECT_EQ(notice_after([&](auto& c) { c.picture_duration = seconds; }),
              "picture_duration:rule.duration");
  }
}

TEST(ValidateContent, TellsEverythingAtOnce) { EXPECT_GE(validate(ItemContent{}).size(), 5u); }

TEST(ValidateVersion, FindsNothingWrongWithTheSamples) {
  EXPECT_EQ(told(validate(sample::notice())), "");
  EXPECT_EQ(told(validate(sample::picture())), "");
  EXPECT_EQ(told(validate(sample::ticker())), "");
}

TEST(ValidateVersion, WantsNameNumberAuthorAndTime) {
  const auto version = sample::notice();
  EXPECT_EQ(version_after(version, [](auto& v) { v.id.text = ""; }), "id:rule.id");
  EXPECT_EQ(version_after(version, [](auto& v) { v.id.text = "../x"; }), "id:rule.id");
  EXPECT_EQ(version_after(version, [](auto& v) { v.number = 0; }), "number:rule.number");
  EXPECT_EQ(version_after(version, [](auto& v) { v.author = ""; }), "author:rule.text_missing");
  EXPECT_EQ(version_after(version, [](auto& v) { v.made_at = Instant::max(); }),
            "made_at:rule.time_range");
  EXPECT_EQ(version_after(version, [](auto& v) { v.content.priority = 9; }),
            "content.priority:rule.priority");
}

TEST(ValidateVersion, WantsPaginationsSortedAndDifferentAndFew) {
  const auto version = sample::notice();
  EXPECT_EQ(version_after(version, [](auto& v) { v.paginations.push_back(v.paginations[0]); }),
            "paginations[1].zone_px:rule.paginations_order");
  EXPECT_EQ(version_after(version,
                          [](auto& v) {
                            v.paginations.push_back(v.paginations[0]);
                            v.paginations[0].zone_px = {600, 401};
                          }),
            "paginations[1].zone_px:rule.paginations_order");
  EXPECT_EQ(version_after(version,
                          [](auto& v) {
                            v.paginations.resize(limits::kCanvasKindsMax + 1, v.paginations[0]);
                          }),
            "paginations:rule.paginations_too_many");
  EXPECT_EQ(version_after(version,
                          [](auto& v) {
                            v.paginations[0].zone_px = {0, 10};
                          }),
            "paginations[0].zone_px:rule.zone_size");
}

/// What is told after one change to the pages of the notice: two of text, one of a picture.
std::string pages_after(const std::function<void(std::vector<Page>&)>& change) {
  return version_after(sample::notice(), [&](auto& v) { change(v.paginations[0].pages); });
}

TEST(ValidateVersion, WantsEveryLetterOnAPageOnce) {
  const std::string p = "paginations[0].pages";
  EXPECT_EQ(pages_after([](auto& pages) { pages[0].begin_byte = 1; }),
            p + "[0].begin_byte:rule.page_gap");
  EXPECT_EQ(pages_after([](auto& pages) { pages[1].begin_byte += 1; }),
            p + "[1].begin_byte:rule.page_gap");
  EXPECT_EQ(pages_after([](auto& pages) { pages[1].end_byte -= 1; }), p + ":rule.page_gap");
  EXPECT_EQ(pages_after([](auto& pages) { pages[1].begin_byte -= 2; }),
            p + "[1]:rule.page_range " + p + ":rule.page_gap");
  EXPECT_EQ(pages_after([](auto& pages) { pages[1].begin_byte -= 1; }), "") << "white space";
  EXPECT_EQ(pages_after([](auto& pages) { std::swap(pages[0], pages[1]); }),
            p + "[0].begin_byte:rule.page_gap " + p + "[1]:rule.page_range");
}

TEST(ValidateVersion, WantsPagesInsideTheBodyAtCharacterBoundaries) {
  const std::string range = "paginations[0].pages[0]:rule.page_range";
  const auto first = [](int begin, int end) {
    return pages_after([&](auto& pages) {
      pages[0].begin_byte = begin;
      pages[0].end_byte = end;
    });
  };
  for (const auto& [begin, end] :
       {std::pair{-1, 10}, {0, 0}, {5, 2}, {0, 100'000}, {0, -1}, {-2147483647 - 1, 2147483647}}) {
    EXPECT_TRUE(first(begin, end).starts_with(range)) << begin << ' ' << end;
  }
  // "Tiêm": the ê is the bytes 2 and 3.
  EXPECT_TRUE(first(0, 3).starts_with(range));
  EXPECT_FALSE(first(0, 4).starts_with(range));
}

TEST(ValidateVersion, WantsEachPictureOnAPageOfItsOwnAfterTheText) {
  const std::string p = "paginations[0].pages";
  EXPECT_EQ(pages_after([](auto& pages) { pages[2].media = 1; }), p + "[2].media:rule.page_media");
  EXPECT_EQ(pages_after([](auto& pages) { pages[2].media = -2; }), p + "[2].media:rule.page_media");
  EXPECT_EQ(pages_after([](auto& pages) { pages[2].end_byte = 3; }),
            p + "[2]:rule.page_media_text");
  EXPECT_EQ(pages_after([](auto& pages) { pages.pop_back(); }), p + ":rule.page_media_missing");
  EXPECT_EQ(pages_after([](auto& pages) { std::swap(pages[1], pages[2]); }),
            p + "[2]:rule.page_order");
}

TEST(ValidateVersion, WantsBoundedPages) {
  const std::string p = "paginations[0].pages";
  for (const Millis duration : {Millis(0), Millis(1'999), Millis(600'001), Millis::min()}) {
    EXPECT_EQ(pages_after([&](auto& pages) { pages[1].duration = duration; }),
              p + "[1].duration:rule.duration");
  }
  for (const int text_px : {0, -1, 4'097}) {
    EXPECT_EQ(pages_after([&](auto& pages) { pages[0].text_px = text_px; }),
              p + "[0].text_px:rule.page_text_px");
  }
  EXPECT_EQ(pages_after([](auto& pages) { pages.clear(); }), p + ":rule.page_count");
  EXPECT_EQ(pages_after([](auto& pages) { pages.resize(61); }), p + ":rule.page_count");
  EXPECT_EQ(version_after(sample::ticker(),
                          [](auto& v) {
                            auto& pages = v.paginations[0].pages;
                            pages.push_back(pages[0]);
                          }),
            p + ":rule.page_count");
}

}  // namespace
}  // namespace bangtin
