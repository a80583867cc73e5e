#include <fmt/core.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "shared/protocol/board_trust.h"
#include "shared/storage/disk_trust_store.h"
#include "tests/bench/benches.h"
#include "tests/fakes/sample_manifest.h"
#include "tests/fakes/signed_commune.h"

namespace bangtin {
namespace {

constexpr int kItems = 100;
constexpr int kFlips = 21;

/// The sample's programme with items of their own.
Manifest manifest_with_items(std::int64_t generation) {
  Manifest manifest = sample::manifest();
  manifest.selection.generation = generation;
  const ItemVersion like = manifest.items[0];
  for (int i = static_cast<int>(manifest.items.size()); i < kItems; ++i) {
    manifest.items.push_back(like);
    manifest.items.back().id.text = "item-" + std::to_string(i);
  }
  manifest.selection.items.clear();
  for (ItemVersion& item : manifest.items) {
    item.number = generation;
    manifest.selection.items.push_back(hash_of(item));
  }
  return manifest;
}

}  // namespace

void bench_trust() {
  const Manifest first = manifest_with_items(1);
  SignedCommune commune(first.selection.place);
  // As on a board: what is believed is on the disk before it counts.
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / fmt::format("bangtin-bench-trust-{}", getpid());
  const auto disk = open_posix_disk(folder).value();
  DiskTrustStore store(*disk);
  BoardTrust trust(store);
  if (!trust.pin(commune.root()).ok()) std::abort();
  std::vector<std::string> files;
  for (int i = 0; i < kFlips; ++i) {
    // What is over has left the lists.
    for (const std::string& role : {commune.compose_role(), commune.approve_role()}) {
      commune.repository.targets[role].targets.clear();
    }
    files.push_back(commune.generation(manifest_with_items(i + 1)));
  }
  std::size_t next = 0;
  const double seconds = median_seconds(kFlips, [&] {
    const auto verified = trust.verify(files[next++], first.selection.board, sample::midnight());
    if (!verified.ok() || verified->stale) std::abort();
  });
  fmt::print(
      "{{\"bench\":\"verify_generation\",\"items\":{},\"bytes\":{},\"ms\":{:.2f},\"goal_ms\":20}}"
      "\n",
      kItems, files.back().size(), seconds * 1e3);
  const GenerationParts parts = open_generation_file(files.back()).value();
  BundleFetcher same(parts.trust);
  const double cycle = median_seconds(kFlips, [&] {
    if (!tuf::TrustClient(same, store).refresh(sample::midnight()).ok()) std::abort();
  });
  fmt::print("{{\"bench\":\"trust_cycle_nothing_new_judged\",\"ms\":{:.3f}}}\n", cycle * 1e3);
  std::filesystem::remove_all(folder);
}

}  // namespace bangtin
