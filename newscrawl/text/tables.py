"""Tables of words that reading text loads when it first needs them, all at once.

It takes 0.2 s of CPU: a crawl does it in a thread, so that its first pages do not hold the event loop. The model of languages
(0.7 s, 100 MiB) stays for the first text that needs it (``languages.is_loaded``): many a crawl has none.
"""

from __future__ import annotations

from newscrawl.items import Printed, Provenance, RawArticle, SiteFacts
from newscrawl.text.article import interpret
from newscrawl.text.labels.media_topics import media_topics
from newscrawl.text.labels.words import hits
from newscrawl.text.pictures.credit_words import credited_in_words
from newscrawl.text.times.words import words

# Its commonest words say in which language it is.
_TEXT = "CORK, Sept 3 - The ferries of the island will not run on Monday, and that is what the port says of it, as they all do."


def load_tables() -> None:
    """Load them; reading a first page is then as quick as any.

    >>> load_tables()
    """
    words()
    media_topics()
    hits("World")
    credited_in_words("With AFP")
    interpret(
        RawArticle(
            url="https://m.example/1",
            headlines=(Printed(text="The ferries of the island will not run", kind="text", where="h1"),),
            paragraphs=(_TEXT,) * 3,
            languages=(Printed(text="en", kind="meta"),),
            sections=(Printed(text="World", kind="text", where="breadcrumb"),),
            published=(Printed(text="3 September 2024 09:43", kind="time"),),
        ),
        SiteFacts(),
        provenance=Provenance(via="file"),
    )
