#include "tests/tidy/include_rules.h"

#include <algorithm>
#include <map>
#include <set>

namespace bangtin::tidy {
namespace {

using Names = std::vector<std::string_view>;

/// Folder -> what it may include; what those may include is allowed too.
const std::map<std::string_view, Names> kArrows = {
    {"shared/base", {}},
    {"shared/crypto", {"shared/base"}},
    {"shared/model", {"shared/base"}},
    {"shared/trust", {"shared/crypto"}},
    {"shared/protocol", {"shared/model", "shared/trust"}},
    {"shared/storage", {"shared/trust"}},
    {"shared/net", {"shared/protocol"}},
    {"shared/compose", {"shared/model"}},
    {"shared/media", {"shared/base"}},
    {"shared/decode", {"shared/base", "shared/media"}},
    {"shared/ui", {"shared/compose"}},
    {"player/core", {"shared/model"}},
    {"player/verify", {"player/core", "shared/protocol", "shared/storage"}},
    {"player/glass", {"player/core", "shared/compose", "shared/media"}},
    {"player/agent", {"shared/net", "shared/storage", "shared/trust"}},
    {"player/device", {"player/core"}},
    {"player/setup", {"player/core", "shared/ui"}},
    {"manager/core", {"shared/model", "shared/protocol"}},
    {"manager/news", {"manager/core", "shared/base", "shared/model"}},
    {"manager/pager", {"manager/core", "shared/compose"}},
    {"manager/store", {"manager/core", "manager/news", "shared/storage"}},
    {"manager/server", {"manager/store", "manager/ingest", "shared/protocol", "shared/net"}},
    {"manager/ingest", {"manager/core", "manager/news", "shared/media"}},
    {"manager/client", {"manager/core", "shared/net", "shared/trust"}},
    {"manager/report", {"shared/protocol"}},
    {"manager/desk", {"manager/client", "manager/report", "shared/ui", "shared/compose"}},
    {"manager/ctl", {"manager/client", "manager/report"}},
};

/// What begins so is met only by these folders, or files where one is named.
struct Library {
  std::string_view header_begin;
  Names places;
};

// The first row that fits counts: exceptions stand before what they except.
const std::vector<Library> kLibraries = {
    {"nlohmann/", {"shared/base"}},
    {"fmt/", {"shared/base"}},
    {"sodium.h", {"shared/crypto"}},
    {"liboath/", {"manager/store/totp.cpp"}},
    {"openssl/ssl.h", {"manager/server", "shared/net"}},
    {"openssl/err.h", {"shared/crypto", "manager/server", "shared/net"}},
    {"openssl/", {"shared/crypto"}},
    {"sqlite3.h", {"shared/storage"}},
    {"curl/", {"shared/net"}},
    {"SDL", {"player/glass", "shared/ui", "player", "manager"}},
    {"imgui", {"shared/ui", "manager/desk"}},
    {"ft2build.h", {"shared/compose"}},
    {"freetype/", {"shared/compose"}},
    {"hb.h", {"shared/compose"}},
    {"hb-", {"shared/compose"}},
    {"png.h", {"shared/compose"}},
    {"qrencode.h", {"shared/compose/code.cpp"}},
    {"unicode/", {"shared/compose", "shared/model/text.cpp", "manager/news/feed_encoding.cpp"}},
    {"pugixml", {"manager/news"}},
    {"libxml/", {"manager/news/html_tree.cpp"}},
    {"pango/", {"manager/report/pdf_sheet.cpp"}},
    {"cairo-pdf.h", {"manager/report/pdf_sheet.cpp"}},
    {"xlsxwriter.h", {"manager/report/report_xlsx.cpp"}},
    {"libical/", {"manager/core/recurrence.cpp"}},
    {"vips/", {"manager/ingest"}},
    {"poppler.h", {"manager/ingest/document_draw.cpp"}},
    {"fontconfig/", {"manager/ingest/document_fonts.cpp"}},
    {"libav", {"shared/decode", "manager/ingest"}},
    {"libsw", {"shared/decode", "player/glass/clip_painter.cpp"}},
    {"seccomp.h", {"shared/decode", "manager/ingest"}},
    {"boost/", {"manager/server"}},
    {"CLI/", {"player", "manager", "manager/ctl"}},
};

/// The operating system's own headers with a name like a library's.
const std::set<std::string_view> kSystemHeaders = {
    "dirent.h",  "dlfcn.h",   "errno.h",    "fcntl.h",  "ftw.h",     "glob.h",
    "grp.h",     "ifaddrs.h", "netdb.h",    "poll.h",   "pthread.h", "pwd.h",
    "sched.h",   "signal.h",  "spawn.h",    "stdlib.h", "string.h",  "syslog.h",
    "termios.h", "time.h",    "ucontext.h", "unistd.h"};
const Names kSystemFolders = {"arpa/", "asm/", "linux/", "net/", "netinet/", "sys/"};

struct Include {
  int line = 0;
  bool quoted = false;
  std::string_view target;
};

std::string_view without_blanks(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t");
  return begin == text.npos ? std::string_view() : text.substr(begin);
}

std::vector<Include> includes_of(const SourceFile& file) {
  std::vector<Include> includes;
  int number = 0;
  for (std::string_view line : lines_of(file.text)) {
    ++number;
    line = without_blanks(line);
    if (!line.starts_with('#')) continue;
    line = without_blanks(line.substr(1));
    if (!line.starts_with("include")) continue;
    line = without_blanks(line.substr(7));
    if (line.empty() || (line[0] != '"' && line[0] != '<')) continue;
    const auto end = line.find(line[0] == '"' ? '"' : '>', 1);
    if (end != line.npos) includes.push_back({number, line[0] == '"', line.substr(1, end - 1)});
  }
  return includes;
}

bool is_ours(std::string_view target) {
  return target.starts_with("shared/") || target.starts_with("player/") ||
         target.starts_with("manager/") || target.starts_with("tests/");
}

void add_reachable(std::string_view folder, std::set<std::string_view>& reached) {
  if (!reached.insert(folder).second) return;
  const auto row = kArrows.find(folder);
  if (row == kArrows.end()) return;
  for (const std::string_view next : row->second) add_reachable(next, reached);
}

bool crosses_the_wall(std::string_view path, std::string_view target) {
  return (path.starts_with("player/") && target.starts_with("manager/")) ||
         (path.starts_with("manager/") && target.starts_with("player/"));
}

/// What is wrong with this include of our own; empty when nothing is.
std::string arrow_problem(const SourceFile& file, std::string_view target) {
  const std::string from(folder_of(file.path));
  const std::string to(folder_of(target));
  if (target.find("..") != target.npos) return "an include is written from the root";
  if (crosses_the_wall(file.path, target)) return "player/ and manager/ never include each other";
  if (is_main(file.path)) return target.starts_with("tests/") ? "only tests include tests/" : "";
  std::set<std::string_view> reached;
  add_reachable(from, reached);
  return reached.contains(to) ? "" : from + " -> " + to + " is no arrow of the design";
}

bool is_system_header(std::string_view target) {
  const bool standard = target.find_first_of("/.") == target.npos;
  return standard || kSystemHeaders.contains(target) ||
         std::any_of(kSystemFolders.begin(), kSystemFolders.end(),
                     [&](std::string_view folder) { return target.starts_with(folder); });
}

}  // namespace

std::vector<Breach> find_arrow_breaches(const std::vector<SourceFile>& files) {
  std::vector<Breach> breaches;
  for (const SourceFile& file : files) {
    if (file.path.starts_with("tests/")) continue;
    if (!is_main(file.path) && !kArrows.contains(folder_of(file.path))) {
      breaches.push_back({file.path, 1, "this folder has no row in the table of arrows"});
      continue;
    }
    for (const Include& include : includes_of(file)) {
      const bool relative = include.quoted && include.target.find('/') == include.target.npos;
      const bool foreign = std::any_of(kLibraries.begin(), kLibraries.end(), [&](const auto& row) {
        return include.target.starts_with(row.header_begin);
      });
      std::string problem;
      if (is_ours(include.target) || include.target.find("..") != include.target.npos) {
        problem = arrow_problem(file, include.target);
      } else if (relative && !foreign) {
        problem = "an include is written from the root";
      }
      if (!problem.empty()) breaches.push_back({file.path, include.line, problem});
    }
  }
  return breaches;
}

std::vector<Breach> find_library_breaches(const std::vector<SourceFile>& files) {
  std::vector<Breach> breaches;
  for (const SourceFile& file : files) {
    if (file.path.starts_with("tests/")) continue;
    for (const Include& include : includes_of(file)) {
      if (is_ours(include.target) || is_system_header(include.target)) continue;
      const auto library = std::find_if(
          kLibraries.begin(), kLibraries.end(),
          [&](const Library& row) { return include.target.starts_with(row.header_begin); });
      const std::string name = "<" + std::string(include.target) + ">";
      if (library == kLibraries.end()) {
        breaches.push_back(
            {file.path, include.line, name + " has no row in the table of libraries"});
      } else if (std::none_of(library->places.begin(), library->places.end(),
                              [&](std::string_view place) {
                                return place == folder_of(file.path) || place == file.path;
                              })) {
        breaches.push_back({file.path, include.line, name + " is met outside its adapter"});
      }
    }
  }
  return breaches;
}

}  // namespace bangtin::tidy
