"""The set-up page, with the real programs on a screen of their own and a keyboard: player and agent
started apart from each other, as systemd does it, on a board that nobody has told anything."""

import http.server
import json
import os
import subprocess
import threading
import time

import glass
import house
from house import wait_for

PIN = "402615"


class Screen:
    """An X server without a window manager: a bare screen, as a board's."""

    def __init__(self, size="640x360"):
        read, write = os.pipe()
        self.process = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{size}x24", "-nolisten", "tcp"],
            pass_fds=[write], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as pipe:
            self.display = ":" + pipe.readline().strip()
        assert len(self.display) > 1, "no Xvfb"

    def close(self):
        self.process.kill()
        self.process.wait()

    def _xdotool(self, *arguments):
        subprocess.run(["xdotool", *arguments], check=True, timeout=60, capture_output=True,
                       env={**os.environ, "DISPLAY": self.display})

    def focus(self):
        """Without a window manager nobody else gives the keyboard to the window."""
        self._xdotool("search", "--sync", "--onlyvisible", "--class", ".*", "windowfocus")

    def press(self, *keys):
        for key in keys:
            self._xdotool("key", "--delay", "30", key)
            time.sleep(0.05)

    def type(self, text):
        self._xdotool("type", "--delay", "40", text)


class FreshBoard(house.Board):
    """A board without any address, on a screen."""

    def __init__(self, folder, screen, size="640x360"):
        super().__init__(folder, "", size)
        self.screen = screen
        self.agent = None

    def start(self, *extra, env=None):
        self.folder.mkdir(parents=True, exist_ok=True)
        if self.agent is None or not self.agent.running():
            self.agent = house.Program(
                [house.program("bangtin-agent"), "--data", self.folder / "data"],
                self.folder / "agent.log")
        opened = self.count("the first picture stands")
        self.program = house.Program(
            [house.program("bangtin-player"), "--data", self.folder / "data", "--frame-log",
             self.frame_log, "--shots", self.shots, *extra],
            self.folder / "player.log",
            env={"DISPLAY": self.screen.display, "SDL_VIDEODRIVER": "x11", **(env or {})})
        wait_for("a picture", lambda: self.count("the first picture stands") > opened)
        self.screen.focus()
        return self

    def count(self, words):
        log = self.folder / "player.log"
        return log.read_text().count(words) if log.exists() else 0

    def setup(self):
        try:
            return json.loads((self.board_folder / "setup.json").read_text())
        except (FileNotFoundError, json.JSONDecodeError):
            return {"step": "language", "server_url": "", "name": ""}

    def network(self):
        try:
            return json.loads((self.board_folder / "network.json").read_text())
        except (FileNotFoundError, json.JSONDecodeError):
            return {"reach": ""}

    def at_step(self, step):
        wait_for(f"the step {step}", lambda: self.setup()["step"] == step, 30)
        time.sleep(0.3)  # The page behind it is drawn by then.

    def enter(self, text=""):
        if text:
            self.screen.type(text)
        self.screen.press("Return")

    def opens(self, times):
        wait_for("the set-up page", lambda: self.count("a page of ours covers the glass") >= times, 30)
        time.sleep(0.5)

    def to_pairing(self, address, name="Cho Tan Hung"):
        self.opens(1)
        self.enter()
        self.at_step("server")
        self.enter(address)
        self.at_step("name")
        self.enter(name)
        self.at_step("rotation")
        self.enter()
        self.at_step("overscan")
        self.screen.press("Right", "Right")
        self.enter()
        self.at_step("test_card")
        self.enter()
        self.at_step("network")
        wait_for("an answer of the server", lambda: self.network()["reach"] == "reached", 60)
        self.enter()
        self.at_step("pin")
        self.enter(PIN)
        time.sleep(0.3)
        self.enter(PIN)
        self.at_step("pairing")


def a_fresh_board_is_set_up_by_keys_alone(folder, host):
    commune = house.Commune(folder, host)
    screen = Screen()
    try:
        board = FreshBoard(folder / "board", screen).start()
        board.opens(1)
        screen.press("alt+F2")  # Of a desktop, not of these pages.
        board.to_pairing(f"{host}:{commune.server.port}")
        setup = board.setup()
        assert setup["language"] == "vi", setup
        assert setup["server_url"] == commune.server.url, setup
        assert setup["name"] == "Cho Tan Hung", setup
        insets = setup["insets_px"]
        assert insets == {"left": 4, "top": 4, "right": 4, "bottom": 4}, setup
        hidden = (board.folder / "data" / "player" / "pin.json").read_text()
        assert PIN not in hidden and "$argon2id$" in hidden, hidden

        card = wait_for("a pairing code", board.pairing_card)
        view = commune.technician.run("pair", "show", card["code"])
        assert view["name"] == "Cho Tan Hung", view
        record = commune.pair(board, "Chợ Tân Hưng")
        assert record["canvas_px"] == [632, 352], record
        board.at_step("done")
        board.enter()
        wait_for("the page to close", lambda: board.count("the glass is free again") >= 1)
        item = commune.item("--category", "other", "--title", "Thông báo", "--body",
                            "Kính gửi bà con!")
        playlist = commune.editor.run("playlist", "new", "--name", "Chợ", "--board", board.id,
                                      "--item", item["id"])
        commune.publish(playlist)
        wait_for("the notice on the glass", lambda: board.shows(item["id"]))
        _only_the_pin_opens_it_again(board)
        _a_board_that_is_turned_gets_its_pages_anew(board, commune)
        for shot in sorted(board.shots.glob("*.png"))[::6]:  # There is one for each key.
            assert not glass.is_black(shot), f"black on the glass: {shot}"
        assert board.stop() == 0
    finally:
        screen.close()


