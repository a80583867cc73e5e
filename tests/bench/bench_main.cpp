// bangtin-bench: what can be measured inside one process, as JSON lines. Each figure comes with its
// goal, or with a peer measured in the same run. tests/bench/run adds what needs the real programs.
#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <functional>

#include "manager/core/layouts.h"
#include "manager/store/office.h"
#include "shared/compose/pages.h"
#include "shared/compose/scene.h"
#include "shared/crypto/password.h"
#include "shared/model/resolve.h"
#include "shared/protocol/content_json.h"
#include "shared/storage/db.h"
#include "tests/bench/benches.h"
#include "tests/fakes/sample_manifest.h"
#include "tests/fakes/seeded_random.h"
#include "tests/manager/store/office_signers.h"

namespace bangtin {
namespace {

/// Windows of a minute each, with the sample's program in all of them.
Manifest manifest_with(int windows) {
  Manifest manifest = sample::manifest();
  Window window = manifest.selection.windows.at(0);
  const Millis length = std::chrono::minutes(1);
  manifest.selection.windows.clear();
  for (int i = 0; i < windows; ++i) {
    window.begin = sample::midnight() + i * length;
    window.end = window.begin + length;
    manifest.selection.windows.push_back(window);
  }
  for (ItemVersion& item : manifest.items) {
    item.content.valid_until = window.end + std::chrono::hours(1);
  }
  return manifest;
}

void bench_resolve() {
  for (const int windows : {10, 1'000, 100'000}) {
    const Manifest manifest = manifest_with(windows);
    constexpr int kCalls = 20'000;
    SeededRandom random(1);
    std::vector<Instant> instants;
    for (int i = 0; i < kCalls; ++i) {
      instants.push_back(sample::midnight() + Millis(between(random, 0, windows * 60'000ll - 1)));
    }
    std::size_t zones = 0;
    const double seconds = median_seconds(7, [&] {
      for (const Instant instant : instants) zones += resolve(manifest, instant).scene.zones.size();
    });
    fmt::print("{{\"bench\":\"resolve\",\"windows\":{},\"us\":{:.3f},\"goal_us\":2}}\n", windows,
               seconds / kCalls * 1e6);
    if (zones == 0) std::abort();
  }
}

void bench_compose() {
  Result<std::shared_ptr<Fonts>> fonts = Fonts::open();
  if (!fonts.ok()) {
    fmt::print("{{\"bench\":\"compose\",\"error\":\"{}\"}}\n", fonts.error().message);
    return;
  }
  Composer composer(*fonts);
  ItemVersion item = sample::notice();
  item.content.body =
      "Kính gửi bà con! Để sửa chữa đường dây, Điện lực sẽ tạm ngừng cấp điện từ 7 giờ 30 đến 11 "
      "giờ "
      "00 ngày 24/11 tại ấp Phước Lộc và ấp Thạnh Hoà.\nĐề nghị bà con chủ động sắp xếp sinh hoạt, "
      "sản "
      "xuất.";
  item.content.media.clear();
  Size zone;
  for (const Zone& each : default_layout({1920, 1080}).zones) {
    if (each.role == ZoneRole::Main) zone = {each.rect_px.width_px, each.rect_px.height_px};
  }
  item.paginations = {{zone, paginate(**fonts, item.content, zone)}};
  const Page page = item.paginations[0].pages[0];
  const Place place{"31108", "91", "UBND xã Tân Hưng"};
  const double seconds =
      median_seconds(15, [&] { composer.compose_page(item, page, 1, 1, zone, nullptr, place); });
  fmt::print("{{\"bench\":\"compose_notice_1080p\",\"ms\":{:.2f},\"goal_ms\":15}}\n",
             seconds * 1e3);
}

/// The same rows through the office (idempotent, with hour and day roll-ups) and as bare batched
/// inserts, on the same disk in the same run.
void bench_plays() {
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / fmt::format("bangtin-bench-{}", getpid());
  std::filesystem::create_directories(folder);
  SeededRandom random(2);
  const KeyPair key = KeyPair::generate(random);
  auto db = open_sqlite((folder / "office.sqlite").string());
  auto disk = open_posix_disk(folder);
  auto raw = open_sqlite((folder / "raw.sqlite").string());
  if (!db.ok() || !disk.ok() || !raw.ok() || !Office::prepare(**db).ok()) std::abort();
  BlobStore blobs(**disk, "blobs");
  Office office({**db, blobs, key, random, kPasswordCostTest});
  const Instant now = sample::midnight();
  const Person technician{PersonId{"p"}, "kythuat", "Kỹ thuật", {Role::Technician}, false};
  const Person administrator{PersonId{"a"}, "quantri", "Quản trị", {Role::Administrator}, false};
  if (!office.set_commune(administrator, {"31108", "91", "Tân Hưng", "UBND xã Tân Hưng", 420}, now)
           .ok()) {
    std::abort();
  }
  // A board is paired only with a commune that has begun to sign.
  OfficeSigners::begin(office, administrator, {}, {}, now);
  const KeyPair board_key = KeyPair::generate(random);
  auto offer = office.begin_pairing({board_key.public_key(), {1920, 1080}, "bench"}, now);
  if (!offer.ok()) std::abort();
  auto board = office.accept_pairing(technician, offer->code, "Bench", now);
  if (!board.ok()) std::abort();

  constexpr int kBatches = 60, kRows = 1'000;
  std::vector<PlayBatch> batches;
  for (int b = 0; b < kBatches; ++b) {
    PlayBatch batch{"bench-log", 1 + b * kRows, {}};
    for (int r = 0; r < kRows; ++r) {
      Digest version;
      version.bytes[0] = static_cast<std::uint8_t>(r % 12);
      batch.rows.push_back({ItemId{"tin-" + std::to_string(r % 12)}, version,
                            now + std::chrono::seconds((b * kRows + r) * 10), Millis(10'000), 1});
    }
    batches.push_back(std::move(batch));
  }
  if (!(*raw)
           ->run("CREATE TABLE play(board INTEGER, seq INTEGER, item TEXT, version BLOB, begin "
                 "INTEGER, shown INTEGER, frames INTEGER, PRIMARY KEY(board, seq))")
           .ok()) {
    std::abort();
  }
  std::vector<double> ratios;
  double office_rate = 0, raw_rate = 0;
  for (int b = 0; b < kBatches; ++b) {
    const double through = seconds_of([&] {
      if (!office.take_plays(board->id, batches[b], now).ok()) std::abort();
    });
    const double bare = seconds_of([&] {
      const Status done = (*raw)->transact([&]() -> Status {
        std::int64_t seq = batches[b].first_seq;
        for (const PlayRecord& row : batches[b].rows) {
          TRY((*raw)->query("INSERT INTO play VALUES($1, $2, $3, $4, $5, $6, $7)",
                            {std::int64_t(1), seq++, row.item.text,
                             Bytes(row.version.bytes.begin(), row.version.bytes.end()),
                             std::int64_t(row.begin.time_since_epoch().count()),
                             std::int64_t(row.shown.count()), row.frames_presented}));
        }
        return {};
      });
      if (!done.ok()) std::abort();
    });
    ratios.push_back(bare / through);
    office_rate += through / kBatches;
    raw_rate += bare / kBatches;
  }
  std::sort(ratios.begin(), ratios.end());
  fmt::print(
      "{{\"bench\":\"play_rows\",\"rows_per_s\":{:.0f},\"raw_rows_per_s\":{:.0f},\"ratio\":{:.2f},"
      "\"goal_ratio\":0.5}}\n",
      kRows / office_rate, kRows / raw_rate, ratios[ratios.size() / 2]);
  std::filesystem::remove_all(folder);
}

}  // namespace

double seconds_of(const std::function<void()>& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

double median_seconds(int runs, const std::function<void()>& work) {
  std::vector<double> all;
  for (int i = 0; i < runs; ++i) all.push_back(seconds_of(work));
  std::ranges::sort(all);
  return all[all.size() / 2];
}

}  // namespace bangtin

/// All of them, or those that are named.
int main(int count, char** values) {
  const std::pair<std::string_view, void (*)()> benches[] = {
      {"news", bangtin::bench_news},  // The first: see child_peak_mib.
      {"resolve", bangtin::bench_resolve}, {"compose", bangtin::bench_compose},
      {"field", bangtin::bench_field},     {"desk", bangtin::bench_desk},
      {"plays", bangtin::bench_plays},     {"schedule", bangtin::bench_schedule},
      {"trust", bangtin::bench_trust}};
  const std::vector<std::string_view> named(values + 1, values + count);
  for (const auto& [name, bench] : benches) {
    if (named.empty() || std::ranges::find(named, name) != named.end()) bench();
  }
  return 0;
}
