#include "manager/ctl/owner_commands.h"

#include <algorithm>
#include <memory>

#include "manager/client/my_key.h"
#include "manager/client/owner_draft.h"
#include "manager/client/province.h"
#include "manager/core/people_rules.h"
#include "manager/ctl/key_commands.h"
#include "shared/base/texts.h"

namespace bangtin::ctl {
namespace {

/// What the commands were told.
struct OwnerTold {
  std::string file, name, sheet_file, card_file, words, shut_out, online_words;
  std::vector<std::string> owners;
  std::int64_t threshold = 2;
};

std::string key_lines(std::string_view key, const std::vector<PublicKey>& keys) {
  std::string lines;
  for (const PublicKey& each : keys) lines += text(key, {{"words", words_of(each)}}) + "\n";
  return lines;
}

Json words_json(const std::vector<PublicKey>& keys) {
  Json::Array array;
  for (const PublicKey& key : keys) array.emplace_back(words_of(key));
  return array;
}

Json draft_json(const OwnerDraft& draft, const DraftSight& sight) {
  Json json;
  json.set("approvers", words_json(sight.approvers)).set("code", draft.code);
  json.set("composers", words_json(sight.composers)).set("missing", sight.missing);
  json.set("new_root", sight.new_root).set("one_person", sight.one_person);
  json.set("online", words_json(sight.online));
  json.set("online_new", words_json(sight.online_new));
  json.set("owners", words_json(sight.owners.keys)).set("place", draft.place);
  json.set("signed", words_json(sight.signed_by)).set("threshold", sight.owners.threshold);
  json.set("version", sight.version);
  return json;
}

std::string missing_words(const DraftSight& sight) {
  if (sight.missing <= 0) return std::string(text("ctl.owner.enough")) + "\n";
  return text("ctl.owner.missing", {{"count", std::to_string(sight.missing)}}) + "\n";
}

/// Who speaks on the boards, in words.
std::string place_words(const OwnerDraft& draft) {
  const auto place = Json::parse(draft.place);
  const auto said = [&](const char* name) {
    const auto member = place ? place->string_at(name) : Result<std::string>(place.error());
    return member ? *member : std::string("?");
  };
  return text("ctl.owner.place", {{"agency", said("agency")},
                                  {"code", said("commune_code")},
                                  {"province", said("province_code")}});
}

std::string draft_lines(const OwnerDraft& draft, const DraftSight& sight) {
  std::string lines = text(sight.new_root ? "ctl.owner.draft_root" : "ctl.owner.draft",
                           {{"code", draft.code},
                            {"version", std::to_string(sight.version)},
                            {"threshold", std::to_string(sight.owners.threshold)},
                            {"keys", std::to_string(sight.owners.keys.size())}}) +
                      "\n" + place_words(draft) + "\n";
  lines += key_lines("ctl.owner.line", sight.owners.keys);
  for (const PublicKey& key : sight.online) {
    const bool is_new = std::ranges::find(sight.online_new, key) != sight.online_new.end();
    lines += key_lines(is_new ? "ctl.owner.online_new" : "ctl.owner.online", {key});
  }
  lines += key_lines("ctl.owner.composer", sight.composers);
  lines += key_lines("ctl.owner.approver", sight.approvers);
  for (const ProvinceKeys& province : sight.provinces) {
    lines +=
        text("ctl.owner.province", {{"code", province.code}, {"words", words_of(province)}}) + "\n";
  }
  if (sight.one_person) lines += std::string(text("ctl.trust.one_person")) + "\n";
  return lines + missing_words(sight);
}

class OwnerCommands {
 public:
  OwnerCommands(const CommandKit& kit, const CtlParts& parts) : kit_(kit), parts_(parts) {}

  /// Born here, sealed here; only the public half leaves, in the file.
  Status make_key() { return keep(KeyPair::generate(*parts_.keys.random), true); }
  Status recover_key() {
    const std::string sheet =
        told.sheet_file.empty() ? parts_.keys.ask_sheet() : TRY(parts_.read_file(told.sheet_file));
    return keep(TRY(key_from_sheet(sheet)), false);
  }

  /// The first root with `--owner`s, or the next version of who may sign, with other owners where
  /// they are named.
  Status draft() {
    std::optional<Owners> owners;
    for (const std::string& file : told.owners) {
      if (!owners) owners = Owners{{}, told.threshold};
      owners->keys.push_back(TRY(owner_from_file(TRY(parts_.read_file(file)))).key);
    }
    SignChange change;
    if (!told.shut_out.empty()) change.shut_out = told.shut_out;
    if (!told.card_file.empty()) change.let_in = TRY(let_in());
    Client& client = kit_.client();
    const TrustRecord record = TRY(client.trust());
    const bool begun = record.begun;
    change.online_seen = TRY(online_of_words(record, told.online_words));
    if (!begun && !owners) return Error{Code::Invalid, "no --owner", "owner.none"};
    const OwnerDraft made = begun
                                ? TRY(draft_next(client, parts_.keys.folder, owners, change, now()))
                                : TRY(draft_first(client, *owners, now()));
    return write(made);
  }

  Status look() { return show(TRY(read())); }

  Status cosign() {
    const OwnerDraft before = TRY(read());
    const KeyRing ring = key_ring(parts_);
    const auto name = TRY(my_key_of(ring, before));
    // Shown before the password is asked: he sees what he signs.
    if (!kit_.json) kit_.out << draft_lines(before, TRY(sight_of(before))) << std::flush;
    const OwnerDraft after = TRY(cosigned(before, TRY(ring.open(name, parts_.ask_password()))));
    TRY(parts_.write_file(told.file, to_file(after)));
    if (kit_.json) return show(after);
    kit_.out << text("ctl.owner.cosigned") << " " << missing_words(TRY(sight_of(after)));
    return {};
  }

