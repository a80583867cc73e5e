"""The attacks of docs/ATTACKS.md that need real programs and a line: a server in hostile hands (with the right certificate), a portal in
front of it, somebody who guesses codes, two people at once. Judged by the pictures: approved, card, never black, never WRONG."""

import json
import os
import signal
import socket
import ssl
import threading
import time

import glass
import house
import story
import trust
from house import wait_for
from middleman import board_behind

ENDLESS_BYTES = 200 << 20


def _memory_bytes(pid):
    with open(f"/proc/{pid}/status") as status:
        [line] = [line for line in status if line.startswith("VmRSS")]
    return int(line.split()[1]) << 10


def _start(out, *headers):
    out.sendall(("HTTP/1.1 200 OK\r\n" + "".join(f"{header}\r\n" for header in headers) + "\r\n").encode())


def _endless(out):
    _start(out, "Connection: close")
    for _ in range(ENDLESS_BYTES >> 16):
        out.sendall(b"{" * 65536)


def _slow_drip(out):
    _start(out, "Content-Length: 100000")
    for _ in range(600):
        out.sendall(b" ")
        time.sleep(1)


def _too_long(out):
    _start(out, "Content-Length: 4000000000000", "Connection: close")
    out.sendall(b"{}")


def _too_short(out):
    _start(out, "Content-Length: 1000", "Connection: close")
    out.sendall(b"{}")


def _zip_bomb(out):
    import gzip
    bomb = gzip.compress(b" " * (64 << 20))
    _start(out, "Content-Encoding: gzip", f"Content-Length: {len(bomb)}", "Connection: close")
    out.sendall(bomb)


