#include "manager/ctl/ctl.h"

#include <CLI/CLI.hpp>
#include <map>

#include "manager/client/board_to_pair.h"
#include "manager/core/local_time.h"
#include "manager/core/province_files.h"
#include "manager/ctl/backup_commands.h"
#include "manager/ctl/board_commands.h"
#include "manager/ctl/factor_commands.h"
#include "manager/ctl/feedback_commands.h"
#include "manager/ctl/holiday_commands.h"
#include "manager/ctl/item_lines.h"
#include "manager/ctl/item_options.h"
#include "manager/ctl/key_commands.h"
#include "manager/ctl/layout_commands.h"
#include "manager/ctl/map_commands.h"
#include "manager/ctl/media_commands.h"
#include "manager/ctl/news_commands.h"
#include "manager/ctl/owner_commands.h"
#include "manager/ctl/pairing_commands.h"
#include "manager/ctl/print.h"
#include "manager/ctl/province_commands.h"
#include "manager/ctl/report_commands.h"
#include "manager/ctl/review_commands.h"
#include "manager/ctl/scene_commands.h"
#include "manager/ctl/schedule_commands.h"
#include "manager/ctl/trust_commands.h"
#include "shared/base/texts.h"
#include "shared/protocol/content_json.h"
#include "shared/protocol/request_signature.h"

namespace bangtin {
namespace {

using namespace ctl;

/// One run: the arguments as CLI11 leaves them, the client, and the actions of the commands.
class Run {
 public:
  explicit Run(const CtlParts& parts) : parts_(parts) {}

  int run(std::vector<std::string> arguments);

 private:
  void add_session_commands();
  void add_people_commands();
  void add_commune_commands();
  void add_item_commands();
  void add_playlist_commands();
  void add_board_commands();

  /// A subcommand whose action runs after parsing.
  CLI::App* command(CLI::App& parent, const std::string& name, const std::string& help,
                    std::function<Status()> action) {
    CLI::App* made = parent.add_subcommand(name, help);
    made->callback([this, action] { action_ = action; });
    return made;
  }

  Status connect();
  void know_commune();

  /// Prints an answer in the form asked for.
  template <class Answer>
  Status show(const Answer& answer, const std::string& lines) {
    if (json_) {
      parts_.out << to_json(answer).dump() << "\n";
    } else {
      parts_.out << lines;
    }
    return {};
  }
  template <class Answer>
  Status show_list(const Answer& answer, const std::string& lines) {
    if (json_) {
      parts_.out << json_of(answer).dump() << "\n";
    } else {
      parts_.out << lines;
    }
    return {};
  }
  std::vector<BoardId> told_boards() const {
    std::vector<BoardId> ids;
    for (const std::string& id : boards_) ids.push_back(BoardId{id});
    return ids;
  }
  Status show_done() {
    parts_.out << (json_ ? "{}" : text("ctl.done")) << "\n";
    return {};
  }
  Status show_item(Result<ItemRecord> item) {
    const ItemRecord record = TRY(std::move(item));
    parts_.out << (json_ ? json_of_item(record).dump() + "\n"
                         : TRY(item_lines(*client_, record, parts_.clock.wall())));
    return {};
  }
  /// What the server made of what was typed here is what was typed here.
  Status show_saved(Result<ItemRecord> item, const ItemContent& typed) {
    const ItemRecord record = TRY(std::move(item));
    TRY(check_content(record, record.id, typed));
    return show_item(record);
  }
  /// Signs what it names on the screen first, and nothing else whatever the server has by then.
  Status submit_item() {
    const ItemRecord record = TRY(client_->item(ItemId{id_}));
    if (!expected_.empty() && digest_from_hex(expected_) != hash_of(record.content)) {
      return Error{Code::Conflict, "the draft is " + to_hex(hash_of(record.content)),
                   "ctl.other_content"};
    }
    const std::vector<BoardRecord> boards = TRY(boards_for(record.content, *client_));
    if (!json_) parts_.out << signed_lines(record.content, boards);
    const SigningPerson signer = TRY(ask_signer(*client_, parts_));
    return show_item(
        client_->submit_item(ItemId{id_}, record.content, signer, parts_.clock.wall()));
  }

