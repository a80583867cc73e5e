"""What an office asks of a board besides its programme: real programs, real pixels.

The picture that comes back is compared with what the player says it put on the glass: its frame log
holds a hash of each frame's pixels.
"""

import fcntl
import json
import os
import shutil
import socket
import time

import glass
import house
import story


def _commune_with_a_notice(folder, host, env=None):
    commune = house.Commune(folder, host)
    board = house.Board(folder / "board", commune.server.url).start(env=env)
    commune.pair(board, "Nhà văn hoá ấp Phước Lộc")
    item = commune.item("--category", "welfare", "--title", "Tiêm chủng mở rộng",
                        "--body", "Sáng thứ bảy tại Trạm Y tế xã Tân Hưng.")
    playlist = commune.editor.run("playlist", "new", "--name", "Bản tin", "--item", item["id"],
                                  "--board", board.id)
    commune.publish(playlist)
    house.wait_for("the notice on the glass", lambda: board.shows(item["id"]))
    house.wait_for("the board to tell so", lambda: commune.confirmed(playlist))
    return commune, board, item


def _record(commune, board):
    boards = commune.technician.run("board", "list")["boards"]
    return next(b for b in boards if b["id"] == board.id)


def _controls(commune, board):
    return _record(commune, board)["status"].get("controls", {})


def _picture(person, board, out, *arguments):
    about = person.run("board", "picture", board.id, "--out", out, *arguments)
    return about, out


def _next_picture(person, board, out):
    """A board gives none within ten seconds of the last."""
    def ask():
        try:
            return _picture(person, board, out)
        except house.Refused as refused:
            assert refused.error["key"] == "order.not_done", refused
            return None
    return house.wait_for("the board to take another picture", ask, step=2)


def the_picture_from_the_glass_has_the_pixels_of_the_item(folder, host):
    commune, board, item = _commune_with_a_notice(folder, host)
    about, png = _picture(commune.editor, board, folder / "glass.png")
    assert about["size_px"] == [640, 360], about
    hashes = {frame[1] for frame in board.frames() if frame[2] == item["id"]}
    assert _pixel_hash(png) in hashes, "not what stood on the glass"
    assert abs(time.time() - house.seconds_of(about["at"])) < 60, about

    # Asked for again at once, the board says that it has sent enough for now.
    refused = house.refusal(commune.approver, "board", "picture", board.id, "--out", folder / "no.png")
    assert refused["key"] == "order.not_done", refused
    assert not (folder / "no.png").exists()

    # The card covers the glass and nothing of it counts as shown; then the programme is back.
    commune.technician.run("board", "test-card", board.id, "--minutes", "1")
    _, card = _next_picture(commune.technician, board, folder / "card.png")
    assert _pixel_hash(card) not in {frame[1] for frame in board.frames()}
    house.wait_for("the board to say what stands",
                   lambda: _record(commune, board)["status"]["problem"] == "player.test_card")
    assert "test_card_until" in _controls(commune, board)
    commune.technician.run("board", "test-card", board.id, "--minutes", "0")
    house.wait_for("the board to be well again",
                   lambda: _record(commune, board)["status"]["problem"] == "")
    _, back = _next_picture(commune.editor, board, folder / "back.png")
    hashes = {frame[1] for frame in board.frames() if frame[2] == item["id"]}
    assert _pixel_hash(back) in hashes, "the programme is not back"

    kinds = [event["kind"] for event in commune.admin.run("events")["events"]
             if event["target"] == board.id]
    assert kinds.count("board.order") >= 6 and kinds.count("board.order_answered") >= 6, kinds
    refused = house.refusal(commune.editor, "board", "restart", board.id)
    assert refused["key"] == "server.role_missing", refused


def the_test_card_goes_away_by_itself(folder, host):
    commune, board, item = _commune_with_a_notice(folder, host)
    commune.technician.run("board", "test-card", board.id, "--minutes", "1")
    house.wait_for("the card",
                   lambda: _record(commune, board)["status"]["problem"] == "player.test_card")
    frames = len(board.frames())
    commune.server.stop()  # Nobody is there to take it away.
    house.wait_for("the notice to be back", lambda: len(board.frames()) > frames, seconds=90)
    assert board.shows(item["id"])


