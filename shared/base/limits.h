// Every bound of the house, named, with its unit last. A bound is part of the protocol where it
// limits what travels: see docs/PROTOCOL.md.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace bangtin::limits {

using namespace std::chrono_literals;

// JSON from outside.
inline constexpr std::size_t kJsonBytesMax = 8u << 20;
inline constexpr int kJsonDepthMax = 32;

// Items.
inline constexpr std::size_t kTitleCharactersMax = 300;
inline constexpr std::size_t kBodyCharactersMax = 20'000;
inline constexpr std::size_t kShortTextCharactersMax = 200;
inline constexpr std::size_t kPagesMax = 60;
inline constexpr std::size_t kMediaPerItemMax = 20;
inline constexpr std::size_t kCanvasKindsMax = 32;
inline constexpr auto kPageDurationMin = 2s;
inline constexpr auto kPageDurationMax = 600s;
inline constexpr auto kItemValidityMax = 24h * 366 * 5;
inline constexpr std::size_t kStoriesMax = 20;
inline constexpr std::size_t kLeadCharactersMax = 1'000;
inline constexpr std::size_t kLinkBytesMax = 2'000;
inline constexpr auto kClipDurationMin = 1s;
inline constexpr auto kClipDurationMax = 3'600s;

// Selections.
inline constexpr std::size_t kWindowsMax = 200'000;
inline constexpr std::size_t kPlaylistsMax = 4'096;
inline constexpr std::size_t kPlaylistEntriesMax = 500;
inline constexpr std::size_t kItemsPerManifestMax = 2'000;
inline constexpr std::size_t kZonesMax = 12;
inline constexpr std::size_t kLayoutsMax = 64;
inline constexpr std::size_t kProgramsMax = 4'096;
inline constexpr std::size_t kBoardsPerPlaylistMax = 5'000;
inline constexpr std::size_t kSpansMax = 2'000;
inline constexpr std::size_t kProblemsMax = 100;
inline constexpr std::size_t kTickerCharactersMax = 2'000;
inline constexpr auto kExpandHorizon = 24h * 400;

// Canvas of a board.
inline constexpr int kCanvasSideMin_px = 64;
inline constexpr int kCanvasSideMax_px = 4'096;

// Pictures and blobs.
inline constexpr std::size_t kChunkBytes = 1u << 20;
inline constexpr std::size_t kPictureUploadBytesMax = 40u << 20;
inline constexpr std::int64_t kPicturePixelsMax = 50'000'000;
inline constexpr int kPictureSideMax_px = 3'840;
inline constexpr auto kIngestMax = 30s;
inline constexpr auto kIngestCpuMax = 20s;
inline constexpr std::size_t kIngestMemoryBytesMax = 1'536u << 20;
inline constexpr std::int64_t kBlobBytesMax = 4ll << 30;

// Play log and status.
inline constexpr std::size_t kPlayBatchRowsMax = 1'000;
inline constexpr auto kPlayRecordMax = 300s;
inline constexpr std::size_t kSpoolSegmentBytesMax = 256u << 10;

// HTTP.
inline constexpr std::size_t kRequestBodyBytesMax = 1u << 20;
inline constexpr std::size_t kRequestHeaderBytesMax = 16u << 10;
inline constexpr std::size_t kRequestBodiesBytesMax = 256u << 20;  ///< all of one server
inline constexpr auto kRequestTimeout = 30s;
inline constexpr std::size_t kConnectionsMax = 2'000;
inline constexpr auto kStreamPing = 20s;
inline constexpr auto kStreamSilenceMax = 45s;
inline constexpr std::size_t kStreamQueueBytesMax = 64u << 10;
inline constexpr std::size_t kSlowJobsMax = 16;  ///< sign-ins and uploads that wait

// Signed requests: how far ahead a board's counter is noted, and what betrays a copied key.
inline constexpr std::int64_t kCounterNotedAhead = 16;
inline constexpr std::size_t kReplaysBeforeProblem = 3;
inline constexpr auto kReplaySpan = 600s;
inline constexpr std::size_t kReplacementsBeforeProblem = 3;
inline constexpr auto kReplacementSpan = 60s;

// Retry of what is unavailable: full jitter between zero and a doubling cap.
inline constexpr auto kBackoffFirst = 500ms;
inline constexpr auto kBackoffMax = 60s;

inline constexpr auto kRetryAfterMax = 3'600s;

// The client's side of HTTP.
inline constexpr auto kConnectTimeout = 10s;
inline constexpr auto kTransferSilenceMax = 45s;
inline constexpr std::size_t kAnswerBytesMax = 8u << 20;
inline constexpr std::size_t kAnswerHeadersMax = 100;
inline constexpr std::size_t kEventLineBytesMax = 4u << 10;
inline constexpr std::size_t kEventBytesMax = 16u << 10;

// A board's agent.
inline constexpr int kTransfersMax = 2;
inline constexpr std::int64_t kCounterReserve = 1'000;
inline constexpr auto kPairingPoll = 2s;
inline constexpr auto kSelectionEvery = 300s;
inline constexpr auto kRevokedRetry = 300s;
inline constexpr auto kStatusEvery = 60s;
inline constexpr auto kSpoolEvery = 2s;
inline constexpr auto kPlaysEvery = 5s;
inline constexpr std::size_t kPlayLogSegmentBytes = 1u << 20;
inline constexpr std::int64_t kPlayLogBytesMax = 256ll << 20;
inline constexpr std::size_t kSpoolLineBytesMax = 4u << 10;
inline constexpr std::size_t kSpoolFilesMax = 64;

// Pairing and people.
inline constexpr auto kPairingLifetime = 600s;
inline constexpr int kPairingTriesMax = 5;
inline constexpr std::size_t kPairingsOpenMax = 50;
inline constexpr auto kTryPause = 60s;
inline constexpr std::size_t kTryNamesMax = 10'000;
inline constexpr std::size_t kNewKeysMax = 1'000;
inline constexpr auto kSessionIdle = 30min;
inline constexpr auto kSessionLifetime = 12h;
inline constexpr auto kSetupTokenLifetime = 30min;
inline constexpr std::size_t kPasswordCharactersMin = 12;
inline constexpr std::size_t kPasswordCharactersMax = 200;

// Threads.
inline constexpr std::size_t kMailboxMessagesMax = 1'024;

// Log. A longer line is cut.
inline constexpr std::size_t kLogLineBytesMax = 4'096;

}  // namespace bangtin::limits
