"""A35: texts that JSON readers disagree about are refused, in every role, and never crash; odd but
honest text is read to the letter."""

import json

from tuf_repository import canonical
from tuf_stage import Stage, each


def _text(stage, role="timestamp"):
    return stage.repository.published[role].decode()


def _sign_as(stage, signed, role="timestamp"):
    """The text of an envelope whose signature holds for `signed`, to be altered further."""
    signature = stage.repository.keys[role][0].signature(signed)
    return json.dumps({"signatures": [signature], "signed": signed}, ensure_ascii=False)


def _refused(folder, make):
    """A timestamp of the bytes that make(stage) gives is refused."""
    stage = Stage(folder).refresh()
    stage.publish("timestamp")
    data = make(stage)
    assert data != stage.repository.published["timestamp"], "nothing was altered"
    stage.repository.replace("timestamp", data)
    stage.refresh_fails()
    assert stage.versions() == [1, 1, 1, 1], stage.versions()
    return stage


def _swap(old, new):
    """Alters the text once; the signature is of the unaltered content."""
    def make(stage):
        text = _text(stage)
        assert text.count(old) >= 1, (old, text)
        return text.replace(old, new, 1).encode()
    return make


def a35_after_a_refused_text_the_next_good_one_is_taken(folder, host):
    for data in (b"", b"{", b"[" * 9_000, b"\xff" * 9_000):
        stage = _refused(folder, lambda _: data)
        stage.publish().refresh()
        assert stage.versions() == [1, 3, 2, 2], stage.versions()


def a35_a_member_that_stands_twice_is_refused(folder, host):
    def twice(first, second, honest):
        """`version` twice; the signature holds for the first or for the second."""
        def make(stage):
            signed = {**stage.repository.timestamp, "version": honest}
            return _sign_as(stage, signed).replace(
                f'"version": {honest}, "expires"',
                f'"version": {first}, "version": {second}, "expires"').encode()
        return make

    def envelope(stage):
        other = json.dumps({**stage.repository.timestamp, "version": 99})
        return _text(stage).replace('"signed":', f'"signed": {other}, "signed":', 1).encode()

    def envelope_behind(stage):
        other = json.dumps({**stage.repository.timestamp, "version": 99})
        return (_text(stage).rstrip()[:-1] + f', "signed": {other}}}').encode()

    def escaped(stage):
        return _sign_as(stage, stage.repository.timestamp).replace(
            '"version": 2, "expires"', '"\\u0076ersion": 2, "version": 2, "expires"').encode()

    def meta(stage):
        entry = '"snapshot.json": {"version": 1}'
        return _sign_as(stage, stage.repository.timestamp).replace(
            entry, f"{entry}, {entry}").encode()

    each({"the first is signed": twice(2, 3, 2), "the second is signed": twice(3, 2, 2),
          "both alike": twice(2, 2, 2), "signed, the good one last": envelope,
          "signed, the good one first": envelope_behind, "one of them escaped": escaped,
          "deeper": meta}, lambda name, make: _refused(folder, make))


def a35_depth_has_an_end(folder, host):
    def deep(opening, closing, count):
        def make(stage):
            inner = f"{opening * count}1{closing * count}"
            signed = canonical(stage.repository.timestamp).decode()
            # By hand: neither the signer's nor anybody's recursion is to be trusted here.
            content = signed[:-1] + f',"x":{inner}}}'
            key = stage.repository.keys["timestamp"][0]
            signature = json.dumps({"keyid": key.id, "sig": key.sign(content.encode()).hex()})
            return f'{{"signatures":[{signature}],"signed":{content}}}'.encode()
        return make

    each({"lists": deep("[", "]", 5_000), "lists of objects": deep('[{"a":', "}]", 1_500),
          "never closed": lambda stage: b"[" * 16_000,
          "objects never closed": lambda stage: b'{"a":' * 3_000},
         lambda name, make: _refused(folder, make))


def a35_depth_has_an_end_in_a_large_file(folder, host):
    for data in (b"[" * 400_000, b'{"signed":' * 40_000, b'{"signed":' + b"[" * 400_000):
        stage = Stage(folder)
        stage.repository.metadata["2.root.json"] = data
        stage.refresh_fails()
        assert stage.trusted() == {"root": 1}


