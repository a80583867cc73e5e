// The preview: how the item at hand stands on one kind of board, made by the compositor that the
// boards draw with. Thread: the window's (the fonts belong to it).
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "manager/core/pager.h"
#include "manager/desk/plan.h"
#include "manager/desk/state.h"
#include "shared/compose/scene.h"

namespace bangtin::desk {

/// What is to be previewed. Pure.
struct PreviewSubject {
  ItemContent content;
  ItemId id;                      ///< empty of a draft that the server does not have
  std::optional<Digest> version;  ///< of a version that waits: its own pages
  const ItemVersion* waiting = nullptr;
  Size canvas_px;
  int page = 0;
  Place place;
  int utc_offset_minutes = 420;
};

/// Nothing when no item is open, or the version that waits has not come yet.
std::optional<PreviewSubject> preview_subject(const State& state);

class Previewer {
 public:
  /// `pager` outlives it and uses the same fonts.
  Previewer(std::shared_ptr<Fonts> fonts, Pager& pager)
      : composer_(std::move(fonts)), pager_(pager) {}

  /// The preview of what the state holds, as it would stand on the board at `now`, no larger than
  /// `room_px`. The same object as long as nothing of it changed; null when there is nothing.
  std::shared_ptr<const Preview> of(const State& state, Size room_px, Instant now);

 private:
  std::shared_ptr<const Preview> of_moment(const State& state,
                                           const std::optional<PlanMoment>& subject, Size room_px);
  std::shared_ptr<const Preview> compose(const PreviewSubject& subject, const State& state,
                                         Size room_px, Instant now);

  Composer composer_;
  Pager& pager_;
  std::shared_ptr<const Preview> last_;
  /// What `last_` was made of.
  ItemContent content_;
  std::optional<Digest> version_;
  Size canvas_px_, room_px_;
  int page_ = 0;
  std::int64_t minute_ = 0;
  std::int64_t pictures_ = -1;  ///< State::pictures_taken
  std::shared_ptr<const Manifest> manifest_;
  Instant moment_{};
};

}  // namespace bangtin::desk
