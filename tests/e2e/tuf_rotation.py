"""How keys change hands: the chain of roots, and the keys of the other roles."""

from tuf_repository import Key, Repository
from tuf_stage import Stage, each

# Each row: the roots in order as (listed keys, threshold, signing keys), a digit a key, and whether
# the last one must be taken.
ROOTS = {
    "one key for another": ([("1", 1, "1"), ("2", 1, "21"), ("2", 1, "2")], True),
    "one key for another among strangers": (
        [("1", 1, "314"), ("2", 1, "3214"), ("2", 1, "324")], True),
    "three of five in turns": ([("01234", 3, "024"), ("01234", 3, "041"), ("01234", 3, "013"),
                                ("01234", 3, "013")], True),
    "one of five changes": ([("01234", 3, "024"), ("01345", 3, "041")], True),
    "one of five changes in two steps": (
        [("01234", 3, "024"), ("01345", 3, "0245"), ("01345", 3, "045")], True),
    "all five change in two steps": (
        [("01234", 3, "024"), ("56789", 3, "024567"), ("56789", 3, "567")], True),
    "threshold one to two of three": ([("123", 1, "1"), ("123", 2, "12")], True),
    "threshold two to one of three": ([("123", 2, "12"), ("123", 1, "12"), ("123", 1, "1")], True),
    "one of one to two of two": ([("1", 1, "1"), ("12", 2, "12")], True),
    "not signed by the old key": ([("1", 1, "1"), ("2", 1, "234")], False),
    "not signed by the new key": ([("1", 1, "1"), ("2", 1, "134")], False),
    "two of the three new ones needed": ([("01234", 3, "024"), ("01345", 3, "024")], False),
    "two of the three old ones needed": ([("01234", 3, "024"), ("01345", 3, "045")], False),
    "the higher threshold not met": ([("123", 1, "1"), ("123", 2, "2")], False),
    "the old higher threshold not met": ([("123", 2, "12"), ("123", 1, "1")], False),
    "a key that left comes back by itself": (
        [("1", 1, "1"), ("2", 1, "12"), ("1", 1, "1")], False),
}

# (listed keys, threshold, signing keys), and whether a role so signed must be taken.
ROLES = {
    "another key": (("2", 1, "2"), True),
    "strangers beside": (("1", 1, "314"), True),
    "the old key only": (("2", 1, "134"), False),
    "one of three not in the list": (("01345", 3, "024"), False),
    "two of three": (("01345", 3, "04"), False),
    "three of five, first": (("01234", 3, "024"), True),
    "three of five, second": (("01234", 3, "041"), True),
    "three of five, third": (("01234", 3, "013"), True),
    "three of five, fourth": (("01234", 3, "123"), True),
    "three of five, fifth": (("01234", 3, "234"), True),
}


def _set(repository, role, keys, row):
    listed, threshold, signing = row
    repository.set_keys(role, [keys[int(d)] for d in listed], threshold,
                        [keys[int(d)] for d in signing])


def a18_the_root_passes_from_hand_to_hand(folder, host):
    def check(name, row):
        roots, taken = row
        keys = [Key() for _ in range(10)]
        repository = Repository()
        repository.withdraw("root")
        served = []
        for step in roots:
            repository.root["keys"] = {
                key.id: key.public for role in ("timestamp", "snapshot", "targets")
                for key in repository.keys[role]}
            _set(repository, "root", keys, step)
            repository.publish("root")
            served.append(repository.published["root"])
        stage = Stage(folder, repository=repository)
        if taken:
            stage.refresh()
        else:
            stage.refresh_fails()
        assert stage.stored("root") == served[-1 if taken else -2]

    each(ROOTS, check)


def a18_a_leap_over_a_version_of_the_root_is_refused(folder, host):
    stage = Stage(folder).refresh()
    stage.repository.root["version"] = 2
    stage.publish("root", url_version=2).refresh_fails()  # it says 3
    assert stage.versions() == [1, 1, 1, 1]

    stage = Stage(folder).refresh()
    stage.publish("root").publish("root")
    del stage.repository.metadata["2.root.json"]
    stage.refresh()  # the chain ends at the gap
    assert stage.versions() == [1, 1, 1, 1] and "3.root.json" not in stage.asked()


