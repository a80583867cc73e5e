#include "manager/desk/wording.h"

#include <algorithm>

#include "shared/base/lists.h"
#include "shared/base/texts.h"
#include "shared/ui/icons.h"

namespace bangtin::desk {
namespace {

using ui::Mark;
using ui::Tone;
namespace icon = ui::icon;

std::vector<std::string> said_all(std::initializer_list<std::string_view> keys) {
  std::vector<std::string> all;
  for (const std::string_view key : keys) all.push_back(said(key));
  return all;
}

Mark mark_of_state(const ItemRecord& item, Air air, Instant now) {
  switch (item.state) {
    case ItemState::Draft:
      return {icon::kPencil, said("desk.state.draft"), Tone::Muted};
    case ItemState::Submitted:
      return {icon::kClock, said("desk.state.submitted"), Tone::Wait};
    case ItemState::Returned:
      return {icon::kReply, said("desk.state.returned"), Tone::Bad};
    case ItemState::Withdrawn:
      return {icon::kCloseCircle, said("desk.state.withdrawn"), Tone::Muted};
    case ItemState::Approved:
      break;
  }
  if (now >= item.content.valid_until) {
    return {icon::kCalendar, said("desk.state.expired"), Tone::Muted};
  }
  if (now < item.content.valid_from) {
    return {icon::kCalendar, said("desk.state.not_yet"), Tone::Accent};
  }
  if (air == Air::Rests) return resting_mark();
  if (air == Air::Plays) return {icon::kPlay, said("desk.state.playing"), Tone::Good};
  return {icon::kCheckCircle, said("desk.state.approved"), Tone::Good};
}

}  // namespace

Mark resting_mark() { return {icon::kPause, said("desk.state.resting"), Tone::Wait}; }

Mark mark_of(const ItemRecord& item, Air air, Instant now) {
  Mark mark = mark_of_state(item, air, now);
  const bool alone = item.state == ItemState::Approved && by_one_person(item);
  if (alone) mark.word = text("desk.state.one_person", {{"state", mark.word}});
  return mark;
}

Mark mark_of(const ItemForm& form) {
  if (form.busy) return {icon::kSync, said("desk.state.sending"), Tone::Wait};
  return {icon::kCloudUpload, said(form.unsent ? "desk.state.unsent" : "desk.state.unsaved"),
          Tone::Wait};
}

Mark mark_of(const UploadRun& run) {
  if (run.stopping) return {icon::kSync, said("desk.video.stopping"), Tone::Wait};
  const MediaProgress& progress = run.progress;
  std::string word = said("desk.video." + std::string(name_of(progress.stage)));
  if (progress.stage == MediaProgress::Stage::Waiting) return {icon::kWait, word, Tone::Wait};
  word += " · " + std::to_string(progress.permille / 10) + " %";
  return {icon::kSync, word, Tone::Accent};
}

Mark waiting_mark(const State& state) {
  const bool lost = state.link == LinkState::Lost;
  return {icon::kWait, said(lost ? "library.upload.no_line" : "library.upload.waits"), Tone::Wait};
}

Mark mark_of(const PlaylistRecord& playlist) {
  if (!playlist.published_at) return {icon::kPencil, said("desk.state.not_published"), Tone::Muted};
  if (playlist.published_revision != playlist.revision) {
    return {icon::kAlert, said("desk.state.changed_since"), Tone::Wait};
  }
  return {icon::kPlay, said("desk.state.published"), Tone::Good};
}

Mark mark_of(const Delivery& delivery) {
  if (delivery.confirmed) return {icon::kCheckCircle, said("desk.delivery.confirmed"), Tone::Good};
  if (!delivery.online) return {icon::kOffline, said("desk.delivery.offline"), Tone::Bad};
  if (delivery.generation_held >= delivery.generation_wanted) {
    return {icon::kWait, said("desk.delivery.held"), Tone::Wait};
  }
  return {icon::kSync, said("desk.delivery.sending"), Tone::Wait};
}

Mark delivered_mark(std::size_t confirmed, std::size_t all) {
  const bool whole = confirmed == all;
  return {whole ? icon::kCheckCircle : icon::kSync,
          text("desk.playlist.confirmed",
               {{"count", std::to_string(confirmed)}, {"all", std::to_string(all)}}),
          whole ? Tone::Good : Tone::Wait};
}

ui::Colour bar_of(ItemKind kind, int priority) {
  if (priority >= kPriorityUrgent) return ui::Colour::Bad;
  if (priority == 2) return ui::Colour::Amber;
  switch (kind) {
    case ItemKind::Picture:
      return ui::Colour::Violet;
    case ItemKind::Ticker:
      return ui::Colour::Good;
    case ItemKind::Video:
      return ui::Colour::Pink;
    case ItemKind::News:
      return ui::Colour::Cyan;
    case ItemKind::Notice:
      break;
  }
  return ui::Colour::Accent;
}

std::vector<std::string> kind_names() {
  return said_all({"desk.kind.notice", "desk.kind.picture", "desk.kind.ticker", "desk.kind.video",
                   "desk.kind.news"});
}

std::vector<std::string> category_names() {
  return said_all({"desk.category.policy", "desk.category.welfare", "desk.category.economy",
                   "desk.category.security", "desk.category.disaster", "desk.category.procedure",
                   "desk.category.answer", "desk.category.culture", "desk.category.other"});
}

std::vector<std::string> origin_names() {
  return said_all({"desk.origin.central", "desk.origin.province", "desk.origin.commune"});
}

std::vector<std::string> owner_names() {
  return said_all({"desk.owner.party", "desk.owner.state", "desk.owner.front", "desk.owner.union",
                   "desk.owner.hamlet", "desk.owner.business"});
}

std::vector<std::string> priority_names() {
  return said_all({"desk.priority.1", "desk.priority.2", "desk.priority.3"});
}

std::vector<std::string> language_names() {
  return said_all({"desk.language.vi", "desk.language.km", "desk.language.en", "desk.language.zh",
                   "desk.language.ko", "desk.language.ru", "desk.language.other"});
}

const std::vector<std::string>& language_tags() {
  static const std::vector<std::string> tags = {"vi", "km", "en", "zh", "ko", "ru", "und"};
  return tags;
}

std::string title_of(std::string_view title) {
  return std::string(title.empty() ? text("desk.no_title") : title);
}

std::string name_of_login(const State& state, const std::string& login) {
  if (login == state.me.login) return state.me.display_name;
  if (const Administration* seen = state.administration()) {
    const auto found = std::ranges::find(seen->people, login, &Person::login);
    if (found != seen->people.end()) return found->display_name;
  }
  return login;
}

std::string quoted(const std::string& name) { return "“" + name + "”"; }

std::string problem_of(const std::vector<Problem>& problems, std::string_view field) {
  for (const Problem& problem : problems) {
    if (std::string_view(problem.field).substr(0, problem.field.find('[')) == field) {
      return said(problem.key);
    }
  }
  return "";
}

std::string tag_text(const std::vector<std::string>& tags) { return joined(tags, ", "); }

std::vector<std::string> tags_in(std::string_view text) {
  std::vector<std::string> tags;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(','), text.size());
    std::string_view tag = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    while (tag.starts_with(' ')) tag.remove_prefix(1);
    while (tag.ends_with(' ')) tag.remove_suffix(1);
    if (!tag.empty() && std::ranges::find(tags, tag) == tags.end()) tags.emplace_back(tag);
  }
  return tags;
}

