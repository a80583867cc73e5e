#include "manager/ctl/report_commands.h"

#include <algorithm>
#include <memory>
#include <set>

#include "manager/client/local_time.h"
#include "manager/core/compile.h"
#include "manager/ctl/print.h"
#include "shared/base/limits.h"
#include "shared/base/texts.h"
#include "shared/model/resolve.h"

namespace bangtin::ctl {
namespace {

/// What the commands were told.
struct Told {
  std::string from, to, board, item, witness, pictures;
  std::int64_t after = 0;
  bool csv = false;
};

class ReportCommands {
 public:
  ReportCommands(const CommandKit& kit, const CtlParts& parts) : kit_(kit), parts_(parts) {}

  Status plays() {
    const std::string today = local_day_text(parts_.clock.wall(), TRY(utc_offset()));
    const PlayReport answer = TRY(kit_.client().play_report(
        told.from.empty() ? today : told.from, told.to.empty() ? today : told.to,
        BoardId{told.board}, ItemId{told.item}));
    return show(json_of(answer), told.csv ? csv_of(answer) : lines_of(answer));
  }

  Status shown() {
    const int offset = TRY(utc_offset());
    const auto from = parse_local_time(told.from, offset);
    const auto to = parse_local_time(told.to, offset);
    if (!from) return Error{Code::Invalid, "--from: " + told.from, "ctl.wrong_value"};
    if (!to) return Error{Code::Invalid, "--to: " + told.to, "ctl.wrong_value"};
    const ShownReport answer = TRY(kit_.client().shown_report(BoardId{told.board}, *from, *to));
    if (!told.pictures.empty()) TRY(draw_versions(answer, offset));
    return show(to_json(answer), told.csv ? csv_of(answer, offset) : lines_of(answer, *to, offset));
  }

  Status events() {
    const auto list = TRY(kit_.client().events_after(told.after));
    std::string lines;
    for (const EventRecord& event : list) lines += lines_of(event);
    return show(json_of(list), lines);
  }

  /// Fails when anything was changed, so that a script notices.
  Status audit() {
    std::optional<AuditHead> witness;
    if (!told.witness.empty()) {
      witness = audit_head_from_text(told.witness);
      if (!witness) return Error{Code::Invalid, "--witness: " + told.witness, "ctl.wrong_value"};
    }
    const AuditReport report = TRY(kit_.client().check_audit(witness));
    TRY(show(to_json(report), lines_of(report)));
    if (report.faults_total == 0) return {};
    return Error{Code::Corrupt, std::to_string(report.faults_total) + " faults", "audit.broken"};
  }

  Told told;

 private:
  /// A file for each page of each version: what stood there, drawn as the board draws it.
  Status draw_versions(const ShownReport& report, int utc_offset_minutes) {
    const BoardFacts facts = TRY(board_facts(utc_offset_minutes));
    std::set<Digest> drawn;
    for (const ShownRow& row : report.rows) {
      if (!row.approved_at || !drawn.insert(row.version).second) continue;
      const auto version =
          std::make_shared<const ItemVersion>(TRY(kit_.client().version(row.version)));
      const Manifest manifest = TRY(
          compile(facts, {{Schedule{}, {row.version}}}, {{row.version, version}}, row.begin, 1));
      TRY(draw_pages(manifest, row));
    }
    return {};
  }

  Status draw_pages(const Manifest& manifest, const ShownRow& row) {
    const BlobBytes blobs = [this](const Digest& name) { return kit_.client().blob(name); };
    std::set<std::uint32_t> drawn;
    for (Instant at = row.begin; drawn.size() < limits::kPagesMax;) {
      const Resolved resolved = resolve(manifest, at);
      const auto zone = std::ranges::find_if(resolved.scene.zones, [](const ZoneScene& scene) {
        return scene.content == ZoneScene::Content::Page ||
               scene.content == ZoneScene::Content::Ticker;
      });
      if (zone == resolved.scene.zones.end() || !drawn.insert(zone->page).second) return {};
      const std::string path = told.pictures + "/" + to_hex(row.version).substr(0, 16) + "-" +
                               std::to_string(zone->page + 1) + ".png";
      TRY(parts_.write_file(path, TRY(parts_.draw(manifest, at, blobs))));
      at = zone->until;
    }
    return {};
  }

  Result<BoardFacts> board_facts(int utc_offset_minutes) {
    const CommuneRecord commune = TRY(kit_.client().commune());
    for (const BoardRecord& board : TRY(kit_.client().boards())) {
      if (board.id.text != told.board) continue;
      return BoardFacts{board.id,
                        board.canvas_px,
                        utc_offset_minutes,
                        {commune.code, commune.province_code, commune.agency}};
    }
    return Error{Code::NotFound, "board " + told.board, "board.unknown"};
  }

  Result<int> utc_offset() { return TRY(kit_.client().commune()).utc_offset_minutes; }
  /// A spreadsheet is asked for by name, so --json does not outdo it.
  Status show(const Json& json, const std::string& lines) {
    kit_.out << (kit_.json && !told.csv ? json.dump() + "\n" : lines);
    return {};
  }

  const CommandKit kit_;
  const CtlParts& parts_;
};

}  // namespace

void add_report_commands(CLI::App& app, const CommandKit& kit, const CtlParts& parts) {
  const auto run = std::make_shared<ReportCommands>(kit, parts);
  auto* report = app.add_subcommand("report", "báo cáo")->require_subcommand(1);
  auto* plays = kit.command(*report, "plays", "đã chiếu gì, bao nhiêu lượt, bao lâu",
                            [run] { return run->plays(); });
  plays->add_option("--from", run->told.from, "ngày đầu, 2026-11-22");
  plays->add_option("--to", run->told.to, "ngày cuối");
  plays->add_option("--board", run->told.board);
  plays->add_option("--item", run->told.item);
  auto* shown =
      kit.command(*report, "shown", "bảng đã chiếu gì trong khoảng giờ đó, ai soạn, ai duyệt",
                  [run] { return run->shown(); });
  shown->add_option("--board", run->told.board)->required();
  shown->add_option("--from", run->told.from, "\"20/11/2026 20:00\"")->required();
  shown->add_option("--to", run->told.to, "\"20/11/2026 20:30\"")->required();
  shown->add_option("--pictures", run->told.pictures,
                    "vẽ từng trang của từng tin đã chiếu vào thư mục này");
  for (CLI::App* made : {plays, shown}) made->add_flag("--csv", run->told.csv, "cho bảng tính");
  auto* events =
      kit.command(app, "events", "việc gì đã xảy ra, theo thứ tự", [run] { return run->events(); });
  events->add_option("--after", run->told.after, "từ sau số này");
  auto* audit = app.add_subcommand("audit", "sổ ghi việc")->require_subcommand(1);
  auto* check = kit.command(*audit, "check", "sổ ghi việc có bị sửa, xoá, chèn dòng nào không",
                            [run] { return run->audit(); });
  check->add_option("--witness", run->told.witness, "SỐ:MÃ đã ghi lại lần trước");
}

}  // namespace bangtin::ctl
