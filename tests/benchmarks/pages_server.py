"""A fast server of made-up article pages on loopback, so that the crawler is what is measured.

``python -m tests.benchmarks.pages_server PAGES BYTES`` prints its port, and serves until its stdin closes.
Small pages are 2 KB; large ones 80 KB with 236 links and 18 paragraphs. Their words are of no language, which has the crawl ask
the model of languages; with a third argument, ``english``, common English words stand between them.
"""

from __future__ import annotations

import asyncio
import random
import sys

PER_SECTION = 100
SYLLABLES = (
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "la",
    "me",
    "ni",
    "po",
    "ru",
    "sa",
    "te",
    "vi",
    "zo",
    "har",
    "ber",
    "len",
    "dor",
)
COMMON = ("the", "of", "and", "to", "in", "that", "was", "for", "on", "with")


def sentence(rng: random.Random, words: int, *, english: bool = False) -> str:
    """Words that no other page has in this order."""
    made = ["".join(rng.choices(SYLLABLES, k=rng.randint(1, 4))) for _ in range(words)]
    if english:
        made = [rng.choice(COMMON) if place % 3 == 1 else word for place, word in enumerate(made)]
    return " ".join(made).capitalize() + "."


def article(number: int, size: int, *, english: bool = False) -> bytes:
    """One article page of about ``size`` bytes; the same number gives the same page."""
    rng = random.Random(number)
    large = size > 20_000
    paragraphs = 18 if large else 6
    words = 60 if large else 28
    body = "".join(f"<p>{sentence(rng, words, english=english)}</p>" for _ in range(paragraphs))
    headline = sentence(rng, 7, english=english)[:-1]
    links = "".join(
        f'<li class="item"><a href="/tag/{n}/{number % 7}">{sentence(rng, 4)}</a></li>'
        for n in range(236 if large else 2)
    )
    head = (
        f'<title>{headline}</title><meta property="og:title" content="{headline}">'
        '<meta property="article:published_time" content="2024-09-11T09:43:00+02:00">'
    )
    page = (
        f'<!doctype html><html lang="en"><head>{head}</head><body><nav><ul>{links}</ul></nav><main><h1>{headline}</h1>'
        f'<p class="date">11 September 2024 09:43</p><div class="text">{body}</div></main>'
    )
    filler = max(0, size - len(page) - 60)
    return f"{page}<script>/*{'x' * filler}*/</script></body></html>".encode()


def section(number: int, pages: int) -> bytes:
    """Section page ``number``, from 0, with a link to the next."""
    first = number * PER_SECTION
    last = min(first + PER_SECTION, pages)
    items = "".join(
        f'<li><a class="title" href="/news/story-{n}.html">Story number {n} of the day</a></li>'
        for n in range(first, last)
    )
    more = f'<a rel="next" href="/section/{number + 1}">next</a>' if last < pages else ""
    return f"<!doctype html><html><body><ul>{items}</ul>{more}</body></html>".encode()


async def serve(pages: int, size: int, *, english: bool = False) -> None:
    """Serve until stdin closes."""

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                path = head.split(b" ", 2)[1].decode()
                status, kind = b"200 OK", b"text/html; charset=utf-8"
                if path == "/robots.txt":
                    body, kind = b"User-agent: *\nAllow: /\n", b"text/plain"
                elif path.startswith("/section/"):
                    body = section(int(path.rsplit("/", 1)[1]), pages)
                elif path.startswith("/news/story-"):
                    body = article(int(path[12:-5]), size, english=english)
                else:
                    status, body = b"404 Not Found", b"no"
                writer.write(
                    b"HTTP/1.1 %b\r\nContent-Type: %b\r\nContent-Length: %d\r\n\r\n%b" % (status, kind, len(body), body)
                )
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    server.close()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), int(sys.argv[2]), english="english" in sys.argv[3:]))
