"""The search for a target: who is asked, in which order, and whose word counts."""

import hashlib
import json

from tuf_repository import Key, new_targets
from tuf_server import status
from tuf_stage import Stage, each

TOP = ("targets", "snapshot", "timestamp")

# (delegating role, delegated role, paths, terminating) in order, and who must be asked for a target
# that nobody has.
ALL, SCRIPTS = ["*"], ["*.py"]
GRAPHS = {
    "one": ([("targets", "A")], "A"),
    "two beside each other": ([("targets", "A"), ("targets", "B")], "AB"),
    "two levels": ([("targets", "A"), ("targets", "B"), ("B", "C")], "ABC"),
    "depth first": ([("targets", "A"), ("targets", "B"), ("A", "C"), ("A", "D")], "ACDB"),
    "three levels": ([("targets", "A"), ("targets", "B"), ("A", "C"), ("C", "D")], "ACDB"),
    "an end below": ([("targets", "A"), ("targets", "B"), ("A", "C", ALL, True), ("A", "D")], "AC"),
    "an end and its children": (
        [("targets", "A"), ("targets", "B"), ("A", "C", ALL, True), ("C", "D")], "ACD"),
    "an end above": ([("targets", "A", ALL, True), ("targets", "B"), ("A", "C")], "AC"),
    "an end for other paths is none": (
        [("targets", "A", SCRIPTS, True), ("targets", "B"), ("B", "C")], "BC"),
    "a branch for other paths": ([("targets", "A", SCRIPTS), ("targets", "B"), ("A", "C")], "B"),
    "a deeper branch for other paths": (
        [("targets", "A"), ("targets", "B"), ("A", "C", SCRIPTS), ("C", "D")], "AB"),
    "a circle": ([("targets", "A"), ("targets", "B"), ("B", "C"), ("C", "D"), ("D", "B")], "ABCD"),
    "a role that trusts itself": ([("targets", "A"), ("A", "A"), ("targets", "B")], "AB"),
    "two that trust a third": (
        [("targets", "A"), ("targets", "B"), ("B", "C"), ("A", "C")], "ACB"),
    "two that trust a third for different paths": (
        [("targets", "A"), ("targets", "B"), ("B", "C"), ("A", "C", SCRIPTS)], "ABC"),
}


def a23_roles_are_asked_in_order(folder, host):
    def check(name, row):
        edges, order = row
        stage = Stage(folder)
        repository = stage.repository
        shared = {}  # a role has one key, whoever delegates to it
        for by, role, *rest in edges:
            key = shared.setdefault(role, Key())
            repository.keys.pop(role, None)
            repository.delegate(by, role, paths=rest[0] if rest else ALL,
                                terminating=len(rest) > 1, key=key)
        stage.publish(*shared, *TOP).download_fails("khong-co")
        assert stage.asked()[4:] == [f"1.{role}.json" for role in order], stage.asked()
        stage.download_fails("khong-co")
        assert stage.asked() == ["2.root.json", "timestamp.json"], "roles are not fetched twice"

    each(GRAPHS, check)


def _tree(folder):
    stage = Stage(folder)
    repository = stage.repository
    repository.delegate("targets", "A", ["*.doc", "*.md"])
    repository.delegate("targets", "B", ["releases/*/*"])
    repository.delegate("B", "C", ["releases/x/*"])
    repository.delegate("B", "D", ["releases/y/*.zip"])
    for role, path in (("targets", "top"), ("A", "README.md"), ("C", "releases/x/v1"),
                       ("D", "releases/y/v1.zip"), ("D", "releases/z/v1.zip")):
        repository.add_target(role, path, f"{path} by {role}".encode())
    return stage.publish(*"ABCD", *TOP)


def a23_a_target_is_found_where_every_role_on_the_way_may_speak_of_it(folder, host):
    def check(path, row):
        role, asked = row
        stage = _tree(folder)
        if role:
            stage.download(path)
            assert stage.downloads() == [f"{path} by {role}".encode()]
        else:
            stage.download_fails(path)
            assert stage.downloads() == [] and stage.server.asked("targets") == []
        assert stage.asked()[4:] == [f"1.{r}.json" for r in asked]

    each({"top": ("targets", ""), "README.md": ("A", "A"), "releases/x/v1": ("C", "BC"),
          "releases/y/v1.zip": ("D", "BD"), "releases/z/v1.zip": (None, "B")}, check)