def a35_a_version_is_a_whole_number_above_nought(folder, host):
    def written(text, signed_as=2):
        """The version in this spelling, with a signature of what a lenient reader makes of it."""
        def make(stage):
            signed = {**stage.repository.timestamp, "version": signed_as}
            return _sign_as(stage, signed).replace(
                f'"version": {json.dumps(signed_as)}, "expires"',
                f'"version": {text}, "expires"').encode()
        return make

    each({"2.0": written("2.0"), "2e0": written("2e0"), "20e-1": written("20e-1"),
          "2.5": written("2.5"), "02": written("02"), "+2": written("+2"), "0x2": written("0x2"),
          '"2"': written('"2"'), "text signed": written('"2"', "2"), "true": written("true", True),
          "null": written("null", None), "nought": written("0", 0), "-0": written("-0", 0),
          "negative": written("-3", -3), "a list": written("[2]"), "NaN": written("NaN"),
          "Infinity": written("Infinity"), "-Infinity": written("-Infinity"),
          "1e400": written("1e400"), "2^64 + 2": written(str(2**64 + 2), 2**64 + 2),
          "2^64 + 2 read as 2": written(str(2**64 + 2)), "2^32 + 2 read as 2":
          written(str(2**32 + 2)), "10^300": written(str(10**300), 10**300),
          "-2^63": written(str(-2**63), -2**63), "4000 digits": written("9" * 4_000)},
         lambda name, make: _refused(folder, make))


def a35_other_numbers_are_whole_too(folder, host):
    def meta(text):
        return lambda stage: _sign_as(stage, stage.repository.timestamp).replace(
            '"snapshot.json": {"version": 1}', f'"snapshot.json": {{"version": {text}}}').encode()

    each({"snapshot 1.0": meta("1.0"), "snapshot text": meta('"1"'), "snapshot true": meta("true"),
          "a float beside": lambda s: _sign_as(s, {**s.repository.timestamp, "x": 1}).replace(
              '"x": 1', '"x": 1.0').encode()}, lambda name, make: _refused(folder, make))

    def target(name, text):
        stage = Stage(folder)
        stage.repository.add_target("targets", "a", b"a")
        stage.publish("targets")
        data = _sign_as(stage, stage.repository.targets, "targets").replace(
            '"length": 1', f'"length": {text}').encode()
        stage.repository.replace("targets", data)
        stage.publish("snapshot", "timestamp").download_fails("a")
        assert stage.downloads() == [] and "targets" not in stage.trusted()

    each({t: t for t in ("1.0", "1e0", '"1"', "true", "null", "-1", "[1]")}, target)


def a35_bytes_that_are_no_json_are_refused(folder, host):
    def framed(before=b"", after=b"", code="utf-8"):
        return lambda stage: before + _text(stage).encode(code) + after

    each({
        "a mark of byte order": framed(before=b"\xef\xbb\xbf"), "utf-16": framed(code="utf-16"),
        "utf-16, no mark": framed(code="utf-16-le"), "utf-32": framed(code="utf-32"),
        "a letter behind": framed(after=b"x"), "a second object": framed(after=b"{}"),
        "a bracket behind": framed(after=b"}"), "a comma behind": framed(after=b","),
        "a zero byte behind": framed(after=b"\0"), "zero bytes behind": framed(after=bytes(500)),
        "itself twice": lambda s: 2 * _text(s).encode(), "a comment": framed(after=b"// xong"),
        "a comment before": framed(before=b"/**/"), "a letter before": framed(before=b"x"),
        "in a list": framed(before=b"[", after=b"]"), "cut": lambda s: _text(s).encode()[:-3],
        "cut in the middle": lambda s: _text(s).encode()[:200], "empty": lambda s: b"",
        "blanks": lambda s: b" \n" * 30, "null": lambda s: b"null", "a list": lambda s: b"[]",
        "an empty object": lambda s: b"{}", "a number": lambda s: b"2", "zero bytes":
        lambda s: bytes(900), "single quotes": _swap('"', "'"), "a comma too many":
        _swap('"signed": {', '"signed": {,'), "a comma at the end": _swap('"\n  }', '",\n  }'),
        "a colon too few": _swap('"signed": {', '"signed" {'),
        "a raw line end in a text": _swap('"timestamp"', '"timestamp\n"'),
        "an unknown escape": _swap('"timestamp"', '"\\timestamp\\q"'),
        "half an escape": _swap('"timestamp"', '"timestamp\\u00"'), "no break space":
        framed(before="\u00a0".encode()), "form feed": framed(after=b"\f"),
    }, lambda name, make: _refused(folder, make))


