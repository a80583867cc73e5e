"""A TUF client's plain day: the first refresh, the order of its questions, what it stores and what
it refuses at once."""

import json

from tuf_repository import Key, when
from tuf_server import status
from tuf_stage import Stage, each

FIRST = ["2.root.json", "timestamp.json", "1.snapshot.json", "1.targets.json"]


def first_refresh_asks_once_for_each_role_and_stores_the_very_bytes(folder, host):
    stage = Stage(folder)
    assert stage.server.requests == [], "init asks nothing of the network"
    stage.repository.replace("timestamp", stage.repository.published["timestamp"] + b"\n ")
    stage.refresh()
    assert stage.asked() == FIRST
    for role in ("root", "timestamp", "snapshot", "targets"):
        assert stage.stored(role) == stage.repository.published[role], role
    assert stage.trusted() == {"root": 1, "timestamp": 1, "snapshot": 1, "targets": 1}


def nothing_new_costs_two_questions(folder, host):
    stage = Stage(folder).refresh()
    stage.asked()
    stage.refresh()
    assert stage.asked() == ["2.root.json", "timestamp.json"]
    stage.publish().refresh()
    assert stage.asked() == ["2.root.json", "timestamp.json", "2.snapshot.json", "2.targets.json"]


def download_refreshes_first(folder, host):
    stage = Stage(folder).download_fails("khong-co.txt")
    assert stage.asked() == FIRST
    assert stage.asked("targets") == [] and stage.versions() == [1, 1, 1, 1]


def a_broken_first_root_is_never_used(folder, host):
    def signed_away(root):
        root["signatures"][0]["sig"] = Key().sign(b"something else").hex()

    def damages():
        yield "no version", lambda root: root["signed"].pop("version")
        yield "foreign signature", signed_away
        yield "no signature", lambda root: root["signatures"].clear()
        yield "no signatures", lambda root: root.pop("signatures")
        yield "no roles", lambda root: root["signed"].pop("roles")
        yield "no timestamp role", lambda root: root["signed"]["roles"].pop("timestamp")
        yield "another type", lambda root: root["signed"].update(_type="timestamp")
        yield "altered", lambda root: root["signed"].update(expires=when(99))

    def check(name, damage):
        stage = Stage(folder, start=False)
        root = json.loads(stage.first_root)
        damage(root)
        _never_used(stage, json.dumps(root).encode())

    each(dict(damages()), check)
    for data in (b"", b"null", b"khong phai JSON", Stage(folder).repository.published["timestamp"]):
        _never_used(Stage(folder, start=False), data)


def _never_used(stage, root):
    stage.try_init(root)
    stage.refresh_fails()
    assert stage.server.requests == [], "something was asked on the word of a bad root"


def without_a_first_root_nothing_is_asked(folder, host):
    stage = Stage(folder, start=False).refresh_fails()
    assert stage.server.requests == []


def a01_what_is_not_signed_by_its_role_is_refused(folder, host):
    trusted = {"root": {"root": 1}, "timestamp": {"root": 2},
               "snapshot": {"root": 2, "timestamp": 2},
               "targets": {"root": 2, "timestamp": 2, "snapshot": 2}}

    def check(role, expected):
        for signing in ([], [Key()]):
            stage = Stage(folder)
            stage.repository.keys[role] = signing
            stage.publish("root", "targets", "snapshot", "timestamp").refresh_fails()
            assert stage.trusted() == expected, stage.trusted()

    each(trusted, check)


def a01_a_changed_byte_in_a_signed_part_is_refused(folder, host):
    stage = Stage(folder)
    stage.repository.rewrite("targets", lambda e: e["signed"]["targets"].update(
        {"x": {"length": 1, "hashes": {"sha256": "0" * 64}}}))
    stage.refresh_fails()
    assert stage.versions() == [1, 1, 1, None]


