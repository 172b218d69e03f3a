"""Where pages print their times, beside those of teasers, menus and clocks that are not theirs."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newscrawl.items import Article, Printed, Provenance, SiteFacts
from newscrawl.page import read_page
from newscrawl.text.article import interpret

HEADLINE = "Harbour council votes on ferries"
BODY = "".join(
    f"<p>The harbour council voted on Wednesday to keep ferry number {n} running, officials said.</p>" for n in range(6)
)


def page(*, above: str = "", under: str = "", behind: str = "", title: str = HEADLINE, body: str = BODY) -> bytes:
    return (
        f"<html lang=en><head><title>{title}</title></head><body>{above}<article><h1>{HEADLINE}</h1>{under}{body}</article>"
        f"{behind}</body></html>"
    ).encode()


def article(html: bytes, url: str = "https://valley.example/ferries") -> Article:
    return interpret(read_page(html, url=url), SiteFacts(), provenance=Provenance(via="file"))


def places(html: bytes) -> list[Printed]:
    return [
        found
        for found in read_page(html, url="https://valley.example/ferries").published
        if found.kind in ("text", "time")
    ]


def test_lines_say_where_they_stand() -> None:
    html = page(above="<p>1 May 2020</p>", under="<p>Town hall</p><p>2 May 2020</p>", behind="<p>3 May 2020</p>")
    found = {item.text: item.where for item in places(html)}
    assert found["1 May 2020"].endswith("above 1")
    assert found["2 May 2020"].endswith("under 2")
    assert found["3 May 2020"].endswith("behind 1")


def test_a_time_element_says_where_it_stands() -> None:
    html = page(under="<div>By Ann Lee, <time datetime='2020-05-02T10:11'>2 May 2020</time></div>")
    assert {item.where for item in places(html) if item.kind == "time"} == {"datetime under 1", "text under 1"}


TEASERS = "<div>" + "".join(
    f"<div><h3>Another story number {n}</h3><time datetime='2021-02-0{n}T08:00:00'>{n} February 2021</time></div>"
    for n in range(1, 6)
)


@pytest.mark.parametrize(
    "under",
    [
        "<div class=meta>2 May 2020 10:11</div>",
        "<div><time datetime='2020-05-02T10:11:00'>2 May 2020</time></div>",
        "<p>Ann Lee | Valley Times | 2/May/2020 10:11</p>",
    ],
)
def test_times_of_other_stories_behind_the_text_do_not_win(under: str) -> None:
    assert str(article(page(under=under, behind=TEASERS)).published_at) == "2020-05-02 10:11:00"


@pytest.mark.parametrize(
    "under",
    [
        "<div class=date><div>November 20</div><div>15:23</div><div>2019</div></div>",
        "<div class=date><div>20</div><div>November</div><div>2019</div></div>",
    ],
)
def test_a_date_in_pieces(under: str) -> None:
    found = article(page(under=under)).published_at
    assert found is not None
    assert found.date().isoformat() == "2019-11-20"


def test_a_year_of_two_digits_that_ends_a_line() -> None:
    assert str(article(page(under="<em>( Harbour Town, 14 May 20 )</em>")).published_at) == "2020-05-14 00:00:00"


def test_a_month_and_a_glued_day_and_year() -> None:
    under = "<div class=datum><span>Feb</span> <span>18</span><span>2009</span></div>"
    assert str(article(page(under=under)).published_at) == "2009-02-18 00:00:00"


def test_a_long_line_that_says_posted() -> None:
    behind = (
        "<p>This entry was posted on Wednesday, May 19th, 2010 at 11:03 pm and is filed under Ferries, Harbours, Town. You can"
        " follow any responses to this entry through the newsfeed. You can leave a response, or trackback from your own site.</p>"
    )
    assert str(article(page(behind=behind)).published_at) == "2010-05-19 23:03:00"


def test_a_box_that_says_posted_far_from_the_text() -> None:
    months = "".join(f"<li><a href='/a{n}'>{month} 2009</a></li>" for n, month in enumerate(("May", "June", "July"), 1))
    above = (
        f"<h2>About</h2><p>Ferries was posted on 19 May 2010 at 23:03 under Town.</p><ul>{months}</ul>"
        + "<p>A word.</p>" * 12
    )
    assert str(article(page(above=above)).published_at) == "2010-05-19 23:03:00"


def test_a_day_that_opens_the_text() -> None:
    body = f"<p>13.02.2022 The labour market is doing well, said the council, and ferries are full again.</p>{BODY}"
    found = article(page(body=body))
    assert str(found.published_at) == "2022-02-13 00:00:00"
    assert (found.published_confidence or 1) < 0.7


def test_a_day_that_closes_the_title() -> None:
    assert str(article(page(title=f"{HEADLINE} | Europe | VT | 28.04.2023")).published_at) == "2023-04-28 00:00:00"


def test_a_date_that_only_an_attribute_has() -> None:
    behind = "<div><span class='updated published' title='2013-04-04T18:52:11+00:00'></span></div>"
    assert str(article(page(behind=behind)).published_at) == "2013-04-04 18:52:11+00:00"


def test_british_english_has_the_day_first_and_american_is_not_believed() -> None:
    html = page(under="<p>03/05/2020</p>")
    assert str(article(html.replace(b"lang=en", b"lang=en-GB")).published_at) == "2020-05-03 00:00:00"
    assert str(article(html, "https://www.valley.co.uk/ferries").published_at) == "2020-05-03 00:00:00"
    american = article(html.replace(b"lang=en", b"lang=en-US"))
    assert american.published_at is None
    assert "ambiguous_date" in american.marks


def test_a_date_either_way_round_is_not_replaced_by_another_storys() -> None:
    found = article(page(under="<p>Ann Lee | 02/05/2020 10:11</p>", behind=TEASERS))
    assert found.published_at is None
    assert found.published_text == "02/05/2020 10:11"
    assert "ambiguous_date" in found.marks


def test_a_time_in_a_scripts_data_where_no_other_machine_is_told() -> None:
    script = """<script>window.state = {"story": {"id": 7, "published_at": "2019-03-02T06:22:28+01:00"}}</script>"""
    found = article(page(above=script))
    assert str(found.published_at) == "2019-03-02 06:22:28+01:00"
    assert (found.published_confidence or 1) < 0.7
    told = article(page(above=script + "<p>Town</p>", under="<time datetime='2020-05-02T10:11:00'>2 May 2020</time>"))
    assert str(told.published_at) == "2020-05-02 10:11:00"


TODAY = "Wednesday, November 25, 2026"
MENU = "<ul class=menu><li><a href=/world>World</a></li><li><a href=/town>Town</a></li></ul>"


def fetched(html: bytes, at: str = "2026-11-25T20:15:30+00:00") -> Article:
    raw = read_page(html, url="https://valley.example/ferries", fetched_at=datetime.fromisoformat(at))
    return interpret(raw, SiteFacts(timezone="Europe/London"), provenance=Provenance(via="file"))


@pytest.mark.parametrize(
    "above",
    [
        f"<div id=top>{TODAY} 20:15</div>",
        f"{MENU}<div>{TODAY}</div>",
        f"<header><span class=today>{TODAY}</span></header>",
        f"<table><tr><td>{TODAY}</td></tr></table>{MENU}",
        "<div class=topbar>25.11.2026 20:12</div>",
    ],
)
def test_the_pages_own_clock_is_no_time_of_publication(above: str) -> None:
    alone = fetched(page(above=above))
    assert alone.published_at is None or (alone.published_confidence or 0) < 0.2
    dated = fetched(page(above=above, under="<p>June 5, 2024</p>"))
    assert dated.published_text == "June 5, 2024"
    assert (dated.published_confidence or 0) > 0.7


@pytest.mark.parametrize(
    "html",
    [
        page(above=MENU, under="<p>Wednesday, November 25, 2026 20:13</p>"),
        page(above="<div>Published: Wednesday, November 25, 2026 20:13</div>"),
        f"<html lang=en><title>{HEADLINE}</title>{MENU}<div><ul><li>In World</li><li>25 November 2026 20:13</li></ul>"
        f"<h1>{HEADLINE}</h1>{BODY}</div></html>".encode(),
    ],
)
def test_a_story_of_two_minutes_ago_keeps_its_time(html: bytes) -> None:
    found = fetched(html)
    assert found.published_at is not None
    assert found.published_at.isoformat() == "2026-11-25T20:13:00+00:00"
    assert (found.published_confidence or 0) > 0.7


def test_a_dateline_of_another_season_speaks_against_a_line_of_the_page() -> None:
    body = BODY.replace("<p>The", "<p>SENNA, June 5 (Reuters) - The", 1)
    against = fetched(page(under="<p>November 20, 2026</p>", body=body))
    agreed = fetched(page(under="<p>June 6, 2026</p>", body=body))
    assert (against.published_confidence or 0) < 0.5 < (agreed.published_confidence or 0)


@pytest.mark.parametrize(
    "under",
    [
        "<div><div class=date>5 June 2024</div><div class=clock>10:20</div></div>",
        "<ul><li>Harbour</li><li>5 June 2024</li><li>10:20</li></ul>",
        "<ul><li>10:20</li><li>5 June 2024</li></ul>",
        "<p>05.06.2024</p><p>10:20 Uhr</p>",
        "<p>June 5, 2024</p><p>10:20 a.m.</p>",
    ],
)
def test_a_day_and_a_clock_side_by_side_are_one_time(under: str) -> None:
    latest = "<div><div>5 June 2024, 14:00</div><div>Fire at the depot</div></div><ul><li>5 June 2024 13:00 Fire out</li></ul>"
    found = fetched(page(under=under, behind=latest), at="2024-06-05T20:00:00+00:00")
    assert found.published_at is not None
    assert found.published_at.isoformat() == "2024-06-05T10:20:00+01:00"
    assert (found.published_confidence or 0) > 0.6


def test_two_days_with_their_clocks_do_not_mix() -> None:
    html = page(under="<ul><li>5 June 2024</li><li>10:20</li><li>6 June 2024</li><li>11:40</li></ul>")
    joined = {item.text for item in places(html) if item.where.startswith("date ")}
    assert joined == {"5 June 2024 10:20", "6 June 2024 11:40"}


@pytest.mark.parametrize(
    "line",
    [
        "3小时前",
        "3時間前",
        "3시간 전",
        "منذ ٣ ساعات",
        "há 3 horas",
        "3 saat önce",
        "3 घंटे पहले",
        "3 ore fa",
        "3 jam lalu",
        "3 godziny temu",
        "před 3 hodinami",
        "3 години тому",
        "۳ ساعت پیش",
        "πριν από 3 ώρες",
        "Reuters · 3h ago",
        "Updated 3 hours ago",
    ],
)
def test_a_line_told_from_now_is_a_time_in_any_language(line: str) -> None:
    found = fetched(page(under=f"<p>{line}</p>"))
    assert found.published_at is not None
    assert found.published_at.isoformat() == "2026-11-25T17:15:30+00:00"
    assert (found.published_confidence or 0) < 0.5


def test_a_line_with_a_number_and_a_unit_is_no_time() -> None:
    assert (
        fetched(page(under="<p>Weather for 5 days</p><p>3 min read</p><p>Season 2, 40 minutes</p>")).published_at
        is None
    )


FIRST = "<time datetime='2020-05-02T10:11'>2 May</time>"
LAST = "<time datetime='2020-05-03T12:13'>3 May</time>"


@pytest.mark.parametrize(
    "under",
    [
        "<dl><dt>Published</dt><dd>2 May 2020, 10:11</dd><dt>Last updated</dt><dd>3 May 2020, 12:13</dd></dl>",
        "<ul><li>Yayın Tarihi</li><li>2 Mayıs 2020 10:11</li><li>Güncelleme</li><li>3 Mayıs 2020 12:13</li></ul>",
        f"<p>Published {FIRST} Updated {LAST}</p>",
        f"<p>Updated {LAST} | Published {FIRST}</p>",
        f"<p>Publié le {FIRST}, mis à jour le {LAST}</p>",
    ],
)
def test_words_before_a_time_tell_its_last_change(under: str) -> None:
    found = article(page(under=under))
    assert str(found.published_at) == "2020-05-02 10:11:00"
    assert str(found.modified_at) == "2020-05-03 12:13:00"


@pytest.mark.parametrize(
    "under",
    [
        "<p>By Ann Lee <span title='2 May 2020 10:11'>9 days ago</span></p>",
        "<div class=meta><abbr class=timeago title='2020-05-02T10:11:00'>about a week ago</abbr></div>",
        "<div title='2. Mai 2020, 10:11 Uhr'>vor 9 Tagen</div>",
    ],
)
def test_a_title_has_the_time_that_a_line_tells_from_now(under: str) -> None:
    assert str(article(page(under=under)).published_at).startswith("2020-05-02 10:11")


@pytest.mark.parametrize("under", ["<div>০২ মে ২০২০</div>", "<div>०२ मई २०२०</div>", "<div>๐๒ พฤษภาคม ๒๕๖๓</div>"])
def test_a_day_in_the_digits_of_india_or_thailand(under: str) -> None:
    assert str(article(page(under=under)).published_at) == "2020-05-02 00:00:00"


RELATED = (
    "<div class=related-news>{}</div>".format(
        "<ul>{}</ul>".format(
            "".join(
                f'<li><a href="/{n}">Ferry number {n} is out of the water</a><div class=timestamp>Tue, Mar {n} 2020</div></li>'
                for n in range(1, 6)
            )
        )
    )
    + "<div class=sharetools><ul><li>Print</li><li>Email</li></ul></div>"
)


def test_the_line_right_above_the_text_is_near_however_many_boxes_stand_above_it() -> None:
    found = article(page(under=f"{RELATED}<p>SENNA | Fri Mar 20, 2020 2:34am EDT</p>"))
    assert (found.published_text, found.published_precision) == ("Fri Mar 20, 2020 2:34am EDT", "minute")
    assert (found.published_confidence or 0) > 0.8


def test_a_day_under_the_linked_title_of_another_article_is_a_teasers() -> None:
    found = places(page(under=f"{RELATED}<p>20 March 2020</p>"))
    assert [item.where.split()[0] for item in found] == ["teaser"] * 5 + ["near-headline"]


def test_a_year_beside_the_number_of_comments_stays_a_year() -> None:
    line = (
        "<div><span class=by>By Ann Lee</span><span class=date>March 20, 2020</span><span class=comments>0</span></div>"
    )
    found = article(page(under=line))
    assert (found.published_text, str(found.published_at)) == ("March 20, 2020", "2020-03-20 00:00:00")


def test_a_line_of_times_behind_a_line_break_is_one_of_its_own() -> None:
    byline = (
        "<div id=Byline>By <span class=author>Ann Lee | Valley Media for valley.example</span><br>"
        "<a>Email the author</a> | <a>Follow on the network for more of what she writes about ferries and the harbour</a><br>"
        "on May 14, 2014 at 2:30 PM, updated <span class=updated>May 14, 2014 at 3:55 PM</span></div>"
    )
    found = article(page(under=byline))
    assert f"{found.published_at} {found.modified_at}" == "2014-05-14 14:30:00 2014-05-14 15:55:00"
    assert found.byline == ("Ann Lee",)


def test_what_one_meta_says_of_the_whole_page() -> None:
    said = """<meta name='parsely-page' content='{"title": "Harbour council votes on ferries", "pub_date": "2014-05-14T19:30:35Z",
        "authors": ["Ann Lee", "Bo Ek"], "tags": ["%s"]}'>"""
    found = article(page(above=said % ("quay " * 600), under="<div>May 14, 2014</div>"))
    assert found.published_at == datetime(2014, 5, 14, 19, 30, 35, tzinfo=UTC)
    assert found.byline == ("Ann Lee", "Bo Ek")
    broken = article(page(above="<meta name='parsely-page' content='{\"author\": '>"))
    assert broken.byline == ()


