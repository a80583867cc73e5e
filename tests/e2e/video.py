"""A video goes from a person's shell over a bad line to a board."""

import json
import os
import pathlib
import signal
import subprocess
import threading
import time

import glass
import house
import story
from house import wait_for


def _clip(folder, seconds=6):
    """A few MB of a moving picture that does not compress, with sound."""
    path = folder / "hội làng.avi"
    subprocess.run(
        ["ffmpeg", "-nostdin", "-loglevel", "error", "-y", "-f", "lavfi", "-i",
         f"testsrc2=s=640x360:r=25:d={seconds}", "-f", "lavfi", "-i", f"sine=d={seconds}",
         "-vf", "noise=alls=30:allf=t", "-c:v", "mpeg4", "-q:v", "2", "-c:a", "libmp3lame", path],
        check=True)
    return path


def _command(commune, url, *arguments):
    """bangtinctl of the editor, running, its progress to be read from stderr."""
    env = {**os.environ, "BANGTIN_CTL_STATE": str(commune.editor.state)}
    return subprocess.Popen(
        [house.program("bangtinctl"), "--json", "--server", url, "--pin", commune.server.pin,
         *[str(a) for a in arguments]],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env)


def _until(running, stage, permille=0):
    """Reads the progress up to this point."""
    for line in running.stderr:
        told = json.loads(line)
        if told.get("stage") == stage and told["permille"] >= permille:
            return
    raise AssertionError(f"it ended before {stage} {permille}: {running.wait()}")


def _sent(err):
    told = [json.loads(line) for line in err.splitlines()]
    return [t["permille"] for t in told if t.get("stage") == "sending"]


def _uploads(commune):
    return list((commune.server.folder / "data" / "uploads").iterdir())


def a_video_goes_up_over_a_line_that_is_cut_and_comes_to_the_board(folder, host):
    commune, [board] = story._office(folder, host)
    wire = house.Wire(host, commune.server.port)
    running = _command(commune, wire.url, "item", "new", "--until", "31/12/2030 17:00", "--title",
                       "Hội làng", "--category", "culture", "--video", _clip(folder))
    _until(running, "sending", 300)
    wire.cut()
    time.sleep(2)
    wire.mend()
    out, err = running.communicate(timeout=300)
    assert running.returncode == 0, err[-2000:]
    assert _sent(err) == sorted(_sent(err)), f"sent again from the begin: {_sent(err)}"
    item = json.loads(out)
    clip, poster = item["content"]["media"]
    assert item["content"]["kind"] == "video", item
    assert clip["media_type"] == "video/mp4" and clip["has_sound"] and clip["poster"] == 1, clip
    assert abs(clip["duration_ms"] - 6000) <= 100, clip
    commune.editor.run("item", "submit", item["id"])
    commune.approver.approve(item["id"])
    story._publish_and_wait(commune, [board], [item])
    wait_for("the video on the glass", lambda: board.shows(item["id"]))
    for media in (clip, poster):
        held = board.board_folder / "blobs" / media["blob"]
        assert held.stat().st_size == media["size_bytes"], media
    glass.never_black(board)


def a_sending_that_was_killed_goes_on_in_the_next_run(folder, host):
    commune = house.Commune(folder, host)
    path = _clip(folder, 10)
    first = _command(commune, commune.server.url, "media", "add", path)
    _until(first, "sending", 300)
    first.kill()
    first.wait()
    commune.server.kill()
    commune.server.start()
    second = _command(commune, commune.server.url, "media", "add", path)
    out, err = second.communicate(timeout=300)
    assert second.returncode == 0, err[-2000:]
    assert _sent(err)[0] >= 300, f"began anew: {_sent(err)[:3]}"
    record = json.loads(out)
    assert record["state"] == "done" and record["media"]["duration_ms"] > 9_000, record
    assert not _uploads(commune)


def a_conversion_ends_when_a_person_stops_it(folder, host):
    commune = house.Commune(folder, host)
    running = _command(commune, commune.server.url, "media", "add", _clip(folder, 60))
    _until(running, "converting")
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=60)
    assert running.returncode == 1 and b"ingest.clip_cancelled" in err, err[-500:]
    wait_for("the upload to be gone", lambda: not _uploads(commune), seconds=15)
    [record] = commune.editor.run("media", "list")
    assert record["state"] == "cancelled", record


