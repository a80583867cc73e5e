"""The programme of the week: what a board shows at a time, judged by bangtinctl and by the player's own picture."""

import datetime
import hashlib
import subprocess
import time

import clock
import glass
import house
import story
from house import wait_for


DAY = datetime.timedelta(days=1)
TODAY = datetime.date.today()
NOON = f"{TODAY + DAY} 12:00"


def _at(commune, board, moment):
    """Titles by zone at a local time, with sound and panel."""
    scene = commune.editor.run("show-at", "--board", board.id, "--at", moment)
    return {zone["role"]: zone["title"] for zone in scene["zones"]}, scene


def _picture(folder, board, utc):
    """The player's own picture of an instant, from the generation that the board holds."""
    out = folder / "render.png"
    subprocess.run(
        [house.program("bangtin-player"), "--render-at", utc, "--manifest",
         board.board_folder / "generation" / "current.json", "--blobs",
         board.board_folder / "blobs", "--pin-file", board.board_folder / "pin.json", "--out", out],
        check=True, capture_output=True, timeout=120)
    return hashlib.sha256(out.read_bytes()).hexdigest()


def _days(commune, board, exception):
    """A Monday and a day of the full moon; neither they nor what is asked beside them collide."""
    ahead = [TODAY + n * DAY for n in range(7, 60)]
    moons = [day for day in ahead
             if _at(commune, board, f"{day} 09:00")[0].get("main") == "Tin ngày rằm"]
    assert 1 <= len(moons) <= 2, moons
    assert len(moons) < 2 or (moons[1] - moons[0]).days in (29, 30), moons
    if exception in moons:
        exception += 28 * DAY
    monday = next(day for day in ahead if day.weekday() == 0 and day not in moons
                  and day + 5 * DAY not in moons)
    return monday, moons[0], exception


def a_week_has_its_hours_and_a_full_screen_takes_its_turn(folder, host):
    commune = house.Commune(folder, host)
    board = house.Board(folder / "board", commune.server.url).start()
    commune.pair(board, "Chợ Tân Hưng")

    def notice(title):
        return commune.item("--category", "policy", "--title", title, "--body", "Mời bà con xem.",
                            until="31/12/2029 17:00")

    def playlist(name, title, *schedule):
        made = commune.editor.run("playlist", "new", "--name", name, "--item", notice(title)["id"])
        commune.editor.run("schedule", "target", made["id"], *target)
        if schedule:
            commune.editor.run("schedule", "set", made["id"], *schedule)
        commune.publish(made)
        return made

    friday = TODAY + (4 - TODAY.weekday()) % 7 * DAY + 14 * DAY
    group = commune.technician.run("group", "new", "--name", "Các chợ")
    target = ["--group", group["id"]]
    day = playlist("Cả ngày", "Tin cả ngày")
    playlist("Giờ vàng", "Tin giờ vàng", "--weekdays", "t2-t6", "--from", "17:00", "--to", "18:30",
             "--priority", "3", "--layout", "full", "--except", friday, "--except", friday + 28 * DAY)
    playlist("Rằm", "Tin ngày rằm", "--lunar", "ram", "--leap", "tinh", "--priority", "2")
    target = ["--tag", "chợ"]
    playlist("Bên", "Tin bên", "--zone", "side")

    # Nothing names the board yet: it joins the group, and gets its tag.
    assert _at(commune, board, NOON)[0] == {}
    commune.technician.run("group", "set", group["id"], "--board", board.id)
    assert _at(commune, board, NOON)[0]["main"].startswith("Tin ")
    commune.technician.run("tag", board.id, "--tag", "chợ")
    commune.technician.run("hours", "set", "--board", board.id, "--panel", "05:30-22:00")
    wait_for("the board to confirm", lambda: commune.confirmed(day))

    monday, full_moon, exception = _days(commune, board, friday)
    both = {"main": "Tin cả ngày", "side": "Tin bên"}
    edges = {
        f"{monday} 16:59": both,
        f"{monday} 17:00": {"main": "Tin giờ vàng"},
        f"{monday} 18:29": {"main": "Tin giờ vàng"},
        f"{monday} 18:30": both,
        f"{monday + 5 * DAY} 17:30": both,  # a Saturday
        f"{exception} 17:30": both,
        f"{full_moon} 09:00": {"main": "Tin ngày rằm", "side": "Tin bên"},
    }
    for moment, wanted in edges.items():
        assert _at(commune, board, moment)[0] == wanted, moment
    assert _at(commune, board, f"{monday} 21:59")[1]["panel_on"]
    assert not _at(commune, board, f"{monday} 22:00")[1]["panel_on"]

    # The player draws the same edges: alike on one side of an edge, another picture beyond it.
    wait_for("the last generation", lambda: board.generation_held() == _at(
        commune, board, f"{monday} 09:00")[1]["generation"])
    inside = _picture(folder, board, f"{monday}T11:29:59Z")
    assert inside == _picture(folder, board, f"{monday}T10:00:00Z"), "17:00:00 to 18:29:59"
    assert inside != _picture(folder, board, f"{monday}T09:59:59Z")
    assert inside != _picture(folder, board, f"{monday}T11:30:00Z")
    # From the office's shell, the very same pixels.
    drawn = folder / "drawn.png"
    commune.editor.run("show-at", "--board", board.id, "--at", f"{monday} 17:30", "--png", drawn)
    assert hashlib.sha256(drawn.read_bytes()).hexdigest() == inside

    words = commune.editor.run("day", "--board", board.id, "--date", monday)["stretches"]
    assert [s["begin"][11:16] for s in words] == ["17:00", "22:30", "10:00", "11:30", "15:00"]
    try:
        commune.editor.run("schedule", "set", day["id"], "--dates", "2026-11-01..", "--rrule",
                           "FREQ=SECONDLY")
        raise AssertionError("a rule that recurs every second was taken")
    except house.Refused as refused:
        assert refused.error["key"] == "schedule.too_often", refused


