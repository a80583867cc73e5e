#include "manager/desk/unsaved.h"

#include "manager/desk/drafts.h"
#include "manager/desk/hours_form.h"
#include "manager/desk/layout_form.h"
#include "manager/desk/publish.h"
#include "shared/base/json.h"
#include "shared/base/limits.h"

namespace bangtin::desk {
namespace {

constexpr std::size_t kOlderFormsMax = 500;
constexpr std::size_t kTypedRowsMax = 1000;

struct ScheduleText {
  const char* key;
  std::string ScheduleForm::*member;
};
constexpr ScheduleText kScheduleTexts[] = {
    {"from", &ScheduleForm::from},     {"until", &ScheduleForm::until},
    {"every", &ScheduleForm::every},   {"month_day", &ScheduleForm::month_day},
    {"except", &ScheduleForm::except}, {"also", &ScheduleForm::also}};

struct ScheduleChoice {
  const char* key;
  int ScheduleForm::*member;
  int max;
};
constexpr ScheduleChoice kScheduleChoices[] = {
    {"priority", &ScheduleForm::priority, Schedule::kPriorityMax},
    {"repeat", &ScheduleForm::repeat, int(Repeat::BothMoons)},
    {"leap", &ScheduleForm::leap, 2},
    {"holidays", &ScheduleForm::holidays, 2}};

using WeekdayTicks = std::array<bool, 7>;

Json ticks_json(const WeekdayTicks& ticks) {
  Json::Array array;
  for (const bool tick : ticks) array.emplace_back(tick);
  return array;
}

Result<WeekdayTicks> ticks_from(const Json& json) {
  WeekdayTicks ticks{};
  const Json::Array& array = *TRY(json.array_at("weekdays", ticks.size()));
  for (std::size_t i = 0; i < array.size(); ++i) {
    if (array[i].as_bool() == nullptr) return Error{Code::Invalid, "a weekday is no bool", ""};
    ticks[i] = *array[i].as_bool();
  }
  return ticks;
}

Json row_json(const HoursForm& hours) {
  Json json;
  json.set("begin", hours.begin).set("end", hours.end);
  return json;
}

Result<HoursForm> row_from(const Json& json) {
  return HoursForm{TRY(json.string_at("begin")), TRY(json.string_at("end"))};
}

Json playlist_json(const PlaylistForm& form) {
  Json json;
  json.set("draft", form.draft).set("every_board", form.every_board);
  json.set("playlist", to_json(record_of(form)));
  return json;
}

Result<PlaylistForm> playlist_from(const Json& json) {
  PlaylistRecord playlist;
  TRY(from_json(*TRY(json.object_at("playlist")), playlist));
  PlaylistForm form = playlist_form_of(playlist);
  form.draft = TRY(json.string_at("draft"));
  form.every_board = TRY(json.bool_at("every_board"));
  form.changed = true;
  return form;
}

Json layout_json(const LayoutForm& form) {
  Json json;
  json.set("overtaken", form.overtaken).set("layout", to_json(record_of(form)));
  return json;
}

Result<LayoutForm> layout_from(const Json& json) {
  LayoutRecord layout;
  TRY(from_json(*TRY(json.object_at("layout")), layout));
  LayoutForm form = layout_form_of(layout);
  form.overtaken = TRY(json.bool_at("overtaken"));
  form.changed = true;
  return form;
}

Json schedule_json(const ScheduleForm& form) {
  Json json;
  for (const ScheduleText& entry : kScheduleTexts) json.set(entry.key, form.*entry.member);
  for (const ScheduleChoice& entry : kScheduleChoices) json.set(entry.key, form.*entry.member);
  Json::Array hours;
  for (const HoursForm& row : form.hours) hours.push_back(row_json(row));
  json.set("hours", std::move(hours)).set("weekdays", ticks_json(form.weekdays));
  json.set("other", form.other).set("playlist", to_json(form.base));
  return json;
}

/// Its problems are found when it is opened.
Result<ScheduleForm> schedule_from(const Json& json) {
  ScheduleForm form;
  TRY(from_json(*TRY(json.object_at("playlist")), form.base));
  for (const ScheduleText& entry : kScheduleTexts) {
    form.*entry.member = TRY(json.string_at(entry.key));
  }
  for (const ScheduleChoice& entry : kScheduleChoices) {
    form.*entry.member = int(TRY(json.int_at(entry.key, 0, entry.max)));
  }
  for (const Json& row : *TRY(json.array_at("hours", kTypedRowsMax))) {
    form.hours.push_back(TRY(row_from(row)));
  }
  form.weekdays = TRY(ticks_from(json));
  form.other = TRY(json.bool_at("other"));
  form.changed = true;
  return form;
}

Json hours_part_json(const HoursPartForm& part) {
  Json::Array rows;
  for (const HoursRowForm& row : part.rows) {
    rows.push_back(row_json(row.hours).set("weekdays", ticks_json(row.weekdays)));
  }
  Json json;
  json.set("choice", part.choice).set("rows", std::move(rows));
  return json;
}

Json upload_json(const Upload& upload) {
  Json json;
  json.set("path", upload.path).set("draft", upload.draft);
  json.set("video", upload.video).set("problem", upload.problem);
  return json;
}

Result<Upload> upload_from(const Json& json) {
  Upload upload;
  upload.path = TRY(json.string_at("path"));
  upload.draft = TRY(json.string_at("draft"));
  upload.video = TRY(json.bool_at("video"));
  upload.problem = TRY(json.string_at("problem"));
  return upload;
}

/// In drafts of earlier releases: paths of pictures that were still to be sent.
Result<std::vector<Upload>> pictures_from(const Json& json, const std::string& draft) {
  std::vector<Upload> uploads;
  if (json.find("pictures") == nullptr) return uploads;
  for (const Json& path : *TRY(json.array_at("pictures", kOlderFormsMax))) {
    if (path.as_string() == nullptr) return Error{Code::Invalid, "a picture is no path", ""};
    uploads.push_back({.path = *path.as_string(), .draft = draft});
  }
  return uploads;
}

/// A form that does not come back leaves its files to the library: its name may be given anew.
void release_orphans(UnsavedForms& forms) {
  for (Upload& upload : forms.uploads) {
    if (!upload.draft.starts_with("new-") || forms.items.contains(upload.draft)) continue;
    upload.draft.clear();
    upload.video = false;
  }
}

Result<HoursPartForm> hours_part_from(const Json& json) {
  HoursPartForm part;
  part.choice = int(TRY(json.int_at("choice", 0, int(HoursChoice::Rows))));
  for (const Json& row : *TRY(json.array_at("rows", kTypedRowsMax))) {
    part.rows.push_back({TRY(row_from(row)), TRY(ticks_from(row))});
  }
  return part;
}

Json hours_json(const TimetableForm& form) {
  Json json;
  json.set("scope", name_of(form.scope)).set("id", form.id);
  json.set("quiet", hours_part_json(form.quiet)).set("panel", hours_part_json(form.panel));
  return json;
}

Result<TimetableForm> hours_from(const Json& json) {
  TimetableForm form;
  if (!from_name(TRY(json.string_at("scope")), form.scope)) {
    return Error{Code::Invalid, "hours of an unknown place", ""};
  }
  form.id = TRY(json.string_at("id"));
  form.quiet = TRY(hours_part_from(*TRY(json.object_at("quiet"))));
  form.panel = TRY(hours_part_from(*TRY(json.object_at("panel"))));
  timetable_of(form, form.problems);
  form.changed = true;
  return form;
}

/// A form is stored under its own name, whatever it was left under.
Status read_form(const std::string& kind, const Json& json, UnsavedForms& forms) {
  if (kind == "item") {
    ItemForm form = TRY(draft_from(json));
    const std::vector<Upload> pictures = TRY(pictures_from(json, form.draft));
    forms.uploads.insert(forms.uploads.end(), pictures.begin(), pictures.end());
    forms.items[form.draft] = std::move(form);
  } else if (kind == "playlist") {
    PlaylistForm form = TRY(playlist_from(json));
    forms.playlists[form.draft] = std::move(form);
  } else if (kind == "layout") {
    LayoutForm form = TRY(layout_from(json));
    forms.layouts[form.id] = std::move(form);
  } else if (kind == "schedule") {
    ScheduleForm form = TRY(schedule_from(json));
    forms.schedules[form.base.id] = std::move(form);
  } else if (kind == "hours") {
    TimetableForm form = TRY(hours_from(json));
    forms.hours[hours_name(form.scope, form.id)] = std::move(form);
  } else if (kind == "upload") {
    if (forms.uploads.size() >= limits::kUploadsListedMax) {
      return Error{Code::Full, "more files than a desk lists", ""};
    }
    forms.uploads.push_back(TRY(upload_from(json)));
  } else {
    return Error{Code::Invalid, "a form of an unknown kind", ""};
  }
  return {};
}

/// All items of an older release in one document.
Status read_older(const Json& json, const std::string& owner, JournalRead& read) {
  for (const Json& one : *TRY(json.array_at("drafts", kOlderFormsMax))) {
    UnsavedForms& forms = read.journal[owner];
    if (read_form("item", one, forms).ok()) continue;
    read.damaged.push_back(Json().set("drafts", Json::Array{one}).dump());
  }
  return {};
}

Status read_line(std::string_view line, const std::string& older_owner, JournalRead& read) {
  const Json json = TRY(Json::parse(line));
  if (json.find("drafts") != nullptr) return read_older(json, older_owner, read);
  UnsavedForms& forms = read.journal[TRY(json.string_at("owner"))];
  return read_form(TRY(json.string_at("kind")), *TRY(json.object_at("form")), forms);
}

struct Lines {
  std::string bytes;

