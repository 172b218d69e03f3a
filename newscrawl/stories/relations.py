"""How two texts stand to each other, from their fingerprints alone. Figures behind each number: docs/stories.md."""

from __future__ import annotations

from collections.abc import Collection, Sequence, Set
from dataclasses import dataclass

from newscrawl.items import Relation
from newscrawl.stories.prints import Prints
from newscrawl.stories.words import LETTERS_A_WORD

# Of one text's marks so many must be in the other; less where they are spread over all of it, and more of that when the texts
# are more than three days apart: sentences of one mould meet by chance sooner or later.
CONTAINED, SPREAD, SPREAD_LATE = 0.42, 0.2, 0.3
# Spread: no stretch of that text longer than this share is without a mark of the other, and the shared marks come in
# runs this short. A pasted background paragraph is one long run; damaged words (spelling, OCR) leave many short ones.
LONGEST_GAP, SHORT_RUN = 0.35, 3.5
FEWEST_MARKS = 4
# One text is a part of the other when that has this much more of its own: as a share of its marks, and so many marks in
# stretches, or so large a share in them. Words changed here and there, and a page's furniture, make shorter stretches.
STRETCH = 6
DIFFERENCE, MORE, MORE_SHARE = 0.12, 12, 0.1
MUCH_MORE, MUCH_MORE_SHARE = 10, 0.2
# A part is a stretch of the whole, which goes on after it or began before it: a copy that has most of the text and lacks a
# paragraph in the middle is a near copy. What is missing at an end is counted up to where shared marks, each of which costs
# three, outweigh it; half of what the other text has at that end goes off: a line of the site's own.
MOST, AT_END, AT_END_MARKS, AT_END_SHARE, OTHER_END, SHARED_COST = 0.6, 0.1, 9, 0.16, 0.5, 3
# Bulletins: texts this short whose figures differ are another day's, however alike their words are ...
SHORT, FIGURES_ALIKE, FIGURES_SAME = 250, 0.5, 0.8
# ... unless whole passages are the same, within three days: a bulletin's figures break up what its words share. Later it is
# a site's own lines that are the same.
PASSAGE, PASSAGE_RUN = 0.5, 5.0
# A bulletin of another week may repeat half its figures by chance: then nearly all must agree.
DAY = 86_400.0
SOON, FIGURES_LATE = 2 * DAY, 0.7
DAYS = 3 * DAY
# The headline is a witness, never more: with one headline and within three days a smaller share is enough, where the figures
# agree. An update that begins anew keeps a fifth of the story before it.
TITLED, TITLE_WORDS, TITLE_ALIKE = 0.2, 3, 0.7
# Two headlines that share less than this are of two stories, where anything else says so, too.
TITLE_STRANGE = 0.4
# Two texts of which each is so much its own, a part of that (as a share, and in marks) before the words that are the same, have
# background in common: agencies paste it into every report of a running story. With one headline it is an update's old text.
OWN, OWN_HEAD, OWN_HEAD_MARKS = 0.4, 0.15, 9
LEAST = min(CONTAINED, SPREAD, TITLED)
# Two stories are one when a new text is a near copy in both, or one of the two is an excerpt of the other (it came later, so
# it was cut from it), or one carries the other on and the older one is so large a part of it, or both have one headline.
# A round-up holds each of several stories, and an excerpt can be mostly background that agencies paste everywhere:
# neither is a bridge.
CUT_FROM, WHOLLY, LARGE_PART = 0.5, 0.8, 0.6


@dataclass(frozen=True, slots=True)
class Comparison:
    """Numbers of one pair: ``contained`` is the share of the later text found in the earlier, ``contains`` the reverse."""

    relation: Relation
    contained: float
    contains: float
    shared: int

    @property
    def closeness(self) -> float:
        """For choosing the closest of several: exact copies first, then by what both share."""
        return (
            (self.relation == "exact") + min(self.contained, self.contains) + 0.1 * max(self.contained, self.contains)
        )

    @property
    def bridges(self) -> bool:
        """Whether this is enough to make two stories one."""
        if self.relation == "excerpt":
            return self.contained >= CUT_FROM
        if self.relation == "update":
            return self.contains >= WHOLLY and self.contained >= LARGE_PART
        return True


