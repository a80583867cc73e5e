"""Cuts, kills and full disks: the picture stays, nothing acknowledged is lost."""

import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import time

import glass
import house
import story
from house import wait_for


def _behind_a_wire(folder, host):
    commune = house.Commune(folder, host)
    wire = house.Wire(host, commune.server.port)
    board = house.Board(folder / "board", wire.url).start()
    commune.pair(board, "Chợ Tân Hưng")
    return commune, wire, board


def a_board_plays_on_restarts_and_catches_up_without_network(folder, host):
    commune, wire, board = _behind_a_wire(folder, host)
    first = commune.item(*story._notice("Trước khi mất mạng"))
    playlist = story._publish_and_wait(commune, [board], [first])
    wait_for("the first notice", lambda: board.shows(first["id"]))

    wire.cut()
    second = commune.item(*story._notice("Phát lúc mất mạng"))
    commune.editor.run("playlist", "set", playlist["id"], "--item", second["id"])
    commune.publish(playlist)
    board.kill()
    frames_before = len(board.frames())
    board.start()
    wait_for("the same picture after a restart without network",
             lambda: len(board.frames()) > frames_before and board.shows(first["id"]))
    assert not commune.confirmed(playlist)

    wire.mend()
    wait_for("the missed change", lambda: board.shows(second["id"]), seconds=150)
    wait_for("the confirmation", lambda: commune.confirmed(playlist))
    glass.never_black(board)


def plays_of_an_outage_arrive_afterwards_each_once(folder, host):
    commune, wire, board = _behind_a_wire(folder, host)
    item = commune.item(*story._notice("Đếm lượt"))
    story._publish_and_wait(commune, [board], [item])
    wire.cut()
    time.sleep(2)
    board.kill()
    board.start()
    time.sleep(2)
    assert board.stop() == 0
    wire.mend()
    board.start()
    wait_for("the plays of the outage", lambda: story._report(commune)["plays"] >= 1, seconds=150)
    board.stop()
    rows = story._report(commune)
    assert rows["shown_ms"] == sum(r["shown_ms"] for r in rows["rows"])


def any_program_killed_at_any_moment_leaves_the_last_complete_generation(folder, host):
    chance = random.Random(20261122)
    commune, _, board = _behind_a_wire(folder, host)
    items = [commune.item(*story._notice("Bản 0"))]
    playlist = story._publish_and_wait(commune, [board], items)
    known = {"-", items[0]["id"]}
    for round_number in range(8):
        item = commune.item(*story._notice(f"Bản {round_number + 1}"))
        known.add(item["id"])
        commune.editor.run("playlist", "set", playlist["id"], "--item", item["id"])
        commune.publish(playlist)
        time.sleep(chance.random() * 0.3)
        victim = chance.choice(["server", "agent", "player"])
        if victim == "server":
            commune.server.kill()
            commune.server.start()
        elif victim == "agent":
            pid = board.agent_pid()
            if pid:
                os.kill(pid, signal.SIGKILL)
        else:
            frames = len(board.frames())
            board.kill()
            board.start()
            wait_for("a picture after the kill", lambda: len(board.frames()) > frames)
            assert board.frames()[frames][2] != "-", "the card showed though a generation was held"
        wait_for(f"round {round_number}: the change after killing the {victim}",
                 lambda: board.shows(item["id"]), seconds=120)
    assert {f[2] for f in board.frames()} <= known
    glass.never_black(board)


def a_download_goes_on_where_it_was_killed(folder, host):
    commune, wire, board = _behind_a_wire(folder, host)
    noise = folder / "noise.png"
    _noise_png(noise, 2800, 2000)
    item = commune.item("--kind", "picture", "--category", "culture", "--title", "Ảnh lớn",
                        "--picture", noise)
    size = item["content"]["media"][0]["size_bytes"]
    assert size > 3 << 20, f"the picture is too small for this test: {size}"
    wire.rate_bytes_per_s = 600_000
    before = wire.bytes_down
    playlist = story._playlist(commune, [board], [item])
    commune.publish(playlist)
    for part in (0.35, 0.7):
        wait_for("a part of the download", lambda: wire.bytes_down - before > size * part)
        os.kill(board.agent_pid(), signal.SIGKILL)
        wait_for("the agent to be back", board.agent_pid)
    wire.rate_bytes_per_s = None
    wait_for("the picture", lambda: board.shows(item["id"]), seconds=120)
    loaded = wire.bytes_down - before
    # Two kills: at most a chunk of 1 MiB again each, what was in flight, and TLS and messages.
    assert loaded < size * 1.03 + 2 * (1 << 20) + (600 << 10), (loaded, size)


