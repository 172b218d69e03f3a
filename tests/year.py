"""A year of daily crawls over the demo mirrors, with a clock under control and kills at random moments.

Articles appear, are corrected, move and vanish. Nothing may be lost, nothing repeated, and little asked for in vain:
``python -m tests.soak year --days 365``; a few days of it are among the tests.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import random
import re
import signal
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from multiprocessing.process import BaseProcess
from pathlib import Path
from urllib.parse import urlsplit

from fixtures.demo import wire, world
from fixtures.demo.page import Answer, Page
from fixtures.demo.server import free_ports, serving
from fixtures.demo.sites import SITES
from newscrawl.archive.verify import verify
from newscrawl.config import Config
from newscrawl.ledger.sqlite import SqliteLedger
from tests import warm
from tests.crawling import FAST, ROOT, records

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NEVER = datetime.max.replace(tzinfo=UTC)
# The mirror that is made by script needs a browser for every page; it is left out.
NAMES = tuple(name for name in world.names() if name != "script")
# What a day's look at a mirror costs when nothing is new: its sources, and the sitemaps that an index names without a word
# on when they changed.
LISTINGS = {"caspian": 1, "prairie": 2, "oldtown": 1, "hafen": 4, "altiplano": 2, "severny": 1, "ferry": 1}
# Articles on one page of its section: with more new ones than that a second page is read.
PER_PAGE = {"caspian": 10, "prairie": 8, "oldtown": 12, "altiplano": 6, "severny": 5}
# Pages that are listed and are no articles, and are asked for once.
OTHERS = {"caspian": 2}
# Where pages change and move: the sites whose text is plain ASCII and whose links are named.
LIVELY = ("caspian", "prairie", "oldtown", "hafen", "ferry")
TAGGED = ("prairie", "hafen", "altiplano")


@dataclass
class Fate:
    """What becomes of a page after it was printed: ``kind`` is stays, changes, moves or vanishes, at ``at``."""

    page: Page
    kind: str = "stays"
    at: datetime = NEVER


class Living:
    """One demo site as it is at ``now``; every request is counted, robots.txt apart."""

    def __init__(self, name: str, pages: list[Page], fates: dict[int, Fate], base: str) -> None:
        self.name, self.pages, self.fates, self.base = name, pages, fates, base
        self._make = next(site for site in SITES if site.name == name)
        self._lock = threading.Lock()
        self.asked = 0
        self.turn(pages[0].published if pages else datetime.now(UTC))

    def turn(self, now: datetime) -> None:
        """It is so late now."""
        with self._lock:
            self.now = now
            self.site = self._make([page for page in self.pages if page.published <= now], self.base)
            due = [fate for fate in self.fates.values() if fate.at <= now]
            self.moved = {self.site.path(f.page): new_path(f.page) for f in due if f.kind == "moves"}
            self.back = {new: old for old, new in self.moved.items()}
            self.gone = {self.site.path(f.page) for f in due if f.kind == "vanishes"}
            self.changed = {self.site.path(f.page): f.page for f in due if f.kind == "changes"}

    def get(self, path: str) -> Answer | None:
        """What the site says now; half of the sites know ETags, the others have a counter on every page."""
        with self._lock:
            if path == "/robots.txt":
                return self.site.get(path)
            self.asked += 1
            if path in self.gone:
                return Answer(status=410)
            if path in self.moved:
                return Answer(status=301, location=self.base + self.moved[path])
            answer = self.site.get(self.back.get(path, path))
            if answer is None or answer.status != 200:
                return answer
            packed = answer.body.startswith(b"\x1f\x8b")
            body = gzip.decompress(answer.body) if packed else answer.body
            for old, new in self.moved.items():
                body = re.sub(re.escape(old.encode()) + rb"(?![\w-])", new.encode(), body)
            if path in self.changed:
                body = corrected(self.changed[path], body)
            if packed:
                body = gzip.compress(body, mtime=0)
            tag = None
            if self.name in TAGGED:
                tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
            elif answer.kind.startswith("text/html"):
                body = body.replace(b"</body>", f'<div class="views">{self.asked} views</div></body>'.encode())
            return Answer(status=200, kind=answer.kind, body=body, etag=tag)


def new_path(page: Page) -> str:
    """Where a page goes that moves."""
    return f"/moved/{page.slug}-{page.number}.html"


def corrected(page: Page, html: bytes) -> bytes:
    """The page with one word of its second paragraph changed."""
    found = re.search(r"\b[a-z]+ [a-z]+ [a-z]+\b", page.reprint.paragraphs[1])
    assert found
    words = found.group().encode()
    assert words in html
    return html.replace(words, words + b"ish")


@dataclass
class Result:
    """What a simulation found."""

    days: int
    pages: int = 0
    kills: int = 0
    fates: Counter[str] = field(default_factory=Counter)
    asked: int = 0
    needed: int = 0
    lost: list[str] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def ratio(self) -> float:
        """Requests for one that was necessary."""
        return self.asked / max(1, self.needed)

    @property
    def good(self) -> bool:
        return not (self.lost or self.repeated or self.wrong) and self.ratio <= 1.3

    def __str__(self) -> str:
        fates = ", ".join(f"{kind} {n}" for kind, n in sorted(self.fates.items()))
        return (
            f"{self.days} days, {self.kills} kills, {self.pages} pages ({fates}): {len(self.lost)} lost, {len(self.repeated)} "
            f"repeated, {self.asked} requests, {self.ratio:.2f} of the necessary {self.needed}"
            + "".join(f"\n  {line}" for line in (*self.lost[:5], *self.repeated[:5], *self.wrong[:5]))
        )


@contextmanager
def filed_over(days: int) -> Iterator[None]:
    """The demo's stories are filed over so many days."""
    before = wire.DAYS
    wire.DAYS = days
    wire.story.cache_clear()
    try:
        yield
    finally:
        wire.DAYS = before
        wire.story.cache_clear()


