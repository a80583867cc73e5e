#include "tests/player/agent/world.h"

#include <algorithm>

#include "shared/base/limits.h"
#include "shared/base/log.h"
#include "shared/crypto/sha256.h"
#include "shared/protocol/board_trust.h"
#include "shared/storage/blob_store.h"
#include "tests/fakes/sample_manifest.h"

namespace bangtin {

World::World(std::uint64_t seed)
    : random(seed),
      own(random),
      board(random),
      office(random),
      transport(random, office),
      options{"https://[::1]:8443", {600, 480}, "0.0.1"},
      now(sample::midnight()) {
  log::set_level("error");
}

bool World::start() {
  auto opened = AgentCore::open({own, board, transport, random, links, health}, options, at);
  if (opened) core = std::move(*opened);
  return opened.ok();
}

void World::kill() {
  core.reset();
  transport.drop_all();
}

void World::step(Monotonic end) {
  const Monotonic next = std::min(core->next_wake(), transport.next_event());
  const Monotonic to = std::clamp(next, at, end);
  now += std::chrono::duration_cast<Millis>(to - at);
  at = to;
  transport.advance(at);
  for (const TransportEvent& event : transport.poll(Millis(0))) core->handle(event, now, at);
  core->handle(Tick{}, now, at);
}

void World::run_for(Millis span) {
  const Monotonic end = at + span;
  while (at < end) step(end);
}

bool World::run_until(const std::function<bool()>& holds, Millis span) {
  const Monotonic end = at + span;
  while (at < end && !holds()) step(end);
  return holds();
}

void World::pair() {
  SeededRandom chance(7);
  const auto key = load_or_make_key(own, chance);
  office.board_key = key->public_key();
  const BoardPin pin{office.board, office.key.public_key(), office.place, false,
                     office.commune.root()};
  save_server(own, {options.server_url, office.pin}).value();
  board.write_atomic(kPinFile, to_json(pin).dump(), false).value();
  start();
}

void World::spool(int file, const PlayRecord& record) {
  std::string name = std::to_string(file);
  name = "spool/" + std::string(8 - name.size(), '0') + name + ".plays";
  board.append(name, to_json(record).dump() + "\n").value();
  board.sync(name).value();
}

void World::folder_changed() { core->handle(FolderChanged{}, now, at); }

const Result<VerifiedManifest>& World::judged(const std::string& file) {
  const Digest hash = sha256(file + office.commune.root() + office.board.text);
  auto found = judged_.find(hash);
  if (found == judged_.end()) {
    found =
        judged_.emplace(hash, verify_alone(file, office.commune.root(), office.board, now)).first;
  }
  return found->second;
}

std::int64_t World::current_generation() {
  const auto bytes = board.read(kCurrentFile, 0, limits::kJsonBytesMax);
  if (!bytes) return 0;
  const auto& verified = judged(*bytes);
  return verified ? verified->manifest.selection.generation : -1;
}

std::int64_t World::playable_generation() {
  const BlobStore blobs(board, "blobs");
  for (const auto file : {kCurrentFile, kPreviousFile}) {
    const auto bytes = board.read(file, 0, limits::kJsonBytesMax);
    if (!bytes) continue;
    const auto& verified = judged(*bytes);
    if (!verified) continue;
    bool whole = true;
    for (const ItemVersion& item : verified->manifest.items) {
      for (const Media& media : item.content.media) {
        whole = whole && blobs.read(media.blob, 64u << 20).ok();
      }
    }
    if (whole) return verified->manifest.selection.generation;
  }
  return 0;
}

PairingCard World::card() {
  auto card = load_message<PairingCard>(board, kPairingFile);
  return card ? *card : PairingCard{};
}

PlayRecord play(int n) {
  PlayRecord record;
  record.item = {"item-" + std::to_string(n % 3)};
  record.version.bytes.fill(static_cast<std::uint8_t>(n));
  record.begin = sample::midnight() + Millis(n * 1'000);
  record.shown = Millis(1'000);
  record.frames_presented = n;
  return record;
}

}  // namespace bangtin