def a35_text_that_is_no_unicode_is_refused(folder, host):
    def extra(raw):
        """A member of these bytes; the signature is of the content without them."""
        return lambda stage: _text(stage).encode().replace(
            b'"signed": {', b'"signed": {"x": "' + raw + b'", ', 1)

    def lone(stage):
        signed = {**stage.repository.timestamp, "x": "?"}
        return _sign_as(stage, signed).replace('"x": "?"', '"x": "\\ud800"').encode()

    each({"a lone byte": extra(b"\x80"), "a cut letter": extra(b"\xe1\xba"), "an overlong slash":
          extra(b"\xc0\xaf"), "a surrogate in bytes": extra(b"\xed\xa0\x80"), "beyond the end":
          extra(b"\xf4\x90\x80\x80"), "ff": extra(b"\xff"), "half a pair, escaped": lone},
         lambda name, make: _refused(folder, make))


def a35_members_of_another_kind_are_refused(folder, host):
    def signed(**changes):
        return lambda stage: _sign_as(stage, {**stage.repository.timestamp, **changes}).encode()

    def without(name):
        return lambda stage: _sign_as(stage, {
            n: v for n, v in stage.repository.timestamp.items() if n != name}).encode()

    def envelope(**changes):
        return lambda stage: json.dumps({**json.loads(_text(stage)), **changes}).encode()

    def signature(value):
        return envelope(signatures=[value])

    rows = {f"no {name}": without(name) for name in
            ("_type", "spec_version", "version", "expires", "meta")}
    each({**rows, "meta a list": signed(meta=[]), "meta empty": signed(meta={}),
          "meta of another": signed(meta={"targets.json": {"version": 1}}),
          "entry a number": signed(meta={"snapshot.json": 1}),
          "entry empty": signed(meta={"snapshot.json": {}}),
          "entry nought": signed(meta={"snapshot.json": {"version": 0}}),
          "length a text": signed(meta={"snapshot.json": {"version": 1, "length": "9"}}),
          "length negative": signed(meta={"snapshot.json": {"version": 1, "length": -1}}),
          "hashes a list": signed(meta={"snapshot.json": {"version": 1, "hashes": []}}),
          "hash a number": signed(meta={"snapshot.json": {"version": 1, "hashes": {"sha256": 1}}}),
          "type a list": signed(_type=["timestamp"]), "type null": signed(_type=None),
          "signed a text": envelope(signed="timestamp"), "signed null": envelope(signed=None),
          "signatures null": envelope(signatures=None), "signatures an object":
          envelope(signatures={}), "signatures a text": envelope(signatures="ab"),
          "a signature null": signature(None), "a signature a text": signature("ab"),
          "no keyid": signature({"sig": "ab"}), "no sig": signature({"keyid": "ab"}),
          "keyid a number": signature({"keyid": 1, "sig": "ab"}),
          "sig null": signature({"keyid": "ab", "sig": None})},
         lambda name, make: _refused(folder, make))