def simulate(folder: Path, seed: int, *, days: int, stories: int, kills: int, eventful: float = 0.3) -> Result:
    """Crawl every day at the same hour; ``kills`` of the days a crawl is killed and run again ten minutes later."""
    with filed_over(days):
        return _simulate(folder, seed, days, stories, kills, eventful)


def _simulate(folder: Path, seed: int, days: int, stories: int, kills: int, eventful: float) -> Result:
    r = random.Random(f"year:{seed}")
    start, end = wire.FIRST_DAY + 23 * HOUR, wire.FIRST_DAY + (days - 1) * DAY + 23 * HOUR
    ports = {name: port for name, port in free_ports(world.names()).items() if name in NAMES}
    bases = {name: f"http://127.0.0.1:{port}" for name, port in ports.items()}
    sites: dict[str, Living] = {}
    for name, pages in world.pages_of(stories).items():
        if name in NAMES:
            shown = [page for page in pages if page.published <= end]
            sites[name] = Living(name, shown, {p.number: fate(r, p, name, end, eventful) for p in shown}, bases[name])
    world.write_mirrors(folder / "mirrors", {name: site.site for name, site in sites.items()})
    result = Result(days=days, pages=sum(len(site.pages) for site in sites.values()))
    result.fates.update(fate.kind for site in sites.values() for fate in site.fates.values())
    killed = {start + day * DAY for day in r.sample(range(days), kills)}
    now = start
    with serving(sites, ports):
        crawls = Crawls(folder, ports, sites)
        while now <= end:
            for site in sites.values():
                site.turn(now)
            status, told = crawls.run(now, kill_after=r.randrange(1, 22) if now in killed else None)
            if status == -signal.SIGKILL:
                result.kills += 1
                status, told = crawls.run(now + timedelta(minutes=10))
            if status:
                result.wrong.append(f"{now}: the crawl ended with {status}: {told[-400:]}")
            now += DAY
    result.asked = sum(site.asked for site in sites.values())
    result.needed = needed(sites.values(), start, days)
    look(folder, sites, result)
    return result


def fate(r: random.Random, page: Page, name: str, end: datetime, eventful: float) -> Fate:
    """Something happens to some pages within two days, once they were seen and while they are still looked at."""
    if name not in LIVELY or r.random() > eventful or page.published > end - 9 * DAY:
        return Fate(page=page)
    kind = r.choice(("changes", "changes", "moves", "vanishes"))
    return Fate(page=page, kind=kind, at=page.published + DAY + r.random() * DAY)


