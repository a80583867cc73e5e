// Every rule about content and selections, once. Pure. Thread: any.
#pragma once

#include <string>
#include <vector>

#include "shared/model/manifest.h"

namespace bangtin {

/// One broken rule. `key` names the sentence for people (assets/lang/model.*.json), `field` the
/// member it is about ("title", "media[2]").
struct Problem {
  std::string key;
  std::string field;
  bool operator==(const Problem&) const = default;
};

/// What stands against this content; empty when it may be made into a version.
std::vector<Problem> validate(const ItemContent& content);

/// The same for a version: content, number, author, each pagination (its byte ranges lie on
/// character boundaries inside the body, in order; media indexes exist; durations in bounds).
std::vector<Problem> validate(const ItemVersion& version);

/// Shape of a selection by itself: indexes in range, zones inside the canvas and apart, windows
/// sorted and apart, bounds of limits.h.
std::vector<Problem> validate(const Selection& selection);

/// A selection with its items: lengths agree, each entry's page exists in the item's pagination for
/// the zone and has its duration, tickers only in ticker zones and only there.
std::vector<Problem> validate(const Manifest& manifest);

}  // namespace bangtin
