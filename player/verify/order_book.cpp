#include "player/verify/order_book.h"

#include <algorithm>

#include "shared/base/log.h"

namespace bangtin {
namespace {

constexpr std::string_view kControlsFile = "controls.json";
constexpr std::size_t kControlsBytesMax = 4'096;

Json json_of(const KeptControls& kept) {
  // As the board tells of itself, and what it keeps to itself beside that.
  Json json =
      to_json(BoardControls{kept.volume_percent, kept.brightness_percent, {}, kept.answers});
  json.set("signer", kept.signer).set("taken", kept.taken);
  json.set("picture_at", to_iso8601(kept.picture_at)).set("pictures_today", kept.pictures_today);
  return json;
}

Result<KeptControls> kept_of(std::string_view bytes) {
  const Json json = TRY(Json::parse(bytes));
  BoardControls controls;
  TRY(from_json(json, controls));
  if (!is_plausible(controls)) return Error{Code::Corrupt, "out of range", ""};
  KeptControls kept;
  kept.volume_percent = controls.volume_percent;
  kept.brightness_percent = controls.brightness_percent;
  kept.answers = std::move(controls.answers);
  kept.signer = TRY(json.string_at("signer"));
  kept.taken = TRY(json.int_at("taken"));
  kept.picture_at = from_iso8601(TRY(json.string_at("picture_at"))).value_or(Instant{});
  kept.pictures_today = int(TRY(json.int_at("pictures_today", 0, limits::kGlassPicturesPerDay)));
  return kept;
}

bool is_same_day(Instant a, Instant b) {
  using std::chrono::days, std::chrono::floor;
  return floor<days>(a) == floor<days>(b);
}

/// Counts the picture unless there were enough. A clock that was set back does not forbid them for
/// longer than a forward one does.
bool is_too_often(KeptControls& kept, Instant now) {
  const bool just_now =
      now >= kept.picture_at && now - kept.picture_at < limits::kGlassPictureEvery;
  const int today = is_same_day(kept.picture_at, now) ? kept.pictures_today : 0;
  if (just_now || today >= limits::kGlassPicturesPerDay) return true;
  kept.picture_at = now;
  kept.pictures_today = today + 1;
  return false;
}

}  // namespace

KeptControls read_kept_controls(Disk& own_disk) {
  const auto bytes = own_disk.read(kControlsFile, 0, kControlsBytesMax);
  if (!bytes) return {};
  auto kept = kept_of(*bytes);
  if (kept) return *std::move(kept);
  log::error("player", "controls.json", {{"reason", kept.error().message}});
  return {};
}

std::vector<TakenOrder> OrderBook::take(std::string_view file, OrderCourt court) {
  const auto batch = message_from<OrderBatch>(file);
  if (!batch) {
    log::warn("player", "orders.json", {{"reason", batch.error().message}});
    return {};
  }
  const std::string signer = order_signer(court.root);
  std::vector<TakenOrder> taken;
  for (const std::string& bytes : batch->orders) {
    court.taken = kept_.signer == signer ? kept_.taken : 0;
    const auto order = judge_order(bytes, court);
    if (!order) {
      // What was taken before stands in the file until the office has its answer.
      if (order.error().code == Code::Conflict) continue;
      log::warn("player", "an order that does not hold", {{"reason", order.error().message}});
      continue;
    }
    KeptControls next = kept_;
    next.signer = signer;
    next.taken = order->number;
    const bool too_often = order->kind == OrderKind::Picture && is_too_often(next, court.now);
    if (const Status kept = keep(next); !kept.ok()) {
      log::error("player", "an order is not taken", {{"reason", kept.error().message}});
      break;
    }
    taken.push_back({*order, too_often});
  }
  return taken;
}

Status OrderBook::keep(const KeptControls& kept) {
  TRY(disk_.write_atomic(kControlsFile, json_of(kept).dump(), false));
  kept_ = kept;
  return {};
}

Status OrderBook::note(const OrderDone& done) {
  kept_.volume_percent = done.volume_percent;
  kept_.brightness_percent = done.brightness_percent;
  kept_.answers.push_back(done.answer);
  if (kept_.answers.size() > limits::kOrdersMax) kept_.answers.erase(kept_.answers.begin());
  return keep(KeptControls(kept_));
}

}  // namespace bangtin
