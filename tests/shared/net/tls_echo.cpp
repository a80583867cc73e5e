#include "tests/shared/net/tls_echo.h"

#include <netinet/in.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>

#include "shared/base/check.h"

namespace bangtin {
namespace {

int listen_on(bool v6, int& port) {
  const int fd = socket(v6 ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  CHECK(fd >= 0);
  sockaddr_in6 six{};
  six.sin6_family = AF_INET6;
  six.sin6_addr = in6addr_loopback;
  sockaddr_in four{};
  four.sin_family = AF_INET;
  four.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  auto* address = v6 ? reinterpret_cast<sockaddr*>(&six) : reinterpret_cast<sockaddr*>(&four);
  socklen_t size = v6 ? sizeof six : sizeof four;
  CHECK(bind(fd, address, size) == 0);
  CHECK(listen(fd, 8) == 0);
  CHECK(getsockname(fd, address, &size) == 0);
  port = ntohs(v6 ? six.sin6_port : four.sin_port);
  return fd;
}

SSL_CTX* context_of(const Certificate& certificate) {
  SSL_CTX* context = SSL_CTX_new(TLS_server_method());
  BIO* text = BIO_new_mem_buf(certificate.certificate_pem.data(), -1);
  X509* x509 = PEM_read_bio_X509(text, nullptr, nullptr, nullptr);
  BIO_free(text);
  text = BIO_new_mem_buf(certificate.private_key_pem.data(), -1);
  EVP_PKEY* key = PEM_read_bio_PrivateKey(text, nullptr, nullptr, nullptr);
  BIO_free(text);
  CHECK(SSL_CTX_use_certificate(context, x509) == 1);
  CHECK(SSL_CTX_use_PrivateKey(context, key) == 1);
  X509_free(x509);
  EVP_PKEY_free(key);
  return context;
}

std::string response(int status, const std::string& body, std::size_t promised,
                     const std::string& more = "") {
  return "HTTP/1.1 " + std::to_string(status) +
         " X\r\nContent-Length: " + std::to_string(promised) + "\r\n" + more + "\r\n" + body;
}

std::string answer(const std::string& method, const std::string& target, const std::string& body) {
  if (target == "/large") return response(200, std::string(100'000, 'x'), 100'000);
  if (target == "/cut") return response(200, std::string(500, 'x'), 1'000);
  if (target == "/headers") return response(404, "no", 2, "X-Two:  2 \r\n");
  if (target == "/stream") {
    return "HTTP/1.1 200 X\r\nContent-Type: text/event-stream\r\n\r\nevent: head\ndata: 1\n\n";
  }
  const std::string echo = method + " " + target + " " + body;
  return response(200, echo, echo.size());
}

}  // namespace

TlsEcho::TlsEcho(bool v6) : v6_(v6) {
  signal(SIGPIPE, SIG_IGN);
  certificate_ = make_certificate("test", Instant{}).value();
  pin_ = certificate_pin(certificate_.certificate_pem).value();
  listener_ = listen_on(v6, port_);
  thread_ = std::thread([this] { serve(); });
}

TlsEcho::~TlsEcho() {
  stop_ = true;
  shutdown(listener_, SHUT_RDWR);
  if (open_ >= 0) shutdown(open_, SHUT_RDWR);
  thread_.join();
  close(listener_);
}

std::string TlsEcho::url() const {
  return (v6_ ? "https://[::1]:" : "https://127.0.0.1:") + std::to_string(port_);
}

void TlsEcho::serve() {
  SSL_CTX* context = context_of(certificate_);
  while (!stop_) {
    const int fd = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (fd < 0) continue;
    ++connections_;
    open_ = fd;
    SSL* ssl = SSL_new(context);
    SSL_set_fd(ssl, fd);
    if (SSL_accept(ssl) == 1) talk(ssl);
    SSL_free(ssl);
    open_ = -1;
    close(fd);
  }
  SSL_CTX_free(context);
}

void TlsEcho::talk(void* handle) {
  SSL* ssl = static_cast<SSL*>(handle);
  std::string text;
  char buffer[8192];
  for (;;) {
    std::size_t head = text.find("\r\n\r\n");
    std::size_t length = 0;
    if (head != text.npos) {
      head += 4;
      const std::size_t at = text.find("Content-Length: ");
      if (at < head) length = std::stoul(text.substr(at + 16));
    }
    if (head == text.npos || text.size() < head + length) {
      const int got = SSL_read(ssl, buffer, sizeof buffer);
      if (got <= 0) return;
      text.append(buffer, static_cast<std::size_t>(got));
      continue;
    }
    const std::size_t blank = text.find(' ');
    const std::size_t next = text.find(' ', blank + 1);
    const std::string target = text.substr(blank + 1, next - blank - 1);
    const std::string out = answer(text.substr(0, blank), target, text.substr(head, length));
    text.erase(0, head + length);
    if (SSL_write(ssl, out.data(), static_cast<int>(out.size())) <= 0) return;
    if (target == "/cut") return;
  }
}

}  // namespace bangtin
