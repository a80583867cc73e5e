// A report as A4 pages to be printed and signed: whose it is, its sums, a chart of the days, a
// table for each breakdown. Thread: any; each call is independent.
#pragma once

#include "manager/report/report_paper.h"
#include "shared/base/result.h"

namespace bangtin {

/// The bytes of the PDF. It says all sums, exact to the millisecond, but not the single rows, which
/// are for spreadsheets. Errors: unavailable, "report.not_written".
Result<std::string> report_pdf(const ReportPaper& paper);

}  // namespace bangtin