def a23_what_a_pattern_means(folder, host):
    rows = {
        "*.tgz": (["foo.tgz"], ["targets/foo.tgz", "foo.tgz.sig", "foo.TGZ"]),
        "targets/*.tgz": (["targets/foo.tgz"], ["targets/foo.txt", "targets/a/foo.tgz", "foo.tgz"]),
        "foo-?.tgz": (["foo-2.tgz", "foo-a.tgz"], ["foo-alpha.tgz", "foo-.tgz", "foo-/.tgz"]),
        "foo.tgz": (["foo.tgz"], ["afoo.tgz", "foo-tgz", "x/foo.tgz"]),
        "*": (["a"], ["a/b", "a/"]),
        "*/*": (["a/b"], ["a", "a/b/c"]),
        "a*b*c": (["abc", "axxbyybc"], ["ab", "abcd", "a/b/c"]),
        "xã/*": (["xã/bảng"], ["xa/bảng", "xã/bảng/x"]),
        "": ([], ["a"]),
    }

    def check(pattern, row):
        for wanted, paths in ((True, row[0]), (False, row[1])):
            for path in paths:
                stage = Stage(folder)
                stage.repository.delegate("targets", "A", [pattern])
                stage.repository.add_target("A", path, b"a")
                stage.publish("A", *TOP)
                if wanted:
                    stage.download(path)
                else:
                    stage.download_fails(path)
                    assert stage.asked()[4:] == [], f"A was asked for {path}"

    each(rows, check)


def a23_the_first_of_two_that_speak_of_a_target_is_believed(folder, host):
    stage = Stage(folder)
    for role in ("A", "B"):
        stage.repository.delegate("targets", role)
    stage.repository.add_target("B", "a", b"by B")
    other = stage.repository.signed["B"]["targets"]["a"]
    stage.repository.add_target("A", "a", b"by A")
    assert other != stage.repository.signed["A"]["targets"]["a"]
    stage.publish("A", "B", *TOP).download("a")
    assert stage.downloads() == [b"by A"] and "1.B.json" not in stage.asked()


