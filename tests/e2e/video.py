"""A video goes from a person's shell over a bad line to a board."""

import json
import os
import signal
import subprocess
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