FRAMES_AGAIN_S = 2.5  # after a worker was lost or hangs


def video_follows_video_without_black_and_a_lost_worker_is_replaced(folder, host):
    commune = house.Commune(folder, host)
    screen = glass.Screen(folder / "screen")
    board = house.Board(folder / "board", commune.server.url).start(env=screen.env)
    commune.pair(board, "Chợ Tân Hưng")
    items = [commune.item("--title", title, "--category", "culture", "--video",
                          _bright_clip(folder / f"{source}.mp4", source))
             for title, source in (("Hội làng", "testsrc2"), ("Đua ghe", "testsrc"))]
    playlist = story._playlist(commune, [board], items)
    commune.editor.run("schedule", "set", playlist["id"], "--layout", "full")
    commune.publish(playlist)
    wait_for("the first video", lambda: board.shows(items[0]["id"]))
    wait_for("its frames", lambda: len(_workers(board)) == 1)
    with _Watch(screen) as watch:
        _turns(board, 3)
        stopped = None
        for loss in (signal.SIGKILL, signal.SIGSTOP):
            # In the first half of a clip there is no other worker yet than that of the glass.
            _turns(board, 1)
            [worker] = wait_for("the worker of the glass alone",
                                lambda: len(_workers(board)) == 1 and _workers(board), step=0.01)
            time.sleep(0.3)
            lost = time.monotonic()
            os.kill(worker, loss)
            wait_for("another worker", lambda: _workers(board) and worker not in _workers(board))
            wait_for("frames again", lambda: watch.changed > lost + FRAMES_AGAIN_S)
            stopped = watch.still_since(lost)
            assert stopped < FRAMES_AGAIN_S, (loss, stopped)
        assert stopped > 1, f"the worker that hung was not the one on the glass: {stopped}"
        _turns(board, 2)
    assert watch.looks > 500 and not watch.black, (watch.looks, watch.black)
    assert {frame[2] for frame in board.frames()[-100:]} <= {item["id"] for item in items}


def _bright_clip(path, source):
    subprocess.run(
        ["ffmpeg", "-nostdin", "-loglevel", "error", "-y", "-f", "lavfi", "-i",
         f"{source}=s=320x180:r=25:d=7", "-pix_fmt", "yuv420p", path],
        check=True)
    return path


def _workers(board):
    """The processes that decode clips for the board."""
    found = []
    for task in pathlib.Path(f"/proc/{board.program.pid}/task").iterdir():
        for pid in (task / "children").read_text().split():
            try:
                words = pathlib.Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            if words[0].endswith(b"bangtin-decode") and b"clip" in words:
                found.append(int(pid))
    return found


def _turns(board, count):
    """Waits until the glass changed so often from one video to the other."""
    for _ in range(count):
        now = board.frames()[-1][2]
        wait_for("the other video", lambda: board.frames()[-1][2] != now, seconds=30, step=0.02)


class _Watch(threading.Thread):
    """Looks at a screen about every 15 ms: when it changed, and how often it was black."""

    def __init__(self, screen):
        super().__init__(daemon=True)
        self.screen, self.ends = screen, threading.Event()
        self.changes, self.looks, self.black = [], 0, 0

    @property
    def changed(self):
        return self.changes[-1] if self.changes else 0

    def still_since(self, begin):
        """The longest that one picture stood from then on, in seconds."""
        times = [begin] + [at for at in self.changes if at > begin]
        return max(b - a for a, b in zip(times, times[1:]))

    def run(self):
        last = None
        while not self.ends.wait(0.015):
            picture, black = self.screen.look()
            self.looks += 1
            self.black += black
            if picture != last:
                self.changes.append(time.monotonic())
            last = picture

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.ends.set()
        self.join()


def what_is_no_video_is_refused_in_words(folder, host):
    commune = house.Commune(folder, host)
    bad = folder / "phim.mp4"
    for content, key in ((b"chi la chu", "ingest.clip_not_video"),
                         (b"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nfile:///etc/passwd\n",
                          "ingest.clip_playlist")):
        bad.write_bytes(content)
        try:
            commune.editor.run("media", "add", bad)
            raise AssertionError(f"taken: {content}")
        except house.Refused as refused:
            assert refused.error["key"] == key, refused.error
