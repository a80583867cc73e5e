#include "manager/news/article_text.h"

#include <algorithm>
#include <array>

#include "manager/news/article_date.h"
#include "manager/news/plain_text.h"
#include "shared/base/ascii.h"
#include "shared/base/lists.h"
#include "shared/model/text.h"

namespace bangtin {
namespace {

using Words = std::string_view;

/// A text of so many characters is a sentence, not a label.
constexpr std::size_t kSentenceCharacters = 25;
/// So many characters at least make a text that stands out.
constexpr std::size_t kTextCharactersMin = 60;
constexpr std::size_t kContainerCharactersMin = 30;

constexpr std::array<Words, 46> kBlocks = {
    "html",    "body",       "div",     "p",       "li",     "ul",         "ol",       "table",
    "tbody",   "thead",      "tr",      "td",      "th",     "caption",    "h1",       "h2",
    "h3",      "h4",         "h5",      "h6",      "hr",     "dl",         "dt",       "dd",
    "pre",     "blockquote", "section", "article", "main",   "header",     "footer",   "nav",
    "aside",   "figure",     "address", "center",  "form",   "figcaption", "fieldset", "details",
    "summary", "time",       "option",  "title",   "legend", "dir"};
/// What stands inside is for machines, or asks for something.
constexpr std::array<Words, 16> kSilent = {
    "script", "style",    "iframe",   "object", "noscript", "svg", "button", "select",
    "head",   "template", "textarea", "video",  "audio",    "map", "canvas", "embed"};
constexpr std::array<Words, 3> kAside = {"nav", "footer", "aside"};
/// An element that may hold an article.
constexpr std::array<Words, 9> kHolders = {"div",  "td",   "section", "article",   "main",
                                           "body", "form", "center",  "blockquote"};
/// One of these in the name of an element: it stands beside the article.
constexpr std::array<Words, 52> kBeside = {
    "-menu-",       "-nav-",         "-navbar-",          "-navigation-",
    "-breadcrumb-", "-breadcrumbs-", "-share-",           "-sharing-",
    "-social-",     "-socials-",     "-comment-",         "-comments-",
    "-footer-",     "-sidebar-",     "-print-",           "-rating-",
    "-rate-",       "-vote-",        "-counter-",         "-toolbar-",
    "-tools-",      "-related-",     "-relate-",          "-relative-",
    "-lienquan-",   "-lien-quan-",   "-tinkhac-",         "-tin-khac-",
    "-binhluan-",   "-binh-luan-",   "-chiase-",          "-chia-se-",
    "-luotxem-",    "-luot-xem-",    "-danhgia-",         "-danh-gia-",
    "-quangcao-",   "-quang-cao-",   "-other-news-",      "-news-other-",
    "-othernews-",  "-search-",      "-login-",           "-dang-nhap-",
    "-banner-",     "-ads-",         "-pagination-",      "-tags-",
    "-fontsize-",   "-font-size-",   "-cung-chuyen-muc-", "-skip-link-"};
/// Names that portals give to what holds an article's text, the surest first. Sources: NukeViet,
/// SharePoint, Liferay, Drupal, DotNetNuke and WordPress themes, the press.
constexpr std::array<Words, 30> kContainers = {"-news-bodyhtml-",
                                               "-articlebody-",
                                               "-article-body-",
                                               "-ms-rtestate-field-",
                                               "-journal-content-article-",
                                               "-asset-full-content-",
                                               "-field-name-body-",
                                               "-field-body-",
                                               "-node-content-",
                                               "-noi-dung-bai-viet-",
                                               "-noidungbaiviet-",
                                               "-noidung-chitiet-",
                                               "-chitiet-noidung-",
                                               "-noi-dung-chi-tiet-",
                                               "-content-news-detail-",
                                               "-news-detail-content-",
                                               "-detail-content-",
                                               "-content-detail-",
                                               "-article-content-",
                                               "-articlecontent-",
                                               "-entry-content-",
                                               "-post-content-",
                                               "-fck-detail-",
                                               "-bodytext-",
                                               "-news-content-",
                                               "-newscontent-",
                                               "-noi-dung-",
                                               "-noidung-",
                                               "-chi-tiet-",
                                               "-chitiet-"};
constexpr std::array<Words, 9> kTitleNames = {"-title-",      "-tieu-de-",       "-tieude-",
                                              "-headline-",   "-newstitle-",     "-tit-",
                                              "-news-title-", "-article-title-", "-articletitle-"};

bool names_any(const std::string& words, const auto& names) {
  return std::ranges::any_of(names, [&](Words name) { return words.find(name) != words.npos; });
}

bool is_hidden(const HtmlNode& node) {
  std::string style = ascii::lower(node.attribute("style"));
  std::erase(style, ' ');
  if (style.find("display:none") != style.npos) return true;
  return std::ranges::any_of(node.attributes,
                             [](const auto& each) { return each.first == "hidden"; });
}

bool is_beside_by_role(const HtmlNode& node) {
  constexpr std::array<Words, 5> kRoles = {"navigation", "search", "banner", "contentinfo",
                                           "complementary"};
  return is_one_of(kAside, node.tag) || is_one_of(kRoles, node.attribute("role"));
}

/// Without U+200B at its ends, which an editor of web pages leaves there.
std::string_view without_zero_width(std::string_view text) {
  constexpr Words kZeroWidth = "\u200b";
  while (text.starts_with(kZeroWidth)) text.remove_prefix(kZeroWidth.size());
  while (text.ends_with(kZeroWidth)) text.remove_suffix(kZeroWidth.size());
  return text;
}

/// What lies above a node, as its lines need it.
struct Above {
  std::size_t block = 0, row = 0, cell = 0;
  bool link = false;
};

/// Makes lines of the texts of a page, in order.
class LineMaker {
 public:
  explicit LineMaker(const HtmlTree& tree) : tree_(tree), above_(tree.nodes.size()) {}

