#include "manager/core/item_flow.h"

#include <algorithm>

#include "manager/core/problems.h"
#include "manager/core/province_files.h"
#include "shared/base/limits.h"
#include "shared/model/text.h"
#include "shared/model/validate.h"
#include "shared/protocol/content_json.h"

namespace bangtin {
namespace {

Error wrong_state(const ItemRecord& item) {
  return {Code::Conflict, "item " + item.id.text + " is " + std::string(name_of(item.state)),
          "item.state"};
}

/// Another office's item plays as that office signed it, or not at all.
Status check_ours(const ItemRecord& item) {
  if (office_of(item.author).empty()) return {};
  return Error{Code::Denied,
               "item " + item.id.text + " is of office " + std::string(office_of(item.author)),
               "item.of_province"};
}

Result<std::string> clean_reason(const std::string& reason) {
  return clean_text(reason, limits::kShortTextCharactersMax, false);
}

Status check_paginations(const ItemVersion& version, const std::vector<ZoneKind>& kinds) {
  for (const ZoneKind& kind : kinds) {
    if (!concerns(kind.role, version.content.kind)) continue;
    const bool found = std::ranges::any_of(version.paginations, [&](const Pagination& pagination) {
      return pagination.zone_px == kind.size_px;
    });
    if (!found) {
      return Error{Code::Invalid,
                   "not paged for " + std::to_string(kind.size_px.width_px) + "x" +
                       std::to_string(kind.size_px.height_px),
                   "item.pagination_missing"};
    }
  }
  return {};
}

Status check_waits(const ItemRecord& item, const Digest& version) {
  if (item.state != ItemState::Submitted) return wrong_state(item);
  if (item.submitted != version) {
    return Error{Code::Conflict, "another version of item " + item.id.text + " waits",
                 "item.version_moved"};
  }
  return {};
}

/// What is over would be signed for nothing: no board ever shows it.
Status check_not_over(const ItemContent& content, Instant now) {
  if (now < content.valid_until) return {};
  return Error{Code::Invalid, "valid_until is past", "item.over"};
}

/// Applies one command to a copy of the item.
struct Step {
  ItemRecord item;
  const std::string& login;
  Instant now;

  Status operator()(const SaveDraft& save) {
    if (save.revision != item.revision) {
      return Error{Code::Conflict, "the draft has revision " + std::to_string(item.revision),
                   "item.moved_on"};
    }
    TRY(to_status(validate(save.content)));
    item.content = save.content;
    item.author = login;
    item.state = ItemState::Draft;
    item.reason.clear();
    ++item.revision;
    return {};
  }

  Status operator()(const Submit& submit) {
    const ItemVersion& version = submit.version;
    if (item.state != ItemState::Draft && item.state != ItemState::Returned) {
      return wrong_state(item);
    }
    const auto refuse = [](std::string_view what, const char* key) {
      return Error{Code::Invalid, "the version's " + std::string(what), key};
    };
    if (version.id != item.id) return refuse("item is another", "item.version_id");
    if (version.number != item.version_number + 1) {
      return refuse("number is not the next", "item.version_number");
    }
    if (version.author != login) return refuse("author is another", "item.version_author");
    if (version.content != item.content) {
      return refuse("content is not the draft", "item.version_content");
    }
    TRY(to_status(validate(version)));
    TRY(check_not_over(version.content, now));
    TRY(check_paginations(version, submit.kinds));
    item.state = ItemState::Submitted;
    item.version_number = version.number;
    item.submitted = hash_of(version);
    item.reason.clear();
    return {};
  }

  Status operator()(const Approve& approve) {
    TRY(check_waits(item, approve.version));
    TRY(check_not_over(item.content, now));
    // The second pair of eyes is the whole point: neither who made the version nor who wrote the
    // draft it holds may let it through, where the commune has not signed that one person may.
    const bool own = approve.version_author == login || item.author == login;
    if (own && !approve.one_person) {
      return Error{Code::Denied, "one's own version", "item.own"};
    }
    for (const ReviewCheck check : checks_for(item.content)) {
      if (std::ranges::find(approve.checked, check) == approve.checked.end()) {
        return Error{Code::Invalid, "not checked: " + std::string(name_of(check)),
                     "item.unchecked"};
      }
    }
    item.state = ItemState::Approved;
    item.approved = approve.version;
    item.composer = approve.version_author;
    item.approver = login;
    return {};
  }

  Status operator()(const Return& back) {
    TRY(check_waits(item, back.version));
    item.reason = TRY(clean_reason(back.reason));
    item.state = ItemState::Returned;
    return {};
  }

  Status operator()(const Withdraw& withdraw) {
    if (item.state == ItemState::Withdrawn) return {};
    if (!item.approved && item.state != ItemState::Submitted) {
      return Error{Code::Conflict, "item " + item.id.text + " neither plays nor waits",
                   "item.nothing_to_withdraw"};
    }
    item.reason = TRY(clean_reason(withdraw.reason));
    item.state = ItemState::Withdrawn;
    item.approved.reset();
    item.composer.clear();
    item.approver.clear();
    return {};
  }
};

}  // namespace

bool has_to_play(const ItemRecord& item, Instant now) {
  return !office_of(item.author).empty() && item.approved &&
         item.content.priority >= kPriorityFirst && now < item.content.valid_until;
}

Result<ItemRecord> new_item(const ItemId& id, const ItemContent& content, const std::string& login,
                            Instant now) {
  TRY(to_status(validate(content)));
  ItemRecord item;
  item.id = id;
  item.revision = 1;
  item.content = content;
  item.author = item.changed_by = login;
  item.changed_at = now;
  return item;
}

Result<ItemRecord> apply(const ItemRecord& item, const ItemCommand& command,
                         const std::string& login, Instant now) {
  Step step{item, login, now};
  if (!std::holds_alternative<Withdraw>(command)) TRY(check_ours(item));
  const bool again =
      std::holds_alternative<Withdraw>(command) && item.state == ItemState::Withdrawn;
  TRY(std::visit(step, command));
  if (again) return std::move(step.item);
  step.item.changed_by = login;
  step.item.changed_at = now;
  return std::move(step.item);
}

}  // namespace bangtin
