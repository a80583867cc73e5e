#include "manager/ctl/report_commands.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include "manager/core/local_time.h"
#include "manager/ctl/drawn_pages.h"
#include "manager/ctl/print.h"
#include "manager/report/report_files.h"
#include "shared/base/texts.h"

namespace bangtin::ctl {
namespace {

/// The file's name that is no file but the output.
constexpr std::string_view kOutput = "-";

/// What the commands were told.
struct ReportTold {
  std::string from, to, board, item, witness, pictures;
  std::int64_t after = 0;
  bool csv = false;                           ///< of what a board showed
  std::string csv_file, xlsx_file, pdf_file;  ///< of plays; empty where none was asked for
};

std::string time_or_never(const std::optional<std::int64_t>& ms) {
  return ms ? report_duration_words(*ms) : said("report.never");
}

std::string proof_lines(const PaperProof& proof) {
  std::string lines = said("report.proof.means") + "\n";
  for (const PaperBoard& board : proof.boards) {
    const char* key = board.gap_from.empty() ? "ctl.report.proven_all" : "ctl.report.proven";
    lines += text(key, {{"board", board.name},
                        {"share", report_share_words(board.permille)},
                        {"proven", report_duration_words(board.proven_ms)},
                        {"of", report_duration_words(board.of_ms)},
                        {"gap", report_duration_words(board.gap_ms)},
                        {"from", board.gap_from}}) +
             "\n";
  }
  for (const PaperUrgent& urgent : proof.urgent) {
    lines += text("ctl.report.urgent", {{"item", urgent.item},
                                        {"board", urgent.board},
                                        {"at", urgent.published},
                                        {"latency", time_or_never(urgent.latency_ms)}}) +
             "\n";
  }
  return lines;
}

class ReportCommands {
 public:
  ReportCommands(const CommandKit& kit, const CtlParts& parts) : kit_(kit), parts_(parts) {}

  Status plays() {
    const CommuneRecord commune = TRY(kit_.client().commune());
    const Instant now = parts_.clock.wall();
    const std::string today = local_day_text(now, commune.utc_offset_minutes);
    ReportHead head{commune.name,
                    commune.agency,
                    told.from.empty() ? today : told.from,
                    told.to.empty() ? today : told.to,
                    {},
                    now,
                    commune.utc_offset_minutes};
    const PlayReport answer = TRY(kit_.client().play_report(
        head.from_day, head.to_day, BoardId{told.board}, ItemId{told.item}));
    if (told.csv_file.empty() && told.xlsx_file.empty() && told.pdf_file.empty()) {
      return show(json_of(answer), lines_of(answer));
    }
    take_names(head, answer.communes);
    head.made_by = TRY(kit_.client().me()).display_name;
    const std::string from = head.from_day, to = head.to_day;
    const int offset = head.utc_offset_minutes;
    const std::map<BoardId, std::string> names = TRY(board_names());
    ReportPaper paper = report_paper(std::move(head), answer.rows, names);
    if (told.board.empty() && told.item.empty()) {
      const Result<ProofReport> proof = kit_.client().proof_report(from, to);
      if (proof.ok()) paper.proof = paper_proof(*proof, names, offset);
      if (!proof.ok()) parts_.err << text_of(proof.error()) << "\n";
    }
    return write(paper);
  }

  /// What the play log proves of each board.
  Status boards() {
    const int offset = TRY(utc_offset(kit_.client()));
    const std::string today = local_day_text(parts_.clock.wall(), offset);
    const ProofReport answer = TRY(kit_.client().proof_report(told.from.empty() ? today : told.from,
                                                              told.to.empty() ? today : told.to));
    return show(to_json(answer), proof_lines(paper_proof(answer, TRY(board_names()), offset)));
  }

  Status shown() {
    const int offset = TRY(utc_offset(kit_.client()));
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

  ReportTold told;

 private:
  Result<std::map<BoardId, std::string>> board_names() {
    std::map<BoardId, std::string> names;
    for (BoardRecord& board : TRY(kit_.client().boards())) {
      names[board.id] = std::move(board.name);
    }
    return names;
  }

  /// Each file that was asked for; its name is told where the output is not itself a file.
  Status write(const ReportPaper& paper) {
    const std::pair<const std::string&, ReportFormat> files[] = {
        {told.csv_file, ReportFormat::Csv},
        {told.xlsx_file, ReportFormat::Xlsx},
        {told.pdf_file, ReportFormat::Pdf}};
    for (const auto& [path, format] : files) {
      if (path.empty()) continue;
      const std::string bytes = TRY(report_bytes(paper, format));
      if (path == kOutput) {
        kit_.out << bytes;
        continue;
      }
      TRY(parts_.write_file(path, bytes));
      parts_.err << text("ctl.report.written", {{"file", path}}) << "\n";
    }
    return {};
  }

  /// A file for each page of each version: what stood there, drawn as the board draws it.
  Status draw_versions(const ShownReport& report, int utc_offset_minutes) {
    const BoardFacts facts = TRY(board_facts(utc_offset_minutes));
    std::set<Digest> drawn;
    for (const ShownRow& row : report.rows) {
      if (!row.approved_at || !drawn.insert(row.version).second) continue;
      TRY(draw_pages(kit_.client(), parts_, facts, TRY(kit_.client().version(row.version)),
                     row.begin, told.pictures));
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
  plays->add_option("--csv", run->told.csv_file, "cho bảng tính; không có tên tệp thì in ra")
      ->expected(0, 1)
      ->default_str(std::string(kOutput));
  plays->add_option("--xlsx", run->told.xlsx_file, "tệp Excel");
  plays->add_option("--pdf", run->told.pdf_file, "tệp để in và ký");
  auto* boards = kit.command(*report, "boards",
                             "từng bảng chứng minh có chiếu bao lâu, tin khẩn bao lâu thì hiện",
                             [run] { return run->boards(); });
  boards->add_option("--from", run->told.from, "ngày đầu, 2026-11-22");
  boards->add_option("--to", run->told.to, "ngày cuối, nhiều nhất 62 ngày");
  auto* shown =
      kit.command(*report, "shown", "bảng đã chiếu gì trong khoảng giờ đó, ai soạn, ai duyệt",
                  [run] { return run->shown(); });
  shown->add_option("--board", run->told.board)->required();
  shown->add_option("--from", run->told.from, "\"20/11/2026 20:00\"")->required();
  shown->add_option("--to", run->told.to, "\"20/11/2026 20:30\"")->required();
  shown->add_option("--pictures", run->told.pictures,
                    "vẽ từng trang của từng tin đã chiếu vào thư mục này");
  shown->add_flag("--csv", run->told.csv, "cho bảng tính");
  auto* events =
      kit.command(app, "events", "việc gì đã xảy ra, theo thứ tự", [run] { return run->events(); });
  events->add_option("--after", run->told.after, "từ sau số này");
  auto* audit = app.add_subcommand("audit", "sổ ghi việc")->require_subcommand(1);
  auto* check = kit.command(*audit, "check", "sổ ghi việc có bị sửa, xoá, chèn dòng nào không",
                            [run] { return run->audit(); });
  check->add_option("--witness", run->told.witness, "SỐ:MÃ đã ghi lại lần trước");
}

}  // namespace bangtin::ctl