  void add(const std::string& owner, const char* kind, Json form) {
    Json line;
    line.set("owner", owner).set("kind", kind).set("form", std::move(form));
    bytes += line.dump() + "\n";
  }
  template <class Forms>
  void add(const std::string& owner, const char* kind, const Forms& forms, const auto& form_json) {
    for (const auto& [name, form] : forms) add(owner, kind, form_json(form));
  }
};

}  // namespace

bool UnsavedForms::empty() const {
  return items.empty() && playlists.empty() && layouts.empty() && schedules.empty() &&
         hours.empty() && uploads.empty();
}

std::string owner_by_login(const std::string& login) {
  return login.empty() ? std::string() : "login." + login;
}

void merge_into(UnsavedForms& to, UnsavedForms& from) {
  to.items.merge(from.items);
  to.playlists.merge(from.playlists);
  to.layouts.merge(from.layouts);
  to.schedules.merge(from.schedules);
  to.hours.merge(from.hours);
  std::vector<Upload> left;
  for (Upload& upload : from.uploads) {
    const bool stays = from.items.contains(upload.draft);
    (stays ? left : to.uploads).push_back(std::move(upload));
  }
  from.uploads = std::move(left);
}

std::string journal_bytes(const Journal& journal) {
  Lines lines;
  for (const auto& [owner, forms] : journal) {
    lines.add(owner, "item", forms.items, draft_json);
    lines.add(owner, "playlist", forms.playlists, playlist_json);
    lines.add(owner, "layout", forms.layouts, layout_json);
    lines.add(owner, "schedule", forms.schedules, schedule_json);
    lines.add(owner, "hours", forms.hours, hours_json);
    for (const Upload& upload : forms.uploads) lines.add(owner, "upload", upload_json(upload));
  }
  return std::move(lines.bytes);
}

JournalRead journal_from(std::string_view bytes, const std::string& older_owner) {
  JournalRead read;
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    const std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    if (line.empty() || read_line(line, older_owner, read).ok()) continue;
    read.damaged.emplace_back(line);
  }
  for (auto& [owner, forms] : read.journal) release_orphans(forms);
  std::erase_if(read.journal, [](const auto& entry) { return entry.second.empty(); });
  return read;
}

}  // namespace bangtin::desk
