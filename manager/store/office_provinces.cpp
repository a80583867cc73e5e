#include <map>
#include <set>

#include "manager/core/province_files.h"
#include "manager/store/item_rows.h"
#include "manager/store/media_rows.h"
#include "manager/store/office.h"
#include "manager/store/province_loops.h"
#include "manager/store/province_rows.h"
#include "manager/store/rows.h"
#include "manager/store/selections.h"
#include "manager/store/upkeep.h"
#include "shared/base/texts.h"
#include "shared/protocol/content_json.h"

namespace bangtin {
namespace {

using Listed = std::map<std::string, std::set<Digest>>;

/// What a person reads where his own reason would stand; also how such an item is known again.
std::string taken_back() { return std::string(text("province.taken_back")); }

bool names(const Listed& listed, std::string_view office, const std::optional<Digest>& version) {
  const auto both = listed.find(std::string(office));
  return version && both != listed.end() && both->second.contains(*version);
}

Json province_event_body(const ItemRecord& item) {
  Json body;
  body.set("state", name_of(item.state));
  if (item.approved) body.set("approved", to_hex(*item.approved));
  if (!item.reason.empty()) body.set("reason", item.reason);
  return body;
}

Status store_province_change(Db& db, const ItemRecord& item, const char* kind,
                             const std::string& who, Instant now) {
  const std::int64_t seq =
      TRY(add_event(db, now, kind, who, item.id.text, province_event_body(item)));
  return store_item(db, item, seq);
}

std::string approver_of(Db& db, const Digest& version) {
  const auto rows =
      db.query("SELECT approver FROM approval WHERE version = $1", {to_column(version)});
  return rows && !rows->empty() ? text_of((*rows)[0][0]) : std::string();
}

/// One opened file on its way into the store.
class Import {
 public:
  Import(OfficeParts& parts, const OpenedBundle& opened, const Person& who, Instant now)
      : parts_(parts), opened_(opened), who_(who), now_(now) {}

  /// Within a transaction: what is signed, and that it is signed for all that came with it.
  Status take_signed() {
    const ProvinceBundle& bundle = opened_.bundle;
    Repository repository(parts_.db, parts_.online, now_);
    TRY(repository.take_province({bundle.code, bundle.targets, bundle.compose, bundle.approve}));
    listed_ = TRY(repository.listed_by_office());
    for (const ItemVersion& version : opened_.versions) {
      if (names(listed_, bundle.code, hash_of(version))) continue;
      return Error{Code::Denied, version.content.title, "province.not_listed"};
    }
    return {};
  }

  /// Durable before a row names it. Errors: corrupt "province.damaged"; full, unavailable.
  Status store_pictures() {
    std::map<Digest, BlobPlan> plans;
    for (const std::string& picture : opened_.bundle.pictures) {
      BlobPlan plan = plan_of(picture);
      plans.emplace(plan.blob, std::move(plan));
    }
    for (const ItemVersion& version : opened_.versions) {
      for (const Media& media : version.content.media) {
        if (plans.at(media.blob).chunks == media.chunks) continue;
        return Error{Code::Corrupt, "other chunks than are signed", "province.damaged"};
      }
    }
    for (const std::string& picture : opened_.bundle.pictures) {
      TRY(expect_blob(parts_.db, sha256(picture)));
      TRY(parts_.blobs.put(picture));
    }
    return {};
  }

  /// Within a transaction.
  Result<ProvinceImport> take() {
    TRY(take_signed());
    out_.code = opened_.bundle.code;
    for (std::size_t i = 0; i < opened_.versions.size(); ++i) {
      TRY(take_item(opened_.versions[i], opened_.bundle.items[i].approver));
    }
    Repository repository(parts_.db, parts_.online, now_);
    out_.taken_back = TRY(settle_province_items(parts_, repository, who_.login, now_));
    Json body;
    body.set("added", out_.added).set("replaced", out_.replaced);
    body.set("taken_back", out_.taken_back);
    TRY(add_event(parts_.db, now_, "province.imported", who_.login, out_.code, body));
    TRY(put_into_loops(parts_, out_.items, who_.login, now_));
    TRY(Selections(parts_, now_).remake(TRY(paired_boards(parts_.db)), who_.login));
    return out_;
  }

