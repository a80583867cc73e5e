"""Runs one end-to-end case: run.py MODULE CASE HOST, or with "all" every public function of the
module. Exit code 0 when all hold."""

import importlib
import inspect
import pathlib
import sys
import traceback

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import house  # noqa: E402


def main():
    module, case, host = sys.argv[1:4]
    functions = vars(importlib.import_module(module))
    if case != "all":
        sys.exit(not holds(functions[case], host))
    cases = [one for name, one in functions.items() if not name.startswith("_")
             and getattr(one, "__module__", None) == module and inspect.isfunction(one)]
    failed = [one.__name__ for one in cases if not holds(one, host)]
    print(f"{len(cases) - len(failed)} of {len(cases)} cases hold", *failed, sep="\n  ")
    sys.exit(bool(failed or not cases))


def holds(function, host):
    try:
        with house.Folder(function.__name__) as folder:
            try:
                function(folder, host)
            finally:
                for program in reversed(house.STARTED):
                    program.kill()
        return True
    except Exception:  # the whole story of a failure
        traceback.print_exc()
        for log in sorted(folder.rglob("*.log")):
            if log.name != "frames.log" and log.exists():
                print(f"--- {log}\n{log.read_text(errors='replace')[-3000:]}", file=sys.stderr)
        return False


if __name__ == "__main__":
    main()
