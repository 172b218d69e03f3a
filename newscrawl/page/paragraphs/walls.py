"""Notices that the rest of a text is for those who pay: told by their parts, which many languages have in common."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Container
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from newscrawl.page.paragraphs.furniture import by_lead, has_any, words_in

# Sentences that say it in words of their own.
PAYWALL = re.compile(
    r"please (?:log ?in|login) or subscribe|subscribe (?:now )?to (?:continue|read|keep|unlock)|(?:sign|log) in to (?:continue|keep|read|unlock)|to (?:continue|keep) reading,? (?:please |this )?|"
    r"for the (?:full|whole|complete) (?:story|article)\b.{0,40}\bsubscribe now|(?:this|the rest of this) (?:article|story|content) is (?:only )?(?:available )?(?:to|for) (?:our )?(?:premium )?(?:subscribers|members)|(?:for|to) subscribers only|subscriber[- ](?:only|exclusive)|"
    r"exclusive(?:ly)? (?:to|for) (?:our )?(?:subscribers|members)|already (?:a subscriber|a member|have (?:a subscription|an account))\b.{0,20}(?:log|sign) ?in|unlock (?:this|the full|the rest of (?:this|the)) (?:article|story|text|content)|"
    r"become a (?:member|subscriber) to (?:continue|read)|create a free account to|you have reached your (?:limit|monthly)|register (?:for free )?to (?:continue|read)|"
    r"^(?:jetzt )?(?:\d+|ein(?:en)?|zwei|drei|vier) (?:tage?|wochen?|monate?) (?:lang )?(?:f[üu]r|gratis|kostenlos|ab)\b.{0,30}(?:testen|lesen|sichern)\W*$|"
    r"weiterlesen mit|(?:jetzt|sofort|gratis|kostenlos) weiterlesen|mit .{0,20}(?:\+|plus|abo|premium)\W{0,3} (?:weiter)?lesen|diesen artikel weiterlesen|nur (?:f[üu]r )?abonnent|f[üu]r abonnenten|"
    r"abonnenten vorbehalten|r[ée]serv[ée]e?s? (?:[àa]|aux) (?:nos )?abonn[ée]s|il vous reste .{0,20}% de cet article|abonnez-vous pour (?:lire|continuer)|pour lire la suite|"
    r"(?:exclusiv[oa]|s[óo]lo) para (?:nuestros )?suscriptores|esta noticia es (?:exclusiva|solo)|suscr[íi]b(?:ete|ase) para|para seguir leyendo|riservat[oaie] agli abbonati|"
    r"abbon(?:ati|arsi) per (?:continuare|leggere|proseguire)|per (?:continuare|proseguire) (?:a leggere|la lettura)|exclusivo para assinantes|assine (?:para|e) (?:continu|ler|lei)|para continuar (?:lendo|a ler)|"
    r"(?:alleen|exclusief) voor abonnees|om verder te lezen|lees verder met|(?:endast|bara|enbart|[äa]r) f[öo]r prenumeranter|(?:kun )?for abonnenter|l[åa]s upp artikeln|l(?:æ|e)s (?:videre|hele saken) med|"
    r"kr[æe]ver abonnement|(?:tylko|wy[łl][ąa]cznie|dost[ęe]pn[yae]) dla (?:subskrybent|prenumerator)|aby (?:prze)?czyta[ćc] (?:dalej|ca[łl]|wi[ęe]cej)|(?:jen|pouze) pro p[řr]edplatitel|"
    r"чтобы читать дальше|(?:только|доступ\w*) (?:по|для) подпис|доступ\w* (?:только )?(?:нашим )?подписчик|оформить подписку$|оформите подписку|devam[ıi]n[ıi] okumak i[çc]in|abonelere [öo]zel|"
    r"(?:記事|続き|全文)[^。]{0,12}会員限定|会員限定の?(?:記事|コンテンツ)|続きを読むには|有料記事|(?:订阅|訂閱|付费|付費|登录|登入)(?:后|後)?(?:继续|繼續|即可|可|方可|才能)?(?:阅读|閱讀)|(?:订阅|訂閱|付费|付費|会员|會員)(?:专享|專享|专属)|"
    r"(?:유료 구독자|구독자|유료 회원)(?:만| 전용)|للمشتركين فقط|اشترك لمتابعة",
    re.IGNORECASE,
)
# Most lines have none of these, and looking for words is ten times cheaper than searching for the pattern.
_WORDS = (
    "subscri", "reading", "testen", "sichern", "to read", "member", "account", "limit", "unlock", "weiterlesen", "cet article", "la suite",
    "suscr", "leyendo", "exclusiva", "assin", "continuar", "abbon", "leggere", "lettura", "verder", "prenumer", "lås upp", "las upp", "videre med", "saken med",
    "subskryb", "czyta", "předplat", "predplat", "дальше", "подпис", "okumak", "会員", "続きを読むには", "有料記事", "订阅", "訂閱",
    "付费", "付費", "登录", "登入", "会员", "會員", "구독", "회원", "للمشتركين", "اشترك", " lesen",
)  # fmt: skip
# What stands in whatever the pattern of walls finds: told apart from other lines with "limit" or "account" by a look for words.
_SIGNS = (
    "subscri", " in to ", "continue reading", "keep reading", "members", "already ", "unlock th", "become a ", "free account", "reached your",
    "register ", "testen", "lesen", "sichern", "cet article", "la suite", "suscr", "esta noticia", "seguir leyendo", "abbon",
    "per continuare", "per proseguire", "assinantes", "assine ", "para continuar", "om verder", "lees verder", "prenumer", "s upp art",
    "videre med", "saken med", "subskryb", "czyta", "edplat", "дальше", "подпис", "okumak", "会員限定", "続きを読むには", "有料記事",
    "阅读", "閱讀", "专享", "專享", "专属", "구독자", "유료", "للمشتركين", "اشترك",
)  # fmt: skip
# A sentence that says "only" and "who" and nothing else; one that names what they may read; a whole notice.
_BARE, _SENTENCE, _LONGEST = 60, 160, 320
_ENDS = re.compile(r"(?<=[.!?。！？|।։؟])\s*|\n")
# A letter, a channel and the like are subscribed to as well, and hide nothing.
_OTHERS = re.compile(
    r"news ?letter|e-?mail|inbox|podcast|youtube|telegram|whatsapp|facebook|instagram|twitter|google|viber|tiktok|\brss\b|"
    r"nyhets?brev|nieuwsbrief|uutiskirje|uudiskir|naujienlaišk|biuletyn|zpravodaj|hírlevél|infolettre|bolet[íi]n|boletim|"
    r"bülten|рассылк|розсилк|бюлетин|телеграм|канал|\bkana[lł]\w*|\bchannel|ενημερωτικ|뉴스레터|채널|メールマガジン|"
    r"メルマガ|チャンネル|公众号|公眾號|频道|頻道|电子报|電子報|نشرة|قناة|خبرنامه|کانال|ניוזלטר|ערוץ|न्यूज़लेटर|न्यूजलेटर|चैनल",
    re.IGNORECASE,
)
# A notice quotes nobody; news of a wall does.
_SPOKEN = re.compile(r"[\"“„«»]")
# Letters without spaces between words, or with others before them: no edge of a word is asked for.
_NO_EDGE = frozenset({"ja", "zh", "ko", "th", "ar", "fa", "ur", "he", "hi", "bn"})
# What boxes are called that stand in the place of a text.
_BOX = re.compile(
    r"(?:^|[\s_-])(?:pay|reg|registration|subscri(?:be|ber|ption)|premium|meter|content|article|login|piano)-?_?wall(?:$|[\s_-])|"
    r"(?:^|\s)(?:[a-z]{1,12}[_-]{1,2})?(?:paywall|regwall|bezahlschranke|mur-payant)(?:[_-]{1,2}[a-z]{1,16}){0,2}(?:$|\s)|"
    r"(?:^|\s)(?:piano-(?:inline|container|offer|template|id)|tp-container|leaky[_-]paywall|(?:content|article)-gate|poool-widget)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HOLDS_TEXT = re.compile(
    r"(?:pay|reg)wall[_-]{0,2}(?:content|text|body|article|free|open|off|disabled|hidden)|(?:no|without|behind|after)[_-]?paywall",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Language:
    gate: tuple[str, ...]
    who: re.Pattern[str]
    only: re.Pattern[str]
    what: re.Pattern[str]
    on: re.Pattern[str]
    act: re.Pattern[str]
    sure: re.Pattern[str] | None
    rest: int  # letters of an ending, a preposition

    def tells(self, text: str, sentences: list[str]) -> bool:
        bare = len(text) <= _BARE and self.says_no_more(text)
        if self.sure is not None and self.sure.search(text):
            return True
        if self.on.search(text) and (self.act.search(text) or self.who.search(text)):
            return True
        return any(
            self.only.search(one) and self.who.search(one) and (bare or self.what.search(one))
            for one in sentences
            if len(one) <= _SENTENCE
        )

    def says_no_more(self, text: str) -> bool:
        """ "Csak előfizetőknek", but not "Comments are for subscribers only": what is theirs is not named, or is the text."""
        left = self.only.sub("", self.who.sub("", text))
        return sum(map(str.isalpha, left)) <= self.rest


@lru_cache(maxsize=1)
def _languages() -> tuple[_Language, ...]:
    data = tomllib.loads(files("newscrawl.page").joinpath("data/walls.toml").read_text(encoding="utf-8"))
    return tuple(_language(code, words) for code, words in data.items())


def _language(code: str, words: dict[str, Any]) -> _Language:
    edge = "" if code in _NO_EDGE else r"(?<!\w)"

    def read(part: str) -> re.Pattern[str]:
        return re.compile(f"{edge}(?:{words[part]})", re.IGNORECASE)

    return _Language(
        gate=tuple(words["gate"].split("|")),
        sure=read("sure") if "sure" in words else None,
        rest=8 if edge else 3,
        **{part: read(part) for part in ("who", "only", "what", "on", "act")},
    )


@lru_cache(maxsize=1)
def _words() -> tuple[str, ...]:
    """Words of which any notice has one, each once; one that holds another is left out."""
    words = dict.fromkeys((*_WORDS, *(word for language in _languages() for word in language.gate)))
    return tuple(word for word in words if not any(other in word for other in words if other != word))


@lru_cache(maxsize=1)
def _groups() -> tuple[tuple[bytes, tuple[tuple[str, bytes], ...]], ...]:
    return by_lead(_words())


def wall_words(page: bytes) -> tuple[str, ...]:
    """The words of paywalls that stand anywhere in a page's text, in lower case and UTF-8."""
    return words_in(page, _groups())


