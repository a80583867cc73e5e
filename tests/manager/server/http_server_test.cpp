// The HTTP adapter over real sockets on loopback. Waits are blocking reads with a deadline.
#include "manager/server/http_server.h"

#include <gtest/gtest.h>
#include <openssl/ssl.h>

#include <condition_variable>
#include <fstream>
#include <mutex>

#include "shared/crypto/certificate.h"
#include "tests/fakes/seeded_random.h"
#include "tests/fakes/temp_folder.h"
#include "tests/manager/server/tls_client.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

const BoardId kBoard{"b1"};

const Certificate& certificate() {
  static const Certificate made = *make_certificate("test", SystemClock().wall());
  return made;
}

HttpOptions options_with(HttpLimits limits) {
  HttpOptions options;
  options.listen = {"127.0.0.1:0", "[::1]:0"};
  options.certificate_pem = certificate().certificate_pem;
  options.private_key_pem = certificate().private_key_pem;
  options.limits = limits;
  options.body_rule = [](const Request& request) {
    return request.path == "/big" ? BodyRule{3u << 20, true} : BodyRule{64u << 10, false};
  };
  return options;
}

/// A server whose handlers answer at once, on the network thread, in ways that tests ask for.
class Loopback {
 public:
  explicit Loopback(HttpLimits limits = {}) {
    bytes_.resize(3'000'000);
    SeededRandom(1).fill({reinterpret_cast<std::uint8_t*>(bytes_.data()), bytes_.size()});
    std::ofstream(folder_.file("blob"), std::ios::binary) << bytes_;
    auto started = HttpServer::start(
        options_with(limits),
        [this](Request request, Reply reply) { answer(std::move(request), std::move(reply)); },
        hub);
    CHECK(started.ok());
    server = std::move(*started);
  }
  ~Loopback() { server->stop(); }

  const std::string& address(std::size_t n = 0) const { return server->listening()[n]; }
  const std::string& bytes() const { return bytes_; }
  /// Waits until so many streams are open.
  bool wait_for_streams(std::size_t count) {
    for (int i = 0; i < 20'000; ++i) {
      if (hub.streams() == count) return true;
      TlsClient(address()).ask("GET", "/echo");
    }
    return false;
  }
  Reply take_held() {
    std::unique_lock lock(mutex_);
    ready_.wait_for(lock, 20s, [this] { return held_ != nullptr; });
    return std::exchange(held_, nullptr);
  }

  EventHub hub;
  std::unique_ptr<HttpServer> server;

 private:
  void answer(Request request, Reply reply) {
    Response response;
    if (request.awaiting_body) {
      response.status = request.header("authorization").empty() ? 401 : 100;
    } else if (request.path == "/blob") {
      response = file_response(request, folder_.file("blob"),
                               static_cast<std::int64_t>(bytes_.size()), "\"blob\"");
    } else if (request.path == "/events") {
      response.stream = StreamBody{kBoard, head_event(1, 1), 1};
    } else if (request.path == "/flood") {
      // All of it waits in the stream's queue before the network thread comes to send any.
      for (int i = 2; i < 100; ++i) hub.announce(kBoard, i, i);
    } else if (request.path == "/hold") {
      std::lock_guard lock(mutex_);
      held_ = std::move(reply);
      ready_.notify_all();
      return;
    } else {
      response.body = request.method + " " + request.target + " " + request.peer + " " +
                      std::to_string(request.body.size());
    }
    reply(std::move(response));
  }

  TempFolder folder_;
  std::string bytes_;
  std::mutex mutex_;
  std::condition_variable ready_;
  Reply held_;
};

TEST(HttpServer, SpeaksOnEachAddressUnderItsOwnPin) {
  Loopback loopback;
  const auto pin = certificate_pin(certificate().certificate_pem);
  ASSERT_EQ(loopback.server->listening().size(), 2u);
  TlsClient four(loopback.address(0));
  EXPECT_EQ(four.pin(), *pin);
  EXPECT_EQ(four.ask("GET", "/echo?x=1")->body, "GET /echo?x=1 127.0.0.1 0");
  TlsClient six(loopback.address(1));
  EXPECT_EQ(six.ask("GET", "/echo")->body, "GET /echo ::1 0");
}