class _PatientClient:
    """Asks what a board asks, without a bound in time: what becomes of a board without its guard."""

    PATH = "/control"

    def __init__(self, middleman):
        self.bytes = 0
        self.thread = threading.Thread(target=self._ask, args=(middleman,), daemon=True)
        self.thread.start()

    def _ask(self, middleman):
        with socket.create_connection(("127.0.0.1", middleman.port)) as line:
            with ssl._create_unverified_context().wrap_socket(line) as channel:
                channel.sendall(f"GET {self.PATH} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
                while piece := channel.recv(65536):
                    self.bytes += len(piece)

    def waits(self):
        return self.thread.is_alive() and self.bytes > 0


def a25_files_that_never_end_hardly_move_or_lie_keep_the_picture(folder, host):
    commune = house.Commune(folder, host)
    hostile, board, good = board_behind(folder, commune, "Chợ")
    judge = glass.Judge(folder, board, commune)
    agent = board.agent_pid()
    before = _memory_bytes(agent)
    for harm in (_endless, _too_long, _too_short, _zip_bomb, _slow_drip):
        seen = hostile.harmed
        moved = threading.Event()

        def harms(path, out, harm=harm, moved=moved):
            if path != _PatientClient.PATH:
                if "/trust/" not in path or moved.is_set():
                    return False
                moved.set()
            harm(out)
            return True

        hostile.harms = harms
        later = commune.item(*story._notice(f"Tin sau {harm.__name__}"))
        playlist = story._playlist(commune, [board], [later])
        commune.publish(playlist)
        wait_for("the harm to be tried", moved.is_set)
        patient = _PatientClient(hostile) if harm is _slow_drip else None
        assert _memory_bytes(agent) < before + (48 << 20), harm.__name__
        # It is refused or given up, and the next try brings what is right.
        wait_for(f"the next notice after {harm.__name__}", lambda i=later: board.shows(i["id"]), seconds=120)
        assert patient is None or patient.waits(), "WRONG: who has no bound in time got an end too"
        judge.learn()
        commune.editor.run("item", "withdraw", later["id"], "--reason", "Hết việc")
        wait_for("the first notice", lambda: board.shows(good["id"]))
        judge.learn()
        assert hostile.harmed >= seen
    judge.check()
    glass.never_black(board)
    glass.generations_in_order(board)


def a36_a_portal_in_front_of_the_server_is_not_believed(folder, host):
    commune = house.Commune(folder, host)
    hostile, board, good = board_behind(folder, commune, "Chợ")
    judge = glass.Judge(folder, board, commune)

    # With the right certificate: a page with status 200, then a redirect to somebody else.
    def page(path, out):
        _start(out, "Content-Type: text/html", "Connection: close")
        out.sendall("<html>Mời đăng nhập Wi-Fi</html>".encode())
        return True

    elsewhere = socket.create_server(("127.0.0.1", 0))
    elsewhere.settimeout(0.1)

    def redirect(path, out):
        out.sendall((f"HTTP/1.1 302 Found\r\nLocation: https://127.0.0.1:{elsewhere.getsockname()[1]}/\r\n"
                     "Content-Length: 0\r\nConnection: close\r\n\r\n").encode())
        return True

    for harm in (page, redirect):
        tried = hostile.harmed
        hostile.harms = harm
        board.kill()
        board.start()
        wait_for("the portal to be met", lambda: hostile.harmed > tried + 2, seconds=120)
        assert board.shows(good["id"]), "the picture stays"
        try:
            elsewhere.accept()
            raise AssertionError("a redirect to another host was followed")
        except TimeoutError:
            pass
    hostile.harms = lambda path, out: False

    # With a certificate of its own nothing is even asked.
    other = house.Server(folder / "other").start()
    keys = other.folder / "data" / "keys"
    hostile.context.load_cert_chain(keys / "tls.pem", keys / "tls.key")
    tried = hostile.harmed
    hostile.harms = page
    board.kill()
    board.start()
    wait_for("the picture", lambda: board.shows(good["id"]))
    wait_for("the other certificate to be noticed",
             lambda: "another server answers" in (board.folder / "player.log").read_text())
    assert hostile.harmed == tried, "a request went to a server with another certificate"
    keys = commune.server.folder / "data" / "keys"
    hostile.context.load_cert_chain(keys / "tls.pem", keys / "tls.key")
    hostile.harms = lambda path, out: False
    later = commune.item(*story._notice("Tin sau"))
    story._publish_and_wait(commune, [board], [later])
    wait_for("the true server", lambda: board.shows(later["id"]), seconds=120)
    judge.learn().check()
    glass.never_black(board)


def a37_codes_cannot_be_guessed_and_answer_once(folder, host):
    commune = house.Commune(folder, host)
    board = house.Board(folder / "board", commune.server.url).start()
    card = wait_for("a pairing code", board.pairing_card)
    for guess in range(1, 12):
        try:
            commune.technician.run("pair", "show", f"BCDF{guess:04}".translate(
                str.maketrans("0123456789", "BCDFGHJKLM")))
            raise AssertionError("a guessed code was answered")
        except house.Refused as refused:
            last = refused.error["key"]
    assert last == "server.too_many_tries", last
    # Who guessed waits; the board's true code is not lost by it.
    other = commune._add(commune.people, "kythuat2", "Đỗ Văn Nam", "technician")
    assert other.run("pair", "show", card["code"])["words"] == card["words"]
    other.run("pair", "accept", card["code"], "--name", "Chợ")
    wait_for("the board to be paired", lambda: (board.board_folder / "pin.json").exists())
    [record] = other.run("board", "list")["boards"]
    board.id = record["id"]
    wait_for("the place's card", lambda: board.frames()[-1][3] == "1")
    judge = glass.Judge(folder, board, commune)
    try:
        other.run("pair", "accept", card["code"], "--name", "Bảng thứ hai")
        raise AssertionError("a code answered twice")
    except house.Refused as refused:
        assert refused.error["key"] in ("server.wrong_code", "pairing.unknown"), refused.error
    assert len(other.run("board", "list")["boards"]) == 1
    good = commune.item(*story._notice("Tin đã duyệt"))
    story._publish_and_wait(commune, [board], [good])
    wait_for("what its own office approved", lambda: board.shows(good["id"]))
    judge.learn().check("card", "approved")


def a40_a_recall_wins_against_a_publication_at_the_same_moment(folder, host):
    commune, [board] = story._office(folder, host)
    good = commune.item(*story._notice("Tin đã duyệt"))
    story._publish_and_wait(commune, [board], [good])
    wait_for("the approved notice", lambda: board.shows(good["id"]))
    recalled = set()
    judge = glass.Judge(folder, board, commune)
    for turn in range(4):
        bad = commune.item(*story._notice(f"Tin bị thu hồi {turn}"))
        playlist = story._playlist(commune, [board], [bad], name=f"Đợt {turn}")
        commune.publish(playlist)
        together = threading.Barrier(2)

        def publish(playlist=playlist):
            together.wait()
            for _ in range(3):
                try:
                    commune.publish(playlist)
                except house.Refused:
                    pass  # Nothing in it may be shown any more.

        other = threading.Thread(target=publish)
        other.start()
        together.wait()
        commune.approver.run("item", "withdraw", bad["id"], "--reason", "Sai số tiền")
        other.join()
        wait_for("the recalled notice to be gone", lambda: board.shows(good["id"]))
        judge.learn().recall(bad)
        frames = len(board.frames())
        recalled.add(bad["id"])
        try:
            commune.publish(playlist)
        except house.Refused:
            pass
        wait_for("the board to hold what is newest",
                 lambda: board.generation_held() == _wanted(commune, board))
        shown = {frame[2] for frame in board.frames()[frames:]}
        assert not shown & recalled, "WRONG: a recalled notice came back"
    assert board.shows(good["id"])
    judge.learn().check("approved", "card")
    glass.never_black(board)


def _wanted(commune, board):
    [record] = [r for r in commune.technician.run("board", "list")["boards"] if r["id"] == board.id]
    return record["generation_wanted"]


def a28_what_was_withdrawn_leaves_the_glass_under_its_old_selection(folder, host):
    commune, [board] = story._office(folder, host)
    bad = commune.item(*story._notice("Sẽ bị gỡ xuống"))
    story._publish_and_wait(commune, [board], [bad])
    wait_for("the notice", lambda: board.shows(bad["id"]))
    judge = glass.Judge(folder, board, commune)
    agent = board.agent_pid()
    os.kill(agent, signal.SIGSTOP)
    try:
        commune.editor.run("item", "withdraw", bad["id"], "--reason", "Sai ngày")
        commune.server.stop()
        current = board.board_folder / "generation" / "current.json"
        held = current.read_text()
        assert board.shows(bad["id"]), "nobody told the board yet"
        judge.check()
        trust._write(current, json.dumps(_under_newest_lists(commune, board, json.loads(held))))
        wait_for("the card", lambda: not board.shows(bad["id"]), seconds=30)
        judge.recall(bad)
        # Nor by the metadata of before, nor where the player starts anew.
        trust._write(current, held)
        board.kill()
    finally:
        os.kill(agent, signal.SIGKILL)  # One that is stopped does not end with its player.
    frames = len(board.frames())
    board.start()
    wait_for("a picture", lambda: len(board.frames()) > frames)
    judge.check("card")
    commune.server.start()
    # The thief's numbers are ahead of the server's, until it comes past them (or the commune replaces its key: A15).
    for turn in range(4):
        good = commune.item(*story._notice(f"Tin sau {turn}"))
        commune.publish(story._playlist(commune, [board], [good], name=f"Sau đó {turn}"))
        commune.editor.run("item", "withdraw", good["id"], "--reason", "Hết việc")
    good = commune.item(*story._notice("Tin sau cùng"))
    commune.publish(story._playlist(commune, [board], [good], name="Sau cùng"))
    wait_for("what is approved", lambda: board.shows(good["id"]), seconds=120)
    judge.learn().check("card", "approved")
    glass.never_black(board)


def _under_newest_lists(commune, board, file):
    """The generation that the board holds, named again by the server's key beside what people signed since."""
    with trust._Thief(commune.server.folder / "data") as thief:
        roles = {**file["trust"]["roles"],
                 **{role: thief.newest(role) for role in ("targets", "compose-31108", "approve-31108")},
                 **thief._signed(board.id, file["selection"])}
    return {**file, "trust": {**file["trust"], "roles": roles}}


def the_judge_tells_approved_card_black_and_wrong_apart(folder, host):
    commune, [board] = story._office(folder, host)
    good, other = (commune.item(*story._notice(title)) for title in ("Tin đã duyệt", "Tin bị thu hồi"))
    playlist = story._publish_and_wait(commune, [board], [good])
    wait_for("the notice", lambda: board.shows(good["id"]))
    judge = glass.Judge(folder, board, commune)
    [approved] = judge.check()
    commune.publish(commune.editor.run("playlist", "set", playlist["id"], "--item", other["id"]))
    wait_for("the other notice", lambda: board.shows(other["id"]))
    judge.learn().check()
    for item in (other, good):
        commune.editor.run("item", "withdraw", item["id"], "--reason", "Hết việc")
    wait_for("the card", lambda: not board.shows(other["id"]))
    seen = judge.learn().check("approved", "card")
    assert list(seen.values()) == ["approved", "approved", "card"], seen

    # What was approved once and is recalled, or never was anybody's; the built-in card; darkness.
    judge.recall(other)
    shots = glass.shots_of(board)
    assert [judge.verdict(shot) for shot in shots[-3:]] == ["approved", "WRONG", "card"]
    forged = folder / shots[-1].name
    width, height, _, rows = glass.png_pixels(board.shots / approved)
    for name, picture in (("WRONG", [bytes(row) for row in rows[::-1]]), ("black", [bytes(3 * width)] * height)):
        forged.write_bytes(glass.png_bytes(width, height, picture))
        assert judge.verdict(forged) == name
    forged.write_bytes(judge._built_in())
    assert judge.verdict(forged) == "card"
    house.APPROVED.discard(good["approved"])
    try:
        glass.Judge(folder / "again", board, commune)
        raise AssertionError("a selection of what nobody approved was learned")
    except AssertionError as refused:
        assert good["approved"] in str(refused), refused
