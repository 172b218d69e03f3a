"""Linking copies: quality on the labelled streams, damage and order, speed and size, beside other methods where installed.

Needs ../shared (NEWSCRAWL_SHARED names another place); says so and skips where it is absent.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np

from newscrawl.desk.clustering import cluster
from newscrawl.items import StoryLink
from newscrawl.ledger import sqlite_postings
from newscrawl.ledger.sqlite import SqliteLedger
from newscrawl.stories import Copy, Linker, Member, MemoryIndex
from newscrawl.stories.prints import Prints, telling
from newscrawl.stories.words import words
from tests.benchmarks import made_stream

SHARED = Path(os.environ.get("NEWSCRAWL_SHARED") or Path(__file__).parents[3] / "shared")
START = datetime(2026, 1, 1, tzinfo=UTC)
ROUND_UPS = 200
SPEED_ARTICLES, MEASURED = 30_000, 10_000


@dataclass(frozen=True)
class Stream:
    """One labelled stream."""

    name: str
    documents: list[dict[str, Any]]
    clusters: dict[str, str]
    relations: list[dict[str, Any]]


def stream(folder: Path) -> Stream:
    """Read a stream's three files."""

    def lines(name: str) -> list[dict[str, Any]]:
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
            return [json.loads(line) for line in file]

    clusters = {line["id"]: line["cluster"] for line in lines("clusters")}
    return Stream(folder.name, lines("docs"), clusters, lines("relations"))


def copy_of(document: dict[str, Any]) -> Copy:
    at = START + timedelta(days=document["ts"])
    return Copy(
        id=document["id"],
        published_at=at,
        fetched_at=at,
        headline=document["title"],
        body=document["text"],
    )


def linked(documents: Iterable[dict[str, Any]]) -> tuple[dict[str, str], dict[tuple[str, str], str]]:
    """(document -> story, (later, earlier) -> relation)."""
    index = MemoryIndex()
    linker = Linker(index)
    every = list(documents)
    for document in every:
        linker.add(copy_of(document))
    stories = {document["id"]: linker.story_of(document["id"]) or "" for document in every}
    found = {
        (edge.later, edge.earlier): edge.comparison.relation
        for document in every
        for edge in index.edges_of(document["id"])
    }
    return stories, found


def agreement(gold: dict[str, str], found: dict[str, str]) -> tuple[float, float, float]:
    """(ARI, pair precision, pair recall)."""

    def pairs(counts: Iterable[int]) -> float:
        return sum(n * (n - 1) / 2 for n in counts)

    both = pairs(Counter((gold[id], found[id]) for id in gold).values())
    ours, theirs = pairs(Counter(found.values()).values()), pairs(Counter(gold.values()).values())
    expected = ours * theirs / (len(gold) * (len(gold) - 1) / 2)
    return (both - expected) / ((ours + theirs) / 2 - expected), both / ours if ours else 1.0, both / theirs


def damaged(text: str, rate: float, r: random.Random) -> str:
    """Letters swapped, dropped or changed in a share of the words of four letters and more."""
    found = text.split(" ")
    for at, word in enumerate(found):
        if len(word) > 3 and r.random() < rate and not any(c.isdigit() for c in word):
            place, kind = r.randrange(len(word) - 1), r.randrange(3)
            middle = (word[place + 1] + word[place], word[place + 1], r.choice("aeiourn") + word[place + 1])[kind]
            found[at] = word[:place] + middle + word[place + 2 :]
    return " ".join(found)


def with_round_ups(documents: Sequence[dict[str, Any]], clusters: dict[str, str]) -> list[dict[str, Any]]:
    """The documents, and pages that carry three of the day's stories, or their beginnings, under a headline of their own."""
    r, found = random.Random(7), list(documents)
    for number in range(ROUND_UPS):
        at = r.randrange(100, len(documents))
        day = [one for one in documents[max(0, at - 150) : at] if len(one["text"].split()) > 120]
        r.shuffle(day)
        held = list({clusters[one["id"]]: one for one in day}.values())[:3]
        paragraphs = 4 if r.random() < 0.4 else None
        text = "\n\n".join(part for one in held for part in one["text"].split("\n\n")[:paragraphs])
        title = (
            "; ".join(one["title"] for one in held[:2]) if r.random() < 0.3 else f"Edition {number} of the day in short"
        )
        last = max(one["ts"] for one in held) + r.random()
        found.append({"id": f"round-up {number}", "ts": last, "outlet": "short", "title": title, "text": text})
    return sorted(found, key=lambda one: one["ts"])


