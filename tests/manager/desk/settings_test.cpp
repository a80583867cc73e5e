// The settings of an administrator: people, the commune, and who signs for it.
#include "tests/manager/desk/desk_window.h"

namespace bangtin::desk {
namespace {

class SettingsTest : public testing::Test {
 protected:
  SettingsTest() {
    server_.now = *from_iso8601("2026-11-22T01:00:00.000Z");
    server_.add_account("quantri", "Phạm Thị Quản", {Role::Administrator});
  }

  /// A key of theirs that waits.
  void give_key(const std::string& login, KeyState state = KeyState::Waiting) {
    PersonKey key;
    const Person& person = server_.accounts.at(login).person;
    key.login = login;
    key.display_name = person.display_name;
    key.roles = person.roles;
    key.key = KeyPair::from_seed({std::uint8_t(server_.keys.size() + 1)}).public_key();
    key.state = state;
    server_.keys.push_back(key);
  }
  static void answer(DeskWindow& window, const char* password = "mat-khau-rat-dai") {
    window.fill("sheet.now", password);
    window.click("sheet.confirm");
    window.driver.idle();
  }
  static void expect_clean(DeskWindow& window) {
    for (const std::string& found : window.driver.lint()) ADD_FAILURE() << found;
  }

  FakeDeskServer server_;
};

TEST_F(SettingsTest, ANewAdministratorBeginsHereAndOthersNeverSeeIt) {
  DeskWindow window(server_);
  window.sign_in("quantri");
  EXPECT_READS(window, "Chữ ký của xã");
  DeskWindow editors(server_);
  editors.sign_in("hoa");
  EXPECT_FALSE(editors.driver.has("go.settings"));
}

TEST_F(SettingsTest, AFreshCommuneIsNamedAndBeginsToSignInOneSitting) {
  server_.commune_record = {};
  server_.trust = {};
  server_.commune_key_here = false;
  DeskWindow window(server_);
  window.sign_in("quantri");
  EXPECT_READS(window, "Hãy khai báo và lưu tên, mã xã ở trên trước.");
  EXPECT_FALSE(window.driver.has("trust.begin"));
  window.fill("commune.name", "Xã Tân Hưng");
  window.fill("commune.agency", "UBND xã Tân Hưng");
  window.fill("commune.code", "30337");
  window.fill("commune.province", "91");
  window.click("commune.save");
  window.wait(Millis(1'000));
  EXPECT_EQ(server_.commune_record.agency, "UBND xã Tân Hưng");
  expect_clean(window);
  window.click("trust.begin");
  answer(window);
  window.wait(Millis(1'000));
  EXPECT_TRUE(server_.trust.begun);
  EXPECT_READS(window, "ABCD EFGH");
  EXPECT_READS(window, "JKLM NPQR");
  expect_clean(window);
  window.click("trust.sheet_save");
  ASSERT_EQ(server_.recovery_papers.size(), 1U);
  EXPECT_EQ(server_.recovery_papers[0].sheet, "ABCD EFGH\nJKLM NPQR");
  EXPECT_EQ(server_.recovery_papers[0].agency, "UBND xã Tân Hưng");
  EXPECT_READS(window, "phieu-khoi-phuc-khoa-cua-xa.pdf");
  EXPECT_READS(window, "rồi xoá tệp");
  EXPECT_READS(window, "ABCD EFGH");
  expect_clean(window);
  server_.disk_fault = Error{Code::Full, "no room", "report.disk_full"};
  window.click("trust.sheet_save");
  EXPECT_READS(window, "Chưa ghi được trang để in.");
  server_.disk_fault.reset();
  window.click("trust.sheet_written");
  EXPECT_FALSE(window.driver.reads("ABCD EFGH"));
  EXPECT_READS(window, "Chưa đủ hai người ký") << "nobody has a key yet";
  EXPECT_FALSE(window.driver.enabled("commune.code")) << "the signatures name it";
}

TEST_F(SettingsTest, ABeginningThatFailsStillShowsTheSheet) {
  server_.trust.begun = false;
  server_.begin_fault = Error{Code::Unavailable, "the cable is cut", ""};
  DeskWindow window(server_);
  window.sign_in("quantri");
  window.click("trust.begin");
  answer(window);
  EXPECT_READS(window, "Chưa bắt đầu ký được.");
  EXPECT_READS(window, "ABCD EFGH");
}

TEST_F(SettingsTest, AWrongPasswordChangesNothing) {
  give_key("hoa");
  DeskWindow window(server_);
  window.sign_in("quantri");
  window.click("trust.sign");
  answer(window, "khong-phai-mat-khau");
  EXPECT_READS(window, "Chưa xác nhận được.");
  EXPECT_EQ(server_.keys.at(0).state, KeyState::Waiting);
  EXPECT_TRUE(window.driver.enabled("trust.sign"));
}

TEST_F(SettingsTest, KeysThatWaitAreShownWithTheirWordsAndConfirmed) {
  give_key("hoa");
  give_key("nam", KeyState::Trusted);
  DeskWindow window(server_);
  window.sign_in("quantri");
  EXPECT_READS(window, "1 khoá chờ xác nhận.");
  EXPECT_READS(window, words_of(server_.keys.at(0).key));
  EXPECT_READS(window, "Có việc chờ ký");
  expect_clean(window);
  window.click("trust.sign");
  answer(window);
  window.wait(Millis(1'000));
  EXPECT_EQ(server_.keys.at(0).state, KeyState::Trusted);
  EXPECT_FALSE(window.driver.reads("khoá chờ xác nhận"));
  EXPECT_READS(window, "Chữ ký đầy đủ");
}

TEST_F(SettingsTest, ARoleThatIsNotSignedYetIsSaidUntilItIs) {
  give_key("hoa", KeyState::Trusted);
  give_key("nam", KeyState::Trusted);
  server_.trust.people_signed = false;
  DeskWindow window(server_);
  window.sign_in("quantri");
  EXPECT_READS(window, "trên bảng vẫn theo danh sách cũ");
  EXPECT_READS(window, "Có việc chờ ký");
  expect_clean(window);
  window.click("trust.sign");
  answer(window);
  window.wait(Millis(1'000));
  EXPECT_FALSE(window.driver.reads("theo danh sách cũ"));
  EXPECT_READS(window, "Chữ ký đầy đủ");
}

TEST_F(SettingsTest, ARestoredServerAndANewNameAreSaidUntilTheyAreConfirmed) {
  server_.trust.online_key_signed = server_.trust.place_signed = false;
  DeskWindow window(server_);
  window.sign_in("quantri");
  EXPECT_READS(window, "Máy chủ vừa được khôi phục");
  EXPECT_READS(window, "Tên cơ quan đã đổi");
  expect_clean(window);
  window.click("trust.sign");
  answer(window);
  window.wait(Millis(1'000));
  EXPECT_FALSE(window.driver.reads("Tên cơ quan đã đổi"));
}

TEST_F(SettingsTest, AKeyThatIsNotHereComesBackFromItsSheet) {
  server_.commune_key_here = false;
  DeskWindow window(server_);
  window.sign_in("quantri");
  EXPECT_READS(window, "Khoá của xã không nằm trên máy này.");
  EXPECT_FALSE(window.driver.has("trust.sign"));
  EXPECT_FALSE(window.driver.has("trust.policy"));
  EXPECT_READS(window, "Chính sách: mỗi tin phải qua hai người.");
  window.click("trust.recover");
  window.fill("sheet.now", "mat-khau-rat-dai");
  EXPECT_FALSE(window.driver.enabled("sheet.confirm")) << "the sheet is not typed yet";
  window.fill("sheet.reason", "ABCD");
  window.click("sheet.confirm");
  EXPECT_READS(window, "Phiếu khôi phục chép chưa đúng");
  server_.commune_key_here = true;
  window.wait(Millis(6'000));
  EXPECT_TRUE(window.driver.has("trust.sheet"));
  window.click("trust.sheet");
  answer(window);
  EXPECT_READS(window, "ABCD EFGH");
}

/// Who runs the server made it another key: whoever signs compares it with what that person reads.
TEST_F(SettingsTest, ANewKeyOfTheServerWaitsWithItsWordsUntilItIsSigned) {
  const PublicKey next = KeyPair::from_seed({9}).public_key();
  server_.trust.next_online_key = next;
  server_.commune_key_here = true;
  DeskWindow window(server_);
  window.sign_in("quantri");
  EXPECT_READS(window, "So sáu từ với người quản máy chủ rồi bấm Xác nhận: " + words_of(next));
  expect_clean(window);
  window.click("trust.sign");
  answer(window);
  window.wait(Millis(1'000));
  EXPECT_FALSE(window.driver.reads("Máy chủ có khoá mới"));
}

TEST_F(SettingsTest, AKeyThatTheServerNamesOnlyAfterTheQuestionIsNotSignedFor) {
  server_.trust.next_online_key = KeyPair::from_seed({9}).public_key();
  server_.commune_key_here = true;
  DeskWindow window(server_);
  window.sign_in("quantri");
  window.click("trust.sign");
  const PublicKey other = KeyPair::from_seed({10}).public_key();
  server_.trust.next_online_key = other;
  window.wait(Millis(6'000));
  answer(window);
  window.wait(Millis(1'000));
  EXPECT_EQ(server_.trust.next_online_key, other);
  EXPECT_READS(window, "Máy chủ đưa ra một khoá khác");
}

TEST_F(SettingsTest, ThePolicyIsSaidAndChangedWithThePasswordAndItsPrice) {
  DeskWindow window(server_);
  window.sign_in("quantri");
  EXPECT_READS(window, "Chính sách: mỗi tin phải qua hai người.");
  expect_clean(window);
  window.click("trust.policy");
  EXPECT_READS(window, "Chỉ dành cho xã không có người thứ hai.");
  expect_clean(window);
  answer(window, "khong-phai-mat-khau");
  EXPECT_READS(window, "Chưa đổi được chính sách.");
  EXPECT_FALSE(server_.trust.one_person);
  window.click("trust.policy");
  answer(window);
  window.wait(Millis(1'000));
  EXPECT_TRUE(server_.trust.one_person);
  EXPECT_READS(window, "Chính sách: một người được vừa soạn vừa duyệt.");

  window.click("person.hoa");
  window.click("role.approver");
  EXPECT_READS(window, "tin của họ không ai soát lại");
  expect_clean(window);
  window.click("person.save");
  window.wait(Millis(1'000));
  EXPECT_EQ(server_.accounts.at("hoa").person.roles.size(), 2U);
  window.click("settings.commune");
  window.click("trust.policy");
  EXPECT_READS(window, "Mỗi tin lại phải qua hai người.");
  expect_clean(window);
  answer(window);
  EXPECT_READS(window, "Chưa đổi được chính sách. Có người vừa soạn vừa duyệt.");
  EXPECT_TRUE(server_.trust.one_person);
  server_.accounts.at("hoa").person.roles = {Role::Editor};
  window.click("trust.policy");
  answer(window);
  window.wait(Millis(1'000));
  EXPECT_FALSE(server_.trust.one_person);
  EXPECT_READS(window, "Chính sách: mỗi tin phải qua hai người.");
}

TEST_F(SettingsTest, APersonIsAddedWithRolesAndAPassword) {
  DeskWindow window(server_);
  window.sign_in("quantri");
  window.click("person.new");
  EXPECT_FALSE(window.driver.enabled("person.save"));
  window.fill("person.name", "Trần Thị Lan");
  window.fill("person.login", "lan.tt");
  window.fill("person.password", "mat-khau-dau-tien");
  window.click("role.editor");
  window.click("role.approver");
  EXPECT_READS(window, "Một người không thể vừa soạn vừa duyệt");
  EXPECT_FALSE(window.driver.enabled("person.save"));
  window.click("role.approver");
  expect_clean(window);
  window.click("person.save");
  window.wait(Millis(1'000));
  ASSERT_TRUE(server_.accounts.contains("lan.tt"));
  EXPECT_EQ(server_.accounts.at("lan.tt").person.roles, std::vector{Role::Editor});
  EXPECT_READS(window, "Chưa có khoá ký.");
  EXPECT_FALSE(window.driver.enabled("person.login")) << "it names the account";
}

TEST_F(SettingsTest, ALoginThatIsTakenIsSaidAndWhatWasTypedStays) {
  DeskWindow window(server_);
  window.sign_in("quantri");
  window.click("person.new");
  window.fill("person.name", "Người Khác");
  window.fill("person.login", "hoa");
  window.fill("person.password", "mat-khau-dau-tien");
  window.click("role.technician");
  window.click("person.save");
  EXPECT_READS(window, "Tên đăng nhập này đã có người dùng.");
  EXPECT_EQ(window.desk.state().settings.person.display_name, "Người Khác");
  EXPECT_TRUE(window.driver.enabled("person.save"));
}

TEST_F(SettingsTest, ALockedAccountSaysWhatIsStillToBeDone) {
  give_key("hoa", KeyState::Trusted);
  DeskWindow window(server_);
  window.sign_in("quantri");
  window.click("person.hoa");
  EXPECT_READS(window, "Khoá đã xác nhận");
  window.click("person.lock");
  window.wait(Millis(1'000));
  EXPECT_TRUE(server_.accounts.at("hoa").person.disabled);
  EXPECT_READS(window, "thôi hiệu lực");
  expect_clean(window);
  window.click("person.lock");
  window.wait(Millis(1'000));
  EXPECT_FALSE(server_.accounts.at("hoa").person.disabled);
  window.click("person.quantri");
  EXPECT_FALSE(window.driver.has("person.lock")) << "nobody locks himself out";
}

TEST_F(SettingsTest, WhatSomebodyTypesIsNotOverwrittenByTheServer) {
  DeskWindow window(server_);
  window.sign_in("quantri");
  window.click("person.hoa");
  window.fill("person.name", "Nguyễn Thị Hoà");
  server_.accounts.at("hoa").person.display_name = "Khác";
  window.wait(Millis(6'000));
  window.click("person.save");
  EXPECT_EQ(server_.accounts.at("hoa").person.display_name, "Nguyễn Thị Hoà");
}

/// Each view of the page with much on it, at both sizes of letters.
class SettingsLooks : public SettingsTest, public testing::WithParamInterface<float> {};

TEST_P(SettingsLooks, NothingIsCutSmallOrOverlapping) {
  for (int i = 0; i < 9; ++i) {
    const std::string login = "nguoi" + std::to_string(i);
    server_.add_account(login, "Nguyễn Hoàng Phương Thảo " + std::to_string(i),
                        {i % 2 == 0 ? Role::Editor : Role::Approver, Role::Technician});
    give_key(login, i < 4 ? KeyState::Waiting : KeyState::Trusted);
  }
  server_.trust.place_signed = server_.trust.online_key_signed = false;
  DeskWindow window(server_, {1366, 768}, GetParam());
  window.sign_in("quantri");
  expect_clean(window);
  window.click("trust.sign");
  expect_clean(window);
  window.click("sheet.cancel");
  for (const bool one_person : {false, true}) {
    server_.trust.one_person = one_person;
    window.wait(Millis(6'000));
    expect_clean(window);
    window.click("trust.policy");
    expect_clean(window);
    window.click("sheet.cancel");
  }
  window.click("trust.sheet");
  answer(window);
  expect_clean(window);
  window.click("person.nguoi0");
  window.click("role.approver");
  expect_clean(window);
  window.click("person.new");
  expect_clean(window);
}

INSTANTIATE_TEST_SUITE_P(Scales, SettingsLooks, testing::Values(1.0F, 1.25F),
                         [](const auto& one) { return one.param > 1 ? "at125" : "at100"; });

}  // namespace
}  // namespace bangtin::desk
