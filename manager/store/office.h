// Office: everything the server can be asked, one function per route of docs/PROTOCOL.md, each in
// one transaction: load what the command touches, apply (manager/core, pure), write, append to the
// ordered event table, compile and seal the selections of the boards touched. Holds no
// authoritative state of its own: several Office on one database are fine.
// Thread: one at a time per Office. Time and chance are parameters.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "manager/core/layouts.h"
#include "manager/core/review.h"
#include "manager/news/feed.h"
#include "shared/base/clock.h"
#include "shared/base/limits.h"
#include "shared/crypto/ed25519.h"
#include "shared/crypto/password.h"
#include "shared/protocol/audit_messages.h"
#include "shared/protocol/backup_messages.h"
#include "shared/protocol/factor_messages.h"
#include "shared/protocol/feedback_messages.h"
#include "shared/protocol/history_messages.h"
#include "shared/protocol/holiday_messages.h"
#include "shared/protocol/item_messages.h"
#include "shared/protocol/library_messages.h"
#include "shared/protocol/messages.h"
#include "shared/protocol/mourning_messages.h"
#include "shared/protocol/news_messages.h"
#include "shared/protocol/report_messages.h"
#include "shared/storage/blob_store.h"
#include "shared/storage/db.h"
#include "shared/trust/house_roles.h"

namespace bangtin {

/// What an Office needs from outside. All outlive it.
struct OfficeParts {
  Db& db;
  BlobStore& blobs;
  const Signer& online;  ///< of the server: what boards show, orders, the time
  Random& random;
  PasswordCost password_cost;
  /// What a board reads as one generation file, without the metadata that travels with it.
  std::size_t generation_bytes_max = limits::kJsonBytesMax - limits::kTrustBundleBytesMax;
  /// The key that is to take the place of `online` once the commune's key names it (OnlineKeys).
  std::function<std::optional<PublicKey>()> next_online = {};
};

struct Commune {
  std::string code;
  std::string province_code;
  std::string name;
  std::string agency;
  int utc_offset_minutes = 420;
  std::string site = {};  ///< where residents read items (web_address.h); empty: nowhere
};

/// An item that was taken down, and the version that boards could show until then: one that had
/// been taken down before had none.
struct WithdrawnItem {
  ItemRecord item;
  std::optional<Digest> played;
};

/// What became of what a province handed over.
struct ProvinceImport {
  std::string code;
  int added = 0;
  int replaced = 0;    ///< by another version
  int taken_back = 0;  ///< that its people sign for no longer
  std::vector<ItemId> items;
};

/// Of what a resident is told once his words are here.
inline constexpr int kFeedbackCodeLetters = 6;

/// What residents may read of an item, and the names of the first boards that have it now.
struct PublicItem {
  ItemVersion version;
  std::vector<std::string> boards;
};

struct EventRow {
  std::int64_t seq = 0;
  Instant at{};
  std::string kind;    ///< "item.approved", "board.selection", ...
  std::string who;     ///< login or board id
  std::string target;  ///< id of what it is about
  Json body;
};

/// A board whose selection changed, or that was given an order: what the push adapter tells its
/// stream.
struct Wake {
  BoardId board;
  std::int64_t seq = 0;
  std::int64_t generation = 0;  ///< 0: the selection stays
  std::int64_t order = 0;       ///< 0: there is no new one
};

class Office {
 public:
  explicit Office(OfficeParts parts);

  /// Brings the schema up to date. Errors: as migrate().
  static Status prepare(Db& db);

  // Set-up and people.
  /// A new one-time token when there is no administrator yet; nothing otherwise.
  Result<std::optional<std::string>> make_setup_token(Instant now);
  Result<Person> setup(const std::string& token, const std::string& login,
                       const std::string& display_name, const std::string& password, Instant now);
  /// `code`: of a second factor (use_second_factor), for those who have one. Errors: denied
  /// "person.wrong_sign_in", and those of the code; unavailable "person.wait".
  Result<Session> sign_in(const std::string& login, const std::string& password, Instant now,
                          const std::string& code = "");
  Status sign_out(const std::string& token);
  /// The person of a live session (its idle time begins anew). Errors: denied.
  Result<Person> person_of(const std::string& token, Instant now);
  Status change_password(const Person& who, const std::string& keep_token,
                         const std::string& old_password, const std::string& new_password,
                         Instant now);

