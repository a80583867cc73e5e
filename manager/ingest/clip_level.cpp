#include "manager/ingest/clip_level.h"

#include "manager/ingest/sound.h"

namespace bangtin {
namespace {

constexpr int kListenMax = 5;

/// How loud the clip's sound comes out.
std::variant<double, ClipRefusal> listen(int file, const ClipScan& scan, const SoundLevel& level,
                                         const StepWatch& watch) {
  auto opened = ClipInput::open(file);
  if (const auto* refusal = std::get_if<ClipRefusal>(&opened)) return *refusal;
  ClipInput& input = *std::get<0>(opened);
  if (!input.sound()) return ClipRefusal::Failed;
  input.leave_pictures_out();
  const auto meter = LoudnessMeter::open(
      *input.sound(), scan.first_us, level_filters(level.gain_db, level.limited, scan.duration));
  const av::Packet packet = av::new_packet();
  if (!meter || !packet) return ClipRefusal::Failed;
  while (input.read(*packet)) {
    if (!watch(input.permille())) return ClipRefusal::Cancelled;
    if (packet->stream_index == input.sound()->index) meter->feed(packet.get());
  }
  meter->feed(nullptr);
  return meter->result().lufs;
}

}  // namespace

std::variant<SoundLevel, ClipRefusal> find_level(int input, const ClipScan& scan,
                                                 const StepWatch& watch) {
  SoundLevel level{gain_db(*scan.sound), false};
  level.limited = needs_limiter(*scan.sound, level.gain_db);
  for (int i = 0; level.limited && i < kListenMax; ++i) {
    const StepWatch part = [&watch, i](int permille) {
      return watch((i * 1'000 + permille) / kListenMax);
    };
    const auto heard = listen(input, scan, level, part);
    if (const auto* refusal = std::get_if<ClipRefusal>(&heard)) return *refusal;
    const auto better = corrected_gain_db(level.gain_db, std::get<double>(heard));
    if (!better) break;
    level.gain_db = *better;
  }
  return level;
}

}  // namespace bangtin
