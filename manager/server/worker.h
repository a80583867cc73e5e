// Worker: one thread that answers requests one after the other with an Api of its own, so that
// what is slow delays only its own kind. Its mailbox is bounded: a full one is an answer, too.
// Part of the HTTP adapter. Thread: push and stop from any.
#pragma once

#include <functional>
#include <string>
#include <thread>

#include "manager/server/http_server.h"
#include "shared/base/clock.h"
#include "shared/base/mailbox.h"

namespace bangtin {

class Worker {
 public:
  /// What the thread does; all on that thread alone.
  struct Work {
    std::function<Response(const Request&)> handle;
    std::function<void()> after_each;  ///< after a request that was not a mere question
    std::function<void()> every_second;
  };
  Worker(std::size_t jobs_max, Work work, Clock& clock);
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  /// Takes a request; a full or stopped worker answers 503 at once.
  void push(Request request, Reply reply);
  /// Answers what is queued, then ends the thread. Thread: the owner's.
  void stop();

 private:
  struct Job {
    Request request;
    Reply reply;
  };
  void run();
  void answer(Job job);

  Work work_;
  Clock& clock_;
  Mailbox<std::unique_ptr<Job>> jobs_;
  std::thread thread_;
};

}  // namespace bangtin
