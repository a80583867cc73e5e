// Who signs for the commune: whether it has begun, what waits for the administrator's signature,
// and the recovery sheet of the commune's key.
#include <algorithm>

#include "manager/core/local_time.h"
#include "manager/desk/pages.h"
#include "shared/base/texts.h"
#include "shared/ui/fields.h"
#include "shared/ui/icons.h"

namespace bangtin::desk {
namespace {

namespace icon = ui::icon;

std::ptrdiff_t waiting_keys(const Administration& seen) {
  return std::ranges::count(seen.keys, KeyState::Waiting, &PersonKey::state);
}

/// Somebody can hand in and somebody can approve.
bool has_two_signers(const Administration& seen) {
  const auto counts = [&](Role role) {
    return std::ranges::any_of(seen.keys, [&](const PersonKey& key) {
      return key.state == KeyState::Trusted && has_role(key.roles, role);
    });
  };
  return counts(Role::Editor) && counts(Role::Approver);
}

void ask_button(std::string_view id, const char* mark, Sheet::Kind kind, std::string_view label,
                ui::Look look, const State& state, Commands& commands) {
  if (ui::button(id, mark, label, look, !state.settings.signs)) {
    Sheet sheet{kind, state.seen->commune.name, {}, {}, {}, ""};
    // What the server names by the time that he answers, he has not seen.
    if (kind == Sheet::Kind::SignPeople) {
      sheet.online_seen = state.administration()->trust.next_online_key;
    }
    commands.push_back(Ask{std::move(sheet)});
  }
}

void draw_sheet_of_paper(const State& state, Commands& commands) {
  ui::banner({icon::kKey, std::string(text("desk.trust.sheet_keep")), ui::Tone::Wait});
  ui::gap(4);
  draw_sheet_lines(state.settings.recovery_sheet);
  ui::gap(8);
  const std::string& file = state.settings.recovery_file;
  if (!file.empty()) {
    ui::banner({icon::kDocument, text("desk.trust.sheet_saved", {{"file", file}}), ui::Tone::Good});
    ui::gap(4);
  }
  if (ui::button("trust.sheet_save", icon::kDocument, text("desk.trust.sheet_save"),
                 file.empty() ? ui::Look::Primary : ui::Look::Secondary)) {
    commands.emplace_back(SettingsStep{SaveRecoverySheet{}});
  }
  ui::beside();
  if (ui::button("trust.sheet_written", icon::kCheck, text("desk.trust.sheet_written"),
                 file.empty() ? ui::Look::Secondary : ui::Look::Primary)) {
    commands.emplace_back(SettingsStep{CloseRecoverySheet{}});
  }
}

ui::Mark key_mark(KeyState state) {
  const std::string words(text("trust.key." + std::string(name_of(state))));
  switch (state) {
    case KeyState::Trusted:
      return {icon::kCheckCircle, words, ui::Tone::Good};
    case KeyState::Old:
      return {icon::kLock, words, ui::Tone::Muted};
    case KeyState::Waiting:
      break;
  }
  return {icon::kClock, words, ui::Tone::Wait};
}

void draw_keys(const Administration& seen) {
  if (seen.keys.empty()) {
    ui::paragraph(text("desk.trust.no_keys"), ui::Tone::Muted);
    return;
  }
  if (!ui::begin_table("keys", {{std::string(text("desk.trust.column.person")), 3},
                                {std::string(text("desk.trust.column.key")), 3},
                                {std::string(text("desk.trust.column.words")), 4}})) {
    return;
  }
  for (const PersonKey& key : seen.keys) {
    ui::cell(key.display_name);
    ui::cell();
    ui::mark(key_mark(key.state));
    ui::cell(words_of(key.key), ui::Tone::Muted);
  }
  ui::end_table();
}

void draw_not_begun(const State& state, const Administration& seen, Commands& commands) {
  if (seen.trust.signing_code.empty()) {
    ui::paragraph(text("desk.trust.code_first"), ui::Tone::Muted);
    return;
  }
  ui::paragraph(text("desk.trust.why"));
  ui::gap(4);
  draw_keys(seen);
  ui::gap(8);
  ask_button("trust.begin", icon::kKey, Sheet::Kind::BeginTrust, text("desk.trust.begin"),
             ui::Look::Primary, state, commands);
}

/// Whether one person may do both, and the way to the other policy.
void draw_policy(const State& state, const Administration& seen, Commands& commands) {
  const bool one = seen.trust.one_person;
  const ui::Mark mark{one ? icon::kAccount : icon::kAccountCheck,
                      std::string(text(one ? "desk.trust.policy_one" : "desk.trust.policy_two")),
                      one ? ui::Tone::Wait : ui::Tone::Accent};
  const std::string_view other = text(one ? "desk.trust.two_people" : "desk.trust.one_person");
  const auto kind = one ? Sheet::Kind::RequireTwoPeople : Sheet::Kind::AllowOnePerson;
  if (!seen.commune_key_here) {
    ui::banner(mark);
  } else if (ui::banner_with_button("trust.policy", mark, icon::kAccount, other) &&
             !state.settings.signs) {
    commands.push_back(Ask{{kind, state.seen->commune.name, {}, {}, {}, ""}});
  }
}

void draw_begun(const State& state, const Administration& seen, Commands& commands) {
  const std::ptrdiff_t waiting = waiting_keys(seen);
  if (waiting > 0) {
    ui::banner({icon::kClock, text("desk.trust.waiting", {{"count", std::to_string(waiting)}}),
                ui::Tone::Wait});
  } else if (!seen.trust.people_signed) {
    ui::banner({icon::kClock, std::string(text("desk.trust.people_changed")), ui::Tone::Wait});
  }
  if (!seen.trust.place_signed) {
    ui::banner({icon::kClock, std::string(text("desk.trust.place_changed")), ui::Tone::Wait});
  }
  if (seen.trust.owner_due) {
    const std::string until = local_time_text(seen.trust.owner_expires, state.utc_offset_minutes());
    ui::banner({icon::kClock, text("desk.trust.owner_due", {{"until", until}}), ui::Tone::Wait});
  }
  if (seen.trust.next_online_key) {
    const std::string words = words_of(*seen.trust.next_online_key);
    ui::banner({icon::kClock, text("desk.trust.next_key", {{"words", words}}), ui::Tone::Wait});
  }
  if (!seen.trust.online_key_signed) {
    ui::banner({icon::kAlert, std::string(text("desk.trust.renew")), ui::Tone::Bad});
  }
  draw_keys(seen);
  draw_policy(state, seen, commands);
  ui::gap(8);
  if (!seen.commune_key_here) {
    ui::banner({icon::kKey, std::string(text("desk.trust.key_elsewhere")), ui::Tone::Wait});
    ask_button("trust.recover", icon::kUndo, Sheet::Kind::RecoverCommuneKey,
               text("desk.trust.recover"), ui::Look::Secondary, state, commands);
    return;
  }
  ask_button("trust.sign", icon::kCheck, Sheet::Kind::SignPeople, text("desk.trust.sign"),
             wants_signature(seen) ? ui::Look::Primary : ui::Look::Secondary, state, commands);
  ui::beside();
  ask_button("trust.sheet", icon::kDocument, Sheet::Kind::ShowRecoverySheet,
             text("desk.trust.sheet_show"), ui::Look::Secondary, state, commands);
}

}  // namespace

void draw_sheet_lines(const std::string& sheet) {
  for (std::size_t begin = 0; begin < sheet.size();) {
    const std::size_t end = std::min(sheet.find('\n', begin), sheet.size());
    ui::words(std::string_view(sheet).substr(begin, end - begin), ui::Tone::Plain,
              ui::Type::Heading);
    begin = end + 1;
  }
}

bool wants_signature(const Administration& seen) {
  const TrustRecord& trust = seen.trust;
  return waiting_keys(seen) > 0 || !trust.people_signed || !trust.place_signed ||
         !trust.online_key_signed || trust.owner_due || trust.next_online_key;
}

ui::Mark trust_mark(const Administration& seen) {
  if (!seen.trust.begun) {
    return {icon::kAlert, std::string(text("desk.trust.mark.none")), ui::Tone::Bad};
  }
  if (wants_signature(seen)) {
    return {icon::kClock, std::string(text("desk.trust.mark.waits")), ui::Tone::Wait};
  }
  if (!has_two_signers(seen)) {
    return {icon::kClock, std::string(text("desk.trust.mark.few")), ui::Tone::Wait};
  }
  return {icon::kCheckCircle, std::string(text("desk.trust.mark.good")), ui::Tone::Good};
}

void draw_trust(const State& state, Commands& commands) {
  const Administration& seen = *state.administration();
  ui::begin_card("trust", 0, 0);
  ui::heading(text("desk.trust.title"));
  if (!state.settings.recovery_sheet.empty()) {
    draw_sheet_of_paper(state, commands);
  } else if (seen.trust.begun) {
    draw_begun(state, seen, commands);
  } else {
    draw_not_begun(state, seen, commands);
  }
  ui::end_card();
}

}  // namespace bangtin::desk