def test_a_clock_that_is_printed_without_a_zone_too_is_not_utc_for_its_letter() -> None:
    said = """<meta name='parsely-page' content='{"pub_date": "2014-12-29T18:22:00Z"}'>"""
    bare = "<meta name='pubdate' content='20141229 18:22:00'>"
    assert f"{article(page(above=said + bare)).published_at}" == "2014-12-29 18:22:00"
    assert f"{article(page(above=said)).published_at}" == "2014-12-29 18:22:00+00:00"


def test_the_day_of_a_picture_is_no_time_of_the_article() -> None:
    above = "<div class=caption-top>Workers at a quay outside Naivasha, Kenya, February 12, 2024</div>"
    html = page(above=above, behind="<ul><li>-</li><li>In World</li><li>5 March 2024 09:43</li></ul>")
    found = article(html)
    assert found.published_text == "5 March 2024 09:43"


def test_what_a_picture_in_the_text_shows_is_of_another_day() -> None:
    """A page that tells its last change only has that as its publication, not the day of a figure."""
    shown = "<div class=x><span>Abbildung: Ausschnitt eines Bildes der Bucht vom 31.05.2021 (links) und die Karte</span></div>"
    text = "<p>Die Boote liefen am Montag wieder aus, nachdem der Hafen drei Tage lang geschlossen war.</p>"
    html = (
        f'<html lang="de"><body><article><h1>{HEADLINE}</h1>{text * 2}{shown}{text.replace("Montag", "Abend") * 3}</article>'
        "<div><label>Letzte Änderung:</label><div>14.01.2022 um 09:25</div></div></body></html>"
    )
    assert article(html.encode()).published_text == "14.01.2022 um 09:25"