  FileWays file_ways() {
    return {parts_.read_file, [this](const std::string& path, MediaHint hint) {
              auto sent = send_file(*client_, parts_, path, hint, json_);
              // The item says nothing of what its video lacks.
              if (sent && !sent->problem.empty() && !json_) {
                parts_.err << path << ": " << text(sent->problem) << "\n";
              }
              return sent;
            }};
  }
  /// For the commands that live in files of their own.
  CommandKit kit() {
    return {[this](CLI::App& parent, const std::string& name, const std::string& help,
                   std::function<Status()> action) {
              return command(parent, name, help, std::move(action));
            },
            [this](CLI::App& parent, const std::string& name, const std::string& help,
                   std::function<Status()> action) {
              CLI::App* made = parent.add_subcommand(name, help);
              made->callback([this, action] {
                offline_ = true;
                action_ = action;
              });
              return made;
            },
            [this]() -> Client& { return *client_; }, json_, parts_.out};
  }

  const CtlParts& parts_;
  CLI::App app_{"Bảng Tin: mọi việc của phòng máy từ dòng lệnh", "bangtinctl"};
  bool json_ = false;
  bool english_ = false;
  CtlState state_;
  std::string server_, pin_, token_;
  std::unique_ptr<Channel> channel_;
  std::optional<Client> client_;
  std::function<Status()> action_;
  bool offline_ = false;  ///< it needs no server

