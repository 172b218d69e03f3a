"""Stories that fall apart: where a late article shows that a round-up held them together, and where their bridge is removed."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from newscrawl.stories.index import Edge, Member, StoryIndex
from newscrawl.stories.joining import MOST_MEMBERS, Match, edge_of, groups
from newscrawl.stories.relations import compare


def own_parts(
    index: StoryIndex, stories: Sequence[str], new: Member, matches: Sequence[Match]
) -> tuple[list[str], dict[str, str]]:
    """Of the stories that a new copy is to join, those that it belongs to; and copies to be taken out of others for it.

    Only an article that is earlier than what holds it can show that to be a round-up, and parts of it no parts of one story.
    What of a story is neither with its founder nor with the new copy becomes a story here.
    """
    found: list[str] = []
    taken: dict[str, str] = {}
    for story in stories:
        own = [match for match in matches if match.member.story == story]
        mine = _own_part(index, story, new, own) if any(_is_held(match) for match in own) else None
        if mine is None:
            found.append(story)
        else:
            taken.update(dict.fromkeys(mine, story))
    return found, taken


def _is_held(match: Match) -> bool:
    """Whether the new copy is the earlier of two of which one holds the other."""
    return not match.later and match.comparison.relation in ("excerpt", "update")


def _own_part(index: StoryIndex, story: str, new: Member, own: Sequence[Match]) -> set[str] | None:
    """What of a story belongs with a new copy; None: what its founder stands in."""
    ids = {match.member.id for match in own}
    if not any(_makes_doubtful(index, match, ids) for match in own if _is_held(match)):
        return None
    members = {member.id: member for member in index.members(story)}
    if len(members) > MOST_MEMBERS:
        return None  # not all were compared
    edges = [*_links(index, members), *(edge_of(new.id, match) for match in own)]
    parts = groups({new.id: new, **members}, edges)
    mine = next(part for part in parts if new.id in part) - {new.id}
    others = [part for part in parts if new.id not in part]
    if not others:
        return None
    if story in mine:
        _part(index, story, [mine, *others])
        return None
    _part(index, story, others)
    return mine


def _makes_doubtful(index: StoryIndex, match: Match, ids: Collection[str]) -> bool:
    """Whether a new copy that is linked with ``ids`` makes a link of one of them to another copy doubtful."""
    own, cut = match.member.id, match.comparison.relation == "excerpt" and match.bridges
    for edge in index.edges_of(own):
        other = edge.earlier if edge.later == own else edge.later
        if other in ids or edge.comparison.relation == "exact":
            continue
        # What it was cut from is here now; or else it is one that carries on more than the new copy.
        if edge.share_of(own) > edge.share_of(other) if cut else edge.later == own:
            return True
    return False


def repair(index: StoryIndex, story: str) -> None:
    """Let a story that lost a copy fall into what its links still hold together; texts are set against each other again."""
    members = {member.id: member for member in index.members(story)}
    if not 1 < len(members) <= MOST_MEMBERS:
        return
    edges = _links(index, members)
    parts = groups(members, edges)
    if len(parts) < 2:
        return
    where = {id: place for place, part in enumerate(parts) for id in part}
    stops, known = index.stops(), {(edge.later, edge.earlier) for edge in edges}
    ordered = sorted(members.values(), key=lambda member: member.order)
    found: list[Edge] = []
    for at, later in enumerate(ordered):
        for earlier in ordered[:at]:
            pair = (later.id, earlier.id)
            if later.prints and earlier.prints and where[later.id] != where[earlier.id] and pair not in known:
                apart = later.order[0] - earlier.order[0]
                if (comparison := compare(later.prints, earlier.prints, stops, apart=apart)) is not None:
                    found.append(Edge(*pair, comparison))
    if found:
        index.connect(found)
        parts = groups(members, [*edges, *found])
    # Of what has aged out nobody can tell any more.
    told = [part for part in parts if any(members[id].prints is not None for id in part)]
    silent = {id for part in parts if part not in told for id in part}
    kept = next((part for part in told if story in part), None) or (min(told, key=min) if told else silent)
    kept |= silent
    _part(index, story, told or [kept])


def _links(index: StoryIndex, members: Collection[str]) -> list[Edge]:
    """All links between copies of a story."""
    return [e for one in members for e in index.edges_of(one) if e.later == one and e.earlier in members]


def _part(index: StoryIndex, story: str, parts: Sequence[set[str]]) -> None:
    """Make each part a story; the one that has the founder, or else was founded first, keeps the story's id."""
    kept = next((part for part in parts if story in part), None)
    if kept is None:
        kept = min(parts, key=lambda part: index.founded(_founder(index, part)))
    for part in parts:
        if part is not kept:
            index.move(story, part, _founder(index, part))


def _founder(index: StoryIndex, ids: Collection[str]) -> str:
    return min(ids, key=lambda id: (index.founded(id), id))
