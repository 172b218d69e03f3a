"""Agency, dateline and sign-off on the saved mirror pages, held against what a person read on them.

The pages are not part of the project; without them the tests are skipped. Seven of the gold's agencies stand on the page
only beside other stories or pictures (a sidebar, a menu, a chart), so the figure for agencies cannot reach 1; two of its
datelines are those of teasers.
"""

from __future__ import annotations

import gzip
import json
import os
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pytest

from newscrawl.items import Article, Provenance, SiteFacts
from newscrawl.page import read_page
from newscrawl.text.article import interpret

SHARED = Path(os.environ.get("NEWSCRAWL_SHARED") or Path(__file__).resolve().parents[3] / "shared")
PAGES = SHARED / "pages" / "mirrors"

# So many of the saved pages have a picture's credit that is no source, and a sign-off behind a text.
TRAPS, SIGNED = 6, 17

pytestmark = pytest.mark.skipif(not (PAGES / "gold.jsonl").exists(), reason=f"no saved pages in {PAGES}")


@dataclass(frozen=True, kw_only=True)
class Case:
    """A saved page as a person read it, and as we read it."""

    id: str
    kind: str
    agencies: frozenset[str]
    dateline: str
    sign_off: str
    article: Article

    @property
    def trap(self) -> bool:
        return self.kind.startswith(("caption-trap", "photo-credit"))


@lru_cache(maxsize=1)
def cases() -> tuple[Case, ...]:
    found = []
    for line in (PAGES / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        host = (gold["host"] or "").removeprefix("www.")
        raw = read_page(
            gzip.decompress((PAGES / "pages" / f"{gold['id']}.html.gz").read_bytes()), url=gold["url"] or ""
        )
        dateline = (gold["dateline_line"] or "").strip('"')
        found.append(
            Case(
                id=gold["id"],
                kind=gold["kind"],
                agencies=frozenset((gold["agency"] or "").split("+")) - {""},
                # Captions are marked; a closing "(ANSA)." is no dateline.
                dateline="" if dateline.startswith("[caption") or dateline.endswith(").") else dateline,
                sign_off=gold["signoff"] or "",
                article=interpret(
                    raw, SiteFacts(domain=host if "." in host else None), provenance=Provenance(via="file")
                ),
            )
        )
    return tuple(found)


def fold(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKC", text).casefold() if letter.isalnum())


def right_share(what: str, wrong: list[str], total: int) -> float:
    """How much was read right; prints it, and what was not, for those who look on."""
    share = (total - len(wrong)) / total
    print(f"{what}: {total - len(wrong)} of {total} ({share:.1%}); not: {' '.join(wrong) or '-'}")
    return share


def test_agency_and_role() -> None:
    wrong = []
    wire = [case for case in cases() if not case.trap]
    for case in wire:
        filed = {one.name for one in case.article.agencies if one.role != "photo"}
        if not case.agencies <= filed:
            wrong.append(case.id)
    assert right_share("agency and role", wrong, len(wire)) >= 0.89, wrong


def test_traps_are_not_wire_copy() -> None:
    traps = [case for case in cases() if case.trap]
    assert len(traps) == TRAPS
    for case in traps:
        filed = {one.name for one in case.article.agencies if one.role != "photo"}
        assert not filed & case.agencies, f"{case.id}: a picture's credit was taken for the source"
        assert case.article.dateline is None or "(" not in case.article.dateline.text, case.id


def test_dateline() -> None:
    wrong = []
    for case in cases():
        ours = case.article.dateline
        if case.dateline:
            right = ours is not None and fold(case.dateline).startswith(fold(ours.text))
            right = right and all(place in case.dateline for place in (ours.places if ours else ()))
        else:
            # The gold has datelines with an agency only; "MADRID —" alone is one too.
            right = ours is None or "(" not in ours.text
        if not right:
            wrong.append(case.id)
    assert right_share("dateline", wrong, len(cases())) >= 0.97, wrong


def test_sign_off() -> None:
    wrong = []
    signed = [case for case in cases() if case.sign_off]
    for case in signed:
        if fold(case.sign_off) not in fold(case.article.sign_off or ""):
            wrong.append(case.id)
    assert right_share("sign-off", wrong, len(signed)) >= 0.97, wrong


def test_no_sign_off_stays_in_a_body() -> None:
    signed = [case for case in cases() if case.sign_off and case.article.body]
    assert len(signed) == SIGNED
    for case in signed:
        assert fold(case.sign_off) not in fold(case.article.body or ""), case.id
