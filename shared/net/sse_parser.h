// SseParser: text/event-stream, byte piece by byte piece. Pure. Thread: one at a time.
// Source: WHATWG HTML 9.2.6 "Interpreting an event stream".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"

namespace bangtin {

struct SseEvent {
  std::string event = "message";
  std::string id;    ///< the last id that the stream said, also when this event said none
  std::string data;  ///< lines joined by line feeds
  bool operator==(const SseEvent&) const = default;
};

class SseParser {
 public:
  /// The events that these bytes complete; comments and unknown fields are passed over. Where the
  /// pieces are cut changes nothing. Errors: invalid, for a line over kEventLineBytesMax or an
  /// event over kEventBytesMax; the stream is then of no more use.
  Result<std::vector<SseEvent>> feed(std::string_view bytes);

  /// What to send as Last-Event-ID; empty when the stream never said one.
  const std::string& last_id() const { return last_id_; }

 private:
  Status take_line(std::vector<SseEvent>& out);

  std::string line_;
  SseEvent event_;
  std::string last_id_;
  bool has_data_ = false;
  bool after_cr_ = false;
  bool at_begin_ = true;
};

}  // namespace bangtin
