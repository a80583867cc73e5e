// PlainWeb: the smallest web server on loopback, one connection at a time, for what only a true
// socket can prove of WebFetch. Thread: its own; functions from one other.
#pragma once

#include <atomic>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace bangtin {

class PlainWeb {
 public:
  /// Answers each path with these bytes, header and all, and then closes; another path with 404. A
  /// path without bytes is never answered.
  explicit PlainWeb(std::map<std::string, std::string> answers);
  ~PlainWeb();
  PlainWeb(const PlainWeb&) = delete;
  PlainWeb& operator=(const PlainWeb&) = delete;

  /// On 127.0.0.1.
  std::string url(const std::string& path, const std::string& host = "127.0.0.1") const;
  /// The requests that came, header and all.
  std::vector<std::string> asked() const;

  static std::string answer(const std::string& body, const std::string& headers = "",
                            const std::string& status = "200 OK");

 private:
  void serve();
  void talk(int fd);

  std::map<std::string, std::string> answers_;
  int listener_ = -1;
  int port_ = 0;
  std::atomic<int> open_ = -1;
  std::atomic<bool> stop_ = false;
  mutable std::mutex mutex_;
  std::vector<std::string> asked_;
  std::thread thread_;
};

}  // namespace bangtin
