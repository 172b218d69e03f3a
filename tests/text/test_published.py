"""Which of a page's times stands: evidence of every kind, and the lies that metadata tell."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscrawl.items import Kind, Printed, SiteFacts
from newscrawl.text.publication.home_zones import _ONE_ZONE
from newscrawl.text.publication.url_dates import url_day
from newscrawl.text.published import choose
from newscrawl.text.times.zones import zone

BAKU = SiteFacts(timezone="Asia/Baku", languages=("en",))
BERLIN = SiteFacts(timezone="Europe/Berlin", languages=("de",))
MONTREAL = SiteFacts(timezone="America/Montreal", languages=("fr",))
NOWHERE = SiteFacts(languages=("en",))


def printed(kind: Kind, text: str, where: str = "") -> Printed:
    return Printed(text=text, kind=kind, where=where)


def test_the_visible_text_is_kept_beside_the_finer_clock() -> None:
    verdict = choose(
        [printed("jsonld", "2024-09-11T05:43:12Z"), printed("text", "In World 11 September 2024 09:43")], [], BAKU
    )
    assert verdict.published_text == "11 September 2024 09:43"
    assert verdict.published_at is not None
    assert verdict.published_at.isoformat() == "2024-09-11T09:43:12+04:00"
    assert (verdict.published_precision, verdict.published_from) == ("second", "jsonld")
    assert verdict.published_confidence is not None
    assert verdict.published_confidence >= 0.9


@pytest.mark.parametrize("lie", ["2024-04-28T14:26:01Z", "2024-04-28T14:26:01+00:00", "2024-04-28T14:26:01+01:00"])
def test_local_time_labelled_with_another_zone(lie: str) -> None:
    verdict = choose(
        [printed("jsonld", lie), printed("text", "28. April 2024, 14:26 Uhr", "near-headline")], [], BERLIN
    )
    assert verdict.published_at is not None
    assert verdict.published_at.astimezone(UTC) == datetime(2024, 4, 28, 12, 26, 1, tzinfo=UTC)


def test_an_honest_utc_stamp_stays() -> None:
    verdict = choose(
        [printed("meta", "2024-04-28T12:26:01Z"), printed("text", "28. April 2024, 14:26 Uhr")], [], BERLIN
    )
    assert verdict.published_at is not None
    assert verdict.published_at.isoformat() == "2024-04-28T14:26:01+02:00"


def test_a_clock_printed_in_the_servers_utc() -> None:
    verdict = choose(
        [printed("text", "25 août 2020 à 0 h 23"), printed("jsonld", "2020-08-24T20:23:05-04:00")], [], MONTREAL
    )
    assert verdict.published_at is not None
    assert verdict.published_at.isoformat() == "2020-08-24T20:23:05-04:00"


def test_an_attribute_in_utc_without_saying_so() -> None:
    facts = SiteFacts(timezone="America/New_York", languages=("en",))
    verdict = choose(
        [printed("time", "2016-12-06T21:08:12", "datetime"), printed("text", "Dec 6, 2016, 4:08pm EST", "byline")],
        [],
        facts,
    )
    assert verdict.published_at is not None
    assert verdict.published_at.astimezone(UTC) == datetime(2016, 12, 6, 21, 8, 12, tzinfo=UTC)


def test_without_a_zone_the_page_itself_may_name_it() -> None:
    verdict = choose(
        [printed("jsonld", "2023-11-09T03:28:35Z"), printed("text", "Nov. 8, 2023, 10:28 p.m. ET", "byline")],
        [],
        NOWHERE,
    )
    assert verdict.published_at is not None
    assert verdict.published_at.isoformat() == "2023-11-08T22:28:35-05:00"


def test_no_zone_is_invented() -> None:
    verdict = choose([printed("text", "11 September 2024 09:43")], [], NOWHERE)
    assert verdict.published_at == datetime(2024, 9, 11, 9, 43)  # noqa: DTZ001
    assert verdict.published_confidence is not None
    assert verdict.published_confidence < 0.9


def test_a_header_clock_does_not_beat_the_article() -> None:
    verdict = choose(
        [
            printed("text", "Wednesday, 7 October 2020", "header"),
            printed("text", "5 October 2020 10:15", "near-headline"),
        ],
        [],
        BAKU,
    )
    assert verdict.published_text == "5 October 2020 10:15"


def test_a_day_in_the_address_decides_the_order_of_day_and_month() -> None:
    verdict = choose(
        [printed("text", "11/09/2024 09:43"), printed("url", "https://mirror.example/2024/09/11/a-story")], [], BAKU
    )
    assert verdict.published_at is not None
    assert verdict.published_at.isoformat() == "2024-09-11T09:43:00+04:00"
    assert not verdict.ambiguous


def test_an_undecided_order_is_said() -> None:
    verdict = choose([printed("text", "11/09/2024 09:43")], [], BAKU)
    assert verdict.ambiguous
    assert verdict.published_at is None
    assert verdict.published_text == "11/09/2024 09:43"


def test_a_day_alone_is_midnight_of_the_site() -> None:
    verdict = choose([printed("text", "11 September 2024")], [], BAKU)
    assert verdict.published_at is not None
    assert verdict.published_at.isoformat() == "2024-09-11T00:00:00+04:00"
    assert verdict.published_precision == "day"


def test_a_null_date_of_change_is_no_date() -> None:
    verdict = choose([printed("text", "11 September 2024 09:43")], [printed("jsonld", "0001-01-01T00:00:00Z")], BAKU)
    assert verdict.modified_at is None
    assert verdict.published_at is not None


def test_a_page_that_says_only_when_it_was_updated() -> None:
    verdict = choose([printed("text", "Last updated: 11 September 2024 09:43")], [], BAKU)
    assert verdict.published_at is not None
    assert verdict.published_at == verdict.modified_at
    assert verdict.published_confidence is not None
    assert verdict.published_confidence < 0.5


def test_the_teaser_of_another_story_is_weak() -> None:
    verdict = choose(
        [printed("text", "3 January 2025 10:00", "related"), printed("text", "11 September 2024", "near-headline")],
        [],
        BAKU,
    )
    assert verdict.published_text == "11 September 2024"


def test_what_is_told_as_the_change_is_printed_of_a_morning_after_the_evening_before() -> None:
    told = printed("meta", "2014-10-02T14:52:39", "datepublished")
    shown = printed("text", "8:42 a.m. EDT October 3, 2014", "near-headline under 1")
    change = printed("meta", "2014-10-03T08:42:27", "datemodified")
    verdict = choose([told, shown], [change], NOWHERE)
    assert verdict.published_at is not None
    assert verdict.modified_at is not None
    assert verdict.published_at.isoformat()[:19] == "2014-10-02T14:52:39"
    assert verdict.modified_at.isoformat()[:19] == "2014-10-03T08:42:27"
    # One clock in two zones is one time: nothing was changed.
    utc = printed("meta", "2014-10-02T20:42:27", "datepublished")
    kept = choose([utc, shown], [change], NOWHERE)
    assert kept.published_at is not None
    assert kept.published_at.isoformat()[:16] in ("2014-10-03T08:42", "2014-10-02T20:42")


def test_nothing_gives_nothing() -> None:
    verdict = choose([], [], BAKU)
    assert verdict.published_at is None
    assert verdict.published_confidence is None
    assert not verdict.ambiguous


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://mirror.example/2024/09/11/story", "2024-09-11"),
        ("https://mirror.example/news/20240911/story", "2024-09-11"),
        ("https://mirror.example/news/29-10-2021", "2021-10-29"),
        ("https://mirror.example/2010/POLITICS/08/13/story/index.html", "2010-08-13"),
        ("https://mirror.example/news/story-2039026", None),
        ("https://archive.example/web/20120216182711/http://mirror.example/story", None),
    ],
)
def test_days_in_addresses(url: str, day: str | None) -> None:
    stamp = url_day(url, NOWHERE, None)
    assert (stamp.at.date().isoformat() if stamp is not None and stamp.at is not None else None) == day


_KINDS: list[Kind] = ["selector", "jsonld", "microdata", "meta", "time", "text", "url", "newsfeed", "sitemap", "header"]
_TEXTS = st.sampled_from(
    [
        "2024-09-11T05:43:12Z",
        "2024-09-11T09:43",
        "11 September 2024 09:43",
        "11/09/2024",
        "9999-12-31",
        "1 hour ago",
        "x",
        "",
    ]
) | st.text(max_size=20)
_PRINTED = st.builds(
    Printed, text=_TEXTS, kind=st.sampled_from(_KINDS), where=st.sampled_from(["", "related", "near-headline"])
)


@settings(max_examples=200, deadline=None)
@given(st.lists(_PRINTED, max_size=6), st.lists(_PRINTED, max_size=3), st.sampled_from([BAKU, NOWHERE, MONTREAL]))
def test_any_evidence_gives_a_whole_verdict(
    published: list[Printed], modified: list[Printed], facts: SiteFacts
) -> None:
    verdict = choose(published, modified, facts, fetched_at=datetime(2024, 9, 12, tzinfo=UTC))
    known = verdict.published_at is not None
    assert known == (verdict.published_confidence is not None) == (verdict.published_from is not None)
    if verdict.published_at is not None:
        assert 0 <= (verdict.published_confidence or 0) <= 1
        if facts.timezone:
            assert verdict.published_at.utcoffset() is not None
            assert verdict.published_at < datetime(2024, 9, 12, tzinfo=UTC) + timedelta(hours=49)


@pytest.mark.parametrize("text", ["07:43", "3 weeks ago", "Yesterday, 07:43", "Today"])
def test_a_time_that_stands_by_itself_beats_one_counted_from_the_fetching(text: str) -> None:
    printed = [
        Printed(text="2024-09-11T05:43:00Z", kind="time", where="datetime"),
        Printed(text=text, kind="time", where="text"),
    ]
    fetched = datetime(2026, 11, 24, 4, tzinfo=UTC)
    verdict = choose(printed, [], SiteFacts(timezone="Europe/Oslo"), fetched_at=fetched)
    assert str(verdict.published_at) == "2024-09-11 07:43:00+02:00"
    assert verdict.published_text == text


def test_a_line_under_the_headline_beats_one_behind_the_text() -> None:
    verdict = choose(
        [
            printed("text", "3 January 2025 10:00", "date behind 6"),
            printed("time", "2025-01-03T10:00:00", "datetime behind 40"),
            printed("text", "11 September 2024 09:43", "near-headline under 2"),
        ],
        [],
        BAKU,
    )
    assert verdict.published_text == "11 September 2024 09:43"
    assert (verdict.published_confidence or 0) > 0.7


def test_the_nearest_line_above_the_headline_is_the_articles() -> None:
    lines = [("26/03/2019", 9), ("14/02/2019", 6), ("08/08/2017 by A. Writer, no comments yet, filed under Ferries", 2)]
    verdict = choose([printed("text", text, f"near-headline above {away}") for text, away in lines], [], NOWHERE)
    assert str(verdict.published_at) == "2017-08-08 00:00:00"


def test_a_visible_time_that_machines_call_the_last_change_is_no_publication() -> None:
    found = [
        printed("jsonld", "2024-11-06T04:05:23+01:00", "datePublished"),
        printed("time", "2024-11-06T20:15:00+01:00", "datetime under 2"),
        printed("text", "06.11.2024 | 20:15", "date under 2"),
    ]
    verdict = choose(found, [printed("jsonld", "2024-11-06T20:15:00+01:00", "dateModified")], BERLIN)
    assert str(verdict.published_at) == "2024-11-06 04:05:23+01:00"
    assert str(verdict.modified_at) == "2024-11-06 20:15:00+01:00"


def test_the_evening_before_is_no_other_publication() -> None:
    found = [
        printed("meta", "2021-10-28T13:21:30+02:00", "date"),
        printed("microdata", "2021-10-27T20:35:36+02:00", "datePublished"),
        printed("text", "Oslo, 28.10.2021, 058/21", "near-headline under 1"),
    ]
    verdict = choose(found, [printed("microdata", "2021-10-28T13:21:30+02:00", "dateModified")], BERLIN)
    assert verdict.published_at is not None
    assert str(verdict.published_at.date()) == "2021-10-28"


def test_what_a_line_calls_updated_is_no_publication_elsewhere() -> None:
    found = [
        printed("meta", "2024-12-13T18:06:00Z", "article:published"),
        printed("microdata", "2024-12-13T18:06:00Z", "datePublished"),
        printed("text", "Dec. 13, 2024, 12:31 PM UTC / Updated Dec. 13, 2024, 6:06 PM UTC", "date under 3"),
    ]
    verdict = choose(found, [], NOWHERE)
    assert str(verdict.published_at) == "2024-12-13 12:31:00+00:00"
    assert str(verdict.modified_at) == "2024-12-13 18:06:00+00:00"


def test_a_few_minutes_off_the_declared_time_is_the_first_sending() -> None:
    found = [
        printed("jsonld", "2024-09-11T07:30:38Z", "datePublished"),
        printed("time", "2024-09-11T07:33:04Z", "datetime under 2"),
        printed("text", "11 September 2024 09:33", "near-headline under 2"),
    ]
    verdict = choose(found, [], BERLIN)
    assert str(verdict.published_at) == "2024-09-11 09:30:38+02:00"
    assert (verdict.published_confidence or 1) < 0.9


@pytest.mark.parametrize(
    ("url", "day"), [("https://valley.it/a", "2020-12-06"), ("https://valley.example/a", "2020-12-05")]
)
def test_an_instant_in_utc_falls_on_the_printed_day_of_the_sites_country(url: str, day: str) -> None:
    found = [printed("jsonld", "2020-12-05T23:15:00Z"), printed("text", "06 Dicembre 2020", "date under 2")]
    verdict = choose(found, [], SiteFacts(languages=("it",)), url=url)
    assert verdict.published_at is not None
    assert verdict.published_at.date().isoformat() == day
    assert verdict.published_at.astimezone(UTC) == datetime(2020, 12, 5, 23, 15, tzinfo=UTC)


def test_the_country_alone_gives_a_clock_no_zone() -> None:
    verdict = choose(
        [printed("text", "06 Dicembre 2020, 23:15", "date under 2")], [], NOWHERE, url="https://valley.it/a"
    )
    assert verdict.published_at is not None
    assert verdict.published_at.tzinfo is None
    assert (verdict.published_confidence or 1) < 0.9


def test_the_country_says_which_of_two_clocks_is_utc() -> None:
    found = [
        printed("jsonld", "2020-04-25T09:25:06Z"),
        printed("meta", "2020-04-25T00:25:06+00:00", "article:published_time"),
    ]
    verdict = choose(found, [], NOWHERE, url="https://valley.jp/a")
    assert verdict.published_at is not None
    assert verdict.published_at.astimezone(UTC) == datetime(2020, 4, 25, 0, 25, 6, tzinfo=UTC)


def test_two_clocks_that_are_both_utc_make_the_instant_doubtful() -> None:
    found = [
        printed("jsonld", "2020-04-25T09:25:06Z"),
        printed("meta", "2020-04-25T00:25:06+00:00", "article:published_time"),
    ]
    assert (choose(found, [], NOWHERE).published_confidence or 1) <= 0.7


def test_a_bare_clock_beside_the_same_one_in_utc_makes_the_zone_doubtful() -> None:
    found = [
        printed("jsonld", "2024-09-11T09:43:12Z", "datePublished"),
        printed("text", "11 September 2024 09:43", "near-headline under 1"),
    ]
    assert (choose(found, [], NOWHERE).published_confidence or 1) <= 0.8
    accra = choose(found, [], NOWHERE, url="https://valley.gh/a")  # Ghana keeps UTC
    assert (accra.published_confidence or 0) > 0.9


def test_the_order_of_day_and_month_is_learned_from_the_pages_other_dates() -> None:
    found = [
        printed("text", "26/03/2019", "near-headline behind 4"),
        printed("text", "08/07/2017", "near-headline under 1"),
    ]
    verdict = choose(found, [], NOWHERE)
    assert str(verdict.published_at) == "2017-07-08 00:00:00"
    assert not verdict.ambiguous


def test_other_dates_in_both_orders_teach_nothing() -> None:
    found = [
        printed("text", "26/03/2019", "near-headline behind 4"),
        printed("text", "03/26/2019", "near-headline behind 5"),
        printed("text", "08/07/2017", "near-headline under 1"),
    ]
    verdict = choose(found, [], NOWHERE)
    assert str(verdict.published_at) != "2017-07-08 00:00:00"


def test_the_day_of_a_printed_issue_is_no_publication() -> None:
    found = [
        printed("meta", "2016-11-28T09:10:11+01:00", "article:published_time"),
        printed("text", "December 5, 2016 Issue", "date above 1"),
        printed("url", "https://valley.example/magazine/2016/12/05/a-story"),
    ]
    verdict = choose(found, [], NOWHERE)
    assert str(verdict.published_at) == "2016-11-28 09:10:11+01:00"


def test_every_country_has_a_zone_of_the_database() -> None:
    assert all(zone(name) is not None for name in _ONE_ZONE.values())


@pytest.mark.parametrize(
    ("text", "language"), [("05.06.24, 14:47 Uhr", "de"), ("05.06.24 kl. 14:47", "no"), ("05.06.24 | 14:47", "el")]
)
def test_a_year_of_two_digits_is_as_good_as_four(text: str, language: str) -> None:
    found = choose(
        [printed("text", text, "date under 1")], [], SiteFacts(languages=(language,), timezone="Europe/Berlin")
    )
    assert found.published_at is not None
    assert found.published_at.isoformat() == "2024-06-05T14:47:00+02:00"
    assert (found.published_confidence or 0) > 0.8


def test_yesterday_is_still_told_from_the_day_of_fetching() -> None:
    fetched = datetime(2024, 6, 5, 12, tzinfo=UTC)
    found = choose([printed("text", "Yesterday 10:20", "date under 1")], [], NOWHERE, fetched_at=fetched)
    assert (found.published_confidence or 0) < 0.5


def test_no_time_lies_ahead_of_the_run_where_nobody_knows_when_the_page_was_fetched() -> None:
    ahead = choose([printed("text", "5 June 2094 10:20", "date under 1")], [printed("meta", "2094-06-06")], BAKU)
    assert (ahead.published_at, ahead.published_text, ahead.modified_at) == (None, "5 June 2094 10:20", None)
    beside = choose(
        [printed("text", "5 June 2094 10:20", "date under 1"), printed("text", "5 June 2024 10:20", "date under 2")],
        [],
        BAKU,
    )
    assert beside.published_text == "5 June 2024 10:20"
    soon = (datetime.now(UTC) + timedelta(hours=20)).isoformat(timespec="minutes")
    assert choose([printed("meta", soon)], [], BAKU).published_at is not None


@pytest.mark.parametrize(
    ("text", "language"), [("Hace 13 horas", "es"), ("2 hours ago", "en"), ("vor 23 Minuten", "de"), ("3시간 전", "ko")]
)
def test_what_is_told_from_now_is_kept_as_text_without_the_time_of_fetching(text: str, language: str) -> None:
    found = choose([printed("text", text, "date under 1")], [], SiteFacts(languages=(language,)))
    assert (found.published_at, found.published_text) == (None, text)


@pytest.mark.parametrize(
    ("text", "day"), [("05/06/2024 and 13/06/2024", "2024-06-05"), ("05/06/2024 to 06/13/2024", "2024-05-06")]
)
def test_two_days_in_a_line_say_their_order_and_the_first_stands(text: str, day: str) -> None:
    found = choose([printed("text", text, "date under 1")], [], NOWHERE)
    assert found.published_at is not None
    assert found.published_at.date().isoformat() == day


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/home/2017/7/12/unter-uns", "2017-07-12"),
        ("/home/2019/5/12/unter-uns", "2019-06-17"),  # a month is a draft that lay, or a second thought
        ("/home/2017-7-12-unter-uns", "2019-06-17"),  # part of a name may be anything
    ],
)
def test_a_page_that_was_dated_anew_is_of_the_day_in_its_address(path: str, day: str) -> None:
    found = [
        printed("jsonld", "2019-06-17T18:28:00+02:00", "datePublished"),
        printed("time", "17. Juni 2019", "text under 0"),
        printed("url", f"https://mirror.example{path}", "path"),
    ]
    verdict = choose(found, [], BERLIN)
    assert verdict.published_at is not None
    assert verdict.published_at.date().isoformat() == day
    assert verdict.published_from == ("url" if day == "2017-07-12" else "jsonld")
    assert verdict.published_confidence is not None
    assert verdict.published_from != "url" or verdict.published_confidence < 0.9


def test_a_day_in_the_address_that_other_evidence_shares_is_no_new_dating() -> None:
    found = [
        printed("jsonld", "2017-07-12T18:28:00+02:00", "datePublished"),
        printed("url", "https://mirror.example/2017/7/12/unter-uns", "path"),
    ]
    verdict = choose(found, [], BERLIN)
    assert (verdict.published_from, verdict.published_precision) == ("jsonld", "second")


def test_a_clock_that_lost_its_pm_names_no_zone() -> None:
    found = [printed("meta", "2022-04-21 04:06:00"), printed("meta", "2022-04-21T16:06:00Z", "sailthru.date")]
    verdict = choose(found, [], NOWHERE)
    assert verdict.published_at is not None
    assert verdict.published_at.utcoffset() == timedelta(0)


def test_a_clock_in_the_text_names_no_zone_of_the_page() -> None:
    line = printed("text", "Free for publication on August 4, 2016 at 8.00 a.m. (CEST)", "near-headline within 2")
    own = [printed("meta", "2016-08-04T07:24", "datepublished"), printed("text", "04.08.2016 07:24", "date above 4")]
    verdict = choose([*own, line], [], SiteFacts(languages=("de",)))
    assert verdict.published_at is not None
    assert verdict.published_at.isoformat() == "2016-08-04T07:24:00"


@pytest.mark.parametrize(
    ("stated", "changed", "expected"),
    [
        # Without a zone it is the page's own.
        (["2024-05-03T16:33:07+05:30"], "2024-05-03 16:41:11", "2024-05-03T16:41:11+05:30"),
        # The server's UTC, as the same page prints its publication.
        (["2024-05-03T17:34:39", "May 3, 2024 at 10:34 AM PDT"], "2024-05-03T17:40:00", "2024-05-03T17:40:00+00:00"),
        # Local time labelled UTC, as the same clock is.
        (["2024-05-03T10:29:25+00:00", "2024-05-03T10:29:25+02:00"], "2024-05-03T10:29:25+00:00", "2024-05-03T10:29:25+02:00"),
        # Of an instant in UTC nobody knows where it was printed.
        (["2024-05-03T08:00:00Z"], "2024-05-03 10:30:00", "2024-05-03T10:30:00"),
    ],
)  # fmt: skip
def test_the_zone_of_a_time_of_change(stated: list[str], changed: str, expected: str) -> None:
    found = [printed("meta" if text[:4].isdigit() else "text", text) for text in stated]
    verdict = choose(found, [printed("meta", changed)], NOWHERE)
    assert verdict.modified_at is not None
    assert verdict.modified_at.isoformat() == expected


def test_a_clock_a_quarter_of_an_hour_off_is_no_zone() -> None:
    said = [
        printed("meta", "2013-10-17T20:24:37Z", "parsely-pub-date"),
        printed("text", "October 17, 2013 at 8:09 PM", "date under 2"),
    ]
    found = choose(said, [], NOWHERE).published_at
    assert found is None or found.utcoffset() in (None, timedelta(0))
    nepal = [
        printed("meta", "2013-10-17T14:24:37Z", "parsely-pub-date"),
        printed("text", "October 17, 2013 at 8:09 PM", "date under 2"),
    ]
    assert choose(nepal, [], NOWHERE).published_at == datetime(2013, 10, 17, 14, 24, 37, tzinfo=UTC)


def test_an_update_printed_beside_the_local_clock_is_on_it_too() -> None:
    said = [
        printed("meta", "2014-12-27T21:28:29Z", "parsely-pub-date"),
        printed("text", "on December 27, 2014 at 4:28 PM, updated December 29, 2014 at 1:59 PM", "date under 2"),
    ]
    assert choose(said, [], NOWHERE).modified_at == datetime(2014, 12, 29, 18, 59, tzinfo=UTC)


def test_a_last_change_that_lost_its_half_of_the_day_beside_the_one_that_is_printed() -> None:
    first = printed("time", "2014-12-29T06:00:00-0500", "datetime under 1")
    line = printed("text", "Last updated Monday, Dec. 29 2014, 8:57 PM EST", "date under 2")
    late = datetime(2014, 12, 30, 1, 57, 25, tzinfo=UTC)
    assert choose([first, line], [printed("meta", "2014-12-29T08:57:25-0500")], NOWHERE).modified_at == late
    early = printed("text", "Last updated Monday, Dec. 29 2014, 8:57 AM EST", "date under 2")
    half = choose([first, early], [printed("meta", "2014-12-29T08:57:25-0500")], NOWHERE).modified_at
    assert half == late - timedelta(hours=12)


NOW = datetime(2024, 9, 12, 10, 0, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    "now", ["2024-09-12T10:00:07Z", "2024-09-12T14:00:05+04:00", "2024-09-12T14:00:05", "2024-09-12T14:00:08"]
)
@pytest.mark.parametrize("kind", ["jsonld", "meta", "microdata", "time"])
def test_the_second_of_fetching_is_when_the_page_was_made(kind: Kind, now: str) -> None:
    told, changed = [printed(kind, now, "article:published_time")], [printed("meta", now, "article:modified_time")]
    alone = choose(told, changed, NOWHERE, fetched_at=NOW)
    assert (alone.published_confidence or 0) < 0.5
    assert alone.modified_at is None
    beside = [*told, printed("text", "11 September 2024 09:43", "date under 1")]
    verdict = choose(beside, changed, BAKU, fetched_at=NOW)
    assert verdict.published_at is not None
    assert verdict.published_at.isoformat() == "2024-09-11T09:43:00+04:00"


def test_a_story_may_be_fetched_minutes_after_it_was_sent() -> None:
    sent = [printed("jsonld", "2024-09-12T13:57:40+04:00"), printed("text", "12 September 2024 13:57", "date under 1")]
    assert (choose(sent, [], BAKU, fetched_at=NOW).published_confidence or 0) >= 0.9
    # Who notes the day of fetching only has no second of it.
    midnight = NOW.replace(hour=0, minute=0, second=0)
    assert (
        choose([printed("jsonld", "2024-09-12T00:00:00Z")], [], NOWHERE, fetched_at=midnight).published_at
    ) is not None


def test_published_and_changed_a_minute_before_the_fetch_is_not_sure() -> None:
    told = [printed("jsonld", "2024-09-12T13:59:20+04:00")]
    changed = [printed("jsonld", "2024-09-12T13:59:20+04:00", "dateModified")]
    assert (choose(told, changed, BAKU, fetched_at=NOW).published_confidence or 0) < 0.9
    assert (choose(told, [], BAKU, fetched_at=NOW).published_confidence or 0) >= 0.9


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Last Updated : Apr 08, 2020 05:08 PM IST | Source: PTI", "en"),
        ("Apr 08, 2020 05:08 PM IST", "en"),
        ("08 April 2020, 17:08", "en"),
        ("2020년 4월 8일 오후 5:08", "ko"),
    ],
)
def test_a_clock_for_machines_that_lost_its_half_of_the_day(line: str, language: str) -> None:
    facts = SiteFacts(timezone="Asia/Kolkata", languages=(language,))
    told = [printed("jsonld", "2020-04-08T05:08:51+05:30", "datePublished"), printed("text", line, "date under 1")]
    verdict = choose(told, [], facts)
    assert verdict.published_at is not None
    assert verdict.published_at.isoformat() in ("2020-04-08T17:08:51+05:30", "2020-04-08T17:08:00+05:30")
    assert verdict.published_text is not None
    assert verdict.published_text in line
    assert (verdict.published_confidence or 0) < 0.9


def test_both_halves_of_the_day_are_two_times() -> None:
    facts = SiteFacts(timezone="Asia/Kolkata", languages=("en",))
    told = [
        printed("jsonld", "2020-04-08T05:08:51+05:30", "datePublished"),
        printed("text", "Published: Apr 08, 2020 05:08 AM IST | Updated: Apr 08, 2020 05:08 PM IST", "date under 1"),
    ]
    verdict = choose(told, [], facts)
    assert verdict.published_at is not None
    assert verdict.published_at.isoformat() == "2020-04-08T05:08:51+05:30"
    assert (verdict.published_confidence or 0) >= 0.9


@pytest.mark.parametrize(
    ("stamp", "site", "expected"),
    [
        ("2024-04-10T12:00:31+01:00", "Europe/Berlin", "2024-04-10T12:00:31+02:00"),
        ("2024-01-10T12:00:31+02:00", "Europe/Berlin", "2024-01-10T12:00:31+01:00"),
        ("2024-07-10T12:00:31-05:00", "America/New_York", "2024-07-10T12:00:31-04:00"),
        ("2024-01-10T12:00:31+10:00", "Australia/Sydney", "2024-01-10T12:00:31+11:00"),
    ],
)
def test_an_offset_of_the_other_half_of_the_year_is_the_sites_clock(stamp: str, site: str, expected: str) -> None:
    facts = SiteFacts(timezone=site, languages=("en",))
    verdict = choose([printed("jsonld", stamp, "datePublished")], [], facts)
    assert verdict.published_at is not None
    assert verdict.published_at.isoformat() == expected
    assert (verdict.published_confidence or 0) < 0.9


def test_utc_is_no_offset_of_londons_winter() -> None:
    verdict = choose([printed("jsonld", "2024-07-10T12:00:31Z")], [], SiteFacts(timezone="Europe/London"))
    assert verdict.published_at is not None
    assert verdict.published_at.isoformat() == "2024-07-10T13:00:31+01:00"
    assert (verdict.published_confidence or 0) >= 0.9


def test_an_offset_of_the_other_half_of_the_year_that_a_line_confirms() -> None:
    told = [
        printed("jsonld", "2024-04-10T12:00:31+01:00"),
        printed("text", "10. April 2024, 13:00 Uhr", "date under 1"),
    ]
    verdict = choose(told, [], BERLIN)
    assert verdict.published_at is not None
    assert verdict.published_at.isoformat() == "2024-04-10T13:00:31+02:00"


def test_an_offset_of_elsewhere_is_sure_only_where_a_line_confirms_it() -> None:
    told = [printed("jsonld", "2024-04-10T06:00:31-04:00", "datePublished")]
    assert (choose(told, [], BERLIN).published_confidence or 0) < 0.9
    told.append(printed("text", "10. April 2024, 12:00 Uhr", "date under 1"))
    assert (choose(told, [], BERLIN).published_confidence or 0) >= 0.9


def test_two_zones_told_for_one_clock_are_not_sure() -> None:
    told = [
        printed("time", "2017-01-18T11:44:11-08:00", "datetime under 1"),
        printed("time", "Wednesday January 18, 2017 10:44 am PST", "text under 1"),
    ]
    assert (choose(told, [], SiteFacts(timezone="America/Los_Angeles")).published_confidence or 0) < 0.9


def test_no_change_is_before_publication() -> None:
    told, changed = [printed("jsonld", "2024-09-11T09:43:30+04:00")], [printed("jsonld", "2024-09-11T09:43:02+04:00")]
    verdict = choose(told, changed, BAKU)
    assert verdict.modified_at == verdict.published_at
    earlier = [printed("jsonld", "2024-09-11T08:00:00+04:00", "dateModified")]
    verdict = choose([printed("text", "Updated: 11 September 2024 09:43", "date under 1")], earlier, BAKU)
    assert verdict.published_at is not None
    assert verdict.modified_at is None or verdict.modified_at >= verdict.published_at
