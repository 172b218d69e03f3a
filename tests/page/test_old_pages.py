# ruff: noqa: E501 (pages are data)
"""What pages of 2005 to 2015 do: hAtom and hNews, old weblogs' titles, lists called posts, notices over comments."""

from __future__ import annotations

import pytest

from newscrawl.items import Article, Provenance, SiteFacts
from newscrawl.page import read_page
from newscrawl.text.article import interpret

TEXT = [
    f"<p>The ferry number {n} lay idle in the harbour of Varn on Monday, as its crew waited for the storm to pass.</p>"
    for n in range(8)
]
PLAIN = "".join(TEXT)


def read(page: str, *, url: str = "https://varn.example/news/4711", facts: SiteFacts | None = None) -> Article:
    return interpret(read_page(page.encode(), url=url), facts or SiteFacts(), provenance=Provenance(via="file"))


def test_an_abbreviation_s_title_is_the_time_whatever_else_is_printed_near() -> None:
    others = "".join(
        f"<li>AP - {n} mins ago <a href='/v/{n}'>Ferry {n} sinks off the coast</a> 0:5{n}</li>" for n in range(5)
    )
    page = (
        "<html><head><title>Ferries lie idle in Varn</title></head><body><h1>Ferries lie idle in Varn</h1>"
        "<cite class='byline vcard'>By <span class='fn'>ANN LEE</span> | <span class='provider org'>AP</span> &ndash; "
        "<abbr title='2011-08-25T01:40:40Z'>1 hr 4 mins ago</abbr></cite>"
        f"<div>Video: Ferries in the storm 0:56 | 18117 views</div><ul>{others}</ul>{PLAIN}</body></html>"
    )
    record = read(page)
    assert record.published_at is not None
    assert record.published_at.isoformat() == "2011-08-25T01:40:40+00:00"
    assert record.published_from == "time"


def test_an_entry_s_title_is_the_headline_where_no_heading_is() -> None:
    page = (
        "<html><head><title>News from The Quay Press</title></head><body><table class='hnews hentry item'><tr><td>"
        "<p class='body'><span class='headline entry-title'>Owner of idle ferries known for long speeches</span></p>"
        f"<span class='byline'>By <span class='fn'>ANN LEE</span></span></td></tr><tr><td>{PLAIN}</td></tr></table></body></html>"
    )
    assert read(page).headline == "Owner of idle ferries known for long speeches"
    headed = page.replace("<p class='body'>", "<h2>Ferries of Varn lie idle for a week</h2><p class='body'>")
    assert read(headed).headline != "Owner of idle ferries known for long speeches"


def test_a_weblog_s_title_of_2008_ends_with_the_headline() -> None:
    page = (
        "<html><head><title>The Harbour Gang  &raquo; Blog Archive   &raquo; Idle Ferries</title></head><body>"
        "<h1><a href='https://blogs.varn.example/harbourgang/'>The Harbour Gang</a></h1>"
        f"<div class='post'><h2><a href='/harbourgang/idle-ferries/' rel='bookmark'>Idle Ferries</a></h2>{PLAIN}</div></body></html>"
    )
    assert read(page, url="https://blogs.varn.example/harbourgang/idle-ferries/").headline == "Idle Ferries"


def test_what_is_printed_and_told_as_the_change_is_not_the_publication() -> None:
    page = (
        "<html><head><title>Ferries lie idle in Varn</title></head><body><h1>Ferries lie idle in Varn</h1>"
        "<meta itemprop='datePublished' content='2014-10-02T14:52:39.4770000'><meta itemprop='dateModified' content='2014-10-03T08:42:27.4030000'>"
        f"<div>Ann Lee, VARN TODAY 8:42 a.m. EDT October 3, 2014</div>{PLAIN}</body></html>"
    )
    record = read(page, facts=SiteFacts(timezone="America/New_York"))
    assert record.published_at is not None
    assert record.modified_at is not None
    assert record.published_at.isoformat()[:16] == "2014-10-02T14:52"
    assert record.modified_at.isoformat()[:16] == "2014-10-03T08:42"


