// Pictures, clips and documents as rows. Thread: one per Db.
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

/// The name of the document with these pages: SHA-256 of their blobs' names, in order.
Digest document_name(const std::vector<Media>& pages);
/// Registers a document, whose pages are there already as media; again changes nothing. Within the
/// caller's transaction.
Status insert_document(Db& db, const Digest& document, const std::vector<Media>& pages);
/// In their order; none for what is no document.
Result<std::vector<Media>> load_pages(Db& db, const Digest& document);

/// Puts registered media into the library; what is there already keeps its name. `id` is the blob,
/// or names the document whose first page the blob is. Appends the event. Within the caller's
/// transaction.
Status add_to_library(Db& db, const std::string& login, const Digest& id, const Digest& blob,
                      const std::string& name, Instant now);

/// Media as it was registered; of a clip `poster` is 1, its place in an item.
struct KnownMedia {
  Media media;
  std::optional<ClipPictures> pictures;
};
/// Errors: not_found "item.media_unknown".
Result<KnownMedia> load_media(Db& db, const Digest& blob);

}  // namespace bangtin
