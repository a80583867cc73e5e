#include "manager/news/article.h"

#include <algorithm>
#include <array>
#include <optional>

#include "manager/news/article_date.h"
#include "manager/news/article_meta.h"
#include "manager/news/article_text.h"
#include "manager/news/clean_story.h"
#include "manager/news/feed_encoding.h"
#include "manager/news/line_noise.h"
#include "manager/news/web_link.h"
#include "shared/base/ascii.h"
#include "shared/base/library_limits.h"
#include "shared/base/lists.h"
#include "shared/model/text.h"

namespace bangtin {
namespace {

using Words = std::string_view;

constexpr std::size_t kTitleCharactersMin = 15;
constexpr std::size_t kSapoCharactersMin = 40;  ///< of a text between title and container
constexpr std::size_t kBetweenLinesMax = 40;    ///< between title and container
constexpr std::size_t kHeadingLinesMax = 12;    ///< likewise, where nothing else names the title
constexpr std::size_t kBesideLinesMax = 3;      ///< before the title and at the end, for a date
constexpr std::size_t kLabelCharactersMax = 80;
/// Far more than is kept of a text: the rest of a huge page is not looked at.
constexpr std::size_t kTextCharactersMax = 200'000;
constexpr std::size_t kCellCharactersMax = 80;
constexpr std::size_t kSourceCharactersMax = 60;  ///< of a line "Nguồn: ..."
constexpr std::size_t kDataTextCharactersMin = 60;

/// What some portals call every page.
constexpr std::array<Words, 12> kNoTitles = {
    "trang chu", "tin tuc",         "chi tiet",        "chi tiet tin", "chi tiet bai viet",
    "xem tin",   "xem chi tiet",    "tin tuc su kien", "home",         "index",
    "untitled",  "chi tiet tin tuc"};
/// A short line that begins so, with a colon or a date behind, tells of the text and is none of it.
constexpr std::array<Words, 14> kLabels = {
    "tac gia",       "nguoi dang", "nguoi viet",   "ngay dang",    "dang ngay",
    "ngay cap nhat", "cap nhat",   "tu khoa",      "tags",         "tag",
    "dang luc",      "xuat ban",   "tep dinh kem", "file dinh kem"};
/// Behind a line of these words alone stand other texts.
constexpr std::array<Words, 22> kEnds = {
    "tin lien quan",     "bai viet lien quan", "tin bai lien quan",   "cac tin khac",
    "tin khac",          "cac tin da dang",    "tin cung chuyen muc", "bai viet khac",
    "nhung tin moi hon", "nhung tin cu hon",   "tin moi hon",         "tin cu hon",
    "cac tin moi hon",   "cac tin cu hon",     "y kien ban doc",      "gui binh luan",
    "y kien phan hoi",   "gui phan hoi",       "cac bai viet khac",   "cac tin lien quan",
    "tin moi nhat",      "danh sach binh luan"};

/// Between a title and the name of its site.
constexpr std::array<Words, 4> kDashes = {" | ", " - ", " – ", " :: "};

/// A drawing that every page of a portal shows.
bool is_stand_in(std::string_view url) {
  constexpr std::array<Words, 13> kNames = {"logo", "no-image", "noimage", "no_image", "default",
                                            "icon", "banner",   "blank.",  "spacer",   "avatar",
                                            ".svg", "pixel",    "loading"};
  const std::string low = ascii::lower(url);
  return std::ranges::any_of(kNames, [&](Words name) { return low.find(name) != low.npos; });
}

class ArticleReader {
 public:
  ArticleReader(const HtmlTree& tree, const FeedSource& source)
      : tree_(tree),
        source_(source),
        meta_(article_meta(tree)),
        lines_(page_lines(tree)),
        beside_(nodes_beside(tree, lines_)) {
    const std::string base = absolute_link(source.url, meta_.base);
    base_ = base.empty() ? source.url : base;
    container_ = article_container(tree, lines_);
    find_container_lines();
  }

