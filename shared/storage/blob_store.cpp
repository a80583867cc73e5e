#include "shared/storage/blob_store.h"

#include <algorithm>

#include "shared/base/limits.h"

namespace bangtin {
namespace {

constexpr std::int64_t kChunk = static_cast<std::int64_t>(limits::kChunkBytes);

std::int64_t chunk_count(std::int64_t size_bytes) { return (size_bytes + kChunk - 1) / kChunk; }

std::string_view text_of(std::span<const std::uint8_t> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::int64_t size_or_zero(Disk& disk, const std::string& name) {
  const auto size = disk.size(name);
  return size.ok() ? *size : 0;
}

/// How many bytes at the begin of the part are whole, true chunks of the plan.
Result<std::int64_t> held_bytes(Disk& disk, const BlobPlan& plan, const std::string& part) {
  const std::int64_t there = size_or_zero(disk, part);
  std::int64_t held = 0;
  for (const Digest& chunk : plan.chunks) {
    const std::int64_t size = std::min(kChunk, plan.size_bytes - held);
    if (held + size > there) break;
    const std::string bytes = TRY(disk.read(part, held, static_cast<std::size_t>(size)));
    if (static_cast<std::int64_t>(bytes.size()) < size || sha256(bytes) != chunk) break;
    held += size;
  }
  return held;
}

Status cut(Disk& disk, const std::string& part, std::int64_t size_bytes) {
  if (size_or_zero(disk, part) <= size_bytes) return {};
  return disk.truncate(part, size_bytes);
}

/// The digest of what the disk gives back.
Result<Digest> hash_of_file(Disk& disk, const std::string& name) {
  Sha256 whole;
  for (std::int64_t at = 0;;) {
    const std::string bytes = TRY(disk.read(name, at, limits::kChunkBytes));
    whole.update(bytes);
    at += static_cast<std::int64_t>(bytes.size());
    if (bytes.size() < limits::kChunkBytes) return whole.finish();
  }
}

}  // namespace

BlobPlan plan_of(std::string_view bytes) {
  BlobPlan plan{sha256(bytes), static_cast<std::int64_t>(bytes.size()), {}};
  for (std::size_t at = 0; at < bytes.size(); at += limits::kChunkBytes) {
    plan.chunks.push_back(sha256(bytes.substr(at, limits::kChunkBytes)));
  }
  return plan;
}

bool BlobStore::has(const Digest& blob) const { return disk_->size(name(blob)).ok(); }

Result<std::int64_t> BlobStore::size_bytes(const Digest& blob) const {
  return disk_->size(name(blob));
}

std::string BlobStore::name(const Digest& blob) const { return folder_ + "/" + to_hex(blob); }

Result<std::string> BlobStore::read(const Digest& blob, std::size_t size_bytes_max) const {
  const std::int64_t size = TRY(disk_->size(name(blob)));
  if (size > static_cast<std::int64_t>(size_bytes_max)) {
    return Error{Code::Invalid, "blob " + to_hex(blob) + " is too large to be read at once", {}};
  }
  std::string bytes = TRY(disk_->read(name(blob), 0, static_cast<std::size_t>(size)));
  if (sha256(bytes) != blob) {
    return Error{Code::Corrupt, "blob " + to_hex(blob) + " has other bytes than its name", {}};
  }
  return bytes;
}

Result<Digest> BlobStore::put(std::string_view bytes) {
  const BlobPlan plan = plan_of(bytes);
  if (has(plan.blob)) return plan.blob;
  const auto write = [&]() -> Status {
    Staging staging = TRY(stage(plan));
    const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
    const auto held = static_cast<std::size_t>(staging.offset_bytes());
    TRY(staging.append({data + held, bytes.size() - held}));
    return staging.finish();
  };
  if (Status written = write(); !written.ok()) {
    // Nobody goes on with these bytes: on a full disk they must not stay.
    if (Status removed = disk_->remove(folder_ + "/staging/" + to_hex(plan.blob)); !removed.ok()) {
      return in_context(removed.error().message, written.error());
    }
    return written.error();
  }
  return plan.blob;
}

Result<BlobPlan> BlobStore::adopt(const std::string& name_of_file) {
  TRY(disk_->sync(name_of_file));
  BlobPlan plan;
  Sha256 whole;
  while (true) {
    const std::string bytes = TRY(disk_->read(name_of_file, plan.size_bytes, limits::kChunkBytes));
    if (bytes.empty()) break;
    whole.update(bytes);
    plan.chunks.push_back(sha256(bytes));
    plan.size_bytes += static_cast<std::int64_t>(bytes.size());
  }
  plan.blob = whole.finish();
  if (has(plan.blob)) {
    TRY(disk_->remove(name_of_file));
  } else {
    TRY(disk_->rename(name_of_file, name(plan.blob)));
  }
  return plan;
}

Result<BlobStore::Staging> BlobStore::stage(const BlobPlan& plan) {
  if (plan.size_bytes < 0 || plan.size_bytes > limits::kBlobBytesMax ||
      static_cast<std::int64_t>(plan.chunks.size()) != chunk_count(plan.size_bytes)) {
    return Error{Code::Invalid, "a blob plan whose chunks do not make its size", {}};
  }
  Staging staging;
  staging.disk_ = disk_;
  staging.plan_ = plan;
  staging.part_ = folder_ + "/staging/" + to_hex(plan.blob);
  staging.final_ = name(plan.blob);
  // Chunks are not synced one by one: what a power cut leaves is believed only by its hashes.
  staging.offset_bytes_ = TRY(held_bytes(*disk_, plan, staging.part_));
  staging.size_bytes_ = staging.offset_bytes_;
  TRY(cut(*disk_, staging.part_, staging.offset_bytes_));
  TRY(disk_->reserve(plan.size_bytes - staging.offset_bytes_));
  TRY(disk_->append(staging.part_, {}));
  return staging;
}

Status BlobStore::Staging::append(std::span<const std::uint8_t> bytes) {
  // Whatever goes wrong, the part ends after its last true chunk again.
  const auto fall_back = [this](Error error) -> Status {
    chunk_ = Sha256();
    size_bytes_ = offset_bytes_;
    TRY(cut(*disk_, part_, offset_bytes_));
    return error;
  };
  while (!bytes.empty()) {
    const auto index = static_cast<std::size_t>(offset_bytes_ / kChunk);
    const std::int64_t chunk_end = std::min(offset_bytes_ + kChunk, plan_.size_bytes);
    if (size_bytes_ >= chunk_end) {
      return fall_back({Code::Corrupt, "more bytes than the blob has", {}});
    }
    const auto piece =
        bytes.first(std::min(bytes.size(), static_cast<std::size_t>(chunk_end - size_bytes_)));
    if (Status written = disk_->append(part_, text_of(piece)); !written.ok()) {
      return fall_back(written.error());
    }
    chunk_.update(piece);
    size_bytes_ += static_cast<std::int64_t>(piece.size());
    bytes = bytes.subspan(piece.size());
    if (size_bytes_ < chunk_end) continue;
    if (chunk_.finish() != plan_.chunks[index]) {
      return fall_back({Code::Corrupt, "chunk " + std::to_string(index) + " has another hash", {}});
    }
    offset_bytes_ = size_bytes_;
  }
  return {};
}

Status BlobStore::Staging::finish() {
  if (offset_bytes_ != plan_.size_bytes) {
    return Error{Code::Unavailable, "the blob is not complete yet", {}};
  }
  TRY(disk_->sync(part_));
  if (TRY(hash_of_file(*disk_, part_)) != plan_.blob) {
    TRY(disk_->remove(part_));
    return Error{Code::Corrupt, "the blob has another hash than its name", {}};
  }
  return disk_->rename(part_, final_);
}

Result<int> BlobStore::collect(const std::set<Digest>& keep) {
  int gone = 0;
  for (const std::string& folder : {folder_, folder_ + "/staging"}) {
    for (const std::string& entry : disk_->list(folder)) {
      const auto blob = digest_from_hex(entry);
      if (!blob || keep.contains(*blob)) continue;
      TRY(disk_->remove(folder + "/" + entry));
      ++gone;
    }
  }
  return gone;
}

}  // namespace bangtin
