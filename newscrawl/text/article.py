"""A whole page, from strings to values: ``interpret`` turns a RawArticle into an Article.

It composes the readers of this room and decides nothing that one of them can decide alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from newscrawl.items import (
    Agency,
    Article,
    Dateline,
    Mark,
    Printed,
    Provenance,
    RawArticle,
    RawImage,
    Revision,
    SiteFacts,
)
from newscrawl.text.byline_choice import choose_byline
from newscrawl.text.bylines import read_byline
from newscrawl.text.controls import cleaned
from newscrawl.text.headlines import choose_headline, names_in_titles
from newscrawl.text.labels.media_topics import media_topics
from newscrawl.text.labels.no_labels import is_button
from newscrawl.text.languages import detect, of_script
from newscrawl.text.letters import letters
from newscrawl.text.people.eastern import editors
from newscrawl.text.people.own_names import own_names_of
from newscrawl.text.pictures.captions import is_label, opens_credit, split_credit, without_label
from newscrawl.text.pictures.credits import is_addition
from newscrawl.text.publication.clocks import against_dateline
from newscrawl.text.publication.home_zones import english_order
from newscrawl.text.published import Verdict, choose
from newscrawl.text.sections import choose_section
from newscrawl.text.url_secrets import redacted
from newscrawl.text.urls import canonical, clean_url
from newscrawl.text.wire.filing import (
    Filing,
    address_agencies,
    credit_agencies,
    is_picture_credit,
    metadata_agencies,
    owner,
    photo_agencies,
)
from newscrawl.text.wire.head import Copy
from newscrawl.text.wire.ids import WireId, read_wire_id
from newscrawl.text.wire.revisions import strongest
from newscrawl.text.wire.signoffs import is_copyright
from newscrawl.text.wire_copy import read_copy

LONGEST_BUTTON = 60
# What closes an excerpt.
_DOTS = re.compile(r"\s*[\[(]\s?(?:\.\.\.|…)\s?[\])]\W{0,2}\Z")


def interpret(raw: RawArticle, facts: SiteFacts, *, provenance: Provenance, mirror: str | None = None) -> Article:
    """The article that a page's strings say.

    >>> lines = ("OSLO (Reuters) - Rain fell.", "(Reporting by A. Writer)")
    >>> raw = RawArticle(url="https://x.example/a", paragraphs=lines)
    >>> found = interpret(raw, SiteFacts(), provenance=Provenance(via="file"))
    >>> found.body, found.agencies[0].name, found.dateline.places, found.sign_off
    ('Rain fell.', 'Reuters', ('OSLO',), '(Reporting by A. Writer)')
    """
    raw = cleaned(raw)
    declared = next((printed.text for printed in raw.languages if printed.text.strip()), None)
    if not declared and not facts.languages:
        # Dates of Chinese, Japanese and Korean begin with the year.
        declared = of_script("".join(printed.text for printed in raw.headlines[:1]) + "".join(raw.paragraphs[:1]))
    if not facts.languages and declared:
        # The order of day and month is a habit of languages; a page knows its own.
        facts = replace(facts, languages=(declared.strip().replace("_", "-").split("-")[0].lower(),))
    if facts.day_first is None and facts.timezone is None and declared:
        facts = replace(facts, day_first=english_order(declared.strip(), raw.url))
    verdict = choose(raw.published, raw.modified, facts, fetched_at=raw.fetched_at, url=raw.url)
    if verdict.ambiguous:
        verdict = _settled(raw, facts, verdict)
    headline = choose_headline(raw.headlines, site_names=raw.site_names, facts=facts, url=raw.url)
    copy = read_copy(raw, facts, verdict.published_at)
    if raw.excerpt and copy.paragraphs:
        copy.paragraphs[-1] = _DOTS.sub("", copy.paragraphs[-1])
    verdict = _doubted(verdict, copy.dateline)
    body = "\n\n".join(copy.paragraphs) or None
    bylines = (*raw.bylines, *(Printed(text=line, kind="text", where="body") for line in copy.bylines))
    edited = editors([*raw.tails, *copy.credits, *(copy.sign_off or "").split("\n")])
    bylines = tuple(printed for printed in bylines if printed.kind != "meta" or printed.text.strip() not in edited)
    places = copy.dateline.places if copy.dateline is not None else ()
    in_titles = names_in_titles(raw.headlines, headline.text or "")
    sites = (*raw.site_names, *in_titles)
    byline = choose_byline(bylines, facts=facts, site_names=sites, url=raw.url, places=places)
    people = byline.names or tuple(dict.fromkeys(copy.people))
    language = detect(body or headline.text or "", declared)
    head = letters(headline.text or "")
    printed = [label for label in raw.sections if letters(label.text) != head]
    others = {name.casefold() for name in in_titles}
    others -= {label.text.casefold() for label in raw.sections if label.kind != "text"}
    others |= {name.casefold() for name in (*people, *raw.site_names)}
    section = choose_section(printed, language=language, others=others)
    wire_id = read_wire_id(
        [url for url in (raw.canonical, raw.url) if url],
        [
            line
            for line in (copy.sign_off, *copy.credits, *raw.tails[-20:], *(item.text for item in raw.credits[-20:]))
            if line
        ],
    )
    marks: list[Mark] = list(raw.marks)
    if verdict.ambiguous:
        marks.append("ambiguous_date")
    if raw.excerpt and "truncated" not in marks:
        marks.append("truncated")
    return Article(
        url=redacted(clean_url(raw.url, facts.keep_parameters) or raw.url),
        canonical_url=canonical(raw.canonical, raw.url, facts.keep_parameters),
        mirror=mirror,
        headline=headline.text,
        body=body,
        captions=_captions(
            [split_credit(caption, bare=True)[0] for caption in (*raw.captions, *copy.captions)],
            () if "caption_only" in marks else copy.paragraphs,
            raw.site_names,
        ),
        images=tuple(map(_with_credit, raw.images)),
        byline=people,
        agencies=_agencies(raw, copy, facts, wire_id.agency if wire_id else None),
        dateline=copy.dateline,
        sign_off=copy.sign_off,
        section_label=section.label,
        section=section.section,
        scope=section.scope,
        topics=section.topics,
        published_text=verdict.published_text,
        published_at=verdict.published_at,
        published_precision=verdict.published_precision,
        published_from=verdict.published_from,
        published_confidence=verdict.published_confidence,
        modified_at=verdict.modified_at,
        revision=strongest([headline.revision, *copy.revisions]) or _version(wire_id),
        wire_id=wire_id.id if wire_id else None,
        language=language,
        marks=tuple(dict.fromkeys(marks)),
        rights=raw.rights,
        fetched_at=raw.fetched_at,
        provenance=replace(provenance, topics_release=media_topics().release) if section.topics else provenance,
    )


def _version(wire_id: WireId | None) -> Revision | None:
    """dpa numbers the versions of a story behind the slash of its id: the third is the second update."""
    if wire_id is None or wire_id.version is None or wire_id.version < 2:
        return None
    return Revision(kind="update", number=wire_id.version, text=wire_id.id)


def _settled(raw: RawArticle, facts: SiteFacts, verdict: Verdict) -> Verdict:
    """A day and month that stand either way round, told by the dateline: "OSLO, Sept 11" beside "11/09/2024"."""
    fits = []
    for day_first in (True, False):
        told = replace(facts, day_first=day_first)
        tried = choose(raw.published, raw.modified, told, fetched_at=raw.fetched_at, url=raw.url)
        if tried.published_at is not None:
            day = tried.published_at.date()
            # The printed year is enough for a page that nobody knows when it was fetched.
            dateline = read_copy(raw, facts, raw.fetched_at or tried.published_at).dateline
            if dateline is None or dateline.date is None:
                return verdict
            apart = (
                [abs((dateline.date.replace(year=day.year + more) - day).days) for more in (-1, 0, 1)]
                if ((dateline.date.month, dateline.date.day) != (2, 29))
                else [99]
            )
            # The copy is filed on the day or a day or two before it is printed.
            if min(apart) <= 3:
                fits.append(tried)
    return fits[0] if len(fits) == 1 else verdict


def _doubted(verdict: Verdict, dateline: Dateline | None) -> Verdict:
    """The verdict with less confidence where the dateline names another time of the year than a line of the page."""
    at, sure = verdict.published_at, verdict.published_confidence
    if at is None or sure is None or dateline is None or dateline.date is None or verdict.published_from != "text":
        return verdict
    return (
        replace(verdict, published_confidence=round(sure * 0.5, 2)) if against_dateline(at, dateline.date) else verdict
    )


def _with_credit(image: RawImage) -> RawImage:
    """A picture whose caption ends in its credit, with the two apart."""
    if image.credit or not image.caption:
        return image
    caption, credit = split_credit(image.caption, bare=True)
    return replace(image, caption=caption, credit=credit)


def _agencies(raw: RawArticle, copy: Copy, facts: SiteFacts, by_id: str | None) -> tuple[Agency, ...]:
    ours = own_names_of(facts, raw.site_names)
    filing = Filing()
    filing.add("dateline", copy.dateline_agencies)
    for line in (copy.sign_off or "").split("\n"):
        filing.add("addition" if is_addition(line) else "sign_off", credit_agencies(owner(line)))
    if by_id:
        filing.add("sign_off", [by_id])
    filed = {*copy.dateline_agencies, *(name for kind, name in filing.found if kind == "sign_off")}
    for line in (*copy.credits, *raw.tails[:60]):
        # Who owns the page's copy is no second source of what another agency filed.
        if not (filed and is_copyright(line)):
            filing.add("addition" if is_addition(line) else "credit", credit_agencies(line))
    for line in (*(printed.text for printed in raw.bylines[:60]), *copy.bylines):
        if is_picture_credit(line):
            filing.add("photo", photo_agencies([line]))
        else:
            filing.add("byline", credit_agencies(line) or read_byline(line, own_names=ours).agencies)
    filing.add("metadata", metadata_agencies(raw.credits, raw.url))
    filing.add("address", address_agencies(raw))
    captions = (*raw.captions, *copy.captions)
    pictures = [
        *captions,
        *(split_credit(caption, bare=True)[1] or "" for caption in captions),
        *copy.pictures,
        *(image.credit or "" for image in raw.images),
        *(image.caption or "" for image in raw.images),
    ]
    filing.add("photo", photo_agencies(line for line in pictures if line))
    filing.add(
        "photo",
        photo_agencies(
            [
                *(
                    part
                    for line in raw.tails[:60]
                    if is_picture_credit(line) or opens_credit(line)
                    for part in (line, *line.split(";")[:40])
                ),
                *(item.text for item in raw.credits if item.where == "picture" or is_picture_credit(item.text)),
            ]
        ),
    )
    return filing.verdict()


def _captions(captions: Sequence[str], paragraphs: Sequence[str], sites: Sequence[str]) -> tuple[str, ...]:
    """Each caption once, without what stayed in the body, buttons to turn the pictures over, and the site's own name."""
    if not captions:
        return ()
    found = {letters(line): "" for line in (*paragraphs, *sites)}
    for caption in captions:
        line = without_label(caption.strip().removeprefix(". "))
        if line and not is_label(line) and not (len(line) <= LONGEST_BUTTON and is_button(line)):
            found.setdefault(letters(line) or line, line)
    return tuple(caption for caption in found.values() if caption)
