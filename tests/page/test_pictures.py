# ruff: noqa: E501 (pages are data)
"""Captions and credits of pictures, apart."""

from __future__ import annotations

import pytest
from lxml import html

from newscrawl.items import Provenance, SiteFacts
from newscrawl.page import read_page
from newscrawl.page.fields.pictures import caption_of
from newscrawl.text.article import interpret


def test_the_credit_is_cut_out_of_its_caption() -> None:
    box = html.fromstring(
        '<figcaption>A <b>b <i>c</i> d</b> e <span class="credit">Foto: <i>Bo</i><!-- z --> Ek</span> f<!-- c --> g</figcaption>'
    )
    assert caption_of(box) == ("A b c d e f g", "Foto: Bo Ek")


def test_a_caption_nested_thousands_deep_is_read() -> None:
    box = html.fromstring("<figcaption>" + "<i>" * 200 + "Ferries" + "</i>" * 200 + "</figcaption>")
    inner = box
    for _ in range(5_000):
        inner = html.etree.SubElement(inner, "i")
    inner.text = "at the quay"
    assert caption_of(box) == ("Ferries at the quay", None)


def test_what_stands_in_boxes_named_for_pictures_and_is_no_caption() -> None:
    text = "".join(
        f"<p>The ferry number {n} lay idle in the harbour of Varn on Monday, its owner said.</p>" for n in range(6)
    )
    page = (
        "<html><body><article><h1>Ferries lie idle in Varn</h1>"
        "<div class='credits'><div class='author'>By Ann Lee</div><div>3 May 2024, 17:12</div></div>"
        "<div class='photo-caption'>The ferry number 3 at the quay</div><figcaption>Photo:</figcaption>"
        f"{text}</article>{'<p><a href=/x>More from Varn</a></p>' * 20}"
        "<div class='feed-legend'>More from the valley</div><figure><figcaption>A ferry of 1903</figcaption></figure></body></html>"
    )
    raw = read_page(page, url="https://m.example/a")
    found = interpret(raw, SiteFacts(), provenance=Provenance(via="file"))
    assert found.captions == ("The ferry number 3 at the quay", "A ferry of 1903")


def test_what_is_named_a_picture_s_metadata_is_its_caption() -> None:
    text = "".join(
        f"<p>The ferry number {n} lay idle in the harbour of Varn on Monday, its owner said.</p>" for n in range(6)
    )
    box = "<div class='image-metadata'>Ann Lee (with her ferry)</div>"
    raw = read_page(
        f"<html><body><h1>Ferries lie idle in Varn</h1>{box}{text}</body></html>", url="https://m.example/a"
    )
    assert raw.captions == ("Ann Lee (with her ferry)",)


TEXT = "".join(
    f"<p>The ferry number {n} lay idle in the harbour of Varn on Monday, its owner said.</p>" for n in range(6)
)
CAPTION = "<p class='caption'>Ferries of Varn at the old quay {}</p>"


@pytest.mark.parametrize(
    ("box", "captions"),
    [
        # The picture over the text, in a box that is named for what it is beside.
        (f"<div class='related-photo'><img src=/a.jpg>{CAPTION.format('in May')}</div>", 1),
        (f"<aside class='slideshow'><div><img src=/a.jpg></div>{CAPTION.format('in May')}</aside>", 1),
        # A gallery, a teaser, a box without a picture, a button.
        (f"<aside class='slideshow'>{''.join('<img src=/a.jpg>' + CAPTION.format(n) for n in range(5))}</aside>", 0),
        ("<div class='related'><a href=/2><img src=/a.jpg><p class='caption'>Ferries of Varn at the old quay</p></a></div>", 0),
        (f"<div class='related'>{CAPTION.format('in May')}</div>", 0),
        ("<figure><img src=/a.jpg><figcaption>Click to enlarge this image</figcaption></figure>", 0),
        ("<figure><img src=/a.jpg><figcaption>02:12 - Source: VNC</figcaption></figure>", 0),
    ],
)  # fmt: skip
def test_the_picture_over_the_text_whatever_its_box_is_called(box: str, captions: int) -> None:
    page = f"<html><body><h1>Ferries lie idle in Varn</h1>{box}{TEXT}</body></html>"
    found = interpret(read_page(page, url="https://m.example/a"), SiteFacts(), provenance=Provenance(via="file"))
    assert len(found.captions) == captions
    assert found.body is not None
    assert found.body.count("\n\n") == 5


