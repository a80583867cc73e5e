#include "shared/net/sse_parser.h"

#include "shared/base/limits.h"

namespace bangtin {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

Error too_long(std::string_view what) {
  return {Code::Invalid, "event stream: " + std::string(what) + " is too long", ""};
}

}  // namespace

Result<std::vector<SseEvent>> SseParser::feed(std::string_view bytes) {
  std::vector<SseEvent> events;
  for (const char c : bytes) {
    const bool second_half = after_cr_ && c == '\n';  // CR LF is one line end.
    after_cr_ = c == '\r';
    if (second_half) continue;
    if (c == '\r' || c == '\n') {
      TRY(take_line(events));
      line_.clear();
      continue;
    }
    if (line_.size() >= limits::kEventLineBytesMax) return too_long("a line");
    line_.push_back(c);
  }
  return events;
}

Status SseParser::take_line(std::vector<SseEvent>& out) {
  std::string_view line = line_;
  if (at_begin_ && line.starts_with(kByteOrderMark)) line.remove_prefix(kByteOrderMark.size());
  at_begin_ = false;
  if (line.empty()) {
    if (has_data_) {
      event_.id = last_id_;
      out.push_back(std::move(event_));
    }
    event_ = {};
    has_data_ = false;
    return {};
  }
  const std::size_t colon = line.find(':');
  const std::string_view field = line.substr(0, colon);
  std::string_view value = colon == line.npos ? std::string_view() : line.substr(colon + 1);
  if (value.starts_with(' ')) value.remove_prefix(1);
  if (field == "data") {
    if (event_.data.size() + value.size() >= limits::kEventBytesMax) return too_long("an event");
    if (has_data_) event_.data.push_back('\n');
    event_.data.append(value);
    has_data_ = true;
  } else if (field == "event") {
    event_.event = value.empty() ? "message" : std::string(value);
  } else if (field == "id" && value.find('\0') == value.npos) {
    last_id_ = std::string(value);
  }
  return {};
}

}  // namespace bangtin