def compare(later: Prints, earlier: Prints, stops: Collection[int] = (), *, apart: float = 0.0) -> Comparison | None:
    """How a later text stands to an earlier one, ``apart`` seconds after it; None when it is no copy.

    ``stops`` are marks that too many stories share (boilerplate, templates): they speak neither for nor against.
    """
    if later.digest == earlier.digest:
        return Comparison("exact", 1.0, 1.0, len(later.marks))
    ours, theirs = _live(later, stops), _live(earlier, stops)
    if not ours or not theirs:
        return None
    mine, other = set(ours), set(theirs)
    shared = len(mine & other)
    contained, contains = shared / len(mine), shared / len(other)
    if max(contained, contains) < LEAST:
        return None
    mine_seen, theirs_seen = _Seen(ours, other, later, stops), _Seen(theirs, mine, earlier, stops)
    larger = mine_seen if contained >= contains else theirs_seen
    figures = _figures_alike(later, earlier)
    most = max(contained, contains)
    wanted = FIGURES_ALIKE if apart <= SOON else FIGURES_LATE
    other_figures = figures is not None and figures < wanted and min(later.size, earlier.size) < SHORT
    long_run = PASSAGE_RUN * (LETTERS_A_WORD if later.by_letters or earlier.by_letters else 1)
    if other_figures and (most < PASSAGE or larger.mean_run < long_run or apart > DAYS):
        return None
    if shared < FEWEST_MARKS:
        same_figures = figures is not None and figures >= FIGURES_SAME
        if not (same_figures and shared >= 2 and max(later.size, earlier.size) < SHORT):
            return None
    if most < CONTAINED and not _is_spread(most, larger, apart):
        titled = most >= TITLED and (figures is None or figures >= FIGURES_ALIKE)
        if not (titled and one_headline(later, earlier, apart)):
            return None
    if _is_background(mine_seen, theirs_seen) and not one_headline(later, earlier, apart):
        return None
    kind: Relation = "near"
    if _is_part(mine_seen, theirs_seen):
        kind = "excerpt"
    elif _is_part(theirs_seen, mine_seen):
        kind = "update"
    if kind == "near" and later.revision > earlier.revision and mine_seen.own:
        kind = "update"
    return Comparison(kind, contained, contains, shared)


def _live(prints: Prints, stops: Collection[int]) -> Sequence[int]:
    return [mark for mark in prints.marks if mark not in stops] if stops else prints.marks


def _figures_alike(one: Prints, two: Prints) -> float | None:
    if not one.figures or not two.figures:
        return None
    return len(one.figures & two.figures) / min(len(one.figures), len(two.figures))


def one_headline(one: Prints, two: Prints, apart: float) -> bool:
    """Whether the headlines are nearly the same words, tags apart, within three days."""
    if apart > DAYS:
        return False
    shared = len(one.title & two.title)
    return shared >= TITLE_WORDS and shared >= TITLE_ALIKE * len(one.title | two.title)


def strange_headlines(one: Prints, two: Prints) -> bool:
    """Whether both have a headline, and the two have next to nothing in common."""
    if min(len(one.title), len(two.title)) < TITLE_WORDS:
        return False
    return len(one.title & two.title) < TITLE_STRANGE * len(one.title | two.title)


def _is_spread(share: float, seen: _Seen, apart: float) -> bool:
    wanted = SPREAD if apart <= DAYS else SPREAD_LATE
    return share >= wanted and seen.gap <= LONGEST_GAP * seen.size and seen.mean_run <= SHORT_RUN


def _is_background(one: _Seen, two: _Seen) -> bool:
    if max(one.share, two.share) > 1 - OWN or min(one.mean_run, two.mean_run) <= SHORT_RUN:
        return False
    heads = (one.ends[0], one.runs), (two.ends[0], two.runs)
    return all(head >= OWN_HEAD_MARKS and head >= OWN_HEAD * runs for head, runs in heads)


def _is_part(part: _Seen, whole: _Seen) -> bool:
    difference, more, size = part.share - whole.share, whole.own - part.own, max(part.size, whole.size)
    if difference <= 0:
        return False
    much = (difference > DIFFERENCE and more > MORE and more > MORE_SHARE * size) or (
        more >= MUCH_MORE and more >= MUCH_MORE_SHARE * size
    )
    if much and whole.share <= MOST:
        return True
    if not much and whole.size - whole.shared < AT_END_MARKS:
        return False
    at_end = max(there - OTHER_END * here for there, here in zip(whole.ends, part.ends, strict=True))
    if much:
        return at_end >= AT_END * whole.runs
    return at_end >= AT_END_MARKS and at_end >= AT_END_SHARE * whole.runs


class _Seen:
    """A text's marks as seen from the other text: the longest stretch that is not in it, all in stretches, mean run that is."""

    __slots__ = ("_found", "gap", "mean_run", "own", "runs", "share", "shared", "size")

    def __init__(self, marks: Sequence[int], other: Set[int], prints: Prints, stops: Collection[int]) -> None:
        self._found = found = bytes(map(other.__contains__, marks))  # a byte for each mark: 1 where the other has it
        gaps = list(map(len, found.split(b"\1")))
        runs = found.count(b"\0\1") + found.startswith(b"\1")
        self.size, self.gap = len(marks), max(gaps)
        self.own = sum([gap for gap in gaps if gap >= STRETCH])
        self.shared = found.count(1)
        self.share = self.shared / self.size
        self.mean_run = self.shared / runs if runs else 0.0
        # Marks of words, of which the order says something; behind them those of figures.
        figures = prints.marks[prints.runs :]
        self.runs = self.size - (sum(mark not in stops for mark in figures) if stops else len(figures))

    @property
    def ends(self) -> tuple[int, int]:
        """How much of it is missing at its beginning and at its end."""
        gaps = list(map(len, self._found[: self.runs].split(b"\1")))
        return _at_front(gaps), _at_front(gaps[::-1])


def _at_front(gaps: Sequence[int]) -> int:
    most = total = 0
    for gap in gaps:
        if gap:
            total += gap
            most = max(most, total)
        total -= SHARED_COST
    return most
