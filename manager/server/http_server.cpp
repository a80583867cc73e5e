#include "manager/server/http_server.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <charconv>
#include <list>
#include <thread>

#include "manager/server/http_connection.h"
#include "shared/base/log.h"

namespace bangtin {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

constexpr auto kReadToken = asio::as_tuple(asio::use_awaitable);
constexpr auto kAcceptPause = std::chrono::milliseconds(100);

Result<tcp::endpoint> endpoint_of(const std::string& text) {
  const Error bad{Code::Invalid, "listen address `" + text + "`: ADDRESS:PORT is needed", {}};
  const auto colon = text.rfind(':');
  if (colon == text.npos) return bad;
  std::string host = text.substr(0, colon);
  if (host.size() > 2 && host.front() == '[' && host.back() == ']') {
    host = host.substr(1, host.size() - 2);
  } else if (host.find(':') != host.npos) {
    return bad;
  }
  boost::system::error_code error;
  const auto address = asio::ip::make_address(host, error);
  std::uint16_t port = 0;
  const char* end = text.data() + text.size();
  const auto number = std::from_chars(text.data() + colon + 1, end, port);
  if (error || number.ec != std::errc{} || number.ptr != end) return bad;
  return tcp::endpoint(address, port);
}

std::string text_of(const tcp::endpoint& endpoint) {
  const std::string host = endpoint.address().to_string();
  return (endpoint.address().is_v6() ? "[" + host + "]" : host) + ":" +
         std::to_string(endpoint.port());
}

}  // namespace

struct HttpServer::State {
  State(HttpOptions options, Dispatch dispatch, EventHub& hub)
      : commons{options.limits,
                std::move(options.body_rule),
                std::move(dispatch),
                hub,
                Crowd(options.limits.connections_max, options.limits.connections_per_address_max),
                0,
                false,
                [this] { force.cancel(); }} {}

  Status set_up_tls(const HttpOptions& options);
  Status listen(const std::string& address);
  asio::awaitable<void> accept(tcp::acceptor& acceptor);
  void begin_stop();

  ConnectionCommons commons;  ///< outlives the connections, which the io_context may own
  asio::io_context io{1};
  asio::ssl::context tls{asio::ssl::context::tls_server};
  std::list<tcp::acceptor> acceptors;
  asio::steady_timer force{io};
  std::vector<std::string> listening;
  std::thread thread;
};

Status HttpServer::State::set_up_tls(const HttpOptions& options) {
  boost::system::error_code error;
  SSL_CTX* native = tls.native_handle();
  SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
  SSL_CTX_set_options(native, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
  SSL_CTX_set_mode(native, SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_session_cache_mode(native, SSL_SESS_CACHE_OFF);
  tls.use_certificate_chain(asio::buffer(options.certificate_pem), error);
  if (!error) {
    tls.use_private_key(asio::buffer(options.private_key_pem), asio::ssl::context::pem, error);
  }
  if (error) return Error{Code::Invalid, "TLS certificate or key: " + error.message(), {}};
  return {};
}

Status HttpServer::State::listen(const std::string& address) {
  const tcp::endpoint endpoint = TRY(endpoint_of(address));
  tcp::acceptor acceptor(io);
  boost::system::error_code error;
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(tcp::acceptor::reuse_address(true), error);
  // Each family by its own socket, whatever the machine's default: "0.0.0.0" and "[::]" stand side
  // by side on one port.
  if (!error && endpoint.address().is_v6()) acceptor.set_option(asio::ip::v6_only(true), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (error) {
    const bool denied = error == asio::error::access_denied;
    return Error{denied ? Code::Denied : Code::Unavailable, address + ": " + error.message(), {}};
  }
  listening.push_back(text_of(acceptor.local_endpoint()));
  acceptors.push_back(std::move(acceptor));
  return {};
}

asio::awaitable<void> HttpServer::State::accept(tcp::acceptor& acceptor) {
  asio::steady_timer pause(io);
  while (acceptor.is_open()) {
    auto [error, socket] = co_await acceptor.async_accept(kReadToken);
    if (error == asio::error::operation_aborted) co_return;
    if (error) {
      // Out of descriptors, most likely: they come back as connections end.
      log::warn("server", "a connection could not be taken", {{"why", error.message()}});
      pause.expires_after(kAcceptPause);
      co_await pause.async_wait(kReadToken);
      continue;
    }
    auto connection = std::make_shared<Connection>(std::move(socket), tls, commons);
    if (!connection->enter()) continue;  // Closes it.
    auto running = [](std::shared_ptr<Connection> one) -> asio::awaitable<void> {
      co_await one->run();
    };
    asio::co_spawn(io, running(std::move(connection)), asio::detached);
  }
}

void HttpServer::State::begin_stop() {
  commons.stopping = true;
  boost::system::error_code ignored;
  for (tcp::acceptor& acceptor : acceptors) acceptor.close(ignored);
  commons.open.for_each([](Guest& guest) { static_cast<Connection&>(guest).finish(); });
  if (commons.open.empty()) return;
  force.expires_after(commons.limits.request_timeout);
  force.async_wait([this](boost::system::error_code error) {
    if (error) return;
    commons.open.for_each([](Guest& guest) { guest.cut(); });
  });
}

HttpServer::HttpServer(std::unique_ptr<State> state) : state_(std::move(state)) {}

HttpServer::~HttpServer() { stop(); }

Result<std::unique_ptr<HttpServer>> HttpServer::start(HttpOptions options, Dispatch dispatch,
                                                      EventHub& hub) {
  auto state = std::make_unique<State>(options, std::move(dispatch), hub);
  TRY(state->set_up_tls(options));
  for (const std::string& address : options.listen) TRY(state->listen(address));
  if (state->acceptors.empty()) return Error{Code::Invalid, "no address to listen on", {}};
  for (tcp::acceptor& acceptor : state->acceptors) {
    asio::co_spawn(state->io, state->accept(acceptor), asio::detached);
  }
  State* running = state.get();
  state->thread = std::thread([running] { running->io.run(); });
  return std::unique_ptr<HttpServer>(new HttpServer(std::move(state)));
}

const std::vector<std::string>& HttpServer::listening() const { return state_->listening; }

void HttpServer::stop() {
  if (!state_->thread.joinable()) return;
  asio::post(state_->io, [this] { state_->begin_stop(); });
  state_->thread.join();
}

}  // namespace bangtin