@pytest.mark.parametrize(
    ("inside", "caption", "credit"),
    [
        ("<div class=figure-caption>Boats in Varn</div><div class=figure-credit>(Bo Ek / VNC)</div>", "Boats in Varn", "(Bo Ek / VNC)"),
        ("<div class=figure-credit>(Bo Ek / VNC)</div>", None, "(Bo Ek / VNC)"),
        ("<div class=img-caption>Boats in Varn <span class=credit>Bo Ek/VNC</span></div>", "Boats in Varn", "Bo Ek/VNC"),
        ("<div class=caption>12 Photos</div>", None, None),
        ("<div class=teaser-text>Boats in Varn</div>", None, None),
    ],
)  # fmt: skip
def test_a_figure_calls_its_caption_so_by_class(inside: str, caption: str | None, credit: str | None) -> None:
    page = f"<html><body><article><h1>Ferries lie idle in Varn</h1><figure><div class=caption-box><img src=/a.jpg></div>{inside}</figure>{TEXT}"
    (image,) = read_page(page, url="https://m.example/a").images
    assert (image.caption, image.credit) == (caption, credit)


def test_a_motto_over_another_heading_is_no_caption() -> None:
    page = (
        f"<html><body><div>The paper for people who row</div><h2>Harbours</h2><h1>Ferries lie idle in Varn</h1>{TEXT}"
    )
    assert read_page(page, url="https://m.example/a").captions == ()


def test_the_label_of_a_credit_that_stands_apart_goes_with_it() -> None:
    box = "<figure><img src=/a.jpg><figcaption>Ferries in Varn. Image: <span class=credit>Bo Ek/Getty Images</span></figcaption></figure>"
    page = f"<html><body><h1>Ferries lie idle in Varn</h1>{box}{TEXT}"
    found = interpret(read_page(page, url="https://m.example/a"), SiteFacts(), provenance=Provenance(via="file"))
    assert found.captions == ("Ferries in Varn.",)


SAILS = "".join(
    f"<p>The ferry sailed again on {day}, the harbour office in Varn said in a statement.</p>"
    for day in ("Monday", "Friday")
)


def captions_of(inside: str, head: str = "") -> tuple[tuple[str, ...], str | None]:
    page = f"<html><head>{head}</head><body><article><h1>Ferries run again in Varn</h1>{inside}</article></body></html>"
    found = interpret(read_page(page, url="https://m.example/1"), SiteFacts(), provenance=Provenance(via="file"))
    return found.captions, found.body


@pytest.mark.parametrize(
    "picture",
    [
        "<aside class='img-left'><img src=a.jpg></aside><aside class='caption-left'><p>A ferry leaves the quay of Varn.</p></aside>",
        "<div><img src=a.jpg><div class='image-extras'><div class='caption-credit'><span class=caption>A ferry leaves the quay of "
        "Varn.</span> <span class=credit>Photo: Ann Lee</span></div></div></div>",
        "<p><span class='image'><img src=a.jpg><span class='caption'>A ferry leaves the quay of Varn.</span></span></p>",
        "<div class=pic><img src=a.jpg><span class='image_caption'>A ferry leaves the quay of Varn.</span></div>",
        "<table><tr><td><img src=a.jpg></td></tr><tr><td>A ferry leaves the quay of Varn.</td></tr><tr><td>Credit: Ann Lee"
        "</td></tr></table>",
        "<div><img src=a.jpg><div>A ferry leaves the quay of Varn.</div><p>Ann Lee/Harbour Pictures</p></div>",
    ],
)
def test_a_caption_in_a_box_of_its_own_in_a_span_or_over_its_credit(picture: str) -> None:
    captions, body = captions_of(picture + SAILS)
    assert "A ferry leaves the quay of Varn." in captions
    assert body is not None
    assert body.startswith("The ferry sailed again on Monday")


def test_a_day_under_a_picture_is_what_it_shows() -> None:
    assert captions_of(f"<figure><img src=a.jpg><figcaption>Varn quay, Dec. 22, 2014.</figcaption></figure>{SAILS}")[
        0
    ] == ("Varn quay, Dec. 22, 2014.",)


