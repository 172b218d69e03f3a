"""Front pages, lists and forms are told from articles; what only looks like one is read as an article."""

from __future__ import annotations

import pytest

from newscrawl.page import read_page

TEXT = "<p>The ferry to Varn sailed again on Monday after a week in the yard, and its owner said that it was full.</p>"
TEASERS = "".join(
    f"<div><a href='/n/{n}'>The quay of Varn is closed for week {n} of the works</a></div>"
    f"<div><a href='/o/{n}'>Master of the quay of Varn speaks in week {n}</a></div>"
    f"<p>Week {n} at the quay will bring cranes, noise and no ferries at all, its master says on behalf of the council.</p>"
    for n in range(14)
)
SINGLE = f"<h1>Ferry sails again</h1>{TEXT}{TEXT.replace('Monday', 'Tuesday')}"


def reason(page: str, url: str = "https://valley.example/n/1") -> str | None:
    return read_page(f"<html>{page}</html>", url=url).no_article


@pytest.mark.parametrize(
    "url", ["https://valley.example", "https://valley.example/", "https://valley.example/index.php"]
)
def test_an_address_without_a_path_is_a_front_page(url: str) -> None:
    stated = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Valley Times"}</script>'
    assert reason(f"<head>{stated}</head><body>{SINGLE}</body>", url) == "front_page"


def test_an_article_that_is_asked_for_in_the_query_is_one() -> None:
    assert reason(f"<body>{SINGLE}</body>", "https://valley.example/?p=7") is None


def test_teasers_in_the_place_of_a_text_are_a_list() -> None:
    assert reason(f"<body><main><h1>Harbour</h1>{TEASERS}</main></body>") == "front_page"
    long = "".join(f"<p>On day {n} of the works {TEXT[3:]}" for n in range(9))
    assert reason(f"<body><main>{SINGLE}{long}</main><aside>{TEASERS}</aside></body>") is None


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Varn Rowing Club - Home", "front_page"),
        ("Startseite | Talblatt", "front_page"),
        ("Página inicial | Folha do Vale", "front_page"),
        ("Ferry sails again - Home - Valley Times", None),
        ("Blog - Ferry sails again", None),
    ],
)
def test_a_title_that_is_home(title: str, expected: str | None) -> None:
    assert reason(f"<head><title>{title}</title></head><body>{SINGLE}</body>") == expected


@pytest.mark.parametrize(
    ("name", "expected"), [("archive tag tag-ferry", "front_page"), ("archive category single single-post", None)]
)
def test_what_wordpress_calls_its_lists(name: str, expected: str | None) -> None:
    assert reason(f"<body class='{name}'>{SINGLE}</body>") == expected


def test_a_page_that_states_to_be_a_collection_unless_it_states_an_article() -> None:
    kinds = '{"@type": "CollectionPage", "name": "Ferries"}'
    article = '{"@type": "NewsArticle", "headline": "Ferry sails again", "datePublished": "2024-05-03"}'
    script = '<script type="application/ld+json">[%s]</script>'
    assert reason(f"<head>{script % kinds}</head><body>{SINGLE}</body>") == "front_page"
    assert reason(f"<head>{script % f'{kinds}, {article}'}</head><body>{SINGLE}</body>") is None


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Category Archives: Ferries", "front_page"),
        ("Etiqueta: Puerto", "front_page"),
        ("Schlagwort: Hafen", "front_page"),
        ("Метка: порт", "front_page"),
        ("标签：港口", "front_page"),
        ("Sign up for e-mail alerts", "login_wall"),
        ("Newsletter abonnieren", "login_wall"),
        ("Résultats de recherche", "soft_404"),
        ("検索結果", "soft_404"),
        ("Search for the crew goes on", None),
        ("Categories of fish that may be landed", None),
    ],
)
def test_headings_of_lists_and_forms(heading: str, expected: str | None) -> None:
    assert reason(f"<body><h1>{heading}</h1>{TEXT}</body>") == expected


@pytest.mark.parametrize("title", ["Suche: Hund in Varn vermisst", "Newsletter: Was heute in Varn geschieht"])
def test_such_words_in_a_title_may_stand_beside_a_headline(title: str) -> None:
    page = f"<head><title>{title} | Talblatt</title></head><body><h1>{title}</h1>{TEXT}</body>"
    assert reason(page) is None


def test_a_whole_text_is_no_list_whatever_its_body_is_called() -> None:
    long = "".join(f"<p>On day {n} of the works {TEXT[3:]}" for n in range(9))
    assert reason(f"<body class='archive date story'><main>{SINGLE}{long}</main></body>") is None
    assert reason(f"<body class='archive date'><main>{SINGLE}{TEASERS}</main></body>") == "front_page"


def test_a_long_list_of_links_makes_no_list_of_a_short_article() -> None:
    links = "".join(f"<div><a href='/n/{n}'>The quay of Varn is closed for week {n}</a></div>" for n in range(14))
    assert (
        reason(f"<body><main><h1>Ferry sails again</h1>{TEXT}{links}{TEXT.replace('week', 'month')}</main></body>")
        is None
    )


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Archivos de Varn", "front_page"),
        ("Archivos de la ciudad de Varn abren sus puertas al público", None),
        ("Archives du canton de Varn ouvertes aux chercheurs dès lundi", None),
    ],
)
def test_news_of_archives_is_no_list(heading: str, expected: str | None) -> None:
    assert reason(f"<body><main><h1>{heading}</h1>{TEXT}</main></body>") == expected


LINKS = "".join(f"<li><a href='/n/{n}'>The quay of Varn is closed for week {n}</a></li>" for n in range(20))
SECTION = f"<h2><a href='/harbour'>Harbour</a></h2><ul>{LINKS}</ul>"
HEADINGS = "".join(f"<h3><a href='/n/{n}'>The quay of Varn is closed for week {n}</a></h3>{TEXT}" for n in range(12))
BRIEF = "<p>The ferry to Varn sailed again on Monday after a week in the yard, its owner said.</p>" * 3


@pytest.mark.parametrize(
    ("body", "title", "expected"),
    [
        # Links or linked headings, and nothing that a title knows.
        (SECTION, "Harbour - Valley News", "front_page"),
        (f"<main>{HEADINGS}</main>", "Harbour - Valley News", "front_page"),
        (f"<h1>Valley News</h1>{SECTION}", "Valley News", "front_page"),
        # A brief beside as many, over which its headline stands, though the title is the site's name.
        (f"<main><h1>Ferry to Varn sails again</h1>{BRIEF}</main><aside>{SECTION}</aside>", "Valley News", None),
        (
            f"<main><h2>Ferry to Varn sails again</h2><p>Photos of the day.</p></main>{SECTION}",
            "Ferry to Varn sails again - Valley News",
            None,
        ),
    ],
)
def test_links_without_a_headline_are_a_list(body: str, title: str, expected: str | None) -> None:
    assert reason(f"<head><title>{title}</title></head><body>{body}</body>") == expected


def test_a_page_that_states_its_time_is_none_whatever_it_links_to() -> None:
    stated = '<meta property="article:published_time" content="2024-09-11T10:00:00Z">'
    assert reason(f"<head>{stated}</head><body>{SECTION}</body>") is None


@pytest.mark.parametrize("query", ["lang=fr", "variant=zh-hk&utm_source=x"])
def test_the_language_in_a_query_makes_no_article_of_a_front_page(query: str) -> None:
    assert reason(f"<body>{SINGLE}</body>", f"https://valley.example/?{query}") == "front_page"
