"""A clock on a wall to an instant: its zone, and what makes it impossible."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from newscrawl.items import Precision
from newscrawl.text.times.readings import Timestamp, ZoneFrom
from newscrawl.text.times.zones import fixed, generic_twice, in_zone, resolve

FUTURE = timedelta(hours=48)


class Stamper:
    """What a page's clocks are read by: the zone of its site, and when it was fetched."""

    __slots__ = ("fetched_at", "site")

    def __init__(self, site: ZoneInfo | None, fetched_at: datetime | None) -> None:
        self.site = site
        self.fetched_at = fetched_at

    def stamp(
        self, text: str, wall: datetime, precision: Precision, name: str | None, offset: timedelta | None
    ) -> Timestamp:
        """The instant of a wall clock by the offset or the zone printed with it, or else by the zone of the site.

        >>> from newscrawl.text.times.zones import zone
        >>> baku = Stamper(zone("Asia/Baku"), None)
        >>> baku.stamp("11 Sept 09:43 GMT", datetime(2024, 9, 11, 9, 43), "minute", "gmt", None).at.isoformat()
        '2024-09-11T09:43:00+00:00'
        """
        if precision != "day" and offset is not None:
            if abs(offset) > timedelta(hours=14):
                return Timestamp(text=text, reason="impossible offset", wall=wall)
            return self.checked(wall.replace(tzinfo=fixed(offset)), precision, "offset", text, wall)
        if precision != "day" and name is not None:
            found, reason = resolve(name, wall, self.site, machine=precision == "second")
            if found is None and self.site is None:
                # "CST" with no site to say which: the clock is known, the zone is not.
                return self.checked(wall, precision, None, text, wall, doubtful=True)
            if found is None:
                return Timestamp(text=text, reason=reason, wall=wall)
            at = wall.replace(tzinfo=self.site)
            # An hour that is shown twice keeps its offset in a fixed zone: two times of one zone compare without it.
            # No zone sets its clocks back by day.
            night = not 6 <= wall.hour <= 20
            if at.utcoffset() != found or (night and at.replace(fold=1).utcoffset() != found):
                at = wall.replace(tzinfo=fixed(found))
            return self.checked(at, precision, "abbreviation", text, wall, night and generic_twice(name, wall))
        if self.site is None:
            return self.checked(wall, precision, None, text, wall)
        at, doubtful = in_zone(wall, self.site)
        return self.checked(at, precision, "site", text, wall, doubtful and precision != "day")

    def checked(
        self,
        at: datetime,
        precision: Precision,
        zone_from: ZoneFrom | None,
        text: str,
        wall: datetime,
        doubtful: bool = False,
    ) -> Timestamp:
        """The instant, or why there can be none: a year nobody prints, the beginning of the epoch, a time to come."""
        reason = None
        if not 1900 <= wall.year <= 2100:
            reason = "year out of bounds"
        elif wall.year == 1970 and wall.timetuple().tm_yday == 1:
            reason = "epoch zero"
        elif self.fetched_at is not None and _aware(at) > self.fetched_at + FUTURE:
            reason = "in the future"
        if reason is not None:
            return Timestamp(text=text, reason=reason)
        return Timestamp(text=text, at=at, precision=precision, zone_from=zone_from, wall=wall, doubtful=doubtful)


def _aware(at: datetime) -> datetime:
    """An instant to be compared; without a zone it counts as UTC."""
    return at if at.tzinfo is not None else at.replace(tzinfo=UTC)


def not_before(at: datetime, earlier: datetime) -> bool:
    """Whether an instant is not before another, with a zone or without.

    >>> not_before(datetime(2024, 9, 11, 9, tzinfo=UTC), datetime(2024, 9, 11, 8))
    True
    """
    return _aware(at) >= _aware(earlier)