def test_what_turns_pictures_over_and_who_shows_them_is_no_caption() -> None:
    boxes = "".join(
        f"<div class=caption>{line}</div>" for line in ("Close", "quay-ss03.jpg", "1:30 Ferries at sea", "Valley Times")
    )
    heads = "<div class=caption><h3>MORE FROM</h3><h5><a href=/x>Ferries sail for Orr</a></h5></div>"
    captions, _ = captions_of(
        f"<figure><img src=a.jpg>{boxes}{heads}</figure>{SAILS}",
        "<meta property='og:site_name' content='Valley Times'>",
    )
    assert captions == ()


def test_a_writer_beside_a_portrait_and_a_paragraph_over_a_credited_picture_are_no_captions() -> None:
    portrait = "<span class='byline photo'><img src=p.jpg><span class=name>By Ann Lee</span></span>"
    over = "<div><p>The last ferry of the day left at nine, with sixty people on it.</p><figure><img src=a.jpg><figcaption>Credit: Ann Lee</figcaption></figure></div>"
    captions, body = captions_of(f"<div>{portrait}</div>{SAILS}{over}{SAILS.replace('ferry', 'boat')}")
    assert captions == ()  # (a line that is a picture's credit is no caption)
    assert body is not None
    assert "The last ferry of the day" in body


@pytest.mark.parametrize(
    ("line", "captions", "role"),
    [("ABU DHABI / WAM", (), "source"), ("PARIS / AFP", (), "source"), ("Ann Lee / AFP", ("Ann Lee / AFP",), "photo")],
)
def test_a_place_and_an_agency_over_the_text_are_no_picture_s_credit(
    line: str, captions: tuple[str, ...], role: str
) -> None:
    text = "".join(f"<p>The ferry to the old harbour sank on {day}, the port said in a statement.</p>" for day in "ABC")
    page = f"<html><body><h1>A ferry sinks near the old harbour</h1><div class=text><p>{line}</p>{text}</div></body></html>"
    found = interpret(read_page(page, url="https://m.example/1"), SiteFacts(), provenance=Provenance(via="file"))
    assert [agency.role for agency in found.agencies] == [role]
    assert found.captions == captions
    assert (found.body or "").startswith("The ferry")


@pytest.mark.parametrize(
    ("box", "caption"),
    [
        ("<div class='multimedia'><img src='/q.jpg'><div class='pie'>The quay of Varn in the snow of January</div></div>", "The quay of Varn in the snow of January"),
        ("<div><img src='/q.jpg'><p>Ein Fährmann füllt den Tank in Senna am Montag.<span>© dpa | Bo Ek</span></p></div>", "Ein Fährmann füllt den Tank in Senna am Montag."),
        ("<div><img src='/icons/q.png'><p>You read this the second best way of all ways!</p></div>", None),
        ("<div><img src='/q.jpg'><p>Ann Lee, harbour correspondent, 3 May 2024</p></div>", None),
        ("<div><img src='/q.jpg'><p>The quay of Varn in the snow</p><p>opens again in spring, the town said.</p></div>", None),
    ],
)  # fmt: skip
def test_the_only_line_of_a_pictures_box_is_its_caption(box: str, caption: str | None) -> None:
    lines = "".join(
        f"<p>On day {n} of the strike no ferry left the harbour of Varn, its owner said.</p>" for n in range(6)
    )
    page = f"<html><body><h1>Ferries stay in Varn</h1>{box}<div class='story'>{lines}</div></body></html>"
    article = interpret(read_page(page, url="https://m.example/n/1"), SiteFacts(), provenance=Provenance(via="file"))
    assert article.captions[0].startswith(caption) if caption else article.captions == (), article.captions
    assert (article.body or "").startswith("On day 0")


def _pictures(inside: str, behind: str = "") -> list[tuple[str, str | None]]:
    page = (
        "<html><body><main><article><h1>Ferries lie idle in Varn</h1>"
        f"{inside}{TEXT}</article></main>{behind}</body></html>"
    )
    record = interpret(
        read_page(page.encode(), url="https://varn.example/ferries"), SiteFacts(), provenance=Provenance(via="file")
    )
    return [(image.url.rpartition("/")[2], image.caption) for image in record.images]


OWN = "<div class='photo'><img src='/a.jpg'><p class='caption'>A ferry at the quay</p></div>"


