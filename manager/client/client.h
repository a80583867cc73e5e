// Client: each call of the HTTP API once, for the desk and the command line. An item version is
// made here, on the person's side: what is paged here is what is hashed, approved and shown.
// Thread: one at a time per Client; calls block until answered or timed out.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "manager/core/layouts.h"
#include "manager/core/pager.h"
#include "manager/core/review.h"
#include "shared/net/http_client.h"
#include "shared/protocol/audit_messages.h"
#include "shared/protocol/backup_messages.h"
#include "shared/protocol/factor_messages.h"
#include "shared/protocol/feedback_messages.h"
#include "shared/protocol/history_messages.h"
#include "shared/protocol/holiday_messages.h"
#include "shared/protocol/library_messages.h"
#include "shared/protocol/media_messages.h"
#include "shared/protocol/messages.h"
#include "shared/protocol/mourning_messages.h"
#include "shared/protocol/news_messages.h"
#include "shared/protocol/report_messages.h"
#include "shared/trust/house_roles.h"

namespace bangtin {

class ItemMirror;
struct ItemsPiece;

/// The commune of a server (docs/PROTOCOL.md, Commune).
struct CommuneRecord {
  std::string code;
  std::string province_code;
  std::string name;
  std::string agency;
  int utc_offset_minutes = 420;
  std::optional<Digest> map = {};  ///< names commune_map(); nothing: it has none
  std::string site = {};           ///< where residents read items; empty: nowhere
};

struct PlayReport {
  std::vector<PlayReportRow> rows;
  std::int64_t plays = 0;
  std::int64_t shown_ms = 0;
  std::int64_t frames = 0;
  std::vector<CommuneName> communes = {};  ///< the commune's names in these days, in their order
};

struct EventRecord {
  std::int64_t seq = 0;
  Instant at{};
  std::string kind;
  std::string who;
  std::string target;
  Json body;
};

/// How far a commune's people have come with signing.
struct TrustRecord {
  bool begun = false;
  std::string signing_code;  ///< the commune's first code; empty until it was said
  PublicKey online_key;      ///< the server's
  /// The one that is to take its place once the commune's key names it.
  std::optional<PublicKey> next_online_key;
  std::string root;                  ///< of version 1; empty until begun
  std::string place;                 ///< what boards may say of where they stand
  std::int64_t targets_version = 0;  ///< newest, as the server says
  bool online_key_signed = true;     ///< false after a restore, until the next root names the key
  bool place_signed = true;          ///< false once that was changed after the last signature
  bool people_signed = true;         ///< false once roles or keys differ from what was signed
  Instant owner_expires{};           ///< what the commune's own key signed is over then
  bool owner_due = false;            ///< less than half of that time is left
  bool one_person = false;  ///< the policy, as the server says; what counts is what is signed
};

/// Who signs on this PC, and the folder in which it keeps what it has seen signed.
struct SigningPerson {
  KeyPair pair;
  std::filesystem::path folder;
};

/// What became of a province's file.
struct ProvinceImportRecord {
  std::string code;
  std::int64_t added = 0;
  std::int64_t replaced = 0;
  std::int64_t taken_back = 0;
  std::vector<ItemId> items;
};

/// Where requests go. HttpClient's adapter in the programs, a fake in tests.
class Channel {
 public:
  virtual ~Channel() = default;
  virtual Result<HttpResponse> send(const HttpRequest& request) = 0;
};

/// How long the whole answer to a request may take. A picture is made of an upload at once, for
/// which the server has time of its own.
Millis answer_time(const HttpRequest& request);

/// A Channel over HTTPS with a pin.
class HttpChannel final : public Channel {
 public:
  /// `goes_on` is asked about once a second while a call runs; false breaks it off.
  explicit HttpChannel(ServerAddress address, std::function<bool()> goes_on = {})
      : http_(std::move(address)), goes_on_(std::move(goes_on)) {}
  Result<HttpResponse> send(const HttpRequest& request) override {
    return http_.send(request, HttpClient::kBodyBytesMax, answer_time(request), goes_on_);
  }
  HttpClient& http() { return http_; }

 private:
  HttpClient http_;
  std::function<bool()> goes_on_;
};

/// What one request carries of an upload, at most.
inline constexpr std::size_t kUploadPieceBytes = 1u << 20;

class Client {
 public:
  /// Both outlive the client. `pager` may be null where nothing is submitted.
  Client(Channel& channel, Pager* pager) : channel_(channel), pager_(pager) {}

  /// The bearer token of the calls that follow; empty means signed out.
  void set_token(std::string token) { token_ = std::move(token); }
  const std::string& token() const { return token_; }

