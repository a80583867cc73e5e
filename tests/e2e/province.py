"""A province's items in a commune: what is ordinary waits, what has priority plays at once."""

import desk
import glass
import house
import story
import trust
from house import wait_for


def s09_what_has_priority_is_in_the_loop_and_stands_where_the_commune_puts_it(folder, host):
    commune, [board] = story._office(folder, host)
    first = commune.item(*story._notice("Tiêm chủng"), "--priority", "2")
    last = commune.item(*story._notice("Hội làng"))
    playlist = story._publish_and_wait(commune, [board], [first, last])
    wait_for("the commune's own", lambda: board.shows(last["id"]))
    judge = glass.Judge(folder, board, commune)

    province = trust._Province(folder / "province", host)
    waits = province.item(*story._notice("Cuộc thi ảnh"))
    plays = province.item(*story._notice("Nắng nóng"), "--priority", "2")
    card, file = folder / "tinh.khoa", folder / "tinh.tin"
    words = province.admin.run("trust", "province", "card", card)["words"]
    commune.admin.run("trust", "province", "add", card, "--words", words)
    province.editor.run("trust", "province", "export", file)
    desk._click(commune, "inbox", "--handed-over", file)
    wait_for("the province's item", lambda: board.shows(plays["id"]))
    assert board.selection_held()["items"] == [i["approved"] for i in (plays, first, last)]
    desk._click(commune, "second")
    wait_for("the order that she gave",
             lambda: board.selection_held()["items"] == [i["approved"] for i in (first, plays, last)])
    wait_for("it behind her own", lambda: board.shows(plays["id"]))
    # The shell and whoever speaks to the server alone are told the same.
    listed = next(p for p in commune.editor.run("playlist", "list")["playlists"]
                  if p["id"] == playlist["id"])
    assert listed["items"] == [first["id"], plays["id"], last["id"]], listed
    for arguments in (("playlist", "set", playlist["id"], "--item", first["id"]),
                      ("playlist", "delete", playlist["id"])):
        refused = house.refusal(commune.editor, *arguments)
        assert refused["key"] == "playlist.province_first", refused
    refused = house.refusal(commune.editor, "item", "withdraw", plays["id"], "--reason", "Không hợp")
    assert refused["key"] == "item.province_first", refused
    assert waits["id"] not in {frame[2] for frame in board.frames()}, "WRONG"
    state = commune.editor.run("item", "show", waits["id"])["state"]
    assert state == "approved", state

    # What the province takes back goes, whatever its priority.
    province.editor.run("item", "withdraw", plays["id"], "--reason", "Hết nắng nóng")
    province.editor.run("trust", "province", "export", file)
    commune.editor.run("trust", "province", "import", file)
    wait_for("it to come down", lambda: board.selection_held()["items"] ==
             [first["approved"], last["approved"]])
    wait_for("the commune's own again", lambda: board.shows(first["id"]))
    judge.learn().check()
    glass.never_black(board)
