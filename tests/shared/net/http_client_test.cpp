#include "shared/net/http_client.h"

#include <gtest/gtest.h>

#include "shared/net/curl_transport.h"
#include "tests/shared/net/tls_echo.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

TEST(HttpClient, SpeaksToThePinnedServerOverOneConnectionOnBothFamilies) {
  for (const bool v6 : {false, true}) {
    const TlsEcho server(v6);
    HttpClient client({server.url(), server.pin()});
    const auto got = client.send({"GET", "/a/../b?c=%20", {}, ""});
    ASSERT_TRUE(got.ok()) << got.error().message;
    EXPECT_EQ(got->body, "GET /a/../b?c=%20 ");
    for (const char* method : {"POST", "PUT", "PATCH", "DELETE"}) {
      const auto sent = client.send({method, "/x", {}, "{\"a\":1}"});
      ASSERT_TRUE(sent.ok()) << sent.error().message;
      EXPECT_EQ(sent->body, std::string(method) + " /x {\"a\":1}");
    }
    EXPECT_EQ(client.send({"POST", "/x", {}, ""})->body, "POST /x ");
    EXPECT_EQ(client.seen_pin(), server.pin());
    EXPECT_EQ(server.connections(), 1);
  }
}

TEST(HttpClient, GivesStatusAndHeadersOfAnyAnswer) {
  const TlsEcho server(false);
  HttpClient client({server.url(), server.pin()});
  const auto got = client.send({"GET", "/headers", {}, ""});
  ASSERT_TRUE(got.ok());
  EXPECT_EQ(got->status, 404);
  EXPECT_EQ(got->headers.at("x-two"), "2");
  EXPECT_EQ(got->body, "no");
}

TEST(HttpClient, RefusesAServerWithAnotherPin) {
  const TlsEcho server(false);
  const TlsEcho other(false);
  HttpClient client({server.url(), other.pin()});
  const auto got = client.send({"GET", "/", {}, ""});
  ASSERT_FALSE(got.ok());
  EXPECT_EQ(got.error().code, Code::Denied);
  EXPECT_EQ(got.error().key, "net.wrong_server");
}

TEST(HttpClient, WithoutAPinTellsWhichItSaw) {
  const TlsEcho server(true);
  HttpClient client({server.url(), std::nullopt});
  EXPECT_EQ(client.seen_pin(), std::nullopt);
  for (int i = 0; i < 2; ++i) {
    ASSERT_TRUE(client.send({"GET", "/", {}, ""}).ok());
    EXPECT_EQ(client.seen_pin(), server.pin());
  }
}

