#include "shared/protocol/content_json.h"

#include <gtest/gtest.h>

#include <functional>

#include "shared/crypto/sha256.h"
#include "tests/fakes/random_manifest.h"
#include "tests/fakes/sample_manifest.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

Json parsed(std::string_view text) { return Json::parse(text).value(); }

TEST(ContentJson, GoesThereAndBackForRandomManifests) {
  for (std::uint64_t seed = 0; seed < 120; ++seed) {
    SeededRandom random(seed);
    const Manifest manifest = random_manifest(random);
    for (const ItemVersion& item : manifest.items) {
      const std::string bytes = to_json(item).dump();
      const auto back = item_version_from_json(parsed(bytes));
      ASSERT_TRUE(back.ok()) << back.error().message;
      ASSERT_EQ(*back, item);
      ASSERT_EQ(to_json(*back).dump(), bytes);
      ASSERT_EQ(item_content_from_json(to_json(item.content)).value(), item.content);
    }
    const auto back = selection_from_json(parsed(to_json(manifest.selection).dump()));
    ASSERT_TRUE(back.ok()) << back.error().message;
    ASSERT_EQ(*back, manifest.selection);
  }
}

TEST(ContentJson, ReadsOrRefusesHostileManifestsWithoutLosingAnything) {
  for (std::uint64_t seed = 0; seed < 120; ++seed) {
    SeededRandom random(seed);
    RandomManifestOptions options;
    options.hostile = true;
    const Manifest manifest = random_manifest(random, options);
    const Json json = to_json(manifest.selection);
    const auto back = selection_from_json(parsed(json.dump()));
    if (back.ok()) {
      ASSERT_EQ(to_json(*back), json);
    }
  }
}

TEST(ContentJson, WritesAVersionInExactlyThisShape) {
  ItemVersion item = sample::notice();
  item.content.media[0].blob.bytes.fill(0xab);
  item.content.media[0].chunks.clear();
  EXPECT_EQ(to_json(item).dump(),
            R"({"author":"lan","content":{"agency":"UBND xã Tân Hưng",)"
            R"("body":"Tiêm vắc-xin cho trẻ dưới 5 tuổi.\nTại trạm y tế xã, từ 7 giờ.",)"
            R"("category":"procedure","commune_code":"30307","document_number":"12/TB-UBND",)"
            R"("kind":"notice","language":"vi","media":[{"blob":)"
            R"("abababababababababababababababababababababababababababababababab","chunks":[],)"
            R"("duration_ms":0,"has_sound":false,"media_type":"image/jpeg","poster":-1,)"
            R"("size_bytes":700000,"size_px":[1280,720]}],)"
            R"("origin":"commune","owner_kind":"state","picture_duration_s":10,"priority":1,)"
            R"("province_code":"91","source":"Trang tin xã","stories":[],)"
            R"("title":"Thông báo lịch tiêm vắc-xin",)"
            R"("valid_from":"2026-11-21T00:00:00.000Z","valid_until":"2026-12-22T00:00:00.000Z"},)"
            R"("id":"item-notice","made_at":"2026-11-20T23:00:00.000Z","number":1,"paginations":[)"
            R"({"pages":[{"begin_byte":0,"begin_story":0,"duration_ms":10000,"end_byte":43,)"
            R"("end_story":0,"media":-1,"text_px":32},{"begin_byte":44,"begin_story":0,)"
            R"("duration_ms":10000,"end_byte":82,"end_story":0,"media":-1,"text_px":32},)"
            R"({"begin_byte":0,"begin_story":0,"duration_ms":10000,"end_byte":0,"end_story":0,)"
            R"("media":0,"text_px":0}],)"
            R"("zone_px":[600,400]}]})");
}

TEST(ContentJson, WritesASelectionInExactlyThisShape) {
  Selection selection = sample::manifest().selection;
  selection.items.resize(1);
  selection.items[0].bytes.fill(0x01);
  selection.layouts[0].zones.resize(2);
  selection.playlists.resize(1);
  selection.playlists[0].entries.resize(1);
  selection.programs[0].playlists.resize(2);
  EXPECT_EQ(to_json(selection).dump(),
            R"({"board":"board-1","canvas_px":[600,480],"generation":1,)"
            R"("issued_at":"2026-11-21T23:00:00.000Z","items":[)"
            R"("0101010101010101010101010101010101010101010101010101010101010101"],)"
            R"("layouts":[{"zones":[{"rect_px":[0,0,600,40],"role":"header"},)"
            R"({"rect_px":[0,40,600,400],"role":"main"}]}],)"
            R"("panel_off":[],"place":{"agency":"UBND xã Tân Hưng","commune_code":"30307",)"
            R"("province_code":"91"},)"
            R"("playlists":[{"entries":[{"duration_ms":10000,"item":0,"page":0}]}],)"
            R"("programs":[{"layout":0,"playlists":[null,0]}],"quiet":[],"utc_offset_minutes":420,)"
            R"("windows":[{"begin":"2026-11-22T00:00:00.000Z","end":"2026-11-22T12:00:00.000Z",)"
            R"("program":0,"ran_ms":[]}]})");
}

/// Every object inside a value, this one included.
void each_object(Json& json, const std::function<void(Json::Object&)>& visit) {
  if (auto* object = const_cast<Json::Object*>(json.as_object())) {
    visit(*object);
    for (auto& [key, member] : *object) each_object(member, visit);
  } else if (auto* array = const_cast<Json::Array*>(json.as_array())) {
    for (Json& entry : *array) each_object(entry, visit);
  }
}

