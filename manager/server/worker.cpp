#include "manager/server/worker.h"

#include "manager/server/api.h"

namespace bangtin {
namespace {

constexpr Millis kTick = std::chrono::seconds(1);

}  // namespace

Worker::Worker(std::size_t jobs_max, Work work, Clock& clock)
    : work_(std::move(work)), clock_(clock), jobs_(jobs_max), thread_([this] { run(); }) {}

Worker::~Worker() { stop(); }

void Worker::push(Request request, Reply reply) {
  auto job = std::make_unique<Job>(Job{std::move(request), reply});
  if (jobs_.push(std::move(job))) return;
  reply(error_response({Code::Unavailable, "too many requests wait", "server.busy"}));
}

void Worker::stop() {
  jobs_.close();
  if (thread_.joinable()) thread_.join();
}

void Worker::run() {
  Monotonic ticked = clock_.monotonic();
  while (!jobs_.closed()) {
    if (auto job = jobs_.pop_for(kTick)) answer(std::move(**job));
    const Monotonic now = clock_.monotonic();
    if (now - ticked < kTick) continue;
    ticked = now;
    if (work_.every_second) work_.every_second();
  }
}

void Worker::answer(Job job) {
  const bool question = job.request.method == "GET" || job.request.method == "HEAD";
  job.reply(work_.handle(job.request));
  if (!question && work_.after_each) work_.after_each();
}

}  // namespace bangtin
