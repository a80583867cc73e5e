// Mailbox: the bounded queue through which messages are moved between threads. Together with log
// and the HTTP adapter the only user of a mutex. A full mailbox refuses; the sender decides.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

#include "shared/base/clock.h"
#include "shared/base/limits.h"

namespace bangtin {

/// A bounded multi-producer queue of moved messages. Thread: any, all functions.
template <class Message>
class Mailbox {
 public:
  explicit Mailbox(std::size_t messages_max = limits::kMailboxMessagesMax)
      : messages_max_(messages_max) {}

  /// False when full or closed; the message is then dropped by the caller's choice.
  [[nodiscard]] bool push(Message message) {
    {
      std::lock_guard lock(mutex_);
      if (closed_ || queue_.size() >= messages_max_) return false;
      queue_.push_back(std::move(message));
    }
    ready_.notify_one();
    return true;
  }

  /// The oldest message, waiting for one; nothing once closed and empty.
  std::optional<Message> pop() {
    std::unique_lock lock(mutex_);
    ready_.wait(lock, [this] { return closed_ || !queue_.empty(); });
    return take(lock);
  }

  /// Like pop, but gives up at `timeout` (nothing is returned then).
  std::optional<Message> pop_for(Millis timeout) {
    std::unique_lock lock(mutex_);
    ready_.wait_for(lock, timeout, [this] { return closed_ || !queue_.empty(); });
    return take(lock);
  }

  /// The oldest message if there is one now.
  std::optional<Message> try_pop() {
    std::unique_lock lock(mutex_);
    return take(lock);
  }

  /// No more pushes; what is queued can still be popped.
  void close() {
    {
      std::lock_guard lock(mutex_);
      closed_ = true;
    }
    ready_.notify_all();
  }

  bool closed() const {
    std::lock_guard lock(mutex_);
    return closed_ && queue_.empty();
  }

 private:
  std::optional<Message> take(std::unique_lock<std::mutex>&) {
    if (queue_.empty()) return std::nullopt;
    Message message = std::move(queue_.front());
    queue_.pop_front();
    return message;
  }

  const std::size_t messages_max_;
  mutable std::mutex mutex_;
  std::condition_variable ready_;
  std::deque<Message> queue_;
  bool closed_ = false;
};

}  // namespace bangtin