  // The second factor of a sign-in: office_factor.cpp. Wrong passwords and codes count as at
  // sign-in.
  Result<FactorState> second_factor(const Person& who);
  /// A new secret for his phone; it counts once he confirmed it. Errors: denied
  /// "person.own_password_wrong"; conflict "person.factor_on".
  Result<FactorOffer> offer_second_factor(const Person& who, const std::string& password,
                                          Instant now);
  /// Errors: denied "person.code_wrong"; conflict "person.factor_on"; not_found
  /// "person.factor_none".
  Result<RecoveryCodes> confirm_second_factor(const Person& who, const std::string& code,
                                              Instant now);
  /// Errors: as of a sign-in; denied "person.own_password_wrong"; not_found "person.factor_none".
  Status drop_second_factor(const Person& who, const std::string& password, const std::string& code,
                            Instant now);
  /// Of somebody who lost phone and codes; he is signed out. Errors: not_found "person.unknown",
  /// "person.factor_none".
  Status reset_second_factor(const Person& who, const PersonId& id, Instant now);
  Result<FactorLogins> logins_with_second_factor();

  Result<std::vector<Person>> people();
  Result<Person> add_person(const Person& who, const Person& person, const std::string& password,
                            Instant now);
  /// `change` holds any of display_name, roles, disabled, password.
  Result<Person> change_person(const Person& who, const PersonId& id, const Json& change,
                               Instant now);
  Result<Commune> commune();
  Result<Commune> set_commune(const Person& who, const Commune& commune, Instant now);
  /// The SHA-256 of what commune_map() gives; nothing when there is no map.
  Result<std::optional<Digest>> map_hash();
  /// Canonical JSON. Errors: not_found "map.none".
  Result<std::string> commune_map();
  /// In place of the one before. `map` is as from_json lets it through. Gives its hash. Errors:
  /// invalid "map.empty".
  Result<Digest> set_commune_map(const Person& who, const CommuneMap& map, Instant now);
  Status remove_commune_map(const Person& who, Instant now);

  // Keys of people and what they sign.
  /// Errors: invalid "key.not_a_key"; conflict "key.taken" (another person's).
  Result<PersonKey> register_key(const Person& who, const PublicKey& key, Instant now);
  /// Errors: not_found "key.none".
  Result<PersonKey> key_of(const Person& who);
  /// Of everybody who may sign in and has one, by login.
  Result<std::vector<PersonKey>> person_keys();
  /// How far the commune's repository is.
  struct TrustState {
    std::string root;          ///< version 1; empty until somebody has begun
    Place place;               ///< as it is set now
    std::string signing_code;  ///< as Repository says it; before that the place's code
    PublicKey online_key;      ///< the server's
    /// The one that waits to take its place; nothing where none does.
    std::optional<PublicKey> next_online_key;
    std::int64_t targets = 0;  ///< newest version of the top targets role
    Instant owner_expires{};   ///< the newest root or those targets are over then
    bool is_place_signed = false;
    bool are_people_signed = false;    ///< the signed lists are those of today's people and roles
    bool is_online_key_signed = true;  ///< false after a restore, until the next root says so
    bool lets_one_person = false;      ///< the signed policy: who composes may approve
  };
  /// Errors: conflict "commune.missing".
  Result<TrustState> trust_state();
  /// As Repository; what changes on boards is remade.
  Status begin_trust(const Person& who, const std::string& root, const std::string& targets,
                     Instant now);
  Status renew_trust(const Person& who, const std::string& root, const std::string& targets,
                     Instant now);
  Status take_root(const Person& who, const std::string& root, Instant now);
  Status take_targets(const Person& who, const std::string& targets, Instant now);
  /// The next version of a list without what was taken down or replaced since, signed by `who`.
  /// Errors: as Repository::take_shorter_list; not_found "key.none".
  Status take_shorter_list(const Person& who, KeyClass key_class, const std::string& signed_list,
                           Instant now);
  /// A file of the repository by its URL path. Errors: not_found.
  Result<std::string> trust_file(const std::string& name);
  /// Versions that wait for approval or may play, and have not expired; and those that a board's
  /// newest selection still names.
  Result<std::vector<Digest>> live_versions(Instant now);