  // What the commands were told.
  std::string id_, login_, name_, reason_, code_, expected_;
  std::vector<std::string> roles_, items_, boards_;
  std::optional<bool> disabled_;
  bool set_password_ = false;
  bool unsigned_ = false;
  CommuneRecord commune_;
  std::optional<std::string> site_;
  ItemOptions options_;
};

Status Run::connect() {
  Result<CtlState> loaded = parts_.load_state();
  if (loaded.ok()) state_ = *loaded;
  if (!server_.empty()) state_.server = server_;
  if (!pin_.empty()) state_.pin = pin_;
  if (!token_.empty()) state_.token = token_;
  if (state_.server.empty()) return Error{Code::Invalid, "no --server", "ctl.no_server"};
  ServerAddress address{state_.server, digest_from_hex(state_.pin)};
  if (!address.pin) return Error{Code::Invalid, "no --pin", "ctl.no_pin"};
  channel_ = parts_.open_channel(address);
  client_.emplace(*channel_, &parts_.pager);
  client_->set_token(state_.token);
  return {};
}

/// Who signs in knows the commune's root from then on. Nobody has to have begun to sign yet; that
/// another root is there than this PC knows is said now, and stops who signs or pairs.
void Run::know_commune() {
  const Status known = know_root(*client_, parts_.keys.folder, *digest_from_hex(state_.pin));
  if (!known.ok() && known.error().key != "trust.none") {
    parts_.err << text_of(known.error()) << "\n";
  }
}

void Run::add_session_commands() {
  auto* setup =
      command(app_, "setup", "người quản trị đầu tiên, bằng mã dùng một lần", [this]() -> Status {
        const Person person = TRY(client_->setup(code_, login_, name_, parts_.ask_password()));
        return show(person, lines_of(person));
      });
  setup->add_option("--token", code_, "mã dùng một lần")->required();
  setup->add_option("--login", login_)->required();
  setup->add_option("--name", name_, "họ và tên")->required();

  auto* sign_in = command(app_, "sign-in", "đăng nhập", [this]() -> Status {
    const std::string password = parts_.ask_password();
    const Session session = TRY(ctl::sign_in(*client_, parts_, login_, password, code_));
    state_.token = session.token;
    TRY(parts_.save_state(state_));
    know_commune();
    const MyKey mine =
        TRY(ready_my_key(*client_, key_ring(parts_), session.person, state_.server, password));
    Json json = to_json(session);
    json.set("signing", name_of(mine.state));
    parts_.out << (json_ ? json.dump() + "\n" : lines_of(session.person) + lines_of(mine));
    return {};
  });
  sign_in->add_option("--login", login_)->required();
  sign_in->add_option("--code", code_, "mã xác minh hai bước; không ghi thì được hỏi khi cần");

  command(app_, "sign-out", "đăng xuất", [this]() -> Status {
    TRY(client_->sign_out());
    state_.token.clear();
    TRY(parts_.save_state(state_));
    return show_done();
  });
  command(app_, "me", "tôi là ai", [this]() -> Status {
    const Person person = TRY(client_->me());
    return show(person, lines_of(person));
  });
}

void Run::add_people_commands() {
  auto* people = app_.add_subcommand("person", "người dùng")->require_subcommand(1);
  command(*people, "list", "danh sách", [this]() -> Status {
    const auto list = TRY(client_->people());
    std::string lines;
    for (const Person& person : list) lines += lines_of(person);
    return show_list(list, lines);
  });
  auto* add = command(*people, "add", "thêm người", [this]() -> Status {
    Person person;
    person.login = login_;
    person.display_name = name_;
    for (const std::string& role : roles_) {
      if (!from_name(role, person.roles.emplace_back())) {
        return Error{Code::Invalid, "--role: " + role, "ctl.wrong_value"};
      }
    }
    const Person added = TRY(client_->add_person(person, parts_.ask_password()));
    return show(added, lines_of(added));
  });
  add->add_option("--login", login_)->required();
  add->add_option("--name", name_)->required();
  add->add_option("--role", roles_, "editor | approver | technician | administrator")->required();
  auto* change = command(*people, "change", "đổi vai trò, tên, mật khẩu, khoá", [this]() -> Status {
    Json::Object members;
    if (!name_.empty()) members.emplace("display_name", name_);
    if (!roles_.empty()) members.emplace("roles", Json::Array(roles_.begin(), roles_.end()));
    if (disabled_) members.emplace("disabled", *disabled_);
    if (set_password_) members.emplace("password", parts_.ask_password());
    const Person person = TRY(client_->change_person(PersonId{id_}, Json(members)));
    return show(person, lines_of(person));
  });
  change->add_option("id", id_)->required();
  change->add_option("--name", name_);
  change->add_option("--role", roles_);
  change->add_option("--disabled", disabled_, "true | false");
  change->add_flag("--password", set_password_, "hỏi mật khẩu mới");
}

void Run::add_commune_commands() {
  auto* commune = app_.add_subcommand("commune", "xã")->require_subcommand(1);
  command(*commune, "show", "xem", [this]() -> Status {
    const CommuneRecord record = TRY(client_->commune());
    return show_list(record, lines_of(record));
  });
  auto* set = command(*commune, "set", "khai báo", [this]() -> Status {
    // What is not said about the page of residents stays.
    commune_.site = site_ ? *site_ : TRY(client_->commune()).site;
    const CommuneRecord record = TRY(client_->set_commune(commune_));
    return show_list(record, lines_of(record));
  });
  set->add_option("--code", commune_.code, "mã xã, 5 số")->required();
  set->add_option("--province", commune_.province_code, "mã tỉnh, 2 số")->required();
  set->add_option("--name", commune_.name, "tên xã")->required();
  set->add_option("--agency", commune_.agency, "tên cơ quan trên bảng")->required();
  set->add_option("--utc-offset", commune_.utc_offset_minutes, "phút, mặc định 420");
  set->add_option("--site", site_,
                  "địa chỉ trang cho người dân: https://bangtin.example.vn, '' là bỏ");
}

void Run::add_item_commands() {
  auto* item = app_.add_subcommand("item", "tin, ảnh, dòng chữ chạy")->require_subcommand(1);
  command(*item, "list", "danh sách", [this]() -> Status {
    const auto list = TRY(client_->items());
    return show_list(list, json_ ? "" : TRY(item_list_lines(*client_, list, parts_.clock.wall())));
  });
  const auto with_id = [this](CLI::App* made) { made->add_option("id", id_)->required(); };
  with_id(command(*item, "show", "xem",
                  [this]() -> Status { return show_item(client_->item(ItemId{id_})); }));
  add_options(*command(*item, "new", "soạn tin mới",
                       [this]() -> Status {
                         const CommuneRecord commune = TRY(client_->commune());
                         ItemContent content;
                         content.agency = commune.agency;
                         content.commune_code = commune.code;
                         content.province_code = commune.province_code;
                         content.origin = origin_at(commune.code);
                         content.valid_from = parts_.clock.wall();
                         if (!commune.site.empty()) content.site = commune.site;
                         TRY(put_into(content, options_, commune.utc_offset_minutes, file_ways(),
                                      *client_));
                         return show_saved(client_->add_item(content), content);
                       }),
              options_);
  auto* edit = command(*item, "edit", "sửa bản nháp", [this]() -> Status {
    const ItemRecord record = TRY(client_->item(ItemId{id_}));
    ItemContent content = record.content;
    TRY(put_into(content, options_, TRY(utc_offset(*client_)), file_ways(), *client_));
    return show_saved(client_->save_item(record.id, content, record.revision), content);
  });
  with_id(edit);
  add_options(*edit, options_);
  auto* submit = command(*item, "submit", "cho xem nội dung sẽ ký, rồi ký và gửi duyệt",
                         [this]() -> Status { return submit_item(); });
  with_id(submit);
  submit->add_option("--expect", expected_,
                     "chỉ ký nội dung có mã này (do item new, edit, show in ra)");
  add_review_commands(*item, kit(), parts_);
  auto* withdraw = command(*item, "withdraw", "thu hồi, gỡ khỏi mọi bảng", [this]() -> Status {
    // It comes down at once, whoever asks; a signature keeps it down, whatever the server does.
    std::optional<SigningPerson> signer;
    if (!unsigned_) {
      auto mine = ask_signer(*client_, parts_);
      if (mine.ok()) signer = *std::move(mine);
      if (!signer) parts_.err << text("ctl.withdraw.unsigned") << "\n";
    }
    return show_item(client_->withdraw_item(ItemId{id_}, reason_, signer ? &*signer : nullptr,
                                            parts_.clock.wall()));
  });
  with_id(withdraw);
  withdraw->add_option("--reason", reason_, "lý do")->required();
  withdraw->add_flag("--no-sign", unsigned_, "không ký (không hỏi mật khẩu)");
  auto* picture = app_.add_subcommand("picture", "ảnh")->require_subcommand(1);
  auto* add = command(*picture, "add", "tải ảnh lên", [this]() -> Status {
    const Media media = *TRY(file_ways().send(id_, MediaHint::OnlyPicture)).media;
    return show(media, to_hex(media.blob) + "  " + std::to_string(media.size_px.width_px) + "×" +
                           std::to_string(media.size_px.height_px) + "\n");
  });
  add->add_option("file", id_)->required();
}

void Run::add_playlist_commands() {
  auto* playlist = app_.add_subcommand("playlist", "danh sách phát")->require_subcommand(1);
  const auto with_id = [this](CLI::App* made) { made->add_option("id", id_)->required(); };
  const auto fill = [this](PlaylistRecord& record) {
    if (!name_.empty()) record.name = name_;
    if (!items_.empty()) record.items.clear();
    for (const std::string& id : items_) record.items.push_back(ItemId{id});
    if (!boards_.empty()) record.boards = told_boards();
  };
  const auto find = [this]() -> Result<PlaylistRecord> {
    for (PlaylistRecord& record : TRY(client_->playlists())) {
      if (record.id.text == id_) return std::move(record);
    }
    return Error{Code::NotFound, "playlist " + id_, ""};
  };
  const auto show_deliveries = [this](Result<std::vector<Delivery>> result) -> Status {
    const std::vector<Delivery> deliveries = TRY(std::move(result));
    std::string lines;
    for (const Delivery& delivery : deliveries) lines += lines_of(delivery);
    return show_list(deliveries, lines + summary_of(deliveries));
  };
  command(*playlist, "list", "danh sách", [this]() -> Status {
    const auto list = TRY(client_->playlists());
    std::string lines;
    for (const PlaylistRecord& record : list) lines += lines_of(record);
    return show_list(list, lines);
  });
  auto* add = command(*playlist, "new", "lập mới", [this, fill]() -> Status {
    PlaylistRecord record;
    fill(record);
    const PlaylistRecord saved = TRY(client_->save_playlist(record));
    return show(saved, lines_of(saved));
  });
  auto* set =
      command(*playlist, "set", "đổi tên, thứ tự tin, màn hình", [this, fill, find]() -> Status {
        PlaylistRecord record = TRY(find());
        fill(record);
        const PlaylistRecord saved = TRY(client_->save_playlist(record));
        return show(saved, lines_of(saved));
      });
  with_id(set);
  for (CLI::App* made : {add, set}) {
    made->add_option("--name", name_, "tên");
    made->add_option("--item", items_, "mã tin, theo thứ tự phát");
    made->add_option("--board", boards_, "mã màn hình");
  }
  with_id(
      command(*playlist, "publish", "phát lên các màn hình", [this, show_deliveries]() -> Status {
        return show_deliveries(client_->publish(PlaylistId{id_}));
      }));
  with_id(
      command(*playlist, "delivery", "màn hình nào đã nhận", [this, show_deliveries]() -> Status {
        return show_deliveries(client_->delivery(PlaylistId{id_}));
      }));
  with_id(command(*playlist, "delete", "xoá", [this]() -> Status {
    TRY(client_->delete_playlist(PlaylistId{id_}));
    return show_done();
  }));
}

void Run::add_board_commands() {
  auto* board = app_.add_subcommand("board", "màn hình")->require_subcommand(1);
  const auto show_boards = [this](Result<std::vector<BoardRecord>> answer) -> Status {
    const auto list = TRY(std::move(answer));
    std::string lines;
    for (const BoardRecord& record : list) lines += lines_of(record);
    return show_list(list, lines);
  };
  command(*board, "list", "danh sách",
          [this, show_boards] { return show_boards(client_->boards()); });
  const auto with_boards = [this](CLI::App* made) {
    made->add_option("--board", boards_, "mã màn hình; không ghi: mọi màn hình");
    return made;
  };
  with_boards(command(*board, "off-air", "NGẮT PHÁT: hiện thẻ của xã, dù đang phát gì",
                      [this, show_boards] {
                        return show_boards(client_->take_off_air(told_boards(), reason_));
                      }))
      ->add_option("--reason", reason_, "lý do")
      ->required();
  with_boards(command(*board, "on-air", "phát lại sau khi ngắt", [this, show_boards] {
    return show_boards(client_->put_on_air(told_boards()));
  }));
  ctl::add_board_commands(*board, kit(), parts_);
  add_scene_commands(app_, *board, kit(), parts_);
}

int Run::run(std::vector<std::string> arguments) {
  app_.add_flag("--json", json_, "trả lời bằng JSON của giao thức");
  app_.add_flag("--english", english_, "English sentences");
  app_.add_option("--server", server_, "https://máy-chủ:cổng")->envname("BANGTIN_SERVER");
  app_.add_option("--pin", pin_, "mã ghim chứng thư của máy chủ")->envname("BANGTIN_PIN");
  app_.add_option("--token", token_, "phiên đăng nhập")->envname("BANGTIN_TOKEN");
  app_.set_version_flag("--version", BANGTIN_VERSION);
  app_.require_subcommand(1);
  app_.fallthrough();
  add_session_commands();
  add_people_commands();
  add_commune_commands();
  add_item_commands();
  add_media_commands(app_, kit(), parts_);
  add_feedback_commands(app_, kit());
  add_news_commands(app_, kit());
  add_schedule_commands(app_, kit());
  add_holiday_commands(app_, kit(), parts_);
  add_layout_commands(app_, kit());
  add_playlist_commands();
  add_board_commands();
  add_map_commands(app_, kit(), parts_);
  add_backup_commands(app_, kit(), parts_);
  add_pairing_commands(app_, kit(), parts_, state_);
  add_report_commands(app_, kit(), parts_);
  add_factor_commands(app_, kit(), parts_);
  add_key_commands(app_, kit(), parts_, state_);
  add_trust_commands(app_, kit(), parts_);
  add_province_commands(app_, kit(), parts_);
  add_owner_commands(app_, kit(), parts_);
  try {
    std::reverse(arguments.begin(), arguments.end());
    app_.parse(arguments);
  } catch (const CLI::ParseError& error) {
    return app_.exit(error, parts_.out, parts_.err) == 0 ? 0 : 2;
  }
  set_language(english_ ? Language::English : Language::Vietnamese);
  Status done = offline_ ? Status() : connect();
  if (done.ok()) done = action_();
  if (done.ok()) return 0;
  if (json_) {
    parts_.err << error_body(done.error()) << "\n";
  } else {
    parts_.err << text_of(done.error()) << " (" << done.error().message << ")\n";
  }
  return 1;
}

}  // namespace

int run_ctl(const std::vector<std::string>& arguments, const CtlParts& parts) {
  return Run(parts).run(arguments);
}

}  // namespace bangtin
