"""Which zone the clocks of a page are in, by holding them against each other.

"Same minute, other zone" is one clock with two labels: the reading that fits the site's own zone is taken (field guide,
section 6, "Metadata lies").
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from newscrawl.text.publication.evidence import Evidence
from newscrawl.text.publication.minutes import minutes_apart
from newscrawl.text.times.zones import in_zone

# Offsets that are no whole hours, in minutes: from the Marquesas and Newfoundland to Nepal and the Chatham Islands.
_BROKEN_HOURS = frozenset((-570, -270, -210, -150, 210, 270, 330, 345, 390, 510, 525, 570, 630, 765, 825))


def mend_zones(evidence: list[Evidence], site: ZoneInfo | None, home: ZoneInfo | None = None) -> list[Evidence]:
    """Where one wall clock stands under several offsets, keep the site's; without a site zone, the one that is not UTC.

    Seen: local time labelled Z or +00:00, DST ignored, attributes without zone. A stamp stays as it is when another
    place of the page confirms its instant under another clock.
    """
    clocks = [item for item in evidence if item.clock and item.stamp.wall is not None]
    mended = []
    for item in evidence:
        wall = item.stamp.wall
        if not item.clock or wall is None or item.stamp.zone_from == "abbreviation":
            mended.append(item)
            continue
        if item.stamp.zone_from != "offset":
            mended.append(_in_utc(item, wall, clocks))
            continue
        own = item.at.utcoffset() or timedelta(0)
        others = [other for other in clocks if other is not item and other.stamp.wall is not None]
        same = [other for other in others if minutes_apart(wall, other.stamp.wall or wall) == 0]
        confirmed = any(
            other not in same and other.at.tzinfo is not None and minutes_apart(other.at, item.at) == 0
            for other in others
        )
        at = None
        if confirmed:
            pass
        elif site is not None and not _denied(item, wall, others, site):
            local, _ = in_zone(wall, site)
            fits = [
                o
                for o in same
                if o.at.utcoffset() == local.utcoffset() and (o.kind, o.where) != (item.kind, item.where)
            ]
            at = local if own != local.utcoffset() and fits else None
            if at is None and _is_of_other_season(item.at, local, site):
                item = replace(item, stamp=replace(item.stamp, at=local, zone_from="site", doubtful=True))  # noqa: PLW2901
        elif home is not None and own == timedelta(0) and _denied(item, wall, others, home):
            at = in_zone(wall, home)[0]
        elif own == timedelta(0):
            offsets = {o.at.utcoffset() for o in same if o.stamp.zone_from is not None and o.at.utcoffset()}
            if len(offsets) == 1:
                at = wall.replace(tzinfo=next(o.at.tzinfo for o in same if o.at.utcoffset() in offsets))
        if at is not None:
            item = replace(item, stamp=replace(item.stamp, at=at, zone_from="site"))  # noqa: PLW2901
        mended.append(item)
    return mended


def _is_of_other_season(at: datetime, local: datetime, site: ZoneInfo) -> bool:
    """Whether a clock has the offset that the site has in the other half of the year: set once, and never changed.

    (UTC is nobody's winter: machines write it all year, in London too.)
    """
    seasons = {datetime(at.year, month, 1, tzinfo=site).utcoffset() for month in (1, 7)}
    own = at.utcoffset()
    return bool(own) and own != local.utcoffset() and own in seasons


def _denied(item: Evidence, wall: datetime, others: list[Evidence], home: ZoneInfo) -> bool:
    """Whether another stamp in UTC says that this one is the local clock: "07:25:06Z" beside "21:25:06Z" in Sydney."""
    local = in_zone(wall, home)[0]
    return item.at.utcoffset() == timedelta(0) != local.utcoffset() and any(
        o.at.utcoffset() == timedelta(0) and minutes_apart(o.at, local) == 0 and o.at.second == item.at.second
        for o in others
    )


def _in_utc(item: Evidence, wall: datetime, clocks: list[Evidence]) -> Evidence:
    """A clock printed without a zone is the server's UTC when another place says that very instant with its offset.

    Seen: "0 h 23" on a Montréal page whose metadata say 20:23-04:00; an attribute 21:08:12 beside "4:08pm EST".
    """
    instant = wall.replace(tzinfo=UTC)
    if item.at.tzinfo is not None and minutes_apart(item.at, instant) == 0:
        return item
    for other in clocks:
        told = other.stamp.zone_from in ("offset", "abbreviation") and other.at.utcoffset()
        if other is not item and told and minutes_apart(other.at, instant) == 0:
            return replace(item, stamp=replace(item.stamp, at=instant, zone_from="offset"))
    return item


def page_offset(winner: Evidence, evidence: list[Evidence], later: list[Evidence]) -> timedelta | None:
    """The offset of the mirror as its own page tells it, where no zone is known; None when it does not.

    Either one and the same offset (not zero) stands on every clock that has one, or a visible clock without a zone
    shows the winner's minute some quarter hours away.
    """
    at = winner.at
    if at.tzinfo is not None and at.utcoffset() != timedelta(0):
        return None
    if at.tzinfo is not None:
        for other in evidence:
            if other.clock and other.at.tzinfo is None:
                apart = minutes_apart(other.at, at.replace(tzinfo=None))
                # (Twelve hours west of Greenwich nobody lives: there a clock of twelve hours lost its "PM". And a clock that
                # is a quarter of an hour off was set by hand, or the page was saved again.)
                if apart in _BROKEN_HOURS or (apart and apart % 60 == 0 and -12 * 60 < apart <= 14 * 60):
                    return timedelta(minutes=apart)
            elif other.clock and other.at.utcoffset() and minutes_apart(other.at, at) == 0:
                return other.at.utcoffset()
        return None
    offsets = {
        item.at.utcoffset()
        for item in (*evidence, *later)
        if item.clock
        and item.at.tzinfo is not None
        and abs(minutes_apart(item.at, at)) < 30 * 24 * 60
        # What the text itself says ("free for publication at 8.00 CEST") is another place's clock.
        and not item.where.startswith("near-headline within")
    }
    return offsets.pop() if len(offsets) == 1 and timedelta(0) not in offsets else None


def zoned(
    changed: datetime, published: datetime | None, evidence: list[Evidence], *, printed: bool = False
) -> datetime:
    """A time of change in the zone of its page: without one it is the server's UTC where the page prints its other times so.

    ``printed``: it stands in a line that readers see, and so does the time of publication, on the local clock.
    A local clock that is labelled UTC is told by the time of publication, which was labelled so too and has been mended.
    """
    local = published.utcoffset() if published is not None else None
    if published is None or not local:  # of an instant in UTC nobody knows where it was printed
        return changed
    if changed.tzinfo is not None:
        bare = changed.replace(tzinfo=None)
        mislabelled = changed.utcoffset() == timedelta(0)
        same = minutes_apart(bare, published.replace(tzinfo=None)) == 0
        return bare.replace(tzinfo=published.tzinfo) if mislabelled and same else changed
    server, here = published.astimezone(UTC).replace(tzinfo=None), published.replace(tzinfo=None)
    beside = printed and any(
        item.clock and item.kind == "text" and item.stamp.wall is not None and minutes_apart(item.stamp.wall, here) == 0
        for item in evidence
    )
    in_utc = not beside and any(
        item.clock and item.stamp.wall is not None and minutes_apart(item.stamp.wall, server) == 0 for item in evidence
    )
    return changed.replace(tzinfo=UTC if in_utc else published.tzinfo)
