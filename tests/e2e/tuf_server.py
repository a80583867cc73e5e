"""A web server on 127.0.0.1 for one repository: it keeps what was asked and can misbehave."""

import http.server
import threading


class Server:
    """Serves `repository` under /BASE/metadata/ and /BASE/targets/.

    `requests` are the paths asked so far, without the base. `answers` holds functions that answer
    a path (or every path: key "*") in another way: they get the handler and write what they like.
    """

    def __init__(self, repository, base="/kho"):
        self.repository = repository
        self.base = base
        self.requests = []
        self.answers = {}
        self.sent_bytes = 0
        self._http = _Http(("127.0.0.1", 0), _Handler)
        self._http.owner = self
        # Without a poll it never wakes for nothing; it ends with the process.
        threading.Thread(target=self._http.serve_forever, args=(None,), daemon=True).start()

    @property
    def port(self):
        return self._http.server_address[1]

    @property
    def metadata_url(self):
        return f"http://127.0.0.1:{self.port}{self.base}/metadata/"

    @property
    def targets_url(self):
        return f"http://127.0.0.1:{self.port}{self.base}/targets/"

    def asked(self, kind="metadata"):
        """What was asked of one kind, without its folder."""
        return [path[len(kind) + 1:] for path in self.requests if path.startswith(kind + "/")]

    def find(self, path):
        if path.startswith("metadata/"):
            return self.repository.metadata.get(path[len("metadata/"):])
        if path.startswith("targets/"):
            return self.repository.fetch_target(path[len("targets/"):])
        return None

    def answer(self, path, function):
        self.answers[path] = function


class _Http(http.server.ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request, client_address):
        """A client that hangs up is what many cases want."""


class _Handler(http.server.BaseHTTPRequestHandler):
    timeout = 120

    def do_GET(self):
        owner = self.server.owner
        path = self.path
        if path.startswith(owner.base + "/"):
            path = path[len(owner.base) + 1:]
        owner.requests.append(path)
        function = owner.answers.get(path) or owner.answers.get("*")
        self.body = owner.find(path)
        if function:
            function(self)
        elif self.body is None:
            self.reply(404, b"khong co")
        else:
            self.reply(200, self.body)

    def reply(self, status, body=b"", **headers):
        self.head(status, **{"Content-Length": len(body), **headers})
        self.write(body)

    def head(self, status, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), str(value))
        self.end_headers()

    def write(self, data):
        self.wfile.write(data)
        self.server.owner.sent_bytes += len(data)

    def log_message(self, *_):
        pass


def status(code):
    """Answers with a status and no useful body."""
    return lambda handler: handler.reply(code, b"<html>loi</html>")


def whole(body, **headers):
    """Answers with these bytes."""
    return lambda handler: handler.reply(200, body, **headers)
