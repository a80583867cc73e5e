// DeskServer: what the desk asks of a server, as a port: ClientServer is its adapter over
// manager/client, tests have a fake. Thread: one at a time (the link's); calls block.
#pragma once

#include <string>
#include <vector>

#include "manager/client/board_to_pair.h"
#include "manager/client/item_mirror.h"
#include "manager/desk/factor_server.h"
#include "manager/desk/key_server.h"
#include "manager/desk/province_server.h"
#include "manager/report/report_paper.h"
#include "shared/compose/bitmap.h"
#include "shared/model/manifest.h"
#include "shared/protocol/history_messages.h"
#include "shared/protocol/layout_messages.h"

namespace bangtin::desk {

/// What an administrator sees of the people and of who signs for the commune.
struct Administration {
  std::vector<Person> people;
  std::vector<PersonKey> keys;
  TrustRecord trust;
  bool commune_key_here = false;  ///< on this PC
  std::optional<LastBackup> last_backup = {};
  FactorLogins factors;
};

/// How a server of this PC's own is reached.
struct OwnServerFacts {
  std::string address;      ///< from this PC
  std::string pin;          ///< of its certificate, hexadecimal
  std::string setup_token;  ///< makes the first administrator; empty: there is one
  bool operator==(const OwnServerFacts&) const = default;
};

class DeskServer {
 public:
  virtual ~DeskServer() = default;

  /// From now on talks to this server. Errors: invalid when `pin` is not 64 hexadecimal digits or
  /// the address is none.
  virtual Status connect(const std::string& address, const std::string& pin) = 0;
  /// Goes on with a session that was begun on another line. Errors: as connect.
  virtual Status resume(const std::string& address, const std::string& pin,
                        const std::string& token) = 0;
  /// What is typed at a board so that it finds the server that this talks to; none when this PC is
  /// that server and has no network.
  virtual std::vector<std::string> board_addresses() = 0;
  /// Starts a server on this PC, unless it runs already. Errors: those of OwnServer::start.
  virtual Result<OwnServerFacts> start_own() = 0;

