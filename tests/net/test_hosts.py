"""A host's rests grow with its troubles, and several at once are one."""

from __future__ import annotations

import time

import pytest

from newscrawl.net.hosts import MOST_TROUBLES, Hosts
from newscrawl.net.politeness import retry_after


def test_rests_double_until_the_host_is_left_and_start_anew_when_it_is_fine() -> None:
    hosts = Hosts()
    rests = []
    for _ in range(MOST_TROUBLES):
        rests.append(hosts.trouble("a", first=2.0))
        hosts.resting.clear()
    assert rests == [2.0, 4.0, 8.0, 16.0, 32.0, None]
    hosts = Hosts()
    hosts.trouble("a", first=2.0)
    hosts.resting.clear()
    hosts.fine("a")
    assert hosts.trouble("a", first=2.0) == 2.0


def test_what_was_under_way_at_the_first_trouble_is_no_second_one() -> None:
    hosts = Hosts()
    hosts.trouble("a", first=60.0)
    for _ in range(9):
        assert hosts.trouble("a", first=60.0) is not None
    assert hosts.troubles == {"a": 1}
    assert hosts.wait("b") == 0.0


def test_a_date_that_does_not_say_its_zone_is_in_gmt_wherever_this_machine_is(monkeypatch: pytest.MonkeyPatch) -> None:
    try:
        for zone in ("UTC", "Asia/Tokyo", "America/Los_Angeles"):
            monkeypatch.setenv("TZ", zone)
            time.tzset()
            assert retry_after("Sun Nov  6 08:49:37 1994", now=784_111_700) == 77.0, zone
            assert retry_after("Sunday, 06-Nov-94 08:49:37 GMT", now=784_111_700) == 77.0, zone
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("Fri, 31 Dec 9999 23:59:59 GMT", 253402300799.0),
        ("Fri, 31 Dec 9999 23:59:59 -2359", 253402387139.0),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0.0),
        ("9" * 30, 1e9),
        ("9" * 31, None),
        ("1e9", None),
        ("2,5", None),
        ("-1", None),
        ("+5", None),
        ("nan", None),
    ],
)
def test_retry_after_of_any_kind(value: str, seconds: float | None) -> None:
    assert retry_after(value, now=0.0) == seconds
