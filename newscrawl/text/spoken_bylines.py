"""Whether a short line says who wrote, and no more, in any language: then it is a byline whatever its box is called."""

from __future__ import annotations

from newscrawl.text.bylines import read_byline
from newscrawl.text.letters import COLONS
from newscrawl.text.people.persons import is_full, word_tables

_LONGEST_SAID = 80


def names_writer(line: str) -> bool:
    """Whether a short line says who wrote it and no more: "Autorka: Anna Nowak", "Skrevet av Anna Berg".

    >>> names_writer("Skrevet av Anna Berg"), names_writer("लेखक: अनिल कुमार"), names_writer("Texte et photos Anne Petit")
    (True, True, True)
    >>> names_writer("Text aus Oslo"), names_writer("Fuente: Ministerio de Salud"), names_writer("Da Nang City")
    (False, False, False)
    """
    if len(line) > _LONGEST_SAID:
        return False
    opener = word_tables().opener.match(line)
    if opener is None:
        return False
    word = opener[0].strip(" \t-–—(•*")
    bare = word.rstrip(f" {COLONS}・/／").casefold()
    tables = word_tables()
    if bare in tables.sources or (bare in tables.words_too and bare == word.casefold()):
        return False
    return any(is_full(name) for name in read_byline(line).names)