def is_wall(text: str, words: tuple[str, ...] | None = None) -> bool:
    """True for a line of a paywall; ``words`` are those that its page has.

    >>> is_wall("Subscribe to continue reading"), is_wall("Zbývá vám přečíst 80 % článku"), is_wall("The wall fell.")
    (True, True, False)
    """
    if not has_any(text, _words() if words is None else words):
        return False
    return (has_any(text, _SIGNS) and PAYWALL.search(text) is not None) or is_notice(text)


def is_notice(text: str) -> bool:
    """Whether a line says that the rest is for those who pay.

    >>> is_notice("Zvyšok článku je dostupný len predplatiteľom."), is_notice("Ainult tellijale")
    (True, True)
    >>> is_notice("Subscribe to our newsletter and keep reading."), is_notice("Only subscribers of the power company paid.")
    (False, False)
    """
    if len(text) > _LONGEST or _SPOKEN.search(text) or _OTHERS.search(text):
        return False
    low = text.lower()
    sentences: list[str] = []
    for language in _languages():
        for word in language.gate:
            if word in low:
                sentences = sentences or _ENDS.split(text)
                if language.tells(text, sentences):
                    return True
                break
    return False


def in_box(element: Any, around: Container[Any]) -> bool:
    """Whether an element stands in a box that is called a wall; what is ``around`` the text is none."""
    while element is not None and element not in around:
        for name in (element.get("class"), element.get("id")):
            if name and _BOX.search(name := name[:300]) and not _HOLDS_TEXT.search(name):
                return True
        element = element.getparent()
    return False