  Result<FeedStory> read() {
    FeedStory out;
    Story& story = out.story;
    story.source = site_name();
    story.title = find_title(story.source);
    if (meta_.publisher.empty() && source_.name.empty()) name_site_by_window(story);
    settle_begin();
    read_date_into(story);
    story.lead = text();
    if (!quoted_source_.empty()) story.source = quoted_source_;
    if (story.title.empty()) take_title_from_lead(story);
    if (is_blank(clean_lead(story.lead, story.title)) &&
        character_count(meta_.text) >= kDataTextCharactersMin) {
      story.lead = meta_.text;
    }
    story.link = link();
    out.picture_url = picture();
    story = clean_story(std::move(story));
    if (is_blank(story.lead) || is_blank(story.title)) return nothing_found();
    return out;
  }

 private:
  Error nothing_found() const {
    if (meta_.asks_for_password) {
      return Error{Code::Denied, "it asks for a password", "link.needs_login"};
    }
    return Error{Code::Corrupt, "no text stands out", "link.no_text"};
  }

  void find_container_lines() {
    begin_ = end_ = lines_.size();
    if (container_ == 0) return;
    const std::size_t last = tree_.nodes[container_].end;
    const auto first =
        std::ranges::find_if(lines_, [&](const PageLine& line) { return line.node >= container_; });
    begin_ = static_cast<std::size_t>(first - lines_.begin());
    end_ = begin_;
    while (end_ < lines_.size() && lines_[end_].node < last) ++end_;
    container_begin_ = begin_;
  }

  std::string site_name() const {
    std::string name = meta_.publisher;
    if (is_one_of(kNoTitles, folded(name))) name.clear();
    if (name.empty()) name = source_.name;
    return name.empty() ? link_host(source_.url) : name;
  }

  /// The window's name is often the title's and the site's: "Họp dân - UBND xã Tân Hưng".
  void name_site_by_window(Story& story) const {
    const std::string& window = meta_.page_title;
    if (story.title.empty() || !window.starts_with(story.title)) return;
    std::string_view rest = std::string_view(window).substr(story.title.size());
    for (const Words dash : kDashes) {
      if (rest.starts_with(dash) && !is_no_title(rest.substr(dash.size()), "")) {
        story.source = rest.substr(dash.size());
        return;
      }
    }
  }

  bool is_no_title(std::string_view text, const std::string& source) const {
    const std::string words = folded(text);
    const bool of_site = words == folded(source) || words.starts_with("cong thong tin dien tu") ||
                         words.starts_with("trang thong tin dien tu");
    return words.empty() || of_site || is_one_of(kNoTitles, words);
  }

  /// A heading, as far up as the text of a link or of emphasis in it.
  bool stands_in_heading(const PageLine& line) const {
    std::size_t node = line.block;
    for (int step = 0; step < 3 && node != 0; ++step, node = tree_.nodes[node].parent) {
      if (is_heading(tree_.nodes[node])) return true;
    }
    for (node = tree_.nodes[line.node].parent; node > line.block; node = tree_.nodes[node].parent) {
      if (is_heading(tree_.nodes[node])) return true;
    }
    return false;
  }

  /// The heading that the page's own names for itself begin with; the longest.
  std::optional<std::size_t> named_heading(const std::string& source) const {
    const std::array<std::string, 3> names = {folded(meta_.headline), folded(meta_.og_title),
                                              folded(meta_.page_title)};
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const PageLine& line = lines_[i];
      if (line.left_out || !stands_in_heading(line) || is_no_title(line.text, source)) continue;
      const std::string words = folded(line.text);
      const bool named = std::ranges::any_of(names, [&](const std::string& name) {
        return name == words ||
               (line.characters >= kTitleCharactersMin && name.find(words) != name.npos);
      });
      if (named && (!best || line.characters > lines_[*best].characters)) best = i;
    }
    return best;
  }

