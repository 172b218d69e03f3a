"""The hunt for catastrophic patterns: ``python -m tests.fuzz.patterns`` tries every regular expression of the package.

Each pattern is noted as it is compiled. From its own parse come strings that nearly match: up to each repeat, the repeat
pumped, then what cannot follow. A pattern that is worse than quadratic in 1,000 characters takes seconds for one of them,
an exponential one for ever: none is given more than twenty seconds of CPU.
"""

from __future__ import annotations

import importlib
import inspect
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
LONGEST_RUN = 120
MOST_SECONDS = 0.5
ENDS = ("\x00", "!\n", "<", " \u2028x", "")
# One letter many times over, where a repeat of few may cut it in many ways: "(?:[A-Z]\\w{1,20} ?){2,8}" reads "AAAA..." so.
RUNS = ("A", "a", "1", ".", "-", " ", "A.", "a-", "新", "é", ", ", "A ")
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
    # What is compiled when it is first needed: tables that are read once, and what the seeds reach.
    for loaded in [module for name, module in sys.modules.items() if name.startswith("newscrawl")]:
        for table in [one for one in vars(loaded).values() if hasattr(one, "cache_clear") and callable(one)]:
            if getattr(table, "__module__", "") == loaded.__name__ and not inspect.signature(table).parameters:
                table.cache_clear()
                table()
    from tests.fuzz.targets import TARGETS

    for target in TARGETS.values():
        for seed in target.seeds:
            target.run(seed)
    re.compile = compile_
    return found


Choices = dict[int, int]


def repeats(nodes: Any, choices: Choices) -> Iterator[tuple[int, Choices]]:
    """Every repeat of a parsed pattern, with the alternatives to choose and the repeats to enter on the way to it."""
    for op, value in nodes:
        match str(op):
            case "BRANCH":
                for number, alternative in enumerate(value[1]):
                    yield from repeats(alternative, choices | {id(value): number})
            case "SUBPATTERN":
                yield from repeats(value[3], choices)
            case "ATOMIC_GROUP":
                yield from repeats(value, choices)
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                yield id(value), choices
                yield from repeats(value[2], choices | {id(value): 1})


class Maker:
    """Makes strings that a parsed pattern matches, or nearly: one repeat of it pumped."""

    def __init__(self, parsed: Any, seed: int, pumped: int) -> None:
        self.parsed = parsed
        self.pumped = pumped
        self.r = random.Random(seed)
        self.groups: dict[int, str] = {}
        self.choices: Choices = {}
        self.pump: int | None = None
        self.run: str | None = None
        self.done = False

    def make(self, pump: int, choices: Choices, run: str | None = None) -> str:
        """Up to the repeat ``pump``, and that one (or ``run``) many times over; what stands behind it is left out."""
        self.groups.clear()
        self.pump, self.choices, self.run, self.done = pump, choices, run, False
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
                chosen = self.choices.get(id(value))
                return self._sequence(self.r.choice(value[1]) if chosen is None else value[1][chosen])
            case "SUBPATTERN":
                text = self._sequence(value[3])
                self.groups[value[0]] = text
                return text
            case "ATOMIC_GROUP":
                return self._sequence(value)
            case "GROUPREF":
                return self.groups.get(value, "")
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                return self._repeat(value)
            case _:
                return ""  # anchors, looks around

    def _repeat(self, value: Any) -> str:
        least, most, inner = int(value[0]), int(value[1]), value[2]
        if id(value) == self.pump:
            # Only what is repeated as a whole of several parts can be cut in many ways.
            if self.run is not None and most > 2 and _has_repeat(inner):
                self.done = True
                return self.run * (LONGEST_RUN // len(self.run))
            if self.run is None and most > 8:
                text = "".join(self._sequence(inner) for _ in range(3)) or "a"
                self.done = True
                return text * (min(self.pumped, most * len(text)) // len(text) + 1)
        times = self.r.randint(least, min(most, least + 1))
        text = ""
        for _ in range(max(times, self.choices.get(id(value), 0))):
            text += self._sequence(inner)
            if self.done:
                break
        return text

    def _in(self, parts: Any) -> str:
        negated = str(parts[0][0]) == "NEGATE"
        wanted = _matches(parts[1:] if negated else parts)
        fits = [c for c in ALPHABET if wanted(c) != negated]
        if not negated:
            fits += [chr(v) for op, v in parts if str(op) == "LITERAL"] + [
                chr(v[0]) for op, v in parts if str(op) == "RANGE"
            ]
        return self.r.choice(fits or ["a"])


def _has_repeat(nodes: Any) -> bool:
    """Whether what is repeated has a repeat inside."""
    for op, value in nodes:
        name = str(op)
        if "REPEAT" in name:
            return True
        if name == "SUBPATTERN" and _has_repeat(value[3]):
            return True
        if name == "ATOMIC_GROUP" and _has_repeat(value):
            return True
        if name == "BRANCH" and any(map(_has_repeat, value[1])):
            return True
    return False


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
    """Strings that make a pattern work: every repeat of it, in whatever alternative, pumped in ``tries`` ways."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    parsed = _parser.parse(
        source, pattern.flags & ~re.UNICODE.value if isinstance(pattern.pattern, bytes) else pattern.flags
    )
    for number, (pump, choices) in enumerate(repeats(parsed, {})):
        maker = Maker(parsed, number, pumped)
        for seed in range(tries):
            made = maker.make(pump, choices)
            if maker.done:
                for end in ENDS[: 2 + seed % 4]:
                    yield made + end
            for run in RUNS:
                made = maker.make(pump, choices, run)
                if not maker.done:
                    break
                yield made + ENDS[seed % 2]
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