TEST(HttpServer, SpeaksNoOldTls) {
  Loopback loopback;
  EXPECT_TRUE(TlsClient::can_speak(loopback.address(), TLS1_3_VERSION));
  EXPECT_TRUE(TlsClient::can_speak(loopback.address(), TLS1_2_VERSION));
  EXPECT_FALSE(TlsClient::can_speak(loopback.address(), TLS1_1_VERSION));
}

TEST(HttpServer, AnswersManyRequestsOnOneConnection) {
  Loopback loopback;
  TlsClient client(loopback.address());
  for (int i = 0; i < 50; ++i) {
    const auto answer = client.ask("POST", "/echo", "", std::string(100 + i, 'b'));
    ASSERT_TRUE(answer.has_value());
    EXPECT_EQ(answer->body, "POST /echo 127.0.0.1 " + std::to_string(100 + i));
  }
}

TEST(HttpServer, TakesRequestsThatComeInOnePiece) {
  Loopback loopback;
  TlsClient client(loopback.address());
  client.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\nGET /b HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(client.answer()->body, "GET /a 127.0.0.1 0");
  EXPECT_EQ(client.answer()->body, "GET /b 127.0.0.1 0");
}

TEST(HttpServer, ClosesWhereTheOtherEndAsksForIt) {
  Loopback loopback;
  TlsClient client(loopback.address());
  EXPECT_EQ(client.ask("GET", "/echo", "Connection: close\r\n")->headers["connection"], "close");
  EXPECT_EQ(client.read_to_end(), "");
  TlsClient old(loopback.address());
  old.send("GET /echo HTTP/1.0\r\n\r\n");
  EXPECT_EQ(old.answer()->status, 200);
  EXPECT_EQ(old.read_to_end(), "");
}

TEST(HttpServer, SendsAFileWholeInPartsAndNotAtAll) {
  Loopback loopback;
  TlsClient client(loopback.address());
  auto whole = client.ask("GET", "/blob");
  EXPECT_EQ(whole->status, 200);
  EXPECT_EQ(whole->body, loopback.bytes());
  auto head = client.ask("HEAD", "/blob");
  EXPECT_EQ(head->status, 200);
  EXPECT_EQ(head->headers["content-length"], "3000000");
  auto part = client.ask("GET", "/blob", "Range: bytes=65000-200000\r\n");
  EXPECT_EQ(part->status, 206);
  EXPECT_EQ(part->headers["content-range"], "bytes 65000-200000/3000000");
  EXPECT_EQ(part->body, loopback.bytes().substr(65'000, 135'001));
  auto outside = client.ask("GET", "/blob", "Range: bytes=3000000-\r\n");
  EXPECT_EQ(outside->status, 416);
  EXPECT_EQ(outside->headers["content-range"], "bytes */3000000");
  auto same = client.ask("GET", "/blob", "If-None-Match: \"blob\"\r\n");
  EXPECT_EQ(same->status, 304);
  EXPECT_EQ(same->body, "");
  EXPECT_EQ(client.ask("GET", "/echo")->status, 200);
}

TEST(HttpServer, ResumesADownloadByteForByteAfterManyCuts) {
  Loopback loopback;
  constexpr std::size_t kCutAfter = 170'000;
  const std::string& all = loopback.bytes();
  std::string got;
  while (got.size() < all.size()) {
    TlsClient client(loopback.address());
    client.send("GET /blob HTTP/1.1\r\nHost: x\r\nConnection: close\r\nIf-Range: \"blob\"\r\n" +
                ("Range: bytes=" + std::to_string(got.size()) + "-\r\n\r\n"));
    ASSERT_TRUE(client.read_until("\r\n\r\n").starts_with("HTTP/1.1 206"));
    const std::size_t mark = got.size() + kCutAfter;
    const std::string piece =
        mark < all.size() ? client.read_until(all.substr(mark, 30)) : client.read_to_end();
    ASSERT_FALSE(piece.empty());
    got += piece;
  }
  EXPECT_EQ(got.size(), loopback.bytes().size());
  EXPECT_EQ(got, loopback.bytes());
}