  /// The last heading before the first sentence of the text.
  std::optional<std::size_t> near_heading(const std::string& source) const {
    if (container_ == 0) return std::nullopt;
    std::size_t stop = begin_;
    while (stop < end_ && (lines_[stop].left_out || stands_in_heading(lines_[stop]))) ++stop;
    for (std::size_t i = stop; i > 0 && stop - i < kHeadingLinesMax; --i) {
      const PageLine& line = lines_[i - 1];
      const bool title = !line.left_out && !is_link(line) &&
                         line.characters >= kTitleCharactersMin && stands_in_heading(line) &&
                         !is_no_title(line.text, source);
      if (title) return i - 1;
    }
    return std::nullopt;
  }

  /// The name of the window without that of the site behind it.
  std::string window_title() const {
    const std::string& title = meta_.page_title;
    for (const Words dash : kDashes) {
      const auto at = title.find(dash);
      if (at != title.npos && at >= kTitleCharactersMin) return title.substr(0, at);
    }
    return title;
  }

  std::string find_title(const std::string& source) {
    title_line_ = named_heading(source);
    if (title_line_) return lines_[*title_line_].text;
    if (!is_no_title(meta_.headline, source)) return meta_.headline;
    title_line_ = near_heading(source);
    if (title_line_) return lines_[*title_line_].text;
    for (const std::string& name : {meta_.og_title, window_title()}) {
      if (!is_no_title(name, source)) return name;
    }
    return "";
  }

  /// What stands between the title and the container belongs to the article too.
  void settle_begin() {
    if (!title_line_ || container_ == 0) return;
    const std::size_t behind = *title_line_ + 1;
    const bool inside = behind > begin_ && behind <= end_;
    const bool before = behind <= begin_ && begin_ - behind <= kBetweenLinesMax;
    if (inside || before) begin_ = behind;
  }

  /// The line that tells the date: behind the title or before it, else at the end of the text.
  void read_date_into(Story& story) {
    const auto take = [&](const std::optional<FoundDate>& found) {
      if (!found) return false;
      if (story.published_as.empty() || (found->at && !story.published_at)) {
        story.published_as = found->words;
        story.published_at = found->at;
      }
      return story.published_at.has_value();
    };
    const int offset = source_.utc_offset_minutes;
    if (!meta_.published.empty() && take(date_as_told(meta_.published, offset))) return;
    const std::size_t title = title_line_.value_or(begin_);
    if (take(date_of_elements(title, offset))) return;
    const auto take_line = [&](std::size_t i, bool labelled) {
      const PageLine& line = lines_[i];
      if (line.left_out || is_link(line)) return false;
      const auto found = date_in_line(line.text, offset);
      if ((labelled && !(found && found->labelled)) || !take(found)) return false;
      date_line_ = &line;
      return true;
    };
    std::size_t first = begin_;
    for (; first < end_; ++first) {
      // A sentence names the day of what it tells.
      if (take_line(first, is_sentence(lines_[first]))) return;
      if (first >= container_begin_ && is_sentence(lines_[first])) break;
    }
    // Unlabelled, a date above the title is that of the visit.
    for (std::size_t i = title; i > 0 && title - i < kBesideLinesMax; --i) {
      if (take_line(i - 1, true)) return;
    }
    for (std::size_t i = end_; i > first && end_ - i < kBesideLinesMax; --i) {
      if (!is_one_of_cells(i - 1) && take_line(i - 1, is_sentence(lines_[i - 1]))) return;
    }
  }

  /// Of a row with others: a table of the text may end with a date.
  bool is_one_of_cells(std::size_t i) const {
    const PageLine& line = lines_[i];
    const auto beside = [&](std::size_t other) {
      return other < lines_.size() && lines_[other].row == line.row &&
             lines_[other].cell != line.cell;
    };
    return line.row != 0 && (beside(i - 1) || beside(i + 1));
  }

