// Who stands for the commune's signature about provinces: whose files it can read, whom it let in.
// Header only. Thread: one.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "manager/desk/province_server.h"

namespace bangtin {

class FakeProvinces final : public desk::ProvinceServer {
 public:
  static constexpr const char* kCardFile = "/media/USB/khoa-tinh.json";
  static constexpr const char* kOtherCardFile = "/media/USB/khoa-tinh-khac.json";
  static constexpr const char* kPassword = "mat-khau-rat-dai";

  static ProvinceCard card_of_the_province() {
    ProvinceCard card;
    card.agency = "Văn phòng UBND tỉnh";
    card.keys.code = "99091";
    for (std::uint8_t number = 1; number <= 3; ++number) {
      card.keys.keys.push_back(KeyPair::from_seed({number}).public_key());
    }
    card.keys.threshold = 2;
    return card;
  }

  /// Whose words nobody compares.
  static ProvinceCard other_card() {
    ProvinceCard card = card_of_the_province();
    card.agency = "Văn phòng UBND tỉnh khác";
    card.keys.code = "99092";
    std::ranges::reverse(card.keys.keys);
    return card;
  }

  Result<std::vector<ProvinceKeys>> provinces_let_in(Instant) override {
    if (fault) return *fault;
    return let_in;
  }
  Result<ProvinceCard> read_province_card(const std::string& path) override {
    if (path.find("thieu") != path.npos) return wrong(Code::NotFound, "province.no_file");
    if (path == kOtherCardFile) return other_card();
    if (path != kCardFile) return wrong(Code::Invalid, "province.no_card");
    return card_of_the_province();
  }
  Status let_province_in(const ProvinceKeys& keys, const std::string& password, Instant) override {
    if (password != kPassword) return wrong(Code::Denied, "person.wrong_sign_in");
    let_in.push_back(keys);
    return {};
  }
  Status shut_province_out(const std::string& code, const std::string& password, Instant) override {
    if (password != kPassword) return wrong(Code::Denied, "person.wrong_sign_in");
    if (std::erase_if(let_in, [&](auto& keys) { return keys.code == code; }) == 1) return {};
    return wrong(Code::NotFound, "province.not_let_in");
  }

  std::vector<ProvinceKeys> let_in;
  std::optional<Error> fault;  ///< of telling who is let in

 private:
  static Error wrong(Code code, const char* key) { return {code, "wrong", key}; }
};

}  // namespace bangtin
