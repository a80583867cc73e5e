"""Keys and thresholds: who counts, how often, and which kinds of key are understood."""

import json

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from tuf_repository import Key, RawKey
from tuf_stage import Stage, each


def a02_a_role_below_its_threshold_is_refused(folder, host):
    stage = Stage(folder)
    keys = [Key() for _ in range(3)]
    stage.repository.set_keys("snapshot", keys, 3, keys)
    stage.publish("root", "targets", "snapshot", "timestamp").refresh()
    stage.repository.keys["snapshot"] = keys[:2]
    stage.publish().refresh_fails()
    assert stage.versions() == [2, 3, 2, 2]
    stage.repository.keys["snapshot"] = [keys[0], keys[1], Key()]  # a third, unknown hand
    stage.publish().refresh_fails()
    assert stage.versions() == [2, 4, 2, 2]


def a02_a_threshold_above_the_number_of_keys_cannot_be_met(folder, host):
    stage = Stage(folder)
    keys = [Key() for _ in range(5)]
    stage.repository.set_keys("snapshot", keys, 6, keys)
    stage.publish("root", "snapshot", "timestamp").refresh_fails()
    assert stage.versions()[2] is None


def a02_a_key_that_the_root_lists_for_another_role_does_not_count(folder, host):
    stage = Stage(folder)
    keys = stage.repository.keys
    keys["snapshot"] = keys["root"] + keys["targets"] + keys["timestamp"]
    stage.publish().refresh_fails()
    assert stage.trusted() == {"root": 1, "timestamp": 2}


def a03_one_key_listed_many_times_counts_once(folder, host):
    stage = Stage(folder)
    key = Key()
    stage.repository.set_keys("snapshot", [key] * 6, 6, [key] * 6)
    stage.publish("root", "snapshot", "timestamp").refresh_fails()
    assert stage.versions()[2] is None
    # The signatures once, the key many times.
    stage = Stage(folder)
    stage.repository.set_keys("snapshot", [key] * 2, 2, [key])
    stage.publish("root", "snapshot", "timestamp").refresh_fails()
    assert stage.versions()[2] is None


def a04_one_key_under_several_ids_counts_once(folder, host):
    stage = Stage(folder)
    key = Key()
    twins = [RawKey({**key.public, "x-so": number}, key.sign) for number in range(3)]
    stage.repository.set_keys("snapshot", twins, 3, twins)
    stage.publish("root", "snapshot", "timestamp").refresh_fails()
    assert stage.versions()[2] is None


def a04_one_signature_under_several_ids_counts_once(folder, host):
    stage = Stage(folder)
    keys = [Key(), Key(), Key()]
    stage.repository.set_keys("snapshot", keys, 2, [keys[0]])
    stage.publish("root", "snapshot", "timestamp")

    def spread(envelope):
        signature = envelope["signatures"][0]
        envelope["signatures"] = [{**signature, "keyid": key.id} for key in keys]

    stage.repository.rewrite("snapshot", spread)
    stage.refresh_fails()
    assert stage.versions()[2] is None


def a04_a_key_id_twice_among_the_signatures_is_refused(folder, host):
    stage = Stage(folder)
    stage.repository.rewrite("snapshot", lambda e: e["signatures"].append(e["signatures"][0]))
    stage.refresh_fails()
    assert stage.versions()[2] is None


def a05_a_threshold_below_one_is_refused(folder, host):
    def check(name, threshold):
        stage = Stage(folder)
        stage.repository.root["roles"]["timestamp"]["threshold"] = threshold
        stage.repository.keys["timestamp"] = []
        stage.publish("root", "timestamp").refresh_fails()
        assert "timestamp" not in stage.trusted()
        # And of a delegation, with nobody's signature.
        stage = Stage(folder)
        stage.repository.delegate("targets", "uy-ban", threshold=threshold)
        stage.repository.add_target("uy-ban", "a", b"a")
        stage.repository.keys["uy-ban"] = []
        stage.publish("uy-ban", "targets", "snapshot", "timestamp").download_fails("a")
        assert stage.downloads() == []

    each({"nought": 0, "minus one": -1, "nothing": None, "false": False, "text": "0"}, check)


