// The library of pictures, clips and documents, as the HTTP API speaks of it. Paths and meaning:
// docs/PROTOCOL.md. Thread: any; pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/protocol/messages.h"

namespace bangtin {

/// A picture, clip or document that people keep.
struct MediaRecord {
  Media media;                     ///< of a clip `poster` is 1, its place in an item; of a
                                   ///< document its first page
  std::optional<Media> poster;     ///< of a clip
  std::optional<Media> thumbnail;  ///< of a clip
  std::optional<Digest> document;  ///< of a document: names it, as the blob does the others
  std::vector<Media> pages;        ///< of a document: its pages as pictures, in order
  std::string name;                ///< as people call it; may be empty
  std::string added_by;            ///< login
  Instant added_at{};
  std::vector<ItemId>
      items;  ///< that use it now: draft, waiting or approved; at most kMediaUsesMax
};

/// What names it in the library.
inline const Digest& name_in_library(const MediaRecord& record) {
  return record.document ? *record.document : record.media.blob;
}

/// Some of them, the newest first.
struct MediaPage {
  std::vector<MediaRecord> media;
  std::optional<std::int64_t> next;  ///< where the others go on; nothing: these were the last
};

Json to_json(const MediaRecord& message);
Result<void> from_json(const Json& json, MediaRecord& out);
Json to_json(const MediaPage& message);
Result<void> from_json(const Json& json, MediaPage& out);

}  // namespace bangtin
