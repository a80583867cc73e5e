#include "manager/desk/item_steps.h"

#include <algorithm>
#include <tuple>

#include "shared/base/texts.h"

namespace bangtin::desk {
namespace {

struct StepText {
  const char* name;  ///< also of its label, "desk.field.NAME"
  std::string ItemForm::*member;
};
constexpr StepText kStepTexts[] = {{"title", &ItemForm::title},
                                   {"body", &ItemForm::body},
                                   {"agency", &ItemForm::agency},
                                   {"source", &ItemForm::source},
                                   {"document_number", &ItemForm::document_number},
                                   {"valid_from", &ItemForm::valid_from},
                                   {"valid_until", &ItemForm::valid_until},
                                   {"picture_seconds", &ItemForm::picture_seconds},
                                   {"video", &ItemForm::video_path}};

struct StepChoice {
  const char* name;
  int ItemForm::*member;
};
constexpr StepChoice kStepChoices[] = {{"kind", &ItemForm::kind},
                                       {"category", &ItemForm::category},
                                       {"language", &ItemForm::language},
                                       {"origin", &ItemForm::origin},
                                       {"priority", &ItemForm::priority}};

/// What is neither a text of its own nor a choice of a list.
template <class Form>
auto rest_of(Form& form) {
  return std::tie(form.some_boards, form.places, form.qr, form.stories, form.media, form.video);
}

std::string field_label(const char* name) { return said("desk.field." + std::string(name)); }

}  // namespace

std::vector<std::pair<std::string, std::string*>> texts_of(ItemForm& form) {
  std::vector<std::pair<std::string, std::string*>> texts;
  for (const StepText& text : kStepTexts) texts.emplace_back(text.name, &(form.*text.member));
  for (std::size_t i = 0; i < form.stories.size(); ++i) {
    Story& story = form.stories[i];
    const std::string name = "stories." + std::to_string(i) + ".";
    texts.emplace_back(name + "title", &story.title);
    texts.emplace_back(name + "lead", &story.lead);
    texts.emplace_back(name + "source", &story.source);
  }
  return texts;
}

bool same_contents(const ItemForm& a, const ItemForm& b) {
  return std::ranges::all_of(kStepTexts,
                             [&](auto& one) { return a.*one.member == b.*one.member; }) &&
         std::ranges::all_of(kStepChoices,
                             [&](auto& one) { return a.*one.member == b.*one.member; }) &&
         rest_of(a) == rest_of(b);
}

void put_contents(ItemForm& form, const ItemForm& from) {
  for (const StepText& one : kStepTexts) form.*one.member = from.*one.member;
  for (const StepChoice& one : kStepChoices) form.*one.member = from.*one.member;
  rest_of(form) = rest_of(from);
  form.changed = true;
}

std::string difference(const ItemForm& a, const ItemForm& b) {
  std::vector<std::string> labels;
  for (const StepText& one : kStepTexts) {
    if (a.*one.member != b.*one.member) labels.push_back(field_label(one.name));
  }
  for (const StepChoice& one : kStepChoices) {
    if (a.*one.member != b.*one.member) labels.push_back(field_label(one.name));
  }
  if (a.some_boards != b.some_boards || a.places != b.places) labels.push_back(said("place.title"));
  if (a.qr != b.qr) labels.push_back(said("undo.code"));
  if (a.stories != b.stories) labels.push_back(said("undo.story"));
  if (a.media != b.media) labels.push_back(field_label("picture"));
  const bool video = a.video != b.video && a.video_path == b.video_path;
  if (video) labels.push_back(field_label("video"));
  return labels.size() == 1 ? labels.front() : "";
}

}  // namespace bangtin::desk
