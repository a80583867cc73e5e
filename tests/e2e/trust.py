"""Nothing wrong on the square: what a stolen server, a hostile agent or one person alone can do. Judged by the pictures and by what
two people signed (glass.Judge), never by the programs' own word."""

import datetime
import hashlib
import json
import os
import signal
import sqlite3
import subprocess

import desk
import glass
import house
import story
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from house import wait_for


def _square(folder, host):
    """A board that shows an approved notice, and one that was only handed in."""
    commune, [board] = story._office(folder, host)
    good = commune.item(*story._notice("Tin đã duyệt"))
    story._publish_and_wait(commune, [board], [good])
    wait_for("the approved notice", lambda: board.shows(good["id"]))
    return commune, board, good, _composed_alone(commune)


def a_stolen_server_puts_up_nothing_that_two_people_did_not_sign(folder, host):
    commune, board, good, bad = _square(folder, host)
    judge = glass.Judge(folder, board, commune)

    # What was never approved, and other words under the name of what was.
    for steal in (lambda thief: thief.approve_in_the_database(bad),
                  lambda thief: thief.forge(good["approved"])):
        before = _refusals(board)
        commune.server.stop()
        with _Thief(commune.server.folder / "data") as thief:
            forged = thief.select(board.id, good["approved"], steal(thief))
        commune.server.start()
        _wait_until_refused(board, forged, before)
        _only_this_was_shown(board, good, bad)
        judge.check()
    judge.approved.clear()
    assert set(judge.verdicts().values()) == {"WRONG"}, "the judge sees what nobody approved"


def a28_a_stolen_server_moves_no_item_to_a_board_that_it_was_not_signed_for(folder, host):
    commune, [square, hall] = story._office(folder, host, boards=2)
    good, free = (commune.item(*story._notice(title)) for title in ("Tin chung", "Tin mọi nơi"))
    inside = commune.item(*story._notice("Chỉ trong nhà văn hoá"), "--board", hall.id)
    assert inside["content"]["boards"] == [hall.id], inside
    playlist = story._playlist(commune, [square, hall], [good, inside])
    told = {d["board"]: d.get("elsewhere", []) for d in commune.publish(playlist)}
    assert told == {square.id: ["Chỉ trong nhà văn hoá"], hall.id: []}, told
    wait_for("the boards to confirm", lambda: commune.confirmed(playlist))
    wait_for("the notice of the hall there", lambda: any(f[2] == inside["id"] for f in hall.frames()))
    wait_for("the notice of both", lambda: square.shows(good["id"]))
    judge = glass.Judge(folder, square, commune)

    # Approved, and by the server's own key: but two people signed it for another board.
    before = _refusals(square)
    commune.server.stop()
    with _Thief(commune.server.folder / "data") as thief:
        forged = thief.select(square.id, good["approved"], inside["approved"])
    commune.server.start()
    _wait_until_refused(square, forged, before)
    _only_this_was_shown(square, good, inside)
    wait_for("the office to be told, unless it took the place of what was forged itself",
             lambda: _told_problem(commune, square) == "agent.selection_refused" or
             square.generation_held() > forged)

    # With the agent's help too; while what may stand on every board goes through: it is the places.
    agent = square.agent_pid()
    os.kill(agent, signal.SIGSTOP)
    try:
        commune.server.stop()
        current = square.board_folder / "generation" / "current.json"
        held = json.loads(current.read_text())
        for version, step in ((free, 1), (inside, 2)):
            with _Thief(commune.server.folder / "data") as thief:
                file = thief.generation(held, square.id, good["approved"], version["approved"], step)
            _write(current, json.dumps(file))
            if version is free:
                wait_for("what was signed for every board", lambda: square.shows(free["id"]))
                judge.learn_stolen(file["selection"])
        try:
            judge.learn_stolen(file["selection"])
        except AssertionError as refused:
            assert "signed for other boards" in str(refused), refused
        else:
            raise AssertionError("the judge lets an item stand outside its places")
        wait_for("the player to refuse it", lambda: _problem(square) == "player.generation_unsigned")
        _only_this_was_shown(square, free, inside)
        judge.check()
    finally:
        os.kill(agent, signal.SIGKILL)  # One that is stopped does not end with its player.


def _told_problem(commune, board):
    boards = commune.technician.run("board", "list")["boards"]
    return next(b for b in boards if b["id"] == board.id)["status"]["problem"]


