"""Where, apart from archive and ledger, the text of an article lies in a data directory."""

from __future__ import annotations

import json
import re
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from html import escape
from pathlib import Path

from newscrawl.archive.files import sync_directory
from newscrawl.archive.tombstones import Tombstone
from newscrawl.errors import ArchiveError
from newscrawl.items import Article
from newscrawl.layout import OURS, PUBLISHED, QUARANTINE, REPORTS, TAKEDOWNS, TORN
from newscrawl.text.urls import identity_of_cleaned

UNDER_WAY = 3600.0
_EXPORTS = (".jsonl", ".jsonl.gz", ".csv", ".csv.gz", ".json", ".parquet", ".xml", ".txt", ".html")
# So much of a file is looked at at once.
_PIECE = 1 << 20


def remove_remains(data: Path, stone: Tombstone, found: Sequence[Article]) -> list[Path]:
    """Remove raw pages in quarantine, torn tails, published files and reports that hold the article; raises ArchiveError."""
    texts = _spellings(stone, found)
    checks: list[tuple[str, Callable[[Path], bool]]] = [
        (f"{QUARANTINE}/*/*.json", lambda path: _is_about(path, stone, texts)),
        (f"{QUARANTINE}/{TORN}/*", lambda path: _holds(path, texts)),
        # Halves that a crash has left: nothing points to them.
        (f"{QUARANTINE}/*/.*.partial", lambda path: _is_old(path) and _holds(path, texts)),
        (f"{QUARANTINE}/*/*.html", lambda path: _is_old(path) and _is_stray(path) and _holds(path, texts)),
        (f"{PUBLISHED}/**/*", lambda path: _holds(path, texts)),
        (f"{REPORTS}/**/*", lambda path: _holds(path, texts)),
    ]
    removed = []
    try:
        for pattern, is_of in checks:
            for path in sorted(data.glob(pattern)):
                if not path.is_file() or not is_of(path):
                    continue
                for file in (path, path.with_suffix(".html")) if pattern.endswith(".json") else (path,):
                    file.unlink(missing_ok=True)
                    removed.append(file)
                sync_directory(path.parent)
    except OSError as error:
        raise ArchiveError(f"{error.filename or data}: {error.strerror}; run the takedown again") from error
    return removed


def exports_with(data: Path, stone: Tombstone, found: Sequence[Article]) -> list[Path]:
    """Files that somebody exported into the data directory and that still hold the article: theirs, so only named.

    Named as well is what may hold it: a Parquet file, whose text is packed in columns, and a file that cannot be read.
    """
    texts = _spellings(stone, found)
    named = []
    for path in sorted(data.rglob("*")):
        inside = path.relative_to(data)
        # What is ours has ways out of its own: compaction, and the removal above.
        if inside.parts[0] in OURS or path.name.startswith((".", TAKEDOWNS)) or not path.is_file():
            continue
        if path.name.endswith(_EXPORTS) and (path.suffix == ".parquet" or _may_hold(path, texts)):
            named.append(path)
    return named


def _may_hold(path: Path, texts: set[bytes]) -> bool:
    try:
        return _holds(path, texts)
    except OSError:
        return True  # it is named: whoever asked must look into it


def _spellings(stone: Tombstone, found: Sequence[Article]) -> set[bytes]:
    """What tells the article, as text, JSON, CSV, XML and HTML write it."""
    told = {stone.url, *(text for one in found for text in _telling(one))}
    for text in [*told]:
        told |= {json.dumps(text)[1:-1], json.dumps(text, ensure_ascii=False)[1:-1]}
        told |= {text.replace('"', '""'), escape(text, quote=False), escape(text)}
    return {text.encode() for text in told}


def _telling(article: Article) -> list[str]:
    """Strings that nothing but this article has: its address and the beginnings of its paragraphs."""
    paragraphs = (article.body or "").split("\n\n")
    return [article.url, *(text[:60] for text in paragraphs if len(text) >= 40)]


def _is_about(path: Path, stone: Tombstone, texts: set[bytes]) -> bool:
    try:
        told = json.loads(path.read_bytes())
        names = {identity_of_cleaned(str(told.get(key))) for key in ("page_url", "url") if told.get(key)}
    except (ValueError, AttributeError):
        # A damaged note does not say of what page it is: then the page itself does.
        page = path.with_suffix(".html")
        return _holds(path, texts) or (page.exists() and _holds(page, texts))
    return bool(names & set(stone.identities))


def _is_old(path: Path) -> bool:
    """No longer under way: what makes a file writes it in moments."""
    return time.time() - path.stat().st_mtime > UNDER_WAY


def _is_stray(path: Path) -> bool:
    return not path.with_suffix(".json").exists()


def _holds(path: Path, texts: set[bytes]) -> bool:
    # An address is not found in the longer one of another article.
    addresses = {text: re.compile(re.escape(text) + rb"(?![\w/.?&=%~-])") for text in texts if text.startswith(b"http")}
    overlap = max(map(len, texts), default=1)
    before = b""
    for piece in _pieces(path):
        looked_at = before + piece
        for text in texts:
            if text in looked_at and (text not in addresses or addresses[text].search(looked_at)):
                return True
        before = looked_at[-overlap:]
    return False


def _pieces(path: Path) -> Iterator[bytes]:
    """A file's bytes, unpacked where it is packed: up to where it is torn, behind which nobody can read it."""
    with path.open("rb") as file:
        packed = zlib.decompressobj(wbits=31) if path.suffix == ".gz" else None
        while piece := file.read(_PIECE):
            if packed is None:
                yield piece
                continue
            while piece:
                try:
                    yield packed.decompress(piece, _PIECE)
                except zlib.error:
                    return
                piece = packed.unconsumed_tail
                if packed.eof:  # another member may follow
                    piece, packed = packed.unused_data, zlib.decompressobj(wbits=31)
        if packed is not None:
            yield packed.flush()
