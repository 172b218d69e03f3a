"""Fuzz the parsers: ``python -m tests.fuzz [TARGET ...] --minutes 10 --seed 1`` (``make fuzz MINUTES=10``).

With atheris (``newscrawl[fuzz]``; it has wheels for Python 3.11) each target runs under libFuzzer, guided by the coverage of
newscrawl's own code. Without it inputs are only mutated, which finds less, and that is said. An input that raises, or
takes more than two seconds of CPU for each megabyte (and two at least), is kept, and the command to repeat it is printed.
"""

from __future__ import annotations

import argparse
import gc
import inspect
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.fuzz.mutate import check, mutations
from tests.fuzz.targets import TARGETS


def main() -> int:
    """Run each target for so many minutes; exit 1 when an input broke one."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", default=[], help=", ".join(TARGETS))
    parser.add_argument("--minutes", type=float, default=10.0, help="for each target")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kept", type=Path, default=Path("data/fuzz"), help="where inputs that break are kept")
    parser.add_argument("--repeat", type=Path, help="run one kept input")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    names = options.targets or list(TARGETS)
    if options.repeat:
        check(TARGETS[names[0]], options.repeat.read_bytes())
        return 0
    if options.inside:
        _atheris(names[0], options.minutes, options.seed, options.kept)
    guided = _has_atheris()
    if not guided:
        print(
            "atheris is not installed: inputs are mutated without guidance (pip install 'newscrawl[fuzz]')", flush=True
        )
    bad = 0
    for name in names:
        options.kept.mkdir(parents=True, exist_ok=True)
        started = time.monotonic()
        bad += _guided(name, options) if guided else _mutated(name, options)
        print(f"{name}: {(time.monotonic() - started) / 60:.1f} minutes, seed {options.seed}", flush=True)
    return 1 if bad else 0


def _has_atheris() -> bool:
    try:
        import atheris  # noqa: F401
    except ImportError:
        return False
    return True


def _guided(name: str, options: argparse.Namespace) -> int:
    """A process of its own: libFuzzer ends the one that it runs in."""
    command = [sys.executable, "-m", "tests.fuzz", name, "--inside", "--minutes", str(options.minutes)]
    command += ["--seed", str(options.seed), "--kept", str(options.kept)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=options.minutes * 60 + 600)
    told = [line for line in done.stderr.splitlines() if line.startswith(("Done", "stat::number_of_executed"))]
    print(f"{name}: {'; '.join(told) or done.stderr[-300:]}", flush=True)
    if done.returncode == 0:
        return 0
    print(done.stdout[-2000:] + done.stderr[-4000:], flush=True)
    print(f"kept below {options.kept}: python -m tests.fuzz {name} --repeat {options.kept}/{name}-...", flush=True)
    return 1


def _atheris(name: str, minutes: float, seed: int, kept: Path) -> None:
    import atheris

    # Of all that is loaded, only our own functions: the others are ten times as many, and take minutes.
    for one in gc.get_objects():
        if inspect.isfunction(one) and (one.__module__ or "").startswith("newscrawl."):
            atheris.instrument_func(one)
    target = TARGETS[name]
    with tempfile.TemporaryDirectory() as folder:
        for number, content in enumerate(target.seeds):
            Path(folder, str(number)).write_bytes(content)
        given = [
            f"-max_total_time={int(minutes * 60)}",
            f"-seed={seed}",
            "-max_len=20000",
            "-timeout=20",
            "-print_final_stats=1",
        ]
        given += [f"-artifact_prefix={kept}/{name}-", "-rss_limit_mb=4096", folder]
        atheris.Setup([sys.argv[0], *given], lambda data: check(target, data), enable_python_coverage=True)
        atheris.Fuzz()


def _mutated(name: str, options: argparse.Namespace) -> int:
    target, until = TARGETS[name], time.monotonic() + options.minutes * 60
    for number, data in enumerate(mutations(target, options.seed)):
        try:
            check(target, data)
        except Exception as error:
            path = options.kept / f"{name}-{options.seed}-{number}"
            path.write_bytes(data)
            print(f"{name}: {error!r}\nrepeat with: python -m tests.fuzz {name} --repeat {path}", flush=True)
            return 1
        if time.monotonic() > until:
            print(f"{name}: {number} inputs", flush=True)
            return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