def a_hostile_server_gets_no_signature_for_what_nobody_saw(folder, host):
    commune = house.Commune(folder, host)
    item = commune.editor.run("item", "new", *story._notice("Hội làng"), "--picture",
                              desk._picture(folder), "--until", "31/12/2030 17:00")
    bad = "CƯỢC NGAY TRÚNG LỚN"

    # The draft becomes another behind the composer's back: he pinned what he wrote.
    commune.server.stop()
    with _Thief(commune.server.folder / "data") as thief:
        honest = thief.bend_draft(item["id"], lambda content: {**content, "title": bad})
    commune.server.start()
    pinned = ("item", "submit", item["id"], "--expect", item["content_hash"])
    assert house.refusal(commune.editor, *pinned)["key"] == "ctl.other_content"
    assert commune.editor.run("item", "show", item["id"])["state"] == "draft"
    commune.server.stop()
    with _Thief(commune.server.folder / "data") as thief:
        thief.bend_draft(item["id"], lambda _: honest)
    commune.server.start()
    waits = commune.editor.run(*pinned)
    assert waits["content"]["title"] == "Hội làng", waits

    # A picture is withheld, then other bytes stand in its place: nobody approves what he cannot see.
    blob = commune.server.folder / "data" / "blobs" / item["content"]["media"][0]["blob"]
    kept = blob.read_bytes()
    approve = ("item", "approve", item["id"], "--version", waits["submitted"], "--checked", "all")
    for damage in (blob.unlink, lambda: blob.write_bytes(kept[:-1] + b"?")):
        damage()
        assert house.refusal(commune.approver, *approve)["key"] == "ctl.picture_unseen"
        assert commune.editor.run("item", "show", item["id"])["state"] == "submitted"
    blob.write_bytes(kept)
    assert commune.approver.run(*approve)["state"] == "approved"


def a_hostile_agent_puts_up_nothing_that_two_people_did_not_sign(folder, host):
    commune, board, good, bad = _square(folder, host)
    judge = glass.Judge(folder, board, commune)
    agent = board.agent_pid()
    os.kill(agent, signal.SIGSTOP)
    try:
        _write_as_the_agent(folder, host, commune, board, good, bad, judge)
    finally:
        os.kill(agent, signal.SIGKILL)  # One that is stopped does not end with its player.


def _write_as_the_agent(folder, host, commune, board, good, bad, judge):
    commune.server.stop()
    # It has the server's key as well, and writes what it likes where the player reads.
    current = board.board_folder / "generation" / "current.json"
    held = current.read_text()
    for name in ("bad", "forged"):
        with _Thief(commune.server.folder / "data") as thief:
            version = bad["submitted"] if name == "bad" else thief.forge(good["approved"])
            file = thief.generation(json.loads(held), board.id, good["approved"], version)
        _write(current, json.dumps(file))
        wait_for("the player to refuse it",
                 lambda: _problem(board) == "player.generation_unsigned", seconds=30)
        _only_this_was_shown(board, good, bad)
        _write(current, held)
        wait_for("the player to be well again", lambda: not _problem(board), seconds=30)
    _write(current, json.dumps(file))

    # Words of its own about the place and another office's root are not believed either.
    pin_path = board.board_folder / "pin.json"
    pin = json.loads(pin_path.read_text())
    other = house.Commune(folder / "other", host)
    with _Thief(other.server.folder / "data") as thief:
        root = thief.newest("root")
    _write(pin_path, json.dumps({**pin, "root": root, "place": {
        "commune_code": "31108", "province_code": "91", "agency": "NHÀ CÁI SỐ MỘT"}}))
    wait_for("the player to see another root", lambda: _problem(board) == "player.other_root",
             seconds=30)
    judge.check()
    # It can take the picture down, for the card: what the server's key signed since makes what it held old.
    frames = len(board.frames())
    board.kill()
    board.start()
    wait_for("a picture after a restart", lambda: len(board.frames()) > frames)
    judge.check("approved", "card")
    assert bad["id"] not in {frame[2] for frame in board.frames()}, "WRONG"
    glass.never_black(board)


