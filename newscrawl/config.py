"""``NEWSCRAWL_*`` read once into a frozen ``Config``; impossible values and pairs are refused here, all at once."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal, Protocol, TypeVar, cast

from newscrawl import layout
from newscrawl.errors import ConfigError

# Scrapy's priority of ``-s NAME=VALUE``: what is set there, or above, beats the environment.
COMMAND_LINE_PRIORITY = 40
# The prefix of our own settings, here and in the environment.
PREFIX = "NEWSCRAWL_"

T = TypeVar("T")


class SettingsLike(Protocol):
    """What we ask of Scrapy's Settings, so that this module need not know Scrapy."""

    def get(self, name: str, default: Any = None) -> Any: ...

    def getpriority(self, name: str) -> int | None: ...

    def __iter__(self) -> Any: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Config:
    """Every setting of ours, typed; the field ``data_dir`` is the setting ``NEWSCRAWL_DATA_DIR``, and so on.

    >>> Config.from_mapping({"NEWSCRAWL_EXPORT": "all"}).export
    'all'
    >>> Config.from_mapping({"NEWSCRAWL_RIGHTS": "respct"})
    Traceback (most recent call last):
    newscrawl.errors.ConfigError: NEWSCRAWL_RIGHTS: 'respct' is not one of respect, record; did you mean 'respect'?
    """

    data_dir: Path = Path("data")
    mirrors_dir: Path | None = None
    ledger: str = ""
    allow_private: frozenset[str] = field(default_factory=frozenset)
    rights: Literal["respect", "record"] = "respect"
    export: Literal["first", "all"] = "first"
    contact: str = ""
    source_interval: int = 900
    source_interval_min: int = 300
    source_interval_max: int = 43_200
    source_retire_days: int = 14
    revisit: tuple[int, ...] = (3600, 21_600, 86_400, 259_200, 604_800, 2_592_000)
    max_source_pages: int = 100
    max_new_pages: int = 20_000
    max_fruitless: int = 200
    max_hosts: int = 50
    mirrors_at_once: int = 100
    group_size: int = 64
    group_seconds: float = 1.0
    lease_seconds: int = 120
    retry_after_max: int = 3600
    crawl_delay_max: int = 60
    stall_seconds: float = 10.0
    chromium: str = ""
    warc: bool = False
    story_window_days: int | None = None

    @property
    def archive_dir(self) -> Path:
        """Where the archive lies."""
        return self.data_dir / layout.ARCHIVE

    @property
    def ledger_path(self) -> Path:
        """Where the SQLite ledger lies."""
        return Path(self.ledger) if self.ledger else self.data_dir / layout.LEDGER

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """Every setting's full name, in order."""
        return tuple(PREFIX + f.name.upper() for f in fields(cls))

    @classmethod
    def from_settings(cls, settings: SettingsLike, environ: Mapping[str, str] | None = None) -> Config:
        """Read Scrapy's settings: ``-s`` beats the environment, which beats settings.py."""
        env = os.environ if environ is None else environ
        values: dict[str, Any] = {}
        known = set(cls.names())
        for name in known:
            on_command_line = (settings.getpriority(name) or 0) >= COMMAND_LINE_PRIORITY
            # Compose files and unit files set to nothing what they leave out.
            if not on_command_line and env.get(name):
                values[name] = env[name]
            elif settings.get(name) is not None:
                values[name] = settings.get(name)
        strangers = {str(name) for name in (*settings, *env) if str(name).startswith(PREFIX)} - known - _NOT_OURS
        return cls.from_mapping(values, strangers)

    @classmethod
    def from_mapping(cls, values: Mapping[str, Any], strangers: Iterable[str] = ()) -> Config:
        """Check plain values by full name; raises ConfigError with a line for every mistake."""
        mistakes = [_unknown(name, cls.names()) for name in sorted(strangers)]
        read: dict[str, Any] = {}
        for f in fields(cls):
            name = PREFIX + f.name.upper()
            if name not in values:
                continue
            try:
                read[f.name] = _READERS[f.name](values[name])
            except ValueError as error:
                mistakes.append(f"{name}: {error}")
        given = {f.name: read.get(f.name, f.default) for f in fields(cls)}
        if not mistakes and given["source_interval_min"] > given["source_interval_max"]:
            mistakes.append(
                f"{PREFIX}SOURCE_INTERVAL_MIN: {given['source_interval_min']} is above "
                f"{PREFIX}SOURCE_INTERVAL_MAX, which is {given['source_interval_max']}; set both"
            )
        if mistakes:
            raise ConfigError("\n".join(mistakes))
        return cls(**read)


# Names with our prefix that other programs of the project read from the environment (tests, the Makefile).
_NOT_OURS = {"NEWSCRAWL_SHARED", "NEWSCRAWL_SEED"}


def _unknown(name: str, names: tuple[str, ...]) -> str:
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
    hint = f"; did you mean {close[0]}?" if close else f"; known are {', '.join(names)}"
    return f"{name}: there is no such setting{hint}"


