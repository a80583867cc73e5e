#include "manager/server/html.h"

#include <gtest/gtest.h>

namespace bangtin {
namespace {

TEST(Html, WritesElementsInsideEachOther) {
  Html html;
  html.begin("html").begin("p", {{"class", "a"}}).text("một").lone("br", {}).end().end();
  EXPECT_EQ(html.page(), "<!DOCTYPE html>\n<html><p class=\"a\">một<br></p></html>\n");
}

TEST(Html, EscapesWhateverStandsInATextOrAnAttribute) {
  const std::string hostile = "</p><script>alert(\"1\")</script>&amp;' onload='x";
  Html html;
  html.element("p", {{"title", hostile}}, hostile);
  const std::string page = html.page();
  EXPECT_EQ(page.find("<script"), page.npos);
  EXPECT_EQ(page.find('\''), page.npos);
  const std::string safe =
      "&lt;/p&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;amp;&#39; onload=&#39;x";
  EXPECT_EQ(page, "<!DOCTYPE html>\n<p title=\"" + safe + "\">" + safe + "</p>\n");
}

TEST(HtmlDeathTest, AnElementThatIsLeftOpenIsABug) {
  EXPECT_DEATH(Html().begin("p").page(), "");
  EXPECT_DEATH(Html().end(), "");
}

}  // namespace
}  // namespace bangtin
