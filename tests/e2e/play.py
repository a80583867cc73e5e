"""bangtin-player --play: local files on the glass, their sound, and files that are not what they seem."""

import array
import json
import os
import random
import subprocess
import time

import glass
import house

FRAMES = 75  # 3 s at 25 frames a second


def files_follow_one_another_without_a_gap(folder, host):
    first, second = _clip(folder / "a.mp4"), _clip(folder / "b.mp4", size="426x240", rate=30)
    stats, _ = _play(folder, first, second, "--loop", "2")
    assert [f["error"] for f in stats["files"]] == [None, None], stats
    # Real time runs here on a machine that others use too: a few frames may be late or be dropped.
    assert stats["frames_presented"] + stats["frames_dropped"] >= 2 * (FRAMES + 90), stats
    assert stats["frames_dropped"] <= 10, stats
    assert 0 <= stats["gap_ms_max"] < 500, stats
    assert 0 < stats["first_frame_ms"] < 5_000, stats
    assert 0 <= stats["frames_late"] <= stats["frames_presented"], stats
    assert 0 <= stats["frames_repeated"] <= 30, stats
    assert 10 << 20 < stats["rss_peak_bytes"] < 2 << 30, stats
    assert 0 < stats["cpu_seconds"] < 60, stats
    assert set(stats) == {"files", "frames_presented", "frames_late", "frames_dropped",
                          "frames_repeated", "first_frame_ms", "gap_ms_max", "rss_peak_bytes",
                          "cpu_seconds"}, stats


def sound_is_heard_whole_and_without_a_hole(folder, host):
    raw = folder / "sound.raw"
    _play(folder, _clip(folder / "a.mp4"), env={"SDL_AUDIODRIVER": "disk",
                                                 "SDL_DISKAUDIOFILE": str(raw),
                                                 "SDL_DISKAUDIODELAY": "21"})
    samples = array.array("h", raw.read_bytes())[::2]
    loud = [i for i, sample in enumerate(samples) if abs(sample) > 500]
    assert len(loud) > 48_000, "hardly a sound"
    # The longest stretch without the tone between its first and its last sample.
    hole = max(b - a for a, b in zip(loud, loud[1:]))
    assert hole < 48_000 // 20, f"{hole / 48:.1f} ms of silence inside the tone"
    assert (loud[-1] - loud[0]) / 48_000 > 2.5, "the tone is too short"


def what_cannot_be_played_is_told_in_words(folder, host):
    playlist = folder / "danh-sach.mp4"
    playlist.write_text("#EXTM3U\n#EXTINF:10,\nhttp://127.0.0.1:9/x.ts\n")
    (folder / "rong.mp4").write_bytes(b"")
    good = _clip(folder / "tot.mp4")
    cut = _clip(folder / "cut.mp4", faststart=False)  # what is cut off says where all else lies
    cut.write_bytes(cut.read_bytes()[:20_000])
    stats, told = _play(folder, playlist, folder / "rong.mp4", cut, folder / "khong-co.mp4", good)
    errors = {os.path.basename(f["file"]): f["error"] for f in stats["files"]}
    assert errors == {"danh-sach.mp4": "media.clip_unsupported", "rong.mp4": "player.play_empty",
                      "cut.mp4": "media.clip_corrupt", "khong-co.mp4": "error.not_found",
                      "tot.mp4": None}, errors
    for name, error in errors.items():
        assert (name in told) == (error is not None), told


def nothing_to_play_ends_with_words_and_exit_code_1(folder, host):
    (folder / "rong.mp4").write_bytes(b"")
    finished = _run(folder, [folder / "rong.mp4"], [])
    assert finished.returncode == 1, finished
    assert "rong.mp4" in finished.stderr.decode()


KINDS = {
    "mp4": "-c:v libx264 -preset ultrafast -pix_fmt yuv420p -c:a aac -movflags +faststart",
    "mkv": "-c:v libx264 -preset ultrafast -pix_fmt yuv420p -c:a aac",
    "mov": "-c:v libx265 -preset ultrafast -x265-params log-level=none -pix_fmt yuv420p -c:a aac",
    "avi": "-c:v mpeg4 -c:a libmp3lame",
    "ts": "-c:v mpeg2video -c:a mp2",
    "webm": "-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -c:a libopus",
    "flv": "-c:v flv1 -ar 44100 -c:a libmp3lame",
    "wmv": "-c:v wmv2 -c:a wmav2",
}
VARIANTS = 48
STALL_MS_MAX = 2_000


