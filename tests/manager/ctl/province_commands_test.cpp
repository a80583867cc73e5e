// `trust province` and the drafts of several owners, from a shell.
#include <gtest/gtest.h>

#include "manager/client/province.h"
#include "tests/fakes/sim_province.h"
#include "tests/manager/ctl/trust_shell.h"

namespace bangtin {
namespace {

const Instant kNow = *from_iso8601("2026-11-22T05:00:00Z");

class ProvinceCommandsTest : public ::testing::Test {
 protected:
  static bool says(const Shell& shell, const std::string& words) {
    return shell.out.str().find(words) != std::string::npos ||
           shell.err.str().find(words) != std::string::npos;
  }
  void sign_in_all() {
    ASSERT_EQ(lan_.sign_in("lan"), 0) << lan_.err.str();
    ASSERT_EQ(nam_.sign_in("nam"), 0) << nam_.err.str();
    ASSERT_EQ(mai_.sign_in("mai"), 0) << mai_.err.str();
  }
  void begin() {
    sign_in_all();
    ASSERT_EQ(mai_.run({"--json", "trust", "begin"}), 0) << mai_.err.str();
  }
  std::vector<std::string> let_in() const {
    return provinces_of(server_.targets(server_.snapshot.meta.at("targets.json").version));
  }

