"""Ends that stand behind the last sentence of a paragraph: a sign-off, an owner's claim, an agency's name, a desk's initials."""

from __future__ import annotations

import re
from typing import Literal

from newscrawl.text.agencies import mentions
from newscrawl.text.ending_words import ROLE, ROLES
from newscrawl.text.people.eastern import EDITORS
from newscrawl.text.pictures.credits import credit_names, is_credit

GLUED_SIGNED = re.compile(rf"[(\[]\s*{ROLES}[^()]{{3,900}}(?:\([^()]{{0,80}}\)[^()]{{0,300}})?[)\]]\s*\.?\s*\Z")
# Without brackets it must name two who did different things: "... said. Reporting by A. Lee; Editing by B. Ek".
_GLUED_BARE = re.compile(
    rf"(?<=[.!?\"”’)])\s+[—–-]*\s*(?:{ROLE})[^!?]{{2,400}}?(?:[Ee]diting|[Ww]riting|[Rr]eporting) [Bb]y [^.!?]{{3,200}}\.?\s*\Z"
)
# "... what has failed». EFE": the agency's mark behind the last sentence, in capitals.
_CLOSING_MARK = re.compile(
    r"(?<=[.!?\"”’»])\s+([A-Z]{3,8}|[A-Z][a-z]{3,11}|[A-Z]{2,8}(?:[-–/][A-Z][A-Za-z]{1,11}){1,2})\s*\Z"
)
# "…जनाएको छ । रासस": the same without capitals.
_UNCASED_MARK = re.compile(r"(?<=[।॥۔؟!])\s*([\u0600-\u0dff\u200c\u200d]{2,10}(?: [\u0600-\u0dff]{1,6}){0,2})\s*\Z")
# "...と述べた。(c)AFP/Jane DOE": no full stop behind it.
_CLOSING_OWNER = re.compile(r"(?<=[.!?。！？」』”\"»])\s*(?:©|ⓒ|[(（][cC][)）])\s?[^\W_][^.。！？]{1,50}\Z")
# Xinhua and China News Service close the last paragraph with it.
_GLUED_END = re.compile(
    r"[(（](?:完|了|끝|[Ee]nd|END|[Ff]in|FIN|[Ff]im|FIM|النهاية|انتهى|[Kk]raj)[)）]\s*\Z|(?<=[.!?\"”’)])\s+(?:Fin|FIN|Fim|FIM)\.?\s*\Z"
    r"|(?<=[.!?\"”’)])\s+(?:Enditem|ENDITEM|Item ends)(?:/[A-Za-z]{0,4})?\s*\Z"
    r"|[(（]20\d\d/\d\d/\d\d-\d\d:\d\d[)）]\s*\Z"
)
# "…票價不變。（編輯：李小華）1130911": who edited, and the day of the Republic.
_GLUED_EDITED = re.compile(
    rf"(?<=[。！？」”])\s*[(（【](?:{EDITORS}|譯者|译者|编譯|編譯|核稿|翻譯)\s?[：:／/][^()（）]{{1,60}}[)）】]\s*\d{{0,8}}\s*\Z"
)
# "…a început. AGERPRES/(AS - autor: Ann Lee, editor: Bo Ek)": the agency and its desk.
_GLUED_AUTHORS = re.compile(
    r"(?<=[.!?\"”’»])\s*/?[A-ZĂÂÎȘȚ]{4,12}\s?/\s?\((?:[^():]{1,20} - )?(?:autor|editor|redactor)[^()]{2,120}\)\s*\Z"
)
# "…借り入れる。【翻訳編集AFPBBNews】".
_GLUED_TRANSLATED = re.compile(
    r"(?<=[。」])\s*【[^【】]{0,4}(?:翻訳|編集)[^【】]{1,30}】(?:\s?[A-Za-z][A-Za-z ]{1,20})?\s*\Z"
)
# "(ann/valley)": who wrote, edited and printed it, in initials, as Indonesian papers close their copy; "/ra", "/RCG" in Manila.
_GLUED_DESK = re.compile(
    r"(?<=[.!?\"”’»])(?:\s*\([a-z]{2,12}(?:[/-][a-z]{2,12}){1,4}\)|\s+/(?:[a-z]{2,4}|[A-Z]{2,4}))\s*\Z"
)
# Reuters' line on its principles, run into the last paragraph.
_GLUED_STANDARDS = re.compile(r"(?<=\S)\s+Our Standards\s?:[^\n]{0,120}\Z")
_CLOSING = re.compile(
    r"(?<=[.!?\"”’»。！？」』।۔؟])\s*[(\[（〔【]\s*©?\s?([^()\[\]（）〔〕【】]{2,40})\s*[)\]）〕】]\s*\.?\s*\Z"
)
# "…Sunday. /TASS/.", "…Sunday. —PTI", "…Sunday. - AFP".
_STRUCK = re.compile(
    r"(?<=[.!?\"”’»।۔؟])\s*(?:/(?P<agency>[^/\s.]{2,12})/"
    r"|[-–—]{1,2}\s?(?:(?:avec|with|mit|con|com|met|med) )?(?P<dashed>[^\s.!?/–—-]{2,12}(?: [^\s.!?/–—-]{2,12})?))\.?\s*\Z"
)