def a05_a_threshold_that_is_no_number_is_refused(folder, host):
    def check(name, threshold):
        stage = Stage(folder)
        stage.repository.root["roles"]["timestamp"]["threshold"] = threshold
        stage.publish("root", "timestamp").refresh_fails()
        assert "timestamp" not in stage.trusted()

    each({"true": True, "text": "1", "list": [1], "huge": 10**30, "missing": None}, check)


def every_kind_of_key_of_the_specification_is_understood(folder, host):
    def check(name, kind):
        scheme, keytype = kind
        stage = Stage(folder)
        key = Key(scheme, keytype)
        stage.repository.add_key("root", key)
        stage.repository.root["roles"]["root"]["threshold"] = 2
        stage.publish("root").refresh()
        assert stage.trusted()["root"] == 2
        stage.publish("root")
        wrong = key.sign(b"something else").hex()
        stage.repository.rewrite("root", lambda e: e["signatures"][1].update(sig=wrong))
        stage.refresh_fails()
        assert stage.trusted()["root"] == 2

    each({"rsa": ("rsassa-pss-sha256", None), "ed25519": ("ed25519", None),
          "ecdsa as tools write it": ("ecdsa-sha2-nistp256", None),
          "ecdsa as the specification writes it": ("ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256")},
         check)


def a_scheme_of_older_tools_is_understood_whole_or_not_at_all(folder, host):
    """rsa-pkcs1v15-sha256 is none of the specification's; nobody is hurt by either answer, but a
    wrong signature never counts."""
    key = Key("rsa-pkcs1v15-sha256")
    stage = Stage(folder)
    stage.repository.set_keys("timestamp", [key], 1, [key])
    stage.publish("root", "timestamp")
    code = stage.run(stage.command("refresh"))
    assert code in (0, 1) and stage.versions()[1] == (2 if code == 0 else None)
    wrong = key.sign(b"something else").hex()
    stage.publish("timestamp")
    stage.repository.rewrite("timestamp", lambda e: e["signatures"][0].update(sig=wrong))
    stage.refresh_fails()
    assert stage.versions()[1] == (2 if code == 0 else None)


def a_whole_repository_lives_on_one_kind_of_key(folder, host):
    def check(name, scheme):
        stage = Stage(folder, scheme=scheme)
        stage.repository.delegate("targets", "uy-ban")
        stage.repository.add_target("uy-ban", "a", b"a")
        stage.publish("uy-ban", "targets", "snapshot", "timestamp").download("a")
        assert stage.downloads() == [b"a"]

    each({"ed25519": "ed25519", "rsa": "rsassa-pss-sha256"}, check)


def an_unknown_kind_of_key_counts_for_nothing_and_spoils_nothing(folder, host):
    def unknown(**more):
        return RawKey({"keytype": "sao-bang", "scheme": "sao-bang-1", "keyval": {"public": "00"},
                       **more}, lambda data: b"\0" * 64)

    stage = Stage(folder)
    stage.repository.add_key("timestamp", unknown())
    stage.repository.add_key("root", unknown(keyval={"public": "01", "z": "2"}))
    stage.publish("root", "timestamp").refresh()
    assert stage.versions() == [2, 2, 1, 1]

    stage = Stage(folder)
    stage.repository.set_keys("timestamp", [unknown()], 1, [unknown()])
    stage.publish("root", "timestamp").refresh_fails()
    assert stage.trusted()["root"] == 2 and "timestamp" not in stage.trusted()


