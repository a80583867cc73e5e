"""`./dev run`: a commune's server with sample content, one paired board, the manager.

Everything is made anew under build/demo (or --folder) with passwords of its own, printed once. Ctrl-C, or
--seconds N, ends all of it. Without a display both windows draw on SDL's offscreen driver.
"""

import argparse
import datetime
import os
import pathlib
import secrets
import shutil
import signal
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests" / "e2e"), str(pathlib.Path(__file__).resolve().parent)]
sys.dont_write_bytecode = True

import clips  # noqa: E402
import house  # noqa: E402
import pictures  # noqa: E402
import press  # noqa: E402
from days import day, next_saturday  # noqa: E402

NOTICES = [
    ["--category", "welfare", "--title", "Thông báo tạm ngừng cấp điện",
     "--document-number", "49/TB-UBND", "--body",
     "Kính gửi bà con! Để sửa chữa đường dây, Điện lực sẽ tạm ngừng cấp điện từ 7 giờ 30 đến "
     f"11 giờ 00 ngày {day(2)} tại ấp Phước Lộc và ấp Thạnh Hoà.\n"
     "Đề nghị bà con chủ động sắp xếp sinh hoạt, sản xuất. Chi tiết liên hệ: 1022."],
    ["--category", "disaster", "--priority", "2", "--title",
     "Triều cường dâng cao: bà con ven sông Hậu chủ động đề phòng", "--source",
     "Đài Khí tượng Thuỷ văn tỉnh", "--body",
     f"Từ ngày {day(1)} đến {day(4)}, mực nước đỉnh triều có khả năng vượt báo động 2.\n"
     "Bà con kê cao đồ đạc, gia cố bờ bao, không để trẻ em tắm sông một mình, ngắt cầu dao khi "
     "nước vào nhà."],
    ["--category", "procedure", "--title", "Làm thủ tục tại Bộ phận Một cửa", "--body",
     "Thứ hai đến thứ sáu: sáng 7 giờ 00 – 11 giờ 30, chiều 13 giờ 30 – 17 giờ 00.\n"
     "Thứ bảy: sáng 7 giờ 30 – 11 giờ 00. Khi đi mang theo căn cước; hồ sơ nộp trực tuyến được "
     "giảm 50 % lệ phí."],
]
MORE_TAKES = 25  # seconds, about, that the second part of the content takes
PATIENCE = 30  # seconds after the first content stands, for its pictures on a slow machine
TICKER = ("Tiêm vắc-xin sởi miễn phí cho trẻ từ 9 tháng đến 5 tuổi: sáng thứ bảy "
          f"{next_saturday()} tại Trạm Y tế xã, mang theo sổ tiêm chủng.  •  Đường dây nóng: 1022")


def news(commune, feed_url):
    """A card and a list of what a portal said, taken by the editor and approved."""
    commune.editor.run("feed", "add", "--name", "Cổng thông tin tỉnh", "--url", feed_url,
                       "--category", "economy", "--every", "60")
    stories = house.wait_for("the stories of the portal",
                             lambda: commune.editor.run("story", "list")["stories"])
    pictured = [s["id"] for s in stories if "Khánh thành" in s["story"]["title"]]
    rest = [s["id"] for s in stories if s["id"] not in pictured]
    until = ["--until", "31/12/2030 17:00"]
    taken = [commune.editor.run("story", "take", *pictured, *until),
             commune.editor.run("story", "take", *rest, "--title", "Tin trong tỉnh", *until)]
    approved = []
    for draft in taken:
        commune.editor.run("item", "submit", draft["item"]["id"])
        approved.append(commune.approver.approve(draft["item"]["id"]))
    return approved


def publish(commune, name, board, items, *schedule):
    arguments = ["--name", name, "--board", board.id]
    for item in items:
        arguments += ["--item", item["id"]]
    playlist = commune.editor.run("playlist", "new", *arguments)
    if schedule:
        commune.editor.run("schedule", "set", playlist["id"], *schedule)
    commune.publish(playlist)
    return playlist


def timetable(commune, board, film):
    """A film over the whole screen for a minute that is about to come, every day, before the news of
    the day; quiet hours for sound."""
    commune.technician.run("hours", "set", "--board", board.id, "--quiet", "21:30-05:00")
    soon = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=7)))
    soon += datetime.timedelta(minutes=1, seconds=15)
    begin, end = soon.strftime("%H:%M"), (soon + datetime.timedelta(minutes=1)).strftime("%H:%M")
    publish(commune, "Phim toàn màn hình", board, [film], "--from", begin, "--to", end,
            "--priority", 5, "--layout", "full")
    print(f"Lúc {begin} phim chiếu toàn màn hình trong một phút.", flush=True)


def picture(commune, title, file):
    return commune.item("--kind", "picture", "--category", "culture", "--title", title, "--picture",
                        file, "--picture-seconds", 8)


def first_content(commune, board, files):
    """A notice, a picture and a ticker, written, approved and published to the board."""
    print("Soạn, duyệt và phát tin mẫu …", flush=True)
    items = [commune.item(*NOTICES[0]),
             picture(commune, "Được mùa lúa thu đông, ấp Thạnh Hoà", files[0]),
             commune.item("--kind", "ticker", "--category", "welfare", "--title",
                          "Lịch tiêm chủng", "--body", TICKER)]
    return items, publish(commune, "Bản tin hằng ngày", board, items)


