#include "tests/manager/news/portal_pages.h"

namespace bangtin {
namespace {

/// What surrounds every article of a portal.
const std::string kMenu =
    "<ul class='menu-ngang'><li><a href='/'>Trang chủ</a></li><li><a href='/gioi-thieu'>Giới thiệu "
    "chung về huyện đảo và các xã</a></li><li><a href='/tin'>Tin tức - Sự kiện trong tỉnh và trong "
    "nước</a></li></ul>";
const std::string kOtherNews =
    "<div class='box-khac'><h3>Các tin khác</h3><ul><li><a href='/1'>Bàn giao đường trục chính của "
    "xã sau ba tháng thi công</a> <i>(29/11/2026)</i></li><li><a href='/2'>Hội nghị tổng kết phong "
    "trào thi đua năm 2026</a></li></ul></div>";
const std::string kFooter =
    "<div id='footer'><p>Trang thông tin điện tử, giấy phép số 12/GP-TTĐT. Chịu trách nhiệm chính: "
    "Chánh Văn phòng. Địa chỉ: khu phố 1.</p><p>Đang truy cập: 12 - Tổng truy cập: 3.456.789</p>"
    "</div>";

/// A page of tables inside one form, with a clock of its own; date in brackets (seed 000).
PortalPage of_tables() {
  PortalPage page;
  page.name = "tables in a form, a clock, a date in brackets";
  page.source = {"https://bien.example/trang.aspx?id=12", "text/html; charset=utf-8", "", 420};
  page.bytes =
      "<html><head><title>Trang chủ</title><meta http-equiv='Content-Type' content='text/html; "
      "charset=utf-8'></head><body><form id='aspnetForm'><input type='hidden' value='x'>"
      "<table><tr><td colspan='3'>Thứ hai, ngày 30 tháng 11 năm 2026 05:59</td></tr><tr><td "
      "class='left'>" +
      kMenu +
      "</td><td><table><tr><td><span class='tieude'>Xã đảo lắp bảng tin điện tử cho năm ấp</span>"
      "</td></tr><tr><td>(14:06 | 26/08/2020)</td></tr><tr><td>A- A A+</td></tr><tr><td><p>Ngày "
      "25/8, Ủy ban nhân dân xã đã bàn giao năm bảng tin điện tử cho các ấp ven "
      "biển.&nbsp;</p><p>Mỗi bảng rộng 6&nbsp;m²&nbsp;&nbsp;và chạy "
      "&ldquo;bản tin sáng\" từ 5 giờ./.</p></td></tr><tr><td>Lượt xem: 1.234</td></tr><tr><td>" +
      kOtherNews + "</td></tr></table></td><td>" + kMenu + "</td></tr></table></form>" + kFooter +
      "</body></html>";
  page.title = "Xã đảo lắp bảng tin điện tử cho năm ấp";
  page.lead =
      "Ngày 25/8, Ủy ban nhân dân xã đã bàn giao năm bảng tin điện tử cho các ấp ven biển.\nMỗi "
      "bảng rộng 6\u00a0m² và chạy “bản tin sáng” từ 5 giờ.";
  page.told = "bien.example";
  page.date = "2020-08-26T07:06:00.000Z";
  page.date_as = "(14:06 | 26/08/2020)";
  page.link = page.source.url;
  return page;
}

/// The day of the visit on top, another of the article; two blanks in its date; buttons inline
/// (seed 001).
PortalPage of_a_visit() {
  PortalPage page;
  page.name = "the day of the visit, two blanks in the date, buttons in a line";
  page.source = {"http://nui.example/tin/ke-hoach.html", "text/html", "", 420};
  page.bytes =
      "<!DOCTYPE html><html><head><meta charset='utf-8'><title>Triển khai kế hoạch IPv6 trong cơ "
      "quan nhà nước - Cổng thông tin điện tử tỉnh Núi</title><meta property='og:site_name' "
      "content='Cổng thông tin điện tử tỉnh Núi'></head><body><div class='ngay-truy-cap'>Hôm nay: "
      "30/11/2026</div><div class='main'>" +
      kMenu +
      "<div class='chi-tiet'><h1>Triển khai kế hoạch IPv6 trong cơ quan nhà nước</h1><div "
      "class='ngay'>30/05/2020&nbsp; 08:52</div><div>Chia sẻ | Facebook | Zalo | In bài viết"
      "</div><div>Ủy ban nhân dân tỉnh vừa ban hành kế hoạch chuyển đổi IPv6 cho mạng của các cơ "
      "quan.<br><br>Theo đó, đến hết năm, tất cả cổng thông tin của tỉnh chạy được trên IPv6.<br>"
      "<img src='/anh/so-do.jpg' width='600'></div><div>★★★★★ 4/5</div><div>Bạn chưa có đủ quyền "
      "truy nhập portlet này.</div></div>" +
      kOtherNews + "</div>" + kFooter + "</body></html>";
  page.title = "Triển khai kế hoạch IPv6 trong cơ quan nhà nước";
  page.lead =
      "Ủy ban nhân dân tỉnh vừa ban hành kế hoạch chuyển đổi IPv6 cho mạng của các cơ quan.\nTheo "
      "đó, đến hết năm, tất cả cổng thông tin của tỉnh chạy được trên IPv6.";
  page.told = "Cổng thông tin điện tử tỉnh Núi";
  page.date = "2020-05-30T01:52:00.000Z";
  page.date_as = "30/05/2020 08:52";
  page.link = page.source.url;
  page.picture = "http://nui.example/anh/so-do.jpg";
  return page;
}

/// "Ngày 13-01-2021", a long text in small elements, a title that is a link to itself (seed 002).
PortalPage of_small_elements() {
  PortalPage page;
  page.name = "each paragraph in elements of its own, a date with dashes";
  page.source = {"https://dao.example/chi-tiet/7?utm_source=zalo", "text/html", "", 420};
  page.bytes =
      "<html><head><title>Chi tiết tin</title><link rel='canonical' href='/chi-tiet/7'></head>"
      "<body><header><div class='logo'><a href='/'><h1>CỔNG THÔNG TIN ĐIỆN TỬ ĐẢO NGỌC</h1></a>"
      "</div></header><nav>" +
      kMenu +
      "</nav><div class='noidung'><h2 class='title-detail'>Đảo Ngọc "
      "phủ wifi miễn phí tại bến tàu và chợ đêm</h2><span>Ngày 13-01-2021</span><div><div><div>"
      "<span>Từ tháng này, du khách dùng wifi miễn phí tại bến tàu, chợ đêm và nhà ga.</span></div>"
      "</div><div><div><span>Mỗi người dùng được ba mươi phút một lần, không cần đăng ký.</span>"
      "</div></div><div><div><span>Số điện thoại hỗ trợ đặt tại quầy thông tin của bến tàu.</span>"
      "</div></div></div><div class='binh-luan'><p>Bình luận hay nhất: rất mong có thêm wifi ở bãi "
      "biển phía nam.</p><textarea>Ý kiến của bạn</textarea></div></div><aside><p>Quảng cáo: nhà "
      "nghỉ giảm giá ba mươi phần trăm cho khách đi theo đoàn.</p></aside>" +
      kFooter + "</body></html>";
  page.title = "Đảo Ngọc phủ wifi miễn phí tại bến tàu và chợ đêm";
  page.lead =
      "Từ tháng này, du khách dùng wifi miễn phí tại bến tàu, chợ đêm và nhà ga.\nMỗi người dùng "
      "được ba mươi phút một lần, không cần đăng ký.\nSố điện thoại hỗ trợ đặt tại quầy thông tin "
      "của bến tàu.";
  page.told = "dao.example";
  page.date = "2021-01-12T17:00:00.000Z";
  page.date_as = "Ngày 13-01-2021";
  page.link = "https://dao.example/chi-tiet/7";
  return page;
}

/// Liferay; a day without its year; a source of its own at the end (seed 003).
PortalPage of_liferay() {
  PortalPage page;
  page.name = "Liferay, a day without its year, a source at the end";
  page.source = {"https://song.example/web/tin/-/asset/view/9", "text/html;charset=UTF-8", "", 420};
  page.bytes =
      "<html><head><title>Cấp chứng thư số cho cán bộ xã - Sở Thông tin tỉnh Sông</title></head>"
      "<body class='yui3-skin-sam'><div id='banner'><a href='/'>Sở Thông tin tỉnh Sông</a></div>"
      "<div class='portlet-journal-content'><div class='journal-content-article'><h3 "
      "class='header-title'>Cấp chứng thư số cho cán bộ xã</h3><p>Ngày 22/5</p><p><em>Toàn tỉnh đã "
      "cấp chứng thư số và SIM ký số cho một trăm phần trăm cán bộ cấp xã.</em></p><p>Văn bản điện "
      "tử có chữ ký số thay cho văn bản giấy từ đầu quý tới.</p><p>Nguồn: Báo Sông Xanh</p></div>"
      "<div class='portlet-msg-error'>Bạn chưa có đủ quyền truy nhập portlet này</div></div>"
      "<div class='asset-links lien-quan'><p>Xem thêm các bài viết có cùng chủ đề với bài viết "
      "đang đọc tại đây.</p></div>" +
      kFooter + "</body></html>";
  page.title = "Cấp chứng thư số cho cán bộ xã";
  page.lead =
      "Toàn tỉnh đã cấp chứng thư số và SIM ký số cho một trăm phần trăm cán bộ cấp xã.\nVăn bản "
      "điện tử có chữ ký số thay cho văn bản giấy từ đầu quý tới.";
  page.told = "Báo Sông Xanh";
  page.date_as = "Ngày 22/5";
  page.link = page.source.url;
  return page;
}

/// SharePoint; no date at all; a table of the text; the canonical link leads home (seed 004).
PortalPage of_sharepoint() {
  PortalPage page;
  page.name = "SharePoint, no date, a table, a canonical link that leads home";
  page.source = {"https://tinh.example/Pages/tin.aspx", "text/html", "Cổng tỉnh", 420};
  page.bytes =
      "<html><head><title>\r\n\tLịch tiêm chủng tháng 12 của Trạm Y tế xã\r\n</title><link "
      "rel='canonical' href='https://tinh.example/'></head><body><form>" +
      kMenu +
      "<div class='ms-rtestate-field'><h1>Lịch tiêm chủng tháng 12 của Trạm Y tế xã</h1><p>"
      "\u200bTrạm Y tế xã tổ chức tiêm chủng cho trẻ dưới một tuổi theo lịch sau đây:</p><table>"
      "<tbody><tr><th>Ngày</th><th>Nơi tiêm</th></tr><tr><td><p>05/12/2026</p></td><td><p>Nhà văn "
      "hoá ấp 1</p></td></tr><tr><td>12/12/2026</td><td>Trạm Y tế xã</td></tr></tbody></table><p>"
      "Khi đi mang theo sổ tiêm của trẻ./.</p></div>" +
      kOtherNews + "</form>" + kFooter + "</body></html>";
  page.title = "Lịch tiêm chủng tháng 12 của Trạm Y tế xã";
  page.lead =
      "Trạm Y tế xã tổ chức tiêm chủng cho trẻ dưới một tuổi theo lịch sau đây:\nNgày – Nơi tiêm\n"
      "05/12/2026 – Nhà văn hoá ấp 1\n12/12/2026 – Trạm Y tế xã\nKhi đi mang theo sổ tiêm của trẻ.";
  page.told = "Cổng tỉnh";
  page.link = page.source.url;
  return page;
}

/// NukeViet: summary and body apart, date with the day of the week, counters, decomposed letters.
PortalPage of_nukeviet() {
  PortalPage page;
  page.name = "NukeViet, a summary apart, letters in two parts";
  page.source = {"https://xa.example/news/tin/hop-dan-15.html", "text/html", "", 420};
  page.bytes =
      "<!DOCTYPE html><html><head><title>Ho\u0323p da\u0302n a\u0301\u0302p "
      "Phu\u031bo\u031b\u0301c "
      "Lo\u0323\u0302c</title><meta property='og:title' content='Họp dân ấp Phước Lộc'><meta "
      "property='og:site_name' content='UBND xã Tân Hưng'><meta property='og:image' "
      "content='https://xa.example/uploads/logo.png'></head><body><div class='navbar'>" +
      kMenu +
      "</div><div class='news_column panel newsdetail'><h1 class='title margin-bottom-lg'>Họp dân "
      "ấp Phước Lộc</h1><div class='row'><em class='pull-left'>Thứ hai - 12/10/2020 21:34</em>"
      "<ul class='list-inline'><li><a href='print'>In ra</a></li></ul></div><div class='hometext'>"
      "Ban nhân dân ấp mời bà con dự họp bàn việc sửa đường và đặt tên cầu mới.</div><figure "
      "class='article center'><img src='/uploads/hop.jpg' width='460'/><figcaption>Ảnh: Ban nhân "
      "dân ấp chụp trong lần họp trước tại nhà văn hoá.</figcaption></figure><div "
      "id='news-bodyhtml' class='bodytext'><p>Cuộc họp bắt đầu lúc 19 giờ ngày 15/10 tại nhà văn "
      "hoá ấp.</p><p>Mỗi hộ cử một người đi dự, mang theo phiếu lấy ý kiến đã phát.</p><p><strong>"
      "Tác giả: </strong>Văn phòng</p></div></div><div class='news_column panel'><p>Tổng số điểm "
      "của bài viết là: 0 trong 0 đánh giá</p><p>Click để đánh giá bài viết</p></div><h3>Những tin "
      "mới hơn</h3><ul class='related'><li><a href='/a'>Khai mạc hội làng ở đình Phước Lộc</a>"
      "</li></ul></body></html>";
  page.title = "Họp dân ấp Phước Lộc";
  page.lead =
      "Ban nhân dân ấp mời bà con dự họp bàn việc sửa đường và đặt tên cầu mới.\nCuộc họp bắt đầu "
      "lúc 19 giờ ngày 15/10 tại nhà văn hoá ấp.\nMỗi hộ cử một người đi dự, mang theo phiếu lấy ý "
      "kiến đã phát.";
  page.told = "UBND xã Tân Hưng";
  page.date = "2020-10-12T14:34:00.000Z";
  page.date_as = "Thứ hai - 12/10/2020 21:34";
  page.link = page.source.url;
  page.picture = "https://xa.example/uploads/hop.jpg";
  return page;
}

/// The press: JSON-LD says all, the text is littered.
PortalPage of_the_press() {
  PortalPage page;
  page.name = "the press, JSON-LD, other news in the middle";
  page.source = {"https://m.bao.example/lu-ve-123.html", "text/html", "", 420};
  page.bytes =
      "<html><head><title>Lũ về nhanh trên sông Tiền | Báo Tỉnh</title><script "
      "type='application/ld+json'>{\"@context\":\"https://schema.org\",\"@graph\":[{\"@type\":"
      "\"WebSite\",\"name\":\"x\"},{\"@type\":[\"NewsArticle\"],\"headline\":\"Lũ về nhanh trên "
      "sông Tiền\",\"datePublished\":\"2026-11-22T05:06:07+07:00\",\"image\":{\"url\":"
      "\"/anh/lu.jpg\"},\"publisher\":{\"name\":\"Báo Tỉnh\"}}]}</script></head><body><article>"
      "<h1>Lũ về nhanh trên sông Tiền</h1><time datetime='2026-01-01'>hôm nay</time><p "
      "class='sapo'>(TTXVN) - Nước lên nhanh trong đêm 21/11, nhiều nơi đã vượt báo động hai.</p>"
      "<div class='article__body'><p>Bà con ven sông cần kê cao đồ đạc và đưa trẻ em đến nơi an "
      "toàn.</p><div class='related-inner'><p>Đọc thêm: Cách làm áo phao bằng chai nhựa cho học "
      "sinh vùng lũ.</p></div><p>Trạm bơm chạy suốt ngày đêm để giữ lúa cho ba xã phía trong "
      "đê.</p></div><div style='display: none'>Chữ này không ai thấy trên trang của báo cả.</div>"
      "</article><script>document.write('<p>Một đoạn mà chỉ chương trình mới viết ra trên "
      "trang.</p>')</script></body></html>";
  page.title = "Lũ về nhanh trên sông Tiền";
  page.lead =
      "Nước lên nhanh trong đêm 21/11, nhiều nơi đã vượt báo động hai.\nBà con ven sông cần kê cao "
      "đồ đạc và đưa trẻ em đến nơi an toàn.\nTrạm bơm chạy suốt ngày đêm để giữ lúa cho ba xã "
      "phía trong đê.";
  page.told = "Báo Tỉnh";
  page.date = "2026-11-21T22:06:07.000Z";
  page.date_as = "2026-11-22T05:06:07+07:00";
  page.link = page.source.url;
  page.picture = "https://m.bao.example/anh/lu.jpg";
  return page;
}

/// A column of notices as long as the article; its title in no heading and not in the window.
PortalPage of_two_columns() {
  PortalPage page;
  page.name = "a column of notices as long as the article";
  page.source = {"https://binh.example/chi-tiet?id=5", "text/html", "", 420};
  page.bytes =
      "<html><head><title>Chi tiết | UBND xã Bình Minh</title></head><body><div class='col-md-3'>"
      "<div class='panel'><div>Thông báo</div><div class='panel-body'><p>Lịch tiếp công dân của "
      "Chủ "
      "tịch xã vào thứ năm hằng tuần tại trụ sở.</p><p>Đường dây nóng phản ánh kiến nghị trực cả "
      "ngày nghỉ và ngày lễ tết trong năm.</p></div></div></div><div class='col-md-9'><div><div "
      "class='tintuc-title'>Bình Minh ra quân dọn vệ sinh kênh mương</div><div>14:30 20/11/2026"
      "</div><div class='tt-body'><div style='text-align:justify'>Sáng 20/11, hơn hai trăm đoàn "
      "viên "
      "cùng bà con ra quân vớt lục bình.</div><div>Sau một buổi, ba cây số kênh đã thông dòng, ghe "
      "xuồng đi lại dễ dàng.</div></div><div>Các tin mới hơn:</div><div><a href='1'>Họp xã viên "
      "hợp "
      "tác xã Bình Minh vào cuối tháng</a> (21/11)</div></div></div></body></html>";
  page.title = "Bình Minh ra quân dọn vệ sinh kênh mương";
  page.lead =
      "Sáng 20/11, hơn hai trăm đoàn viên cùng bà con ra quân vớt lục bình.\nSau một buổi, ba cây "
      "số "
      "kênh đã thông dòng, ghe xuồng đi lại dễ dàng.";
  page.told = "binh.example";
  page.date = "2026-11-20T07:30:00.000Z";
  page.date_as = "14:30 20/11/2026";
  page.link = page.source.url;
  return page;
}

/// An old page in windows-1258 that says it is UTF-8, tags never closed.
PortalPage of_an_old_encoding() {
  PortalPage page;
  page.name = "windows-1258 that is called UTF-8, tags that never end";
  page.source = {"https://cu.example/tin.php?id=3", "text/html; charset=utf-8", "", 420};
  page.bytes =
      "<html><head><meta http-equiv=content-type content='text/html; charset=utf-8'><title>"
      "C\xf4ng b\xf4\xec \xf0\xfd\xf5\xccng d\xe2y n\xf3ng cu\xd2"
      "a xa\xde</title><body "
      "bgcolor=white><center><font size=5><b><div class=title>C\xf4ng b\xf4\xec "
      "\xf0\xfd\xf5\xccng d\xe2y n\xf3ng cu\xd2"
      "a xa\xde</div></b></font><p>Ng\xe0y "
      "\xf0\xe3ng: 01/02/2021 | L\xfd\xf5\xf2t xem: 12<p>\xd0\xfd\xf5\xccng d\xe2y n\xf3ng "
      "cu\xd2"
      "a xa\xde nh\xe2\xf2n tin b\xe1o v\xea\xcc c\xe2\xccu ho\xd2ng, \xf0\xe8n "
      "t\xe3\xect v\xe0 r\xe1"
      "c tha\xd2i.<p>Ng\xfd\xf5\xcci d\xe2n go\xf2i ca\xd2 ng\xe0y "
      "l\xe2\xden \xf0\xeam, k\xea\xd2 ca\xd2 ng\xe0y nghi\xd2.";
  page.title = "Công bố đường dây nóng của xã";
  page.lead =
      "Đường dây nóng của xã nhận tin báo về cầu hỏng, đèn tắt và rác thải.\nNgười dân gọi cả ngày "
      "lẫn đêm, kể cả ngày nghỉ.";
  page.told = "cu.example";
  page.date = "2021-01-31T17:00:00.000Z";
  page.date_as = "01/02/2021";
  page.link = page.source.url;
  return page;
}

}  // namespace

const std::vector<PortalPage>& portal_pages() {
  static const std::vector<PortalPage> pages = {
      of_tables(),   of_a_visit(),   of_small_elements(), of_liferay(),        of_sharepoint(),
      of_nukeviet(), of_the_press(), of_two_columns(),    of_an_old_encoding()};
  return pages;
}

}  // namespace bangtin
