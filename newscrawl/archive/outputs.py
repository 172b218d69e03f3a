"""Where commands and feed exports may write: not over what a data directory keeps."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from newscrawl import layout
from newscrawl.config import Config
from newscrawl.errors import ConfigError


def check_outputs(config: Config, outputs: Mapping[str, Path], inputs: Iterable[Path] = ()) -> None:
    """Refuse to write over what the data dir keeps, over what is read, or twice to one file; links are followed.

    >>> check_outputs(Config(data_dir=Path("/d")), {"-O": Path("/d/warc/../archive/a.jsonl")})
    Traceback (most recent call last):
    newscrawl.errors.ConfigError: -O /d/warc/../archive/a.jsonl: lies in /d/archive, which only crawls write; name another file
    """
    ledger, takedowns = _real(config.ledger_path), layout.TAKEDOWNS
    folders = [_real(config.data_dir / name) for name in layout.KEPT] + [ledger.parent / layout.WORKERS]
    # The same folder by its own name: it may be a link itself.
    folders += [_real(config.data_dir) / name for name in layout.KEPT]
    files = {_real(config.data_dir / takedowns), _real(config.data_dir) / takedowns, ledger, _real(ledger.parent)}
    files |= {ledger.with_name(ledger.name + end) for end in ("-wal", "-shm", "-journal")}
    taken = {_real(path): "is read by this command" for path in inputs}
    mistakes = []
    for option, path in outputs.items():
        # Where a link lies, and where it leads to.
        places = {_real(path), _real(path.parent) / path.name}
        inside = next((f for f in folders if any(place.is_relative_to(f) for place in places)), None)
        doubled = next((taken[place] for place in places if place in taken), None)
        if inside is not None:
            mistakes.append(f"{option} {path}: lies in {inside}, which only crawls write; name another file")
        elif places & files:
            mistakes.append(f"{option} {path}: is kept by crawls themselves (ledger, takedowns); name another file")
        elif doubled is not None:
            mistakes.append(f"{option} {path}: {doubled}; name another file")
        taken |= dict.fromkeys(places, f"is what {option} writes")
    if mistakes:
        raise ConfigError("\n".join(mistakes))


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))
