# ruff: noqa: E501 (pages are data)
"""What news pages of the years before 2015 print, and many mirrors still do."""

from __future__ import annotations

import pytest

from newscrawl.items import Article, Provenance, SiteFacts
from newscrawl.page import read_page
from newscrawl.text.article import interpret

H = "Ferries run again in Varn"
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
SAID = [
    f"The ferry sailed again on {day}, the harbour office in Varn said in a statement that evening." for day in DAYS
]
FIRST = "The company that runs the ferries of Varn has bought two boats that need no oil."
TEXT = "".join(f"<p>{line}</p>" for line in SAID)


def read(body: str, head: str = "") -> Article:
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    raw = read_page(page.encode(), url="https://coast.example/news/ferries-run-again")
    return interpret(raw, SiteFacts(), provenance=Provenance(via="file"))


def paragraphs(article: Article) -> list[str]:
    return (article.body or "").split("\n\n")


@pytest.mark.parametrize(
    ("box", "first", "opening"),
    [
        (
            "<div class=initial>T</div>",
            "he ferry office opened on Sunday for the first time since May.",
            "The ferry office",
        ),
        # Two words where the page has the second elsewhere.
        ("<div>A</div>", "ferry sailed on Sunday for the first time since the storm in May.", "A ferry sailed"),
        ("<div>A</div>", "nother boat sailed on Sunday for the first time since the storm in May.", "Another boat"),
        (
            "<div>A</div>",
            "storm, which closed the quay of Varn, has moved on to the islands in the east.",
            "A storm, which",
        ),
        ("<div>A</div>", "ccording to the office the quay of Varn is open again for all of its boats.", "According to"),
        ("<div>О</div>", "порту Варна сообщили в понедельник, что паром снова ходит каждый день недели.", "О порту"),
        ("<div>B</div>", "The ferry office opened on Sunday for the first time since May.", "The ferry office"),
    ],
)
def test_a_letter_set_large_in_its_own_box_opens_its_paragraph(box: str, first: str, opening: str) -> None:
    found = paragraphs(read(f"<h1>{H}</h1><div class=story>{box}<p>{first}</p>{TEXT}</div>"))
    assert found[0].startswith(opening)
    assert found[1:] == SAID


@pytest.mark.parametrize(
    "inside",
    [
        "<h3>A</h3><p>aft: the part of a boat that is behind, where the wheel of the ferry stands.</p>",
        "<p>Q</p><p>what time does the ferry sail on Sunday, and what does it cost those who live here?</p>",
        "<div>B</div><p>for the ferry office of Varn, which has been better in every year before this one.</p>",
        "<div><b>B</b></div><p>for the ferry office of Varn, which has been better in every year before this one.</p>",
        "".join(
            f"<div>{x}</div><p>ferries of the line {x} sail at noon, the office of the harbour said.</p>" for x in "ABC"
        ),
    ],
)
def test_letters_of_lists_and_grades_open_no_paragraph(inside: str) -> None:
    found = read(f"<h1>{H}</h1><div class=story>{TEXT}{inside}</div>").body or ""
    assert not any(glued in found for glued in ("Aaft", "Qwhat", "Bfor", "Aferries"))


def test_a_transcript_takes_no_paragraph_out_of_the_text() -> None:
    lines = [
        f"The council of Varn met for the {n}. time on the question of the ferries and their fares." for n in range(20)
    ]
    told = "".join(
        f"<p>LEE: {line} And more was said about it by all who spoke that day.</p>" for line in (SAID[1], SAID[3])
    )
    found = paragraphs(
        read(f"<h1>{H}</h1><div class=story>{TEXT}{''.join(f'<p>{x}</p>' for x in lines)}<p>Transcript</p>{told}</div>")
    )
    assert found[:5] == SAID


def test_a_pull_quote_right_beside_its_paragraph_is_none_of_the_text() -> None:
    long = f"{SAID[2]} Nobody was hurt, and all who had waited at the quay went home by bus before midnight."
    found = paragraphs(
        read(f"<h1>{H}</h1><div class=story><p>{SAID[0]}</p><p>{SAID[2]}</p><p>{long}</p><p>{SAID[4]}</p></div>")
    )
    assert found == [SAID[0], long, SAID[4]]


