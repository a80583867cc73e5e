#include "player/agent/play_log_rows.h"

#include <algorithm>

#include "shared/base/limits.h"
#include "shared/protocol/messages.h"

namespace bangtin {
namespace {

std::optional<LoggedPlay> play_from(std::string_view line) {
  const auto json = Json::parse(line);
  if (!json) return std::nullopt;
  const auto seq = json->int_at("seq");
  const auto file = json->string_at("file");
  const auto offset = json->int_at("offset");
  const Json* row = json->find("row");
  LoggedPlay play;
  if (!seq || !file || !offset || row == nullptr || !from_json(*row, play.row)) return std::nullopt;
  play.seq = *seq;
  play.taken = {*file, *offset};
  return play;
}

}  // namespace

std::string line_of(const LoggedPlay& play) {
  Json json;
  json.set("seq", play.seq);
  json.set("file", play.taken.file);
  json.set("offset", play.taken.offset_bytes);
  json.set("row", to_json(play.row));
  return json.dump() + "\n";
}

SegmentText read_segment(std::string_view text, std::int64_t first_seq, std::int64_t end_seq) {
  SegmentText out;
  for (std::int64_t seq = first_seq; seq < end_seq; ++seq) {
    const auto begin = static_cast<std::size_t>(out.size_bytes);
    const std::size_t end = text.find('\n', begin);
    if (end == text.npos) break;
    auto play = play_from(text.substr(begin, end - begin));
    if (!play || play->seq != seq) break;
    out.plays.push_back(std::move(*play));
    out.size_bytes = static_cast<std::int64_t>(end) + 1;
  }
  return out;
}

SpoolText read_spool(std::string_view text) {
  SpoolText out;
  for (std::size_t begin = 0;;) {
    const std::size_t end = text.find('\n', begin);
    if (end == text.npos) return out;
    const std::string_view line = text.substr(begin, end - begin);
    begin = end + 1;
    out.size_bytes = static_cast<std::int64_t>(begin);
    SpoolText::Row row{{}, out.size_bytes};
    const bool fits = line.size() <= limits::kSpoolLineBytesMax;
    const auto json = fits ? Json::parse(line) : Error{Code::Invalid, "too long", ""};
    if (json && from_json(*json, row.row)) {
      out.rows.push_back(std::move(row));
    } else {
      ++out.lost;
    }
  }
}

bool is_spool_name(std::string_view name) {
  constexpr std::string_view kSuffix = ".plays";
  constexpr std::size_t kDigits = 8;
  return name.size() == kDigits + kSuffix.size() && name.ends_with(kSuffix) &&
         std::ranges::all_of(name.substr(0, kDigits), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace bangtin
