#include "manager/core/item_history.h"

#include <algorithm>

namespace bangtin {
namespace {

constexpr std::string_view kItemKind = "item.";

std::optional<ItemDeed> deed_of(std::string_view kind) {
  ItemDeed deed{};
  if (!kind.starts_with(kItemKind) || !from_name(kind.substr(kItemKind.size()), deed)) {
    return std::nullopt;
  }
  return deed;
}

std::string text_in(const Json& body, std::string_view name) {
  const Json* found = body.find(name);
  return found == nullptr || found->as_string() == nullptr ? std::string() : *found->as_string();
}

std::optional<Digest> version_of(ItemDeed deed, const Json& body) {
  if (deed == ItemDeed::Submitted) return digest_from_hex(text_in(body, "submitted"));
  const bool lets_play = deed == ItemDeed::Approved || deed == ItemDeed::Imported;
  return lets_play ? digest_from_hex(text_in(body, "approved")) : std::nullopt;
}

ItemStep step_of(ItemDeed deed, const ItemEvent& event) {
  ItemStep step;
  step.deed = deed;
  step.at = event.at;
  step.who = event.who;
  step.name = event.name;
  step.version = version_of(deed, event.body);
  const bool has_reason = deed == ItemDeed::Returned || deed == ItemDeed::Withdrawn;
  if (has_reason) step.reason = text_in(event.body, "reason");
  step.one_person = deed == ItemDeed::Approved && event.body.find("one_person") != nullptr;
  return step;
}

/// An item begins with its first revision.
bool is_beginning(const ItemEvent& event) {
  const Json* revision = event.body.find("revision");
  return revision != nullptr && revision->as_int() != nullptr && *revision->as_int() == 1;
}

/// Since when it both was allowed to play and was up, by the steps that are known.
std::optional<Instant> up_since(const std::vector<ItemStep>& steps) {
  bool allowed = false;
  bool published = false;
  std::optional<Instant> since;
  for (const ItemStep& step : steps) {
    if (step.deed == ItemDeed::Approved || step.deed == ItemDeed::Imported) allowed = true;
    if (step.deed == ItemDeed::Withdrawn) allowed = false;
    if (step.deed == ItemDeed::Published) published = true;
    if (step.deed == ItemDeed::Unpublished) published = false;
    if (!allowed || !published) since.reset();
    if (allowed && published && !since) since = step.at;
  }
  return since;
}

/// Where its time ran out: after the version that it was the time of, before what came later.
void add_end(std::vector<ItemStep>& steps, Instant end) {
  const auto lets_play = [](const ItemStep& step) {
    return step.deed == ItemDeed::Approved || step.deed == ItemDeed::Imported;
  };
  const auto last = std::find_if(steps.rbegin(), steps.rend(), lets_play).base();
  const auto later =
      std::find_if(last, steps.end(), [end](const ItemStep& step) { return step.at > end; });
  ItemStep over;
  over.deed = ItemDeed::Expired;
  over.at = end;
  steps.insert(later, std::move(over));
}

}  // namespace

ItemHistory item_history(const std::vector<ItemEvent>& events, const ItemAir& air, Instant now) {
  ItemHistory history;
  history.whole = !events.empty() && is_beginning(events.front());
  for (const ItemEvent& event : events) {
    const auto deed = deed_of(event.kind);
    if (!deed) continue;
    ItemStep* last = history.steps.empty() ? nullptr : &history.steps.back();
    const bool goes_on = *deed == ItemDeed::Drafted && last != nullptr &&
                         last->deed == ItemDeed::Drafted && last->who == event.who;
    if (goes_on) {
      last->until = event.at;
    } else {
      history.steps.push_back(step_of(*deed, event));
    }
  }
  if (!air.valid_from || !air.valid_until) return history;
  if (*air.valid_until <= now) {
    add_end(history.steps, *air.valid_until);
  } else if (air.published) {
    const auto since = up_since(history.steps);
    history.plays_from =
        std::max(*air.valid_from, since.value_or(air.public_since.value_or(*air.valid_from)));
    history.plays_until = air.valid_until;
    if (air.rest && now < air.rest->end) {
      history.rests_from = air.rest->begin;
      history.rests_until = air.rest->end;
    }
  }
  if (history.steps.size() > kItemStepsMax) {
    history.steps.erase(history.steps.begin());
    history.whole = false;
  }
  return history;
}

}  // namespace bangtin
