#include "manager/desk/journal_file.h"

#include "shared/base/files.h"
#include "shared/base/log.h"
#include "shared/base/texts.h"

namespace bangtin::desk {
namespace {

namespace fs = std::filesystem;

constexpr const char* kJournalName = "drafts.json";
constexpr const char* kAsideName = "drafts.unreadable.json";
/// More than anybody types.
constexpr std::uintmax_t kJournalBytesMax = 1u << 30;

std::string damage_words(std::size_t count, const fs::path& file) {
  return text("desk.journal_damaged", {{"count", std::to_string(count)}, {"file", file.string()}});
}

}  // namespace

JournalFile::Found JournalFile::read(const std::string& last_login) {
  const fs::path path = folder_ / kJournalName;
  const auto bytes = files::read_all(path, kJournalBytesMax);
  if (!bytes.ok()) {
    if (bytes.error().code == Code::NotFound) return {};
    log::error("manager", "what was not saved cannot be read and is kept aside",
               {{"error", bytes.error().message}});
    std::error_code ignored;
    fs::rename(path, folder_ / kAsideName, ignored);
    return {{}, damage_words(1, folder_ / kAsideName)};
  }
  stored_ = *bytes;
  JournalRead read = journal_from(*bytes, owner_by_login(last_login));
  if (read.damaged.empty()) return {std::move(read.journal), ""};
  return {std::move(read.journal), put_aside(read.damaged)};
}

/// With what was put aside before. A disk that takes no more of it takes no new journal either: the
/// old one stays as it is.
std::string JournalFile::put_aside(const std::vector<std::string>& damaged) const {
  const fs::path aside = folder_ / kAsideName;
  log::error("manager", "parts of what was not saved cannot be read and are kept aside",
             {{"count", std::to_string(damaged.size())}});
  const auto before = files::read_all(aside, kJournalBytesMax);
  std::string bytes = before.ok() ? *before : std::string();
  for (const std::string& line : damaged) bytes += line + "\n";
  if (const Status kept = files::write_atomic(aside, bytes, true); !kept.ok()) {
    log::error("manager", "nor kept aside", {{"error", kept.error().message}});
  }
  return damage_words(damaged.size(), aside);
}

void JournalFile::keep(Desk& desk, Monotonic now) {
  dirty_ = desk.take_drafts_changed() || dirty_;
  if (dirty_ && now >= tried_ + kJournalEvery) keep_now(desk, now);
}

void JournalFile::keep_now(Desk& desk, Monotonic now) {
  tried_ = now;
  dirty_ = false;
  (void)desk.take_drafts_changed();
  std::string bytes = journal_bytes(desk.journal());
  if (bytes == stored_) return;
  Status done = files::make_folders(folder_);
  if (done.ok()) done = files::write_atomic(folder_ / kJournalName, bytes, true);
  dirty_ = !done.ok();
  if (done.ok()) {
    stored_ = std::move(bytes);
  } else {
    log::error("manager", "what is not saved is not on the disk",
               {{"error", done.error().message}});
  }
}

}  // namespace bangtin::desk
