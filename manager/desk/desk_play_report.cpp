// How the desk gets a report of plays and has it written into a file.
#include "manager/desk/desk.h"
#include "manager/desk/report_period.h"
#include "shared/base/texts.h"
#include "shared/ui/date_time.h"

namespace bangtin::desk {

void Desk::load_report() {
  ReportForm& form = state_.reports;
  const auto from = ui::iso_day(form.from);
  const auto to = ui::iso_day(form.to);
  if (!from || !to || form.busy) return;  // The fields say in words what is wrong.
  Request load = request(Deed::LoadReport);
  load.from_day = form.asked_from = *from;
  load.to_day = form.asked_to = *to;
  form.file.clear();
  form.busy = true;
  send(std::move(load));
}

void Desk::choose_period(Period period, Instant now) {
  const ReportDays days = days_of(period, now, state_.utc_offset_minutes());
  state_.reports.from = days.from;
  state_.reports.to = days.to;
  load_report();
}

/// Who makes it and when are those of this moment.
void Desk::save_report(ReportFormat format, Instant now) {
  ReportForm& form = state_.reports;
  if (!form.paper || form.busy) return;
  auto paper = std::make_shared<ReportPaper>(*form.paper);
  paper->head.made_by = state_.me.display_name;
  paper->head.made_at = now;
  Request save = request(Deed::SaveReport);
  save.paper = std::move(paper);
  save.format = format;
  form.file.clear();
  form.busy = true;
  send(std::move(save));
}

void Desk::take_play_report(const Outcome& outcome, Instant now) {
  ReportForm& form = state_.reports;
  if (outcome.deed != Deed::LoadReport && outcome.deed != Deed::SaveReport) return;
  form.busy = false;
  if (outcome.deed == Deed::SaveReport) form.file = outcome.file;
  if (!outcome.report || !state_.seen) return;
  std::map<BoardId, std::string> names;
  for (const BoardRecord& board : state_.seen->boards) names[board.id] = board.name;
  const CommuneRecord& commune = state_.seen->commune;
  ReportHead head{commune.name,
                  commune.agency,
                  form.asked_from,
                  form.asked_to,
                  state_.me.display_name,
                  now,
                  commune.utc_offset_minutes};
  take_names(head, outcome.report->communes);
  auto paper =
      std::make_shared<ReportPaper>(report_paper(std::move(head), outcome.report->rows, names));
  if (outcome.proof) paper->proof = paper_proof(*outcome.proof, names, commune.utc_offset_minutes);
  if (outcome.no_proof) paper->no_proof = text_of(*outcome.no_proof);
  form.paper = std::move(paper);
}

}  // namespace bangtin::desk