def quality(data: Stream) -> None:
    """The figures of docs/stories.md."""
    stories, found = linked(data.documents)
    ari, precision, recall = agreement(data.clusters, stories)
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for line in data.relations:
        kind = found.get((line["a"], line["b"]), "none")
        for name in ("all", line["sub"]):
            asked[name] += 1
            right[name] += kind == line["type"]
    print(f"{data.name}: {len(data.documents)} documents, ARI {ari:.4f}, pairs {precision:.4f} / {recall:.4f}")
    shares = ", ".join(f"{name} {right[name] / asked[name]:.3f}" for name in sorted(asked))
    print(f"  relation type right: {shares}")
    for rate in (0.02, 0.05, 0.10):
        r = random.Random(1)
        worse = [{**one, "text": damaged(one["text"], rate, r)} for one in data.documents]
        print(f"  {rate:.0%} of words damaged: ARI {agreement(data.clusters, linked(worse)[0])[0]:.4f}")
    shuffled = data.documents[:]
    random.Random(1).shuffle(shuffled)
    other, _ = linked(shuffled)
    print(f"  in another order: ARI between the two {agreement(stories, other)[0]:.4f}")
    held = with_round_ups(data.documents, data.clusters)
    told = []
    for _ in range(2):
        stories, _ = linked(held)
        ari, *pairs = agreement(data.clusters, {id: stories[id] for id in data.clusters})
        told.append(f"{ari:.4f} (pairs {pairs[0]:.4f} / {pairs[1]:.4f})")
        random.Random(1).shuffle(held)
    print(
        f"  beside {ROUND_UPS} round-ups of three stories each: ARI of the others {told[0]}, in another order {told[1]}"
    )


def without_bulletins(data: Stream) -> Stream:
    """The stream without its short recurring bulletins, which word-set methods glue together."""
    short = {line[side] for line in data.relations if line["sub"] in ("short_bulletin", "near_short") for side in "ab"}
    families = {data.clusters[id] for id in short}
    clusters = {id: family for id, family in data.clusters.items() if family not in families}
    documents = [one for one in data.documents if one["id"] in clusters]
    return Stream(f"{data.name} without short bulletins", documents, clusters, [])


def beside(data: Stream) -> None:
    """Other methods, from the libraries that happen to be installed, each as its documentation says; candidates are verified.

    Stories are all that any chain of pairs connects (single link), for none of them has another rule.
    """
    print(
        "  other methods on the same documents: word 5-grams of the same words, 128 permutations, pairs over the threshold linked"
    )
    methods: list[tuple[str, Callable[[Stream], dict[str, str]]]] = [
        ("datasketch MinHashLSH, Jaccard .5", partial(minhash, threshold=0.5)),
        ("datasketch MinHashLSH, Jaccard .3", partial(minhash, threshold=0.3)),
        ("rensa RMinHashLSH, Jaccard .5", partial(rensa, threshold=0.5)),
        ("rensa RMinHashLSH, Jaccard .3", partial(rensa, threshold=0.3)),
        ("simhash of words, 3 of 64 bits", simhash),
    ]
    apart = without_bulletins(data)
    for name, method in methods:
        try:
            started = time.process_time()
            stories = method(data)
        except ImportError:
            print(f"  {name}: not installed (make bench does; pip install -e '.[bench]')")
            continue
        spent = time.process_time() - started
        ari, precision, recall = agreement(data.clusters, stories)
        without = agreement(apart.clusters, method(apart))[0]
        print(
            f"  {name}: ARI {ari:.3f} ({without:.3f} without short bulletins), pairs {precision:.3f} / {recall:.3f}, "
            f"{len(data.documents) / spent:.0f} documents a CPU second, no types"
        )
    without = agreement(apart.clusters, linked(apart.documents)[0])[0]
    print(f"  ours without short bulletins: ARI {without:.4f}")


class _Groups:
    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def find(self, one: str) -> str:
        while self._above.setdefault(one, one) != one:
            one = self._above[one]
        return one

    def join(self, one: str, two: str) -> None:
        self._above[self.find(one)] = self.find(two)


def _shingles(text: str) -> list[str]:
    found = words(text)
    return [" ".join(found[at : at + 5]) for at in range(max(1, len(found) - 4))]


def minhash(data: Stream, threshold: float) -> dict[str, str]:
    """datasketch's MinHashLSH, candidates verified, single link."""
    from datasketch import MinHash, MinHashLSH

    index, groups = MinHashLSH(threshold=threshold, num_perm=128), _Groups()
    signatures = {}
    for one in data.documents:
        signature = signatures[one["id"]] = MinHash(num_perm=128)
        signature.update_batch([shingle.encode() for shingle in _shingles(one["text"])])
        for other in index.query(signature):
            if signature.jaccard(signatures[other]) >= threshold:
                groups.join(one["id"], other)
        index.insert(one["id"], signature)
    return {one["id"]: groups.find(one["id"]) for one in data.documents}


