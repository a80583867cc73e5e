#include "player/player_orders.h"

#include "player/setup/test_card.h"
#include "shared/base/log.h"
#include "shared/base/texts.h"
#include "shared/compose/fonts.h"
#include "shared/ui/date_time.h"

namespace bangtin {
namespace {

/// Nothing when there are no fonts.
std::optional<Bitmap> drawn_card(const SdlDisplay& display, const std::string& legend) {
  const auto fonts = Fonts::open();
  if (!fonts.ok()) {
    log::error("player", "the test card", {{"reason", fonts.error().message}});
    return std::nullopt;
  }
  return test_card(**fonts, display.size_px(), display.refresh_hz(), legend);
}

}  // namespace

PlayerOrders::PlayerOrders(OrderTools tools, const KeptControls& kept)
    : tools_(tools), kept_brightness_percent_(kept.brightness_percent) {
  controls_.volume_percent = kept.volume_percent;
  controls_.answers = kept.answers;
  tools_.sound.set_volume(kept.volume_percent);
  if (tools_.dimmer == nullptr) return;
  if (kept.brightness_percent) (void)tools_.dimmer->set(*kept.brightness_percent);
  controls_.brightness_percent = tools_.dimmer->percent();
}

void PlayerOrders::handle(const TakenOrder& taken, GlassMoment moment) {
  const BoardOrder& order = taken.order;
  log::info(
      "player", "an order of the office",
      {{"order", std::string(name_of(order.kind))}, {"number", std::to_string(order.number)}});
  if (taken.too_often) return answer(order.number, OrderResult::TooOften);
  if (order.kind == OrderKind::Picture && !moment.picture.empty()) {
    // Answered once it is written: handle(PictureKept).
    return tools_.folder.keep_picture(order.number, std::move(moment.picture), moment.now);
  }
  answer(order.number, carry_out(order, moment));
}

void PlayerOrders::handle(const PictureKept& kept) {
  answer(kept.number, kept.ok ? OrderResult::Done : OrderResult::Impossible);
}

OrderResult PlayerOrders::carry_out(const BoardOrder& order, GlassMoment& moment) {
  switch (order.kind) {
    case OrderKind::Picture:
      return OrderResult::Impossible;  // Nothing stands yet.
    case OrderKind::TestCard:
      return show_card(std::chrono::minutes(order.value), moment);
    case OrderKind::Restart:
      // Without anybody who starts it again the glass would stay dark.
      restarts_ = tools_.is_supervised;
      return restarts_ ? OrderResult::Done : OrderResult::Impossible;
    case OrderKind::Volume:
      controls_.volume_percent = int(order.value);
      tools_.sound.set_volume(controls_.volume_percent);
      return OrderResult::Done;
    case OrderKind::Brightness:
      return set_brightness(int(order.value));
  }
  return OrderResult::Impossible;
}

OrderResult PlayerOrders::set_brightness(int percent) {
  if (tools_.dimmer == nullptr || !tools_.dimmer->set(percent)) return OrderResult::Impossible;
  kept_brightness_percent_ = percent;
  controls_.brightness_percent = tools_.dimmer->percent();
  return OrderResult::Done;
}

OrderResult PlayerOrders::show_card(std::chrono::minutes length, const GlassMoment& moment) {
  if (length <= std::chrono::minutes(0)) {
    changed_ = changed_ || card_;
    card_.reset();
    controls_.test_card_until.reset();
    return OrderResult::Done;
  }
  const Instant until = moment.now + length;
  TestCard card;
  card.until = moment.monotonic + length;
  card.legend =
      text("player.test_card_until", {{"time", ui::time_text(until, moment.utc_offset_minutes)}});
  auto picture = drawn_card(tools_.display, card.legend);
  if (!picture) return OrderResult::Impossible;
  card.picture = *std::move(picture);
  card_ = std::move(card);
  controls_.test_card_until = until;
  changed_ = true;
  return OrderResult::Done;
}

void PlayerOrders::step(Monotonic monotonic) {
  if (!card_) return;
  if (monotonic < card_->until) {
    if (card_->picture.size == tools_.display.size_px()) return;
    if (auto picture = drawn_card(tools_.display, card_->legend)) {
      card_->picture = *std::move(picture);
      changed_ = true;
      return;
    }
  }
  card_.reset();
  controls_.test_card_until.reset();
  changed_ = true;
}

void PlayerOrders::answer(std::int64_t number, OrderResult result) {
  const OrderDone done{{number, result}, controls_.volume_percent, kept_brightness_percent_};
  controls_.answers.push_back(done.answer);
  if (controls_.answers.size() > limits::kOrdersMax) {
    controls_.answers.erase(controls_.answers.begin());
  }
  tools_.folder.note_order(done);
}

}  // namespace bangtin
