"""`./dev run`: what it promises to somebody who looks at the system for the first time."""

import json
import os
import subprocess
import sys

import glass
import house

SECONDS = 60
FIRST_KINDS = {"notice", "picture", "ticker"}


def the_demo_stands_on_its_board_and_in_the_desk_and_ends_by_itself(folder, host):
    environment = {name: value for name, value in os.environ.items()
                   if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    finished = subprocess.run(
        [sys.executable, str(house.ROOT / "assets" / "demo" / "demo.py"), "--seconds", str(SECONDS),
         "--size", "640x360", "--folder", str(folder / "demo"), "--shots", str(folder / "shots")],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300, env=environment)
    assert finished.returncode == 0, finished.stdout + finished.stderr
    board = house.Board(folder / "demo" / "board", "")
    generation = json.loads((board.board_folder / "generation" / "current.json").read_text())
    items = [json.loads(item) if isinstance(item, str) else item
             for item in generation["items"].values()]
    # A slow machine has no time for the film and the news.
    assert {item["content"]["kind"] for item in items} >= FIRST_KINDS, items
    shown = {frame[2] for frame in board.frames() if frame[2] != "-"}
    assert shown and shown <= {item["id"] for item in items}, shown
    glass.never_black(board)
    assert not glass.is_black(folder / "shots" / "quan-ly.png")
