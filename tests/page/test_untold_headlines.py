"""Pages whose titles are the site's name only: the headline is what stands above the text."""

from __future__ import annotations

import pytest

from newscrawl.items import Article, Provenance, SiteFacts
from newscrawl.page import read_page
from newscrawl.text.article import interpret

HEADLINE = "Council closes the northern quay for repairs"
MENU = "".join(f"<a href=/s{n}>Part {n}</a> " for n in range(9))
BODY = "".join(
    f"<p>The harbour council voted on Wednesday to close quay number {n} until June, officials said.</p>"
    for n in range(6)
)


def article(above: str, *, title: str = "Valley Times", url: str = "https://valley.example/news?id=7") -> Article:
    page = f"<html><head><title>{title}</title></head><body>{above}<div>{BODY}</div></body></html>"
    return interpret(read_page(page.encode(), url=url), SiteFacts(), provenance=Provenance(via="file"))


@pytest.mark.parametrize(
    "above",
    [
        f"<div class=newstitle>{HEADLINE}</div>",
        f"<div class=article-view__title>{HEADLINE}</div>",
        f"<h3>{HEADLINE}</h3>",
        f'<div role="heading" aria-level="1">{HEADLINE}</div>',
        f"<h1><a href=/>Valley Times</a></h1><h3 class=title>{HEADLINE}</h3>",
        f"<h1>Valley Times</h1><center>{MENU}</center><p class=hd>{HEADLINE}</p>",
        f"<header>Valley Times</header><div class=post-title>{HEADLINE}</div>",
        f"<p class=hd>{HEADLINE} (05.03.2024 10:44)</p>",
    ],
)
def test_the_line_above_the_text_is_the_headline(above: str) -> None:
    assert article(above).headline == HEADLINE


def test_what_the_address_says_is_the_headline_in_any_element() -> None:
    url = "https://valley.example/x/council-closes-northern-quay-repairs-55.html"
    assert article(f"<td class=k3><i>{HEADLINE}</i></td>", url=url).headline == HEADLINE


def test_a_short_headline_that_the_title_has_beside_the_sites_name_stands() -> None:
    above = f"<h1>Quay closed</h1><p class=nav>{MENU}</p><h2>Repairs of the northern quay will take until June</h2>"
    assert article(above, title="Quay closed | Valley Times").headline == "Quay closed"


def test_a_sites_or_a_boxs_title_is_no_headline() -> None:
    above = "<div class=site-title>All the news of the valley every day</div>"
    above += "<div class=widget-title>What our readers like most</div>"
    assert article(above).headline == "Valley Times"


def test_a_role_of_a_heading_among_the_text_is_a_subheading() -> None:
    inner = '<div role="heading" aria-level="3">Ships wait outside</div>'
    inner += "<p>Nine ships waited outside the harbour on Friday, its master said.</p>"
    found = article(f"<h1>{HEADLINE}</h1>{BODY}{inner}", title=HEADLINE)
    assert found.body is not None
    assert "Ships wait outside" in found.body.split("\n\n")


def test_who_the_host_is_called_wrote_nothing() -> None:
    linked = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"%s","author":"%s"}</script>'
    url = "https://www.valleytimes.example/a"
    told = article(f"<h1>{HEADLINE}</h1>" + linked % (HEADLINE, "The Valley Times"), url=url)
    assert told.byline == ()
    assert article(f"<h1>{HEADLINE}</h1>" + linked % (HEADLINE, "Ann Lee"), url="https://annlee.example/a").byline == (
        "Ann Lee",
    )


def test_articles_side_by_side_behind_the_text_are_teasers() -> None:
    card = (
        "<li><article><a href=/t{0}>Lighthouse number {0} is painted white again</a> "
        "<span>Painters needed nine days for it, they said.</span></article></li>"
    )
    cards = "<ul>" + "".join(card.format(n) for n in range(4)) + "</ul>"
    found = article(f"<h1>{HEADLINE}</h1><main>{BODY}{cards}</main>", title=HEADLINE)
    assert found.body is not None
    assert "Painters" not in found.body