def test_pictures_of_other_articles_are_not_this_one_s() -> None:
    linked = "".join(
        f"<div class='photo'><a href='/other/{n}'><img src='/o{n}.jpg'><span class='caption'>Storm {n} hits the coast</span></a></div>"
        for n in range(3)
    )
    headed = "<div class='photo'><img src='/h.jpg'><h4 class='caption'>The storm of the year in pictures</h4></div>"
    far = (
        "<p>Weather</p>" * 14 + "<div class='photo'><img src='/f.jpg'><p class='caption'>Rain over the valley</p></div>"
    )
    own = [("a.jpg", "A ferry at the quay")]
    assert _pictures(OWN + linked) == own
    assert _pictures(OWN, linked) == own
    assert _pictures(OWN, headed) == own
    assert _pictures(OWN, far) == own


@pytest.mark.parametrize(
    "caption",
    [
        "<a href='https://photos.example/lee'>Ann Lee</a>",  # leads to the photographer's site
        "<a href='/a-large.jpg'>A ferry at the quay</a>",  # to the picture itself
        "<a href='/photographers/lee'>Photo: Ann Lee</a>",
    ],
)
def test_a_credit_that_is_a_link_leaves_its_picture(caption: str) -> None:
    [(address, _)] = _pictures(f"<div class='photo'><img src='/a.jpg'><p class='caption'>{caption}</p></div>")
    assert address == "a.jpg"


@pytest.mark.parametrize(
    ("caption", "read"),
    [
        ("<span class='off-screen'>Image caption</span> A ferry at the quay", "A ferry at the quay"),
        ("A ferry at the quay <b>hide caption</b> <b>toggle caption</b>", "A ferry at the quay"),
        ("A ferry at the quay. Image: <span class='credit'>Ann Lee</span>", "A ferry at the quay."),
        ("<span>- Source: CNN</span>", None),
    ],
)
def test_what_is_said_around_a_caption_is_none_of_it(caption: str, read: str | None) -> None:
    assert _pictures(f"<figure><img src='/a.jpg'><figcaption>{caption}</figcaption></figure>") == [("a.jpg", read)]


def test_a_caption_in_the_box_of_the_text_is_no_longer_than_its_line() -> None:
    runs = "<br><br>".join(f"The ferry number {n} lay idle in the harbour on Monday, its owner said." for n in range(9))
    page = (
        "<html><body><h1>Ferries lie idle in Varn</h1><div class='news_txt photo'><img src='/a.jpg'><br>"
        f"A ferry at the quay<br><br>{runs}</div></body></html>"
    )
    record = interpret(
        read_page(page.encode(), url="https://varn.example/f"), SiteFacts(), provenance=Provenance(via="file")
    )
    assert all(image.caption is None or len(image.caption) < 80 for image in record.images)


