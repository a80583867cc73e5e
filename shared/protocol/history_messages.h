// What an item has gone through, each step with who and when (docs/PROTOCOL.md). Thread: any; pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/base/clock.h"
#include "shared/base/json.h"
#include "shared/base/result.h"
#include "shared/model/manifest.h"

namespace bangtin {

/// A step in the life of an item. Published: it came into the first playlist that is up;
/// Unpublished: it left the last one. Expired: nobody does that, the time comes.
enum class ItemDeed {
  Drafted,
  Submitted,
  Returned,
  Approved,
  Imported,
  Published,
  Unpublished,
  Withdrawn,
  Expired,
};
std::string_view name_of(ItemDeed deed);
bool from_name(std::string_view name, ItemDeed& out);

struct ItemStep {
  ItemDeed deed = ItemDeed::Drafted;
  Instant at{};
  std::optional<Instant> until;  ///< Drafted: the last save, where he saved more than once in a row
  std::string who;               ///< login; empty: nobody
  std::string name;              ///< his display name; empty: not known here
  std::string reason;            ///< of a return or withdrawal
  std::optional<Digest> version;  ///< Submitted, Approved, Imported: which
  bool one_person = false;        ///< Approved: by who had composed it
  bool operator==(const ItemStep&) const = default;
};

/// At most so many steps are told, the newest.
inline constexpr std::size_t kItemStepsMax = 2'000;

struct ItemHistory {
  std::vector<ItemStep> steps;  ///< the oldest first
  bool whole = true;            ///< false: steps before the first one are not kept any more
  /// When what is published of it plays, or will; nothing: it is not published, or over.
  std::optional<Instant> plays_from, plays_until;
  /// When of that time it rests since the state mourns; nothing where it does not, or not any more.
  std::optional<Instant> rests_from, rests_until;
  bool operator==(const ItemHistory&) const = default;
};

Json to_json(const ItemHistory& history);
/// Errors: invalid.
Status from_json(const Json& json, ItemHistory& out);

}  // namespace bangtin
