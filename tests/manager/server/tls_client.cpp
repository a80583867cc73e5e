#include "tests/manager/server/tls_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>

#include "shared/base/check.h"
#include "shared/crypto/certificate.h"

namespace bangtin {
namespace {

constexpr timeval kDeadline{20, 0};

int connect_to(const std::string& address) {
  ::signal(SIGPIPE, SIG_IGN);  // OpenSSL writes to a closed connection without a word.
  const auto colon = address.rfind(':');
  const auto port = static_cast<in_port_t>(std::stoi(address.substr(colon + 1)));
  const bool six = address.front() == '[';
  const int fd = ::socket(six ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  CHECK(fd >= 0);
  ::setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &kDeadline, sizeof kDeadline);
  ::setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &kDeadline, sizeof kDeadline);
  int connected = -1;
  if (six) {
    sockaddr_in6 to{};
    to.sin6_family = AF_INET6;
    to.sin6_port = htons(port);
    to.sin6_addr = in6addr_loopback;
    connected = ::connect(fd, reinterpret_cast<const sockaddr*>(&to), sizeof to);
  } else {
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected = ::connect(fd, reinterpret_cast<const sockaddr*>(&to), sizeof to);
  }
  CHECK(connected == 0);
  return fd;
}

std::string lower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

}  // namespace

struct TlsClient::State {
  State(const std::string& address, int version_max)
      : fd(connect_to(address)), context(SSL_CTX_new(TLS_client_method())) {
    // An old version is only offered with old signatures allowed.
    if (version_max != 0) {
      SSL_CTX_set_security_level(context, 0);
      SSL_CTX_set_min_proto_version(context, 0);
      SSL_CTX_set_max_proto_version(context, version_max);
    }
    tls = SSL_new(context);
    SSL_set_fd(tls, fd);
    ready = SSL_connect(tls) == 1;
  }
  ~State() {
    SSL_free(tls);
    SSL_CTX_free(context);
    ::close(fd);
  }
  int fd;
  SSL_CTX* context;
  SSL* tls = nullptr;
  bool ready = false;
};

TlsClient::TlsClient(const std::string& address, int version_max)
    : state_(new State(address, version_max)) {
  CHECK(state_->ready);
}

TlsClient::~TlsClient() { delete state_; }

bool TlsClient::can_speak(const std::string& address, int version_max) {
  return State(address, version_max).ready;
}

bool TlsClient::send(const std::string& bytes) {
  return SSL_write(state_->tls, bytes.data(), static_cast<int>(bytes.size())) > 0;
}

bool TlsClient::read_more() {
  std::array<char, 16 << 10> piece;
  const int got = SSL_read(state_->tls, piece.data(), static_cast<int>(piece.size()));
  if (got <= 0) return false;
  kept_.append(piece.data(), static_cast<std::size_t>(got));
  return true;
}

std::string TlsClient::read_until(const std::string& end) {
  while (kept_.find(end) == kept_.npos && read_more()) {
  }
  const auto at = kept_.find(end);
  const auto size = at == kept_.npos ? kept_.size() : at + end.size();
  std::string read = kept_.substr(0, size);
  kept_.erase(0, size);
  return read;
}

std::string TlsClient::read_to_end() {
  while (read_more()) {
  }
  return std::exchange(kept_, {});
}

std::optional<RawAnswer> TlsClient::answer(bool head) {
  const std::string text = read_until("\r\n\r\n");
  if (!text.ends_with("\r\n\r\n")) return std::nullopt;
  RawAnswer answer;
  answer.status = std::stoi(text.substr(text.find(' ') + 1));
  for (auto begin = text.find("\r\n") + 2; text.compare(begin, 2, "\r\n") != 0;) {
    const auto end = text.find("\r\n", begin);
    const auto colon = text.find(": ", begin);
    answer.headers[lower(text.substr(begin, colon - begin))] =
        text.substr(colon + 2, end - colon - 2);
    begin = end + 2;
  }
  const auto length = answer.headers.find("content-length");
  if (head || length == answer.headers.end()) return answer;
  const std::size_t size = std::stoul(length->second);
  while (kept_.size() < size) {
    if (!read_more()) return std::nullopt;
  }
  answer.body = kept_.substr(0, size);
  kept_.erase(0, size);
  return answer;
}

std::optional<RawAnswer> TlsClient::ask(const std::string& method, const std::string& target,
                                        const std::string& headers, const std::string& body) {
  std::string request = method + " " + target + " HTTP/1.1\r\nHost: x\r\n" + headers;
  if (!body.empty()) request += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  if (!send(request + "\r\n" + body)) return std::nullopt;
  return answer(method == "HEAD");
}

void TlsClient::cut() { ::shutdown(state_->fd, SHUT_WR); }

Digest TlsClient::pin() const {
  X509* certificate = SSL_get1_peer_certificate(state_->tls);
  CHECK(certificate != nullptr);
  BIO* memory = BIO_new(BIO_s_mem());
  CHECK(PEM_write_bio_X509(memory, certificate) == 1);
  char* data = nullptr;
  const auto size = static_cast<std::size_t>(BIO_get_mem_data(memory, &data));
  const auto pin = certificate_pin(std::string(data, size));
  BIO_free(memory);
  X509_free(certificate);
  CHECK(pin.ok());
  return *pin;
}

}  // namespace bangtin
