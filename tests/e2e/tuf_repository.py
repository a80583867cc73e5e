"""A TUF 1.0 repository in memory: it signs what it publishes and can be made wrong in every way.

`signed` holds the draft of each role; `publish` gives the drafts their next version, signs them and
puts the bytes where a web server would find them. `metadata` and `artifacts` are those places, by
path under the base address; a test may put any bytes there.
"""

import copy
import datetime
import hashlib
import json
import urllib.parse

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa

TOP_ROLES = ("root", "timestamp", "snapshot", "targets")
ONLINE = ("targets", "snapshot", "timestamp")  # the order in which a change is published


def canonical(value):
    """The canonical JSON of the One Laptop project, which TUF signs."""
    if isinstance(value, dict):
        members = (f"{_text(name)}:{canonical(value[name]).decode()}" for name in sorted(value))
        return ("{" + ",".join(members) + "}").encode()
    if isinstance(value, (list, tuple)):
        return ("[" + ",".join(canonical(one).decode() for one in value) + "]").encode()
    if isinstance(value, str):
        return _text(value).encode()
    if value is None or isinstance(value, (bool, int)):
        return json.dumps(value).encode()
    raise TypeError(f"no canonical form: {value!r}")


def _text(value):
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def quoted(name):
    return urllib.parse.quote(name, safe="")


def when(days):
    """The instant so many days from now, as metadata writes it."""
    at = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=days)
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


class Key:
    """A key pair; `public` is the object that metadata lists under `id`."""

    def __init__(self, scheme="ecdsa-sha2-nistp256", keytype=None, **more):
        self.scheme = scheme
        if scheme == "ed25519":
            self._private = ed25519.Ed25519PrivateKey.generate()
            kind, value = "ed25519", self._private.public_key().public_bytes(
                serialization.Encoding.Raw, serialization.PublicFormat.Raw).hex()
        else:
            if scheme.startswith("rsa"):
                kind, self._private = "rsa", rsa.generate_private_key(65537, 2048)
            else:
                kind, self._private = "ecdsa", ec.generate_private_key(ec.SECP256R1())
            value = self._private.public_key().public_bytes(
                serialization.Encoding.PEM,
                serialization.PublicFormat.SubjectPublicKeyInfo).decode()
        self.public = {"keytype": keytype or kind, "scheme": scheme, "keyval": {"public": value},
                       **more}
        self.id = sha256(canonical(self.public))

    def sign(self, data):
        if self.scheme == "ed25519":
            return self._private.sign(data)
        if self.scheme == "rsassa-pss-sha256":
            digest = hashes.SHA256()
            return self._private.sign(
                data, padding.PSS(padding.MGF1(digest), digest.digest_size), digest)
        if self.scheme == "rsa-pkcs1v15-sha256":
            return self._private.sign(data, padding.PKCS1v15(), hashes.SHA256())
        return self._private.sign(data, ec.ECDSA(hashes.SHA256()))

    def signature(self, signed):
        return {"keyid": self.id, "sig": self.sign(canonical(signed)).hex()}


class RawKey(Key):
    """A key whose public half and signature function are given: for forgeries."""

    def __init__(self, public, sign):
        self.public, self.sign = public, sign
        self.id = sha256(canonical(public))


def new_targets(days=30):
    return {"_type": "targets", "spec_version": "1.0.31", "version": 1, "expires": when(days),
            "targets": {}}


