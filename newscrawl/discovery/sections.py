"""Section pages: which links lead to articles, and where the next page is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from itertools import islice
from typing import cast
from urllib.parse import urlsplit

from cssselect import SelectorError
from lxml import etree, html
from lxml.cssselect import CSSSelector

from newscrawl.discovery.listing import Link, Listing
from newscrawl.discovery.markup import parse_html
from newscrawl.errors import SourceError
from newscrawl.text.publication.url_dates import date_in_url
from newscrawl.text.url_parts import on_domain
from newscrawl.text.urls import absolute

# More links than this on one page is a trap, not a section.
MOST_LINKS = 20_000
MOST_ARTICLES = 1_000
# Of a page with more, the end is read too: the next page is often named there.
TAIL = 256 * 1024
_ANCHOR = re.compile(rb"<a[\s>]")

_NEXT_WORDS = re.compile(
    r"^\W*(?:next(?: page)?|older(?: (?:posts|entries|articles|stories|news))?|more (?:news|stories|articles)|weiter|"
    r"n[äa]chste(?: seite)?|[äa]ltere (?:beitr[äa]ge|artikel)|siguientes?|(?:p[áa]gina )?siguiente|m[áa]s antiguos?|"
    r"suivante?s?|page suivante|articles plus anciens|avanti|successiv[aoi]|pagina successiva|pr[óo]xim[ao]|seguinte|"
    r"volgende|n[æe]ste|nästa|neste|seuraava|nast[ęe]pna|dal[šs][íi]|ďalej|k[öo]vetkez[őo]|următoarea|"
    r"sonraki|далее|следующая|вперед|вперёд|наступна|далі|следваща|επόμενη|التالي|بعدی|הבא|次へ|次のページ|下一页|下一頁|다음|"
    r"อ่านต่อ|ถัดไป|अगला|»|›|→|>|>>)\W*$",
    re.IGNORECASE,
)
_PAGE_IN_URL = re.compile(
    r"(?:[?&](?:page|p|pg|paged|pagina|seite|start)=|/page/|/seite-?/?|/pagina/|/p)(\d{1,4})/?(?=$|[&#])", re.I
)
# Paths that are never an article's own.
_FURNITURE = re.compile(
    r"/(?:tags?|tagged|topics?|themen|authors?|autor(?:es)?|by|profile|users?|search|suche|login|signin|sign-in|register|subscribe|"
    r"abo|newsletters?|about(?:-us)?|contact(?:-us)?|kontakt|impressum|imprint|privacy|datenschutz|terms|legal|cookies?|"
    r"advertis\w*|werbung|rss|feeds?|sitemap|gallery|galleries|fotos?|photos?|videos?|podcasts?|live-tv|wetter|weather|"
    r"jobs|shop|wp-(?:admin|content|login)|category|categories|kategorie|rubrik|archives?|print|share|comments?|cdn-cgi)(?:/|$|\.)",
    re.IGNORECASE,
)
_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|pdf|mp[34]|m4a|zip|xml|css|js|ico|docx?|xlsx?)$", re.IGNORECASE)
_ID = re.compile(r"(?:\d{4,}|[0-9a-f]{8,})")
# What stands in menus and feet with four words too.
_SERVICE = re.compile(
    r"\b(?:privacy|terms|polic(?:y|ies)|subscri\w+|newsletters?|cookies?|contact|about us|advertis\w+|sign (?:in|up)|log ?in|"
    r"register|impressum|datenschutz|kontakt|abo(?:nnieren)?|aviso legal|privacidad|suscr\w+|mentions légales|abonnez|"
    r"política|подпис\w+|реклама|контакты)\b",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\d+")
_OUTSIDE = {"nav", "footer", "header", "aside", "form"}


@lru_cache(maxsize=256)
def _css(selector: str) -> Callable[[html.HtmlElement], list[html.HtmlElement]]:
    return cast("Callable[[html.HtmlElement], list[html.HtmlElement]]", CSSSelector(selector, translator="html"))


def read_section(
    body: bytes,
    *,
    url: str,
    content_type: str | None = None,
    article_links: str | None = None,
    next_page: str | None = None,
    domain: str | None = None,
    keep: tuple[str, ...] = (),
) -> Listing:
    """Read a section page. ``article_links`` (CSS) names links or what holds them; without it links are judged by
    their address, their text, and the company they keep. What stands beyond a bound is left out, and the listing is
    ``cut``. Raises SourceError when there is no page.

    >>> page = b'<a href="/world/harbour-council-votes-on-ferries-784508">Harbour council votes on ferries</a>'
    >>> read_section(page, url="https://m.example/world", domain="m.example").links[0].url
    'https://m.example/world/harbour-council-votes-on-ferries-784508'
    """
    read = _without_wall(body)
    root = parse_html(read, content_type)
    base_element = root.find(".//base[@href]")
    base = (absolute(base_element.get("href") or "", url) if base_element is not None else None) or url
    skipped = 0
    anchors: list[tuple[html.HtmlElement, str]] = []
    chosen = _anchors(root, article_links)
    for anchor in chosen[:MOST_LINKS]:
        target = absolute(anchor.get("href") or "", base, keep)
        if target is None or (domain and not on_domain(target, domain)):
            skipped += 1
            continue
        anchors.append((anchor, target))
    links = _links(anchors) if article_links else _judged(anchors, url)
    following = _next(root, base, url, next_page, keep)
    if following is not None and domain and not on_domain(following, domain):
        following = None  # on another site nothing of this one goes on
    cut = len(read) < len(body) or len(chosen) > MOST_LINKS or len(links) > MOST_ARTICLES
    return Listing(links=tuple(links[:MOST_ARTICLES]), next_page=following, skipped=skipped, cut=cut)


def _without_wall(body: bytes) -> bytes:
    """A page with a wall of links, without the middle of it: what is parsed takes ten times its size in memory."""
    if body.count(b"<a") <= 2 * MOST_LINKS:
        return body
    wall = next(islice(_ANCHOR.finditer(body), MOST_LINKS, None), None)
    if wall is None:
        return body
    return body[: wall.start()] + body[max(wall.start(), len(body) - TAIL) :]


def _anchors(root: html.HtmlElement, article_links: str | None) -> list[html.HtmlElement]:
    if not article_links:
        return list(root.iter("a"))
    try:
        found = _css(article_links)(root)
    except (SelectorError, etree.XPathError) as error:
        raise SourceError(f"article_links = {article_links!r} cannot be used: {error}") from error
    anchors: list[html.HtmlElement] = []
    for element in found:
        if element.tag == "a":
            anchors.append(element)
        else:
            inside = next((a for a in element.iter("a") if a.get("href")), None)
            outside = next((a for a in element.iterancestors("a")), None) if inside is None else None
            anchors.extend(a for a in (inside, outside) if a is not None)
    return anchors


def _title(anchor: html.HtmlElement) -> str:
    text = " ".join(" ".join(str(t) for t in anchor.itertext()).split())
    return text[:1000] or " ".join((anchor.get("title") or "").split())[:1000]


def _links(anchors: list[tuple[html.HtmlElement, str]]) -> list[Link]:
    """One link for each address, in page order."""
    return [Link(url=target) for target in dict.fromkeys(target for _, target in anchors)]


def _shape(target: str, page: str) -> float:
    """How much an address looks like an article's: from -5 (never) to about 6."""
    parts = urlsplit(target)
    path = parts.path.rstrip("/")
    if not path or target.rstrip("/") == page.rstrip("/") or _FILE.search(path):
        return -5.0
    slug = path.rsplit("/", 1)[-1]
    if _FURNITURE.search(path):
        # "/archives/2024/10/16/..." and "/weather/storm-...-123456": a day or an id below it outweighs the word.
        below = _FURNITURE.sub("/", path[1:]) if not _FURNITURE.search(f"/{slug}") else ""
        if not (date_in_url(path) or (re.search(r"\d{5,}", slug) and slug.count("-") >= 3)) or not below:
            return -5.0
    words = [w for w in re.split(r"[-_.,]", slug) if len(w) > 1]
    score = 0.0
    if len(words) >= 4:
        score += 2.5
    elif len(words) == 3:
        score += 1.0
    if _ID.search(slug) or _ID.search(parts.query):
        score += 1.5
    if date_in_url(path):
        score += 2.0
    if re.search(r"\.(?:s?html?|php|aspx?)$", slug):
        score += 0.5
    if path.count("/") >= 2:
        score += 0.5
    if _PAGE_IN_URL.search(target):
        score -= 3.0
    return score


