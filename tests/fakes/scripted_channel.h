// A Channel that answers from a script and keeps what it was asked. Header only; a test's own.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "manager/client/client.h"

namespace bangtin {

class ScriptedChannel final : public Channel {
 public:
  struct Answer {
    int status = 200;
    std::string body;
  };

  void answer(int status, std::string body) { script_.push_back({status, std::move(body)}); }
  void answer(const Json& body) { answer(200, body.dump()); }

  Result<HttpResponse> send(const HttpRequest& request) override {
    asked.push_back(request);
    if (script_.empty()) return Error{Code::Unavailable, "no answer is left", ""};
    const Answer next = std::move(script_.front());
    script_.pop_front();
    return HttpResponse{next.status, {}, next.body};
  }

  std::vector<HttpRequest> asked;

 private:
  std::deque<Answer> script_;
};

}  // namespace bangtin
