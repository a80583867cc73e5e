// ClientServer: the DeskServer port over manager/client and HTTPS. Thread: one at a time.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>

#include "manager/client/commune_owner.h"
#include "manager/client/item_mirror.h"
#include "manager/desk/board_addresses.h"
#include "manager/desk/own_server.h"

namespace bangtin::desk {

class ClientServer final : public DeskServer,
                           public FactorServer,
                           public KeyServer,
                           public ProvinceServer {
 public:
  /// Coded bytes as a bitmap of that size, by a sandboxed worker.
  using Decode = std::function<Result<Bitmap>(std::string_view coded, Size size_px)>;

  /// `pager` and `keys` outlive it. `goes_on` is asked about once a second while a call runs; false
  /// breaks it off. `own` is what start_own starts. Reports are written into `documents`.
  ClientServer(Pager& pager, Decode decode, KeyRing& keys, OwnServerOptions own,
               std::filesystem::path documents, std::function<bool()> goes_on = {})
      : pager_(pager),
        decode_(std::move(decode)),
        keys_(keys),
        documents_(std::move(documents)),
        goes_on_(std::move(goes_on)),
        own_(std::move(own)) {}

  Status connect(const std::string& address, const std::string& pin) override;
  Status resume(const std::string& address, const std::string& pin,
                const std::string& token) override;
  Result<OwnServerFacts> start_own() override { return own_.start(); }
  std::vector<std::string> board_addresses() override {
    return desk::board_addresses(address_, addresses_of_this_pc());
  }
  Result<Session> sign_in(const std::string& login, const std::string& password,
                          const std::string& code) override;
  FactorServer& factor() override { return *this; }
  KeyServer& key_copies() override { return *this; }
  ProvinceServer& provinces() override { return *this; }
  Result<std::vector<ProvinceKeys>> provinces_let_in(Instant now) override;
  Result<ProvinceCard> read_province_card(const std::string& path) override;
  Status let_province_in(const ProvinceKeys& keys, const std::string& password,
                         Instant now) override;
  Status shut_province_out(const std::string& code, const std::string& password,
                           Instant now) override;
  KeyPlaces look_for_key_copies() override;
  Result<std::string> my_key_sheet(const std::string& password) override;
  Result<std::string> save_key_copy(const RecoveryPaper& paper, const std::string& folder) override;
  Result<KeySight> recover_key(const std::string& sheet, const std::string& file,
                               const std::string& password) override;
  Result<FactorState> second_factor() override;
  Result<FactorOffer> offer_second_factor(const std::string& password) override;
  Result<RecoveryCodes> confirm_second_factor(const std::string& code) override;
  Status drop_second_factor(const std::string& password, const std::string& code) override;
  Status reset_second_factor(const PersonId& id) override;
  Result<std::string> save_recovery_codes(const std::string& login,
                                          const std::vector<std::string>& codes) override;
  Result<Person> setup(const std::string& token, const std::string& login,
                       const std::string& display_name, const std::string& password) override;
  Status sign_out() override;
  Result<KeySight> ready_key(const Person& person, const std::string& password) override;
  Result<KeySight> signing_state() override;
  Status change_password(const std::string& old_password, const std::string& new_password) override;
  Result<KeySight> replace_key(const std::string& password) override;
  Result<KeySight> reseal_key(const std::string& old_password,
                              const std::string& password) override;
  Result<Instant> time() override;
  Result<CommuneRecord> commune() override;
  Result<Administration> administration() override;
  Result<bool> lets_one_person() override;
  Result<CommuneRecord> set_commune(const CommuneRecord& commune) override;
  Result<Person> add_person(const Person& person, const std::string& password) override;
  Result<Person> change_person(const Person& person, const std::string& password) override;
  Result<std::string> recovery_sheet(const std::string& password) override;
  Result<std::string> save_recovery(const RecoveryPaper& paper) override;
  Status begin_trust(const std::string& password, Instant now) override;
  Status sign_people(const std::string& password, std::optional<bool> one_person,
                     const std::optional<PublicKey>& online_seen, Instant now) override;
  Status recover_commune_key(const std::string& sheet, const std::string& password,
                             Instant now) override;
  Result<SharedItems> items() override;
  Result<ItemRecord> add_item(const ItemContent& content) override;
  Result<ItemRecord> save_item(const ItemId& id, const ItemContent& content,
                               std::int64_t revision) override;
  Result<ItemRecord> submit_item(const ItemId& id, const ItemContent& content,
                                 Instant now) override;
  Result<ItemRecord> approve_item(const ItemId& id, const Digest& version,
                                  const std::vector<ReviewCheck>& checked, Instant now) override;
  Result<ItemRecord> return_item(const ItemId& id, const Digest& version,
                                 const std::string& reason) override;
  Result<ItemRecord> withdraw_item(const ItemId& id, const std::string& reason,
                                   Instant now) override;
  Result<ItemVersion> version(const Digest& hash) override;
  Result<ItemHistory> item_history(const ItemId& id) override;
  Result<Bitmap> picture(const Media& media) override;
  Result<std::vector<PlaylistRecord>> playlists() override;
  Result<PlaylistRecord> save_playlist(const PlaylistRecord& playlist) override;
  Status delete_playlist(const PlaylistId& id) override;
  Result<std::vector<Delivery>> publish(const PlaylistId& id) override;
  Result<std::vector<Delivery>> delivery(const PlaylistId& id) override;
  Result<std::vector<BoardRecord>> boards() override;
  Result<std::vector<GroupRecord>> groups() override;
  Result<std::vector<LayoutRecord>> layouts() override;
  Result<LayoutRecord> save_layout(const LayoutRecord& layout) override;
  Status remove_layout(const LayoutId& id) override;
  Result<Manifest> manifest(const BoardId& id) override;
  Result<BoardRecord> rename_board(const BoardId& id, const std::string& name) override;
  Result<BoardRecord> revoke_board(const BoardId& id) override;
  Result<BoardRecord> tag_board(const BoardId& id, const std::vector<std::string>& tags) override;
  Result<GroupRecord> save_group(const GroupRecord& group) override;
  Status delete_group(const GroupId& id) override;
  Result<std::vector<Technician>> technicians() override;
  Result<BoardRecord> assign_board(const BoardId& id, const std::string& to,
                                   const std::string& note) override;
  Result<BoardRecord> place_board(const BoardId& id,
                                  const std::optional<GeoPoint>& position) override;
  Result<CommuneMap> commune_map() override;
  Status set_commune_map(const std::string& path) override;
  Status remove_commune_map() override;
  Result<std::vector<TimetableRecord>> timetables() override;
  Result<TimetableRecord> set_timetable(const TimetableRecord& record) override;
  Result<HolidayList> holidays() override;
  Result<HolidayList> set_holidays(const HolidayList& list) override;
  Result<MourningRecord> mourning() override;
  Result<MourningRecord> set_mourning(const std::optional<Mourning>& mourning) override;
  Result<std::vector<BoardRecord>> take_off_air(const std::vector<BoardId>& boards,
                                                const std::string& reason) override;
  Result<std::vector<BoardRecord>> put_on_air(const std::vector<BoardId>& boards) override;
  Result<BoardRecord> order_board(const BoardId& id, OrderKind kind, std::int64_t value) override;
  Result<Bitmap> board_picture(const BoardId& id, Size size_px) override;
  Result<BoardToPair> pairing(const std::string& code) override;
  Result<BoardRecord> accept_pairing(const std::string& code, const std::string& name) override;
  Status refuse_pairing(const std::string& code) override;
  Result<ProofReport> proof_report(const std::string& from_day, const std::string& to_day) override;
  Result<PlayReport> play_report(const std::string& from_day, const std::string& to_day) override;
  Result<std::string> save_report(const ReportPaper& paper, ReportFormat format) override;

 private:
  /// The key at hand. Errors: not_found, in the words of what is missing.
  Result<SigningPerson> signer() const;
  Result<KeySight> take(Result<MyKey> mine);
  /// With the commune's key, by who signed in.
  Status sign_change(const std::string& password, Instant now, const SignChange& change);

  Pager& pager_;
  Decode decode_;
  KeyRing& keys_;
  std::filesystem::path documents_;
  std::function<bool()> goes_on_;
  OwnServer own_;
  std::unique_ptr<HttpChannel> channel_;
  std::unique_ptr<Client> client_;
  ItemMirror items_;  ///< of that server
  std::string address_;
  Digest tls_pin_;
  Person person_;                ///< who signed in
  std::optional<KeyPair> pair_;  ///< his key, open
};

}  // namespace bangtin::desk
