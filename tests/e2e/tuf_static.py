"""Repositories as the known tools write them: their layout, their extra fields, their habits."""

import json

from tuf_repository import Key, canonical, new_targets, sha256, when
from tuf_stage import Stage

TOP = ("targets", "snapshot", "timestamp")


def _print(stage, **style):
    """Every published file anew in another print; the signatures hold for the content."""
    for path, data in stage.repository.metadata.items():
        stage.repository.metadata[path] = json.dumps(json.loads(data), **style).encode()


def a_repository_that_tuf_on_ci_writes(folder, host):
    """Owners and periods in x- fields, ecdsa in PEM, a delegated role, one blank an indent."""
    stage = Stage(folder, start=False)
    repository = stage.repository
    owner, online = Key(**{"x-tuf-on-ci-keyowner": "@lan"}), Key(
        **{"x-tuf-on-ci-online-uri": "gcpkms:projects/bang-tin/keys/online"})
    repository.root["keys"].clear()
    for role, key in (("root", owner), ("targets", owner), ("snapshot", online),
                      ("timestamp", online)):
        repository.set_keys(role, [key], 1, [key])
    for role in ("snapshot", "timestamp"):
        repository.root["roles"][role].update({"x-tuf-on-ci-expiry-period": 7300,
                                               "x-tuf-on-ci-signing-period": 60})
    repository.root.update({"x-tuf-on-ci-expiry-period": 7300, "x-tuf-on-ci-signing-period": 60})
    repository.delegate("targets", "delegatedrole", ["delegatedrole/*"], terminating=True,
                        key=Key(**{"x-tuf-on-ci-keyowner": "@duc"}))
    repository.add_target("delegatedrole", "delegatedrole/artifact", b"noi dung")
    repository.publish("root", bump=False)
    repository.publish("delegatedrole", *TOP)
    _print(stage, indent=1, sort_keys=True)
    stage.init(repository.metadata["1.root.json"])
    stage.refresh().download("delegatedrole/artifact")
    assert stage.downloads() == [b"noi dung"]


def a_repository_that_sigstore_publishes(folder, host):
    """Three of five hands, empty signatures of those who did not sign, custom words beside each
    target, one target top level, and a short life: it is read at the time it was written."""
    stage = Stage(folder, start=False)
    repository = stage.repository
    owners = [Key(**{"x-tuf-on-ci-keyowner": f"@chu{n}"}) for n in range(5)]
    online = Key(**{"x-tuf-on-ci-online-uri": "gcpkms:projects/kho/keys/online"})
    repository.root["keys"].clear()
    for role in ("root", "targets"):
        repository.set_keys(role, owners, 3, [owners[n] for n in (0, 2, 4)])
    for role in ("snapshot", "timestamp"):
        repository.set_keys(role, [online], 1, [online])
    repository.signed["registry.npmjs.org"] = new_targets(-100)
    repository.delegate("targets", "registry.npmjs.org", ["registry.npmjs.org/*"],
                        terminating=True)
    repository.add_target("targets", "trusted_root.json", b'{"ca": []}', ("sha256",), custom={
        "sigstore": {"status": "Active", "uri": "https://example.vn", "usage": "Fulcio"}})
    for signed in repository.signed.values():
        signed["expires"] = when(-100)
    repository.root["version"] = 12
    repository.metadata.clear()
    repository.publish("root", bump=False)
    repository.publish("registry.npmjs.org", *TOP)
    for role in ("root", "targets"):
        repository.rewrite(role, lambda e: e["signatures"].extend(
            {"keyid": owners[n].id, "sig": ""} for n in (1, 3)))
    _print(stage, indent=1, sort_keys=True)
    stage.init(repository.metadata["12.root.json"])
    stage.refresh_fails()
    then = when(-101)
    stage.refresh(at=then).download("trusted_root.json", at=then)
    assert stage.downloads() == [b'{"ca": []}'] and stage.versions()[0] == 12


def a_repository_printed_in_its_canonical_form(folder, host):
    stage = Stage(folder, start=False, scheme="ed25519")
    stage.repository.add_target("targets", "tệp", "nội dung".encode())
    stage.publish()
    for path, data in stage.repository.metadata.items():
        stage.repository.metadata[path] = canonical(json.loads(data))
    stage.init(stage.repository.metadata["1.root.json"])
    stage.download("tệp")
    assert stage.stored("targets") == stage.repository.metadata["2.targets.json"]


def a_repository_printed_with_every_letter_escaped(folder, host):
    stage = Stage(folder, start=False)
    stage.repository.targets["x-tên"] = "Ủy ban nhân dân 😀"
    stage.repository.add_target("targets", "tệp", "nội dung".encode())
    stage.publish()
    _print(stage, ensure_ascii=True, separators=(" ,\r\n\t", " :\n"))
    stage.init(stage.repository.metadata["1.root.json"])
    stage.download("tệp")


def a_repository_with_old_lists_of_hash_algorithms(folder, host):
    stage = Stage(folder, start=False)
    repository = stage.repository
    repository.root["keys"].clear()
    for role in ("root", *TOP):
        key = Key("ed25519", keyid_hash_algorithms=["sha256", "sha512"])
        repository.set_keys(role, [key], 1, [key])
        assert key.id == sha256(canonical(key.public))
    repository.with_hashes = True
    repository.publish("root", bump=False)
    repository.publish(*TOP)
    repository.publish("snapshot", "timestamp")
    stage.init(repository.metadata["1.root.json"]).refresh()
    assert stage.versions() == [1, 3, 3, 2]
