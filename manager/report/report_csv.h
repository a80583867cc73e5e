// A report as CSV: a row for each day, item, board and facts, then their sum; after empty lines
// what is proven of boards, and how soon urgent items stood there. Pure. Thread: any.
#pragma once

#include "manager/report/report_paper.h"

namespace bangtin {

/// UTF-8 with a byte order mark, by which Excel knows Vietnamese; lines end in CR LF. A cell that a
/// spreadsheet would take for a formula begins with an apostrophe. Times are whole milliseconds.
std::string report_csv(const ReportPaper& paper);

/// One cell, guarded and quoted where it must be.
std::string csv_cell(std::string_view text);

}  // namespace bangtin
