"""A layout that the commune drew itself ends as pixels: each zone stands where it was drawn."""

import glass
import house
from house import wait_for

NIGHT = bytes((0x0b, 0x1e, 0x36))  # what a board shows where no zone is
WIDTH, HEIGHT = 640, 360

# Nothing stands where a preset has it: the ticker on top, no header, margins between all.
ZONES = {"ticker": (5, 5, 90, 10), "main": (5, 20, 50, 75), "side": (60, 20, 35, 75)}
MOVED = {"ticker": (5, 85, 90, 10), "main": (40, 5, 55, 75), "side": (0, 5, 35, 75)}


def _told(zones):
    words = []
    for role, share in zones.items():
        words += ["--zone", f"{role}:{','.join(str(part) for part in share)}"]
    return words


def _edges(share):
    """Left, top, right and bottom in pixels."""
    left, top, width, height = share
    return (left * WIDTH // 100, top * HEIGHT // 100, (left + width) * WIDTH // 100,
            (top + height) * HEIGHT // 100)


def _is_night(pixels, x, y):
    _, _, channels, rows = pixels
    return bytes(rows[y][x * channels:x * channels + 3]) == NIGHT


def _stands(shot, zones):
    """True when each zone has something at its very edges and all around it is night."""
    pixels = glass.png_pixels(shot)
    if pixels[:2] != (WIDTH, HEIGHT):
        return False
    for share in zones.values():
        left, top, right, bottom = _edges(share)
        middle = (left + right) // 2, (top + bottom) // 2
        inside = [(left, middle[1]), (right - 1, middle[1]), (middle[0], top), (middle[0], bottom - 1)]
        around = [(left - 1, middle[1]), (right, middle[1]), (middle[0], top - 1), (middle[0], bottom)]
        if any(_is_night(pixels, *at) for at in inside):
            return False
        if not all(_is_night(pixels, x, y) for x, y in around if 0 <= x < WIDTH and 0 <= y < HEIGHT):
            return False
    return True


def _shown(board, zones):
    """Waits until the newest picture of the glass has the zones there."""
    def look():
        shots = glass.shots_of(board)
        return shots and _stands(shots[-1], zones)
    wait_for(f"the zones at {zones}", look, step=0.3)


def a_layout_stands_on_the_glass_where_it_was_drawn(folder, host):
    commune = house.Commune(folder, host)
    board = house.Board(folder / "board", commune.server.url, f"{WIDTH}x{HEIGHT}").start()
    commune.pair(board, "Chợ Tân Hưng")

    def picture(name, colour):
        path = folder / f"{name}.png"
        path.write_bytes(glass.png_bytes(320, 240, [bytes(colour) * 320] * 240))
        return commune.item("--kind", "picture", "--category", "culture", "--title", name,
                            "--picture", path)

    older = commune.item("--category", "policy", "--title", "Tin cũ", "--body", "Mời bà con xem.")
    assert house.refusal(commune.technician, "layout", "set", "--name", "Hai cột",
                         *_told(ZONES))["key"] == "server.role_missing"
    assert house.refusal(commune.admin, "layout", "set", "--name", "Hai cột", "--zone",
                         "main:0,0,100,100", "--zone", "side:50,0,50,50")["key"] == "layout.overlap"
    layout = commune.admin.run("layout", "set", "--name", "Hai cột", *_told(ZONES))
    assert layout["older_items"] == [older["id"]], layout

    red, green = picture("Đỏ", (200, 40, 40)), picture("Xanh", (40, 180, 60))
    # Of a disaster its ground is red; else it would be of the colour of no zone.
    line = commune.item("--kind", "ticker", "--category", "disaster", "--title", "Chạy",
                        "--body", "Nước lên báo động hai, bà con không qua cầu Kênh Xáng. " * 4)
    main = commune.editor.run("playlist", "new", "--name", "Chính", "--item", red["id"], "--item",
                              line["id"], "--board", board.id)
    side = commune.editor.run("playlist", "new", "--name", "Bên", "--item", green["id"], "--board",
                              board.id)
    commune.editor.run("schedule", "set", main["id"], "--layout", "Hai cột")
    commune.editor.run("schedule", "set", side["id"], "--zone", "side")
    commune.publish(main)
    commune.publish(side)
    wait_for("the board to confirm", lambda: commune.confirmed(main) and commune.confirmed(side))
    _shown(board, ZONES)

    # Drawn anew: the board follows without anybody publishing again.
    commune.admin.run("layout", "set", "Hai cột", *_told(MOVED))
    _shown(board, MOVED)

    # It stays while a playlist uses it; what happened stands in the audit.
    assert house.refusal(commune.admin, "layout", "remove", "Hai cột")["key"] == "layout.in_use"
    commune.editor.run("schedule", "set", main["id"], "--layout", "side")
    commune.publish(main)
    commune.admin.run("layout", "remove", "Hai cột")
    assert commune.admin.run("layout", "list")["layouts"] == []
    kinds = [event["kind"] for event in commune.admin.run("events")["events"]]
    assert kinds.count("layout.saved") == 2 and kinds.count("layout.removed") == 1, kinds
    board.stop()
