"""Times, case by case: what a reading says beside the instant, and that nothing makes it raise or hang."""

import json
import tomllib
from datetime import UTC, datetime, timedelta, timezone
from importlib import resources

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newscrawl.items import SiteFacts
from newscrawl.text.times.calendars import jalali
from newscrawl.text.times.words import fold, normalise, words
from newscrawl.text.timestamps import read_timestamp
from tests.cpu import cpu_seconds

BAKU = SiteFacts(timezone="Asia/Baku", languages=("en",))
NOW = datetime(2024, 9, 12, 12, 0, tzinfo=UTC)


def test_two_dates_are_told_apart_by_their_labels() -> None:
    reading = read_timestamp("Updated: 12 May 2024 08:00 Published: 11 May 2024 18:07", BAKU)
    assert reading.published is not None
    assert reading.modified is not None
    assert reading.published.at == datetime(2024, 5, 11, 14, 7, tzinfo=UTC)
    assert reading.modified.at == datetime(2024, 5, 12, 4, 0, tzinfo=UTC)
    assert reading.published.text == "11 May 2024 18:07"


def test_an_update_alone_is_no_publication() -> None:
    reading = read_timestamp("Last updated: 12 May 2024 08:00", BAKU)
    assert reading.published is None
    assert reading.modified is not None


def test_a_clock_after_updated_takes_the_day_of_publication() -> None:
    reading = read_timestamp(
        "02/12/2024 Actualizado a las 20:56h.", SiteFacts(timezone="Europe/Madrid", languages=("es",))
    )
    assert reading.modified is not None
    assert reading.modified.at == datetime(2024, 12, 2, 19, 56, tzinfo=UTC)


@pytest.mark.parametrize(
    ("printed", "zone_from"),
    [
        ("11 May 2024 18:07", "site"),
        ("11 May 2024 18:07 GMT", "abbreviation"),
        ("11 May 2024 18:07 UTC+4", "offset"),
        ("2024-05-11T18:07:00+04:00", "offset"),
        ("2024-05-11T18:07:00", "site"),
    ],
)
def test_where_the_zone_comes_from(printed: str, zone_from: str) -> None:
    stamp = read_timestamp(printed, BAKU).published
    assert stamp is not None
    assert stamp.zone_from == zone_from


def test_no_zone_is_invented() -> None:
    stamp = read_timestamp("11 May 2024 18:07", SiteFacts(languages=("en",))).published
    assert stamp is not None
    assert stamp.at == datetime(2024, 5, 11, 18, 7)  # noqa: DTZ001
    assert stamp.zone_from is None


def test_day_order_comes_from_the_mirror_and_is_never_guessed() -> None:
    unknown = read_timestamp("11/09/2024 09:43", BAKU).published
    assert unknown is not None
    assert unknown.ambiguous
    assert unknown.at is None
    for day_first, month in ((True, 9), (False, 11)):
        facts = SiteFacts(timezone="Asia/Baku", languages=("en",), day_first=day_first)
        stamp = read_timestamp("11/09/2024 09:43", facts).published
        assert stamp is not None
        assert stamp.at is not None
        assert stamp.at.month == month


@pytest.mark.parametrize(
    ("printed", "doubtful"), [("31.03.2024 02:30", True), ("27.10.2024 02:30", True), ("27.10.2024 12:30", False)]
)
def test_the_gap_and_the_overlap_of_summer_time(printed: str, doubtful: bool) -> None:
    stamp = read_timestamp(printed, SiteFacts(timezone="Europe/Berlin", languages=("de",))).published
    assert stamp is not None
    assert stamp.at is not None
    assert stamp.doubtful is doubtful
    assert stamp.at.astimezone(UTC).minute == 30


@pytest.mark.parametrize(
    ("zone_name", "offset", "doubtful"), [("EST", -5, False), ("EDT", -4, False), ("ET", -4, True), ("", -4, True)]
)
def test_an_abbreviation_settles_the_hour_that_is_shown_twice(zone_name: str, offset: int, doubtful: bool) -> None:
    facts = SiteFacts(timezone="America/New_York", languages=("en",))
    stamp = read_timestamp(f"November 5, 2023 1:20 AM {zone_name}", facts).published
    assert stamp is not None
    assert stamp.at is not None
    told = datetime(2023, 11, 5, 1, 20, tzinfo=timezone(timedelta(hours=offset)))
    assert stamp.at.astimezone(UTC) == told.astimezone(UTC)
    assert stamp.at.utcoffset() == timedelta(hours=offset)
    assert stamp.doubtful is doubtful


