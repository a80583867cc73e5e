// LibraryServer: what the page Kho asks of a server, as a port: ClientLibraryServer is its adapter
// over manager/client, tests have a fake. And what is asked and told between the window and the
// threads that ask. Thread: one at a time (a library link's); calls block, where portals are asked
// for as long as those take.
#pragma once

#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "manager/client/client.h"
#include "shared/compose/bitmap.h"

namespace bangtin::desk {

/// Feeds and what they told, as of one moment.
struct NewsShelf {
  std::vector<FeedRecord> feeds;
  std::vector<StoryRecord> stories;  ///< the newest first
};
/// The library as of one moment, the newest first.
struct MediaShelf {
  std::vector<MediaRecord> media;
};

/// What residents sent, as of one moment, the newest first.
struct FeedbackShelf {
  std::vector<FeedbackRecord> feedback;
};

// What is asked.
struct LoadNews {};
struct LoadFeedback {};
/// Looks at it, says that nothing will be said, or begins an answer.
enum class FeedbackDeed { See, Dismiss, Answer };
struct FeedbackOrder {
  FeedbackId id;
  FeedbackDeed deed{};
};
struct LoadMedia {};
struct AsideOrder {
  StoryId story;
  bool aside = true;
};
struct TakeOrder {
  StoryId story;
};
/// What a person pasted: the address of a page.
struct LinkOrder {
  std::string address;
};
struct TryOrder {
  std::string url;
};
struct AddFeedOrder {
  FeedRecord feed;
};
/// All but the address as `feed` says.
struct ChangeFeedOrder {
  FeedRecord feed;
};
struct RemoveFeedOrder {
  FeedId id;
};
struct FetchOrder {
  FeedId id;
};
struct KeepOrder {
  Digest blob;  ///< or what names a document
  std::string name;
};
struct DropOrder {
  Digest blob;  ///< likewise
};
/// A file of this PC that a province handed over.
struct ImportOrder {
  std::string path;
};
/// A picture, small; `key` names it among the thumbnails.
struct ThumbnailOrder {
  std::string key;
  std::variant<Media, StoryId> of;
};
using LibraryOrder =
    std::variant<LoadNews, LoadMedia, LoadFeedback, AsideOrder, TakeOrder, TryOrder, AddFeedOrder,
                 ChangeFeedOrder, RemoveFeedOrder, FetchOrder, KeepOrder, DropOrder, FeedbackOrder,
                 ImportOrder, ThumbnailOrder, LinkOrder>;

/// One order in the name of the person who is signed in.
struct LibraryJob {
  LibraryOrder order;
  std::string address;
  std::string pin;
  std::string token;  ///< of the person's session; an answer to another one is not taken
};

/// What an order brings; nothing where its end says all.
using LibraryFound =
    std::variant<std::monostate, std::shared_ptr<const NewsShelf>,
                 std::shared_ptr<const MediaShelf>, std::shared_ptr<const FeedbackShelf>, FeedTrial,
                 FeedRecord, StoryRecord, StoryTaken, FeedbackAnswer, ProvinceImportRecord,
                 std::shared_ptr<const Bitmap>>;

/// How a job ended.
struct LibraryReport {
  LibraryJob job;
  Result<LibraryFound> found;
};

/// True of orders for which the server itself asks a portal: they may take a minute.
bool asks_a_portal(const LibraryOrder& order);

/// Small pictures have at most these pixels: of media, of stories.
inline constexpr Size kThumbnailMax{256, 160};
inline constexpr Size kStoryPictureMax{480, 300};

class LibraryServer {
 public:
  virtual ~LibraryServer() = default;
  /// Errors: those of Client's calls; of thumbnails also corrupt, unsupported; of an import those
  /// of take_over, and not_found "library.file_missing", unavailable "library.file_unreadable".
  virtual Result<LibraryFound> answer(const LibraryJob& job) = 0;
};

}  // namespace bangtin::desk
