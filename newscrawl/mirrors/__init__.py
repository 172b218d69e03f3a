"""One file per mirror, and how they are loaded: the package's own (.toml and .py), and yours (.toml only).

The package's files are read through ``importlib.resources`` and ``pkgutil``, so they load from a zipped egg as
well. From ``NEWSCRAWL_MIRRORS_DIR`` only ``*.toml`` is read: no code is taken from outside the package. A mirror
there takes the place of a shipped one of the same name, wholly; this is how you mend or enable one without
touching the package.
"""

from __future__ import annotations

import importlib
import logging
import pkgutil
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from newscrawl.errors import MirrorError
from newscrawl.mirror import Mirror
from newscrawl.mirrors._reading import as_table, read_mirror
from newscrawl.mirrors._wrong import close_names

logger = logging.getLogger(__name__)

# A definition has a few dozen lines; what is larger than this is some other file.
MAX_BYTES = 256 * 1024


@dataclass(frozen=True, kw_only=True, slots=True)
class Loaded:
    """One definition file: its mirror, or what is wrong with it."""

    file: str
    mirror: Mirror | None = None
    mistakes: tuple[str, ...] = ()


def load_mirrors(extra_dir: Path | None = None, *, package: str = __name__) -> tuple[Mirror, ...]:
    """Every mirror, by name: the package's, and those of ``extra_dir``.

    Raises MirrorError with all mistakes of all files.

    >>> [mirror.timezone for mirror in load_mirrors() if mirror.name == "turan"]
    ['Asia/Baku']
    """
    shipped, extra = list(_shipped(package)), list(_extra(extra_dir)) if extra_dir is not None else []
    mistakes = [line for loaded in (*shipped, *extra) for line in loaded.mistakes]
    for group in (shipped, extra):
        mistakes += _twice(group)
    mistakes += [
        f"{loaded.file}: name {loaded.mirror.name!r} is not the file's name; call the file {loaded.mirror.name}, or "
        "change the name"
        for loaded in shipped
        if loaded.mirror and _stem(loaded.file) != _as_module(loaded.mirror.name, loaded.file)
    ]
    if mistakes:
        raise MirrorError(mistakes)
    mirrors = {loaded.mirror.name.casefold(): loaded.mirror for loaded in shipped if loaded.mirror}
    for loaded in extra:
        if loaded.mirror is None:
            continue
        if loaded.mirror.name.casefold() in mirrors:
            logger.info("%s takes the place of the shipped mirror %s", loaded.file, loaded.mirror.name)
        mirrors[loaded.mirror.name.casefold()] = loaded.mirror
    return tuple(mirrors[name] for name in sorted(mirrors))


def select_mirrors(mirrors: Iterable[Mirror], names: str | None) -> tuple[Mirror, ...]:
    """What ``-a mirror=a,b`` means: those, in that order, enabled or not; None: all that are enabled.

    An unknown name is a MirrorError that tells the names close to it.
    """
    known = {mirror.name: mirror for mirror in mirrors}
    if names is None:
        return tuple(mirror for mirror in known.values() if mirror.enabled)
    wanted = list(dict.fromkeys(name.strip() for name in names.split(",") if name.strip()))
    if not wanted:
        raise MirrorError([f"mirror={names}: names no mirror; give names like mirror=turan, or leave it out for all"])
    unknown = [name for name in wanted if name not in known]
    if unknown:
        raise MirrorError([_unknown(name, known) for name in unknown])
    return tuple(known[name] for name in wanted)


def _unknown(name: str, known: Iterable[str]) -> str:
    names = sorted(known)
    close = close_names(name, names)
    hint = f"did you mean {' or '.join(map(repr, close))}?" if close else f"known are {', '.join(names) or '(none)'}"
    return f"mirror={name}: there is no mirror of this name; {hint}"


# ---- the package's own ------------------------------------------------------------------------------------------