  // Errors of every call: as the server answered (error_from_body), or the channel's.
  Result<std::string> server_version();
  /// What its clock says.
  Result<Instant> server_time();
  Result<Person> setup(const std::string& token, const std::string& login,
                       const std::string& display_name, const std::string& password);
  /// Also keeps the token for the calls that follow.
  /// `code`: of a second factor. Errors also: denied "person.code_missing", "person.code_wrong",
  /// "person.code_used".
  Result<Session> sign_in(const std::string& login, const std::string& password,
                          const std::string& code = "");
  Status sign_out();
  Result<Person> me();
  Status change_password(const std::string& old_password, const std::string& new_password);
  Result<FactorState> second_factor();
  Result<FactorOffer> offer_second_factor(const std::string& password);
  Result<RecoveryCodes> confirm_second_factor(const std::string& code);
  Status drop_second_factor(const std::string& password, const std::string& code);
  Result<FactorLogins> second_factor_logins();
  Status reset_second_factor(const PersonId& id);
  Result<std::vector<Person>> people();
  Result<Person> add_person(const Person& person, const std::string& password);
  Result<Person> change_person(const PersonId& id, const Json& change);
  Result<CommuneRecord> commune();
  Result<CommuneRecord> set_commune(const CommuneRecord& commune);
  /// Errors also: not_found.
  Result<CommuneMap> commune_map();
  Status set_commune_map(const CommuneMap& map);
  Status remove_commune_map();

  // --- a copy of everything, for administrators: client_backup.cpp; save_backup() does all of it.
  Result<std::optional<LastBackup>> last_backup();
  /// Errors also: denied "person.own_password_wrong", conflict "backup.busy".
  Result<BackupRecord> begin_backup(const std::string& password);
  // Errors of these also: not_found "backup.gone".
  Result<BackupRecord> backup(const BackupId& id);
  /// All files of one that is ready, the mark last. Errors also: corrupt (names that none has).
  Result<std::vector<BackupFile>> backup_files(const BackupRecord& backup);
  /// Up to kBackupPieceBytes of a file from `offset` on.
  Result<std::string> backup_piece(const BackupId& id, std::size_t number, const BackupFile& file,
                                   std::int64_t offset_bytes);
  Result<LastBackup> finish_backup(const BackupId& id, const std::string& place);
  Status drop_backup(const BackupId& id);

  // What residents sent.
  Result<std::vector<FeedbackRecord>> feedback();
  Result<FeedbackRecord> feedback(const FeedbackId& id);
  Result<FeedbackRecord> see_feedback(const FeedbackId& id);
  Result<FeedbackRecord> dismiss_feedback(const FeedbackId& id);
  /// A new draft of its own that answers it; nothing of it is in there.
  Result<FeedbackAnswer> answer_feedback(const FeedbackId& id);

  /// All that people keep, the newest first; at most kLibraryMax.
  Result<std::vector<MediaRecord>> library();
  /// Renames it, or puts back what was taken out a short while ago.
  Result<MediaRecord> keep_media(const Digest& blob, const std::string& name);
  /// Takes it out of the library. Errors also: conflict "library.in_use".
  Status drop_media(const Digest& blob);
  // A file of any size on its way in, and what becomes of it; send_media() does all of it.
  Result<UploadRecord> begin_upload(const UploadRequest& request);
  Result<std::vector<UploadRecord>> uploads();
  Result<UploadRecord> upload(const UploadId& id);
  Result<UploadRecord> append_upload(const UploadId& id, std::int64_t offset_bytes,
                                     std::string bytes);
  Status drop_upload(const UploadId& id);
  /// A whole upload as a picture, which waits for no video; asked again, the same one. The upload
  /// stays. Errors also: unsupported "ingest.animated", "ingest.document" (both can be converted);
  /// conflict "upload.in_use".
  Result<Media> picture_of_upload(const UploadId& id);
  Result<ConversionRecord> convert_upload(const UploadId& id);
  Result<std::vector<ConversionRecord>> conversions();
  Result<ConversionRecord> conversion(const ConversionId& id);
  Result<ConversionRecord> cancel_conversion(const ConversionId& id);
  Result<std::vector<ZoneKind>> zones();
  /// All of them, the newest change first.
  Result<std::vector<ItemRecord>> items();
  /// What it has gone through, step by step.
  Result<ItemHistory> item_history(const ItemId& id);
  /// What changed since an earlier piece gave that mark; all from the beginning when it is empty.
  /// From a server that knows no pieces its whole list, in one.
  Result<ItemsPiece> items_since(const std::string& mark);
  /// Asks for all pieces that the mirror misses. What came before an error stays in it.
  Status refresh_items(ItemMirror& mirror);
  Result<ItemRecord> item(const ItemId& id);
  Result<ItemRecord> add_item(const ItemContent& content);
  Result<ItemRecord> save_item(const ItemId& id, const ItemContent& content, std::int64_t revision);
  /// Makes the next version of the item with the content that the person has before him (page
  /// breaks for every zone kind of the server), signs it into the composers' list and hands both
  /// in. Errors also: corrupt "item.other_content" when the server's draft is another; invalid with
  /// the first broken rule's key; those of sign_list (commune_trust.h).
  Result<ItemRecord> submit_item(const ItemId& id, const ItemContent& content,
                                 const SigningPerson& signer, Instant now);
  /// Signs that version into the approvers' list; `checked` are the things of checks_for() that the
  /// person looked at. Errors also: corrupt (it is not what its hash says, or another item's);
  /// those of sign_list.
  Result<ItemRecord> approve_item(const ItemId& id, const Digest& version,
                                  const std::vector<ReviewCheck>& checked,
                                  const SigningPerson& signer, Instant now);
  Result<ItemRecord> return_item(const ItemId& id, const Digest& version,
                                 const std::string& reason);
  /// Takes it off all boards by the server's word; with a `signer` also off his list, so that
  /// nobody who takes the server over brings it back. Only the former decides the answer.
  Result<ItemRecord> withdraw_item(const ItemId& id, const std::string& reason,
                                   const SigningPerson* signer, Instant now);
  /// A version, its hash checked.
  Result<ItemVersion> version(const Digest& hash);

