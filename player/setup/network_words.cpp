#include "player/setup/network_words.h"

#include <algorithm>

#include "player/setup/server_address.h"
#include "shared/base/texts.h"

namespace bangtin {
namespace {

Finding good(std::string sentence) { return {Verdict::Good, std::move(sentence)}; }
Finding bad(std::string sentence) { return {Verdict::Bad, std::move(sentence)}; }
Finding wait(std::string_view key) { return {Verdict::Wait, std::string(text(key))}; }

Finding link_finding(const NetworkFacts& facts) {
  if (facts.links.empty()) return bad(std::string(text("setup.net.no_port")));
  const auto plugged = std::ranges::find_if(facts.links, &NetworkLink::plugged);
  if (plugged != facts.links.end()) {
    return good(text(plugged->wireless ? "setup.net.joined" : "setup.net.plugged",
                     {{"port", plugged->name}}));
  }
  const bool wireless = std::ranges::all_of(facts.links, &NetworkLink::wireless);
  return bad(std::string(text(wireless ? "setup.net.not_joined" : "setup.net.unplugged")));
}

std::vector<std::string> addresses_of(const NetworkFacts& facts) {
  std::vector<std::string> all;
  for (const NetworkLink& link : facts.links) {
    if (link.plugged) all.insert(all.end(), link.addresses.begin(), link.addresses.end());
  }
  return all;
}

Finding address_finding(const NetworkFacts& facts, bool linked) {
  if (!linked) return wait("setup.net.address_waits");
  std::string v4, v6;
  for (const std::string& address : addresses_of(facts)) {
    std::string& first = address.find(':') == address.npos ? v4 : v6;
    if (first.empty()) first = address;
  }
  if (v4.empty() && v6.empty()) return bad(std::string(text("setup.net.no_address")));
  if (v6.empty()) return good(text("setup.net.address_v4", {{"v4", v4}}));
  if (v4.empty()) return good(text("setup.net.address_v6", {{"v6", v6}}));
  return good(text("setup.net.address_both", {{"v4", v4}, {"v6", v6}}));
}

Finding name_finding(const NetworkFacts& facts, bool addressed) {
  const std::string server = typed_server(facts.server_url);
  switch (facts.reach) {
    case ServerReach::NotAsked:
      return wait("setup.net.name_waits");
    case ServerReach::NoName:
      if (!addressed) return wait("setup.net.name_waits");
      return bad(text("setup.net.no_name", {{"server", server}}));
    case ServerReach::NoAnswer:
    case ServerReach::NotSecure:
    case ServerReach::NotOurs:
    case ServerReach::OtherServer:
    case ServerReach::Reached:
      break;
  }
  return good(text("setup.net.name_found", {{"server", server}}));
}

Finding server_finding(const NetworkFacts& facts, bool addressed) {
  const std::string server = typed_server(facts.server_url);
  if (server.empty()) return wait("setup.net.no_server");
  switch (facts.reach) {
    case ServerReach::NotAsked:
    case ServerReach::NoName:
      break;
    case ServerReach::NoAnswer:
      if (!addressed) break;  // The first bad line says why.
      return bad(text("setup.net.no_answer", {{"server", server}}));
    case ServerReach::NotSecure:
      return bad(text("setup.net.not_secure", {{"server", server}}));
    case ServerReach::NotOurs:
      return bad(text("setup.net.not_ours", {{"server", server}}));
    case ServerReach::OtherServer:
      return bad(text("setup.net.other_server", {{"server", server}}));
    case ServerReach::Reached:
      return good(text("setup.net.reached", {{"server", server}}));
  }
  return wait("setup.net.server_waits");
}

std::string span_text(Seconds span) {
  constexpr Seconds kTwoMinutes{120}, kTwoHours{7'200}, kTwoDays{172'800};
  const auto count = [](std::int64_t number, std::string_view key) {
    return text(key, {{"n", std::to_string(number)}});
  };
  if (span < kTwoMinutes) return count(span.count(), "setup.seconds");
  if (span < kTwoHours) return count(span.count() / 60, "setup.minutes");
  if (span < kTwoDays) return count(span.count() / 3'600, "setup.hours");
  return count(span.count() / 86'400, "setup.days");
}

Finding clock_finding(const NetworkFacts& facts) {
  if (facts.reach != ServerReach::Reached || !facts.clock_ahead_ms) {
    return wait("setup.net.clock_waits");
  }
  const Millis ahead = *facts.clock_ahead_ms;
  const auto off = std::chrono::floor<Seconds>(ahead < Millis(0) ? -ahead : ahead);
  if (off <= kClockTolerance) return good(std::string(text("setup.net.clock_right")));
  return bad(text(ahead > Millis(0) ? "setup.net.clock_ahead" : "setup.net.clock_behind",
                  {{"span", span_text(off)}}));
}

}  // namespace

std::vector<Finding> explain(const std::optional<NetworkFacts>& facts) {
  if (!facts) return {wait("setup.net.no_facts")};
  std::vector<Finding> findings;
  findings.push_back(link_finding(*facts));
  findings.push_back(address_finding(*facts, findings[0].verdict == Verdict::Good));
  // A server on this very machine or reached another way: what answers counts more.
  const bool addressed = findings[1].verdict == Verdict::Good;
  if (needs_name_service(facts->server_url)) findings.push_back(name_finding(*facts, addressed));
  findings.push_back(server_finding(*facts, addressed));
  findings.push_back(clock_finding(*facts));
  return findings;
}

}  // namespace bangtin
