// A37, A39: what somebody without a board's key, or with a copy of it, tries at the server; each
// tried twice: against the server as it is built, and against one that lost, by the test's hand,
// the knowledge by which it refuses or notices. The first must come to no harm, the second must.
#include <gtest/gtest.h>

#include <functional>

#include "tests/manager/server/house.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

struct Attack {
  std::string name;
  /// True when it did its harm. Not `guarded`: what refuses or notices it is taken away.
  std::function<bool(House&, bool guarded)> harms;
};

void PrintTo(const Attack& attack, std::ostream* out) { *out << attack.name; }

ApiAnswer offer_for(House& house, const KeyPair& key) {
  return house.signed_call(key, "POST", "/v1/pairings",
                           to_json(PairingRequest{key.public_key(), {600, 400}, "1"}));
}

bool accepts(House& house, const std::string& code) {
  return house
             .call("technician", "POST", "/v1/pairing-codes/" + code + "/accept",
                   Json().set("name", "Bảng"))
             .status == 200;
}

/// Nobody is told of a board whose key is used twice.
bool unnoticed(House& house, const std::string& board) {
  return house.office->board(BoardId{board})->problem.empty();
}

/// The counters that were taken.
void forget_counters(House& house) {
  EXPECT_TRUE(house.db->run("UPDATE board SET counter = 0").ok());
  house.restart();
}

std::vector<Attack> code_attacks() {
  return {
      {"A37CodesAreGuessed",
       [](House& house, bool guarded) {
         const ApiAnswer offer = offer_for(house, house.new_key());
         for (int guess = 0; guess < 40; ++guess) {
           house.call("technician", "GET", "/v1/pairing-codes/BBBBBBBB");
           if (!guarded) house.restart();  // who guessed is forgotten
         }
         return house.call("technician", "GET", "/v1/pairing-codes/" + offer.text("code")).status ==
                200;
       }},
      {"A37ACodeIsUsedTwice",
       [](House& house, bool guarded) {
         const ApiAnswer offer = offer_for(house, house.new_key());
         EXPECT_TRUE(accepts(house, offer.text("code")));
         if (!guarded) {
           EXPECT_TRUE(house.db->run("UPDATE pairing SET state = 'waiting', board = NULL").ok());
         }
         return accepts(house, offer.text("code"));
       }},
      {"A37TheAnswerForAnotherDevicesKey",
       [](House& house, bool guarded) {
         const KeyPair key = house.new_key();
         const KeyPair thief = house.new_key();
         const ApiAnswer offer = offer_for(house, key);
         EXPECT_TRUE(accepts(house, offer.text("code")));
         Request asked = House::request("GET", "/v1/pairings/" + offer.text("pairing"));
         house.sign(asked, thief, 100);
         asked.headers[0].second = to_hex(key.public_key());
         if (guarded) return house.send(asked).status == 200;
         // A server that believes the header, whoever signed.
         const auto named = public_key_from_hex(asked.headers[0].second);
         const auto told = house.office->poll_pairing(offer.text("pairing"), *named, house.now);
         return told.ok() && !told->sealed.empty();
       }},
      {"A37ACopiedRequestIsSentAgain",
       [](House& house, bool guarded) {
         const KeyPair key = house.new_key();
         house.pair(key);
         Request copied = House::request("GET", kProbe);
         house.sign(copied, key, 1'000);
         EXPECT_EQ(house.send(copied).status, 200);
         if (!guarded) forget_counters(house);
         return house.send(copied).status == 200;
       }},
  };
}

std::vector<Attack> copy_attacks() {
  return {
      {"A39TwoPlacesTakeTurnsWithOneStream",
       [](House& house, bool guarded) {
         const KeyPair key = house.new_key();
         const std::string board = house.pair(key);
         for (int i = 0; i < 8; ++i) {
           // Behind something that hides who calls, both are one place.
           house.peer = guarded && i % 2 == 1 ? "198.51.100.9" : "192.0.2.7";
           EXPECT_EQ(house.signed_call(key, "GET", "/v1/board/events").status, 200);
           house.hub.open(BoardId{board}, house.peer, 0, std::make_shared<KeptSink>());
           house.now += 5s;
         }
         return unnoticed(house, board);
       }},
      {"A39TwoPlacesUseTheSameCounters",
       [](House& house, bool guarded) {
         const KeyPair key = house.new_key();
         const std::string board = house.pair(key);
         for (std::int64_t counter = 1'000; counter < 1'010; ++counter) {
           for (const char* place : {"192.0.2.7", "198.51.100.9"}) {
             house.peer = place;
             if (!guarded) forget_counters(house);
             (void)house.signed_call(key, "GET", kProbe, {}, counter);
           }
         }
         return unnoticed(house, board);
       }},
      {"A39TwoPlacesReportTheirPlays",
       [](House& house, bool guarded) {
         const KeyPair key = house.new_key();
         const std::string board = house.pair(key);
         for (const char* log : {"log-1", "log-2"}) {
           const PlayBatch batch{log, 1, {}};
           (void)house.signed_call(key, "POST", "/v1/board/plays", to_json(batch));
           if (!guarded) {
             EXPECT_TRUE(house.db->run("UPDATE board SET play_log = NULL").ok());
           }
         }
         return unnoticed(house, board);
       }},
  };
}

std::vector<Attack> all_attacks() {
  std::vector<Attack> all = code_attacks();
  for (Attack& attack : copy_attacks()) all.push_back(std::move(attack));
  return all;
}

class DeviceAttack : public testing::TestWithParam<Attack> {};

TEST_P(DeviceAttack, ComesToNoHarm) {
  House house;
  EXPECT_FALSE(GetParam().harms(house, true));
}

TEST_P(DeviceAttack, WouldDoHarmWithoutItsGuard) {
  House house;
  EXPECT_TRUE(GetParam().harms(house, false));
}

INSTANTIATE_TEST_SUITE_P(Server, DeviceAttack, testing::ValuesIn(all_attacks()),
                         [](const auto& attack) { return attack.param.name; });

}  // namespace
}  // namespace bangtin
