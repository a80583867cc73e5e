#include "manager/report/recovery_pdf.h"

#include <gtest/gtest.h>

#include "shared/base/texts.h"
#include "shared/crypto/sealed_key.h"
#include "tests/fakes/temp_folder.h"
#include "tests/manager/report/read_back.h"

namespace bangtin {
namespace {

namespace fs = std::filesystem;

RecoveryPaper paper() {
  std::array<std::uint8_t, 32> seed{};
  seed.fill(7);
  return {"Xã Tân Hưng",
          "UBND xã Tân Hưng",
          recovery_sheet(KeyPair::from_seed(seed)),
          "Nguyễn Thị Lan",
          *from_iso8601("2026-11-29T01:30:00.000Z"),
          420};
}

TEST(RecoveryPdf, WhatIsPrintedGivesTheKeyBack) {
  const TempFolder folder;
  const RecoveryPaper wanted = paper();
  const fs::path path = save_recovery(folder.path(), wanted).value();
  const std::string words = printed_by("pdftotext -layout '" + path.string() + "' -");
  for (const char* said : {"UBND xã Tân Hưng", "PHIẾU KHÔI PHỤC KHOÁ CỦA XÃ", "Nguyễn Thị Lan",
                           "29/11/2026", "Người giữ phiếu", "Người chứng kiến"}) {
    EXPECT_NE(words.find(said), words.npos) << said << "\n" << words;
  }
  // Copied from the paper: the lines of the sheet, wherever they stand.
  std::string copied;
  std::size_t begin = 0;
  while (begin < wanted.sheet.size()) {
    const std::size_t end = std::min(wanted.sheet.find('\n', begin), wanted.sheet.size());
    const std::string line = wanted.sheet.substr(begin, end - begin);
    const std::size_t at = words.find(line);
    ASSERT_NE(at, words.npos) << line << "\n" << words;
    copied += words.substr(at, line.size()) + "\n";
    begin = end + 1;
  }
  std::array<std::uint8_t, 32> seed{};
  seed.fill(7);
  EXPECT_EQ(key_from_sheet(copied).value().public_key(), KeyPair::from_seed(seed).public_key());
  EXPECT_EQ(words.find('\f'), words.size() - 1) << "one page";
}

/// Somebody reads it years later, on a PC where nobody knows the way.
TEST(RecoveryPdf, TheWayBackIsNamedByTheWordsOfItsButtons) {
  for (const Language language : {Language::Vietnamese, Language::English}) {
    set_language(language);
    const auto says = [](std::string_view rule, std::string_view button) {
      EXPECT_NE(text(rule).find(text(button)), std::string_view::npos) << rule << " " << button;
    };
    says("report.recovery.rule_3", "desk.trust.title");
    says("report.recovery.rule_3", "desk.trust.recover");
    says("report.my_key.rule_3", "account.title");
    says("report.my_key.rule_3", "account.recover");
  }
  set_language(Language::Vietnamese);
}

TEST(RecoveryPdf, APersonsOwnSaysWhoseItIsAndNothingOfTheCommunes) {
  const TempFolder folder;
  RecoveryPaper own = paper();
  own.login = "lan";
  own.words = "anh áo bạc bài bánh bắp";
  const fs::path path = save_recovery(folder.path(), own).value();
  EXPECT_EQ(path.filename(), "phieu-khoi-phuc-khoa-cua-lan.pdf");
  const std::string words = printed_by("pdftotext -layout '" + path.string() + "' -");
  for (const std::string& said :
       {std::string("PHIẾU KHÔI PHỤC KHOÁ KÝ CÁ NHÂN"), std::string("Nguyễn Thị Lan (lan)"),
        own.words, own.sheet.substr(0, own.sheet.find('\n')),
        own.sheet.substr(own.sheet.find('\n') + 1)}) {
    EXPECT_NE(words.find(said), words.npos) << said << "\n" << words;
  }
  for (const char* other : {"KHOÁ CỦA XÃ", "Người chứng kiến", "{"}) {
    EXPECT_EQ(words.find(other), words.npos) << other << "\n" << words;
  }
  EXPECT_EQ(words.find('\f'), words.size() - 1) << "one page";
}

TEST(RecoveryPdf, ANameThatTheServerSaysLeadsNowhereElse) {
  const TempFolder folder;
  RecoveryPaper own = paper();
  own.login = "../../lan";
  EXPECT_EQ(save_recovery(folder.path(), own).value().parent_path(), folder.path());
}

TEST(RecoveryPdf, NobodyElseReadsTheFileAndNoneIsOverwritten) {
  const TempFolder folder;
  const fs::path first = save_recovery(folder.path(), paper()).value();
  const fs::path second = save_recovery(folder.path(), paper()).value();
  EXPECT_NE(first, second);
  for (const fs::path& path : {first, second}) {
    EXPECT_EQ(fs::status(path).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  }
}

TEST(RecoveryPdf, AFolderThatIsNotThereIsSaidInWords) {
  const TempFolder folder;
  const auto saved = save_recovery(folder.path() / "khong-co", paper());
  ASSERT_FALSE(saved.ok());
  EXPECT_EQ(saved.error().key, "report.no_folder");
}

}  // namespace
}  // namespace bangtin