# A figure as a site prints it, and the pictures of it: (path, caption, credit).
QUAY = [("/p/quay.jpg", None, None)]
FIGURES = {
    "another size of a file seen": (
        "<figure><img src=/p/quay.jpg?w=800></figure><figure><img src=/p/quay.jpg?w=80><figcaption>The quay.</figcaption></figure>",
        [("/p/quay.jpg?w=800", "The quay.", None)],
    ),
    "a picture that leads to another article": (
        "<figure><a href=/news/mill-sold><img src=/p/mill.jpg></a></figure><figure><img src=/p/quay.jpg></figure>",
        QUAY,
    ),
    "one that leads to itself in full size": (
        "<figure><a href=/p/quay-large.jpg><img src=/p/quay.jpg></a></figure>",
        QUAY,
    ),
    "a portrait of the writer": (
        "<figure><img src=/img/autor/autor-5890-foto.jpeg></figure><figure><img src=/p/quay.jpg></figure>",
        QUAY,
    ),
    "a captioned portrait": (
        "<figure><img src=/profiles/mayor.jpg><figcaption>The mayor.</figcaption></figure>",
        [("/profiles/mayor.jpg", "The mayor.", None)],
    ),
    "a box of caption and credit that is named for its source": (
        "<figure><img src=/p/quay.jpg><figcaption><span class=image-source-caption>The quay of Varn on Monday. <span class=source>Reuters</span>"
        "</span></figcaption></figure>",
        [("/p/quay.jpg", "The quay of Varn on Monday.", "Reuters")],
    ),
    "a credit with a link in it": (
        "<figure><img src=/p/quay.jpg><figcaption>The quay. <span class=credit>Photo by <a class=credit-link>Ann Lee</a> / Reuters</span>"
        "</figcaption></figure>",
        [("/p/quay.jpg", "The quay.", "Photo by Ann Lee / Reuters")],
    ),
    "a credit with its label": (
        "<figure><img src=/p/quay.jpg><figcaption>The quay. <span class=credit><b class=credit-label>Credit...</b> Ann Lee</span>"
        "</figcaption></figure>",
        [("/p/quay.jpg", "The quay.", "Credit... Ann Lee")],
    ),
    "a credit and nothing else": (
        "<figure><img src=/p/quay.jpg><figcaption>Image credit : PTI</figcaption></figure>",
        [("/p/quay.jpg", None, "Image credit : PTI")],
    ),
    "a file photo": (
        "<figure><img src=/p/quay.jpg><figcaption>FILE PHOTO: Ships wait in Varn</figcaption></figure>",
        [("/p/quay.jpg", "FILE PHOTO: Ships wait in Varn", None)],
    ),
    "a label and a sentence": (
        "<figure><img src=/p/quay.jpg><figcaption>Photo: Rescue workers carry a man out of the ferry on Monday.</figcaption></figure>",
        [("/p/quay.jpg", "Photo: Rescue workers carry a man out of the ferry on Monday.", None)],
    ),
    "the length of a film as its credit": (
        "<figure><img src=/p/film.jpg><figcaption>The quay. <span class=video-credit>2:02</span></figcaption></figure>",
        [("/p/film.jpg", "The quay.", None)],
    ),
    "two files that a number tells apart": (
        "<figure><img src='/img.jpg?id=1'><figcaption>The quay.</figcaption></figure><figure><img src='/img.jpg?id=2&w=80'>"
        "<figcaption>The mill.</figcaption></figure>",
        [
            ("/img.jpg?id=1", "The quay.", None),
            ("/img.jpg?id=2&w=80", "The mill.", None),
        ],
    ),
    "a picture on a page of its own under the article": (
        "<figure><a href=/news/quay-vote/old-quay-12345/><img src=/p/quay.jpg></a></figure>",
        QUAY,
    ),
    "a picture that leads to its gallery, with a caption outside": (
        "<figure><a href=/storm-over-varn><img src=/p/quay.jpg></a><div class=caption>The quay. Ann Lee/AFP</div></figure>",
        [("/p/quay.jpg", "The quay. Ann Lee/AFP", None)],
    ),
    "a gallery": (
        "<figure><a href=/photos/storm-over-varn><img src=/p/quay.jpg></a></figure>",
        QUAY,
    ),
    "the length and source of a film": (
        "<div class=box><img src=/p/film.jpg><div class=caption>2:02 • Source: CNN</div></div>",
        [("/p/film.jpg", None, None)],
    ),
}


@pytest.mark.parametrize("kind", FIGURES)
def test_pictures_as_sites_print_them(kind: str) -> None:
    html, wanted = FIGURES[kind]
    page = f"<html><body><article><h1>Council votes on the old quay</h1>{html}{TEXT}</article></body></html>"
    found = read_page(page, url="https://coast.example/news/quay-vote").images
    assert [(image.url.removeprefix("https://coast.example"), image.caption, image.credit) for image in found] == wanted


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("img/opengraph_default.png", False),
        ("images/default.png", False),
        ("i/blank.jpg", False),
        ("img/coastnews_logo_1200x800_en01.jpg", False),
        ("img/placeholderCN.jpg", False),
        ("img/fb.png", False),
        ("img/placeholderCN.jpg?d=945", False),
        ("2024/harbour-logo-unveiled.jpg", True),
        ("iiif/12/full/max/0/default.jpg", True),
        ("2016/06/Facebook-1024.jpg", True),
        ("im-128022/social", True),
        ("news/4711/opengraph-image.png", True),
        ("img/fb-share-4711.jpg", True),
        ("og.php?id=1", True),
        ("2024/05/facebook-logo.jpg", True),
        ("img/avatar-two.jpg", True),
        ("authors/quay.jpg", True),
    ],
)
def test_what_stands_in_for_a_picture_is_none(name: str, kept: bool) -> None:
    head = f'<meta property="og:image" content="https://coast.example/{name}"><meta property="og:site_name" content="Coast News">'
    page = (
        f"<html><head>{head}</head><body><article><h1>Council votes on the old quay</h1>{TEXT}</article></body></html>"
    )
    assert bool(read_page(page, url="https://coast.example/news/quay-vote").images) is kept