  SimTrustServer server_{kNow};
  SimProvince province_{kNow + std::chrono::hours(24)};
  Shell lan_{server_, 1}, nam_{server_, 2}, mai_{server_, 3};
};

TEST_F(ProvinceCommandsTest, AProvinceIsLetInByItsWordsAloneAndTakenBack) {
  begin();
  mai_.files["tinh"] = to_file(ProvinceCard{"Sở Văn hoá", province_.keys()});
  ASSERT_EQ(mai_.run({"--json", "trust", "province", "show", "tinh"}), 0) << mai_.err.str();
  const std::string words = mai_.json().string_at("words").value();
  EXPECT_EQ(words, words_of(province_.keys()));
  EXPECT_EQ(mai_.run({"trust", "province", "add", "tinh", "--words", "sáu từ của ai khác"}), 1);
  EXPECT_TRUE(says(mai_, "Sáu từ không khớp")) << mai_.err.str();
  EXPECT_TRUE(let_in().empty());
  ASSERT_EQ(mai_.run({"trust", "province", "add", "tinh", "--words", words}), 0) << mai_.err.str();
  EXPECT_TRUE(says(mai_, "cần 2 trong 3 khoá")) << mai_.out.str();
  EXPECT_EQ(let_in(), (std::vector<std::string>{"99091"}));
  ASSERT_EQ(mai_.run({"--json", "trust", "province", "list"}), 0);
  EXPECT_EQ(mai_.json().array_at("provinces", 9).value()->at(0).string_at("words").value(), words);
  // Other signatures of the commune's key keep it.
  ASSERT_EQ(mai_.run({"trust", "sign"}), 0) << mai_.err.str();
  EXPECT_EQ(let_in().size(), 1u);
  EXPECT_EQ(mai_.run({"trust", "province", "remove", "99092"}), 1);
  EXPECT_TRUE(says(mai_, "Xã không cho đơn vị nào")) << mai_.err.str();
  ASSERT_EQ(mai_.run({"trust", "province", "remove", "99091"}), 0) << mai_.err.str();
  EXPECT_TRUE(let_in().empty());
  EXPECT_EQ(mai_.run({"trust", "province", "list"}), 0);
  EXPECT_TRUE(says(mai_, "Xã chưa cho tỉnh nào")) << mai_.out.str();
}

TEST_F(ProvinceCommandsTest, AWrongPasswordLetsNobodyIn) {
  begin();
  mai_.files["tinh"] = to_file(ProvinceCard{"Sở Văn hoá", province_.keys()});
  mai_.password = "gõ nhầm";
  EXPECT_EQ(mai_.run({"trust", "province", "add", "tinh", "--words", words_of(province_.keys())}),
            1);
  EXPECT_TRUE(let_in().empty());
}

TEST_F(ProvinceCommandsTest, AnOfficeHandsOverWhatTwoPeopleSigned) {
  begin();
  EXPECT_EQ(lan_.run({"trust", "province", "export", "ra"}), 1);
  EXPECT_TRUE(says(lan_, "Không có tin nào")) << lan_.err.str();
  server_.me = "lan";
  server_.item.content.origin = Origin::Province;
  ASSERT_EQ(lan_.run({"item", "submit", "tin-1"}), 0) << lan_.err.str();
  server_.me = "nam";
  ASSERT_EQ(nam_.run({"item", "approve", "tin-1", "--version", to_hex(*server_.item.submitted),
                      "--checked", "all"}),
            0)
      << nam_.err.str();
  ASSERT_EQ(lan_.run({"trust", "province", "export", "ra"}), 0) << lan_.err.str();
  EXPECT_TRUE(says(lan_, "Đã ghi 1 tin")) << lan_.out.str();
  const auto opened = bundle_from_file(lan_.files["ra"]);
  ASSERT_TRUE(opened.ok()) << opened.error().message;
  EXPECT_EQ(opened->bundle.code, "31108");
  EXPECT_EQ(opened->bundle.items[0].approver, "nam");
  EXPECT_EQ(hash_of(opened->versions[0]), *server_.item.approved);
  ASSERT_EQ(lan_.run({"--json", "trust", "province", "card", "khoa"}), 0) << lan_.err.str();
  const auto card = card_from_file(lan_.files["khoa"]);
  ASSERT_TRUE(card.ok());
  EXPECT_EQ(card->keys.threshold, 1);
  EXPECT_EQ(lan_.json().string_at("words").value(), words_of(card->keys));
  EXPECT_EQ(lan_.run({"trust", "province", "export", "ra", "--item", "tin-khac"}), 1);
}

TEST_F(ProvinceCommandsTest, WhatCannotBeHandedOverIsSaid) {
  begin();
  server_.me = "lan";
  ASSERT_EQ(lan_.run({"item", "submit", "tin-1"}), 0) << lan_.err.str();
  server_.me = "nam";
  ASSERT_EQ(nam_.run({"item", "approve", "tin-1", "--version", to_hex(*server_.item.submitted),
                      "--checked", "all"}),
            0)
      << nam_.err.str();
  ASSERT_EQ(lan_.run({"--json", "trust", "province", "export", "ra"}), 0) << lan_.err.str();
  EXPECT_EQ(lan_.json().array_at("left_out", 9).value()->size(), 1u);
  EXPECT_EQ(lan_.run({"trust", "province", "export", "ra", "--item", "tin-1"}), 1);
  EXPECT_TRUE(says(lan_, "nguồn gốc là xã")) << lan_.err.str();
}

TEST_F(ProvinceCommandsTest, ADamagedFileIsRefusedBeforeAnythingIsSent) {
  begin();
  const ItemVersion item = province_.notice("tin-bao", "Bão");
  province_.sign(item);
  lan_.files["tinh"] = province_.file({item});
  lan_.files["tinh"].pop_back();
  lan_.files["anh"] = "GIF89a";
  const std::size_t asked = server_.asked.size();
  EXPECT_EQ(lan_.run({"trust", "province", "import", "tinh"}), 1);
  EXPECT_TRUE(says(lan_, "hỏng hoặc bị cắt")) << lan_.err.str();
  EXPECT_EQ(lan_.run({"trust", "province", "import", "anh"}), 1);
  EXPECT_TRUE(says(lan_, "không phải tệp tin bài")) << lan_.err.str();
  EXPECT_EQ(server_.asked.size(), asked);
}

TEST_F(ProvinceCommandsTest, TwoOfThreeOwnersBeginAnOfficeTogether) {
  sign_in_all();
  Shell owners[] = {{server_, 11}, {server_, 12}, {server_, 13}};
  const char* names[] = {"a", "b", "c"};
  std::vector<std::string> draft = {"trust", "draft", "nhap"};
  for (int i = 0; i < 3; ++i) {
    owners[i].new_password = owners[i].password = "mật khẩu người giữ " + std::to_string(i);
    ASSERT_EQ(owners[i].run({"trust", "owner", "new", "--name", "Người giữ", names[i]}), 0)
        << owners[i].err.str();
    EXPECT_TRUE(says(owners[i], "PHIẾU KHÔI PHỤC"));
    mai_.files[names[i]] = owners[i].files[names[i]];
    draft.insert(draft.end(), {"--owner", names[i]});
  }
  EXPECT_EQ(mai_.run({"trust", "draft", "nhap"}), 1);
  EXPECT_TRUE(says(mai_, "chưa có gốc")) << mai_.err.str();
  ASSERT_EQ(mai_.run(draft), 0) << mai_.err.str();
  EXPECT_TRUE(says(mai_, "GỐC MỚI") && says(mai_, "Còn thiếu ít nhất 2 chữ ký")) << mai_.out.str();
  const auto goes_to = [&](Shell& from, Shell& to) { to.files["nhap"] = from.files["nhap"]; };
  goes_to(mai_, owners[1]);
  ASSERT_EQ(owners[1].run({"trust", "cosign", "nhap"}), 0) << owners[1].err.str();
  EXPECT_TRUE(says(owners[1], "Còn thiếu ít nhất 1 chữ ký")) << owners[1].out.str();
  goes_to(owners[1], mai_);
  EXPECT_EQ(mai_.run({"trust", "send", "nhap"}), 1);
  EXPECT_TRUE(says(mai_, "chưa đủ chữ ký")) << mai_.err.str();
  EXPECT_FALSE(server_.begun);
  EXPECT_EQ(mai_.run({"trust", "cosign", "nhap"}), 1) << "no owner's key is here";
  goes_to(owners[1], owners[2]);
  owners[2].password = "gõ nhầm";
  EXPECT_EQ(owners[2].run({"trust", "cosign", "nhap"}), 1);
  EXPECT_TRUE(says(owners[2], "mật khẩu khác")) << owners[2].err.str();
  owners[2].password = owners[2].new_password;
  ASSERT_EQ(owners[2].run({"trust", "cosign", "nhap"}), 0) << owners[2].err.str();
  EXPECT_TRUE(says(owners[2], "Đã đủ chữ ký")) << owners[2].out.str();
  goes_to(owners[2], mai_);
  ASSERT_EQ(mai_.run({"trust", "send", "nhap"}), 0) << mai_.err.str();
  EXPECT_TRUE(server_.begun);
  // The commune's own commands know that one key is not enough here.
  EXPECT_EQ(mai_.run({"trust", "sign"}), 1);
  ASSERT_EQ(mai_.run({"--json", "trust", "draft", "sau"}), 0) << mai_.err.str();
  EXPECT_EQ(mai_.json().int_at("missing").value(), 2);
  EXPECT_EQ(mai_.json().int_at("version").value(), 2);
}

TEST_F(ProvinceCommandsTest, AnOwnersKeyComesBackFromItsSheet) {
  Shell pc(server_, 21);
  pc.new_password = pc.password = "mật khẩu người giữ";
  ASSERT_EQ(pc.run({"--json", "trust", "owner", "new", "--name", "Giữ", "a"}), 0) << pc.err.str();
  const std::string words = pc.json().string_at("words").value();
  Shell other(server_, 22);
  other.new_password = "một mật khẩu khác";
  other.sheet = pc.json().string_at("recovery_sheet").value();
  ASSERT_EQ(other.run({"--json", "trust", "owner", "recover", "--name", "Giữ", "a"}), 0)
      << other.err.str();
  EXPECT_EQ(other.json().string_at("words").value(), words);
  EXPECT_EQ(other.files["a"], pc.files["a"]);
  other.new_password = "ngắn";
  EXPECT_EQ(other.run({"trust", "owner", "new", "--name", "Giữ", "b"}), 1) << "a weak password";
  EXPECT_FALSE(other.files.contains("b"));
}

}  // namespace
}  // namespace bangtin
