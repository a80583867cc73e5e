#include "manager/desk/sight.h"

#include "manager/desk/drafts.h"
#include "shared/base/texts.h"

namespace bangtin::desk {
namespace {

/// What the person can do something about: it is withheld, or it is damaged.
std::string why_unseen(const State& state, const Digest& name) {
  const auto found = state.unloaded.find(name);
  const bool withheld = found != state.unloaded.end() && found->second.code == Code::NotFound;
  return std::string(text(withheld ? "desk.unseen.withheld" : "desk.unseen.broken"));
}

}  // namespace

const std::vector<Media>& media_of(const ItemForm& form) {
  static const std::vector<Media> kNone;
  const ItemKind kind = ItemKind(form.kind);
  if (kind == ItemKind::Video) return form.video;
  return takes_pictures(kind) ? form.media : kNone;
}

std::vector<Media> media_at_hand(const State& state) {
  const ItemRecord* item = state.item_of(state.item.id);
  const bool edited = state.page != Page::Review && state.drafts.contains(state.item.draft);
  if (item == nullptr || edited || item->state != ItemState::Submitted || !item->submitted) {
    return media_of(state.item);
  }
  const ItemVersion* waiting = state.version(*item->submitted);
  return waiting == nullptr ? std::vector<Media>() : waiting->content.media;
}

std::vector<UnseenPicture> unseen_pictures(const State& state, const std::vector<Media>& media) {
  std::vector<UnseenPicture> unseen;
  std::size_t number = 0;
  for (const Media& one : media) {
    if (is_clip(one)) continue;
    ++number;
    const auto found = state.pictures.find(one.blob);
    if (found == state.pictures.end()) {
      unseen.push_back({number, true, ""});
    } else if (found->second == nullptr) {
      unseen.push_back({number, false, why_unseen(state, one.blob)});
    }
  }
  return unseen;
}

std::string unseen_version(const State& state, const Digest& version) {
  if (state.version(version) != nullptr || !state.unloaded.contains(version)) return "";
  return why_unseen(state, version);
}

}  // namespace bangtin::desk