  std::vector<PageLine> make() {
    for (std::size_t i = 0; i < tree_.nodes.size();) {
      const HtmlNode& node = tree_.nodes[i];
      above_[i] = i == 0 ? Above{} : above_[node.parent];
      if (node.tag.empty()) {
        add(node.text, i);
      } else if (is_one_of(kSilent, node.tag) || is_hidden(node)) {
        end_line();
        i = node.end;
        continue;
      } else {
        enter(node, i);
      }
      ++i;
    }
    end_line();
    return std::move(lines_);
  }

 private:
  void enter(const HtmlNode& node, std::size_t i) {
    Above& above = above_[i];
    above.link = above.link || node.tag == "a";
    if (node.tag == "br") end_line();
    if (!is_one_of(kBlocks, node.tag)) return;
    end_line();
    above.block = i;
    if (node.tag == "tr") above.row = i;
    if (node.tag == "td" || node.tag == "th") above.cell = i;
    if (node.tag == "table") above.row = above.cell = 0;
  }

  void add(const std::string& text, std::size_t i) {
    const Above& above = above_[i];
    if (!raw_.empty() && above.block != line_.block) end_line();
    if (raw_.empty()) {
      line_.node = i;
      line_.block = above.block;
      line_.row = above.row;
      line_.cell = above.cell;
    }
    for (const char c : text) raw_ += c == '\n' || c == '\r' || c == '\t' ? ' ' : c;
    if (above.link) line_.linked += text.size();
  }

  void end_line() {
    line_.text = plain_text(without_zero_width(plain_text(raw_)));
    std::ranges::replace(line_.text, '\n', ' ');
    line_.characters = character_count(line_.text);
    if (!line_.text.empty()) lines_.push_back(std::move(line_));
    line_ = {};
    raw_.clear();
  }

  const HtmlTree& tree_;
  std::vector<Above> above_;
  std::vector<PageLine> lines_;
  PageLine line_;
  std::string raw_;
};

bool is_dense(const PageLine& line) {
  return !line.left_out && line.characters >= kSentenceCharacters && !is_link(line);
}

/// Characters of dense text before each node, so that those below an element are a difference.
class Density {
 public:
  Density(const HtmlTree& tree, const std::vector<PageLine>& lines)
      : tree_(tree), before_(tree.nodes.size() + 1, 0) {
    for (const PageLine& line : lines) {
      if (is_dense(line)) before_[line.node + 1] += line.characters;
    }
    for (std::size_t i = 1; i < before_.size(); ++i) before_[i] += before_[i - 1];
  }
  std::size_t below(std::size_t node) const {
    return before_[tree_.nodes[node].end] - before_[node];
  }
  std::size_t all() const { return before_.back(); }

 private:
  const HtmlTree& tree_;
  std::vector<std::size_t> before_;
};

/// What stands beside the article by its name. What holds half of all text is the article, whatever
/// it is called.
bool is_beside(const HtmlTree& tree, const Density& density, std::size_t i) {
  const HtmlNode& node = tree.nodes[i];
  return !node.tag.empty() &&
         (is_beside_by_role(node) ||
          (!node.attributes.empty() && names_any(words_of_element(node), kBeside))) &&
         (density.below(i) == 0 || density.below(i) * 2 < density.all());
}

std::size_t known_container(const HtmlTree& tree, const Density& density) {
  struct Best {
    std::size_t node = 0, characters = 0;
  };
  std::array<Best, kContainers.size() + 1> best;
  for (std::size_t i = 1; i < tree.nodes.size(); ++i) {
    const HtmlNode& node = tree.nodes[i];
    const bool named = !node.attributes.empty() && !node.tag.empty();
    const std::size_t characters = named ? density.below(i) : 0;
    if (characters < kContainerCharactersMin) continue;
    const auto consider = [&](std::size_t rank) {
      if (characters > best[rank].characters) best[rank] = {i, characters};
    };
    if (ascii::lower(node.attribute("itemprop")) == "articlebody") consider(0);
    const std::string words = words_of_element(node);
    for (std::size_t name = 0; name < kContainers.size(); ++name) {
      if (words.find(kContainers[name]) != words.npos) consider(name + 1);
    }
  }
  for (const Best& each : best) {
    // A summary or a box of a column may have such a name too.
    if (each.node != 0 && each.characters * 3 >= density.all()) return each.node;
  }
  return 0;
}

/// An element that says one thing only, as a paragraph does.
bool is_paragraph(const HtmlTree& tree, const std::vector<PageLine>& lines, std::size_t i) {
  constexpr std::size_t kParagraphCharactersMax = 400;
  const PageLine& line = lines[i];
  const bool alone = (i == 0 || lines[i - 1].node < line.block) &&
                     (i + 1 == lines.size() || lines[i + 1].node >= tree.nodes[line.block].end);
  return tree.nodes[line.block].tag == "div" && alone && line.characters <= kParagraphCharactersMax;
}

/// Where text is dense: each sentence counts for the element that holds it, half for the one
/// around that, so that an article in one element beats what is around it, and one in many small
/// elements their common one.
std::vector<std::size_t> scores(const HtmlTree& tree, const std::vector<PageLine>& lines) {
  std::vector<std::size_t> score(tree.nodes.size(), 0);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!is_dense(lines[i])) continue;
    std::size_t node = lines[i].block;
    if (is_paragraph(tree, lines, i)) node = tree.nodes[node].parent;
    std::size_t worth = lines[i].characters * 4;
    for (int step = 0; step < 3; ++step, worth /= 2) {
      while (node != 0 && !is_one_of(kHolders, tree.nodes[node].tag))
        node = tree.nodes[node].parent;
      if (node == 0) break;
      score[node] += worth;
      node = tree.nodes[node].parent;
    }
  }
  return score;
}

