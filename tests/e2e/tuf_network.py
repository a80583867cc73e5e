"""A25, A36: servers that never end, hardly move, lie about lengths, pack bombs, or are not the one
that was meant."""

import gzip
import json
import socket
import threading
import time

from tuf_server import Server, status, whole
from tuf_stage import Stage, each

PATH = {"root": "metadata/2.root.json", "timestamp": "metadata/timestamp.json",
        "snapshot": "metadata/2.snapshot.json", "targets": "metadata/2.targets.json"}
MIB = 1024 * 1024
SLACK_BYTES = 8 * MIB  # what the two sockets may hold beyond what the client took


def _ready(folder):
    """A client of one publication before the second, with one artifact."""
    stage = Stage(folder)
    stage.repository.add_target("targets", "loa", bytes(100_000))
    stage.publish("targets", "snapshot", "timestamp", bump=False).refresh()
    stage.publish()
    stage.server.requests.clear()
    return stage


def _artifact(stage):
    digest = stage.repository.targets["targets"]["loa"]["hashes"]["sha256"]
    return f"targets/{digest}.loa"


def _stays(stage, role):
    """The bad answer moved nothing from this role on; a good one does."""
    before = {"root": [1, 1, 1, 1], "timestamp": [1, 1, 1, 1], "snapshot": [1, 2, 1, 1],
              "targets": [1, 2, 2, 1], "loa": [1, 2, 2, 2]}
    assert stage.versions() == before[role], stage.versions()
    assert stage.downloads() == []
    stage.server.answers.clear()
    stage.download("loa")
    assert stage.versions() == [1, 2, 2, 2] and stage.downloads() == [bytes(100_000)]


def _endless(first=b"{", header=None):
    def answer(handler):
        handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 65_536)
        handler.head(200, **({"Content-Length": header} if header else {}))
        handler.write(first)
        while handler.server.owner.sent_bytes < 400 * MIB:
            handler.write(b" " * 65_536)
    return answer


def a25_an_endless_body_is_cut(folder, host):
    def check(role, limit_bytes):
        for header in (None, 10**15):
            stage = _ready(folder)
            stage.server.answer(PATH.get(role) or _artifact(stage), _endless(header=header))
            stage.download_fails("loa")
            sent = stage.server.sent_bytes
            assert sent < limit_bytes + SLACK_BYTES, f"{sent} bytes were taken"
            assert stage.peak_kib < 256 * 1024, f"{stage.peak_kib} KiB"
            _stays(stage, role)

    each({"root": MIB, "timestamp": MIB, "snapshot": 4 * MIB, "targets": 8 * MIB, "loa": MIB},
         check)


def a25_more_bytes_than_the_metadata_says_are_not_taken(folder, host):
    stage = _ready(folder)
    stage.repository.with_hashes = True
    stage.publish()
    for role in ("snapshot", "targets"):
        data = stage.repository.published[role]
        stage.server.answers.clear()
        stage.server.answer(f"metadata/3.{role}.json", whole(data + b" "))
        stage.refresh_fails()
        assert stage.trusted()[role] == 1


