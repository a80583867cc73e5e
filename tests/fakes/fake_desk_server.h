// A server in memory for tests of the desk: the rules of manager/core, no network. Thread: one.
#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "manager/core/compile.h"
#include "manager/core/holidays.h"
#include "manager/core/item_flow.h"
#include "manager/core/layouts.h"
#include "manager/core/people_rules.h"
#include "manager/desk/desk_server.h"
#include "shared/protocol/content_json.h"
#include "tests/fakes/fake_factor.h"
#include "tests/fakes/fake_key_copies.h"
#include "tests/fakes/fake_provinces.h"

namespace bangtin {

class FakeDeskServer : public desk::DeskServer {
 public:
  struct Account {
    Person person;
    std::string password;
  };

  std::int64_t last_order = 0;
  int glasses_asked = 0;
  std::optional<Millis> backup_age = Millis(0);  ///< of the last one; nothing: there is none
  std::optional<Error> glass_fault;

  FakeDeskServer() {
    add_account("hoa", "Nguyễn Thị Hoa", {Role::Editor});
    add_account("nam", "Trần Văn Nam", {Role::Approver});
    add_account("tuan", "Lê Anh Tuấn", {Role::Technician});
    trust.begun = true;
    trust.signing_code = "30337";
  }

  void add_account(const std::string& login, const std::string& name, std::vector<Role> roles) {
    accounts[login] = {{{login}, login, name, std::move(roles), false}, "mat-khau-rat-dai"};
  }
  BoardRecord& add_board(const std::string& id, const std::string& name) {
    BoardRecord board;
    board.id = {id};
    board.name = name;
    board.canvas_px = {1920, 1080};
    board.online = true;
    board.last_seen = now;
    board.generation_wanted = board.status.generation = 1;
    board.status.program_version = "0.1.0";
    all_boards.push_back(board);
    return all_boards.back();
  }
  /// The boards tell that they show what they should.
  void confirm(const BoardId& id) {
    (void)change_board(id, [](BoardRecord& b) { b.status.generation = b.generation_wanted; });
  }

