// A24: names of roles that are no plain words, each tried twice on a real folder: with the names of
// files that the house makes of them, and with those of a program that lacks one of its cares. The
// first must come to no harm, the second must.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>

#include "shared/base/files.h"
#include "shared/base/limits.h"
#include "shared/trust/file_name.h"
#include "tests/fakes/temp_folder.h"

namespace bangtin {
namespace {

namespace fs = std::filesystem;

using Naming = std::function<std::string(const std::string&)>;

constexpr std::string_view kComposed = "\xe1\xba\xa3nh";   // "ả" in one
constexpr std::string_view kDecomposed = "a\xcc\x89nh";    // the same letter in two
constexpr std::string_view kDots = "%2e%2e%2f%2e%2e%2fx";  // "../../x"

std::string named_by_the_house(const std::string& role) { return tuf::file_name_of(role, ".json"); }
std::string as_it_stands(const std::string& role) { return role + ".json"; }
std::string decoded(const std::string& role) {
  return (role == kDots ? std::string("../../x") : role) + ".json";
}
std::string cut(const std::string& role) {
  return role.substr(0, limits::kEncodedNameBytesMax) + ".json";
}
std::string without_capitals(std::string role) {
  std::ranges::transform(role, role.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
  return tuf::file_name_of(role, ".json");
}
std::string composed(const std::string& role) {
  return tuf::file_name_of(role == kDecomposed ? std::string(kComposed) : role, ".json");
}

/// A folder of metadata inside another one, by some naming.
struct Kept {
  explicit Kept(Naming by) : naming(std::move(by)) {
    fs::create_directories(trust());
    save("root", "root");
  }
  fs::path trust() const { return outer.path() / "own" / "trust"; }
  fs::path file(const std::string& role) const { return trust() / naming(role); }
  void save(const std::string& role, std::string_view bytes) const {
    std::ofstream(file(role).c_str()) << bytes;  // A system call's name ends at its first zero.
  }
  std::string load(const std::string& role) const {
    const auto bytes = files::read_all(file(role).c_str(), 100);
    return bytes ? *bytes : std::string();
  }
  bool has_a_file_outside() const {
    return std::ranges::any_of(
        fs::recursive_directory_iterator(outer.path()), [&](const fs::directory_entry& entry) {
          return entry.is_regular_file() && entry.path().parent_path() != trust();
        });
  }
  bool confuses(const std::string& one, const std::string& other) const {
    save(one, "one");
    save(other, "other");
    return load(one) != "one" || load(other) != "other";
  }

  TempFolder outer;
  Naming naming;
};

struct Attack {
  std::string name;
  Naming careless;
  std::function<bool(const Kept&)> harms;
};

void PrintTo(const Attack& attack, std::ostream* out) { *out << attack.name; }

bool leaves_with(const Kept& kept, const std::string& role) {
  kept.save(role, "forged");
  return kept.has_a_file_outside();
}

const std::vector<Attack>& all_attacks() {
  static const std::string kLong(limits::kEncodedNameBytesMax + 50, 'x');
  static const std::vector<Attack> attacks = {
      {"A24Traversal", as_it_stands, [](const Kept& kept) { return leaves_with(kept, "../x"); }},
      {"A24AnAbsolutePath", as_it_stands,
       [](const Kept& kept) { return leaves_with(kept, (kept.outer.path() / "x").string()); }},
      {"A24TraversalInEscapes", decoded,
       [](const Kept& kept) { return leaves_with(kept, std::string(kDots)); }},
      {"A24AZeroByteEndsTheName", as_it_stands,
       [](const Kept& kept) {
         kept.save(std::string("root.json\0x", 11), "forged");
         return kept.load("root") == "forged";
       }},
      {"A24ComposedAndDecomposedLetters", composed,
       [](const Kept& kept) {
         return kept.confuses(std::string(kComposed), std::string(kDecomposed));
       }},
      {"A24CapitalAndSmallLetters", without_capitals,
       [](const Kept& kept) { return kept.confuses("Loa", "loa"); }},
      {"A24LongNamesWithOneBegin", cut,
       [](const Kept& kept) { return kept.confuses(kLong + "a", kLong + "b"); }},
  };
  return attacks;
}

class NameAttack : public testing::TestWithParam<Attack> {};

TEST_P(NameAttack, ComesToNoHarm) { EXPECT_FALSE(GetParam().harms(Kept(named_by_the_house))); }

TEST_P(NameAttack, WouldDoHarmWithoutItsGuard) {
  EXPECT_TRUE(GetParam().harms(Kept(GetParam().careless)));
}

INSTANTIATE_TEST_SUITE_P(Names, NameAttack, testing::ValuesIn(all_attacks()),
                         [](const auto& attack) { return attack.param.name; });

}  // namespace
}  // namespace bangtin
