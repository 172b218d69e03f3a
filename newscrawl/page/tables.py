"""Tables of words that reading pages loads when it first needs them, all at once: as ``newscrawl.text.tables``, for this room."""

from __future__ import annotations

from newscrawl.page.doors import door, is_missing
from newscrawl.page.paragraphs.comment_headings import heads_comments
from newscrawl.page.paragraphs.consents import asks_consent
from newscrawl.page.paragraphs.next_pages import leads_on
from newscrawl.page.paragraphs.walls import is_notice, wall_words
from newscrawl.text.tables import load_tables as load_tables_of_texts


def load_tables() -> None:
    """Load them, and those of texts; reading a first page is then as quick as any.

    >>> load_tables()
    """
    load_tables_of_texts()
    door("World")
    is_missing("Page found")
    heads_comments("World")
    leads_on("Page")
    asks_consent("Cookies are sold.")
    wall_words(b"subscribers")
    is_notice("For subscribers.")
