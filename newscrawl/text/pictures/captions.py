"""A picture's caption, and the credit that is printed at its end."""

from __future__ import annotations

import re

from newscrawl.text.agencies import agency_called, agency_in_brackets, filer_called
from newscrawl.text.pictures.eastern_credits import credits_pictures
from newscrawl.text.pictures.picture_words import LABEL, NOUN

# (In a caption the Czech word for a source is the picture's.)
_WORD = rf"(?:{LABEL}|Zdroj)"
_SHOUTED = "(?:PHOTOS?|FOTOS?|BILD|KUVA|FOTÓ|IMAGEN|IMAGEM|ФОТО|ΦΩΤΟ)"
_LABEL = re.compile(rf"\W{{0,3}}{_WORD}\s?[:：]\W{{0,3}}", re.IGNORECASE)
_LABEL_LAST = re.compile(rf"\s(?:{_WORD})\s?[:：]\s?\Z")
_ENDINGS = (
    # "... in Cairo / Photo: © Valley Times", "... in Cairo (Photo: A. Lee)", "... in Cairo. Foto: A. Lee/dpa"
    re.compile(rf"(?:\s*+[/|–—-]\s++|\s*+[(\[]\s*+|(?<=[.!?…\"”»])\s++|\s++)(?P<credit>(?:{_WORD}|{_SHOUTED})\s?[:：]\s?[^()\[\]]{{2,80}}?)\s*+[)\]]?\s*+\Z"),
    # "... in Cairo / Photo by Jane Doe": the slash or bracket must be there, "a photo by her father" is caption.
    re.compile(rf"(?:\s*+[/|]\s++|\s*+[(\[]\s*+|(?<=[.!?…\"”»])\s++)(?P<credit>{_WORD} by [^()\[\]:.]{{2,80}}?)\s*+[)\]]?\s*+\Z"),
    # "... in Cairo. REUTERS/Jane Doe", "... in Cairo. AP Photo/Jane Doe", "(AP Photo/Jane Doe)"
    re.compile(
        r"(?:(?<=[.!?…\"”»])\s++|\s*+[(\[]\s*+)(?P<credit>(?:[A-Z]{2,8}|Reuters|dpa|picture alliance|Getty Images)"
        r"(?: (?:Photo|Images|File Photo))?\s?/\s?[^()\[\].]{2,60}?(?:/(?:File(?: Photo)?|Pool|Handout))?)\.?\s*+[)\]]?\s*+\Z"
    ),
)  # fmt: skip
# The same in Chinese and Japanese, where a credit ends in such a letter, as few texts do.
_EASTERN_LAST = frozenset("摄攝影图圖片料供")
_EASTERN_ENDINGS = (
    # "…出港。新华社记者 陈小雨 摄", "…出港（陈小雨摄）", "…出港。 北岸管理局供图"
    re.compile(
        r"(?:(?<=[。！？…”])\s*+|\s*+[(（＝]\s*+|\s++)(?P<credit>(?:[^\s。，！？；：（）()“”]{1,14}\s?){1,3}?(?:(?<![拍录])[摄攝]|供[图圖]|(?<=者)(?:摄影|[图圖])))\s*+[)）]?\s*+\Z"
        r"|(?:(?<=[。！？…”])\s*+|\s*+[(（＝]\s*+)(?P<taken>[^\s。，！？；：（）()“”]{2,14}撮影)\s*+[)）]?\s*+\Z"
        r"|(?:(?<=[。！？…”])\s*+|\s*+[(（]\s*+|\s++)(?P<kept>(?:(?:视觉中国|东方IC|新华社|中新社|人民视觉|受访者|网络)\s?(?:供?图片?|资料图?片?|提供)|[资資]料(?:[图圖]片?|照片)|檔案照片?|(?:视频|網頁|网页|微博|影片|电视)?截[图圖]))\s*+[)）]?\s*+\Z"
    ),
    # "…出港。新华社发（陈小雨摄）"
    re.compile(r"(?:(?<=[。！？…”])\s*+|\s++)(?P<credit>(?:新华社|中新社|新華社|中央社|本报)\S{0,3}发?\s?[(（][^（）()]{2,20}[摄攝][)）])\s*+\Z"),
)  # fmt: skip
# "Foto: Claus Ek/Ritzau", "Фото: Анна Ли / РИА Новости": the credit alone, before or under a text.
_CREDIT_LINE = re.compile(
    rf"\W{{0,3}}(?:{LABEL}\s?[:：՝=]\s?|Fot\. |(?:Foto|Photo|Imagen|Fotografía)s? (?:de|by|par|von|di) (?=(?-i:[A-Z]{{2,8}})\b)"
    r"|(?:©|\(c\))\s?(?=(?:AFP|AP|REUTERS|dpa|EPA|EFE|ANSA|Getty)\s?[-–/|]\s?[A-Z]))"
    r"(?P<who>[^.!?。:;]{2,70}?(?:\b[A-Z]\.[^.!?。:;]{1,40})?)\s*",
    re.IGNORECASE,
)
# "Фото автора", "Zdjęcia autora".
_AUTHORS_OWN = re.compile(
    rf"{NOUN}(?:ії|ии)? (?:авто(?:ра|рів|рки|ров)|аўтара|autor[aekuyi]{{1,3}}|des Autors|der Autorin|de[lo]? autor|"
    r"dell['’]autore|"
    r"de l['’]auteure?|by (?:the )?author|(?:из|із|з|с) (?:открытых|відкритих|архив|архів|соцсет|соцмереж)[^.:]{0,24})\.?",
    re.IGNORECASE,
)
# "REUTERS/Ann Lee", "(Xinhua/Ann Lee)", "[Photo/Xinhua]".
_TAKEN = re.compile(
    r"[\[(]?(?:(?P<agency>[A-Z][\w ]{1,14}?)\s?/\s?(?!The |Le |La )[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*){1,2}"
    rf"|{NOUN}/(?P<behind>[A-Z]\w{{1,14}}))[\])]?"
)
# "... in Cork FOTO TANJUG/ AP", "(Foto Tanjug)": without a colon an agency must follow.
_AGENCYS = re.compile(
    rf"(?:\s+|\s*[(\[]\s*)(?P<credit>(?:{_SHOUTED}|Foto|Photo|Kuva|Bild|Фото)\s(?P<who>[^()\[\].:;,]{{2,40}}?))\s*[)\]]?\.?\Z"
)
_SHOWN = ("oto", "OTO", "uva", "UVA", "ild", "ILD", "ото", "ОТО", "IMAG", "ΦΩΤ", "FOT")
# Of which one stands in each: most lines have none.
_SIGNS = ((":", "："), (" by ",), ("/",))
_DESK = re.compile(r"[a-zà-ž]{2,4}")
_SHARED = frozenset(("pool", "file", "str", "stf"))
LONGEST = 3000
# An agency alone in brackets closes a caption: "... on Tuesday. (AFP)". It closes wire copy too, as its sign-off.
_BRACKETS = re.compile(r"\s?[(\[]([^()\[\]]{2,40})[)\]]")


