#include "manager/ctl/item_lines.h"

#include <algorithm>

#include "manager/core/mourning_words.h"
#include "manager/ctl/item_options.h"
#include "manager/ctl/news_commands.h"
#include "manager/ctl/print.h"

namespace bangtin::ctl {
namespace {

/// It is not asked for where none of them could rest.
Result<MourningRecord> mourning_for(Client& client, const std::vector<ItemRecord>& items) {
  const bool matters = std::ranges::any_of(
      items, [](const ItemRecord& item) { return rests_in_mourning(item.content); });
  if (!matters) return MourningRecord();
  return client.mourning();
}

/// Empty where it does not rest.
std::string rest_line(const ItemRecord& item, const MourningRecord& mourning, int offset,
                      Instant now) {
  const auto rest = rest_at(item.state, item.content, mourning, offset, now);
  return rest ? "  " + rest_words(*rest, now, offset) + "\n" : "";
}

}  // namespace

Result<std::string> item_list_lines(Client& client, const std::vector<ItemRecord>& items,
                                    Instant now) {
  const int offset = TRY(utc_offset(client));
  const MourningRecord mourning = TRY(mourning_for(client, items));
  std::string lines;
  for (const ItemRecord& item : items) {
    lines += lines_of(item, offset) + rest_line(item, mourning, offset, now);
  }
  return lines;
}

Result<std::string> item_lines(Client& client, const ItemRecord& item, Instant now) {
  const std::vector<BoardRecord> boards = TRY(boards_for(item.content, client));
  return TRY(item_list_lines(client, {item}, now)) + places_line(item.content, boards) +
         content_line(item.content) + warning_lines(item.content);
}

}  // namespace bangtin::ctl