def test_the_first_paragraph_above_the_picture_is_the_text_s() -> None:
    lead = "Ferries between Varn and the islands run again after five days, the harbour office said, because the storm that closed the quay has moved on."
    box = f"<div class=article-node-title><p>{lead}</p></div><div class=story><p class=caption>The quay of Varn in May. Ann Lee</p>{TEXT}</div>"
    assert paragraphs(read(f"<h1>{H}</h1>{box}")) == [lead, *SAID]


def test_a_box_that_asks_for_consent_is_no_first_paragraph() -> None:
    asks = "Here you would find a video of another company. To see it we need your consent, which you can take back at any time in the settings of this page."
    assert paragraphs(read(f"<h1>{H}</h1><div><p>{asks}</p></div><div class=story>{TEXT}</div>")) == SAID


@pytest.mark.parametrize(
    ("first", "dateline", "opening"),
    [
        ("<span class=loc>ENCINITAS, Calif.</span>A ferry sailed on Sunday.", "ENCINITAS, Calif.", "A ferry"),
        ("<span class=loc>OSLO </span> A ferry sailed on Sunday.", "OSLO", "A ferry"),
        ("<span class=loc>NATO</span> A ferry sailed on Sunday.", None, "NATO"),
        ("<span class=loc>IBM, Inc.</span> The company said on Sunday it would.", None, "IBM, Inc. The company"),
    ],
)
def test_a_dateline_in_an_element_called_place(first: str, dateline: str | None, opening: str) -> None:
    found = read(f"<h1>{H}</h1><div class=story><p>{first}</p>{TEXT}</div>")
    assert (found.dateline.text if found.dateline else None) == dateline
    assert (found.body or "").startswith(opening)


def test_the_site_s_name_right_behind_its_writer_s() -> None:
    line = "<span class=byline><span>By Ann Lee</span> <span>Coast Times</span></span>"
    found = read(
        f"<h1>{H}</h1><div class=story>{line}{TEXT}</div>", "<meta property=og:site_name content='Coast Times'>"
    )
    assert found.byline == ("Ann Lee",)
    assert paragraphs(found) == SAID


def test_metadata_with_two_names_are_read_by_both() -> None:
    head = "<meta name=dsk itemprop=articleSection content=Health>"
    menu = (
        "<div><h5 class=sectionHeader>Inside Health</h5><ul>"
        + "".join(f"<li><a href=/{n}>Item {n}</a></li>" for n in range(5))
        + "</ul></div>"
    )
    assert read(f"{menu}<h1>{H}</h1><div class=story>{TEXT}</div>", head).section_label == "Health"
    assert read(f"{menu}<h1>{H}</h1><div class=story>{TEXT}</div>").section_label != "Inside Health"


def test_the_h1_above_the_text_where_another_names_a_section() -> None:
    head = "<title>Football Recap - Varn Boats at Turan Quays - May 6, 2013 - Coast Sports</title><meta property=og:title content=Recaps>"
    page = f"<h1 class=pageTitle>Varn at Turan</h1><table><tr><td>Varn</td><td>2</td></tr></table><h1>Late goal lifts Varn over its old rival Turan</h1><div class=story>{TEXT}</div>"
    assert read(page, head).headline == "Late goal lifts Varn over its old rival Turan"


@pytest.mark.parametrize(
    "box",
    [
        "<div class=byline><h6>Written by</h6><h5>For the Times</h5><ul><li>Filed Under</li></ul><ul><li><a href=/l>Ann Lee</a></li></ul></div>",
        "<div class=slideshow><ul><li><a href=/b.jpg><img src=/a.jpg></a><div class=summary><p><span class=source>AP</span></p></div></li></ul></div>",
    ],
)
def test_what_is_filed_under_and_who_took_a_slide_are_no_writers(box: str) -> None:
    found = read(f"<h1>{H}</h1>{box}<div class=story>{TEXT}</div>")
    assert (found.byline, [a.name for a in found.agencies if a.role == "source"]) == ((), [])


