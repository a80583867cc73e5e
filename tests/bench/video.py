"""video.py CLIP: one clip on one Xvfb: bangtin-player --play, mpv and decoding alone, by turns;
then the same clip as the item of a board, with header and a ticker that runs.

Prints JSON lines. mpv is needed for the comparison only: apt-get install mpv.
"""

import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

from programs import cpu_seconds, say  # Which makes those of tests/e2e known.

import house
import story
from house import wait_for

ROOT = pathlib.Path(__file__).resolve().parents[2]
PLAYER = ROOT / "build" / "release" / "bin" / "bangtin-player"
ROUNDS = int(os.environ.get("BANGTIN_BENCH_ROUNDS", "3"))


def cpu_of(command, env):
    """User and system seconds of the command and all that it started and waited for."""
    process = subprocess.Popen(command, env=env, stdin=subprocess.DEVNULL,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, f"{command[0]} ended with {process.returncode}"
    return usage.ru_utime + usage.ru_stime


class Screen:
    """An Xvfb of its own, and what it worked."""

    def __enter__(self):
        read, write = os.pipe()
        self.process = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", "1920x1080x24", "-nolisten", "tcp"],
            pass_fds=[write], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as pipe:
            self.env = {**os.environ, "DISPLAY": f":{pipe.readline().strip()}",
                        "SDL_VIDEODRIVER": "x11", "SDL_AUDIODRIVER": "dummy"}
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def cpu_seconds(self):
        return cpu_seconds(self.process.pid)


def main():
    clip = pathlib.Path(sys.argv[1])
    seconds = float(subprocess.run(
        ["ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", clip],
        check=True, capture_output=True, text=True).stdout)
    with tempfile.TemporaryDirectory(prefix="bangtin-video-") as folder, Screen() as screen:
        stats = pathlib.Path(folder) / "stats.json"
        commands = {
            "player": [PLAYER, "--play", clip, "--stats", stats],
            "mpv": ["mpv", "--no-config", "--vo=x11", "--hwdec=no", "--no-audio", "--fs",
                    "--really-quiet", "--osc=no", clip],
            "decode": ["ffmpeg", "-v", "error", "-nostdin", "-i", clip, "-f", "null", "-"]}
        if not shutil.which("mpv"):
            say(bench="play_video", left_out="mpv is not installed: apt-get install mpv")
            del commands["mpv"]
        costs = {name: [] for name in commands}
        screens = {name: [] for name in commands}
        figures = {}
        for _ in range(ROUNDS):
            for name, command in commands.items():
                before = screen.cpu_seconds()
                costs[name].append(cpu_of(command, screen.env))
                screens[name].append(screen.cpu_seconds() - before)
                if name == "player":
                    figures = json.loads(stats.read_text())
        for name in commands:
            say(bench="play_video", who=name, seconds=round(seconds, 1), rounds=ROUNDS,
                cpu_per_second=round(statistics.median(costs[name]) / seconds, 3),
                of_the_x_server=round(statistics.median(screens[name]) / seconds, 3),
                to_player=round(statistics.median(
                    a / b for a, b in zip(costs["player"], costs[name])), 3))
        say(bench="play_video_frames", **{name: figures[name] for name in (
            "frames_presented", "frames_late", "frames_dropped", "frames_repeated",
            "first_frame_ms")})
        subprocess.run([PLAYER, "--play", clip, clip, "--loop", "2", "--stats", stats],
                       env=screen.env, check=True, stdin=subprocess.DEVNULL,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        again = json.loads(stats.read_text())
        say(bench="play_video_gap", changes=3, gap_ms_max=again["gap_ms_max"],
            frames_dropped=again["frames_dropped"])
        office, board = board_with_ticker(pathlib.Path(folder) / "office", clip, screen.env)
        try:
            say(bench="board_video_ticker", seconds=round(seconds, 1), rounds=ROUNDS,
                cpu_per_second=round(statistics.median(
                    cpu_of_board(board, seconds) for _ in range(ROUNDS)), 3))
            main_zone = max((zone["rect_px"] for layout in board.selection_held()["layouts"]
                             for zone in layout["zones"] if zone["role"] == "main"),
                            key=lambda rect: rect[2] * rect[3])
        finally:
            board.stop()
            office.server.stop()
        if "mpv" in commands:  # Scaled as on the board, without the ticker.
            scaled = [part for part in commands["mpv"] if part != "--fs"]
            size = f"--geometry={main_zone[3] * 16 // 9}x{main_zone[3]}"
            say(bench="board_video_mpv", rounds=ROUNDS, zone_px=main_zone,
                cpu_per_second=round(statistics.median(
                    cpu_of([*scaled, size], screen.env) for _ in range(ROUNDS)) / seconds, 3))


def board_with_ticker(folder, clip, env):
    """The office, and a board of 1920x1080 on which the clip runs over and over above a ticker."""
    commune = house.Commune(folder)
    board = house.Board(folder / "board", commune.server.url, size="1920x1080", visible=True)
    commune.pair(board.start(env=env), "Bảng quảng trường")
    items = [commune.item("--title", "Hội làng", "--category", "culture", "--video", clip),
             commune.item("--kind", "ticker", "--category", "welfare", "--title", "Lịch tiêm",
                          "--body", "Tiêm vắc-xin sởi miễn phí cho trẻ em: sáng thứ bảy tại Trạm "
                          "Y tế xã, từ bảy giờ ba mươi. " * 3)]
    story._publish_and_wait(commune, [board], items)
    wait_for("the video", lambda: board.shows(items[0]["id"]))
    # Without the log of all frames, which hashes each of them.
    assert board.stop() == 0
    board.program = house.Program(
        [house.program("bangtin-player"), "--server", board.url, "--data", board.folder / "data",
         "--size", board.size, "--windowed"], board.folder / "player.log", env=env)
    time.sleep(5)  # The first clip runs.
    return commune, board


def cpu_of_board(board, seconds):
    """CPU for a second of player and decoders; those that have ended count with the player."""
    def used():
        pid = board.program.pid
        fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        ended = (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")
        children = pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return cpu_seconds(pid) + ended + sum(
            cpu_seconds(child) for child in children if int(child) != board.agent_pid())

    before, began = used(), time.monotonic()
    time.sleep(seconds)
    return (used() - before) / (time.monotonic() - began)


if __name__ == "__main__":
    main()
