"""The artifacts: only the very bytes that the metadata names are ever kept."""

from tuf_server import status, whole
from tuf_stage import Stage, each


def _with(folder, **contents):
    stage = Stage(folder)
    for name, content in contents.items():
        stage.repository.add_target("targets", name, content)
    return stage.publish()


def a_target_is_fetched_on_demand_and_not_before(folder, host):
    stage = _with(folder, loa=b"noi dung").refresh()
    assert stage.downloads() == [] and stage.asked("targets") == []
    stage.download("loa")
    assert stage.downloads() == [b"noi dung"]
    digest = stage.repository.targets["targets"]["loa"]["hashes"]["sha256"]
    assert stage.asked("targets") == [f"{digest}.loa"]


def a_target_in_a_folder(folder, host):
    stage = _with(folder, **{"duong/toi/tep.txt": b"noi dung"}).download("duong/toi/tep.txt")
    assert stage.downloads() == [b"noi dung"]
    digest = stage.repository.targets["targets"]["duong/toi/tep.txt"]["hashes"]["sha256"]
    assert stage.asked("targets") == [f"duong/toi/{digest}.tep.txt"]


def names_are_plain_without_consistent_snapshots(folder, host):
    for consistent in (False, None):
        stage = Stage(folder, consistent=False)
        if consistent is None:
            del stage.repository.root["consistent_snapshot"]
            stage.publish("root")
        stage.repository.add_target("targets", "a/b.txt", b"b")
        stage.publish().download("a/b.txt")
        assert stage.server.asked()[-3:] == ["timestamp.json", "snapshot.json", "targets.json"]
        assert stage.asked("targets") == ["a/b.txt"] and stage.downloads() == [b"b"]
        stage.publish().refresh()
        assert stage.versions()[1:] == [3, 3, 3]


def a21_other_bytes_in_the_place_of_a_target_are_refused(folder, host):
    stage = _with(folder, mot=b"mot that", hai=b"hai that").download("mot")
    for name in ("mot", "hai"):
        stage.repository.artifacts[name] = b"gia"
    stage.run(stage.command("download", targets=["mot"]))  # kept or refused
    assert stage.downloads() == [b"mot that"]
    stage.download_fails("hai")
    assert stage.downloads() == [b"mot that"]


def a21_of_the_same_length_too(folder, host):
    stage = _with(folder, mot=b"that")
    stage.repository.artifacts["mot"] = b"giaa"
    stage.download_fails("mot")
    assert stage.downloads() == []


def a20_a_target_longer_or_shorter_than_said_is_refused(folder, host):
    def check(name, length):
        stage = _with(folder, mot=b"mot that")
        stage.repository.targets["targets"]["mot"]["length"] = length
        stage.publish().download_fails("mot")
        assert stage.downloads() == []

    each({"one less": 7, "one more": 9, "nought": 0}, check)


def a_target_changes_many_times(folder, host):
    stage = _with(folder, loa=b"dau").download("loa")
    expected = [b"dau"]
    for turn in range(11):
        content, more = f"loa {turn}".encode(), f"moi {turn}".encode()
        stage.repository.add_target("targets", "loa", content)
        stage.repository.add_target("targets", f"moi-{turn}", more)
        stage.publish()
        if turn % 5:
            continue  # the client sees every fifth publication
        stage.download("loa", f"moi-{turn}")
        expected = expected[1:] if turn == 0 else [e for e in expected if not e.startswith(b"loa")]
        expected += [content, more]
        assert stage.downloads() == expected, stage.downloads()
        stage.repository.artifacts["loa"] = b"gia"
        stage.publish().run(stage.command("download", targets=["loa"]))
        assert stage.downloads() == expected, stage.downloads()


def a_target_that_did_not_change_is_not_fetched_twice(folder, host):
    stage = _with(folder, mot=b"1", hai=b"2").download("mot", "hai")
    assert len(stage.asked("targets")) == 2
    stage.download("mot").download("hai", "mot")
    stage.repository.add_target("targets", "ba", b"3")
    stage.publish().download("mot", "hai")
    assert stage.asked("targets") == []
    assert stage.downloads() == [b"1", b"2"]


def a_kept_target_that_was_spoiled_is_fetched_again(folder, host):
    for spoiled in (b"2", b"", b"1x"):
        stage = _with(folder, mot=b"1").download("mot")
        kept = [file for file in stage.target_folder.rglob("*") if file.is_file()]
        kept[0].write_bytes(spoiled)
        stage.download("mot")
        assert stage.downloads() == [b"1"] and len(stage.asked("targets")) == 2


