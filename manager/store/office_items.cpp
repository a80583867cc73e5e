#include <charconv>

#include "manager/core/item_flow.h"
#include "manager/core/people_rules.h"
#include "manager/store/feedback_rows.h"
#include "manager/store/item_rows.h"
#include "manager/store/layout_rows.h"
#include "manager/store/media_rows.h"
#include "manager/store/office.h"
#include "manager/store/person_rows.h"
#include "manager/store/province_loops.h"
#include "manager/store/rows.h"
#include "manager/store/selections.h"
#include "manager/store/upkeep.h"
#include "shared/protocol/audit_messages.h"
#include "shared/protocol/content_json.h"

namespace bangtin {
namespace {

Json event_body(const ItemRecord& item) {
  Json body;
  body.set("state", name_of(item.state));
  body.set("revision", item.revision);
  if (item.submitted) body.set("submitted", to_hex(*item.submitted));
  if (item.approved) body.set("approved", to_hex(*item.approved));
  if (by_one_person(item)) body.set("one_person", true);
  if (!item.reason.empty()) body.set("reason", item.reason);
  return body;
}

/// Appends the event and stores the item under its number.
Status store_change(Db& db, const ItemRecord& item, const char* kind, const std::string& login,
                    Instant now, const Json& body) {
  const std::int64_t seq = TRY(add_event(db, now, kind, login, item.id.text, body));
  return store_item(db, item, seq);
}

Status store_change(Db& db, const ItemRecord& item, const char* kind, const std::string& login,
                    Instant now) {
  return store_change(db, item, kind, login, now, event_body(item));
}

/// How far somebody has read the items, and the event that was the last then.
struct ItemsMark {
  std::int64_t read_seq = 0;
  AuditHead head;
};

std::string mark_text(const ItemsMark& mark) {
  return std::to_string(mark.read_seq) + ":" + text_of(mark.head);
}

std::optional<ItemsMark> items_mark_from(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == text.npos) return std::nullopt;
  ItemsMark mark;
  const auto [end, error] = std::from_chars(text.data(), text.data() + colon, mark.read_seq);
  const auto head = audit_head_from_text(text.substr(colon + 1));
  if (error != std::errc{} || end != text.data() + colon || !head) return std::nullopt;
  mark.head = *head;
  return mark;
}

/// What `who` signed, taken into the commune's repository.
Status take_list(OfficeParts& parts, KeyClass key_class, const std::string& envelope,
                 const Person& who, const Digest& version, Instant now) {
  Repository repository(parts.db, parts.online, now);
  if (!TRY(repository.has_begun())) {
    return Error{Code::Conflict, "the commune has no root yet", "trust.none"};
  }
  const PublicKey signer = TRY(load_person_key(parts.db, who)).key;
  const auto bytes = TRY(load_version_bytes(parts.db, version));
  return repository.take_list({key_class, envelope, signer}, version,
                              static_cast<std::int64_t>(bytes.size()));
}

/// True of a person with both roles in a commune that lets one person do both.
Result<bool> may_do_both(OfficeParts& parts, const Person& who, Instant now) {
  if (!has_both_roles(who.roles)) return false;
  return Repository(parts.db, parts.online, now).lets_one_person();
}

}  // namespace

Status Office::expect_blob(const Digest& blob) { return bangtin::expect_blob(parts_.db, blob); }

Result<Media> Office::add_media(const Person& who, const Media& media, Instant now) {
  if (!parts_.blobs.has(media.blob)) {
    return Error{Code::Invalid, "the picture's bytes are not stored", "item.media_unknown"};
  }
  return in_transaction(parts_.db, [&]() -> Result<Media> {
    TRY(insert_media(parts_.db, who.login, media, std::nullopt, now));
    return media;
  });
}

Result<std::vector<ZoneKind>> Office::zones() {
  const auto rows = TRY(parts_.db.query(
      "SELECT DISTINCT width_px, height_px FROM board WHERE state = $1 ORDER BY 1, 2",
      {std::string(name_of(BoardState::Paired))}));
  std::vector<Size> canvases;
  for (const DbRow& row : rows) {
    canvases.push_back({static_cast<int>(int_of(row[0])), static_cast<int>(int_of(row[1]))});
  }
  const std::set<LayoutId> used = TRY(layouts_in_use(parts_.db));
  std::vector<LayoutRecord> in_use, spare;
  for (LayoutRecord& layout : TRY(load_layouts(parts_.db))) {
    (used.contains(layout.id) ? in_use : spare).push_back(std::move(layout));
  }
  return zone_kinds(canvases, in_use, spare);
}

Result<std::vector<ItemRecord>> Office::items() { return load_items(parts_.db); }

Result<ItemsPiece> Office::items_since(const std::string& mark) {
  return in_one_look(parts_.db, [&]() -> Result<ItemsPiece> {
    std::optional<ItemsMark> from = items_mark_from(mark);
    if (from && !TRY(has_event(parts_.db, from->head))) from.reset();
    const AuditHead head = TRY(audit_head(parts_.db));
    ChangedItems changed = TRY(load_items_after(parts_.db, from ? from->read_seq : 0));
    ItemsPiece piece;
    piece.items = std::move(changed.items);
    piece.more = changed.more;
    piece.anew = !from;
    piece.count = TRY(count_items(parts_.db));
    piece.mark = mark_text(ItemsMark{changed.more ? changed.last_seq : head.seq, head});
    return piece;
  });
}