TEST(HttpClient, AnswersThatAreTooLargeOrCutAreUnavailable) {
  const TlsEcho server(false);
  HttpClient client({server.url(), server.pin()});
  EXPECT_EQ(client.send({"GET", "/large", {}, ""}, 99'999).error().code, Code::Unavailable);
  EXPECT_EQ(client.send({"GET", "/large", {}, ""}, 100'000)->body.size(), 100'000u);
  EXPECT_EQ(client.send({"GET", "/cut", {}, ""}).error().code, Code::Unavailable);
}

TEST(HttpClient, BreaksOffACallThatIsNotToGoOn) {
  const TlsEcho server(false);
  HttpClient client({server.url(), server.pin()});
  int asked = 0;
  const auto goes_on = [&] { return ++asked < 3; };
  const auto got = client.send({"GET", "/stream", {}, ""}, 1'000, 60s, goes_on);
  ASSERT_FALSE(got.ok());
  EXPECT_EQ(got.error().code, Code::Unavailable);
  EXPECT_EQ(asked, 3);
}

TEST(HttpClient, NobodyThereIsUnavailable) {
  std::string url;
  {
    const TlsEcho server(false);
    url = server.url();
  }
  EXPECT_EQ(HttpClient({url, std::nullopt}).send({"GET", "/", {}, ""}).error().code,
            Code::Unavailable);
}

TEST(HttpClient, RequestsThatAreNoneAreRefusedBeforeTheyLeave) {
  HttpClient client({"https://127.0.0.1:1", std::nullopt});
  EXPECT_EQ(client.send({"GET", "x", {}, ""}).error().code, Code::Invalid);
  EXPECT_EQ(client.send({"GET", "/a b", {}, ""}).error().code, Code::Invalid);
  EXPECT_EQ(client.send({"GET\r\n", "/", {}, ""}).error().code, Code::Invalid);
  EXPECT_EQ(client.send({"GET", "/", {{"A", "b\r\nC: d"}}, ""}).error().code, Code::Invalid);
  EXPECT_EQ(HttpClient({"http://127.0.0.1", {}}).send({"GET", "/", {}, ""}).error().code,
            Code::Invalid);
}

/// Polls until `count` events came.
std::vector<TransportEvent> events_of(CurlTransport& transport, std::size_t count) {
  std::vector<TransportEvent> all;
  for (int i = 0; i < 200 && all.size() < count; ++i) {
    for (auto& event : transport.poll(100ms)) all.push_back(std::move(event));
  }
  return all;
}

TEST(CurlTransport, TellsHeadBodyAndEnd) {
  const TlsEcho server(true);
  CurlTransport transport;
  transport.start({1}, {server.url(), server.pin()}, {"POST", "/a", {}, "b"},
                  RequestKind::Exchange);
  const auto events = events_of(transport, 3);
  ASSERT_EQ(events.size(), 3u);
  const auto& head = std::get<ResponseHead>(events[0].what);
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.seen_pin, server.pin());
  EXPECT_EQ(std::get<ResponseBody>(events[1].what).bytes, "POST /a b");
  EXPECT_TRUE(std::holds_alternative<ResponseDone>(events[2].what));
}

TEST(CurlTransport, AnUnpinnedAnswerSaysWhoseItIsAndItsConnectionIsNotUsedAgain) {
  const TlsEcho server(false);
  CurlTransport transport;
  transport.start({1}, {server.url(), std::nullopt}, {"GET", "/a", {}, ""}, RequestKind::Exchange);
  auto events = events_of(transport, 3);
  ASSERT_EQ(events.size(), 3u);
  EXPECT_EQ(std::get<ResponseHead>(events[0].what).seen_pin, server.pin());
  Digest other = server.pin();
  other.bytes[0] ^= 1;
  transport.start({2}, {server.url(), other}, {"GET", "/a", {}, ""}, RequestKind::Exchange);
  events = events_of(transport, 1);
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(std::get<ResponseFailed>(events[0].what).error.code, Code::Denied);
  EXPECT_EQ(server.connections(), 2);
}

TEST(CurlTransport, AStreamStaysOpenUntilItIsCancelled) {
  const TlsEcho server(false);
  CurlTransport transport;
  transport.start({1}, {server.url(), server.pin()}, {"GET", "/stream", {}, ""},
                  RequestKind::Stream);
  const auto events = events_of(transport, 2);
  ASSERT_EQ(events.size(), 2u);
  EXPECT_EQ(std::get<ResponseBody>(events[1].what).bytes, "event: head\ndata: 1\n\n");
  transport.cancel({1});
  EXPECT_TRUE(transport.poll(0ms).empty());
}

TEST(CurlTransport, ABodyThatEndsEarlyFails) {
  const TlsEcho server(false);
  CurlTransport transport;
  transport.start({1}, {server.url(), server.pin()}, {"GET", "/cut", {}, ""},
                  RequestKind::Download);
  std::vector<TransportEvent> events;
  for (int i = 0; i < 200; ++i) {
    for (auto& event : transport.poll(100ms)) events.push_back(std::move(event));
    if (!events.empty() && std::holds_alternative<ResponseFailed>(events.back().what)) break;
  }
  ASSERT_GE(events.size(), 2u);
  EXPECT_EQ(std::get<ResponseFailed>(events.back().what).error.code, Code::Unavailable);
}

TEST(CurlTransport, WakeEndsAPoll) {
  CurlTransport transport;
  std::thread other([&] { transport.wake(); });
  EXPECT_TRUE(transport.poll(60s).empty());
  other.join();
}

}  // namespace
}  // namespace bangtin
