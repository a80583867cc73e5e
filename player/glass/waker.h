// Waker and Worker: how threads of the player reach its loop and each other. Thread: any.
#pragma once

#include <functional>
#include <thread>
#include <utility>

#include "shared/base/files.h"
#include "shared/base/mailbox.h"

namespace bangtin {

/// Wakes a loop that polls fd().
class Waker {
 public:
  Waker();
  int fd() const { return fd_.get(); }
  void wake() const;
  /// By the loop, before it takes what it was woken for.
  void clear() const;

 private:
  Fd fd_;
};

/// Messages to the loop: a mailbox that wakes it.
template <class Message>
class Inbox {
 public:
  void push(Message message) {
    // The loop empties it each turn and what is under way is bounded: it is full only by a bug.
    CHECK(mailbox_.push(std::move(message)));
    waker_.wake();
  }
  std::optional<Message> try_pop() { return mailbox_.try_pop(); }
  const Waker& waker() const { return waker_; }

 private:
  Mailbox<Message> mailbox_;
  Waker waker_;
};

/// A thread that handles one message after another until it is destroyed; what waits then is
/// handled first.
template <class Message>
class WorkerThread {
 public:
  explicit WorkerThread(std::function<void(Message)> handle)
      : thread_([this, handle = std::move(handle)] {
          while (auto message = mailbox_.pop()) handle(std::move(*message));
        }) {}
  ~WorkerThread() {
    mailbox_.close();
    thread_.join();
  }
  WorkerThread(const WorkerThread&) = delete;
  WorkerThread& operator=(const WorkerThread&) = delete;

  /// False when too much waits already.
  [[nodiscard]] bool push(Message message) { return mailbox_.push(std::move(message)); }

 private:
  Mailbox<Message> mailbox_;
  std::thread thread_;
};

}  // namespace bangtin