def a18_the_same_or_an_older_root_as_the_next_one_is_refused(folder, host):
    stage = Stage(folder)
    stage.publish("root").refresh()
    for name in ("1.root.json", "2.root.json"):
        stage.repository.metadata["3.root.json"] = stage.repository.metadata[name]
        stage.run(stage.command("refresh"))  # an equal one may be passed over, an older one not
        assert stage.trusted()["root"] == 2
        if name == "1.root.json":
            stage.refresh_fails()


def a18_a_broken_root_in_the_chain_keeps_the_good_ones_before_it(folder, host):
    stage = Stage(folder)
    stage.publish("root").publish("root").publish("root")
    stage.repository.metadata["3.root.json"] = b"{"
    stage.refresh_fails()
    assert stage.trusted() == {"root": 2}


def a18_a_long_chain_of_roots_is_walked(folder, host):
    stage = Stage(folder)
    for _ in range(60):
        stage.repository.rotate("timestamp")
        stage.publish("root")
    stage.publish("timestamp").refresh()
    assert stage.versions() == [61, 2, 1, 1]
    assert stage.asked()[:62] == [f"{n}.root.json" for n in range(2, 63)] + ["timestamp.json"]


def a18_keys_of_the_other_roles_change(folder, host):
    def check(name, row):
        step, taken = row
        keys = [Key() for _ in range(10)]
        stage = Stage(folder)
        before = {"timestamp": {"root": 2}, "snapshot": {"root": 2, "timestamp": 2},
                  "targets": {"root": 2, "timestamp": 2, "snapshot": 2}}
        for role in ("timestamp", "snapshot", "targets") if not taken else ():
            alone = Stage(folder)
            _set(alone.repository, role, keys, step)
            alone.publish("root", "targets", "snapshot", "timestamp").refresh_fails()
            assert alone.trusted() == before[role], (role, alone.trusted())
        for role in ("timestamp", "snapshot", "targets") if taken else ():
            _set(stage.repository, role, keys, step)
            stage.publish("root", "targets", "snapshot", "timestamp").refresh()
            assert stage.stored(role) == stage.repository.published[role], role

    each(ROLES, check)


def what_is_stored_must_hold_under_the_keys_of_today(folder, host):
    """Stored files are signed by keys that may have left: they are not used on their old word."""
    stage = Stage(folder)
    stage.repository.add_target("targets", "a", b"a")
    stage.publish().refresh()
    stage.repository.rotate("targets")
    stage.publish("root", "timestamp").download_fails("a")  # targets still signed by the old key
    assert stage.downloads() == []
    stage.publish().download("a")


def what_is_stored_must_meet_the_threshold_of_today(folder, host):
    """The root asks for one hand more; nothing else was published."""
    def check(role, _):
        stage = Stage(folder).refresh()
        stage.repository.add_key(role)
        stage.repository.root["roles"][role]["threshold"] = 2
        stage.publish("root").refresh_fails()
        assert stage.versions()[0] == 2
        stage.publish().refresh()  # both hands sign
        assert stage.versions() == [2, 2, 2, 2]

    each({role: None for role in ("timestamp", "snapshot", "targets")}, check)


def a_delegated_role_must_hold_under_the_keys_of_today(folder, host):
    stage = Stage(folder)
    repository = stage.repository
    repository.delegate("targets", "uy-ban")
    for name in ("mot", "hai"):
        repository.add_target("uy-ban", name, name.encode())
    stage.publish("uy-ban", "targets", "snapshot", "timestamp").download("mot")
    repository.delegation("uy-ban", "targets")["keyids"].clear()
    repository.keys["uy-ban"].clear()
    repository.add_key("uy-ban", by="targets")
    stage.publish().download_fails("hai")  # the role itself was not signed anew
    assert stage.downloads() == [b"mot"]
    stage.publish("uy-ban", "targets", "snapshot", "timestamp").download("hai")