def test_the_entries_of_a_live_blog_have_times_of_their_own() -> None:
    entry = (
        '{"@type": "BlogPosting", "headline": "Quay opens", "author": "A", "url": "/a", "articleBody": "b",'
        '"datePublished": "2025-01-23T14:39:48+00:00"}'
    )
    linked = (
        f'<script type="application/ld+json">{{"@type": "LiveBlogPosting", "headline": "{HEADLINE}",'
        f'"datePublished": "2025-01-23T07:05:10+00:00", "liveBlogUpdate": [{entry}]}}</script>'
    )
    found = article(page(under='<time datetime="2025-01-23T14:39:48+00:00">14:39</time>', above=linked))
    assert found.published_at is not None
    assert found.published_at.isoformat() == "2025-01-23T07:05:10+00:00"


def test_the_title_of_an_abbreviation_is_the_moment_that_a_weblog_states() -> None:
    posted = 'Posted by Ann at <abbr itemprop="datePublished" title="2024-11-08T09:05:39+01:00">09:05</abbr>'
    above = "<h2 class=date-header>Friday, 8 November 2024</h2>"
    found = article(page(above=above, behind=f"<div class=post-footer>{posted}</div>"))
    assert found.published_at is not None
    assert found.published_at.isoformat() == "2024-11-08T09:05:39+01:00"


