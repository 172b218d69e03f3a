"""Wire ids: what an agency calls its own story, found in addresses and at the end of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from newscrawl.text.url_parts import hostname

# dpa:240516-99-53606/3 is day, desk, sequence and version.
_DPA = re.compile(r"dpa:\d{6}-\d{1,3}-\d{3,9}(?:/(\d{1,3}))?", re.IGNORECASE)
# The line that closed AP's copy until about 2010: desk, day and hour of sending.
_AP_SENT = re.compile(r"\bAP-[A-Z]{2}-\d\d-\d\d-\d\d \d{4}[A-Z]{3}\b")
_REUTERS = re.compile(
    r"(?<![A-Za-z])id(?:US|UK|IN|DE|FR|JP|CN|ES|IT|BR|RU|CA|AF|MX|AR|KB|L)[A-Z0-9]{6,22}(?![A-Za-z0-9])"
)
_AP = re.compile(r"(?:-|/article/|/)([0-9a-f]{32})(?![0-9a-f])")
_REUTERS_USN = re.compile(r"(?:newsml|tag:reuters\.com,\d{4}:newsml)_([A-Z0-9]{6,24}(?::\d+)?)")


@dataclass(frozen=True, kw_only=True, slots=True)
class WireId:
    """``id`` as the agency writes it, ``agency`` in its one spelling, ``version`` where the id carries one."""

    id: str
    agency: str
    version: int | None = None


def read_wire_id(urls: Iterable[str], lines: Iterable[str] = ()) -> WireId | None:
    """The first wire id in the body's end (stronger) or in the page's addresses.

    >>> read_wire_id([], ["© dpa-infocom, dpa:240516-99-53606/3"]).id
    'dpa:240516-99-53606/3'
    >>> read_wire_id([], ["AP-NY-11-09-99 1649EST"]).agency
    'AP'
    >>> read_wire_id(["https://www.reuters.com/article/us-x-idUSKBN1ZC1DA"]).id
    'idUSKBN1ZC1DA'
    >>> read_wire_id(["https://apnews.com/article/x-4d6714d00666fef0117a8e2ea5970fd5"]).agency
    'AP'
    """
    for line in lines:
        found = _DPA.search(line[:2000])
        if found:
            return WireId(id=found[0], agency="dpa", version=int(found[1]) if found[1] else None)
        sent = _AP_SENT.search(line[:2000])
        if sent:
            return WireId(id=sent[0], agency="AP")
    for url in urls:
        found = _REUTERS.search(url[:2000]) or _REUTERS_USN.search(url[:2000])
        if found:
            return WireId(id=found[0], agency="Reuters")
        host = hostname(url)
        found = _AP.search(url[:2000])
        if found and (host == "apnews.com" or host.endswith((".apnews.com", ".ap.org"))):
            return WireId(id=found[1], agency="AP")
    return None