  /// A "time" element or one that says it is the date, from the title on.
  std::optional<FoundDate> date_of_elements(std::size_t title, int offset) const {
    const std::size_t begin = title < lines_.size() ? lines_[title].node : 0;
    const std::size_t end = container_ == 0 ? tree_.nodes.size() : tree_.nodes[container_].end;
    for (std::size_t i = begin; i < end; ++i) {
      const HtmlNode& node = tree_.nodes[i];
      const bool says = ascii::lower(node.attribute("itemprop")) == "datepublished";
      if ((node.tag != "time" && !says) || beside_[i]) continue;
      for (const char* attribute : {"datetime", "content"}) {
        const auto found = date_as_told(node.attribute(attribute), offset);
        if (found && found->at) return found;
      }
    }
    return std::nullopt;
  }

  static bool is_sentence(const PageLine& line) {
    return !line.left_out && line.characters >= kSapoCharactersMin && !is_link(line);
  }

  /// Of a picture, whatever stands around its words.
  bool is_caption(const PageLine& line) const {
    std::size_t node = line.block;
    for (int step = 0; step < 3 && node != container_; ++step, node = tree_.nodes[node].parent) {
      const HtmlNode& above = tree_.nodes[node];
      if (above.tag == "figcaption" ||
          words_of_element(above).find("-caption-") != std::string::npos)
        return true;
    }
    return false;
  }

  /// What is said of the text: its author, its date, whence it is.
  bool is_label(const PageLine& line, bool told) const {
    if (line.characters > kLabelCharactersMax) return false;
    const auto colon = std::min(line.text.find(':'), line.text.size());
    if (is_one_of(kLabels, folded(line.text.substr(0, colon)))) return true;
    // Behind the first sentence a line with a date may be one of the text, or the cell of a table.
    const auto date = date_in_line(line.text, source_.utc_offset_minutes);
    return date && (date->labelled || (date->whole_line && (!told || &line == date_line_)));
  }

  /// What "Nguồn: Báo Sông Xanh" names; empty for other lines: a budget has a source too.
  static std::string quoted_source(const PageLine& line) {
    const auto colon = line.text.find(':');
    if (colon == std::string::npos || line.characters > kSourceCharactersMax) return "";
    const std::string label = folded(line.text.substr(0, colon));
    if (label != "nguon" && label != "nguon tin" && label != "theo nguon") return "";
    const std::string named = line.text.substr(colon + 1);
    return std::ranges::any_of(named, ascii::is_digit) ? "" : named;
  }

  /// It stands before the first sentence or in the last lines, and is none of them.
  void take_quoted_source(std::vector<const PageLine*>& own) {
    bool told = false;
    for (std::size_t i = 0; i < own.size(); ++i) {
      const bool at_end = i + kBesideLinesMax >= own.size();
      if (const std::string named = quoted_source(*own[i]); !is_blank(named) && (!told || at_end)) {
        quoted_source_ = named;
        own.erase(own.begin() + static_cast<std::ptrdiff_t>(i));
        return;
      }
      told = told || is_sentence(*own[i]);
    }
  }

  /// The lines of the article itself.
  std::vector<const PageLine*> own_lines() {
    std::vector<const PageLine*> own;
    bool told = false;
    std::size_t characters = 0;
    for (std::size_t i = begin_; i < end_ && characters < kTextCharactersMax; ++i) {
      const PageLine& line = lines_[i];
      const bool short_line = line.characters <= kLabelCharactersMax;
      if (told && short_line && is_one_of(kEnds, folded(line.text))) break;
      if (line.left_out || is_link(line) || is_caption(line) || is_label(line, told)) continue;
      if (i < container_begin_ && !is_sentence(line)) continue;
      told = told || is_sentence(line);
      own.push_back(&line);
      characters += line.characters;
    }
    take_quoted_source(own);
    return own;
  }

