#include "player/agent/syncer.h"

#include <algorithm>
#include <utility>

#include "player/agent/generation_refs.h"
#include "shared/base/check.h"
#include "shared/base/limits.h"
#include "shared/base/log.h"
#include "shared/model/validate.h"
#include "shared/protocol/content_json.h"
#include "shared/trust/house_roles.h"

namespace bangtin {
namespace {

Error unfit(std::string_view why) {
  return {Code::Invalid, "the selection: " + std::string(why), "agent.selection_refused"};
}

/// What passes by itself; all else is wrong, and people are told of it.
bool may_heal(const Error& error) {
  return error.code == Code::Unavailable || error.code == Code::Full ||
         error.code == Code::NotFound || error.code == Code::Corrupt;
}

/// What people sign, and which boards there are: all but what the server's own key renews every
/// day.
std::map<std::string_view, std::string_view> lists_of(const TrustBundle& bundle) {
  std::map<std::string_view, std::string_view> lists;
  for (const auto& [role, bytes] : bundle.roles) {
    const bool counts = role == tuf::kTargetsRole || role == kSelectRole || is_signing_role(role) ||
                        province_in(role).has_value();
    if (counts) lists.emplace(role, bytes);
  }
  return lists;
}

bool same_lists(const TrustBundle& a, const TrustBundle& b) {
  return a.roots == b.roots && lists_of(a) == lists_of(b);
}

}  // namespace

Syncer::Syncer(SyncerParts parts)
    : parts_(std::move(parts)),
      blobs_(parts_.board_disk, std::string(kBlobFolder)),
      versions_(parts_.own_disk, std::string(kVersionFolder)),
      cycle_(parts_.own_disk, parts_.pin),
      exchange_(parts_.client) {}

void Syncer::open() {
  const auto previous = parts_.board_disk.read(kPreviousFile, 0, limits::kJsonBytesMax);
  if (previous) {
    const auto manifest = manifest_of(*previous);
    if (manifest && manifest->selection.board == parts_.pin.board) {
      lowest_generation_ = manifest->selection.generation;
    }
  }
  const auto current = parts_.board_disk.read(kCurrentFile, 0, limits::kJsonBytesMax);
  if (!current) return;
  const auto verified = verify_alone(*current, parts_.pin.root, parts_.pin.board, Instant{});
  const auto parts = open_generation_file(*current);
  if (!verified || !parts) {
    log::error("agent", "the generation file does not hold",
               {{"reason", verified ? parts.error().message : verified.error().message}});
    return;
  }
  held_generation_ = verified->manifest.selection.generation;
  lowest_generation_ = std::max(lowest_generation_, held_generation_);
  held_selection_ = verified->selection_hash;
  held_trust_ = parts->trust;
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
  broke_off_ = false;
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
  if (!busy() && stage_ == Stage::Trust) step_trust(at);
  if (!busy() && stage_ == Stage::Versions && next_version(at)) stage_ = Stage::Blobs;
  if (!busy() && stage_ == Stage::Blobs && next_blob(at)) complete(at);
}

void Syncer::begin_round(Monotonic at) {
  if (!exchange_.can_start()) return;
  // On a bad line nothing is asked for twice; what changed meanwhile is seen by the next round.
  const bool goes_on = std::exchange(broke_off_, false) && at < trusted_until_;
  if (!goes_on) {
    wanted_ = false;
    trusted_until_ = at + limits::kSelectionEvery;
    if (const auto begun = cycle_.begin(); !begun) return failed(begun.error(), at);
  }
  stage_ = Stage::Trust;
}

void Syncer::step_trust(Monotonic at) {
  if (!exchange_.can_start()) return;
  auto outcome = cycle_.run();
  if (!outcome) {
    may_heal(outcome.error()) ? failed(outcome.error(), at) : refused(outcome.error(), at);
    broke_off_ = false;
    return;
  }
  if (outcome->missing.empty()) return take_outcome(*std::move(outcome), at);
  asked_file_ = outcome->missing;
  HttpRequest request;
  request.target = "/v1/trust/files/" + asked_file_;
  if (const auto started = exchange_.start(std::move(request)); !started) {
    failed(started.error(), at);
  }
}

void Syncer::take_outcome(TrustCycle::Outcome outcome, Monotonic at) {
  if (!outcome.selection) return rest(at);
  named_ = *std::move(outcome.selection);
  trust_ = std::move(outcome.bundle);
  const auto is_named = [this](const Digest& hash) {
    const auto found = named_.hashes.find("sha256");
    return found != named_.hashes.end() && found->second == to_hex(hash);
  };
  if (held_selection_ && is_named(*held_selection_)) {
    pending_.reset();
    download_.reset();
    const Status renewed = metadata_is_news(at) ? renew_metadata(at) : Status();
    const bool is_damaged = !renewed && (renewed.error().code == Code::NotFound ||
                                         renewed.error().code == Code::Corrupt ||
                                         renewed.error().code == Code::Invalid);
    if (!is_damaged) return settled(renewed, at);
    held_selection_.reset();
  }
  if (pending_ && is_named(pending_->hash)) {
    stage_ = Stage::Versions;
    return;
  }
  ask_selection(at);
}

void Syncer::ask_selection(Monotonic at) {
  const auto hash = named_.hashes.find("sha256");
  if (hash == named_.hashes.end() || !digest_from_hex(hash->second)) {
    return refused(unfit("it is named without its SHA-256"), at);
  }
  HttpRequest request;
  request.target = "/v1/selections/" + hash->second;
  stage_ = Stage::Selection;
  if (const auto started = exchange_.start(std::move(request)); !started) {
    failed(started.error(), at);
  }
}

void Syncer::handle(const TransportEvent& event, Monotonic at) {
  if (download_ && download_->id == event.id) return handle_download(event, at);
  auto answer = exchange_.handle(event);
  if (!answer) return;
  if (!*answer) return failed(answer->error(), at);
  HttpResponse& response = (*answer)->response;
  const bool has_none = stage_ == Stage::Trust && response.status == 404;
  if (response.status >= 400 && !has_none) {
    return failed(error_of(response), at, retry_after_of(response.headers));
  }
  if (stage_ == Stage::Trust) {
    auto bytes = has_none ? std::nullopt : std::optional(std::move(response.body));
    const auto taken = cycle_.take(asked_file_, std::move(bytes));
    if (!taken) failed(taken.error(), at);
  } else if (stage_ == Stage::Selection) {
    take_selection(**answer, at);
  } else {
    take_version(**answer, at);
  }
}

void Syncer::take_selection(const Answer& answer, Monotonic at) {
  Pending next{answer.response.body, sha256(answer.response.body), {}, {}};
  if (!describes(named_, static_cast<std::int64_t>(next.bytes.size()), next.hash)) {
    return failed({Code::Corrupt, "a selection with other bytes than its name", ""}, at);
  }
  if (const auto opened = open_selection(next.bytes, next.selection); !opened) {
    return refused(opened.error(), at);
  }
  next.versions.resize(next.selection.items.size());
  pending_ = std::move(next);
  retry_.worked();
  stage_ = Stage::Versions;
}

Status Syncer::open_selection(const std::string& bytes, Selection& out) const {
  out = TRY(selection_from_json(TRY(Json::parse(bytes))));
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
  const Status activated = activate(at);
  if (activated) {
    pending_.reset();
    download_.reset();
  }
  settled(activated, at);
  if (activated) collect();
}

/// The folder is as it is to be, or could not be made so.
void Syncer::settled(const Status& written, Monotonic at) {
  if (!written) {
    const bool again =
        written.error().code == Code::Full || written.error().code == Code::Unavailable;
    return again ? failed(written.error(), at) : refused(written.error(), at);
  }
  problem_.clear();
  refused_for_.clear();
  rest(at);
}

/// Nothing is to be done until something new is announced.
void Syncer::rest(Monotonic at) {
  stage_ = Stage::Idle;
  retry_.worked();
  next_round_ = at + limits::kSelectionEvery;
}

Status Syncer::activate(Monotonic at) {
  std::vector<ItemVersion> items;
  for (const auto& version : pending_->versions) items.push_back(*version);
  const std::string bytes = generation_file(pending_->bytes, items, trust_);
  // The same judgement as the player's: what it would not show is not put in front of it.
  TRY(verify_alone(bytes, parts_.pin.root, parts_.pin.board, Instant{}));
  if (held_selection_) {
    const std::string current = TRY(parts_.board_disk.read(kCurrentFile, 0, limits::kJsonBytesMax));
    TRY(parts_.board_disk.write_atomic(kPreviousFile, current, false));
  }
  TRY(write_current(bytes, at));
  held_generation_ = pending_->selection.generation;
  lowest_generation_ = std::max(lowest_generation_, held_generation_);
  held_selection_ = pending_->hash;
  log::info("agent", "a new generation stands", {{"generation", std::to_string(held_generation_)}});
  return {};
}

/// Lists of people count at once; the server's own word is renewed each day and often the same.
bool Syncer::metadata_is_news(Monotonic at) const {
  if (trust_ == held_trust_) return false;
  return at >= renew_at_ || !same_lists(trust_, held_trust_);
}

/// The same selection with newer metadata; previous.json stays.
Status Syncer::renew_metadata(Monotonic at) {
  const std::string current = TRY(parts_.board_disk.read(kCurrentFile, 0, limits::kJsonBytesMax));
  const GenerationParts parts = TRY(open_generation_file(current));
  const Manifest manifest = TRY(manifest_of(parts));
  const std::string bytes = generation_file(parts.selection, manifest.items, trust_);
  TRY(verify_alone(bytes, parts_.pin.root, parts_.pin.board, Instant{}));
  return write_current(bytes, at);
}

Status Syncer::write_current(const std::string& bytes, Monotonic at) {
  TRY(parts_.board_disk.write_atomic(kCurrentFile, bytes, false));
  held_trust_ = trust_;
  renew_at_ = at + limits::kTimestampInFileMax;
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
  broke_off_ = error.code == Code::Unavailable;
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
  pending_.reset();
  // What is wrong now may be right in a moment: a line that garbled one answer delays no warning.
  failed(error, at);
  problem_ = "agent.selection_refused";
}

}  // namespace bangtin
