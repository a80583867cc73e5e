// DeskWork: what the desk does on the network, stepped: one request after another, and a look at
// everything from time to time. Thread: one (the link's); tests step it without a thread.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "manager/desk/desk_server.h"

namespace bangtin::desk {

/// All that the server told, as of one moment.
struct Snapshot {
  Person me;
  CommuneRecord commune;
  SharedItems all_items = std::make_shared<const std::vector<ItemRecord>>();
  std::vector<PlaylistRecord> playlists;
  std::map<PlaylistId, std::vector<Delivery>> deliveries;  ///< of published playlists
  std::vector<BoardRecord> boards;
  std::shared_ptr<const CommuneMap> map;  ///< null: there is none
  std::vector<GroupRecord> groups;
  std::vector<LayoutRecord> layouts;        ///< that the commune drew, by name
  std::vector<TimetableRecord> timetables;  ///< for who may set them
  std::vector<Technician> technicians;      ///< for who may assign a board
  HolidayList holidays;
  MourningRecord mourning;
  KeySight key;             ///< of who is signed in, on this PC
  bool one_person = false;  ///< he has both roles, and the commune lets him
  Millis clock_ahead{};     ///< this PC's before the server's, in minutes; 0 where it is right
  std::optional<Administration> administration;  ///< for administrators
  /// The newest change first.
  const std::vector<ItemRecord>& items() const { return *all_items; }
};

enum class Deed {
  Look,  ///< at everything, now
  SignIn,
  SetUp,
  StartCommune,
  SignOut,
  SaveItem,
  SubmitItem,
  ApproveItem,
  ReturnItem,
  WithdrawItem,
  SavePlaylist,
  Publish,
  DeletePlaylist,
  FindPairing,
  AcceptPairing,
  RefusePairing,
  RenameBoard,
  RevokeBoard,
  PlaceBoard,
  AssignBoard,
  TagBoard,
  SaveGroup,
  DeleteGroup,
  SetMap,
  RemoveMap,
  TakeOffAir,
  PutOnAir,
  OrderBoard,
  LoadGlass,
  LoadReport,
  SaveReport,
  SaveRecoverySheet,
  LoadVersion,
  LoadHistory,
  LoadPicture,
  LoadPlan,
  SaveSchedule,
  SetTimetable,
  SetHolidays,
  SetMourning,
  ChangePassword,
  ReplaceKey,
  ResealKey,
  SetCommune,
  AddPerson,
  ChangePerson,
  ShowRecoverySheet,
  BeginTrust,
  SignPeople,
  AllowOnePerson,
  RequireTwoPeople,
  RecoverCommuneKey,
  LoadFactor,
  OfferFactor,
  ConfirmFactor,
  DropFactor,
  SaveFactorCodes,
  ResetFactor,
  LookForKeyCopies,
  ShowKeySheet,
  SaveKeyPaper,
  SaveKeyCopy,
  RecoverKey,
  LoadProvinces,
  ReadProvinceCard,
  LetProvinceIn,
  ShutProvinceOut,
  SaveLayout,
  RemoveLayout,
};

bool is_about_the_commune_key(Deed deed);
/// About the second factor of who signed in.
bool is_about_own_factor(Deed deed);
/// About the copies of his key outside this PC.
bool is_about_own_key(Deed deed);
/// Taking boards off the air, and putting them back: waits for nothing else that the desk sends.
bool is_urgent(Deed deed);
/// What the pane of provinces says itself how it went.
bool is_about_provinces(Deed deed);
/// Reads what is to be seen of the item at hand, and changes nothing.
bool is_about_sight(Deed deed);
/// A deed after which somebody is signed in.
bool signs_in(Deed deed);

/// One deed with what it needs; the rest stays empty.
struct Request {
  Deed deed = Deed::SignIn;
  std::string draft;        ///< names the form of what is saved, published or removed
  std::string address;      ///< SignIn, SetUp, urgent deeds
  std::string pin;          ///< SignIn, SetUp, urgent deeds
  bool own_server = false;  ///< SignIn: the address is that of this PC's own, which is started
  std::string login;        ///< SignIn, SetUp, StartCommune
  /// SignIn, SetUp, StartCommune; ReplaceKey, ResealKey; the commune's key; the new one of
  /// ChangePassword, AddPerson and ChangePerson.
  std::string password;
  std::string old_password;  ///< ChangePassword, ResealKey
  std::string token;         ///< SetUp: the one-time token; urgent deeds: of the session
  std::string name;          ///< SetUp, StartCommune, RenameBoard, AcceptPairing
  std::string code;          ///< pairing; of a second factor: SignIn, ConfirmFactor, DropFactor
  std::string reason;    ///< ReturnItem, WithdrawItem, TakeOffAir; AssignBoard: what is to be done
  std::string from_day;  ///< LoadReport: "2026-11-22"
  std::string to_day;
  std::shared_ptr<const ReportPaper> paper;  ///< SaveReport
  ReportFormat format{};
  ItemId item;  ///< empty: a new one
  std::int64_t revision = 0;
  Digest version;
  std::vector<ReviewCheck> checked;  ///< ApproveItem
  Media media;                       ///< LoadPicture
  ItemContent content;
  PlaylistRecord playlist;
  TimetableRecord timetable;             ///< SetTimetable
  HolidayList holidays;                  ///< SetHolidays
  std::optional<Mourning> mourning;      ///< SetMourning; nothing: taken back
  LayoutRecord layout;                   ///< SaveLayout, RemoveLayout
  BoardId board;                         ///< empty: all, of TakeOffAir and PutOnAir
  std::vector<std::string> tags;         ///< TagBoard
  GroupRecord group;                     ///< SaveGroup: a new one without id; DeleteGroup
  std::string assigned_to;               ///< AssignBoard: a login; empty: nobody any more
  std::optional<GeoPoint> position;      ///< PlaceBoard; nothing: nobody knows
  OrderKind order = OrderKind::Picture;  ///< OrderBoard
  std::int64_t order_value = 0;
  GlassPicture glass;     ///< LoadGlass: which
  std::string map_file;   ///< SetMap
  CommuneRecord commune;  ///< SetCommune, StartCommune
  Person person;          ///< AddPerson, ChangePerson
  std::string sheet;      ///< RecoverCommuneKey, RecoverKey: the recovery sheet, as typed
  std::string key_file;   ///< RecoverKey: a copy, where nothing was typed; SaveKeyCopy: the folder;
                          ///< ReadProvinceCard
  ProvinceCard card;      ///< LetProvinceIn; its code: ShutProvinceOut
  std::optional<PublicKey> online_seen;  ///< SignPeople: the server's key whose words he saw
  RecoveryPaper recovery;                ///< SaveRecoverySheet, SaveKeyPaper, SaveKeyCopy
  std::vector<std::string> codes;        ///< SaveFactorCodes
};

/// How a request ended.
struct Outcome {
  Deed deed = Deed::SignIn;
  std::string draft;
  std::optional<Error> error;
  std::optional<Person> person;  ///< SignIn, SetUp, StartCommune, AddPerson, ChangePerson
  std::string token;             ///< SignIn, SetUp, StartCommune: of the session
  std::vector<std::string> board_addresses;  ///< SignIn, SetUp, StartCommune
  std::optional<OwnServerFacts> own_server;  ///< StartCommune: also when it failed after that
  std::optional<Error> unfinished;           ///< StartCommune: signed in, and what then failed
  std::optional<ItemRecord> item;            ///< also when a later step of the same deed failed
  std::optional<PlaylistRecord> playlist;
  std::optional<BoardToPair> pairing;
  std::optional<LayoutRecord> layout;  ///< SaveLayout
  std::optional<PlayReport> report;
  std::optional<ProofReport> proof;         ///< LoadReport
  std::optional<Error> no_proof;            ///< LoadReport: why there is none
  std::optional<FactorState> factor;        ///< of deeds about it, but for SaveFactorCodes
  std::optional<FactorOffer> factor_offer;  ///< OfferFactor
  std::vector<std::string> codes;           ///< ConfirmFactor
  std::vector<ProvinceKeys> provinces;      ///< LoadProvinces
  std::optional<ProvinceCard> card;         ///< ReadProvinceCard
  KeyPlaces key_places;                     ///< LookForKeyCopies
  std::string file;                         ///< of deeds that write one: its path
  std::optional<ItemVersion> version;       ///< LoadVersion
  std::optional<ItemHistory> history;       ///< LoadHistory; `draft` is the item's id
  Digest loaded;                          ///< LoadVersion, LoadPicture: which, also when it failed
  std::shared_ptr<const Bitmap> picture;  ///< LoadPicture, LoadGlass
  GlassPicture glass;                     ///< LoadGlass: which, also when it failed
  /// ShowKeySheet; ShowRecoverySheet, BeginTrust, StartCommune: also when it failed after that.
  std::string sheet;
  BoardId board;  ///< LoadPlan, LoadGlass
  std::shared_ptr<const Manifest> manifest;
};

/// Names the request it answers, and nothing more yet.
Outcome outcome_of(const Request& request);

/// The server could not be reached, or ended the session (`error.code` denied).
struct LinkLost {
  Error error;
};

using Report = std::variant<Outcome, std::shared_ptr<const Snapshot>, LinkLost>;

class DeskWork {
 public:
  /// `server` outlives it.
  explicit DeskWork(DeskServer& server) : server_(server) {}

