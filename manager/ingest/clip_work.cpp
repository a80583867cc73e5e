#include "manager/ingest/clip_work.h"

#include <unistd.h>

#include "manager/ingest/clip_convert.h"

namespace bangtin {
namespace {

/// A part of the whole work: its steps counted from `begin` to `end`, of 1000.
StepWatch part_of(const StepWatch& watch, int begin, int end) {
  return [&watch, begin, end](int permille) {
    return watch(begin + (end - begin) * permille / 1'000);
  };
}

// How the work of a usual clip divides: reading is quick, encoding is most of it.
constexpr int kScanned = 60;
constexpr int kLevelled = 80;
constexpr int kMade = 850;
constexpr int kMadeByCopy = 300;
constexpr int kAll = 1'000;

std::variant<CheckedClip, ClipRefusal> make_and_check(int input, int output, const ClipScan& scan,
                                                      const ConvertPlan& plan,
                                                      const StepWatch& watch) {
  const int made = plan.copy_pictures ? kMadeByCopy : kMade;
  auto opened = ClipInput::open(input);
  if (const auto* refusal = std::get_if<ClipRefusal>(&opened)) return *refusal;
  const auto refusal =
      make_clip(*std::get<0>(opened), scan, plan, output, part_of(watch, kLevelled, made));
  if (refusal) return *refusal;
  return check_clip(output, part_of(watch, made, kAll));
}

}  // namespace

std::variant<FileProbe, ClipRefusal> probe_clip(int input) {
  const auto opened = ClipInput::open(input);
  if (const auto* refusal = std::get_if<ClipRefusal>(&opened)) return *refusal;
  const ClipInput& clip = *std::get<0>(opened);
  return FileProbe{FileProbe::Kind::Clip, clip.shape().coded_px, clip.said_duration()};
}

std::variant<MadeClip, ClipRefusal> convert(int input, int output, const StepWatch& watch) {
  ClipScan scan;
  ConvertPlan plan;
  {
    auto opened = ClipInput::open(input);
    if (const auto* refusal = std::get_if<ClipRefusal>(&opened)) return *refusal;
    ClipInput& clip = *std::get<0>(opened);
    auto scanned = scan_clip(clip, part_of(watch, 0, kScanned));
    if (const auto* refusal = std::get_if<ClipRefusal>(&scanned)) return *refusal;
    scan = std::move(std::get<ClipScan>(scanned));
    plan = plan_of(clip, scan);
  }
  if (scan.sound && !plan.copy_sound) {
    const auto level = find_level(input, scan, part_of(watch, kScanned, kLevelled));
    if (const auto* refusal = std::get_if<ClipRefusal>(&level)) return *refusal;
    plan.sound = std::get<SoundLevel>(level);
  }
  auto checked = make_and_check(input, output, scan, plan, watch);
  const auto* refusal = std::get_if<ClipRefusal>(&checked);
  const bool told =
      refusal && (*refusal == ClipRefusal::Cancelled || *refusal == ClipRefusal::Full);
  if (refusal && plan.copy_pictures && !told) {
    plan.copy_pictures = plan.copy_sound = false;
    if (::ftruncate(output, 0) != 0) return ClipRefusal::Failed;
    checked = make_and_check(input, output, scan, plan, watch);
  }
  if (const auto* why = std::get_if<ClipRefusal>(&checked)) return *why;
  return MadeClip{std::move(std::get<CheckedClip>(checked)), plan.copy_pictures,
                  scan.sound_unknown};
}

}  // namespace bangtin
