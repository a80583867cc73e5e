"""The real bangtin-manager on an Xvfb of 1440x900, connected to a real server: how soon it can be
used, what it works while nothing happens, and its memory.

Prints JSON lines. Run by tests/bench/run after the other programs.
"""

import os
import statistics
import time

from video import Screen  # First: tests/e2e, which programs makes known, has one of that name.

from programs import cpu_seconds, rss_bytes, say

import house
from house import wait_for

IDLE_S = 30
STARTS = 5


def instant_of(log, words):
    """When the log says it first, in seconds since 1970; nothing: not yet."""
    for line in log.read_text(errors="replace").splitlines():
        if words in line:
            return house.seconds_of(line.split(" ", 1)[0])
    return None


def start(commune, screen, number, renderer):
    log = commune.folder / f"manager-{renderer}-{number}.log"
    began = time.time()
    program = house.Program(
        [house.program("bangtin-manager"), "--server", commune.server.url, "--pin",
         commune.server.pin, "--login", commune.editor.login, "--size", "1440x900"], log,
        env={**screen.env, "BANGTIN_PASSWORD": commune.password, "SDL_RENDER_DRIVER": renderer,
             "BANGTIN_MANAGER_STATE": str(commune.people)})
    page = wait_for("the first page", lambda: instant_of(log, "the first page is ready"), seconds=60)
    return program, instant_of(log, "the window is ready") - began, page - began


def idle_share(pid):
    cpu, began = cpu_seconds(pid), time.monotonic()
    time.sleep(IDLE_S)
    return (cpu_seconds(pid) - cpu) / (time.monotonic() - began)


def measure(commune, screen, renderer):
    starts = []
    for number in range(STARTS):
        program, window, page = start(commune, screen, number, renderer)
        starts.append((window, page))
        if number < STARTS - 1:
            program.stop()
    say(bench="desk_start", renderer=renderer or "as SDL chooses", starts=STARTS,
        window_median_s=round(statistics.median(window for window, _ in starts), 2),
        signed_in_median_s=round(statistics.median(page for _, page in starts), 2), goal_window_s=1)
    time.sleep(15)  # What a deed hurries is over.
    say(bench="desk_idle", renderer=renderer or "as SDL chooses", seconds=IDLE_S,
        cpu_share=round(idle_share(program.pid), 5), goal_cpu_share=0.01,
        rss_mib=round(rss_bytes(program.pid) / (1 << 20), 1))
    program.stop()


def main():
    with house.Folder("bench-desk") as folder, Screen() as screen:
        os.environ.pop("SDL_VIDEODRIVER", None)
        try:
            commune = house.Commune(folder)
            for number in range(12):
                commune.item("--category", "welfare", "--title", f"Tiêm chủng {number}",
                             "--body", "Sáng thứ bảy tại Trạm Y tế xã.")
            for renderer in ("software", ""):
                measure(commune, screen, renderer)
        finally:
            for program in reversed(house.STARTED):
                program.kill()


if __name__ == "__main__":
    main()