# Mùng một Tết as printed calendars have it.
TET = [datetime.date(2027, 2, 6), datetime.date(2028, 1, 26), datetime.date(2029, 2, 13), datetime.date(2030, 2, 2),
       datetime.date(2031, 1, 23), datetime.date(2032, 2, 11)]


def a_holiday_has_its_own_playlist_and_a_new_one_reaches_the_board(folder, host):
    commune, [board] = story._office(folder, host)

    def playlist(name, *schedule):
        item = commune.item("--category", "policy", "--title", name, "--body", "Mời bà con xem.",
                            until=f"{TODAY + 500 * DAY:%d/%m/%Y} 17:00")
        made = story._playlist(commune, [board], [item], name=name)
        commune.editor.run("schedule", "set", made["id"], *schedule)
        commune.publish(made)
        return made

    playlist("Ngày thường", "--holidays", "tru")
    festive = playlist("Ngày lễ", "--holidays", "chi", "--layout", "full")
    wait_for("the board to confirm", lambda: commune.confirmed(festive))

    def shown(day):
        return _at(commune, board, f"{day} 12:00")[0]["main"]

    tet = next(day for day in TET if day - 2 * DAY > TODAY)
    edges = {tet - 2 * DAY: "Ngày thường", tet - DAY: "Ngày lễ", tet + 4 * DAY: "Ngày lễ",
             tet + 5 * DAY: "Ngày thường"}
    for day, wanted in edges.items():
        assert shown(day) == wanted, (day, wanted)

    fair = next(day for day in (TODAY + n * DAY for n in range(2, 30)) if shown(day) == "Ngày thường")
    noon = f"{fair}T05:00:00Z"
    before = _picture(folder, board, noon)
    commune.technician.run("holiday", "add", "--name", "Hội làng", "--date", f"{fair:%d/%m/%Y}")
    assert shown(fair) == "Ngày lễ", "it reaches the selection with the change of the list"
    wait_for("the board to hold it", lambda: board.generation_held() == _at(
        commune, board, f"{fair} 12:00")[1]["generation"])
    assert _picture(folder, board, noon) != before, "the player draws the holiday"
    commune.technician.run("holiday", "remove", "Hội làng")
    assert shown(fair) == "Ngày thường"
    wait_for("the board to hold it", lambda: board.generation_held() == _at(
        commune, board, f"{fair} 12:00")[1]["generation"])
    assert _picture(folder, board, noon) == before
    try:
        commune.editor.run("holiday", "add", "--name", "Hội làng", "--date", "1/6")
        raise AssertionError("an editor changed the holidays")
    except house.Refused as refused:
        assert refused.error["key"] == "server.role_missing", refused


