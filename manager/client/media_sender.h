// send_media: a picture, video or document file goes to the server and becomes media, for the desk
// and the command line. A cut costs at most one piece: sending goes on where the server holds it,
// in this run or in a later one with the same file. Thread: the client's; blocks until it is over.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "manager/client/client.h"

namespace bangtin {

/// What a file is said to be.
enum class MediaHint {
  None,
  Picture,      ///< it is made one at once, and waits for no video; else it is converted
  OnlyPicture,  ///< the same, and nothing else may become of it
};

/// A file that is read piece by piece, never whole.
struct MediaFile {
  std::string name;
  std::int64_t size_bytes = 0;
  /// Up to `size_max` bytes from `offset`.
  std::function<Result<std::string>(std::int64_t offset, std::size_t size_max)> read;
  MediaHint hint = MediaHint::None;
};

struct MediaProgress {
  enum class Stage { Reading, Sending, Waiting, Converting };
  Stage stage = Stage::Reading;
  int permille = 0;             ///< of the stage
  std::optional<Seconds> left;  ///< of the stage; nothing while it is too early to say
};
/// "reading", "sending", "waiting", "converting".
std::string_view name_of(MediaProgress::Stage stage);

/// What a sender needs from outside. All outlive the call.
struct MediaWatch {
  std::function<void(const MediaProgress&)> show;
  /// Waits; false once the person wants it to end: then the upload is dropped, the conversion
  /// cancelled.
  std::function<bool(Millis)> rest;
  Random& random;
  Clock& clock;
};

/// The finished conversion; of a picture it has no name on the server, which needed none. Errors:
/// those of the server and of the file; invalid "ingest.empty", "ingest.too_large"; conflict
/// "ingest.clip_cancelled"; the conversion's problem; unavailable when the server stayed away for
/// kSendPatience (the upload stays there: the same call goes on later).
Result<ConversionRecord> send_media(Client& client, const MediaFile& file, const MediaWatch& watch);

/// Puts finished media into an item that is being written: a clip with its poster makes it a video,
/// a document's pages become pictures that stand kDocumentPageSeconds at least. Errors: conflict
/// "upload.incomplete" while it is not done; its problem when it failed; invalid
/// "rule.media_too_many" where its pages have no room.
Status add_media(ItemContent& content, const ConversionRecord& conversion);
/// The same of a document's pages, which the library has.
Status add_pages(ItemContent& content, const std::vector<Media>& pages);

}  // namespace bangtin
