#include <algorithm>

#include "manager/store/office.h"
#include "manager/store/rows.h"

namespace bangtin {
namespace {

constexpr int kEventRowsMax = 500;
constexpr int kWakesMax = 10'000;

}  // namespace

Result<std::vector<EventRow>> Office::events_after(std::int64_t seq, int rows_max) {
  const auto rows = TRY(parts_.db.query(
      "SELECT seq, at, kind, who, target, body FROM event WHERE seq > $1 ORDER BY seq LIMIT $2",
      {seq, to_column(std::clamp(rows_max, 0, kEventRowsMax))}));
  std::vector<EventRow> events;
  for (const DbRow& row : rows) {
    Json body = TRY(Json::parse(text_of(row[5])));
    events.push_back({int_of(row[0]), instant_of(row[1]), text_of(row[2]), text_of(row[3]),
                      text_of(row[4]), std::move(body)});
  }
  return events;
}

Result<std::vector<Wake>> Office::wakes_after(std::int64_t seq) {
  const auto rows = TRY(parts_.db.query(
      "SELECT seq, target, body FROM event WHERE kind IN ('board.selection', 'board.order') "
      "AND seq > $1 ORDER BY seq LIMIT $2",
      {seq, to_column(kWakesMax)}));
  std::vector<Wake> wakes;
  for (const DbRow& row : rows) {
    const Json body = TRY(Json::parse(text_of(row[2])));
    Wake wake{BoardId{text_of(row[1])}, int_of(row[0])};
    if (body.find("order") != nullptr) {
      wake.order = TRY(body.int_at("number"));
    } else {
      wake.generation = TRY(body.int_at("generation"));
    }
    wakes.push_back(std::move(wake));
  }
  return wakes;
}

Result<std::int64_t> Office::last_event() {
  const auto rows = TRY(parts_.db.query("SELECT seq FROM event_cursor WHERE id = 1"));
  return int_of(rows.at(0).at(0));
}

}  // namespace bangtin
