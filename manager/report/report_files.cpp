#include "manager/report/report_files.h"

#include <fcntl.h>

#include <cerrno>

#include "manager/report/report_csv.h"
#include "manager/report/report_pdf.h"
#include "manager/report/report_xlsx.h"
#include "shared/base/files.h"

namespace bangtin {
namespace {

namespace fs = std::filesystem;

constexpr int kNamesMax = 999;

/// The sentence that tells a person what became of his file.
Error in_words(Error error) {
  error.key = error.code == Code::Full       ? "report.disk_full"
              : error.code == Code::NotFound ? "report.no_folder"
              : error.code == Code::Denied   ? "report.folder_denied"
                                             : "report.not_written";
  return error;
}

fs::path numbered(const fs::path& path, int number) {
  if (number == 1) return path;
  fs::path name = path.stem();
  name += " (" + std::to_string(number) + ")";
  name += path.extension();
  return path.parent_path() / name;
}

/// Takes the first free name with an empty file of it, so that no two ever write the same.
Result<fs::path> take_name(const fs::path& path) {
  for (int number = 1; number <= kNamesMax; ++number) {
    const fs::path name = numbered(path, number);
    const Fd fd(::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644));
    if (fd.valid()) return name;
    if (errno != EEXIST) return files::error_of(errno, "open " + name.string());
  }
  return Error{Code::Conflict, "all names of " + path.string() + " are taken", ""};
}

}  // namespace

Result<std::string> report_bytes(const ReportPaper& paper, ReportFormat format) {
  switch (format) {
    case ReportFormat::Csv:
      return report_csv(paper);
    case ReportFormat::Xlsx:
      return report_xlsx(paper);
    case ReportFormat::Pdf:
      break;
  }
  return report_pdf(paper);
}

Result<fs::path> save_new(const fs::path& path, std::string_view bytes, bool secret) {
  const Result<fs::path> taken = take_name(path);
  if (!taken.ok()) return in_words(taken.error());
  if (const Status written = files::write_atomic(*taken, bytes, secret); !written.ok()) {
    std::error_code ignored;
    fs::remove(*taken, ignored);
    return in_words(written.error());
  }
  return *taken;
}

Result<fs::path> save_report(const fs::path& folder, const ReportPaper& paper,
                             ReportFormat format) {
  const std::string bytes = TRY(report_bytes(paper, format));
  return save_new(folder / report_file_name(paper.head, format), bytes, false);
}

fs::path documents_folder(std::string_view user_dirs, const fs::path& home) {
  constexpr std::string_view kKey = "XDG_DOCUMENTS_DIR=\"";
  constexpr std::string_view kHome = "$HOME/";
  for (std::size_t at = 0; at < user_dirs.size();) {
    const std::size_t end = std::min(user_dirs.find('\n', at), user_dirs.size());
    std::string_view line = user_dirs.substr(at, end - at);
    at = end + 1;
    if (!line.starts_with(kKey)) continue;
    line.remove_prefix(kKey.size());
    const std::string_view told = line.substr(0, line.find('"'));
    if (told.starts_with('/')) return told;
    if (told.starts_with(kHome)) return home / told.substr(kHome.size());
  }
  return home;
}

}  // namespace bangtin