  Status send() {
    const OwnerDraft draft = TRY(read());
    const DraftSight sight = TRY(sight_of(draft));
    if (sight.missing > 0 && !kit_.json) kit_.out << missing_words(sight);
    TRY(send_draft(kit_.client(), draft));
    return show(draft);
  }

  OwnerTold told;

 private:
  Instant now() { return parts_.clock.wall(); }

  Status keep(const KeyPair& pair, bool with_sheet) {
    const std::string password = parts_.keys.ask_new_password();
    TRY(check_password(password, told.name));
    TRY(key_ring(parts_).keep(owner_key_name(pair.public_key()), pair, password));
    TRY(parts_.write_file(told.file, to_file(OwnerCard{told.name, pair.public_key()})));
    const std::string words = words_of(pair.public_key());
    if (kit_.json) {
      Json json;
      json.set("words", words);
      if (with_sheet) json.set("recovery_sheet", recovery_sheet(pair));
      kit_.out << json.dump() << "\n";
      return {};
    }
    if (with_sheet) {
      kit_.out << text("ctl.owner.sheet", {{"name", told.name}}) << "\n\n"
               << recovery_sheet(pair) << "\n\n";
    }
    kit_.out << text("ctl.key.public", {{"words", words}}) << "\n";
    return {};
  }

  Result<ProvinceKeys> let_in() {
    const ProvinceCard card = TRY(card_from_file(TRY(parts_.read_file(told.card_file))));
    if (told.words != words_of(card.keys)) {
      return Error{Code::Denied, "other words", "province.words"};
    }
    return card.keys;
  }

  /// The key of this PC that may sign the draft.
  static Result<std::string> my_key_of(const KeyRing& ring, const OwnerDraft& draft) {
    for (const std::string& name : ring.names()) {
      const auto key = ring.public_key(name);
      if (key && TRY(is_asked_for(draft, *key))) return name;
    }
    return Error{Code::NotFound, "no owner's key here", "owner.not_named"};
  }

  Result<OwnerDraft> read() { return draft_from_file(TRY(parts_.read_file(told.file))); }
  Status write(const OwnerDraft& draft) {
    TRY(parts_.write_file(told.file, to_file(draft)));
    return show(draft);
  }
  Status show(const OwnerDraft& draft) {
    const DraftSight sight = TRY(sight_of(draft));
    kit_.out << (kit_.json ? draft_json(draft, sight).dump() + "\n" : draft_lines(draft, sight));
    return {};
  }

  const CommandKit kit_;
  const CtlParts& parts_;
};

}  // namespace

void add_owner_commands(CLI::App& app, const CommandKit& kit, const CtlParts& parts) {
  const auto run = std::make_shared<OwnerCommands>(kit, parts);
  OwnerTold& told = run->told;
  auto* trust = app.get_subcommand("trust");
  auto* owner = trust->add_subcommand("owner", "khoá của một trong những người giữ gốc");
  owner->require_subcommand(1);
  auto* make = kit.offline(*owner, "new", "làm khoá trên máy này, in phiếu khôi phục",
                           [run] { return run->make_key(); });
  auto* recover = kit.offline(*owner, "recover", "lấy lại khoá từ phiếu khôi phục",
                              [run] { return run->recover_key(); });
  for (CLI::App* made : {make, recover}) {
    made->add_option("--name", told.name, "họ và tên")->required();
    made->add_option("file", told.file, "tệp khoá công khai sẽ ghi, đưa cho người lập bản nháp")
        ->required();
  }
  recover->add_option("--sheet", told.sheet_file,
                      "tệp chép lại phiếu; không ghi thì gõ vào khi được hỏi");
  const auto with_file = [&](CLI::App* made) {
    made->add_option("file", told.file, "tệp bản nháp")->required();
    return made;
  };
  auto* draft = with_file(
      kit.command(*trust, "draft",
                  "lập bản nháp cho nhiều người giữ gốc cùng ký: gốc đầu tiên, hoặc mỗi lần đổi",
                  [run] { return run->draft(); }));
  draft->add_option("--owner", told.owners, "tệp khoá công khai của từng người giữ gốc");
  draft->add_option("--threshold", told.threshold, "phải có bao nhiêu người ký")
      ->capture_default_str();
  auto* card = draft->add_option("--province", told.card_file, "cho thêm tỉnh có tệp khoá này");
  draft->add_option("--words", told.words, "sáu từ mà văn phòng tỉnh đọc qua điện thoại")
      ->needs(card);
  draft->add_option("--server-words", told.online_words,
                    "sáu từ của khoá mới của máy chủ: gốc sau ghi khoá ấy");
  draft->add_option("--without-province", told.shut_out, "thôi cho đơn vị có mã này");
  with_file(kit.offline(*trust, "look", "bản nháp nói gì, ai đã ký, còn thiếu mấy chữ ký",
                        [run] { return run->look(); }));
  with_file(kit.offline(*trust, "cosign", "ký bản nháp bằng khoá trên máy này",
                        [run] { return run->cosign(); }));
  with_file(kit.command(*trust, "send", "gửi bản nháp đã đủ chữ ký lên máy chủ",
                        [run] { return run->send(); }));
}

}  // namespace bangtin::ctl
