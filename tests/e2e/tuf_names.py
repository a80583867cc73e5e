"""Odd names of roles and targets: they reach the address and the disk as names, never as paths."""

import os
import unicodedata

from tuf_repository import quoted
from tuf_stage import Stage, each

TOP = ("targets", "snapshot", "timestamp")
WARD = "Ủy ban xã Tân Hưng"
ROLES = ["?", "#", "/delegatedrole", "../delegatedrole", "a b", "a/b", "a//b", "a\\b", "..", ".",
         "%2e%2e%2f", "%", "&=+;", "role.json", "1.targets", "-rf", "~", "'\"", "a:b", "*", "|",
         unicodedata.normalize("NFC", WARD), unicodedata.normalize("NFD", WARD), "😀",
         "con\tdòng\nmới", "a" * 120]


def _everything(stage):
    """All files of the case but what a client may write."""
    inside = (stage.metadata_folder, stage.target_folder, stage.output)
    return {file for file in stage.folder.parent.rglob("*")
            if file.is_file() and not any(file.is_relative_to(one) for one in inside)}


def a24_odd_names_of_roles_are_quoted(folder, host):
    def check(name, role):
        stage = Stage(folder)
        stage.repository.delegate("targets", role)
        stage.repository.add_target(role, "a", b"a")
        stage.publish(role, *TOP)
        before = _everything(stage)
        stage.download_fails("khong-co")
        assert stage.asked()[4:] == [f"1.{quoted(role)}.json"]
        assert len(stage.trusted()) == 5 and sum(stage.trusted().values()) == 1 + 2 * 3 + 1
        assert _everything(stage) == before
        assert [f for f in stage.metadata_folder.rglob("*.json")] == \
            [f for f in stage.metadata_folder.glob("*.json")], "no folders for names"
        stage.download("a")
        assert stage.asked() == ["2.root.json", "timestamp.json"], "it was kept"

    each({repr(role): role for role in ROLES}, check)


def a24_odd_names_without_consistent_snapshots(folder, host):
    def check(name, role):
        stage = Stage(folder, consistent=False)
        stage.repository.delegate("targets", role)
        stage.repository.add_target(role, "a", b"a")
        stage.publish(role, *TOP)
        before = _everything(stage)
        stage.download("a")
        assert stage.asked()[4:] == [f"{quoted(role)}.json"] and len(stage.trusted()) == 5
        assert _everything(stage) == before

    each({role: role for role in (".", "..", "/", "../x", "a?b", "1.a")}, check)


def a24_names_that_differ_little_stay_apart(folder, host):
    def check(name, pair):
        stage = Stage(folder)
        for role in pair:
            stage.repository.delegate("targets", role)
        stage.repository.add_target(pair[1], "a", b"a")
        stage.publish(*pair, *TOP).download("a")
        assert len(stage.trusted()) == 6, stage.trusted()

    each({"case": ("Loa", "loa"), "slash and its code": ("a/b", "a%2Fb"),
          "composed and decomposed": (unicodedata.normalize("NFC", WARD),
                                      unicodedata.normalize("NFD", WARD)),
          "code and capital code": ("%2f", "%2F"), "dot": ("a.", "a")}, check)


def a24_a_name_that_no_file_can_have(folder, host):
    def check(name, role):
        stage = Stage(folder)
        stage.repository.delegate("targets", role)
        stage.repository.add_target(role, "a", b"a")
        stage.publish(role, *TOP)
        before = _everything(stage)
        code = stage.run(stage.command("download", targets=["a"]))
        assert code in (0, 1) and stage.downloads() == [b"a"][:1 - code], code
        assert _everything(stage) == before and stage.versions()[:3] == [1, 2, 2]
        # Whatever it made of it, the next publication without it is taken.
        del stage.repository.targets["delegations"]
        stage.publish().refresh()
        assert stage.versions() == [1, 3, 3, 3]

    each({"long": "ắ" * 300, "very long": "a" * 9_000, "nought": "a\0b", "empty": ""}, check)


GOOD_TARGETS = ["a b.txt", "xã/bảng tin.txt", unicodedata.normalize("NFD", "xã/ảnh.png"),
                "a+b", "a&b=c", "it's", "a~b", "a/b/c/d/e", "@a", "(a)", "a,b;c", "😀.txt",
                ".hidden", "a.b.c", "UPPER", "-rf"]
ODD_TARGETS = ["a?b", "a#b", "a%b", "a%20b", "%2e%2e%2fb", 'a"b', "a\\b", "a:b", "<a>", "a|b"]
EVIL_TARGETS = ["../evil", "../../evil", "/evil", "a/../../evil", "..", ".", "a/", "a//b", "./a",
                "a/./b", "", "a\0b", "%2e%2e/evil", "..\\evil", "a\nb", "a" * 300 + "/b",
                "ắ" * 200, "a/" * 600 + "b"]


def a24_odd_names_of_targets_are_fetched_and_kept_apart(folder, host):
    stage = Stage(folder)
    names = GOOD_TARGETS + ODD_TARGETS
    for name in names:
        stage.repository.add_target("targets", name, name.encode())
    stage.publish()

    def check(title, name):
        before = _everything(stage)
        had = len(stage.downloads())
        stage.download(name)
        assert len(stage.downloads()) == had + 1 and stage.downloads()[-1] == name.encode()
        assert _everything(stage) == before

    each({repr(name): name for name in names}, check)
    stage.asked("targets")
    stage.download(*names)
    assert stage.asked("targets") == [], "each is kept under a name of its own"


def a24_a_target_never_leaves_its_folder(folder, host):
    def check(title, name):
        stage = Stage(folder)
        if title == "absolute":
            name = str(stage.folder / "evil")
        stage.repository.add_target("targets", name, b"evil")
        stage.publish()
        before = _everything(stage)
        code = stage.run(stage.command("download", targets=[name]) if "\0" not in name else
                         stage.command("refresh"))
        assert code in (0, 1), code
        if "\0" not in name:
            assert stage.downloads() == [b"evil"][:1 - code], (code, stage.downloads())
        assert _everything(stage) == before, "a file appeared outside"
        assert stage.versions() == [1, 2, 2, 2]

    each({**{repr(name): name for name in EVIL_TARGETS}, "absolute": None}, check)


def a24_a_link_in_the_way_is_replaced_not_followed(folder, host):
    stage = Stage(folder)
    stage.repository.add_target("targets", "a", b"1")
    stage.publish().download("a")
    victim = stage.folder / "victim"
    victim.write_bytes(b"victim")
    kept = [file for file in stage.target_folder.rglob("*") if file.is_file()]
    for file in [*kept, stage.metadata_folder / "timestamp.json",
                 stage.metadata_folder / "snapshot.json"]:
        file.unlink()
        os.symlink(victim, file)
    stage.repository.add_target("targets", "a", b"22")
    stage.publish().download("a")
    assert victim.read_bytes() == b"victim"
    assert stage.downloads() == [b"22"] and stage.versions() == [1, 3, 3, 3]
