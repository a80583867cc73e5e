// Layouts of the commune's own over the API.
#include <gtest/gtest.h>

#include "tests/fakes/sample_layout.h"
#include "tests/manager/server/house.h"

namespace bangtin {
namespace {

Json drawing() {
  LayoutRecord layout = sample::layout();
  layout.id = {};
  return to_json(layout);
}

TEST(LayoutApi, AnAdministratorDrawsOneThatAllSee) {
  House house;
  EXPECT_EQ(house.call("technician", "POST", "/v1/layouts", drawing()).key, "server.role_missing");
  const ApiAnswer made = house.call("administrator", "POST", "/v1/layouts", drawing());
  ASSERT_EQ(made.status, 200) << made.response.body;
  LayoutRecord layout;
  ASSERT_TRUE(from_json(made.json, layout).ok());
  EXPECT_EQ(layout.landscape, sample::layout().landscape);
  EXPECT_EQ(house.call("editor", "GET", "/v1/layouts").json.find("layouts")->as_array()->size(),
            1u);

  layout.portrait.clear();
  const std::string target = "/v1/layouts/" + layout.id.text;
  EXPECT_EQ(house.call("editor", "PUT", target, to_json(layout)).key, "server.role_missing");
  const ApiAnswer saved = house.call("administrator", "PUT", target, to_json(layout));
  ASSERT_EQ(saved.status, 200) << saved.response.body;
  EXPECT_EQ(saved.json.find("portrait"), nullptr);
  EXPECT_EQ(house.call("administrator", "PUT", target, to_json(layout)).key, "layout.moved_on");
  EXPECT_EQ(house.call("administrator", "DELETE", target).status, 200);
  EXPECT_EQ(house.call("administrator", "DELETE", target).key, "layout.unknown");
}

TEST(LayoutApi, RefusesWhatIsNoLayoutInWords) {
  House house;
  const auto refused = [&](const Json& body) {
    return house.call("administrator", "POST", "/v1/layouts", body).key;
  };
  EXPECT_EQ(refused(Json::parse(R"({"name":"x"})").value()), "layout.unreadable");
  LayoutRecord layout = sample::layout();
  layout.landscape[0].left = kShareWhole + 1;
  EXPECT_EQ(refused(to_json(layout)), "layout.unreadable");
  layout = sample::layout();
  layout.landscape[0].height = 2000;
  EXPECT_EQ(refused(to_json(layout)), "layout.overlap");
}

}  // namespace
}  // namespace bangtin
