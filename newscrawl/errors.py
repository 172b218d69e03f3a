"""Every error of ours, drawn as the tree it is.

::

    NewscrawlError              what a user can act on: names the place and the remedy
    ├── ConfigError             a setting, or two that cannot stand together
    ├── MirrorError             mistakes in mirror definitions (all of them at once)
    ├── ReadingError            a page that cannot be read at all (no markup, truncated, not text)
    ├── SourceError             a section page, newsfeed or sitemap that cannot be read
    ├── ArchiveError            the archive cannot be written
    │   ├── ArchiveCorrupt      a line of the archive is not what was written
    │   └── Unwritten           a file could not take its place (an OSError too: whoever knows a remedy adds it)
    └── LedgerError             the ledger cannot be read or written

Errors of others (OSError, sqlite3.Error, lxml's) are turned into one of these at the layer that knows
what the user can do about it, with ``raise ... from``.
"""


class NewscrawlError(Exception):
    """The root: ``str(error)`` is one or more whole lines that say where, what, and how to mend it."""


class ConfigError(NewscrawlError):
    """A setting that cannot be used, or two that cannot stand together."""


class MirrorError(NewscrawlError):
    """Mistakes in mirror definitions; ``mistakes`` has one line for each, of all files."""

    def __init__(self, mistakes: list[str]) -> None:
        self.mistakes = list(mistakes)
        super().__init__("\n".join(self.mistakes))


class ReadingError(NewscrawlError):
    """A page that cannot be read at all."""


class SourceError(NewscrawlError):
    """A section page, newsfeed or sitemap that cannot be read."""


class ArchiveError(NewscrawlError):
    """The archive cannot be written; nothing after this is acknowledged."""


class ArchiveCorrupt(ArchiveError):
    """A line of the archive is not what was written."""


class Unwritten(ArchiveError, OSError):
    """A file could not be written, or not be given its place; ``left`` says what stands there now.

    >>> str(Unwritten("out.csv", OSError(28, "No space left on device"), "nothing was changed there"))
    'out.csv: No space left on device; nothing was changed there'
    """

    def __init__(self, path: object, error: OSError, left: str = "") -> None:
        OSError.__init__(self, error.errno, error.strerror or str(error), str(path))
        self._left = left

    def __str__(self) -> str:
        return f"{self.filename}: {self.strerror}" + (f"; {self._left}" if self._left else "")


class LedgerError(NewscrawlError):
    """The ledger cannot be read or written."""
