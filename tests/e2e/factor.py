"""The second factor of a sign-in, as a person with a phone and a script live with it."""

import base64
import hashlib
import hmac
import struct
import subprocess
import time

import house
from house import wait_for


def signing_in_takes_the_phones_code_too(folder, host):
    commune = house.Commune(folder, host)
    person = commune.approver
    key = person.run("factor", "begin")["key"]
    person.run("sign-in", "--login", person.login)  # Nothing counts before a right code.
    wait_for("a time with some seconds left for these codes", lambda: time.time() % 30 < 15)
    codes = person.run("factor", "confirm", _code(key, -1))["codes"]
    assert len(set(codes)) == 10, codes
    assert person.run("factor", "show")["recovery_left"] == 10

    # The session goes on, and so does the key that signs.
    commune.item("--title", "Lịch tiêm chủng", "--body", "Sáng thứ bảy tại Trạm Y tế.")
    sign_in = ("sign-in", "--login", person.login)
    assert house.refusal(person, *sign_in)["key"] == "person.code_missing"
    assert house.refusal(person, *sign_in, "--code", "000000")["key"] == "person.code_wrong"
    code = _code(key)
    person.run(*sign_in, "--code", code)
    assert house.refusal(person, *sign_in, "--code", code)["key"] == "person.code_used"
    person.run(*sign_in, env={"BANGTIN_CODE": codes[0]})
    assert house.refusal(person, *sign_in, "--code", codes[0])["key"] == "person.code_wrong"
    assert person.run("factor", "show")["recovery_left"] == 9

    assert commune.admin.run("factor", "list")["logins"] == [person.login]
    assert house.refusal(commune.editor, "factor", "reset", person.login)["key"] == \
        "server.role_missing"
    data = commune.server.folder / "data"
    subprocess.run([house.program("bangtin-server"), "--data", data, "reset-factor", "--login",
                    person.login], check=True, capture_output=True)
    assert house.refusal(person, "me")["key"] == "server.not_signed_in"
    person.sign_in()
    assert commune.admin.run("factor", "list")["logins"] == []


def _code(key, steps=0):
    """RFC 6238: what the phone shows, so many steps from now."""
    counter = struct.pack(">Q", int(time.time()) // 30 + steps)
    digest = hmac.new(base64.b32decode(key), counter, hashlib.sha1).digest()
    offset = digest[-1] & 15
    number = struct.unpack(">I", digest[offset:offset + 4])[0] & 0x7fffffff
    return f"{number % 1_000_000:06d}"