def test_relative_times_need_the_moment_of_fetching() -> None:
    assert read_timestamp("2 hours ago", BAKU).reason == "told from now, without the time of fetching"
    stamp = read_timestamp("2 hours ago", BAKU, fetched_at=NOW).published
    assert stamp is not None
    assert stamp.at == NOW - timedelta(hours=2)
    assert stamp.precision == "hour"


@pytest.mark.parametrize("printed", ["just now", "a few minutes ago", "half an hour ago"])
def test_what_is_no_count_of_minutes_is_given_no_minute(printed: str) -> None:
    stamp = read_timestamp(printed, BAKU, fetched_at=NOW).published
    assert stamp is not None
    assert stamp.precision == "hour"


def test_a_date_in_the_future_is_no_date() -> None:
    assert read_timestamp("15 September 2024 18:07", BAKU, fetched_at=NOW).reason == "in the future"
    assert read_timestamp("13 September 2024 18:07", BAKU, fetched_at=NOW).reason is None


def test_a_learned_layout_reads_like_the_grammar() -> None:
    facts = SiteFacts(timezone="Europe/Berlin", languages=("de",), name="learned")
    for printed, hour in (("Stand: 28.04.2023 17:23 Uhr", 15), ("Stand: 01.12.2022 17:24 Uhr", 16)):
        stamp = read_timestamp(printed, facts).published
        assert stamp is not None
        assert stamp.at is not None
        assert stamp.at.astimezone(UTC).hour == hour
        assert stamp.text == printed[7:]
    assert read_timestamp("Stand: 31.02.2023 17:23 Uhr", facts).reason == "impossible date"
    assert read_timestamp("Stand: 12.12.2023 17:73 Uhr", facts).reason == "impossible time"


@given(st.dates(min_value=datetime(1970, 1, 2).date(), max_value=datetime(2099, 12, 31).date()), st.times())  # noqa: DTZ001
def test_iso_and_english_come_back_as_they_went_in(day: datetime, clock: datetime) -> None:
    wall = datetime.combine(day, clock).replace(second=0, microsecond=0)
    for printed in (
        wall.strftime("%Y-%m-%dT%H:%M:00Z"),
        wall.strftime("News %d %B %Y %H:%M UTC"),
        wall.strftime("%B %d, %Y, %I:%M %p UTC"),
    ):
        stamp = read_timestamp(printed, BAKU).published
        assert stamp is not None, printed
        assert stamp.at == wall.replace(tzinfo=UTC), printed


_WORDS = """
11 9 2024 24 09:43 9.43 0 99 31/02/2024 2024-09-11 T Z +04:00 -0700 GMT+3 EST IST Uhr h kl. à um pm a.m. May mai
9월 2024年 日 Updated: Published Stand: vor ago hace heute hier 更新 오후 ۱۴۰۳ شهریور ربيع الأول هـ ธ.ค.
2567 น. tháng , . / - | ( ) : ' 1726063625
"""
_PIECES = st.sampled_from(_WORDS.split())
_HOSTILE = st.lists(_PIECES | st.text(max_size=5), max_size=14).flatmap(
    lambda parts: st.sampled_from([" ".join(parts), "".join(parts)])
)


@settings(max_examples=300, deadline=None)
@given(_HOSTILE, st.sampled_from(["en", "de", "fa", "ja", "th", "ko", "fr", ""]), st.booleans(), st.booleans())
@example("9999-12-31T23:59:59-14:00", "en", True, True)
@example("0001-01-01T00:00:00+14:00", "en", True, False)
@example("31.12.9999 23:59 GMT-12", "de", True, True)
def test_nothing_makes_it_raise(printed: str, language: str, zoned: bool, fetched: bool) -> None:
    facts = SiteFacts(timezone="America/New_York" if zoned else None, languages=(language,) if language else ())
    first = read_timestamp(printed, facts, fetched_at=NOW if fetched else None)
    assert first == read_timestamp(printed, facts, fetched_at=NOW if fetched else None)
    for stamp in (first.published, first.modified):
        if stamp is not None:
            assert (stamp.at is None) != (stamp.reason is None)
            assert stamp.text in printed


