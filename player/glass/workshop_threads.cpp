#include "player/glass/workshop_threads.h"

#include "player/glass/compose_part.h"
#include "shared/base/log.h"

namespace bangtin {

Result<BitmapPtr> load_picture(const PictureBytes& bytes, const PictureJobOptions& decoder,
                               const Media& media, Clock& clock) {
  const std::string coded = TRY(bytes(media));
  Picture picture =
      TRY(decode_picture(decoder, coded, media.size_px.width_px, media.size_px.height_px, clock));
  auto bitmap = std::make_shared<Bitmap>();
  bitmap->size = {picture.width_px, picture.height_px};
  bitmap->pixels = std::move(picture.pixels);
  return BitmapPtr(std::move(bitmap));
}

WorkshopThreads::WorkshopThreads(std::shared_ptr<Fonts> fonts, PictureBytes bytes,
                                 PictureJobOptions decoder, Clock& clock, WorkshopOutlet outlet)
    : composer_([composer = std::make_shared<Composer>(std::move(fonts)),
                 out = outlet.composed](ComposeJob job) {
        auto bitmap =
            std::make_shared<const Bitmap>(compose_part(*composer, job.part, job.picture.get()));
        out({key_of(job.part), std::move(bitmap)});
      }),
      loader_([bytes = std::move(bytes), decoder = std::move(decoder), &clock,
               out = outlet.loaded](Media media) {
        Result<BitmapPtr> picture = load_picture(bytes, decoder, media, clock);
        if (!picture.ok()) {
          log::warn("glass", "a picture cannot be shown",
                    {{"blob", to_hex(media.blob)}, {"reason", picture.error().message}});
        }
        out({media.blob, std::move(picture)});
      }) {}

// The shelf gives one job of each kind at a time, so the mailboxes never fill.
void WorkshopThreads::compose(ComposeJob job) { CHECK(composer_.push(std::move(job))); }
void WorkshopThreads::load(Media media) { CHECK(loader_.push(std::move(media))); }

}  // namespace bangtin
