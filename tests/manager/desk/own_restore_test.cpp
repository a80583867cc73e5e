// A restore as a child of the desk. Scripts stand for bangtin-server.
#include "manager/desk/own_restore.h"

#include <gtest/gtest.h>

#include <fstream>

#include "shared/base/texts.h"
#include "shared/crypto/certificate.h"
#include "tests/fakes/temp_folder.h"

namespace bangtin::desk {
namespace {

class OwnRestoreTest : public testing::Test {
 protected:
  OwnServerOptions script(const std::string& lines) {
    const auto program = folder_.path() / "bangtin-server";
    std::ofstream(program) << "#!/bin/sh\n" << lines;
    std::filesystem::permissions(program, std::filesystem::perms::owner_all);
    return {program, folder_.path() / "data", "0.0.0.0:9443,[::]:9443"};
  }
  Result<OwnServerFacts> restore(const std::string& lines) {
    return restore_own(script(lines), "/media/USB/x", [this](Millis) { return goes_on; });
  }

  TempFolder folder_;
  bool goes_on = true;
};

TEST_F(OwnRestoreTest, TellsHowTheServerIsReached) {
  const Certificate made = *make_certificate("bangtin-server", Instant{});
  std::ofstream(folder_.path() / "made.pem") << made.certificate_pem;
  const auto facts =
      restore("test \"$1 $2 $3 $4 $5\" = \"--data " + (folder_.path() / "data").string() +
              " restore --from /media/USB/x\" || exit 9\nmkdir -p \"$2/keys\"\ncp " +
              (folder_.path() / "made.pem").string() + " \"$2/keys/tls.pem\"\n");
  ASSERT_TRUE(facts.ok()) << facts.error().message;
  EXPECT_EQ(facts->address, "https://127.0.0.1:9443");
  EXPECT_EQ(facts->pin, to_hex(*certificate_pin(made.certificate_pem)));
}

TEST_F(OwnRestoreTest, WhatTheProgramSaidBecomesASentence) {
  const auto failed = restore("echo 'T error server the disk code=full' >&2\nexit 1\n");
  ASSERT_FALSE(failed.ok());
  EXPECT_EQ(failed.error().key, "backup.restore_full");
}

TEST_F(OwnRestoreTest, EveryCodeHasItsSentence) {
  for (const char* code : {"not_found", "invalid", "denied", "conflict", "corrupt", "unsupported",
                           "full", "unavailable"}) {
    const Error error = restore_error("first\nT error server x code=" + std::string(code) + "\n");
    EXPECT_EQ(code_name(error.code), code);
    EXPECT_TRUE(has_text(error.key)) << error.key;
  }
  EXPECT_EQ(restore_error("").key, "backup.restore_unavailable");
  EXPECT_EQ(restore_error("Segmentation fault").key, "backup.restore_unavailable");
}

TEST_F(OwnRestoreTest, APersonsNoEndsTheChild) {
  goes_on = false;
  const auto stopped = restore("exec tail -f /dev/null\n");
  ASSERT_FALSE(stopped.ok());
  EXPECT_EQ(stopped.error().key, "backup.cancelled");
}

TEST_F(OwnRestoreTest, WithoutTheProgramNothingIsMade) {
  const auto none = restore_own({folder_.path() / "missing", folder_.path() / "data", "x:1"}, "/x",
                                [](Millis) { return true; });
  EXPECT_EQ(none.error().key, "desk.own.no_program");
}

}  // namespace
}  // namespace bangtin::desk
