#include "tests/shared/net/plain_web.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>

#include "shared/base/check.h"

namespace bangtin {

PlainWeb::PlainWeb(std::map<std::string, std::string> answers) : answers_(std::move(answers)) {
  signal(SIGPIPE, SIG_IGN);
  listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  CHECK(listener_ >= 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  CHECK(bind(listener_, reinterpret_cast<sockaddr*>(&address), size) == 0);
  CHECK(listen(listener_, 8) == 0);
  CHECK(getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) == 0);
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { serve(); });
}

PlainWeb::~PlainWeb() {
  stop_ = true;
  shutdown(listener_, SHUT_RDWR);
  if (open_ >= 0) shutdown(open_, SHUT_RDWR);
  thread_.join();
  close(listener_);
}

std::string PlainWeb::url(const std::string& path, const std::string& host) const {
  return "http://" + host + ":" + std::to_string(port_) + path;
}

std::vector<std::string> PlainWeb::asked() const {
  std::lock_guard lock(mutex_);
  return asked_;
}

std::string PlainWeb::answer(const std::string& body, const std::string& headers,
                             const std::string& status) {
  return "HTTP/1.1 " + status +
         "\r\nConnection: close\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
         headers + "\r\n" + body;
}

void PlainWeb::serve() {
  while (!stop_) {
    const int fd = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (fd < 0) continue;
    open_ = fd;
    talk(fd);
    open_ = -1;
    close(fd);
  }
}

void PlainWeb::talk(int fd) {
  std::string request;
  char buffer[4096];
  while (request.find("\r\n\r\n") == request.npos) {
    const auto got = recv(fd, buffer, sizeof buffer, 0);
    if (got <= 0) return;
    request.append(buffer, static_cast<std::size_t>(got));
  }
  {
    std::lock_guard lock(mutex_);
    asked_.push_back(request);
  }
  const std::size_t begin = request.find(' ') + 1;
  const std::string path = request.substr(begin, request.find(' ', begin) - begin);
  const auto found = answers_.find(path);
  const std::string out = found == answers_.end() ? answer("", "", "404 Not Found") : found->second;
  if (out.empty()) {
    while (recv(fd, buffer, sizeof buffer, 0) > 0) {
    }
    return;
  }
  for (std::size_t at = 0; at < out.size();) {
    const auto sent = send(fd, out.data() + at, out.size() - at, MSG_NOSIGNAL);
    if (sent <= 0) return;
    at += static_cast<std::size_t>(sent);
  }
}

}  // namespace bangtin
