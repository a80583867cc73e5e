#include "player/setup/network_words.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "shared/base/texts.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

NetworkFacts good_facts() {
  NetworkFacts facts;
  facts.server_url = "https://maychu.xa:8443";
  facts.links = {{"eth0", false, true, {"192.168.1.20", "2001:db8::7"}}};
  facts.reach = ServerReach::Reached;
  facts.clock_ahead_ms = Millis(0);
  return facts;
}

const Finding* first_bad(const std::vector<Finding>& findings) {
  const auto found = std::ranges::find(findings, Verdict::Bad, &Finding::verdict);
  return found == findings.end() ? nullptr : &*found;
}

std::string bad_line(const NetworkFacts& facts) {
  const auto findings = explain(facts);
  const Finding* bad = first_bad(findings);
  return bad == nullptr ? std::string() : bad->sentence;
}

TEST(NetworkWords, AGoodNetworkHasFiveGoodLines) {
  const auto findings = explain(good_facts());
  ASSERT_EQ(findings.size(), 5u);
  for (const Finding& finding : findings) EXPECT_EQ(finding.verdict, Verdict::Good);
  EXPECT_NE(findings[1].sentence.find("192.168.1.20"), std::string::npos);
  EXPECT_NE(findings[1].sentence.find("2001:db8::7"), std::string::npos);
}

TEST(NetworkWords, IPv6AloneIsGood) {
  NetworkFacts facts = good_facts();
  facts.links[0].addresses = {"2001:db8::7"};
  EXPECT_EQ(explain(facts)[1].verdict, Verdict::Good);
  EXPECT_NE(explain(facts)[1].sentence.find("IPv6"), std::string::npos);
}

TEST(NetworkWords, EachFailureHasItsOwnSentence) {
  NetworkFacts facts = good_facts();
  facts.links[0].plugged = false;
  facts.reach = ServerReach::NoAnswer;
  EXPECT_EQ(bad_line(facts), text("setup.net.unplugged"));
  facts.links[0].wireless = true;
  EXPECT_EQ(bad_line(facts), text("setup.net.not_joined"));
  facts.links.clear();
  EXPECT_EQ(bad_line(facts), text("setup.net.no_port"));
  facts = good_facts();
  facts.links[0].addresses.clear();
  facts.reach = ServerReach::NoAnswer;
  EXPECT_EQ(bad_line(facts), text("setup.net.no_address"));
  facts = good_facts();
  const std::pair<ServerReach, const char*> reaches[] = {
      {ServerReach::NoName, "setup.net.no_name"},
      {ServerReach::NoAnswer, "setup.net.no_answer"},
      {ServerReach::NotSecure, "setup.net.not_secure"},
      {ServerReach::NotOurs, "setup.net.not_ours"},
      {ServerReach::OtherServer, "setup.net.other_server"},
  };
  for (const auto& [reach, key] : reaches) {
    facts.reach = reach;
    EXPECT_EQ(bad_line(facts), text(key, {{"server", "maychu.xa"}})) << key;
  }
}

TEST(NetworkWords, AClockIsJudgedBothWaysAndInWordsOfItsSize) {
  NetworkFacts facts = good_facts();
  for (const Millis right : {Millis(0), Millis(60'000), Millis(-60'999)}) {
    facts.clock_ahead_ms = right;
    EXPECT_EQ(bad_line(facts), "") << right.count();
  }
  const std::pair<Millis, const char*> wrong[] = {
      {Millis(61s), "61 giây"},        {Millis(-90s), "90 giây"},
      {Millis(10min), "10 phút"},      {Millis(-7h), "7 giờ"},
      {Millis(24h * 365), "365 ngày"}, {Millis(-24h * 20'000), "20000 ngày"},
  };
  for (const auto& [ahead, words] : wrong) {
    facts.clock_ahead_ms = ahead;
    const std::string line = bad_line(facts);
    EXPECT_NE(line.find(words), std::string::npos) << line;
    EXPECT_NE(line.find(ahead > Millis(0) ? "nhanh" : "chậm"), std::string::npos) << line;
  }
}

TEST(NetworkWords, AServerKnownByItsAddressHasNoLineForNames) {
  NetworkFacts facts = good_facts();
  facts.server_url = "https://[2001:db8::1]:8443";
  EXPECT_EQ(explain(facts).size(), 4u);
}

TEST(NetworkWords, WithoutFactsThereIsOneLineThatSaysWhatToDo) {
  const auto findings = explain(std::nullopt);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].verdict, Verdict::Wait);
}

