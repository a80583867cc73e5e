#include "player/render_at.h"

#include <iostream>
#include <map>

#include "player/core/part.h"
#include "player/glass/workshop_threads.h"
#include "player/verify/blob_reader.h"
#include "shared/base/limits.h"
#include "shared/base/texts.h"
#include "shared/compose/scene.h"
#include "shared/protocol/board_trust.h"
#include "shared/protocol/content_json.h"
#include "shared/protocol/messages.h"

namespace bangtin {
namespace {

Result<Manifest> read_manifest(const RenderOptions& options) {
  const std::string bytes = TRY(files::read_all(options.manifest, limits::kJsonBytesMax));
  if (options.pin.empty()) {
    std::cerr << "bangtin-player: " << text("player.seal_not_checked") << "\n";
    return manifest_of(bytes);
  }
  const BoardPin pin =
      TRY(message_from<BoardPin>(TRY(files::read_all(options.pin, limits::kJsonBytesMax))));
  // A look at some instant: no metadata is too old for that.
  return TRY(verify_alone(bytes, pin.root, pin.board, Instant{})).manifest;
}

}  // namespace

Status render_at(const RenderOptions& options, std::optional<Size> size_px, Clock& clock) {
  const Manifest manifest = TRY(read_manifest(options));
  if (size_px && *size_px != manifest.selection.canvas_px) {
    return Error{Code::Invalid, "--size is not the canvas of this generation", {}};
  }
  const auto blobs =
      options.blobs.empty()
          ? std::filesystem::absolute(options.manifest).parent_path() / ".." / "blobs"
          : options.blobs;
  std::unique_ptr<Disk> disk;
  if (std::filesystem::is_directory(blobs)) disk = TRY(open_posix_disk(blobs));
  const PictureJobOptions decoder{TRY(worker_beside_this_program()), PictureJobOptions().timeout};
  const PictureBytes bytes = [&](const Media& media) -> Result<std::string> {
    if (!disk) return Error{Code::NotFound, "no folder " + blobs.string(), {}};
    return read_picture(*disk, "", media);
  };

  const Resolved resolved = resolve(manifest, options.at);
  std::map<Digest, BitmapPtr> pictures;
  const auto generation = std::make_shared<Generation>(Generation{manifest, {}, {}});
  for (const Part& part : parts_of({generation, resolved.scene})) {
    const Media* media = picture_of(part);
    if (media == nullptr || pictures.contains(media->blob)) continue;
    pictures[media->blob] = TRY(load_picture(bytes, decoder, *media, clock));
  }
  Composer composer(TRY(Fonts::open()));
  const Bitmap canvas = composer.compose_scene(
      manifest, resolved.scene, options.at, [&](const Digest& blob) -> const Bitmap* {
        const auto found = pictures.find(blob);
        return found == pictures.end() ? nullptr : found->second.get();
      });
  return write_png(options.out, canvas);
}

}  // namespace bangtin