def a_full_disk_on_the_board_keeps_the_picture_and_heals(folder, host):
    commune = house.Commune(folder, host)
    small = folder / "small"
    small.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(small)], check=True)
    try:
        board = house.Board(folder / "board", commune.server.url)
        (folder / "board").mkdir()
        (folder / "board" / "data").symlink_to(small)
        board.start()
        commune.pair(board, "Đĩa nhỏ")
        first = commune.item(*story._notice("Vừa đĩa"))
        playlist = story._publish_and_wait(commune, [board], [first])
        noise = folder / "noise.png"
        _noise_png(noise, 2800, 2000)
        big = commune.item("--kind", "picture", "--category", "culture", "--title", "Quá lớn",
                           "--picture", noise)
        commune.editor.run("playlist", "set", playlist["id"], "--item", first["id"], "--item",
                           big["id"])
        commune.publish(playlist)
        problem = wait_for("the problem in the manager", lambda: _problem(commune, board),
                           seconds=120)
        assert "full" in problem, problem
        assert board.shows(first["id"]), "the picture did not stay"
        subprocess.run(["mount", "-o", "remount,size=64m", str(small)], check=True)
        wait_for("the big picture once there is room",
                 lambda: big["id"] in {f[2] for f in board.frames()}, seconds=180)
        glass.never_black(board)
        board.stop()
    finally:
        for program in reversed(house.STARTED):
            program.kill()
        subprocess.run(["umount", "-l", str(small)], check=True)


def a_full_disk_on_the_server_refuses_in_words_and_loses_nothing(folder, host):
    small = folder / "server"
    small.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(small)], check=True)
    try:
        commune = house.Commune(folder, host)
        kept = commune.item(*story._notice("Đã lưu"))
        noise = folder / "noise.png"
        _noise_png(noise, 2400, 1800)
        refused = None
        for _ in range(4):
            try:
                commune.editor.run("picture", "add", noise)
            except house.Refused as answer:
                refused = answer
                break
            noise.write_bytes(b"")
            _noise_png(noise, 2400, 1800, seed=random.random())
        assert refused is not None and refused.error["code"] == "full", refused
        assert commune.editor.run("item", "show", kept["id"])["state"] == "approved"
        commune.server.kill()
        commune.server.start()
        assert commune.editor.run("item", "show", kept["id"])["state"] == "approved"
    finally:
        for program in reversed(house.STARTED):
            program.kill()
        subprocess.run(["umount", "-l", str(small)], check=True)


def a_clock_at_1970_keeps_the_picture(folder, host):
    commune = house.Commune(folder, host)
    board = house.Board(folder / "board", commune.server.url).start()
    commune.pair(board, "Không có pin đồng hồ")
    item = commune.item(*story._notice("Đồng hồ sai"))
    story._publish_and_wait(commune, [board], [item])
    wait_for("the notice", lambda: board.shows(item["id"]))
    board.kill()
    frames = len(board.frames())
    library = subprocess.run(["sh", "-c", "ls /usr/lib/*/faketime/libfaketime.so.1"], check=True,
                             capture_output=True, text=True).stdout.strip()
    board.start(env={"LD_PRELOAD": library, "FAKETIME": "@1970-01-02 00:00:00",
                     "FAKETIME_DONT_FAKE_MONOTONIC": "1"})
    wait_for("the notice although the clock says 1970",
             lambda: len(board.frames()) > frames and board.shows(item["id"]))
    second = commune.item(*story._notice("Phát khi đồng hồ sai"))
    playlist = commune.editor.run("playlist", "list")["playlists"][0]
    commune.editor.run("playlist", "set", playlist["id"], "--item", second["id"])
    commune.publish(playlist)
    wait_for("a new notice at 1970", lambda: board.shows(second["id"]), seconds=120)
    glass.never_black(board)


