#include "manager/report/report_chart.h"

#include <algorithm>
#include <cmath>

#include "shared/base/texts.h"

namespace bangtin {
namespace {

constexpr std::int64_t kMinuteMs = 60'000;
constexpr std::int64_t kLinesMax = 5;

}  // namespace

std::vector<std::int64_t> chart_marks_ms(std::int64_t longest_ms) {
  const auto fits = [&](std::int64_t minutes) {
    return minutes * kMinuteMs * kLinesMax >= longest_ms;
  };
  std::int64_t step = 1;
  for (const std::int64_t minutes : {1, 2, 5, 10, 20, 30, 60, 120, 180, 240, 300, 600}) {
    step = minutes;
    if (fits(step)) break;
  }
  while (!fits(step)) step *= 2;
  std::vector<std::int64_t> marks{0};
  do {
    marks.push_back(marks.back() + step * kMinuteMs);
  } while (marks.back() < longest_ms);
  return marks;
}

std::string chart_mark_words(std::int64_t mark_ms) {
  const std::int64_t minutes = mark_ms / kMinuteMs;
  if (minutes > 0 && minutes % 60 == 0) {
    return text("report.hours", {{"h", std::to_string(minutes / 60)}});
  }
  if (minutes >= 60) {
    return text("report.hours_minutes",
                {{"h", std::to_string(minutes / 60)}, {"m", std::to_string(minutes % 60)}});
  }
  return text("report.minutes", {{"m", std::to_string(minutes)}});
}

std::string chart_day_words(const std::string& day) {
  if (day.size() != 10) return day;
  return day.substr(8, 2) + "/" + day.substr(5, 2);
}

std::size_t chart_label_step(std::size_t bars, double width, double label_width) {
  if (bars == 0 || width <= 0) return 1;
  const double room = width / double(bars);
  return std::max<std::size_t>(1, std::size_t(std::ceil(label_width / room)));
}

}  // namespace bangtin
