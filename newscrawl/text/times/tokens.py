"""A printed string cut into tokens: words, numbers and signs become letters that the grammar's patterns run over.

Class letters are listed in ``times/words``; digits are D (1 or 2), T (3), Y (4), S (6), E (8), N (others).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from newscrawl.text.letters import MARKS
from newscrawl.text.times.calendars import NUMERAL_DAY, NUMERAL_MONTH, NUMERAL_YEAR, numeral
from newscrawl.text.times.words import Words, fold, normalise, words
from newscrawl.text.times.zones import WORDS_TOO

_TOKEN = re.compile(
    r"(?P<digits>\d+)"
    r"|(?P<half>[ap]\.? ?m\b\.?)"
    rf"|(?P<numeral>{NUMERAL_YEAR}|{NUMERAL_DAY}(?=[日号號])|{NUMERAL_MONTH}(?=月(?:{NUMERAL_DAY}|\s?\d{{1,2}}\s?)[日号號]))"
    r"|(?P<cjk>十[一二]?月|[一二三四五六七八九]月|[월화수목금토일]요일|[月火水木金土日]曜日?|星期[一二三四五六日天]|[周週][一二三四五六日]|最終更新|最終修正|最终更新|더?최종수정|업데이트"
    r"|오전|오후|새벽|아침|저녁|午前|午後|上午|下午|凌晨|清晨|早上|中午|晚上|傍晚|晚间|晚間|夜间|深夜|시간|時間|週間|星期|小时|小時|分钟|分鐘"
    r"|更新|修正|修改|修訂|修订|수정|최종편집|公開|配信|掲載|発表|发布|發佈|發布|发表|發表|投稿|发稿|發稿|刊登|刊发|刊發|创建|創建|입력|등록|게시|승인|작성|송고|발행|今天|今日|昨天|昨日|前天|오늘|어제"
    r"|令和|平成|昭和|民國|民国|[年년月월日일号號時时시点點分분秒초前전天])"
    r"|(?P<word>[a-z\u00df-\u02af\u1e00-\u1eff\u0300-\u036f]+(?:'[a-z\u00df-\u02af]+)?"
    r"|(?:[^\W\d_a-z\u00df-\u02af\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]|[" + MARKS + r"])+"
    r"|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3])"
    r"|(?P<space>\s+)"
    r"|(?P<ordinal>[ºª°])"
    r"|(?P<other>.)",
    re.DOTALL,
)
_PUNCTUATION = {"[": "(", "]": ")", "(": "(", ")": ")", ";": ",", "~": "-", "@": "t"}
_PLAIN = frozenset(".,:/-|+'")
MAX_TOKENS = 240
# A day with its month in words, up to its year: no year has five digits, so what follows the fourth was printed in the
# element behind ("August 15, 20220": no comments). Between hyphens, dots or slashes it might be a year of two digits.
_COUNTED = re.compile(r"(?:(?<![\-./D])D[ .f]{1,3}m[ .,f]{1,3}|m[ .]{1,2}Df?[ ,.f]{1,3})\Z")
# "2022. IX. 8.", "8 IX 2022": a Roman number is a month between a day and a year only.
_ROMAN = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
    "xi": 11,
    "xii": 12,
}
_AFTER_ROMAN = re.compile(r"[ ./\-]{1,3}(\d{1,4})(?!\d)")
# The first year of a reign: 令和元年.
_FIRST_YEAR = re.compile("(?<=令和|平成|昭和)元(?=年)")


@dataclass(slots=True)
class Tokens:
    """What stands where: ``classes`` has one letter for each token; ``values`` the number or table value of it."""

    text: str
    printed: str
    classes: str = ""
    values: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def word(self, index: int) -> str:
        """The token itself, lower case."""
        return self.text[self.starts[index] : self.ends[index]]

    def size(self, index: int) -> int:
        """How many characters it has."""
        return self.ends[index] - self.starts[index]

    def span(self, first: int, last: int) -> str:
        """What was printed from one token up to another, with the weekday before it."""
        while first >= 1 and self.classes[first - 1] in " ,.w(" and "w" in self.classes[max(0, first - 4) : first]:
            first -= 1
            if self.classes[first] == "w":
                break
        last = min(last, len(self.ends)) - 1
        text = self.printed[self.starts[first] : self.ends[last]].strip(" ,.(|-\t\n")
        # "7:43 p.m.": the last full stop belongs to it.
        behind = self.printed[self.ends[last] - 1 : self.ends[last] + 1]
        return text + "." if "." in behind and text[-4:].casefold() in ("p.m", "a.m", " p.m", " a.m") else text


def _pieces(digits: str, before: str, after: str, next_digit: bool) -> tuple[int, ...]:
    """Lengths of the numbers glued in a run of digits ("202010:43", "14:33:002020-09-15", "Mai062018")."""
    size = len(digits)
    clock = after in (":", "h") or (after == "." and next_digit)
    if size in (5, 6) and digits[:2] in ("19", "20") and clock:
        return (4, size - 4)
    if 5 <= size <= 7:
        if not clock and digits[:2] in ("19", "20") and _COUNTED.search(before):
            return (4, size - 4)
        twice = size < 7 and next_digit and after in "./-" and before[-4:] == f"D{after}D{after}"
        if twice and digits[:2] in ("19", "20"):
            return (4, size - 4)  # "15/08/202215/08/2022"
        if size == 6 and next_digit and before[-4:] == "Y-D-" and after == "-" and digits[2:4] in ("19", "20"):
            return (2, 4)  # "2022-08-152022-08-15"
        before = before[-2:]
    if size >= 3 and before == "D:":
        return (2, size - 2)
    if size in (5, 6) and ("m" in (before[-1:], before[:1])) and digits[-4:-2] in ("19", "20"):
        return (size - 4, 4)
    if size in (3, 4) and clock and before[-1:] in ("-", "/", ".") and after == ":":
        return (2, size - 2)
    if size == 14 and digits[:2] in ("19", "20"):
        return (8, 6)
    if size == 12 and digits[:2] in ("19", "20"):
        return (8, 4)
    return (size,)


def _is_month(classes: list[str], text: str, end: int) -> bool:
    """Whether a Roman number that ends there stands between a day and a year, in either order."""
    behind = _AFTER_ROMAN.match(text, end)
    before = "".join(classes[-4:])
    bare = before.rstrip(" ./-")
    if behind is None or bare == before:
        return False
    return (bare[-1:], len(behind[1])) in {("D", 4), ("Y", 1), ("Y", 2)}


def _letter(size: int) -> str:
    return {1: "D", 2: "D", 3: "T", 4: "Y", 6: "S", 8: "E"}.get(size, "N")


def _look_up(word: str, tables: Words, languages: tuple[str, ...]) -> tuple[str, int] | None:
    found = tables.classes.get(word)
    if found is None and not word.isascii():
        word = fold(word)
        found = tables.classes.get(word)
    if found is None:
        return None
    if word in tables.by_language:
        return (
            "m",
            next((tables.by_language[word][lang] for lang in languages if lang in tables.by_language[word]), found[1]),
        )
    if word in tables.only_in and not _in_language(word, tables, languages):
        return None
    return found


def _in_language(word: str, tables: Words, languages: tuple[str, ...]) -> bool:
    gate = tables.only_in.get(word)
    return not gate or any(lang in gate.split() for lang in languages)


def _split_case(printed: str) -> int:
    """Where a glued word changes from one to the next ("UTCUpdated", "UhrReuters"), or 0."""
    for place in range(1, len(printed)):
        if printed[place].isupper() and (
            printed[place - 1].islower() or (place + 1 < len(printed) and printed[place + 1].islower())
        ):
            return place
    return 0


def tokenise(text: str, printed: str, languages: tuple[str, ...]) -> Tokens:
    """Cut a normalised string into classed tokens; ``printed`` is the same string as it stood (for capitals).

    >>> tokenise("stand: 28.04.2023 17:23 uhr", "Stand: 28.04.2023 17:23 Uhr", ("de",)).classes
    'x: D.D.Y D:D h'
    """
    tables = words()
    if "元年" in text:
        text = _FIRST_YEAR.sub("1", text)
    tokens = Tokens(text=text, printed=printed)
    classes: list[str] = []
    values, starts, ends = tokens.values, tokens.starts, tokens.ends

    def add(letter: str, value: int, start: int, end: int) -> None:
        classes.append(letter)
        values.append(value)
        starts.append(start)
        ends.append(end)

    def add_word(start: int, end: int) -> None:
        word = text[start:end]
        found = _look_up(word, tables, languages)
        if word in _ROMAN and printed[start:end].isupper() and _is_month(classes, text, end):
            found = ("m", _ROMAN[word])
        if found is None and "'" in word:
            head, _, tail = word.partition("'")
            found = _look_up(tail, tables, languages) or _look_up(head, tables, languages)
        if found is None and end - start > 3:
            place = _split_case(printed[start:end])
            if place:
                add_word(start, start + place)
                add_word(start + place, end)
                return
            if "\u0e00" <= word[0] <= "\u0e7f":
                found = next(
                    (
                        _look_up(word[:cut], tables, ())
                        for cut in range(len(word) - 1, 3, -1)
                        if word[:cut] in tables.classes
                    ),
                    None,
                )
        letter, value = found or ("x", 0)
        if letter == "z" and word in WORDS_TOO and not (printed[start:end].isupper() or (classes[-2:-1] == ["a"])):
            letter = "x"
        add(letter, value, start, end)

    position = 0
    length = len(text)
    while position < length and len(classes) < MAX_TOKENS:
        match = _TOKEN.match(text, position)
        if match is None:
            break
        kind, end = match.lastgroup, match.end()
        if kind == "space":
            add(" ", 0, position, end)
        elif kind == "digits":
            after = text[end : end + 1]
            before = "".join(classes[-9:] if end - position in (5, 6, 7) else classes[-2:])
            sizes = _pieces(match.group(), before, after, text[end + 1 : end + 2].isdigit())
            for size in sizes:
                add(
                    _letter(size), int(text[position : position + size]) if size <= 18 else 0, position, position + size
                )
                position += size
        elif kind == "numeral":  # 二〇二四年九月十一日
            value = numeral(match.group())
            add(_letter(len(str(value))), value, position, end)
        elif kind == "half":
            add("a", 12 if text[position] == "p" else 0, position, end)
        elif kind == "other":
            char = text[position]
            add(char if char in _PLAIN else _PUNCTUATION.get(char, "o"), 0, position, end)
        elif kind == "ordinal":
            add("f", 0, position, end)
        else:
            word = match.group()
            longer = tables.phrases.get(word.partition("'")[0])
            phrase = None
            if longer is not None:
                phrase = next(
                    (
                        p
                        for p in longer
                        if text.startswith(p[0], position)
                        and not text[position + len(p[0]) : position + len(p[0]) + 1].isalpha()
                        and _in_language(p[0], tables, languages)
                    ),
                    None,
                )
            if phrase is not None:
                end = position + len(phrase[0])
                add(phrase[1], phrase[2], position, end)
            elif word in ("令和", "平成", "昭和", "民國", "民国"):
                add("y", 0, position, end)
            elif kind == "cjk" and word in tables.units and len(word) >= 2:
                add("u", 0, position, end)
            elif (
                kind == "cjk"
                and len(word) >= 2
                and word[0] in "월화수목금토일月火水木金土日星周週"
                and word not in tables.classes
            ):
                add("w", 0, position, end)
            else:
                add_word(position, end)
        position = end
    tokens.classes = "".join(classes)
    return tokens


def last_label(text: str) -> str:
    """ "U" where the last three words of a text call what stands behind them the last change, "P" for the publication, else "".

    >>> last_label("Ann Lee, last updated on:"), last_label("आज तक | अपडेटेड"), last_label("News")
    ('U', 'U', '')
    """
    for letter in word_classes(text)[:-4:-1]:
        if letter in "UP":
            return letter
    return ""


def word_classes(text: str) -> str:
    """The class letters of the words of a short text, in their order, without its numbers and signs."""
    classes = tokenise(normalise(text), text, ()).classes
    return "".join(letter for letter in classes if letter.isalpha() and letter not in "DTYSEN" and letter != "o")
