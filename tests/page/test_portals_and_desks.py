"""Layouts of portals and old systems, and desks' codes: what is the text's, the agency's, the label's, and nobody's."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newscrawl.items import Article, Provenance, SiteFacts
from newscrawl.page import read_page
from newscrawl.text.article import interpret

TEXT = (
    "The harbour of Senna opened again on Tuesday after nine days of repair, its keeper said in the town hall.",
    "Ferries to the four islands will sail at the old hours, and the fares of spring hold until the end of June.",
    "Nobody was hurt when the wall of the old mole gave way, though eleven boats were lost with all their nets.",
)


def article(
    inside: str, *, head: str = "", url: str = "https://quay.example/world/story-12.html", lang: str = "en"
) -> Article:
    page = f'<html lang="{lang}"><head><meta charset="utf-8">{head}</head><body>{inside}</body></html>'
    raw = read_page(page.encode(), url=url, fetched_at=datetime(2024, 9, 12, tzinfo=UTC))
    return interpret(raw, SiteFacts(), provenance=Provenance(via="file"))


def paragraphs(*last: str) -> str:
    return "".join(f"<p>{text}</p>" for text in (*TEXT, *last))


@pytest.mark.parametrize(
    ("mark", "agencies"),
    [
        ("(dpa/lby)", ["dpa"]),
        ("(APA/Reuters)", ["APA", "Reuters"]),
        ("(AFP/SDA)", ["AFP", "SDA"]),
        ("(sda/afp)", ["SDA", "AFP"]),
        ("(NTB/AFP)", ["NTB", "AFP"]),
    ],
)
def test_a_short_last_paragraph_with_an_agency_and_its_desk_is_no_caption(mark: str, agencies: list[str]) -> None:
    found = article(
        f"<article><h1>Harbour opens again</h1>{paragraphs(f'A reward of 500 crowns is set. {mark}')}</article>"
    )
    assert (found.body or "").endswith("A reward of 500 crowns is set.")
    assert ([agency.name for agency in found.agencies], found.captions) == (agencies, ())


def test_the_line_that_closed_copy_of_ap_is_its_wire_id() -> None:
    found = article(f"<h1>Harbour opens again</h1>{paragraphs('AP-NY-11-09-99 1649EST')}")
    assert (found.wire_id, (found.body or "").rpartition("\n")[2]) == ("AP-NY-11-09-99 1649EST", TEXT[-1])


def test_a_text_written_with_an_editor_has_no_byline_in_each_line() -> None:
    lines = "".join(f'<div class="text_editor_paragraph rtl"><div><span>{text}</span></div></div>' for text in TEXT)
    more = '<div class="text_editor_paragraph rtl"><div>She will mend it, and then she will sell it, the winner said.</div></div>'
    inside = f'<h1>Harbour opens again</h1>{lines}<div class="text_editor_paragraph rtl"><h3>The prize: a net</h3></div>{more}'
    found = article(f'<div id="ArticleBodyComponent">{inside}</div>')
    assert "The prize: a net" in (found.body or "").split("\n\n")
    assert found.byline == ()


def test_a_line_of_weekday_date_and_change_is_no_text() -> None:
    told = '<p class="v-d"><time>Lunes, 9 de septiembre 2024, 12:08</time> | <span>Actualizado 17:22h.</span></p>'
    found = article(f"<article><h1>Reabre el puerto</h1>{told}{paragraphs()}</article>", lang="es")
    assert (found.body or "").startswith(TEXT[0])


@pytest.mark.parametrize(
    "box",
    [
        '<div class="shot"><img src="a.jpg"><div class="foto-caption">Boats lie idle in the harbour</div>'
        '<div class="foto-author">Author: TASR, Milan Ora</div></div>',
        '<figure><img src="a.jpg"><div class="c__caption"><div class="c__caption__author">ANN LEE/AP</div>'
        '<div class="c__caption__text">Boats lie idle in the harbour of Senna.</div></div></figure>',
    ],
)
def test_who_took_the_picture_is_no_writer(box: str) -> None:
    assert article(f"<article><h1>Harbour opens again</h1>{box}{paragraphs()}</article>").byline == ()


def test_a_source_in_the_toolbar_is_read() -> None:
    bar = '<div class="toolbar"><div class="date"><span>Yayınlanma: 07.12.2022 - 23:16</span></div><span>Kaynak: İHA</span></div>'
    found = article(f"<article><h1>Liman yeniden açıldı</h1>{bar}{paragraphs()}</article>", lang="tr")
    assert [agency.name for agency in found.agencies] == ["IHA"]


@pytest.mark.parametrize(
    ("above", "label"),
    [
        # Glued by nothing but their elements.
        (
            '<a href="/nation">Nation</a><time datetime="2024-08-26T21:47:00+02:00">Monday 26 August 2024, 21:47</time>',
            "Nation",
        ),
        ('<span class="badge">Plus</span><a href="/world">World</a>', "World"),
        (
            '<span class="label">World</span><span class="divider"> | </span><span class="theme">Harbours</span>',
            "World",
        ),
    ],
)
def test_a_label_is_cut_from_what_its_elements_part(above: str, label: str) -> None:
    menu = '<nav><a href="/nation">Nation</a><a href="/world">World</a></nav>'
    found = article(
        f'{menu}<article><div class="top">{above}<h1>Harbour opens again</h1></div>{paragraphs()}</article>'
    )
    assert found.section_label == label


def test_a_heading_over_comments_is_no_label() -> None:
    crumbs = '<div class="page__breadcrumb"><a href="/">kabar</a><a href="/internasional">Internasional</a></div>'
    comments = (
        '<section class="box__comment"><h2>Komentar Terbanyak</h2><div>budi • 22 Jul 2024 08:02 WIB</div></section>'
    )
    found = article(f"{crumbs}<h1>Harbour opens again</h1>{paragraphs()}{comments}", lang="id")
    assert found.section_label == "Internasional"


def test_the_field_of_the_section_is_read_without_a_link() -> None:
    table = f'<table><tr><td>Рубрика: Друштво</td></tr><tr><td class="naslov">Harbour opens again</td></tr></table>{paragraphs()}'
    assert article(table, head="<title>Harbour opens again</title>", lang="sr").section_label == "Друштво"


def test_a_weblog_names_its_category_under_the_text() -> None:
    footer = (
        '<p class="entry-footer">Posté par Ann le 20 février 2007 à 22:14 | dans <a href="/r/">Revue de presse</a></p>'
    )
    found = article(f'<div class="entry"><h3>Harbour opens again</h3>{paragraphs()}</div>{footer}', lang="fr")
    assert found.section_label == "Revue de presse"


def test_the_label_is_printed_as_people_see_it() -> None:
    head = '<meta name="articleSection" content="yasam">'
    crumbs = '<ul class="breadcrumb"><li><a href="/">Haberler</a></li><li><a href="/yasam">Yaşam</a></li></ul>'
    found = article(f"<article>{crumbs}<h1>Liman yeniden açıldı</h1>{paragraphs()}</article>", head=head, lang="tr")
    assert found.section_label == "Yaşam"


def test_foreign_news_in_thai_is_a_label_and_no_agency() -> None:
    crumbs = '<ul class="breadcrumbs"><li><a href="/">Sabai</a></li><li><a href="/world">ต่างประเทศ</a></li></ul>'
    found = article(f"{crumbs}<article><h1>ท่าเรือเปิดอีกครั้ง</h1>{paragraphs()}</article>", lang="th")
    assert (found.section_label, found.section) == ("ต่างประเทศ", "world")


@pytest.mark.parametrize(
    "line",
    [
        "<b>Harbours: Harbour of Senna opens again</b>",
        '<span class="t"><a href="/h">Harbours</a> : Harbour of Senna opens again</span>',
    ],
)
def test_a_portals_line_of_topic_and_headline(line: str) -> None:
    head = '<title>Quay Portal - Harbour of Senna opens again</title><meta name="author" content="Quay Portal">'
    found = article(f"<table><tr><td><div>{line}</div></td></tr><tr><td>{paragraphs()}</td></tr></table>", head=head)
    assert (found.headline, found.section_label, found.byline) == ("Harbour of Senna opens again", "Harbours", ())


@pytest.mark.parametrize(
    "line",
    [
        "Don't miss out on the latest news and information. Subscribe to QUAY PLUS to get access to over 70 titles.",
        "For feedback, complaints, or inquiries, contact us.",
    ],
)
def test_appeals_under_the_text_are_none_of_it(line: str) -> None:
    found = article(f"<article><h1>Harbour opens again</h1>{paragraphs(line)}</article>")
    assert (found.body or "").endswith(TEXT[-1])


@pytest.mark.parametrize("box", ["<article>{}</article>", "{}", "<article><div>{}</div></article>"])
@pytest.mark.parametrize("mark", ["— AFP", "AFP", "(AFP)"])
def test_a_short_last_sentence_stays_with_the_agency_behind_it(box: str, mark: str) -> None:
    found = article(box.format(f"<h1>Harbour opens again</h1>{paragraphs(f'He plans a net for the mole. {mark}')}"))
    assert (found.body or "").endswith("He plans a net for the mole.")
    assert [agency.name for agency in found.agencies] == ["AFP"]


def test_a_desks_initials_behind_a_stroke() -> None:
    found = article(
        f"<article><h1>Harbour opens again</h1><p>AFP</p>{paragraphs('He plans a net for the mole. /ra')}</article>"
    )
    assert (found.body or "").endswith("He plans a net for the mole.")


def test_what_spip_prints_under_a_picture_is_its_caption() -> None:
    title = '<dt class="spip_doc_titre"><b>Boats in Senna (photo AFP)</b></dt>'
    box = f'<dl class="spip_documents"><dt><img src="a.jpg"></dt>{title}</dl>'
    found = article(f'<h1>Harbour opens again</h1><div class="texte">{box}{paragraphs()}</div>', lang="fr")
    assert [caption.partition(" (")[0] for caption in found.captions] == ["Boats in Senna"]


def test_thanks_for_the_copy_name_its_agency_though_their_box_is_called_credit() -> None:
    box = '<div class="Credit"><p>ขอบคุณข้อมูลจาก : ซินหัว</p></div>'
    found = article(f"<article><h1>ท่าเรือเปิดอีกครั้ง</h1><div>{paragraphs()}</div>{box}</article>", lang="th")
    assert [(agency.name, agency.role) for agency in found.agencies] == [("Xinhua", "source")]


def test_a_persian_paper_says_whose_copy_it_prints() -> None:
    lead = "<p>به گزارش دریانیوز به نقل از ایرنا، بندر سنا روز سه‌شنبه پس از نه روز تعمیر دوباره باز شد و کشتی‌ها راه افتادند.</p>"
    found = article(f"<article><h1>بندر باز شد</h1>{lead}{paragraphs()}</article>", lang="fa")
    assert [agency.name for agency in found.agencies] == ["IRNA"]


def test_a_day_told_from_today_is_no_writer() -> None:
    line = '<div class="byline"><span>Bron: BELGA</span><time>Gisteren om 21:31</time></div>'
    found = article(f"<article><h1>Haven weer open</h1>{line}{paragraphs()}</article>", lang="nl")
    assert (found.byline, [agency.name for agency in found.agencies]) == ((), ["Belga"])


def test_the_last_change_of_an_old_system_is_no_publication() -> None:
    heading = '<tr><td class="contentheading">Гавань Сенны снова открыта</td></tr>'
    table = f"<table>{heading}<tr><td>Пятница, 07 Апрель 2006</td></tr></table>"
    changed = "<p>Последнее обновление ( Понедельник, 10 Апрель 2006 )</p>"
    found = article(f"{table}{paragraphs()}{changed}", lang="ru")
    assert str(found.published_at)[:10] == "2006-04-07"
    assert str(found.modified_at)[:10] == "2006-04-10"


TIMES = ("11 September 2024 09:43", "Published: 11 September 2024, 09:43", "Wed, 11 Sep 2024 09:43", "2024-09-11 09:43")
HEADERS = {
    "bars": "<div>{0} | {1} | {2}</div>",
    "bullets": "<p>{0} • {1} • {2}</p>",
    "spans": "<div><span>{0}</span> <span>{1}</span> <span>{2}</span></div>",
    "glued": "<div><span>{0}</span><span>{1}</span><span>{2}</span></div>",
    "cells": "<table><tr><td>{0}</td><td>{1}</td><td>{2}</td></tr></table>",
    "lines": "<div>{0}<br>{1}<br>{2}</div>",
    "link": '<div><a href="/b">{0}</a> <time>{1}</time> <span>{2}</span></div>',
    "named": '<a class="category" href="/b">{0}</a><div class="author">{2}</div><div class="date">{1}</div>',
}


@pytest.mark.parametrize("time", TIMES)
@pytest.mark.parametrize("header", HEADERS)
@pytest.mark.parametrize("above", [True, False])
def test_label_time_and_writer_of_a_header_are_each_read(header: str, time: str, above: bool) -> None:
    line, heading = (
        HEADERS[header].format("Business", time, "By Ann Lee"),
        "<h1>Harbour opens again after long repair</h1>",
    )
    links = "".join(f'<a href="/{name}">{name}</a>' for name in ("World", "Business", "Sport", "Culture", "Weather"))
    menu = f'<nav><a href="/">Home</a>{links}</nav>'
    found = article(f"{menu}<article>{line + heading if above else heading + line}{paragraphs()}</article>")
    assert (found.section_label, found.byline) == ("Business", ("Ann Lee",))
    assert f"{found.published_at:%Y-%m-%d %H:%M}" == "2024-09-11 09:43"
    assert (found.body or "").startswith(TEXT[0])


def test_a_section_behind_the_time_is_its_label_and_a_count_of_comments_is_none() -> None:
    line = "<div><div>11 September 2024 09:43</div><div>{}</div></div>"
    for said, label in (("Business", "Business"), ("No comments", None)):
        heading = "<h1>Harbour opens again after long repair</h1>"
        page = f"<article>{heading}{line.format(said)}{paragraphs()}</article>"
        assert article(page, url="https://quay.example/12345.html").section_label == label


DATELINES = (
    ("VARN, Ireland (AP)", " — ", "AP"), ("LONDON, Sept 11 (Reuters)", " - ", "Reuters"), ("Paris (AFP)", " – ", "AFP"),
    ("Berlin (dpa/bb)", " – ", "dpa"), ("NEW DELHI, Sept 11 (PTI)", ": ", "PTI"), ("MOSCOW, September 11. /TASS/.", " ", "TASS"),
    ("Madrid, 11 sep (EFE).-", " ", "EFE"), ("(ANSA) - ROMA, 11 SET", " - ", "ANSA"), ("AFP, Paris", " - ", "AFP"),
    ("SEOUL, Sept. 11 (Yonhap)", " -- ", "Yonhap"), ("WASHINGTON/BEIJING (Reuters)", " - ", "Reuters"),
)  # fmt: skip


@pytest.mark.parametrize(
    "wrap",
    [
        "<p>{0}{1}{2}</p>", "<p><b>{0}</b>{1}{2}</p>", "<p><b>{0}{1}</b>{2}</p>", "<p><span>{0}{1}</span>{2}</p>",
        "<p>{0}{1}<br>{2}</p>", "<p>{0}&nbsp;{1}{2}</p>", '<p class="standfirst">Ferries sail again.</p><p>{0}{1}{2}</p>',
        "<figure><img src=a.jpg><figcaption>Boats on Monday. (EPA/Ann Lee)</figcaption></figure><p>{0}{1}{2}</p>",
    ],
)  # fmt: skip
@pytest.mark.parametrize(("dateline", "dash", "agency"), DATELINES)
def test_datelines_are_read_in_every_dress(wrap: str, dateline: str, dash: str, agency: str) -> None:
    found = article(
        f"<article><h1>Harbour opens again</h1><div>{wrap.format(dateline, dash, TEXT[0])}{paragraphs()}</div></article>"
    )
    assert [one.name for one in found.agencies if one.role != "photo"] == [agency]
    assert found.dateline is not None
    assert (found.body or "").removeprefix("Ferries sail again.\n\n").startswith(TEXT[0])


def test_a_stop_that_a_dateline_leaves_is_no_paragraph() -> None:
    found = article(
        f"<article><h1>Harbour opens again</h1><div><p>MOSCOW, September 11. /TASS/. </p>{paragraphs()}</div></article>"
    )
    assert (found.body or "").startswith(TEXT[0])