  Status connect(const std::string&, const std::string&) override { return up(); }
  Status resume(const std::string&, const std::string&, const std::string& token) override;
  std::vector<std::string> board_addresses() override { return addresses; }
  Result<desk::OwnServerFacts> start_own() override {
    ++own_starts;
    if (own_fault) return *own_fault;
    return own_facts;
  }
  desk::FactorServer& factor() override { return factor_fake; }
  desk::KeyServer& key_copies() override { return key_fake; }
  desk::ProvinceServer& provinces() override { return province_fake; }
  Result<Session> sign_in(const std::string& login, const std::string& password,
                          const std::string& code = "") override {
    TRY(up());
    const auto account = accounts.find(login);
    if (account == accounts.end() || account->second.password != password) {
      return Error{Code::Denied, "wrong login or password", ""};
    }
    if (login == factor_login) {
      if (code.empty()) return Error{Code::Denied, "no code", "person.code_missing"};
      if (code != FakeFactor::kCode) return Error{Code::Denied, "wrong", "person.code_wrong"};
    }
    me = account->second.person;
    return Session{"token", me, {}};
  }
  Result<Person> setup(const std::string& token, const std::string& login,
                       const std::string& display_name, const std::string& password) override {
    TRY(up());
    if (token != "ma-mot-lan") return Error{Code::Denied, "wrong token", ""};
    add_account(login, display_name, {Role::Administrator});
    accounts[login].password = password;
    return accounts[login].person;
  }
  Status sign_out() override { return up(); }
  Result<KeySight> ready_key(const Person& person, const std::string& password) override {
    TRY(up());
    keys_readied.push_back(person.login + " " + password);
    if (key_fault) return *key_fault;
    return signing_state();
  }
  Result<KeySight> signing_state() override {
    TRY(up());
    return key_fake.sight_of(me);
  }
  Status change_password(const std::string& old_password,
                         const std::string& new_password) override {
    TRY(up());
    if (accounts[me.login].password != old_password) {
      return Error{Code::Denied, "the old password is wrong", "person.wrong_password"};
    }
    accounts[me.login].password = new_password;
    return {};
  }
  Result<KeySight> replace_key(const std::string& password) override {
    TRY(sign_in(me.login, password));
    signing = SigningState::Waiting;
    return signing_state();
  }
  Result<KeySight> reseal_key(const std::string& old_password,
                              const std::string& password) override {
    TRY(sign_in(me.login, password));
    if (old_password != key_password) {
      return Error{Code::Denied, "another password", "trust.other_password"};
    }
    signing = SigningState::Ready;
    return signing_state();
  }
  Result<Instant> time() override {
    TRY(up());
    return now;
  }
  Result<CommuneRecord> commune() override {
    TRY(up());
    return commune_record;
  }
  Result<desk::Administration> administration() override;
  Result<CommuneRecord> set_commune(const CommuneRecord& commune) override {
    TRY(up());
    if (commune.code.size() != 5) return Error{Code::Invalid, "the code", "commune.code"};
    trust.place_signed = !trust.begun || commune.agency == commune_record.agency;
    trust.signing_code = commune.code;
    return commune_record = commune;
  }
  Result<Person> add_person(const Person& person, const std::string& password) override {
    TRY(up());
    if (accounts.contains(person.login)) {
      return Error{Code::Conflict, person.login, "person.login_taken"};
    }
    add_account(person.login, person.display_name, person.roles);
    accounts[person.login].password = password;
    return accounts[person.login].person;
  }
  Result<Person> change_person(const Person& person, const std::string& password) override {
    TRY(up());
    Account& account = accounts.at(person.login);
    account.person = person;
    if (!password.empty()) account.password = password;
    return account.person;
  }
  Result<std::string> recovery_sheet(const std::string& password) override {
    TRY(is_mine(password));
    if (trust.begun && !commune_key_here) {
      return Error{Code::NotFound, "", "trust.no_commune_key"};
    }
    commune_key_here = true;
    return std::string(kSheet);
  }
  Status begin_trust(const std::string& password, Instant) override {
    TRY(is_mine(password));
    if (begin_fault) return *begin_fault;
    trust.begun = true;
    return confirm_keys();
  }
  Status sign_people(const std::string& password, std::optional<bool> one_person,
                     const std::optional<PublicKey>& online_seen, Instant) override;
  Result<bool> lets_one_person() override {
    TRY(up());
    return trust.one_person;
  }
  Status recover_commune_key(const std::string& sheet, const std::string& password,
                             Instant) override {
    TRY(is_mine(password));
    // However the lines are broken, as the real ones are read.
    const auto letters = [](std::string words) {
      std::erase_if(words, [](char letter) { return letter == ' ' || letter == '\n'; });
      return words;
    };
    if (letters(sheet) != letters(std::string(kSheet))) {
      return Error{Code::Invalid, "a typing error", "trust.sheet_wrong"};
    }
    commune_key_here = true;
    return {};
  }
  Result<SharedItems> items() override {
    TRY(up());
    return std::make_shared<const std::vector<ItemRecord>>(all_items);
  }
  Result<ItemRecord> add_item(const ItemContent& content) override {
    TRY(up());
    const ItemId id{"item-" + std::to_string(all_items.size() + 1)};
    all_items.insert(all_items.begin(), TRY(new_item(id, content, me.login, now)));
    if (bends) bends(all_items.front().content);
    return all_items.front();
  }
  Result<ItemRecord> save_item(const ItemId& id, const ItemContent& content,
                               std::int64_t revision) override {
    return step(id, SaveDraft{content, revision});
  }
  Result<ItemRecord> submit_item(const ItemId& id, const ItemContent& content, Instant at) override;
  Result<ItemRecord> approve_item(const ItemId& id, const Digest& version,
                                  const std::vector<ReviewCheck>& checked, Instant) override;
  Result<ItemRecord> return_item(const ItemId& id, const Digest& version,
                                 const std::string& reason) override {
    return step(id, Return{version, reason});
  }
  Result<ItemRecord> withdraw_item(const ItemId& id, const std::string& reason, Instant) override {
    return step(id, Withdraw{reason});
  }
  Result<ItemVersion> version(const Digest& hash) override;
  Result<ItemHistory> item_history(const ItemId& id) override;
  Result<Bitmap> picture(const Media& media) override {
    TRY(up());
    ++pictures_asked;
    if (withheld.contains(media.blob)) return Error{Code::NotFound, "no such blob", ""};
    if (damaged.contains(media.blob)) return Error{Code::Corrupt, "another hash", ""};
    if (media.media_type != "image/jpeg") return Error{Code::Corrupt, "no picture", ""};
    return Bitmap(media.size_px, 0xFF2266AA);
  }
  Result<std::vector<PlaylistRecord>> playlists() override {
    TRY(up());
    return all_playlists;
  }
  Result<PlaylistRecord> save_playlist(const PlaylistRecord& playlist) override;
  Status delete_playlist(const PlaylistId& id) override;
  Result<std::vector<Delivery>> publish(const PlaylistId& id) override;
  Result<std::vector<Delivery>> delivery(const PlaylistId& id) override;
  Result<std::vector<BoardRecord>> boards() override {
    TRY(up());
    return all_boards;
  }
  Result<std::vector<GroupRecord>> groups() override {
    TRY(up());
    return all_groups;
  }
  Result<std::vector<LayoutRecord>> layouts() override;
  Result<LayoutRecord> save_layout(const LayoutRecord& layout) override;
  Status remove_layout(const LayoutId& id) override;
  /// Compiled as the server does it, when the last playlist was published to the board.
  Result<Manifest> manifest(const BoardId& id) override;
  Result<BoardRecord> rename_board(const BoardId& id, const std::string& name) override {
    return change_board(id, [&](BoardRecord& board) { board.name = name; });
  }
  Result<BoardRecord> revoke_board(const BoardId& id) override {
    return change_board(id, [](BoardRecord& board) { board.state = BoardState::Revoked; });
  }
  Result<BoardRecord> place_board(const BoardId& id,
                                  const std::optional<GeoPoint>& position) override {
    return change_board(id, [&](BoardRecord& board) { board.position = position; });
  }
  Result<BoardRecord> tag_board(const BoardId& id, const std::vector<std::string>& tags) override;
  Result<GroupRecord> save_group(const GroupRecord& group) override;
  Status delete_group(const GroupId& id) override;
  Result<std::vector<Technician>> technicians() override;
  Result<BoardRecord> assign_board(const BoardId& id, const std::string& to,
                                   const std::string& note) override;
  Result<CommuneMap> commune_map() override {
    TRY(up());
    ++maps_asked;
    return map_in_file;
  }
  Status set_commune_map(const std::string& path) override {
    TRY(up());
    if (path.find("thieu") != path.npos) return Error{Code::NotFound, path, "desk.map_missing"};
    commune_record.map.emplace().bytes.fill(std::uint8_t(path.size()));
    return {};
  }
  Status remove_commune_map() override {
    TRY(up());
    commune_record.map.reset();
    return {};
  }
  Result<std::vector<TimetableRecord>> timetables() override {
    TRY(up());
    return all_timetables;
  }
  Result<TimetableRecord> set_timetable(const TimetableRecord& record) override;
  Result<HolidayList> holidays() override {
    TRY(up());
    return holiday_list;
  }
  Result<HolidayList> set_holidays(const HolidayList& list) override;
  Result<MourningRecord> mourning() override;
  Result<MourningRecord> set_mourning(const std::optional<Mourning>& mourning) override;
  Result<std::vector<BoardRecord>> take_off_air(const std::vector<BoardId>& boards,
                                                const std::string& reason) override {
    return switch_air(boards, OffAir{now, me.login, reason});
  }
  Result<std::vector<BoardRecord>> put_on_air(const std::vector<BoardId>& boards) override {
    return switch_air(boards, std::nullopt);
  }
  Result<BoardRecord> order_board(const BoardId& id, OrderKind kind, std::int64_t value) override {
    return change_board(id, [&](BoardRecord& board) {
      std::erase_if(board.orders, [&](const OrderRecord& order) { return order.kind == kind; });
      board.orders.push_back({++last_order, kind, value, now, me.login,
                              now + std::chrono::minutes(10), std::nullopt, std::nullopt});
    });
  }
  Result<Bitmap> board_picture(const BoardId& id, Size size_px) override {
    TRY(up());
    ++glasses_asked;
    if (glass_fault) return *glass_fault;
    return id.empty() ? Bitmap() : Bitmap(size_px, 0xff2060a0);
  }
  /// The board answers the last order of this kind.
  void answer_order(const BoardId& id, OrderKind kind, OrderResult result) {
    (void)change_board(id, [&](BoardRecord& board) {
      for (OrderRecord& order : board.orders) {
        if (order.kind != kind) continue;
        order.result = result;
        order.answered_at = now;
      }
    });
  }
  Result<BoardToPair> pairing(const std::string& code) override {
    TRY(up());
    if (code != "BCDFGHJK") return Error{Code::NotFound, "no such code", "pairing.unknown"};
    return BoardToPair{{code, {}, {1920, 1080}, now, "Chợ Tân Hưng"},
                       {"sông", "bàn", "mẹ", "trăng", "lúa", "chim"}};
  }
  Result<BoardRecord> accept_pairing(const std::string& code, const std::string& name) override {
    TRY(pairing(code));
    return add_board("board-" + std::to_string(all_boards.size() + 1), name);
  }
  Status refuse_pairing(const std::string& code) override {
    TRY(pairing(code));
    ++refused;
    return {};
  }
  Result<ProofReport> proof_report(const std::string&, const std::string&) override {
    TRY(up());
    if (proof_fault) return *proof_fault;
    return proof;
  }
  Result<PlayReport> play_report(const std::string& from_day, const std::string&) override {
    TRY(up());
    PlayReport report = plays;
    for (PlayReportRow& row : report.rows) {
      if (row.day.empty()) row.day = from_day;
    }
    return report;
  }