def s16_state_mourning_is_one_deed_and_ends_by_itself(folder, host):
    commune, [board] = story._office(folder, host)
    festival = commune.item("--category", "culture", "--title", "Hội diễn văn nghệ", "--body",
                            "Mời bà con xem.", until="31/12/2030 17:00")
    law = commune.item("--category", "policy", "--title", "Luật mới", "--body", "Mời bà con xem.",
                       until="31/12/2030 17:00")
    playlist = story._publish_and_wait(commune, [board], [festival, law])
    wait_for("the festival", lambda: board.shows(festival["id"]))
    midnight = datetime.datetime.combine(TODAY + 2 * DAY, datetime.time()) - datetime.timedelta(hours=7)

    def render(moment):
        return _picture(folder, board, f"{moment:%Y-%m-%dT%H:%M:%SZ}")

    second = datetime.timedelta(seconds=1)
    before = {render(midnight - second - n * 6 * second) for n in range(6)}
    assert len(before) >= 2, "both take turns"
    # One deed; and by the calendar alone it ends.
    held = board.generation_held()
    commune.approver.run("mourning", "declare", "--from", f"{TODAY:%d/%m/%Y}", "--reason", "TB 12")
    wait_for("the board to hold it", lambda: board.generation_held() > held)
    wait_for("the law alone", lambda: commune.confirmed(playlist) and board.shows(law["id"]))
    rests = commune.editor.run("item", "history", festival["id"])
    assert rests["rests_until"] == f"{midnight:%Y-%m-%dT%H:%M:%S}.000Z" < rests["plays_until"], rests
    assert "rests_until" not in commune.editor.run("item", "history", law["id"])
    last = {render(midnight - second - n * 6 * second) for n in range(6)}
    assert len(last) == 1 and last < before, "the law alone, as it was signed"
    after = {render(midnight + second + n * 6 * second) for n in range(6)}
    assert len(after) >= 2, "from midnight on both take turns again"
    try:
        commune.editor.run("mourning", "end")
        raise AssertionError("an editor ended the mourning")
    except house.Refused as refused:
        assert refused.error["key"] == "server.role_missing", refused
    commune.approver.run("mourning", "end")
    wait_for("the festival again", lambda: board.shows(festival["id"]))
    glass.never_black(board)


def what_ends_leaves_the_board_to_the_background(folder, host):
    commune, [board] = story._office(folder, host)
    background = commune.item(*story._notice("Đường dây nóng của xã"))
    playlist = story._playlist(commune, [board], [background], name="Nền")
    commune.editor.run("schedule", "set", playlist["id"], "--priority", "0")
    commune.publish(playlist)
    wait_for("the background", lambda: board.shows(background["id"]))

    until = clock._seconds_from_now(30)
    item = commune.item(*story._notice("Cắt điện đến 14 giờ"), until=until.isoformat())
    story._publish_and_wait(commune, [board], [item])
    wait_for("the notice alone",
             lambda: board.shows(item["id"]) and not board.shows(background["id"]))
    commune.server.kill()
    wait_for("the background again", lambda: board.shows(background["id"]), seconds=90, step=0.02)
    late = time.time() - until.timestamp()
    assert -0.1 < late < 2, f"it came {late} s late"
    assert not board.shows(item["id"])
    glass.never_black(board)
