// What bangtinctl prints: each answer as the protocol's JSON, or as lines for people. Pure.
#pragma once

#include <string>
#include <vector>

#include "manager/client/client.h"

namespace bangtin::ctl {

Json json_of(const std::vector<Person>& people);
Json json_of(const std::vector<ItemRecord>& items);
Json json_of(const std::vector<PlaylistRecord>& playlists);
Json json_of(const std::vector<Delivery>& deliveries);
Json json_of(const std::vector<BoardRecord>& boards);
Json json_of(const std::vector<EventRecord>& events);
Json json_of(const CommuneRecord& commune);
Json json_of(const PlayReport& report);

std::string lines_of(const Person& person);
std::string lines_of(const ItemRecord& item, int utc_offset_minutes);
/// With "content_hash", which `item submit --expect` takes.
Json json_of_item(const ItemRecord& item);
/// That hash, and all that a signature names: title, text, boards, pictures and clips by their
/// names.
std::string content_line(const ItemContent& content);
std::string signed_lines(const ItemContent& content, const std::vector<BoardRecord>& boards);
/// Where it may be shown: names as `boards` know them.
std::string places_line(const ItemContent& content, const std::vector<BoardRecord>& boards);
/// What looks like personal data in an item, a line each; may be none.
std::string warning_lines(const ItemContent& content);
/// What an approver must look at, and the warnings.
struct ReviewOf {
  const ItemContent& content;
};
Json json_of(const ReviewOf& review);
std::string review_lines(const ItemContent& content);
std::string lines_of(const PlaylistRecord& playlist);
std::string lines_of(const Delivery& delivery);
std::string lines_of(const BoardRecord& board);
std::string lines_of(const CommuneRecord& commune);
std::string lines_of(const EventRecord& event);
std::string lines_of(const PlayReport& report);
/// `to` is the end of what was asked for: the board may not have told of all of it yet.
std::string lines_of(const ShownReport& report, Instant to, int utc_offset_minutes);
std::string lines_of(const AuditReport& report);

/// The report for a spreadsheet: RFC 4180 with a header line, UTF-8.
std::string csv_of(const ShownReport& report, int utc_offset_minutes);

/// "đang phát trên 9/12 màn hình": one line for a whole delivery.
std::string summary_of(const std::vector<Delivery>& deliveries);

}  // namespace bangtin::ctl
