#include "manager/server/worker.h"

#include <gtest/gtest.h>

#include <future>

namespace bangtin {
namespace {

Request named(const std::string& method) {
  Request request;
  request.method = method;
  return request;
}

std::future<int> push(Worker& worker, const std::string& method) {
  auto done = std::make_shared<std::promise<int>>();
  worker.push(named(method), [done](Response response) { done->set_value(response.status); });
  return done->get_future();
}

TEST(Worker, AnswersWhatIsFullWithTryAgain) {
  SystemClock clock;
  std::promise<void> begun;
  std::promise<void> gate;
  std::shared_future<void> open = gate.get_future().share();
  Worker worker(1,
                {[&begun, open](const Request& request) {
                   if (request.method == "FIRST") begun.set_value();
                   open.wait();
                   return Response{};
                 },
                 {},
                 {}},
                clock);
  auto first = push(worker, "FIRST");
  begun.get_future().wait();
  auto waits = push(worker, "SECOND");
  std::promise<Response> refused;
  worker.push(named("THIRD"), [&refused](Response response) { refused.set_value(response); });
  const Response answer = refused.get_future().get();
  EXPECT_EQ(answer.status, 503);
  EXPECT_FALSE(answer.header("Retry-After").empty());
  gate.set_value();
  EXPECT_EQ(first.get(), 200);
  EXPECT_EQ(waits.get(), 200);
}

TEST(Worker, AnswersEverythingBeforeItStops) {
  SystemClock clock;
  Worker worker(100, {[](const Request&) { return Response{}; }, {}, {}}, clock);
  std::vector<std::future<int>> answers;
  for (int i = 0; i < 50; ++i) answers.push_back(push(worker, "GET"));
  worker.stop();
  for (auto& answer : answers) EXPECT_EQ(answer.get(), 200);
  EXPECT_EQ(push(worker, "GET").get(), 503);
}

TEST(Worker, LooksForNewsAfterWhatMayHaveChangedSomething) {
  SystemClock clock;
  int looked = 0;
  Worker worker(10, {[](const Request&) { return Response{}; }, [&looked] { ++looked; }, {}},
                clock);
  push(worker, "GET").get();
  push(worker, "POST").get();
  push(worker, "HEAD").get();
  worker.stop();
  EXPECT_EQ(looked, 1);
}

}  // namespace
}  // namespace bangtin