def a06_metadata_of_another_type_is_refused_though_its_signature_holds(folder, host):
    stage = Stage(folder)
    repository = stage.repository
    # A snapshot that would pass as a timestamp but for its type.
    repository.add_key("snapshot", repository.keys["timestamp"][0])
    repository.snapshot["meta"] = {"snapshot.json": {"version": 1}}
    repository.publish("root", "snapshot", bump=True)
    repository.metadata["timestamp.json"] = repository.published["snapshot"]
    stage.refresh_fails()
    assert stage.trusted() == {"root": 2}

    other = Stage(folder)
    root_keys = other.repository.keys["root"]
    other.repository.keys["root"] = root_keys + other.repository.keys["timestamp"]
    other.repository.timestamp["_type"] = "root"
    other.repository.publish("timestamp")
    other.refresh_fails()
    assert other.versions() == [1, None, None, None]


def a19_the_version_in_the_name_must_be_the_version_inside(folder, host):
    def check(role, expected):
        stage = Stage(folder)
        repository = stage.repository
        repository.publish(*(r for r in ("root", "targets") if r != role))
        repository.signed[role]["version"] = 2
        repository.publish(role, url_version=2)  # it says 3 inside
        above = repository.snapshot if role == "targets" else repository.timestamp
        if role != "root":
            above["meta"][f"{role}.json"]["version"] = 2
        repository.publish(*(r for r in ("snapshot", "timestamp") if r != role))
        stage.refresh_fails()
        assert stage.trusted() == expected, stage.trusted()

    each({"root": {"root": 1}, "snapshot": {"root": 2, "timestamp": 2},
          "targets": {"root": 2, "timestamp": 2, "snapshot": 2}}, check)


def a19_an_older_file_under_a_newer_name_is_refused(folder, host):
    def check(role, expected):
        stage = Stage(folder).refresh()
        old = stage.repository.published[role]
        stage.publish()
        stage.repository.metadata[f"2.{role}.json"] = old
        stage.refresh_fails()
        assert stage.versions() == expected, stage.versions()

    each({"snapshot": [1, 2, 1, 1], "targets": [1, 2, 2, 1]}, check)


def other_content_under_the_same_timestamp_version_changes_nothing(folder, host):
    stage = Stage(folder).refresh()
    before = stage.stored("timestamp")
    stage.repository.timestamp["meta"]["snapshot.json"]["version"] = 100
    stage.publish("timestamp", bump=False).refresh()
    assert stage.asked()[-1] == "timestamp.json" and stage.stored("timestamp") == before


def targets_that_no_snapshot_names_are_not_fetched(folder, host):
    stage = Stage(folder).refresh()
    stage.publish("targets").refresh()
    assert stage.versions() == [1, 1, 1, 1] and stage.asked()[-1] == "timestamp.json"


def a20_lengths_and_hashes_of_metadata_are_checked(folder, host):
    good = Stage(folder)
    good.repository.with_hashes = True
    good.publish().refresh()
    assert good.versions() == [1, 2, 2, 2]

    def check(name, entry):
        for role, expected in (("snapshot", [1, 3, 2, 2]), ("targets", [1, 3, 3, 2])):
            stage = Stage(folder)
            stage.repository.with_hashes = True
            stage.publish().refresh()
            stage.publish(*(("targets",) if role == "targets" else ("targets", "snapshot")))
            above = stage.repository.snapshot if role == "targets" else stage.repository.timestamp
            above["meta"][f"{role}.json"].update(entry(above["meta"][f"{role}.json"]))
            stage.publish(*(("snapshot", "timestamp") if role == "targets" else ("timestamp",)))
            stage.refresh_fails()
            assert stage.versions() == expected, (role, stage.versions())

    each({"another hash": lambda e: {"hashes": {"sha256": "a5" * 32}},
          "one of two hashes wrong": lambda e: {"hashes": {**e["hashes"], "sha512": "a5" * 64}},
          "too short": lambda e: {"length": e["length"] - 1},
          "a hash cut short": lambda e: {"hashes": {"sha256": e["hashes"]["sha256"][:32]}}}, check)


