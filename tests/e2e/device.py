"""What the service manager of a board hears of the player."""

import os
import signal
import socket
import time

import glass
import house


def the_watchdog_is_fed_only_after_a_picture_was_presented(folder, host):
    heard, manager = [], socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    manager.bind(str(folder / "notify"))
    screen = glass.Screen(folder / "screen")
    house.Program(
        [house.program("bangtin-player"), "--data", folder / "data", "--size", "640x360"],
        folder / "player.log",
        env={**screen.env, "WATCHDOG_USEC": "500000", "NOTIFY_SOCKET": str(folder / "notify")})
    house.wait_for("a still picture to feed", lambda: _fed(_listen(manager, heard)) >= 4)
    assert heard[:2] == ["READY=1", "WATCHDOG=1"], heard
    # Nothing that is drawn gets onto a screen that hangs, though the loop could go on.
    os.kill(screen.process.pid, signal.SIGSTOP)
    time.sleep(1)
    _listen(manager, heard)
    fed = _fed(heard)
    time.sleep(3)
    assert _fed(_listen(manager, heard)) == fed, "fed without a presentation"
    os.kill(screen.process.pid, signal.SIGCONT)
    house.wait_for("feeding to go on", lambda: _fed(_listen(manager, heard)) > fed)


def _listen(manager, heard):
    try:
        while True:
            heard.append(manager.recv(256, socket.MSG_DONTWAIT).decode())
    except BlockingIOError:
        return heard


def _fed(heard):
    return heard.count("WATCHDOG=1")
