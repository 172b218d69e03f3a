"""Which addresses are one article's, rule by rule, and which are not."""

from __future__ import annotations

import pytest

from newscrawl.mirror import Mirror
from newscrawl.text.urls import clean_url, identity, identity_of_cleaned

ARTICLE = "https://harbour.example/world/2026/09/ferry-plan-wins-784508"

SAME = {
    "scheme": "http://harbour.example/world/2026/09/ferry-plan-wins-784508",
    "www": "https://www.harbour.example/world/2026/09/ferry-plan-wins-784508",
    "www2": "https://www2.harbour.example/world/2026/09/ferry-plan-wins-784508",
    "mobile host": "https://m.harbour.example/world/2026/09/ferry-plan-wins-784508",
    "mobile host, in full": "https://mobile.harbour.example/world/2026/09/ferry-plan-wins-784508",
    "AMP host": "https://amp.harbour.example/world/2026/09/ferry-plan-wins-784508",
    "host in capitals": "https://Harbour.EXAMPLE/world/2026/09/ferry-plan-wins-784508",
    "dot behind the host": "https://harbour.example./world/2026/09/ferry-plan-wins-784508",
    "default port": "https://harbour.example:443/world/2026/09/ferry-plan-wins-784508",
    "default port of http": "http://harbour.example:80/world/2026/09/ferry-plan-wins-784508",
    "login": "https://me:secret@harbour.example/world/2026/09/ferry-plan-wins-784508",
    "slash": ARTICLE + "/",
    "index page": ARTICLE + "/index.html",
    "fragment": ARTICLE + "#comments",
    "AMP path": ARTICLE + "/amp",
    "AMP path with a slash": ARTICLE + "/amp/",
    "AMP ending": ARTICLE + ".amp",
    "AMP page": ARTICLE + "/amp.html",
    "AMP in front": "https://harbour.example/amp/world/2026/09/ferry-plan-wins-784508",
    "AMP parameter": ARTICLE + "?amp=1",
    "AMP parameter without a value": ARTICLE + "?amp",
    "AMP output": ARTICLE + "?outputType=amp",
    "print path": ARTICLE + "/print",
    "print parameter": ARTICLE + "?print=1",
    "print view": ARTICLE + "?view=print",
    "mobile path": ARTICLE + "/mobile",
    "campaign": ARTICLE + "?utm_source=rss&utm_medium=feed&UTM_Campaign=x",
    "clicks": ARTICLE + "?fbclid=IwAR0x&gclid=1&msclkid=2&yclid=3",
    "newsletter": ARTICLE + "?mc_cid=1&mc_eid=2",
    "from a newsfeed": ARTICLE + "?source=rss&partner=rss",
    "session": ARTICLE + "?PHPSESSID=77aa",
    "session in the path": ARTICLE + ";jsessionid=0AF3",
    "percent of a plain letter": ARTICLE.replace("ferry", "%66erry"),
}

OTHER = {
    "number": ARTICLE.replace("784508", "784509"),
    "host": ARTICLE.replace("harbour.", "lagoon."),
    "edition": ARTICLE.replace("https://", "https://es."),
    "port": ARTICLE.replace(".example", ".example:8443"),
    "letter case of the path": ARTICLE.replace("ferry", "Ferry"),
    "page": ARTICLE + "?page=2",
    "page in the path": ARTICLE + "/2",
    "number in the query": ARTICLE + "?id=7",
    "unknown parameter": ARTICLE + "?story=7",
    "view that may be a number": ARTICLE + "?view=7",
    "source that may be a name": ARTICLE + "?source=harbour",
    "cid that may be a number": ARTICLE + "?cid=784509",
    "print that may be an edition": ARTICLE + "?print=20260901",
    "s that may be a search": ARTICLE + "?s=ferry",
    "sid that may be a number": ARTICLE + "?sid=784509",
    "a word that begins like AMP": ARTICLE + "/amplifier",
    "a word that ends like print": ARTICLE + "-fingerprint",
    "a section called mobile": "https://harbour.example/mobile/x",
    "the front page": "https://harbour.example/",
}


@pytest.mark.parametrize("url", SAME.values(), ids=SAME.keys())
def test_variants_of_one_article(url: str) -> None:
    assert identity(url) == identity(ARTICLE)
    cleaned = clean_url(url)
    assert cleaned is not None
    assert identity(cleaned) == identity(ARTICLE), "cleaning keeps the identity"


