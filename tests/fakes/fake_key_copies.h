// Who stands for a server and its PC where a person's key is copied and comes back: one key, one
// password, whatever sticks a test plugs in. Header only. Thread: one.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "manager/desk/key_server.h"

namespace bangtin {

class FakeKeyCopies final : public desk::KeyServer {
 public:
  static constexpr const char* kMySheet =
      "0G3M-K7QT-RZ14-9D2C-HV5X-8WNB-J6FA\n2T7P-YE9K-4SRD-M1XG-5Q8Z-CB3H-V0NW";
  static constexpr const char* kFile = "/media/USB/khoa-bang-tin-hoa.txt";
  static constexpr const char* kPassword = "mat-khau-rat-dai";

  /// `signing` outlives it: how the key stands.
  explicit FakeKeyCopies(SigningState& signing) : signing_(signing) {}

  KeySight sight_of(const Person& person) const {
    if (!signs(person)) return {SigningState::NotNeeded, ""};
    return {signing_, "anh áo bạc bài bánh bắp", from_iso8601("2026-11-12T01:00:00.000Z")};
  }

  desk::KeyPlaces look_for_key_copies() override { return places; }
  Result<std::string> my_key_sheet(const std::string& password) override {
    if (password != kPassword) return wrong(Code::Denied, "person.wrong_sign_in");
    return std::string(kMySheet);
  }
  Result<std::string> save_key_copy(const RecoveryPaper& paper,
                                    const std::string& folder) override {
    if (folder.find("thieu") != folder.npos) return wrong(Code::NotFound, "report.no_folder");
    copies.push_back(paper);
    return folder + "/" + key_copy_name(paper.login);
  }
  Result<KeySight> recover_key(const std::string& sheet, const std::string& file,
                               const std::string& password) override {
    if (sheet.empty() && file != kFile) return wrong(Code::NotFound, "my_key.no_file");
    if (!sheet.empty() && sheet == of_another) return wrong(Code::Denied, "trust.sheet_of_another");
    if (!sheet.empty() && sheet != kMySheet) return wrong(Code::Invalid, "trust.sheet_wrong");
    if (password != kPassword) return wrong(Code::Denied, "person.wrong_sign_in");
    signing_ = recovered;
    return KeySight{recovered, "anh áo bạc bài bánh bắp", from_iso8601("2026-11-12T01:00:00.000Z")};
  }

  desk::KeyPlaces places;
  std::vector<RecoveryPaper> copies;  ///< that were written
  std::string of_another = "another";
  SigningState recovered = SigningState::Ready;  ///< once the key is here

 private:
  static Error wrong(Code code, const char* key) { return {code, "wrong", key}; }

  SigningState& signing_;
};

}  // namespace bangtin
