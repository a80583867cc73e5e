"""Nothing goes back: versions, names in the snapshot, and how a repository recovers from a leap."""

from tuf_repository import ONLINE
from tuf_stage import Stage, each


def a11_an_older_timestamp_is_refused(folder, host):
    stage = Stage(folder)
    older = stage.repository.published["timestamp"]
    stage.publish("timestamp").refresh()
    stage.repository.replace("timestamp", older)
    stage.refresh_fails()
    assert stage.versions() == [1, 2, 1, 1] and stage.asked()[-1] == "timestamp.json"


def a12_an_older_snapshot_behind_a_newer_timestamp_is_refused(folder, host):
    def check(name, with_hashes):
        stage = Stage(folder)
        stage.repository.with_hashes = with_hashes
        stage.publish("snapshot", "timestamp").refresh()
        stage.repository.withdraw("snapshot")
        stage.publish("snapshot", "timestamp").refresh_fails()
        assert stage.versions() == [1, 2, 2, 1], stage.versions()
        assert stage.asked()[-1] == "timestamp.json"

    each({"plain": False, "with hashes": True}, check)


def a_snapshot_that_no_timestamp_names_is_not_fetched(folder, host):
    stage = Stage(folder)
    stage.publish("snapshot", "timestamp").refresh().asked()
    stage.publish("snapshot").refresh()
    assert stage.versions() == [1, 2, 2, 1] and stage.asked()[-1] == "timestamp.json"

    stage = Stage(folder)
    stage.publish("root", "snapshot")
    stage.repository.timestamp["meta"]["snapshot.json"]["version"] = 1
    stage.publish("timestamp").refresh()
    assert stage.versions() == [2, 2, 1, 1]


def a13_older_targets_behind_a_newer_snapshot_are_refused(folder, host):
    def check(name, with_hashes):
        stage = Stage(folder)
        stage.repository.with_hashes = with_hashes
        stage.publish().refresh()
        stage.repository.withdraw("targets")
        stage.publish().refresh_fails()
        assert stage.versions() == [1, 3, 2, 2], stage.versions()
        assert stage.asked()[-1] == "3.snapshot.json"

    each({"plain": False, "with hashes": True}, check)


def a13_an_older_delegated_role_is_refused(folder, host):
    stage = Stage(folder)
    stage.repository.delegate("targets", "uy-ban")
    stage.publish("uy-ban").publish("uy-ban", *ONLINE).refresh()
    stage.repository.withdraw("uy-ban")
    stage.publish("uy-ban", "snapshot", "timestamp").refresh_fails()
    assert stage.versions() == [1, 3, 2, 2], stage.versions()


def a14_a_role_cannot_vanish_from_the_snapshot(folder, host):
    stage = Stage(folder)
    stage.repository.delegate("targets", "uy-ban")
    stage.publish("uy-ban", *ONLINE).refresh()
    entry = stage.repository.snapshot["meta"].pop("uy-ban.json")
    stage.publish("snapshot", "timestamp").refresh_fails()
    assert stage.versions() == [1, 3, 2, 2], stage.versions()
    stage.repository.snapshot["meta"]["uy-ban.json"] = entry
    stage.publish("snapshot", "timestamp").refresh()
    assert stage.versions() == [1, 4, 4, 2], stage.versions()


def a14_a_role_may_leave_with_the_key_of_the_snapshot(folder, host):
    stage = Stage(folder)
    stage.repository.delegate("targets", "uy-ban")
    stage.publish("uy-ban", *ONLINE).refresh()
    del stage.repository.targets["delegations"]
    del stage.repository.snapshot["meta"]["uy-ban.json"]
    stage.repository.rotate("snapshot")
    stage.publish("root", *ONLINE).refresh()
    assert stage.versions() == [2, 3, 3, 3], stage.versions()


def _leap(folder, role, versions=98):
    stage = Stage(folder)
    stage.repository.signed[role]["version"] = versions + 1
    return stage.publish(*ONLINE[ONLINE.index(role):]).refresh()


