// What the desk shows and what the person is typing, and the commands that pages give. Plain
// values. Thread: the window's.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "manager/desk/account_state.h"
#include "manager/desk/backup_state.h"
#include "manager/desk/display.h"
#include "manager/desk/factor_state.h"
#include "manager/desk/layout_state.h"
#include "manager/desk/library_state.h"
#include "manager/desk/orders_state.h"
#include "manager/desk/past.h"
#include "manager/desk/plan_state.h"
#include "manager/desk/provinces_state.h"
#include "manager/desk/settings_state.h"
#include "manager/desk/upload_state.h"
#include "manager/desk/work.h"
#include "shared/compose/bitmap.h"
#include "shared/model/validate.h"
#include "shared/ui/widgets.h"

namespace bangtin::desk {

enum class Page {
  SignIn,
  Compose,
  Review,
  Plan,
  Playlist,
  Library,
  Boards,
  Emergency,
  Reports,
  Settings,
};

enum class LinkState { SignedOut, Busy, Online, Lost };

/// How somebody gets in.
enum class Entry {
  Choose,        ///< nothing is known yet: the commune has Bảng Tin, or it begins here
  Account,       ///< of a server that is set up
  SetupToken,    ///< the one-time token makes the first administrator
  StartCommune,  ///< a new commune, with a server on this PC
  Restore,       ///< a commune that has a backup, with a server on this PC
};

struct SignInForm {
  std::string address = "https://127.0.0.1:8443";
  std::string pin;
  std::string login;
  std::string password;
  Entry entry = Entry::Account;
  std::string token;
  std::string display_name;
  std::string password_again;
  CommuneRecord commune;    ///< StartCommune
  bool own_server = false;  ///< the address is that of this PC's own server
  bool asks_code = false;   ///< the account has a second factor
  std::string code;
  std::string problem;  ///< a sentence
  std::string note;     ///< a sentence: what went well before
};

/// One item while it is edited. Choices are indexes of the enums of shared/model.
struct ItemForm {
  std::string draft;  ///< names the form: the item's id, or "new-N"
  ItemId id;          ///< empty until the server has it
  std::int64_t revision = 0;
  std::string title, body, agency, source, document_number;
  int kind = 0, category = 8, language = 0, origin = 2, priority = 0;
  std::string valid_from, valid_until;  ///< as typed, dd/mm/yyyy HH:MM
  std::string picture_seconds = "12";
  bool some_boards = false;       ///< `places` hold; else every board may show it
  Places places;                  ///< as chosen last, also while every board may
  bool qr = false;                ///< a code on the glass leads to its page on the web
  std::vector<Story> stories;     ///< of News
  std::vector<Media> media;       ///< already on the server
  std::string picture_path;       ///< of a file to be added, as typed
  std::vector<Media> video;       ///< of a video: the clip and its poster; empty until ready
  std::string video_path;         ///< the file to be sent, as typed
  std::string video_problem;      ///< a sentence: why it became no video, or what it lacks
  std::vector<Problem> problems;  ///< what stands against sending it
  bool changed = false;           ///< typed since it was last saved
  bool unsent = false;            ///< saving failed for want of a server: kept here
  bool submit_wanted = false;     ///< what was asked when it stayed unsent
  bool busy = false;              ///< a request is on its way
  bool operator==(const ItemForm&) const = default;
};

struct PlaylistForm {
  std::string draft;
  PlaylistId id;
  std::int64_t revision = 0;
  std::string name;
  std::vector<ItemId> items;
  std::vector<BoardId> boards;
  std::vector<GroupId> groups;
  std::vector<std::string> tags;
  Schedule schedule;         ///< its times are set on the page of the schedule
  int chosen_item = 0;       ///< of those that can be added
  bool every_board = false;  ///< `boards` are all there were, and nobody chose them
  bool changed = false;
  bool busy = false;
  bool operator==(const PlaylistForm&) const = default;
};

struct BoardsForm {
  BoardId board;  ///< the one shown at the right
  std::string name;
  std::string position;                ///< as typed: latitude, longitude
  std::string assign_to, assign_note;  ///< a login, and what is to be done
  std::string tags;                    ///< as typed, with commas between
  std::string group_name;              ///< of a new group, or the new one of `group`
  GroupId group;                       ///< that is to get another name; empty: none
  bool picks = false;                  ///< the next press on the map is its place
  BoardPart part = BoardPart::Now;
  bool shows_glass = false;          ///< the picture from the glass, else what should stand there
  int volume = -1, brightness = -1;  ///< chosen of the lists of percents; -1: as the board is
  int card_length = 1;               ///< likewise
  std::string code;
  std::string new_name;
  std::optional<BoardToPair> pairing;
  bool busy = false;
};

struct ReportForm {
  std::string from, to;       ///< dd/mm/yyyy
  int by = int(SumBy::Item);  ///< index into kSumsBy; then rows, proven time, urgent items
  std::shared_ptr<const ReportPaper> paper;  ///< null until it was loaded
  std::string asked_from, asked_to;          ///< "2026-11-22": of what is on its way, or there
  std::string file;                          ///< the last one written of it
  bool busy = false;
};

/// Days that people ask for again and again, up to and with today where it is one of them.
enum class Period { Today, SevenDays, ThisMonth, LastMonth };

/// What the approver has ticked of the version that waits.
struct ReviewForm {
  Digest version;
  std::vector<ReviewCheck> checked;
};

/// What the item at hand has gone through.
struct HistorySight {
  ItemId item;
  std::string asked;                        ///< how it stood when that was asked for last
  std::shared_ptr<const ItemHistory> told;  ///< null until it came
  std::string problem;                      ///< a sentence: why it did not
};

/// Which kind of board and which page the preview shows.
struct PreviewForm {
  int kind = 0;  ///< index into preview_kinds()
  int page = 0;
  bool large = false;  ///< above the page, as large as the window allows
  bool operator==(const PreviewForm&) const = default;
};

/// The item at hand as it will stand on a board.
struct Preview {
  std::shared_ptr<const Bitmap> picture;
  Size canvas_px;
  int page = 0;
  int pages = 0;
  Millis duration{};              ///< of all pages together
  std::optional<Digest> version;  ///< of a version that waits
  std::vector<Media> missing;     ///< pictures that are not here yet
};

/// Boards with the same number of pixels.
struct BoardKind {
  Size canvas_px;
  std::vector<std::string> names;  ///< of the boards; none for a kind that no board has
};

/// What is typed into a sheet about a password.
struct PasswordForm {
  std::string before, now, again;
};

/// A question that stands above the page until it is answered.
struct Sheet {
  enum class Kind {
    Return,
    Withdraw,
    Publish,
    PublishItem,
    PublishSchedule,
    DeletePlaylist,
    RevokeBoard,
    TakeOffAir,
    PutOnAir,
    DeclareMourning,
    EndMourning,
    ChangePassword,
    ReplaceKey,
    ResealKey,
    ShowRecoverySheet,
    BeginTrust,
    SignPeople,
    AllowOnePerson,
    RequireTwoPeople,
    RecoverCommuneKey,
    LetProvinceIn,
    ShutProvinceOut,
    ImportMap,
    RemoveMap,
    DeleteGroup,
    RemoveFeed,
    ResetFactor,
    RemoveLayout,
  };
  Kind kind = Kind::Return;
  std::string subject;  ///< what it is about, in words
  ItemId item;
  Digest version;
  BoardId board;       ///< of the air: empty is all
  std::string reason;  ///< what is typed besides passwords
  PasswordForm passwords = {};
  PlaylistId playlist = {};                   ///< of PublishItem: empty is a new one
  GroupId group = {};                         ///< of DeleteGroup
  std::string first_day = {}, last_day = {};  ///< of DeclareMourning, as typed
  std::optional<ProvinceCard> card = {};      ///< of LetProvinceIn: the one that was compared
  std::optional<PublicKey> online_seen = {};  ///< of SignPeople: whose words stood on the page
};

/// What went wrong: what happened, and what is still safe.
struct Trouble {
  std::string what;
  std::string safe;
};

struct Toast {
  ui::Mark mark;
  Instant until{};
};

struct State {
  Page page = Page::SignIn;
  LinkState link = LinkState::SignedOut;
  std::shared_ptr<const Snapshot> seen;  ///< null until the first look
  Person me;
  SignInForm sign_in;
  std::vector<std::string> board_addresses;  ///< what is typed at a board to reach the server
  std::map<std::string, ItemForm> drafts;    ///< forms that differ from what the server has
  std::optional<ItemForm> dropped;           ///< the last that was dropped: it can be taken back
  std::vector<Upload> dropped_files;         ///< that were on their way to it, or refused
  ItemForm item;
  std::vector<Upload> uploads;  ///< in the order in which they go
  std::vector<UploadRun> runs;  ///< of these
  Pasts<ItemForm> item_pasts;   ///< by the draft's name
  ReviewForm review;
  HistorySight history;
  PreviewForm preview_form;
  std::map<Digest, ItemVersion> versions;  ///< that were looked at; their hashes were checked
  std::map<Digest, std::shared_ptr<const Bitmap>> pictures;  ///< null: it did not come, or broken
  std::int64_t pictures_taken = 0;                           ///< grows with each that arrives
  std::map<Digest, Error> unloaded;        ///< versions and pictures that did not come, and why
  std::shared_ptr<const Preview> preview;  ///< null: nothing to show
  PlaylistForm playlist;
  PlaylistForm playlist_sent;                          ///< `playlist` as it was sent last
  std::map<std::string, PlaylistForm> playlists_kept;  ///< not saved yet, and left for another
  Past<PlaylistForm> playlist_past;
  PlanState plan;
  LibraryState library;
  BoardsForm boards;
  GlassSight glass;
  ReportForm reports;
  SettingsState settings;
  LayoutsState layouts;
  BackupPane backups;
  FactorForm factor;
  AccountForm account;
  ProvincesForm provinces;
  Display display;
  bool shows_display = false;  ///< the choice of it stands above the page
  std::optional<Sheet> sheet;
  std::optional<Trouble> trouble;
  std::optional<Toast> toast;

