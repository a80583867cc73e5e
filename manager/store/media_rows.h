// Pictures and clips as rows. Thread: one per Db.
#pragma once

#include <optional>
#include <string>

#include "shared/model/content.h"
#include "shared/storage/db.h"

namespace bangtin {

/// The pictures that stand for a clip.
struct ClipPictures {
  Digest poster;
  Digest thumbnail;
};

/// Registers media whose bytes are stored; again changes nothing. Of a clip its pictures are there
/// already. Appends the event. Within the caller's transaction.
Status insert_media(Db& db, const std::string& login, const Media& media,
                    const std::optional<ClipPictures>& pictures, Instant now);

/// Puts registered media into the library; what is there already keeps its name. Appends the event.
/// Within the caller's transaction.
Status add_to_library(Db& db, const std::string& login, const Digest& blob, const std::string& name,
                      Instant now);

/// Media as it was registered; of a clip `poster` is 1, its place in an item.
struct KnownMedia {
  Media media;
  std::optional<ClipPictures> pictures;
};
/// Errors: not_found "item.media_unknown".
Result<KnownMedia> load_media(Db& db, const Digest& blob);

}  // namespace bangtin