  // Provinces: office_provinces.cpp.
  /// Takes what a province's office handed over: all of it, or nothing. Its items are approved ones
  /// from then on, which nobody here edits. Errors: those of bundle_from_file and
  /// Repository::take_province; denied "province.not_listed" (an item that its two people did not
  /// sign); conflict "province.item_taken"; full, unavailable.
  Result<ProvinceImport> import_province(const Person& who, std::string_view file, Instant now);

  // Media, items, versions.
  /// Before bytes are stored that will be registered.
  Status expect_blob(const Digest& blob);
  /// Registers a stored, normalised picture.
  Result<Media> add_media(const Person& who, const Media& media, Instant now);
  /// The same, kept in the library under this name; a name that cannot be cleaned becomes empty.
  Result<Media> add_library_media(const Person& who, const Media& media, const std::string& name,
                                  Instant now);
  /// The library from `before` on, which is the `next` of the page before; the newest first.
  Result<MediaPage> library(std::optional<std::int64_t> before);
  /// Renames what is in the library; what was taken out and is still stored is put back. Errors:
  /// not_found "item.media_unknown"; invalid "library.name_missing".
  Result<MediaRecord> keep_media(const Person& who, const Digest& blob, const std::string& name,
                                 Instant now);
  /// Takes it out; its bytes go with the upkeep once nothing names them. Errors: not_found
  /// "library.unknown"; conflict "library.in_use" while an item uses it.
  Status drop_media(const Person& who, const Digest& blob, Instant now);
  Result<std::vector<ZoneKind>> zones();
  Result<std::vector<ItemRecord>> items();
  /// What changed since a mark that an earlier piece gave; all from the beginning when there is
  /// none, or when this log of events knows it not: it was restored from a backup meanwhile.
  Result<ItemsPiece> items_since(const std::string& mark);
  Result<ItemRecord> item(const ItemId& id);
  /// Each step that the log still has. Errors: not_found "item.unknown".
  Result<ItemHistory> item_history(const ItemId& id, Instant now);
  Result<ItemRecord> add_item(const Person& who, const ItemContent& content, Instant now);
  Result<ItemRecord> save_item(const Person& who, const ItemId& id, const ItemContent& content,
                               std::int64_t revision, Instant now);
  /// `signed_list` is the next version of the commune's compose list, with this version in it and
  /// signed by `who`. Errors besides the flow's: those of Repository::take_list.
  Result<ItemRecord> submit_item(const Person& who, const ItemId& id, const ItemVersion& version,
                                 const std::string& signed_list, Instant now);
  /// The same with the approve list. Whoever has both roles may approve his own where the signed
  /// policy lets one person.
  Result<ItemRecord> approve_item(const Person& who, const ItemId& id, const Digest& version,
                                  const std::vector<ReviewCheck>& checked,
                                  const std::string& signed_list, Instant now);
  Result<ItemRecord> return_item(const Person& who, const ItemId& id, const Digest& version,
                                 const std::string& reason, Instant now);
  /// Takes it off every board. Done a second time it changes nothing.
  Result<WithdrawnItem> withdraw_item(const Person& who, const ItemId& id,
                                      const std::string& reason, Instant now);
  /// What residents may read of an item: the version that two people approved, while it is valid
  /// and after a board was given it. Nothing: that is over, or it was taken down. Errors: not_found
  /// "resident.unknown", the same for an item that never was public as for none.
  Result<std::optional<PublicItem>> public_item(const ItemId& id, Instant now);
  /// Keeps what a resident sent from the page of an item, and gives the code that names it to him;
  /// the same words again within minutes are the same. Publishes nothing. Errors: not_found
  /// "resident.unknown"; conflict "feedback.over"; invalid "feedback.empty", "feedback.too_long",
  /// "feedback.contact_too_long"; full "feedback.full".
  Result<std::string> take_feedback(const ItemId& id, const std::string& words,
                                    const std::string& contact, Instant now);
  /// Whether it could be kept. Errors: the invalid ones of take_feedback.
  static Status check_feedback(const std::string& words, const std::string& contact);
  /// The newest first, at most kFeedbackListedMax.
  Result<std::vector<FeedbackRecord>> feedback();
  /// Errors: not_found "feedback.unknown".
  Result<FeedbackRecord> feedback(const FeedbackId& id);
  /// Somebody looks at it: no longer new.
  Result<FeedbackRecord> see_feedback(const Person& who, const FeedbackId& id, Instant now);
  /// Nothing will be said to it. Errors also: conflict "feedback.answered_already".
  Result<FeedbackRecord> dismiss_feedback(const Person& who, const FeedbackId& id, Instant now);
  /// A new draft that answers it and holds not a word of it; the one that was begun when there is
  /// one.
  Result<FeedbackAnswer> answer_feedback(const Person& who, const FeedbackId& id, Instant now);
  /// Canonical bytes of a version.
  Result<std::string> version(const Digest& hash);