@pytest.mark.parametrize(
    "line",
    [
        "<p>[The minister, in an interview with <a href=/t>the Turan Daily</a>, has said more than once that he will not resign.]</p>",
        "<p>[Editor's note: The ministry said <a href=/t>on Friday</a> that more than 20 people were hurt.]</p>",
        "<p>SMITH: <a href=/t>I never said that at all, and I was not in Varn that day.</a></p>",
        "<p>CORRECTION: <a href=/t>The ferry sails at noon, and not at one as was said here.</a></p>",
        "<p>READ: <a href=https://court.example/ruling>The ruling of the court of Turan on the ferries, of 9 May.</a></p>",
        "<p>“We are sorry for what happened,” the company wrote: https://t.example/abc123.</p>",
    ],
)
def test_lines_with_links_that_are_text_stay(line: str) -> None:
    found = read(f"<h1>{H}</h1><div class=story>{TEXT}{line}<p>{FIRST}</p></div>")
    assert len(paragraphs(found)) == len(SAID) + 2


@pytest.mark.parametrize(
    "line",
    [
        "Tickets for the crossing on Sunday cost 12 pounds and are sold here: www.ferries.example",
        "Follow the investigation at www.police.example, the police of Varn said on Monday evening.",
    ],
)
def test_a_last_sentence_with_an_address_stays(line: str) -> None:
    assert paragraphs(read(f"<h1>{H}</h1><div class=story>{TEXT}<p>{line}</p></div>"))[-1] == line


@pytest.mark.parametrize(
    ("line", "byline", "agency"),
    [
        ("<p>Filed under: <a href=/p>Politics</a></p><p class=byline><a href=/a>Ann Lee</a></p>", ("Ann Lee",), None),
        ("<div>Filed under</div><div class=byline><a href=/a>Agence France-Presse</a></div>", (), "AFP"),
        (
            "<div class=gallery-article><div class=byline>By Ann Lee, AP</div><div><img src=/a.jpg></div></div>",
            ("Ann Lee",),
            "AP",
        ),
    ],
)
def test_writers_behind_labels_and_beside_pictures_stay(line: str, byline: tuple[str, ...], agency: str | None) -> None:
    found = read(f"<h1>{H}</h1>{line}<div class=story>{TEXT}</div>")
    assert found.byline == byline
    assert next((a.name for a in found.agencies if a.role == "source"), None) == agency


@pytest.mark.parametrize(
    ("name", "line", "byline", "agencies"),
    [
        ("AFP", "By Ann Lee AFP", ("Ann Lee",), ["AFP"]),
        ("Coast Times", "By Ann Lee The Coast Times", ("Ann Lee",), []),
        ("LEE", "By ANN MARY LEE", ("ANN MARY LEE",), []),
    ],
)
def test_names_that_end_as_the_site_s_does(name: str, line: str, byline: tuple[str, ...], agencies: list[str]) -> None:
    found = read(
        f"<h1>{H}</h1><p class=byline>{line}</p><div class=story>{TEXT}</div>",
        f"<meta property=og:site_name content='{name}'>",
    )
    assert (found.byline, [a.name for a in found.agencies]) == (byline, agencies)


@pytest.mark.parametrize(
    "notice",
    [
        "Ann Lee has written on ferries for the Coast Times since 1999, and on the storms of the coast before; she sails a small boat herself.",
        "Three people were hurt on Monday when a train left its rails near Turan, the fire office of the county said, and two are still there.",
        "A subscription is needed to read the rest of this article, which was first printed in the paper of the county on the ninth of May.",
    ],
)
def test_a_notice_above_the_text_is_no_first_paragraph(notice: str) -> None:
    assert paragraphs(read(f"<h1>{H}</h1><div><p>{notice}</p></div><div class=story>{TEXT}</div>")) == SAID
    picture = f"<div><img src=/a.jpg><p>{notice}</p></div>"
    assert paragraphs(read(f"<h1>{H}</h1>{picture}<div class=story>{TEXT}</div>")) == SAID