def is_label(line: str) -> bool:
    """Whether a line only opens a credit: "Photo:".

    >>> is_label("Фото:"), is_label("Foto: A. Lee")
    (True, False)
    """
    return len(line) <= 30 and _LABEL.fullmatch(line) is not None


def without_label(line: str) -> str:
    """A caption without the label at its end whose credit stands apart.

    >>> without_label("Boats in Cork. Photo:"), without_label("Boats in Cork.")
    ('Boats in Cork.', 'Boats in Cork.')
    """
    found = _LABEL_LAST.search(line[-24:]) if line[-2:].strip()[-1:] in (":", "：") else None
    return line[: max(0, len(line) - 24) + found.start()] if found else line


def is_picture_line(line: str) -> bool:
    """Whether a whole line is a picture's credit and nothing else.

    >>> [is_picture_line(line) for line in ("Foto: Bo Ek/Ritzau", "© AFP - Ann Lee", "Photo: AFP/Getty", "Bild: So war es.")]
    [True, True, True, False]
    """
    found = _CREDIT_LINE.fullmatch(line) if len(line) <= 90 else None
    if found is not None:
        return len(found["who"].split()) <= 8
    if len(line) <= 40 and _AUTHORS_OWN.fullmatch(line) is not None:
        return True
    taken = _TAKEN.fullmatch(line) if len(line) <= 60 else None
    return taken is not None and agency_called(taken["agency"] or taken["behind"]) is not None


