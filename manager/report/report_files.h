// Reports as files on this PC. Thread: any; each call is independent.
#pragma once

#include <filesystem>

#include "manager/report/report_paper.h"
#include "shared/base/result.h"

namespace bangtin {

/// What the file holds. Pure. Errors: as report_xlsx and report_pdf.
Result<std::string> report_bytes(const ReportPaper& paper, ReportFormat format);

/// Writes a new file into the folder, durably, and gives its path: report_file_name, or that with
/// " (2)", " (3)", ... where the name is taken; what is there stays. Errors: as report_bytes;
/// not_found (no folder), denied, full, unavailable, key "report.not_written" or a folder's own;
/// conflict when all names are taken.
Result<std::filesystem::path> save_report(const std::filesystem::path& folder,
                                          const ReportPaper& paper, ReportFormat format);

/// Writes bytes into a new file, durably, and gives its path: `path`, or that with " (2)", ...
/// where the name is taken. Of a `secret` only this account reads. Errors: as save_report.
Result<std::filesystem::path> save_new(const std::filesystem::path& path, std::string_view bytes,
                                       bool secret);

/// Where a person keeps documents, as the text of XDG's user-dirs.dirs says; `home` where it says
/// nothing that can be used. Pure.
std::filesystem::path documents_folder(std::string_view user_dirs,
                                       const std::filesystem::path& home);

}  // namespace bangtin
