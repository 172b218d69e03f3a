# ruff: noqa: E501 (pages are data)
"""Texts among larger neighbours: teasers, comments, other articles, tickers, that hold more words than the text itself."""

from __future__ import annotations

import pytest

from newscrawl.items import Provenance, SiteFacts
from newscrawl.page import read_page
from newscrawl.text.article import interpret
from tests.page.test_leaks import H, T


def P(ts: list[str]) -> str:
    return "".join(f"<p>{t}</p>" for t in ts)


def teasers(n: int, long: bool = False, kind: str = "h3") -> str:
    out = ""
    for i in range(n):
        txt = f"Passengers of ferry number {i} wait on the pier while the crew looks for the fault in the engine, which stopped at noon."
        if long:
            txt += f" The line said on Monday that it would pay for hotel rooms, and that ferry {i} sails again on Friday at the earliest, if parts arrive."
        out += f'<div class="it"><{kind}><a href="/n/{i}">Ferry number {i} to Lund is late again this week</a></{kind}><p>{txt}</p></div>'
    return out


def comments(n: int) -> str:
    return "".join(
        f'<div class="c"><b>seagull{i}</b> <i>2 May 2022</i><p>I was there number {i}, and it was so loud that my dog hid under the car for the rest of the day, which is not like him at all!</p></div>'
        for i in range(n)
    )


def doc(inner: str, h: str = f"<h1>{H}</h1>") -> str:
    return f"<html><head><title>{H} - Coast Times</title></head><body><ul><li><a href=/>Home</a></li></ul>{h}{inner}<div>Coast Times, Harbour 1, Varn</div></body></html>"


one = [T[0]]
two = T[:2]
full = T
CASES = {
    "one paragraph, short teasers": (doc(f"<div>{P(one)}</div><div><h2>Latest</h2>{teasers(6)}</div>"), one),
    "one paragraph, long teasers": (doc(f"<div>{P(one)}</div><div><h2>Latest</h2>{teasers(8, True)}</div>"), one),
    "two paragraphs, long teasers": (doc(f"<div>{P(two)}</div><div><h2>Latest</h2>{teasers(8, True)}</div>"), two),
    "two paragraphs, same parent as teasers": (
        doc(f"<div><div>{P(two)}</div><div><h2>Latest</h2>{teasers(8, True)}</div></div>"),
        two,
    ),
    "two paragraphs flat in body": (doc(f"{P(two)}<h2>Latest</h2>{teasers(8, True)}"), two),
    "two paragraphs, teasers without headings as links": (
        doc(f"<div>{P(two)}</div><div><h2>Latest</h2>{teasers(8, True, 'div')}</div>"),
        two,
    ),
    "teasers first": (doc(f"<div><h2>Latest</h2>{teasers(8, True)}</div><div><h1>{H}</h1>{P(two)}</div>", h=""), two),
    "full, comments longer": (doc(f"<div>{P(full)}</div><div><h3>Comments</h3>{comments(14)}</div>"), full),
    "two, comments longer": (doc(f"<div>{P(two)}</div><div><h3>12 comments</h3>{comments(12)}</div>"), two),
    "two, comments, de": (doc(f"<div>{P(two)}</div><div><h3>Kommentare</h3>{comments(12)}</div>"), two),
    "full, next article below": (
        doc(
            f'<article>{P(full)}</article><article><h2><a href="/n/9">Bridge of Lund is painted blue again</a></h2>{P([t.replace("Varn", "Lund").replace("lighthouse", "bridge") for t in full])}</article>'
        ),
        full,
    ),
    "full, next article in same div": (
        doc(
            f"<div>{P(full)}</div><div><h1>Bridge of Lund is painted blue again</h1>{P([t.replace('Varn', 'Lund').replace('lighthouse', 'bridge').replace('tower', 'arch') for t in full])}</div>"
        ),
        full,
    ),
    "ticker above": (
        doc(
            "<div class=tk>"
            + "".join(
                f'<div>1{i}:05 <a href="/n/{i}">Ferry number {i} to Lund is late again</a></div>' for i in range(9)
            )
            + f"</div><div>{P(full)}</div>"
        ),
        full,
    ),
    "ticker plain text above": (
        doc(
            "<div class=tk>"
            + "".join(f"<p>1{i}:05 Ferry number {i} to Lund is late again this week, line says.</p>" for i in range(5))
            + f"</div><div>{P(full)}</div>"
        ),
        full,
    ),
    "cookie banner first": (
        doc(
            f"<div>{P(two)}</div>",
            h=f"<div><p>We and our partners use cookies to store and read information on your device, to measure content and to show you personalised advertising. You can change your choice at any time in the settings. By clicking accept you agree.</p><button>Accept</button></div><h1>{H}</h1>",
        ),
        two,
    ),
    "sidebar most read": (
        doc(f"<table><tr><td>{P(two)}</td><td><b>Most read</b>{teasers(8, True)}</td></tr></table>"),
        two,
    ),
    "author box after": (
        doc(
            f"<div>{P(full)}</div><div><img src=a.jpg><h4>Ann Orrin</h4><p>Ann Orrin has reported on the coast for the Coast Times since 2010. She studied in Lund and lives in Varn with two dogs.</p></div>"
        ),
        full,
    ),
    "gallery": (
        doc(
            f'<div>{P(full[:3])}<div class="g">'
            + "".join(
                f'<div><img src="/p{i}.jpg"><p>Picture {i}: movers push the tower on its rails while the crowd looks on from the wall.</p></div>'
                for i in range(6)
            )
            + f"</div>{P(full[3:])}</div>"
        ),
        full,
    ),
    "nested quote with author": (
        doc(
            f"<div>{P(full[:3])}<blockquote><p>{T[5]}</p><cite>Marta Linde, keeper</cite></blockquote>{P(full[3:5])}</div>"
        ),
        [*full[:3], T[5], "Marta Linde, keeper", *full[3:5]],
    ),
    "related in aside with prose": (
        doc(
            f"<div>{P(full[:3])}<aside><h4>Background</h4><p>{T[6]} The county has measured this since 1950 with poles and, for ten years now, with lasers.</p></aside>{P(full[3:6])}</div>"
        ),
        full[:6],
    ),
    "dl facts": (
        doc(
            f"<div>{P(full[:3])}<dl><dt>Height</dt><dd>31 metres</dd><dt>Built</dt><dd>1851</dd></dl>{P(full[3:6])}</div>"
        ),
        [*full[:3], "Height", "31 metres", "Built", "1851", *full[3:6]],
    ),
    "ordered list": (
        doc(
            f"<div>{P(full[:3])}<ol><li>Lift the tower with jacks.</li><li>Push rails under it.</li><li>Roll.</li></ol>{P(full[3:6])}</div>"
        ),
        [*full[:3], "Lift the tower with jacks.", "Push rails under it.", "Roll.", *full[3:6]],
    ),
    "pre and br": (
        doc(f"<div>{P(full[:3])}<p>Rails,<br>jacks,<br>and patience.</p>{P(full[3:6])}</div>"),
        [*full[:3], "Rails, jacks, and patience.", *full[3:6]],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_text_among_its_neighbours(name: str) -> None:
    page, expected = CASES[name]
    raw = read_page(page.encode(), url="https://coast.example/n/1")
    article = interpret(raw, SiteFacts(), provenance=Provenance(via="file"))
    assert (article.body or "").split("\n\n") == expected
    assert (raw.no_article, article.marks) == (None, ())