def a35_a_root_of_odd_members_is_refused(folder, host):
    def change(name, edit):
        stage = Stage(folder)
        edit(stage.repository.root)
        stage.publish("root").refresh_fails()
        assert stage.trusted() == {"root": 1}, stage.trusted()

    role = {"keyids": [], "threshold": 1}
    each({
        "keys a list": lambda r: r.update(keys=[]), "no keys": lambda r: r.pop("keys"),
        "roles a list": lambda r: r.update(roles=[]), "no roles": lambda r: r.pop("roles"),
        "no snapshot": lambda r: r["roles"].pop("snapshot"),
        "role a list": lambda r: r["roles"].update(timestamp=[]),
        "role null": lambda r: r["roles"].update(timestamp=None),
        "keyids an object": lambda r: r["roles"].update(timestamp={**role, "keyids": {}}),
        "keyids numbers": lambda r: r["roles"].update(timestamp={**role, "keyids": [1]}),
        "key a text": lambda r: r["keys"].update({"ab" * 32: "khoá"}),
        "key null": lambda r: r["keys"].update({"ab" * 32: None}),
        "consistency a text": lambda r: r.update(consistent_snapshot="true"),
        "consistency a number": lambda r: r.update(consistent_snapshot=1),
    }, change)


def a35_targets_of_odd_members_are_refused(folder, host):
    good = {"length": 1, "hashes": {"sha256": "ab" * 32}}

    def change(name, edit):
        stage = Stage(folder)
        stage.repository.delegate("targets", "A")
        edit(stage.repository.targets)
        stage.publish("A", "targets", "snapshot", "timestamp").refresh_fails()
        assert stage.versions() == [1, 2, 2, None]

    def delegated(**changes):
        return lambda t: t["delegations"]["roles"][0].update(changes)

    each({
        "targets a list": lambda t: t.update(targets=[]), "no targets": lambda t: t.pop("targets"),
        "target null": lambda t: t["targets"].update(a=None),
        "no length": lambda t: t["targets"].update(a={"hashes": good["hashes"]}),
        "no hashes": lambda t: t["targets"].update(a={"length": 1}),
        "hashes a text": lambda t: t["targets"].update(a={**good, "hashes": "ab"}),
        "delegations a list": lambda t: t.update(delegations=[]),
        "no keys": lambda t: t["delegations"].pop("keys"),
        "roles an object": lambda t: t["delegations"].update(roles={}),
        "a role null": lambda t: t["delegations"]["roles"].append(None),
        "name a number": delegated(name=7), "no name":
        lambda t: t["delegations"]["roles"][0].pop("name"),
        "terminating a text": delegated(terminating="no"), "paths a text": delegated(paths="*"),
        "paths numbers": delegated(paths=[1]), "paths and prefixes":
        delegated(path_hash_prefixes=["a"]), "threshold a text": delegated(threshold="1"),
    }, change)


def a35_ten_thousand_signatures_are_no_burden(folder, host):
    stage = Stage(folder)
    stage.publish("root")
    stage.repository.rewrite("root", lambda e: e["signatures"].extend(
        {"keyid": f"{n:x}", "sig": "ab" * 8} for n in range(9_000)))
    assert len(stage.repository.published["root"]) < 512_000
    code = stage.run(stage.command("refresh"))
    assert code in (0, 1) and stage.trusted()["root"] == 2 - code and stage.took_s < 10


def a35_honest_text_is_read_to_the_letter(folder, host):
    def check(name, value):
        stage = Stage(folder)
        stage.repository.timestamp["x"] = value
        stage.publish("timestamp").refresh()
        assert stage.versions() == [1, 2, 1, 1]
        # Told apart from its neighbour: the signature covers the very letters.
        stage.publish("timestamp")
        stage.repository.rewrite("timestamp", lambda e: e["signed"].update(x=[value]))
        stage.refresh_fails()

    each({"quotes": 'a"b\\c/d', "control": "\x01\t\n\r\x1f\x7f", "a zero": "a\0b",
          "vietnamese": "Ủy ban ĐƯỜNG ạ\u0323", "emoji": "😀\U0010ffff", "not composed":
          "e\u0302\u0309", "line ends": "\u2028\u2029\u0085", "a mark": "\ufeff",
          "order of members": {"\uff5e": 1, "😀": 2, "": 3, "a": 4, "B": 5, "Z": 6, "ạ": 7, "\0": 8,
                               '"': 9, "\\": 10},
          "empty things": [{}, [], "", None, True, False, 0],
          "negative": -5, "large": 2**53 + 1, "long": "ắ" * 3_000, "like a member":
          {"signed": {"version": 9}, "_type": "root"}}, check)