def s17_a_merger_gives_a_board_another_code_without_a_visit(folder, host):
    commune, [board] = story._office(folder, host)
    good = commune.item(*story._notice("Tin đã duyệt"))
    story._publish_and_wait(commune, [board], [good])
    wait_for("the notice", lambda: board.shows(good["id"]))

    def place():
        return board.selection_held()["place"]

    def shown():
        return json.loads((board.board_folder / "shown.json").read_text())["selection"]

    before, picture = place(), shown()
    judge = glass.Judge(folder, board, commune)
    commune.admin.run("commune", "set", "--code", "31999", "--province", "80", "--name",
                      "Xã Hưng Thịnh", "--agency", "UBND xã Hưng Thịnh")
    later = commune.item(*story._notice("Tin ký trước khi quản trị xác nhận"))
    story._publish_and_wait(commune, [board], [later])
    assert place() == before, "words about a place that nobody signed"
    commune.admin.run("trust", "sign")
    wait_for("the new code", lambda: place() == {
        "commune_code": "31999", "province_code": "80", "agency": "UBND xã Hưng Thịnh"})
    wait_for("the player to show it", lambda: shown() != picture and not _problem(board))
    for item in (good, later, commune.item(*story._notice("Tin của xã mới"))):
        story._publish_and_wait(commune, [board], [item])
        wait_for("what was signed before and after", lambda i=item: board.shows(i["id"]))
    judge.learn().check()
    glass.never_black(board)
    glass.generations_in_order(board)

    # A report keeps the names of its days: the old name in the month before the merger, the new one since.
    today = datetime.date.today()
    month_end = today.replace(day=1) - datetime.timedelta(days=1)
    days = {"truoc": (month_end.replace(day=1), month_end),
            "nay": (today - datetime.timedelta(days=1), today + datetime.timedelta(days=1))}
    codes, papers = {}, {}
    for name, (begin, end) in days.items():
        wanted = ("report", "plays", "--from", begin, "--to", end)
        codes[name] = [one["code"] for one in commune.editor.run(*wanted)["communes"]]
        commune.editor.run(*wanted, "--pdf", folder / f"{name}.pdf")
        papers[name] = subprocess.run(["pdftotext", "-layout", folder / f"{name}.pdf", "-"],
                                      capture_output=True, check=True).stdout.decode()
    assert codes == {"truoc": ["31108"], "nay": ["31108", "31999"]}, codes
    assert "UBND xã Tân Hưng" in papers["truoc"] and "Hưng Thịnh" not in papers["truoc"], papers
    assert "UBND xã Hưng Thịnh" in papers["nay"], papers


def what_was_withdrawn_with_a_signature_is_not_brought_back(folder, host):
    commune, [board] = story._office(folder, host)
    good, bad = (commune.item(*story._notice(title)) for title in ("Ở lại", "Gỡ xuống"))
    playlist = story._publish_and_wait(commune, [board], [bad])
    wait_for("the notice", lambda: board.shows(bad["id"]))
    commune.editor.run("item", "withdraw", bad["id"], "--reason", "Sai ngày")
    commune.publish(commune.editor.run("playlist", "set", playlist["id"], "--item", good["id"]))
    wait_for("the other notice", lambda: board.shows(good["id"]))
    judge = glass.Judge(folder, board, commune)
    judge.recall(bad)
    commune.server.stop()
    with _Thief(commune.server.folder / "data") as thief:
        forged = thief.select(board.id, good["approved"], bad["approved"])
    commune.server.start()
    _wait_until_refused(board, forged)
    judge.check()
    assert board.shows(good["id"])


def another_key_takes_the_place_of_the_communes_own_without_a_visit(folder, host):
    commune, [board] = story._office(folder, host)
    good = commune.item(*story._notice("Ký trước khi thay khoá"))
    story._publish_and_wait(commune, [board], [good])
    judge = glass.Judge(folder, board, commune)
    old = (commune.people / "commune-31108.key").read_bytes()
    sheet = commune.admin.run("trust", "replace")["recovery_sheet"]
    assert sheet != commune.sheet["recovery_sheet"], "a sheet of its own"
    later = commune.item(*story._notice("Ký sau khi thay khoá"))
    story._publish_and_wait(commune, [board], [later])
    wait_for("what was signed since", lambda: board.shows(later["id"]))
    # Who has the old key signs nothing any more.
    (commune.people / "commune-31108.key").write_bytes(old)
    assert house.refusal(commune.admin, "trust", "sign")["key"] == "trust.not_owner"
    paper = folder / "phieu"
    paper.write_text(commune.sheet["recovery_sheet"])
    assert house.refusal(commune.admin, "trust", "recover", "--sheet", paper)["key"] == "trust.sheet_not_owner"
    paper.write_text(sheet)
    commune.admin.run("trust", "recover", "--sheet", paper)
    commune.admin.run("trust", "sign")
    wait_for("the board to follow", lambda: board.shows(later["id"]))
    assert not _problem(board)
    judge.learn().check()
    glass.never_black(board)


