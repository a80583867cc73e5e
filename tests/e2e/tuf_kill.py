"""A26: the client is killed at every question it asks, before, amid and after the answer; the next
cycle works, nothing is torn and nothing goes back."""

import json
import os
import signal
import subprocess
import time

from tuf_repository import when
from tuf_stage import Stage

TOP = ("targets", "snapshot", "timestamp")
ROLES = ("root", "timestamp", "snapshot", "targets", "uy-ban")


def _story(folder):
    """A client of the first day, and the bytes of the day after: two new roots, every role, a
    delegated one, an artifact that changed."""
    stage = Stage(folder, scheme="ed25519")
    repository = stage.repository
    repository.delegate("targets", "uy-ban", ["ban/*"])
    repository.add_target("uy-ban", "ban/loa", b"cu")
    repository.publish("uy-ban", *TOP)
    stage.download("ban/loa")
    repository.publish("root", "root")
    repository.add_target("uy-ban", "ban/loa", b"moi" * 90_000)
    repository.publish("uy-ban", *TOP)
    stage.server.requests.clear()
    return stage


def _killed(stage, question, moment):
    """Runs the client and kills it at its question of this number; whether it came so far."""
    process = []

    def answer(handler):
        if len(stage.server.requests) != question:
            return handler.reply(200 if handler.body is not None else 404, handler.body or b"")
        body = handler.body or b""
        while not process:
            time.sleep(0.001)
        if moment == "before":
            os.kill(process[0].pid, signal.SIGKILL)
        handler.head(200 if handler.body is not None else 404, **{"Content-Length": len(body)})
        handler.write(body[:len(body) // 2])
        if moment == "amid":
            os.kill(process[0].pid, signal.SIGKILL)
        handler.write(body[len(body) // 2:])
        if moment == "after":
            time.sleep(0.002 * (question % 4))  # now here, now there in what the client does next
            os.kill(process[0].pid, signal.SIGKILL)

    stage.server.requests.clear()
    stage.server.answer("*", answer)
    line = stage.command("download", targets=["ban/loa"])
    with open(stage.output, "wb") as out:
        process.append(subprocess.Popen(line, stdin=subprocess.DEVNULL, stdout=out, stderr=out))
        code = process[0].wait(60)
    stage.server.answers.clear()
    assert code in (0, -signal.SIGKILL), f"it ended with {code}"
    return len(stage.server.requests) >= question


def _files(stage):
    return {file for folder in (stage.metadata_folder, stage.target_folder)
            for file in folder.rglob("*") if file.is_file()}


def _whole(stage, served, floor):
    """Every stored file is the very bytes of a publication, and none is older than before."""
    versions = {}
    for role in ROLES:
        data = stage.stored(role)
        assert data in served[role], f"{role} is torn or changed"
        versions[role] = json.loads(data)["signed"]["version"]
        assert versions[role] >= floor[role], f"{role} went back to {versions[role]}"
    return versions


def a26_killed_at_every_question(folder, host):
    first = _story(folder)
    repository = first.repository
    served = {role: [data for path, data in repository.metadata.items()
                     if path == f"{role}.json" or path.endswith(f".{role}.json")]
              for role in ROLES}
    served["timestamp"].append(first.stored("timestamp"))
    before = {file: file.read_bytes() for file in _files(first)}
    artifact = next(file for file in before if file.is_relative_to(first.target_folder))
    moments = 0
    for moment in ("before", "amid", "after"):
        question = 1
        while True:
            for file, data in before.items():
                file.write_bytes(data)
            floor = first.trusted()
            if not _killed(first, question, moment):
                break
            floor = _whole(first, served, floor)
            assert artifact.read_bytes() in (b"cu", b"moi" * 90_000), "the artifact is torn"
            first.download("ban/loa")
            _whole(first, served, floor)
            assert first.trusted() == {"root": 3, "timestamp": 3, "snapshot": 3, "targets": 3,
                                       "uy-ban": 2}, first.trusted()
            assert first.downloads() == [b"moi" * 90_000]
            assert _files(first) == set(before), "leavings of the killed run stayed"
            question += 1
            moments += 1
    assert moments >= 3 * 7, moments


def a26_killed_again_and_again_it_still_arrives(folder, host):
    stage = _story(folder)
    for question in range(1, 9):
        _killed(stage, question, "before")
    stage.download("ban/loa")
    assert stage.downloads()[-1] == b"moi" * 90_000 and stage.trusted()["uy-ban"] == 2


def a26_killed_between_a_new_key_and_the_leap_it_heals(folder, host):
    """The root that replaces the timestamp key is stored, then the client dies: the old timestamp,
    far ahead, must not stand in the way for ever."""
    stage = Stage(folder)
    stage.repository.timestamp["version"] = 99
    stage.publish("timestamp").refresh()
    stage.repository.rotate("timestamp")
    stage.repository.rotate("snapshot")
    stage.repository.withdraw("timestamp")
    stage.publish("root", *TOP)
    stage.server.requests.clear()

    def die(handler):
        os.kill(process.pid, signal.SIGKILL)

    stage.server.answer("metadata/3.root.json", die)
    with open(stage.output, "wb") as out:
        process = subprocess.Popen(stage.command("refresh"), stdout=out, stderr=out)
        assert process.wait(60) == -signal.SIGKILL
    assert stage.trusted()["root"] == 2
    stage.server.answers.clear()
    stage.refresh()
    assert stage.versions() == [2, 1, 2, 2]


def a26_a_disk_that_takes_nothing_more_loses_nothing(folder, host):
    """Files may not grow: every write fails. The client says so and what was there stays."""
    stage = _story(folder)
    kept = {file.name: file.read_bytes() for file in stage.metadata_folder.iterdir()}
    limited = ["sh", "-c", 'ulimit -f 0; exec "$@"', "sh",
               *stage.command("download", targets=["ban/loa"])]
    code = subprocess.run(limited, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL, timeout=60).returncode
    assert code in (1, -signal.SIGXFSZ), code
    for name, data in kept.items():
        assert (stage.metadata_folder / name).read_bytes() == data, name
    assert b"cu" in stage.downloads()
    stage.download("ban/loa")
    assert stage.downloads()[-1] == b"moi" * 90_000


def a26_two_clients_at_once_leave_whole_files(folder, host):
    stage = _story(folder)
    line = stage.command("download", targets=["ban/loa"])
    with open(stage.output, "wb") as out:
        both = [subprocess.Popen(line, stdin=subprocess.DEVNULL, stdout=out, stderr=out)
                for _ in range(4)]
        codes = [one.wait(60) for one in both]
    assert set(codes) <= {0, 1}, codes
    for role in ROLES:
        json.loads(stage.stored(role))
    stage.repository.timestamp["expires"] = when(9)
    stage.publish("timestamp").download("ban/loa")
    assert stage.downloads()[-1] == b"moi" * 90_000 and stage.trusted()["timestamp"] == 4