def test_the_line_that_a_weblog_files_an_entry_with_is_no_text_but_has_its_time() -> None:
    filed = (
        "<p class='postmetadata alt'>This entry was posted on Friday, March 12, 2010 at 2:33 PM and is filed under "
        "<a href=/q>Quays</a>. "
        "You can follow any responses to this entry through the <a href=/f>RSS 2.0</a> feed.</p>"
    )
    found = article(page(under="<div class=post>12 March 2010</div>", body=BODY + filed))
    assert found.body is not None
    assert "filed under" not in found.body
    assert (found.published_at.isoformat(), found.published_precision) == ("2010-03-12T14:33:00", "minute")  # type: ignore[union-attr]


@pytest.mark.parametrize("declared", ["2024-11-21T14:33:46+00:00", "2024-11-22T08:17:22+00:00"])
def test_a_printed_change_goes_before_one_that_says_nothing(declared: str) -> None:
    """It repeats the publication, or is the moment at which the page was made for the reader."""
    metas = (
        f'<meta name=datePublished content="2024-11-21T14:33:46+00:00"><meta name=dateModified content="{declared}">'
    )
    html = page(above=metas, under="<p class=date>Published: 21.11.2024 - 14:33, Updated: 21.11.2024 - 14:52</p>")
    found = fetched(html, at="2024-11-22T08:17:50+00:00")
    assert found.modified_at is not None
    assert found.modified_at.isoformat() == "2024-11-21T14:52:00+00:00"