def a25_a_body_of_one_byte_a_second_is_given_up(folder, host):
    """All at once, each with a client of its own: so the case takes as long as one."""
    def drip(handler):
        handler.head(200, **{"Content-Length": len(handler.body or b"") or 5_000})
        for byte in handler.body or bytes(5_000):
            handler.write(bytes([byte]))
            time.sleep(1)

    def silent(handler):
        time.sleep(90)

    def half(handler):
        handler.head(200, **{"Content-Length": len(handler.body)})
        handler.write(handler.body[:len(handler.body) // 2])
        time.sleep(90)

    rows, threads = {}, []
    for name, answer in (("drip", drip), ("silent", silent), ("half", half)):
        for role in ("root", "timestamp", "loa"):
            if role == "root" and answer is half:
                continue  # there is no next root to send half of
            stage = _ready(folder)
            stage.server.answer(PATH.get(role) or _artifact(stage), answer)
            rows[f"{name} {role}"] = (stage, role, [])
    for stage, _, codes in rows.values():
        threads.append(threading.Thread(target=lambda s=stage, c=codes: c.append(
            s.run(s.command("download", targets=["loa"])))))
        threads[-1].start()
    for thread in threads:
        thread.join()

    def check(name, row):
        stage, role, codes = row
        assert codes == [1], f"it ended with {codes}"
        assert stage.took_s < 70, f"it took {stage.took_s:.0f} s"
        _stays(stage, role)

    each(rows, check)


def a25_a_packed_body_is_not_unpacked(folder, host):
    bomb = gzip.compress(bytes(64 * MIB), 6)
    small = gzip.compress(bytes(4 * MIB), 9)

    def check(role, body):
        for code in ("gzip", "deflate", "br", "identity"):
            stage = _ready(folder)
            stage.server.answer(PATH.get(role) or _artifact(stage),
                                whole(body, Content_Encoding=code))
            stage.download_fails("loa")
            assert stage.peak_kib < 64 * 1024, f"{stage.peak_kib} KiB"
            _stays(stage, role)

    each({"root": bomb, "timestamp": small, "snapshot": bomb, "targets": bomb, "loa": bomb}, check)


def a25_a_length_that_is_not_the_bodys_is_refused(folder, host):
    def lie(said):
        def answer(handler):
            length = len(handler.body)
            handler.head(200, **{"Content-Length": said(length)})
            handler.write(handler.body)
        return answer

    def reset(handler):
        handler.head(200, **{"Content-Length": len(handler.body)})
        handler.write(handler.body[:-7])
        handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")

    def check(name, answer):
        for role in ("timestamp", "snapshot", "targets", "loa"):
            stage = _ready(folder)
            stage.server.answer(PATH.get(role) or _artifact(stage), answer)
            stage.download_fails("loa")
            _stays(stage, role)

    each({"shorter": lie(lambda n: n - 1), "much shorter": lie(lambda n: 1), "nought":
          lie(lambda n: 0), "longer": lie(lambda n: n + 1), "much longer": lie(lambda n: 10**18),
          "negative": lie(lambda n: -n), "words": lie(lambda n: "nhiều".encode().hex()),
          "reset before the end": reset}, check)


def a25_a_new_root_that_arrives_in_part_is_no_missing_root(folder, host):
    """The chain ends where the server says so, not where a line breaks: otherwise whoever can cut
    the line holds a board at an old root."""
    def broken(handler):
        handler.head(200, **{"Content-Length": len(handler.body) + 9})
        handler.write(handler.body[:100])

    def closed(handler):
        handler.close_connection = True

    def garbage(handler):
        handler.wfile.write(b"khong phai HTTP\r\n\r\n")

    def check(name, answer):
        stage = Stage(folder)
        stage.publish("root")
        stage.server.answer("metadata/2.root.json", answer)
        stage.refresh_fails()
        assert stage.trusted() == {"root": 1}
        stage.server.answers.clear()
        stage.refresh()
        assert stage.versions() == [2, 1, 1, 1]

    each({"in part": broken, "closed": closed, "no HTTP": garbage, "empty": whole(b""),
          "partial content": lambda h: h.reply(206, h.body[:50]),
          "no content": status(204), "not modified": status(304)}, check)


def a25_headers_without_end_are_given_up(folder, host):
    def answer(handler):
        handler.wfile.write(b"HTTP/1.0 200 OK\r\n")
        for number in range(200_000):
            handler.wfile.write(b"X-%d: %s\r\n" % (number, b"a" * 500))
    stage = _ready(folder)
    stage.server.answer(PATH["timestamp"], answer)
    stage.download_fails("loa")
    assert stage.peak_kib < 256 * 1024
    _stays(stage, "timestamp")


def honest_chunks_and_kept_connections_work(folder, host):
    def chunked(handler):
        if handler.body is None:
            return handler.reply(404, b"")
        handler.protocol_version = "HTTP/1.1"
        handler.head(200, Transfer_Encoding="chunked", Connection="close")
        for at in range(0, len(handler.body), 700):
            piece = handler.body[at:at + 700]
            handler.write(b"%x\r\n%s\r\n" % (len(piece), piece))
        handler.write(b"0\r\n\r\n")
        handler.close_connection = True

    def unmeasured(handler):
        if handler.body is None:
            return handler.reply(404, b"")
        handler.head(200)
        handler.write(handler.body)

    def kept(handler):
        handler.protocol_version = "HTTP/1.1"
        handler.close_connection = False
        handler.reply(200 if handler.body else 404, handler.body or b"")

    each({"chunked": chunked, "no length": unmeasured, "kept": kept},
         lambda name, answer: _served(folder, answer))


def _served(folder, answer):
    stage = _ready(folder)
    stage.server.answer("*", answer)
    stage.download("loa")
    assert stage.versions() == [1, 2, 2, 2] and stage.downloads() == [bytes(100_000)]


def a36_the_page_of_a_captive_portal_is_no_metadata(folder, host):
    page = b"<!DOCTYPE html><html><title>Wi-Fi</title><body>Xin hay dang nhap</body></html>"
    for role in ("root", "timestamp", "snapshot", "targets", "loa"):
        stage = _ready(folder)
        stage.server.answer(PATH.get(role) or _artifact(stage),
                            whole(page, Content_Type="text/html"))
        stage.download_fails("loa")
        _stays(stage, role)
    stage = _ready(folder)
    stage.server.answer("*", whole(page))
    stage.download_fails("loa")
    assert stage.asked() == ["2.root.json"], "after the first page nothing more is asked"
    _stays(stage, "root")
    # A page that is JSON, as some portals send.
    stage.server.answer("*", whole(json.dumps({"redirect": "http://dang-nhap"}).encode()))
    stage.refresh_fails()
    assert stage.versions() == [1, 2, 2, 2]


def a36_nobody_sends_the_client_to_another_host(folder, host):
    def check(name, code):
        for role in ("root", "timestamp", "snapshot", "targets", "loa"):
            stage = _ready(folder)
            other = Server(stage.repository)  # it has the very same files
            path = PATH.get(role) or _artifact(stage)

            def move(handler):
                handler.reply(code, b"", Location=f"http://127.0.0.1:{other.port}/kho/{path}",
                              Refresh=f"0; url=http://127.0.0.1:{other.port}/kho/{path}")

            stage.server.answer(path, move)
            stage.download_fails("loa")
            assert other.requests == [], f"{role}: {other.requests}"
            _stays(stage, role)

    each({str(code): code for code in (301, 302, 303, 307, 308)}, check)


def a36_nobody_sends_the_client_to_a_file(folder, host):
    stage = _ready(folder)
    secret = stage.folder / "bi-mat.json"
    secret.write_bytes(stage.repository.metadata["timestamp.json"])
    stage.server.answer(PATH["timestamp"],
                        lambda h: h.reply(302, b"", Location=f"file://{secret}"))
    stage.download_fails("loa")
    _stays(stage, "timestamp")


def a_server_that_is_not_there_fails_at_once(folder, host):
    stage = _ready(folder)
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # taken, but nobody listens
        line = [word.replace(f":{stage.server.port}/", f":{nobody.getsockname()[1]}/")
                for word in stage.command("download", targets=["loa"])]
        assert stage.run(line) == 1
    assert stage.took_s < 20
    _stays(stage, "root")
