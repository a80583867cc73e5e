// ClipSession: a worker's whole life with one clip. Thread: the worker's main thread.
#pragma once

#include <memory>

namespace bangtin {

class ClipSession {
 public:
  /// Maps the memory and takes the owner's first message; touches nothing of the clip. Null when
  /// this process was not spawned by an owner.
  static std::unique_ptr<ClipSession> open();
  ~ClipSession();
  ClipSession(const ClipSession&) = delete;
  ClipSession& operator=(const ClipSession&) = delete;

  /// Plays the clip to its end. Returns the exit status.
  int run();

 private:
  struct State;
  explicit ClipSession(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace bangtin