def test_a_readers_clock_is_not_the_articles_where_the_page_prints_a_day() -> None:
    html = (
        f"<html lang=fa><head><title>{HEADLINE}</title></head><body><article><h1>{HEADLINE}</h1>"
        f"<p>۰۸ : ۲۰ - سه‌شنبه ۲۰ شهريور ۱۴۰۳</p>{BODY}</article><p>رضا از شیراز | ۱۸:۰۷</p></body></html>"
    ).encode()
    found = fetched(html, at="2024-09-12T00:08:34+00:00")
    assert found.published_at is None


@pytest.mark.parametrize(
    "tag", ["<abbr class=published title='{}'>Wednesday 4 November</abbr>", "<time datetime='{}'>Wednesday</time>"]
)
def test_the_moment_in_an_abbreviations_title(tag: str) -> None:
    read = article(page(under=f"<p>{tag.format('2020-11-04T10:18:00Z')}, by Ann Lee</p>"))
    assert read.published_at == datetime(2020, 11, 4, 10, 18, tzinfo=UTC)


def test_a_time_that_says_that_it_is_an_update_is_the_change() -> None:
    first, last = "2022-08-02T16:10:00-05:00", "2022-08-03T07:30:00-05:00"
    times = f"<time datetime='{first}'>Aug 2, 2022</time> <time datetime='{last}'>Updated Aug 3, 2022</time>"
    read = article(page(under=f"<ul><li>{times}</li></ul>"))
    assert (read.published_at, read.modified_at) == (datetime.fromisoformat(first), datetime.fromisoformat(last))


