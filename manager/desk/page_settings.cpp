// The settings of an administrator: the people at the left, one of them or the commune at the
// right.
#include <algorithm>

#include "manager/desk/pages.h"
#include "shared/base/limits.h"
#include "shared/base/lists.h"
#include "shared/base/texts.h"
#include "shared/ui/fields.h"
#include "shared/ui/icons.h"

namespace bangtin::desk {
namespace {

namespace icon = ui::icon;

constexpr Role kRoles[] = {Role::Editor, Role::Approver, Role::Technician, Role::Administrator};

std::string_view role_word(Role role) { return text("desk.role." + std::string(name_of(role))); }

ui::Mark person_mark(const Person& person) {
  if (person.disabled) {
    return {icon::kLock, std::string(text("desk.person.locked")), ui::Tone::Muted};
  }
  return {icon::kAccount, roles_words(person.roles), ui::Tone::Plain};
}

ui::Colour person_bar(const Person& person) {
  return person.disabled ? ui::Colour::Idle : ui::Colour::Good;
}

void step(Commands& commands, SettingsStep step) { commands.emplace_back(std::move(step)); }

void draw_people(const State& state, Instant now, Commands& commands) {
  const SettingsState& settings = state.settings;
  const Administration& seen = *state.administration();
  ui::begin_card("people", 300, 0);
  ui::words(text("desk.settings.title"), ui::Tone::Plain, ui::Type::Bold);
  ui::gap(4);
  const std::string& name = state.seen->commune.name;
  if (ui::list_row("settings.commune", name.empty() ? text("desk.commune.unnamed") : name,
                   trust_mark(seen), ui::Colour::Accent, settings.view == SettingsView::Commune)) {
    step(commands, {ShowCommune{}});
  }
  ui::gap(4);
  if (ui::list_row("settings.provinces", text("province_pane.title"),
                   {icon::kAccountCheck, said("province_pane.mark"), ui::Tone::Plain},
                   ui::Colour::Accent, settings.view == SettingsView::Provinces)) {
    commands.emplace_back(ProvinceStep{ShowProvinces{}});
  }
  ui::gap(4);
  if (ui::list_row("settings.holidays", text("holiday.title"), holidays_mark(state),
                   ui::Colour::Accent, settings.view == SettingsView::Holidays)) {
    commands.emplace_back(HolidayStep{ShowHolidays{}});
  }
  ui::gap(4);
  if (ui::list_row("settings.backups", text("backup.title"), backup_mark(state, now),
                   ui::Colour::Accent, settings.view == SettingsView::Backups)) {
    commands.emplace_back(BackupStep{ShowBackups{}});
  }
  ui::gap(4);
  if (ui::list_row("settings.layouts", text("layout.title"), layouts_mark(state),
                   ui::Colour::Accent, settings.view == SettingsView::Layouts)) {
    commands.emplace_back(LayoutStep{ShowLayouts{}});
  }
  ui::gap(8);
  ui::words(text("desk.person.list"), ui::Tone::Plain, ui::Type::Bold);
  ui::gap(4);
  for (const Person& person : seen.people) {
    const bool here = settings.view == SettingsView::Person && settings.person.id == person.id;
    if (ui::list_row("person." + person.login, person.display_name, person_mark(person),
                     person_bar(person), here)) {
      step(commands, {OpenPerson{person.id}});
    }
  }
  ui::gap(8);
  if (ui::button("person.new", icon::kPlus, text("desk.person.new"), ui::Look::Primary, true,
                 ui::kRest)) {
    step(commands, {NewPerson{}});
  }
  ui::end_card();
}

bool draw_roles(PersonForm& form) {
  bool changed = false;
  ui::words(text("desk.person.roles"), ui::Tone::Muted);
  for (const Role role : kRoles) {
    const std::string name(name_of(role));
    bool has = form.has(role);
    if (!ui::check_row("role." + name, text("desk.role." + name + "_does"), has)) continue;
    changed = true;
    std::erase(form.roles, role);
    if (has) form.roles.push_back(role);
  }
  return changed;
}

/// What stands about his key: whether it counts, and the words to hear from himself.
void draw_key(const State& state, const PersonForm& form) {
  const Administration& seen = *state.administration();
  if (!form.has(Role::Editor) && !form.has(Role::Approver)) return;
  if (form.disabled) {
    ui::banner({icon::kLock, std::string(text("desk.person.key_ends")), ui::Tone::Wait});
    return;
  }
  const auto key = std::ranges::find(seen.keys, form.login, &PersonKey::login);
  if (key == seen.keys.end()) {
    ui::banner({icon::kKey, std::string(text("desk.person.no_key")), ui::Tone::Wait});
    return;
  }
  const bool counts = key->state == KeyState::Trusted;
  ui::banner({icon::kKey,
              text(counts ? "desk.person.key_counts" : "desk.person.key_waits",
                   {{"words", words_of(key->key)}}),
              counts ? ui::Tone::Good : ui::Tone::Wait});
}

void draw_person(const State& state, Commands& commands) {
  PersonForm form = state.settings.person;
  const bool is_new = form.id.empty();
  bool changed = false;
  ui::begin_card("person", 0, 0);
  ui::heading(is_new ? text("desk.person.new") : std::string_view(form.display_name));
  if (!is_new) draw_key(state, form);
  draw_factor_reset(state, commands);
  ui::gap(4);
  changed |= ui::text_field({.id = "person.name", .label = text("desk.display_name"), .width = 420},
                            form.display_name);
  changed |= ui::text_field({.id = "person.login",
                             .label = text("desk.login"),
                             .hint = text("desk.person.login_hint"),
                             .width = 420,
                             .characters_max = 32,
                             .enabled = is_new},
                            form.login);
  changed |= ui::text_field(
      {.id = "person.password",
       .label = text(is_new ? "desk.person.first_password" : "desk.person.other_password"),
       .width = 420,
       .secret = true},
      form.password);
  ui::gap(4);
  changed |= draw_roles(form);
  const bool one_person = state.administration()->trust.one_person;
  if (form.has_two_roles()) {
    const char* key = one_person ? "desk.person.one_person" : "desk.person.two_roles";
    ui::banner({icon::kAlert, std::string(text(key)), one_person ? ui::Tone::Wait : ui::Tone::Bad});
  }
  ui::gap(8);
  const bool ready = form.changed && !form.busy && (one_person || !form.has_two_roles()) &&
                     !form.roles.empty() && !form.display_name.empty() && !form.login.empty() &&
                     (!is_new || !form.password.empty());
  if (ui::button("person.save", icon::kSave, text(is_new ? "desk.person.add" : "desk.save"),
                 ui::Look::Primary, ready)) {
    step(commands, {SavePerson{}});
  }
  if (!is_new && form.id != state.me.id) {
    ui::beside();
    const std::string_view label = text(form.disabled ? "desk.person.open" : "desk.person.lock");
    if (ui::button("person.lock", icon::kLock, label,
                   form.disabled ? ui::Look::Secondary : ui::Look::Danger, !form.busy)) {
      step(commands, {LockPerson{!form.disabled}});
    }
  }
  ui::end_card();
  if (changed) commands.insert(commands.begin(), SettingsStep{EditPerson{form}});
}

void draw_commune(const State& state, Commands& commands) {
  CommuneForm form = state.settings.commune;
  CommuneRecord& commune = form.commune;
  bool changed = false;
  // The code names the roles of the signatures: it is said once.
  const bool code_stands = state.administration()->trust.begun;
  ui::begin_card("commune", 0, 272);
  ui::heading(text("desk.commune.title"));
  changed |= ui::text_field({.id = "commune.name",
                             .label = text("desk.commune.name"),
                             .hint = text("desk.commune.name_hint"),
                             .width = 245},
                            commune.name);
  ui::beside();
  changed |= ui::text_field({.id = "commune.agency",
                             .label = text("desk.commune.agency"),
                             .hint = text("desk.commune.agency_hint"),
                             .width = 245},
                            commune.agency);
  changed |= ui::text_field({.id = "commune.code",
                             .label = text("desk.commune.code"),
                             .width = 200,
                             .characters_max = 5,
                             .enabled = !code_stands},
                            commune.code);
  ui::beside();
  changed |= ui::text_field({.id = "commune.province",
                             .label = text("desk.commune.province"),
                             .width = 210,
                             .characters_max = 2},
                            commune.province_code);
  changed |= ui::text_field({.id = "commune.site",
                             .label = text("desk.commune.site"),
                             .hint = "https://bangtin.example.vn",
                             .width = 400,
                             .characters_max = limits::kSiteBytesMax},
                            commune.site);
  ui::beside();
  ui::below_label();
  const bool ready = form.changed && !form.busy && !commune.name.empty() && !commune.code.empty();
  if (ui::button("commune.save", icon::kSave, text("desk.save"), ui::Look::Primary, ready)) {
    step(commands, {SaveCommune{}});
  }
  ui::end_below_label();
  ui::end_card();
  if (changed) commands.insert(commands.begin(), SettingsStep{EditCommune{form}});
}

}  // namespace

std::string roles_words(const std::vector<Role>& roles) {
  std::vector<std::string> words;
  for (const Role role : roles) words.emplace_back(role_word(role));
  return joined(words, ", ");
}

void draw_settings(const State& state, Instant now, Commands& commands) {
  if (state.administration() == nullptr) {
    ui::empty_state(icon::kSettings, text("desk.loading"), text("desk.loading_hint"));
    return;
  }
  draw_people(state, now, commands);
  ui::beside();
  ui::begin_plain("settings.right", 0);
  if (state.settings.view == SettingsView::Person) {
    draw_person(state, commands);
  } else if (state.settings.view == SettingsView::Provinces) {
    draw_provinces(state, commands);
  } else if (state.settings.view == SettingsView::Holidays) {
    draw_holidays(state, now, commands);
  } else if (state.settings.view == SettingsView::Backups) {
    draw_backups(state, now, commands);
  } else if (state.settings.view == SettingsView::Layouts) {
    draw_layouts(state, commands);
  } else {
    draw_backup_due(state, now, commands);
    draw_commune(state, commands);
    draw_trust(state, commands);
  }
  ui::end_plain();
}

}  // namespace bangtin::desk