def a23_hash_bins(folder, host):
    stage = Stage(folder)
    digits = "0123456789abcdef"
    for number in range(0, 16, 4):
        stage.repository.delegate("targets", f"bin-{number:x}",
                                  prefixes=digits[number:number + 4])
    for name in ("mot", "hai", "xã/ba", "bon"):
        first = int(hashlib.sha256(name.encode()).hexdigest()[0], 16)
        stage.repository.add_target(f"bin-{first // 4 * 4:x}", name, name.encode())
    # A target in a bin that its hash does not lead to is not to be found.
    wrong = next(f"bin-{n:x}" for n in range(0, 16, 4)
                 if n // 4 != int(hashlib.sha256(b"lac").hexdigest()[0], 16) // 4)
    stage.repository.add_target(wrong, "lac", b"lac")
    stage.publish(*(f"bin-{n:x}" for n in range(0, 16, 4)), *TOP)
    stage.download("mot", "hai", "xã/ba", "bon").download_fails("lac")
    assert stage.downloads() == [b"mot", b"hai", "xã/ba".encode(), b"bon"]
    again = Stage(folder, repository=stage.repository).download("mot")
    assert len(again.asked()[4:]) == 1, "one bin is enough"


def a23_a_long_prefix_of_a_hash(folder, host):
    digest = hashlib.sha256(b"a").hexdigest()
    for prefix, found in ((digest, True), (digest[:9], True), (digest[:-1] + "_", False),
                          (digest + "0", False)):
        stage = Stage(folder)
        stage.repository.delegate("targets", "A", prefixes=[prefix])
        stage.repository.add_target("A", "a", b"a")
        stage.publish("A", *TOP)
        stage.download("a") if found else stage.download_fails("a")


def a23_a_role_that_cannot_be_verified_ends_the_search(folder, host):
    """Section 5.6.7: what cannot be downloaded nor validated ends the search, though another role
    further on has the target."""
    def check(name, damage):
        stage = Stage(folder)
        stage.repository.delegate("targets", "A")
        stage.repository.delegate("targets", "B")
        stage.repository.add_target("B", "a", b"a")
        stage.publish("A", "B", "targets")
        damage(stage)
        stage.publish("snapshot", "timestamp").download_fails("a")
        assert stage.downloads() == [] and "A" not in stage.trusted()

    def foreign(stage):
        stage.repository.keys["A"] = [Key()]
        stage.repository.publish("A", bump=False)

    def other_version(stage):
        stage.repository.publish("A", url_version=1)
        stage.repository.snapshot["meta"]["A.json"]["version"] = 1

    def wrong_hash(stage):
        stage.repository.snapshot["meta"]["A.json"]["hashes"] = {"sha256": "00" * 32}

    def other_type(stage):
        stage.repository.signed["A"]["_type"] = "snapshot"
        stage.repository.publish("A", bump=False)

    each({"not in the snapshot": lambda s: s.repository.snapshot["meta"].pop("A.json"),
          "not there": lambda s: s.repository.metadata.pop("1.A.json"),
          "forbidden": lambda s: s.server.answer("metadata/1.A.json", status(403)),
          "unsigned": lambda s: s.repository.rewrite("A", lambda e: e["signatures"].clear()),
          "signed by a stranger": foreign, "another version inside": other_version,
          "another hash": wrong_hash, "another type": other_type}, check)


def a23_a_delegation_below_its_threshold_is_refused(folder, host):
    stage = Stage(folder)
    stage.repository.delegate("targets", "A", threshold=2)
    stage.repository.add_target("A", "a", b"a")
    stage.publish("A", *TOP).download_fails("a")
    stage.repository.add_key("A", by="targets")
    stage.publish("A", *TOP).download("a")


def a23_a_role_holds_only_for_the_one_that_trusts_its_key(folder, host):
    """Two roles trust a third under different keys; it is signed by the key of the first alone."""
    for order in (("mot/x", "hai/x"), ("hai/x",)):
        stage = Stage(folder)
        repository = stage.repository
        repository.delegate("targets", "A", ["mot/*"])
        repository.delegate("targets", "B", ["hai/*"])
        repository.delegate("A", "C", ["mot/*"])
        first = repository.keys.pop("C")
        repository.delegate("B", "C", ["hai/*"])
        repository.keys["C"] = first
        repository.add_target("C", "mot/x", b"1")
        repository.add_target("C", "hai/x", b"2")
        stage.publish("A", "B", "C", *TOP).download_fails(*order)
        assert stage.downloads() == [b"1"][:len(order) - 1]


def a23_a_crowd_of_roles_is_not_asked_without_end(folder, host):
    stage = Stage(folder, scheme="ed25519")
    by = "targets"
    for number in range(150):
        stage.repository.delegate(by, f"r{number}")
        by = f"r{number}"
    stage.repository.add_target(by, "a", b"a")
    stage.publish(*(f"r{n}" for n in range(150)), *TOP).download_fails("a")
    asked = len(stage.asked()) - 4
    assert 8 <= asked <= 128, asked


def a23_one_name_twice_in_a_delegation_is_refused(folder, host):
    stage = Stage(folder)
    stage.repository.delegate("targets", "A", ["a"])
    stage.repository.delegate("targets", "A", ["b"])
    stage.repository.add_target("A", "a", b"a")
    stage.publish("A", *TOP).download_fails("a")


def a23_a_delegation_cannot_take_the_place_of_a_top_role(folder, host):
    """Everything is signed and listed; what comes must not be stored as a timestamp or a root."""
    for role in ("root", "timestamp", "snapshot"):
        stage = Stage(folder).refresh()
        repository = stage.repository
        key = Key()
        repository.targets["delegations"] = {"keys": {key.id: key.public}, "roles": [
            {"name": role, "keyids": [key.id], "threshold": 1, "terminating": False,
             "paths": ["*"]}]}
        stage.publish("targets")
        signed = {**new_targets(), "version": 7}
        repository.metadata[f"7.{role}.json"] = json.dumps(
            {"signatures": [key.signature(signed)], "signed": signed}).encode()
        repository.snapshot["meta"][f"{role}.json"] = {"version": 7}
        stage.publish("snapshot", "timestamp").download_fails("khong-co")
        assert stage.versions()[:3] == [1, 2, 2], (role, stage.versions())


def a29_a_role_cannot_speak_outside_its_paths(folder, host):
    stage = Stage(folder)
    stage.repository.delegate("targets", "A", ["xa-mot/*"])
    stage.repository.add_target("A", "xa-hai/loa", b"a")
    stage.repository.add_target("A", "xa-mot/../xa-hai/loa", b"b")
    stage.publish("A", *TOP).download_fails("xa-hai/loa")
    stage.download_fails("xa-mot/../xa-hai/loa")
    assert stage.downloads() == []


def delegations_work_without_consistent_snapshots(folder, host):
    stage = Stage(folder, consistent=False)
    stage.repository.delegate("targets", "A")
    stage.repository.add_target("A", "a", b"a")
    stage.publish("A", *TOP).download("a")
    assert stage.asked() == ["2.root.json", "timestamp.json", "snapshot.json", "targets.json",
                             "A.json"]
