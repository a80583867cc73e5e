// The desk's part for the page of the settings: its commands, and what the link told for it.
#include <algorithm>

#include "manager/core/people_rules.h"
#include "manager/desk/desk.h"
#include "manager/desk/match.h"

namespace bangtin::desk {
namespace {

PersonForm person_form(const Person& person) {
  PersonForm form;
  form.id = person.id;
  form.login = person.login;
  form.display_name = person.display_name;
  form.roles = person.roles;
  form.disabled = person.disabled;
  return form;
}

Person person_of(const PersonForm& form) {
  return {form.id, form.login, form.display_name, form.roles, form.disabled};
}

}  // namespace

bool PersonForm::has_two_roles() const { return has_both_roles(roles); }

bool PersonForm::has(Role role) const { return has_role(roles, role); }

const Administration* State::administration() const {
  return seen && seen->administration ? &*seen->administration : nullptr;
}

void Desk::open_person(const Person& person) {
  state_.settings.view = SettingsView::Person;
  state_.settings.person = person_form(person);
}

void Desk::save_person() {
  PersonForm& form = state_.settings.person;
  const Administration* seen = state_.administration();
  if (form.has_two_roles() && (seen == nullptr || !seen->trust.one_person)) return;
  Request request;
  request.deed = form.id.empty() ? Deed::AddPerson : Deed::ChangePerson;
  request.person = person_of(form);
  request.password = form.password;
  form.busy = true;
  send(std::move(request));
}

void Desk::step_settings(const SettingsStep& step, Instant now) {
  SettingsState& settings = state_.settings;
  std::visit(Match{
                 [&](const EditPerson& edit) {
                   settings.person = edit.form;
                   settings.person.changed = true;
                 },
                 [&](const EditCommune& edit) {
                   settings.commune = edit.form;
                   settings.commune.changed = true;
                 },
                 [&](ShowCommune) { settings.view = SettingsView::Commune; },
                 [&](NewPerson) { open_person({}); },
                 [&](const OpenPerson& open) {
                   const Administration* seen = state_.administration();
                   if (seen == nullptr) return;
                   const auto found = std::ranges::find(seen->people, open.id, &Person::id);
                   if (found != seen->people.end()) open_person(*found);
                 },
                 [&](SavePerson) { save_person(); },
                 [&](const LockPerson& lock) {
                   settings.person.disabled = lock.locked;
                   save_person();
                 },
                 [&](SaveCommune) {
                   Request request;
                   request.deed = Deed::SetCommune;
                   request.commune = settings.commune.commune;
                   settings.commune.busy = true;
                   send(std::move(request));
                 },
                 [&](CloseRecoverySheet) {
                   settings.recovery_sheet.clear();
                   settings.recovery_file.clear();
                 },
                 [&](SaveRecoverySheet) { save_recovery_sheet(now); },
             },
             step.step);
}

void Desk::save_recovery_sheet(Instant now) {
  if (!state_.seen) return;
  const CommuneRecord& commune = state_.seen->commune;
  Request save = request(Deed::SaveRecoverySheet);
  save.recovery = {commune.name,
                   commune.agency,
                   state_.settings.recovery_sheet,
                   state_.me.display_name,
                   now,
                   commune.utc_offset_minutes};
  send(std::move(save));
}

void Desk::take_settings(const Outcome& outcome) {
  SettingsState& settings = state_.settings;
  if (outcome.deed == Deed::SaveRecoverySheet) settings.recovery_file = outcome.file;
  if (!outcome.sheet.empty()) settings.recovery_sheet = outcome.sheet;
  if (is_about_the_commune_key(outcome.deed)) {
    settings.signs = false;
  } else if (outcome.deed == Deed::SetCommune) {
    settings.commune.busy = false;
    if (!outcome.error) settings.commune.changed = false;
  } else if (outcome.deed == Deed::AddPerson || outcome.deed == Deed::ChangePerson) {
    settings.person.busy = false;
    const bool still = outcome.person && outcome.person->login == settings.person.login;
    if (still) settings.person = person_form(*outcome.person);
  }
}

/// What nobody types is what the server has.
void Desk::settle_settings() {
  SettingsState& settings = state_.settings;
  if (!state_.seen) return;
  CommuneForm& commune = settings.commune;
  if (!commune.changed && !commune.busy) commune.commune = state_.seen->commune;
  const Administration* seen = state_.administration();
  if (seen == nullptr || settings.person.changed || settings.person.busy) return;
  const auto found = std::ranges::find(seen->people, settings.person.id, &Person::id);
  if (!settings.person.id.empty() && found != seen->people.end()) {
    settings.person = person_form(*found);
  }
}

}  // namespace bangtin::desk
