// The life of an item: draft -> submitted -> returned | approved -> withdrawn. apply() is the only
// place that knows which step may follow which, and who may take it. Pure. Thread: any.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "manager/core/layouts.h"
#include "manager/core/review.h"
#include "shared/protocol/messages.h"

namespace bangtin {

/// Saves the draft. From any state; an approved version plays on beside its new draft, a submitted
/// one waits no longer. Errors: conflict "item.moved_on"; invalid (what validate() says).
struct SaveDraft {
  ItemContent content;
  std::int64_t revision = 0;  ///< the revision that the person edited
};

/// Hands a version to the approvers. Errors: conflict "item.state"; invalid "item.version_id",
/// "item.version_number", "item.version_author", "item.version_content",
/// "item.pagination_missing", "item.over" (valid_until is past), or what validate() says.
struct Submit {
  ItemVersion version;
  std::vector<ZoneKind> kinds;  ///< the zones that it must be paged for
};

/// Lets the submitted version play. Errors: conflict "item.state" or "item.version_moved"; denied
/// "item.own", unless `one_person`; invalid "item.over" (valid_until is past), "item.unchecked"
/// when one of checks_for() is not among `checked`.
struct Approve {
  Digest version;
  std::string version_author;
  std::vector<ReviewCheck> checked;
  bool one_person = false;  ///< the commune's policy lets this person do both
};

/// Gives the submitted version back. Errors: conflict as Approve; invalid (the reason).
struct Return {
  Digest version;
  std::string reason;
};

/// Takes the item off every board; again changes nothing. Errors: conflict
/// "item.nothing_to_withdraw"; invalid (the reason).
struct Withdraw {
  std::string reason;
};

using ItemCommand = std::variant<SaveDraft, Submit, Approve, Return, Withdraw>;

/// True of what a province's two people signed with priority, or as urgent, and is not over: the
/// commune orders it and does not leave it out (docs/adr/0026).
bool has_to_play(const ItemRecord& item, Instant now);

/// A new item: its first draft, revision 1. Errors: invalid.
Result<ItemRecord> new_item(const ItemId& id, const ItemContent& content, const std::string& login,
                            Instant now);

/// The item after the command. `login` is who gives it. Errors: as the commands say; denied
/// "item.of_province": what another office signed can be taken down here, and nothing else.
Result<ItemRecord> apply(const ItemRecord& item, const ItemCommand& command,
                         const std::string& login, Instant now);

}  // namespace bangtin