def opens_credit(line: str) -> bool:
    """Whether a line is a credit by its first word: "Photo: A. Lee".

    >>> opens_credit("Foto: A. Lee"), opens_credit("A photo: the harbour")
    (True, False)
    """
    # (Few lines have a colon so early: the expression costs more than to look.)
    return (":" in line[:40] or "：" in line[:40]) and _LABEL.match(line) is not None


def names_agency(line: str, *, closing: bool = True) -> bool:
    """True where an agency stands alone in brackets: at the end of the line, or, without ``closing``, anywhere.

    >>> names_agency("Boats in Cork. (AFP)"), names_agency("Boats in Cork. (all of them)")
    (True, False)
    """
    found = list(_BRACKETS.finditer(line[:LONGEST]))
    if closing:
        found = [one for one in found[-1:] if not line[one.end() :].strip(" .")]
    return any(agency_in_brackets(one[1]) is not None for one in found)


def _files_text(credit: str) -> bool:
    """ "(dpa/lby)", "(APA/Reuters)", "AFP/jt": an agency's desk, a second agency, initials. Who takes pictures has a name."""
    first, *others = (part.strip() for part in credit.strip(" .()[]").split("/"))
    return agency_in_brackets(first) is not None and all(
        filer_called(other, initials=True) is not None or (_DESK.fullmatch(other) is not None and other not in _SHARED)
        for other in others
    )


def split_credit(caption: str, *, bare: bool = False) -> tuple[str, str | None]:
    """(caption, credit): what the picture shows, and who is credited for it; (text, None) where none is printed.

    ``bare``: the text is known to be a caption, and an agency alone in brackets is its credit.

    >>> split_credit("Boats in Cork. (AFP)", bare=True), split_credit("Rain fell in Cork. (AFP)")
    (('Boats in Cork.', 'AFP'), ('Rain fell in Cork. (AFP)', None))

    >>> split_credit("Boats in Cork / Photo: © Ferry Times"), split_credit("Boats in Cork. REUTERS/Jane Doe")
    (('Boats in Cork', 'Photo: © Ferry Times'), ('Boats in Cork.', 'REUTERS/Jane Doe'))
    >>> split_credit("Boats in Cork FOTO TANJUG/ AP"), split_credit("Boats in Cork on a photo AP took")[1]
    (('Boats in Cork', 'FOTO TANJUG/ AP'), None)
    >>> split_credit("Rain fell in Cork. (dpa/lby)")[1] is split_credit("Rain fell in Cork. (AP/Reuters)")[1] is None
    True
    >>> split_credit("She holds a photo by her father")
    ('She holds a photo by her father', None)
    """
    text = caption.strip()
    if len(text) > LONGEST:
        return text, None
    # Only a credit's length from the end: the expressions look at nothing before it.
    tail = max(0, len(text) - 140)
    endings = [
        ending
        for ending, signs in zip(_ENDINGS, _SIGNS, strict=True)
        if any(text.find(sign, tail) >= 0 for sign in signs)
    ]
    if text.rstrip(" \u3000)）")[-1:] in _EASTERN_LAST:
        endings += _EASTERN_ENDINGS
    for ending in endings:
        found = ending.search(text, tail)
        if found is not None and (bare or not _files_text(found[0])):
            shown = text[: found.start()].rstrip(" /|–—-([")
            if len(shown) >= 3 and not credits_pictures(text):
                return shown, next(filter(None, found.groups())).strip()
    last = max(0, len(text) - 60)
    told = _AGENCYS.search(text, last) if any(text.find(word, last) >= 0 for word in _SHOWN) else None
    if told is not None and told.start() > 2 and agency_called(told["who"].partition("/")[0].strip()) is not None:
        return text[: told.start()].rstrip(" /|–—-(["), told["credit"]
    if bare and names_agency(text):
        credit = list(_BRACKETS.finditer(text))[-1]
        shown = text[: credit.start()].rstrip()
        if len(shown) >= 3:
            return shown, credit[1].strip()
    return text, None
