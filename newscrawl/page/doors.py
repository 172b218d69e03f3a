"""What a whole line calls a page that is no article, in some seventy languages: a door that is shut, a page that is not there."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from unicodedata import normalize

from newscrawl.text.letters import MARKS
from newscrawl.text.whole_lines import NO_EDGE, edges, groups_of

# What is longer is a sentence of a text.
LONGEST = 160
_NO_LETTERS = re.compile(rf"[^\w{MARKS}]|_")
# Signs and a server's words may stand anywhere in such a line; other numbers are those of laws ("Article 50 no longer exists").
_BETWEEN = re.compile(r"(?:[\W_]|\b(?:http|oops|ups|sorry|404|410)\b)+", re.IGNORECASE)
# Words that belong to the line in any language: "404 Error: ...".
ERROR = (
    "error|fehler|erreur|errore|erro|ошибка|помилка|памылка|błąd|hata|xəta|fout|feil|fejl|virhe|chyba|eroare|грешка|greška|"
    "pogreška|napaka|σφάλμα|klaida|kļūda|gabim|შეცდომა|սխալ|қате|ката|xato|хато|алдаа|kesalahan|ralat|lỗi|ข้อผิดพลาด|त्रुटि|ত্রুটি|"
    "خطأ|خطای?|خرابی|שגיאה|エラー|错误|錯誤|오류"
)


def _read(name: str) -> dict[str, dict[str, str]]:
    return tomllib.loads(files("newscrawl.page").joinpath(f"data/{name}.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _phrases() -> dict[str, str]:
    return {
        _key(phrase): kind
        for kind, languages in reversed(_read("doors").items())
        for phrases in languages.values()
        for phrase in phrases.split("|")
    }


def _key(text: str) -> str:
    """Letters with their vowel signs, which make the words of Indian scripts."""
    return _NO_LETTERS.sub("", normalize("NFC", text).casefold())


def door(text: str) -> str | None:
    """The kind of door a whole line is ("access_denied", "server_error", "login_wall"), or "search"; None for any other line.

    >>> door("Доступ ограничен"), door("Vzdrževanje"), door("Logi sisse!"), door("Access to the quay denied")
    ('access_denied', 'server_error', 'login_wall', None)
    """
    return _phrases().get(_key(text)) if len(text) <= LONGEST else None


@lru_cache(maxsize=1)
def _words() -> tuple[re.Pattern[str], re.Pattern[str], tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]]:
    """What may be missing, in scripts with and without spaces; for each language that, and any word of such a line."""
    table = _read("missing_pages")
    found = []
    for code, words in table.items():
        start, end = edges(code)
        noun = re.compile(f"{start}(?:{words['noun']}){end}", re.IGNORECASE)
        one = rf"(?P<gone>{words['gone']}){end}|(?P<noun>{words['noun']}){end}|(?:{words['beside']}|{ERROR}){end}"
        found.append((noun, re.compile(one, re.IGNORECASE)))
    spaced = "|".join(words["noun"] for code, words in table.items() if code not in NO_EDGE)
    others = "|".join(words["noun"] for code, words in table.items() if code in NO_EDGE)
    return re.compile(rf"(?<!\w)(?:{spaced})", re.IGNORECASE), re.compile(others), tuple(found)


def is_missing(text: str) -> bool:
    """Whether a whole line says that the page is not there, and nothing else, in one language.

    >>> is_missing("404 – Stran ne obstaja"), is_missing("Halaman yang Anda cari tidak ditemukan atau telah dihapus.")
    (True, True)
    >>> is_missing("The page of history that was not found"), is_missing("Missing article was found, the court said")
    (False, False)
    """
    if len(text) > LONGEST:
        return False
    text = normalize("NFC", text)
    spaced, others, languages = _words()
    if spaced.search(text) is None and (text.isascii() or others.search(text) is None):
        return False
    return any(
        noun.search(text) is not None and {"noun", "gone"} <= (groups_of(text, word, _BETWEEN) or set())
        for noun, word in languages
    )
