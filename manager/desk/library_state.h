// What the page Kho shows and what is typed there, and what it asks for. Plain values. Thread: the
// window's.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "manager/desk/library_server.h"

namespace bangtin::desk {

enum class LibraryView { News, Province, Feeds, Media, Feedback };

/// Which stories are shown: nobody has decided about the unread ones.
enum class StoryFilter { Unread, Used, Aside, All };

struct NewsForm {
  FeedId feed;     ///< empty: of all feeds
  int filter = 0;  ///< of StoryFilter
  std::string find;
  StoryId story;  ///< the one at the right
};

/// The address of a page whose story is wanted, as pasted.
struct LinkForm {
  std::string address;
  std::string problem;   ///< a sentence: why it brought nothing
  bool by_hand = false;  ///< its text may be written by hand instead
  bool busy = false;     ///< the server asks the portal
};

/// A feed while it is typed. Choices are indexes of the enums of shared/model.
struct FeedForm {
  FeedId id;  ///< empty: a new one
  std::string url, name;
  int category = 8;
  std::string every = "60";        ///< minutes, as typed
  std::optional<FeedTrial> trial;  ///< what `tried` brought
  std::string tried;               ///< the address that was tried last
  std::string problem;             ///< a sentence: why it brought nothing, or was not kept
  bool changed = false;            ///< typed since it was last saved
  bool busy = false;               ///< an order is on its way
};

/// Which media are shown.
enum class MediaKind { All, Pictures, Clips, Documents };
enum class MediaUse { All, Used, Unused };

struct MediaForm {
  std::string find;
  int kind = 0;                  ///< of MediaKind
  int use = 0;                   ///< of MediaUse
  std::optional<Digest> chosen;  ///< the one at the right
  std::string name;              ///< of it, as typed
  std::string path;              ///< of a file to be sent, as typed
};

/// A file of a province, while it is named and read.
struct ProvinceForm {
  std::string path;
  std::string problem;  ///< a sentence: why nothing of it was taken
  bool busy = false;
};

/// What was just done and can be taken back.
struct LibraryUndo {
  std::string words;
  LibraryOrder order;  ///< that takes it back
};

/// The library above the item at hand, for one of its media.
struct MediaChooser {
  std::string draft;   ///< of the item
  bool clips = false;  ///< it wants a clip; else a picture
  std::string find;
};

struct LibraryState {
  LibraryView view = LibraryView::News;
  std::shared_ptr<const NewsShelf> news;          ///< null until it was loaded
  std::shared_ptr<const MediaShelf> media;        ///< the same
  std::shared_ptr<const FeedbackShelf> feedback;  ///< the same
  FeedbackId feedback_open;                       ///< the one at the right
  std::vector<std::size_t> stories_shown;         ///< of news->stories, as the form filters them
  std::vector<std::size_t> media_shown;           ///< of media->media
  NewsForm news_form;
  LinkForm link_form;
  FeedForm feed_form;
  MediaForm media_form;
  ProvinceForm province_form;
  ItemId province_open;  ///< the item of a province at the right
  std::optional<LibraryUndo> undo;
  std::optional<MediaChooser> chooser;
  std::vector<std::size_t> to_choose;  ///< of media->media, as the chooser filters them
  /// By blob in hexadecimal or story; null: it cannot be shown.
  std::map<std::string, std::shared_ptr<const Bitmap>> thumbnails;
  std::vector<ThumbnailOrder> wanted;  ///< that can be seen now and are not here yet

  /// Null for one that is not there.
  const StoryRecord* story(const StoryId& id) const;
  const FeedRecord* feed(const FeedId& id) const;
  const MediaRecord* media_of(const Digest& name) const;
  const FeedbackRecord* feedback_of(const FeedbackId& id) const;
  /// What this item answers; null for most.
  const FeedbackRecord* answered_by(const ItemId& item) const;
  /// That nobody has looked at.
  std::size_t new_feedback() const;
};

/// The name of its thumbnail.
std::string thumbnail_key(const Digest& blob);
/// What is asked for to show it small; nothing for a story without a picture.
ThumbnailOrder thumbnail_of(const MediaRecord& record);
std::optional<ThumbnailOrder> thumbnail_of(const StoryRecord& record);

// What the page asks for. An Edit carries the form as it is now.
struct ShowLibrary {
  LibraryView view{};
};
struct EditLibrary {
  std::variant<NewsForm, FeedForm, MediaForm, ProvinceForm, LinkForm> form;
};
/// Asks for the story of the page whose address was pasted.
struct ReadLink {};
/// A new item whose text the person types, of the page that could not be read.
struct WriteByHand {};
struct TakeStory {
  StoryId id;
};
struct SetStoryAside {
  StoryId id;
  bool aside = true;
};
/// Takes in what this file of a province holds.
struct ImportProvince {
  std::string path;
};
struct OpenProvinceItem {
  ItemId id;
};
struct OpenFeed {
  FeedId id;  ///< empty: a new one
};
struct TryFeed {};
struct SaveFeed {};
struct PauseFeed {
  bool paused = true;
};
struct FetchFeed {};
/// Media are named as in the library: by the blob, a document by its own name.
struct OpenMedia {
  Digest name;
};
struct RenameMedia {};
struct DropMedia {
  Digest name;
};
struct OpenFeedback {
  FeedbackId id;
};
struct ChangeFeedback {
  FeedbackId id;
  FeedbackDeed deed{};
};
struct UndoInLibrary {};
/// A file of this PC into the library.
struct AddToLibrary {
  std::string path;
};
/// The same, and the item at hand gets it: pictures, or the pages of a document.
struct AddToItem {
  std::string path;
};
/// A file that is on its way is stopped, one that waits or failed goes away.
struct EndUpload {
  int number = 0;
};
/// The item at hand gets this picture, clip or document.
struct UseMedia {
  Digest name;
};
struct OpenChooser {
  bool clips = false;
};
struct EditChooser {
  std::string find;
};
struct CloseChooser {};
/// What can be seen now; replaces what was wanted before.
struct WantThumbnails {
  std::vector<ThumbnailOrder> wanted;
};
struct LibraryStep {
  std::variant<ShowLibrary, EditLibrary, TakeStory, SetStoryAside, OpenFeed, TryFeed, SaveFeed,
               PauseFeed, FetchFeed, OpenMedia, RenameMedia, DropMedia, UndoInLibrary, AddToLibrary,
               AddToItem, EndUpload, UseMedia, ImportProvince, OpenProvinceItem, OpenFeedback,
               ChangeFeedback, OpenChooser, EditChooser, CloseChooser, WantThumbnails, ReadLink,
               WriteByHand>
      step;
};

}  // namespace bangtin::desk
