// A server as a child of the desk. Scripts stand for it: they say their line, and end with their
// input as bangtin-server does.
#include "manager/desk/own_server.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "tests/fakes/temp_folder.h"

namespace bangtin::desk {
namespace {

constexpr const char* kLine =
    R"({"listening":["0.0.0.0:8443","[::]:8443"],"pin":"ab12","version":"0.1.0"})";

class OwnServerTest : public testing::Test {
 protected:
  OwnServerOptions options(const std::string& script) {
    const auto program = folder_.path() / "bangtin-server";
    std::ofstream(program) << "#!/bin/sh\necho run >>" << runs_ << "\n" << script;
    std::filesystem::permissions(program, std::filesystem::perms::owner_all);
    return {program, folder_.path() / "data", "127.0.0.1:0"};
  }
  std::string says(const std::string& line) { return "echo '" + line + "'\ncat >/dev/null\n"; }
  std::size_t runs() const {
    std::ifstream file(runs_);
    return std::size_t(std::count(std::istreambuf_iterator<char>(file), {}, '\n'));
  }

  TempFolder folder_;
  std::string runs_ = (folder_.path() / "runs").string();
};

TEST_F(OwnServerTest, SaysWhereItIsReachedFromThisPc) {
  OwnServer server(options(says(kLine)));
  const auto facts = server.start();
  ASSERT_TRUE(facts.ok()) << facts.error().message;
  EXPECT_EQ(*facts, (OwnServerFacts{"https://127.0.0.1:8443", "ab12", ""}));
}

TEST_F(OwnServerTest, OneThatRunsIsNotStartedAgain) {
  OwnServer server(options(says(kLine)));
  const auto first = server.start();
  ASSERT_TRUE(first.ok());
  EXPECT_EQ(*server.start(), *first);
  EXPECT_EQ(runs(), 1u);
}

TEST_F(OwnServerTest, OneThatDiedIsStartedAgain) {
  OwnServer server(options(std::string("echo '") + kLine + "'\nexec true\n"));
  ASSERT_TRUE(server.start().ok());
  while (runs() < 2) ASSERT_TRUE(server.start().ok());  // Until its death was seen.
}

TEST_F(OwnServerTest, TheSetupTokenIsReadFromItsFile) {
  const auto file = folder_.path() / "token";
  std::ofstream(file) << "ma-mot-lan\n";
  const auto facts = facts_of(R"({"listening":["127.0.0.1:9"],"pin":"ab","setup_token_file":")" +
                              file.string() + "\"}");
  ASSERT_TRUE(facts.ok());
  EXPECT_EQ(facts->setup_token, "ma-mot-lan");
}

TEST_F(OwnServerTest, LinesThatSayNothingAreRefused) {
  for (const char* line :
       {"", "{}", R"({"listening":[],"pin":"a"})", R"({"listening":[7],"pin":"a"})",
        R"({"listening":["no port"],"pin":"a"})", R"({"listening":["127.0.0.1:9"]})"}) {
    EXPECT_FALSE(facts_of(line).ok()) << line;
  }
}

TEST_F(OwnServerTest, APortThatIsTakenIsSaid) {
  OwnServer server(options("echo 'error listen: Address already in use' >&2\nexit 1\n"));
  const auto facts = server.start();
  ASSERT_FALSE(facts.ok());
  EXPECT_EQ(facts.error().key, "desk.own.port_taken");
}

TEST_F(OwnServerTest, WhatItsLogSaysLastIsKeptWhenItDoesNotStart) {
  OwnServer server(options("echo first >&2\necho 'the disk is full' >&2\nexit 1\n"));
  const auto facts = server.start();
  ASSERT_FALSE(facts.ok());
  EXPECT_EQ(facts.error().key, "desk.own.no_start");
  EXPECT_EQ(facts.error().message, "the disk is full");
}

TEST_F(OwnServerTest, WithoutTheProgramNothingIsMade) {
  OwnServer server({folder_.path() / "missing", folder_.path() / "data", "127.0.0.1:0"});
  const auto facts = server.start();
  ASSERT_FALSE(facts.ok());
  EXPECT_EQ(facts.error().key, "desk.own.no_program");
  EXPECT_FALSE(std::filesystem::exists(folder_.path() / "data"));
}

TEST_F(OwnServerTest, ItsDataIsClosedOnceItIsGone) {
  const auto gone = folder_.path() / "gone";
  {
    OwnServer server(options("trap '' TERM\n" + says(kLine) + "touch " + gone.string() + "\n"));
    ASSERT_TRUE(server.start().ok());
    EXPECT_FALSE(std::filesystem::exists(gone));
  }
  EXPECT_TRUE(std::filesystem::exists(gone)) << "the end of its input is what ends it";
}

}  // namespace
}  // namespace bangtin::desk
