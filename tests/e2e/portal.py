"""A portal of news on the loopback, with good feeds and bad ones."""

import gzip
import http.server
import struct
import threading
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
