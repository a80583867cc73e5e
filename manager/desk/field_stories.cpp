// The stories of a News item: what stands on the board, and whence it is.
#include <algorithm>

#include "manager/desk/pages.h"
#include "manager/desk/wording.h"
#include "shared/base/limits.h"
#include "shared/base/texts.h"
#include "shared/ui/date_time.h"
#include "shared/ui/fields.h"
#include "shared/ui/icons.h"

namespace bangtin::desk {
namespace {

namespace icon = ui::icon;

constexpr float kLeadHeight = 110;

/// The sentence of the problem with exactly this part of a story; empty when there is none.
std::string problem_with(const ItemForm& form, const std::string& field) {
  const auto found = std::ranges::find(form.problems, field, &Problem::field);
  return found == form.problems.end() ? "" : std::string(text(found->key));
}

bool draw_story(const State& state, bool enabled, ItemForm& form, std::size_t i) {
  Story& story = form.stories[i];
  const std::string id = "story." + std::to_string(i) + ".";
  const std::string field = "stories[" + std::to_string(i) + "].";
  bool changed = false;
  std::string error = problem_with(form, field + "title");
  changed |= ui::text_field({.id = id + "title",
                             .label = text("library.story.title"),
                             .error = error,
                             .characters_max = limits::kTitleCharactersMax,
                             .enabled = enabled,
                             .shares_steps = true},
                            story.title);
  error = problem_with(form, field + "lead");
  changed |= ui::text_area({.id = id + "lead",
                            .label = text("library.story.lead"),
                            .error = error,
                            .characters_max = limits::kLeadCharactersMax,
                            .enabled = enabled,
                            .shares_steps = true},
                           story.lead, kLeadHeight);
  error = problem_with(form, field + "source");
  changed |= ui::text_field({.id = id + "source",
                             .label = text("library.story.source"),
                             .error = error,
                             .enabled = enabled,
                             .shares_steps = true},
                            story.source);
  const std::string date = story.published_at
                               ? ui::date_time_text(*story.published_at, state.utc_offset_minutes())
                               : story.published_as;
  ui::paragraph(date.empty() ? std::string(text("library.story.no_date"))
                             : text("library.story.date", {{"date", date}}),
                ui::Tone::Muted);
  return changed;
}

}  // namespace

void remove_picture(ItemForm& form, std::size_t picture) {
  form.media.erase(form.media.begin() + std::ptrdiff_t(picture));
  for (Story& story : form.stories) {
    if (story.media == int(picture)) story.media = Media::kNone;
    if (story.media > int(picture)) --story.media;
  }
}

bool draw_stories(const State& state, bool enabled, ItemForm& form) {
  bool changed = false;
  for (std::size_t i = 0; i < form.stories.size(); ++i) {
    if (form.stories.size() > 1) {
      ui::words(text("library.story.number", {{"number", std::to_string(i + 1)},
                                              {"count", std::to_string(form.stories.size())}}),
                ui::Tone::Plain, ui::Type::Bold);
    }
    changed |= draw_story(state, enabled, form, i);
  }
  return changed;
}

}  // namespace bangtin::desk
