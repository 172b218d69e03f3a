"""The hunt for catastrophic patterns: ``python -m tests.fuzz.patterns`` tries every regular expression of the package.

Each pattern is noted as it is compiled. From its own parse come strings that nearly match: up to each repeat, the repeat
pumped, then what cannot follow. A pattern that is worse than quadratic in 1,000 characters takes seconds for one of them,
an exponential one for ever: none is given more than twenty seconds of CPU.
"""

from __future__ import annotations

import importlib
import pkgutil
import random
import re
import signal
import sys
import time
from collections.abc import Iterator
from re import _parser  # type: ignore[attr-defined]
from typing import Any

from tests.cpu import slowness

PUMPED = 1_000
MOST_SECONDS = 0.5
ENDS = ("\x00", "!\n", "<", " \u2028x", "")
# Letters for classes: what the package's texts are made of.
ALPHABET = "a1 A-.,:/('\"éжا新\n\t_@"


def compiled() -> dict[tuple[str | bytes, int], tuple[str, re.Pattern[Any]]]:
    """Every pattern that newscrawl compiles, by its text and flags, with the module that does."""
    found: dict[tuple[str | bytes, int], tuple[str, re.Pattern[Any]]] = {}
    compile_ = re.compile

    def noted(pattern: Any, flags: Any = 0) -> Any:
        made = compile_(pattern, flags)
        module = sys._getframe(1).f_globals.get("__name__", "")
        if module.startswith("newscrawl"):
            found.setdefault((made.pattern, made.flags), (module, made))
        return made

    re.compile = noted  # type: ignore[assignment]
    import newscrawl

    for module in pkgutil.walk_packages(newscrawl.__path__, "newscrawl."):
        try:
            importlib.import_module(module.name)
        except ImportError:  # an extra that is not installed
            continue
    # What is compiled when it is first needed.
    from tests.fuzz.targets import TARGETS

    for target in TARGETS.values():
        for seed in target.seeds:
            target.run(seed)
    re.compile = compile_
    return found