@pytest.mark.parametrize(
    "piece", ["1 ", "a", "1:", "11 September 2024 ", "(", " ", "1/1/", "م", "1.", "年", "Updated ", "\u0301", "2024-"]
)
def test_a_megabyte_takes_no_time(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    assert cpu_seconds(lambda: read_timestamp(text, BAKU, fetched_at=NOW), under=0.2) < 0.2


def test_jalali_new_year_days() -> None:
    assert [jalali(year, 1, 1).isoformat() for year in (1300, 1375, 1399, 1400, 1404)] == [
        "1921-03-21",
        "1996-03-20",
        "2020-03-20",
        "2021-03-21",
        "2025-03-21",
    ]
    assert jalali(1399, 12, 30).isoformat() == "2021-03-20"
    with pytest.raises(ValueError, match="Jalali day"):
        jalali(1400, 12, 30)


def test_the_tables_hold_together() -> None:
    table = words()
    assert {value for letter, value in table.classes.values() if letter == "m" and value < 100} == set(range(1, 13))
    for word in ("september", "syyskuuta", "września", "eylül", "сентября", "سپتامبر", "ਸਤੰਬਰ"):
        assert table.classes[normalise(word)] == ("m", 9)
    assert table.classes[fold("août")] == ("m", 8)


def test_every_month_name_of_the_table_reads_in_a_line() -> None:
    data = json.loads(resources.files("newscrawl.text").joinpath("data/times.json").read_text(encoding="utf-8"))
    wrong = []
    for number, names in data["months"].items():
        for name in names:
            lines = (f"News 11 {name} 2024 18:07", f"News 11 {name.title()} 2024 18:07")
            at = [stamp.at for line in lines if (stamp := read_timestamp(line, BAKU).published) is not None]
            if at != [datetime(2024, int(number), 11, 14, 7, tzinfo=UTC)] * 2:
                wrong.append((name, number, at))
    assert not wrong


def test_months_of_one_language_are_read_there_and_nowhere_else() -> None:
    data = tomllib.loads(resources.files("newscrawl.text").joinpath("data/time_words.toml").read_text(encoding="utf-8"))
    wrong = []
    for language, months in data["months_only_in"].items():
        for number, names in enumerate(months.split("|"), 1):
            for name in names.split():
                own, other = (
                    SiteFacts(timezone="UTC", languages=(language,)),
                    SiteFacts(timezone="UTC", languages=("is",)),
                )
                line = f"11 {name} 2024 18:07"
                stamp, elsewhere = (read_timestamp(line, facts).published for facts in (own, other))
                if stamp is None or stamp.at != datetime(2024, number, 11, 18, 7, tzinfo=UTC):
                    wrong.append((language, name, stamp))
                if name in words().only_in and elsewhere is not None and elsewhere.at is not None:
                    wrong.append(("is", name, elsewhere))
    assert not wrong


@pytest.mark.parametrize(
    ("printed", "language", "precision"),
    [
        ("11 September 2024, 9 am", "en", "hour"),
        ("11. September 2024, 9 Uhr", "de", "hour"),
        ("11 septembre 2024 à 9h", "fr", "hour"),
        ("11 septembre 2024 à 9h00", "fr", "minute"),
        ("11 September 2024, 9:00 am", "en", "minute"),
        ("11. September 2024, 9.00 Uhr", "de", "minute"),
    ],
)
def test_a_clock_without_minutes_is_of_its_hour(printed: str, language: str, precision: str) -> None:
    for _ in range(2):  # a layout that was learned is read the same
        found = read_timestamp(printed, SiteFacts(timezone="Europe/London", languages=(language,))).published
        assert found is not None
        assert found.at is not None
        assert (found.at.hour, found.at.minute, found.precision) == (9, 0, precision)


@pytest.mark.parametrize(
    ("printed", "language", "text"),
    [
        ("11/09/2024 09:43 (GMT+7) | Harbour", "vi", "11/09/2024 09:43 (GMT+7)"),
        ("Sat, 28 Nov 2020 01:34 PM (IST)", "en", "Sat, 28 Nov 2020 01:34 PM (IST)"),
        ("令和6年9月11日 9時43分 港", "ja", "令和6年9月11日 9時43分"),
        ("(Harbour, 11 September 2024 09:43)", "en", "11 September 2024 09:43"),
    ],
)
def test_what_is_printed_is_kept_whole(printed: str, language: str, text: str) -> None:
    facts = SiteFacts(timezone="Asia/Ho_Chi_Minh", languages=(language,), day_first=True)
    found = read_timestamp(printed, facts).published
    assert found is not None
    assert found.text == text