def test_headlines_that_are_printed_with_their_moment() -> None:
    texts = (
        "Three buses carry hives on their roofs through the harbour from Tuesday, the keepers said.",
        "They filled two hundred sacks with what others had thrown away along the water since autumn.",
    )
    titles = ("Bees ride through the city on buses", "Boys clean the bank of the river")
    stories = "".join(
        f"<p class=hd><b>{title}</b> <span class=sm>(0{day}.03.2024 10:44)</span><p>{text}"
        for day, title, text in zip((1, 2), titles, texts, strict=True)
    )
    page = (
        "<html><head><title>Valley Courier</title></head><body>"
        f"<h1>Valley Courier</h1><center>{MENU}</center><table><tr><td>{stories}</table>"
    )
    raw = read_page(page.encode(), url="https://m.example/cgi-bin/news.pl?id=12")
    found = interpret(raw, SiteFacts(), provenance=Provenance(via="file"))
    assert (found.headline, found.body) == (titles[0], texts[0])


@pytest.mark.parametrize(
    ("title", "above"),
    [
        # A masthead in an h1 that leads home, the headline in a smaller heading or a plain line.
        ("Valley Forum • View topic - {}", "<h1><a href=./index.php>Valley Forum</a></h1><h2><a href=/t/1>{}</a></h2>"),
        ("Valley Post: {}", "<h1><a href=/>Valley Post</a></h1><h3><a href=/2013/quay>{}</a></h3>"),
        ("Valley mobile", "<h1>Valley</h1><h3>{}</h3><p>21 Nov 2011 4:12pm</p>"),
        ("Harbour Office", "<div>Harbour Office</div><div>Local</div><div>{}</div><div>11 September 2024 09:43</div>"),
        ("Harbour Office", "<div>Harbour Office</div><div>11 September 2024 09:43</div><div>{}</div>"),
    ],
)
def test_what_the_site_is_called_is_no_headline(title: str, above: str) -> None:
    assert article(above.format(HEADLINE), title=title.format(HEADLINE)).headline == HEADLINE


@pytest.mark.parametrize("title", ["{} - Valley Post", "Valley Post: {}", "{} | World | Valley Post"])
@pytest.mark.parametrize(
    "line",
    [
        "<font size=5><b>{}</b></font><br><small>11 September 2024 09:43 | World</small><br><br>",
        "<font size=5><b>{}</b></font><br><small>By Ann Lee | 11 September 2024 09:43</small><br><br>",
        "<b>{}</b><br>World - 11 September 2024 09:43<br><br>",
        "<big><strong>{}</strong></big><br>von Ann Lee, 11.09.2024<br><br>",
    ],
)
def test_a_line_in_bold_that_a_break_ends_is_apart_from_the_time(title: str, line: str) -> None:
    """Pages without headings: the title has the site's name too, and is not all that is left."""
    said = "Dam wall cracks, thousands moved"
    page = (
        f"<html><head><title>{title.format(said)}</title></head><body><a href=/>Valley Post</a><table><tr><td>"
        f"{line.format(said)}{BODY}</td></tr></table></body></html>"
    )
    raw = read_page(page.encode(), url="https://m.example/x/1")
    article = interpret(raw, SiteFacts(), provenance=Provenance(via="file"))
    assert article.headline == said
    assert article.published_at is not None
    assert article.byline == (("Ann Lee",) if "Ann" in line else ())
    assert article.section_label == ("World" if "World" in line else None)


def test_words_in_bold_that_open_a_paragraph_stay_in_it() -> None:
    said = "<b>Rain for the third week in Varn:</b><br>the quay is closed, and ferries leave from the old harbour."
    page = f"<html><body><h1>Rain in Varn</h1>{BODY}<p>{said}</p></body></html>"
    assert (
        "third week in Varn: the quay is closed" in read_page(page.encode(), url="https://m.example/x").paragraphs[-1]
    )