 private:
  Status take_item(const ItemVersion& version, const std::string& approver) {
    const Digest hash = hash_of(version);
    const std::string& office = opened_.bundle.code;
    out_.items.push_back(version.id);
    const auto before = load_item(parts_.db, version.id);
    if (!before && before.error().code != Code::NotFound) return before.error();
    if (before && office_of(before->author) != office) {
      return Error{Code::Conflict, "item " + version.id.text + " is another office's",
                   "province.item_taken"};
    }
    ItemRecord item = before ? *before : ItemRecord{};
    if (before && item.approved == hash) return {};
    // What the commune took down stays down, until the province signs something newer.
    const bool newer = version.number > item.version_number;
    if (item.state == ItemState::Withdrawn && item.reason != taken_back() && !newer) return {};
    item.id = version.id;
    item.content = version.content;
    item.author = login_at(version.author, office);
    item.changed_by = who_.login;
    item.changed_at = now_;
    ++item.revision;
    for (const Media& media : version.content.media) {
      TRY(insert_media(parts_.db, who_.login, media, std::nullopt, now_));
    }
    TRY(check_media(parts_.db, version.content));
    const ItemRecord bare =
        item;  // The version's row wants the item's, and that one the version's.
    item.state = ItemState::Approved;
    item.version_number = std::max(item.version_number, version.number);
    item.submitted = item.approved = hash;
    item.approver = login_at(approver, office);
    item.reason.clear();
    const std::int64_t seq = TRY(add_event(parts_.db, now_, "item.imported", who_.login,
                                           item.id.text, province_event_body(item)));
    if (!before) TRY(store_item(parts_.db, bare, seq));
    TRY(keep_version(version, hash, item.approver));
    ++(before ? out_.replaced : out_.added);
    return store_item(parts_.db, item, seq);
  }

  Status keep_version(const ItemVersion& version, const Digest& hash, const std::string& approver) {
    const auto number =
        TRY(parts_.db.query("SELECT hash FROM item_version WHERE item = $1 AND number = $2",
                            {version.id.text, version.number}));
    if (!number.empty() && digest_of(number[0][0]) != hash) {
      return Error{Code::Corrupt, "two versions of one number", "province.damaged"};
    }
    if (!number.empty()) return {};
    TRY(add_version(parts_.db, version, login_at(version.author, opened_.bundle.code)));
    TRY(parts_.db.query("INSERT INTO approval (version, approver, at) VALUES ($1,$2,$3)",
                        {to_column(hash), approver, to_column(now_)}));
    return {};
  }

  OfficeParts& parts_;
  const OpenedBundle& opened_;
  const Person& who_;
  const Instant now_;
  Listed listed_;
  ProvinceImport out_;
};

}  // namespace

Result<int> settle_province_items(OfficeParts& parts, Repository& repository,
                                  const std::string& who, Instant now) {
  const Listed listed = TRY(repository.listed_by_office());
  int count = 0;
  for (const DbRow& row :
       TRY(parts.db.query("SELECT id FROM item WHERE author LIKE '%@%' ORDER BY id"))) {
    ItemRecord item = TRY(load_item(parts.db, ItemId{text_of(row[0])}));
    const std::string_view office = office_of(item.author);
    const bool is_gone = item.approved && !names(listed, office, item.approved);
    const bool is_back = item.state == ItemState::Withdrawn && item.reason == taken_back() &&
                         names(listed, office, item.submitted);
    if (!is_gone && !is_back) continue;
    item.changed_by = who;
    item.changed_at = now;
    if (is_gone) {
      ++count;
      item.state = ItemState::Withdrawn;
      item.approved.reset();
      item.composer.clear();
      item.approver.clear();
      item.reason = taken_back();
    } else {
      item.state = ItemState::Approved;
      item.approved = item.submitted;
      item.approver = approver_of(parts.db, *item.submitted);
      item.reason.clear();
    }
    TRY(store_province_change(parts.db, item, is_gone ? "item.withdrawn" : "item.imported", who,
                              now));
  }
  return count;
}

Result<ProvinceImport> Office::import_province(const Person& who, std::string_view file,
                                               Instant now) {
  const OpenedBundle opened = TRY(bundle_from_file(file));
  // Judged and put back, first: nobody fills the disk with what nobody signed.
  bool holds = false;
  const Status judged = parts_.db.transact([&]() -> Status {
    TRY(Import(parts_, opened, who, now).take_signed());
    holds = true;
    return Error{Code::Conflict, "only looked at", ""};
  });
  if (!holds) return judged.error();
  TRY(Import(parts_, opened, who, now).store_pictures());
  return in_transaction(parts_.db, [&]() -> Result<ProvinceImport> {
    return Import(parts_, opened, who, now).take();
  });
}

}  // namespace bangtin
