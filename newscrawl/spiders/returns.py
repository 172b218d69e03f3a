"""When to come back: to a source by what it brought, to one that fails ever more rarely, to a sitemap that says it rests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from newscrawl.config import Config
from newscrawl.ledger.base import SourceState

# A walk that began up to this part of its interval early (and no more than a minute) is in time: timers are not exact.
EARLY, EARLY_SECONDS = 0.1, 60.0
# A time that lies so far ahead was written by a clock that was wrong.
AHEAD = timedelta(hours=1)
# A source that failed is tried again by the next run, twice; then it rests, twice as long each time.
PATIENCE = 3
FIRST_REST = timedelta(minutes=15)
# Below a day, so that a daily run tries every day.
LONGEST_REST = timedelta(hours=12)
# So many runs must have failed before a source is retired; then it is looked at so often.
RETIRING_RUNS = 10
RETIRED_REST = timedelta(days=14)
# A sitemap's lastmod is held against our clock with so much room for theirs; one of a day may mean its end anywhere on earth.
CLOCKS_APART, DAY_ENDS = timedelta(hours=1), timedelta(hours=38)
# A lastmod of another year says nothing; of the first and last there are, no date can be reckoned from it either.
_YEARS = range(1990, 2100)
# A sitemap that has not changed rests for a quarter of the time for which it has been so, within these bounds.
LEAST_REST, MOST_REST = timedelta(days=1), timedelta(days=30)


def is_due(state: SourceState, now: datetime) -> bool:
    """True when a source's interval has passed, it was never walked to its end, or a wrong clock wrote its times.

    >>> at = datetime(2026, 1, 5, 6, tzinfo=UTC)
    >>> state = SourceState(url="/w", walk_started_at=at, next_due=at + timedelta(minutes=15), interval=900)
    >>> is_due(state, at + timedelta(minutes=9)), is_due(state, at + timedelta(minutes=14)), is_due(state, at.replace(year=2020))
    (False, True, True)
    """
    if state.next_due is None or (state.walk_started_at is not None and state.walk_started_at > now + AHEAD):
        return True
    return state.next_due <= now + timedelta(seconds=min(EARLY_SECONDS, (state.interval or 0) * EARLY))


def next_interval(config: Config, previous: int | None, new: int) -> int:
    """Half the interval when a walk brought something new, half as much again when not, within the bounds.

    >>> [next_interval(Config(), last, new) for last, new in ((None, 80), (900, 2), (900, 0), (400, 1), (40000, 0))]
    [900, 450, 1350, 300, 43200]
    """
    base = config.source_interval
    if previous is None:
        return base
    low, high = min(config.source_interval_min, base), max(config.source_interval_max, base)
    return max(low, min(high, previous // 2 if new else previous + previous // 2))


def after_failure(config: Config, state: SourceState, now: datetime) -> tuple[datetime | None, bool]:
    """When to try a source again (None: in the next run), and whether it is retired.

    >>> at = datetime(2026, 1, 5, tzinfo=UTC)
    >>> after_failure(Config(), SourceState(url="/w"), at)
    (None, False)
    >>> after_failure(Config(), SourceState(url="/w", failures=9, failing_since=at - timedelta(days=20)), at)
    (datetime.datetime(2026, 1, 19, 0, 0, tzinfo=datetime.timezone.utc), True)
    """
    failures = state.failures + 1
    since = state.failing_since or now
    days = config.source_retire_days
    if days and failures >= RETIRING_RUNS and now - since >= timedelta(days=days):
        return now + RETIRED_REST, True
    if failures < PATIENCE:
        return None, False
    return now + min(FIRST_REST * 2 ** min(failures - PATIENCE, 12), LONGEST_REST), False


def settled_at(lastmod: str | None) -> datetime | None:
    """From when on a sitemap is as its ``lastmod`` says; None where that says nothing (W3C datetime, sitemaps.org).

    >>> settled_at("2026-01-05T10:00:00Z").isoformat(), settled_at("2026-01-05").isoformat(), settled_at("lately")
    ('2026-01-05T11:00:00+00:00', '2026-01-06T14:00:00+00:00', None)
    >>> settled_at("9999-12-31T23:59:59Z"), settled_at("0001-01-01T00:00:00+14:00")
    (None, None)
    """
    text = (lastmod or "").strip()[:40]
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    if at.year not in _YEARS:
        return None
    if at.tzinfo is None:
        at = at.replace(tzinfo=UTC)
        return at + (DAY_ENDS if len(text) <= len("2026-01-05") else DAY_ENDS - timedelta(days=1))
    return at + CLOCKS_APART


def rests_until(
    since: datetime, now: datetime, *, least: timedelta = LEAST_REST, most: timedelta = MOST_REST
) -> datetime:
    """For how long a sitemap that has not changed ``since`` then is taken to rest: the older that is, the longer.

    A lastmod is believed no longer either: many sites forget to change it.

    >>> at = datetime(2026, 1, 5, tzinfo=UTC)
    >>> (rests_until(at - timedelta(days=40), at) - at).days, (rests_until(at, at) - at).days
    (10, 1)
    """
    return now + max(least, min(most, (now - since) / 4))
