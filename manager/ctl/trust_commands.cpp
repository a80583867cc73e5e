#include "manager/ctl/trust_commands.h"

#include <algorithm>
#include <memory>

#include "manager/client/commune_owner.h"
#include "manager/core/local_time.h"
#include "manager/ctl/key_commands.h"
#include "shared/base/lists.h"
#include "shared/base/texts.h"
#include "shared/crypto/sha256.h"
#include "shared/crypto/words.h"

namespace bangtin::ctl {
namespace {

struct TrustTold {
  std::string sheet_file;
  std::string policy;
  std::string online_words;
  bool one_person = false;
};

constexpr std::string_view kOnePerson = "one-person";
constexpr std::string_view kTwoPeople = "two-people";

std::string number(std::size_t count) { return std::to_string(count); }

/// Who may sign, as counts.
Json counts_json(const CommuneKeys& keys) {
  Json json;
  json.set("signing_code", keys.signing_code);
  json.set("composers", std::int64_t(keys.composers.size()));
  json.set("approvers", std::int64_t(keys.approvers.size()));
  json.set("one_person", keys.one_person);
  return json;
}

std::string policy_words(bool one_person) {
  return std::string(text(one_person ? "ctl.trust.one_person" : "ctl.trust.two_people"));
}

std::string counts_words(const CommuneKeys& keys) {
  return text("ctl.trust.counts", {{"composers", number(keys.composers.size())},
                                   {"approvers", number(keys.approvers.size())}}) +
         " " + policy_words(keys.one_person);
}

std::string lines_of(const PersonKey& key) {
  std::vector<std::string> roles;
  for (const Role role : key.roles) {
    roles.emplace_back(text("ctl.role." + std::string(name_of(role))));
  }
  return key.login + "  " + key.display_name + "  " + joined(roles, ", ") + "  " +
         std::string(text("trust.key." + std::string(name_of(key.state)))) + "  " +
         words_of(key.key) + "\n";
}

class TrustCommands {
 public:
  TrustCommands(const CommandKit& kit, const CtlParts& parts) : kit_(kit), parts_(parts) {}

  /// The sheet is written out before anything is sent: whatever comes after, it can be copied.
  Status begin() {
    const Beginning beginning = TRY(prepare_trust(client(), told.one_person));
    const KeyPair owner = TRY(commune_key(key_ring(parts_), beginning.trust, TRY(password())));
    const std::string sheet = recovery_sheet(owner);
    if (kit_.json) {
      kit_.out << counts_json(beginning.keys).set("recovery_sheet", sheet).dump() << "\n";
    } else {
      show_sheet(beginning.keys.signing_code, sheet);
    }
    TRY(begin_trust(client(), beginning, owner, parts_.clock.wall()));
    if (!kit_.json) {
      kit_.out << text("ctl.trust.begun") << " " << counts_words(beginning.keys) << "\n";
    }
    return {};
  }

  /// Without a change all but the people stays.
  Status sign(const SignChange& change) {
    const SignedPeople people =
        TRY(sign_people(client(), key_ring(parts_), TRY(password()), parts_.clock.wall(), change));
    if (kit_.json) {
      kit_.out << counts_json(people.keys).set("version", people.version).dump() << "\n";
    } else {
      kit_.out << text("ctl.trust.signed", {{"version", std::to_string(people.version)}}) << " "
               << counts_words(people.keys) << "\n";
    }
    return {};
  }

  /// A waiting key of the server is signed for where its words were told, and else only said.
  Status sign_today() {
    const TrustRecord record = TRY(client().trust());
    const auto seen = TRY(online_of_words(record, told.online_words));
    TRY(sign({.online_seen = seen}));
    if (!kit_.json && record.next_online_key && !seen) show_waiting_key(*record.next_online_key);
    return {};
  }

  Status sign_policy() { return sign({.one_person = told.policy == kOnePerson}); }

  Status recover() {
    const std::string sheet =
        told.sheet_file.empty() ? parts_.keys.ask_sheet() : TRY(parts_.read_file(told.sheet_file));
    TRY(key_from_sheet(sheet));  // A typing error is said before anything else is asked.
    TRY(recover_commune_key(client(), key_ring(parts_), sheet, TRY(password()),
                            parts_.clock.wall()));
    kit_.out << (kit_.json ? "{}" : text("ctl.done")) << "\n";
    return {};
  }

