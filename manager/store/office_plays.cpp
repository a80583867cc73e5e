#include <charconv>

#include "manager/store/office.h"
#include "manager/store/play_rows.h"
#include "manager/store/rows.h"
#include "manager/store/selections.h"
#include "shared/base/limits.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;
using std::chrono::sys_days;

constexpr std::int64_t kSeqMax = std::int64_t{1} << 52;
constexpr int kReportDaysMax = 400;
constexpr std::int64_t kReportRowsMax = 200'000;

Status check_batch(const PlayBatch& batch) {
  const auto refuse = [](const std::string& what) {
    return Error{Code::Invalid, what, "board.plays"};
  };
  if (!is_id_text(batch.log)) return refuse("the log has no name");
  if (batch.rows.size() > limits::kPlayBatchRowsMax) return refuse("too many rows");
  if (batch.first_seq < 1 || batch.first_seq > kSeqMax) return refuse("first_seq out of range");
  for (const PlayRecord& play : batch.rows) {
    const bool timed = play.shown > 0ms && play.shown <= limits::kPlayRecordMax + 1s;
    if (!timed || play.frames_presented < 0 || !is_id_text(play.item.text)) {
      return refuse("a play out of range");
    }
  }
  return {};
}

/// Exactly "2026-11-22".
std::optional<sys_days> day_of(const std::string& text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto number = [&](std::size_t at, std::size_t length) {
    int value = -1;
    const char* begin = text.data() + at;
    const auto [end, error] = std::from_chars(begin, begin + length, value);
    return error == std::errc{} && end == begin + length ? value : -1;
  };
  const int year = number(0, 4);
  const int month = number(5, 2);
  const int day = number(8, 2);
  if (year < 0 || month < 0 || day < 0) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok()) return std::nullopt;
  return sys_days(date);
}

std::string day_text(std::int64_t day) {
  return to_iso8601(sys_days(std::chrono::days(day))).substr(0, 10);
}

/// Columns 7-11 of a report's row: null where no such version was ever stored.
std::optional<PlayFacts> facts_of(const DbRow& row) {
  if (is_null(row[7])) return std::nullopt;
  return PlayFacts{enum_of<Category>(row[7]), text_of(row[8]), enum_of<Origin>(row[9]),
                   enum_of<OwnerKind>(row[10]), static_cast<int>(int_of(row[11]))};
}

bool is_called_alike(const CommuneName& a, const CommuneName& b) {
  return a.code == b.code && a.name == b.name && a.agency == b.agency;
}

/// Every name of the commune that was written down, in the order of the log, which nobody changes.
Result<std::vector<CommuneName>> commune_names(Db& db) {
  std::vector<CommuneName> names;
  for (const DbRow& row :
       TRY(db.query("SELECT at, body FROM event WHERE kind = 'commune.changed' ORDER BY seq"))) {
    const Json body = TRY(Json::parse(text_of(row[1])));
    // Earlier releases wrote down the code alone.
    if (body.find("name") == nullptr || body.find("agency") == nullptr) continue;
    CommuneName name{TRY(body.string_at("code")), TRY(body.string_at("name")),
                     TRY(body.string_at("agency")), instant_of(row[0])};
    if (names.empty() || !is_called_alike(names.back(), name)) names.push_back(std::move(name));
  }
  return names;
}

/// Those that held in a stretch of time; before the first name the commune was called so too.
std::vector<CommuneName> names_within(const std::vector<CommuneName>& all, Instant from,
                                      Instant until) {
  std::vector<CommuneName> names;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const bool begins = i == 0 || all[i].since < until;
    const bool ends_before = i + 1 < all.size() && all[i + 1].since <= from;
    if (begins && !ends_before) names.push_back(all[i]);
  }
  if (names.size() > kCommuneNamesMax) {
    names.erase(names.begin(), names.end() - std::ptrdiff_t(kCommuneNamesMax));
  }
  return names;
}

}  // namespace

Result<std::int64_t> Office::take_plays(const BoardId& id, const PlayBatch& batch, Instant now) {
  TRY(check_batch(batch));
  auto taken = in_transaction(parts_.db, [&]() -> Result<std::int64_t> {
    const BoardLog log = TRY(open_play_log(parts_.db, id, batch.log));
    const int offset = TRY(load_commune(parts_.db)).utc_offset_minutes;
    TRY(parts_.db.query("UPDATE board SET last_seen = $2 WHERE number = $1",
                        {log.board, to_column(now)}));
    return add_plays(parts_.db, log, batch, offset);
  });
  if (!taken.ok() && taken.error().key == "board.copied_key") {
    // What the batch began is rolled back; the problem stays.
    TRY(note_problem(id, "board.copied_key", now));
  }
  return taken;
}

Result<Office::PlayReport> Office::play_report(const std::string& from_day,
                                               const std::string& to_day, const BoardId& board,
                                               const ItemId& item) {
  const auto from = day_of(from_day);
  const auto to = day_of(to_day);
  if (!from || !to || *to < *from) return Error{Code::Invalid, "the days", "report.days"};
  if ((*to - *from).count() >= kReportDaysMax) {
    return Error{Code::Invalid, "too many days", "report.too_long"};
  }
  const auto rows = TRY(parts_.db.query(
      "SELECT d.day, b.id, v.item, SUM(d.plays), SUM(d.shown_ms), SUM(d.frames), "
      "COALESCE((SELECT t.title FROM item_version t WHERE t.item = v.item "
      "ORDER BY t.number DESC LIMIT 1), ''), "
      "iv.category, iv.language, iv.origin, iv.owner_kind, iv.priority "
      "FROM play_day d JOIN board b ON b.number = d.board "
      "JOIN play_version v ON v.number = d.version "
      "LEFT JOIN item_version iv ON iv.hash = v.version AND iv.item = v.item "
      "WHERE d.day BETWEEN $1 AND $2 AND ($3 = '' OR b.id = $3) AND ($4 = '' OR v.item = $4) "
      "GROUP BY 1, 2, 3, 8, 9, 10, 11, 12 ORDER BY 1, 2, 3, 8, 9, 10, 11, 12 LIMIT $5",
      {std::int64_t{from->time_since_epoch().count()}, std::int64_t{to->time_since_epoch().count()},
       board.text, item.text, kReportRowsMax + 1}));
  if (static_cast<std::int64_t>(rows.size()) > kReportRowsMax) {
    return Error{Code::Invalid, "too many rows", "report.too_long"};
  }
  PlayReport report;
  const std::chrono::minutes offset(TRY(commune()).utc_offset_minutes);
  report.communes = names_within(TRY(commune_names(parts_.db)), *from - offset,
                                 *to + std::chrono::days(1) - offset);
  for (const DbRow& row : rows) {
    const PlayReportRow& added = report.rows.emplace_back(PlayReportRow{
        day_text(int_of(row[0])), BoardId{text_of(row[1])}, ItemId{text_of(row[2])},
        text_of(row[6]), int_of(row[3]), int_of(row[4]), int_of(row[5]), facts_of(row)});
    report.plays += added.plays;
    report.shown_ms += added.shown_ms;
    report.frames += added.frames;
  }
  return report;
}

}  // namespace bangtin
