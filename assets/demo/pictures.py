"""Draws the demo's pictures by arithmetic, so that no picture file has to be shipped.

`draw_all(folder)` writes two 1280x720 PNGs and returns their paths.
"""

import math
import pathlib
import struct
import zlib

WIDTH, HEIGHT = 1280, 720


def _png(path, rows):
    def chunk(kind, data):
        return (struct.pack(">I", len(data)) + kind + data +
                struct.pack(">I", zlib.crc32(kind + data)))

    raw = b"".join(b"\0" + bytes(row) for row in rows)
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) +
                     chunk(b"IDAT", zlib.compress(raw, 6)) + chunk(b"IEND", b""))


def _mix(a, b, t):
    t = 0.0 if t < 0 else 1.0 if t > 1 else t
    return tuple(int(x + (y - x) * t) for x, y in zip(a, b))


def _row(colour_at):
    row = bytearray(WIDTH * 3)
    for x in range(WIDTH):
        row[3 * x:3 * x + 3] = bytes(colour_at(x))
    return row


def _rice_fields(y):
    """Morning over rice fields: sky, sun, hills, rows of green that run to the horizon."""
    horizon = 330
    if y < horizon:
        sky = _mix((252, 196, 120), (86, 156, 220), (horizon - y) / horizon)

        def colour(x):
            far = 285 + 26 * math.sin(x / 170) + 12 * math.sin(x / 61)
            if y > far:
                return _mix((96, 132, 140), (70, 110, 104), (y - far) / 60)
            distance = math.hypot(x - 930, y - 190)
            if distance < 52:
                return (255, 240, 190)
            return _mix((255, 232, 170), sky, (distance - 52) / 120)
        return _row(colour)
    depth = (y - horizon) / (HEIGHT - horizon)

    def field(x):
        lane = (x - WIDTH / 2) / (0.12 + depth) / 90
        stripe = 0.5 + 0.5 * math.sin(lane * math.pi * 2)
        green = _mix((150, 190, 70), (38, 120, 52), depth)
        return _mix(green, (206, 218, 110), 0.35 * stripe)
    return _row(field)


def _river(y):
    """A river in the evening, a boat, a bank with palms."""
    shore = 400
    if y < shore:
        sky = _mix((255, 170, 110), (60, 60, 120), (shore - y) / shore)

        def colour(x):
            for trunk, height in ((170, 210), (260, 260), (1110, 230)):
                lean = (shore - y) * 0.12
                if abs(x - trunk - lean) < 6 and shore - height < y:
                    return (40, 34, 44)
                crown = math.hypot((x - trunk - height * 0.12) / 1.7, y - (shore - height))
                angle = math.atan2(y - (shore - height), x - trunk - height * 0.12)
                if crown < 34 + 20 * math.cos(angle * 7):
                    return (34, 46, 44)
            if y > 372 + 6 * math.sin(x / 90):
                return (36, 52, 50)
            return sky
        return _row(colour)

    def water(x):
        if 452 < y < 484 and 560 + (y - 452) * 1.6 < x < 760 - (y - 452) * 1.6:
            return (58, 38, 32)
        wave = math.sin(x / 23 + y * 1.1) * math.sin(y / 5.0)
        return _mix((250, 160, 110), (52, 58, 116), (y - shore) / 320 + 0.06 * wave)
    return _row(water)


def draw_all(folder):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, row in (("dong-lua.png", _rice_fields), ("ben-song.png", _river)):
        path = folder / name
        _png(path, (row(y) for y in range(HEIGHT)))
        paths.append(path)
    return paths


if __name__ == "__main__":
    import sys
    print("\n".join(str(p) for p in draw_all(sys.argv[1])))
