"""What stands on the glass when the clock of the board is wrong."""

import datetime
import json
import subprocess
import time

import glass
import house
import story
from house import wait_for


def _wrong_clock(when):
    """The environment of a program whose clock says `when`: "-1h" off, or "@1970-01-02 00:00:00"."""
    library = subprocess.run(["sh", "-c", "ls /usr/lib/*/faketime/libfaketime.so.1"], check=True,
                             capture_output=True, text=True).stdout.strip()
    return {"LD_PRELOAD": library, "FAKETIME": when, "FAKETIME_DONT_FAKE_MONOTONIC": "1"}


def _problem_on_the_board(board):
    return json.loads((board.board_folder / "shown.json").read_text())["problem"]


def _office(folder, host):
    commune = house.Commune(folder, host)
    board = house.Board(folder / "board", commune.server.url).start()
    commune.pair(board, "Đồng hồ sai")
    return commune, board


def _seconds_from_now(seconds):
    then = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=seconds)
    return then.replace(microsecond=0)


def a33_an_item_ends_in_time_on_a_board_whose_clock_is_an_hour_behind(folder, host):
    commune, board = _office(folder, host)
    until = _seconds_from_now(30)
    item = commune.item(*story._notice("Cắt điện đến 14 giờ"), until=until.isoformat())
    story._publish_and_wait(commune, [board], [item])
    wait_for("the notice", lambda: board.shows(item["id"]))
    board.kill()
    frames = len(board.frames())
    board.start(env=_wrong_clock("-1h"))
    wait_for("the server's time", lambda: len(board.frames()) > frames and
             _problem_on_the_board(board) == "")
    wait_for("the notice again", lambda: board.shows(item["id"]))
    wait_for("its end", lambda: not board.shows(item["id"]), seconds=90, step=0.02)
    late = time.time() - until.timestamp()
    assert -0.1 < late < 2, f"it ended {late} s late"
    glass.never_black(board)


def a33_a_clock_that_is_a_year_ahead_takes_nothing_down(folder, host):
    commune, board = _office(folder, host)
    item = commune.item(*story._notice("Lịch tiếp dân"), until=_seconds_from_now(86_400).isoformat())
    story._publish_and_wait(commune, [board], [item])
    wait_for("the notice", lambda: board.shows(item["id"]))
    board.kill()
    frames = len(board.frames())
    board.start(env=_wrong_clock("+365d"))
    wait_for("the notice although the clock is a year ahead",
             lambda: len(board.frames()) > frames and board.shows(item["id"]))
    wait_for("that nothing is wrong", lambda: _problem_on_the_board(board) == "")
    glass.never_black(board)


def a33_without_a_server_a_board_at_1970_leaves_out_what_may_be_over_and_shows_no_clock(folder,
                                                                                      host):
    commune, board = _office(folder, host)
    tonight = _seconds_from_now(6 * 3600).isoformat()
    lasting = commune.item(*story._notice("Lịch tiếp dân"))
    meeting = commune.item(*story._notice("Họp dân tối nay"), until=tonight)
    storm = commune.item(*story._notice("Bão số 5", "Ở yên trong nhà.", "--priority", "3"),
                         until=tonight)
    all_three = [item["id"] for item in (lasting, meeting, storm)]
    story._publish_and_wait(commune, [board], [lasting, meeting, storm])
    for item_id in all_three:
        wait_for("each notice", lambda shown=item_id: board.shows(shown))
    board.kill()
    commune.server.kill()
    frames = len(board.frames())
    board.start(env=_wrong_clock("@1970-01-02 00:00:00"))
    wait_for("that the time is unknown",
             lambda: _problem_on_the_board(board) == "player.clock_unknown")

    def shown():
        return [item_id for _, _, item_id, _ in board.frames()[frames:] if item_id in all_three]

    wait_for("two rounds", lambda: shown().count(lasting["id"]) > 2, seconds=120)
    assert set(shown()) == {lasting["id"], storm["id"]}, shown()
    commune.server.start()
    wait_for("the server's time", lambda: _problem_on_the_board(board) == "", seconds=120)
    wait_for("what was left out", lambda: board.shows(meeting["id"]), seconds=60)
    glass.never_black(board)
