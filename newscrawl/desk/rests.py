"""Which hosts asked to be left alone, and until when: kept beside the archive, so that a restart keeps it too.

A file for each host, written at once (a crawl may be killed at any moment) and whole (a new file takes the old one's
place), so that several workers on one data directory need no lock.
"""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import quote

from newscrawl.archive.files import make_directory
from newscrawl.archive.replacing import replacing
from newscrawl.layout import RESTS

# A host that asks for more is asked again after so long: a header must not lose a mirror for good.
LONGEST_REST = 30 * 86_400.0


class Rests:
    """``rests/<host>.json`` in the data directory; times are seconds since the epoch, by the wall clock.

    >>> import tempfile
    >>> rests = Rests(Path(tempfile.mkdtemp()))
    >>> rests.note("turan.example", until=1_700_000_120.0)
    >>> rests.load(now=1_700_000_000.0), rests.load(now=1_700_000_120.0)
    ({'turan.example': 1700000120.0}, {})
    """

    def __init__(self, data_dir: Path) -> None:
        self.folder = data_dir / RESTS

    def note(self, host: str, until: float) -> None:
        """Keep a host's rest; raises OSError."""
        make_directory(self.folder, self.folder.parent)
        with replacing(self._path(host)) as file:
            file.write(json.dumps({"host": host, "until": until}).encode())

    def load(self, now: float) -> dict[str, float]:
        """Every rest that lasts; those that are over are cleared away, and what cannot be read is no rest."""
        found: dict[str, float] = {}
        for path in sorted(self.folder.glob("*.json")):
            try:
                kept = json.loads(path.read_text(encoding="utf-8"))
                host, until = str(kept["host"]), float(kept["until"])
            except (OSError, ValueError, TypeError, KeyError):
                continue  # another worker has just cleared it away, or it is none of ours
            if until <= now:
                path.unlink(missing_ok=True)
            elif until <= now + LONGEST_REST + 60:
                found[host] = until
        return found

    def _path(self, host: str) -> Path:
        return self.folder / f"{quote(host, safe='')[:200]}.json"
