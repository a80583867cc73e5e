"""What comes in wrong is refused in words, and nothing else changes."""

import json
import socket
import ssl
import struct
import zlib

import desk
import house
import story
from story import _notice


def _refused(person, key_part, *arguments):
    try:
        person.run(*arguments)
    except house.Refused as refused:
        error = refused.error
        assert key_part in f"{error['code']} {error.get('key')}", error
        return error
    raise AssertionError(f"was taken: {arguments}")


def pictures_that_are_none_are_refused_in_words(folder, host):
    commune = house.Commune(folder, host)
    good = story._small_png(64, 64)
    header = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    huge = (b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + header +
            struct.pack(">I", zlib.crc32(b"IHDR" + header)))
    for name, data in {"rong.png": b"", "cut.png": good[:len(good) // 2], "doi-ten.jpg": b"PK\3\4" * 50,
                       "chu.png": "không phải ảnh".encode(), "khong-lo.png": huge}.items():
        path = folder / name
        path.write_bytes(data)
        error = _refused(commune.editor, "ingest.", "picture", "add", path)
        assert error["message"], name
    renamed = folder / "that-ra-la-png.jpg"
    renamed.write_bytes(good)
    assert commune.editor.run("picture", "add", renamed)["size_px"] == [64, 64]


def text_that_must_not_stand_on_a_board_is_refused(folder, host):
    commune = house.Commune(folder, host)
    for body in ("đảo \u202e ngược", "chuông \x07", "cô lập \u2066 chữ"):
        _refused(commune.editor, "text.control", "item", "new", "--until", "31/12/2030",
                 *_notice("Tiêu đề", body))
    long = folder / "dai.txt"
    long.write_text("ắ" * 200_000)
    _refused(commune.editor, "text.too_long", "item", "new", "--until", "31/12/2030", "--category",
             "other", "--title", "Dài", "--body-file", long)
    _refused(commune.editor, "rule.valid_until_missing", "item", "new", "--category", "other",
             "--title", "Không có hạn", "--body", "thiếu ngày hết hạn")


def decomposed_letters_are_stored_composed(folder, host):
    import unicodedata
    commune = house.Commune(folder, host)
    title = unicodedata.normalize("NFD", "Tiếng Việt: ẨM Ỹ Ẳ Ỗ Ễ Ự")
    item = commune.editor.run("item", "new", "--until", "31/12/2030", *_notice(title))
    assert item["content"]["title"] == unicodedata.normalize("NFC", title)


def wrong_bodies_are_refused_and_the_server_lives(folder, host):
    commune = house.Commune(folder, host)
    token = json.loads(commune.editor.state.read_text())["token"]
    cases = {
        "not JSON": b"{",
        "duplicate keys": b'{"content": {}, "content": {}}',
        "deep nesting": b'{"content": ' + b"[" * 5000 + b"]" * 5000 + b"}",
        "a fraction": b'{"content": 1.5}',
        "not UTF-8": b'{"content": "\xff\xfe"}',
        "bytes after the value": b'{"content": {}} {}',
        "a huge body": b'{"content": "' + b"a" * (2 << 20) + b'"}',
    }
    for name, body in cases.items():
        status, answer = _post(commune.server, "/v1/items", body, token)
        assert status in (400, 413), (name, status, answer)
        assert json.loads(answer)["error"]["code"], name
    assert commune.editor.run("item", "list")["items"] == []


def strangers_get_nothing(folder, host):
    commune = house.Commune(folder, host)
    for target in ("/v1/items", "/v1/people", "/v1/boards", "/v1/selections/" + "b" * 64, "/v1/events"):
        status, _ = _post(commune.server, target, None, None)
        assert status == 401, (target, status)
    _refused(commune.editor, "denied", "person", "list")
    _refused(commune.technician, "denied", "item", "new", "--until", "31/12/2030", *_notice("x"))
    status, _ = _post(commune.server, "/v1/blobs/../../../etc/passwd", None, None)
    assert status in (400, 401, 404), status


def _post(server, target, body, token):
    """A request by hand: (status, body)."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    with socket.create_connection((server.host, server.port), timeout=30) as raw:
        with context.wrap_socket(raw) as line:
            head = f"{'GET' if body is None else 'POST'} {target} HTTP/1.1\r\nHost: x\r\n"
            head += f"Authorization: Bearer {token}\r\n" if token else ""
            head += "" if body is None else f"Content-Length: {len(body)}\r\n"
            answer = b""
            try:
                line.sendall(head.encode() + b"Connection: close\r\n\r\n" + (body or b""))
            except (BrokenPipeError, ConnectionResetError):
                pass
            try:
                while part := line.recv(65536):
                    answer += part
            except (ConnectionResetError, ssl.SSLError):
                pass
    headers, _, content = answer.partition(b"\r\n\r\n")
    return int(headers.split()[1]), content


def more_items_than_one_answer_holds_are_all_seen(folder, host, count=300):
    """As long as items may be: the list is some times what a client takes as one answer."""
    commune = house.Commune(folder, host)
    commune.fill(count, "ế" * 20_000)
    assert len(commune.editor.run("item", "list")["items"]) == count
    desk._click(commune, "many", "--count", count)
