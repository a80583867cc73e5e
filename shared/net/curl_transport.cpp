#include "shared/net/curl_transport.h"

#include <algorithm>
#include <map>

#include "shared/base/check.h"
#include "shared/base/limits.h"
#include "shared/net/curl_easy.h"

namespace bangtin {
namespace {

struct Transfer {
  RequestId id;
  CurlEasy easy;
  bool headed = false;
};

void set_patience(CURL* handle, RequestKind kind) {
  switch (kind) {
    case RequestKind::Exchange:
      curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS,
                       static_cast<long>(Millis(limits::kRequestTimeout).count()));
      break;
    case RequestKind::Download:
      curl_easy_setopt(handle, CURLOPT_LOW_SPEED_LIMIT, 1L);
      curl_easy_setopt(handle, CURLOPT_LOW_SPEED_TIME,
                       static_cast<long>(Seconds(limits::kTransferSilenceMax).count()));
      break;
    case RequestKind::Stream:
      // Silence is judged by who reads the stream; a peer that vanished is found by the system.
      curl_easy_setopt(handle, CURLOPT_TCP_KEEPALIVE, 1L);
      break;
  }
}

}  // namespace

struct CurlTransport::State {
  CURLM* multi = nullptr;
  std::map<RequestId, std::unique_ptr<Transfer>> transfers;
  std::vector<TransportEvent> events;
  std::vector<curl_waitfd> watched;

  void head(Transfer& transfer) {
    if (transfer.headed) return;
    transfer.headed = true;
    events.push_back({transfer.id, ResponseHead{transfer.easy.status(), transfer.easy.headers(),
                                                transfer.easy.seen_pin()}});
  }

  void forget(std::map<RequestId, std::unique_ptr<Transfer>>::iterator found) {
    curl_multi_remove_handle(multi, found->second->easy.handle());
    transfers.erase(found);
  }

  /// Takes what libcurl finished.
  void collect() {
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi, &left)) {
      if (message->msg != CURLMSG_DONE) continue;
      const CURLcode code = message->data.result;
      const auto found = std::ranges::find_if(transfers, [&](const auto& entry) {
        return entry.second->easy.handle() == message->easy_handle;
      });
      CHECK(found != transfers.end());
      Transfer& transfer = *found->second;
      if (code == CURLE_OK) {
        head(transfer);
        events.push_back({transfer.id, ResponseDone{}});
      } else {
        events.push_back({transfer.id, ResponseFailed{transfer.easy.error_of(code)}});
      }
      forget(found);
    }
  }

  void perform() {
    int running = 0;
    CHECK(curl_multi_perform(multi, &running) == CURLM_OK);
    collect();
  }
};

CurlTransport::CurlTransport() : state_(std::make_unique<State>()) {
  const CurlEasy ready;  // Starts libcurl as a whole.
  state_->multi = curl_multi_init();
  CHECK(state_->multi != nullptr);
  curl_multi_setopt(state_->multi, CURLMOPT_MAXCONNECTS,
                    static_cast<long>(limits::kTransfersMax + 1));
}

CurlTransport::~CurlTransport() {
  while (!state_->transfers.empty()) state_->forget(state_->transfers.begin());
  curl_multi_cleanup(state_->multi);
}

void CurlTransport::start(RequestId id, const ServerAddress& address, HttpRequest request,
                          RequestKind kind) {
  auto transfer = std::make_unique<Transfer>();
  transfer->id = id;
  const auto prepared =
      transfer->easy.prepare(address, request, [this, raw = transfer.get()](auto bytes) {
        state_->head(*raw);
        state_->events.push_back({raw->id, ResponseBody{std::string(bytes)}});
        return true;
      });
  if (!prepared) {
    state_->events.push_back({id, ResponseFailed{prepared.error()}});
    return;
  }
  set_patience(transfer->easy.handle(), kind);
  CHECK(curl_multi_add_handle(state_->multi, transfer->easy.handle()) == CURLM_OK);
  const bool is_new = state_->transfers.emplace(id, std::move(transfer)).second;
  CHECK(is_new);
}

void CurlTransport::cancel(RequestId id) {
  std::erase_if(state_->events, [&](const TransportEvent& event) { return event.id == id; });
  const auto found = state_->transfers.find(id);
  if (found != state_->transfers.end()) state_->forget(found);
}

std::vector<TransportEvent> CurlTransport::poll(Millis timeout) {
  State& state = *state_;
  state.perform();
  if (state.events.empty()) {
    int ready = 0;
    CHECK(curl_multi_poll(
              state.multi, state.watched.data(), static_cast<unsigned>(state.watched.size()),
              static_cast<int>(std::max<std::int64_t>(0, timeout.count())), &ready) == CURLM_OK);
    state.perform();
  }
  return std::exchange(state.events, {});
}

void CurlTransport::watch(int fd) { state_->watched.push_back({fd, CURL_WAIT_POLLIN, 0}); }

void CurlTransport::wake() { curl_multi_wakeup(state_->multi); }

}  // namespace bangtin
