"""Link any JSON Lines of articles: the streaming linker over a file, in the order of publication."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Container
from dataclasses import dataclass, field
from math import inf
from pathlib import Path
from typing import BinaryIO

from newscrawl.archive.files import naming
from newscrawl.desk.reading import read_documents
from newscrawl.ledger.sqlite import SqliteLedger
from newscrawl.stories import Linker
from newscrawl.stories.prints import Prints

# Copies after which the index's transaction ends: bounds its journal, nothing else hangs on it.
COMMIT_EVERY = 20_000
# And after which progress is told: a bar that moves takes as long as a small text.
TOLD_EVERY = 100


@dataclass(kw_only=True, slots=True)
class Clustered:
    """What came of it; ``wrong`` names each line that could not be read; ``alone`` had nothing to be compared with.

    ``textless`` had neither body nor fingerprints, and ``first_textless`` says of the first what it lacks; ``timeless`` had no
    time: their order is that of their ids.
    """

    documents: int = 0
    clusters: int = 0
    relations: int = 0
    alone: int = 0
    textless: int = 0
    first_textless: str = ""
    timeless: int = 0
    wrong: list[str] = field(default_factory=list)


def _quiet(*_: object) -> None:
    pass


def cluster(
    source: BinaryIO,
    clusters: BinaryIO,
    relations: BinaryIO,
    *,
    reading: Callable[[int, int], None] = _quiet,
    progress: Callable[[int, int], None] = _quiet,
    writing: Callable[[int, int], None] = _quiet,
    left_out: Container[str] = (),
) -> Clustered:
    """Read documents, write ``{"id", "cluster"}`` in their order, and ``{"a", "b", "type"}`` for each pair.

    The order of the lines does not matter: documents are linked in the order of ``stories.Copy``. First all are read, by all
    processors, and those that share no marks with any other are set aside: each is a story by itself, and the linker would
    find nothing for it. The others go through it one by one. Fingerprints and index lie in temporary files, so memory
    holds ids and places in the file, never the texts. ``left_out``: ids of what was taken down. ``reading`` is told the bytes
    read, ``progress`` the documents linked, ``writing`` those written. An OSError names the file that it is of.
    """
    with (
        tempfile.TemporaryDirectory(prefix="newscrawl-cluster-") as folder,
        naming(Path(folder)),
        (Path(folder) / "prints").open("w+b") as file,
        (Path(folder) / "piped").open("w+b") as piped,
    ):
        if not source.seekable():
            shutil.copyfileobj(source, piped)
            source = piped
        found = read_documents(source, file, progress=reading, left_out=left_out)
        result = Clustered(
            documents=len(found.orders),
            wrong=found.wrong,
            alone=int(found.alone.sum()),
            textless=found.textless,
            first_textless=found.first_textless,
            timeless=sum(order[0] == inf for order in found.orders),
        )
        todo = sorted((order, at) for at, order in enumerate(found.orders) if not found.alone[at])
        ledger = SqliteLedger(Path(folder) / "index.sqlite")
        try:
            linker = Linker(ledger.stories)
            for done, (order, at) in enumerate(todo):
                start, length = found.places[at]
                file.seek(start)
                linker.add_prints(order[2], order, Prints.unpack(file.read(length)) if length else None)
                if done % COMMIT_EVERY == 0:
                    ledger.commit()
                if done % TOLD_EVERY == 0 or done + 1 == len(todo):
                    progress(done + 1, len(todo))
            del todo
            names: set[str] = set()
            every = len(found.orders)
            for done, (order, alone) in enumerate(zip(found.orders, found.alone.tolist(), strict=True), 1):
                id = order[2]
                story = id if alone else linker.story_of(id) or id
                names.add(story)
                clusters.write(_dumped({"id": id, "cluster": story}))
                for edge in () if alone else ledger.stories.edges_of(id):
                    if edge.later == id and linker.story_of(edge.earlier) == story:
                        pair = {"a": id, "b": edge.earlier, "type": edge.comparison.relation}
                        relations.write(_dumped(pair))
                        result.relations += 1
                if done % TOLD_EVERY == 0 or done == every:
                    writing(done, every)
        finally:
            ledger.close()
    result.clusters = len(names)
    return result


def _dumped(value: dict[str, str]) -> bytes:
    return json.dumps(value, ensure_ascii=True).encode() + b"\n"
