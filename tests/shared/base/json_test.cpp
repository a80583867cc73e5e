#include "shared/base/json.h"

#include <gtest/gtest.h>

#include <limits>

#include "shared/base/json_fixed.h"
#include "shared/base/limits.h"

namespace bangtin {
namespace {

using namespace std::string_literals;

struct Case {
  std::string text;
  std::string canonical;  ///< what dump gives back
};

const std::vector<Case> kAccepted = {
    {"null", "null"},
    {"true", "true"},
    {"false", "false"},
    {"0", "0"},
    {"-1", "-1"},
    {"9223372036854775807", "9223372036854775807"},
    {"-9223372036854775808", "-9223372036854775808"},
    {"\"\"", "\"\""},
    {"[]", "[]"},
    {"{}", "{}"},
    {" \t\r\n[ 1 , 2 ] \n", "[1,2]"},
    {R"({"b":1,"a":2,"":3})", R"({"":3,"a":2,"b":1})"},
    {R"({"A":1,"a":2})", R"({"A":1,"a":2})"},
    {R"({"a":{"a":1},"b":{"a":1}})", R"({"a":{"a":1},"b":{"a":1}})"},
    {R"([{"a":1},{"a":1}])", R"([{"a":1},{"a":1}])"},
    {R"("\u0041\/\"\\")", R"("A/\"\\")"},
    {R"("\b\t\n\f\r\u0008\u001F")", R"("\b\t\n\f\r\b\u001f")"},
    {R"("\u0000")", R"("\u0000")"},
    {"\"\x7f\"", "\"\x7f\""},
    {R"("\u1EA2\u1ea2")", "\"ẢẢ\""},
    {R"("\ud83c\udf27")", "\"🌧\""},
    {"\"ẨM Ỹ Ẳ Ỗ Ễ Ự\"", "\"ẨM Ỹ Ẳ Ỗ Ễ Ự\""},
    {"\"\xf4\x8f\xbf\xbf\"", "\"\xf4\x8f\xbf\xbf\""},  // U+10FFFF
    {"\"\xee\x80\x80\"", "\"\xee\x80\x80\""},          // U+E000, first after the surrogates
    {"\"\xef\xbb\xbf\"", "\"\xef\xbb\xbf\""},          // U+FEFF inside a string is a character
    {std::string(32, '[') + std::string(32, ']'), std::string(32, '[') + std::string(32, ']')},
};

const std::vector<std::string> kRefused = {
    "",
    " ",
    "nul",
    "True",
    "NaN",
    "Infinity",
    "'a'",
    "a",
    // Numbers.
    "1.0",
    "-0",
    "[-0]",
    "-0.0",
    "1e3",
    "1E+2",
    "0.1",
    "01",
    "+1",
    ".5",
    "1.",
    "-",
    "0x10",
    "9223372036854775808",
    "18446744073709551615",
    "18446744073709551616",
    "-9223372036854775809",
    "123456789012345678901234567890",
    // Structure.
    "[1,]",
    "[,1]",
    "[1 2]",
    "[1",
    "]",
    "[}",
    "{\"a\":1,}",
    "{\"a\"}",
    "{\"a\":}",
    "{a:1}",
    "{1:1}",
    "{\"a\" 1}",
    R"({"a":1,"a":1})",
    R"({"a":1,"b":2,"a":3})",
    R"({"a":1,"\u0061":2})",
    R"([{"x":{"a":null,"a":null}}])",
    "1 2",
    "{}x",
    "{}{}",
    "null\0"s,
    "null\0garbage"s,
    "[1,\0 2]"s,
    "/* c */ 1",
    "1 // c",
    // Strings.
    "\"a",
    "\"a\nb\"",
    "\"\t\"",
    "\"a\0b\""s,
    R"("\x41")",
    R"("\u12")",
    R"("\u12g4")",
    R"("\ud800")",
    R"("\udc00")",
    R"("\ud800x")",
    R"("\ud800\u0041")",
    R"("\udc00\ud800")",
    // Bytes that are not UTF-8.
    "\"\x80\"",
    "\"\xc3\"",
    "\"\xc3\x28\"",
    "\"\xc0\x80\"",          // overlong U+0000
    "\"\xc1\xbf\"",          // overlong U+007F
    "\"\xe0\x80\xaf\"",      // overlong '/'
    "\"\xe0\x9f\xbf\"",      // overlong U+07FF
    "\"\xf0\x8f\xbf\xbf\"",  // overlong U+FFFF
    "\"\xed\xa0\x80\"",      // surrogate U+D800
    "\"\xed\xbf\xbf\"",      // surrogate U+DFFF
    "\"\xf4\x90\x80\x80\"",  // beyond U+10FFFF
    "\"\xf5\x80\x80\x80\"",
    "\"\xff\"",
    "{\"\xff\":1}",
    "\xef\xbb\xbf{}",   // byte order mark
    "\xff\xfe{\0}\0"s,  // UTF-16
    "\xc2\xa0[]",       // a no-break space is no JSON blank
    // Depth.
    std::string(33, '[') + std::string(33, ']'),
};

TEST(JsonParse, TakesWhatIsStrictlyJsonAndDumpsItCanonically) {
  for (const auto& [text, canonical] : kAccepted) {
    const auto value = Json::parse(text);
    ASSERT_TRUE(value.ok()) << text << ": " << value.error().message;
    EXPECT_EQ(value->dump(), canonical);
    const auto again = Json::parse(canonical);
    ASSERT_TRUE(again.ok()) << canonical;
    EXPECT_EQ(*again, *value);
  }
}

TEST(JsonParse, RefusesEverythingElseWithAPosition) {
  for (const std::string& text : kRefused) {
    const auto value = Json::parse(text);
    ASSERT_FALSE(value.ok()) << text;
    EXPECT_EQ(value.error().code, Code::Invalid);
    EXPECT_TRUE(value.error().message.starts_with("byte ")) << value.error().message;
  }
}

TEST(JsonParse, NamesThePlaceAndTheReason) {
  const auto message = [](std::string_view text) { return Json::parse(text).error().message; };
  EXPECT_EQ(message(R"({"a":1,"a":2})"), "byte 10: the key \"a\" twice");
  EXPECT_EQ(message("[1,2,x]"), "byte 6: wrong syntax or text that is not UTF-8");
  EXPECT_EQ(message("\xef\xbb\xbf{}"), "byte 0: a byte order mark");
  EXPECT_EQ(message("[-0]"), "byte 4: negative zero");
}

TEST(JsonParse, CountsObjectsAndArraysAlikeForDepth) {
  const auto nested = [](int depth) {
    std::string text;
    for (int i = 0; i < depth; ++i) text += i % 2 ? "[" : "{\"a\":";
    text += depth % 2 ? "null" : "";
    for (int i = depth - 1; i >= 0; --i) text += i % 2 ? "]" : "}";
    return text;
  };
  EXPECT_TRUE(Json::parse(nested(limits::kJsonDepthMax)).ok());
  EXPECT_FALSE(Json::parse(nested(limits::kJsonDepthMax + 1)).ok());
}

TEST(JsonParse, SurvivesHostileNestingOfMegabytes) {
  EXPECT_FALSE(Json::parse(std::string(limits::kJsonBytesMax, '[')).ok());
  std::string objects;
  while (objects.size() < limits::kJsonBytesMax - 5) objects += "{\"a\":";
  EXPECT_FALSE(Json::parse(objects).ok());
}

TEST(JsonParse, BoundsTheSize) {
  const std::string fits = '"' + std::string(limits::kJsonBytesMax - 2, 'a') + '"';
  EXPECT_TRUE(Json::parse(fits).ok());
  EXPECT_FALSE(Json::parse(fits + " ").ok());
}

TEST(JsonParse, ReadsManySiblingsAtOneDepth) {
  std::string text = "[";
  for (int i = 0; i < 100'000; ++i) text += i ? ",[]" : "[]";
  text += "]";
  EXPECT_EQ(Json::parse(text)->as_array()->size(), 100'000u);
}

TEST(JsonParse, RefusesEachPrefixOfAText) {
  const std::string text = R"({"tên":["\u1ea2",-12,true,null,{}]})";
  ASSERT_TRUE(Json::parse(text).ok());
  for (std::size_t size = 0; size < text.size(); ++size) {
    EXPECT_FALSE(Json::parse(text.substr(0, size)).ok()) << size;
  }
}

TEST(Json, HoldsEachKindOfValue) {
  EXPECT_TRUE(Json().is_null());
  EXPECT_TRUE(*Json(true).as_bool());
  EXPECT_EQ(*Json(7).as_int(), 7);
  EXPECT_EQ(*Json("a").as_string(), "a") << "a literal is no bool";
  EXPECT_EQ(Json("a").as_bool(), nullptr);
  EXPECT_EQ(Json(0).as_bool(), nullptr);
  EXPECT_EQ(Json(Json::Array{1, "x"}).dump(), R"([1,"x"])");
}

TEST(Json, SetMakesAnObjectOfNullAndReplacesMembers) {
  Json value;
  value.set("b", 1).set("a", "x").set("b", 2);
  EXPECT_EQ(value.dump(), R"({"a":"x","b":2})");
  EXPECT_EQ(*value.find("b")->as_int(), 2);
  EXPECT_EQ(value.find("c"), nullptr);
  EXPECT_EQ(Json(1).find("a"), nullptr);
}

TEST(JsonDeathTest, SetOnSomethingElseIsABug) {
  Json number(1);
  EXPECT_DEATH(number.set("a", 1), "object");
}

class JsonMember : public testing::Test {
 protected:
  const Json value_ = *Json::parse(R"({"s":"x","i":5,"b":true,"a":[1,2],"o":{"k":1},"n":null})");
};

template <class T>
void expect_invalid(const Result<T>& result, std::string_view message) {
  ASSERT_FALSE(result.ok()) << message;
  EXPECT_EQ(result.error().code, Code::Invalid);
  EXPECT_EQ(result.error().message, message);
}

TEST_F(JsonMember, ComesWithItsType) {
  EXPECT_EQ(*value_.string_at("s"), "x");
  EXPECT_EQ(*value_.int_at("i"), 5);
  EXPECT_EQ(*value_.int_at("i", 5, 5), 5);
  EXPECT_TRUE(*value_.bool_at("b"));
  EXPECT_EQ((*value_.array_at("a", 2))->size(), 2u);
  EXPECT_EQ(*(*value_.object_at("o"))->int_at("k"), 1);
}

TEST_F(JsonMember, IsNamedWhenMissing) {
  expect_invalid(value_.string_at("x"), "\"x\" is missing");
  expect_invalid(value_.int_at("x"), "\"x\" is missing");
  expect_invalid(value_.bool_at("x"), "\"x\" is missing");
  expect_invalid(value_.array_at("x", 9), "\"x\" is missing");
  expect_invalid(value_.object_at("x"), "\"x\" is missing");
  expect_invalid(Json(1).string_at("s"), "\"s\" is missing");
}

TEST_F(JsonMember, IsNamedWhenOfAnotherType) {
  expect_invalid(value_.string_at("i"), "\"i\" is not a string");
  expect_invalid(value_.int_at("s"), "\"s\" is not an integer");
  expect_invalid(value_.int_at("b"), "\"b\" is not an integer");
  expect_invalid(value_.bool_at("i"), "\"i\" is not true or false");
  expect_invalid(value_.array_at("o", 9), "\"o\" is not an array");
  expect_invalid(value_.object_at("a"), "\"a\" is not an object");
  expect_invalid(value_.string_at("n"), "\"n\" is not a string");
}

TEST_F(JsonMember, IsNamedWhenOutOfBounds) {
  expect_invalid(value_.int_at("i", 6, 9), "\"i\" is not in 6 to 9");
  expect_invalid(value_.int_at("i", 1, 4), "\"i\" is not in 1 to 4");
  expect_invalid(value_.array_at("a", 1), "\"a\" has more than 1 entries");
}

TEST(Json, DumpsTheCanonicalFormOfTufWithQuotesAloneEscaped) {
  const Json json = Json::Object{{"b\n", "\x01\t\"\\/"}, {"a", Json::Array{1, true, Json()}}};
  EXPECT_EQ(json.dump(JsonEscapes::QuoteOnly), "{\"a\":[1,true,null],\"b\n\":\"\x01\t\\\"\\\\/\"}");
  EXPECT_EQ(json.dump(), R"({"a":[1,true,null],"b\n":"\u0001\t\"\\/"})");
}

TEST(JsonFixed, ReadsDecimalsAsIntegersExactly) {
  const auto read = [](std::string_view text) {
    const Result<Json> json = parse_fixed_json(text, 6, 1'000);
    return json.ok() && json->as_int() ? *json->as_int() : -77;
  };
  EXPECT_EQ(read("105.7469"), 105'746'900);
  EXPECT_EQ(read("105"), 105'000'000);
  EXPECT_EQ(read("-0.0000005"), -1) << "half away from zero";
  EXPECT_EQ(read("-0.00000049"), 0);
  EXPECT_EQ(read("0.1234565"), 123'457);
  EXPECT_EQ(read("10.999999999999999999999999999999999999"), 11'000'000);
  EXPECT_EQ(read("1.05e2"), 105'000'000);
  EXPECT_EQ(read("1.05E+2"), 105'000'000);
  EXPECT_EQ(read("10500e-2"), 105'000'000);
  EXPECT_EQ(read("-0"), 0);
  EXPECT_EQ(read("-0.0"), 0);
  EXPECT_EQ(read("1e-300"), 0);
  EXPECT_EQ(read("0e99999999999999999999"), 0);
  EXPECT_EQ(read("1e300"), std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(read("-18446744073709551615"), -std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(read("\xef\xbb\xbf 1"), 1'000'000) << "many programs put a mark first";
}

TEST(JsonFixed, IsStrictInAllElse) {
  for (const char* text : {"", "{", "[1,]", "01", "1.", ".5", "NaN", "1e", R"({"a":1,"a":2})"}) {
    EXPECT_FALSE(parse_fixed_json(text, 6, 1'000).ok()) << text;
  }
  EXPECT_FALSE(parse_fixed_json(std::string(100, '['), 6, 1'000).ok());
  EXPECT_FALSE(parse_fixed_json("[1, 2]", 6, 5).ok());
  EXPECT_EQ(parse_fixed_json(R"({"a":[1.5,"x",null]})", 1, 1'000)->dump(),
            R"({"a":[15,"x",null]})");
}

}  // namespace
}  // namespace bangtin
