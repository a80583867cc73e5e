#include "tests/player/glass/sample_board.h"

#include "shared/protocol/content_json.h"
#include "shared/protocol/messages.h"
#include "shared/storage/blob_store.h"
#include "tests/fakes/sample_manifest.h"
#include "tests/fakes/signed_commune.h"

namespace bangtin::sample {
namespace {

using namespace std::chrono_literals;

constexpr auto kYear = 24h * 365;

ItemContent long_notice() {
  ItemContent content = notice_content();
  content.media.clear();
  content.title = "Lịch tiêm chủng mở rộng tháng 12 năm 2026";
  content.body =
      "Trạm Y tế xã thông báo lịch tiêm chủng cho trẻ dưới 5 tuổi trên địa bàn xã Tân Hưng.\n"
      "Ấp 1 và ấp 2: sáng thứ Hai, từ 7 giờ 30 đến 11 giờ, tại Trạm Y tế xã.\n"
      "Ấp 3 và ấp 4: sáng thứ Ba, từ 7 giờ 30 đến 11 giờ, tại Nhà văn hoá ấp 3.\n"
      "Phụ huynh mang theo sổ tiêm chủng và thẻ bảo hiểm y tế của trẻ. Trẻ đang sốt thì hoãn "
      "lại và báo cho cán bộ y tế.";
  return content;
}

ItemContent short_notice() {
  ItemContent content = long_notice();
  content.title = "Cắt điện để sửa đường dây";
  content.body = "Ngày 25/11/2026 từ 8 giờ đến 11 giờ, khu vực ấp 2 mất điện.";
  content.category = Category::Economy;
  return content;
}

/// The item with its pages for this zone, added to the manifest; its entries as a playlist.
void add_item(Manifest& manifest, Fonts& fonts, std::string id, ItemContent content, Size zone_px,
              Playlist& playlist) {
  const Selection& selection = manifest.selection;
  content.valid_from = selection.windows[0].begin;
  content.valid_until = selection.windows[0].end;
  const auto index = std::uint32_t(manifest.items.size());
  ItemVersion item{{std::move(id)}, 1, "lan", selection.issued_at, std::move(content), {}};
  item.paginations = {{zone_px, paginate(fonts, item.content, zone_px)}};
  const std::vector<Page>& pages = item.paginations[0].pages;
  for (std::uint32_t page = 0; page < pages.size(); ++page) {
    playlist.entries.push_back({index, page, pages[page].duration});
  }
  manifest.selection.items.push_back(hash_of(item));
  manifest.items.push_back(std::move(item));
}

void put(const std::filesystem::path& board, std::string_view name, std::string_view bytes) {
  const auto disk = open_posix_disk(board);
  CHECK(disk.ok());
  CHECK((*disk)->write_atomic(name, bytes, false).ok());
}

}  // namespace

BoardContent board_content(Fonts& fonts, Size canvas_px, const std::vector<PictureFile>& pictures,
                           Instant begin, std::int64_t generation) {
  BoardContent content;
  Selection& selection = content.manifest.selection;
  selection.board = {"board-1"};
  selection.generation = generation;
  selection.issued_at = begin + Seconds(generation);
  selection.canvas_px = canvas_px;
  selection.place = {"30307", "91", "UBND xã Tân Hưng"};
  const auto [width, height] = canvas_px;
  const int header = height / 10;
  const int ticker = height / 12;
  const int main = height - header - ticker;
  selection.layouts = {{{{ZoneRole::Header, {0, 0, width, header}},
                         {ZoneRole::Main, {0, header, width, main}},
                         {ZoneRole::Ticker, {0, header + main, width, ticker}}}}};
  selection.programs = {{0, {Program::kNoPlaylist, 0, 1}}};
  selection.windows = {{begin, begin + kYear, 0}};

  Playlist pages;
  add_item(content.manifest, fonts, "item-tiem-chung", long_notice(), {width, main}, pages);
  if (!pictures.empty()) {
    ItemContent picture = picture_content();
    picture.media.clear();
    for (const PictureFile& file : pictures) {
      const BlobPlan plan = plan_of(file.bytes);
      picture.media.push_back(
          {plan.blob, plan.size_bytes, plan.chunks, "image/jpeg", file.size_px});
      content.blobs.push_back(file.bytes);
    }
    add_item(content.manifest, fonts, "item-le-hoi", std::move(picture), {width, main}, pages);
  }
  add_item(content.manifest, fonts, "item-cat-dien", short_notice(), {width, main}, pages);
  Playlist tickers;
  add_item(content.manifest, fonts, "item-tin-chay", ticker_content(), {width, ticker}, tickers);
  selection.playlists = {pages, tickers};
  return content;
}

std::string generation_bytes(const Manifest& manifest) {
  SignedCommune commune(manifest.selection.place);
  SimRepository& repository = commune.repository;
  commune.select(manifest.selection.board, "");
  // Several programs, or several calls, make the generations of one board.
  const std::int64_t version = 10 * manifest.selection.generation;
  for (auto& [role, targets] : repository.targets) targets.head.version = version;
  repository.snapshot.head.version = repository.timestamp.head.version = version;
  repository.publish({"targets"});
  return commune.generation(manifest);
}

void write_board(const std::filesystem::path& board, const BoardContent& content) {
  BoardPin pin;
  pin.board = content.manifest.selection.board;
  pin.server_key = KeyPair::from_seed({1, 2, 3}).public_key();
  pin.place = content.manifest.selection.place;
  pin.root = SignedCommune(pin.place).root();
  put(board, "pin.json", to_json(pin).dump());
  for (const std::string& blob : content.blobs) {
    put(board / "blobs", to_hex(sha256(blob)), blob);
  }
  put(board / "generation", "current.json", generation_bytes(content.manifest));
}

}  // namespace bangtin::sample