def what_one_person_signed_alone_never_reaches_a_board(folder, host):
    commune, [board] = story._office(folder, host)
    good = commune.item(*story._notice("Tin đã duyệt"))
    playlist = story._publish_and_wait(commune, [board], [good])
    wait_for("the notice", lambda: board.shows(good["id"]))
    judge = glass.Judge(folder, board, commune)
    bad = _composed_alone(commune)
    try:
        commune.approver.run("item", "submit", _draft(commune.approver)["id"])
        raise AssertionError("an approver's key signed as a composer's")
    except house.Refused as refused:
        assert refused.error["key"] == "trust.other_role", refused.error
    # A person without a trusted key: made and registered, but not signed for yet.
    newcomer = commune._add(commune.people, "moi", "Người Mới", "editor")
    try:
        newcomer.run("item", "submit", _draft(newcomer)["id"])
        raise AssertionError("a key that nobody stands for signed")
    except house.Refused as refused:
        assert refused.error["key"] == "trust.key_waiting", refused.error
    commune.admin.run("trust", "sign")
    newcomer.run("item", "submit", _draft(newcomer)["id"])
    commune.publish(playlist)
    _only_this_was_shown(board, good, bad)
    judge.learn().check()


def a_revoked_approvers_items_come_down_and_a_new_one_takes_over(folder, host):
    commune, [board] = story._office(folder, host)
    good = commune.item(*story._notice("Tin cũ"))
    playlist = story._publish_and_wait(commune, [board], [good])
    wait_for("the notice", lambda: board.shows(good["id"]))
    judge = glass.Judge(folder, board, commune)
    people = {p["login"]: p["id"] for p in commune.admin.run("person", "list")["people"]}
    commune._add(commune.people, "pho", "Phó Chủ Tịch", "approver")
    commune.admin.run("person", "change", people["lanhdao"], "--disabled", "true")
    commune.admin.run("trust", "sign")
    wait_for("what rests on the lost key to come down", lambda: not board.shows(good["id"]))
    judge.learn().recall(good)
    glass.never_black(board)
    deputy = house.Person(commune.server, commune.people, "pho")
    item = commune.editor.run("item", "new", *story._notice("Tin mới"), "--until", "31/12/2030")
    commune.editor.run("item", "submit", item["id"])
    deputy.approve(item["id"])
    changed = commune.editor.run("playlist", "set", playlist["id"], "--item", item["id"])
    commune.publish(changed)
    wait_for("the next notice", lambda: board.shows(item["id"]))
    judge.learn().check("card", "approved")


