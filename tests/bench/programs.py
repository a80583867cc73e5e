"""The figures that need the real programs: publish to pixels, a still board, memory.

Prints a JSON line each. Run by tests/bench/run after bangtin-bench.
"""

import json
import os
import pathlib
import subprocess
import sys
import time

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e"))

import house  # noqa: E402
import story  # noqa: E402
from house import wait_for  # noqa: E402
from middleman import board_behind  # noqa: E402


def cpu_seconds(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def rss_bytes(pid):
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) * 1024
    return 0


def wait_until_idle(pid):
    """The pictures that --shots still writes of the changes before are none of the still board's."""
    before = None
    while before != (before := cpu_seconds(pid)):
        time.sleep(3)


def say(**figure):
    print(json.dumps(figure), flush=True)


def publish_to_pixels(commune, board, changes):
    """From the start of the publish command to the frame-log line of the new item's first frame."""
    first = commune.item(*story._notice("Khởi đầu"))
    playlist = story._publish_and_wait(commune, [board], [first])
    items = [commune.item(*story._notice(f"Thay đổi {n}")) for n in range(10)]
    waits = []
    for n in range(changes):
        item = items[n % len(items)]
        commune.editor.run("playlist", "set", playlist["id"], "--item", item["id"])
        began = time.time()
        commune.publish(playlist)
        wait_for("the change", lambda: board.shows(item["id"]), seconds=30, step=0.005)
        waits.append(time.time() - began)
    waits.sort()
    say(bench="publish_to_pixels", changes=changes, p50_s=round(waits[len(waits) // 2], 3),
        p99_s=round(waits[int(len(waits) * 0.99) - 1], 3), goal_p99_s=1)


def still_board(board, seconds):
    """One page and a header: frames and CPU of the player while nothing changes."""
    wait_until_idle(board.program.pid)
    frames, cpu, began = len(board.frames()), cpu_seconds(board.program.pid), time.monotonic()
    time.sleep(seconds)
    elapsed = time.monotonic() - began
    say(bench="still_board", seconds=round(elapsed, 1), frames=len(board.frames()) - frames,
        minute_changes=int(elapsed // 60) + 1,
        cpu_share=round((cpu_seconds(board.program.pid) - cpu) / elapsed, 5), goal_cpu_share=0.003)


def trust_cycle(commune, folder):
    """What a board asks for and gets when it comes back and nothing is new, as plain HTTP."""
    middleman, board, _ = board_behind(folder / "cycle", commune, "Bảng đo vòng")
    board.kill()
    middleman.seen.clear()
    board.start()
    wait_for("a whole cycle",
             lambda: any(path.endswith("timestamp.json") for path, _, _ in middleman.seen))
    time.sleep(3)
    cycle = [(up, down) for path, up, down in middleman.seen if "/trust/" in path]
    say(bench="trust_cycle_nothing_new", questions=len(cycle), bytes_up=sum(up for up, _ in cycle),
        bytes_down=sum(down for _, down in cycle), goal_bytes=4096)
    board.kill()


def coming_back(commune, folder, times=20):
    """A board whose cable was cut comes back and nothing is new: all that goes over the cable until
    it is quiet again (TLS, the question for the head, the signed metadata, its report), and what
    that costs the agent. Each time the median of `times`; CPU is the mean."""
    wire = house.Wire(commune.server.host, commune.server.port)
    board = house.Board(folder / "back" / "board", wire.url, "1280x720").start()
    commune.pair(board, "Bảng đo dây")
    wait_until_quiet(wire)
    ups, downs = [], []
    cpu = cpu_seconds(board.agent_pid())
    for _ in range(times):
        wire.cut()
        wire.bytes_up = wire.bytes_down = 0
        wire.mend()
        wait_for("the board's return", lambda: wire.bytes_down > 0, seconds=60)
        wait_until_quiet(wire)
        ups.append(wire.bytes_up)
        downs.append(wire.bytes_down)
    cpu = cpu_seconds(board.agent_pid()) - cpu
    say(bench="coming_back_nothing_new", times=times, bytes_up=sorted(ups)[times // 2],
        bytes_down=sorted(downs)[times // 2], agent_cpu_ms=round(cpu / times * 1000, 1))
    board.kill()
    wire.close()


def wait_until_quiet(wire):
    """Nothing goes over the cable for three seconds."""
    before = None
    while before != (before := (wire.bytes_up, wire.bytes_down)):
        time.sleep(3)


def quiet_desk(commune, count=2000):
    """What a desk that looks every few seconds gets of an office's items when nothing changed: all
    of them, as once, and only what is new."""
    commune.fill(count, ("Kính gửi bà con! Mời bà con theo dõi. " * 25).strip())
    with commune.asking() as ask:
        mark, more = "", True
        while more:
            piece = json.loads(ask("GET", "/v1/items?since=" + mark))
            mark, more = piece["mark"], piece["more"]
        for name, path in (("all", "/v1/items"), ("changes", "/v1/items?since=" + mark)):
            began = time.monotonic()
            size = len(ask("GET", path))
            say(bench="quiet_desk", asked_for=name, items=count, bytes_down=size,
                ms=round((time.monotonic() - began) * 1000, 1))


def memory(commune, board):
    manager = house.Program(
        [house.program("bangtin-manager"), "--server", commune.server.url, "--pin",
         commune.server.pin, "--login", commune.editor.login], commune.folder / "manager.log",
        env={"BANGTIN_PASSWORD": commune.password, "SDL_VIDEODRIVER": "offscreen",
             "BANGTIN_MANAGER_STATE": str(commune.people)})
    time.sleep(4)
    for name, pid in (("bangtin-server", commune.server.program.pid),
                      ("bangtin-player", board.program.pid), ("bangtin-agent", board.agent_pid()),
                      ("bangtin-manager", manager.pid)):
        say(bench="rss", program=name, mib=round(rss_bytes(pid) / (1 << 20), 1))
    manager.stop()


def encode_speed(folder, seconds=10):
    """A 1080p30 clip through the sandboxed worker, all three passes: made anew, then copied."""
    source, clip, again = folder / "source.mp4", folder / "clip.mp4", folder / "again.mp4"
    subprocess.run(
        ["ffmpeg", "-nostdin", "-loglevel", "error", "-y", "-f", "lavfi", "-i",
         f"testsrc2=s=1920x1080:r=30:d={seconds}", "-f", "lavfi", "-i", f"sine=d={seconds}", "-vf",
         "noise=alls=6:allf=t,format=yuv420p", "-c:v", "libx264", "-preset", "veryfast", "-g", "250",
         "-b:v", "10M", "-c:a", "aac", source], check=True)
    for name, given, made in (("encode", source, clip), ("copy", clip, again)):
        before, began = os.times(), time.monotonic()
        answer = subprocess.run(
            ["bash", "-c", 'exec "$0" convert 1000 <"$1" 3<>"$2"', house.program("bangtin-ingest"),
             given, made], check=True, capture_output=True).stdout
        took, after = time.monotonic() - began, os.times()
        assert (b'"copied":true' in answer) == (name == "copy"), answer[-300:]
        cpu = (after.children_user + after.children_system - before.children_user -
               before.children_system)
        say(bench=f"clip_{name}", seconds=seconds, took_s=round(took, 1), cpu_s=round(cpu, 1),
            times_real_time=round(seconds / took, 2),
            times_real_time_on_two_idle_cores=round(2 * seconds / cpu, 2),
            mbit_per_s=round(made.stat().st_size * 8 / seconds / 1e6, 1))


def main():
    changes = int(os.environ.get("BANGTIN_BENCH_CHANGES", "100"))
    with house.Folder("bench") as folder:
        try:
            commune = house.Commune(folder)
            board = house.Board(folder / "board", commune.server.url, "1920x1080").start()
            commune.pair(board, "Bảng đo")
            publish_to_pixels(commune, board, changes)
            still_board(board, 50)
            memory(commune, board)
            trust_cycle(commune, folder)
            coming_back(commune, folder)
            encode_speed(folder)
            quiet_desk(commune)
        finally:
            for program in reversed(house.STARTED):
                program.kill()


if __name__ == "__main__":
    main()
