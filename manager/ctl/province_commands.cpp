#include "manager/ctl/province_commands.h"

#include <memory>

#include "manager/client/commune_owner.h"
#include "manager/client/province.h"
#include "manager/ctl/key_commands.h"
#include "shared/base/texts.h"
#include "shared/model/text.h"

namespace bangtin::ctl {
namespace {

/// What the commands were told.
struct ProvinceTold {
  std::string file, words, code;
  std::vector<std::string> items;
};

Json province_json(const ProvinceKeys& keys) {
  Json json;
  json.set("code", keys.code).set("keys", std::int64_t(keys.keys.size()));
  json.set("threshold", keys.threshold).set("words", words_of(keys));
  return json;
}

std::string province_lines(const ProvinceKeys& keys) {
  return text("ctl.province.keys", {{"code", keys.code},
                                    {"threshold", std::to_string(keys.threshold)},
                                    {"keys", std::to_string(keys.keys.size())}}) +
         "\n" + text("ctl.province.words", {{"words", words_of(keys)}}) + "\n";
}

Json titles_json(const std::vector<std::string>& titles) {
  return Json::Array(titles.begin(), titles.end());
}

class ProvinceCommands {
 public:
  ProvinceCommands(const CommandKit& kit, const CtlParts& parts) : kit_(kit), parts_(parts) {}

  Status write_card() {
    const ProvinceCard card = TRY(province_card(client(), parts_.keys.folder, now()));
    TRY(parts_.write_file(told.file, to_file(card)));
    return show(card);
  }
  Status show_card() { return show(TRY(read_card())); }

  /// Only with the words that somebody at the province read out: a file alone may be anybody's.
  Status let_in() {
    const ProvinceCard card = TRY(read_card());
    if (to_nfc(told.words) != to_nfc(words_of(card.keys))) {
      return Error{Code::Denied, "other words", "province.words"};
    }
    TRY(sign({.let_in = card.keys}));
    return show(card);
  }
  Status shut_out() {
    TRY(sign({.shut_out = told.code}));
    kit_.out << (kit_.json ? "{}" : text("ctl.done")) << "\n";
    return {};
  }

  Status list() {
    CommuneTrust trust(client(), parts_.keys.folder, TRY(client().trust()));
    TRY(trust.refresh(now()));
    Json::Array array;
    for (const ProvinceKeys& keys : province_keys_of(trust.targets())) {
      if (!kit_.json) kit_.out << province_lines(keys);
      array.push_back(province_json(keys));
    }
    if (kit_.json) {
      kit_.out << Json().set("provinces", std::move(array)).dump() << "\n";
    } else if (array.empty()) {
      kit_.out << text("ctl.province.none") << "\n";
    }
    return {};
  }

  Status export_items() {
    std::vector<ItemId> items;
    for (const std::string& id : told.items) items.push_back(ItemId{id});
    const HandedOver made = TRY(hand_over(client(), parts_.keys.folder, items, now()));
    TRY(parts_.write_file(told.file, made.file));
    if (kit_.json) {
      Json json;
      json.set("items", titles_json(made.titles)).set("left_out", titles_json(made.left_out));
      kit_.out << json.dump() << "\n";
      return {};
    }
    kit_.out << text("ctl.province.exported", {{"items", std::to_string(made.titles.size())}})
             << "\n";
    for (const std::string& title : made.left_out) {
      kit_.out << text("ctl.province.left_out", {{"title", title}}) << "\n";
    }
    return {};
  }

  Status import_items() {
    const auto record = TRY(take_over(client(), TRY(parts_.read_file(told.file))));
    if (kit_.json) {
      Json::Array items;
      for (const ItemId& item : record.items) items.emplace_back(item.text);
      Json json;
      json.set("added", record.added).set("code", record.code).set("items", std::move(items));
      json.set("replaced", record.replaced).set("taken_back", record.taken_back);
      kit_.out << json.dump() << "\n";
      return {};
    }
    kit_.out << text("ctl.province.imported", {{"code", record.code},
                                               {"added", std::to_string(record.added)},
                                               {"replaced", std::to_string(record.replaced)},
                                               {"back", std::to_string(record.taken_back)}})
             << "\n";
    for (const ItemId& item : record.items) kit_.out << item.text << "\n";
    return {};
  }

  ProvinceTold told;

 private:
  Client& client() { return kit_.client(); }
  Instant now() { return parts_.clock.wall(); }

  Result<ProvinceCard> read_card() { return card_from_file(TRY(parts_.read_file(told.file))); }

  Status sign(const SignChange& change) {
    const std::string password = parts_.ask_password();
    TRY(client().check_password(TRY(client().me()).login, password));
    TRY(sign_people(client(), key_ring(parts_), password, now(), change));
    return {};
  }

  Status show(const ProvinceCard& card) {
    if (kit_.json) {
      kit_.out << province_json(card.keys).set("agency", card.agency).dump() << "\n";
    } else {
      kit_.out << card.agency << "\n" << province_lines(card.keys);
    }
    return {};
  }

  const CommandKit kit_;
  const CtlParts& parts_;
};

}  // namespace

void add_province_commands(CLI::App& app, const CommandKit& kit, const CtlParts& parts) {
  const auto run = std::make_shared<ProvinceCommands>(kit, parts);
  ProvinceTold& told = run->told;
  auto* province = app.get_subcommand("trust")->add_subcommand(
      "province", "tin của tỉnh trên bảng của xã: khoá của tỉnh, xuất và nhập tin");
  province->require_subcommand(1);
  const auto with_file = [&](CLI::App* made, const char* help) {
    made->add_option("file", told.file, help)->required();
    return made;
  };
  with_file(kit.command(*province, "card", "ở tỉnh: ghi khoá của tỉnh ra tệp cho các xã",
                        [run] { return run->write_card(); }),
            "tệp sẽ ghi");
  with_file(kit.offline(*province, "show", "ở xã: sáu từ của tệp khoá, để gọi tỉnh so lại",
                        [run] { return run->show_card(); }),
            "tệp khoá của tỉnh");
  with_file(kit.command(*province, "add", "ở xã: cho tỉnh đưa tin lên bảng, ký bằng khoá của xã",
                        [run] { return run->let_in(); }),
            "tệp khoá của tỉnh")
      ->add_option("--words", told.words, "sáu từ mà văn phòng tỉnh đọc qua điện thoại")
      ->required();
  kit.command(*province, "remove", "ở xã: thôi cho tỉnh đưa tin; tin của tỉnh rời mọi bảng",
              [run] { return run->shut_out(); })
      ->add_option("code", told.code, "mã đơn vị của tỉnh")
      ->required();
  kit.command(*province, "list", "những tỉnh mà xã đang cho đưa tin",
              [run] { return run->list(); });
  with_file(kit.command(*province, "export", "ở tỉnh: ghi tin hai người đã ký ra một tệp",
                        [run] { return run->export_items(); }),
            "tệp sẽ ghi")
      ->add_option("--item", told.items, "mã tin; không ghi: mọi tin đã duyệt, còn hạn");
  with_file(kit.command(*province, "import", "ở xã: nhập tệp tin của tỉnh",
                        [run] { return run->import_items(); }),
            "tệp tin của tỉnh");
}

}  // namespace bangtin::ctl
