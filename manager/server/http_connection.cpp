#include "manager/server/http_connection.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/status.hpp>
#include <chrono>

#include "shared/base/ascii.h"
#include "shared/base/files.h"
#include "shared/base/log.h"
#include "shared/protocol/messages.h"

namespace bangtin {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;

constexpr auto kToken = asio::as_tuple(asio::use_awaitable);
/// A small answer goes out as one TLS record, a file by pieces of this.
constexpr std::size_t kPieceBytes = 64u << 10;
constexpr auto kFarewell = std::chrono::seconds(2);
/// The slowest sender of a body that is waited for.
constexpr std::size_t kBodyBytesPerSecondMin = 64u << 10;

template <class Message>
Result<Request> request_of(const Message& message, const std::string& peer) {
  Request request;
  request.method = message.method_string();
  request.peer = peer;
  for (const auto& field : message) {
    request.headers.emplace_back(ascii::lower(field.name_string()), field.value());
  }
  TRY(split_target(message.target(), request));
  return request;
}

std::string header_text(const Response& response, std::int64_t body_bytes, bool keep) {
  std::string text = "HTTP/1.1 " + std::to_string(response.status) + " ";
  text += http::obsolete_reason(static_cast<http::status>(response.status));
  text += "\r\n";
  for (const auto& [name, value] : response.headers) text += name + ": " + value + "\r\n";
  if (response.status != 304) text += "Content-Length: " + std::to_string(body_bytes) + "\r\n";
  text += "X-Content-Type-Options: nosniff\r\n";
  if (response.header("Cache-Control").empty()) text += "Cache-Control: no-store\r\n";
  if (!keep) text += "Connection: close\r\n";
  return text + "\r\n";
}

/// Holds a share of the budget for bodies while a request is read and answered.
class BodyShare {
 public:
  explicit BodyShare(ConnectionCommons& commons) : commons_(commons) {}
  BodyShare(const BodyShare&) = delete;
  BodyShare& operator=(const BodyShare&) = delete;
  ~BodyShare() { commons_.bodies_bytes -= held_; }
  bool take(std::size_t bytes) {
    if (commons_.bodies_bytes + bytes > commons_.limits.bodies_bytes_max) return false;
    commons_.bodies_bytes += bytes;
    held_ += bytes;
    return true;
  }

 private:
  ConnectionCommons& commons_;
  std::size_t held_ = 0;
};

Error too_large() { return {Code::Invalid, "body too large", "server.body_too_large"}; }
Error bad_request() { return {Code::Invalid, "no HTTP request", "server.bad_request"}; }
Error busy() { return {Code::Unavailable, "too many requests at once", "server.busy"}; }

}  // namespace

/// The way into an open stream. A queue that the other end does not empty closes it.
class Connection::Sink final : public StreamSink, public std::enable_shared_from_this<Sink> {
 public:
  Sink(asio::any_io_executor executor, std::size_t bytes_max)
      : executor_(executor), wake_(executor), bytes_max_(bytes_max) {}

  void send(std::string bytes) override {
    asio::post(executor_, [self = shared_from_this(), bytes = std::move(bytes)] {
      if (self->queue_.size() + bytes.size() > self->bytes_max_) {
        self->closed_ = true;
      } else {
        self->queue_ += bytes;
      }
      self->wake_.cancel();
    });
  }
  void close() override {
    asio::post(executor_, [self = shared_from_this()] {
      self->closed_ = true;
      self->wake_.cancel();
    });
  }

  // The rest on the network thread only.
  bool closed() const { return closed_; }
  /// What waits, or nothing after `silence` or once closed.
  asio::awaitable<std::string> next(Millis silence) {
    if (queue_.empty() && !closed_) {
      wake_.expires_after(silence);
      co_await wake_.async_wait(kToken);
    }
    co_return std::exchange(queue_, {});
  }

 private:
  asio::any_io_executor executor_;
  asio::steady_timer wake_;
  const std::size_t bytes_max_;
  std::string queue_;
  bool closed_ = false;
};

Connection::Connection(asio::ip::tcp::socket socket, asio::ssl::context& tls,
                       ConnectionCommons& commons)
    : stream_(std::move(socket), tls), commons_(commons) {
  boost::system::error_code error;
  auto address = tcp().socket().remote_endpoint(error).address();
  if (address.is_v6() && address.to_v6().is_v4_mapped()) {
    address = asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
  }
  peer_ = address.to_string();
  network_ = network_of(peer_);
  tcp().socket().set_option(asio::ip::tcp::no_delay(true), error);
}

