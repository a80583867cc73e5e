// A report as an Excel workbook: a summary, a sheet for each breakdown, what is proven of boards
// and urgent items, one for all rows. The adapter of libxlsxwriter. Thread: any; each call is
// independent.
#pragma once

#include "manager/report/report_paper.h"
#include "shared/base/result.h"

namespace bangtin {

/// The bytes of the workbook. Numbers and dates are real; times are there twice, as a time of day
/// and as whole milliseconds. Each sheet ends in a row of sums, which are formulas with their
/// values. Errors: full or unavailable, "report.not_written".
Result<std::string> report_xlsx(const ReportPaper& paper);

}  // namespace bangtin
