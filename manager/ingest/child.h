// Child: a run of bangtin-ingest, started with nothing but the descriptors it is given. What it
// says comes through a pipe. Thread: one at a time.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/clock.h"
#include "shared/base/files.h"
#include "shared/base/result.h"

namespace bangtin {

/// A child that does not outlive this object.
class Child {
 public:
  /// The program sees `input` as standard input, its answer's pipe as standard output and, when
  /// given, `file` as descriptor 3: no environment, no other descriptor, no blocked signal.
  /// Errors: unavailable "ingest.not_started".
  static Result<Child> start(const std::filesystem::path& program,
                             const std::vector<std::string>& arguments, int input, int file = -1);
  Child(Child&& other) noexcept;
  Child& operator=(Child&&) = delete;
  /// Kills it: its output has ended, or nothing that it still does matters.
  ~Child();

  /// The next bytes that it says, none at the end of its output; nothing when it said none for
  /// `wait`.
  std::optional<std::string> read(Millis wait);

 private:
  Child(pid_t pid, Fd output) : pid_(pid), output_(std::move(output)) {}
  pid_t pid_;
  Fd output_;
};

/// The bytes as a file in memory that nobody can change any more: what a child is given to read.
/// Errors: unavailable, full.
Result<Fd> sealed_memory(std::string_view bytes);

/// All that the child says until its end; nothing when it takes too long or says too much.
std::optional<std::string> read_to_end(Child& child, Monotonic deadline, std::size_t bytes_max);

/// All that a run of the program says of these bytes; nothing, and a line in the log, when it takes
/// too long or says too much. Errors: as sealed_memory() and Child::start().
Result<std::optional<std::string>> answer_of(const std::filesystem::path& program,
                                             const std::vector<std::string>& arguments,
                                             std::string_view bytes, Millis time_max,
                                             std::size_t bytes_max);

}  // namespace bangtin
