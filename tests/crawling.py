"""Run ``scrapy`` as a user does, in a process of its own (tests/warm.py), and read what it left."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from fixtures.demo import english
from newscrawl.archive.files import archive_files
from tests import warm
from tests.site import Answer, Site

ROOT = Path(__file__).resolve().parent.parent
FAST = {"DOWNLOAD_DELAY": "0", "AUTOTHROTTLE_ENABLED": "False", "CONCURRENT_REQUESTS_PER_DOMAIN": "8"}


@dataclass(frozen=True)
class Ran:
    """How a command ended and what it printed."""

    status: int
    out: str
    err: str


def scrapy(
    *args: str, env: dict[str, str] | None = None, timeout: float = 120, cwd: Path = ROOT, ahead: float = 0
) -> Ran:
    """Run ``scrapy ARGS``; ``ahead`` seconds from now, by the crawl's clock."""
    environment = {**os.environ, "NO_COLOR": "1", **(env or {})}
    with TemporaryDirectory() as folder:
        out, err = Path(folder, "out"), Path(folder, "err")
        process = warm.start(args, out=out, err=err, cwd=cwd, env=environment, ahead=ahead)
        process.join(timeout)
        if process.is_alive():
            process.kill()
            process.join()
            raise subprocess.TimeoutExpired(["scrapy", *args], timeout, out.read_bytes(), err.read_bytes())
        assert process.exitcode is not None
        return Ran(process.exitcode, out.read_text(), err.read_text())


def scrapy_afresh(*args: str, env: dict[str, str] | None = None, timeout: float = 120, cwd: Path = ROOT) -> Ran:
    """Run ``python -m scrapy ARGS``, where what is imported or what the interpreter was told is looked at."""
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", *args],
        cwd=cwd,
        env={**os.environ, "NO_COLOR": "1", **(env or {})},
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def flags(data: Path, mirrors: Path, *, allow: Iterable[str] = (), **settings: str) -> list[str]:
    """The settings of a crawl without politeness delays, into ``data``, over ``mirrors/*.toml``, as arguments."""
    given = {
        **FAST,
        "NEWSCRAWL_DATA_DIR": str(data),
        "NEWSCRAWL_MIRRORS_DIR": str(mirrors),
        "NEWSCRAWL_ALLOW_PRIVATE": ",".join(allow),
        **settings,
    }
    return [flag for name, value in given.items() for flag in ("-s", f"{name}={value}")]


def crawl(
    data: Path,
    mirrors: Path,
    *args: str,
    allow: Iterable[str] = (),
    settings: dict[str, str] | None = None,
    timeout: float = 120,
    ahead: float = 0,
) -> Ran:
    """Run ``scrapy crawl mirrors`` without politeness delays, into ``data``, over ``mirrors/*.toml``."""
    return scrapy(
        "crawl", "mirrors", *args, *flags(data, mirrors, allow=allow, **(settings or {})), timeout=timeout, ahead=ahead
    )


def archive_lines(data: Path) -> Iterator[bytes]:
    """Every line of the archive, in the order of its files."""
    root = data / "archive"
    for file in archive_files(root):
        packed = file.packed(root)
        with gzip.open(packed, "rb") if packed.exists() else file.plain(root).open("rb") as opened:
            yield from opened.read().splitlines()


def records(data: Path) -> list[dict[str, Any]]:
    """Every record of the archive."""
    return [json.loads(line) for line in archive_lines(data)]


def write_mirror(folder: Path, name: str, host: str, *sources: dict[str, str], **fields: str) -> None:
    """Write a mirror definition; values of ``fields`` are TOML."""
    lines = [f'name = "{name}"', f'domain = "{host}"']
    lines += [f"{key} = {value}" for key, value in {"timezone": '"UTC"', **fields}.items()]
    for source in sources:
        lines.append("[[sources]]")
        lines += [f'{key} = "{value}"' for key, value in source.items()]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.toml").write_text("\n".join(lines) + "\n")


def article_page(
    headline: str, number: int = 1, *, extra_head: str = "", published: str = "11 September 2024 09:43"
) -> str:
    """An article page in invented words; headline and number together make its story."""
    voice = english.English(f"page:{headline}:{number}", "world", "Cork", "Monday")
    body = "".join(f"<p>{escape(words)}</p>" for words in (voice.lede(), *(voice.paragraph() for _ in range(5))))
    return (
        f"<!doctype html><html><head><title>{headline}</title>{extra_head}</head><body><h1>{headline}</h1>"
        f'<div class="meta"><span class="date">{published}</span></div><div class="article">{body}</div></body></html>'
    )


def section_page(paths: Iterable[str], next_page: str | None = None) -> str:
    """A section page that lists article paths."""
    items = "".join(f'<li><a class="title" href="{path}">Headline of the article at {path}</a></li>' for path in paths)
    more = f'<a rel="next" href="{next_page}">older</a>' if next_page else ""
    return f"<!doctype html><html><head><title>World</title></head><body><ul>{items}</ul>{more}</body></html>"


def serve_stories(site: Site, paths: Sequence[str], *, delay: float = 0) -> None:
    """Let a site list an article at each path, under /world; each answers after ``delay`` seconds."""
    site.pages["/robots.txt"] = Answer("User-agent: *\nAllow: /\n", content_type="text/plain")
    site.pages["/world"] = Answer(section_page(paths))
    for n, path in enumerate(paths):
        site.pages[path] = Answer(article_page(f"Ferry plan number {n} wins approval", n), delay=delay)


def write_harbour(folder: Path, site: Site, **fields: str) -> None:
    """Write the definition of such a site, named harbour."""
    source = {"kind": "section", "url": site.url + "/world", "article_links": "a.title"}
    write_mirror(folder, "harbour", site.host, source, **fields)