  // Playlists.
  Result<std::vector<PlaylistRecord>> playlists();
  /// A new playlist when `playlist.id` is empty; else saved when the revision matches.
  Result<PlaylistRecord> save_playlist(const Person& who, const PlaylistRecord& playlist,
                                       Instant now);
  Status delete_playlist(const Person& who, const PlaylistId& id, Instant now);
  Result<std::vector<Delivery>> publish(const Person& who, const PlaylistId& id, Instant now);
  Result<std::vector<Delivery>> delivery(const PlaylistId& id);

  // News. A feed is read by the server's own worker; a story becomes a draft by a person alone.
  Result<std::vector<FeedRecord>> feeds();
  /// `wanted` says name, url, category and every_minutes. It is due at once.
  Result<FeedRecord> add_feed(const Person& who, const FeedRecord& wanted, Instant now);
  /// `change` holds any of name, category, every_minutes, paused. One that goes on is due at once.
  /// Errors: as add_feed; not_found "news.feed_unknown".
  Result<FeedRecord> change_feed(const Person& who, const FeedId& id, const Json& change,
                                 Instant now);
  /// Its stories go with it; drafts made of them stay.
  Status remove_feed(const Person& who, const FeedId& id, Instant now);
  /// What a reading of a feed begins with.
  struct FeedWork {
    FeedRecord feed;
    std::string etag;
    std::string last_modified;
    int utc_offset_minutes = 420;
  };
  Result<FeedWork> feed_work(const FeedId& id);
  /// The feed that waits longest of those that are due and not paused; nothing when none is.
  Result<std::optional<FeedId>> due_feed(Instant now);
  /// How a reading ended well. `feed` is nothing when there was nothing new.
  struct FeedReading {
    std::optional<Feed> feed;
    std::string etag;
    std::string last_modified;
  };
  Result<FeedRecord> note_feed_reading(const FeedId& id, const FeedReading& reading, Instant now);
  /// How it ended badly: the next try waits longer each time.
  Result<FeedRecord> note_feed_failure(const FeedId& id, const Error& error, Instant now);
  /// The newest first, at most kStoriesListedMax; of all feeds when `feed` is empty.
  Result<std::vector<StoryRecord>> stories(const FeedId& feed);
  /// Those, in this order. Errors: not_found.
  Result<std::vector<StoryRecord>> stories_by_id(const std::vector<StoryId>& ids);
  /// The story of a page whose address `url` a person pasted, listed as of now. By `told.guid`,
  /// which it came from, it is known again: it stays one, a feed's with what its page knows more,
  /// and is no longer set aside. Of those that no feed told the newest kPastedStoriesMax are kept.
  Result<StoryRecord> keep_article(const Person& who, const FeedStory& told, const std::string& url,
                                   Instant now);
  /// That a page could not be read is told in the audit log too: somebody asked for it.
  Status note_link_refused(const Person& who, const std::string& url, const Error& error,
                           Instant now);
  /// The new draft `content`, noted at its stories.
  Result<ItemRecord> take_stories(const Person& who, const std::vector<StoryId>& ids,
                                  const ItemContent& content, Instant now);

  /// Puts them out of the way, or brings them back. Errors: not_found.
  Status set_aside(const Person& who, const StoryAside& aside, Instant now);

  // Layouts that the commune drew.
  /// By name; `older_items` as of `now`.
  Result<std::vector<LayoutRecord>> layouts(Instant now);
  /// A new one when `layout.id` is empty; else saved when the revision matches: boards that show it
  /// are remade at once. Errors: invalid, keys of validate() (manager/core/drawn_layouts.h) and
  /// "layout.name_taken"; full "layout.too_many"; conflict "layout.moved_on"; not_found.
  Result<LayoutRecord> save_layout(const Person& who, const LayoutRecord& layout, Instant now);
  /// Errors: conflict "layout.in_use" while a playlist names it; not_found.
  Status remove_layout(const Person& who, const LayoutId& id, Instant now);

