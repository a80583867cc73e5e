#include "player/agent/order_carrier.h"

#include <algorithm>

#include "shared/base/log.h"
#include "shared/base/order_limits.h"
#include "shared/protocol/board_folder_names.h"
#include "shared/protocol/glass_picture.h"

namespace bangtin {
namespace {

constexpr std::string_view kSentFile = "picture-sent.json";  // In the agent's own folder.

std::int64_t sent_before(Disk& own_disk) {
  const auto bytes = own_disk.read(kSentFile, 0, kSmallFileBytesMax);
  const auto json = bytes ? Json::parse(*bytes) : Result<Json>(bytes.error());
  const auto number = json ? json->int_at("number") : Result<std::int64_t>(json.error());
  return number ? *number : 0;
}

/// The number of the picture in the folder, by its first line.
std::int64_t number_in(Disk& board_disk) {
  const auto head = board_disk.read(kGlassFile, 0, limits::kGlassHeadBytesMax);
  if (!head) return 0;
  const auto about = message_from<GlassPicture>(head->substr(0, head->find('\n')));
  return about ? about->number : 0;
}

/// The office will never take it: another try says nothing new.
bool is_refusal(const HttpResponse& response) {
  const Error error = error_of(response);
  return error.key.starts_with("order.") || error.code == Code::Invalid ||
         error.code == Code::NotFound;
}

}  // namespace

OrderCarrier::OrderCarrier(Disk& own_disk, Disk& board_disk, BoardClient& client, Random& random)
    : own_disk_(own_disk),
      board_disk_(board_disk),
      random_(random),
      orders_(client),
      picture_(client),
      sent_(sent_before(own_disk)) {}

void OrderCarrier::ask() {
  wanted_again_ = orders_.busy();
  wanted_ = true;
  orders_retry_.now();
  picture_retry_.now();  // The line stands.
}

void OrderCarrier::announced(std::int64_t number) {
  if (number <= announced_) return;
  announced_ = number;
  ask();
}

void OrderCarrier::folder_changed() { there_ = number_in(board_disk_); }

Monotonic OrderCarrier::next_wake() const {
  Monotonic wake = Monotonic::max();
  if (wanted_ && !orders_.busy()) wake = orders_retry_.when();
  if (there_ > sent_ && !picture_.busy()) wake = std::min(wake, picture_retry_.when());
  return wake;
}

void OrderCarrier::step(Monotonic at) {
  if (wanted_ && orders_.can_start() && orders_retry_.due(at)) {
    const auto started = orders_.start({"GET", "/v1/board/orders", {}, ""});
    if (!started) orders_retry_.failed(at, random_);
  }
  if (there_ > sent_ && picture_.can_start() && picture_retry_.due(at)) send(at);
}

void OrderCarrier::send(Monotonic at) {
  constexpr std::size_t kFileBytesMax =
      limits::kGlassPictureBytesMax + limits::kGlassHeadBytesMax + 1;
  auto bytes = board_disk_.read(kGlassFile, 0, kFileBytesMax);
  const auto file = bytes ? parse_glass_file(*bytes) : Result<GlassFile>(bytes.error());
  if (!file) {
    log::warn("agent", "glass.picture", {{"reason", file.error().message}});
    return note_sent(there_);  // Until the player writes another one.
  }
  sending_ = file->about.number;
  const auto started = picture_.start({"POST", "/v1/board/picture", {}, *std::move(bytes)});
  if (!started) picture_retry_.failed(at, random_);
}

void OrderCarrier::handle(const TransportEvent& event, Monotonic at) {
  if (const auto answer = orders_.handle(event)) take_orders(*answer, at);
  if (const auto answer = picture_.handle(event)) take_sent(*answer, at);
}

void OrderCarrier::take_orders(const Result<Answer>& answer, Monotonic at) {
  const int status = answer ? answer->response.status : 0;
  if (status == 404) {  // An office that knows no orders.
    wanted_ = false;
    return orders_retry_.worked();
  }
  if (status == 0 || status >= 400) {
    return orders_retry_.failed(at, random_,
                                answer ? retry_after_of(answer->response.headers) : std::nullopt);
  }
  const std::string& body = answer->response.body;
  const auto before = board_disk_.read(kOrdersFile, 0, limits::kOrdersFileBytesMax);
  if (body.size() <= limits::kOrdersFileBytesMax && !(before && *before == body)) {
    const auto kept = board_disk_.write_atomic(kOrdersFile, body, false);
    if (!kept) {
      log::warn("agent", "orders.json", {{"reason", kept.error().message}});
      return orders_retry_.failed(at, random_);
    }
  }
  wanted_ = std::exchange(wanted_again_, false);
  orders_retry_.worked();
}

void OrderCarrier::take_sent(const Result<Answer>& answer, Monotonic at) {
  const bool taken = answer && answer->response.status < 400;
  if (taken || (answer && is_refusal(answer->response))) {
    if (!taken) log::warn("agent", "the office does not want the picture");
    picture_retry_.worked();
    return note_sent(sending_);
  }
  picture_retry_.failed(at, random_,
                        answer ? retry_after_of(answer->response.headers) : std::nullopt);
}

void OrderCarrier::note_sent(std::int64_t number) {
  sent_ = std::max(sent_, number);
  // Lost with the disk full it is sent once more after a restart; the office knows it then.
  const auto kept = own_disk_.write_atomic(kSentFile, Json().set("number", sent_).dump(), false);
  if (!kept) log::warn("agent", "picture-sent.json", {{"reason", kept.error().message}});
}

void OrderCarrier::stop() {
  orders_.cancel();
  picture_.cancel();
}

}  // namespace bangtin
