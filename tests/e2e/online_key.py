"""The server's online key may be stolen: another takes its place by the commune's signature, with no visit to a board."""

import json
import os
import signal
import subprocess

import glass
import house
import story
import trust
from house import wait_for


def a18_a_stolen_online_key_counts_no_more_once_another_took_its_place(folder, host):
    commune, [fallen, board] = story._office(folder, host, boards=2)
    plays, other = (commune.item(*story._notice(title)) for title in ("Đang phát", "Đã duyệt, chưa phát"))
    playlist = story._publish_and_wait(commune, [fallen, board], [plays])
    for each in (fallen, board):
        wait_for("the notice", lambda b=each: b.shows(plays["id"]))
    data = commune.server.folder / "data"
    stolen = trust._Thief(data)

    # Control: whoever has the key of today and a board's folder has it show anything that is approved.
    _as_the_agent(fallen, stolen, plays, other, lambda: fallen.shows(other["id"]))
    assert fallen.stop() == 0

    waits = _new_online_key(data)
    assert _new_online_key(data) == waits, "asked twice, it is the same one"
    status = commune.admin.run("trust", "status")
    assert status["next_online_key"] == waits["online_key"], status
    assert len(waits["words"].split()) == 6, waits
    # Until it is signed for, the old one goes on, also after a start.
    commune.server.stop()
    commune.server.start()
    later = commune.item(*story._notice("Trong lúc chờ ký"))
    commune.publish(commune.editor.run("playlist", "set", playlist["id"], "--item", later["id"]))
    wait_for("what was published meanwhile", lambda: board.shows(later["id"]))

    # A signature for something else does not take along a key whose words nobody compared.
    commune.admin.run("trust", "sign")
    assert commune.admin.run("trust", "status")["next_online_key"] == waits["online_key"]
    others = " ".join(reversed(waits["words"].split()))
    refused = house.refusal(commune.admin, "trust", "sign", "--server-words", others)
    assert refused["key"] == "trust.online_words", refused
    commune.admin.run("trust", "sign", "--server-words", waits["words"])
    assert "next_online_key" not in commune.admin.run("trust", "status")
    after = commune.item(*story._notice("Sau khi thay khoá"))
    commune.publish(commune.editor.run("playlist", "set", playlist["id"], "--item", after["id"]))
    wait_for("what the new key selected", lambda: board.shows(after["id"]))
    assert not trust._problem(board)

    frames = len(board.frames())
    _as_the_agent(board, stolen, after, other,
                  lambda: trust._problem(board) == "player.generation_unsigned")
    wait_for("the board to be well again", lambda: not trust._problem(board))
    assert other["id"] not in {frame[2] for frame in board.frames()[frames:]}, "WRONG"
    # From the next start on the folder holds no other key, and the next change can be made.
    commune.server.stop()
    commune.server.start()
    assert not (data / "keys" / "next.key").exists()
    assert _new_online_key(data)["online_key"] != waits["online_key"]
    wait_for("the board to go on", lambda: board.shows(after["id"]))
    stolen.db.close()
    glass.never_black(board)


def _new_online_key(data):
    made = subprocess.run([house.program("bangtin-server"), "--data", data, "new-online-key"],
                          capture_output=True, check=True)
    return json.loads(made.stdout)


def _as_the_agent(board, stolen, held, wanted, seen):
    """The thief writes what the stolen key signed where the player reads; the agent is put to sleep meanwhile."""
    agent = board.agent_pid()
    current = board.board_folder / "generation" / "current.json"
    os.kill(agent, signal.SIGSTOP)
    try:
        before = current.read_text()
        file = stolen.generation(json.loads(before), board.id, held["approved"], wanted["approved"])
        trust._write(current, json.dumps(file))
        wait_for("the player to look at it", seen, seconds=60)
        trust._write(current, before)
    finally:
        os.kill(agent, signal.SIGCONT)