TEST(HttpServer, RefusesABodyOverItsBoundBeforeReadingIt) {
  Loopback loopback;
  TlsClient announced(loopback.address());
  announced.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n");
  EXPECT_EQ(announced.answer()->status, 413);
  TlsClient chunked(loopback.address());
  chunked.send("POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n20000\r\n" +
               std::string(0x20000, 'x'));
  const auto answer = chunked.answer();
  ASSERT_TRUE(answer.has_value());
  EXPECT_EQ(answer->status, 413);
  EXPECT_NE(answer->body.find("server.body_too_large"), std::string::npos);
}

TEST(HttpServer, TakesABodyInChunks) {
  Loopback loopback;
  TlsClient client(loopback.address());
  client.send(
      "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: "
      "chunked\r\n\r\n5\r\nabcde\r\n0\r\n\r\n");
  EXPECT_EQ(client.answer()->body, "POST /echo 127.0.0.1 5");
}

TEST(HttpServer, AsksBeforeALargeBodyComes) {
  Loopback loopback;
  TlsClient nobody(loopback.address());
  nobody.send("POST /big HTTP/1.1\r\nHost: x\r\nContent-Length: 3000000\r\n\r\n");
  EXPECT_EQ(nobody.answer()->status, 401);
  TlsClient somebody(loopback.address());
  somebody.send(
      "POST /big HTTP/1.1\r\nHost: x\r\nAuthorization: y\r\nExpect: 100-continue\r\n"
      "Content-Length: 2000000\r\n\r\n");
  EXPECT_EQ(somebody.answer()->status, 100);
  somebody.send(std::string(2'000'000, 'z'));
  EXPECT_EQ(somebody.answer()->body, "POST /big 127.0.0.1 2000000");
}