  int utc_offset_minutes() const { return seen ? seen->commune.utc_offset_minutes : 420; }
  bool has_role(Role role) const;
  bool may_write() const { return has_role(Role::Editor) || has_role(Role::Approver); }
  bool may_approve() const { return has_role(Role::Approver); }
  SigningState signing() const { return seen ? seen->key.state : SigningState::NotNeeded; }
  /// The commune lets him approve what he wrote.
  bool may_approve_own() const { return seen && seen->one_person; }
  bool can_sign() const { return signing() == SigningState::Ready; }
  bool may_administer() const { return has_role(Role::Administrator); }
  /// Null for others than administrators, and before the first look.
  const Administration* administration() const;
  bool may_put_on_air() const { return may_approve() || may_administer(); }
  bool may_pair() const { return has_role(Role::Technician) || has_role(Role::Administrator); }
  /// Null where it does not run.
  const UploadRun* run_of(int number) const;
  /// A person ended it, and it is not over yet.
  bool is_stopping(int number) const;
  /// The file that becomes the video of this form; null: none.
  const Upload* video_coming(const std::string& draft) const;
  bool sends_video(const std::string& draft) const { return video_coming(draft) != nullptr; }
  /// How many files are on their way, or wait, that this form gets besides.
  std::size_t coming_to(const std::string& draft) const;
  bool awaits_files(const std::string& draft) const {
    return sends_video(draft) || coming_to(draft) > 0;
  }
  /// Whether he ticked it for this very version.
  bool has_checked(const Digest& version, ReviewCheck check) const;
  const ItemRecord* item_of(const ItemId& id) const;
  /// What somebody else saved of the item at hand since the form that is typed into was read; null:
  /// nothing.
  const ItemRecord* clash() const;
  /// Nothing that was typed since would be lost by it.
  bool can_take_back() const { return dropped && !drafts.contains(dropped->draft); }
  /// What the server's clock says when this PC's says `pc`: what is valid, and what is signed, goes
  /// by the server's.
  Instant right_time(Instant pc) const { return seen ? pc - seen->clock_ahead : pc; }
  const ItemVersion* version(const Digest& hash) const;
  const PlaylistRecord* playlist_of(const PlaylistId& id) const;
  const BoardRecord* board_of(const BoardId& id) const;
  const GroupRecord* group_of(const GroupId& id) const;
  /// Of the commune; none before the first look.
  const std::vector<Holiday>& holidays() const;
  /// Without names until the server told it.
  const CommuneRecord& commune() const;
};

/// The kinds of board that the commune has at these places, the most frequent first; of all boards
/// where it has none there. Never empty.
std::vector<BoardKind> board_kinds(const State& state, const Places& places = {});

// What a page asks for. An Edit carries the form as it is now.
struct GoTo {
  Page page;
};
struct Edit {
  std::variant<SignInForm, ItemForm, PlaylistForm, BoardsForm, ReportForm, PreviewForm> form;
};
struct SignIn {};
struct SignOut {};
struct NewItem {
  int from_template = 0;  ///< of template_names()
};
struct OpenItem {
  ItemId id;
};
struct OpenDraft {
  std::string draft;
};
struct SaveItem {
  bool submit = false;
};
/// What did not come is asked for once more.
struct LoadAgain {};
struct TickCheck {
  Digest version;
  ReviewCheck check{};
  bool on = false;
};
struct ApproveNow {};
struct DropDraft {};
struct TakeBackDraft {};
/// One step back of what was done to the item at hand, or forth again.
struct StepItem {
  bool forth = false;
};
/// What is typed goes on as an item of its own, or is to take the place of what another saved.
struct SettleClash {
  bool as_new = false;
};
/// What the desk can put right by itself in the item at hand (remedies.h).
enum class Remedy {
  SentenceCase,
  OwnAgency,
  TakeOutHidden,  ///< of one text
  OneLine,        ///< the same
  Shorten,        ///< the same
  AsNotice,       ///< of a ticker that is too long
  SingleSpaces,
  Mask,  ///< somebody's data
  BeginNow,
  EndLater,
  EndWithin,
  EveryBoard,
  DropGoneBoards,
  UsualSeconds,
  FirstPictures,
};
std::string_view name_of(Remedy remedy);
/// One press beside a warning: one step of the item, which is taken back like any other.
struct Cure {
  Remedy remedy{};
  std::string subject = {};  ///< the field of its text, or what is masked
};
struct NewPlaylist {};
struct OpenPlaylist {
  PlaylistId id;
};
/// One that is kept and that the server may not have.
struct OpenKeptPlaylist {
  std::string draft;
};
struct SavePlaylist {};
/// What was typed into the open one since it was saved.
struct DropPlaylist {};
/// Somebody else saved meanwhile: what is typed is to be saved over it.
struct KeepPlaylist {};
/// One step back of what was done to the playlist's form, or forth again.
struct StepPlaylist {
  bool forth = false;
};
struct OpenBoard {
  BoardId id;
};
struct RenameBoard {};
struct AssignBoard {};  ///< to whom the form says
struct TagBoard {};     ///< with what is typed
/// The open board in, or out.
struct JoinGroup {
  GroupId group;
  bool in = false;
};
struct SaveGroup {};  ///< the typed name: of a new group with the open board, or of the chosen one
struct RenameGroup {
  GroupId group;
};
using GroupStep = std::variant<TagBoard, JoinGroup, SaveGroup, RenameGroup>;
struct PlaceBoard {};  ///< where the form says
struct ClearPosition {};
struct PickOnMap {
  bool on = false;
};
struct PickedPlace {
  GeoPoint place;
};
using MapStep = std::variant<PlaceBoard, ClearPosition, PickOnMap, PickedPlace>;
struct FindPairing {};
struct AnswerPairing {
  bool accept = false;
};
struct LoadReport {};
struct ChoosePeriod {
  Period period{};
};
struct SaveReport {
  ReportFormat format{};
};
struct Ask {
  Sheet sheet;
};
struct AnswerSheet {
  bool confirmed = false;
};
struct ChoosePlace {
  PlaylistId playlist;
};
struct EditReason {
  std::string reason;
};
struct EditPasswords {
  PasswordForm passwords;
};
struct EditMourningDays {
  std::string first_day, last_day;
};
struct CloseTrouble {};
struct SendVideo {};
struct StopVideo {};

using Command =
    std::variant<GoTo, Edit, SignIn, SignOut, NewItem, OpenItem, OpenDraft, SaveItem, LoadAgain,
                 TickCheck, ApproveNow, DropDraft, TakeBackDraft, StepItem, Cure, SettleClash,
                 NewPlaylist, OpenPlaylist, OpenKeptPlaylist, SavePlaylist, DropPlaylist,
                 KeepPlaylist, StepPlaylist, OpenBoard, RenameBoard, AssignBoard, GroupStep,
                 FindPairing, AnswerPairing, LoadReport, ChoosePeriod, SaveReport, Ask, AnswerSheet,
                 ChoosePlace, EditReason, EditPasswords, CloseTrouble, SendVideo, StopVideo,
                 PlanStep, SettingsStep, MapStep, LibraryStep, OrderStep, DisplayStep, BackupStep,
                 FactorStep, AccountStep, HolidayStep, LayoutStep, ProvinceStep, EditMourningDays>;
using Commands = std::vector<Command>;

}  // namespace bangtin::desk
