#include <algorithm>

#include "manager/core/drawn_layouts.h"
#include "manager/core/problems.h"
#include "manager/store/layout_rows.h"
#include "manager/store/office.h"
#include "manager/store/rows.h"
#include "manager/store/selections.h"
#include "shared/base/limits.h"

namespace bangtin {
namespace {

/// Tells each layout the approved items with text, still valid, whose pages were broken before it
/// was drawn. One look at the items for all of them.
Status add_older_items(Db& db, std::vector<LayoutRecord>& layouts, Instant now) {
  if (layouts.empty()) return {};
  const Instant newest = std::ranges::max(layouts, {}, &LayoutRecord::drawn_at).drawn_at;
  for (const DbRow& row : TRY(db.query(
           "SELECT i.id, v.made_at FROM item i JOIN item_version v ON v.hash = i.approved "
           "WHERE v.made_at < $1 AND v.valid_until > $2 AND v.kind IN ($3, $4) ORDER BY i.id",
           {to_column(newest), to_column(now), std::string(name_of(ItemKind::Notice)),
            std::string(name_of(ItemKind::News))}))) {
    for (LayoutRecord& layout : layouts) {
      const bool older = instant_of(row[1]) < layout.drawn_at;
      if (older && layout.older_items.size() < limits::kItemsPerManifestMax) {
        layout.older_items.push_back(ItemId{text_of(row[0])});
      }
    }
  }
  return {};
}

Result<LayoutRecord> load_layout(Db& db, const LayoutId& id) {
  const std::vector<LayoutRecord> layouts = TRY(load_layouts(db));
  const LayoutRecord* layout = find_layout(layouts, id);
  if (layout == nullptr) return not_there("layout", "layout.unknown");
  return *layout;
}

/// The names of the playlists that name this layout, quoted; none: nothing uses it.
Result<std::string> playlists_with(Db& db, const LayoutId& id) {
  std::string names;
  for (const DbRow& row :
       TRY(db.query("SELECT l.name, l.schedule, p.schedule FROM playlist l LEFT JOIN publication p "
                    "ON p.playlist = l.id ORDER BY l.name, l.id"))) {
    bool named = false;
    for (const DbValue* column : {&row[1], &row[2]}) {
      if (is_null(*column)) continue;
      Schedule schedule;
      TRY(from_json(TRY(Json::parse(text_of(*column))), schedule));
      named = named || schedule.drawn == id;
    }
    if (named) names += (names.empty() ? "\"" : ", \"") + text_of(row[0]) + "\"";
  }
  return names;
}

}  // namespace

Result<std::vector<LayoutRecord>> Office::layouts(Instant now) {
  std::vector<LayoutRecord> layouts = TRY(load_layouts(parts_.db));
  TRY(add_older_items(parts_.db, layouts, now));
  return layouts;
}

Result<LayoutRecord> Office::save_layout(const Person& who, const LayoutRecord& wanted,
                                         Instant now) {
  TRY(to_status(validate(wanted)));
  return in_transaction(parts_.db, [&]() -> Result<LayoutRecord> {
    const std::vector<LayoutRecord> layouts = TRY(load_layouts(parts_.db));
    LayoutRecord layout;
    if (wanted.id.empty()) {
      if (layouts.size() >= kDrawnLayoutsMax) {
        return Error{Code::Full, "too many layouts", "layout.too_many"};
      }
      layout.id = LayoutId{new_id_text(parts_.random)};
    } else {
      layout = TRY(load_layout(parts_.db, wanted.id));
      if (layout.revision != wanted.revision) {
        return Error{Code::Conflict, "the layout has revision " + std::to_string(layout.revision),
                     "layout.moved_on"};
      }
    }
    layout.name = TRY(clean_name(wanted.name, "layout.name_missing"));
    const bool taken = std::ranges::any_of(layouts, [&](const LayoutRecord& other) {
      return other.id != layout.id && other.name == layout.name;
    });
    if (taken) return Error{Code::Invalid, "a layout has this name", "layout.name_taken"};
    const bool redrawn = layout.landscape != wanted.landscape || layout.portrait != wanted.portrait;
    layout.landscape = wanted.landscape;
    layout.portrait = wanted.portrait;
    if (redrawn) layout.drawn_at = now;
    ++layout.revision;
    TRY(store_layout(parts_.db, layout));
    TRY(add_event(parts_.db, now, "layout.saved", who.login, layout.id.text, to_json(layout)));
    if (redrawn) {
      TRY(Selections(parts_, now).remake(TRY(paired_boards(parts_.db)), who.login));
    }
    std::vector<LayoutRecord> one{std::move(layout)};
    TRY(add_older_items(parts_.db, one, now));
    return one[0];
  });
}

Status Office::remove_layout(const Person& who, const LayoutId& id, Instant now) {
  return parts_.db.transact([&]() -> Status {
    const LayoutRecord layout = TRY(load_layout(parts_.db, id));
    const std::string names = TRY(playlists_with(parts_.db, id));
    if (!names.empty()) return Error{Code::Conflict, "used by " + names, "layout.in_use"};
    TRY(parts_.db.query("DELETE FROM layout WHERE id = $1", {id.text}));
    Json body;
    body.set("name", layout.name);
    TRY(add_event(parts_.db, now, "layout.removed", who.login, id.text, body));
    return {};
  });
}

}  // namespace bangtin
