// The lines of a play log's segments and of the player's spool files. Thread: any; pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/model/report.h"

namespace bangtin {

/// How far the player's spool was taken: all before `offset_bytes` of `file`, and all older files.
struct SpoolPlace {
  std::string file;  ///< "00000012.plays"; empty before the first
  std::int64_t offset_bytes = 0;
  auto operator<=>(const SpoolPlace&) const = default;
};

/// A play under its number, with the place in the spool that follows it: both in one line, so that
/// a play is taken exactly once.
struct LoggedPlay {
  std::int64_t seq = 0;
  SpoolPlace taken;
  PlayRecord row;
};

/// One line with its line feed.
std::string line_of(const LoggedPlay& play);

/// The plays of whole, true lines that follow one another from `first_seq` (stopping before
/// `end_seq`), and how many bytes they take.
struct SegmentText {
  std::vector<LoggedPlay> plays;
  std::int64_t size_bytes = 0;
};
SegmentText read_segment(std::string_view text, std::int64_t first_seq, std::int64_t end_seq);

/// What a piece of a spool file holds, from its begin. Lines that are no play are lost.
struct SpoolText {
  struct Row {
    PlayRecord row;
    std::int64_t end_byte = 0;  ///< after its line
  };
  std::vector<Row> rows;
  std::int64_t size_bytes = 0;  ///< whole lines, lost ones too
  int lost = 0;
};
SpoolText read_spool(std::string_view text);

/// "00000012.plays" and nothing else.
bool is_spool_name(std::string_view name);

}  // namespace bangtin