def a39_a_second_board_with_a_copied_key_is_noticed(folder, host):
    commune = house.Commune(folder, host)
    board = house.Board(folder / "board", commune.server.url).start()
    commune.pair(board, "Bảng thật")
    item = commune.item(*story._notice("Tin"))
    story._publish_and_wait(commune, [board], [item])
    wait_for("the notice", lambda: board.shows(item["id"]))
    board.stop()
    shutil.copytree(board.folder / "data", folder / "copy" / "data")
    board.start()
    copy = house.Board(folder / "copy", commune.server.url).start()
    problem = wait_for("the copy to be noticed", lambda: _problem(commune, board), seconds=150)
    assert problem == "board.copied_key", problem
    assert board.shows(item["id"])
    copy.stop()
    glass.never_black(board)


def _problem(commune, board):
    for record in commune.technician.run("board", "list")["boards"]:
        if record["id"] == board.id:
            return record["problem"] or record["status"]["problem"]
    return ""


def a_backup_taken_while_the_server_works_restores_whole(folder, host):
    commune = house.Commune(folder, host)
    item = commune.item(*story._notice("Được sao lưu"))
    backup = folder / "backup"
    subprocess.run([house.program("bangtin-server"), "backup", "--data",
                    str(commune.server.folder / "data"), "--out", str(backup)], check=True,
                   timeout=60)
    commune.editor.run("item", "withdraw", item["id"], "--reason", "sau khi sao lưu")
    commune.server.kill()
    shutil.rmtree(commune.server.folder / "data")
    subprocess.run([house.program("bangtin-server"), "restore", "--from", str(backup), "--data",
                    str(commune.server.folder / "data")], check=True, timeout=60)
    pin = commune.server.pin
    commune.server.start()
    assert commune.server.pin == pin, "boards would no longer know this server"
    assert commune.editor.sign_in().run("item", "show", item["id"])["state"] == "approved"


def a_board_that_is_ahead_of_a_restored_server_follows_it_again(folder, host):
    commune, [board] = story._office(folder, host)
    first = commune.item(*story._notice("Trước khi sao lưu"))
    playlist = story._publish_and_wait(commune, [board], [first])
    backup = folder / "backup"
    subprocess.run([house.program("bangtin-server"), "backup", "--data",
                    str(commune.server.folder / "data"), "--out", str(backup)], check=True,
                   timeout=60)
    later = commune.item(*story._notice("Sau khi sao lưu"))
    commune.editor.run("playlist", "set", playlist["id"], "--item", later["id"])
    commune.publish(playlist)
    wait_for("the later notice", lambda: board.shows(later["id"]))
    commune.server.kill()
    shutil.rmtree(commune.server.folder / "data")
    subprocess.run([house.program("bangtin-server"), "restore", "--from", str(backup), "--data",
                    str(commune.server.folder / "data")], check=True, timeout=60)
    commune.server.start()
    for person in (commune.editor, commune.approver, commune.admin):
        person.sign_in()
    # Boards remember newer signatures of the server: until the commune's key names its new one, they
    # play on, and nothing is signed in vain.
    draft = commune.editor.run("item", "new", *story._notice("Vội"), "--until", "31/12/2030")
    try:
        commune.editor.run("item", "submit", draft["id"])
        raise AssertionError("signed on top of what boards do not believe")
    except house.Refused as refused:
        assert refused.error["key"] in ("trust.renew", "trust.not_believed"), refused.error
    assert board.shows(later["id"])
    commune.admin.run("trust", "sign")
    # Its next sign of life says what it holds.
    wait_for("what the server knows to be on the glass", lambda: board.shows(first["id"]),
             seconds=200)
    commune.editor.run("item", "submit", draft["id"])
    fresh = commune.approver.approve(draft["id"])
    commune.editor.run("playlist", "set", playlist["id"], "--item", fresh["id"])
    commune.publish(playlist)
    wait_for("what was signed after the restore", lambda: board.shows(fresh["id"]))
    glass.never_black(board)


def _noise_png(path, width, height, seed=1):
    """A picture that does not compress, so that its JPEG is large."""
    chance = random.Random(seed)
    rows = (chance.randbytes(width * 3) for _ in range(height))
    path.write_bytes(glass.png_bytes(width, height, rows, level=1))