  // Groups, tags, hours of sound and panel, holidays: what they change is remade at once.
  Result<std::vector<GroupRecord>> groups();
  /// A new group when `group.id` is empty; else saved when the revision matches.
  Result<GroupRecord> save_group(const Person& who, const GroupRecord& group, Instant now);
  /// Errors: conflict "group.in_use" while a playlist aims at it.
  Status delete_group(const Person& who, const GroupId& id, Instant now);
  Result<BoardRecord> tag_board(const Person& who, const BoardId& id,
                                const std::vector<std::string>& tags, Instant now);
  /// The commune's first, then those of groups and boards that say something.
  Result<std::vector<TimetableRecord>> timetables();
  Result<TimetableRecord> set_timetable(const Person& who, const TimetableRecord& record,
                                        Instant now);
  Result<HolidayList> holidays();
  /// The whole list, when the revision matches. Errors: conflict "holiday.moved_on"; those of
  /// validate().
  Result<HolidayList> set_holidays(const Person& who, const HolidayList& list, Instant now);

  /// What was declared last, also when it is over.
  Result<MourningRecord> mourning();
  /// From then on, and until midnight after the last day, all boards show less and are not heard
  /// (manager/core/mourning.h). Instead of what was declared before. Errors: invalid
  /// "mourning.reason_missing", those of validate().
  Result<MourningRecord> declare_mourning(const Person& who, const Mourning& mourning, Instant now);
  /// All boards show what they would.
  Result<MourningRecord> end_mourning(const Person& who, Instant now);

  // Boards and pairing.
  Result<PairingOffer> begin_pairing(const PairingRequest& request, Instant now);
  /// The state, and once accepted the sealed answer. `key` signed the request.
  struct PairingPoll {
    PairingAnswer answer;
    std::string sealed;  ///< envelope, when accepted
  };
  Result<PairingPoll> poll_pairing(const std::string& pairing, const PublicKey& key, Instant now);
  Result<PairingView> view_pairing(const Person& who, const std::string& code, Instant now);
  Result<BoardRecord> accept_pairing(const Person& who, const std::string& code,
                                     const std::string& name, Instant now);
  Status refuse_pairing(const Person& who, const std::string& code, Instant now);
  Result<std::vector<BoardRecord>> boards();
  Result<BoardRecord> board(const BoardId& id);
  Result<BoardRecord> rename_board(const Person& who, const BoardId& id, const std::string& name,
                                   Instant now);
  /// Where it stands; nothing: nobody knows. Errors: not_found; invalid "map.position".
  Result<BoardRecord> place_board(const Person& who, const BoardId& id,
                                  const std::optional<GeoPoint>& position, Instant now);
  Result<BoardRecord> revoke_board(const Person& who, const BoardId& id, Instant now);
  /// Whom boards can be assigned to, by name.
  Result<std::vector<Technician>> technicians();
  /// Who looks after it from now on, and what is to be done; nobody named: nobody has to any more.
  /// Errors: not_found, not_found "board.no_technician", invalid "board.note_too_long".
  Result<BoardRecord> assign_board(const Person& who, const BoardId& id, const std::string& to,
                                   const std::string& note, Instant now);
  /// Whatever is published, these boards (none named: all) show their place's card from now on;
  /// what is off the air already stays as it is. Whoever is signed in may. Errors: invalid
  /// "board.reason_missing", not_found "board.unknown".
  Result<std::vector<BoardRecord>> take_off_air(const Person& who,
                                                const std::vector<BoardId>& boards,
                                                const std::string& reason, Instant now);
  /// And play their programme again. Errors: not_found "board.unknown".
  Result<std::vector<BoardRecord>> put_on_air(const Person& who, const std::vector<BoardId>& boards,
                                              Instant now);
  /// Asks something of a board; what was asked of it of the same kind counts no more. A picture
  /// that is on its way is not asked for twice. Errors: not_found "board.unknown"; denied
  /// "board.revoked"; invalid "order.value"; conflict "trust.renew".
  Result<BoardRecord> order_board(const Person& who, const BoardId& id, OrderKind kind,
                                  std::int64_t value, Instant now);
  /// The PNG of the last picture from its glass. Errors: not_found "order.no_picture_yet".
  Result<std::string> board_picture(const BoardId& id);
  /// The board of a key. Errors: denied with key "board.unknown" or "board.revoked".
  Result<BoardRecord> board_of(const PublicKey& key);
  /// Remembers the highest counter taken, so a restart refuses older ones.
  Status note_counter(const BoardId& id, std::int64_t counter);
  Result<std::int64_t> counter_of(const BoardId& id);
  /// `peers`: the addresses that it came from, as people read them.
  Status note_problem(const BoardId& id, const std::string& problem, Instant now,
                      const std::string& peers = "");