def one_person_does_both_only_where_the_commune_signed_it(folder, host):
    commune, [board] = story._office(folder, host)
    # A commune of one: the two of before are locked out, and he has both roles.
    people = {p["login"]: p["id"] for p in commune.admin.run("person", "list")["people"]}
    for login in ("bientap", "lanhdao"):
        commune.admin.run("person", "change", people[login], "--disabled", "true")
    commune.admin.run("person", "add", "--login", "motminh", "--name", "Người Một Mình", "--role",
                      "editor", "--role", "approver")
    alone = house.Person(commune.server, commune.people, "motminh").sign_in()
    both = commune.admin.run("person", "list")["people"]
    both = next(p["id"] for p in both if p["login"] == "motminh")
    named = house.refusal(commune.admin, "trust", "sign")
    assert named["key"] == "trust.two_roles" and "motminh" in named["message"], named

    assert commune.admin.run("trust", "status")["one_person"] is False
    assert commune.admin.run("trust", "policy", "one-person")["one_person"] is True
    assert commune.admin.run("trust", "status")["one_person"] is True
    helper, commune.editor, commune.approver = commune.approver, alone, alone
    item = commune.item(*story._notice("Tin của một người"))
    assert (item["composer"], item["approver"]) == ("motminh", "motminh"), item
    story._publish_and_wait(commune, [board], [item])
    wait_for("one person's notice", lambda: board.shows(item["id"]))
    judge = glass.Judge(folder, board, commune)

    # Taken away: not while he has both roles; then his alone comes down and new ones are refused.
    named = house.refusal(commune.admin, "trust", "policy", "two-people")
    assert named["key"] == "trust.two_roles" and "motminh" in named["message"], named
    assert board.shows(item["id"])
    commune.admin.run("person", "change", people["lanhdao"], "--disabled", "false")
    commune.admin.run("person", "change", both, "--role", "editor")
    commune.admin.run("trust", "policy", "two-people")
    assert commune.admin.run("trust", "status")["one_person"] is False
    wait_for("what one person signed to come down", lambda: not board.shows(item["id"]))
    judge.learn().recall(item)
    commune.admin.run("person", "change", both, "--role", "editor", "--role", "approver")
    later = alone.run("item", "new", *story._notice("Tin sau"), "--until", "31/12/2030")
    alone.run("item", "submit", later["id"])
    refused = house.refusal(alone, "item", "approve", later["id"], "--version", alone.waiting(later["id"]),
                       "--checked", "all")
    assert refused["key"] == "trust.other_role", refused
    helper.sign_in().approve(later["id"])
    story._publish_and_wait(commune, [board], [later])
    wait_for("what two people signed", lambda: board.shows(later["id"]))
    judge.learn().check("card", "approved")
    glass.never_black(board)
    glass.generations_in_order(board)


def s09_what_two_people_of_the_province_signed_is_shown_until_it_is_taken_back(folder, host):
    commune, [board] = story._office(folder, host)
    good = commune.item(*story._notice("Tin của xã"))
    playlist = story._publish_and_wait(commune, [board], [good])
    wait_for("the commune's notice", lambda: board.shows(good["id"]))
    judge = glass.Judge(folder, board, commune)
    province = _Province(folder / "province", host)
    storm = province.item("--category", "disaster", "--title", "Bão số 9", "--body",
                          "Bà con không ra khơi.")
    card, first, second = (folder / name for name in ("tinh.khoa", "tinh-1.tin", "tinh-2.tin"))
    words = province.admin.run("trust", "province", "card", card)["words"]
    assert province.editor.run("trust", "province", "export", first)["items"] == ["Bão số 9"]

    # Nobody let the province in, or by other words than it says: nothing of it comes in.
    refused = house.refusal(commune.editor, "trust", "province", "import", first)
    assert refused["key"] == "province.unknown", refused
    swapped = " ".join(reversed(words.split()))
    refused = house.refusal(commune.admin, "trust", "province", "add", card, "--words", swapped)
    assert refused["key"] == "province.words", refused
    spoken = [part for word in words.split() for part in ("--word", word)]
    desk._click(commune, "let_in", "--handed-over", card, *spoken)
    cut = folder / "cut.tin"
    cut.write_bytes(first.read_bytes()[:-40])
    assert house.refusal(commune.editor, "trust", "province", "import", cut)["key"] == "province.damaged"
    assert len(commune.editor.run("item", "list")["items"]) == 1, "half imported"

    desk._click(commune, "province", "--picture", desk._picture(folder), "--handed-over", first)
    again = commune.editor.run("trust", "province", "import", first)
    assert (again["items"], again["added"]) == ([storm["id"]], 0), again
    record = commune.editor.run("item", "show", storm["id"])
    assert (record["state"], record["content"]["origin"]) == ("approved", "province"), record
    refused = house.refusal(commune.editor, "item", "edit", storm["id"], "--title", "Bão đã tan")
    assert refused["key"] == "item.of_province", refused
    commune.publish(commune.editor.run("playlist", "set", playlist["id"], "--item", storm["id"]))
    wait_for("the province's notice on the glass", lambda: board.shows(storm["id"]))
    _same_pixels(folder, board, storm["id"])

    # An older file than the newest one is no way back for what the province withdrew.
    province.editor.run("item", "withdraw", storm["id"], "--reason", "Bão tan")
    calm = province.item(*story._notice("Bão đã tan"))
    province.editor.run("trust", "province", "export", second)
    commune.editor.run("trust", "province", "import", second)
    wait_for("what the province withdrew to come down", lambda: not board.shows(storm["id"]))
    judge.learn().recall(storm)
    assert house.refusal(commune.editor, "trust", "province", "import", first)["key"] == "province.older"
    commune.publish(commune.editor.run("playlist", "set", playlist["id"], "--item", calm["id"]))
    wait_for("the province's next notice", lambda: board.shows(calm["id"]))

    # The commune takes its word back: at once, for good, also by a stolen server.
    desk._click(commune, "shut_out")
    wait_for("the province's item to go", lambda: not board.shows(calm["id"]))
    judge.learn().recall(calm)
    commune.publish(commune.editor.run("playlist", "set", playlist["id"], "--item", good["id"]))
    wait_for("the commune's notice again", lambda: board.shows(good["id"]))
    judge.learn()
    commune.server.stop()
    with _Thief(commune.server.folder / "data") as thief:
        forged = thief.select(board.id, good["approved"], calm["approved"])
    commune.server.start()
    _wait_until_refused(board, forged)
    judge.check("card", "approved")
    assert board.shows(good["id"])
    glass.never_black(board)
    glass.generations_in_order(board)


