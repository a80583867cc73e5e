#include "tests/shared/compose/samples.h"

#include <algorithm>

#include "shared/base/limits.h"
#include "shared/compose/pages.h"

namespace bangtin::samples {
namespace {

constexpr Instant kFrom{std::chrono::sys_days(std::chrono::year(2026) / 11 / 22)};
/// 14:05 on Sunday, 22 November 2026 in Vietnam.
constexpr Instant kNow{kFrom + std::chrono::hours(7) + std::chrono::minutes(5)};
constexpr int kVietnamOffset_minutes = 420;

ItemContent base_content() {
  ItemContent content;
  content.agency = "UBND xã Tân Hưng";
  content.source = "Đài Truyền thanh xã";
  content.category = Category::Other;
  content.commune_code = "27694";
  content.province_code = "80";
  content.valid_from = kFrom;
  content.valid_until = kFrom + std::chrono::hours(24 * 13 + 17);
  return content;
}

std::string name_of_size(Size size) {
  return std::to_string(size.width_px) + "x" + std::to_string(size.height_px);
}

}  // namespace

Zones zones_of(Size canvas) {
  const int header = std::max(32, canvas.height_px * 11 / 100) / 2 * 2;
  const int ticker = std::max(28, canvas.height_px * 9 / 100) / 2 * 2;
  const int main = canvas.height_px - header - ticker;
  return {{0, 0, canvas.width_px, header},
          {0, header, canvas.width_px, main},
          {0, header + main, canvas.width_px, ticker}};
}

std::vector<Size> canvases() {
  return {{384, 192}, {600, 400}, {1366, 768}, {1920, 1080}, {1080, 1920}, {3840, 2160}};
}

ItemContent short_notice() {
  ItemContent content = base_content();
  content.title = "Thông báo tạm ngừng cấp điện";
  content.body =
      "Kính gửi bà con! Do sửa chữa đường dây, Điện lực Cần Đước sẽ tạm ngừng cấp điện từ 7 giờ 30 "
      "đến 11 giờ 00 ngày 24/11 tại ấp Phước Lộc và ấp Thạnh Hoà.\n"
      "Đề nghị bà con chủ động sắp xếp sinh hoạt, sản xuất. Chi tiết liên hệ: 1022.";
  content.category = Category::Welfare;
  content.document_number = "152/TB-UBND";
  return content;
}

ItemContent long_notice() {
  ItemContent content = base_content();
  content.title = "Kế hoạch tiêm chủng mở rộng và tổng vệ sinh môi trường tháng 12 năm 2026";
  content.body =
      "Thực hiện Nghị định 49/2024/NĐ-CP ngày 10 tháng 5 năm 2024 và Kế hoạch số 118/KH-UBND của "
      "Uỷ ban nhân dân tỉnh, Uỷ ban nhân dân xã Tân Hưng thông báo đến toàn thể bà con nhân dân "
      "lịch "
      "tiêm chủng mở rộng và ra quân tổng vệ sinh môi trường như sau.\n"
      "1. Tiêm chủng cho trẻ dưới 24 tháng tuổi được tổ chức tại Trạm Y tế xã từ 7 giờ 00 đến 10 "
      "giờ 30 các ngày 05/12, 06/12 và 07/12. Phụ huynh mang theo sổ tiêm chủng, giấy khai sinh và "
      "đưa trẻ đến đúng giờ hẹn. Trẻ đang sốt trên 37,5 °C cần được bác sĩ khám trước khi tiêm.\n"
      "2. Tổng vệ sinh môi trường, khơi thông cống rãnh, diệt lăng quăng phòng chống sốt xuất "
      "huyết "
      "tại tất cả 9 ấp vào sáng Chủ nhật ngày 13/12. Mỗi hộ cử ít nhất 1 người tham gia, mang theo "
      "dụng cụ lao động. Rác được thu gom tập trung, dự kiến khoảng 500 kg mỗi ấp.\n"
      "3. Hội Cựu chiến binh, Hội Phụ nữ và Đoàn Thanh niên phối hợp vận động hội viên tham gia "
      "đầy "
      "đủ. Ông Nguyễn Văn Ẩn, Trưởng Trạm Y tế, và bà Trần Thị Mỹ Lệ, Chủ tịch Hội Phụ nữ, chịu "
      "trách nhiệm hướng dẫn và giải đáp thắc mắc của bà con qua số điện thoại 0272 388 1234.\n"
      "Uỷ ban nhân dân xã đề nghị các ấp thông báo rộng rãi trên hệ thống truyền thanh. Trân trọng "
      "cảm ơn sự phối hợp của bà con.";
  content.category = Category::Policy;
  content.document_number = "163/TB-UBND";
  return content;
}

ItemContent notice_with_long_title() {
  ItemContent content = short_notice();
  content.title =
      "Thông báo về việc niêm yết công khai danh sách các hộ gia đình đủ điều kiện được hỗ trợ xây "
      "dựng, sửa chữa nhà ở theo Chương trình mục tiêu quốc gia giảm nghèo bền vững giai đoạn 2026 "
      "- 2030";
  content.category = Category::Procedure;
  return content;
}

ItemContent storm_alert() {
  ItemContent content = base_content();
  content.title = "KHẨN: BÃO SỐ 9 ĐỔ BỘ ĐÊM NAY";
  content.body =
      "Gió giật cấp 12, mưa trên 200 mm. Bà con ấp Bình Hoà và ấp Rạch Đào di dời đến Trường Tiểu "
      "học Tân Hưng trước 18 giờ 00 hôm nay. Gọi 112 khi cần cứu hộ.";
  content.category = Category::Disaster;
  content.priority = 3;
  content.document_number = "07/CĐ-PCTT";
  return content;
}

ItemContent khmer_notice() {
  ItemContent content = base_content();
  content.title = "សេចក្តីជូនដំណឹង – Lễ Oóc Om Bóc";
  content.body =
      "សូមជម្រាបជូនបងប្អូនប្រជាជនទាំងអស់ពិធីបុណ្យអកអំបុកនឹងប្រព្រឹត្តទៅនៅថ្ងៃទី ២៤ ខែវិច្ឆិកា។\n"
      "Kính mời bà con tham dự lễ Oóc Om Bóc và đua ghe ngo ngày 24/11 tại bến sông Rạch Cát.";
  content.language = "km";
  content.category = Category::Culture;
  return content;
}

ItemContent picture_item() {
  ItemContent content = base_content();
  content.kind = ItemKind::Picture;
  content.title = "Cánh đồng lúa ấp Phước Lộc vào vụ Đông Xuân";
  content.category = Category::Economy;
  Media media;
  media.blob = picture_blob();
  media.size_bytes = 1;
  media.chunks = {picture_blob()};
  media.media_type = "image/jpeg";
  media.size_px = {1200, 900};
  content.media = {media};
  return content;
}

ItemContent video_item() {
  ItemContent content = picture_item();
  content.kind = ItemKind::Video;
  content.title = "Phòng chống đuối nước cho trẻ em";
  Media clip = content.media[0];
  clip.blob.bytes[1] = 1;
  clip.media_type = "video/mp4";
  clip.duration = Millis(12'500);
  clip.has_sound = true;
  clip.poster = 1;
  content.media.insert(content.media.begin(), clip);
  return content;
}

ItemContent ticker_item() {
  ItemContent content = base_content();
  content.kind = ItemKind::Ticker;
  content.title = "Đường dây nóng";
  content.body =
      "Triều cường dâng cao chiều tối 24/11, bà con khu vực ven sông chú ý đề phòng ngập úng   •   "
      "Đường dây nóng UBND xã: 1022";
  return content;
}

ItemContent news_card() {
  ItemContent content = picture_item();
  content.kind = ItemKind::News;
  content.category = Category::Economy;
  content.agency = "UBND xã Tân Hưng";
  Story story;
  story.title = "Đồng bằng sông Cửu Long vào vụ lúa Đông Xuân sớm để né hạn mặn";
  story.lead =
      "Nhiều địa phương xuống giống sớm hơn mọi năm từ hai đến ba tuần, tranh thủ lúc nước ngọt "
      "còn "
      "dồi dào trên các kênh nội đồng.\nNgành nông nghiệp khuyến cáo bà con chọn giống ngắn ngày, "
      "gieo sạ thưa và theo dõi độ mặn trước khi lấy nước vào ruộng.";
  story.source = "Báo Đồng Khởi";
  story.link = "https://tin.example/lua";
  story.published_at =
      Instant(std::chrono::sys_days(std::chrono::year(2026) / 11 / 21)) + std::chrono::hours(20);
  story.published_as = "Sun, 22 Nov 2026 03:00:00 +0700";
  story.media = 0;
  content.title = story.title;
  content.stories = {story};
  return content;
}

ItemContent news_card_without_picture() {
  ItemContent content = news_card();
  content.media.clear();
  content.stories[0].media = Media::kNone;
  content.stories[0].published_at.reset();
  content.stories[0].published_as = "Ngày 22/11";
  return content;
}

ItemContent news_headline() {
  ItemContent content = news_card_without_picture();
  content.stories[0].lead.clear();
  return content;
}

ItemContent news_list() {
  ItemContent content = news_card();
  content.category = Category::Culture;
  content.title = "Tin trong tuần";
  const Story first = content.stories[0];
  const char* const titles[] = {
      "Khai mạc Ngày hội Văn hoá các dân tộc vùng biên giới",
      "Đồng bằng sông Cửu Long vào vụ lúa Đông Xuân sớm để né hạn mặn",
      "Miễn phí khám sức khoẻ định kỳ cho người cao tuổi từ ngày 01/12",
      "Thêm ba cây cầu dân sinh được đưa vào sử dụng",
      "Cảnh báo thủ đoạn giả danh cán bộ thuế để lừa đảo qua điện thoại và mạng xã hội",
      "Học sinh trường THCS Nguyễn Ỷ đoạt giải Nhất cuộc thi Ẩm thực quê hương",
      "Lịch phát sóng truyền thanh tuần tới"};
  content.stories.clear();
  for (const char* title : titles) {
    Story story = first;
    story.title = title;
    story.lead.clear();
    story.media = content.stories.size() == 1 ? 0 : Media::kNone;
    content.stories.push_back(story);
  }
  content.stories[3].source = "Cổng thông tin điện tử tỉnh";
  return content;
}

std::string site() { return "https://bangtin.tanhung.tayninh.vn"; }

CardText pairing_card() {
  CardText card;
  card.title = "Ghép nối bảng tin";
  card.lines = {"Nhập mã này trong phần mềm, rồi so sánh sáu từ bên dưới"};
  card.big_code = "482915";
  card.words = {"hoa sen", "ghe ngo", "lúa chín", "cầu tre", "trống đồng", "ngọn đèn"};
  return card;
}

Place place() { return {"27694", "80", "UBND xã Tân Hưng"}; }

Bitmap picture(Size size) {
  Bitmap result(size);
  const int horizon = size.height_px * 46 / 100;
  for (int y = 0; y < size.height_px; ++y) {
    for (int x = 0; x < size.width_px; ++x) {
      Color color = mixed(0xff2f7fd0, 0xffe6f2fa, y * 256 / std::max(1, horizon));
      const int from_sun = (x - size.width_px * 3 / 4) * (x - size.width_px * 3 / 4) +
                           (y - horizon / 3) * (y - horizon / 3);
      const int sun = size.height_px / 14;
      if (from_sun < sun * sun) color = 0xfffff3c4;
      // Two hills as parabolas, fields in rows that meet at the horizon.
      const int x1 = x - size.width_px / 4;
      const int x2 = x - size.width_px * 4 / 5;
      const int width = size.width_px;
      const int hill1 = horizon - size.height_px / 7 + x1 * (x1 / 4) / std::max(1, width / 5);
      const int hill2 = horizon - size.height_px / 11 + x2 * (x2 / 4) / std::max(1, width / 5);
      if (y > hill1) color = 0xff5c8f86;
      if (y > hill2) color = 0xff45776a;
      if (y > horizon) {
        const int depth = y - horizon + 6;
        const int row = (x - size.width_px / 2) * 24 / depth + 1000;
        color =
            row % 8 == 0 ? 0xff5d9235 : mixed(0xff7fb53f, 0xffe2c24a, depth * 200 / size.height_px);
      }
      result.row(y)[x] = color;
    }
  }
  return result;
}

Digest picture_blob() {
  Digest digest;
  digest.bytes.fill(7);
  return digest;
}

ItemVersion version_of(Fonts& fonts, const ItemContent& content,
                       const std::vector<Size>& zones_px) {
  ItemVersion version;
  version.id = ItemId{"sample"};
  version.author = "bien-tap";
  version.made_at = kFrom;
  version.content = content;
  std::vector<Size> sorted = zones_px;
  std::sort(sorted.begin(), sorted.end());
  for (const Size& zone : sorted) {
    version.paginations.push_back({zone, paginate(fonts, content, zone)});
  }
  return version;
}

Bitmap canvas_with(Composer& composer, const ItemContent& content, std::size_t page,
                   Size canvas_px) {
  const Zones zones = zones_of(canvas_px);
  Manifest manifest;
  Selection& selection = manifest.selection;
  selection.canvas_px = canvas_px;
  selection.place = place();
  selection.utc_offset_minutes = kVietnamOffset_minutes;
  selection.layouts = {{{{ZoneRole::Header, zones.header},
                         {ZoneRole::Main, zones.main},
                         {ZoneRole::Ticker, zones.ticker}}}};
  const Size main{zones.main.width_px, zones.main.height_px};
  const Size ticker{zones.ticker.width_px, zones.ticker.height_px};
  manifest.items = {version_of(composer.fonts(), content, {main}),
                    version_of(composer.fonts(), ticker_item(), {ticker})};
  const auto last = manifest.items[0].paginations[0].pages.size() - 1;
  Scene scene;
  scene.kind = Scene::Kind::Layout;
  using Content = ZoneScene::Content;
  scene.zones = {{Content::Header, 0, 0, 0, kNow, kNow},
                 {Content::Page, 1, 0, std::uint32_t(std::min(page, last)), kNow, kNow},
                 {Content::Ticker, 2, 1, 0, kNow, kNow}};
  const Bitmap shown = picture({1200, 900});
  return composer.compose_scene(manifest, scene, kNow + Seconds(9),
                                [&](const Digest&) { return &shown; });
}

Bitmap NoticePageWork::compose(Composer& composer) const {
  const std::vector<Page>& pages = item.paginations.front().pages;
  return composer.compose_page(item, pages.front(), 1, int(pages.size()), zone_px, nullptr,
                               place());
}

NoticePageWork notice_page_1080p(Fonts& fonts) {
  const Rect main = zones_of({1920, 1080}).main;
  const Size zone{main.width_px, main.height_px};
  return {version_of(fonts, long_notice(), {zone}), zone};
}

std::vector<Case> golden_cases() {
  std::vector<Case> cases;
  const auto add_canvas = [&](std::string name, ItemContent content, std::size_t page, Size size) {
    cases.push_back({name_of_size(size) + "-" + name,
                     [content = std::move(content), page, size](Composer& composer) {
                       return canvas_with(composer, content, page, size);
                     }});
  };
  for (const Size size : canvases()) {
    add_canvas("notice-short", short_notice(), 0, size);
    const Rect header = zones_of(size).header;
    cases.push_back({name_of_size(size) + "-header-plain", [header](Composer& composer) {
                       return composer.compose_header(place(), std::nullopt,
                                                      {header.width_px, header.height_px});
                     }});
    // The largest canvas differs in scale alone.
    if (size.width_px > 2000) continue;
    add_canvas("notice-long-1", long_notice(), 0, size);
    add_canvas("notice-long-2", long_notice(), 1, size);
    add_canvas("notice-long-last", long_notice(), limits::kPagesMax, size);
    add_canvas("notice-long-title", notice_with_long_title(), 0, size);
    add_canvas("notice-alert", storm_alert(), 0, size);
    add_canvas("notice-khmer", khmer_notice(), 0, size);
    add_canvas("picture", picture_item(), 0, size);
    add_canvas("video", video_item(), 0, size);
    add_canvas("news-card", news_card(), 0, size);
    add_canvas("news-card-plain", news_card_without_picture(), 0, size);
    add_canvas("news-headline", news_headline(), 0, size);
    add_canvas("news-list-1", news_list(), 0, size);
    add_canvas("news-list-last", news_list(), limits::kPagesMax, size);
    const auto add_code = [&](const std::string& name, ItemContent content, std::size_t page) {
      content.site = site();
      add_canvas(name + "-code", std::move(content), page, size);
    };
    add_code("notice-short", short_notice(), 0);
    add_code("notice-long-1", long_notice(), 0);
    add_code("notice-long-last", long_notice(), limits::kPagesMax);
    add_code("news-card", news_card(), 0);
    add_code("news-headline", news_headline(), 0);
    add_code("news-list-1", news_list(), 0);
    cases.push_back({name_of_size(size) + "-card", [size](Composer& composer) {
                       const Place here = place();
                       return composer.compose_card(&here, size);
                     }});
    cases.push_back({name_of_size(size) + "-pairing", [size](Composer& composer) {
                       return composer.compose_card(nullptr, size, pairing_card());
                     }});
  }
  return cases;
}

}  // namespace bangtin::samples
