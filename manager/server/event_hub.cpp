#include "manager/server/event_hub.h"

#include <algorithm>

namespace bangtin {

void EventHub::open(const BoardId& board, const std::string& peer, std::int64_t seq,
                    std::shared_ptr<StreamSink> sink) {
  std::lock_guard lock(mutex_);
  Stream& stream = streams_[board];
  if (stream.sink) stream.sink->close();
  stream = {peer, std::move(sink)};
  const auto head = heads_.find(board);
  if (head != heads_.end() && head->second.seq > seq) {
    stream.sink->send(head_event(head->second.seq, head->second.generation, head->second.order));
  }
}

void EventHub::closed(const BoardId& board, const StreamSink* sink) {
  std::lock_guard lock(mutex_);
  const auto stream = streams_.find(board);
  if (stream != streams_.end() && stream->second.sink.get() == sink) streams_.erase(stream);
}

void EventHub::announce(const BoardId& board, std::int64_t seq, std::int64_t generation,
                        std::int64_t order) {
  std::lock_guard lock(mutex_);
  Head& head = heads_[board];
  if (seq <= head.seq) return;
  head = {seq, std::max(head.generation, generation), std::max(head.order, order)};
  const auto stream = streams_.find(board);
  if (stream != streams_.end()) {
    stream->second.sink->send(head_event(seq, head.generation, head.order));
  }
}

void EventHub::drop(const BoardId& board) {
  std::lock_guard lock(mutex_);
  const auto stream = streams_.find(board);
  if (stream == streams_.end()) return;
  stream->second.sink->close();
  streams_.erase(stream);
}

bool EventHub::online(const BoardId& board) const {
  std::lock_guard lock(mutex_);
  return streams_.contains(board);
}

std::optional<std::string> EventHub::peer_of(const BoardId& board) const {
  std::lock_guard lock(mutex_);
  const auto stream = streams_.find(board);
  if (stream == streams_.end()) return std::nullopt;
  return stream->second.peer;
}

std::size_t EventHub::streams() const {
  std::lock_guard lock(mutex_);
  return streams_.size();
}

}  // namespace bangtin