def a15_targets_recover_from_a_leap_with_a_new_snapshot_key(folder, host):
    stage = _leap(folder, "targets")
    assert stage.versions() == [1, 2, 2, 100]
    stage.repository.rotate("snapshot")
    stage.repository.targets["version"] = 1
    stage.publish("root", *ONLINE).refresh()
    assert stage.versions() == [2, 3, 3, 2], stage.versions()


def a16_the_snapshot_recovers_with_new_keys_of_snapshot_and_timestamp(folder, host):
    stage = _leap(folder, "snapshot")
    assert stage.versions() == [1, 2, 100, 1]
    stage.repository.rotate("snapshot")
    stage.repository.rotate("timestamp")
    stage.repository.withdraw("snapshot")
    stage.publish("root", *ONLINE).refresh()
    assert stage.versions() == [2, 3, 1, 2], stage.versions()


def a17_the_timestamp_recovers_with_a_new_key(folder, host):
    stage = _leap(folder, "timestamp")
    assert stage.versions() == [1, 100, 1, 1]
    stage.repository.rotate("timestamp")
    stage.repository.withdraw("timestamp")
    stage.publish("root", *ONLINE).refresh()
    assert stage.versions() == [2, 1, 2, 2], stage.versions()


def a17_without_a_new_key_there_is_no_way_back(folder, host):
    def check(role, versions):
        stage = _leap(folder, role)
        if role == "targets":
            stage.repository.targets["version"] = 1
        else:
            stage.repository.withdraw(role)
        stage.repository.add_key("root")  # a new root key alone changes nothing
        stage.publish("root", *ONLINE).refresh_fails()
        assert stage.versions() == versions, stage.versions()

    each({"targets": [2, 3, 2, 100], "snapshot": [2, 2, 100, 1], "timestamp": [2, 100, 1, 1]},
         check)


def a27_a_timestamp_that_leads_back_is_not_stored_and_blocks_nothing(folder, host):
    stage = Stage(folder)
    stage.publish().publish().refresh()
    before = stage.stored("timestamp")
    stage.repository.timestamp["meta"]["snapshot.json"]["version"] = 2
    stage.publish("timestamp").refresh_fails()
    assert stage.stored("timestamp") == before and stage.asked()[-1] == "timestamp.json"
    # The very same version, now honest: a client that had stored the other one would not look.
    stage.repository.timestamp["meta"]["snapshot.json"]["version"] = 3
    stage.publish("timestamp", bump=False).publish().refresh()
    assert stage.versions() == [1, 5, 4, 4], stage.versions()


def a27_a_timestamp_is_stored_before_a_snapshot_that_fails(folder, host):
    stage = Stage(folder).refresh()
    stage.publish()
    honest = stage.repository.published["snapshot"]
    stage.repository.rewrite("snapshot", lambda e: e["signatures"].clear())
    stage.refresh_fails()
    assert stage.versions() == [1, 2, 1, 1]
    stage.repository.replace("snapshot", honest)
    stage.refresh()
    assert stage.versions() == [1, 2, 2, 2]


def a_mix_of_two_publications_is_refused(folder, host):
    stage = Stage(folder)
    stage.repository.with_hashes = True
    stage.publish().refresh()
    stage.repository.add_target("targets", "mot", b"1")
    stage.publish("targets")
    one = stage.repository.published["targets"]
    stage.repository.add_target("targets", "hai", b"2")
    stage.publish("targets", bump=False).publish("snapshot", "timestamp")
    stage.repository.replace("targets", one)  # signed, of the right version, of another publication
    stage.refresh_fails()
    assert stage.versions() == [1, 3, 3, 2]


def a_stored_file_that_was_spoiled_is_fetched_again(folder, host):
    def check(role, data):
        stage = Stage(folder)
        stage.publish().refresh()
        (stage.metadata_folder / f"{role}.json").write_bytes(data)
        stage.publish().refresh()
        assert stage.versions() == [1, 3, 3, 3], stage.versions()

    each({"timestamp": b"", "snapshot": b"{", "targets": b"\x00" * 4096}, check)