def damaged_files_of_every_kind_never_end_blacken_or_hang_the_player(folder, host):
    shows = []
    for kind, codecs in KINDS.items():
        good = folder / f"tot.{kind}"
        subprocess.run(
            ["ffmpeg", "-v", "error", "-nostdin", "-y", "-f", "lavfi", "-i",
             "testsrc2=s=96x64:r=25:d=1", "-f", "lavfi", "-i", "sine=d=1", "-g", "12",
             *codecs.split(), str(good)], check=True)
        spoiled = []
        for number in range(VARIANTS):
            spoiled.append(folder / f"hong-{number:02}.{kind}")
            spoiled[-1].write_bytes(_spoiled(good.read_bytes(), number, f"{kind}{number}"))
        shows.append(_Show(folder / kind, [good, *spoiled, good]))
    for show in shows:
        show.start()
    end = time.monotonic() + 240
    while any([show.look() for show in shows]):
        assert time.monotonic() < end, [show.name for show in shows if show.player.running()]
        time.sleep(0.005)
    for show in shows:
        show.judge()


def _spoiled(data, number, seed):
    """Flipped bits, cut off, a run of zeroes, or two swapped blocks, by turns."""
    chance, data = random.Random(seed), bytearray(data)
    size = len(data)
    if number % 4 == 0:
        for _ in range(1 << chance.randrange(1, 8)):
            data[chance.randrange(size)] ^= 1 << chance.randrange(8)
    elif number % 4 == 1:
        del data[chance.randrange(1, size):]
    elif number % 4 == 2:
        begin, run = chance.randrange(size), chance.randrange(1, size // 4)
        data[begin:begin + run] = bytes(len(data[begin:begin + run]))
    else:
        block = chance.randrange(16, size // 4)
        one = chance.randrange(size - 2 * block)
        other = chance.randrange(one + block, size - block + 1)
        data[one:one + block], data[other:other + block] = (data[other:other + block],
                                                            data[one:one + block])
    return bytes(data)


class _Show:
    """One run of the player over files, and what stands on its screen meanwhile."""

    def __init__(self, folder, files):
        self.name, self.folder, self.files = folder.name, folder, files
        self.screen = glass.Screen(folder / "screen", "192x128")
        self.first, self.last_lit, self.black = None, 0, 0

    def start(self):
        self.player = house.Program(
            [house.program("bangtin-player"), "--play", *self.files, "--size", "192x128", "--stats",
             self.folder / "stats.json"], self.folder / "player.log",
            env={**self.screen.env, "SDL_AUDIODRIVER": "dummy"})

    def look(self):
        """False once it is over."""
        if not self.player.running():
            return False
        now, black = time.monotonic(), self.screen.look()[1]
        if not black:
            self.first = self.first or now
            if self.black:
                raise AssertionError(f"{self.name}: {self.black} black looks in the middle")
            self.last_lit = now
        elif self.first:
            self.black += 1
        self.over = now
        return True

    def judge(self):
        assert self.player.process.returncode == 0, (self.name, self.player.process.returncode)
        # The window goes shortly before the program.
        assert self.first and self.over - self.last_lit < 1, (self.name, self.over - self.last_lit)
        first, *spoiled, last = json.loads((self.folder / "stats.json").read_text())["files"]
        for good in (first, last):
            assert good["error"] is None and good["frames_presented"] >= 10, good
        # What good files suffer too is the load of the machine.
        load_ms = max(first["stalled_ms_max"], last["stalled_ms_max"])
        for one in spoiled:
            assert one["error"] is not None or one["frames_presented"] > 0, one
            assert one["stalled_ms_max"] <= STALL_MS_MAX + load_ms, (one, load_ms)


def _clip(path, size="320x180", rate=25, seconds=3, faststart=True):
    subprocess.run(
        ["ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i",
         f"testsrc2=size={size}:rate={rate}:duration={seconds}", "-f", "lavfi", "-i",
         f"sine=440:duration={seconds}", "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt",
         "yuv420p", "-g", "25", "-c:a", "aac", *(["-movflags", "+faststart"] if faststart else []),
         str(path)], check=True)
    return path


def _run(folder, files, options, env=None, seconds=120):
    return subprocess.run(
        [house.program("bangtin-player"), "--play", *map(str, files), *options, "--size", "640x360",
         "--stats", str(folder / "stats.json")],
        stdin=subprocess.DEVNULL, capture_output=True, timeout=seconds,
        env={**os.environ, "SDL_VIDEODRIVER": "offscreen", "SDL_AUDIODRIVER": "dummy",
             **(env or {})})


def _play(folder, *arguments, env=None, seconds=120):
    """The figures and what was said on stderr."""
    files = [a for a in arguments if not isinstance(a, str)]
    options = [a for a in arguments if isinstance(a, str)]
    finished = _run(folder, files, options, env, seconds)
    assert finished.returncode == 0, finished.stderr.decode()[-2000:]
    return json.loads((folder / "stats.json").read_text()), finished.stderr.decode()
