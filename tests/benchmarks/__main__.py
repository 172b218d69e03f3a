"""Run every benchmark, or those named: ``python -m tests.benchmarks crawl reading``."""

from __future__ import annotations

import importlib
import pkgutil
import sys

from tests import benchmarks


def main() -> int:
    """Run them in order; a benchmark is a module ``bench_NAME`` with a ``main()``."""
    names = [
        m.name.removeprefix("bench_") for m in pkgutil.iter_modules(benchmarks.__path__) if m.name.startswith("bench_")
    ]
    wanted = sys.argv[1:] or names
    strangers = set(wanted) - set(names)
    if strangers:
        print(f"no benchmark {', '.join(sorted(strangers))}; there are {', '.join(names)}", file=sys.stderr)
        return 2
    for name in wanted:
        print(f"\n== {name}", flush=True)
        importlib.import_module(f"tests.benchmarks.bench_{name}").main()
    return 0


sys.exit(main())
