"""Runs one end-to-end case: run.py MODULE CASE HOST. Exit code 0 when it holds."""

import importlib
import pathlib
import sys
import traceback

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import house  # noqa: E402


def main():
    module, case, host = sys.argv[1:4]
    function = getattr(importlib.import_module(module), case)
    try:
        with house.Folder(case) as folder:
            try:
                function(folder, host)
            finally:
                for program in reversed(house.STARTED):
                    program.kill()
    except Exception:  # the whole story of a failure, then exit code 1
        traceback.print_exc()
        for log in sorted(folder.rglob("*.log")):
            if log.name != "frames.log" and log.exists():
                print(f"--- {log}\n{log.read_text(errors='replace')[-3000:]}", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