def rensa(data: Stream, threshold: float) -> dict[str, str]:
    """rensa's RMinHashLSH, candidates verified, single link."""
    from rensa import RMinHash, RMinHashLSH

    index, groups = RMinHashLSH(threshold=threshold, num_perm=128, num_bands=32), _Groups()
    signatures: list[Any] = []
    for number, one in enumerate(data.documents):
        signature = RMinHash(num_perm=128, seed=1)
        signature.update(_shingles(one["text"]))
        for other in index.query(signature):
            if signature.jaccard(signatures[other]) >= threshold:
                groups.join(one["id"], data.documents[other]["id"])
        index.insert(number, signature)
        signatures.append(signature)
    return {one["id"]: groups.find(one["id"]) for one in data.documents}


def simhash(data: Stream) -> dict[str, str]:
    """simhash's index, three bits apart, single link."""
    import logging

    from simhash import Simhash, SimhashIndex

    logging.disable(logging.WARNING)  # it warns of each full bucket
    index, groups = SimhashIndex([], k=3), _Groups()
    for one in data.documents:
        signature = Simhash(words(one["text"]))
        for other in index.get_near_dups(signature):
            groups.join(one["id"], other)
        index.add(one["id"], signature)
    return {one["id"]: groups.find(one["id"]) for one in data.documents}


def _yardstick() -> float:
    """What a piece of work that is always the same takes now: a machine that is shared is not always as fast."""
    started = time.process_time()
    for number in range(10):
        hashes = hash(tuple(str(one) for one in range(number, number + 400)))
        np.sort(np.arange(2_000) * (hashes | 1))
    return time.process_time() - started