  /// The new sheet is written out before the key counts: whatever comes after, it can be copied.
  Status replace() {
    const auto show = [&](const KeyPair& made) -> Status {
      const std::string code = TRY(client().trust()).signing_code;
      show_sheet(code, recovery_sheet(made));
      return {};
    };
    TRY(replace_commune_key(client(), key_ring(parts_), TRY(password()), parts_.clock.wall(),
                            show));
    if (!kit_.json) kit_.out << text("ctl.trust.replaced") << "\n";
    return {};
  }

  Status people() {
    std::vector<PersonKey> keys = TRY(client().people_keys());
    std::vector<std::string> without;
    for (const Person& person : TRY(client().people())) {
      const bool known = std::ranges::find(keys, person.login, &PersonKey::login) != keys.end();
      if (!person.disabled && signs(person) && !known) without.push_back(person.login);
    }
    if (kit_.json) {
      Json::Array array;
      for (const PersonKey& key : keys) array.push_back(to_json(key));
      Json json;
      json.set("keys", std::move(array));
      json.set("without_key", Json::Array(without.begin(), without.end()));
      kit_.out << json.dump() << "\n";
      return {};
    }
    for (const PersonKey& key : keys) kit_.out << lines_of(key);
    for (const std::string& login : without) {
      kit_.out << login << "  " << text("trust.key.none") << "\n";
    }
    return {};
  }

  Status status() {
    CommuneTrust trust(client(), parts_.keys.folder, TRY(client().trust()));
    const TrustRecord& record = trust.record();
    if (!record.begun) {
      Json json;
      json.set("begun", false).set("signing_code", record.signing_code);
      kit_.out << (kit_.json ? json.dump() : std::string(text("trust.none"))) << "\n";
      return {};
    }
    TRY(trust.refresh(parts_.clock.wall()));
    const SeenList compose = TRY(trust.list(KeyClass::Compose));
    const SeenList approve = TRY(trust.list(KeyClass::Approve));
    return kit_.json ? show_json(trust, compose, approve) : show_words(trust, compose, approve);
  }

  TrustTold told;

 private:
  Client& client() { return kit_.client(); }

  /// The password of who is signed in: what his files are sealed under.
  Result<std::string> password() {
    const std::string typed = parts_.ask_password();
    TRY(client().check_password(TRY(client().me()).login, typed));
    return typed;
  }

  void show_waiting_key(const PublicKey& key) {
    kit_.out << text("trust.online_key_waits", {{"words", words_of(key)}}) << "\n";
  }

  void show_sheet(const std::string& code, const std::string& sheet) {
    if (kit_.json) {
      kit_.out << Json().set("recovery_sheet", sheet).dump() << "\n";
      return;
    }
    kit_.out << text("ctl.trust.sheet", {{"code", code}}) << "\n\n"
             << sheet << "\n\n"
             << text("ctl.trust.sheet_keep") << "\n";
  }

  bool owner_is_here(const TrustRecord& record) const {
    return key_ring(parts_).has(commune_key_name(record.signing_code));
  }

  static Json list_json(const SeenList& list) {
    Json json;
    json.set("version", list.version).set("items", std::int64_t(items_of(list)));
    json.set("believed", list.version == 0 || list.targets.has_value());
    return json;
  }
  static std::size_t items_of(const SeenList& list) {
    return list.targets ? list.targets->targets.size() : 0;
  }

  Status show_json(const CommuneTrust& trust, const SeenList& compose, const SeenList& approve) {
    const TrustRecord& record = trust.record();
    Json json;
    json.set("begun", true).set("signing_code", record.signing_code);
    json.set("root_sha256", to_hex(sha256(record.root)));
    json.set("root_version", trust.root().head.version);
    json.set("targets_version", trust.targets().head.version);
    json.set("targets_expires", to_iso8601(trust.targets().head.expires));
    json.set("compose", list_json(compose)).set("approve", list_json(approve));
    json.set("commune_key_here", owner_is_here(record));
    json.set("owner_due", record.owner_due);
    json.set("owner_expires", to_iso8601(record.owner_expires));
    json.set("one_person", trust.lets_one_person());
    json.set("people_signed", record.people_signed).set("place_signed", record.place_signed);
    if (record.next_online_key) json.set("next_online_key", to_hex(*record.next_online_key));
    kit_.out << json.dump() << "\n";
    return {};
  }

