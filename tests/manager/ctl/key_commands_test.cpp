// `key`, `trust`, `password` and what signs, from a shell: the story of a commune that begins.
#include <gtest/gtest.h>

#include "manager/client/key_ring.h"
#include "shared/crypto/sha256.h"
#include "tests/manager/ctl/trust_shell.h"

namespace bangtin {
namespace {

class KeyCommandsTest : public ::testing::Test {
 protected:
  bool says(const Shell& shell, const std::string& words) {
    return shell.out.str().find(words) != std::string::npos ||
           shell.err.str().find(words) != std::string::npos;
  }
  void begin() {
    ASSERT_EQ(lan_.sign_in("lan"), 0) << lan_.err.str();
    ASSERT_EQ(nam_.sign_in("nam"), 0) << nam_.err.str();
    ASSERT_EQ(mai_.sign_in("mai"), 0) << mai_.err.str();
    ASSERT_EQ(mai_.run({"--json", "trust", "begin"}), 0) << mai_.err.str();
  }

  SimTrustServer server_{*from_iso8601("2026-11-22T05:00:00Z")};
  Shell lan_{server_, 1}, nam_{server_, 2}, mai_{server_, 3};
};

TEST_F(KeyCommandsTest, ACommuneBeginsAndTwoPeopleSignAnItem) {
  EXPECT_EQ(lan_.sign_in("lan"), 0);
  EXPECT_TRUE(says(lan_, "Xã chưa bắt đầu ký")) << lan_.out.str();
  EXPECT_EQ(nam_.run({"--json", "sign-in", "--login", "nam"}), 0);
  EXPECT_EQ(nam_.json().string_at("signing").value(), "not_begun");
  EXPECT_EQ(nam_.json().string_at("token").value(), "token-of-nam");
  EXPECT_EQ(lan_.run({"item", "submit", "tin-1"}), 1);
  EXPECT_EQ(mai_.sign_in("mai"), 0);
  EXPECT_FALSE(says(mai_, "khoá ký")) << "an administrator alone needs none";
  EXPECT_EQ(mai_.run({"trust", "status"}), 0);
  EXPECT_TRUE(says(mai_, "Xã chưa bắt đầu ký")) << mai_.out.str();
  EXPECT_EQ(mai_.run({"trust", "begin"}), 0) << mai_.err.str();
  EXPECT_TRUE(says(mai_, "PHIẾU KHÔI PHỤC KHOÁ CỦA XÃ 31108"));
  EXPECT_TRUE(says(mai_, "1 người soạn, 1 người duyệt"));
  EXPECT_EQ(mai_.run({"trust", "begin"}), 1);
  EXPECT_FALSE(says(mai_, "PHIẾU")) << "the sheet is printed once";
  server_.me = "lan";
  EXPECT_EQ(lan_.run({"item", "submit", "tin-1"}), 0) << lan_.err.str();
  server_.me = "nam";
  EXPECT_EQ(nam_.run({"item", "approve", "tin-1", "--version", to_hex(*server_.item.submitted),
                      "--checked", "all"}),
            0)
      << nam_.err.str();
  EXPECT_EQ(server_.item.state, ItemState::Approved);
  EXPECT_EQ(mai_.run({"--json", "trust", "status"}), 0) << mai_.err.str();
  const Json status = mai_.json();
  EXPECT_EQ(status.bool_at("begun").value(), true);
  EXPECT_EQ(status.bool_at("commune_key_here").value(), true);
  EXPECT_EQ(status.find("compose")->int_at("items").value(), 1);
  EXPECT_EQ(status.find("approve")->int_at("items").value(), 1);
  EXPECT_EQ(status.bool_at("people_signed").value(), true);
  server_.people_signed = false;
  EXPECT_EQ(nam_.run({"trust", "status"}), 0);
  EXPECT_TRUE(says(nam_, "bảng vẫn theo danh sách cũ")) << nam_.out.str();
  server_.place_signed = false;
  EXPECT_EQ(nam_.run({"trust", "status"}), 0);
  EXPECT_TRUE(says(nam_, "hãy bấm Xác nhận")) << nam_.out.str();
  EXPECT_TRUE(says(nam_, "Khoá của xã không nằm trên máy này")) << nam_.out.str();
}

TEST_F(KeyCommandsTest, TheComposerSeesWhatHeSignsAndPinsIt) {
  begin();
  server_.me = "lan";
  ASSERT_EQ(lan_.run({"--json", "item", "show", "tin-1"}), 0) << lan_.err.str();
  const std::string hash = lan_.json().string_at("content_hash").value();
  const ItemContent mine = server_.item.content;
  server_.item.content.body = "Tin giả.";
  EXPECT_EQ(lan_.run({"item", "submit", "tin-1", "--expect", hash}), 1);
  EXPECT_TRUE(lan_.err.str().find("--expect") != std::string::npos) << lan_.err.str();
  EXPECT_FALSE(server_.item.submitted);
  server_.item.content = mine;
  ASSERT_EQ(lan_.run({"item", "submit", "tin-1", "--expect", hash}), 0) << lan_.err.str();
  EXPECT_TRUE(says(lan_, "Sẽ ký: Thông báo")) << lan_.out.str();
  EXPECT_TRUE(says(lan_, hash));
  EXPECT_TRUE(says(lan_, to_hex(sha256(mine.body)))) << lan_.out.str();
}

TEST_F(KeyCommandsTest, TheApproverSignsWhatTheReviewShowedHim) {
  begin();
  server_.me = "lan";
  ASSERT_EQ(lan_.run({"item", "submit", "tin-1"}), 0) << lan_.err.str();
  server_.me = "nam";
  const Digest seen = *server_.item.submitted;
  ASSERT_EQ(nam_.run({"item", "review", "tin-1"}), 0) << nam_.err.str();
  EXPECT_TRUE(says(nam_, to_hex(seen))) << nam_.out.str();
  EXPECT_TRUE(says(nam_, "Kính mời bà con.")) << "of the very bytes that have this hash";
  EXPECT_EQ(nam_.run({"item", "approve", "tin-1", "--checked", "all"}), 2) << "which one?";
  // What the server says of the item is not what is reviewed.
  server_.item.content.body = "Lời khác";
  ASSERT_EQ(nam_.run({"item", "review", "tin-1"}), 0);
  EXPECT_TRUE(says(nam_, "Kính mời bà con.")) << nam_.out.str();
  ItemVersion bent = server_.versions.at(seen);
  bent.content.body = "Lời khác";
  const ItemVersion good = std::exchange(server_.versions.at(seen), bent);
  EXPECT_EQ(nam_.run({"item", "review", "tin-1"}), 1) << "not what its hash says";
  const std::vector<std::string> approve{"item",       "approve",   "tin-1", "--version",
                                         to_hex(seen), "--checked", "all"};
  EXPECT_EQ(nam_.run(approve), 1);
  server_.versions.at(seen) = good;
  EXPECT_EQ(nam_.run(approve), 0) << nam_.err.str();
}

TEST_F(KeyCommandsTest, AWrongPasswordSignsNothing) {
  begin();
  server_.me = "lan";
  lan_.password = "gõ nhầm";
  EXPECT_EQ(lan_.run({"item", "submit", "tin-1"}), 1);
  EXPECT_TRUE(says(lan_, "mật khẩu khác")) << lan_.err.str();
  EXPECT_FALSE(server_.item.submitted);
  server_.me = "mai";
  mai_.password = "gõ nhầm";
  EXPECT_EQ(mai_.run({"trust", "sign"}), 1);
  EXPECT_TRUE(says(mai_, "mật khẩu không đúng")) << mai_.err.str();
}

TEST_F(KeyCommandsTest, WhoeverSitsAtAnotherPcIsOfferedANewKey) {
  begin();
  Shell other(server_, 4);
  EXPECT_EQ(other.sign_in("lan"), 0);
  EXPECT_TRUE(says(other, "Khoá của bạn nằm trên máy khác")) << other.out.str();
  EXPECT_TRUE(says(other, "bangtinctl key replace"));
  EXPECT_EQ(other.run({"item", "submit", "tin-1"}), 1);
  EXPECT_EQ(other.run({"--json", "key", "replace"}), 0) << other.err.str();
  EXPECT_EQ(other.json().string_at("signing").value(), "waiting");
  EXPECT_EQ(other.run({"key", "show"}), 0);
  EXPECT_TRUE(says(other, "chờ quản trị xác nhận")) << other.out.str();
  EXPECT_EQ(mai_.sign_in("mai"), 0);
  EXPECT_EQ(mai_.run({"trust", "people"}), 0);
  EXPECT_TRUE(says(mai_, "chờ xác nhận")) << mai_.out.str();
  EXPECT_EQ(mai_.run({"--json", "trust", "sign"}), 0) << mai_.err.str();
  EXPECT_EQ(mai_.json().int_at("version").value(), 2);
  server_.me = "lan";
  EXPECT_EQ(other.run({"item", "submit", "tin-1"}), 0) << other.err.str();
}

TEST_F(KeyCommandsTest, WhoHasNoKeyYetIsListedToo) {
  ASSERT_EQ(lan_.sign_in("lan"), 0);
  ASSERT_EQ(mai_.sign_in("mai"), 0);
  EXPECT_EQ(mai_.run({"--json", "trust", "people"}), 0);
  const Json json = mai_.json();
  EXPECT_EQ(json.array_at("keys", 9).value()->size(), 1u);
  const auto& without = *json.array_at("without_key", 9).value();
  ASSERT_EQ(without.size(), 1u);
  EXPECT_EQ(*without[0].as_string(), "nam");
}

TEST_F(KeyCommandsTest, SomebodyWithBothRolesIsNamed) {
  ASSERT_EQ(lan_.sign_in("lan"), 0);
  server_.people.at("lan").roles = {Role::Editor, Role::Approver};
  ASSERT_EQ(mai_.sign_in("mai"), 0);
  EXPECT_EQ(mai_.run({"trust", "begin"}), 1);
  EXPECT_TRUE(says(mai_, "vừa soạn vừa duyệt") && says(mai_, "lan")) << mai_.err.str();
  SeededRandom random(9);
  EXPECT_TRUE(KeyRing(mai_.folder.path(), random).names().empty())
      << "no key of the commune is made for nothing";
}

TEST_F(KeyCommandsTest, ACommuneOfOneBeginsWhenItIsTold) {
  ASSERT_EQ(lan_.sign_in("lan"), 0);
  server_.people.at("lan").roles = {Role::Editor, Role::Approver};
  ASSERT_EQ(mai_.sign_in("mai"), 0);
  ASSERT_EQ(mai_.run({"trust", "begin", "--one-person"}), 0) << mai_.err.str();
  EXPECT_TRUE(says(mai_, "Xã cho một người vừa soạn vừa duyệt")) << mai_.out.str();
}

TEST_F(KeyCommandsTest, ThePolicyIsSignedSaidAndTakenBack) {
  begin();
  EXPECT_EQ(mai_.run({"trust", "status"}), 0);
  EXPECT_TRUE(says(mai_, "Mỗi tin phải qua hai người.")) << mai_.out.str();
  server_.people.at("lan").roles = {Role::Editor, Role::Approver};
  EXPECT_EQ(mai_.run({"trust", "policy"}), 2);
  EXPECT_EQ(mai_.run({"trust", "policy", "nobody"}), 2);
  EXPECT_EQ(mai_.run({"trust", "policy", "one-person"}), 0) << mai_.err.str();
  EXPECT_TRUE(says(mai_, "Xã cho một người vừa soạn vừa duyệt")) << mai_.out.str();
  EXPECT_EQ(mai_.run({"--json", "trust", "sign"}), 0) << mai_.err.str();
  EXPECT_EQ(mai_.json().bool_at("one_person").value(), true) << "it stays";
  EXPECT_EQ(mai_.run({"--json", "trust", "status"}), 0);
  EXPECT_EQ(mai_.json().bool_at("one_person").value(), true);
  server_.me = "lan";
  EXPECT_EQ(lan_.run({"item", "submit", "tin-1"}), 0) << lan_.err.str();
  EXPECT_FALSE(says(lan_, "một người vừa soạn vừa duyệt"));
  EXPECT_EQ(lan_.run({"item", "approve", "tin-1", "--version", to_hex(*server_.item.submitted),
                      "--checked", "all"}),
            0)
      << lan_.err.str();
  EXPECT_TRUE(says(lan_, "[một người vừa soạn vừa duyệt]")) << lan_.out.str();
  server_.me = "mai";
  EXPECT_EQ(mai_.run({"trust", "policy", "two-people"}), 1);
  EXPECT_TRUE(says(mai_, "Có người vừa soạn vừa duyệt") && says(mai_, "lan")) << mai_.err.str();
  server_.people.at("lan").roles = {Role::Editor};
  EXPECT_EQ(mai_.run({"trust", "policy", "two-people"}), 0) << mai_.err.str();
  EXPECT_TRUE(says(mai_, "Mỗi tin phải qua hai người.")) << mai_.out.str();
}

TEST_F(KeyCommandsTest, ABeginningThatDidNotArriveIsRepeatedWithTheSameKey) {
  ASSERT_EQ(mai_.sign_in("mai"), 0);
  server_.always_moved = true;
  EXPECT_EQ(mai_.run({"--json", "trust", "begin"}), 1);
  const std::string sheet = mai_.json().string_at("recovery_sheet").value();
  server_.always_moved = server_.begun = false;
  EXPECT_EQ(mai_.run({"--json", "trust", "begin"}), 0) << mai_.err.str();
  EXPECT_EQ(mai_.json().string_at("recovery_sheet").value(), sheet);
}

TEST_F(KeyCommandsTest, TheCommunesKeyComesBackFromItsSheetOnAnotherPc) {
  begin();
  const std::string sheet = mai_.json().string_at("recovery_sheet").value();
  Shell other(server_, 5);
  ASSERT_EQ(other.sign_in("mai"), 0);
  EXPECT_EQ(other.run({"trust", "sign"}), 1);
  EXPECT_TRUE(says(other, "phiếu khôi phục")) << other.err.str();
  other.sheet = sheet.substr(1);
  EXPECT_EQ(other.run({"trust", "recover"}), 1);
  EXPECT_TRUE(says(other, "chép chưa đúng")) << other.err.str();
  other.files["phiếu.txt"] = sheet + "\n";
  EXPECT_EQ(other.run({"trust", "recover", "--sheet", "phiếu.txt"}), 0) << other.err.str();
  EXPECT_EQ(other.run({"trust", "sign"}), 0) << other.err.str();
}

TEST_F(KeyCommandsTest, AChangedPasswordOpensTheKeyFromThenOn) {
  begin();
  server_.me = "lan";
  lan_.new_password = "mật khẩu mới tinh";
  EXPECT_EQ(lan_.run({"password"}), 0) << lan_.err.str();
  lan_.password = lan_.new_password;
  EXPECT_EQ(lan_.run({"item", "submit", "tin-1"}), 0) << lan_.err.str();
  // Another one set it: the old one brings the key along.
  server_.passwords["lan"] = lan_.password = "mật khẩu do quản trị đặt";
  EXPECT_EQ(lan_.sign_in("lan"), 0);
  EXPECT_TRUE(says(lan_, "bangtinctl key reseal")) << lan_.out.str();
  lan_.old_password = "mật khẩu mới tinh";
  EXPECT_EQ(lan_.run({"key", "reseal"}), 0) << lan_.err.str();
  EXPECT_TRUE(says(lan_, "sẵn sàng để ký")) << lan_.out.str();
}

}  // namespace
}  // namespace bangtin