class _Province(house.Commune):
    """An office whose root three people hold, two of whom must sign."""

    PLACE = ("--code", "99091", "--province", "91", "--name", "An Giang", "--agency",
             "Sở Văn hoá, Thể thao và Du lịch")

    def begin_trust(self):
        draft = self.folder / "goc.nhap"
        owners, cards = [], []
        for number in range(3):
            pc = self.folder / f"owner{number}"
            pc.mkdir()
            owners.append(house.Person(self.server, pc, f"giu{number}", self.password))
            cards += ["--owner", pc / "owner.pub"]
            owners[-1].run("trust", "owner", "new", "--name", f"Người giữ {number}",
                           pc / "owner.pub", env={"BANGTIN_NEW_PASSWORD": self.password})
        assert self.admin.run("trust", "draft", draft, *cards)["missing"] == 2
        assert owners[0].run("trust", "cosign", draft)["missing"] == 1
        assert house.refusal(owners[0], "trust", "cosign", draft)["key"] == "owner.signed"
        assert house.refusal(self.admin, "trust", "send", draft)["key"] == "owner.missing"
        assert owners[2].run("trust", "cosign", draft)["missing"] == 0
        self.admin.run("trust", "send", draft)
        self.owners = owners
        return draft


def _same_pixels(folder, board, item):
    """What stands on the glass is what the pure renderer makes of this item alone."""
    manifest = board.board_folder / "generation" / "current.json"
    held = json.loads(manifest.read_text())
    assert [version["id"] for version in held["items"].values()] == [item], held["items"].keys()
    glass.stands_as_rendered(folder, board)


def _draft(person):
    return person.run("item", "new", *story._notice("Thử"), "--until", "31/12/2030")


def _composed_alone(commune):
    """Written and signed by the editor, approved by nobody."""
    item = commune.editor.run("item", "new", *story._notice("CƯỢC NGAY TRÚNG LỚN"), "--until",
                              "31/12/2030 17:00")
    return commune.editor.run("item", "submit", item["id"])


def _refusals(board):
    return (board.folder / "player.log").read_text().count("a selection is not taken")


def _wait_until_refused(board, forged, before=0):
    """By the agent; or the server has made a newer one before the agent was back."""
    wait_for("the agent to refuse it",
             lambda: _refusals(board) > before or board.generation_held() > forged, seconds=120)


def _only_this_was_shown(board, good, bad):
    shown = {frame[2] for frame in board.frames()}
    assert bad["id"] not in shown, "WRONG"
    assert board.shows(good["id"]), board.frames()[-1]
    glass.never_black(board)


def _problem(board):
    try:
        return json.loads((board.board_folder / "shown.json").read_text())["problem"]
    except (FileNotFoundError, json.JSONDecodeError):
        return None


def _write(path, text):
    fresh = path.with_name(path.name + ".tmp")
    fresh.write_text(text)
    fresh.rename(path)


