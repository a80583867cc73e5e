// What people write and sign: an item, its versions, its pages. Plain structs. Thread: any.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/clock.h"
#include "shared/base/ids.h"

namespace bangtin {

struct Size {
  int width_px = 0;
  int height_px = 0;
  auto operator<=>(const Size&) const = default;
};

struct Rect {
  int x_px = 0;
  int y_px = 0;
  int width_px = 0;
  int height_px = 0;
  auto operator<=>(const Rect&) const = default;
};

/// Notice: a title and text that break into pages, then its pictures, a page each.
/// Picture: pictures only, the title as caption. Ticker: one line that scrolls.
/// Video: one clip that fills its zone, and the picture that stands for it.
/// News: one story of a portal as a card, or several as a list.
enum class ItemKind { Notice, Picture, Ticker, Video, News };

/// The kinds of essential information that the law counts, and the rest.
/// Source: Nghị định 49/2024/NĐ-CP; reports count by them.
enum class Category {
  Policy,     ///< chủ trương, pháp luật
  Welfare,    ///< dự án, an sinh
  Economy,    ///< kinh tế - xã hội, khoa học
  Security,   ///< an ninh, trật tự, quân sự
  Disaster,   ///< thiên tai, cứu nạn, hoả hoạn, dịch bệnh
  Procedure,  ///< thủ tục hành chính
  Answer,     ///< trả lời phản ánh
  Culture,    ///< văn hoá, thể thao, du lịch
  Other,
};

/// Where an item comes from: trung ương, tỉnh, xã.
enum class Origin { Central, Province, Commune };

/// Who owns a board or an item. Source: Nghị định 49/2024/NĐ-CP, Điều 11(2).
enum class OwnerKind { Party, State, Front, Union, Hamlet, Business };

/// A picture or a clip that an item carries. `chunks` are the SHA-256 of each 1 MiB of the blob, in
/// order, so that a download resumes and a reader checks without reading all of it first.
struct Media {
  static constexpr int kNone = -1;
  Digest blob;
  std::int64_t size_bytes = 0;
  std::vector<Digest> chunks;
  std::string media_type;  ///< "image/jpeg", "video/mp4"
  Size size_px;            ///< as shown: rotation and pixel shape are worked in
  Millis duration{};       ///< of a clip; 0 of a picture
  bool has_sound = false;  ///< of a clip
  int poster = kNone;      ///< of a clip: the picture of the same item that stands for it
  bool operator==(const Media&) const = default;
};

/// True of what is played, false of a picture.
inline bool is_clip(const Media& media) { return media.duration > Millis{0}; }

/// A story of a news portal, as its feed told it, cleaned: NFC text without markup.
struct Story {
  std::string title;
  std::string lead;                     ///< may be empty; line feeds are paragraph ends
  std::string source;                   ///< who published it: "Báo Nhân Dân"
  std::string link;                     ///< where it stands in full; may be empty
  std::optional<Instant> published_at;  ///< nothing when the feed gave no date that can be read
  std::string published_as;             ///< the feed's own words for the date; may be empty
  int media = Media::kNone;             ///< its picture in the item
  bool operator==(const Story&) const = default;
};

/// Where an item may be shown: on these boards, and on all boards of these communes. Neither named:
/// wherever its office's signatures count. A board knows its own id, and from its root its commune.
struct Places {
  /// A commune has up to some 200 boards, a province fewer communes than that. Whoever means more
  /// means all of them.
  static constexpr std::size_t kMax = 256;
  std::vector<BoardId> boards;        ///< sorted, no two alike
  std::vector<std::string> communes;  ///< 5 digits each, as they are called today; sorted, apart
  bool operator==(const Places&) const = default;
};

/// True of what may be shown everywhere.
inline bool is_everywhere(const Places& places) {
  return places.boards.empty() && places.communes.empty();
}
/// True when `places` let a board of the commune with this code show it.
bool names_board(const Places& places, const BoardId& board, std::string_view commune_code);

/// All that a person decides about an item. Text is NFC, without control or bidi characters
/// (line feeds in `body` are paragraph ends).
struct ItemContent {
  ItemKind kind = ItemKind::Notice;
  std::string title;
  std::string body;  ///< notice text, or the ticker's line
  std::vector<Media> media;
  std::vector<Story> stories;   ///< of News: one is a card, several are a list
  std::string agency;           ///< who speaks: "UBND xã Tân Hưng"
  std::string document_number;  ///< số/ký hiệu, may be empty
  std::string source;           ///< where it was taken from, may be empty
  Category category = Category::Other;
  std::string language = "vi";  ///< BCP 47
  Origin origin = Origin::Commune;
  OwnerKind owner_kind = OwnerKind::State;
  int priority = 1;           ///< 1 thông thường, 2 ưu tiên, 3 khẩn cấp
  std::string commune_code;   ///< 5 digits, as text
  std::string province_code;  ///< 2 digits, as text
  Instant valid_from{};
  Instant valid_until{};         ///< required; at this instant it is off every board
  Seconds picture_duration{12};  ///< how long each picture page shows
  /// Where residents read it: its pages carry a code with the address of its page there
  /// (web_address.h). Nothing: no code.
  std::optional<std::string> site;
  Places places;  ///< the boards that may show it; none named: every board
  bool operator==(const ItemContent&) const = default;
};

/// It has its place in the programme before what is ordinary.
inline constexpr int kPriorityFirst = 2;
inline constexpr int kPriorityUrgent = 3;
inline bool is_urgent(const ItemContent& content) { return content.priority >= kPriorityUrgent; }

/// One page as it will stand on the glass of one size of zone. A text page is the bytes
/// [begin, end) of `body`, set in `text_px`; a picture or clip page names `media` (and no bytes); a
/// page of News is the stories [begin, end), set in `text_px`.
struct Page {
  static constexpr int kNoMedia = Media::kNone;
  int begin_byte = 0;
  int end_byte = 0;
  int text_px = 0;  ///< em size of the body text
  int media = kNoMedia;
  Millis duration{};
  int begin_story = 0;
  int end_story = 0;
  bool operator==(const Page&) const = default;
};

/// The page breaks of an item for zones of exactly this size.
struct Pagination {
  Size zone_px;
  std::vector<Page> pages;
  bool operator==(const Pagination&) const = default;
};

/// An item version: what is signed, approved and shown, named by the SHA-256 of its canonical
/// bytes (shared/protocol). Never changed once made.
struct ItemVersion {
  ItemId id;
  std::int64_t number = 1;  ///< 1, 2, ... within the item
  std::string author;       ///< login name of who wrote it
  Instant made_at{};
  ItemContent content;
  std::vector<Pagination> paginations;  ///< sorted by zone_px, no two alike
  bool operator==(const ItemVersion&) const = default;
};

/// Wire and store names ("notice", "party", ...); the reverse gives false on an unknown name.
std::string_view name_of(ItemKind kind);
std::string_view name_of(Category category);
std::string_view name_of(Origin origin);
std::string_view name_of(OwnerKind owner);
bool from_name(std::string_view name, ItemKind& out);
bool from_name(std::string_view name, Category& out);
bool from_name(std::string_view name, Origin& out);
bool from_name(std::string_view name, OwnerKind& out);

/// The pages of an item for a zone: the exact pagination, else the one made for the zone size most
/// alike (same orientation first, then nearest aspect, then nearest area; ties to the first); null
/// when the item has none. Pure, total.
const Pagination* pagination_for(const ItemVersion& item, Size zone_px);

/// Which of the item's media the page shows as a picture: the one it names (of a clip, its poster);
/// of News, that of its first story that has one. Media::kNone when there is none. Pure, total.
int picture_of_page(const ItemContent& content, const Page& page);

}  // namespace bangtin