def more_content(commune, board, folder, files, items, playlist):
    """More of it, a clip that is converted, and news of a portal."""
    film = commune.item("--title", "Mùa vàng trên đồng", "--category", "culture", "--video",
                        clips.draw(files[0], folder / "mua-vang.mp4"))
    told = news(commune, press.start(folder / "portal", files[1]))
    rest = [*(commune.item(*notice) for notice in NOTICES[1:]),
            picture(commune, "Bến sông chiều", files[1])]
    arguments = []
    for item in [items[0], film, *told, *items[1:], *rest]:
        arguments += ["--item", item["id"]]
    commune.editor.run("playlist", "set", playlist["id"], *arguments)
    commune.publish(playlist)
    timetable(commune, board, film)
    house.wait_for("the board to confirm", lambda: commune.confirmed(playlist))


def place(commune, board):
    """The invented commune's map, and the board on it."""
    commune.admin.run("commune", "map", str(ROOT / "assets" / "demo" / "tan-hung.geojson"))
    commune.technician.run("board", "place", board.id, "--at", "10.3318, 105.5042")


def start_manager(commune, shots, visible):
    arguments = [house.program("bangtin-manager"), "--server", commune.server.url, "--pin",
                 commune.server.pin, "--login", commune.editor.login]
    if shots:
        arguments += ["--shots", shots / "manager"]
    drivers = {} if visible else {"SDL_VIDEODRIVER": "offscreen"}
    return house.Program(arguments, commune.folder / "manager.log",
                         env={"BANGTIN_PASSWORD": commune.password, **drivers,
                              "BANGTIN_MANAGER_STATE": str(commune.people)})


def pictures_of(board, shots):
    """What was shot of the board and of the manager."""
    return sorted(board.shots.glob("*.png")), sorted((shots / "manager").glob("*.png"))


def keep_shots(board, shots):
    """The glass as the board saw it, and the desk: bang-1.png ..., quan-ly.png."""
    taken, desk = pictures_of(board, shots)
    with_content = taken[-8:] if len(taken) > 8 else taken
    for number, path in enumerate(with_content, 1):
        shutil.copy(path, shots / f"bang-{number}.png")
    if desk:
        shutil.copy(next((d for d in desk if "compose" in d.name), desk[0]), shots / "quan-ly.png")
    if len(with_content) < 3 or not desk:
        sys.exit(f"too few pictures: {len(with_content)} of the board, {len(desk)} of the manager")
    print(f"Ảnh ở {shots}: {len(with_content)} của bảng, quan-ly.png của phần mềm quản lý.")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, help="end after so many seconds")
    parser.add_argument("--shots", type=pathlib.Path, help="leave PNGs of board and manager here")
    parser.add_argument("--folder", type=pathlib.Path, default=ROOT / "build" / "demo",
                        help="everything goes there; what was there goes")
    parser.add_argument("--size", default="1920x1080", help="canvas of the board")
    options = parser.parse_args()
    visible = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    folder = options.folder.resolve()
    shutil.rmtree(folder, ignore_errors=True)
    shots = (options.shots or (folder / "shots" if not visible else None))
    if shots:
        shots = shots.resolve()
        shots.mkdir(parents=True, exist_ok=True)

    def end(*_):
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, end)
    started = time.monotonic()

    def is_over():
        """After so many seconds, once there is something to be seen of what was published."""
        if options.seconds is None or time.monotonic() - started < options.seconds:
            return False
        late = time.monotonic() - published > PATIENCE
        return late or not shots or all(
            len(taken) >= enough for taken, enough in zip(pictures_of(board, shots), (6, 1)))

    commune = board = manager = published = None
    os.environ["BANGTIN_FEED_NETWORKS"] = "127.0.0.1"  # the demo's own portal
    try:
        commune = house.Commune(folder, password=secrets.token_urlsafe(12))
        board = house.Board(folder / "board", commune.server.url, options.size, visible)
        board.start()
        commune.pair(board, "Nhà văn hoá ấp Phước Lộc")
        place(commune, board)
        print(f"Máy chủ {commune.server.url}, mã ghim {commune.server.pin}")
        print(f"Đăng nhập: quantri, bientap, lanhdao, kythuat; mật khẩu {commune.password}")
        files = pictures.draw_all(folder / "pictures")
        items, playlist = first_content(commune, board, files)
        published = time.monotonic()
        manager = start_manager(commune, shots, visible)
        if options.seconds is None or published - started + MORE_TAKES < options.seconds:
            more_content(commune, board, folder, files, items, playlist)
        print("Bảng đang chiếu. Ctrl-C để dừng." if visible else
              f"Không có màn hình: bảng chiếu ngầm, ảnh ở {shots}. Ctrl-C để dừng.", flush=True)
        while not is_over():
            for name, running in (("bangtin-server", commune.server.program),
                                  ("bangtin-player", board.program)):
                if not running.running():
                    sys.exit(f"{name} đã dừng bất ngờ, xem {running.log}")
            time.sleep(0.2)
    except KeyboardInterrupt:
        print("\nĐang dừng …")
    finally:
        for part in (manager, board, commune.server if commune else None):
            if part:
                part.stop()
    if shots:
        keep_shots(board, shots)


if __name__ == "__main__":
    main()
