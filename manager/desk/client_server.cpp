#include "manager/desk/client_server.h"

#include "manager/client/board_to_pair.h"
#include "manager/core/geojson.h"
#include "manager/report/report_files.h"
#include "shared/base/files.h"
#include "shared/base/limits.h"
#include "shared/base/log.h"
#include "shared/base/map_limits.h"
#include "shared/base/texts.h"
#include "shared/protocol/content_json.h"

namespace bangtin::desk {
namespace {

constexpr std::uintmax_t kProvinceCardBytesMax = 65'536;

/// A worker that died of a picture, or took too long over it, is the picture's fault and says
/// nothing of the line to the server.
Result<Bitmap> seen(Result<Bitmap> decoded) {
  if (decoded.ok() || decoded.error().code != Code::Unavailable) return decoded;
  return Error{Code::Corrupt, decoded.error().message, ""};
}

Error not_connected() { return {Code::Unavailable, "no server was chosen yet", ""}; }

/// A server of before there was such a thing has none of it.
template <class Value>
Result<Value> or_none(Result<Value> found) {
  if (!found && found.error().code == Code::NotFound) return Value();
  return found;
}

}  // namespace

Status ClientServer::connect(const std::string& address, const std::string& pin) {
  const std::optional<Digest> digest = digest_from_hex(pin);
  if (!digest) return Error{Code::Invalid, "the pin is not 64 hexadecimal digits", "desk.bad_pin"};
  if (!address.starts_with("https://")) {
    return Error{Code::Invalid, "the address is not https://", "desk.bad_address"};
  }
  client_.reset();
  pair_.reset();
  items_.clear();
  address_ = address;
  tls_pin_ = *digest;
  channel_ = std::make_unique<HttpChannel>(ServerAddress{address, digest}, goes_on_);
  client_ = std::make_unique<Client>(*channel_, &pager_);
  return {};
}

Status ClientServer::resume(const std::string& address, const std::string& pin,
                            const std::string& token) {
  const bool here = client_ && address == address_ && digest_from_hex(pin) == tls_pin_;
  if (!here) TRY(connect(address, pin));
  client_->set_token(token);
  return {};
}

#define BANGTIN_FORWARD(call)           \
  if (!client_) return not_connected(); \
  return client_->call

Result<Session> ClientServer::sign_in(const std::string& login, const std::string& password,
                                      const std::string& code) {
  BANGTIN_FORWARD(sign_in(login, password, code));
}
Result<FactorState> ClientServer::second_factor() { BANGTIN_FORWARD(second_factor()); }
Result<FactorOffer> ClientServer::offer_second_factor(const std::string& password) {
  BANGTIN_FORWARD(offer_second_factor(password));
}
Result<RecoveryCodes> ClientServer::confirm_second_factor(const std::string& code) {
  BANGTIN_FORWARD(confirm_second_factor(code));
}
Status ClientServer::drop_second_factor(const std::string& password, const std::string& code) {
  BANGTIN_FORWARD(drop_second_factor(password, code));
}
Status ClientServer::reset_second_factor(const PersonId& id) {
  BANGTIN_FORWARD(reset_second_factor(id));
}
Result<std::string> ClientServer::save_recovery_codes(const std::string& login,
                                                      const std::vector<std::string>& codes) {
  std::string lines = text("factor.codes_head", {{"login", login}}) + "\n";
  for (const std::string& code : codes) lines += "\n" + code;
  const std::string name = text("factor.codes_file", {{"login", login}}) + ".txt";
  return TRY(save_new(documents_ / name, lines + "\n", true)).string();
}
Result<Person> ClientServer::setup(const std::string& token, const std::string& login,
                                   const std::string& display_name, const std::string& password) {
  BANGTIN_FORWARD(setup(token, login, display_name, password));
}
Status ClientServer::sign_out() {
  pair_.reset();
  BANGTIN_FORWARD(sign_out());
}
Result<Instant> ClientServer::time() { BANGTIN_FORWARD(server_time()); }
Result<CommuneRecord> ClientServer::commune() { BANGTIN_FORWARD(commune()); }
Result<CommuneRecord> ClientServer::set_commune(const CommuneRecord& commune) {
  BANGTIN_FORWARD(set_commune(commune));
}
Result<Person> ClientServer::add_person(const Person& person, const std::string& password) {
  BANGTIN_FORWARD(add_person(person, password));
}
/// Only what changed since the last time travels.
Result<SharedItems> ClientServer::items() {
  if (!client_) return not_connected();
  TRY(client_->refresh_items(items_));
  return items_.all();
}
Result<ItemRecord> ClientServer::add_item(const ItemContent& content) {
  BANGTIN_FORWARD(add_item(content));
}
Result<ItemRecord> ClientServer::save_item(const ItemId& id, const ItemContent& content,
                                           std::int64_t revision) {
  BANGTIN_FORWARD(save_item(id, content, revision));
}
Result<ItemRecord> ClientServer::submit_item(const ItemId& id, const ItemContent& content,
                                             Instant now) {
  if (!client_) return not_connected();
  return client_->submit_item(id, content, TRY(signer()), now);
}
Result<ItemRecord> ClientServer::approve_item(const ItemId& id, const Digest& version,
                                              const std::vector<ReviewCheck>& checked,
                                              Instant now) {
  if (!client_) return not_connected();
  return client_->approve_item(id, version, checked, TRY(signer()), now);
}
Result<ItemRecord> ClientServer::return_item(const ItemId& id, const Digest& version,
                                             const std::string& reason) {
  BANGTIN_FORWARD(return_item(id, version, reason));
}
Result<ItemRecord> ClientServer::withdraw_item(const ItemId& id, const std::string& reason,
                                               Instant now) {
  if (!client_) return not_connected();
  const auto mine = signer();  // Without a key it comes down all the same.
  return client_->withdraw_item(id, reason, mine.ok() ? &*mine : nullptr, now);
}
Result<ItemVersion> ClientServer::version(const Digest& hash) { BANGTIN_FORWARD(version(hash)); }
Result<ItemHistory> ClientServer::item_history(const ItemId& id) {
  BANGTIN_FORWARD(item_history(id));
}
Result<Bitmap> ClientServer::picture(const Media& media) {
  if (!client_) return not_connected();
  return seen(decode_(TRY(client_->blob(media.blob)), media.size_px));
}
Result<std::vector<PlaylistRecord>> ClientServer::playlists() { BANGTIN_FORWARD(playlists()); }
Result<PlaylistRecord> ClientServer::save_playlist(const PlaylistRecord& playlist) {
  BANGTIN_FORWARD(save_playlist(playlist));
}
Status ClientServer::delete_playlist(const PlaylistId& id) { BANGTIN_FORWARD(delete_playlist(id)); }
Result<std::vector<Delivery>> ClientServer::publish(const PlaylistId& id) {
  BANGTIN_FORWARD(publish(id));
}
Result<std::vector<Delivery>> ClientServer::delivery(const PlaylistId& id) {
  BANGTIN_FORWARD(delivery(id));
}
Result<std::vector<BoardRecord>> ClientServer::boards() { BANGTIN_FORWARD(boards()); }
Result<std::vector<GroupRecord>> ClientServer::groups() { BANGTIN_FORWARD(groups()); }
Result<std::vector<LayoutRecord>> ClientServer::layouts() {
  if (!client_) return not_connected();
  return or_none(client_->layouts());
}
Result<LayoutRecord> ClientServer::save_layout(const LayoutRecord& layout) {
  BANGTIN_FORWARD(save_layout(layout));
}
Status ClientServer::remove_layout(const LayoutId& id) { BANGTIN_FORWARD(remove_layout(id)); }
Result<Manifest> ClientServer::manifest(const BoardId& id) {
  if (!client_) return not_connected();
  return manifest_of(TRY(client_->generation(id)));
}
Result<BoardRecord> ClientServer::rename_board(const BoardId& id, const std::string& name) {
  BANGTIN_FORWARD(rename_board(id, name));
}
Result<BoardRecord> ClientServer::revoke_board(const BoardId& id) {
  BANGTIN_FORWARD(revoke_board(id));
}
Result<BoardRecord> ClientServer::tag_board(const BoardId& id,
                                            const std::vector<std::string>& tags) {
  BANGTIN_FORWARD(tag_board(id, tags));
}
Result<GroupRecord> ClientServer::save_group(const GroupRecord& group) {
  BANGTIN_FORWARD(save_group(group));
}
Status ClientServer::delete_group(const GroupId& id) { BANGTIN_FORWARD(delete_group(id)); }
Result<std::vector<Technician>> ClientServer::technicians() {
  if (!client_) return not_connected();
  return or_none(client_->technicians());
}
Result<BoardRecord> ClientServer::assign_board(const BoardId& id, const std::string& to,
                                               const std::string& note) {
  BANGTIN_FORWARD(assign_board(id, to, note));
}
Result<BoardRecord> ClientServer::place_board(const BoardId& id,
                                              const std::optional<GeoPoint>& position) {
  BANGTIN_FORWARD(place_board(id, position));
}
Result<CommuneMap> ClientServer::commune_map() { BANGTIN_FORWARD(commune_map()); }
Status ClientServer::set_commune_map(const std::string& path) {
  if (!client_) return not_connected();
  const Result<std::string> bytes = files::read_all(path, limits::kMapFileBytesMax);
  if (!bytes.ok()) {
    const bool missing = bytes.error().code == Code::NotFound;
    const bool large = bytes.error().code == Code::Invalid;
    return Error{bytes.error().code, bytes.error().message,
                 large     ? "map.too_large"
                 : missing ? "desk.map_missing"
                           : "desk.map_unreadable"};
  }
  return client_->set_commune_map(TRY(map_from_geojson(*bytes)));
}
Status ClientServer::remove_commune_map() { BANGTIN_FORWARD(remove_commune_map()); }
Result<std::vector<TimetableRecord>> ClientServer::timetables() { BANGTIN_FORWARD(timetables()); }
Result<TimetableRecord> ClientServer::set_timetable(const TimetableRecord& record) {
  BANGTIN_FORWARD(set_timetable(record));
}
Result<HolidayList> ClientServer::holidays() {
  if (!client_) return not_connected();
  return or_none(client_->holidays());
}
Result<HolidayList> ClientServer::set_holidays(const HolidayList& list) {
  BANGTIN_FORWARD(set_holidays(list));
}
Result<MourningRecord> ClientServer::mourning() {
  if (!client_) return not_connected();
  return or_none(client_->mourning());
}
Result<MourningRecord> ClientServer::set_mourning(const std::optional<Mourning>& mourning) {
  if (!client_) return not_connected();
  return mourning ? client_->declare_mourning(*mourning) : client_->end_mourning();
}
Result<std::vector<BoardRecord>> ClientServer::take_off_air(const std::vector<BoardId>& boards,
                                                            const std::string& reason) {
  BANGTIN_FORWARD(take_off_air(boards, reason));
}
Result<std::vector<BoardRecord>> ClientServer::put_on_air(const std::vector<BoardId>& boards) {
  BANGTIN_FORWARD(put_on_air(boards));
}
Result<BoardRecord> ClientServer::order_board(const BoardId& id, OrderKind kind,
                                              std::int64_t value) {
  BANGTIN_FORWARD(order_board(id, kind, value));
}
Result<Bitmap> ClientServer::board_picture(const BoardId& id, Size size_px) {
  if (!client_) return not_connected();
  return seen(decode_(TRY(client_->board_picture(id)), size_px));
}
Result<BoardToPair> ClientServer::pairing(const std::string& code) {
  if (!client_) return not_connected();
  return board_to_pair(*client_, keys_.folder(), tls_pin_, code);
}
Result<BoardRecord> ClientServer::accept_pairing(const std::string& code, const std::string& name) {
  if (!client_) return not_connected();
  TRY(know_root(*client_, keys_.folder(), tls_pin_));
  return client_->accept_pairing(code, name);
}
Status ClientServer::refuse_pairing(const std::string& code) {
  BANGTIN_FORWARD(refuse_pairing(code));
}
Result<ProofReport> ClientServer::proof_report(const std::string& from_day,
                                               const std::string& to_day) {
  BANGTIN_FORWARD(proof_report(from_day, to_day));
}
Result<PlayReport> ClientServer::play_report(const std::string& from_day,
                                             const std::string& to_day) {
  BANGTIN_FORWARD(play_report(from_day, to_day, {}, {}));
}
Result<std::string> ClientServer::save_report(const ReportPaper& paper, ReportFormat format) {
  return TRY(bangtin::save_report(documents_, paper, format)).string();
}

Result<std::string> ClientServer::save_recovery(const RecoveryPaper& paper) {
  return TRY(bangtin::save_recovery(documents_, paper)).string();
}

#undef BANGTIN_FORWARD

Result<SigningPerson> ClientServer::signer() const {
  if (!pair_) return Error{Code::NotFound, "no key is open", "trust.no_key_open"};
  return SigningPerson{*pair_, keys_.folder()};
}

Result<KeySight> ClientServer::take(Result<MyKey> mine) {
  if (!mine.ok()) return mine.error();
  if (mine->pair) pair_ = std::move(mine->pair);
  return mine->sight();
}

Result<Administration> ClientServer::administration() {
  if (!client_) return not_connected();
  Administration seen;
  seen.people = TRY(client_->people());
  seen.keys = TRY(client_->people_keys());
  seen.trust = TRY(client_->trust());
  seen.factors = TRY(or_none(client_->second_factor_logins()));
  seen.commune_key_here = keys_.has(commune_key_name(seen.trust.signing_code));
  seen.last_backup = TRY(client_->last_backup());
  return seen;
}

Result<bool> ClientServer::lets_one_person() {
  if (!client_) return not_connected();
  return TRY(client_->trust()).one_person;
}

Result<Person> ClientServer::change_person(const Person& person, const std::string& password) {
  if (!client_) return not_connected();
  Json change;
  Json::Array roles;
  for (const Role role : person.roles) roles.emplace_back(name_of(role));
  change.set("display_name", person.display_name).set("roles", std::move(roles));
  change.set("disabled", person.disabled);
  if (!password.empty()) change.set("password", password);
  return client_->change_person(person.id, change);
}

Result<std::string> ClientServer::recovery_sheet(const std::string& password) {
  if (!client_) return not_connected();
  TRY(client_->check_password(person_.login, password));
  const TrustRecord trust = TRY(client_->trust());
  const std::string name = commune_key_name(trust.signing_code);
  if (trust.begun && !keys_.has(name)) return Error{Code::NotFound, name, "trust.no_commune_key"};
  if (!trust.begun) TRY(prepare_trust(*client_));  // What stands against it is said first.
  return bangtin::recovery_sheet(TRY(commune_key(keys_, trust, password)));
}

Status ClientServer::begin_trust(const std::string& password, Instant now) {
  if (!client_) return not_connected();
  TRY(client_->check_password(person_.login, password));
  const Beginning beginning = TRY(prepare_trust(*client_));
  return bangtin::begin_trust(*client_, beginning,
                              TRY(commune_key(keys_, beginning.trust, password)), now);
}

Status ClientServer::sign_people(const std::string& password, std::optional<bool> one_person,
                                 const std::optional<PublicKey>& online_seen, Instant now) {
  return sign_change(password, now, {.one_person = one_person, .online_seen = online_seen});
}

Status ClientServer::sign_change(const std::string& password, Instant now,
                                 const SignChange& change) {
  if (!client_) return not_connected();
  TRY(client_->check_password(person_.login, password));
  TRY(bangtin::sign_people(*client_, keys_, password, now, change));
  return {};
}

Result<std::vector<ProvinceKeys>> ClientServer::provinces_let_in(Instant now) {
  if (!client_) return not_connected();
  CommuneTrust trust(*client_, keys_.folder(), TRY(client_->trust()));
  TRY(trust.refresh(now));
  return province_keys_of(trust.targets());
}

Result<ProvinceCard> ClientServer::read_province_card(const std::string& path) {
  const auto bytes = files::read_all(path, kProvinceCardBytesMax);
  if (bytes.ok()) return card_from_file(*bytes);
  const Code code = bytes.error().code;
  const char* key = code == Code::NotFound  ? "province.no_file"
                    : code == Code::Invalid ? "province.no_card"
                                            : "province.unreadable";
  return Error{code, path, key};
}

Status ClientServer::let_province_in(const ProvinceKeys& keys, const std::string& password,
                                     Instant now) {
  return sign_change(password, now, {.let_in = keys});
}

Status ClientServer::shut_province_out(const std::string& code, const std::string& password,
                                       Instant now) {
  return sign_change(password, now, {.shut_out = code});
}

Status ClientServer::recover_commune_key(const std::string& sheet, const std::string& password,
                                         Instant now) {
  if (!client_) return not_connected();
  TRY(key_from_sheet(sheet));  // A typing error is said before anything else.
  TRY(client_->check_password(person_.login, password));
  return bangtin::recover_commune_key(*client_, keys_, sheet, password, now);
}

Result<KeySight> ClientServer::ready_key(const Person& person, const std::string& password) {
  if (!client_) return not_connected();
  person_ = person;
  // From now on this PC knows the commune's root. What is wrong with it stops who signs or pairs.
  const Status known = know_root(*client_, keys_.folder(), tls_pin_);
  if (!known.ok() && known.error().key != "trust.none") {
    log::warn("manager", "the commune's root", {{"error", known.error().message}});
  }
  return take(ready_my_key(*client_, keys_, person, address_, password));
}

Result<KeySight> ClientServer::signing_state() {
  if (!client_) return not_connected();
  MyKey mine = TRY(look_at_my_key(*client_, keys_, person_));
  const bool here = mine.record && mine.state != SigningState::Elsewhere;
  // It lies here, but was sealed under another password than he signed in with.
  if (here && (!pair_ || pair_->public_key() != mine.record->key)) {
    mine.state = SigningState::OtherPassword;
  }
  return mine.sight();
}

Status ClientServer::change_password(const std::string& old_password,
                                     const std::string& new_password) {
  if (!client_) return not_connected();
  return change_my_password(*client_, keys_, old_password, new_password);
}

Result<KeySight> ClientServer::replace_key(const std::string& password) {
  if (!client_) return not_connected();
  return take(replace_my_key(*client_, keys_, person_, address_, password));
}

Result<KeySight> ClientServer::reseal_key(const std::string& old_password,
                                          const std::string& password) {
  if (!client_) return not_connected();
  return take(reseal_my_key(*client_, keys_, person_, old_password, password));
}

KeyPlaces ClientServer::look_for_key_copies() {
  KeyPlaces places;
  const std::vector<BackupPlace> readable = backup_places(documents_, false);
  places.copies = key_copies_in(readable);
  for (BackupPlace& place : backup_places(documents_, true)) {
    if (place.removable) places.sticks.push_back(std::move(place));
  }
  return places;
}

Result<std::string> ClientServer::my_key_sheet(const std::string& password) {
  if (!client_) return not_connected();
  TRY(client_->check_password(person_.login, password));
  return bangtin::my_key_sheet(*client_, keys_, password);
}

Result<std::string> ClientServer::save_key_copy(const RecoveryPaper& paper,
                                                const std::string& folder) {
  const std::string text =
      key_copy_text({paper.login, paper.made_by, paper.commune, paper.words, paper.sheet});
  const auto path = std::filesystem::path(folder) / key_copy_name(paper.login);
  return TRY(save_new(path, text, true)).string();
}

Result<KeySight> ClientServer::recover_key(const std::string& sheet, const std::string& file,
                                           const std::string& password) {
  if (!client_) return not_connected();
  const std::string text = sheet.empty() ? TRY(read_key_copy(file)) : sheet;
  return take(recover_my_key(*client_, keys_, person_, address_, text, password));
}

}  // namespace bangtin::desk
