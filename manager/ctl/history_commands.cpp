#include "manager/ctl/history_commands.h"

#include <memory>

#include "manager/client/history_words.h"
#include "shared/base/texts.h"

namespace bangtin::ctl {
namespace {

Status show_history(const CommandKit& kit, const CtlParts& parts, const ItemId& id) {
  const ItemHistory history = TRY(kit.client().item_history(id));
  if (kit.json) {
    kit.out << to_json(history).dump() << "\n";
    return {};
  }
  const int offset = TRY(utc_offset(kit.client()));
  if (!history.whole) kit.out << text("history.older_gone") << "\n";
  for (const ItemStep& step : history.steps) kit.out << words_of(step, offset) << "\n";
  const std::string plays = plays_words(history, parts.clock.wall(), offset);
  if (!plays.empty()) kit.out << plays << "\n";
  return {};
}

}  // namespace

void add_history_commands(CLI::App& item, const CommandKit& kit, const CtlParts& parts) {
  const auto id = std::make_shared<std::string>();
  kit.command(item, "history", "tin đã qua những bước nào, ai làm, lúc nào",
              [kit, &parts, id] { return show_history(kit, parts, ItemId{*id}); })
      ->add_option("id", *id)
      ->required();
}

}  // namespace bangtin::ctl