std::string listed(const std::vector<std::string>& parts) {
  if (parts.size() < 2) return joined(parts, "");
  const std::vector<std::string> first(parts.begin(), parts.end() - 1);
  return joined(first, ", ") + " " + std::string(text("plan.and")) + " " + parts.back();
}

std::string aside_of(const State& state, const UploadRun& run) {
  if (run.stopping) return "";
  if (state.link == LinkState::Lost) return said("desk.video.no_line");
  if (!run.progress.left) return "";
  return text("desk.video.left", {{"time", duration_text(*run.progress.left)}});
}

std::vector<std::string> personal_data_words(const std::vector<PersonalData>& found) {
  constexpr std::size_t kToldMax = 3;
  std::vector<std::string> words;
  for (std::size_t i = 0; i < std::min(found.size(), kToldMax); ++i) {
    words.push_back(text(key_of(found[i].kind), {{"text", found[i].text}}));
  }
  if (found.size() > kToldMax) {
    const std::string count = std::to_string(found.size() - kToldMax);
    words.back() += ", " + text("review.found_more", {{"count", count}});
  }
  return words;
}

std::string size_words(const Media& media) {
  return std::to_string(media.size_px.width_px) + " × " + std::to_string(media.size_px.height_px) +
         " · " + bytes_text(media.size_bytes);
}

std::string playing_words(const Media& clip) {
  return duration_text(clip.duration + Millis(500)) + ", " +
         said(clip.has_sound ? "desk.video.sound" : "desk.video.no_sound");
}

std::string number_text(std::int64_t number) {
  const std::string digits = std::to_string(number);
  std::string grouped;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const bool group_begins = i > 0 && (digits.size() - i) % 3 == 0 && digits[i - 1] != '-';
    if (group_begins) grouped += '.';
    grouped += digits[i];
  }
  return grouped;
}

}  // namespace bangtin::desk
