#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <vector>

#include "manager/core/compile.h"
#include "manager/core/expand.h"
#include "manager/core/holidays.h"
#include "manager/core/layouts.h"
#include "shared/base/limits.h"
#include "shared/protocol/content_json.h"
#include "tests/bench/benches.h"
#include "tests/fakes/plain_pager.h"
#include "tests/fakes/sample_manifest.h"
#include "tests/fakes/seeded_random.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

/// Rules as offices write them: whole and half hours, some days of the week, some by the moon, some
/// by recurrence.
ScheduleRule office_rule(Random& random) {
  ScheduleRule rule;
  rule.begin = 30min * between(random, 10, 40);
  rule.end = std::min<std::chrono::minutes>(rule.begin + 30min * between(random, 1, 6), 24h);
  rule.from_day = std::chrono::year{2026} / 11 / 1;
  switch (random.below(4)) {
    case 0:
      rule.weekdays = {Weekday::Monday, Weekday::Wednesday, Weekday::Friday};
      break;
    case 1:
      rule.lunar_days = {{1, 0}, {15, 0}};
      rule.leap_months = LeapMonths::Counted;
      break;
    case 2:
      rule.recurrence = "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH";
      break;
    default:
      rule.recurrence = "FREQ=MONTHLY;BYDAY=1MO,-1FR";
      break;
  }
  return rule;
}

}  // namespace

void bench_schedule() {
  constexpr int kPlaylists = 100;
  constexpr int kRulesEach = 10;
  SeededRandom random(3);
  PlainPager pager;
  Versions versions;
  Programme programme;
  std::vector<Published> published;
  const Instant now = sample::midnight();
  const TimeFrame frame{now, now + limits::kExpandHorizon, 420};
  for (int i = 0; i < kPlaylists; ++i) {
    ItemContent content = sample::notice_content();
    content.media.clear();
    content.valid_from = now - 24h;
    content.valid_until = now + 24h * 900;
    const ItemVersion version =
        pager.version({"item-" + std::to_string(i)}, 1, "lan", content, zone_kinds({}), now);
    const Digest hash = hash_of(version);
    versions[hash] = std::make_shared<const ItemVersion>(version);
    Schedule schedule;
    schedule.priority = static_cast<int>(between(random, 1, 9));
    for (int rule = 0; rule < kRulesEach; ++rule) schedule.rules.push_back(office_rule(random));
    programme.push_back({schedule, {hash}});
    published.push_back(
        {schedule, {{static_cast<std::size_t>(i), content.valid_from, content.valid_until}}});
  }
  std::size_t stretches = 0;
  const double expand_ms = 1e3 * median_seconds(5, [&] {
                             stretches = expand(published, frame, default_holidays())->size();
                           });
  fmt::print(
      "{{\"bench\":\"expand\",\"days\":400,\"rules\":{},\"stretches\":{},\"ms\":{:.1f},"
      "\"goal_ms\":1000}}\n",
      kPlaylists * kRulesEach, stretches, expand_ms);

  const BoardFacts facts{{"board-1"}, {1920, 1080}, 420, {"30307", "91", "UBND xã Tân Hưng"}};
  std::size_t windows = 0;
  std::size_t bytes = 0;
  std::string refused;
  const double compile_ms = 1e3 * median_seconds(3, [&] {
                              const auto made = compile(facts, programme, versions, now, 1);
                              refused = made.ok() ? "" : made.error().message;
                              if (!made.ok()) return;
                              windows = made->selection.windows.size();
                              bytes = to_json(made->selection).dump().size();
                            });
  fmt::print(
      "{{\"bench\":\"compile\",\"days\":400,\"rules\":{},\"windows\":{},\"bytes\":{},"
      "\"ms\":{:.1f},\"refused\":\"{}\"}}\n",
      kPlaylists * kRulesEach, windows, bytes, compile_ms, refused);
}

}  // namespace bangtin
