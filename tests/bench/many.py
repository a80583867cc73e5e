"""An office of 10,000 items: how soon the real bangtin-manager has them after a sign-in, what that
takes of the line, and what the desk and the server hold; beside an office of 12.

Prints JSON lines. Run by tests/bench/run after the other programs.
"""

import os
import sys
import time

# First: tests/e2e, which programs makes known, has two of these names.
from desk import IDLE_S, idle_share, instant_of
from video import Screen

from programs import rss_bytes, say

import house
from house import wait_for

BODY = ("Kính gửi bà con! Mời bà con theo dõi. " * 25).strip()


def mib(pid):
    return round(rss_bytes(pid) / (1 << 20), 1)


def measure(commune, screen, count):
    wire = house.Wire(commune.server.host, commune.server.port)
    log = commune.folder / f"manager-{count}.log"
    began = time.time()
    program = house.Program(
        [house.program("bangtin-manager"), "--server", wire.url, "--pin", commune.server.pin,
         "--login", commune.editor.login, "--size", "1440x900"], log,
        env={**screen.env, "BANGTIN_PASSWORD": commune.password, "SDL_RENDER_DRIVER": "software",
             "BANGTIN_MANAGER_STATE": str(commune.people)})
    wait_for("the first page", lambda: instant_of(log, "the first page is ready"), seconds=120)
    page = instant_of(log, "the first page is ready") - began
    first = wire.bytes_down
    after = mib(program.pid)
    time.sleep(15)  # What a deed hurries is over.
    said = wire.bytes_down
    idle = idle_share(program.pid)
    say(bench="many_items", items=count, signed_in_s=round(page, 2), bytes_down=first,
        idle_bytes_per_min=(wire.bytes_down - said) * 60 // IDLE_S, idle_cpu_share=round(idle, 4),
        desk_rss_mib=after, desk_rss_idle_mib=mib(program.pid),
        server_rss_mib=mib(commune.server.program.pid))
    for number in range(10):
        commune.editor.run("item", "new", "--title", f"Thêm {number}", "--body", "Kính gửi bà con!",
                           "--until", "31/12/2030 17:00")
        time.sleep(1.2)
    say(bench="many_items_changed", items=count + 10, desk_rss_mib=mib(program.pid))
    program.stop()
    wire.close()


def main():
    counts = [int(one) for one in sys.argv[1:]] or [12, 10_000]
    with house.Folder("bench-many") as folder, Screen() as screen:
        os.environ.pop("SDL_VIDEODRIVER", None)
        try:
            for count in counts:
                commune = house.Commune(folder / str(count))
                began = time.monotonic()
                commune.fill(count, BODY)
                say(bench="many_items_filled", items=count,
                    took_s=round(time.monotonic() - began, 1))
                measure(commune, screen, count)
                commune.server.stop()
        finally:
            for program in reversed(house.STARTED):
                program.kill()


if __name__ == "__main__":
    main()
