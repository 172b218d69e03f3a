"""A host's rests grow with its troubles, and several at once are one."""

from __future__ import annotations

from newscrawl.net.hosts import MOST_TROUBLES, Hosts


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