class Crawls:
    """Runs crawls at given times, each in a process of its own."""

    def __init__(self, folder: Path, ports: dict[str, int], sites: dict[str, Living]) -> None:
        self._said, self._sites = folder / "stderr.txt", sites
        given = {
            **FAST,
            "NEWSCRAWL_DATA_DIR": str(folder / "data"),
            "NEWSCRAWL_MIRRORS_DIR": str(folder / "mirrors"),
            "NEWSCRAWL_ALLOW_PRIVATE": ",".join(f"127.0.0.1:{port}" for port in ports.values()),
            "RETRY_TIMES": "0",
        }
        flags = [flag for name, value in given.items() for flag in ("-s", f"{name}={value}")]
        self._args = ["crawl", "mirrors", "-a", f"mirror={','.join(ports)}", *flags]

    def run(self, now: datetime, *, kill_after: int | None = None) -> tuple[int, str]:
        """Exit status and what was said; killed when it has sent so many requests (faster crawls get away)."""
        ahead = (now - datetime.now(UTC)).total_seconds()
        before = self._asked()
        self._said.unlink(missing_ok=True)
        crawl = warm.start(self._args, out=self._said, err=self._said, cwd=ROOT, env=os.environ, ahead=ahead)
        ended = threading.Event()
        killer = threading.Thread(target=self._kill, args=(crawl, before, kill_after, ended))
        if kill_after is not None:
            killer.start()
        crawl.join()
        ended.set()
        if kill_after is not None:
            killer.join()
        assert crawl.exitcode is not None
        return crawl.exitcode, self._said.read_text(errors="replace")

    def _kill(self, crawl: BaseProcess, before: int, after: int | None, ended: threading.Event) -> None:
        while not ended.is_set():
            if after is not None and self._asked() - before >= after:
                crawl.kill()
                return
            ended.wait(0.002)

    def _asked(self) -> int:
        return sum(site.asked for site in self._sites.values())


def needed(sites: Iterable[Living], start: datetime, days: int) -> int:
    """What a crawler must ask for that knows what it has seen and nothing else: lists, new pages, and the looks that are set."""
    total = 0
    times = [start + day * DAY for day in range(days)]
    for site in sites:
        new = Counter(next(at for at in times if at >= page.published) for page in site.pages)
        total += LISTINGS[site.name] * days + OTHERS.get(site.name, 0) + len(site.pages)
        total += sum(n // PER_PAGE[site.name] for n in new.values() if site.name in PER_PAGE)
        for known in site.fates.values():
            total += looks(known, times) + 2 * (known.kind == "moves")
    return total


def looks(known: Fate, times: list[datetime]) -> int:
    """How often an article is looked at again: the setting's ages, at the times at which there is a crawl."""
    published, count = known.page.published, 0
    last = next(at for at in times if at >= published)
    for at in times:
        age = max((a for a in Config().revisit if timedelta(seconds=a) <= at - published), default=0)
        if at > last and last - published < timedelta(seconds=0.75 * age) and at - published < timedelta(days=60):
            count, last = count + 1, at
            if known.kind == "vanishes" and known.at <= at:
                break
    return count


def look(folder: Path, sites: dict[str, Living], result: Result) -> None:
    """Hold the archive against what was printed."""
    data = folder / "data"
    lines: dict[tuple[str, int], list[dict[str, object]]] = {}
    for record in records(data):
        site = sites[str(record["mirror"])]
        parts = urlsplit(str(record["url"]))
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        path = site.back.get(path, path)
        number = next((page.number for page in site.pages if site.site.path(page) == path), 0)
        lines.setdefault((site.name, number), []).append(record)
    for site in sites.values():
        for known in site.fates.values():
            name = f"{site.name} {site.site.path(known.page)} ({known.kind})"
            found = lines.pop((site.name, known.page.number), [])
            wanted = 2 if known.kind == "changes" else 1
            if len(found) < wanted:
                result.lost.append(f"{name}: {len(found)} of {wanted}")
            if len(found) > wanted:
                result.repeated.append(f"{name}: {len(found)} for {wanted}")
            if wanted == len(found) == 2 and (found[1]["version"], found[1]["replaces"]) != (2, found[0]["id"]):
                result.wrong.append(f"{name}: the second is no version of the first")
    result.wrong += [f"{key} is archived and was no article" for key in lines]
    ledger = SqliteLedger.to_read(data / "ledger.sqlite")
    result.wrong += verify(data / "archive", ledger.marks()).wrong
    ledger.close()
