// A35: one text that two readers read in two ways, tried twice: one reader checks the signature,
// the other takes what is said, once with the reader of the house in both places, once with two
// that are as lenient as many are. The first must come to no harm, the second must.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>

#include "shared/base/json.h"
#include "shared/crypto/ed25519.h"

namespace bangtin {
namespace {

using Lenient = nlohmann::json;
using Reader = std::function<std::optional<Json>(const std::string&)>;

const KeyPair& signer() {
  static const KeyPair pair = KeyPair::from_seed({35});
  return pair;
}

struct Readers {
  Reader check;  ///< whose reading the signature is compared with
  Reader use;    ///< whose reading is followed
};

std::optional<Json> strict(const std::string& text) {
  auto json = Json::parse(text);
  return json.ok() ? std::optional(std::move(*json)) : std::nullopt;
}

/// How a reader makes a whole number of any.
struct Numbers {
  std::int64_t (*of_fraction)(double);
  std::int64_t (*of_whole)(std::int64_t);
};

constexpr double kTwoTo64 = 18'446'744'073'709'551'616.0;
constexpr double kTwoTo63 = kTwoTo64 / 2;

/// It cuts what stands behind the point, and what does not fit.
constexpr Numbers kCut{
    [](double value) { return std::int64_t(std::uint64_t(std::fmod(value, kTwoTo64))); },
    [](std::int64_t value) { return std::int64_t(std::int32_t(value)); }};
/// It rounds, and takes the largest number for what does not fit.
constexpr Numbers kRounded{[](double value) {
                             return value >= kTwoTo63 ? std::numeric_limits<std::int64_t>::max()
                                                      : std::int64_t(std::ceil(value));
                           },
                           [](std::int64_t value) { return value; }};

Json plain(const Lenient& value, const Numbers& numbers) {
  if (value.is_object()) {
    Json::Object members;
    for (const auto& [name, member] : value.items()) members[name] = plain(member, numbers);
    return members;
  }
  if (value.is_array()) {
    Json::Array entries;
    for (const Lenient& entry : value) entries.push_back(plain(entry, numbers));
    return entries;
  }
  if (value.is_number_integer()) return numbers.of_whole(value.get<std::int64_t>());
  if (value.is_number()) return numbers.of_fraction(value.get<double>());
  if (value.is_boolean()) return value.get<bool>();
  if (value.is_string()) return value.get<std::string>();
  return {};
}

/// The first of two members counts, numbers are cut, what comes after the value is left.
std::optional<Json> first_counts(const std::string& text) {
  std::vector<std::set<std::string>> seen;
  const auto keep = [&seen](int, Lenient::parse_event_t event, Lenient& value) {
    if (event == Lenient::parse_event_t::object_start) seen.emplace_back();
    if (event == Lenient::parse_event_t::object_end) seen.pop_back();
    if (event != Lenient::parse_event_t::key) return true;
    return seen.back().insert(value.get<std::string>()).second;
  };
  const std::string one = text.substr(0, text.find('\n'));
  const Lenient read = Lenient::parse(one, keep, false);
  if (read.is_discarded()) return std::nullopt;
  return plain(read, kCut);
}

/// The last of two members counts, numbers are rounded, and so does the last of two values.
std::optional<Json> last_counts(const std::string& text) {
  const std::size_t line = text.rfind('\n');
  const std::string one = line == text.npos ? text : text.substr(line + 1);
  const Lenient read = Lenient::parse(one, nullptr, false);
  if (read.is_discarded()) return std::nullopt;
  return plain(read, kRounded);
}

const Readers kHouse{strict, strict};
const Readers kLenient{first_counts, last_counts};

/// What is believed: nothing unless the signature is right.
std::optional<Json> believed(const std::string& text, const Readers& readers) {
  const auto checked = readers.check(text);
  const Json* said = checked ? checked->find("signed") : nullptr;
  const Json* sig = checked ? checked->find("sig") : nullptr;
  if (said == nullptr || sig == nullptr || sig->as_string() == nullptr) return std::nullopt;
  const auto signature = signature_from_hex(*sig->as_string());
  if (!signature ||
      !verify(signer().public_key(), said->dump(JsonEscapes::QuoteOnly), *signature)) {
    return std::nullopt;
  }
  const auto used = readers.use(text);
  const Json* content = used ? used->find("signed") : nullptr;
  return content != nullptr ? std::optional(*content) : std::nullopt;
}

Json honest() { return Json().set("item", "a").set("version", 4'096); }

/// With the signature over what is honest.
std::string envelope(const std::string& signed_part, const std::string& more = "") {
  const std::string signature = to_hex(signer().sign(honest().dump(JsonEscapes::QuoteOnly)));
  return R"({"sig":")" + signature + R"(","signed":)" + signed_part + more + "}";
}

struct Attack {
  std::string name;
  std::string text;
  /// False where it is what was signed, though not in the bytes that were, or as deep as it likes.
  bool says_other = true;
};

void PrintTo(const Attack& attack, std::ostream* out) { *out << attack.name; }

const std::vector<Attack>& all_attacks() {
  static const std::string kForged = R"({"item":"b","version":4096})";
  static const std::string kDeep = std::string(2'000, '[') + std::string(2'000, ']');
  static const std::vector<Attack> attacks = {
      {"A35TheSignedPartTwice", envelope(honest().dump(), R"(,"signed":)" + kForged)},
      {"A35AMemberTwice", envelope(R"({"item":"a","item":"b","version":4096})")},
      {"A35AMemberTwiceOnceInEscapes", envelope(R"({"item":"a","\u0069tem":"b","version":4096})")},
      {"A35AFraction", envelope(R"({"item":"a","version":4096.5})")},
      {"A35AFractionWithAnExponent", envelope(R"({"item":"a","version":40965e-1})")},
      {"A35ANumberBeyond32Bits", envelope(R"({"item":"a","version":4294971392})")},
      {"A35ANumberBeyond64Bits", envelope(R"({"item":"a","version":18446744073709555712})")},
      {"A35TwoValuesInOneText", envelope(honest().dump()) + "\n" + envelope(kForged)},
      {"A35AByteOrderMark", "\xef\xbb\xbf" + envelope(honest().dump()), false},
      {"A35NestedWithoutEnd", envelope(honest().dump(), R"(,"more":)" + kDeep), false},
  };
  return attacks;
}

class JsonAttack : public testing::TestWithParam<Attack> {};

TEST_P(JsonAttack, ComesToNoHarm) { EXPECT_EQ(believed(GetParam().text, kHouse), std::nullopt); }

TEST_P(JsonAttack, WouldDoHarmWithoutItsGuard) {
  const auto said = believed(GetParam().text, kLenient);
  ASSERT_TRUE(said.has_value());
  EXPECT_EQ(*said != honest(), GetParam().says_other) << "what is believed nobody signed so";
}

INSTANTIATE_TEST_SUITE_P(Json, JsonAttack, testing::ValuesIn(all_attacks()),
                         [](const auto& attack) { return attack.param.name; });

TEST(JsonAttackList, WhatIsHonestIsBelievedByAllReaders) {
  for (const Readers& readers : {kHouse, kLenient}) {
    EXPECT_EQ(believed(envelope(honest().dump()), readers), honest());
  }
}

}  // namespace
}  // namespace bangtin
