"""The demo's portal of news: a feed and its pictures on the loopback, until the program ends."""

import functools
import http.server
import shutil
import threading

from days import day, published

STORIES = [
    ("Khánh thành cầu Kênh Năm, nối liền hai ấp", published(1, 6),
     f"Cây cầu dài 42 m, rộng 4 m do nhân dân và Nhà nước cùng làm, đưa vào sử dụng sáng {day(-1)}. "
     "Học sinh ấp Thạnh Hoà không còn phải đi đò tới trường."),
    ("Hợp tác xã Tân Hưng ký bao tiêu 300 ha lúa thơm", published(2, 15),
     "Doanh nghiệp thu mua toàn bộ sản lượng vụ đông xuân với giá bảo đảm."),
    ("Trạm Y tế xã có thêm máy siêu âm", published(3, 9),
     "Bà con có thẻ bảo hiểm y tế được siêu âm tại trạm, không phải lên tuyến trên."),
]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def start(folder, picture):
    """The address of the feed."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(picture, folder / "anh.png")
    items = "".join(
        f"<item><title>{title}</title><guid isPermaLink='false'>{number}</guid>"
        f"<link>/tin/{number}</link><pubDate>{date}</pubDate><description><![CDATA["
        f"{'<img src=/anh.png>' if number == 0 else ''}{lead}]]></description></item>"
        for number, (title, date, lead) in enumerate(STORIES))
    (folder / "rss.xml").write_text(
        "<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>Cổng thông tin "
        f"tỉnh</title>{items}</channel></rss>", encoding="utf-8")
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(_Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/rss.xml"
