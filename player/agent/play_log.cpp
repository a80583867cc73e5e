#include "player/agent/play_log.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include "player/agent/agent_files.h"
#include "shared/base/log.h"

namespace bangtin {
namespace {

constexpr std::string_view kPlaysFolder = "plays";
constexpr std::string_view kState = "plays/state.json";
constexpr std::string_view kSuffix = ".rows";
constexpr int kSeqDigits = 16;
constexpr std::size_t kNameBytes = 16;
constexpr std::size_t kSegmentReadMax = 16u << 20;
constexpr std::size_t kSpoolReadMax = 2 * limits::kSpoolSegmentBytesMax;
constexpr std::int64_t kSeqMax = std::int64_t{1} << 53;

std::string segment_name(std::int64_t first_seq) {
  const std::string digits = std::to_string(first_seq);
  return std::string(kPlaysFolder) + "/" + std::string(kSeqDigits - digits.size(), '0') + digits +
         std::string(kSuffix);
}

std::optional<std::int64_t> first_seq_of(std::string_view name) {
  if (name.size() != kSeqDigits + kSuffix.size() || !name.ends_with(kSuffix)) return std::nullopt;
  std::int64_t seq = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + kSeqDigits, seq);
  if (error != std::errc() || end != name.data() + kSeqDigits || seq < 1 || seq > kSeqMax) {
    return std::nullopt;
  }
  return seq;
}

std::string spool_path(const std::string& file) { return std::string(kSpoolFolder) + "/" + file; }

}  // namespace

Result<PlayLog> PlayLog::open(Disk& own_disk, Disk& board_disk, Random& random,
                              PlayLogBounds bounds) {
  PlayLog log(own_disk, board_disk, bounds);
  TRY(log.load_state(random));
  TRY(log.load_segments());
  return log;
}

Status PlayLog::load_state(Random& random) {
  auto bytes = own_->read(kState, 0, kSmallFileBytesMax);
  if (!bytes) {
    if (bytes.error().code != Code::NotFound) return bytes.error();
    std::array<std::uint8_t, kNameBytes> name{};
    random.fill(name);
    name_ = to_hex(name.data(), name.size());
    return save_state();
  }
  const auto json = Json::parse(*bytes);
  if (!json) return Error{Code::Corrupt, "plays/state.json: " + json.error().message, ""};
  name_ = TRY(json->string_at("log"));
  acknowledged_ = TRY(json->int_at("acknowledged", 0, kSeqMax));
  next_seq_ = TRY(json->int_at("next_seq", 1, kSeqMax));
  taken_.file = TRY(json->string_at("file"));
  taken_.offset_bytes = TRY(json->int_at("offset"));
  return {};
}

Status PlayLog::save_state() {
  Json json;
  json.set("log", name_);
  json.set("acknowledged", acknowledged_);
  json.set("next_seq", next_seq_);
  json.set("file", taken_.file);
  json.set("offset", taken_.offset_bytes);
  return own_->write_atomic(kState, json.dump(), false);
}

Status PlayLog::load_segments() {
  for (const std::string& name : own_->list(kPlaysFolder)) {
    const auto first = first_seq_of(name);
    if (!first) continue;
    segments_[*first] = TRY(own_->size(segment_name(*first)));
  }
  if (segments_.empty()) return {};
  auto& [first, size] = *segments_.rbegin();
  const std::string name = segment_name(first);
  const std::string text = TRY(own_->read(name, 0, kSegmentReadMax));
  const SegmentText good = read_segment(text, first, std::numeric_limits<std::int64_t>::max());
  if (good.size_bytes < size) TRY(own_->truncate(name, good.size_bytes));
  // What a kill left in memory only is made durable before anybody hears of it.
  TRY(own_->sync(name));
  size = good.size_bytes;
  // A segment that was removed may come back after a power cut: it is not gone on with.
  const std::int64_t end = first + static_cast<std::int64_t>(good.plays.size());
  closed_ = end < next_seq_;
  if (good.plays.empty()) {
    next_seq_ = std::max(next_seq_, first);
  } else if (const LoggedPlay& last = good.plays.back(); last.seq >= next_seq_) {
    next_seq_ = last.seq + 1;
    taken_ = last.taken;
  }
  return {};
}

std::int64_t PlayLog::size_bytes() const {
  std::int64_t sum = 0;
  for (const auto& [first, size] : segments_) sum += size;
  return sum;
}

Status PlayLog::drain() {
  std::vector<std::string> files = board_->list(kSpoolFolder);
  std::erase_if(files, [](const std::string& name) { return !is_spool_name(name); });
  TRY(start_over_if_reset(files));
  for (std::size_t i = 0; i < files.size(); ++i) {
    full_ = size_bytes() >= bounds_.log_bytes_max;
    if (full_) return shed_newest({files.begin() + static_cast<std::ptrdiff_t>(i), files.end()});
    TRY(drain_file(files[i], i + 1 < files.size()));
  }
  return {};
}

Status PlayLog::start_over_if_reset(const std::vector<std::string>& files) {
  if (taken_.file.empty() || files.empty() || files.back() >= taken_.file) return {};
  // The newest spool file is never removed by us: the folder was emptied by somebody else.
  log::warn("agent", "the spool begins anew", {{"file", files.front()}});
  taken_ = {};
  return save_state();
}