def _canonical(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class _Thief:
    """Somebody with the server's whole folder: its database and its online key."""

    def __init__(self, data):
        self.key = Ed25519PrivateKey.from_private_bytes(
            bytes.fromhex((data / "keys" / "seal.key").read_text().strip()))
        self.db = sqlite3.connect(data / "db.sqlite")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.db.commit()
        self.db.close()

    def approve_in_the_database(self, bad):
        self.db.execute("UPDATE item SET state = 'approved', approved = submitted, "
                        "approver = 'lanhdao' WHERE id = ?", (bad["id"],))
        return bad["submitted"]

    def bend_draft(self, item, change):
        """What the server says the draft is; what it was before."""
        [text] = self.db.execute("SELECT content FROM item WHERE id = ?", (item,)).fetchone()
        before = json.loads(text)
        self.db.execute("UPDATE item SET content = ? WHERE id = ?", (_canonical(change(before)), item))
        return before

    def forge(self, good):
        """Other words in a version under the same item's name; its hash."""
        row = dict(zip(*self._version_row(good)))
        version = json.loads(row["bytes"])
        version["content"]["title"] = "CƯỢC NGAY TRÚNG LỚN"
        version["number"] = row["number"] = row["number"] + 1
        row["bytes"] = _canonical(version)
        name = hashlib.sha256(row["bytes"].encode()).digest()
        row["hash"] = name
        self.db.execute(f"INSERT INTO item_version ({','.join(row)}) VALUES "
                        f"({','.join('?' * len(row))})", tuple(row.values()))
        return name.hex()

    def _version_row(self, version):
        found = self.db.execute("SELECT * FROM item_version WHERE hash = ?",
                                (bytes.fromhex(version),))
        return [column[0] for column in found.description], found.fetchone()

    def select(self, board, good, bad):
        """A selection with the bad item in the good one's place, named as the server names one."""
        text = self._selection(board, good, bad)
        selection = json.loads(text)
        name = hashlib.sha256(text.encode()).digest()
        self.db.execute(
            "INSERT INTO selection (board, generation, made_at, horizon, hash, bytes) SELECT board, "
            "?, made_at, horizon, ?, ? FROM selection WHERE board = ? ORDER BY generation DESC "
            "LIMIT 1", (selection["generation"], name, text, board))
        self.db.execute("INSERT INTO selection_version VALUES (?, ?, ?)",
                        (board, selection["generation"], bytes.fromhex(bad)))
        for role, body in self._signed(board, text).items():
            self.db.execute("INSERT INTO trust_file VALUES (?, ?, ?)",
                            (role, json.loads(body)["signed"]["version"], body))
        return selection["generation"]

    def generation(self, file, board, good, bad, step=1):
        """The same as a generation file; `step` numbers beyond what the server has."""
        text = self._selection(board, good, bad, step)
        [version] = self.db.execute("SELECT bytes FROM item_version WHERE hash = ?",
                                    (bytes.fromhex(bad),)).fetchone()
        roles = {**file["trust"]["roles"], **self._signed(board, text, step)}
        roles["compose-31108"] = self.newest("compose-31108")
        return {"selection": text, "items": {bad: json.loads(version)},
                "trust": {**file["trust"], "roles": roles}}

    def newest(self, role):
        [body] = self.db.execute("SELECT body FROM trust_file WHERE role = ? ORDER BY version DESC "
                                 "LIMIT 1", (role,)).fetchone()
        return body

    def _selection(self, board, good, bad, step=1):
        [text] = self.db.execute("SELECT bytes FROM selection WHERE board = ? ORDER BY generation "
                                 "DESC LIMIT 1", (board,)).fetchone()
        selection = json.loads(text)
        assert selection["items"] == [good], selection["items"]
        return _canonical({**selection, "items": [bad],
                           "generation": selection["generation"] + step})

    def _signed(self, board, text, step=1):
        """select/BOARD, snapshot and timestamp that name it."""
        role = f"select/{board}"
        chosen, snapshot, timestamp = (json.loads(self.newest(name))
                                       for name in (role, "snapshot", "timestamp"))
        chosen["signed"]["targets"] = {f"s/{board}": {
            "length": len(text.encode()),
            "hashes": {"sha256": hashlib.sha256(text.encode()).hexdigest()}}}
        for envelope in (chosen, snapshot, timestamp):
            envelope["signed"]["version"] += step
        snapshot["signed"]["meta"][f"{role}.json"]["version"] = chosen["signed"]["version"]
        timestamp["signed"]["meta"]["snapshot.json"]["version"] = snapshot["signed"]["version"]
        for envelope in (chosen, snapshot, timestamp):
            signature = self.key.sign(_canonical(envelope["signed"]).encode())
            envelope["signatures"][0]["sig"] = signature.hex()
        return {role: json.dumps(chosen), "snapshot": json.dumps(snapshot),
                "timestamp": json.dumps(timestamp)}
