"""A34: Ed25519 signatures and keys that some libraries take and nobody ought to."""

import hashlib
import json

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from tuf_repository import Key, RawKey, canonical
from tuf_stage import Stage, each

ORDER = 2**252 + 27742317777372353535851937790883648493
IDENTITY = "01" + "00" * 31
# The points of small order, and other spellings of them.
SMALL = {
    "order 1": IDENTITY,
    "order 2": "ec" + "ff" * 30 + "7f",
    "order 4": "00" * 32,
    "order 4, negative": "00" * 31 + "80",
    "order 8, a": "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "order 8, b": "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    "order 8, c": "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "order 8, d": "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
    "order 1 beyond the prime": "ee" + "ff" * 30 + "7f",
    "order 1 beyond the prime, negative": "ee" + "ff" * 31,
    "order 4 beyond the prime": "ed" + "ff" * 30 + "7f",
    "order 4 beyond the prime, negative": "ed" + "ff" * 31,
    "order 1, negative": "01" + "00" * 30 + "80",
    "order 2, negative": "ec" + "ff" * 31,
}


def _ed25519(public):
    return {"keytype": "ed25519", "scheme": "ed25519", "keyval": {"public": public}}


def _refused(folder, key, change=None):
    """The root gives the timestamp to this key; what it signs must not be believed."""
    stage = Stage(folder)
    stage.repository.set_keys("timestamp", [key], 1, [key])
    stage.publish("root", "timestamp")
    if change:
        stage.repository.rewrite("timestamp", change)
    stage.refresh_fails()
    assert "timestamp" not in stage.trusted()


def a34_the_half_s_of_a_signature_has_one_form(folder, host):
    key = Key("ed25519")

    def check(name, times):
        def raise_s(envelope):
            signature = bytes.fromhex(envelope["signatures"][0]["sig"])
            s = int.from_bytes(signature[32:], "little") + times * ORDER
            envelope["signatures"][0]["sig"] = (signature[:32] + s.to_bytes(32, "little")).hex()

        _refused(folder, key, raise_s)

    each({"once the order": 1, "twice": 2, "seven times": 7, "fifteen times": 14}, check)


def a34_a_key_of_small_order_signs_nothing(folder, host):
    def check(name, public):
        # With R the identity and S nought, any content verifies whose hash is a multiple of the
        # key's order: one of eight tries.
        forged = bytes.fromhex(IDENTITY) + bytes(32)
        stage = Stage(folder)
        key = RawKey(_ed25519(public), lambda data: forged)
        stage.repository.set_keys("timestamp", [key], 1, [key])
        stage.publish("root")
        for number in range(1_000):
            stage.repository.timestamp["x"] = number
            stage.publish("timestamp", bump=number == 0)
            content = canonical(stage.repository.timestamp)
            mixed = hashlib.sha512(forged[:32] + bytes.fromhex(public) + content).digest()
            if int.from_bytes(mixed, "little") % ORDER % 8 == 0:
                break
        else:
            raise AssertionError("no content found that the key would sign")
        stage.refresh_fails()
        assert "timestamp" not in stage.trusted()
        if name in ("order 1", "order 2", "order 4", "order 8, a"):
            _would_pass(public, forged, content)

    each(SMALL, check)


def _would_pass(public, signature, content):
    """The forgery is a real one: a library that does not look at the key takes it."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(signature, content)
    except InvalidSignature as no:
        raise AssertionError("the forgery is no forgery") from no


def a34_a_key_or_a_signature_of_another_length_is_none(folder, host):
    key = Key("ed25519")
    public = key.public["keyval"]["public"]

    def check(name, text):
        _refused(folder, RawKey(_ed25519(text), key.sign))

    each({"cut": public[:-2], "half": public[:32], "half a byte": public[:-1], "longer":
          public + "00", "empty": "", "no hex": "zz" * 32, "with a sign": "0x" + public[2:],
          "with a blank": " " + public, "in PEM": Key().public["keyval"]["public"]}, check)

    def check_signature(name, change):
        _refused(folder, key, lambda e: e["signatures"][0].update(
            sig=change(e["signatures"][0]["sig"])))

    each({"cut": lambda s: s[:-2], "half": lambda s: s[:64], "longer": lambda s: s + "00",
          "twice": lambda s: s + s, "empty": lambda s: "", "noughts": lambda s: "00" * 64,
          "blank behind": lambda s: s + " ", "another bit": lambda s: s[:-1] + "f"
          if s[-1] != "f" else s[:-1] + "e"}, check_signature)


def a34_a_key_that_is_no_text_is_none(folder, host):
    for public in (None, 7, [], {}, True):
        _refused(folder, RawKey(_ed25519(public), lambda data: bytes(64)))
    for value in (None, "ab" * 32, []):
        _refused(folder, RawKey({**_ed25519("ab" * 32), "keyval": value}, lambda data: bytes(64)))


def a34_points_that_are_not_on_the_curve_are_no_keys(folder, host):
    for public in ("02" + "00" * 31, "ff" * 32, "07" + "00" * 31):
        _refused(folder, RawKey(_ed25519(public), lambda data: bytes.fromhex(IDENTITY) + bytes(32)))


def a34_a_good_key_beside_bad_ones_is_good(folder, host):
    stage = Stage(folder)
    for public in ("ab" * 31, IDENTITY, "02" + "00" * 31):
        stage.repository.add_key("timestamp", RawKey(_ed25519(public), lambda data: bytes(64)))
    stage.publish("root", "timestamp").refresh()
    assert stage.versions() == [2, 2, 1, 1]
    assert len(json.loads(stage.stored("timestamp"))["signatures"]) == 4


def a34_ecdsa_signatures_out_of_range_are_none(folder, host):
    prime = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551

    def der(*numbers):
        body = b""
        for number in numbers:
            data = number.to_bytes(number.bit_length() // 8 + 1, "big", signed=False)
            body += b"\x02" + bytes([len(data)]) + data
        return (b"\x30" + bytes([len(body)]) + body).hex()

    each({"noughts": der(0, 0), "ones": der(1, 1), "the order": der(prime, prime), "one and nought":
          der(1, 0), "empty": "3000", "cut": "30440220"},
         lambda name, text: _refused(folder, Key(), lambda e: e["signatures"][0].update(sig=text)))
