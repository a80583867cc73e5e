#include "player/glass/reel.h"

#include <algorithm>

#include "shared/base/check.h"

namespace bangtin {
namespace {

Micros since(Monotonic begin, Monotonic now) { return std::chrono::floor<Micros>(now - begin); }

}  // namespace

Reel::Reel(std::size_t files, int loops, Open open)
    : loops_(loops), open_(std::move(open)), outcomes_(files) {
  CHECK(files > 0 && loops >= 0);
}

std::optional<Reel::Place> Reel::following() const {
  const std::size_t files = outcomes_.size();
  Place place = last_opened_.value_or(Place{files - 1, -1});
  // Once round at most: all of them may have failed.
  for (std::size_t i = 0; i < files; ++i) {
    place = place.file + 1 < files ? Place{place.file + 1, place.loop} : Place{0, place.loop + 1};
    if (loops_ > 0 && place.loop >= loops_) return std::nullopt;
    if (!outcomes_[place.file].error) return place;
  }
  return std::nullopt;
}

Reel::Clip Reel::open(std::size_t file, Micros from, Monotonic now) {
  return {file, ++last_number_, 1, ClipRun(open_(file, from, now))};
}

void Reel::open_next(Monotonic now) {
  const auto place = following();
  if (!place) return;
  last_opened_ = place;
  next_ = open(place->file, Micros(0), now);
}

void Reel::let_go(Clip& clip) {
  counts_ += clip.run.counts();
  outcomes_[clip.file].frames += clip.run.counts().presented;
}

void Reel::note_stall(std::size_t file, Monotonic now) {
  Micros& longest = outcomes_[file].stalled_max;
  longest = std::max(longest, since(owed_since_.value_or(now), now));
}

bool Reel::replace_failed(std::optional<Clip>& clip, Monotonic now) {
  if (!clip || clip->run.stream().state() != ClipState::Failed) return false;
  const Error error = clip->run.stream().error();
  const bool broke_off = clip->run.counts().presented > 0;
  Clip failed = std::move(*clip);
  clip.reset();
  let_go(failed);
  // A worker that died is replaced; a file that is wrong stays wrong.
  if (broke_off && failed.tries < kTriesMax && error.code == Code::Unavailable) {
    clip = open(failed.file, since(*failed.begin, now), now);
    clip->tries = failed.tries + 1;
    clip->begin = failed.begin;
  } else {
    outcomes_[failed.file].error = error;
    // What comes next is not to blame for the time until here.
    note_stall(failed.file, now);
    owed_since_ = std::max(owed_since_.value_or(now), now);
  }
  return true;
}

std::optional<Monotonic> Reel::end_of_current() const {
  if (!current_ || !current_->begin) return std::nullopt;
  const auto length = current_->run.length();
  if (!length) return std::nullopt;
  return *current_->begin + *length;
}

bool Reel::wants_next(Monotonic now) const {
  if (next_) return false;
  const auto end = end_of_current();
  return !current_ || (end && now + kPreroll >= *end);
}

void Reel::step(Monotonic now) {
  if (!owed_since_) owed_since_ = now;
  if (current_) current_->run.stream().step(now);
  if (next_) next_->run.stream().step(now);
  while (replace_failed(current_, now) || replace_failed(next_, now)) {
  }
  if (current_) {
    // What the file claims to last does not end it. Its last frame stays on the glass, as pixels,
    // until the next clip has a first one.
    const ClipStream& stream = current_->run.stream();
    const auto end = end_of_current();
    const bool over = stream.state() == ClipState::Ended;
    if (over || (stream.is_last() && end && now >= *end)) {
      join_ = over ? now : *end;
      let_go(*current_);
      current_.reset();
    }
  }
  if (wants_next(now)) open_next(now);
  if (!current_ && next_ && next_->run.stream().is_ready()) {
    current_ = std::move(next_);
    next_.reset();
    // On time it goes on where the last one ended; late, from now on.
    constexpr Micros kLateMax{100'000};
    current_->begin = join_ && now - *join_ <= kLateMax ? *join_ : now;
    first_of_clip_ = true;
    if (wants_next(now)) open_next(now);
  }
}

const ClipFrame* Reel::frame(Monotonic now) {
  if (!current_ || !current_->begin) return nullptr;
  return current_->run.at(since(*current_->begin, now));
}

void Reel::presented(Monotonic now) {
  CHECK(current_ && current_->begin);
  const ClipFrame* front = current_->run.stream().front();
  current_->run.presented(since(*current_->begin, now));
  if (first_of_clip_ && over_) gap_max_ = std::max(gap_max_, since(*over_, now));
  first_of_clip_ = false;
  note_stall(current_->file, now);
  const auto& info = current_->run.stream().info();
  if (front != nullptr && info) {
    over_ = owed_since_ = *current_->begin + front->pts + info->frame_interval;
  }
}

void Reel::feed(SoundOut& out, Monotonic now) {
  if (!current_ || !current_->begin) return;
  current_->track.feed(
      out, since(*current_->begin, now), [&] { return current_->run.stream().take_sound(); }, true);
}

Monotonic Reel::next_due() const {
  Monotonic due = Monotonic::max();
  if (!current_ || !current_->begin) return due;
  const Micros change = current_->run.next_change();
  if (change != Micros::max()) due = std::min(due, *current_->begin + change);
  const auto end = end_of_current();
  if (end && !next_ && following()) due = std::min(due, *end - kPreroll);
  return due;
}

std::vector<const ClipRun*> Reel::runs() const {
  std::vector<const ClipRun*> runs;
  if (current_) runs.push_back(&current_->run);
  if (next_) runs.push_back(&next_->run);
  return runs;
}

std::vector<int> Reel::wake_fds() const {
  std::vector<int> fds;
  for (const ClipRun* run : runs()) fds.push_back(run->stream().wake_fd());
  return fds;
}

Monotonic Reel::deadline() const {
  Monotonic deadline = Monotonic::max();
  for (const ClipRun* run : runs()) deadline = std::min(deadline, run->stream().deadline());
  return deadline;
}

ClipCounts Reel::counts() const {
  ClipCounts counts = counts_;
  if (current_) counts += current_->run.counts();
  return counts;
}

}  // namespace bangtin
