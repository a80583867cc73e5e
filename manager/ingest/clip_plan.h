// What becomes of a clip, from what was found out about it: its size, its rate, whether its
// pictures may stay as they are, how much louder it gets. Pure, total. Thread: any.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "shared/base/clock.h"
#include "shared/model/content.h"

namespace bangtin {

struct Ratio {
  std::int64_t num = 0;
  std::int64_t den = 1;
  double value() const { return den == 0 ? 0 : double(num) / double(den); }
};

/// The pictures of a file as they are coded.
struct CodedShape {
  Size coded_px;
  Ratio pixel{1, 1};     ///< width of a pixel by its height
  int turn_degrees = 0;  ///< clockwise, to stand upright: 0, 90, 180, 270
};

/// Upright with square pixels, even sides, within 1920x1080 or 1080x1920, never enlarged.
Size target_size(const CodedShape& shape);

/// When the pictures show, from a pass over the whole file.
struct FrameTimes {
  std::vector<std::int64_t> times_us;  ///< sorted
  bool complete = false;               ///< every picture had a time of its own

  /// Pictures a second; 0 for fewer than two.
  double average() const;
  /// No picture is more than 2 ms from where a constant rate would have it.
  bool constant() const;
};

/// The constant rate of the clip: the file's own when that is constant and between 10 and 30, else
/// the half or the double of it that is, else 25 or 30. `nominal` is what the file says of itself.
Ratio target_rate(const FrameTimes& times, Ratio nominal);

/// All that decides whether pictures are taken over as they are.
struct CopyFacts {
  bool plain_h264 = false;   ///< 8 bit 4:2:0, progressive, Baseline to High, level 4.2 at most
  bool known_index = false;  ///< a container whose key frames and times are reliable
  bool colours = false;      ///< BT.709 in TV range, or large and silent about it
  bool closed = false;       ///< no picture needs one before the last key frame
  int key_distance_max = 0;  ///< pictures between key frames
  std::int64_t bits_per_second = 0;
  std::int64_t bits_per_second_peak = 0;  ///< of the fullest second
};
bool may_copy(const CopyFacts& facts, const CodedShape& shape, const FrameTimes& times,
              Ratio nominal);

/// How loud a sound is: EBU R128 integrated loudness, and its largest sample.
struct Loudness {
  double lufs = -70;
  double peak_db = -70;
};
/// Nothing audible: a track of silence is left out.
bool is_silent(const Loudness& loudness);
/// What brings it to -23 LUFS, whatever its peaks: they are limited. At most 20 dB, so that a hiss
/// that is hardly heard is not lifted into a noise.
double gain_db(const Loudness& loudness);
/// Within 1 LU of -23 LUFS.
bool is_level(const Loudness& loudness);

/// The peaks of a clip's sound: what the encoder adds stays below -1 dB.
inline constexpr double kPeakMax_db = -2;
/// With this gain a peak would rise above kPeakMax_db, or one between two samples could.
bool needs_limiter(const Loudness& loudness, double gain_db);
/// The next gain to try when the sound came out of the limiter at `heard_lufs` with this one: what
/// the limiter took is made up for, within the bound of gain_db(). Nothing when it is level or at
/// the bound.
std::optional<double> corrected_gain_db(double gain_db, double heard_lufs);

}  // namespace bangtin
