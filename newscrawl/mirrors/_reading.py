"""From a parsed table to a ``Mirror``, with a line for every mistake; a ``.py`` mirror goes the same way."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from typing import Any, cast

from newscrawl.mirror import Mirror, Selectors, Source, SourceKind, Step
from newscrawl.mirrors import _wrong


def read_mirror(table: Mapping[str, Any], *, file: str) -> tuple[Mirror | None, list[str]]:
    """Check a parsed definition: the Mirror (None when anything is wrong) and a line for every mistake in it.

    >>> table = {"name": "turan", "domain": "turan.az", "timezone": "Baku"}
    >>> table["sources"] = [{"kind": "section", "url": "https://turan.az/en/in-world"}]
    >>> read_mirror(table, file="mirrors/turan.toml")[1]
    ["mirrors/turan.toml: timezone 'Baku' is not in the tz database; did you mean 'Asia/Baku'?"]
    """
    mistakes = _Mistakes(file)
    mistakes.unknown_keys(table, Mirror, place="")
    if table.get("page") is not None:
        mistakes.add("page is code, and a table cannot hold it; write this mirror as a .py file of the package")
    name = mistakes.text(table, "name", _wrong.name, required=True)
    domain = mistakes.text(table, "domain", _wrong.domain, required=True)
    timezone = mistakes.text(table, "timezone", _wrong.zone, required=True)
    title = mistakes.text(table, "title")
    languages = mistakes.texts(table, "languages", _wrong.language, 'like ["en"]')
    day_first = mistakes.truth(table, "day_first")
    browser = mistakes.truth(table, "browser")
    verify_tls = mistakes.truth(table, "verify_tls")
    enabled = mistakes.truth(table, "enabled")
    ignored = mistakes.texts(table, "ignore_parameters", _wrong.parameter, 'like ["ref"]')
    kept = mistakes.texts(table, "keep_parameters", _wrong.kept, 'like ["ref"]')
    for both in sorted({*ignored} & {*kept}):
        mistakes.add(f"{both!r} stands in ignore_parameters and in keep_parameters: take it out of one of them")
    address = mistakes.text(table, "article_address", _wrong.pattern)
    checked = mistakes.text(table, "checked")
    sources = _read_sources(table.get("sources"), mistakes, domain)
    selectors = _read_selectors(table.get("selectors"), mistakes)
    if mistakes.lines or name is None or domain is None or timezone is None:
        return None, mistakes.lines
    mirror = Mirror(
        name=name,
        domain=domain.lower(),
        timezone=timezone,
        sources=sources,
        title=title,
        languages=languages,
        day_first=day_first,
        browser=browser is True,
        verify_tls=verify_tls is not False,
        enabled=enabled is not False,
        ignore_parameters=ignored,
        keep_parameters=kept,
        article_address=address,
        checked=checked,
        selectors=selectors,
    )
    return mirror, []


def as_table(mirror: Mirror) -> dict[str, Any]:
    """The table that a TOML file would have for this value (page apart): what is not given stays out.

    >>> as_table(Mirror(name="a", domain="a.example", timezone="UTC", sources=()))
    {'name': 'a', 'domain': 'a.example', 'timezone': 'UTC', 'sources': []}
    """
    return {key: value for key, value in _plain(mirror).items() if key != "page"}


def _plain(value: Any) -> Any:
    if not is_dataclass(value) or isinstance(value, type):
        return [_plain(one) for one in value] if isinstance(value, tuple | list) else value
    plain = {}
    for f in fields(value):
        given = getattr(value, f.name)
        # The type counts: browser=0 is not the default False but a mistake to tell.
        default = f.default is not MISSING and given == f.default and type(given) is type(f.default)
        if f.name == "sources" or not (default or given is None or given == Selectors()):
            plain[f.name] = _plain(given)
    return plain


# ---- the parts of a definition ------------------------------------------------------------------------------------


def _read_sources(value: Any, mistakes: _Mistakes, domain: str | None) -> tuple[Source, ...]:
    if value is None or value == []:
        mistakes.add("sources is empty; give at least one [[sources]] table with kind and url")
        return ()
    if not isinstance(value, list) or not all(isinstance(table, Mapping) for table in value):
        mistakes.add(f"sources {_wrong.show(value)} is not a list of tables; begin each source with a [[sources]] line")
        return ()
    read: list[Source] = []
    for number, table in enumerate(value, start=1):
        source = _read_source(table, mistakes, domain, f"sources (no. {number}): ")
        if source is not None and any(other.url == source.url for other in read):
            mistakes.add(f"sources (no. {number}): url {_wrong.show(source.url)} stands here twice; leave one out")
        if source is not None:
            read.append(source)
    return tuple(read)


def _read_source(table: Mapping[str, Any], mistakes: _Mistakes, domain: str | None, place: str) -> Source | None:
    before = len(mistakes.lines)
    mistakes.unknown_keys(table, Source, place=place)
    kind = mistakes.text(table, "kind", _wrong.kind, place=place, required=True)
    url = mistakes.text(table, "url", lambda u: _wrong.url(u, domain), place=place, required=True)
    links = mistakes.text(table, "article_links", _wrong.css, place=place)
    following = mistakes.text(table, "next_page", _wrong.css, place=place)
    step = mistakes.text(table, "step", _wrong.step, place=place)
    if kind in ("newsfeed", "sitemap"):
        for key in ("article_links", "next_page"):
            if table.get(key) is not None:
                mistakes.add(f"{place}{key} means nothing for a {kind}; it is for kind 'section' or 'calendar'")
    if step is not None and kind in ("section", "newsfeed", "sitemap"):
        mistakes.add(f"{place}step is for kind 'calendar' only; take it out")
    if url is not None and kind is not None:
        wrong = _wrong.calendar(url, step or "day") if kind == "calendar" else _wrong.stray_date(url)
        if wrong:
            mistakes.add(f"{place}url {_wrong.show(url)} {wrong}")
    if len(mistakes.lines) > before or kind is None or url is None:
        return None
    return Source(
        kind=cast(SourceKind, kind), url=url, article_links=links, next_page=following, step=cast(Step, step or "day")
    )


def _read_selectors(value: Any, mistakes: _Mistakes) -> Selectors:
    if value is None:
        return Selectors()
    if not isinstance(value, Mapping):
        mistakes.add(f"selectors {_wrong.show(value)} is not a table; begin it with a [selectors] line")
        return Selectors()
    place = "selectors: "
    mistakes.unknown_keys(value, Selectors, place=place)
    single = {
        f.name: mistakes.text(value, f.name, _wrong.css, place=place) for f in fields(Selectors) if f.name != "drop"
    }
    drop = mistakes.texts(value, "drop", _wrong.css, 'like [".related"]', place=place)
    return Selectors(drop=drop, **single)


class _Mistakes:
    """The lines about one file, and readers of typed values that add to them."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.lines: list[str] = []

    def add(self, line: str) -> None:
        self.lines.append(f"{self.file}: {line}")

    def unknown_keys(self, table: Mapping[str, Any], of: type, *, place: str) -> None:
        known = [f.name for f in fields(of) if f.name != "page"]
        for key in table:
            if key in known or (key == "page" and of is Mirror):  # page has a line of its own
                continue
            close = difflib.get_close_matches(str(key).lower(), known, n=1)
            meant = close[0] if close else _KEY_SLIPS.get(str(key).lower())
            hint = f"did you mean {meant!r}?" if meant in known else f"known are {', '.join(known)}"
            if of is not Mirror and key in Mirror.__dataclass_fields__:
                hint = "it is the mirror's, so write it above the first [[sources]] line"
            self.add(f"{place}{_wrong.show(key)} = {_wrong.show(table[key])}: there is no such key; {hint}")

    def text(
        self,
        table: Mapping[str, Any],
        key: str,
        wrong: Callable[[str], str | None] | None = None,
        *,
        place: str = "",
        required: bool = False,
    ) -> str | None:
        value = table.get(key)
        if value is None:
            if required:
                self.add(f"{place}{key} is missing; {_REMEDIES[key]}")
            return None
        if not isinstance(value, str):
            self.add(f"{place}{key} {_wrong.show(value)} is not text; write it in quotes, one text")
            return None
        reason = "is empty; give a value or take the line out" if not value.strip() else wrong(value) if wrong else None
        if reason:
            self.add(f"{place}{key} {_wrong.show(value)} {reason}")
            return None
        return value

    def texts(
        self, table: Mapping[str, Any], key: str, wrong: Callable[[str], str | None], like: str, *, place: str = ""
    ) -> tuple[str, ...]:
        value = table.get(key)
        if value is None:
            return ()
        if not isinstance(value, list):
            self.add(f"{place}{key} {_wrong.show(value)} is not a list of texts; write it {like}")
            return ()
        return tuple(text for one in value if (text := self.text({key: one}, key, wrong, place=place)) is not None)

    def truth(self, table: Mapping[str, Any], key: str) -> bool | None:
        value = table.get(key)
        if value is None or isinstance(value, bool):
            return value
        self.add(f"{key} {_wrong.show(value)} is not a truth value; write true or false, without quotes")
        return None


_REMEDIES = {
    "name": 'give it one, like name = "turan"',
    "domain": 'give the site\'s host, like domain = "turan.az"',
    "timezone": 'give the zone its pages print times in, like timezone = "Asia/Baku"',
    "kind": "give section, newsfeed, sitemap or calendar",
    "url": "give the address of the page that lists articles",
}
# What people write instead; the words of design.md win.
_KEY_SLIPS = {
    "tz": "timezone",
    "zone": "timezone",
    "host": "domain",
    "lang": "languages",
    "date": "published",
    "author": "byline",
    "text": "body",
    "type": "kind",
    "link": "url",
    "href": "url",
}