  // --- keys: client_trust.cpp ---
  /// What the server knows of my key. Errors also: not_found when it knows none.
  Result<PersonKey> my_key();
  /// Makes it mine, in place of the one before; it waits for the administrator's signature.
  Result<PersonKey> register_key(const PublicKey& key);
  Result<std::vector<PersonKey>> people_keys();
  Result<TrustRecord> trust();
  Status begin_trust(const std::string& root, const std::string& targets);
  /// The next version of who may sign. Errors also: conflict, key "trust.moved".
  Status renew_trust(const std::string& root, const std::string& targets);
  Status put_targets(const std::string& targets);
  /// A file of the commune's TUF repository, as tuf::Fetcher asks for it.
  Result<std::string> trust_file(const std::string& url_path);
  /// Takes what a province handed over, from a file that was uploaded whole.
  Result<ProvinceImportRecord> import_province(const UploadId& upload);
  /// The item versions that lists must go on naming.
  Result<std::vector<Digest>> live_versions();
  /// Whether he could sign in with it; the session stays as it is. Errors: as sign_in.
  Status check_password(const std::string& login, const std::string& password);

  Result<std::vector<FeedRecord>> feeds();
  /// `feed` says name, url, category and every_minutes.
  Result<FeedRecord> add_feed(const FeedRecord& feed);
  /// What an address brings, before it is kept as a feed.
  Result<FeedTrial> try_feed(const std::string& url);
  /// `change` holds any of name, category, every_minutes, paused.
  Result<FeedRecord> change_feed(const FeedId& id, const Json& change);
  Status remove_feed(const FeedId& id);
  /// Reads it now; the record says how that went.
  Result<FeedRecord> fetch_feed(const FeedId& id);
  /// The newest first; of all feeds when `feed` is empty.
  Result<std::vector<StoryRecord>> stories(const FeedId& feed);
  /// The story of the page behind an address that a person pasted. Errors: as LinkReader::read
  /// (docs/PROTOCOL.md).
  Result<StoryRecord> read_link(const std::string& url);
  Result<StoryTaken> take_stories(const StoryTake& take);
  Status set_aside(const StoryAside& aside);
  /// Has the server fetch its picture. Errors also: not_found "news.no_picture"; the portal's.
  Result<Media> story_picture(const StoryId& id);

  Result<std::vector<PlaylistRecord>> playlists();
  /// New when `playlist.id` is empty.
  Result<PlaylistRecord> save_playlist(const PlaylistRecord& playlist);
  Status delete_playlist(const PlaylistId& id);
  Result<std::vector<Delivery>> publish(const PlaylistId& id);
  Result<std::vector<Delivery>> delivery(const PlaylistId& id);

  // Layouts that the commune drew.
  Result<std::vector<LayoutRecord>> layouts();
  /// New when `layout.id` is empty.
  Result<LayoutRecord> save_layout(const LayoutRecord& layout);
  Status remove_layout(const LayoutId& id);