Connection::~Connection() {
  commons_.open.leave(*this);
  if (commons_.open.empty()) commons_.on_empty();
}

asio::awaitable<void> Connection::run() {
  const auto self = shared_from_this();
  tcp().expires_after(commons_.limits.request_timeout);
  const auto [error] = co_await stream_.async_handshake(asio::ssl::stream_base::server, kToken);
  if (error) co_return;
  After after = After::Next;
  while (after == After::Next && !commons_.stopping) after = co_await serve_one();
  co_await farewell(after);
}

void Connection::finish() {
  if (sink_) {
    sink_->close();
  } else if (idle_) {
    cut();
  }
}

void Connection::cut() { tcp().close(); }

asio::awaitable<Connection::After> Connection::serve_one() {
  Parser parser;
  parser.header_limit(static_cast<std::uint32_t>(commons_.limits.header_bytes_max));
  parser.body_limit(boost::none);
  idle_ = true;
  tcp().expires_after(commons_.limits.request_timeout);
  const auto [error, size] = co_await http::async_read_header(stream_, buffer_, parser, kToken);
  idle_ = false;
  if (error == http::error::header_limit) co_return co_await refuse(431, bad_request(), false);
  if (error) {
    const boost::system::error_code one_of_http = http::error::bad_version;
    const bool nonsense = error.category() == one_of_http.category();
    if (!nonsense || error == http::error::end_of_stream || error == http::error::partial_message) {
      co_return After::Close;
    }
    co_return co_await refuse(400, bad_request(), false);
  }
  const bool head = parser.get().method() == http::verb::head;
  auto parsed = request_of(parser.get(), peer_);
  if (!parsed) co_return co_await refuse(400, bad_request(), head);
  Request request = std::move(parsed).value();

  const BodyRule rule = commons_.body_rule(request);
  const std::size_t announced =
      parser.chunked() ? rule.bytes_max : std::size_t(parser.content_length().value_or(0));
  if (announced > rule.bytes_max) co_return co_await refuse(413, too_large(), head);
  BodyShare share(commons_);
  if (rule.ask_first && announced > 0) {
    Request question = request;
    question.awaiting_body = true;
    const Response verdict = co_await ask(std::move(question));
    if (verdict.status != 100) {
      co_await answer(verdict, head, false);
      co_return After::Linger;
    }
  }
  if (!share.take(announced)) co_return co_await refuse(503, busy(), head);
  const After read = co_await read_body(parser, request, rule.bytes_max);
  if (read != After::Next) co_return read;

  const bool keep = parser.get().keep_alive() && parser.get().version() >= 11;
  const Response response = co_await ask(std::move(request));
  if (response.stream) {
    co_await stream_events(response);
    co_return After::Close;
  }
  const bool stay = keep && !commons_.stopping;
  const bool sent = co_await answer(response, head, stay);
  co_return sent&& stay ? After::Next : After::Close;
}

asio::awaitable<Connection::After> Connection::read_body(Parser& parser, Request& request,
                                                         std::size_t bytes_max) {
  if (parser.is_done()) co_return After::Next;
  parser.body_limit(bytes_max);
  if (ascii::lower(request.header("expect")) == "100-continue") {
    const bool sent = co_await write("HTTP/1.1 100 Continue\r\n\r\n");
    if (!sent) co_return After::Close;
  }
  const auto announced = parser.content_length().value_or(bytes_max);
  tcp().expires_after(commons_.limits.request_timeout +
                      std::chrono::seconds(announced / kBodyBytesPerSecondMin));
  const auto [error, size] = co_await http::async_read(stream_, buffer_, parser, kToken);
  if (error == http::error::body_limit) co_return co_await refuse(413, too_large(), false);
  if (error) co_return After::Close;
  request.body = std::move(parser.get().body());
  co_return After::Next;
}

asio::awaitable<Response> Connection::ask(Request request) {
  // The reply comes from a worker; it is carried over to this thread before anything of the
  // connection is touched.
  const auto executor = stream_.get_executor();
  auto start = [this, executor, &request](auto handler) {
    auto waiting = std::make_shared<decltype(handler)>(std::move(handler));
    commons_.dispatch(std::move(request), [waiting, executor](Response response) {
      asio::post(executor, [waiting, response = std::move(response)]() mutable {
        std::move (*waiting)(std::move(response));
      });
    });
  };
  co_return co_await asio::async_initiate<const asio::use_awaitable_t<>, void(Response)>(
      start, asio::use_awaitable);
}

