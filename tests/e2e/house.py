"""The real programs, started and asked from outside: what the demo and every end-to-end test use.

Nothing here knows the insides: a server is its command line and its HTTPS port, a board is its
command line, its folder and what it put on the glass (--frame-log, --shots).
"""

import contextlib
import datetime
import http.client
import json
import os
import pathlib
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[2]
PASSWORD = "sông Hậu xanh mát 2026"


def build_folder():
    return pathlib.Path(os.environ.get("BANGTIN_BUILD", ROOT / "build" / "release"))


def program(name):
    return str(build_folder() / "bin" / name)


def wait_for(what, probe, seconds=60.0, step=0.05):
    """Calls probe until it gives something true; raises when `seconds` are over."""
    end = time.monotonic() + seconds
    while True:
        found = probe()
        if found:
            return found
        if time.monotonic() > end:
            raise AssertionError(f"not within {seconds:.0f} s: {what}")
        time.sleep(step)


def seconds_of(stamp):
    """Seconds since 1970 of an instant as the product writes it."""
    return datetime.datetime.fromisoformat(stamp.replace("Z", "+00:00")).timestamp()


def free_port(host):
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.bind((host, 0))
        return probe.getsockname()[1]


def address(host, port):
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


class Refused(Exception):
    """What bangtinctl answered with exit code 1: the protocol's error object."""

    def __init__(self, error):
        super().__init__(f"{error.get('code')} {error.get('key')}: {error.get('message')}")
        self.error = error


APPROVED = set()  # the hash of each item version that somebody approved, as he named it
STARTED = []  # every Program of this run, so that none outlives it


class Program:
    """One running process; its output goes to a log file."""

    def __init__(self, arguments, log, env=None, stdout=None):
        self.arguments = [str(a) for a in arguments]
        self.log = pathlib.Path(log)
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with open(self.log, "ab") as sink:
            self.process = subprocess.Popen(
                self.arguments, stdin=subprocess.DEVNULL, stdout=stdout or sink, stderr=sink,
                env={**os.environ, **(env or {})})
        STARTED.append(self)

    @property
    def pid(self):
        return self.process.pid

    def running(self):
        return self.process.poll() is None

    def kill(self):
        if self.running():
            self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self, seconds=20):
        """SIGTERM; the exit code."""
        if self.running():
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"{self.arguments[0]} did not stop within {seconds} s")


