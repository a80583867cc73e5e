#include "shared/trust/parse.h"

#include <gtest/gtest.h>

#include <functional>

#include "shared/trust/checks.h"
#include "tests/fakes/seeded_random.h"
#include "tests/fakes/sim_repository.h"

namespace bangtin::tuf {
namespace {

const Instant kExpires = Instant(std::chrono::sys_days(std::chrono::year(2030) / 1 / 1));

std::string envelope(std::string_view signed_part) {
  return R"({"signatures":[],"signed":)" + std::string(signed_part) + "}";
}

Json changed(const Json& json, std::string key, Json value) {
  Json out = json;
  out.set(std::move(key), std::move(value));
  return out;
}

Json without(const Json& json, std::string_view key) {
  Json::Object members = *json.as_object();
  members.erase(std::string(key));
  return members;
}

TEST(TrustParse, A35RefusesJsonThatTwoReadersCouldReadInTwoWays) {
  EXPECT_TRUE(parse_envelope(envelope(R"({"a":1})")).ok());
  for (const std::string& bytes :
       {envelope(R"({"a":1,"a":2})"),
        envelope(R"({"a":1.0})"),
        envelope(R"({"a":1e3})"),
        envelope(R"({"a":-0})"),
        envelope(R"({"a":99999999999999999999})"),
        envelope(R"({"a":"\ud800"})"),
        envelope("{\"a\":\"\xff\"}"),
        envelope(std::string(40, '[') + std::string(40, ']')),
        "\xef\xbb\xbf" + envelope("{}"),
        envelope("{}") + "{}",
        envelope("{}") + std::string(1, '\0'),
        envelope("{'a':1}"),
        envelope("{\"a\":NaN}"),
        std::string(),
        std::string("<html></html>"),
        std::string("[]"),
        std::string("null"),
        envelope("[]"),
        std::string(R"({"signed":{}})"),
        std::string(R"({"signed":{},"signatures":{}})"),
        std::string(R"({"signed":{},"signatures":[{"keyid":"longer than a small string"}]})"),
        std::string(R"({"signed":{},"signatures":[{"keyid":1,"sig":""}]})")}) {
    EXPECT_FALSE(parse_envelope(bytes).ok()) << bytes;
  }
}

TEST(TrustParse, SignedBytesAreTheCanonicalFormOfTuf) {
  const auto read = parse_envelope(
      envelope("{ \"b\": [1, true, null], \"a\" : \"\\u0001\\n\\\"\\\\\\u1ea2/\" }"));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->signed_bytes, "{\"a\":\"\x01\n\\\"\\\\Ả/\",\"b\":[1,true,null]}");
}

TEST(TrustParse, CanonicalFormDoesNotDependOnHowItWasWritten) {
  SeededRandom random(3);
  const std::function<Json(int)> value = [&](int depth) -> Json {
    switch (random.below(depth > 0 ? 6 : 4)) {
      case 0:
        return between(random, -1'000'000, 1'000'000);
      case 1:
        return std::string(random.below(4), static_cast<char>('\t' + random.below(90)));
      case 2:
        return random.below(2) == 0;
      case 3:
        return Json();
      case 4: {
        Json::Array entries;
        for (auto n = random.below(4); n > 0; --n) entries.push_back(value(depth - 1));
        return entries;
      }
      default: {
        Json::Object members;
        for (auto n = random.below(4); n > 0; --n) {
          members.emplace(std::string(1, static_cast<char>('a' + random.below(26))),
                          value(depth - 1));
        }
        return members;
      }
    }
  };
  for (int i = 0; i < 2'000; ++i) {
    Json signed_part;
    signed_part.set("v", value(4));
    // Blanks between the tokens and another order of the members change nothing.
    std::string written = signed_part.dump();
    const auto plain = parse_envelope(envelope(written));
    const auto spaced =
        parse_envelope("{ \"signed\" :\n" + written + "\t, \"signatures\" : [ ] }\r\n");
    ASSERT_TRUE(plain.ok() && spaced.ok()) << written;
    EXPECT_EQ(plain->signed_bytes, spaced->signed_bytes);
    EXPECT_EQ(plain->signed_bytes, signed_part.dump(JsonEscapes::QuoteOnly));
  }
}

TEST(TrustParse, ReadsWhatTheRepositorySideWrites) {
  SimRepository repo(kExpires);
  Delegation& role = repo.delegate("targets", "a", {"x/*", "y"}, true);
  role.keys.threshold = 2;
  repo.add_target("targets", "x", "bytes");
  repo.targets["targets"].targets["x"].custom = Json(Json::Object{{"k", 1}});
  const auto root = parse_root(to_json(repo.root));
  ASSERT_TRUE(root.ok());
  EXPECT_EQ(to_json(*root), to_json(repo.root));
  const auto targets = parse_targets(to_json(repo.targets["targets"]));
  ASSERT_TRUE(targets.ok());
  EXPECT_EQ(to_json(*targets), to_json(repo.targets["targets"]));
  EXPECT_EQ(targets->delegations->roles[0].terminating, true);
  EXPECT_EQ(to_json(*parse_timestamp(to_json(repo.timestamp))), to_json(repo.timestamp));
  EXPECT_EQ(to_json(*parse_snapshot(to_json(repo.snapshot))), to_json(repo.snapshot));
}

TEST(TrustParse, RefusesAHeadThatIsNotWhole) {
  SimRepository repo(kExpires);
  const Json good = to_json(repo.snapshot);
  for (const char* key : {"_type", "spec_version", "version", "expires", "meta"}) {
    EXPECT_FALSE(parse_snapshot(without(good, key)).ok()) << key;
  }
  for (const char* expires :
       {"2030-01-01", "2030-01-01T00:00:00", "2030-01-01T00:00:00+07:00", "2030-01-01T00:00:00.5Z",
        "2030-13-01T00:00:00Z", "2030-02-30T00:00:00Z", " 2030-01-01T00:00:00Z", ""}) {
    EXPECT_FALSE(parse_snapshot(changed(good, "expires", expires)).ok()) << expires;
  }
  EXPECT_FALSE(parse_snapshot(changed(good, "version", "1")).ok());
  EXPECT_TRUE(parse_snapshot(changed(good, "anything", "else")).ok());
}

TEST(TrustParse, KnowsTheVersionsOfTheSpecificationThatItFollows) {
  for (const char* text : {"1.0", "1.0.0", "1.0.33", "1.12.3"}) {
    EXPECT_TRUE(is_known_spec_version(text)) << text;
  }
  for (const char* text : {"", "1", "1.", "2.0.0", "0.9", "11.0.0", "1.0.", "1..0", "1.0.0.0",
                           "1.0.0-rc1", " 1.0.0", "1.a"}) {
    EXPECT_FALSE(is_known_spec_version(text)) << text;
  }
}

TEST(TrustParse, ARootNamesAllFourRoles) {
  SimRepository repo(kExpires);
  const Json good = to_json(repo.root);
  for (const char* role : {"root", "timestamp", "snapshot", "targets"}) {
    EXPECT_FALSE(parse_root(changed(good, "roles", without(*good.find("roles"), role))).ok());
  }
  EXPECT_FALSE(parse_root(without(good, "consistent_snapshot"))->consistent_snapshot);
  EXPECT_FALSE(parse_root(changed(good, "consistent_snapshot", "yes")).ok());
}

TEST(TrustParse, ADelegationIsByPathOrByHash) {
  SimRepository repo(kExpires);
  repo.delegate("targets", "a", {"x"});
  const auto read = [&](const std::function<Json(Json)>& change) {
    const Json targets = to_json(repo.targets["targets"]);
    const Json& delegations = *targets.find("delegations");
    const Json role = change((*delegations.find("roles")->as_array())[0]);
    return parse_targets(
               changed(targets, "delegations", changed(delegations, "roles", Json::Array{role})))
        .ok();
  };
  EXPECT_TRUE(read([](const Json& role) { return role; }));
  EXPECT_TRUE(read([](const Json& role) { return without(role, "terminating"); }));
  EXPECT_FALSE(read([](const Json& role) { return without(role, "paths"); }));
  EXPECT_FALSE(read([](const Json& role) { return without(role, "name"); }));
  EXPECT_FALSE(read([](const Json& role) { return without(role, "threshold"); }));
  EXPECT_FALSE(read([](const Json& role) { return changed(role, "terminating", 1); }));
  EXPECT_FALSE(read(
      [](const Json& role) { return changed(role, "path_hash_prefixes", Json::Array{"00"}); }));
  EXPECT_TRUE(read([](const Json& role) {
    return changed(without(role, "paths"), "path_hash_prefixes", Json::Array{"00"});
  }));
}

TEST(TrustParse, DelegationsHaveNamesThatAreTheirOwn) {
  const AllGuards guards;
  SimRepository repo(kExpires);
  repo.delegate("targets", "a", {"x"});
  Targets& targets = repo.targets["targets"];
  EXPECT_TRUE(check_content(guards, targets).ok());
  for (const char* name : {"", "root", "timestamp", "snapshot", "targets"}) {
    targets.delegations->roles[0].name = name;
    EXPECT_FALSE(check_content(guards, targets).ok()) << name;
  }
  targets.delegations->roles[0].name = "b";
  targets.delegations->roles.push_back(targets.delegations->roles[0]);
  EXPECT_FALSE(check_content(guards, targets).ok());
}

TEST(TrustParse, KeysOfKindsThatWeDoNotKnowAreKeptAndCountForNothing) {
  EXPECT_TRUE(make_key("ed25519", "ed25519", std::string(64, 'a')).verify_key);
  EXPECT_FALSE(make_key("ed25519", "ed25519", std::string(63, 'a')).verify_key);
  EXPECT_FALSE(make_key("ed25519", "other", std::string(64, 'a')).verify_key);
  EXPECT_FALSE(make_key("rsa", "rsassa-pss-sha256", "no PEM").verify_key);
  SimRepository repo(kExpires);
  Json keys = *to_json(repo.root).find("keys");
  keys.set("oidc", Json::Object{{"keytype", "sigstore-oidc"}, {"keyval", Json::Object{}}});
  const auto root = parse_root(changed(to_json(repo.root), "keys", keys));
  ASSERT_TRUE(root.ok());
  EXPECT_FALSE(root->keys.find("oidc")->second.verify_key);
  keys.set("none", 7);
  EXPECT_FALSE(parse_root(changed(to_json(repo.root), "keys", keys)).ok());
}

TEST(TrustParse, BitsOfASuccinctDelegationAreBounded) {
  Targets targets;
  targets.head = {"targets", "1.0.0", 1, kExpires};
  targets.delegations.emplace().succinct.emplace();
  for (const auto& [bits, good] : {std::pair(1, true), {32, true}, {0, false}, {33, false}}) {
    targets.delegations->succinct->bit_length = bits;
    EXPECT_EQ(parse_targets(to_json(targets)).ok(), good) << bits;
  }
}

}  // namespace
}  // namespace bangtin::tuf