def test_a_clock_glued_to_the_next_span_keeps_its_half_of_the_day() -> None:
    line = "<span>WAM</span><span>Sun 30 May 2021, 7:18 PM</span><span>Last updated: Sun 30 May 2021, 7:44 PM</span>"
    read = article(page(under=f"<div>{line}</div>"))
    assert read.published_at is not None
    assert (read.published_at.hour, read.published_at.minute) == (19, 18)


def test_what_a_weblog_calls_published_stands_under_its_text() -> None:
    foot = "<div class=post-footer>Posted by Ann at <abbr class=published title='2011-07-09T22:14:00+08:00'>10:14 PM</abbr></div>"
    read = article(page(above="<h2>Saturday, July 9, 2011</h2>", behind=foot))
    assert read.published_at == datetime.fromisoformat("2011-07-09T22:14:00+08:00")


def _commented(inside: str) -> bytes:
    return page(behind=inside).replace(b"</article>", b"").replace(b"</body>", b"</article></body>")


@pytest.mark.parametrize(
    "comments",
    [
        "<div id=comments><p>jim, 12 September 2024 08:00: shame</p></div>",
        "<div id=comments><h3>2 Comments</h3><ol><li><cite>jim</cite> <a href='#c1'>September 12, 2024 at 8:00 am</a><p>Shame on"
        " them, this should never have happened in our valley.</p></li></ol></div>",
        "<h3>Comments (1)</h3><div class=c><b>jim</b> <span>12.09.2024 08:00</span><p>Shame on them.</p></div>",
        "<h4>3 Kommentare</h4><div><b>Jens</b> <span>12. September 2024, 08:00 Uhr</span><p>Eine Schande.</p></div>",
        "<h2>Commentaires</h2><ul><li>Jean, le 12 septembre 2024 à 8h00 : honte</li></ul>",
        "<h3>댓글 2</h3><div><b>김</b> <span>2024.09.12 08:00</span><p>부끄럽다.</p></div>",
        "<section class=comments><article class=comment><header><b>jim</b><time datetime='2024-09-12T08:00:00Z'>12 September 2024"
        "</time></header><p>Shame.</p></article></section>",
    ],
)
def test_when_somebody_commented_is_no_publication(comments: str) -> None:
    found = article(_commented(comments))
    assert (found.published_at, found.published_text, found.published_confidence) == (None, None, None)