  // As the calls of the same name of Client, with their errors.
  virtual Result<Session> sign_in(const std::string& login, const std::string& password,
                                  const std::string& code) = 0;
  virtual FactorServer& factor() = 0;
  virtual KeyServer& key_copies() = 0;
  virtual ProvinceServer& provinces() = 0;
  virtual Result<Person> setup(const std::string& token, const std::string& login,
                               const std::string& display_name, const std::string& password) = 0;
  virtual Status sign_out() = 0;
  /// After signing in: makes, registers or opens this person's key, which signs from then on until
  /// signing out. Errors: as ready_my_key.
  virtual Result<KeySight> ready_key(const Person& person, const std::string& password) = 0;
  /// How it stands now.
  virtual Result<KeySight> signing_state() = 0;
  virtual Status change_password(const std::string& old_password,
                                 const std::string& new_password) = 0;
  virtual Result<KeySight> replace_key(const std::string& password) = 0;
  virtual Result<KeySight> reseal_key(const std::string& old_password,
                                      const std::string& password) = 0;
  virtual Result<Instant> time() = 0;  ///< Client::server_time
  virtual Result<CommuneRecord> commune() = 0;
  virtual Result<Administration> administration() = 0;
  /// The commune's policy, as the server says.
  virtual Result<bool> lets_one_person() = 0;
  virtual Result<CommuneRecord> set_commune(const CommuneRecord& commune) = 0;
  virtual Result<Person> add_person(const Person& person, const std::string& password) = 0;
  /// All but the login as `person` says; an empty password stays as it is.
  virtual Result<Person> change_person(const Person& person, const std::string& password) = 0;
  /// The recovery sheet of the commune's key on this PC; a commune that has not begun gets a key.
  /// Errors: denied (not the password of who signed in), not_found, key "trust.no_commune_key";
  /// those of commune_key and prepare_trust.
  virtual Result<std::string> recovery_sheet(const std::string& password) = 0;
  /// Writes it as a page to be printed and gives the path. Errors: as save_recovery.
  virtual Result<std::string> save_recovery(const RecoveryPaper& paper) = 0;
  /// The commune begins to sign, with the key that recovery_sheet made. Errors: as there.
  virtual Status begin_trust(const std::string& password, Instant now) = 0;
  /// `one_person`: the policy from now on, whether one person may compose and approve; nothing: it
  /// stays. `online_seen`: the server's waiting key whose words stood on the screen; nothing: it
  /// goes on waiting. Errors: as bangtin::sign_people.
  virtual Status sign_people(const std::string& password, std::optional<bool> one_person,
                             const std::optional<PublicKey>& online_seen, Instant now) = 0;
  virtual Status recover_commune_key(const std::string& sheet, const std::string& password,
                                     Instant now) = 0;
  /// The same object as before when none of them changed.
  virtual Result<SharedItems> items() = 0;
  virtual Result<ItemRecord> add_item(const ItemContent& content) = 0;
  virtual Result<ItemRecord> save_item(const ItemId& id, const ItemContent& content,
                                       std::int64_t revision) = 0;
  /// Client::submit_item: of nothing but this content.
  virtual Result<ItemRecord> submit_item(const ItemId& id, const ItemContent& content,
                                         Instant now) = 0;
  virtual Result<ItemRecord> approve_item(const ItemId& id, const Digest& version,
                                          const std::vector<ReviewCheck>& checked, Instant now) = 0;
  virtual Result<ItemRecord> return_item(const ItemId& id, const Digest& version,
                                         const std::string& reason) = 0;
  virtual Result<ItemRecord> withdraw_item(const ItemId& id, const std::string& reason,
                                           Instant now) = 0;
  virtual Result<ItemVersion> version(const Digest& hash) = 0;
  virtual Result<ItemHistory> item_history(const ItemId& id) = 0;
  /// A picture of an item, decoded. Errors also: corrupt, unsupported.
  virtual Result<Bitmap> picture(const Media& media) = 0;
  virtual Result<std::vector<PlaylistRecord>> playlists() = 0;
  virtual Result<PlaylistRecord> save_playlist(const PlaylistRecord& playlist) = 0;
  virtual Status delete_playlist(const PlaylistId& id) = 0;
  virtual Result<std::vector<Delivery>> publish(const PlaylistId& id) = 0;
  virtual Result<std::vector<Delivery>> delivery(const PlaylistId& id) = 0;
  virtual Result<std::vector<BoardRecord>> boards() = 0;
  virtual Result<std::vector<GroupRecord>> groups() = 0;
  virtual Result<std::vector<LayoutRecord>> layouts() = 0;
  virtual Result<LayoutRecord> save_layout(const LayoutRecord& layout) = 0;
  virtual Status remove_layout(const LayoutId& id) = 0;
  /// What the board was told last (Client::generation). Errors also: not_found, corrupt.
  virtual Result<Manifest> manifest(const BoardId& id) = 0;
  virtual Result<BoardRecord> rename_board(const BoardId& id, const std::string& name) = 0;
  virtual Result<BoardRecord> revoke_board(const BoardId& id) = 0;
  virtual Result<BoardRecord> tag_board(const BoardId& id,
                                        const std::vector<std::string>& tags) = 0;
  /// A new one when it has no id; else when the revision matches.
  virtual Result<GroupRecord> save_group(const GroupRecord& group) = 0;
  virtual Status delete_group(const GroupId& id) = 0;
  virtual Result<std::vector<Technician>> technicians() = 0;
  virtual Result<BoardRecord> assign_board(const BoardId& id, const std::string& to,
                                           const std::string& note) = 0;
  virtual Result<BoardRecord> place_board(const BoardId& id,
                                          const std::optional<GeoPoint>& position) = 0;
  /// Errors also: not_found (the commune has none).
  virtual Result<CommuneMap> commune_map() = 0;
  /// Reads a GeoJSON file and sends what map_from_geojson makes of it. Errors also: its own;
  /// not_found "desk.map_missing", unavailable "desk.map_unreadable".
  virtual Status set_commune_map(const std::string& path) = 0;
  virtual Status remove_commune_map() = 0;
  virtual Result<std::vector<TimetableRecord>> timetables() = 0;
  virtual Result<TimetableRecord> set_timetable(const TimetableRecord& record) = 0;
  virtual Result<HolidayList> holidays() = 0;
  virtual Result<HolidayList> set_holidays(const HolidayList& list) = 0;
  virtual Result<MourningRecord> mourning() = 0;
  /// Nothing: what was declared is taken back.
  virtual Result<MourningRecord> set_mourning(const std::optional<Mourning>& mourning) = 0;
  /// None named: all boards.
  virtual Result<std::vector<BoardRecord>> take_off_air(const std::vector<BoardId>& boards,
                                                        const std::string& reason) = 0;
  virtual Result<std::vector<BoardRecord>> put_on_air(const std::vector<BoardId>& boards) = 0;
  /// Client::order_board.
  virtual Result<BoardRecord> order_board(const BoardId& id, OrderKind kind,
                                          std::int64_t value) = 0;
  /// The last picture from its glass, of that size, decoded. Errors also: corrupt, unsupported.
  virtual Result<Bitmap> board_picture(const BoardId& id, Size size_px) = 0;
  virtual Result<BoardToPair> pairing(const std::string& code) = 0;
  virtual Result<BoardRecord> accept_pairing(const std::string& code, const std::string& name) = 0;
  virtual Status refuse_pairing(const std::string& code) = 0;
  virtual Result<ProofReport> proof_report(const std::string& from_day,
                                           const std::string& to_day) = 0;
  virtual Result<PlayReport> play_report(const std::string& from_day,
                                         const std::string& to_day) = 0;
  /// Writes a new file where this person keeps documents; gives its path. Errors: as
  /// bangtin::save_report.
  virtual Result<std::string> save_report(const ReportPaper& paper, ReportFormat format) = 0;
};

}  // namespace bangtin::desk
