#include "manager/server/web_form.h"

#include <gtest/gtest.h>

namespace bangtin {
namespace {

std::string field(std::string_view body, std::string_view name) {
  const auto form = WebForm::parse(body);
  return form ? form->text(name) : "(refused)";
}

TEST(WebForm, ReadsFieldsAsABrowserSendsThem) {
  const std::string body = "reason=Sai+ng%C3%A0y%2C+xem+l%E1%BA%A1i%0D%0A&version=ab&reason=sau";
  EXPECT_EQ(field(body, "reason"), "Sai ngày, xem lại\r\n");
  EXPECT_EQ(field(body, "version"), "ab");
  EXPECT_EQ(field(body, "login"), "");
  EXPECT_EQ(field("a=1=2&b", "a"), "1=2");
  EXPECT_EQ(field("", "a"), "");
}

TEST(WebForm, KeepsTextComposedAndWhole) {
  EXPECT_EQ(field("a=e%CC%82%CC%81", "a"), "ế");
  EXPECT_EQ(field("a=%FF", "a"), "\uFFFD");
}

TEST(WebForm, RefusesWhatNoBrowserSends) {
  EXPECT_EQ(field("a=%0", "a"), "(refused)");
  EXPECT_EQ(field("a=%00", "a"), "(refused)");
  EXPECT_EQ(field("a=%zz", "a"), "(refused)");
  std::string many;
  for (int i = 0; i < 17; ++i) many += "f" + std::to_string(i) + "=1&";
  EXPECT_EQ(field(many, "f0"), "(refused)");
}

TEST(Cookie, IsFoundByItsWholeName) {
  EXPECT_EQ(cookie_of("a=1; __Host-bangtin=xyz; b=2", "__Host-bangtin"), "xyz");
  EXPECT_EQ(cookie_of("x__Host-bangtin=no; __Host-bangtinx=no", "__Host-bangtin"), "");
  EXPECT_EQ(cookie_of("", "a"), "");
}

TEST(FormToken, IsOfOneSessionAndTellsNothingOfIt) {
  EXPECT_EQ(form_token("one"), form_token("one"));
  EXPECT_NE(form_token("one"), form_token("two"));
  EXPECT_EQ(form_token("one").find("one"), std::string::npos);
}

TEST(SameSite, BelievesABrowserThatNamesAnotherSite) {
  Request request;
  EXPECT_TRUE(is_same_site(request)) << "an old browser says nothing";
  for (const auto& [site, same] : {std::pair("same-origin", true),
                                   {"same-site", false},
                                   {"cross-site", false},
                                   {"none", false}}) {
    request.headers = {{"sec-fetch-site", site}};
    EXPECT_EQ(is_same_site(request), same) << site;
  }
}

}  // namespace
}  // namespace bangtin