  Result<std::string> save_recovery(const RecoveryPaper& paper) override {
    if (disk_fault) return *disk_fault;
    recovery_papers.push_back(paper);
    return std::string("/home/hoa/Tài liệu/phieu-khoi-phuc-khoa-cua-xa.pdf");
  }
  Result<std::string> save_report(const ReportPaper& paper, ReportFormat format) override {
    if (disk_fault) return *disk_fault;
    papers.push_back(paper);
    return "/home/hoa/Tài liệu/" + report_file_name(paper.head, format);
  }

  static constexpr std::string_view kSheet = "ABCD EFGH\nJKLM NPQR";

  CommuneRecord commune_record{"30337", "91", "Xã Tân Hưng", "UBND xã Tân Hưng", 420};
  TrustRecord trust;
  std::vector<PersonKey> keys;
  bool commune_key_here = true;
  std::vector<std::string> addresses{"may-chu.xa.vn"};
  desk::OwnServerFacts own_facts{"https://127.0.0.1:8443", std::string(64, 'b'), "ma-mot-lan"};
  std::optional<Error> own_fault;
  int own_starts = 0;
  std::string resumed;  ///< the session's token
  std::optional<Error> begin_fault;
  bool reachable = true;
  int refused = 0;
  Instant now{};
  Person me;
  SigningState signing = SigningState::Ready;  ///< of those who compose or approve
  std::string key_password;                    ///< that opens the key where `signing` wants one
  std::optional<Error> key_fault;              ///< of making it ready
  std::vector<std::string> keys_readied;       ///< "login password"
  FakeKeyCopies key_fake{signing};
  FakeProvinces province_fake;
  std::map<std::string, Account> accounts;
  std::vector<ItemRecord> all_items;
  std::map<Digest, ItemVersion> versions;
  std::map<ItemId, ItemHistory> histories;
  std::vector<ItemId> histories_asked;
  std::optional<Error> history_fault;
  int pictures_asked = 0;
  std::set<Digest> withheld;                ///< versions and pictures that it does not give
  std::set<Digest> damaged;                 ///< pictures that it gives other bytes for
  std::function<void(ItemContent&)> bends;  ///< a hostile one: what it makes of a new draft
  std::vector<PlaylistRecord> all_playlists;
  std::map<PlaylistId, PlaylistRecord> published;  ///< as they were then
  std::vector<BoardRecord> all_boards;
  FakeFactor factor_fake;
  std::string factor_login;  ///< who signs in with a code
  std::vector<GroupRecord> all_groups;
  std::vector<LayoutRecord> all_layouts;
  std::vector<TimetableRecord> all_timetables;
  Timetable timetable;
  ProofReport proof;
  std::optional<Error> proof_fault;
  HolidayList holiday_list{default_holidays(), 0};
  MourningRecord mourning_record;
  int plans_asked = 0, maps_asked = 0;
  CommuneMap map_in_file;  ///< whatever the file
  PlayReport plays;
  std::vector<RecoveryPaper> recovery_papers;
  std::vector<ReportPaper> papers;  ///< that were written
  std::optional<Error> disk_fault;