TEST(HttpServer, HoldsNoMoreBodiesThanItsBudget) {
  HttpLimits limits;
  limits.bodies_bytes_max = 100'000;
  Loopback loopback(limits);
  TlsClient first(loopback.address());
  first.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n");
  TlsClient second(loopback.address());
  // The first request may still be on its way: the second is refused once it is there.
  int status = 200;
  for (int i = 0; i < 1'000 && status == 200; ++i) {
    TlsClient other(loopback.address());
    status = other.ask("POST", "/echo", "", std::string(60'000, 'x'))->status;
  }
  EXPECT_EQ(status, 503);
  first.send(std::string(60'000, 'x'));
  EXPECT_EQ(first.answer()->status, 200);
  EXPECT_EQ(second.ask("POST", "/echo", "", std::string(60'000, 'x'))->status, 200);
}

TEST(HttpServer, RefusesALongHeaderAndNonsense) {
  Loopback loopback;
  TlsClient wordy(loopback.address());
  EXPECT_EQ(wordy.ask("GET", "/echo", "X: " + std::string(20'000, 'x') + "\r\n")->status, 431);
  for (const char* nonsense :
       {"NONSENSE\r\n\r\n", "GET /echo HTTP/9.9\r\n\r\n", "GET /../etc/passwd HTTP/1.1\r\n\r\n",
        "GET echo HTTP/1.1\r\n\r\n"}) {
    TlsClient client(loopback.address());
    client.send(nonsense);
    const auto answer = client.answer();
    ASSERT_TRUE(answer.has_value()) << nonsense;
    EXPECT_EQ(answer->status, 400) << nonsense;
  }
}

TEST(HttpServer, WaitsForNobodyWhoSendsTooSlowly) {
  HttpLimits limits;
  limits.request_timeout = 300ms;
  Loopback loopback(limits);
  TlsClient client(loopback.address());
  client.send("GET /echo HTTP/1.1\r\nHo");
  // A byte now and then would keep it alive if each read had a time of its own.
  EXPECT_EQ(client.read_to_end(), "");
  TlsClient body(loopback.address());
  body.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc");
  EXPECT_EQ(body.read_to_end(), "");
}

TEST(HttpServer, TakesNoMoreConnectionsThanItsBound) {
  HttpLimits limits;
  limits.connections_max = 2;
  Loopback loopback(limits);
  TlsClient first(loopback.address());
  TlsClient second(loopback.address());
  ASSERT_EQ(first.ask("GET", "/echo")->status, 200);
  ASSERT_EQ(second.ask("GET", "/echo")->status, 200);
  EXPECT_FALSE(TlsClient::can_speak(loopback.address(), 0));
  EXPECT_EQ(first.ask("GET", "/echo")->status, 200);
}

TEST(HttpServer, AFloodFromOneAddressStarvesNobodyElsewhere) {
  HttpLimits limits;
  limits.connections_max = 8;
  limits.connections_per_address_max = 5;
  Loopback server(limits);
  // A board's stream, from the address that is about to be flooded.
  TlsClient board(server.address());
  board.send("GET /events HTTP/1.1\r\nHost: a\r\n\r\n");
  ASSERT_TRUE(server.wait_for_streams(1));
  std::vector<std::unique_ptr<TlsClient>> flood;
  for (int i = 0; i < 40; ++i) {
    flood.push_back(std::make_unique<TlsClient>(server.address()));
    flood.back()->send("GET /echo HTTP/1.1\r\n");  // and never the rest
  }
  EXPECT_EQ(TlsClient(server.address(1)).ask("GET", "/echo")->status, 200) << "another address";
  EXPECT_EQ(TlsClient(server.address()).ask("GET", "/echo")->status, 200)
      << "and a newcomer of the same: who only waits gives way";
  EXPECT_EQ(server.hub.streams(), 1u) << "an open stream is not disturbed";
}

TEST(HttpServer, DeliversEventsToAnOpenStream) {
  Loopback loopback;
  TlsClient client(loopback.address());
  client.send("GET /events HTTP/1.1\r\nHost: x\r\n\r\n");
  const std::string header = client.read_until("\r\n\r\n");
  EXPECT_NE(header.find("Content-Type: text/event-stream"), std::string::npos);
  EXPECT_EQ(client.read_until("\n\n"), head_event(1, 1));
  ASSERT_TRUE(loopback.wait_for_streams(1));
  EXPECT_EQ(loopback.hub.peer_of(kBoard), "127.0.0.1");
  loopback.hub.announce(kBoard, 2, 5);
  EXPECT_EQ(client.read_until("\n\n"), head_event(2, 5));
  loopback.hub.announce(kBoard, 3, 6);
  EXPECT_EQ(client.read_until("\n\n"), head_event(3, 6));
}

TEST(HttpServer, PingsAStreamThatIsSilent) {
  HttpLimits limits;
  limits.stream_ping = 20ms;
  Loopback loopback(limits);
  TlsClient client(loopback.address());
  client.send("GET /events HTTP/1.1\r\nHost: x\r\n\r\n");
  client.read_until("\r\n\r\n");
  EXPECT_EQ(client.read_until("\n\n"), head_event(1, 1));
  EXPECT_EQ(client.read_until("\n\n"), ":\n\n");
  EXPECT_EQ(client.read_until("\n\n"), ":\n\n");
}

TEST(HttpServer, SeesThatABoardIsGone) {
  Loopback loopback;
  {
    TlsClient client(loopback.address());
    client.send("GET /events HTTP/1.1\r\nHost: x\r\n\r\n");
    client.read_until("\n\n");
    ASSERT_TRUE(loopback.wait_for_streams(1));
  }
  EXPECT_TRUE(loopback.wait_for_streams(0));
}

TEST(HttpServer, EndsTheOlderOfTwoStreamsOfABoard) {
  Loopback loopback;
  TlsClient first(loopback.address());
  first.send("GET /events HTTP/1.1\r\nHost: x\r\n\r\n");
  first.read_until("\n\n");
  ASSERT_TRUE(loopback.wait_for_streams(1));
  TlsClient second(loopback.address());
  second.send("GET /events HTTP/1.1\r\nHost: x\r\n\r\n");
  second.read_until("\n\n");
  first.read_to_end();
  EXPECT_TRUE(loopback.hub.online(kBoard));
  loopback.hub.announce(kBoard, 9, 9);
  EXPECT_EQ(second.read_until("\n\n").substr(0, 5), "id: 9");
}

TEST(HttpServer, ClosesAStreamWhoseQueueIsNotEmptied) {
  HttpLimits limits;
  limits.stream_queue_bytes_max = 1'000;
  Loopback loopback(limits);
  TlsClient client(loopback.address());
  client.send("GET /events HTTP/1.1\r\nHost: x\r\n\r\n");
  client.read_until("\n\n");
  ASSERT_TRUE(loopback.wait_for_streams(1));
  ASSERT_EQ(TlsClient(loopback.address()).ask("GET", "/flood")->status, 200);
  client.read_to_end();
  EXPECT_TRUE(loopback.wait_for_streams(0));
}

TEST(HttpServer, AnswersWhatItTookBeforeItStops) {
  Loopback loopback;
  TlsClient idle(loopback.address());
  ASSERT_EQ(idle.ask("GET", "/echo")->status, 200);
  TlsClient stream(loopback.address());
  stream.send("GET /events HTTP/1.1\r\nHost: x\r\n\r\n");
  stream.read_until("\n\n");
  TlsClient busy(loopback.address());
  busy.send("GET /hold HTTP/1.1\r\nHost: x\r\n\r\n");
  Reply reply = loopback.take_held();
  ASSERT_NE(reply, nullptr);
  std::thread stopping([&loopback] { loopback.server->stop(); });
  EXPECT_EQ(idle.read_to_end(), "");
  stream.read_to_end();
  Response response;
  response.body = "done";
  reply(response);
  const auto answer = busy.answer();
  stopping.join();
  ASSERT_TRUE(answer.has_value());
  EXPECT_EQ(answer->body, "done");
}

TEST(HttpServer, LivesOnWhenTheOtherEndLeavesBeforeItsAnswer) {
  Loopback loopback;
  Reply reply;
  {
    TlsClient impatient(loopback.address());
    impatient.send("GET /hold HTTP/1.1\r\nHost: x\r\n\r\n");
    reply = loopback.take_held();
    ASSERT_NE(reply, nullptr);
  }
  reply(Response{});
  EXPECT_EQ(TlsClient(loopback.address()).ask("GET", "/echo")->status, 200);
}

TEST(HttpServer, SaysWhyItCannotStart) {
  EventHub hub;
  const auto start = [&hub](auto spoil) {
    HttpOptions options = options_with({});
    spoil(options);
    const auto started = HttpServer::start(
        std::move(options), [](Request, Reply) {}, hub);
    return started ? Code::NotFound : started.error().code;
  };
  for (const char* address :
       {"", "127.0.0.1", "host:1", "::1:80", "127.0.0.1:99999", "127.0.0.1:"}) {
    EXPECT_EQ(start([address](HttpOptions& options) { options.listen = {address}; }), Code::Invalid)
        << address;
  }
  EXPECT_EQ(start([](HttpOptions& options) { options.listen.clear(); }), Code::Invalid);
  EXPECT_EQ(start([](HttpOptions& options) { options.private_key_pem = "x"; }), Code::Invalid);
  Loopback loopback;
  EXPECT_EQ(start([&loopback](HttpOptions& options) { options.listen = {loopback.address()}; }),
            Code::Unavailable);
}

}  // namespace
}  // namespace bangtin