/// Every combination of what the facts can be.
std::vector<NetworkFacts> all_facts() {
  const std::vector<std::vector<NetworkLink>> links = {
      {},
      {{"eth0", false, false, {}}},
      {{"eth0", false, true, {}}},
      {{"eth0", false, true, {"10.0.0.2"}}},
      {{"eth0", false, true, {"2001:db8::2"}}},
      {{"eth0", false, true, {"10.0.0.2", "2001:db8::2"}}},
      {{"wlan0", true, false, {}}},
      {{"wlan0", true, true, {"10.0.0.3"}}},
      {{"eth0", false, false, {"10.0.0.2"}}, {"wlan0", true, true, {}}},
      {{"eth0", false, false, {}}, {"wlan0", true, true, {"10.0.0.3"}}},
  };
  std::vector<NetworkFacts> all;
  for (const auto& link : links) {
    for (const char* server : {"", "https://maychu:8443", "https://10.0.0.1:8443"}) {
      for (int reach = 0; reach <= int(ServerReach::Reached); ++reach) {
        for (const std::optional<Millis> clock :
             {std::optional<Millis>(), std::optional<Millis>(0ms), std::optional<Millis>(2h)}) {
          all.push_back({0, server, link, ServerReach(reach), clock});
        }
      }
    }
  }
  return all;
}

TEST(NetworkWords, EveryCombinationIsExplainedWithoutBlamingTwice) {
  int seen = 0;
  for (const Language language : {Language::Vietnamese, Language::English}) {
    set_language(language);
    for (const NetworkFacts& facts : all_facts()) {
      const auto findings = explain(facts);
      ASSERT_GE(findings.size(), 4u);
      ASSERT_LE(findings.size(), 5u);
      for (const Finding& finding : findings) {
        EXPECT_FALSE(finding.sentence.starts_with("setup.")) << finding.sentence;
        EXPECT_EQ(finding.sentence.find('{'), std::string::npos) << finding.sentence;
        EXPECT_TRUE(finding.sentence.ends_with('.')) << finding.sentence;
        // A bad line says what is so, then what to do.
        if (finding.verdict == Verdict::Bad) {
          EXPECT_NE(finding.sentence.find(':'), std::string::npos) << finding.sentence;
        }
      }
      const bool linked = std::ranges::any_of(facts.links, &NetworkLink::plugged);
      EXPECT_EQ(findings[0].verdict == Verdict::Good, linked);
      if (!linked) {
        EXPECT_EQ(findings[1].verdict, Verdict::Wait) << "no address without a link";
      }
      // What follows from a missing link or address waits; it does not fail too.
      const bool addressed = findings[1].verdict == Verdict::Good;
      const bool silent =
          facts.reach == ServerReach::NoAnswer || facts.reach == ServerReach::NoName;
      if (!addressed && silent) {
        const auto bad = std::ranges::count(findings, Verdict::Bad, &Finding::verdict);
        EXPECT_EQ(bad, 1) << findings[0].sentence;
      }
      const bool clock_bad = findings.back().verdict == Verdict::Bad;
      EXPECT_EQ(clock_bad, facts.reach == ServerReach::Reached && facts.clock_ahead_ms == 2h);
      ++seen;
    }
  }
  set_language(Language::Vietnamese);
  EXPECT_EQ(seen, 2 * 10 * 3 * 7 * 3);
}

}  // namespace
}  // namespace bangtin