def unknown_fields_are_kept_in_what_is_signed(folder, host):
    stage = Stage(folder).refresh()
    repository = stage.repository
    repository.root["x-ghi-chu"] = {"a": [1, {"b": None}], "c": True}
    repository.add_key("root", Key(**{"x-owner": {"tên": "Lan", "số": 2}}))
    repository.root["roles"]["root"]["x-period"] = 365
    repository.timestamp["x-ngay"] = "thứ Bảy"
    stage.publish("root", "timestamp").refresh()
    assert stage.versions() == [2, 2, 1, 1]


def a_role_for_mirrors_in_the_root_is_let_be(folder, host):
    """Section 4.3: root, snapshot, targets and timestamp must be there, mirrors may."""
    stage = Stage(folder)
    stage.repository.root["roles"]["mirrors"] = {"keyids": [], "threshold": 1}
    stage.repository.add_key("mirrors")
    stage.publish("root").refresh()
    assert stage.versions() == [2, 1, 1, 1]


def an_odd_list_of_hash_algorithms_in_a_key_means_nothing(folder, host):
    stage = Stage(folder)
    key = Key(keyid_hash_algorithms="md5")
    stage.repository.set_keys("snapshot", [key], 1, [key])
    stage.publish("root", "snapshot", "timestamp").refresh()
    assert stage.versions() == [2, 2, 2, 1]


def what_is_missing_on_the_server_stops_the_cycle_there(folder, host):
    stage = Stage(folder).refresh()
    stage.repository.timestamp["meta"]["snapshot.json"]["version"] += 1
    stage.publish("timestamp").refresh_fails()
    assert stage.asked()[-1] == "2.snapshot.json" and stage.versions() == [1, 2, 1, 1]

    stage = Stage(folder).refresh()
    stage.repository.snapshot["meta"]["targets.json"]["version"] += 1
    stage.publish("snapshot", "timestamp").refresh_fails()
    assert stage.asked()[-1] == "2.targets.json" and stage.versions() == [1, 2, 2, 1]

    stage = Stage(folder).refresh()
    del stage.repository.metadata["timestamp.json"]
    stage.refresh_fails()
    assert stage.asked()[-1] == "timestamp.json" and stage.versions() == [1, 1, 1, 1]
    stage.publish().refresh()
    assert stage.versions() == [1, 2, 2, 2]


def only_not_found_and_forbidden_end_the_chain_of_roots(folder, host):
    for code in (404, 403):
        stage = Stage(folder)
        stage.server.answer("metadata/2.root.json", status(code))
        stage.refresh()
    for code in (500, 503, 429, 204, 302):
        stage = Stage(folder)
        stage.server.answer("metadata/2.root.json", status(code))
        stage.refresh_fails()
        assert stage.asked() == ["2.root.json"] and stage.trusted() == {"root": 1}, code


def the_base_address_is_taken_as_it_stands(folder, host):
    stage = Stage(folder, base="/kho%5B%3F%2F..%5D/x")
    stage.repository.add_target("targets", "a/b.txt", b"b")
    stage.publish()
    without_slash = [word.rstrip("/") if word.startswith("http") else word
                     for word in stage.command("download", targets=["a/b.txt"])]
    assert stage.run(without_slash) == 0, stage.output.read_text()
    assert stage.asked()[0] == "2.root.json"
    assert stage.download("a/b.txt").downloads() == [b"b"]


def metadata_of_another_specification_is_refused(folder, host):
    def check(name, version):
        stage = Stage(folder)
        if version is None:
            del stage.repository.timestamp["spec_version"]
        else:
            stage.repository.timestamp["spec_version"] = version
        stage.publish("timestamp")
        if name.startswith("good"):
            stage.refresh()
        else:
            stage.refresh_fails()
            assert stage.versions() == [1, None, None, None]

    each({"good first": "1.0.0", "good newest": "1.0.37", "two": "2.0.0", "none": None, "empty": "",
          "number": 1, "words": "mới nhất", "nought": "0.9.0", "eleven": "11.0.0"}, check)


def the_program_lives_in_the_time_it_is_given(folder, host):
    stage = Stage(folder)
    stage.repository.root["expires"] = when(7)
    stage.publish("root").refresh()
    stage.refresh_fails(at=when(8))
    assert stage.refresh(at=when(6)).versions() == [2, 1, 1, 1]
