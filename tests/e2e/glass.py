"""Judges what was on the glass, from the outside: the frame log, the shots, and the pictures that
`bangtin-player --render-at` makes of what people signed."""

import contextlib
import hashlib
import json
import mmap
import os
import pathlib
import sqlite3
import struct
import subprocess
import zlib

import house


def png_bytes(width, height, rows, level=-1):
    """An 8-bit RGB PNG of `rows`, each `3 * width` bytes."""
    def chunk(kind, data):
        return (struct.pack(">I", len(data)) + kind + data +
                struct.pack(">I", zlib.crc32(kind + data)))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    raw = b"".join(b"\0" + row for row in rows)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) +
            chunk(b"IDAT", zlib.compress(raw, level)) + chunk(b"IEND", b""))


def png_pixels(path):
    """(width, height, channels, rows) of an 8-bit PNG without interlace."""
    data = pathlib.Path(path).read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n", f"{path} is no PNG"
    at, packed, header = 8, b"", None
    while at < len(data):
        size, kind = struct.unpack(">I4s", data[at:at + 8])
        if kind == b"IHDR":
            header = struct.unpack(">IIBBBBB", data[at + 8:at + 8 + size])
        elif kind == b"IDAT":
            packed += data[at + 8:at + 8 + size]
        at += size + 12
    width, height, depth, colour, _, _, interlace = header
    assert depth == 8 and interlace == 0
    channels = {0: 1, 2: 3, 4: 2, 6: 4}[colour]
    raw, stride = zlib.decompress(packed), width * channels
    rows, before = [], bytearray(stride)
    for y in range(height):
        begin = y * (stride + 1)
        row = bytearray(raw[begin + 1:begin + 1 + stride])
        _unfilter(raw[begin], row, before, channels)
        rows.append(row)
        before = row
    return width, height, channels, rows


def _unfilter(kind, row, before, channels):
    for i in range(len(row)):
        left = row[i - channels] if i >= channels else 0
        up = before[i]
        if kind == 1:
            row[i] = (row[i] + left) & 255
        elif kind == 2:
            row[i] = (row[i] + up) & 255
        elif kind == 3:
            row[i] = (row[i] + (left + up) // 2) & 255
        elif kind == 4:
            corner = before[i - channels] if i >= channels else 0
            guess = left + up - corner
            a, b, c = abs(guess - left), abs(guess - up), abs(guess - corner)
            row[i] = (row[i] + (left if a <= b and a <= c else up if b <= c else corner)) & 255
        elif kind == 0:
            return


def is_black(path):
    """True when next to nothing on the picture gives light."""
    width, height, channels, rows = png_pixels(path)
    colours = min(channels, 3)
    bright = sum(1 for row in rows for x in range(0, len(row), channels)
                 if max(row[x:x + colours]) > 24)
    return bright < width * height // 200


LIT = bytes(24 * [0] + [0] + 231 * [1])  # which values of a channel give light


class Screen:
    """An X server of its own whose pixels can be looked at at any moment, without asking anybody."""

    def __init__(self, folder, size="640x360"):
        folder.mkdir(parents=True, exist_ok=True)
        read, write = os.pipe()
        self.process = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{size}x24", "-fbdir", str(folder),
             "-nolisten", "tcp"],
            pass_fds=[write], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        house.STARTED.append(self)
        os.close(write)
        with os.fdopen(read) as pipe:
            self.env = {"DISPLAY": f":{pipe.readline().strip()}", "SDL_VIDEODRIVER": "x11"}
        with open(folder / "Xvfb_screen0", "rb") as file:
            self.memory = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
        # An XWD file, version 7: its header, its colours, then lines of 32 bits a pixel.
        header = struct.unpack(">25I", self.memory[:100])
        assert header[1] == 7 and header[11] == 32, header
        self.width, self.height, self.stride = header[4], header[5], header[12]
        self.begin = header[0] + 12 * header[19]

    def look(self):
        """(a number that differs when the picture does, whether it is black), from every fourth line."""
        sum_, lit, seen = 0, 0, 0
        for y in range(0, self.height, 4):
            at = self.begin + y * self.stride
            line = self.memory[at:at + 4 * self.width]
            sum_ = zlib.crc32(line, sum_)
            lit += max(line[channel::4].translate(LIT).count(1) for channel in range(3))
            seen += self.width
        return sum_, lit < seen // 200

    def kill(self):
        self.process.kill()
        self.process.wait()