def speed(count: int) -> None:
    """Streaming made-up articles of 400 words, three of ten of them copies, into a SQLite ledger; only that is timed."""
    edge = min(MEASURED, count // 3) // 100
    spent: list[float] = []
    sticks: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        ledger = SqliteLedger(Path(folder) / "ledger.sqlite")
        linker = Linker(ledger.stories)
        articles = made_stream.stream(count)
        while group := list(islice(articles, 100)):
            copies = [
                Copy(id=one.id, published_at=one.published_at, fetched_at=one.published_at, body=one.body)
                for one in group
            ]
            started = time.process_time()
            for one in copies:
                linker.add(one)
            ledger.commit()
            spent.append(time.process_time() - started)
            sticks.append(_yardstick())
            if len(spent) % 1_000 == 0:
                since = sum(spent[-1_000:])
                print(f"  {len(spent) * 100} in; of the last 100,000 each {since * 10:.0f} us", flush=True)
        largest = sum(file.stat().st_size for file in Path(folder).iterdir())
        ledger.close()
        size = sum(file.stat().st_size for file in Path(folder).iterdir())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

    def cost(groups: slice) -> float:
        return sum(spent[groups]) / sum(sticks[groups])

    # The postings are swept once in thirty to sixty thousand articles: a long stretch has its share of that.
    tail = slice(-min(len(spent) - edge, 1_200), None)
    ratios = [sum(spent[-edge:]) / sum(spent[:edge]), cost(slice(-edge, None)) / cost(slice(edge))]
    print(
        f"speed: {count} articles of 400 words: {count / sum(spent):.0f} a CPU second; the last {edge * 100} at {ratios[0]:.2f} "
        f"times the cost of the first ({ratios[1]:.2f} by a fixed piece of work done beside them; the last "
        f"{-100 * (tail.start or 0)}, sweeps of the postings included, {cost(tail) / cost(slice(edge)):.2f}); "
        f"{size / count:.0f} bytes each in the ledger ({largest / count:.0f} with its journal before closing); "
        f"{peak:.0f} MB peak",
        flush=True,
    )


def growth(count: int) -> None:
    """What an article costs in a ledger of ``count`` others, beside one that begins empty: both get the same, in turns.

    The others are stories of random fingerprints, put in without being set against each other: a million in minutes. Each of
    the two pays for all that it writes, and for nothing that was written before: journals go into their files before and after.
    """
    spent, sweeps = [0.0, 0.0], [0.0]
    with tempfile.TemporaryDirectory() as folder:
        ledgers = [SqliteLedger(Path(folder) / f"{name}.sqlite") for name in ("large", "empty")]
        large = ledgers[0].stories
        settle = large._postings._settle

        def timed() -> None:
            started = time.process_time()
            settle()
            ledgers[0].commit()
            sweeps.append(time.process_time() - started)

        large._postings._settle = timed  # type: ignore[method-assign]
        r = np.random.default_rng(1)
        for at in range(0, count, 1_000):
            marks, names = r.integers(0, 2**32, (1_000, 94), dtype=np.uint64).tolist(), r.bytes(32_000)
            stamp = START.timestamp() + 20 * at
            for number, own in enumerate(marks):
                digest, id = names[32 * number :][:16], names[32 * number + 16 :][:16].hex()
                prints = Prints(digest, 400, frozenset(own[:5]), tuple(own[4:]), 86)
                large.add(Member(id, (stamp, stamp, id), prints, id), StoryLink(id=id))
                large.post(id, telling(prints.marks), prints.whole)
            ledgers[0].commit()
        held = large._postings._held.count
        _journal_into_file(ledgers[0])
        linkers = [Linker(ledger.stories) for ledger in ledgers]
        articles = made_stream.stream(MEASURED)
        while group := list(islice(articles, 100)):
            copies = [
                Copy(id=one.id, published_at=one.published_at, fetched_at=one.published_at, body=one.body)
                for one in group
            ]
            for which, (linker, ledger) in enumerate(zip(linkers, ledgers, strict=True)):
                started = time.process_time()
                for one in copies:
                    linker.add(one)
                ledger.commit()
                spent[which] += time.process_time() - started
        for which, ledger in enumerate(ledgers):
            started = time.process_time()
            _journal_into_file(ledger)
            spent[which] += time.process_time() - started
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        for ledger in ledgers:
            ledger.close()
        size = sum(file.stat().st_size for file in Path(folder).glob("large*"))
    # Between two sweeps of the postings so many articles come in, with about half a text's marks each.
    between = max(sqlite_postings.MOST_FRESH, held // sqlite_postings.FRESH_SHARE) / 47
    sweep = sweeps[-1] / between
    each = [one / MEASURED for one in spent]
    print(
        f"growth: {MEASURED} articles after {count}: {each[0] * 1e6:.0f} us each and {sweep * 1e6:.0f} for the sweeps of the "
        f"postings, in an empty ledger {each[1] * 1e6:.0f}: {(each[0] + sweep) / each[1]:.2f} times; "
        f"{size / (count + MEASURED):.0f} bytes each in the ledger; {peak:.0f} MB peak (with the other ledger, which is small)",
        flush=True,
    )


def _journal_into_file(ledger: SqliteLedger) -> None:
    ledger.commit()
    ledger._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def batch(count: int) -> None:
    """`scrapy cluster` over the same articles, and whether its stories are those they were made as."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("documents", "clusters", "relations")]
        gold: dict[str, str] = {}
        with paths[0].open("w", encoding="utf-8") as file:
            for one in made_stream.stream(count):
                gold[one.id] = str(one.story)
                line = {"id": one.id, "published_at": one.published_at.isoformat(), "body": one.body}
                file.write(json.dumps(line) + "\n")
        started, before = time.monotonic(), os.times()
        with paths[0].open("rb") as source, paths[1].open("wb") as clusters, paths[2].open("wb") as relations:
            done = cluster(source, clusters, relations)
        after = os.times()
        cpu = sum(after[:4]) - sum(before[:4])
        peak = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
        stories = {line["id"]: line["cluster"] for line in map(json.loads, paths[1].read_text().splitlines())}
    ari = agreement(gold, stories)[0]
    print(
        f"batch: {count} articles: {time.monotonic() - started:.0f} s, {cpu:.0f} s of CPU, {done.alone} alone; ARI {ari:.4f}; "
        f"{peak:.0f} MB peak (one process and its largest child, the truth included)",
        flush=True,
    )


def main(arguments: Sequence[str] = ()) -> None:
    """Quality where the streams are, speed anywhere."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=SPEED_ARTICLES, help="how many for speed and size")
    parser.add_argument("--only", choices=("quality", "speed", "growth", "batch"))
    chosen = parser.parse_args(arguments)
    if chosen.only in (None, "quality"):
        folders = sorted(SHARED.glob("syndication/stream-*"))
        if not folders:
            print(f"no labelled streams at {SHARED}: quality is not measured (NEWSCRAWL_SHARED names another place)")
        for folder in folders:
            data = stream(folder)
            quality(data)
            beside(data)
    for part in (speed, growth, batch):
        if chosen.only in (None, part.__name__):
            # A process of its own: memory is measured.
            process = get_context("spawn").Process(target=part, args=(chosen.articles,))
            process.start()
            process.join()


if __name__ == "__main__":
    main(sys.argv[1:])