asio::awaitable<Connection::After> Connection::refuse(int status, Error error, bool head) {
  Response response;
  response.status = status;
  response.headers = {{"Content-Type", "application/json"}};
  if (status == 503) response.headers.emplace_back("Retry-After", "2");
  response.body = error_body(error);
  co_await answer(response, head, false);
  co_return After::Linger;
}

asio::awaitable<bool> Connection::write(std::string_view bytes) {
  tcp().expires_after(commons_.limits.request_timeout);
  const auto [error, size] =
      co_await asio::async_write(stream_, asio::buffer(bytes.data(), bytes.size()), kToken);
  co_return !error;
}

asio::awaitable<bool> Connection::answer(const Response& response, bool head, bool keep) {
  const std::int64_t size =
      response.file ? response.file->size_bytes : static_cast<std::int64_t>(response.body.size());
  std::string text = header_text(response, size, keep);
  if (head || response.status == 304) co_return co_await write(text);
  if (response.file) co_return co_await send_file(std::move(text), *response.file);
  text += response.body;
  co_return co_await write(text);
}

asio::awaitable<bool> Connection::send_file(std::string header, const FileBody& file) {
  const Fd fd(::open(file.path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  if (!fd.valid())
    co_return false;  // The header was not sent yet: the client sees a cut and retries.
  std::string piece = std::move(header);
  std::int64_t offset = file.offset_bytes;
  std::int64_t left = file.size_bytes;
  do {
    const std::size_t filled = piece.size();
    const auto wanted = static_cast<std::size_t>(std::min<std::int64_t>(left, kPieceBytes));
    piece.resize(filled + wanted);
    const ssize_t got = ::pread(fd.get(), piece.data() + filled, wanted, offset);
    if (got < 0 || (got == 0 && wanted > 0)) {
      log::error("server", "a blob cannot be read", {{"path", file.path.filename().string()}});
      co_return false;
    }
    piece.resize(filled + static_cast<std::size_t>(got));
    offset += got;
    left -= got;
    const bool sent = co_await write(piece);
    if (!sent) co_return false;
    piece.clear();
  } while (left > 0);
  co_return true;
}

asio::awaitable<void> Connection::stream_events(const Response& response) {
  const StreamBody& stream = *response.stream;
  std::string text = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n";
  text += "Cache-Control: no-store\r\nConnection: close\r\n\r\n" + stream.first;
  const bool begun = co_await write(text);
  if (!begun || commons_.stopping) co_return;
  buffer_.clear();
  buffer_.shrink_to_fit();
  const auto executor = stream_.get_executor();
  sink_ = std::make_shared<Sink>(executor, commons_.limits.stream_queue_bytes_max);
  commons_.hub.open(stream.board, peer_, stream.seq, sink_);
  tcp().expires_never();
  asio::co_spawn(executor, watch_for_end(sink_), asio::detached);
  bool alive = true;
  while (alive && !sink_->closed()) {
    std::string events = co_await sink_->next(commons_.limits.stream_ping);
    if (sink_->closed()) break;
    if (events.empty()) events = ":\n\n";
    alive = co_await write(events);
  }
  commons_.hub.closed(stream.board, sink_.get());
  cut();
}

asio::awaitable<void> Connection::watch_for_end(std::shared_ptr<Sink> sink) {
  const auto self = shared_from_this();
  std::array<char, 64> scratch{};
  co_await stream_.async_read_some(asio::buffer(scratch), kToken);
  sink->close();  // The end, or bytes where none belong.
}

asio::awaitable<void> Connection::farewell(After after) {
  if (!tcp().socket().is_open()) co_return;
  tcp().expires_after(kFarewell);
  if (after == After::Linger) {
    // The other end may still be sending: closing at once would take the answer away from it.
    std::string scratch(kPieceBytes, '\0');
    while (true) {
      const auto [error, size] = co_await stream_.async_read_some(asio::buffer(scratch), kToken);
      if (error) break;
    }
    co_return;
  }
  co_await stream_.async_shutdown(kToken);
}

}  // namespace bangtin
