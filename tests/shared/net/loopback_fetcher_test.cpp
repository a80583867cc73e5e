#include "shared/net/loopback_fetcher.h"

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <thread>

#include "shared/base/check.h"
#include "shared/base/files.h"
#include "shared/net/loopback_fetcher_impl.h"
#include "tests/fakes/packed_blanks.h"

namespace bangtin {
namespace {

/// Gives every connection the same answer and keeps what was asked first.
class PlainAnswer {
 public:
  explicit PlainAnswer(std::string answer) : answer_(std::move(answer)) {
    listener_ = Fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    CHECK(::bind(listener_.get(), generic, size) == 0 && ::listen(listener_.get(), 8) == 0);
    CHECK(::getsockname(listener_.get(), generic, &size) == 0);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  ~PlainAnswer() {
    ::shutdown(listener_.get(), SHUT_RDWR);
    thread_.join();
  }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/kho"; }
  int connections() const { return connections_; }
  /// Only after a fetch has ended.
  const std::string& request() const { return request_; }

 private:
  void serve() {
    while (true) {
      const Fd peer(::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC));
      if (!peer.valid()) return;
      ++connections_;
      std::string request;
      char bytes[4'096];
      while (request.find("\r\n\r\n") == request.npos) {
        const ssize_t got = ::recv(peer.get(), bytes, sizeof bytes, 0);
        if (got <= 0) break;
        request.append(bytes, static_cast<std::size_t>(got));
      }
      request_ = request;
      (void)::send(peer.get(), answer_.data(), answer_.size(), MSG_NOSIGNAL);
    }
  }

  std::string answer_;
  Fd listener_;
  int port_ = 0;
  std::atomic<int> connections_ = 0;
  std::string request_;
  std::thread thread_;
};

constexpr std::string_view kPortal = "<html>Mời đăng nhập Wi-Fi</html>";

std::string http(std::string_view status, std::string_view body, std::string_view more = "") {
  return "HTTP/1.1 " + std::string(status) +
         "\r\nConnection: close\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
         std::string(more) + "\r\n" + std::string(body);
}

struct Fetched {
  Status status;
  std::string bytes;
};

Fetched fetch(std::string url, std::int64_t bytes_max = 1'000) {
  Fetched fetched;
  fetched.status = LoopbackFetcher(std::move(url))
                       .fetch("1.a%2Fb.json", bytes_max, [&](std::string_view piece) -> Status {
                         fetched.bytes += piece;
                         return {};
                       });
  return fetched;
}

Code refusal(const std::string& answer, std::int64_t bytes_max = 1'000) {
  const PlainAnswer server(answer);
  const Fetched fetched = fetch(server.url(), bytes_max);
  EXPECT_FALSE(fetched.status.ok());
  EXPECT_LE(fetched.bytes.size(), static_cast<std::size_t>(bytes_max));
  return fetched.status.ok() ? Code::Full : fetched.status.error().code;
}

TEST(LoopbackFetcher, AsksForThePathAsItStands) {
  const PlainAnswer server(http("200 OK", "metadata"));
  const Fetched fetched = fetch(server.url());
  ASSERT_TRUE(fetched.status.ok());
  EXPECT_EQ(fetched.bytes, "metadata");
  EXPECT_TRUE(server.request().starts_with("GET /kho/1.a%2Fb.json HTTP/1.1\r\n"));
  EXPECT_EQ(server.request().find("Accept-Encoding"), std::string::npos);
}

TEST(LoopbackFetcher, TellsWhatIsMissingFromWhatFails) {
  EXPECT_EQ(refusal(http("404 Not Found", "<html>")), Code::NotFound);
  EXPECT_EQ(refusal(http("403 Forbidden", "<html>")), Code::NotFound);
  EXPECT_EQ(refusal(http("404 Not Found", std::string(5'000, 'x'))), Code::NotFound);
  for (const char* status : {"500 X", "503 X", "204 X", "206 X", "429 X"}) {
    EXPECT_EQ(refusal(http(status, "")), Code::Unavailable) << status;
  }
  EXPECT_EQ(refusal("not HTTP at all\r\n\r\n"), Code::Unavailable);
}

std::string redirect_to(const PlainAnswer& other) {
  return http("302 Found", "", "Location: " + other.url() + "/1.a%2Fb.json\r\n");
}

TEST(LoopbackFetcher, A36FollowsNoRedirect) {
  const PlainAnswer other(http("200 OK", "elsewhere"));
  const PlainAnswer server(redirect_to(other));
  const Fetched fetched = fetch(server.url());
  ASSERT_FALSE(fetched.status.ok());
  EXPECT_EQ(fetched.status.error().code, Code::Unavailable);
  EXPECT_EQ(other.connections(), 0);
}

TEST(LoopbackFetcher, A36ThePageOfAPortalIsNoFile) {
  for (const char* status : {"511 Network Authentication Required", "503 X", "307 X"}) {
    EXPECT_EQ(refusal(http(status, kPortal)), Code::Unavailable) << status;
  }
}

TEST(LoopbackFetcher, A25TakesNoMoreBytesThanAsked) {
  EXPECT_EQ(refusal(http("200 OK", std::string(1'001, 'x'))), Code::Invalid);
  EXPECT_EQ(refusal("HTTP/1.0 200 OK\r\n\r\n" + std::string(100'000, 'x')), Code::Invalid);
  EXPECT_EQ(refusal(http("200 OK", "x"), 0), Code::Invalid);
}

TEST(LoopbackFetcher, A25AWrongLengthIsABrokenTransfer) {
  EXPECT_EQ(refusal("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 9\r\n\r\nhalf"),
            Code::Unavailable);
}

TEST(LoopbackFetcher, A25UnpacksNothing) {
  const PlainAnswer server(http("200 OK", "packed?", "Content-Encoding: gzip\r\n"));
  EXPECT_EQ(fetch(server.url()).bytes, "packed?");
}

/// The house's own fetcher with one guard missing.
struct OneFetchGuardMissing {
  FetchGuard missing;
  bool on(FetchGuard guard) const { return guard != missing; }
};

/// What is handed on as the file that was asked for.
std::string taken_without(FetchGuard guard, const std::string& url,
                          std::int64_t bytes_max = 1'000) {
  std::string bytes;
  BasicLoopbackFetcher<OneFetchGuardMissing> fetcher(url, {guard});
  const Status status =
      fetcher.fetch("1.a%2Fb.json", bytes_max, [&](std::string_view piece) -> Status {
        bytes += piece;
        return {};
      });
  EXPECT_TRUE(status.ok()) << status.error().message;
  return bytes;
}

TEST(LoopbackFetcher, A36ControlARedirectLeadsElsewhereWhereItIsFollowed) {
  const PlainAnswer other(http("200 OK", "elsewhere"));
  const PlainAnswer server(redirect_to(other));
  EXPECT_EQ(taken_without(FetchGuard::StaysThere, server.url()), "elsewhere") << "WRONG";
  EXPECT_EQ(other.connections(), 1);
}

TEST(LoopbackFetcher, A36ControlThePageOfAPortalIsAFileWhereNobodyLooksAtTheStatus) {
  const PlainAnswer server(http("511 Network Authentication Required", kPortal));
  EXPECT_EQ(taken_without(FetchGuard::StatusOk, server.url()), kPortal) << "WRONG";
}

TEST(LoopbackFetcher, A25ControlWhatIsPackedGrowsWithoutEndWhereItIsUnpacked) {
  const std::string bomb = packed_blanks(8'000);
  const PlainAnswer server(http("200 OK", bomb, "Content-Encoding: gzip\r\n"));
  const std::string grown =
      taken_without(FetchGuard::StaysPacked, server.url(), std::int64_t(200 * bomb.size()));
  EXPECT_GT(grown.size(), 100 * bomb.size()) << "WRONG";
  EXPECT_EQ(fetch(server.url(), 20'000).bytes, bomb);
}

TEST(LoopbackFetcher, A25ControlHalfAFileIsTakenWhereNobodyLooksAtItsLength) {
  const PlainAnswer server("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 9\r\n\r\nhalf");
  EXPECT_EQ(taken_without(FetchGuard::Whole, server.url()), "half") << "WRONG";
}

TEST(LoopbackFetcher, A25ControlMoreIsTakenThanAskedWhereNobodyCounts) {
  for (const char* version : {"HTTP/1.0", "HTTP/1.1"}) {
    const PlainAnswer server(std::string(version) + " 200 OK\r\nConnection: close\r\n\r\n" +
                             std::string(100'000, 'x'));
    EXPECT_EQ(taken_without(FetchGuard::SizeMax, server.url()).size(), 100'000u) << "WRONG";
  }
}

TEST(LoopbackFetcher, LeavesThisMachineForNothing) {
  for (const char* url : {"http://192.0.2.1/", "http://0.0.0.0:1/", "http://[2001:db8::1]/"}) {
    const Fetched fetched = fetch(url);
    ASSERT_FALSE(fetched.status.ok()) << url;
    EXPECT_EQ(fetched.status.error().code, Code::Denied) << url;
  }
  for (const char* url : {"https://127.0.0.1/", "file:///etc/", "ftp://127.0.0.1/", "nowhere"}) {
    EXPECT_FALSE(fetch(url).status.ok()) << url;
  }
}

TEST(LoopbackFetcher, GivesBackTheErrorOfWhoTakesTheBytes) {
  const PlainAnswer server(http("200 OK", "metadata"));
  const Status status = LoopbackFetcher(server.url()).fetch("x", 100, [](std::string_view) {
    return Status(Error{Code::Full, "no space", ""});
  });
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(status.error().code, Code::Full);
}

}  // namespace
}  // namespace bangtin
