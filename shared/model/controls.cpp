#include "shared/model/controls.h"

#include <algorithm>

#include "shared/base/order_limits.h"
#include "shared/model/names.h"

namespace bangtin {
namespace {

constexpr Named<OrderKind> kKinds[] = {
    {OrderKind::Picture, "picture"},       {OrderKind::TestCard, "test_card"},
    {OrderKind::Restart, "restart"},       {OrderKind::Volume, "volume"},
    {OrderKind::Brightness, "brightness"},
};

constexpr Named<OrderResult> kResults[] = {
    {OrderResult::Done, "done"},
    {OrderResult::Impossible, "impossible"},
    {OrderResult::TooOften, "too_often"},
};

bool is_percent(std::int64_t value) { return value >= 0 && value <= 100; }

}  // namespace

std::string_view name_of(OrderKind kind) { return name_in(kKinds, kind); }
bool from_name(std::string_view name, OrderKind& out) { return value_in(kKinds, name, out); }
std::string_view name_of(OrderResult result) { return name_in(kResults, result); }
bool from_name(std::string_view name, OrderResult& out) { return value_in(kResults, name, out); }

bool is_order_value(OrderKind kind, std::int64_t value) {
  switch (kind) {
    case OrderKind::Picture:
    case OrderKind::Restart:
      return value == 0;
    case OrderKind::TestCard:
      return value >= 0 && value <= limits::kTestCardMinutesMax;
    case OrderKind::Volume:
      return is_percent(value);
    case OrderKind::Brightness:
      return is_percent(value) && value >= limits::kBrightnessMin_percent;
  }
  return false;
}

bool is_plausible(const BoardControls& controls) {
  return is_percent(controls.volume_percent) &&
         (!controls.brightness_percent || is_percent(*controls.brightness_percent)) &&
         controls.answers.size() <= limits::kOrdersMax &&
         std::ranges::all_of(controls.answers,
                             [](const OrderAnswer& answer) { return answer.number > 0; });
}

}  // namespace bangtin