def what_is_set_stays_over_the_restart_that_was_asked_for(folder, host):
    manager = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    manager.bind(str(folder / "notify"))
    env = {"NOTIFY_SOCKET": str(folder / "notify")}
    commune, board, item = _commune_with_a_notice(folder, host, env)
    commune.technician.run("board", "volume", board.id, "30")
    assert _controls(commune, board)["volume"] == 30
    refused = house.refusal(commune.technician, "board", "brightness", board.id, "50")
    assert refused["key"] == "order.not_done", "a board without such a light says so"

    asked = house.refusal(commune.technician, "board", "restart", board.id, "--wait", "0")
    assert asked["key"] == "order.not_yet", asked
    assert board.program.process.wait(30) == 0, "it ends in good order"
    house.wait_for("its agent to end", lambda: not _agent_runs(board))
    board.start(env=env)  # As systemd does.
    house.wait_for("the restart to be told", lambda: _result(commune, board, "restart") == "done")
    assert _controls(commune, board)["volume"] == 30
    house.wait_for("the notice to be back", lambda: board.shows(item["id"]))
    time.sleep(2)
    assert board.program.running(), "the order counts once"


def a_restart_is_refused_where_nobody_would_start_the_player_again(folder, host):
    commune, board, _ = _commune_with_a_notice(folder, host)
    refused = house.refusal(commune.technician, "board", "restart", board.id)
    assert refused["key"] == "order.not_done", refused
    assert board.program.running()


def a41_an_order_that_was_used_is_nothing_any_more(folder, host):
    commune, board, _ = _commune_with_a_notice(folder, host)
    commune.technician.run("board", "volume", board.id, "30")
    commune.technician.run("board", "volume", board.id, "80")
    orders = board.board_folder / "orders.json"
    asked = house.refusal(commune.technician, "board", "volume", board.id, "10", "--wait", "0")
    assert asked["key"] == "order.not_yet", asked
    house.wait_for("the volume", lambda: _shown(board)["volume"] == 10)
    shutil.copy(orders, folder / "kept.json")
    commune.technician.run("board", "volume", board.id, "70")
    commune.server.stop()
    # Whoever holds the agent puts back what was signed before, and bends it a little.
    kept = (folder / "kept.json").read_text()
    for bytes_ in (kept, kept.replace("volume", "restart"), '{"orders":["{}"]}', "nonsense"):
        (folder / "put.json").write_text(bytes_)
        os.replace(folder / "put.json", orders)
        time.sleep(1)
        assert _shown(board)["volume"] == 70, bytes_
    assert board.program.running()


def _shown(board):
    return json.loads((board.board_folder / "shown.json").read_text())["controls"]


def _result(commune, board, order):
    orders = _record(commune, board).get("orders", [])
    return next((one.get("result") for one in orders if one["order"] == order), None)


def _agent_runs(board):
    lock = board.folder / "data" / "agent" / "lock"
    with open(lock, "r+b") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return False
        except BlockingIOError:
            return True


def _pixel_hash(png):
    """As the frame log writes it: pixel_hash() of shared/compose."""
    width, height, channels, rows = glass.png_pixels(png)
    pixels = [0xff000000 | row[x] << 16 | row[x + 1] << 8 | row[x + 2]
              for row in rows for x in range(0, len(row), channels)]
    mask, one, two = (1 << 64) - 1, 0x9e3779b185ebca87, 0xc2b2ae3d27d4eb4f

    def mixed(lane, pixel):
        lane = lane + pixel * two & mask
        return (lane << 31 | lane >> 33) * one & mask

    lanes = [one, two, one ^ two, width << 32 | height]
    whole = len(pixels) // 4 * 4
    for i in range(0, whole, 4):
        for lane in range(4):
            lanes[lane] = mixed(lanes[lane], pixels[i + lane])
    for pixel in pixels[whole:]:
        lanes[0] = mixed(lanes[0], pixel)
    result = len(pixels)
    for lane in lanes:
        result = ((result ^ lane) * one + two) & mask
    result = (result ^ result >> 33) * two & mask
    result = (result ^ result >> 29) * one & mask
    return f"{result ^ result >> 32:016x}"


def s10_a_silent_board_is_given_to_a_technician_who_brings_it_back(folder, host):
    commune, board, item = _commune_with_a_notice(folder, host)
    board.kill()
    house.wait_for("the office to miss it", lambda: not _record(commune, board)["online"])
    commune.admin.run("board", "assign", board.id, "--to", "kythuat", "--note", "Xem nguồn điện")
    given = _record(commune, board)["assignment"]
    assert (given["to"], given["by"], given["note"]) == ("kythuat", "quantri", "Xem nguồn điện"), given
    refused = house.refusal(commune.editor, "board", "assign", board.id, "--none")
    assert refused["key"] == "server.role_missing", refused

    frames = len(board.frames())
    board.start()
    house.wait_for("its pictures again", lambda: len(board.frames()) > frames and board.shows(item["id"]))
    house.wait_for("the office to hear it", lambda: _record(commune, board)["online"])
    commune.technician.run("board", "assign", board.id, "--none")
    assert "assignment" not in _record(commune, board)
    glass.stands_as_rendered(folder, board)
    glass.never_black(board)
