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
inline constexpr std::size_t kCanvasKindsMax = 64;
inline constexpr auto kPageDurationMin = 2s;
inline constexpr auto kPageDurationMax = 600s;
inline constexpr auto kItemValidityMax = 24h * 366 * 5;
inline constexpr std::size_t kStoriesMax = 20;
inline constexpr std::size_t kLeadCharactersMax = 1'000;
inline constexpr std::size_t kLinkBytesMax = 2'000;
inline constexpr std::size_t kSiteBytesMax = 80;  ///< what a code on a small wall can still hold
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
inline constexpr auto kExpandHorizonMin = 24h * 14;  ///< where more would be too much for a board

// Schedules, boards in groups.
inline constexpr std::size_t kWindowsCompiledMax = 40'000;  ///< what a generation file can hold
inline constexpr std::size_t kRulesPerPlaylistMax = 50;
inline constexpr std::size_t kExceptDaysMax = 400;
inline constexpr std::size_t kLunarDaysMax = 40;
inline constexpr std::size_t kRecurrenceBytesMax = 300;
inline constexpr int kRecurrenceIntervalMax = 1'000;
inline constexpr int kRecurrenceCountMax = 20'000;
inline constexpr int kOccurrencesPerDayMax = 24;
inline constexpr std::size_t kRecurrenceStepsMax = 400'000;
inline constexpr auto kRecurrenceAgeMax = 24h * 366 * 30;
inline constexpr std::size_t kExpandedSpansMax = 1'000'000;  ///< of all rules of one board
inline constexpr std::size_t kTimetableRowsMax = 20;
inline constexpr std::size_t kGroupsMax = 1'000;
inline constexpr std::size_t kTagsPerBoardMax = 20;
inline constexpr std::size_t kTagCharactersMax = 40;
inline constexpr int kScheduleYearMin = 1900;
inline constexpr int kScheduleYearMax = 2198;

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

// Clips from outside, and the child that converts them.
inline constexpr std::int64_t kUploadBytesMax = 4ll << 30;
inline constexpr std::size_t kUploadPieceBytesMax = 8u << 20;
inline constexpr std::size_t kUploadsOpenMax = 20;     ///< of one person
inline constexpr std::size_t kUploadsListedMax = 200;  ///< by a desk, sent or not
inline constexpr auto kUploadLifetime = 72h;
inline constexpr std::int64_t kDiskSpareBytes = 512ll << 20;  ///< that uploads leave free
inline constexpr std::int64_t kClipPixelsMax = 4'096 * 2'304;
inline constexpr int kClipSideMin_px = 16;
inline constexpr int kClipStreamsMax = 64;
inline constexpr std::int64_t kClipFramesMax = 3'600 * 240;
inline constexpr std::int64_t kAnimationPixelsMax = 200'000'000;  ///< of all frames together
inline constexpr int kClipLongSideMax_px = 1'920;
inline constexpr int kClipShortSideMax_px = 1'080;
inline constexpr int kClipRateMax = 30;
inline constexpr auto kKeyFrameEvery = 2s;
inline constexpr int kClipBitRateMax = 8'000'000;
inline constexpr std::size_t kConvertMemoryBytesMax = 4ull << 30;
inline constexpr auto kConvertCpuBase = 300s;
inline constexpr int kConvertCpuPerSecond = 25;  ///< CPU seconds for a second of clip
inline constexpr auto kConvertSilenceMax = 120s;
inline constexpr std::size_t kConversionsKept = 200;  ///< of one person
inline constexpr int kConversionTriesMax = 3;

// News: feeds of portals, and what of a feed is kept.
inline constexpr std::size_t kFeedBytesMax = 4u << 20;
inline constexpr std::size_t kFeedItemsMax = 10'000;
inline constexpr std::size_t kFeedStoriesMax = 500;          ///< handed on, and kept, of one feed
inline constexpr std::size_t kFeedTextBytesMax = 64u << 10;  ///< of one text of an item
inline constexpr std::size_t kFeedDateBytesMax = 200;
inline constexpr std::size_t kFeedsMax = 100;
inline constexpr int kFeedMinutesMin = 5;
inline constexpr int kFeedMinutesMax = 7 * 24 * 60;
inline constexpr auto kFeedParseMax = 15s;
inline constexpr std::size_t kStoriesListedMax = 1'000;
inline constexpr std::size_t kStoryPictureBytesMax = 10u << 20;
inline constexpr auto kStoryPicturesMax = 60s;  ///< all pictures of one item

