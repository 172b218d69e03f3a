"""Which stories a copy joins, and what a round-up must not hold together: a rule over links, so that order does not matter."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from newscrawl.stories.index import Edge, Member, Order
from newscrawl.stories.relations import WHOLLY, Comparison, one_headline, strange_headlines

# Members of a story that a copy is set against: the earliest.
MOST_MEMBERS = 200


@dataclass(frozen=True, slots=True)
class Match:
    """A copy in the index that a new copy stands in a relation to."""

    member: Member
    comparison: Comparison
    later: bool  # the new copy is the later of the two
    titled: bool  # both have one headline, within days

    @property
    def of_new(self) -> float:
        """The share of the new copy that is found in the other."""
        return self.comparison.contained if self.later else self.comparison.contains

    @property
    def of_member(self) -> float:
        """The share of the other that is found in the new copy."""
        return self.comparison.contains if self.later else self.comparison.contained

    @property
    def bridges(self) -> bool:
        """Whether this match is enough to join its story with another."""
        return self.titled or self.comparison.bridges

    @property
    def carries_on(self) -> bool:
        """Whether the later of the two holds the earlier as a lesser part of it: an update may, and a round-up does."""
        return self.comparison.relation == "update" and not self.bridges


def edge_of(id: str, match: Match) -> Edge:
    """A new copy's match as a link."""
    later, earlier = (id, match.member.id) if match.later else (match.member.id, id)
    return Edge(later, earlier, match.comparison)


def stories_to_join(new: Member, matches: Sequence[Match], members_of: Callable[[str], Sequence[Member]]) -> list[str]:
    """The stories that are one now. A copy that holds two stories, each but a part of it, joins the larger part only."""
    found: dict[str, list[Match]] = {}
    for match in matches:
        found.setdefault(match.member.story, []).append(match)
    if len(found) < 2:
        return list(found)

    def counts(match: Match) -> bool:
        """Whether a bridge is one: a part that was there before a round-up was not cut from it."""
        if match.titled or match.comparison.relation != "excerpt":
            return True
        story, whole = match.member.story, match.member
        if not match.later:
            # The new copy holds later copies of a story, and an earlier one, too: it only carries that on.
            return not _strangers([new], [m.member for m in found[story] if m.carries_on and m.later])
        before = [m.member for m in matches if m.member.story != story and m.bridges and m.member.order < whole.order]
        if not before:
            return True
        stood = [member for member in members_of(story) if member.order < whole.order]
        return not any(_strangers([one], [whole]) or _strangers([one], stood) for one in before)

    def share(story: str) -> tuple[float, str]:
        return max(match.of_new for match in found[story]), story

    bridged = [story for story, own in found.items() if any(match.bridges and counts(match) for match in own)]
    if len(bridged) < 2:
        return bridged or [max(found, key=share)]
    most = max(bridged, key=share)
    largest = [match.member for match in found[most]]
    return [
        story
        for story in bridged
        if story == most
        or not all(match.later and match.comparison.relation in ("excerpt", "update") for match in found[story])
        or not _strangers(largest, [match.member for match in found[story]])
    ]


def _strangers(some: Iterable[Member], others: Collection[Member]) -> bool:
    """Whether the headlines of some copies have nothing in common with those of others, as far as they have any."""
    pairs = [(one.prints, two.prints) for one in some for two in others if one.prints and two.prints]
    told = [(one, two) for one, two in pairs if one.title and two.title]
    return bool(told) and all(strange_headlines(one, two) for one, two in told)


def groups(members: Mapping[str, Member], edges: Collection[Edge]) -> list[set[str]]:
    """Copies by the stories that they are of, as their links say.

    A text that carries on several stories whose texts and headlines have nothing to do with each other is a round-up: it stands
    with the one that is the largest part of it.
    """
    orders = {id: member.order for id, member in members.items()}
    above = {id: id for id in orders}

    def find(id: str) -> str:
        while above[id] != id:
            above[id] = id = above[above[id]]
        return id

    def join(one: str, two: str) -> None:
        above[find(one)] = find(two)

    def standing(with_: str) -> list[Member]:
        return [members[id] for id in orders if find(id) == find(with_)]

    together: list[Edge] = []
    cut: list[Edge] = []
    carried: list[Edge] = []
    for edge in _borne_out(members, edges):
        numbers = edge.comparison
        if _titled(members[edge.later], members[edge.earlier]) or (numbers.relation != "excerpt" and numbers.bridges):
            if numbers.relation == "update":
                together.append(edge)
            join(edge.later, edge.earlier)
        else:
            (cut if numbers.bridges else carried).append(edge)
    for edge in sorted(cut, key=lambda edge: orders[edge.earlier]):
        # What was there before a round-up, or was cut from an earlier text, was not cut from that.
        part, whole = standing(edge.later), members[edge.earlier]
        if min(one.order for one in part) > whole.order or not _strangers(part, [whole]):
            join(edge.later, edge.earlier)
    # Wholes that are near copies of each other count as one.
    carrying: dict[str, list[Edge]] = {}
    for edge in sorted(carried, key=lambda edge: orders[edge.later]):
        carrying.setdefault(find(edge.later), []).append(edge)
    for one, held in carrying.items():
        shares: dict[str, float] = {}
        holding = {edge.later for edge in held}
        for edge in held:
            shares[find(edge.earlier)] = max(shares.get(find(edge.earlier), 0.0), edge.comparison.contained)
        # Some carry on a part already that is larger than these.
        bound = find(one) in shares or any(find(edge.later) == find(one) for edge in together)
        for other in sorted(shares, key=lambda other: (-shares[other], other)):
            stood = [member for member in standing(one) if member.id not in holding] or standing(one)
            if not bound or not _strangers(standing(other), stood):
                join(other, one)
                bound = True
    found: dict[str, set[str]] = {}
    for id in orders:
        found.setdefault(find(id), set()).add(id)
    return list(found.values())


def says_more(share: float, part: Order, whole: Order, other: Order) -> bool:
    """Whether another text that holds this share of a part must hold more of a whole of that, or shares background with it only.

    Not where the part was there before the whole, which is then a later text that carries it on, or a round-up; nor where the
    other was there first: then the part was cut from that.
    """
    return share < WHOLLY or (whole < part and whole < other)


def _titled(one: Member, two: Member) -> bool:
    """Whether two copies have one headline, as far as is known: fingerprints may have aged out."""
    apart = abs(one.order[0] - two.order[0])
    return one.prints is None or two.prints is None or one_headline(one.prints, two.prints, apart)


def _borne_out(members: Mapping[str, Member], edges: Collection[Edge]) -> list[Edge]:
    """Without what shares only background with an excerpt: a stranger to what that was cut from."""
    wholes: dict[str, set[str]] = {}
    linked: dict[str, set[str]] = {}
    for edge in edges:
        if edge.part is not None:
            wholes.setdefault(edge.part, set()).add(edge.whole)
        linked.setdefault(edge.later, set()).add(edge.earlier)
        linked.setdefault(edge.earlier, set()).add(edge.later)

    def stands(edge: Edge, part: str, other: str) -> bool:
        share = edge.share_of(part)
        if share <= edge.share_of(other):
            return True
        one, two = members[part].order, members[other].order
        held = [w for w in wholes.get(part, ()) if w != other and says_more(share, one, members[w].order, two)]
        if not held or not linked[other].isdisjoint(held):
            return True
        return not _strangers([members[other]], [members[whole] for whole in held])

    return [
        edge
        for edge in edges
        if edge.comparison.relation == "exact"
        or (stands(edge, edge.later, edge.earlier) and stands(edge, edge.earlier, edge.later))
    ]
