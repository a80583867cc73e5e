"""bangtin-player --play: local files on the glass, their sound, and files that are not what they seem."""

import array
import json
import os
import random
import subprocess
import time

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
    assert stats["first_frame_ms"] < 5_000, stats
    assert stats["rss_peak_bytes"] > 0 and stats["cpu_seconds"] > 0, stats


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


def damaged_files_never_end_or_hang_the_player(folder, host):
    good = _clip(folder / "good.mp4")
    chance = random.Random(48)
    files = [good]
    for number in range(48):
        data = bytearray(good.read_bytes())
        kind = number % 4
        if kind == 0:
            for _ in range(20):
                data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        elif kind == 1:
            del data[chance.randrange(1_000, len(data)):]
        elif kind == 2:
            begin = chance.randrange(len(data) - 4_096)
            del data[begin:begin + chance.randrange(1, 4_096)]
        else:
            for at in range(chance.randrange(64), 900, 1 + chance.randrange(97)):
                data[at] = chance.randrange(256)
        file = folder / f"hong-{number:02}.mp4"
        file.write_bytes(data)
        files.append(file)
    files.append(_clip(folder / "last.mp4"))
    began = time.monotonic()
    stats, _ = _play(folder, *files, seconds=600)
    took = time.monotonic() - began
    for one in stats["files"]:
        assert one["error"] is not None or one["frames_presented"] > 0, one
    assert stats["files"][-1]["frames_presented"] >= FRAMES - 10, stats["files"][-1]
    # A damaged file plays for its 3 s at most and is given up after 2 s of silence.
    assert took < 50 * 5 * 2, took
    assert stats["gap_ms_max"] < 10_000, stats["gap_ms_max"]


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
