// Bodies of the HTTP API and files of the board folder, one struct each, with to_json and
// from_json. Paths and meaning: docs/PROTOCOL.md. Unknown members are ignored in messages (older
// and newer programs talk), never in what is hashed (content_json.h). Thread: any; pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/base/json.h"
#include "shared/crypto/ed25519.h"
#include "shared/model/commune_map.h"
#include "shared/model/manifest.h"
#include "shared/model/report.h"
#include "shared/model/validate.h"
#include "shared/protocol/schedule_messages.h"

namespace bangtin {

// --- people -------------------------------------------------------------------------------------
enum class Role { Editor, Approver, Technician, Administrator };
std::string_view name_of(Role role);
bool from_name(std::string_view name, Role& out);
bool has_role(const std::vector<Role>& roles, Role role);

struct Person {
  PersonId id;
  std::string login;
  std::string display_name;
  std::vector<Role> roles;
  bool disabled = false;
};
struct Session {
  std::string token;
  Person person;
  Instant expires_at{};
};

// --- keys of people
// --------------------------------------------------------------------------------
/// Waiting until an administrator's signature lets it sign; Old when its person's roles no longer
/// let it.
enum class KeyState { Waiting, Trusted, Old };
std::string_view name_of(KeyState state);
bool from_name(std::string_view name, KeyState& out);

/// A person's key, as the server knows it: its public half.
struct PersonKey {
  std::string login;
  std::string display_name;
  std::vector<Role> roles;
  PublicKey key;
  KeyState state = KeyState::Waiting;
  Instant added_at{};
};

// --- items --------------------------------------------------------------------------------------
/// Stored states; "playing" and "expired" are seen from an approved version and the time.
enum class ItemState { Draft, Submitted, Returned, Approved, Withdrawn };
std::string_view name_of(ItemState state);
bool from_name(std::string_view name, ItemState& out);

struct ItemRecord {
  ItemId id;
  ItemState state = ItemState::Draft;
  std::int64_t revision = 0;        ///< rises with each saved draft
  ItemContent content;              ///< the draft
  std::string author;               ///< login of who wrote the draft last
  std::int64_t version_number = 0;  ///< of the newest version made, 0 if none
  std::optional<Digest> submitted;  ///< the version waiting for approval, or the last one
  std::optional<Digest> approved;   ///< the version that may play
  std::string composer;             ///< login of who composed `approved`
  std::string approver;             ///< login, of `approved`
  std::string reason;               ///< of a return or withdrawal
  std::string changed_by;           ///< login of who brought it into this state
  Instant changed_at{};             ///< and when
};

/// True when one person both composed and approved what may play: people are shown that.
bool by_one_person(const ItemRecord& item);

// --- groups of boards ---------------------------------------------------------------------------
using GroupId = Id<struct GroupTag>;

struct GroupRecord {
  GroupId id;
  std::string name;
  std::vector<BoardId> boards;
  std::int64_t revision = 0;
};

// --- playlists and delivery ---------------------------------------------------------------------
struct PlaylistRecord {
  PlaylistId id;
  std::string name;
  std::vector<ItemId> items;  ///< in order; tickers go to ticker zones
  std::vector<BoardId> boards;
  std::vector<GroupId> groups;    ///< it plays on the boards of these groups too
  std::vector<std::string> tags;  ///< and on the boards that carry one of these tags
  Schedule schedule;
  std::int64_t revision = 0;
  std::optional<Instant> published_at;  ///< nothing until published
  std::int64_t published_revision = 0;
};

/// How far one board is with what was published to it.
struct Delivery {
  BoardId board;
  std::string board_name;
  std::int64_t generation_wanted = 0;
  std::int64_t generation_held = 0;
  std::int64_t generation_shown = 0;
  bool confirmed = false;  ///< shown == wanted, told by the board's own hash
  bool online = false;
  std::optional<Instant> last_seen;
  /// Titles of items of the playlist that were signed for other boards than this one, the first of
  /// them, and how many there are: they do not play there.
  std::vector<std::string> elsewhere = {};
  std::int64_t elsewhere_count = 0;
};
inline constexpr std::size_t kElsewhereNamed = 10;

// --- boards -------------------------------------------------------------------------------------
enum class BoardState { Paired, Revoked };
std::string_view name_of(BoardState state);
bool from_name(std::string_view name, BoardState& out);

/// A board that shows nothing but its place's card, whatever is published.
struct OffAir {
  Instant since{};
  std::string who;     ///< login
  std::string reason;  ///< in words
};

/// Who looks after a board that needs somebody.
struct Assignment {
  std::string to;    ///< login of a technician
  std::string name;  ///< his, as people know him
  std::string note;  ///< what is to be done; may be empty
  std::string by;    ///< login
  Instant at{};
  bool operator==(const Assignment&) const = default;
};

/// Whom boards can be assigned to.
struct Technician {
  std::string login;
  std::string name;
  bool operator==(const Technician&) const = default;
};

/// A picture from the glass: what stood on it, made small.
struct GlassPicture {
  std::int64_t number = 0;  ///< of the order that asked for it
  Instant at{};             ///< it stood then, by the board's clock
  Size size_px;
  bool operator==(const GlassPicture&) const = default;
};

/// What was asked of a board last, of its kind.
struct OrderRecord {
  std::int64_t number = 0;
  OrderKind kind = OrderKind::Picture;
  std::int64_t value = 0;
  Instant asked_at{};
  std::string asked_by;  ///< login
  Instant expires_at{};  ///< without an answer by then there will be none
  std::optional<OrderResult> result;
  std::optional<Instant> answered_at;
  bool operator==(const OrderRecord&) const = default;
};

struct BoardRecord {
  BoardId id;
  std::string name;
  BoardState state = BoardState::Paired;
  PublicKey key;
  Size canvas_px;
  std::string commune_code;
  bool online = false;  ///< its event stream is open
  std::optional<Instant> last_seen;
  std::int64_t generation_wanted = 0;
  BoardStatus status;
  std::string problem;  ///< key of assets/lang/server.*.json: "board.copied_key" ...
  std::vector<std::string> tags;
  std::optional<OffAir> off_air;             ///< nothing while it is on the air
  std::optional<GeoPoint> position;          ///< where it stands, once somebody said so
  std::optional<GlassPicture> picture = {};  ///< the last one that it sent
  std::vector<OrderRecord> orders = {};      ///< the newest of each kind
  std::string problem_peers = {};            ///< addresses that `problem` came from, for people
  std::optional<Assignment> assignment = {};
};

struct PairingRequest {
  PublicKey key;
  Size canvas_px;
  std::string program_version;
  std::optional<std::string> name = {};  ///< what the technician calls the board, if he said
};
struct PairingOffer {
  std::string pairing;   ///< names this pairing in the board's polls
  std::string code;      ///< canonical, eight letters
  PublicKey server_key;  ///< the sealing key the board would pin
  Digest root;           ///< SHA-256 of the commune's first TUF root
  Instant expires_at{};
};
enum class PairingState { Waiting, Accepted, Refused, Expired };
std::string_view name_of(PairingState state);
bool from_name(std::string_view name, PairingState& out);
struct PairingAnswer {
  PairingState state = PairingState::Waiting;
  BoardId board;     ///< once accepted
  Place place;       ///< once accepted
  std::string root;  ///< once accepted: the commune's first TUF root
};
/// What the server knows of a board that asks, before the technician accepts. The words that he
/// compares are reckoned on his PC.
struct PairingView {
  std::string code;
  PublicKey key;  ///< the board's
  Size canvas_px;
  Instant expires_at{};
  std::string name;  ///< what was typed at the board, to begin with; may be empty
};

// --- play log -----------------------------------------------------------------------------------
struct PlayBatch {
  std::string log;             ///< names the board's play log; a copied key shows by it
  std::int64_t first_seq = 1;  ///< of rows[0]; the rest follow without holes
  std::vector<PlayRecord> rows;
};

/// What reports count plays by, as the version says that was shown.
struct PlayFacts {
  Category category = Category::Other;
  std::string language;  ///< BCP 47
  Origin origin = Origin::Commune;
  OwnerKind owner_kind = OwnerKind::State;
  int priority = 1;  ///< 1-3
  auto operator<=>(const PlayFacts&) const = default;
};

struct PlayReportRow {
  std::string day;  ///< local day, "2026-11-22"
  BoardId board;
  ItemId item;
  std::string title;
  std::int64_t plays = 0;
  std::int64_t shown_ms = 0;
  std::int64_t frames = 0;
  std::optional<PlayFacts> facts = {};  ///< nothing where the office never had that version
};

// --- board folder -------------------------------------------------------------------------------
/// `pin.json`: what the player trusts, written by the agent when pairing ends.
struct BoardPin {
  BoardId board;
  PublicKey server_key;
  Place place;
  bool revoked = false;
  std::string root;  ///< version 1, to be pinned by who has pinned none yet
};
/// `pairing.json`: the card that the player shows while the agent pairs.
struct PairingCard {
  std::string code;  ///< empty while there is no server to ask
  std::vector<std::string> words;
  std::string server_url;
  std::string problem;  ///< key of assets/lang/agent.*.json, or empty
};
/// `shown.json`: written by the player after each flip, read by the agent for its status.
struct ShownFile {
  std::int64_t generation = 0;
  Digest selection;
  Size canvas_px;
  Instant at{};
  std::string problem;
  AuditHead audit;  ///< that the selection holds
  std::optional<BoardControls> controls;
};

/// `orders.json`, and the answer to GET /v1/board/orders: envelopes as the server signed them.
struct OrderBatch {
  std::vector<std::string> orders;  ///< the oldest first
};

/// `ask-time.json`: the player's question what time it is, and the body of POST /v1/board/time. The
/// answer (signed_time.h) goes into `time.json`.
struct TimeQuestion {
  std::string nonce;
  bool operator==(const TimeQuestion&) const = default;
};

#define BANGTIN_MESSAGE(Type)        \
  Json to_json(const Type& message); \
  Result<void> from_json(const Json& json, Type& out);
BANGTIN_MESSAGE(Person)
BANGTIN_MESSAGE(Session)
BANGTIN_MESSAGE(PersonKey)
BANGTIN_MESSAGE(ItemRecord)
BANGTIN_MESSAGE(GroupRecord)
BANGTIN_MESSAGE(PlaylistRecord)
BANGTIN_MESSAGE(Delivery)
BANGTIN_MESSAGE(BoardRecord)
BANGTIN_MESSAGE(Technician)
BANGTIN_MESSAGE(BoardStatus)
BANGTIN_MESSAGE(BoardHealth)
BANGTIN_MESSAGE(PairingRequest)
BANGTIN_MESSAGE(PairingOffer)
BANGTIN_MESSAGE(PairingAnswer)
BANGTIN_MESSAGE(PairingView)
BANGTIN_MESSAGE(PlayRecord)
BANGTIN_MESSAGE(PlayBatch)
BANGTIN_MESSAGE(PlayReportRow)
BANGTIN_MESSAGE(Place)
BANGTIN_MESSAGE(BoardPin)
BANGTIN_MESSAGE(PairingCard)
BANGTIN_MESSAGE(ShownFile)
BANGTIN_MESSAGE(TimeQuestion)
BANGTIN_MESSAGE(BoardControls)
BANGTIN_MESSAGE(GlassPicture)
BANGTIN_MESSAGE(OrderRecord)
BANGTIN_MESSAGE(OrderBatch)
#undef BANGTIN_MESSAGE

/// An error body: {"error": {"code", "message", "key", "problems": [{"field", "key"}]}}.
std::string error_body(const Error& error, const std::vector<Problem>& problems = {});
/// The error that a body tells; where it tells none, what the status means. Total.
Error error_from_body(std::string_view body, int http_status);
/// The broken rules that a body tells; none when it tells none. Total.
std::vector<Problem> problems_from_body(std::string_view body);
/// HTTP status of a code: invalid 400, denied 403, not_found 404, conflict 409, corrupt 422,
/// unsupported 415, full 507, unavailable 503.
int http_status_of(Code code);

/// Parses a whole body into a message. Errors: invalid.
template <class Message>
Result<Message> message_from(std::string_view body) {
  const Json json = TRY(Json::parse(body));
  Message message;
  TRY(from_json(json, message));
  return message;
}

}  // namespace bangtin