def shots_of(board):
    """The finished shots, in order; one that the player is still writing is not there yet."""
    return sorted(p for p in board.shots.glob("*.png") if not p.name.startswith("."))


def never_black(board):
    shots = shots_of(board)
    assert shots, "no shot was taken"
    for shot in shots:
        assert not is_black(shot), f"black on the glass: {shot}"


class Judge:
    """Whether what stood on a board was approved, by the pictures alone. Each shot has to be what the pure renderer makes, at the same
    instant, of a selection that the office compiled while its server was honest, of nothing but versions that somebody approved by
    their hashes (house.APPROVED); or the card with the words that the administrator gave, or the built-in one. Nothing is asked of
    the board: what its programs and its folder say counts nothing."""

    def __init__(self, folder, board, commune):
        self.board = board
        self.data = commune.server.folder / "data"
        self.folder = pathlib.Path(folder) / f"judge-{board.folder.name}"  # one judge a board
        (self.folder / "own").mkdir(parents=True)
        self.place = dict(zip(commune.PLACE[::2], commune.PLACE[1::2]))
        self.approved, self.learned, self.recalled, self.built_in = [], 0, set(), None
        self.before = {shot.name for shot in shots_of(board)[:-1]}
        self.learn()

    def learn(self):
        """What the office compiled since, by what people signed. Only while nobody hostile has the server."""
        with self._database() as db:
            for generation, text in db.execute(
                    "SELECT generation, bytes FROM selection WHERE board = ? AND generation > ? "
                    "ORDER BY generation", (self.board.id, self.learned)).fetchall():
                self.learned = generation
                selection = json.loads(text)
                if not selection["items"]:
                    continue  # That is the card.
                self._take(db, f"{generation}.json", text)
        return self

    def learn_stolen(self, text):
        """A selection that only who has the server's key made. What people signed for every board, or for this one, may stand there
        all the same; whatever else it names is refused here."""
        with self._database() as db:
            self._take(db, f"stolen-{json.loads(text)['generation']}.json", text)
        return self

    def _database(self):
        return contextlib.closing(sqlite3.connect(f"file:{self.data / 'db.sqlite'}?mode=ro", uri=True))

    def _take(self, db, file, text):
        """What this selection makes of the board counts as approved: people's word stands for each of its versions, here."""
        names = json.loads(text)["items"]
        alien = set(names) - (house.APPROVED - self.recalled)
        assert not alien, f"in a selection, and nobody's word for it: {alien}"
        versions = {name: db.execute("SELECT bytes FROM item_version WHERE hash = ?",
                                     (bytes.fromhex(name),)).fetchone()[0]
                    for name in names}
        for name, version in versions.items():
            assert hashlib.sha256(version.encode()).hexdigest() == name, "other words"
            assert self._is_for_here(json.loads(version)["content"]), f"signed for other boards: {name}"
        self.approved.append(self._generation(file, text, versions))

    def _is_for_here(self, content):
        boards, communes = content.get("boards", []), content.get("communes", [])
        return not boards and not communes or self.board.id in boards or self.place["--code"] in communes

    def recall(self, *items):
        """They have left the glass, and may not be on it again; what was shown before is judged first."""
        self.check("approved", "card")
        self.recalled |= {item["approved"] for item in items}
        self.approved = [file for file in self.approved
                         if not set(json.loads(file.read_text())["items"]) & self.recalled]
        self.before |= {shot.name for shot in shots_of(self.board)[:-1]}

    def verdicts(self):
        """{shot: "approved", "card", "black" or "WRONG"} of the shots since the judge sat down."""
        return {shot.name: self.verdict(shot) for shot in shots_of(self.board)
                if shot.name not in self.before}

    def check(self, *may):
        """Every shot is one of `may`; of what two people approved, unless something is said."""
        self._wait_for_the_last_shot()
        verdicts = self.verdicts()
        assert set(verdicts.values()) <= set(may or ("approved",)), verdicts
        return verdicts

    def verdict(self, shot):
        stamp = shot.name.split("-")[1]
        at = f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:11]}:{stamp[11:13]}:{stamp[13:]}"
        seen = shot.read_bytes()  # Written alike: the same file.
        if any(self._picture(generation, at) == seen for generation in reversed(self.approved)):
            return "approved"
        if self._picture(self._card(), at) == seen:
            return "card"
        if is_black(shot):
            return "black"
        return "card" if self._built_in() == seen else "WRONG"

    def _wait_for_the_last_shot(self):
        frames = self.board.frames()
        changes = [now for before, now in zip([None, *frames], frames)
                   if before is None or before[2:] != now[2:]]
        stamp = changes[-1][0].replace("-", "").replace(":", "")
        house.wait_for("its shot", lambda: any(stamp in shot.name for shot in shots_of(self.board)))

    def _generation(self, name, selection, versions):
        path = self.folder / name
        path.write_text(json.dumps({"selection": selection,
                                    "items": {name: json.loads(text) for name, text in versions.items()},
                                    "trust": {"roots": [], "roles": {}}}))
        return path

    def _picture(self, generation, at):
        return render(generation, at, self.board.size, self.folder / "render.png",
                      blobs=self.data / "blobs").read_bytes()

    def _card(self):
        """A selection of nothing at this place."""
        width, height = map(int, self.board.size.split("x"))
        place = {"commune_code": self.place["--code"], "province_code": self.place["--province"],
                 "agency": self.place["--agency"]}
        return self._generation("card.json", json.dumps({
            "board": "b", "canvas_px": [width, height], "generation": 1, "issued_at": "2026-01-01T00:00:00.000Z",
            "items": [], "layouts": [], "panel_off": [], "place": place, "playlists": [], "programs": [],
            "quiet": [], "utc_offset_minutes": 420, "windows": []}), {})

    def _built_in(self):
        """What a player shows that nobody told where it stands."""
        if self.built_in is None:
            alone = house.Board(self.folder / "own", None, self.board.size)
            alone.board_folder.mkdir(parents=True)
            (alone.board_folder / "pin.json").write_text("?")
            alone.start()
            try:
                [shot, *_] = house.wait_for("the built-in card", lambda: shots_of(alone))
                self.built_in = shot.read_bytes()
            finally:
                alone.kill()
        return self.built_in


