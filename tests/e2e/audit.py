"""The record of what happened: what was on a board and who approved it, and who changed the past."""

import datetime
import hashlib
import json
import shutil
import sqlite3
import subprocess

import glass
import house
import story
from house import wait_for


def what_was_on_a_board_is_answered_with_who_approved_it(folder, host):
    commune, [board] = story._office(folder, host)
    item = commune.item(*story._notice("Cắt điện"))
    began = _now()
    story._publish_and_wait(commune, [board], [item])
    wait_for("the notice", lambda: board.shows(item["id"]))
    board.stop()  # closes the open record
    board.start()
    shown = wait_for("the answer", lambda: _shown(commune, board, began))
    assert {row["item"] for row in shown["rows"]} == {item["id"]}, shown
    row = shown["rows"][0]
    assert row["version"] == item["approved"] and row["title"] == "Cắt điện", row
    assert (row["author"], row["approver"]) == ("bientap", "lanhdao"), row
    assert row["approved_at"] and shown["told_until"], shown
    pictures = folder / "pictures"
    pictures.mkdir()
    _shown(commune, board, began, "--pictures", pictures)
    drawn = sorted(pictures.iterdir())
    assert [p.name for p in drawn] == [item["approved"][:16] + "-1.png"], drawn
    assert glass.png_pixels(drawn[0])[:2] == (640, 360) and not glass.is_black(drawn[0])
    before = commune.editor.run("report", "shown", "--board", board.id, "--from",
                                "01/01/2020 00:00", "--to", "02/01/2020 00:00")
    assert before["rows"] == [], before


def a_changed_past_is_found_by_the_chain_and_by_every_board(folder, host):
    commune, [board] = story._office(folder, host)
    item = commune.item(*story._notice("Bằng chứng"))
    story._publish_and_wait(commune, [board], [item])
    report = wait_for("the board's witness", lambda: _witnessed(commune))
    assert report["faults_total"] == 0, report
    noted = f'{report["head"]["seq"]}:{report["head"]["hash"]}'
    generation = shutil.copy(board.board_folder / "generation" / "current.json",
                             folder / "from-the-board.json")
    commune.server.stop()

    data = commune.server.folder / "data"
    _change_who_approved(data, rehash=False)
    told = _audit(data)
    assert [fault["key"] for fault in told["faults"]] == ["audit.altered"], told
    _change_who_approved(data, rehash=True)  # as one does who knows how the chain is made
    assert [f["key"] for f in _audit(data)["faults"]] == ["audit.witness"], "the board remembers"
    assert "audit.witness" in {f["key"] for f in _audit(data, generation)["faults"]}
    assert "audit.witness" in {f["key"] for f in _audit(data, noted)["faults"]}

    commune.server.start()
    wait_for("the problem at the board", lambda: _problem(commune, board) == "board.audit_differs",
             seconds=150)
    try:
        commune.approver.run("audit", "check")
        raise AssertionError("a changed past was called whole")
    except house.Refused as refused:
        assert refused.error["key"] == "audit.broken", refused.error


def an_approval_needs_the_whole_checklist(folder, host):
    commune = house.Commune(folder, host)
    item = commune.editor.run("item", "new", *story._notice("Gọi 0912 345 678"), "--until",
                              "31/12/2030")
    commune.editor.run("item", "submit", item["id"])
    review = commune.approver.run("item", "review", item["id"])
    assert review["checks"] == ["source", "dates", "names", "personal_data"], review
    assert review["found"] == [{"kind": "phone_number", "text": "0912 345 678"}], review
    try:
        commune.approver.approve(item["id"], "source,dates,names")
        raise AssertionError("approved without looking for personal data")
    except house.Refused as refused:
        assert refused.error["key"] == "item.unchecked", refused.error
    approved = commune.approver.approve(item["id"], ",".join(review["checks"]))
    assert approved["state"] == "approved", approved


def _now():
    return datetime.datetime.now(datetime.timezone.utc)


def _shown(commune, board, began, *more):
    until = _now() + datetime.timedelta(minutes=5)
    answer = commune.editor.run("report", "shown", "--board", board.id, "--from",
                                began.isoformat(timespec="seconds"), "--to",
                                until.isoformat(timespec="seconds"), *more)
    return answer if answer["rows"] else None


def _witnessed(commune):
    report = commune.approver.run("audit", "check")
    return report if report["witnesses"] == 1 else None


def _audit(data, witness=None):
    told = subprocess.run([house.program("bangtin-server"), "audit", "--data", str(data),
                           *(["--witness", str(witness)] if witness else [])], timeout=60,
                          stdin=subprocess.DEVNULL, capture_output=True, text=True)
    report = json.loads(told.stdout)
    assert told.returncode == (1 if report["faults_total"] else 0), told
    return report


def _problem(commune, board):
    return next(b["problem"] for b in commune.technician.run("board", "list")["boards"]
                if b["id"] == board.id)


def _change_who_approved(data, rehash):
    """As one does who has the file: docs/PROTOCOL.md says how the chain is made."""
    with sqlite3.connect(data / "db.sqlite") as db:
        for trigger in ("event_stays", "event_remains"):
            db.execute(f"DROP TRIGGER IF EXISTS {trigger}")
        db.execute("UPDATE event SET who = 'bientap' WHERE kind = 'item.approved'")
        if rehash:
            before = bytes(32)
            for seq, at, kind, who, target, body in db.execute(
                    "SELECT seq, at, kind, who, target, body FROM event ORDER BY seq").fetchall():
                said = json.dumps([seq, at, kind, who, target, body], ensure_ascii=False,
                                  separators=(",", ":"))
                before = hashlib.sha256(
                    f"bangtin-event-v1\n{before.hex()}\n{said}".encode()).digest()
                db.execute("UPDATE event SET hash = ? WHERE seq = ?", (before, seq))
            db.execute("UPDATE event_cursor SET hash = ?", (before,))
    db.close()