 private:
  Status is_mine(const std::string& password) const {
    TRY(up());
    if (accounts.at(me.login).password == password) return {};
    return Error{Code::Denied, "not the password", "person.wrong_sign_in"};
  }
  Status confirm_keys() {
    for (PersonKey& key : keys) key.state = KeyState::Trusted;
    trust.people_signed = trust.place_signed = trust.online_key_signed = true;
    return {};
  }
  Status up() const {
    if (reachable) return {};
    return Error{Code::Unavailable, "the cable is cut", ""};
  }
  Status may_sign() const {
    TRY(up());
    if (signing == SigningState::Ready) return {};
    return Error{Code::Denied, "the key waits", "trust.key_waiting"};
  }
  static std::vector<Page> pages_of(const ItemContent& content) {
    if (content.kind == ItemKind::Video) return {{0, 0, 0, 0, content.media[0].duration}};
    std::vector<Page> pages;
    if (content.kind == ItemKind::News) {
      return {{0, 0, 60, Page::kNoMedia, Millis(12'000), 0, int(content.stories.size())}};
    }
    const int end = int(content.body.size());
    if (end > 0) pages.push_back({0, end, 60, Page::kNoMedia, Millis(12'000)});
    for (std::size_t i = 0; i < content.media.size(); ++i) {
      pages.push_back({0, 0, 0, int(i), content.picture_duration});
    }
    return pages;
  }
  /// By itself, by a group or by a tag.
  bool names(const PlaylistRecord& playlist, const BoardId& id) const;
  Result<ItemRecord> step(const ItemId& id, const ItemCommand& command) {
    TRY(up());
    for (ItemRecord& item : all_items) {
      if (item.id == id) return item = TRY(apply(item, command, me.login, now));
    }
    return Error{Code::NotFound, "no item", "item.unknown"};
  }
  Result<std::vector<BoardRecord>> switch_air(const std::vector<BoardId>& boards,
                                              const std::optional<OffAir>& off_air) {
    TRY(up());
    for (BoardRecord& board : all_boards) {
      const bool is_meant = boards.empty() || std::ranges::find(boards, board.id) != boards.end();
      if (is_meant && board.off_air.has_value() != off_air.has_value()) board.off_air = off_air;
    }
    return all_boards;
  }
  template <class Change>
  Result<BoardRecord> change_board(const BoardId& id, Change change) {
    TRY(up());
    for (BoardRecord& board : all_boards) {
      if (board.id != id) continue;
      change(board);
      return board;
    }
    return Error{Code::NotFound, "no board", "board.unknown"};
  }
};

}  // namespace bangtin
