#include "shared/protocol/setup_messages.h"

#include <gtest/gtest.h>

#include "shared/protocol/messages.h"

namespace bangtin {
namespace {

BoardSetup some_setup() {
  BoardSetup setup;
  setup.language = "en";
  setup.server_url = "https://[2001:db8::5]:8443";
  setup.name = "Chợ Tân Hưng";
  setup.placement = {Rotation::ThreeQuarters, {1, 2, 3, 4}};
  setup.step = SetupStep::Network;
  setup.network_asked = 7;
  return setup;
}

TEST(SetupMessages, ComeBackAsTheyWere) {
  const auto setup = message_from<BoardSetup>(to_json(some_setup()).dump());
  ASSERT_TRUE(setup.ok()) << setup.error().message;
  EXPECT_EQ(*setup, some_setup());
  NetworkFacts facts;
  facts.asked = 3;
  facts.server_url = "https://maychu:8443";
  facts.links = {{"eth0", false, true, {"10.0.0.1", "2001:db8::1"}}, {"wlan0", true, false, {}}};
  facts.reach = ServerReach::OtherServer;
  facts.clock_ahead_ms = Millis(-61'000);
  const auto back = message_from<NetworkFacts>(to_json(facts).dump());
  ASSERT_TRUE(back.ok()) << back.error().message;
  EXPECT_EQ(*back, facts);
}

TEST(SetupMessages, EachStepRotationAndReachHasAName) {
  for (int i = 0; i <= int(SetupStep::Done); ++i) {
    SetupStep step{};
    EXPECT_TRUE(from_name(name_of(SetupStep(i)), step));
    EXPECT_EQ(step, SetupStep(i));
  }
  for (int i = 0; i <= int(Rotation::ThreeQuarters); ++i) {
    EXPECT_EQ(name_of(Rotation(i)), std::to_string(90 * i));
  }
  for (int i = 0; i <= int(ServerReach::Reached); ++i) {
    ServerReach reach{};
    EXPECT_TRUE(from_name(name_of(ServerReach(i)), reach));
    EXPECT_EQ(reach, ServerReach(i));
  }
}

TEST(SetupMessages, WhatNoPageWritesIsRefused) {
  const auto with = [](const char* key, Json value) {
    Json json = to_json(some_setup());
    json.set(key, std::move(value));
    return message_from<BoardSetup>(json.dump()).ok();
  };
  EXPECT_TRUE(with("newer", 1)) << "a newer player may say more";
  EXPECT_FALSE(with("language", "fr"));
  EXPECT_FALSE(with("rotation", "45"));
  EXPECT_FALSE(with("step", "somewhere"));
  EXPECT_FALSE(with("name", std::string(5'000, 'a')));
  EXPECT_FALSE(with("server_url", 1));
  Json insets;
  for (const char* edge : {"left", "top", "right"}) insets.set(edge, 0);
  EXPECT_FALSE(with("insets_px", insets));
  EXPECT_FALSE(with("insets_px", Json(insets).set("bottom", -1)));
  EXPECT_FALSE(with("insets_px", Json(insets).set("bottom", 5'000)));
  EXPECT_TRUE(with("insets_px", Json(insets).set("bottom", 12)));
}

}  // namespace
}  // namespace bangtin
