#include "manager/desk/item_steps.h"

#include <algorithm>
#include <tuple>

#include "manager/desk/item_members.h"
#include "shared/base/texts.h"

namespace bangtin::desk {
namespace {

/// What is neither one of its texts nor a choice of a list.
template <class Form>
auto rest_of(Form& form) {
  return std::tie(form.some_boards, form.places, form.qr, form.stories, form.media, form.video,
                  form.video_path);
}

std::string field_label(const char* name) { return said("desk.field." + std::string(name)); }

}  // namespace

std::vector<std::pair<std::string, std::string*>> texts_of(ItemForm& form) {
  std::vector<std::pair<std::string, std::string*>> texts;
  for (const TextMember& text : kTextMembers) texts.emplace_back(text.name, &(form.*text.member));
  texts.emplace_back("video", &form.video_path);
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
  return std::ranges::all_of(kTextMembers,
                             [&](auto& one) { return a.*one.member == b.*one.member; }) &&
         std::ranges::all_of(kChoiceMembers,
                             [&](auto& one) { return a.*one.member == b.*one.member; }) &&
         rest_of(a) == rest_of(b);
}

void put_contents(ItemForm& form, const ItemForm& from) {
  for (const TextMember& one : kTextMembers) form.*one.member = from.*one.member;
  for (const ChoiceMember& one : kChoiceMembers) form.*one.member = from.*one.member;
  rest_of(form) = rest_of(from);
  form.changed = true;
}

std::string difference(const ItemForm& a, const ItemForm& b) {
  std::vector<std::string> labels;
  for (const TextMember& one : kTextMembers) {
    if (a.*one.member != b.*one.member) labels.push_back(field_label(one.name));
  }
  for (const ChoiceMember& one : kChoiceMembers) {
    if (a.*one.member != b.*one.member) labels.push_back(field_label(one.name));
  }
  if (a.some_boards != b.some_boards || a.places != b.places) labels.push_back(said("place.title"));
  if (a.qr != b.qr) labels.push_back(said("undo.code"));
  if (a.stories != b.stories) labels.push_back(said("undo.story"));
  if (a.media != b.media) labels.push_back(field_label("picture"));
  const bool video = a.video != b.video || a.video_path != b.video_path;
  if (video) labels.push_back(field_label("video"));
  return labels.size() == 1 ? labels.front() : "";
}

}  // namespace bangtin::desk