Status PlayLog::drain_file(const std::string& file, bool closed) {
  const std::string path = spool_path(file);
  std::int64_t offset = file == taken_.file ? taken_.offset_bytes : 0;
  if (file < taken_.file) return board_->remove(path);
  for (;;) {
    const std::string text = TRY(board_->read(path, offset, kSpoolReadMax));
    const SpoolText spool = read_spool(text);
    TRY(append(spool.rows, file, offset));
    if (spool.size_bytes > 0) taken_ = {file, offset + spool.size_bytes};
    offset += spool.size_bytes;
    int lost = spool.lost;
    const bool at_end = text.size() < kSpoolReadMax;
    const bool torn = static_cast<std::int64_t>(text.size()) > spool.size_bytes;
    if (torn && spool.size_bytes == 0 && (closed || !at_end)) {
      offset += static_cast<std::int64_t>(text.size());  // Nobody will end this line.
      taken_ = {file, offset};
      ++lost;
    }
    if (lost > 0) {
      lost_ += lost;
      log::error("agent", "plays were lost: the spool was torn",
                 {{"file", file}, {"lines", std::to_string(lost)}});
    }
    if (text.empty() || (at_end && !closed)) break;
  }
  return closed ? board_->remove(path) : Status();
}

Status PlayLog::append(const std::vector<SpoolText::Row>& rows, const std::string& file,
                       std::int64_t base) {
  if (rows.empty()) return {};
  std::string lines;
  std::int64_t seq = next_seq_;
  for (const SpoolText::Row& row : rows) {
    lines += line_of({seq++, {file, base + row.end_byte}, row.row});
  }
  TRY(write_lines(lines));
  next_seq_ = seq;
  taken_ = {file, base + rows.back().end_byte};
  return {};
}

Status PlayLog::write_lines(const std::string& lines) {
  const bool fresh = segments_.empty() || segments_.rbegin()->second >= bounds_.segment_bytes ||
                     (closed_ && segments_.rbegin()->first < next_seq_);
  if (fresh) segments_[next_seq_] = 0;
  auto& [first, size] = *segments_.rbegin();
  const std::string name = segment_name(first);
  if (size == 0) {
    TRY(own_->remove(name));  // What an earlier try left behind.
  } else if (torn_ && !fresh) {
    TRY(own_->truncate(name, size));
  }
  torn_ = true;
  TRY(own_->append(name, lines));
  if (const auto synced = own_->sync(name); !synced) {
    closed_ = true;
    return synced.error();
  }
  torn_ = false;
  closed_ = false;
  size += static_cast<std::int64_t>(lines.size());
  return {};
}

Status PlayLog::shed_newest(std::vector<std::string> files) {
  // The player's own file, the last one, is never taken away from it.
  while (files.size() > bounds_.spool_files_max + 1) {
    const std::string& file = files[files.size() - 2];
    const std::string text = TRY(board_->read(spool_path(file), 0, kSpoolReadMax));
    const auto lines = std::ranges::count(text, '\n');
    TRY(board_->remove(spool_path(file)));
    lost_ += lines;
    log::error("agent", "plays were lost: the log has no room for more",
               {{"file", file}, {"lines", std::to_string(lines)}});
    files.erase(files.end() - 2);
  }
  return {};
}

Result<PlayBatch> PlayLog::batch(std::size_t rows_max) {
  PlayBatch batch{name_, acknowledged_ + 1, {}};
  auto segment = segments_.upper_bound(batch.first_seq);
  if (segment != segments_.begin()) --segment;
  for (; segment != segments_.end() && batch.rows.empty(); ++segment) {
    const auto& [first, size] = *segment;
    const auto next = std::next(segment);
    const std::int64_t end = next == segments_.end() ? next_seq_ : next->first;
    const std::string text =
        TRY(own_->read(segment_name(first), 0, static_cast<std::size_t>(size)));
    const SegmentText good = read_segment(text, first, end);
    if (static_cast<std::int64_t>(good.plays.size()) < end - first) {
      log::error("agent", "a segment of the play log is damaged",
                 {{"segment", segment_name(first)}});
    }
    for (const LoggedPlay& play : good.plays) {
      if (play.seq <= acknowledged_ || batch.rows.size() >= rows_max) continue;
      if (batch.rows.empty()) batch.first_seq = play.seq;
      batch.rows.push_back(play.row);
    }
  }
  return batch;
}

Status PlayLog::acknowledge(std::int64_t seq) {
  acknowledged_ = std::clamp(seq, acknowledged_, next_seq_ - 1);
  std::vector<std::int64_t> done;
  for (auto segment = segments_.begin(); segment != segments_.end(); ++segment) {
    const auto next = std::next(segment);
    const std::int64_t end = next == segments_.end() ? next_seq_ : next->first;
    const bool is_last = next == segments_.end();
    if (end - 1 > acknowledged_) break;
    // The last one is written on until it is worth a new file.
    if (is_last && segment->second < bounds_.segment_bytes / 4) break;
    done.push_back(segment->first);
  }
  if (done.empty()) return {};
  // The state takes over what the removed lines said.
  TRY(save_state());
  for (const std::int64_t first : done) {
    TRY(own_->remove(segment_name(first)));
    segments_.erase(first);
  }
  return {};
}

}  // namespace bangtin
