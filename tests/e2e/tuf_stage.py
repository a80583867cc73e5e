"""One client before one repository: what every TUF case plays on."""

import json
import os
import pathlib
import subprocess
import tempfile
import time
import traceback

import house
from tuf_repository import ONLINE, Repository
from tuf_server import Server


def each(rows, check):
    """Calls check(name, row) for every row of a table and tells of all that failed."""
    failed = []
    for name, row in rows.items():
        try:
            check(name, row)
        except AssertionError:
            failed.append(f"--- {name}\n{traceback.format_exc()}")
    assert not failed, f"{len(failed)} of {len(rows)} rows failed\n" + "\n".join(failed)


class Stage:
    """A repository, its web server and the folders of a client.

    `refresh` and `download` expect exit code 0, `refresh_fails` and `download_fails` exit code 1;
    any other end of the program (a signal, another code, no end) is a failure of the case.
    """

    PATIENCE_S = 100  # no run may take longer, whatever the server does

    def __init__(self, folder, repository=None, start=True, base="/kho", **options):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="client-", dir=folder))
        self.metadata_folder = self.folder / "metadata"
        self.target_folder = self.folder / "targets"
        self.output = self.folder / "client.out"
        self.metadata_folder.mkdir()
        self.target_folder.mkdir()
        self.repository = repository or Repository(**options)
        self.server = Server(self.repository, base)
        self.peak_kib = 0  # resident memory of the last run
        self.took_s = 0.0
        self.first_root = self.repository.metadata["1.root.json"]
        if start:
            self.init()

    # --- the program -----------------------------------------------------------------------------

    def command(self, *words, at=None, urls=True, targets=()):
        """The command line; `at` is an instant for faketime."""
        line = ["faketime", at] if at else []
        line += [house.program("bangtin-trust-client"), "--metadata-dir", self.metadata_folder]
        if urls:
            line += ["--metadata-url", self.server.metadata_url]
        for target in targets:
            line += ["--target-name", target]
        if targets:
            line += ["--target-dir", self.target_folder, "--target-base-url",
                     self.server.targets_url]
        return [str(word) for word in [*line, *words]]

    def run(self, line, **popen):
        began = time.monotonic()
        with open(self.output, "wb") as log:
            process = subprocess.Popen(line, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                       **popen)
            code = self._wait(process)
        self.took_s = time.monotonic() - began
        return code

    def _wait(self, process):
        end = time.monotonic() + self.PATIENCE_S
        pause_s = 0.001
        while True:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                process.returncode = os.waitstatus_to_exitcode(status)
                self.peak_kib = usage.ru_maxrss
                return process.returncode
            if time.monotonic() > end:
                process.kill()
                process.wait()
                raise AssertionError(f"the client did not end within {self.PATIENCE_S} s")
            time.sleep(pause_s)
            pause_s = min(pause_s * 1.5, 0.02)

    def _expect(self, code, line):
        ended = self.run(line)
        assert ended == code, (
            f"exit {ended} instead of {code}; asked {self.server.requests[-12:]}; said: "
            f"{self.output.read_text(errors='replace')[-600:].strip()}")
        return self

    def init(self, root=None):
        return self._expect(0, self._init_line(root))

    def try_init(self, root):
        """The exit code of init, which may refuse a bad root at once or leave that to refresh."""
        code = self.run(self._init_line(root))
        assert code in (0, 1), f"init ended with {code}"
        return code

    def _init_line(self, root):
        file = self.folder / "trusted_root.json"
        file.write_bytes(self.first_root if root is None else root)
        return self.command("init", file, urls=False)

    def refresh(self, at=None):
        return self._expect(0, self.command("refresh", at=at))

    def refresh_fails(self, at=None):
        return self._expect(1, self.command("refresh", at=at))

    def download(self, *targets, at=None):
        return self._expect(0, self.command("download", at=at, targets=targets))

    def download_fails(self, *targets, at=None):
        return self._expect(1, self.command("download", at=at, targets=targets))

    # --- what is to be seen of it ----------------------------------------------------------------

    def asked(self, kind="metadata"):
        """What was asked since the last call."""
        asked = self.server.asked(kind)
        self.server.requests.clear()
        return asked

    def trusted(self):
        """The versions of what the client trusts, by the name of the file."""
        files = sorted(self.metadata_folder.glob("*.json"))
        return {file.name[:-len(".json")]: json.loads(file.read_bytes())["signed"]["version"]
                for file in files}

    def versions(self):
        """Trusted versions of root, timestamp, snapshot, targets; None where there is none."""
        trusted = self.trusted()
        return [trusted.get(role) for role in ("root", "timestamp", "snapshot", "targets")]

    def stored(self, role):
        file = self.metadata_folder / f"{role}.json"
        return file.read_bytes() if file.exists() else None

    def downloads(self):
        """The contents of all files under the target folder, the oldest first."""
        files = [file for file in self.target_folder.rglob("*") if file.is_file()]
        return [file.read_bytes() for file in sorted(files, key=lambda f: f.stat().st_mtime_ns)]

    # --- shorthands ------------------------------------------------------------------------------

    def publish(self, *roles, **options):
        self.repository.publish(*(roles or ONLINE), **options)
        return self
