#include "manager/desk/templates.h"

#include <algorithm>
#include <array>

#include "manager/desk/drafts.h"
#include "shared/base/texts.h"
#include "shared/ui/text_editing.h"

namespace bangtin::desk {
namespace {

struct NoticeTemplate {
  std::string_view name;  ///< of its sentences
  ItemKind kind;
  Category category;
  int days;  ///< that it stands
};

constexpr std::array kTemplates{
    NoticeTemplate{"meeting", ItemKind::Notice, Category::Other, 7},
    NoticeTemplate{"vaccination", ItemKind::Notice, Category::Welfare, 7},
    NoticeTemplate{"power", ItemKind::Notice, Category::Other, 3},
    NoticeTemplate{"sanitation", ItemKind::Notice, Category::Other, 7},
    NoticeTemplate{"procedure", ItemKind::Notice, Category::Procedure, 30},
    NoticeTemplate{"support", ItemKind::Notice, Category::Welfare, 30},
    NoticeTemplate{"weather", ItemKind::Notice, Category::Disaster, 2},
    NoticeTemplate{"fever", ItemKind::Notice, Category::Disaster, 14},
    NoticeTemplate{"fraud", ItemKind::Notice, Category::Security, 30},
    NoticeTemplate{"culture", ItemKind::Notice, Category::Culture, 7},
    NoticeTemplate{"draft", ItemKind::Notice, Category::Policy, 30},
    NoticeTemplate{"reminder", ItemKind::Ticker, Category::Other, 7},
};
constexpr int kEmptyDays = 7;

std::string words_of(const NoticeTemplate& from, std::string_view part) {
  return said("template." + std::string(from.name) + "." + std::string(part));
}

/// All "[...]" of a text that lie within one line.
std::vector<std::string> gaps_of(std::string_view words) {
  std::vector<std::string> gaps;
  for (auto gap = ui::gap_from(words, 0); gap; gap = ui::gap_from(words, gap->end)) {
    gaps.emplace_back(words.substr(gap->begin, gap->end - gap->begin));
  }
  return gaps;
}

}  // namespace

std::vector<std::string> template_names() {
  std::vector<std::string> names{said("template.none")};
  for (const NoticeTemplate& known : kTemplates) names.push_back(words_of(known, "name"));
  return names;
}

std::optional<int> template_of(const ItemForm& form) {
  const bool has_more = !form.stories.empty() || !form.media.empty() || !form.video.empty() ||
                        !form.video_path.empty();
  if (!form.id.empty() || has_more) return std::nullopt;
  if (form.title.empty() && form.body.empty()) return 0;
  const auto known = std::ranges::find_if(kTemplates, [&](const NoticeTemplate& one) {
    return form.title == words_of(one, "title") && form.body == words_of(one, "body");
  });
  if (known == kTemplates.end()) return std::nullopt;
  return int(known - kTemplates.begin()) + 1;
}

void begin_from_template(ItemForm& form, int chosen, Instant now, int utc_offset_minutes) {
  const bool empty = chosen <= 0 || chosen > int(kTemplates.size());
  const NoticeTemplate& from = kTemplates[empty ? 0 : std::size_t(chosen - 1)];
  form.kind = int(empty ? ItemKind::Notice : from.kind);
  form.category = int(empty ? Category::Other : from.category);
  form.title = empty ? "" : words_of(from, "title");
  form.body = empty ? "" : words_of(from, "body");
  form.language = language_index(empty ? "vi" : text("template.language"));
  form.valid_until = evening_text(now, empty ? kEmptyDays : from.days, utc_offset_minutes);
  form.problems.clear();
}

std::string_view field_with_gap(const ItemForm& form) {
  const ItemKind kind = ItemKind(form.kind);
  const bool has_body = kind == ItemKind::Notice || kind == ItemKind::Ticker;
  for (const NoticeTemplate& known : kTemplates) {
    for (const std::string_view part : {"title", "body"}) {
      for (const std::string& gap : gaps_of(words_of(known, part))) {
        if (form.title.find(gap) != std::string::npos) return "title";
        if (has_body && form.body.find(gap) != std::string::npos) return "body";
      }
    }
  }
  return "";
}

}  // namespace bangtin::desk