  /// How many of these lines, from the first, are one row of a table whose cells hold a word or
  /// two; 1 for others.
  static std::size_t row_length(const std::vector<const PageLine*>& own, std::size_t first) {
    if (own[first]->row == 0) return 1;
    std::size_t end = first;
    for (; end < own.size() && own[end]->row == own[first]->row; ++end) {
      const bool of_same_cell = end > first && own[end]->cell == own[end - 1]->cell;
      if (of_same_cell || own[end]->characters > kCellCharactersMax) return 1;
    }
    return end - first;
  }

  std::string text() {
    const std::vector<const PageLine*> own = own_lines();
    std::string out;
    for (std::size_t i = 0; i < own.size();) {
      const std::size_t length = row_length(own, i);
      for (std::size_t cell = 0; cell < length; ++cell, ++i) {
        out += (cell > 0 ? " – " : out.empty() ? "" : "\n") + own[i]->text;
      }
    }
    return out;
  }

  static void take_title_from_lead(Story& story) {
    const auto end = std::min(story.lead.find('\n'), story.lead.size());
    story.title = story.lead.substr(0, end);
  }

  /// The page's own word for its address, where it may be believed.
  std::string link() const {
    const std::string said = absolute_link(source_.url, meta_.canonical);
    const bool same_host = link_host(said) == link_host(source_.url);
    return same_host && keeps_identity(said, source_.url) ? said : source_.url;
  }

  std::string picture() const {
    const std::string said = absolute_link(base_, meta_.picture_url);
    if (!said.empty() && !is_stand_in(said)) return said;
    if (container_ == 0) return "";
    const std::size_t title = title_line_ ? lines_[*title_line_].node : container_;
    for (std::size_t i = std::min(title, container_); i < tree_.nodes[container_].end; ++i) {
      const HtmlNode& node = tree_.nodes[i];
      if (node.tag != "img" || is_small(node)) continue;
      for (const char* attribute : {"data-src", "data-original", "src"}) {
        const std::string url = absolute_link(base_, node.attribute(attribute));
        if (!url.empty() && !is_stand_in(url)) return url;
      }
    }
    return "";
  }

  static bool is_small(const HtmlNode& node) {
    constexpr std::size_t kSmallDigitsMax = 2;
    for (const char* attribute : {"width", "height"}) {
      const std::string_view side = node.attribute(attribute);
      const auto digits = std::min(side.find_first_not_of("0123456789"), side.size());
      const bool pixels = side.substr(digits).empty() || side.substr(digits) == "px";
      if (digits > 0 && digits <= kSmallDigitsMax && pixels) return true;
    }
    return false;
  }

  const HtmlTree& tree_;
  const FeedSource& source_;
  const ArticleMeta meta_;
  const std::vector<PageLine> lines_;
  const std::vector<bool> beside_;  ///< of each node
  std::string base_;
  std::size_t container_ = 0;
  std::size_t container_begin_ = 0;  ///< its first line
  std::size_t begin_ = 0, end_ = 0;  ///< the lines that may be the article's
  std::optional<std::size_t> title_line_;
  const PageLine* date_line_ = nullptr;
  std::string quoted_source_;
};

}  // namespace

Result<FeedStory> parse_article(std::string_view bytes, const FeedSource& source) {
  constexpr std::size_t kMarkupBytes = 64u << 10;
  if (bytes.size() > limits::kPageBytesMax) {
    return Error{Code::Invalid, "more bytes than a page may have", "link.too_large"};
  }
  const auto text = page_to_utf8(bytes, source.content_type);
  if (!text) return Error{Code::Unsupported, text.error().message, "link.encoding"};
  if (text->substr(0, kMarkupBytes).find('<') == text->npos || text->starts_with("%PDF")) {
    return Error{Code::Unsupported, "no markup", "link.not_page"};
  }
  const HtmlTree tree = TRY(parse_html(*text));
  FeedSource at = source;
  at.url = absolute_link("", source.url);
  return ArticleReader(tree, at).read();
}

}  // namespace bangtin
