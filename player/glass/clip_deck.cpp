#include "player/glass/clip_deck.h"

#include <algorithm>

#include "shared/base/log.h"

namespace bangtin {

ClipDeck::Key ClipDeck::key_of(const Page& page, Instant now) {
  if (now < page.since) return {page.media.blob, page.since};
  return {page.media.blob,
          page.since + (now - page.since) / page.media.duration * page.media.duration};
}

void ClipDeck::want(const std::vector<Part>& parts) {
  pages_.clear();
  for (const Part& part : parts) {
    const Media* clip = clip_of(part);
    if (clip != nullptr) pages_.push_back({*clip, part.zone.since, part.zone.until});
  }
}

std::vector<ClipDeck::Due> ClipDeck::due_at(Instant now) const {
  std::vector<Due> due;
  const auto add = [&](const Key& key, const Page& page) {
    const bool soon = key.begin <= now + kPreroll && key.begin < page.until && now < page.until;
    if (soon && std::ranges::find(due, key, &Due::key) == due.end()) due.push_back({key, &page});
  };
  for (const Page& page : pages_) {
    const Key current = key_of(page, now);
    add(current, page);
    add({current.blob, current.begin + page.media.duration}, page);
  }
  std::ranges::stable_sort(due, {}, [](const Due& one) { return one.key.begin; });
  if (due.size() > kOpenMax) due.resize(kOpenMax);
  return due;
}

void ClipDeck::step(Instant now, Monotonic monotonic) {
  for (OpenClip& clip : open_clips_) clip.run.stream().step(monotonic);
  drop_failed(monotonic);
  const std::vector<Due> due = due_at(now);
  std::erase_if(open_clips_, [&](const OpenClip& clip) {
    if (std::ranges::find(due, clip.key, &Due::key) != due.end()) return false;
    forget_failures(clip, now);
    return true;
  });
  for (const Due& one : due) {
    if (std::ranges::find(open_clips_, one.key, &OpenClip::key) == open_clips_.end()) {
      open(one, now, monotonic);
    }
  }
}

void ClipDeck::open(const Due& due, Instant now, Monotonic monotonic) {
  if (gave_up(due.key.blob)) {
    if (monotonic < failures_[due.key.blob].retry_at) return;
    failures_.erase(due.key.blob);
  }
  const Millis from = std::max(now - due.key.begin, Millis(0));
  open_clips_.push_back({due.key,
                         ++last_number_,
                         std::min(due.key.begin + due.page->media.duration, due.page->until),
                         ClipRun(open_(due.page->media, from, monotonic)),
                         {}});
}

void ClipDeck::drop_failed(Monotonic monotonic) {
  std::erase_if(open_clips_, [&](const OpenClip& clip) {
    const ClipStream& stream = clip.run.stream();
    if (stream.state() != ClipState::Failed) return false;
    Failure& failure = failures_[clip.key.blob];
    ++failure.count;
    failure.retry_at = monotonic + kRetryAfter;
    failure.run = clip.key.begin;
    log::warn("glass", "a clip failed",
              {{"blob", to_hex(clip.key.blob)},
               {"reason", stream.error().message},
               {"time", std::to_string(failure.count)}});
    return true;
  });
}

/// Failures months apart, each followed by runs that went well, are no broken clip. A run that was
/// itself replaced proves nothing.
void ClipDeck::forget_failures(const OpenClip& clip, Instant now) {
  const auto failure = failures_.find(clip.key.blob);
  if (failure == failures_.end() || failure->second.run == clip.key.begin) return;
  if (now >= clip.end && clip.run.counts().presented > 0) failures_.erase(failure);
}

ClipDeck::OpenClip* ClipDeck::find(const Part& part, Instant now) {
  const Media* media = clip_of(part);
  if (media == nullptr) return nullptr;
  const Key key = key_of({*media, part.zone.since, part.zone.until}, now);
  const auto found = std::ranges::find(open_clips_, key, &OpenClip::key);
  return found == open_clips_.end() ? nullptr : &*found;
}

ClipDeck::Shown ClipDeck::shown(const Part& part, Instant now) {
  OpenClip* clip = find(part, now);
  if (clip == nullptr) return {};
  return {clip->number, clip->run.at(now - clip->key.begin)};
}

void ClipDeck::presented(const Part& part, Instant now) {
  if (OpenClip* clip = find(part, now)) clip->run.presented(now - clip->key.begin);
}

bool ClipDeck::gave_up(const Digest& blob) const {
  const auto failure = failures_.find(blob);
  return failure != failures_.end() && failure->second.count >= kTriesMax;
}

bool ClipDeck::failed(const Part& part) const {
  const Media* media = clip_of(part);
  return media != nullptr && gave_up(media->blob);
}

bool ClipDeck::any_failed() const {
  return std::ranges::any_of(pages_, [&](const Page& page) { return gave_up(page.media.blob); });
}

void ClipDeck::feed(SoundOut& out, Instant now, bool audible) {
  for (const Page& page : pages_) {
    if (!page.media.has_sound || now < page.since || now >= page.until) continue;
    const auto clip = std::ranges::find(open_clips_, key_of(page, now), &OpenClip::key);
    if (clip == open_clips_.end()) continue;
    // The end of a run that is over is heard out; a clip that was cut off is not.
    heard_ = clip->number;
    clip->track.feed(
        out, now - clip->key.begin, [&] { return clip->run.stream().take_sound(); }, audible);
    return;
  }
  if (heard_ != 0) out.clear();
  heard_ = 0;
}

Instant ClipDeck::next_due(Instant now) const {
  Instant due = Instant::max();
  for (const Page& page : pages_) {
    const Key current = key_of(page, now);
    const Instant next = current.begin + page.media.duration;
    for (const Instant at : {current.begin - kPreroll, next - kPreroll, next}) {
      if (at > now && at < page.until) due = std::min(due, at);
    }
  }
  for (const OpenClip& clip : open_clips_) {
    const Micros change = clip.run.next_change();
    // Beyond the end of the page it is nothing that anybody waits for.
    if (change > std::chrono::hours(2)) continue;
    const Instant at = clip.key.begin + std::chrono::ceil<Millis>(change);
    if (at > now || now < clip.key.begin) due = std::min(due, at);
  }
  return due;
}

std::vector<int> ClipDeck::wake_fds() const {
  std::vector<int> fds;
  for (const OpenClip& clip : open_clips_) fds.push_back(clip.run.stream().wake_fd());
  return fds;
}

Monotonic ClipDeck::deadline() const {
  Monotonic deadline = Monotonic::max();
  for (const OpenClip& clip : open_clips_) {
    deadline = std::min(deadline, clip.run.stream().deadline());
  }
  return deadline;
}

}  // namespace bangtin
