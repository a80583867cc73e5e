#include "shared/crypto/words.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace bangtin {
namespace {

std::string word(int index) {
  Digest digest;
  digest.bytes[0] = static_cast<std::uint8_t>(index);
  return fingerprint_words(digest).front();
}

/// The word in a-z: no tone marks, no other marks. Empty when a letter is not Vietnamese, composed
/// and small.
std::string without_marks(std::string text) {
  static const std::pair<char, std::vector<std::string>> kLetters[] = {
      {'a', {"à", "á", "ả", "ã", "ạ", "ă", "ằ", "ắ", "ẳ", "ẵ", "ặ", "â", "ầ", "ấ", "ẩ", "ẫ", "ậ"}},
      {'e', {"è", "é", "ẻ", "ẽ", "ẹ", "ê", "ề", "ế", "ể", "ễ", "ệ"}},
      {'i', {"ì", "í", "ỉ", "ĩ", "ị"}},
      {'o', {"ò", "ó", "ỏ", "õ", "ọ", "ô", "ồ", "ố", "ổ", "ỗ", "ộ", "ơ", "ờ", "ớ", "ở", "ỡ", "ợ"}},
      {'u', {"ù", "ú", "ủ", "ũ", "ụ", "ư", "ừ", "ứ", "ử", "ữ", "ự"}},
      {'y', {"ỳ", "ý", "ỷ", "ỹ", "ỵ"}},
      {'d', {"đ"}},
  };
  for (const auto& [plain, marked] : kLetters) {
    for (const std::string& letter : marked) {
      for (auto at = text.find(letter); at != text.npos; at = text.find(letter)) {
        text.replace(at, letter.size(), 1, plain);
      }
    }
  }
  const bool plain =
      std::all_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  return plain ? text : std::string();
}

/// How a word may be heard where dialects merge sounds: two words must not share this.
std::string as_heard(const std::string& word) {
  const bool barred = word.starts_with("đ");
  std::string sound = without_marks(word);
  const auto begin_becomes = [&](std::string_view from, std::string_view to) {
    if (!sound.starts_with(from)) return false;
    sound = std::string(to) + sound.substr(from.size());
    return true;
  };
  const auto end_becomes = [&](std::string_view from, std::string_view to) {
    if (!sound.ends_with(from)) return false;
    sound = sound.substr(0, sound.size() - from.size()) + std::string(to);
    return true;
  };
  if (barred) begin_becomes("d", "D");
  static_cast<void>(begin_becomes("ngh", "ng") || begin_becomes("gh", "g") ||
                    (sound.size() > 2 && begin_becomes("gi", "d")) || begin_becomes("v", "d") ||
                    begin_becomes("r", "d") || begin_becomes("x", "s") ||
                    begin_becomes("tr", "ch") || begin_becomes("q", "c"));
  if (!sound.starts_with("ng") && !sound.starts_with("nh")) begin_becomes("n", "l");
  if (!sound.starts_with("kh")) begin_becomes("k", "c");
  std::replace(sound.begin(), sound.end(), 'y', 'i');
  static_cast<void>(end_becomes("ng", "n") || end_becomes("nh", "n") || end_becomes("ch", "t") ||
                    end_becomes("c", "t"));
  return sound;
}

TEST(FingerprintWords, AreSixFromTheFirstSixBytes) {
  Digest digest;
  for (std::size_t i = 0; i < digest.bytes.size(); ++i) {
    digest.bytes[i] = static_cast<std::uint8_t>(40 * i);
  }
  const std::vector<std::string> words = fingerprint_words(digest);
  ASSERT_EQ(words.size(), kFingerprintWords);
  for (std::size_t i = 0; i < words.size(); ++i) {
    EXPECT_EQ(words[i], word(static_cast<int>(40 * i))) << i;
  }
  digest.bytes[6] ^= 1;
  EXPECT_EQ(fingerprint_words(digest), words);
  digest.bytes[5] ^= 1;
  EXPECT_NE(fingerprint_words(digest), words);
}

TEST(FingerprintWords, AreSmallComposedVietnameseLetters) {
  for (int i = 0; i < 256; ++i) {
    const std::string plain = without_marks(word(i));
    EXPECT_FALSE(plain.empty()) << word(i);
    EXPECT_LE(plain.size(), 7u) << word(i);
  }
}

TEST(FingerprintWords, DifferByMoreThanTheirMarks) {
  std::map<std::string, std::string> seen;
  for (int i = 0; i < 256; ++i) {
    const auto [other, fresh] = seen.emplace(without_marks(word(i)), word(i));
    EXPECT_TRUE(fresh) << word(i) << " and " << other->second;
  }
}

TEST(FingerprintWords, DifferWhereDialectsMergeSounds) {
  std::map<std::string, std::string> seen;
  for (int i = 0; i < 256; ++i) {
    const auto [other, fresh] = seen.emplace(as_heard(word(i)), word(i));
    EXPECT_TRUE(fresh) << word(i) << " and " << other->second;
  }
}

TEST(FingerprintWords, NeverChange) {
  EXPECT_EQ(word(0), "anh");
  EXPECT_EQ(word(100), "khuya");
  EXPECT_EQ(word(255), "yến");
}

TEST(FingerprintWords, AreKnownAgainAndNoOthers) {
  for (int i = 0; i < 256; ++i) {
    Digest digest;
    digest.bytes.fill(static_cast<std::uint8_t>(i));
    EXPECT_TRUE(is_fingerprint_word(fingerprint_words(digest).front()));
  }
  for (const char* word : {"", " ", "xyz", "hello"}) EXPECT_FALSE(is_fingerprint_word(word));
}

}  // namespace
}  // namespace bangtin
