"""A copy of everything on a stick: taken over the network while the office works, brought back on another PC."""

import hashlib
import os
import pathlib
import shutil
import signal
import subprocess

import desk
import glass
import house
import story
from house import wait_for


def a_commune_moves_to_another_pc_on_a_stick(folder, host):
    commune, [board] = story._office(folder, host)
    item = commune.item(*story._notice("Trước khi máy hỏng"))
    playlist = story._publish_and_wait(commune, [board], [item])
    assert commune.admin.run("backup", "show")["due"]
    _grow(commune.server.folder / "data" / "blobs", megabytes=1)
    stick = folder / "USB của xã"
    stick.mkdir()
    saved = commune.admin.run("backup", "save", stick)
    assert pathlib.Path(saved["folder"]).parent == stick and saved["files"] == 5, saved
    shown = commune.admin.run("backup", "show")
    assert not shown["due"] and shown["last"]["place"] == saved["folder"], shown
    assert shown["last"]["who"] == "quantri", shown
    kinds = [event["kind"] for event in commune.admin.run("events")["events"]]
    assert kinds[-2:] == ["backup.begun", "backup.saved"], kinds
    # Nothing that signs lies on the stick, and the server kept nothing of it.
    names = sorted(p.name for p in (pathlib.Path(saved["folder"]) / "keys").iterdir())
    assert names == ["tls.key", "tls.pem"], names
    wait_for("the server to tidy up", lambda: not any(
        (commune.server.folder / "data" / "backup").iterdir()))

    # The old PC breaks; another one takes its place with what the stick holds.
    people = commune.admin.run("person", "list")["people"]
    pin = commune.server.pin
    commune.server.kill()
    shutil.rmtree(commune.server.folder / "data")
    _restore(commune, saved["folder"])
    commune.server.start()
    assert commune.server.pin == pin, "boards would no longer know this server"
    for person in (commune.editor, commune.approver, commune.admin):
        person.sign_in()
    assert commune.admin.run("person", "list")["people"] == people
    assert commune.editor.run("item", "show", item["id"])["state"] == "approved"
    assert [p["id"] for p in commune.editor.run("playlist", "list")["playlists"]] == [playlist["id"]]
    assert commune.admin.run("backup", "show")["last"]["place"] == saved["folder"]
    assert board.shows(item["id"]), "the board plays on"
    commune.admin.run("trust", "sign")
    later = commune.item(*story._notice("Sau khi khôi phục"))
    commune.editor.run("playlist", "set", playlist["id"], "--item", later["id"])
    commune.publish(playlist)
    wait_for("what the new server signs", lambda: board.shows(later["id"]), seconds=200)
    glass.never_black(board)


def a_commune_moves_to_another_pc_by_clicks(folder, host):
    commune, [board] = story._office(folder, host)
    picture = folder / "anh.png"
    picture.write_bytes(story._small_png(64, 48))
    item = commune.item(*story._notice("Trước khi máy hỏng"), "--picture", picture)
    story._publish_and_wait(commune, [board], [item])
    stick = folder / "USB của xã"
    stick.mkdir()
    desk._click(commune, "back_up", "--stick", stick)
    [backup] = stick.iterdir()
    commune.server.kill()
    data = commune.server.folder / "data"
    shutil.rmtree(data)
    desk._story("restore", commune.people, "--own-folder", data, "--own-listen",
                house.address(host, commune.server.port), "--stick", backup)
    # What the desk began is a server as any other: here it runs by itself.
    commune.server.start()
    commune.editor.sign_in()
    restored = commune.editor.run("item", "show", item["id"])
    assert (restored["state"], restored["content"]) == ("approved", item["content"]), restored
    assert board.shows(item["id"]), "the board plays on"
    glass.never_black(board)


def only_an_administrator_with_his_password_takes_one(folder, host):
    commune = house.Commune(folder, host)
    stick = folder / "usb"
    stick.mkdir()
    assert house.refusal(commune.editor, "backup", "save", stick)["key"] == "server.role_missing"
    thief = house.Person(commune.server, commune.people, "quantri", "khong phai mat khau")
    assert house.refusal(thief, "backup", "save", stick)["key"] == "person.own_password_wrong"
    assert list(stick.iterdir()) == []


def the_office_works_while_a_backup_is_written_and_a_stop_leaves_nothing(folder, host):
    commune = house.Commune(folder, host)
    _grow(commune.server.folder / "data" / "blobs", megabytes=200)
    stick = folder / "usb"
    stick.mkdir()
    running = house.Program(
        [house.program("bangtinctl"), "--json", "--server", commune.server.url, "--pin",
         commune.server.pin, "backup", "save", stick], folder / "save.log",
        env={"BANGTIN_CTL_STATE": str(commune.admin.state), "BANGTIN_PASSWORD": house.PASSWORD})
    wait_for("the first bytes on the stick", lambda: any(stick.rglob("blobs/*")))
    running.process.send_signal(signal.SIGSTOP)  # However quick this machine is.
    assert running.running(), "too quick to be stopped: " + running.log.read_text()
    assert commune.item(*story._notice("Trong lúc sao lưu"))["state"] == "approved"
    running.process.send_signal(signal.SIGINT)
    running.process.send_signal(signal.SIGCONT)
    assert running.process.wait(30) == 1, running.log.read_text()
    assert list(stick.iterdir()) == [], list(stick.rglob("*"))
    assert commune.admin.run("backup", "show")["due"], "none arrived"


def _restore(commune, backup):
    subprocess.run([house.program("bangtin-server"), "restore", "--from", str(backup), "--data",
                    str(commune.server.folder / "data")], check=True, timeout=60)


def _grow(blobs, megabytes):
    """Files that nobody names: they are kept for a while, and copied."""
    blobs.mkdir(exist_ok=True)
    for _ in range(megabytes):
        data = os.urandom(1 << 20)
        (blobs / hashlib.sha256(data).hexdigest()).write_bytes(data)