  /// Does one request. The next look comes at once after a change. `now` is this PC's clock; what
  /// is sent goes by the server's, which it is compared with.
  std::vector<Report> handle(const Request& request, Instant now);

  /// Looks at everything when it is due: every second while a board has something to confirm, else
  /// every five. Nothing is told when nothing changed.
  std::vector<Report> tick(Instant now);

  /// When tick has something to do; nothing while signed out.
  std::optional<Instant> next_look() const { return next_look_; }

 private:
  Outcome done(const Request& request, Instant now);
  Status sign_in(const Request& request, Outcome& outcome);
  // work_account.cpp
  Status change_factor(const Request& request, Outcome& outcome);
  Status tend_own_key(const Request& request, Outcome& outcome);
  // work_sight.cpp
  Status look_at_item(const Request& request, Outcome& outcome);
  // work_provinces.cpp
  Status tend_provinces(const Request& request, Outcome& outcome, Instant now);
  Status start_commune(const Request& request, Outcome& outcome, Instant now);
  Status name_and_begin(const Request& request, Outcome& outcome, Instant now);
  Status ready_key(const std::string& password);
  Status save_item(const Request& request, Outcome& outcome, Instant now);
  Status save_playlist(const Request& request, Outcome& outcome);
  Result<std::shared_ptr<const Snapshot>> look();
  std::vector<Report> look_around(Instant now);
  void compare_clocks(Instant now);
  Status look_at_map(const std::optional<Digest>& hash);
  Status look_at_proof(const Request& request, Outcome& outcome);

  DeskServer& server_;
  std::optional<Instant> next_look_;
  std::optional<Instant> hurry_until_;
  std::optional<Instant> next_compared_;
  Millis clock_ahead_{};
  Person me_;
  KeySight key_;
  std::optional<Digest> map_hash_;  ///< of `map_`
  std::shared_ptr<const CommuneMap> map_;
  bool key_doubted_ = false;  ///< the server refused it: look again
  SharedItems printed_;       ///< what `items_print_` is of
  Digest items_print_;
  std::string told_;  ///< the last snapshot told, as bytes
  bool lost_ = false;
};

}  // namespace bangtin::desk
