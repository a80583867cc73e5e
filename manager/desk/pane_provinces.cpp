// The provinces whose own items may stand on the commune's boards: who is let in, a key file whose
// six words are compared by voice, and the way out again.
#include "manager/desk/pages.h"
#include "manager/desk/spacing.h"
#include "shared/base/texts.h"
#include "shared/crypto/words.h"
#include "shared/ui/fields.h"
#include "shared/ui/icons.h"

namespace bangtin::desk {
namespace {

namespace icon = ui::icon;

constexpr std::size_t kCardPathMax = 300;

void province_step(Commands& commands, ProvinceStep step) {
  commands.emplace_back(std::move(step));
}

std::string keys_words(const ProvinceKeys& keys) {
  return text("province_pane.keys", {{"threshold", std::to_string(keys.threshold)},
                                     {"keys", std::to_string(keys.keys.size())}});
}

void draw_let_in(const State& state, const Administration& seen, Commands& commands) {
  const ProvincesForm& form = state.provinces;
  if (!form.loaded) return;
  if (form.let_in.empty()) {
    ui::paragraph(text("province_pane.none"), ui::Tone::Muted);
    return;
  }
  for (const ProvinceKeys& keys : form.let_in) {
    const ui::Mark mark{
        icon::kCheckCircle,
        text("province_pane.office", {{"code", keys.code}}) + " · " + keys_words(keys),
        ui::Tone::Good};
    if (!seen.commune_key_here) {
      ui::banner(mark);
    } else if (ui::banner_with_button("province.out." + keys.code, mark, icon::kClose,
                                      text("province_pane.out")) &&
               !state.settings.signs) {
      province_step(commands, AskToShutOut{keys.code});
    }
    ui::paragraph(text("province_pane.words", {{"words", words_of(keys)}}), ui::Tone::Muted);
    ui::gap(6);
  }
}

void draw_card_words(const State& state, const ProvinceCard& card, Commands& commands) {
  ui::banner(
      {icon::kDocument,
       text("province_pane.card",
            {{"agency", card.agency}, {"code", card.keys.code}, {"keys", keys_words(card.keys)}}),
       ui::Tone::Accent});
  ui::large_words(fingerprint_words(fingerprint_of(card.keys)));
  ui::paragraph(text("province_pane.compare"));
  ui::gap(6);
  if (ui::button("province.let_in", icon::kCheck, text("province_pane.same_words"),
                 ui::Look::Primary, !state.settings.signs)) {
    province_step(commands, AskToLetIn{});
  }
  ui::beside();
  if (ui::button("province.drop", icon::kClose, text("province_pane.different"),
                 ui::Look::Secondary)) {
    province_step(commands, DropProvinceCard{});
  }
}

void draw_card_path(const ProvincesForm& form, Commands& commands) {
  std::string path = form.path;
  const std::string_view read = text("province_pane.read");
  const bool changed = ui::text_field({.id = "province.card",
                                       .label = text("province_pane.path"),
                                       .error = form.problem,
                                       .width = -(ui::button_width(icon::kDocument, read) + kGap),
                                       .characters_max = kCardPathMax},
                                      path);
  ui::beside();
  ui::below_label();
  const bool pressed = ui::button("province.read", icon::kDocument, read, ui::Look::Secondary,
                                  !form.busy && !path.empty());
  ui::end_below_label();
  if (changed) province_step(commands, EditProvincePath{path});
  if (pressed) province_step(commands, ReadProvinceCard{});
}

}  // namespace

void draw_provinces(const State& state, Commands& commands) {
  const Administration& seen = *state.administration();
  const ProvincesForm& form = state.provinces;
  ui::begin_card("provinces", 0, 0);
  ui::heading(text("province_pane.title"));
  ui::paragraph(text("province_pane.what"), ui::Tone::Muted);
  ui::gap(6);
  if (!seen.trust.begun) {
    ui::banner({icon::kKey, said("desk.trust.mark.none"), ui::Tone::Wait});
    ui::end_card();
    return;
  }
  draw_let_in(state, seen, commands);
  ui::gap(6);
  if (!seen.commune_key_here) {
    ui::banner({icon::kKey, said("desk.trust.key_elsewhere"), ui::Tone::Wait});
    if (ui::button("province.recover", icon::kUndo, text("desk.trust.recover"), ui::Look::Secondary,
                   !state.settings.signs)) {
      commands.push_back(
          Ask{{Sheet::Kind::RecoverCommuneKey, state.seen->commune.name, {}, {}, {}, ""}});
    }
  } else {
    ui::words(text("province_pane.new"), ui::Tone::Plain, ui::Type::Bold);
    draw_card_path(form, commands);
    if (form.card) draw_card_words(state, *form.card, commands);
  }
  ui::end_card();
}

}  // namespace bangtin::desk