# "It rained. (AFP)": a sentence and its agency.
SHORTEST = 9


def cut_glued(line: str) -> tuple[str, str | None, Literal["sign_off", "credit", "trash"] | None]:
    """A sign-off, a copyright or a closing "(ANSA)." at the end of a paragraph of news."""
    window = line[-1500:]
    offset = len(line) - len(window)
    standards = _GLUED_STANDARDS.search(window)
    if standards:
        return line[: offset + standards.start()].rstrip(), standards[0].strip(), "trash"
    match = GLUED_SIGNED.search(window) or _GLUED_BARE.search(window) or _GLUED_AUTHORS.search(window[-180:])
    if match is None and not window.isascii():
        match = _GLUED_EDITED.search(window[-90:]) or _GLUED_TRANSLATED.search(window[-50:])
        if match is not None:
            return line[: len(line) - len(match[0])].rstrip(), match[0].strip(), "sign_off"
    if match:
        return line[: len(line) - (len(match.string) - match.start())].rstrip(), match[0].strip(), "sign_off"
    dpa = re.search(r"\s*(?:©\s?)?dpa-infocom,\s?dpa:[\d/-]{8,30}\s*(?:\(dpa\))?\s*\Z", window)
    if dpa and dpa.start() + offset > 20:
        return line[: offset + dpa.start()].rstrip(), dpa[0].strip(), "sign_off"
    owner = _CLOSING_OWNER.search(window[-90:])
    if owner and mentions(owner[0]) and len(line) > len(owner[0]) + 3:
        return line[: len(line) - len(owner[0])].rstrip(), owner[0].strip(), "sign_off"
    rights = re.search(r"(?<=[.!?\"”])\s+(?:©|\(c\)|Copyright)\s?[^.]{2,80}\.(?:[^.]{2,160}\.){0,3}\s*\Z", window)
    if rights and mentions(rights[0]):
        return line[: offset + rights.start()].rstrip(), rights[0].strip(), "sign_off"
    struck = _STRUCK.search(window[-40:])
    if struck and len(line) > SHORTEST and credit_names(f"({struck['dashed'] or struck['agency']})"):
        return line[: len(line) - len(struck[0])].rstrip(), struck[0].strip(), "credit"
    close = _CLOSING.search(window)
    if close and is_credit(f"({close[1]})") and len(line) > SHORTEST:
        return line[: offset + close.start()].rstrip(), close[0].strip(), "credit"
    done = _GLUED_END.search(window[-20:])
    if done:
        return line[: len(line) - len(done[0])].rstrip(), done[0].strip(), "credit"
    desk = _GLUED_DESK.search(window[-70:])
    if desk and len(line) > (SHORTEST if "/" in desk[0][:2] else 60):
        return line[: len(line) - len(desk[0])].rstrip(), desk[0].strip(), "credit"
    mark = _CLOSING_MARK.search(window[-40:]) or _UNCASED_MARK.search(window[-24:])
    if mark and is_credit(mark[1]) and len(line) > SHORTEST:
        return line[: len(line) - len(mark[0])].rstrip(), mark[1], "credit"
    return line, None, None