def _shipped(package: str) -> Iterator[Loaded]:
    root = files(package)
    for entry in sorted(root.iterdir(), key=lambda one: one.name):
        if entry.name.endswith(".toml"):
            yield _read_toml(entry, f"{root.name}/{entry.name}")
    module = importlib.import_module(package)
    for found in sorted(pkgutil.iter_modules(module.__path__), key=lambda one: one.name):
        if not found.name.startswith("_"):
            yield _read_module(f"{package}.{found.name}", f"{root.name}/{found.name}.py")


def _read_module(module: str, file: str) -> Loaded:
    try:
        value = getattr(importlib.import_module(module), "MIRROR", None)
    except Exception as error:  # the file is code: whatever it raises is a mistake of that file, told with the others
        return Loaded(file=file, mistakes=(f"{file}: cannot be imported ({_reason(error)}); mend the file",))
    if not isinstance(value, Mirror):
        found = "has no MIRROR" if value is None else f"MIRROR is a {type(value).__name__}, not a Mirror"
        return Loaded(file=file, mistakes=(f"{file}: {found}; write MIRROR = Mirror(name=..., ...)",))
    mirror, mistakes = read_mirror(as_table(value), file=file)
    mistakes += _page_wrong(value.page, file)
    if mirror is None or mistakes:
        return Loaded(file=file, mistakes=tuple(mistakes))
    return Loaded(file=file, mirror=replace(mirror, page=value.page))


def _page_wrong(page: Any, file: str) -> list[str]:
    if page is None:
        return []
    # Here, not above: only a mirror that names a page class needs the page reader when mirrors are loaded.
    from newscrawl.page import ArticlePage

    if isinstance(page, type) and issubclass(page, ArticlePage):
        return []
    return [f"{file}: page {page!r:.100} is not a page class; give a subclass of newscrawl.page.ArticlePage"]


# ---- yours -------------------------------------------------------------------------------------------------------


def _extra(folder: Path) -> Iterator[Loaded]:
    try:
        entries = sorted(folder.iterdir(), key=lambda one: one.name)
    except OSError as error:
        what = f"cannot be read ({error.strerror or error})"
        remedy = "correct NEWSCRAWL_MIRRORS_DIR, or make the directory"
        yield Loaded(file=str(folder), mistakes=(f"{folder}: {what}; {remedy}",))
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.suffix == ".toml":
            yield _read_toml(entry, str(entry))
        elif entry.suffix == ".py":
            logger.warning("%s is not read: only *.toml is taken from NEWSCRAWL_MIRRORS_DIR, never code", entry)


# ---- both --------------------------------------------------------------------------------------------------------


def _read_toml(entry: Traversable | Path, file: str) -> Loaded:
    try:
        with entry.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise ValueError(f"larger than {MAX_BYTES // 1024} KB, so hardly a definition")
        table = tomllib.loads(data.decode("utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        return Loaded(file=file, mistakes=(f"{file}: is not TOML: {error}; mend that line",))
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return Loaded(file=file, mistakes=(f"{file}: is not UTF-8 at line {line}; save the file as UTF-8",))
    except (OSError, ValueError, RecursionError) as error:
        return Loaded(file=file, mistakes=(f"{file}: cannot be read ({_reason(error)}); mend or remove the file",))
    mirror, mistakes = read_mirror(table, file=file)
    return Loaded(file=file, mirror=mirror, mistakes=tuple(mistakes))


def _twice(group: list[Loaded]) -> Iterator[str]:
    first: dict[str, str] = {}
    for loaded in group:
        if loaded.mirror is None:
            continue
        earlier = first.setdefault(loaded.mirror.name.casefold(), loaded.file)
        if earlier != loaded.file:
            yield f"{loaded.file}: name {loaded.mirror.name!r} is taken by {earlier}; give each mirror its own name"


def _stem(file: str) -> str:
    return file.rpartition("/")[2].rpartition(".")[0]


def _as_module(name: str, file: str) -> str:
    """The file name for a mirror's name: a module cannot be called nbc-news."""
    return name.replace("-", "_").replace(".", "_") if file.endswith(".py") else name


def _reason(error: BaseException) -> str:
    text = str(error).splitlines()[0][:200] if str(error) else ""
    return f"{type(error).__name__}: {text}" if text else type(error).__name__
