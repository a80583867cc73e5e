#include "manager/desk/preview.h"

#include <algorithm>

#include "manager/core/layouts.h"
#include "manager/desk/drafts.h"
#include "manager/desk/item_places.h"
#include "shared/model/resolve.h"

namespace bangtin::desk {
namespace {

const Zone* zone_for(const Layout& layout, ItemKind kind) {
  const auto found = std::ranges::find_if(
      layout.zones, [kind](const Zone& zone) { return concerns(zone.role, kind); });
  return found == layout.zones.end() ? nullptr : &*found;
}

/// The item alone on a canvas, at one of its pages.
Manifest manifest_of(const PreviewSubject& subject, const ItemVersion& item, Instant now) {
  Manifest manifest;
  manifest.items = {item};
  Selection& selection = manifest.selection;
  selection.issued_at = now;
  selection.canvas_px = subject.canvas_px;
  selection.utc_offset_minutes = subject.utc_offset_minutes;
  selection.place = subject.place;
  selection.items = {Digest{}};
  selection.layouts = {default_layout(subject.canvas_px)};
  return manifest;
}

Scene scene_of(const Layout& layout, ItemKind kind, int page, const Pagination* pagination,
               Instant now) {
  Scene scene;
  scene.kind = Scene::Kind::Layout;
  for (std::uint32_t i = 0; i < layout.zones.size(); ++i) {
    ZoneScene& zone = scene.zones.emplace_back();
    zone.zone = i;
    zone.since = now;
    const ZoneRole role = layout.zones[i].role;
    if (role == ZoneRole::Header) zone.content = ZoneScene::Content::Header;
    if (!concerns(role, kind) || pagination == nullptr || pagination->pages.empty()) continue;
    zone.page = std::uint32_t(page);
    zone.content = kind == ItemKind::Ticker ? ZoneScene::Content::Ticker : ZoneScene::Content::Page;
    // A ticker stands still where most of it can be read.
    if (kind == ItemKind::Ticker) zone.since = now - pagination->pages[0].duration / 3;
  }
  return scene;
}

}  // namespace

std::optional<PreviewSubject> preview_subject(const State& state) {
  if (state.item.draft.empty() || !state.seen) return std::nullopt;
  PreviewSubject subject;
  const CommuneRecord& commune = state.seen->commune;
  subject.place = {commune.code, commune.province_code, commune.agency};
  subject.utc_offset_minutes = commune.utc_offset_minutes;
  const auto kinds = preview_kinds(state);
  subject.canvas_px =
      kinds[std::size_t(std::clamp(state.preview_form.kind, 0, int(kinds.size()) - 1))].canvas_px;
  subject.page = state.preview_form.page;
  const ItemRecord* item = state.item_of(state.item.id);
  const bool edited = state.page != Page::Review && state.drafts.contains(state.item.draft);
  if (item != nullptr && !edited && item->state == ItemState::Submitted && item->submitted) {
    subject.version = *item->submitted;
    subject.waiting = state.version(*item->submitted);
    if (subject.waiting == nullptr) return std::nullopt;
    subject.content = subject.waiting->content;
    return subject;
  }
  std::vector<Problem> ignored;
  subject.id = state.item.id;
  subject.content = content_of(state.item, commune, ignored);
  return subject;
}

std::shared_ptr<const Preview> Previewer::of(const State& state, Size room_px, Instant now) {
  if (state.page == Page::Plan) {
    const bool asked = state.plan.form.view == PlanView::Moment;
    return of_moment(state, asked ? plan_moment(state, now) : std::nullopt, room_px);
  }
  if (state.page == Page::Boards) return of_moment(state, board_moment(state, now), room_px);
  manifest_.reset();
  const auto subject = preview_subject(state);
  if (!subject) {
    last_ = nullptr;
    return last_;
  }
  const std::int64_t minute =
      std::chrono::floor<std::chrono::minutes>(now).time_since_epoch().count();
  const bool same = last_ && content_ == subject->content && version_ == subject->version &&
                    canvas_px_ == subject->canvas_px && page_ == subject->page &&
                    room_px_ == room_px && minute_ == minute && pictures_ == state.pictures_taken;
  if (same) return last_;
  content_ = subject->content;
  version_ = subject->version;
  canvas_px_ = subject->canvas_px;
  page_ = subject->page;
  room_px_ = room_px;
  minute_ = minute;
  pictures_ = state.pictures_taken;
  last_ = compose(*subject, state, room_px, now);
  return last_;
}

std::shared_ptr<const Preview> Previewer::compose(const PreviewSubject& subject, const State& state,
                                                  Size room_px, Instant now) {
  ItemVersion item;
  item.id = subject.id;
  if (subject.waiting != nullptr) item = *subject.waiting;
  item.content = subject.content;
  Manifest manifest = manifest_of(subject, item, now);
  const Layout& layout = manifest.selection.layouts[0];
  const Zone* zone = zone_for(layout, item.content.kind);
  const Size zone_px =
      zone == nullptr ? Size{} : Size{zone->rect_px.width_px, zone->rect_px.height_px};
  if (subject.waiting == nullptr && zone != nullptr) {
    manifest.items[0].paginations = {{zone_px, pager_.paginate(item.content, zone_px)}};
  }
  const Pagination* pagination = pagination_for(manifest.items[0], zone_px);
  auto preview = std::make_shared<Preview>();
  preview->canvas_px = subject.canvas_px;
  preview->version = subject.version;
  preview->pages = pagination == nullptr ? 0 : int(pagination->pages.size());
  preview->page = std::clamp(subject.page, 0, std::max(0, preview->pages - 1));
  if (pagination != nullptr) {
    for (const bangtin::Page& page : pagination->pages) preview->duration += page.duration;
  }
  const auto pictures = [&](const Digest& blob) -> const Bitmap* {
    const auto found = state.pictures.find(blob);
    if (found == state.pictures.end()) {
      for (const Media& media : item.content.media) {
        if (media.blob == blob) preview->missing.push_back(media);
      }
      return nullptr;
    }
    return found->second.get();
  };
  const Scene scene = scene_of(layout, item.content.kind, preview->page, pagination, now);
  const Bitmap canvas = composer_.compose_scene(manifest, scene, now, pictures);
  preview->picture = std::make_shared<const Bitmap>(scale_to_fit(canvas, room_px));
  return preview;
}

std::shared_ptr<const Preview> Previewer::of_moment(const State& state,
                                                    const std::optional<PlanMoment>& subject,
                                                    Size room_px) {
  if (!subject) {
    manifest_.reset();
    last_ = nullptr;
    return last_;
  }
  const bool same = last_ && manifest_ == subject->manifest && moment_ == subject->at &&
                    room_px_ == room_px && pictures_ == state.pictures_taken;
  if (same) return last_;
  manifest_ = subject->manifest;
  moment_ = subject->at;
  room_px_ = room_px;
  pictures_ = state.pictures_taken;
  // The compose page makes its own anew.
  canvas_px_ = {};
  auto preview = std::make_shared<Preview>();
  preview->canvas_px = manifest_->selection.canvas_px;
  preview->page = state.preview_form.page;
  const auto pictures = [&](const Digest& blob) -> const Bitmap* {
    const auto found = state.pictures.find(blob);
    if (found != state.pictures.end()) return found->second.get();
    for (const ItemVersion& item : manifest_->items) {
      const auto media = std::ranges::find(item.content.media, blob, &Media::blob);
      if (media == item.content.media.end()) continue;
      preview->missing.push_back(*media);
      break;
    }
    return nullptr;
  };
  const Scene scene = resolve(*manifest_, moment_).scene;
  const Bitmap canvas = composer_.compose_scene(*manifest_, scene, moment_, pictures);
  preview->picture = std::make_shared<const Bitmap>(scale_to_fit(canvas, room_px));
  last_ = preview;
  return last_;
}

}  // namespace bangtin::desk