class Repository:
    def __init__(self, scheme="ecdsa-sha2-nistp256", consistent=True):
        self.scheme = scheme
        self.signed = {}       # role -> its draft
        self.keys = {}         # role -> the keys that sign it
        self.published = {}    # role -> bytes of its newest publication
        self.metadata = {}     # request path under the metadata address -> bytes
        self.artifacts = {}    # target path -> bytes
        self.with_hashes = False  # whether snapshot and timestamp list lengths and hashes
        common = {"spec_version": "1.0.31", "version": 1, "expires": when(30)}
        self.signed["root"] = {"_type": "root", **common, "consistent_snapshot": consistent,
                               "keys": {},
                               "roles": {r: {"keyids": [], "threshold": 1} for r in TOP_ROLES}}
        self.signed["timestamp"] = {"_type": "timestamp", **common, "meta": {}}
        self.signed["snapshot"] = {"_type": "snapshot", **common, "meta": {}}
        self.signed["targets"] = new_targets()
        for role in TOP_ROLES:
            self.add_key(role)
        self.publish("root", *ONLINE)

    root = property(lambda self: self.signed["root"])
    timestamp = property(lambda self: self.signed["timestamp"])
    snapshot = property(lambda self: self.signed["snapshot"])
    targets = property(lambda self: self.signed["targets"])

    @property
    def consistent(self):
        return self.root.get("consistent_snapshot") is True

    def version(self, role):
        return self.signed[role]["version"]

    # --- keys ------------------------------------------------------------------------------------

    def delegation(self, role, by="root"):
        """The object that says which keys sign a role."""
        if by == "root":
            return self.root["roles"][role]
        return next(r for r in self.signed[by]["delegations"]["roles"] if r["name"] == role)

    def add_key(self, role, key=None, by="root", signs=True):
        key = key or Key(self.scheme)
        keys = self.root["keys"] if by == "root" else self.signed[by]["delegations"]["keys"]
        keys[key.id] = key.public
        self.delegation(role, by)["keyids"].append(key.id)
        if signs:
            self.keys.setdefault(role, []).append(key)
        return key

    def set_keys(self, role, listed, threshold, signing):
        """Which keys the root lists for a role, and which ones sign it."""
        self.root["roles"][role] = {"keyids": [], "threshold": threshold}
        for key in listed:
            self.add_key(role, key, signs=False)
        self.keys[role] = list(signing)

    def rotate(self, role):
        """New keys for a role, as many as its threshold; the old ones sign no more."""
        count = self.root["roles"][role]["threshold"]
        fresh = [Key(self.scheme) for _ in range(count)]
        self.set_keys(role, fresh, count, fresh)
        return fresh

    # --- content ---------------------------------------------------------------------------------

    def add_target(self, role, path, content, algorithms=("sha256",), **more):
        self.artifacts[path] = content
        self.signed[role]["targets"][path] = {
            "length": len(content),
            "hashes": {name: hashlib.new(name, content).hexdigest() for name in algorithms}, **more}

    def delegate(self, by, role, paths=("*",), prefixes=None, terminating=False, threshold=1,
                 days=30, key=None):
        """A delegated role with one key of its own, listed after those that are there."""
        delegations = self.signed[by].setdefault("delegations", {"keys": {}, "roles": []})
        entry = {"name": role, "keyids": [], "threshold": threshold, "terminating": terminating}
        if prefixes is None:
            entry["paths"] = list(paths)
        else:
            entry["path_hash_prefixes"] = list(prefixes)
        delegations["roles"].append(entry)
        self.signed.setdefault(role, new_targets(days))
        return self.add_key(role, key, by=by)

    # --- publication -----------------------------------------------------------------------------

    def envelope(self, role):
        """The draft of a role, signed by its keys."""
        signed = copy.deepcopy(self.signed[role])
        return {"signatures": [key.signature(signed) for key in self.keys[role]], "signed": signed}

    def publish(self, *roles, bump=True, url_version=None):
        """Gives each role its next version and puts it where clients find it."""
        for role in roles:
            signed = self.signed[role]
            if bump and role in self.published:
                signed["version"] += 1
            data = json.dumps(self.envelope(role), indent=1, ensure_ascii=False).encode()
            self.place(role, data, url_version or signed["version"])

    def place(self, role, data, version=None):
        """Serves these bytes as the newest of a role and lists them in the role above it."""
        version = version or self.version(role)
        self.published[role] = data
        if role == "root" or (self.consistent and role != "timestamp"):
            self.metadata[f"{version}.{quoted(role)}.json"] = data
        if role == "timestamp" or not self.consistent:
            self.metadata[f"{quoted(role)}.json"] = data
        if role in ("root", "timestamp"):
            return
        above = self.timestamp if role == "snapshot" else self.snapshot
        entry = {"version": self.version(role)}
        if self.with_hashes:
            entry.update(length=len(data), hashes={"sha256": sha256(data)})
        above["meta"][f"{role}.json"] = entry

    def rewrite(self, role, change):
        """Edits the published envelope of a role, signatures included, without signing anew."""
        old = self.published[role]
        envelope = json.loads(old)
        change(envelope)
        data = json.dumps(envelope, ensure_ascii=False).encode()
        self.replace(role, data)

    def replace(self, role, data):
        """Serves other bytes wherever the newest publication of a role is served."""
        old = self.published[role]
        for path, content in list(self.metadata.items()):
            if content == old:
                self.metadata[path] = data
        self.published[role] = data

    def withdraw(self, role):
        """Nothing of a role is served any more, and its next publication is version 1."""
        for path in list(self.metadata):
            if path == f"{quoted(role)}.json" or path.endswith(f".{quoted(role)}.json"):
                del self.metadata[path]
        self.published.pop(role, None)
        self.signed[role]["version"] = 1

    def fetch_target(self, path):
        """The bytes at a request path under the targets address, or None."""
        for name in (path, urllib.parse.unquote(path)):
            folder, slash, file = name.rpartition("/")
            if self.consistent:
                digest, _, file = file.partition(".")
            for target in (folder + slash + file, urllib.parse.unquote(folder + slash + file)):
                if target in self.artifacts and (not self.consistent or
                                                 digest in self._digests(target)):
                    return self.artifacts[target]
        return None

    def _digests(self, target):
        return {digest for signed in self.signed.values() if signed["_type"] == "targets"
                and target in signed["targets"]
                for digest in signed["targets"][target]["hashes"].values()}