class Maker:
    """Makes strings that a parsed pattern matches, or nearly: one repeat of it pumped."""

    def __init__(self, parsed: Any, seed: int, pumped: int) -> None:
        self.parsed = parsed
        self.pumped = pumped
        self.r = random.Random(seed)
        self.groups: dict[int, str] = {}
        self.repeats = 0
        self.pump: int | None = None
        self.done = False

    def make(self, pump: int) -> str:
        """Up to the repeat number ``pump``, and that one many times over; what stands behind it is left out."""
        self.groups.clear()
        self.repeats, self.pump, self.done = 0, pump, False
        return self._sequence(self.parsed)

    def _sequence(self, nodes: Any) -> str:
        text = ""
        for op, value in nodes:
            text += self._one(str(op), value)
            if self.done:
                break
        return text

    def _one(self, op: str, value: Any) -> str:
        match op:
            case "LITERAL":
                return chr(value)
            case "NOT_LITERAL":
                return self.r.choice([c for c in ALPHABET if ord(c) != value])
            case "ANY":
                return self.r.choice("a1 ")
            case "IN":
                return self._in(value)
            case "BRANCH":
                return self._sequence(self.r.choice(value[1]))
            case "SUBPATTERN":
                text = self._sequence(value[3])
                self.groups[value[0]] = text
                return text
            case "ATOMIC_GROUP":
                return self._sequence(value)
            case "GROUPREF":
                return self.groups.get(value, "")
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                return self._repeat(*value)
            case _:
                return ""  # anchors, looks around

    def _repeat(self, least: int, most: Any, inner: Any) -> str:
        self.repeats += 1
        if self.repeats == self.pump and most > 8:
            inside = [self._sequence(inner) for _ in range(3)]
            text = "".join(inside) or "a"
            self.done = True
            return text * (min(self.pumped, int(most) * len(text)) // len(text) + 1)
        return "".join(self._sequence(inner) for _ in range(self.r.randint(int(least), min(int(most), int(least) + 1))))

    def _in(self, parts: Any) -> str:
        negated = str(parts[0][0]) == "NEGATE"
        wanted = _matches(parts[1:] if negated else parts)
        fits = [c for c in ALPHABET if wanted(c) != negated]
        if not negated:
            fits += [chr(v) for op, v in parts if str(op) == "LITERAL"] + [
                chr(v[0]) for op, v in parts if str(op) == "RANGE"
            ]
        return self.r.choice(fits or ["a"])


def _matches(parts: Any) -> Any:
    classes = {"DIGIT": str.isdecimal, "SPACE": str.isspace, "WORD": lambda c: c.isalnum() or c == "_"}

    def fits(letter: str) -> bool:
        for op, value in parts:
            name = str(op)
            if name == "LITERAL" and ord(letter) == value:
                return True
            if name == "RANGE" and value[0] <= ord(letter) <= value[1]:
                return True
            if name == "CATEGORY":
                kind = str(value).removeprefix("CATEGORY_")
                if classes[kind.removeprefix("NOT_")](letter) != kind.startswith("NOT_"):
                    return True
        return False

    return fits


def strings(pattern: re.Pattern[Any], tries: int, pumped: int = PUMPED) -> Iterator[str]:
    """Strings that make a pattern work: every repeat of it pumped, in ``tries`` ways each."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    parsed = _parser.parse(
        source, pattern.flags & ~re.UNICODE.value if isinstance(pattern.pattern, bytes) else pattern.flags
    )
    for seed in range(tries):
        maker = Maker(parsed, seed, pumped)
        maker.make(0)
        for pump in range(1, max(maker.repeats, 1) + 12):
            made = maker.make(pump)
            if maker.done:
                for end in ENDS[: 2 + seed % 4]:
                    yield made + end
    for token in (" ", "a", "A", "1", "a ", "A. ", "1/", "-", "(", ".", ", ", "\n", "é", "新"):
        yield token * (pumped // len(token)) + "\x00"


class TooLong(Exception):
    """The alarm: a search has not come back."""


def slowest(pattern: re.Pattern[Any], tries: int, *, give_up: float = 20.0, pumped: int = PUMPED) -> tuple[float, str]:
    """The longest that one search takes, and for which string; ends at the first that takes too long."""

    def alarm(*_: object) -> None:
        raise TooLong

    before = signal.signal(signal.SIGVTALRM, alarm)
    worst = (0.0, "")
    try:
        for text in strings(pattern, tries, pumped):
            data: Any = text if isinstance(pattern.pattern, str) else text.encode("latin-1", "replace")
            for way in (pattern.search, pattern.match):
                begun = time.process_time()
                signal.setitimer(signal.ITIMER_VIRTUAL, give_up)
                try:
                    way(data)
                except TooLong:
                    return give_up, text
                finally:
                    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
                spent = time.process_time() - begun
                if spent > MOST_SECONDS:  # a busy machine, perhaps
                    spent /= slowness()
                worst = max(worst, (spent, text))
                if worst[0] > MOST_SECONDS:
                    return worst
    finally:
        signal.signal(signal.SIGVTALRM, before)
    return worst


def main(tries: int = 12) -> int:
    """Try all; say which are catastrophic."""
    found = compiled()
    bad, times = 0, []
    for (source, _), (module, pattern) in found.items():
        seconds, text = slowest(pattern, tries)
        times.append((seconds, module, source))
        if seconds > MOST_SECONDS:
            bad += 1
            print(f"{module}: {seconds:.1f} s for {text[:80]!r}...{text[-20:]!r}: {source[:300]!r}", flush=True)
    times.sort(reverse=True, key=lambda one: one[0])
    for seconds, module, source in times[:5]:
        print(f"{seconds * 1000:7.1f} ms  {module}  {source[:80]!r}")
    print(f"{len(found)} patterns, {bad} of them catastrophic")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
