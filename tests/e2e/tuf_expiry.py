"""Expired metadata ends a cycle; what was expired here never stands in the way of what is fresh."""

from tuf_repository import when
from tuf_stage import Stage, each


def a07_an_expired_root_is_kept_and_ends_the_cycle(folder, host):
    stage = Stage(folder).refresh()
    stage.publish("root").refresh()
    stage.repository.root["expires"] = when(-1)
    stage.publish("root", "targets", "snapshot", "timestamp").refresh_fails()
    assert stage.versions() == [3, 1, 1, 1] and stage.asked()[-1] == "4.root.json"
    stage.repository.root["expires"] = when(30)
    stage.publish("root").refresh()
    assert stage.versions() == [4, 2, 2, 2]


def a07_an_expired_root_in_the_middle_of_the_chain_is_no_end(folder, host):
    stage = Stage(folder)
    stage.repository.root["expires"] = when(-1)
    stage.publish("root")
    stage.repository.root["expires"] = when(30)
    stage.publish("root").refresh()
    assert stage.versions() == [3, 1, 1, 1]


def a08_an_expired_timestamp_is_not_stored(folder, host):
    _expired(folder, "timestamp", [1, 1, 1, 1])


def a09_an_expired_snapshot_is_not_stored(folder, host):
    _expired(folder, "snapshot", [1, 2, 1, 1])


def a10_expired_targets_are_not_stored(folder, host):
    _expired(folder, "targets", [1, 2, 2, 1])


def _expired(folder, role, versions):
    stage = Stage(folder).refresh()
    stage.repository.signed[role]["expires"] = when(-5)
    stage.publish().refresh_fails()
    assert stage.versions() == versions, stage.versions()
    stage.repository.signed[role]["expires"] = when(30)
    stage.publish().refresh()
    assert stage.versions() == [1, 3, 3, 3], stage.versions()

    fresh = Stage(folder)
    fresh.repository.signed[role]["expires"] = when(-5)
    fresh.publish().refresh_fails()
    assert role not in fresh.trusted()


def what_expired_here_is_replaced_by_what_is_fresh_there(folder, host):
    def check(role, versions):
        stage = Stage(folder)
        stage.repository.signed[role]["expires"] = when(7)
        stage.publish("root", "targets", "snapshot", "timestamp").refresh()
        stage.repository.signed[role]["expires"] = when(21)
        stage.publish("root", "targets", "snapshot", "timestamp").refresh(at=when(18))
        assert stage.versions() == versions, stage.versions()

    each({role: [3, 3, 3, 3] for role in ("root", "timestamp", "snapshot", "targets")}, check)


def what_expired_here_is_not_used_when_nothing_newer_is_there(folder, host):
    def check(role, last_asked):
        stage = Stage(folder)
        stage.repository.signed[role]["expires"] = when(7)
        stage.publish("root", "targets", "snapshot", "timestamp").refresh()
        if role in ("snapshot", "targets"):
            stage.publish("timestamp")  # only the timestamp lives on
        stage.refresh_fails(at=when(18))
        assert stage.asked()[-1] == last_asked, role
        stage.refresh(at=when(6))

    each({"root": "3.root.json", "timestamp": "timestamp.json", "snapshot": "2.snapshot.json",
          "targets": "2.targets.json"}, check)


def _delegating(folder, days):
    stage = Stage(folder)
    stage.repository.delegate("targets", "uy-ban", ["ban/*"], days=days)
    for name in ("mot", "hai"):
        stage.repository.add_target("uy-ban", f"ban/{name}", name.encode())
    stage.publish("uy-ban", "targets", "snapshot", "timestamp")
    return stage


def a10_an_expired_delegated_role_is_not_used(folder, host):
    stage = _delegating(folder, -1).refresh().download_fails("ban/mot")
    assert stage.downloads() == [] and stage.asked("targets") == []
    assert stage.trusted() == {"root": 1, "timestamp": 2, "snapshot": 2, "targets": 2}


def a10_a_stored_delegated_role_is_not_used_after_its_end(folder, host):
    stage = _delegating(folder, 7).download("ban/mot")
    assert stage.downloads() == [b"mot"]
    stage.download_fails("ban/hai", at=when(18))
    assert stage.downloads() == [b"mot"]


def a10_a_newer_delegated_role_follows_an_expired_one(folder, host):
    stage = _delegating(folder, 7).download("ban/mot")
    stage.repository.signed["uy-ban"]["expires"] = when(21)
    stage.publish("uy-ban", "snapshot", "timestamp").download("ban/hai", at=when(18))
    assert stage.downloads() == [b"mot", b"hai"] and stage.trusted()["uy-ban"] == 2


def a33_the_clock_goes_past_2038(folder, host):
    stage = Stage(folder)
    for role in ("root", "timestamp", "snapshot", "targets"):
        stage.repository.signed[role]["expires"] = "2045-06-30T12:00:00Z"
    stage.publish("root", "targets", "snapshot", "timestamp")
    stage.refresh(at="2045-06-30 11:59:00Z").refresh_fails(at="2045-06-30 12:00:01Z")
    stage.refresh(at="2039-01-01 00:00:00Z")


def an_end_that_is_no_date_is_refused(folder, host):
    def check(name, end):
        stage = Stage(folder)
        stage.repository.timestamp["expires"] = end
        stage.publish("timestamp").refresh_fails()
        assert stage.trusted() == {"root": 1}

    each({"no such day": "2099-02-30T00:00:00Z", "no such month": "2099-13-01T00:00:00Z",
          "no such hour": "2099-01-01T25:00:00Z", "a day alone": "2099-01-01", "words": "ngày mai",
          "empty": "", "a number": 4070908800, "nothing": None, "more behind": when(30) + "x",
          "a space before": " " + when(30)}, check)