  Result<std::vector<GroupRecord>> groups();
  /// New when `group.id` is empty.
  Result<GroupRecord> save_group(const GroupRecord& group);
  Status delete_group(const GroupId& id);
  Result<BoardRecord> tag_board(const BoardId& id, const std::vector<std::string>& tags);
  Result<std::vector<TimetableRecord>> timetables();
  Result<TimetableRecord> set_timetable(const TimetableRecord& record);
  Result<HolidayList> holidays();
  /// The whole list, with the revision that was seen.
  Result<HolidayList> set_holidays(const HolidayList& list);
  Result<MourningRecord> mourning();
  Result<MourningRecord> declare_mourning(const Mourning& mourning);
  Result<MourningRecord> end_mourning();

  Result<std::vector<BoardRecord>> boards();
  Result<BoardRecord> board(const BoardId& id);
  /// Asks something of a board; what becomes of it stands in `orders` of the record. A picture
  /// every editor may ask for, the rest technicians.
  Result<BoardRecord> order_board(const BoardId& id, OrderKind kind, std::int64_t value);
  /// The PNG of the last picture from its glass. Errors also: not_found.
  Result<std::string> board_picture(const BoardId& id);
  /// None named: all. Gives every board as it is then.
  Result<std::vector<BoardRecord>> take_off_air(const std::vector<BoardId>& boards,
                                                const std::string& reason);
  Result<std::vector<BoardRecord>> put_on_air(const std::vector<BoardId>& boards);
  Result<BoardRecord> rename_board(const BoardId& id, const std::string& name);
  /// Nothing: nobody knows where it stands.
  Result<BoardRecord> place_board(const BoardId& id, const std::optional<GeoPoint>& position);
  Result<BoardRecord> revoke_board(const BoardId& id);
  /// Whom boards can be assigned to.
  Result<std::vector<Technician>> technicians();
  /// Nobody named: nobody has to look after it any more.
  Result<BoardRecord> assign_board(const BoardId& id, const std::string& to,
                                   const std::string& note);
  /// The generation file last made for a board: what it plays, for previews and `show`.
  Result<std::string> generation(const BoardId& id);
  /// Checked against its name. Errors: also corrupt.
  Result<std::string> blob(const Digest& name);
  Result<PairingView> pairing(const std::string& code);
  Result<BoardRecord> accept_pairing(const std::string& code, const std::string& name);
  Status refuse_pairing(const std::string& code);

  /// What is proven of the boards in these days.
  Result<ProofReport> proof_report(const std::string& from_day, const std::string& to_day);
  /// Days as "2026-11-22", both included. Empty ids mean all.
  Result<PlayReport> play_report(const std::string& from_day, const std::string& to_day,
                                 const BoardId& board, const ItemId& item);
  /// What was on a board from `from` until before `to`, and who made and approved it.
  Result<ShownReport> shown_report(const BoardId& board, Instant from, Instant to);
  Result<std::vector<EventRecord>> events_after(std::int64_t seq);
  /// Has the server check its events, also against a head that was noted earlier.
  Result<AuditReport> check_audit(const std::optional<AuditHead>& witness);

 private:
  /// Sends and gives the parsed answer of a 2xx status. An empty `body` is no body.
  Result<Json> call(const std::string& method, const std::string& target, std::string body = "");
  Result<std::string> call_bytes(const std::string& method, const std::string& target,
                                 std::string body);
  /// Signs what was taken down or replaced off the signer's lists; what fails is said in the log:
  /// the next signature of anybody does the same.
  void shorten_lists(const SigningPerson& signer, Instant now,
                     const std::vector<Digest>& dropped = {});
  Status send_shorter_lists(const SigningPerson& signer, Instant now,
                            const std::vector<Digest>& dropped);
  Result<ItemRecord> send_signed(const std::string& target, Json body, KeyClass key_class,
                                 const ItemVersion& version, const SigningPerson& signer,
                                 Instant now);

  Channel& channel_;
  Pager* pager_;
  std::string token_;
};

/// Names what a person decides about an item before there is a version of it: SHA-256 of its
/// canonical bytes. Pure.
Digest hash_of(const ItemContent& content);

/// Whether the record is the item of that name and holds that content, as all of it is signed.
/// Errors: corrupt "item.other_content". Pure.
Status check_content(const ItemRecord& record, const ItemId& id, const ItemContent& content);

/// The version that submit_item hands in. Pure but for the pager. Thread: as the pager.
ItemVersion make_version(const ItemRecord& item, const std::string& author,
                         const std::vector<ZoneKind>& zones, Pager& pager, Instant now);

}  // namespace bangtin
