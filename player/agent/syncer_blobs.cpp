// The part of the Syncer that downloads blobs.
#include <algorithm>

#include "player/agent/syncer.h"
#include "shared/base/check.h"
#include "shared/base/limits.h"

namespace bangtin {
namespace {

/// The first byte of "bytes FIRST-LAST/SIZE"; nothing on another text.
std::optional<std::int64_t> first_byte_of(std::string_view content_range) {
  constexpr std::string_view kUnit = "bytes ";
  if (!content_range.starts_with(kUnit)) return std::nullopt;
  std::int64_t first = 0;
  std::size_t digits = 0;
  for (const char c : content_range.substr(kUnit.size())) {
    if (c == '-') return digits > 0 ? std::optional(first) : std::nullopt;
    if (c < '0' || c > '9' || ++digits > 18) return std::nullopt;
    first = first * 10 + (c - '0');
  }
  return std::nullopt;
}

}  // namespace

bool Syncer::next_blob(Monotonic at) {
  for (const auto& version : pending_->versions) {
    for (const Media& media : version->content.media) {
      if (!blobs_.has(media.blob)) return begin_download(media, at);
    }
  }
  return true;
}

bool Syncer::begin_download(const Media& media, Monotonic at) {
  if (!download_ || download_->plan.blob != media.blob) {
    download_.reset();
    BlobPlan plan{media.blob, media.size_bytes, media.chunks};
    auto staging = blobs_.stage(plan);
    if (!staging) {
      failed(staging.error(), at);
      return false;
    }
    const std::int64_t held = staging->offset_bytes();
    download_.emplace(Download{std::move(plan), std::move(*staging), held, held, 0, {}});
  }
  Download& download = *download_;
  if (download.received_bytes == download.plan.size_bytes) {
    finish_download(at);
    return stage_ == Stage::Blobs && next_blob(at);
  }
  if (!parts_.client.has_slot()) return false;
  const std::string name = to_hex(media.blob);
  HttpRequest request;
  request.target = "/v1/blobs/" + name;
  if (download.received_bytes > 0) {
    request.headers.emplace_back("Range", "bytes=" + std::to_string(download.received_bytes) + "-");
    request.headers.emplace_back("If-Range", "\"" + name + "\"");
  }
  auto started = parts_.client.start(std::move(request), RequestKind::Download);
  if (!started) {
    failed(started.error(), at);
    return false;
  }
  download.skip_bytes = 0;
  download.id = *started;
  return false;
}

void Syncer::handle_download(const TransportEvent& event, Monotonic at) {
  if (const auto* head = std::get_if<ResponseHead>(&event.what)) return take_head(*head, at);
  if (const auto* body = std::get_if<ResponseBody>(&event.what)) return take_bytes(body->bytes, at);
  download_->id.reset();
  if (const auto* lost = std::get_if<ResponseFailed>(&event.what)) return failed(lost->error, at);
  if (download_->received_bytes != download_->plan.size_bytes) {
    return failed({Code::Unavailable, "a download ended early", ""}, at);
  }
  finish_download(at);
}

void Syncer::take_head(const ResponseHead& head, Monotonic at) {
  Download& download = *download_;
  if (head.status == 200) {
    download.skip_bytes = download.received_bytes;  // The server sends it all again.
    return;
  }
  if (head.status == 206) {
    const auto range = head.headers.find("content-range");
    if (range != head.headers.end() && first_byte_of(range->second) == download.received_bytes) {
      return;
    }
  }
  if (head.status == 409) parts_.client.note_replayed();
  const std::string status = std::to_string(head.status);
  failed({Code::Unavailable, "a blob was answered with status " + status, ""}, at,
         retry_after_of(head.headers));
}

void Syncer::take_bytes(const std::string& bytes, Monotonic at) {
  constexpr auto kChunk = static_cast<std::int64_t>(limits::kChunkBytes);
  Download& download = *download_;
  const auto skipped = std::min(download.skip_bytes, static_cast<std::int64_t>(bytes.size()));
  download.skip_bytes -= skipped;
  const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  std::span<const std::uint8_t> rest(data, bytes.size());
  rest = rest.subspan(static_cast<std::size_t>(skipped));
  while (!rest.empty()) {
    // Up to a chunk's end, which is made durable: a power cut costs one chunk, as a kill does.
    const std::int64_t room = kChunk - download.received_bytes % kChunk;
    const auto piece = rest.first(std::min(rest.size(), static_cast<std::size_t>(room)));
    if (const auto kept = keep_bytes(piece); !kept) {
      drop_transfer();
      download_.reset();  // Its place in the blob is asked of the disk again.
      return failed(kept.error(), at);
    }
    rest = rest.subspan(piece.size());
    retry_.worked();
  }
}

Status Syncer::keep_bytes(std::span<const std::uint8_t> bytes) {
  Download& download = *download_;
  TRY(download.staging.append(bytes));
  download.received_bytes += static_cast<std::int64_t>(bytes.size());
  if (download.staging.offset_bytes() == download.synced_bytes) return {};
  TRY(parts_.board_disk.sync(std::string(kBlobFolder) + "/staging/" + to_hex(download.plan.blob)));
  download.synced_bytes = download.staging.offset_bytes();
  return {};
}

void Syncer::finish_download(Monotonic at) {
  const auto finished = download_->staging.finish();
  download_.reset();
  if (!finished) failed(finished.error(), at);
}

void Syncer::drop_transfer() {
  if (!download_ || !download_->id) return;
  parts_.client.cancel(*download_->id);
  download_->id.reset();
}

}  // namespace bangtin
