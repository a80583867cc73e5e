#include "player/glass/clip_threads.h"

#include "shared/base/check.h"
#include "shared/base/log.h"

namespace bangtin {

class ClipThreads::WorkerClip final : public ClipStream {
 public:
  WorkerClip(ClipThreads& threads, std::uint64_t number, ReadChunk read,
             Result<std::unique_ptr<ClipWorker>> worker)
      : threads_(threads), number_(number), read_(std::move(read)) {
    if (worker.ok()) {
      worker_ = std::move(*worker);
    } else {
      error_ = worker.error();
    }
    threads_.open_.emplace(number_, this);
  }
  ~WorkerClip() override {
    threads_.open_.erase(number_);
    // A mailbox that is full means a thread far behind: then the worker is buried here.
    if (worker_) static_cast<void>(threads_.thread_.push(std::move(worker_)));
  }

  void step(Monotonic now) override {
    if (!worker_) return;
    worker_->step(now);
    const auto wanted = worker_->wanted_chunk();
    if (!wanted || asked_ == wanted) return;
    asked_ = wanted;
    if (!threads_.thread_.push(Job{number_, *wanted, read_})) asked_.reset();
  }
  void take(std::size_t index, Result<std::string>&& bytes) {
    if (asked_ == index) asked_.reset();
    if (bytes.ok()) {
      worker_->give_chunk(index, *bytes);
    } else {
      worker_->refuse_chunk(index, bytes.error());
    }
  }

  ClipState state() const override { return worker_ ? worker_->state() : ClipState::Failed; }
  const Error& error() const override { return worker_ ? worker_->error() : error_; }
  const std::optional<ClipInfo>& info() const override {
    static const std::optional<ClipInfo> kNone;
    return worker_ ? worker_->info() : kNone;
  }
  bool is_ready() const override { return !worker_ || worker_->is_ready(); }
  const ClipFrame* front() const override { return worker_ ? worker_->front() : nullptr; }
  std::optional<Micros> next_pts() const override {
    return worker_ ? worker_->next_pts() : std::nullopt;
  }
  bool is_last() const override {
    return worker_ && worker_->front() != nullptr && !worker_->next_pts() && worker_->wake_fd() < 0;
  }
  void pop() override { worker_->pop(); }
  std::optional<ClipSound> take_sound() override {
    return worker_ ? worker_->take_sound() : std::nullopt;
  }
  int wake_fd() const override { return worker_ ? worker_->wake_fd() : -1; }
  Monotonic deadline() const override { return worker_ ? worker_->deadline() : Monotonic::max(); }

 private:
  ClipThreads& threads_;
  std::uint64_t number_;
  ReadChunk read_;
  std::unique_ptr<ClipWorker> worker_;
  Error error_;
  std::optional<std::size_t> asked_;
};

ClipThreads::ClipThreads(ClipWorkerOptions options, std::function<void(ChunkRead)> read)
    : options_(std::move(options)), thread_([read = std::move(read)](Order order) {
        // A worker is buried by being let go.
        if (const auto* job = std::get_if<Job>(&order)) {
          read({job->clip, job->index, job->read(job->index)});
        }
      }) {}

std::unique_ptr<ClipStream> ClipThreads::open(std::int64_t size_bytes, ReadChunk read, Micros from,
                                              Monotonic now) {
  return std::make_unique<WorkerClip>(*this, ++last_number_, std::move(read),
                                      ClipWorker::start(options_, size_bytes, from, now));
}

void ClipThreads::handle(ChunkRead message) {
  const auto found = open_.find(message.clip);
  if (found != open_.end()) found->second->take(message.index, std::move(message.bytes));
}

}  // namespace bangtin
