// WorkshopThreads: the Workshop of the real player. One thread composes; another reads pictures
// from the board folder, checks them and has them decoded by a caged worker. Thread: jobs come from
// the stage's; outcomes go to the outlet on the threads of the workshop.
#pragma once

#include <functional>

#include "player/glass/shelf.h"
#include "player/glass/waker.h"
#include "shared/compose/fonts.h"
#include "shared/media/picture_job.h"

namespace bangtin {

/// The checked bytes of a picture blob. Called on the loading thread.
using PictureBytes = std::function<Result<std::string>(const Media&)>;

struct WorkshopOutlet {
  std::function<void(Composed)> composed;
  std::function<void(Loaded)> loaded;
};

class WorkshopThreads final : public Workshop {
 public:
  /// `clock` outlives this.
  WorkshopThreads(std::shared_ptr<Fonts> fonts, PictureBytes bytes, PictureJobOptions decoder,
                  Clock& clock, WorkshopOutlet outlet);
  void compose(ComposeJob job) override;
  void load(Media media) override;

 private:
  WorkerThread<ComposeJob> composer_;
  WorkerThread<Media> loader_;
};

/// Reads and decodes; what the loading thread does. Errors: as `bytes` and decode_picture().
Result<BitmapPtr> load_picture(const PictureBytes& bytes, const PictureJobOptions& decoder,
                               const Media& media, Clock& clock);

}  // namespace bangtin