def test_news_of_copyright_goes_on() -> None:
    said = "Copyright holders say songs must not be copied by machines, and should never be reproduced without leave."
    halves = f"<section><p>{'</p><p>'.join(SAID[:3])}</p><p>{said}</p></section><section><p>{'</p><p>'.join(SAID[3:])}</p></section>"
    assert paragraphs(read(f"<h1>{H}</h1>{halves}")) == [*SAID[:3], said, *SAID[3:]]
    owned = halves.replace(f"<p>{said}</p>", "<div>Copyright: Coast Times. All rights reserved.</div>")
    assert paragraphs(read(f"<h1>{H}</h1>{owned}"))[-2:] == SAID[3:]


def test_metadata_with_two_names_state_no_time_and_no_writer_by_the_second() -> None:
    head = (
        "<meta name=date itemprop=dateCreated content=2024-09-12T09:00:00Z><meta itemprop=datePublished content=2024-09-11T09:00:00Z>"
        "<meta name=robots itemprop=author content=noindex><meta name=keywords itemprop=articleSection content=ferries>"
    )
    found = read(f"<h1>{H}</h1><div class=story>{TEXT}</div>", head)
    assert str(found.published_at)[:10] == "2024-09-11"
    assert (found.byline, found.section_label) == ((), None)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (H, "<h1 class=deck>The storm that closed the quay of Varn has moved on to the islands in the east</h1>"),
        (H, "<div><h1>Get all the news of the coast every morning in your inbox</h1></div>"),
        ("Ferries", "<h2 class=subtitle>The storm that closed the quay of Varn has moved on to the islands</h2>"),
    ],
)
def test_a_longer_h1_below_the_headline_is_none(first: str, second: str) -> None:
    assert read(f"<h1>{first}</h1>{second}<div class=story>{TEXT}</div>").headline == first


def test_the_owner_s_claim_ends_the_text() -> None:
    behind = "<div class=tab_container><ul><li>Citations</li></ul><div class=tab_content><p>Please use one of these formats to cite this article in your essay, paper or report, and name us.</p></div></div>"
    found = read(
        f"<h1>{H}</h1><div class=story>{TEXT}<div>Copyright: Coast Times. Not to be reproduced without permission.</div>{behind}</div>"
    )
    assert paragraphs(found) == SAID


@pytest.mark.parametrize(
    ("box", "picture"),
    [
        ("<div class=image><img src=/a.jpg><h6 class=credit>Ann Lee/AFP</h6><p class=caption>The quay in May.</p></div>", ("/a.jpg", "The quay in May.", "Ann Lee/AFP")),
        ("<figure><img src=/grey-placeholder.png><img src=/a.jpg><figcaption>The quay in May.</figcaption></figure>", ("/a.jpg", "The quay in May.", None)),
        ("<div class=image><img src=/a.jpg><p class=caption>Previous | Next Image 1 of 8</p></div>", ("/a.jpg", None, None)),
        ("<figure><img src=/placeholder.svg data-src=/a.jpg><img src=/img/expand.svg><figcaption>The quay in May.</figcaption></figure>", ("/a.jpg", "The quay in May.", None)),
        ("<figure><img src=data:image/gif;base64,R0 data-srcset='/b,w_90/c.jpg 1x, /a.jpg 2x'><img src=/i/share.png><figcaption>The quay in May.</figcaption></figure>", ("/a.jpg", "The quay in May.", None)),
        ("<div class=image><img src=/whiteCameraIcon.png><img src=/a.jpg><p class=caption>The quay in May.</p></div>", ("/a.jpg", "The quay in May.", None)),
        ("<div class=image><img src=/a.jpg><p class=caption>View photo gallery (2 photos)</p></div>", ("/a.jpg", None, None)),
        ("<div class=image><img src=/a.jpg><p class=credit>Photo:</p><p class=caption>The quay in May.</p></div>", ("/a.jpg", "The quay in May.", None)),
    ],
)  # fmt: skip
def test_pictures_with_caption_and_credit_in_lines_of_their_own(
    box: str, picture: tuple[str, str | None, str | None]
) -> None:
    found = read(f"<h1>{H}</h1><div class=story>{box}{TEXT}</div>")
    (image,) = found.images
    assert (image.url.removeprefix("https://coast.example"), image.caption, image.credit) == picture
    assert found.captions == tuple(filter(None, (picture[1],)))
    assert paragraphs(found) == SAID


