#include "shared/media/clip_ledger.h"

#include <gtest/gtest.h>

#include "shared/base/limits.h"
#include "tests/shared/media/clip_messages.h"

namespace bangtin {
namespace {

constexpr std::int64_t kTenChunks = 10ll * limits::kChunkBytes - 5;

template <class Message>
std::string_view bytes_of(const Message& message) {
  return {reinterpret_cast<const char*>(&message), sizeof message};
}

WantMessage want(std::uint32_t chunk, bool urgent, std::uint32_t given_up = kNoChunk) {
  return {kWantKind, chunk, given_up, urgent ? 1u : 0u};
}

SoundMessage sound(std::uint32_t samples, std::int64_t pts_us) {
  SoundMessage message;
  message.kind = kSoundKind;
  message.samples = samples;
  message.pts_us = pts_us;
  return message;
}

std::string_view sound_bytes(const SoundMessage& message) {
  return {reinterpret_cast<const char*>(&message), kSoundHeadBytes + message.samples * 4};
}

/// A ledger that has taken what a clip is.
ClipLedger knowing(Micros from = Micros(0)) {
  ClipLedger ledger(kTenChunks, from);
  EXPECT_TRUE(ledger.take(bytes_of(info())).ok());
  return ledger;
}

template <class Message>
bool takes(ClipLedger& ledger, const Message& message) {
  return ledger.take(bytes_of(message)).ok();
}

template <class Message>
bool takes_after_info(const Message& message) {
  ClipLedger ledger = knowing();
  return takes(ledger, message);
}

TEST(ClipLedger, TakesFramesInOrderAndFreesTheirSlots) {
  ClipLedger ledger = knowing();
  EXPECT_TRUE(ledger.owes_frame());
  for (std::uint32_t i = 0; i < kFramesAheadMax; ++i) ASSERT_TRUE(takes(ledger, frame(i, i * 10)));
  EXPECT_FALSE(ledger.owes_frame());
  EXPECT_FALSE(ledger.grant().has_value());
  ledger.pop_frame();
  ledger.pop_frame();
  ASSERT_TRUE(ledger.grant().has_value());
  EXPECT_EQ(ledger.grant()->freed_slots, 3u);
  ledger.granted();
  EXPECT_FALSE(ledger.grant().has_value());
  EXPECT_TRUE(takes(ledger, frame(0, 100)));
}

TEST(ClipLedger, RefusesFramesBeforeTheInfoTooManyAndInHeldSlots) {
  ClipLedger early(kTenChunks, Micros(0));
  EXPECT_FALSE(takes(early, frame(0, 0)));
  ClipLedger ledger = knowing();
  ASSERT_TRUE(takes(ledger, frame(5, 0)));
  EXPECT_FALSE(takes(ledger, frame(5, 10)));
  ClipLedger full = knowing();
  for (std::uint32_t i = 0; i < kFramesAheadMax; ++i) ASSERT_TRUE(takes(full, frame(i, i)));
  EXPECT_FALSE(takes(full, frame(9, 1'000)));
}

TEST(ClipLedger, RefusesTimesThatGoBackOrLieBeforeTheBegin) {
  ClipLedger ledger = knowing(Micros(1'000));
  EXPECT_FALSE(takes(ledger, frame(0, 999)));
  ClipLedger second = knowing();
  ASSERT_TRUE(takes(second, frame(0, 500)));
  EXPECT_FALSE(takes(second, frame(1, 500)));
  EXPECT_FALSE(takes_after_info(frame(0, -1)));
  EXPECT_FALSE(takes_after_info(frame(0, INT64_MAX)));
}

TEST(ClipLedger, RefusesPlanesOutsideOfTheMemory) {
  for (std::size_t plane = 0; plane < 3; ++plane) {
    const std::uint64_t lines = plane == 0 ? 48 : 24;
    const std::uint64_t width = plane == 0 ? 64 : 32;
    FrameMessage last = frame(0, 0);
    last.plane_offset[plane] = kFrameMemoryBytes - (lines - 1) * width - width;
    EXPECT_TRUE(takes_after_info(last)) << plane;
    ++last.plane_offset[plane];
    EXPECT_FALSE(takes_after_info(last)) << plane;
    for (const std::uint64_t offset : {kFrameMemoryBytes + 1, UINT64_MAX, UINT64_MAX - 4'000}) {
      FrameMessage outside = frame(0, 0);
      outside.plane_offset[plane] = offset;
      EXPECT_FALSE(takes_after_info(outside));
    }
    for (const std::int32_t stride : {int(width) - 1, 0, -64, INT32_MAX, INT32_MIN}) {
      FrameMessage narrow = frame(0, 0);
      narrow.stride_bytes[plane] = stride;
      EXPECT_FALSE(takes_after_info(narrow)) << stride;
    }
  }
  EXPECT_FALSE(takes_after_info(frame(kFrameSlotsMax, 0)));
  FrameMessage colours = frame(0, 0);
  colours.full_range = 2;
  EXPECT_FALSE(takes_after_info(colours));
}

TEST(ClipLedger, RefusesWhatNoClipIs) {
  const auto refuses = [](auto change) {
    InfoMessage message = info();
    change(message);
    ClipLedger ledger(kTenChunks, Micros(0));
    return !takes(ledger, message);
  };
  EXPECT_TRUE(refuses([](InfoMessage& m) { m.width_px = 0; }));
  EXPECT_TRUE(refuses([](InfoMessage& m) { m.height_px = -1; }));
  EXPECT_TRUE(refuses([](InfoMessage& m) { m.width_px = INT32_MAX; }));
  EXPECT_TRUE(refuses([](InfoMessage& m) { m.width_px = m.height_px = 8'000; }));
  EXPECT_TRUE(refuses([](InfoMessage& m) { m.duration_us = -1; }));
  EXPECT_TRUE(refuses([](InfoMessage& m) { m.duration_us = kClipDurationMax_us + 1; }));
  EXPECT_TRUE(refuses([](InfoMessage& m) { m.frame_interval_us = 0; }));
  EXPECT_TRUE(refuses([](InfoMessage& m) { m.has_sound = 2; }));
  EXPECT_FALSE(takes_after_info(info())) << "told twice";
}

TEST(ClipLedger, BoundsSoundToWhatWasTaken) {
  ClipLedger ledger = knowing();
  std::uint32_t sent = 0;
  while (sent + kSoundMessageSamples <= kSoundAheadSamples) {
    ASSERT_TRUE(ledger.take(sound_bytes(sound(kSoundMessageSamples, sent * 20))).ok());
    sent += kSoundMessageSamples;
  }
  ClipLedger over = ledger;
  EXPECT_FALSE(over.take(sound_bytes(sound(kSoundMessageSamples, 10'000'000))).ok());
  EXPECT_EQ(ledger.take_sound()->samples.size(), 2 * kSoundMessageSamples);
  EXPECT_EQ(ledger.grant()->sound_samples, kSoundMessageSamples);
  ledger.granted();
  EXPECT_TRUE(ledger.take(sound_bytes(sound(kSoundMessageSamples, 10'000'000))).ok());
}

TEST(ClipLedger, RefusesSoundThatIsNoneOrOutOfOrder) {
  ClipLedger ledger = knowing();
  SoundMessage wrong = sound(10, 0);
  EXPECT_FALSE(ledger.take(bytes_of(wrong)).ok()) << "longer than it says";
  ClipLedger second = knowing();
  ASSERT_TRUE(second.take(sound_bytes(sound(10, 500))).ok());
  EXPECT_FALSE(second.take(sound_bytes(sound(10, 499))).ok());
  ClipLedger third = knowing();
  EXPECT_FALSE(third.take(sound_bytes(sound(0, 0))).ok());
  ClipLedger silent(kTenChunks, Micros(0));
  InfoMessage no_sound = info();
  no_sound.has_sound = 0;
  ASSERT_TRUE(takes(silent, no_sound));
  EXPECT_FALSE(silent.take(sound_bytes(sound(10, 0))).ok());
}

TEST(ClipLedger, NamesTheUrgentChunkFirst) {
  ClipLedger ledger(kTenChunks, Micros(0));
  ASSERT_TRUE(takes(ledger, want(3, false)));
  EXPECT_TRUE(ledger.owes_frame());
  ASSERT_TRUE(takes(ledger, want(7, true)));
  EXPECT_FALSE(ledger.owes_frame()) << "it waits for us";
  EXPECT_EQ(ledger.wanted_chunk(), 7u);
  ledger.give_chunk(7);
  EXPECT_EQ(ledger.wanted_chunk(), 3u);
  EXPECT_TRUE(takes(ledger, want(3, true))) << "now it waits for it";
  ledger.give_chunk(3);
  EXPECT_TRUE(takes(ledger, want(3, true))) << "said before it knew that it has it";
  EXPECT_FALSE(ledger.wanted_chunk().has_value());
  EXPECT_EQ(ledger.grant()->chunks, (std::array<std::uint32_t, 2>{7, 3}));
  EXPECT_EQ(ledger.chunk_size_bytes(9), limits::kChunkBytes - 5);
}

TEST(ClipLedger, KeepsFewChunksAndOnlyThoseThatTheWorkerHas) {
  ClipLedger ledger(kTenChunks, Micros(0));
  for (std::uint32_t i = 0; i < kChunksKeptMax; ++i) {
    ASSERT_TRUE(takes(ledger, want(i, true)));
    ledger.give_chunk(i);
  }
  ClipLedger greedy = ledger;
  EXPECT_FALSE(takes(greedy, want(8, true)));
  ClipLedger liar = ledger;
  EXPECT_FALSE(takes(liar, want(8, true, 9)));
  EXPECT_TRUE(takes(ledger, want(8, true, 2)));
  EXPECT_EQ(ledger.take_given_up(), std::vector<std::size_t>{2});
  EXPECT_TRUE(ledger.take_given_up().empty());
}

TEST(ClipLedger, RefusesWantsWithoutSenseOrEnd) {
  const auto refuses = [](std::vector<WantMessage> messages) {
    ClipLedger ledger(kTenChunks, Micros(0));
    bool all = true;
    for (const WantMessage& each : messages) all = all && takes(ledger, each);
    return !all;
  };
  EXPECT_TRUE(refuses({want(10, true)}));
  EXPECT_TRUE(refuses({want(1, true), want(1, true)}));
  EXPECT_TRUE(refuses({want(1, true), want(2, true), want(3, true)}));
  ClipLedger ledger(kTenChunks, Micros(0));
  ASSERT_TRUE(takes(ledger, want(0, true)));
  int taken = 0;
  for (std::uint32_t other = 1; taken < 1'000; other = 1 - other, ++taken) {
    ledger.give_chunk(1 - other);
    if (!takes(ledger, want(other, true, 1 - other))) break;
  }
  EXPECT_LT(taken, 100) << "a worker may not keep the disk busy for ever";
}

TEST(ClipLedger, CountsProgressOnTheWayToTheBeginButBoundsIt) {
  ClipLedger ledger(kTenChunks, Micros(2'000'000));
  const auto skip = [](std::int64_t pts_us) { return SkipMessage{kSkipKind, 0, pts_us}; };
  ASSERT_TRUE(takes(ledger, skip(0)));
  ASSERT_TRUE(takes(ledger, skip(600'000)));
  EXPECT_EQ(ledger.progress(), 2u);
  ClipLedger hasty = ledger;
  EXPECT_FALSE(takes(hasty, skip(700'000)));
  ClipLedger beyond = ledger;
  EXPECT_FALSE(takes(beyond, skip(2'000'000)));
}

TEST(ClipLedger, RefusesBytesThatAreNoMessage) {
  for (const std::size_t size : {0u, 1u, 4u, 24u, 4'048u}) {
    ClipLedger ledger(kTenChunks, Micros(0));
    EXPECT_FALSE(ledger.take(std::string(size, '\7')).ok());
  }
  const InfoMessage message = info();
  ClipLedger ledger(kTenChunks, Micros(0));
  EXPECT_FALSE(ledger.take(bytes_of(message).substr(1)).ok());
  EXPECT_FALSE(ledger.take(std::string(bytes_of(message)) + "x").ok());
  EXPECT_FALSE(takes_after_info(EndMessage{kEndKind, ClipEnd(0)}));
  EXPECT_FALSE(takes_after_info(EndMessage{kEndKind, ClipEnd(99)}));
}

TEST(ClipLedger, RefusesWhateverComesAfterTheEnd) {
  ClipLedger ledger = knowing();
  ASSERT_TRUE(takes(ledger, EndMessage{kEndKind, ClipEnd::Done}));
  EXPECT_FALSE(ledger.owes_frame());
  EXPECT_FALSE(takes(ledger, frame(0, 0)));
}

}  // namespace
}  // namespace bangtin