@pytest.mark.parametrize("url", OTHER.values(), ids=OTHER.keys())
def test_what_is_another_article(url: str) -> None:
    assert identity(url) != identity(ARTICLE)


def test_all_of_the_others_differ_from_each_other() -> None:
    assert len({identity(url) for url in OTHER.values()}) == len(OTHER)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://a.example/story.php?id=7&lang=en", "https://a.example/story.php?lang=en&id=7", True),
        ("https://a.example/story.php?id=7", "https://a.example/story.php?id=8", False),
        ("https://a.example/?p=101", "https://a.example/?p=102", False),
        ("https://a.example/?p=101&utm_source=x", "http://www.a.example/?p=101#more", True),
        ("https://a.example/caf%c3%a9", "https://a.example/caf%C3%A9", True),
        ("https://a.example/café", "https://a.example/caf%C3%A9", True),
        ("https://bücher.example/1", "https://xn--bcher-kva.example/1", True),
        ("https://a.example/a+b", "https://a.example/a%2Bb", False),
        ("https://m.example/1", "https://www.example/1", False),
        ("https://a.example/list?a=1&a=2", "https://a.example/list?a=2&a=1", True),
        ("https://a.example/1?q=", "https://a.example/1", False),
    ],
)
def test_pairs(one: str, other: str, same: bool) -> None:
    assert (identity(one) == identity(other)) is same


def test_an_identity_is_its_own_identity() -> None:
    for url in (*SAME.values(), *OTHER.values()):
        assert identity(f"https://{identity(url)}") == identity(url)


def test_a_mirror_says_more() -> None:
    mirror = Mirror(
        name="a", domain="a.example", timezone="UTC", sources=(),
        ignore_parameters=("teaser",), article_address=r"/(?:news|story)/\d+",
    )  # fmt: skip
    spellings = (
        "https://a.example/news/784508-ferry-plan", "https://a.example/news/784508/ferry-plan-wins?x=1",
        "https://a.example/news/784508?teaser=2", "https://a.example/news/784508",
    )  # fmt: skip
    assert {mirror.address_of(url) for url in spellings} == {"https://a.example/news/784508"}
    for url in ("https://a.example/news/784509-ferry-plan", "https://a.example/world?next=/x", "https://a.example/"):
        assert identity(mirror.address_of(url)) != "a.example/news/784508"
    assert mirror.address_of("https://a.example/world?id=3&teaser=1") == "https://a.example/world?id=3"


def test_what_a_mirror_keeps_stays_in_its_addresses() -> None:
    mirror = Mirror(name="a", domain="a.example", timezone="UTC", sources=(), keep_parameters=("ref", "utm_id"))
    kept = {
        "https://a.example/x?utm_source=m&ref=7#top": "https://a.example/x?ref=7",
        "https://a.example/x?utm_id=9&fbclid=1": "https://a.example/x?utm_id=9",
        "https://a.example/x?PHPSESSID=7&ref=7": "https://a.example/x?ref=7",
        "https://a.example/x?Ref=7": "https://a.example/x",
    }
    assert {url: mirror.cleaned(url) for url in kept} == kept
    names = {identity_of_cleaned(url) for url in kept.values()}
    assert names == {"a.example/x?ref=7", "a.example/x?utm_id=9", "a.example/x"}
    # All else is folded as in any address.
    assert identity_of_cleaned("http://m.a.example/x/?ref=7&b=1") == identity_of_cleaned(
        "https://a.example/x?b=1&ref=7"
    )
    for url in SAME.values():
        assert identity_of_cleaned(clean_url(url) or url) == identity(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://[zz]/",
        "http://a[::1]/",
        "http://[::1]x/",
        "http://[v1.a]/",
        "http://[fe80::1%25eth0]/",
        "http://[::1]:8:@u[b[:h]80",
    ],
)
def test_brackets_hold_an_address_or_it_is_none(url: str) -> None:
    assert clean_url(url) is None
    assert clean_url("http://[2001:DB8::1]:8080/x") == "http://[2001:db8::1]:8080/x"
    assert clean_url("http://me@[::1]/") == "http://[::1]/"