@pytest.mark.parametrize("between", [("p", "p"), ("h3", "p"), ("p", "h2")])
def test_a_list_called_one_of_posts_belongs_to_the_paragraphs_beside_it(between: tuple[str, str]) -> None:
    before, behind = between
    items = "".join(f"<li class='graf--li'>No crew for ferry number {n}</li>" for n in range(3))
    page = (
        "<html><body><h1>Ferries lie idle in Varn</h1><article>"
        f"{''.join(TEXT[:4])}<{before}>What the owners of Varn lack</{before}><ul class='postList'>{items}</ul>"
        f"<{behind}>What the owners of Varn do next</{behind}>{''.join(TEXT[4:])}</article></body></html>"
    )
    assert "No crew for ferry number 2" in (read(page).body or "")
    linked = page.replace("No crew for ferry", "<a href='/x'>No crew</a> for ferry")
    assert "for ferry number 2" not in (read(linked).body or "")


@pytest.mark.parametrize(
    "notice",
    [
        "الآراء الواردة أدناه لا تعبر عن رأي الموقع، بل تعكس وجهات نظر أصحابها فقط.",
        "Figyelem! A cikkhez hozzáfűzött hozzászólások nem a varn.example nézeteit tükrözik, azok az olvasók véleményét adják.",
        "Kérjük, kulturáltan, mások személyiségi jogainak tiszteletben tartásával kommenteljenek!",
        "Comments posted by readers do not necessarily reflect the opinion of the editors or of the publishing house itself.",
        "Los comentarios publicados son responsabilidad de quienes los escriben y en ningún caso de la redacción del diario.",
        "Os comentários são de responsabilidade exclusiva de seus autores e não passam pela redação antes de sair.",
        "Les commentaires n’engagent que leurs auteurs et ne passent pas par la rédaction avant d’être mis en ligne ici.",
        "Komentarze czytelników nie odzwierciedlają opinii redakcji, która nie ponosi za nie żadnej odpowiedzialności.",
        "Комментарии читателей не отражают мнения редакции, которая не проверяет их до публикации на этой странице.",
        "Yorumlarda hakaret ve küfür içeren ifadeler yayımlanmaz, yorumların sorumluluğu yazanlara aittir.",
    ],
)
def test_what_a_site_says_over_its_readers_comments_is_no_text(notice: str) -> None:
    page = (
        f"<html><body><h1>Ferries lie idle in Varn</h1><div>{PLAIN}<div style='padding:10px'><p>{notice}</p></div>"
        "<div class='fb-comments'></div></div></body></html>"
    )
    body = read(page).body or ""
    assert notice[:30] not in body
    assert "ferry number 7" in body


@pytest.mark.parametrize(
    "sentence",
    [
        "The minister’s comments echo the views of the owners, who have said the same for years without being heard.",
        "In their comments the owners of the ferries said that they bear no responsibility for the storm of Monday.",
        "His comments do not reflect the views of the company, a spokesman of the owners said on Monday evening.",
        "Sus comentarios no reflejan la posición del gobierno, dijo el lunes un portavoz del ministerio de transporte.",
        "Его комментарии не отражают позицию министерства, сказал в понедельник вечером представитель владельцев.",
        "Yorumlarda hakaret eden üç kişinin pazartesi günü gözaltına alındığını limanın sahipleri akşam saatlerinde açıkladı.",
        "The flaw in JavaScript lets attackers take over the browser of the ferries, their owners said on Monday.",
    ],
)
def test_news_of_comments_is_text(sentence: str) -> None:
    page = f"<html><body><h1>Ferries lie idle in Varn</h1><div>{PLAIN}<p>{sentence}</p></div></body></html>"
    assert sentence in (read(page).body or "")
