// One connection of HttpServer: TLS, requests one after the other, or an event stream. Private to
// the HTTP adapter (Boost.Asio and Beast stay in its three .cpp). Thread: the network thread only,
// except the stream's sink.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include "manager/server/crowd.h"
#include "manager/server/http_server.h"

namespace bangtin {

/// The one name of the TLS stream; a leaner one can take its place.
using TlsStream = boost::asio::ssl::stream<boost::beast::tcp_stream>;

class Connection;

/// What all connections share. Thread: the network thread.
struct ConnectionCommons {
  HttpLimits limits;
  std::function<BodyRule(const Request&)> body_rule;
  Dispatch dispatch;
  EventHub& hub;
  Crowd open;
  std::size_t bodies_bytes = 0;  ///< reserved by requests whose body is here or on its way
  bool stopping = false;
  std::function<void()> on_empty;  ///< the last connection went
};

class Connection final : public Guest, public std::enable_shared_from_this<Connection> {
 public:
  Connection(boost::asio::ip::tcp::socket socket, boost::asio::ssl::context& tls,
             ConnectionCommons& commons);
  ~Connection() override;

  /// False when there is no room for it.
  bool enter() { return commons_.open.enter(*this, network_); }
  /// Serves until the other end, a bound or stop() ends it.
  boost::asio::awaitable<void> run();
  /// Ends now when nothing is being answered, else after the answer.
  void finish();
  bool is_waiting() const override { return idle_ && !sink_; }
  /// Ends now.
  void cut() override;

 private:
  class Sink;
  using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;
  /// What an exchange leaves behind.
  enum class After { Next, Linger, Close };

  boost::asio::awaitable<After> serve_one();
  boost::asio::awaitable<After> read_body(Parser& parser, Request& request, std::size_t bytes_max);
  boost::asio::awaitable<Response> ask(Request request);
  boost::asio::awaitable<After> refuse(int status, Error error, bool head);
  boost::asio::awaitable<bool> answer(const Response& response, bool head, bool keep);
  boost::asio::awaitable<bool> send_file(std::string header, const FileBody& file);
  boost::asio::awaitable<bool> write(std::string_view bytes);
  boost::asio::awaitable<void> stream_events(const Response& response);
  boost::asio::awaitable<void> watch_for_end(std::shared_ptr<Sink> sink);
  boost::asio::awaitable<void> farewell(After after);
  boost::beast::tcp_stream& tcp() { return stream_.next_layer(); }

  TlsStream stream_;
  ConnectionCommons& commons_;
  boost::beast::flat_buffer buffer_;
  std::string peer_;
  std::string network_;
  bool idle_ = true;  ///< waiting for a request
  std::shared_ptr<Sink> sink_;
};

}  // namespace bangtin
