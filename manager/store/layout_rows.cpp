#include "manager/store/layout_rows.h"

#include "manager/store/rows.h"

namespace bangtin {

Result<std::vector<LayoutRecord>> load_layouts(Db& db) {
  std::vector<LayoutRecord> layouts;
  for (const DbRow& row : TRY(db.query("SELECT body FROM layout ORDER BY name, id"))) {
    TRY(from_json(TRY(Json::parse(text_of(row[0]))), layouts.emplace_back()));
  }
  return layouts;
}

Result<std::set<LayoutId>> layouts_in_use(Db& db) {
  std::set<LayoutId> used;
  for (const DbRow& row :
       TRY(db.query("SELECT schedule FROM playlist UNION SELECT schedule FROM publication"))) {
    Schedule schedule;
    TRY(from_json(TRY(Json::parse(text_of(row[0]))), schedule));
    if (schedule.drawn) used.insert(*schedule.drawn);
  }
  return used;
}

Status store_layout(Db& db, const LayoutRecord& layout) {
  TRY(
      db.query("INSERT INTO layout (id, name, body) VALUES ($1,$2,$3) "
               "ON CONFLICT (id) DO UPDATE SET name = $2, body = $3",
               {layout.id.text, layout.name, to_json(layout).dump()}));
  return {};
}

}  // namespace bangtin