def several_targets_come_in_order_up_to_the_first_that_fails(folder, host):
    stage = _with(folder, a=b"1", b=b"2", c=b"3").download("c", "a", "b")
    assert [path[-1] for path in stage.asked("targets")] == ["c", "a", "b"]
    assert stage.downloads() == [b"3", b"1", b"2"]

    stage = _with(folder, a=b"1", b=b"2", c=b"3").download_fails("c", "khong-co", "b")
    assert stage.downloads() == [b"3"]
    stage.repository.artifacts["a"] = b"gia"
    stage.download_fails("a", "b")
    assert stage.downloads() == [b"3"]


def one_cycle_serves_all_targets_of_a_call(folder, host):
    stage = _with(folder, a=b"1", b=b"2").download("a", "b")
    assert stage.asked() == ["2.root.json", "timestamp.json", "2.snapshot.json", "2.targets.json"]


def known_hashes_are_all_checked(folder, host):
    def check(name, algorithms):
        stage = Stage(folder)
        stage.repository.add_target("targets", "a", b"a", algorithms)
        stage.publish().download("a")
        assert stage.downloads() == [b"a"] and len(stage.asked("targets")) == 1
        for algorithm in algorithms:
            fresh = Stage(folder)
            fresh.repository.add_target("targets", "a", b"a", algorithms)
            entry = fresh.repository.targets["targets"]["a"]
            # The server finds the file under any of its names; one of the hashes is of other bytes.
            entry["hashes"][algorithm] = entry["hashes"][algorithm][::-1]
            fresh.publish().download_fails("a")
            assert fresh.downloads() == []

    each({"sha256": ["sha256"], "sha512": ["sha512"], "both": ["sha256", "sha512"],
          "both the other way": ["sha512", "sha256"]}, check)


def a22_a_target_with_no_hash_that_is_known_is_refused(folder, host):
    def any_name(handler):
        if "root" in handler.path:
            handler.reply(404)
        else:
            handler.reply(200, handler.body or b"a")

    def check(name, hashes):
        stage = _with(folder, a=b"a")
        good = stage.repository.targets["targets"]["a"]["hashes"]["sha256"]
        stage.repository.targets["targets"]["a"]["hashes"] = hashes(good)
        stage.publish()
        stage.server.answer("*", any_name)
        stage.download_fails("a")
        assert stage.downloads() == []

    each({"unknown": lambda good: {"unknown-hash": good}, "none": lambda good: {},
          "cut": lambda good: {"sha256": good[:10]}, "empty": lambda good: {"sha256": ""}}, check)


def a22_an_unknown_hash_beside_a_known_one_spoils_nothing(folder, host):
    stage = Stage(folder)
    stage.repository.add_target("targets", "a", b"a")
    stage.repository.targets["targets"]["a"]["hashes"]["zz-moi"] = "00"
    digest = stage.repository.targets["targets"]["a"]["hashes"]["sha256"]
    stage.publish().download("a")
    assert stage.downloads() == [b"a"] and stage.asked("targets") == [f"{digest}.a"]


def what_the_server_does_not_have_fails_and_leaves_the_old_one(folder, host):
    for code in (404, 403, 500):
        stage = _with(folder, a=b"1").download("a")
        stage.repository.add_target("targets", "a", b"22")
        stage.publish()
        digest = stage.repository.targets["targets"]["a"]["hashes"]["sha256"]
        stage.server.answer(f"targets/{digest}.a", status(code))
        stage.download_fails("a")
        assert stage.downloads() == [b"1"] and stage.versions() == [1, 3, 3, 3]


def a_target_that_ends_early_leaves_nothing(folder, host):
    stage = _with(folder, a=bytes(300_000))
    digest = stage.repository.targets["targets"]["a"]["hashes"]["sha256"]
    stage.server.answer(f"targets/{digest}.a", whole(bytes(100_000)))
    stage.download_fails("a")
    assert stage.downloads() == []
    stage.server.answers.clear()
    stage.download("a")
    assert stage.downloads() == [bytes(300_000)]


def empty_and_large_targets(folder, host):
    large = bytes(range(256)) * 32_768  # 8 MiB
    stage = _with(folder, rong=b"", lon=large).download("rong", "lon")
    assert stage.downloads() == [b"", large]


def custom_words_beside_a_target_are_let_be(folder, host):
    stage = Stage(folder)
    stage.repository.add_target("targets", "a", b"a", custom={"x": {"y": [1, None, "ả"]}})
    stage.publish().download("a")


def a_call_that_asks_for_nothing_fails(folder, host):
    stage = _with(folder, a=b"a")
    for words in (["download"], ["tai"], []):
        assert stage.run(stage.command(*words)) == 1, words
    assert stage.downloads() == [] and stage.asked("targets") == []
