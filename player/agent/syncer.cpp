#include "player/agent/syncer.h"

#include <algorithm>

#include "player/agent/generation_refs.h"
#include "shared/base/check.h"
#include "shared/base/limits.h"
#include "shared/base/log.h"
#include "shared/model/validate.h"
#include "shared/protocol/content_json.h"
#include "shared/trust/seal.h"

namespace bangtin {
namespace {

Error unfit(std::string_view why) {
  return {Code::Invalid, "the selection: " + std::string(why), "agent.selection_refused"};
}

}  // namespace

Syncer::Syncer(SyncerParts parts)
    : parts_(std::move(parts)),
      blobs_(parts_.board_disk, std::string(kBlobFolder)),
      versions_(parts_.own_disk, std::string(kVersionFolder)),
      exchange_(parts_.client) {}

void Syncer::open() {
  for (const auto file : {kCurrentFile, kPreviousFile}) {
    const auto bytes = parts_.board_disk.read(file, 0, limits::kJsonBytesMax);
    if (!bytes) continue;
    const auto verified = verify_generation(*bytes, parts_.pin.server_key);
    if (!verified) {
      log::error("agent", "a generation file does not hold",
                 {{"file", std::string(file)}, {"reason", verified.error().message}});
      continue;
    }
    const std::int64_t generation = verified->manifest.selection.generation;
    lowest_generation_ = std::max(lowest_generation_, generation);
    if (file == kCurrentFile) {
      held_generation_ = generation;
      held_selection_ = verified->selection_hash;
    }
  }
}

bool Syncer::busy() const { return exchange_.busy() || (download_ && download_->id); }

void Syncer::announced(std::int64_t generation) {
  const std::int64_t known = pending_ ? pending_->selection.generation : held_generation_;
  if (generation <= known) return;
  // What it replaces may have been withdrawn: nothing of the old round is waited for.
  stop();
  wanted_ = true;
  retry_.now();
}

void Syncer::stop() {
  exchange_.cancel();
  drop_transfer();
  stage_ = Stage::Idle;
}

Monotonic Syncer::next_wake() const {
  if (busy()) return Monotonic::max();
  if (stage_ != Stage::Idle) return Monotonic::min();
  return wanted_ ? retry_.when() : std::max(next_round_, retry_.when());
}

void Syncer::step(Monotonic at) {
  if (busy()) return;
  if (stage_ == Stage::Idle && (wanted_ || at >= next_round_) && retry_.due(at)) begin_round(at);
  if (!busy() && stage_ == Stage::Versions && next_version(at)) stage_ = Stage::Blobs;
  if (!busy() && stage_ == Stage::Blobs && next_blob(at)) complete(at);
}

void Syncer::begin_round(Monotonic at) {
  if (!exchange_.can_start()) return;
  HttpRequest request;
  request.target = "/v1/board/selection";
  if (!etag_.empty()) request.headers.emplace_back("If-None-Match", etag_);
  wanted_ = false;
  stage_ = Stage::Selection;
  if (const auto started = exchange_.start(std::move(request)); !started) {
    failed(started.error(), at);
  }
}

void Syncer::handle(const TransportEvent& event, Monotonic at) {
  if (download_ && download_->id == event.id) return handle_download(event, at);
  const auto answer = exchange_.handle(event);
  if (!answer) return;
  if (!*answer) return failed(answer->error(), at);
  const HttpResponse& response = (*answer)->response;
  if (response.status >= 400) {
    return failed(error_of(response), at, retry_after_of(response.headers));
  }
  if (stage_ == Stage::Selection) {
    take_selection(**answer, at);
  } else {
    take_version(**answer, at);
  }
}

void Syncer::take_selection(const Answer& answer, Monotonic at) {
  if (answer.response.status == 304) {
    retry_.worked();
    if (pending_) {
      stage_ = Stage::Versions;
    } else {
      stage_ = Stage::Idle;
      next_round_ = at + limits::kSelectionEvery;
    }
    return;
  }
  Pending next{answer.response.body, {}, {}};
  if (const auto opened = open_selection(next.envelope, next.selection); !opened) {
    return refused(opened.error(), at);
  }
  next.versions.resize(next.selection.items.size());
  pending_ = std::move(next);
  const auto etag = answer.response.headers.find("etag");
  etag_ = etag == answer.response.headers.end() ? "" : etag->second;
  stage_ = Stage::Versions;
}

Status Syncer::open_selection(const std::string& envelope, Selection& out) const {
  const Json value = TRY(bangtin::open(SealKind::Selection, envelope, parts_.pin.server_key));
  out = TRY(selection_from_json(value));
  if (out.board != parts_.pin.board) return unfit("it is for another board");
  if (out.generation < lowest_generation_)
    return unfit("its generation is lower than the one held");
  if (const auto problems = validate(out); !problems.empty()) {
    return unfit(problems.front().key + " at " + problems.front().field);
  }
  return {};
}

bool Syncer::next_version(Monotonic at) {
  Pending& pending = *pending_;
  for (std::size_t i = 0; i < pending.versions.size(); ++i) {
    if (pending.versions[i]) continue;
    const Digest& hash = pending.selection.items[i];
    if (const auto bytes = versions_.read(hash, limits::kJsonBytesMax)) {
      auto version = version_from(hash, *bytes);
      if (!version) {
        refused(version.error(), at);
        return false;
      }
      pending.versions[i] = std::move(*version);
      continue;
    }
    if (!exchange_.can_start()) return false;
    HttpRequest request;
    request.target = "/v1/versions/" + to_hex(hash);
    if (const auto started = exchange_.start(std::move(request)); !started) {
      failed(started.error(), at);
    }
    return false;
  }
  return true;
}

void Syncer::take_version(const Answer& answer, Monotonic at) {
  const std::string& bytes = answer.response.body;
  const auto& hashes = pending_->selection.items;
  const auto found = std::ranges::find(hashes, sha256(bytes));
  if (found == hashes.end()) {
    return failed({Code::Corrupt, "a version with other bytes than its name", ""}, at);
  }
  auto version = version_from(*found, bytes);
  if (!version) return refused(version.error(), at);
  if (const auto put = versions_.put(bytes); !put) return failed(put.error(), at);
  retry_.worked();
  pending_->versions[static_cast<std::size_t>(found - hashes.begin())] = std::move(*version);
}

Result<ItemVersion> Syncer::version_from(const Digest& hash, const std::string& bytes) const {
  ItemVersion version = TRY(item_version_from_json(TRY(Json::parse(bytes))));
  if (hash_of(version) != hash) return unfit("a version is not in its canonical form");
  if (const auto problems = validate(version); !problems.empty()) {
    return unfit(problems.front().key + " in a version at " + problems.front().field);
  }
  return version;
}

void Syncer::complete(Monotonic at) {
  if (const auto activated = activate(); !activated) {
    if (activated.error().code == Code::Full || activated.error().code == Code::Unavailable) {
      return failed(activated.error(), at);
    }
    return refused(activated.error(), at);
  }
  pending_.reset();
  download_.reset();
  stage_ = Stage::Idle;
  problem_.clear();
  refused_for_.clear();
  retry_.worked();
  next_round_ = at + limits::kSelectionEvery;
  collect();
}

Status Syncer::activate() {
  if (held_selection_ == sha256(pending_->envelope)) return {};
  std::vector<ItemVersion> items;
  for (const auto& version : pending_->versions) items.push_back(*version);
  const std::string bytes = generation_file(pending_->envelope, items);
  // The same judgement as the player's: what it would not show is not put in front of it.
  const VerifiedManifest verified = TRY(verify_generation(bytes, parts_.pin.server_key));
  if (held_selection_) {
    const std::string current = TRY(parts_.board_disk.read(kCurrentFile, 0, limits::kJsonBytesMax));
    TRY(parts_.board_disk.write_atomic(kPreviousFile, current, false));
  }
  TRY(parts_.board_disk.write_atomic(kCurrentFile, bytes, false));
  held_generation_ = verified.manifest.selection.generation;
  lowest_generation_ = std::max(lowest_generation_, held_generation_);
  held_selection_ = verified.selection_hash;
  log::info("agent", "a new generation stands", {{"generation", std::to_string(held_generation_)}});
  return {};
}

void Syncer::collect() {
  GenerationRefs keep;
  for (const auto file : {kCurrentFile, kPreviousFile}) {
    const auto bytes = parts_.board_disk.read(file, 0, limits::kJsonBytesMax);
    if (!bytes) {
      if (bytes.error().code == Code::NotFound) continue;
      return;  // Not readable now is no reason to delete what it names.
    }
    auto refs = refs_of(*bytes);
    if (!refs) continue;  // The player can show nothing of it.
    keep.versions.merge(refs->versions);
    keep.blobs.merge(refs->blobs);
  }
  if (pending_) {
    keep.versions.insert(pending_->selection.items.begin(), pending_->selection.items.end());
    for (const auto& version : pending_->versions) {
      if (!version) continue;
      for (const Media& media : version->content.media) keep.blobs.insert(media.blob);
    }
  }
  for (const auto& removed : {blobs_.collect(keep.blobs), versions_.collect(keep.versions)}) {
    if (!removed) log::warn("agent", "garbage stays", {{"reason", removed.error().message}});
  }
}

void Syncer::failed(const Error& error, Monotonic at, std::optional<Seconds> retry_after) {
  if (error.code == Code::Full && problem_ != "agent.disk_full") {
    log::error("agent", "the disk is full", {{"reason", error.message}});
  }
  drop_transfer();
  stage_ = Stage::Idle;
  wanted_ = true;
  retry_.failed(at, parts_.random, retry_after);
  if (error.code == Code::Full) {
    problem_ = "agent.disk_full";
    collect();
  } else if (error.code == Code::Corrupt) {
    problem_ = "agent.blob_corrupt";
    log::warn("agent", "wrong bytes came", {{"reason", error.message}});
  }
}

void Syncer::refused(const Error& error, Monotonic at) {
  if (refused_for_ != error.message) {
    log::error("agent", "a selection is not taken", {{"reason", error.message}});
  }
  refused_for_ = error.message;
  problem_ = "agent.selection_refused";
  pending_.reset();
  download_.reset();
  etag_.clear();
  stage_ = Stage::Idle;
  next_round_ = at + limits::kSelectionEvery;
}

}  // namespace bangtin