def _judged(anchors: list[tuple[html.HtmlElement, str]], page: str) -> list[Link]:
    """Links whose address, text and place say article."""
    words: Counter[str] = Counter()
    scores: dict[str, float] = {}
    for anchor, target in anchors:
        title = _title(anchor)
        words[target] = max(words[target], len(title.split()), len(title) // 6 if not title.isascii() else 0)
        tags = {str(a.tag) for a in anchor.iterancestors() if isinstance(a.tag, str)}
        place = -1.5 if tags & _OUTSIDE else 0.0
        if tags & {"h1", "h2", "h3", "h4", "article"} or any(True for _ in anchor.iter("h2", "h3", "h4")):
            place += 1.5
        if words[target] <= 8 and _SERVICE.search(title) and not _ID.search(target) and not date_in_url(target):
            place -= 3.0
        scores[target] = max(scores.get(target, -9.0), _shape(target, page) + place)
    good = {t for t, s in scores.items() if s + min(words[t], 10) * 0.4 >= 3.5 and (words[t] >= 3 or s >= 3.0)}
    good = good | _company(anchors, scores, words, good)
    return [link for link in _links(anchors) if link.url in good]


def _company(
    anchors: list[tuple[html.HtmlElement, str]], scores: dict[str, float], words: Counter[str], good: set[str]
) -> set[str]:
    """Links laid out like those that say article, and leading to addresses of the same form, are of the same list.

    Where no address says article ("/news/42", "story.php?id=7"), the longest list of headlines laid out alike.
    """
    groups: dict[tuple[str, str], set[str]] = {}
    for anchor, target in anchors:
        if scores[target] < -1.0 or words[target] < 2 or _SERVICE.search(_title(anchor)):
            continue
        names = [f"{a.tag}.{a.get('class') or ''}" for a in (anchor, *islice(anchor.iterancestors(), 2))]
        groups.setdefault((" ".join(names), _form(target)), set()).add(target)
    lists = [group for group in groups.values() if len(group) >= 3]
    found = {
        target for group in lists if len(group & good) >= 2 or 2 * len(group & good) >= len(group) for target in group
    }
    if good or not lists:
        return found
    heads = [group for group in lists if sum(words[t] >= 4 for t in group) >= 0.7 * len(group)]
    return max(heads, key=lambda group: (sum(min(words[t], 10) for t in group), len(group)), default=set())


def _form(target: str) -> str:
    """An address without what differs from article to article: its last part, numbers, the values of its query.

    >>> _form("https://m.example/news/2024/09/11/ferries-sail"), _form("https://m.example/story.php?id=7")
    ('/news/#/#/#/', '/story.php?id=')
    """
    parts = urlsplit(target)
    path = _PARTS.sub("#", parts.path.rstrip("/"))
    if parts.query:
        return f"{path}?{re.sub('=[^&]*', '=', parts.query)}"
    return path[: path.rfind("/") + 1]


def _next(root: html.HtmlElement, base: str, page: str, selector: str | None, keep: tuple[str, ...]) -> str | None:
    if selector:
        try:
            found = _css(selector)(root)
        except (SelectorError, etree.XPathError) as error:
            raise SourceError(f"next_page = {selector!r} cannot be used: {error}") from error
        targets = []
        for element in found:
            anchors = [element] if element.get("href") else [a for a in element.iter("a") if a.get("href")]
            targets += [target for a in anchors if (target := absolute(a.get("href") or "", base, keep))]
        # A selector may name the whole row of page numbers: the next one is meant.
        following = [target for target in targets if _number(target) == _number(page) + 1]
        return next(iter(following or targets), None)
    current = _number(page)
    by_number = by_word = None
    for element in root.iter("link", "a"):
        href = element.get("href")
        if not href:
            continue
        if "next" in (element.get("rel") or "").lower().split():
            return absolute(href, base, keep)
        if element.tag != "a":
            continue
        text = _title(element)
        if len(text) <= 24:
            if by_word is None and _NEXT_WORDS.match(text):
                by_word = absolute(href, base, keep)
            if by_number is None and text == str(current + 1):
                target = absolute(href, base, keep)
                by_number = target if target and _number(target) == current + 1 else None
    if by_word and (_number(by_word) == current + 1 or by_number is None) and _same_list(by_word, page):
        return by_word
    return by_number


def _number(url: str) -> int:
    found = _PAGE_IN_URL.search(url)
    return int(found[1]) if found else 1


def _same_list(target: str, page: str) -> bool:
    """A next page lies on the same host, and is paged or below the section itself."""
    one, other = urlsplit(target), urlsplit(page)
    if one.netloc != other.netloc:
        return False
    return bool(_PAGE_IN_URL.search(target)) or one.path.startswith(other.path.rstrip("/") or "/")