@pytest.mark.parametrize("src", ["/news/null", "undefined", "https://img.coast.example/"])
def test_what_a_template_prints_for_no_picture_is_none(src: str) -> None:
    box = f"<figure><img src={src}><figcaption>The quay in May.</figcaption></figure>"
    assert (
        read(f"<h1>{H}</h1><div class=story>{box}{TEXT}</div>", f"<meta property=og:image content={src}>").images == ()
    )


def test_the_offer_of_a_newsletter_is_no_caption() -> None:
    offer = "<div class=caption><img src=/nl.png>By subscribing to our newsletter you accept our Terms of Use and our Privacy Policy.</div>"
    found = read(f"<h1>{H}</h1><div class=story>{offer}{TEXT}</div>")
    assert (found.captions, paragraphs(found)) == ((), SAID)


@pytest.mark.parametrize(
    "name",
    ["apple-touch-icon.png", "ctlogo_bak.jpg", "coast_logo_2048_black.png", "placeholders/large.jpg"],
)
def test_logos_of_a_site_are_no_pictures(name: str) -> None:
    head = f"<meta property=og:site_name content='Coast Times'><meta property=og:image content=/img/{name}>"
    assert read(f"<h1>{H}</h1><div class=story>{TEXT}</div>", head).images == ()


@pytest.mark.parametrize(
    "name",
    ["img/nfllogo.jpg", "img/apple-logo.jpg", "img/post-logo.jpg", "placeholders/ferry-in-varn-4711.jpg", "news/1024/og.jpg",
     "themes/health/20240911/og.jpg", "renditions/1200/og.jpg"],
)  # fmt: skip
def test_pictures_of_what_has_a_logo_stay(name: str) -> None:
    found = read(f"<h1>{H}</h1><div class=story>{TEXT}</div>", f"<meta property=og:image content=/{name}>")
    assert [image.url for image in found.images] == [f"https://coast.example/{name}"]


def test_the_tail_of_ap_s_copy_is_none_of_the_text() -> None:
    tail = "<p>___</p><p>Follow Ann Lee at: http://twitter.example/annlee</p><p>___</p><p>Online:</p><p>Science: http://www.science.example</p>"
    found = read(
        f"<h1>{H}</h1><div class=story><p>VARN (AP) — {FIRST}</p>{TEXT}{tail}<p>Copyright 2013 The Associated Press. All rights reserved.</p></div>"
    )
    assert paragraphs(found) == [FIRST, *SAID]
    assert found.sign_off == "Copyright 2013 The Associated Press. All rights reserved."


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("The New York Times News Service", "New York Times News Service"),
        ("McClatchy-Tribune News Service", "TNS"),
        ("Scripps Howard News Service", "Scripps Howard News Service"),
        ("Kaiser Health News", "KFF Health News"),
    ],
)
def test_american_news_services_under_the_writer_s_name(line: str, name: str) -> None:
    found = read(f"<h1>{H}</h1><div class=story><p>By ANN LEE</p><p>{line}</p>{TEXT}</div>")
    assert [(a.name, a.role) for a in found.agencies] == [(name, "source")]
    assert (found.byline, paragraphs(found)) == (("ANN LEE",), SAID)


def test_press_releases_name_who_sent_them() -> None:
    for opening, name in (
        ("VARN, Norway, Sept. 11, 2024 (GLOBE NEWSWIRE) -- ", "GlobeNewswire"),
        ("VARN, Sept. 11, 2024 /PRNewswire/ -- ", "PR Newswire"),
        ("VARN--(BUSINESS WIRE)--", "Business Wire"),
    ):
        found = read(f"<h1>{H}</h1><div class=story><p>{opening}{FIRST}</p>{TEXT}</div>")
        assert ([a.name for a in found.agencies], paragraphs(found)) == ([name], [FIRST, *SAID])