  Status show_words(const CommuneTrust& trust, const SeenList& compose, const SeenList& approve) {
    const TrustRecord& record = trust.record();
    const CommuneRecord commune = TRY(client().commune());
    kit_.out << text("ctl.trust.status", {{"code", commune.code},
                                          {"version", std::to_string(trust.targets().head.version)},
                                          {"until", local_time_text(trust.targets().head.expires,
                                                                    commune.utc_offset_minutes)}})
             << "\n"
             << text("ctl.trust.words",
                     {{"words", joined(fingerprint_words(sha256(record.root)), " ")}})
             << "\n";
    for (const auto& [key, list] :
         {std::pair{"ctl.trust.compose", &compose}, std::pair{"ctl.trust.approve", &approve}}) {
      kit_.out << text(key, {{"version", std::to_string(list->version)},
                             {"items", number(items_of(*list))}})
               << "\n";
    }
    kit_.out << policy_words(trust.lets_one_person()) << "\n";
    kit_.out << text(owner_is_here(record) ? "ctl.trust.owner_here" : "ctl.trust.owner_elsewhere")
             << "\n";
    if (record.next_online_key) show_waiting_key(*record.next_online_key);
    if (!record.people_signed) kit_.out << text("trust.people_changed") << "\n";
    if (!record.place_signed) kit_.out << text("trust.place_changed") << "\n";
    if (record.owner_due) {
      const auto until = local_time_text(record.owner_expires, commune.utc_offset_minutes);
      kit_.out << text("trust.owner_due", {{"until", until}}) << "\n";
    }
    return {};
  }

  const CommandKit kit_;
  const CtlParts& parts_;
};

}  // namespace

void add_trust_commands(CLI::App& app, const CommandKit& kit, const CtlParts& parts) {
  const auto run = std::make_shared<TrustCommands>(kit, parts);
  auto* trust = app.add_subcommand("trust", "khoá của xã: ai được soạn, ai được duyệt");
  trust->require_subcommand(1);
  auto* begin = kit.command(*trust, "begin",
                            "bắt đầu: làm khoá của xã, in phiếu khôi phục, xác nhận mọi người",
                            [run] { return run->begin(); });
  begin->add_flag("--one-person", run->told.one_person, "xã cho một người vừa soạn vừa duyệt");
  kit.command(*trust, "status", "đã bắt đầu chưa, bản nào, đến bao giờ, một hay hai người",
              [run] { return run->status(); });
  kit.command(*trust, "people", "khoá của từng người, đã được xác nhận chưa",
              [run] { return run->people(); });
  auto* sign = kit.command(*trust, "sign", "xác nhận khoá theo vai trò của mọi người lúc này",
                           [run] { return run->sign_today(); });
  sign->add_option("--server-words", run->told.online_words,
                   "sáu từ của khoá mới của máy chủ, nghe người quản máy chủ đọc: ký cả khoá ấy");
  auto* policy = kit.command(*trust, "policy",
                             "ký chính sách: mỗi tin qua hai người, hay một người làm cả hai",
                             [run] { return run->sign_policy(); });
  policy->add_option("policy", run->told.policy, "one-person | two-people")
      ->required()
      ->check(CLI::IsMember({std::string(kOnePerson), std::string(kTwoPeople)}));
  kit.command(
      *trust, "replace",
      "thay khoá của xã (nghi bị lộ): làm khoá mới, in phiếu mới, khoá cũ không ký được nữa",
      [run] { return run->replace(); });
  auto* recover = kit.command(*trust, "recover", "lấy lại khoá của xã từ phiếu khôi phục",
                              [run] { return run->recover(); });
  recover->add_option("--sheet", run->told.sheet_file,
                      "tệp chép lại phiếu; không ghi thì gõ vào khi được hỏi");
}

}  // namespace bangtin::ctl