def test_a_line_under_a_link_to_the_comments_stands() -> None:
    found = article(
        page(behind="<div><h3>Comments (0)</h3></div><div class=date>Published: 11 September 2024 09:43</div>")
    )
    assert found.published_at is not None
    assert found.published_at.isoformat() == "2024-09-11T09:43:00"


@pytest.mark.parametrize(
    "sentence",
    [
        "The dam was opened on 17 May 1960 by the Queen Mother, who spent two days in the valley.",
        "Der Damm wurde am 17. Mai 1960 von der Königin eröffnet, die blieb.",
        "Le barrage a été inauguré le 17 mai 1960 par la reine mère, dans la vallée !",
        "水坝于1960年5月17日由王太后剪彩启用，她在山谷里住了两天，随后离开。",
    ],
)
def test_a_day_in_a_sentence_of_the_text_is_no_publication(sentence: str) -> None:
    body = BODY.replace("</p>", f"</p><p>{sentence}</p>", 1)
    assert article(page(body=body)).published_at is None


@pytest.mark.parametrize(
    "line",
    [
        "This entry was posted on 11 September 2024 by Ann Lee and filed under ferries.",
        "Mittwoch, 11.09.2024 - 09:43 (Jetzt kommentieren)",
        "11 September 2024 09:43.",
    ],
)
def test_a_line_among_the_text_that_tells_the_time_stands(line: str) -> None:
    found = article(page(body=f"<p>{line}</p>{BODY}"))
    assert found.published_at is not None
    assert found.published_at.date().isoformat() == "2024-09-11"


SHARES = "".join(
    f"<a class=share href=#><span>{name}</span></a>" for name in ("Link", "Whatsapp", "Reddit", "Line", "Email")
)
LATEST = "<ul class=latest>" + "".join(
    f"<li><a href=/sports/2023111900{n}>Another story, number {n}</a><div class=date>11/{n}/2023 10:35 AM</div></li>"
    for n in (17, 18, 19)
)


def test_a_time_in_one_box_with_the_buttons_for_sharing() -> None:
    under = f"<div class=TimeAndShare><div class=updatetime>11/16/2023 05:40 PM</div>{SHARES}</div>"
    found = places(page(under=under, behind=LATEST))
    assert ("11/16/2023 05:40 PM", "date under 1") in {(item.text, item.where) for item in found}


@pytest.mark.parametrize("box", ["<div>{}</div>", "<nav>{}</nav>", "<div class='menu sidebar'>{}</div>"])
def test_the_days_in_a_list_of_other_articles_are_not_taken_where_the_article_has_none(box: str) -> None:
    assert article(page(behind=box.format(LATEST))).published_at is None


def test_the_one_day_in_a_menu_is_taken() -> None:
    menu = f"<nav><ul>{SHARES}<li><span class=date>11/16/2023 05:40 PM</span></li></ul></nav>"
    assert article(page(above=menu)).published_text == "11/16/2023 05:40 PM"