  // What a board calls.
  struct BoardSelection {
    std::int64_t generation = 0;
    std::string bytes;  ///< canonical
  };
  /// The board's newest selection; makes an empty one (card) when nothing was published yet.
  Result<BoardSelection> selection_of(const BoardId& id, Instant now);
  /// One of the newest selections made for the board, by its hash. Errors: not_found.
  Result<std::string> selection_named(const BoardId& id, const Digest& hash);
  /// The signed answer to a board that asks what time it is. Errors: invalid (no nonce).
  Result<std::string> time_for(const std::string& nonce, Instant now) const;
  /// What was asked of a board and still counts, each signed.
  Result<OrderBatch> orders_for(const BoardId& id, Instant now);
  /// The picture that was asked of it (glass_picture.h), in place of the one before; one that came
  /// already changes nothing. Errors: invalid; conflict "order.not_asked".
  Status take_picture(const BoardId& id, std::string_view file, Instant now);
  /// What the board has, without metadata: for previews.
  Result<std::string> generation_file_of(const BoardId& id, Instant now);
  Result<std::int64_t> take_plays(const BoardId& id, const PlayBatch& batch, Instant now);
  Status take_status(const BoardId& id, const BoardStatus& status, Instant now);
  /// True when the board's published selection names this blob or version: all that it may fetch.
  Result<bool> may_fetch(const BoardId& id, const Digest& name);

  // Reports and events.
  struct PlayReport {
    std::vector<PlayReportRow> rows;
    std::int64_t plays = 0, shown_ms = 0, frames = 0;
    std::vector<CommuneName> communes;  ///< the commune's names in these days, in their order
  };
  /// Days as "2026-11-22", both included, of the commune's own time. Empty ids mean all.
  Result<PlayReport> play_report(const std::string& from_day, const std::string& to_day,
                                 const BoardId& board, const ItemId& item);
  /// What is proven of the boards in these days. Errors: invalid "report.days",
  /// "report.proof_too_long" or "report.proof_too_much" (it reads every play: 2 s for a million).
  Result<ProofReport> proof_report(const std::string& from_day, const std::string& to_day,
                                   Instant now);
  /// What was on a board from `from` until before `to`, and who made and approved it. Errors:
  /// not_found; invalid "report.times", "report.too_long".
  Result<ShownReport> shown_report(const BoardId& board, Instant from, Instant to);
  /// Checks all events against their hashes, and those against what boards saw, and `witness` when
  /// there is one. Takes about 2 µs an event.
  Result<AuditReport> check_audit(const std::optional<AuditHead>& witness);
  Result<std::vector<EventRow>> events_after(std::int64_t seq, int rows_max);
  /// Selections made since event `seq`: what push tells the streams.
  Result<std::vector<Wake>> wakes_after(std::int64_t seq);
  Result<std::int64_t> last_event();
  /// He takes a copy of everything with him: asks for his password again, and notes it. Errors:
  /// denied "person.own_password_wrong".
  Status allow_backup(const Person& who, const std::string& password, Instant now);
  Status note_backup(const Person& who, const LastBackup& last, Instant now);
  /// Renews what the server signs, and re-makes selections whose expand horizon comes near (called
  /// once a day).
  Status refresh_selections(Instant now);

 private:
  /// Within the caller's transaction.
  Status change_feedback(const Person& who, const FeedbackId& id, FeedbackState state,
                         const std::optional<ItemId>& answer, Instant now);
  /// Nothing of `off_air`: back on the air.
  Result<std::vector<BoardRecord>> switch_air(const Person& who, const std::vector<BoardId>& boards,
                                              const std::optional<OffAir>& off_air, Instant now);

  Status check_own_password(const Person& who, const std::string& password, Instant now);

  OfficeParts parts_;
};

}  // namespace bangtin