class Server:
    """bangtin-server on one address, with its data in a folder."""

    def __init__(self, folder, host="127.0.0.1", port=None):
        self.folder = pathlib.Path(folder)
        self.host = host
        self.port = port or free_port(host)
        self.program = None
        self.pin = None

    @property
    def url(self):
        return f"https://{address(self.host, self.port)}"

    def start(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        read, write = os.pipe()
        self.program = Program(
            [program("bangtin-server"), "--data", self.folder / "data",
             "--listen", address(self.host, self.port)],
            self.folder / "server.log", stdout=write)
        os.close(write)
        with os.fdopen(read) as pipe:
            line = pipe.readline()
        if not line:
            raise AssertionError("the server did not start: " +
                                 (self.folder / "server.log").read_text()[-2000:])
        self.pin = json.loads(line)["pin"]
        return self

    def setup_token(self):
        return (self.folder / "data" / "setup-token").read_text().strip()

    def kill(self):
        self.program.kill()

    def stop(self):
        return self.program.stop()


class Person:
    """Somebody at a shell: bangtinctl with a state file of his own."""

    def __init__(self, server, folder, login, password=PASSWORD):
        self.server = server
        self.state = pathlib.Path(folder) / f"{login}.json"
        self.login = login
        self.password = password

    def run(self, *arguments, env=None, check=True):
        finished = subprocess.run(
            [program("bangtinctl"), "--json", "--server", self.server.url, "--pin",
             self.server.pin, *[str(a) for a in arguments]],
            stdin=subprocess.DEVNULL, capture_output=True, timeout=120,
            env={**os.environ, "BANGTIN_CTL_STATE": str(self.state),
                 "BANGTIN_PASSWORD": self.password, **(env or {})})
        if finished.returncode == 1 and check:
            raise Refused(json.loads(finished.stderr.splitlines()[-1])["error"])
        if finished.returncode != 0 and check:
            raise AssertionError(f"bangtinctl {arguments}: {finished.stderr.decode()}")
        return json.loads(finished.stdout) if finished.stdout else None

    def waiting(self, item):
        """The hash of the version that waits for approval, as the review names it."""
        return self.run("item", "review", item)["version"]

    def approve(self, item, checked="all"):
        version = self.waiting(item)
        done = self.run("item", "approve", item, "--version", version, "--checked", checked)
        APPROVED.add(version)
        return done

    def sign_in(self):
        self.run("sign-in", "--login", self.login)
        return self


def refusal(person, *arguments):
    """What is said to somebody who may not, or cannot."""
    try:
        person.run(*arguments)
    except Refused as refused:
        return refused.error
    raise AssertionError(f"not refused: {arguments}")


class Commune:
    """A server with its first people, as an office has it: administrator, editor, approver,
    technician."""

    PLACE = ("--code", "31108", "--province", "91", "--name", "Tân Hưng", "--agency",
             "UBND xã Tân Hưng")

    def __init__(self, folder, host="127.0.0.1", password=PASSWORD):
        self.folder = pathlib.Path(folder)
        self.password = password
        self.server = Server(self.folder / "server", host).start()
        people = self.people = self.folder / "people"  # what each has on his PC: session and key
        people.mkdir(parents=True, exist_ok=True)
        self.admin = Person(self.server, people, "quantri", password)
        self.admin.run("setup", "--token", self.server.setup_token(), "--login", "quantri",
                       "--name", "Nguyễn Văn Quản")
        self.admin.sign_in()
        self.admin.run("commune", "set", *self.PLACE)
        self.editor = self._add(people, "bientap", "Trần Thị Lan", "editor")
        self.approver = self._add(people, "lanhdao", "Lê Minh Đức", "approver")
        self.technician = self._add(people, "kythuat", "Phạm Quốc Huy", "technician")
        # Each made a key at the first sign-in; now the commune's own key says who may sign.
        self.sheet = self.begin_trust()

    def begin_trust(self):
        return self.admin.run("trust", "begin")

    def _add(self, folder, login, name, role):
        self.admin.run("person", "add", "--login", login, "--name", name, "--role", role)
        return Person(self.server, folder, login, self.password).sign_in()

    def item(self, *arguments, until="31/12/2030 17:00"):
        """A new item, submitted by the editor and approved by the approver; its record."""
        item = self.editor.run("item", "new", "--until", until, *arguments)
        self.editor.run("item", "submit", item["id"])
        return self.approver.approve(item["id"])

    def fill(self, count, body):
        """So many drafts of the editor's with this text, over one connection; quick."""
        like = self.editor.run("item", "new", "--title", "Tin 0", "--body", "Kính gửi bà con!",
                               "--until", "31/12/2030 17:00")["content"]
        with self.asking() as ask:
            for number in range(1, count):
                content = {**like, "title": f"Tin {number}", "body": body}
                ask("POST", "/v1/items", json.dumps({"content": content}, ensure_ascii=False))

    @contextlib.contextmanager
    def asking(self):
        """Gives a function that asks the server as the editor and gives the answer's bytes."""
        server = urllib.parse.urlsplit(self.server.url)
        line = http.client.HTTPSConnection(server.hostname, server.port, timeout=300,
                                           context=ssl._create_unverified_context())
        token = json.loads(self.editor.state.read_text())["token"]

        def ask(method, path, body=None):
            line.request(method, path, body and body.encode(), {"Authorization": f"Bearer {token}"})
            answer = line.getresponse()
            data = answer.read()
            assert answer.status == 200, data[:500]
            return data

        try:
            yield ask
        finally:
            line.close()

    def edit(self, item, *arguments):
        self.editor.run("item", "edit", item["id"], *arguments)
        self.editor.run("item", "submit", item["id"])
        return self.approver.approve(item["id"])

    def pair(self, board, name):
        """Types the board's code, compares the words on both sides, accepts."""
        card = wait_for("a pairing code", board.pairing_card)
        view = self.technician.run("pair", "show", card["code"])
        assert view["words"] == card["words"], (view, card)
        record = self.technician.run("pair", "accept", card["code"], "--name", name)
        board.id = record["id"]
        wait_for("the board to be paired", lambda: (board.board_folder / "pin.json").exists())
        return record

    def publish(self, playlist):
        return self.editor.run("playlist", "publish", playlist["id"])["deliveries"]

    def confirmed(self, playlist):
        deliveries = self.editor.run("playlist", "delivery", playlist["id"])["deliveries"]
        return deliveries and all(d["confirmed"] for d in deliveries)


class Board:
    """bangtin-player with its agent, a folder, and what it put on the glass."""

    def __init__(self, folder, url, size="640x360", visible=False):
        self.folder = pathlib.Path(folder)
        self.url = url
        self.size = size
        self.visible = visible
        self.id = None
        self.program = None
        self.frame_log = self.folder / "frames.log"
        self.shots = self.folder / "shots"

    @property
    def board_folder(self):
        return self.folder / "data" / "board"

    def start(self, *extra, env=None):
        self.folder.mkdir(parents=True, exist_ok=True)
        window = ["--windowed"] if self.visible else []
        drivers = {} if self.visible else {"SDL_VIDEODRIVER": "offscreen"}
        self.program = Program(
            [program("bangtin-player"), *(["--server", self.url] if self.url else []), "--data",
             self.folder / "data", "--size", self.size, "--frame-log", self.frame_log, "--shots", self.shots, *window,
             *extra],
            self.folder / "player.log", env={**drivers, **(env or {})})
        return self

    def pairing_card(self):
        try:
            card = json.loads((self.board_folder / "pairing.json").read_text())
        except (FileNotFoundError, json.JSONDecodeError):
            return None
        return card if card.get("code") else None

    def selection_held(self):
        try:
            file = json.loads((self.board_folder / "generation" / "current.json").read_text())
            return json.loads(file["selection"])
        except (FileNotFoundError, json.JSONDecodeError):
            return None

    def generation_held(self):
        selection = self.selection_held()
        return selection["generation"] if selection else 0

    def frames(self):
        """Each presented frame so far: (time, pixel hash, item id or "-", generation)."""
        if not self.frame_log.exists():
            return []
        lines = self.frame_log.read_text().splitlines()
        return [tuple(line.split()) for line in lines if len(line.split()) == 4]

    def shows(self, item_id):
        frames = self.frames()
        return bool(frames) and frames[-1][2] == item_id

    def agent_pid(self):
        children = pathlib.Path(f"/proc/{self.program.pid}/task/{self.program.pid}/children")
        for pid in children.read_text().split():
            if "bangtin-agent" in pathlib.Path(f"/proc/{pid}/cmdline").read_text():
                return int(pid)
        return None

    def kill(self):
        self.program.kill()

    def stop(self):
        return self.program.stop()


def accept_each(listener, take):
    """Hands each connection to `take`, on a thread of its own, until the listener is closed."""
    def accept():
        while True:
            try:
                near, _ = listener.accept()
            except OSError:
                return
            take(near)

    threading.Thread(target=accept, daemon=True).start()


class Wire:
    """A loopback cable between boards and a server that can be cut, slowed and counted."""

    def __init__(self, host, target_port):
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self.host = host
        self.target = (host, target_port)
        self.family = family
        self.bytes_up = 0
        self.bytes_down = 0
        self.rate_bytes_per_s = None  # down
        self.rate_up_bytes_per_s = None
        self.cut_flag = False
        self.pairs = []
        self.lock = threading.Lock()
        self.listener = socket.socket(family, socket.SOCK_STREAM)
        self.listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.listener.bind((host, 0))
        self.listener.listen(64)
        self.port = self.listener.getsockname()[1]
        accept_each(self.listener, self._take)

    @property
    def url(self):
        return f"https://{address(self.host, self.port)}"

    def cut(self):
        """Ends every connection and refuses new ones."""
        with self.lock:
            self.cut_flag = True
            pairs, self.pairs = self.pairs, []
        for pair in pairs:
            for end in pair:
                try:
                    end.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass

    def mend(self):
        with self.lock:
            self.cut_flag = False

    def _take(self, near):
        if self.cut_flag:
            near.close()
            return
        try:
            far = socket.create_connection(self.target, timeout=10)
        except OSError:
            near.close()
            return
        far.settimeout(None)
        with self.lock:
            self.pairs.append((near, far))
        threading.Thread(target=self._copy, args=(near, far, False), daemon=True).start()
        threading.Thread(target=self._copy, args=(far, near, True), daemon=True).start()

    def _copy(self, source, sink, down):
        try:
            while data := source.recv(65536):
                rate = self.rate_bytes_per_s if down else self.rate_up_bytes_per_s
                if rate:
                    time.sleep(len(data) / rate)
                if down:
                    self.bytes_down += len(data)
                else:
                    self.bytes_up += len(data)
                sink.sendall(data)
        except OSError:
            pass
        for end in (source, sink):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def close(self):
        self.cut()
        self.listener.close()


class Folder:
    """A temporary folder that stays when the test failed, for a look at the logs."""

    def __init__(self, name):
        self.path = pathlib.Path(tempfile.mkdtemp(prefix=f"bangtin-{name}-"))

    def __enter__(self):
        return self.path

    def __exit__(self, failure, *_):
        if failure is None:
            import shutil
            shutil.rmtree(self.path, ignore_errors=True)
        else:
            print(f"left for a look: {self.path}", file=sys.stderr)
