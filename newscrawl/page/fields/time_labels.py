"""What a page says of a time beside it: the words before it, the field that names it, the title of "9 days ago"."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from newscrawl.page.tree.blocks import Block, fold
from newscrawl.page.tree.elements import words_before
from newscrawl.text.times.tokens import last_label, word_classes
from newscrawl.text.times.words import class_of

# A date in numbers or with its month, or a clock; "Januar 2022" and "today" are found beside the article's own.
SURE = re.compile(
    r"\d{1,2}[./ \-]{1,2}(?:\d{1,2}|[^\W\d_]{3,12})[.,/ \-]{1,3}\d{2,4}|\d{4}[\-/.年] ?\d{1,2}|[^\W\d_]{3,12}\.? \d{1,2},? \d{4}"
    r"|\d{1,2}[:.h]\d\d|[\u0660-\u0669\u06f0-\u06f9]{2,4}|[\u0966-\u096f\u09e6-\u09ef\u0be6-\u0bef\u0e50-\u0e59]{4}"
)


def said_before(element: Any) -> str:
    """ "U" for a time that the words right before it in its line call the last change, "P" for one they call the publication."""
    own = (element.text or "")[:60].split(None, 1)[:1]  # <time>Updated Aug 3, 2022</time>
    if own and class_of(own[0]) == "U":
        return "U"
    return last_label(words_before(element)[-40:])


def named_by(label: Block, date: Block) -> str:
    """A date behind the field that names it: <dt>Last updated</dt><dd>12 September 2024</dd>; "" where none does."""
    if label.index != date.index - 1 or label.size > 30 or label.links or date.size > 90:
        return ""
    said = word_classes(label.text)
    if not 0 < len(said) <= 3 or not {"U", "P"} & {*said} or any(map(str.isdigit, label.text)):
        return ""
    return f"{label.text.rstrip(' :')}: {date.text}"


def whole_times(block: Block) -> list[str]:
    """The whole time that a line tells as "9 days ago", in a title: <span title="11 September 2024 18:07">."""
    titles = (fold(element.get("title") or "")[:60] for element in islice(block.element.iter(), 8))
    return [title for title in titles if title and SURE.search(title)][:1]
