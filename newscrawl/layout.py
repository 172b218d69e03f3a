"""What lies where in a data directory: every name in it is told here."""

from __future__ import annotations

ARCHIVE = "archive"
# Raw responses, as WARC.
WARC = "warc"
# Pages that could not be read, a folder for each mirror; in one of its own what was cut off behind the archive's whole lines.
QUARANTINE, TORN = "quarantine", "torn"
# Hosts that asked to be left alone.
RESTS = "rests"
PUBLISHED, REPORTS = "published", "reports"
TAKEDOWNS = "takedowns.jsonl"
# It may lie elsewhere (NEWSCRAWL_LEDGER); the locks of the workers lie beside it.
LEDGER, WORKERS = "ledger.sqlite", ".workers"

# Folders that only crawls and the commands of their keeping may write into.
KEPT = (ARCHIVE, WARC, QUARANTINE, RESTS, WORKERS)
# Those, and what is made of them: whatever lies elsewhere somebody else has put there.
OURS = frozenset({*KEPT, PUBLISHED, REPORTS})
