#include "manager/ingest/document.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "manager/ingest/child.h"
#include "manager/ingest/clip.h"
#include "shared/base/document_limits.h"
#include "shared/base/texts.h"
#include "tests/fakes/paths.h"
#include "tests/fakes/seeded_random.h"
#include "tests/manager/ingest/papers.h"
#include "tests/manager/ingest/pictures.h"

namespace bangtin {
namespace {

const IngestOptions kPaperOptions{program("bangtin-ingest"), limits::kIngestMax};
const std::string kRedAbove = "1 0 0 rg 0 421 595 421 re f";
const std::string kBlueAbove = "0 0 1 rg 0 421 595 421 re f";

struct Taken {
  std::vector<NormalPicture> pages;
  std::vector<int> permille;
  bool fonts_left_out = false;
};

Result<Taken> take_document(const std::string& bytes, bool goes_on = true) {
  const Fd input = TRY(sealed_memory(bytes));
  Taken taken;
  DocumentWatch watch;
  watch.take = [&](const NormalPicture& page) -> Status {
    taken.pages.push_back(page);
    return {};
  };
  watch.goes_on = [&](int permille) {
    taken.permille.push_back(permille);
    return goes_on;
  };
  const DocumentFacts facts = TRY(convert_document(kPaperOptions, input.get(), watch));
  EXPECT_EQ(std::size_t(facts.pages), taken.pages.size());
  taken.fonts_left_out = facts.fonts_left_out;
  return taken;
}

std::string refusal_of_document(const std::string& bytes) {
  const auto taken = take_document(bytes);
  return taken ? "taken" : taken.error().key;
}

std::string kind_of_file(const std::string& bytes) {
  const auto input = sealed_memory(bytes);
  if (!input) return "no memory";
  const auto probe = probe_file(kPaperOptions, input->get());
  return probe ? std::string(name_of(probe->kind)) : probe.error().key;
}

bool near_colour(const std::array<int, 3>& seen, const std::array<int, 3>& wanted) {
  for (std::size_t i = 0; i < 3; ++i) {
    if (std::abs(seen[i] - wanted[i]) > 12) return false;
  }
  return true;
}

/// Whether something dark stands between these rows.
bool has_ink(const NormalPicture& page, int from_y, int until_y) {
  return darkest_in(page.jpeg, from_y, until_y) < 60;
}

TEST(DocumentOfPages, BecomesAPictureForEachInTheirOrder) {
  const auto taken = take_document(paper({kRedAbove, kBlueAbove, ""}));
  ASSERT_TRUE(taken.ok()) << taken.error().message;
  ASSERT_EQ(taken->pages.size(), 3u);
  for (const NormalPicture& page : taken->pages) {
    EXPECT_EQ(page.size_px, (Size{1526, limits::kDocumentSide_px}));
    EXPECT_FALSE(look(page.jpeg).has_metadata);
    EXPECT_TRUE(near_colour(colour_at(page.jpeg, 700, 1'600), {255, 255, 255}));
  }
  EXPECT_TRUE(near_colour(colour_at(taken->pages[0].jpeg, 700, 400), {254, 0, 0}));
  EXPECT_TRUE(near_colour(colour_at(taken->pages[1].jpeg, 700, 400), {0, 0, 254}));
  EXPECT_TRUE(near_colour(colour_at(taken->pages[2].jpeg, 700, 400), {255, 255, 255}));
  EXPECT_FALSE(taken->permille.empty());
  EXPECT_TRUE(std::ranges::is_sorted(taken->permille));
  EXPECT_LT(taken->permille.back(), 1'000);
}

TEST(DocumentOfPages, LyingAndTurnedPagesStandAsTheyAreRead) {
  const auto lying = take_document(paper({kRedAbove}, {.box = "0 0 842 595"}));
  ASSERT_TRUE(lying.ok());
  EXPECT_EQ(lying->pages[0].size_px, (Size{limits::kDocumentSide_px, 1526}));
  const auto turned = take_document(paper({kRedAbove}, {.page_entries = "/Rotate 90"}));
  ASSERT_TRUE(turned.ok());
  EXPECT_EQ(turned->pages[0].size_px, (Size{limits::kDocumentSide_px, 1526}));
  // What was above is at the right.
  EXPECT_TRUE(near_colour(colour_at(turned->pages[0].jpeg, 2'000, 700), {254, 0, 0}));
}

TEST(DocumentOfPages, LettersOfAFontThatItDoesNotHoldAreThere) {
  const std::string words = "BT /F 60 Tf 60 700 Td (UBND xa Tan Hung) Tj ET";
  const auto usual = take_document(paper({words}, {.font = "TimesNewRomanPSMT"}));
  ASSERT_TRUE(usual.ok());
  EXPECT_TRUE(has_ink(usual->pages[0], 230, 370));
  EXPECT_FALSE(has_ink(usual->pages[0], 600, 1'000));
  EXPECT_FALSE(usual->fonts_left_out);
  const auto old = take_document(paper({words}, {.font = ".VnTime"}));
  ASSERT_TRUE(old.ok());
  EXPECT_TRUE(has_ink(old->pages[0], 230, 370));
  EXPECT_TRUE(old->fonts_left_out);  // An old one has its letters elsewhere: people are told.
}

TEST(DocumentOfPages, StampsAndSignaturesAreDrawnAsOnPaper) {
  const int free = first_free_object(1);
  const std::string stamp = std::to_string(free) + " 0 R";
  const auto with = [&](const std::string& flags) {
    const std::string annotation = "<</Type/Annot/Rect[0 421 595 842]/AP<</N " + stamp + ">>";
    return paper({""},
                 {.page_entries = "/Annots[" + annotation + "/Subtype/Stamp/F " + flags + ">>]",
                  .more_objects = {pdf_stream("1 0 0 rg 0 0 100 100 re f",
                                              "/Type/XObject/Subtype/Form/BBox[0 0 100 100]")}});
  };
  const auto printed = take_document(with("4"));
  ASSERT_TRUE(printed.ok());
  EXPECT_TRUE(near_colour(colour_at(printed->pages[0].jpeg, 700, 400), {254, 0, 0}));
  const auto hidden = take_document(with("2"));
  ASSERT_TRUE(hidden.ok());
  EXPECT_TRUE(near_colour(colour_at(hidden->pages[0].jpeg, 700, 400), {255, 255, 255}));
}

TEST(DocumentOfPages, NothingInItRuns) {
  const auto taken = take_document(
      paper({kRedAbove},
            {.page_entries = "/AA<</O<</S/JavaScript/JS(while(true){})>>>>"
                             "/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 595 842]"
                             "/A<</S/URI/URI(http://127.0.0.1:9/)>>>>]",
             .catalog_entries = "/OpenAction<</S/JavaScript/JS(while(true){})>>"
                                "/AA<</WC<</S/Launch/F(/bin/true)>>>>"
                                "/Names<</EmbeddedFiles<</Names[(a)<</Type/Filespec/F(a)>>]>>>>"}));
  ASSERT_TRUE(taken.ok()) << taken.error().message;
  EXPECT_TRUE(near_colour(colour_at(taken->pages[0].jpeg, 700, 400), {254, 0, 0}));
}

TEST(DocumentOfPages, IsStoppedByAPerson) {
  const auto taken = take_document(paper({kRedAbove, kBlueAbove}), false);
  ASSERT_FALSE(taken.ok());
  EXPECT_EQ(taken.error().key, "ingest.document_cancelled");
}

TEST(DocumentRefused, WhenNobodyCouldReadIt) {
  const std::string good = paper({kRedAbove, kBlueAbove});
  EXPECT_EQ(refusal_of_document(good.substr(0, good.size() / 2)), "ingest.document_truncated");
  EXPECT_EQ(refusal_of_document("%PDF-1.7\nnothing of it\n%%EOF\n"), "ingest.document_damaged");
  EXPECT_EQ(refusal_of_document(std::string(3'000, '\0')), "ingest.document_truncated");
  const std::string locked =
      "/ID[<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]/Encrypt<</Filter"
      "/Standard/V 1/R 2/P -4/O<" +
      std::string(64, '1') + ">/U<" + std::string(64, '2') + ">>>";
  EXPECT_EQ(refusal_of_document(pdf_of(
                {"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 0/Kids[]>>"}, locked)),
            "ingest.document_encrypted");
  EXPECT_EQ(refusal_of_document(paper({})), "ingest.document_no_pages");
}

TEST(DocumentRefused, WhenItIsTooMuch) {
  const std::size_t most = limits::kDocumentPagesMax;
  EXPECT_EQ(refusal_of_document(paper(std::vector<std::string>(most + 1))),
            "ingest.document_too_many_pages");
  EXPECT_EQ(refusal_of_document(paper(std::vector<std::string>(10'000))),
            "ingest.document_too_many_pages");
  // The tree of pages promises what it does not hold.
  EXPECT_EQ(refusal_of_document(pdf_of(
                {"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 2147483647/Kids[]>>"})),
            "ingest.document_no_pages");
  EXPECT_EQ(refusal_of_document(paper({""}, {.box = "0 0 10 10000"})), "ingest.document_page_size");
  // However large its paper, the picture is not.
  const auto wall = take_document(paper({""}, {.box = "0 0 1000000000 1000000000"}));
  ASSERT_TRUE(wall.ok()) << wall.error().key;
  EXPECT_EQ(wall->pages[0].size_px, (Size{limits::kDocumentSide_px, limits::kDocumentSide_px}));
}

TEST(DocumentRefused, OrTakenWhenItGoesRoundInCircles) {
  const std::string form = std::to_string(first_free_object(1)) + " 0 R";
  const std::string itself =
      "/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X " + form + ">>>>";
  const std::vector<std::string> circles = {
      // A tree of pages that is its own branch.
      pdf_of({"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[2 0 R]>>"}),
      pdf_of({"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]/Parent 3 0 R>>",
              "<</Type/Pages/Count 1/Kids[2 0 R]/Parent 2 0 R>>"}),
      // An object that is only a reference to itself, and a length that is its own stream.
      pdf_of({"<</Type/Catalog/Pages 2 0 R>>", "2 0 R"}),
      pdf_of({"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>",
              "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
              "<</Length 4 0 R>>stream\nq Q\nendstream"}),
      // A drawing that draws itself.
      paper({"/X Do"}, {.page_entries = "/Resources<</XObject<</X " + form + ">>>>",
                        .more_objects = {pdf_stream("/X Do", itself)}}),
      // Brackets within brackets.
      pdf_of({"<</Type/Catalog/Pages 2 0 R/A " + std::string(100'000, '[') + ">>",
              "<</Type/Pages/Count 0/Kids[]>>"})};
  for (std::size_t i = 0; i < circles.size(); ++i) {
    const std::string end = refusal_of_document(circles[i]);
    EXPECT_TRUE(end == "taken" || end.starts_with("ingest.document_")) << i << " " << end;
  }
}

TEST(DocumentRefused, OrTakenWithAnyOfItsBytesChanged) {
  const std::string good = paper({kRedAbove + " BT /F 40 Tf 60 300 Td (a) Tj ET"});
  SeededRandom random(7);
  constexpr int kTries = 16;
  for (int i = 0; i < kTries; ++i) {
    std::string bytes = good;
    for (int change = 0; change < 1 + i; ++change) {
      bytes[std::size_t(between(random, 0, std::int64_t(bytes.size()) - 1))] =
          char(between(random, 0, 255));
    }
    const std::string end = refusal_of_document(bytes);
    EXPECT_TRUE(end == "taken" || end.starts_with("ingest.document_")) << i << " " << end;
  }
}

TEST(DocumentRefused, EachTimeInASentence) {
  for (int i = 0; i <= int(DocumentRefusal::Cancelled); ++i) {
    const auto refusal = DocumentRefusal(i);
    const Error error = error_of(refusal);
    EXPECT_EQ(document_refusal_from_name(name_of(refusal)), refusal);
    EXPECT_NE(text(error.key), error.key);
  }
  EXPECT_NE(text(kFontsLeftOut), kFontsLeftOut);
  EXPECT_NE(text("ingest.document_too_many_pages").find(std::to_string(limits::kDocumentPagesMax)),
            std::string::npos);
}

TEST(WhatAFileIs, IsToldByItsBytes) {
  EXPECT_EQ(kind_of_file(paper({""})), "document");
  EXPECT_EQ(kind_of_file("\xef\xbb\xbf\r\n" + paper({""})), "document");
  EXPECT_EQ(kind_of_file("PK\x03\x04......[Content_Types].xml"), "ingest.clip_office");
  EXPECT_EQ(kind_of_file("PK\x03\x04......mimetypeapplication/vnd.oasis.opendocument.text"),
            "ingest.clip_office");
  EXPECT_EQ(kind_of_file("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old Word file"),
            "ingest.clip_office");
  EXPECT_EQ(kind_of_file("{\\rtf1 words}"), "ingest.clip_office");
  // Any other folder of files is none of these.
  EXPECT_NE(kind_of_file("PK\x03\x04......photos/1.jpg"), "ingest.clip_office");
  const auto as_picture = ingest_picture(kPaperOptions, paper({""}));
  ASSERT_FALSE(as_picture.ok());
  EXPECT_EQ(as_picture.error().key, "ingest.document");
}

}  // namespace
}  // namespace bangtin
