// Pages as trees.
#include "manager/news/html_tree.h"

#include <gtest/gtest.h>

namespace bangtin {
namespace {

TEST(ParseHtml, GivesElementsTextsAndAttributesInTheOrderOfThePage) {
  const HtmlTree tree = *parse_html("<BODY><P CLASS='a' id=b>M&#7897;t &amp; <b>hai</b></p>ba");
  std::string seen;
  for (const HtmlNode& node : tree.nodes) seen += "[" + node.tag + node.text + "]";
  EXPECT_EQ(seen, "[html][body][p][Một & ][b][hai][ba]");
  const HtmlNode& paragraph = tree.nodes[2];
  EXPECT_EQ(paragraph.attribute("class"), "a");
  EXPECT_EQ(paragraph.attribute("id"), "b");
  EXPECT_EQ(paragraph.attribute("style"), "");
  EXPECT_EQ(paragraph.end, 6U);
  EXPECT_EQ(tree.nodes[5].parent, 4U);
  EXPECT_EQ(tree.nodes[0].end, tree.nodes.size());
}

TEST(ParseHtml, KeepsTheCodeOfAScriptAsOneText) {
  const HtmlTree tree = *parse_html("<body><script>if (a < b) c('<p>x</p>')</script>d");
  ASSERT_GE(tree.nodes.size(), 4U);
  EXPECT_EQ(tree.nodes[2].tag, "script");
  EXPECT_EQ(tree.nodes[3].text, "if (a < b) c('<p>x</p>')");
}

TEST(ParseHtml, ReadsWhatIsDeepInsideAndBehindAndRefusesABottomlessPage) {
  const auto nested = [](std::size_t levels) {
    std::string page = "<body>";
    for (std::size_t i = 0; i < levels; ++i) page += "<div>";
    page += "trong";
    for (std::size_t i = 0; i < levels; ++i) page += "</div>";
    return page + "<p>sau</p></body>";
  };
  const HtmlTree tree = *parse_html(nested(5'000));
  std::string texts;
  for (const HtmlNode& node : tree.nodes) texts += node.text;
  EXPECT_EQ(texts, "trongsau");
  EXPECT_EQ(tree.nodes.back().text, "sau");
  const auto bottomless = parse_html(nested(kHtmlDepthMax + 10));
  ASSERT_FALSE(bottomless.ok());
  EXPECT_EQ(bottomless.error().key, "link.too_large");
}

TEST(ParseHtml, TakesWhatIsBroken) {
  EXPECT_TRUE(parse_html("</p><table><td>a<div>b</span><!-- ").ok());
  EXPECT_TRUE(parse_html(std::string_view("<p>a\0b\xff\xfe</p>", 13)).ok());
  EXPECT_FALSE(parse_html("").ok());
}

}  // namespace
}  // namespace bangtin