/// A title or a date stands where the element's text begins, or shortly before.
bool begins_like_article(const HtmlTree& tree, const std::vector<PageLine>& lines,
                         std::size_t node) {
  constexpr std::size_t kBefore = 6, kWithin = 3;
  const auto found = std::ranges::lower_bound(lines, node, {}, &PageLine::node);
  const auto first = static_cast<std::size_t>(found - lines.begin());
  const std::size_t last = std::min(first + kWithin, lines.size());
  for (std::size_t i = first - std::min(first, kBefore); i < last; ++i) {
    const PageLine& line = lines[i];
    if (line.node >= tree.nodes[node].end) break;
    if (is_link(line)) continue;
    const auto date = date_in_line(line.text, 0);
    const bool title = line.characters >= kSentenceCharacters && is_heading(tree.nodes[line.block]);
    if (title || (date && date->at)) return true;
  }
  return false;
}

/// The element of the highest score. Half as much again counts one that begins as articles do: a
/// column with notices may be as long.
std::size_t dense_container(const HtmlTree& tree, const std::vector<PageLine>& lines) {
  std::vector<std::size_t> score = scores(tree, lines);
  std::size_t best = 0, best_score = 0;
  for (std::size_t node = 1; node < score.size(); ++node) {
    if (score[node] < kTextCharactersMin * 4 || score[node] * 3 <= best_score * 2) continue;
    const bool article = begins_like_article(tree, lines, node);
    const std::size_t worth = score[node] * (article ? 3 : 2);
    if (worth <= best_score * 2) continue;
    best = node;
    best_score = (worth + 1) / 2;
  }
  return best;
}

}  // namespace

bool is_link(const PageLine& line) { return line.linked * 2 > line.text.size(); }

std::string words_of_element(const HtmlNode& node) {
  std::string words = "-";
  for (const char* attribute : {"class", "id"}) {
    char last = '-';
    for (const char c : node.attribute(attribute)) {
      const bool letter = ascii::is_letter(c) || ascii::is_digit(c);
      const bool begins = c >= 'A' && c <= 'Z' && last >= 'a' && last <= 'z';
      if ((!letter || begins) && words.back() != '-') words += '-';
      if (letter) words += ascii::lower(c);
      last = c;
    }
    if (words.back() != '-') words += '-';
  }
  return words;
}

bool is_heading(const HtmlNode& node) {
  if (node.tag == "h1" || node.tag == "h2" || node.tag == "h3") return true;
  const bool may = node.tag == "div" || node.tag == "p" || node.tag == "span" || node.tag == "td" ||
                   node.tag == "h4" || node.tag == "strong";
  return may && names_any(words_of_element(node), kTitleNames);
}

std::vector<PageLine> page_lines(const HtmlTree& tree) {
  std::vector<PageLine> lines = LineMaker(tree).make();
  const std::vector<bool> beside = nodes_beside(tree, lines);
  for (PageLine& line : lines) line.left_out = beside[line.node];
  return lines;
}

std::vector<bool> nodes_beside(const HtmlTree& tree, const std::vector<PageLine>& lines) {
  const Density density(tree, lines);
  std::vector<bool> beside(tree.nodes.size(), false);
  for (std::size_t i = 1; i < tree.nodes.size(); ++i) {
    beside[i] = beside[tree.nodes[i].parent] || is_beside(tree, density, i);
  }
  return beside;
}

std::size_t article_container(const HtmlTree& tree, const std::vector<PageLine>& lines) {
  const std::size_t known = known_container(tree, Density(tree, lines));
  return known != 0 ? known : dense_container(tree, lines);
}

}  // namespace bangtin
