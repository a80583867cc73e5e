// The desk's part for provinces that the commune's own key lets in.
#include "manager/desk/desk.h"
#include "manager/desk/match.h"
#include "shared/base/texts.h"

namespace bangtin::desk {

void Desk::read_province_card(std::string path) {
  ProvincesForm& form = state_.provinces;
  if (form.busy) return;  // Another one would come in the place of what is compared by then.
  form.path = std::move(path);
  form.card.reset();
  form.problem.clear();
  form.busy = true;
  Request read = request(Deed::ReadProvinceCard);
  read.key_file = form.path;
  send(std::move(read));
}

void Desk::import_province(const std::string& path) {
  ProvinceForm& form = state_.library.province_form;
  if (path.empty() || form.busy || !state_.may_write()) return;
  form = {path, "", true};
  order(ImportOrder{path});
}

/// Its items come with the next look.
void Desk::take_import(const ProvinceImportRecord& record, Instant now) {
  state_.library.province_form = {};
  if (!record.items.empty()) state_.library.province_open = record.items.front();
  tell(text("library.done.imported", {{"code", record.code},
                                      {"added", std::to_string(record.added)},
                                      {"replaced", std::to_string(record.replaced)},
                                      {"back", std::to_string(record.taken_back)}}),
       now);
}

void Desk::step_provinces(const ProvinceStep& step) {
  ProvincesForm& form = state_.provinces;
  const auto ask = [this](Sheet::Kind kind, std::string subject) {
    state_.sheet = Sheet{kind, std::move(subject), {}, {}, {}, ""};
  };
  std::visit(
      Match{
          [&](ShowProvinces) {
            state_.settings.view = SettingsView::Provinces;
            send(request(Deed::LoadProvinces));
          },
          [&](const EditProvincePath& edit) { form.path = edit.path; },
          [&](ReadProvinceCard) { read_province_card(form.path); },
          [&](DropProvinceCard) {
            form.card.reset();
            form.problem = text("province_pane.other_words");
          },
          [&](AskToLetIn) {
            if (!form.card) return;
            ask(Sheet::Kind::LetProvinceIn, form.card->agency);
            state_.sheet->card = form.card;
          },
          [&](const AskToShutOut& out) {
            form.chosen = out.code;
            ask(Sheet::Kind::ShutProvinceOut, text("province_pane.office", {{"code", out.code}}));
          },
      },
      step);
}

bool Desk::drop_province_card(const std::string& path) {
  const bool here =
      state_.page == Page::Settings && state_.settings.view == SettingsView::Provinces;
  if (here && !state_.sheet) read_province_card(path);
  return here;
}

void Desk::take_provinces(const Outcome& outcome) {
  ProvincesForm& form = state_.provinces;
  const bool signed_it =
      outcome.deed == Deed::LetProvinceIn || outcome.deed == Deed::ShutProvinceOut;
  if (signed_it && !outcome.error) {
    form.card.reset();
    form.path.clear();
    send(request(Deed::LoadProvinces));
  }
  if (!is_about_provinces(outcome.deed)) return;
  // Who is let in is told beside a file that is being read.
  if (outcome.deed != Deed::LoadProvinces) form.busy = false;
  form.problem = outcome.error ? text_of(*outcome.error) : std::string();
  if (outcome.deed == Deed::ReadProvinceCard) form.card = outcome.card;
  if (outcome.deed == Deed::LoadProvinces && !outcome.error) {
    form.loaded = true;
    form.let_in = outcome.provinces;
  }
}

}  // namespace bangtin::desk
