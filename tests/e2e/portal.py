"""A portal of news on the loopback, with good feeds and pages and bad ones."""

import gzip
import http.server
import struct
import threading
import unicodedata
import zlib


def png(width, height, colour=(20, 120, 200)):
    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))
    row = b"\0" + bytes(colour) * width
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(row * height)) + chunk(b"IEND", b""))


def feed(stories):
    items = "".join(
        f"<item><title>{title}</title><guid isPermaLink='false'>{guid}</guid>"
        f"<link>/tin/{guid}</link><pubDate>{date}</pubDate>"
        f"<description><![CDATA[{picture}{lead}]]></description></item>"
        for guid, title, date, picture, lead in stories)
    return ("\n<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel>"
            f"<title>Báo</title>{items}</channel></rss>").encode()


GOOD = feed([
    ("1", "Lũ về trên sông Tiền", "Sun, 22 Nov 2026 05:06:07 +0700", "<img src='/anh.png'>",
     "(TTXVN) - Nước lên nhanh trong đêm. Xem thêm »"),
    ("2", "Khám bệnh miễn phí cho người già", "Ngày 22/5", "", "&lt;p&gt;Từ 7 giờ&lt;/p&gt;"),
    ("3", "Khám bệnh miễn phí cho người già!", "", "", "Từ 7 giờ"),
    ("4", "Ảnh hỏng", "20/11/2026 08:00", "<img src='/khong-co.png'>", "Không có ảnh."),
])


# A page as a commune's portal has it: a clock on top, menus, buttons, counters, other news, blanks
# that do not break, letters in two parts, a canonical address.
ARTICLE = ("<!DOCTYPE html><html><head><meta charset='utf-8'><title>Họp dân bàn sửa đường liên ấp - Cổng xã "
           "Tân Hưng</title><meta property='og:site_name' content='Cổng xã Tân Hưng'>"
           "<link rel='canonical' href='/bai/hop-dan'></head><body><div class='gio'>Thứ hai, ngày 30 "
           "tháng 11 năm 2026 05:59</div><ul class='menu'><li><a href='/'>Trang chủ</a></li><li><a "
           "href='/gioi-thieu'>Giới thiệu chung về xã Tân Hưng và các ấp</a></li></ul><div class='newsdetail'>"
           "<h1>Họp dân bàn sửa đường liên ấp</h1><div>Ngày đăng: 21/11/2026&nbsp; 14:06 | Lượt xem: "
           "1.234</div><div>A- A A+</div><div class='share'>Facebook Zalo In bài viết</div><img "
           "src='/anh.png' width='640'><div class='noi-dung'><p>" +
           unicodedata.normalize("NFD", "Ủy ban nhân dân xã mời bà con đến nhà văn hoá ấp 3 họp bàn việc sửa "
                                        "đường.") +
           "&nbsp;</p><p>Đường dài 2&nbsp;km, làm trong ba tháng&nbsp;&nbsp;mùa khô./.</p></div>"
           "<div>Bạn chưa có đủ quyền truy nhập portlet này.</div></div><div class='tin-khac'><h3>Các tin "
           "khác</h3><p>Bàn giao đường trục chính của xã sau ba tháng thi công và nghiệm thu.</p></div>"
           "</body></html>").encode()
LOGIN = b"<html><body><form action='/vao'><input name='u'><input type='password'></form></body></html>"


class Portal:
    """Serves until the process ends. `url` is its address; `asked` the requests that came."""

    def __init__(self, inner_url=""):
        portal = self
        self.asked = []
        self.page = GOOD

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def answer(self, body, kind="application/rss+xml", status=200, **headers):
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                for name, value in headers.items():
                    self.send_header(name.replace("_", "-"), value)
                self.end_headers()
                self.wfile.write(body)

            def do_GET(self):
                portal.asked.append((self.path, dict(self.headers)))
                if self.path == "/rss":
                    if self.headers.get("If-None-Match") == '"1"':
                        return self.answer(b"", status=304)
                    return self.answer(portal.page, ETag='"1"')
                if self.path == "/anh.png":
                    return self.answer(png(640, 360), "image/png")
                if self.path.startswith("/bai/hop-dan"):
                    return self.answer(ARTICLE, "text/html; charset=utf-8")
                if self.path == "/vao":
                    return self.answer(LOGIN, "text/html")
                if self.path == "/tep.pdf":
                    return self.answer(b"%PDF-1.7", "application/pdf")
                if self.path == "/html":
                    return self.answer(b"<!DOCTYPE html><html><body>Trang</body></html>", "text/html")
                if self.path == "/bomb":
                    return self.answer(gzip.compress(b"<rss>" + b" " * (3 << 20)),
                                       Content_Encoding="gzip")
                if self.path == "/inner":
                    return self.answer(b"", status=302, Location=inner_url)
                if self.path.startswith("/loop"):
                    return self.answer(b"", status=302, Location=self.path + "x")
                if self.path == "/endless":
                    self.send_response(200)
                    self.send_header("Content-Type", "text/xml")
                    self.send_header("Connection", "close")
                    self.end_headers()
                    try:
                        self.wfile.write(b"<rss><channel>")
                        while True:
                            self.wfile.write(b"<item><title>tin</title></item>" * 1000)
                    except OSError:
                        self.close_connection = True
                    return None
                return self.answer(b"", status=404)

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}"
