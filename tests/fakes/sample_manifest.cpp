#include "tests/fakes/sample_manifest.h"

#include <algorithm>

#include "shared/base/limits.h"
#include "shared/protocol/content_json.h"

namespace bangtin::sample {
namespace {

using namespace std::chrono_literals;

constexpr Size kMain{600, 400};
constexpr Size kTicker{600, 40};

Digest digest_of(std::uint8_t name) {
  Digest digest;
  digest.bytes.fill(name);
  return digest;
}

ItemContent content_of(ItemKind kind, std::string title, std::string body) {
  ItemContent content;
  content.kind = kind;
  content.title = std::move(title);
  content.body = std::move(body);
  content.agency = "UBND xã Tân Hưng";
  content.document_number = "12/TB-UBND";
  content.source = "Trang tin xã";
  content.category = Category::Procedure;
  content.commune_code = "30307";
  content.province_code = "91";
  content.valid_from = midnight() - 24h;
  content.valid_until = midnight() + 24h * 30;
  content.picture_duration = 10s;
  return content;
}

ItemVersion version_of(std::string id, ItemContent content, Size zone_px) {
  Pagination pagination{zone_px, {}};
  const std::string& body = content.body;
  for (std::size_t begin = 0; begin < body.size();) {
    const std::size_t end = std::min(body.find('\n', begin), body.size());
    pagination.pages.push_back(
        {static_cast<int>(begin), static_cast<int>(end), 32, Page::kNoMedia, 10s});
    begin = end + 1;
  }
  for (int i = 0; i < static_cast<int>(content.media.size()); ++i) {
    pagination.pages.push_back({0, 0, 0, i, 10s});
  }
  return {{std::move(id)}, 1, "lan", midnight() - 25h, std::move(content), {pagination}};
}

}  // namespace

Instant midnight() { return std::chrono::sys_days{std::chrono::year{2026} / 11 / 22}; }

Media media(std::int64_t size_bytes, std::uint8_t name) {
  const auto chunk = static_cast<std::int64_t>(limits::kChunkBytes);
  const auto chunks = static_cast<std::size_t>((size_bytes + chunk - 1) / chunk);
  return {digest_of(name),
          size_bytes,
          std::vector<Digest>(chunks, digest_of(name)),
          "image/jpeg",
          {1280, 720}};
}

ItemContent notice_content() {
  ItemContent content =
      content_of(ItemKind::Notice, "Thông báo lịch tiêm vắc-xin",
                 "Tiêm vắc-xin cho trẻ dưới 5 tuổi.\nTại trạm y tế xã, từ 7 giờ.");
  content.media = {media(700'000, 1)};
  return content;
}

ItemContent picture_content() {
  ItemContent content = content_of(ItemKind::Picture, "Lễ hội đình làng", "");
  content.media = {media(limits::kChunkBytes, 2), media(limits::kChunkBytes + 1, 3)};
  return content;
}

ItemContent ticker_content() {
  return content_of(ItemKind::Ticker, "Tin chạy", "Ngày mai mất điện từ 8 giờ đến 11 giờ.");
}

ItemVersion notice() { return version_of("item-notice", notice_content(), kMain); }
ItemVersion picture() { return version_of("item-picture", picture_content(), kMain); }
ItemVersion ticker() { return version_of("item-ticker", ticker_content(), kTicker); }

Manifest manifest() {
  Manifest manifest;
  manifest.items = {notice(), picture(), ticker()};
  Selection& selection = manifest.selection;
  selection.board = {"board-1"};
  selection.generation = 1;
  selection.issued_at = midnight() - 1h;
  selection.canvas_px = {600, 480};
  selection.place = {"30307", "91", "UBND xã Tân Hưng"};
  for (const ItemVersion& item : manifest.items) selection.items.push_back(hash_of(item));
  selection.layouts = {{{{ZoneRole::Header, {0, 0, 600, 40}},
                         {ZoneRole::Main, {0, 40, 600, 400}},
                         {ZoneRole::Ticker, {0, 440, 600, 40}}}}};
  Playlist pages;
  for (std::uint32_t page = 0; page < 3; ++page) pages.entries.push_back({0, page, 10s});
  for (std::uint32_t page = 0; page < 2; ++page) pages.entries.push_back({1, page, 10s});
  selection.playlists = {pages, {{{2, 0, 10s}}}};
  selection.programs = {{0, {Program::kNoPlaylist, 0, 1}}};
  selection.windows = {{midnight(), midnight() + 12h, 0}};
  return manifest;
}

}  // namespace bangtin::sample