def render(manifest, at, size, out, pin=None, blobs=None):
    """What the pure renderer makes of a generation at an instant."""
    arguments = [house.program("bangtin-player"), "--render-at", at, "--manifest", str(manifest),
                 "--size", size, "--out", str(out)]
    if pin:
        arguments += ["--pin-file", str(pin)]
    if blobs:
        arguments += ["--blobs", str(blobs)]
    subprocess.run(arguments, check=True, timeout=60, stdin=subprocess.DEVNULL,
                   capture_output=True)
    return out


def stands_as_rendered(folder, board):
    """The last picture on the glass is what the pure renderer makes of the board's generation."""
    frame = board.frames()[-1]
    stamp = frame[0].replace("-", "").replace(":", "")
    shot = house.wait_for("its shot", lambda: next(board.shots.glob(f"board-{stamp}-*.png"), None))
    manifest = board.board_folder / "generation" / "current.json"
    out = render(manifest, frame[0], board.size, folder / "render.png",
                 board.board_folder / "pin.json")
    assert png_pixels(shot)[3] == png_pixels(out)[3], "the glass differs from the render"


def generations_in_order(board):
    """The generations in the frame log never go back and forth within one run of the player."""
    numbers = [int(frame[3]) for frame in board.frames()]
    assert numbers == sorted(numbers), "a frame of an older generation followed a newer one"
    return numbers