def _only_the_pin_opens_it_again(board):
    opened = board.count("a page of ours covers the glass")
    for key in ("Escape", "F2", "Return", "ctrl+alt+Delete", "ctrl+c", "alt+F4", "ctrl+alt+F2",
                "ctrl+alt+BackSpace"):
        board.screen.press(key)
    assert board.program.running()
    board.screen.press("F10")
    time.sleep(0.5)
    board.enter("111111")
    wait_for("the wrong PIN to be refused", lambda: board.count("right=no") >= 1, 30)
    time.sleep(2.5)  # A wrong try is followed by a wait.
    assert board.count("a page of ours covers the glass") == opened
    assert board.count("right=yes") == 0
    board.enter(PIN)
    wait_for("the right PIN", lambda: board.count("right=yes") >= 1, 30)
    board.opens(opened + 1)
    board.screen.press("Escape")
    wait_for("the picture again",
             lambda: board.count("the glass is free again") == board.count("a page of ours covers the glass"))


def _a_board_that_is_turned_gets_its_pages_anew(board, commune):
    opened = board.count("a page of ours covers the glass")
    held = board.generation_held()
    board.screen.press("F10")
    time.sleep(0.5)
    board.enter(PIN)
    board.opens(opened + 1)
    board.screen.press("Down", "Return")  # The menu: to "rotation".
    board.screen.press("Down", "Return")  # A quarter turn.
    board.screen.press("Escape")

    def canvas():
        return next(b for b in commune.editor.run("board", "list")["boards"]
                    if b["id"] == board.id)["canvas_px"]

    wait_for("the office to know the new shape", lambda: canvas() == [352, 632], 30)
    wait_for("a selection for it", lambda: board.generation_held() > held, 30)


def a_cut_at_any_step_goes_on_where_it_was(folder, host):
    commune = house.Commune(folder, host)
    screen = Screen()
    try:
        board = FreshBoard(folder / "board", screen).start()
        typed = {"server": f"{host}:{commune.server.port}", "name": "Cho"}
        steps = ["language", "server", "name", "rotation", "overscan", "test_card", "network", "pin"]
        for step, following in zip(steps, [*steps[1:], None]):
            opened = board.count("a page of ours covers the glass")
            board.opens(max(1, opened))
            before = board.setup()
            assert before["step"] == step, before
            board.screen.type("12")  # Half of something, and then the power goes.
            board.kill()
            board.start()
            board.opens(max(1, opened) + 1)
            after = board.setup()
            assert {**after, "network_asked": 0} == {**before, "network_asked": 0}, (before, after)
            if following:
                board.enter(typed.get(step, ""))
                board.at_step(following)
        assert board.setup()["server_url"] == commune.server.url
        assert not (board.folder / "data" / "player" / "pin.json").exists()
        assert not (board.board_folder / "pin.json").exists()
    finally:
        screen.close()


def a_server_that_is_not_ours_is_told_apart(folder, host):
    class Silent(http.server.BaseHTTPRequestHandler):
        def log_message(self, *_):
            pass

    plain = http.server.ThreadingHTTPServer((host, 0), Silent)
    threading.Thread(target=plain.serve_forever, daemon=True).start()
    board = folder / "data" / "board"
    agent = house.Program([house.program("bangtin-agent"), "--data", folder / "data"],
                          folder / "agent.log")
    wait_for("the agent", lambda: (board / "pairing.json").exists())
    expected = {f"https://{host}:{plain.server_port}": "not_secure",
                f"https://{host}:{house.free_port(host)}": "no_answer",
                "https://khong-co.invalid:8443": "no_name"}
    for number, (url, reach) in enumerate(expected.items(), 1):
        setup = {"language": "vi", "server_url": url, "name": "", "rotation": "0",
                 "insets_px": {"left": 0, "top": 0, "right": 0, "bottom": 0}, "step": "network",
                 "network_asked": number}
        fresh = board / "setup.new"
        fresh.write_text(json.dumps(setup))
        fresh.rename(board / "setup.json")

        def told():
            try:
                facts = json.loads((board / "network.json").read_text())
            except (FileNotFoundError, json.JSONDecodeError):
                return False
            return facts["server_url"] == url and facts["reach"] == reach
        wait_for(f"{url} to be {reach}", told, 40)
    assert agent.stop() == 0
    plain.shutdown()