Result<ItemRecord> Office::item(const ItemId& id) { return load_item(parts_.db, id); }

Result<ItemRecord> Office::add_item(const Person& who, const ItemContent& content, Instant now) {
  const ItemId id{new_id_text(parts_.random)};
  return in_transaction(parts_.db, [&]() -> Result<ItemRecord> {
    const ItemRecord item = TRY(new_item(id, content, who.login, now));
    TRY(check_media(parts_.db, content));
    TRY(store_change(parts_.db, item, "item.drafted", who.login, now));
    return item;
  });
}

Result<ItemRecord> Office::save_item(const Person& who, const ItemId& id,
                                     const ItemContent& content, std::int64_t revision,
                                     Instant now) {
  return in_transaction(parts_.db, [&]() -> Result<ItemRecord> {
    const ItemRecord before = TRY(load_item(parts_.db, id));
    const ItemRecord item = TRY(apply(before, SaveDraft{content, revision}, who.login, now));
    TRY(check_media(parts_.db, content));
    TRY(store_change(parts_.db, item, "item.drafted", who.login, now));
    return item;
  });
}

Result<ItemRecord> Office::submit_item(const Person& who, const ItemId& id,
                                       const ItemVersion& version, const std::string& signed_list,
                                       Instant now) {
  return in_transaction(parts_.db, [&]() -> Result<ItemRecord> {
    const ItemRecord before = TRY(load_item(parts_.db, id));
    const auto kinds = TRY(zones());
    const ItemRecord item = TRY(apply(before, Submit{version, kinds}, who.login, now));
    TRY(check_media(parts_.db, version.content));
    TRY(add_version(parts_.db, version, version.author));
    TRY(take_list(parts_, KeyClass::Compose, signed_list, who, hash_of(version), now));
    TRY(store_change(parts_.db, item, "item.submitted", who.login, now));
    return item;
  });
}

Result<ItemRecord> Office::approve_item(const Person& who, const ItemId& id,
                                        const Digest& version_hash,
                                        const std::vector<ReviewCheck>& checked,
                                        const std::string& signed_list, Instant now) {
  return in_transaction(parts_.db, [&]() -> Result<ItemRecord> {
    const ItemRecord before = TRY(load_item(parts_.db, id));
    const auto rows = TRY(parts_.db.query("SELECT author FROM item_version WHERE hash = $1",
                                          {to_column(version_hash)}));
    if (rows.empty()) return not_there("version", "item.version_unknown");
    const Approve approve{version_hash, text_of(rows[0][0]), checked,
                          TRY(may_do_both(parts_, who, now))};
    const ItemRecord item = TRY(apply(before, approve, who.login, now));
    TRY(parts_.db.query("INSERT INTO approval (version, approver, at) VALUES ($1,$2,$3)",
                        {to_column(version_hash), who.login, to_column(now)}));
    TRY(take_list(parts_, KeyClass::Approve, signed_list, who, version_hash, now));
    Json body = event_body(item);
    Json::Array names;
    for (const ReviewCheck check : checked) names.emplace_back(name_of(check));
    body.set("checked", std::move(names));
    TRY(store_change(parts_.db, item, "item.approved", who.login, now, body));
    TRY(note_answered(parts_.db, id, who.login, now));
    TRY(Selections(parts_, now)
            .remake(TRY(boards_of_item(parts_.db, id)), who.login, TooMuch::Refuse));
    return item;
  });
}

Result<ItemRecord> Office::return_item(const Person& who, const ItemId& id,
                                       const Digest& version_hash, const std::string& reason,
                                       Instant now) {
  return in_transaction(parts_.db, [&]() -> Result<ItemRecord> {
    const ItemRecord before = TRY(load_item(parts_.db, id));
    const ItemRecord item = TRY(apply(before, Return{version_hash, reason}, who.login, now));
    TRY(store_change(parts_.db, item, "item.returned", who.login, now));
    return item;
  });
}

Result<WithdrawnItem> Office::withdraw_item(const Person& who, const ItemId& id,
                                            const std::string& reason, Instant now) {
  return in_transaction(parts_.db, [&]() -> Result<WithdrawnItem> {
    const ItemRecord before = TRY(load_item(parts_.db, id));
    TRY(check_may_go(parts_, before, now));
    const ItemRecord item = TRY(apply(before, Withdraw{reason}, who.login, now));
    if (before.state == ItemState::Withdrawn) return WithdrawnItem{item, std::nullopt};
    TRY(store_change(parts_.db, item, "item.withdrawn", who.login, now));
    TRY(Selections(parts_, now).remake(TRY(boards_of_item(parts_.db, id)), who.login));
    return WithdrawnItem{item, before.approved};
  });
}

Result<std::string> Office::version(const Digest& hash) {
  return load_version_bytes(parts_.db, hash);
}

}  // namespace bangtin