def _one_of(*words: str) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if value in words:
            return str(value)
        close = difflib.get_close_matches(str(value), words, n=1, cutoff=0.5)
        hint = f"; did you mean {close[0]!r}?" if close else ""
        raise ValueError(f"{value!r} is not one of {', '.join(words)}{hint}")

    return read


def _number(kind: Callable[[str], T], low: float, high: float, unit: str) -> Callable[[Any], T]:
    def read(value: Any) -> T:
        try:
            number = kind(str(value))
        except ValueError:
            raise ValueError(f"{value!r} is not a number; give {unit} from {low:g} to {high:g}") from None
        if not low <= cast(float, number) <= high:
            raise ValueError(f"{value!r} is out of bounds; give {unit} from {low:g} to {high:g}")
        return number

    return read


def _optional(reader: Callable[[Any], T]) -> Callable[[Any], T | None]:
    return lambda value: None if value in (None, "", "none") else reader(value)


def _yes_or_no(value: Any) -> bool:
    words = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
    found = words.get(str(value).strip().lower())
    if found is None:
        raise ValueError(f"{value!r} is neither yes nor no; give 1 or 0")
    return found


def _path(value: Any) -> Path:
    if not str(value).strip():
        raise ValueError("is empty; give a directory")
    return Path(str(value)).expanduser()


def _ledger(value: Any) -> str:
    text = str(value or "")
    if text.startswith(("postgresql://", "postgres://")):
        raise ValueError("a PostgreSQL ledger is not part of this version; leave it out for SQLite in the data dir")
    if "://" in text:
        raise ValueError(f"{text!r} is no ledger; give the path of an SQLite file, or leave it out")
    return text


def _hosts(value: Any) -> frozenset[str]:
    """Read ``host:port`` pairs.

    >>> sorted(_hosts("127.0.0.1:8001, [::1]:80"))
    ['127.0.0.1:8001', '[::1]:80']
    """
    parts = value if isinstance(value, (list, tuple, set, frozenset)) else str(value or "").split(",")
    hosts = set()
    for part in (str(p).strip().lower() for p in parts):
        if not part:
            continue
        host, colon, port = part.rpartition(":")
        if not colon or not host or not port.isdecimal() or not 0 < int(port) < 65536:
            raise ValueError(f"{part!r} is not host:port; for a server on this machine say 127.0.0.1:8080")
        hosts.add(part)
    return frozenset(hosts)


def _text(value: Any) -> str:
    text = str(value or "").strip()
    if any(ord(c) < 32 for c in text):
        raise ValueError("has a control character; give plain text on one line")
    return text


_AGE = re.compile(r"(\d{1,5})\s*([mhd])")
_AGE_UNITS = {"m": 60, "h": 3600, "d": 86_400}


def _ages(value: Any) -> tuple[int, ...]:
    """Read ages as seconds, rising.

    >>> _ages("1h, 2d"), _ages("never")
    ((3600, 172800), ())
    """
    parts = value if isinstance(value, (list, tuple)) else str(value or "").split(",")
    words = [str(part).strip().lower() for part in parts if str(part).strip()]
    if words in ([], ["never"]):
        return ()
    found = [_AGE.fullmatch(word) for word in words]
    ages = tuple(int(match[1]) * _AGE_UNITS[match[2]] for match in found if match)
    if len(ages) < len(words) or 0 in ages or list(ages) != sorted(set(ages)):
        raise ValueError(f"{value!r} is no list of rising ages; write it like 1h, 6h, 1d, 7d (minutes are m), or never")
    return ages


_READERS: dict[str, Callable[[Any], Any]] = {
    "data_dir": _path,
    "mirrors_dir": _optional(_path),
    "ledger": _ledger,
    "allow_private": _hosts,
    "rights": _one_of("respect", "record"),
    "export": _one_of("first", "all"),
    "contact": _text,
    "source_interval": _number(int, 0, 31_536_000, "seconds"),
    "source_interval_min": _number(int, 0, 31_536_000, "seconds"),
    "source_interval_max": _number(int, 0, 31_536_000, "seconds"),
    "source_retire_days": _number(int, 0, 3_650, "days"),
    "revisit": _ages,
    "max_source_pages": _number(int, 1, 100_000, "pages"),
    "max_new_pages": _number(int, 1, 10_000_000, "pages"),
    "max_fruitless": _number(int, 1, 1_000_000, "requests"),
    "max_hosts": _number(int, 1, 100_000, "hosts"),
    "mirrors_at_once": _number(int, 1, 100_000, "mirrors"),
    "group_size": _number(int, 1, 10_000, "articles"),
    "group_seconds": _number(float, 0.01, 60, "seconds"),
    "lease_seconds": _number(int, 5, 86_400, "seconds"),
    "retry_after_max": _number(int, 1, 86_400, "seconds"),
    "crawl_delay_max": _number(int, 1, 3_600, "seconds"),
    "stall_seconds": _number(float, 0.1, 600, "seconds"),
    "chromium": _text,
    "warc": _yes_or_no,
    "story_window_days": _optional(_number(int, 1, 36_500, "days")),
}