def a_key_whose_kind_and_scheme_do_not_fit_counts_for_nothing(folder, host):
    def check(name, make):
        stage = Stage(folder)
        key = make()
        stage.repository.set_keys("timestamp", [key], 1, [key])
        stage.publish("root", "timestamp").refresh_fails()
        assert "timestamp" not in stage.trusted()

    ecdsa, ed = Key(), Key("ed25519")
    each({
        "ed25519 key, ecdsa scheme": lambda: RawKey(
            {**ed.public, "scheme": "ecdsa-sha2-nistp256"}, ed.sign),
        "ecdsa key, ed25519 scheme": lambda: RawKey({**ecdsa.public, "scheme": "ed25519"},
                                                    ecdsa.sign),
        "rsa in name only": lambda: RawKey(
            {**ecdsa.public, "keytype": "rsa", "scheme": "rsassa-pss-sha256"}, ecdsa.sign),
        "no key at all": lambda: RawKey({**ecdsa.public, "keyval": {"public": ""}}, ecdsa.sign),
        "a private key": lambda: RawKey({**ecdsa.public, "keyval": {"public": _private_pem(ecdsa)}},
                                        ecdsa.sign),
        "rsa of 1024 bits": _small_rsa,
        "another curve": _other_curve,
    }, check)


def _private_pem(key):
    return key._private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption()).decode()


def _pem(private):
    return private.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo).decode()


def _small_rsa():
    """The specification: all RSA keys MUST be at least 2048 bits."""
    private, digest = rsa.generate_private_key(65537, 1024), hashes.SHA256()
    return RawKey({"keytype": "rsa", "scheme": "rsassa-pss-sha256",
                   "keyval": {"public": _pem(private)}},
                  lambda data: private.sign(data, padding.PSS(padding.MGF1(digest), 32), digest))


def _other_curve():
    private = ec.generate_private_key(ec.SECP256K1())
    return RawKey({"keytype": "ecdsa", "scheme": "ecdsa-sha2-nistp256",
                   "keyval": {"public": _pem(private)}},
                  lambda data: private.sign(data, ec.ECDSA(hashes.SHA256())))


def a_wrong_signature_beside_enough_good_ones_spoils_nothing(folder, host):
    def check(name, text):
        stage = Stage(folder)
        stage.repository.add_key("timestamp")
        stage.publish("root", "timestamp")
        stage.repository.rewrite("timestamp", lambda e: e["signatures"][0].update(sig=text))
        stage.refresh()
        assert stage.versions() == [2, 2, 1, 1]
        # Alone it is worth nothing.
        stage.publish("timestamp")
        stage.repository.rewrite("timestamp", lambda e: e.update(
            signatures=[{**e["signatures"][0], "sig": text}]))
        stage.refresh_fails()

    each({"of something else": Key().sign(b"something else").hex(), "empty": "",
          "half a byte": "abc", "no hex": "không", "very long": "ab" * 3000}, check)


def a_signature_of_an_unknown_hand_is_passed_over(folder, host):
    stage = Stage(folder)
    stage.publish("timestamp")
    stranger = Key()

    def add(envelope):
        envelope["signatures"].insert(0, stranger.signature(envelope["signed"]))

    stage.repository.rewrite("timestamp", add)
    stage.refresh()
    assert stage.versions() == [1, 2, 1, 1]


def a_signature_of_the_printed_bytes_is_not_one_of_the_canonical_form(folder, host):
    stage = Stage(folder)
    stage.publish("timestamp")
    key = stage.repository.keys["timestamp"][0]
    stage.repository.rewrite("timestamp", lambda e: e["signatures"][0].update(
        sig=key.sign(json.dumps(e["signed"]).encode()).hex()))
    stage.refresh_fails()
    assert stage.trusted() == {"root": 1}


def a_role_that_lists_a_key_nobody_knows_is_not_met_by_it(folder, host):
    stage = Stage(folder)
    stage.repository.root["roles"]["timestamp"] = {"keyids": ["ab" * 32], "threshold": 1}
    stage.publish("root", "timestamp").refresh_fails()
    assert "timestamp" not in stage.trusted()
