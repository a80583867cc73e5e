"""Between boards and a server, with the server's own certificate: sees each request in plain, and may answer in the server's place."""

import http.client
import socket
import ssl
import threading

import house
import story
from house import wait_for


def board_behind(folder, commune, name):
    """A board that shows an approved notice, and the middleman through which it sees the commune."""
    middleman = Middleman.of(commune.server)
    board = house.Board(folder / "board", middleman.url).start()
    commune.pair(board, name)
    item = commune.item(*story._notice("Tin đã duyệt"))
    story._publish_and_wait(commune, [board], [item])
    wait_for("the approved notice", lambda: board.shows(item["id"]))
    return middleman, board, item


class Middleman:
    """The server's address for a board. Requests that `harms` answers get that; all others the true server's answer. `harms` is
    (path, socket) -> bool. `seen` has (path, bytes up, bytes down) of each answer of the true server."""

    def __init__(self, server, certificate, key):
        self.server = server
        self.harms = lambda path, out: False
        self.harmed = 0
        self.seen = []
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(certificate, key)
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self.listener.getsockname()[1]
        house.accept_each(self.listener, lambda near: threading.Thread(
            target=self._serve, args=(near,), daemon=True).start())

    @classmethod
    def of(cls, server):
        keys = server.folder / "data" / "keys"
        return cls(server, keys / "tls.pem", keys / "tls.key")

    @property
    def url(self):
        return f"https://127.0.0.1:{self.port}"

    def _serve(self, near):
        try:
            with self.context.wrap_socket(near, server_side=True) as out:
                self._answer(out)
        except (OSError, ValueError, http.client.HTTPException):
            pass

    def _answer(self, out):
        """One request a connection."""
        reader = out.makefile("rb")
        first = reader.readline()
        if not first:
            return
        method, path, _ = first.decode().split()
        headers = http.client.parse_headers(reader)
        body = reader.read(int(headers.get("content-length", 0)))
        up = len(first) + len(bytes(headers)) + len(body)
        if self.harms(path, out):
            self.harmed += 1
            return
        far = http.client.HTTPSConnection("127.0.0.1", self.server.port, timeout=300,
                                          context=ssl._create_unverified_context())
        far.request(method, path, body, dict(headers.items()))
        answer = far.getresponse()
        lines = [f"HTTP/1.1 {answer.status} {answer.reason}", "Connection: close"]
        lines += [f"{name}: {value}" for name, value in answer.getheaders()
                  if name.lower() not in ("connection", "transfer-encoding")]
        head = ("\r\n".join(lines) + "\r\n\r\n").encode()
        out.sendall(head)
        down = len(head)
        while piece := answer.read1(65536):
            out.sendall(piece)
            down += len(piece)
        self.seen.append((path, up, down))