// What is fetched from the open network.
inline constexpr auto kWebFetchMax = 30s;
inline constexpr int kWebRedirectsMax = 3;
inline constexpr std::size_t kWebRatioMax = 20;                ///< unpacked : as it came
inline constexpr std::size_t kWebRatioFromBytes = 256u << 10;  ///< less is never too much

// Audit.
inline constexpr std::size_t kAuditFaultsMax = 100;
inline constexpr std::size_t kShownRowsMax = 20'000;
inline constexpr auto kShownSpanMax = std::chrono::hours(24 * 31);

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
inline constexpr std::size_t kConnectionsPerAddressMax = 200;  ///< unless the operator says more
inline constexpr auto kStreamPing = 20s;
inline constexpr auto kStreamSilenceMax = 45s;
inline constexpr std::size_t kStreamQueueBytesMax = 64u << 10;
/// That one address may ask for within kTryPause without an account. Many phones share the address
/// of their carrier.
inline constexpr int kResidentRequestsMax = 600;
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
/// So old may the timestamp in a board's generation file become while there is a newer one.
inline constexpr auto kTimestampInFileMax = std::chrono::hours(24);
inline constexpr auto kRevokedRetry = 300s;
inline constexpr auto kStatusEvery = 60s;
inline constexpr auto kSpoolEvery = 2s;
inline constexpr auto kPlaysEvery = 5s;
inline constexpr std::size_t kPlayLogSegmentBytes = 1u << 20;
inline constexpr std::int64_t kPlayLogBytesMax = 256ll << 20;
inline constexpr std::size_t kSpoolLineBytesMax = 4u << 10;
inline constexpr std::size_t kSpoolFilesMax = 64;

// Trust metadata (TUF). A length that the metadata above names counts where it is smaller.
inline constexpr std::int64_t kTrustRootBytesMax = 512'000;
inline constexpr std::int64_t kTrustTimestampBytesMax = 16'000;
inline constexpr std::int64_t kTrustSnapshotBytesMax = 2'000'000;
inline constexpr std::int64_t kTrustTargetsBytesMax = 5'000'000;
inline constexpr int kTrustRootStepsMax = 64;          ///< of one cycle
inline constexpr std::size_t kTrustFilesMax = 80;      ///< that an agent asks for in one cycle
inline constexpr std::size_t kTrustRolesVisited = 32;  ///< below the top, for one target
inline constexpr std::size_t kTrustSignaturesMax = 256;
inline constexpr std::size_t kTrustKeysMax = 2'000;
inline constexpr std::size_t kTrustDelegationsMax = 20'000;
/// How long what people sign holds: an item ends by its own date, a lost key by other keys in root
/// or targets.
inline constexpr auto kTrustListsHold = std::chrono::hours(24 * 1'100);
inline constexpr auto kTrustOwnerHolds = std::chrono::hours(24 * 1'100);
/// How long the server's own word holds; it is renewed daily.
inline constexpr auto kTrustOnlineHolds = std::chrono::hours(24 * 7);
/// Room in a generation file for the metadata that travels with it.
inline constexpr std::size_t kTrustBundleBytesMax = 1u << 20;
inline constexpr std::size_t kTrustPathsMax = 20'000;  ///< patterns or prefixes of one delegation
inline constexpr std::size_t kPublicKeyBytesMax = 8'192;  ///< as PEM
inline constexpr int kRsaBitsMin = 2'048;
inline constexpr int kRsaBitsMax = 8'192;
inline constexpr std::size_t kEncodedNameBytesMax =
    180;  ///< of a file named after a role or target
inline constexpr auto kTrustFetchBase = 30s;
inline constexpr std::int64_t kTrustFetchBytesPerSecond = 1'000;  ///< slower than that is given up
inline constexpr int kTrustFetchSlow = 200;                       ///< bytes a second ...
inline constexpr auto kTrustFetchSlowMax = 20s;                   ///< ... for that long

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
