#include "manager/client/key_copies.h"

#include <gtest/gtest.h>

#include "manager/client/my_key.h"
#include "shared/base/files.h"
#include "tests/fakes/temp_folder.h"

namespace bangtin {
namespace {

namespace fs = std::filesystem;

KeyPair some_key(std::uint8_t number) {
  std::array<std::uint8_t, 32> seed{};
  seed.fill(number);
  return KeyPair::from_seed(seed);
}

std::string copy_of(const KeyPair& pair) {
  return key_copy_text(
      {"hoa", "Nguyễn Thị Hoa", "Xã Tân Hưng", words_of(pair.public_key()), recovery_sheet(pair)});
}

TEST(KeyCopies, AFileOnAStickGivesTheKeyBackAndSaysWhoseItIs) {
  const KeyPair pair = some_key(7);
  const std::string text = copy_of(pair);
  for (const std::string& said :
       {std::string("Nguyễn Thị Hoa (hoa), Xã Tân Hưng"), words_of(pair.public_key())}) {
    EXPECT_NE(text.find(said), text.npos) << text;
  }
  EXPECT_EQ(key_from_copy(text).value().public_key(), pair.public_key());
}

TEST(KeyCopies, ASheetAloneAndWhatOtherEditorsMakeOfAFileAreReadToo) {
  const KeyPair pair = some_key(7);
  const std::string sheet = recovery_sheet(pair);
  std::string of_windows = "\xEF\xBB\xBF";
  for (const char c : copy_of(pair)) of_windows += c == '\n' ? "\r\n" : std::string(1, c);
  std::string in_one_line = sheet;
  in_one_line[in_one_line.find('\n')] = ' ';
  const std::string apart = "ghi chú\n" + sheet.substr(0, sheet.find('\n')) + "\n\n  \n" +
                            sheet.substr(sheet.find('\n') + 1) + "\nhết";
  for (const std::string& text : {sheet, of_windows, in_one_line, apart}) {
    const auto read = key_from_copy(text);
    ASSERT_TRUE(read.ok()) << text;
    EXPECT_EQ(read->public_key(), pair.public_key());
  }
}

TEST(KeyCopies, AWrongLetterAndWhatIsNoCopyAreRefused) {
  std::string wrong = copy_of(some_key(7));
  char& letter = wrong[wrong.size() - 3];
  letter = letter == '4' ? '5' : '4';
  for (const std::string& text :
       {wrong, std::string(), std::string("\n\n\n"), std::string("Kính gửi\nbà con"),
        recovery_sheet(some_key(7)).substr(0, 40) + "\n" +
            recovery_sheet(some_key(8)).substr(40)}) {
    const auto read = key_from_copy(text);
    ASSERT_FALSE(read.ok()) << text;
    EXPECT_EQ(read.error().key, "trust.sheet_wrong");
  }
}

TEST(KeyCopies, FilesAreReadWithWordsForWhatIsWrong) {
  const TempFolder folder;
  const fs::path file = folder.path() / key_copy_name("hoa");
  ASSERT_TRUE(files::write_atomic(file, "bản chép").ok());
  EXPECT_EQ(read_key_copy(file).value(), "bản chép");
  const auto key_of_error = [](const fs::path& path) { return read_key_copy(path).error().key; };
  EXPECT_EQ(key_of_error(folder.path() / "khong-co"), "my_key.no_file");
  EXPECT_EQ(key_of_error(folder.path()), "my_key.no_copy");
  ASSERT_TRUE(files::write_atomic(file, std::string(20'000, 'A')).ok());
  EXPECT_EQ(key_of_error(file), "my_key.no_copy");
}

TEST(KeyCopies, ThoseOnASticksFirstLevelAreFoundByTheirNames) {
  const TempFolder stick, other;
  EXPECT_EQ(key_copy_name("hoa"), "khoa-bang-tin-hoa.txt");
  for (const std::string& name : {key_copy_name("hoa"), key_copy_name("nam.a"),
                                  std::string("khoa-bang-tin-x.pdf"), std::string("anh.txt")}) {
    ASSERT_TRUE(files::write_atomic(stick.path() / name, "").ok());
  }
  const auto found = key_copies_in({{other.path().string(), "Ổ khác", true, 0},
                                    {stick.path().string(), "USB", true, 0},
                                    {"/khong/co", "", true, 0}});
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].login, "hoa");
  EXPECT_EQ(found[1].login, "nam.a");
  EXPECT_EQ(found[1].place, "USB");
  EXPECT_EQ(found[0].file, (stick.path() / "khoa-bang-tin-hoa.txt").string());
}

}  // namespace
}  // namespace bangtin