/// Changes the n-th object inside; false when there are fewer.
bool change_object(Json& json, int n, const std::function<void(Json::Object&)>& change) {
  int seen = 0;
  each_object(json, [&](Json::Object& object) {
    if (seen++ == n) change(object);
  });
  return seen > n;
}

TEST(ContentJson, RefusesAnUnknownMemberAtEveryDepth) {
  const auto add = [](Json::Object& object) { object["zzz"] = 1; };
  int objects = 0;
  for (;; ++objects) {
    Json json = to_json(sample::notice());
    if (!change_object(json, objects, add)) break;
    const auto read = item_version_from_json(json);
    ASSERT_FALSE(read.ok()) << objects;
    EXPECT_EQ(read.error().code, Code::Invalid);
    EXPECT_NE(read.error().message.find("zzz"), std::string::npos) << read.error().message;
  }
  EXPECT_EQ(objects, 7);  // version, content, media, pagination, three pages
  for (objects = 0;; ++objects) {
    Json json = to_json(sample::manifest().selection);
    if (!change_object(json, objects, add)) break;
    ASSERT_FALSE(selection_from_json(json).ok()) << objects;
  }
  EXPECT_GE(objects, 10);
}

TEST(ContentJson, RefusesAMissingMemberOrOneOfAnotherTypeNamingIt) {
  const Json whole = to_json(sample::notice());
  for (const auto& [key, member] : *whole.as_object()) {
    Json::Object without = *whole.as_object();
    without.erase(key);
    const auto missing = item_version_from_json(without);
    ASSERT_FALSE(missing.ok()) << key;
    EXPECT_NE(missing.error().message.find(key), std::string::npos);
    for (const Json& wrong : {Json(), Json(true), Json(Json::Array{Json()})}) {
      Json changed = whole;
      changed.set(key, wrong);
      const auto read = item_version_from_json(changed);
      ASSERT_FALSE(read.ok()) << key;
      EXPECT_NE(read.error().message.find(key), std::string::npos);
    }
  }
  const Json content = to_json(sample::notice_content());
  for (const auto& [key, member] : *content.as_object()) {
    Json::Object without = *content.as_object();
    without.erase(key);
    EXPECT_FALSE(item_content_from_json(without).ok()) << key;
  }
}

TEST(ContentJson, RefusesASecondSpellingOfAValue) {
  const auto content_with = [](std::string_view key, Json value) {
    Json json = to_json(sample::notice_content());
    json.set(std::string(key), std::move(value));
    return item_content_from_json(json).ok();
  };
  EXPECT_TRUE(content_with("valid_from", "2026-11-21T00:00:00.000Z"));
  for (const char* time : {"2026-11-21T00:00:00Z", "2026-11-21T00:00:00.0Z",
                           "2026-11-21T07:00:00.000+07:00", "2026-11-21", ""}) {
    EXPECT_FALSE(content_with("valid_from", time)) << time;
  }
  EXPECT_FALSE(content_with("kind", "Notice"));
  EXPECT_FALSE(content_with("category", ""));
  EXPECT_FALSE(content_with("priority", "1"));
  EXPECT_FALSE(content_with("priority", std::int64_t{1} << 40));
  EXPECT_FALSE(content_with("picture_duration_s", INT64_MAX));
}

/// Bytes of before there were places stay what they are: nothing is written where none are named.
TEST(ContentJson, WritesPlacesOnlyWhereThereAreAny) {
  ItemContent content = sample::notice_content();
  EXPECT_EQ(to_json(content).find("boards"), nullptr);
  EXPECT_EQ(to_json(content).find("communes"), nullptr);
  content.places = {{{"a1"}, {"b2"}}, {"30307"}};
  const Json json = to_json(content);
  EXPECT_EQ(json.find("boards")->dump(), R"(["a1","b2"])");
  EXPECT_EQ(json.find("communes")->dump(), R"(["30307"])");
  EXPECT_EQ(item_content_from_json(json).value(), content);
  for (const char* list : {"boards", "communes"}) {
    Json second = to_json(sample::notice_content());
    second.set(list, Json::Array{});
    const auto read = item_content_from_json(second);
    ASSERT_FALSE(read.ok()) << "one content would have two hashes";
    EXPECT_NE(read.error().message.find(list), std::string::npos);
    second.set(list, Json::Array(Places::kMax + 1, "a1"));
    EXPECT_FALSE(item_content_from_json(second).ok());
  }
}

TEST(ContentJson, RefusesListsBeyondTheirBound) {
  Json json = to_json(sample::notice_content());
  json.set("media", Json::Array(21, to_json(sample::media(1, 1))));
  EXPECT_FALSE(item_content_from_json(json).ok());
  Json selection = to_json(sample::manifest().selection);
  selection.set("items", Json::Array(2'001, Json(std::string(64, '0'))));
  EXPECT_FALSE(selection_from_json(selection).ok());
}

TEST(ContentJson, ReadsSizes) {
  EXPECT_EQ(size_from_json(parsed("[3,4]")).value(), (Size{3, 4}));
  for (const char* text : {"[]", "[1]", "[1,2,3]", "{}", "[1,\"2\"]", "[1,9999999999]", "null"}) {
    EXPECT_FALSE(size_from_json(parsed(text)).ok()) << text;
  }
}

TEST(HashOf, IsTheShaOfTheCanonicalBytesAndChangesWithThem) {
  const ItemVersion item = sample::notice();
  EXPECT_EQ(hash_of(item), sha256(to_json(item).dump()));
  ItemVersion other = item;
  other.content.body += "!";
  EXPECT_NE(hash_of(other), hash_of(item));
  other = item;
  other.paginations[0].pages[0].duration += 1ms;
  EXPECT_NE(hash_of(other), hash_of(item));
}

}  // namespace
}  // namespace bangtin
