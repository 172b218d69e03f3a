"""Which language a text is in, held against what the page declares.

Script and commonest words settle a page of text; what they leave open, and every short text, is asked of py3langid, which
is loaded when it is first needed (``is_loaded``; docs/decisions.md has the figures).
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from importlib.util import find_spec
from threading import Lock
from typing import Any

from newscrawl.errors import ConfigError

_TAG = re.compile(r"^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,2}$")
_WORD = re.compile(r"[^\W\d_]+")
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha())
SAMPLE, ASKED = 1000, 600
LEAST_LETTERS, LEAST_WORDS = 12, 40
# Common words settle a language with this share of the text's words, and so many times the votes of the next.
LEAST_SHARE, MARGIN = 0.05, 1.5
# How sure the detector must be: to speak against what the page declares, and where it declares nothing.
SURE, LIKELY = 0.7, 0.5
# A country's code where a language's is meant. Kanuri has "kr" too; no page here was in it.
COUNTRIES = {"cn": "zh", "cz": "cs", "dk": "da", "gr": "el", "jp": "ja", "kr": "ko", "rs": "sr", "ua": "uk"}
_HEADS = {"iw": "he", "in": "id", "ji": "yi", "nb": "no", "nn": "no", **COUNTRIES}
# Labels of the detector that no mirror writes in: no language, Latin, constructed ones.
_NO_NEWS = frozenset(("zxx", "la", "vo", "eo", "ia", "io"))

# Scripts that name their language, or leave a few to choose from.
_SCRIPTS = (
    (re.compile("[\u3040-\u30ff]"), 0.05, "ja"),
    (re.compile("[\uac00-\ud7af]"), 0.2, "ko"),
    (re.compile("[\u4e00-\u9fff]"), 0.3, "zh"),
    (re.compile("[\u0e00-\u0e7f]"), 0.3, "th"),
    (re.compile("[\u0590-\u05ff]"), 0.3, "he"),
    (re.compile("[\u0370-\u03ff]"), 0.3, "el"),
    (re.compile("[\u10a0-\u10ff]"), 0.3, "ka"),
    (re.compile("[\u0530-\u058f]"), 0.3, "hy"),
    (re.compile("[\u0980-\u09ff]"), 0.3, "bn"),
    (re.compile("[\u0b80-\u0bff]"), 0.3, "ta"),
    (re.compile("[\u0c00-\u0c7f]"), 0.3, "te"),
    (re.compile("[\u0c80-\u0cff]"), 0.3, "kn"),
    (re.compile("[\u0d00-\u0d7f]"), 0.3, "ml"),
    (re.compile("[\u0a80-\u0aff]"), 0.3, "gu"),
    (re.compile("[\u0a00-\u0a7f]"), 0.3, "pa"),
    (re.compile("[\u0d80-\u0dff]"), 0.3, "si"),
    (re.compile("[\u1000-\u109f]"), 0.3, "my"),
    (re.compile("[\u1780-\u17ff]"), 0.3, "km"),
)
_WORDS = {
    "en": "the of and to in a that is was for on with as it said he by at from his have be has were are an but they",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus hat",
    "fr": "de la le et les des en un une du que est pour qui dans a par plus pas au sur ne se ce il sont avec son",
    "es": "de la que el en y a los se del las un por con no una su para es al lo como más pero sus le ha o este",
    "pt": "de a o que e do da em um para com não uma os no se na por mais as dos como mas ao ele das à seu sua",
    "it": "di e il la che in a per un del è non una i le da con si dei al nel della ha più come ma sono gli alla",
    "nl": "de van het een en in is dat op te zijn met voor niet aan er die om ook als maar bij nog uit werd door over",
    "sv": "och i att det som en på är av för med till den har de inte om ett han men var jag från kan vid så",
    "no": "og i det er på en som av til å for med at har de ikke den et om var fra men han ved skal vi",
    "da": "og i det at er en til af på for med som den har de ikke der et om var fra men han ved skal vi blev",
    "fi": "ja on ei että se oli hän joka mutta myös ovat kun niin tai mukaan vuoden sen olla jo nyt",
    "pl": "w i na z że się do nie to jest o jak za od po przez dla są ale oraz jego co tym był ich",
    "cs": "a v se na je že o s z do i to za ve pro jsou by ale podle od po které jako byl jeho které",
    "sk": "a v sa na je že o s z do aj to za vo pre sú by ale podľa od po ktoré ako bol jeho",
    "hu": "a az és hogy nem is egy volt meg ez de szerint már csak lesz még mint azt el van",
    "ro": "de și în a la cu pe că nu un o din este pentru care mai au fost sunt al ale se prin",
    "tr": "ve bir bu için de da ile olarak olan çok daha gibi kadar sonra ancak en ise olduğunu dedi göre",
    "hr": "i u je se na da su za od s a o koji će kako ne što iz do te bi nije kao ali",
    "id": "yang dan di dengan untuk pada tidak ini itu dari dalam akan juga ke karena adalah oleh saat telah bisa",
    "ms": "yang dan di dengan untuk pada tidak ini itu dari dalam akan juga ke kerana ialah oleh telah beliau",
    "vi": "và của là có trong được các cho không với những một người đã này khi đến ở để từ",
    "ca": "de la que i el en a els les per un una del amb es no ha és al se més com seu",
    "lt": "ir kad į yra su iš apie tai bet buvo po už ne kaip dėl jau nuo metų",
    "lv": "un ir ka no ar par uz kas tika arī bet gada to pēc pie vai",
    "et": "ja on et ei see oli ka kui ning aga mis oma selle ta või veel aasta",
    "sl": "in je v na se da za so ki z pa tudi o bo ne s po kot ali še bi",
    "az": "və bu ki ilə üçün bir də olan edib olub deyib görə sonra isə daha çox",
    "ru": "и в не на что с по это как из к за от для его а но был года также о он бы",
    "uk": "і в не на що з у до за як про від це та для його є але був року також із",
    "bg": "и на в да за се от е не с че по са до като си ще но които или",
    "sr": "и у је се на да су за од са а о који ће како не што из до те би није као",
    "be": "і ў не на што з да за як пра ад гэта для яго але быў года таксама",
    "kk": "және бұл мен үшін бір деп осы болып туралы да де бойынша",
    "ar": "في من على أن إلى عن التي الذي هذا هذه مع ما كان قال لا بعد بين أو كما",
    "fa": "و در به از که این را با است برای آن یک تا می شد شده بر خود هم کرد",
    "ur": "کے کی میں کا ہے اور سے نے کو پر کہ اس یہ ہیں تھا لیے گیا ایک",
    "hi": "के में की है को से का और ने पर कि यह भी एक इस नहीं लिए हैं गया कर",
    "mr": "आहे आणि या ते हे च्या एक तर मध्ये होते केली करण्यात असे",
    "ne": "र छ को मा ले पनि गरेको भएको छन् हो यो नेपाल",
}  # fmt: skip


@lru_cache(maxsize=1)
def _index() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for language, words in _WORDS.items():
        for word in dict.fromkeys(words.split()):
            found.setdefault(word, []).append(language)
    return {word: tuple(languages) for word, languages in found.items()}


def is_common(word: str) -> bool:
    """Whether a word in small letters is among the commonest of a language.

    >>> is_common("said"), is_common("wird"), is_common("mha")
    (True, False, False)
    """
    return word in _index()


def tag(declared: str | None) -> str | None:
    """A declared language as BCP 47 primary tag and region; None for what is none.

    >>> tag("en_US"), tag("de"), tag("x-default"), tag("english"), tag("zh-cmn-Hans")
    ('en-US', 'de', None, None, 'zh-Hans')
    """
    text = (declared or "").split(",")[0].strip().replace("_", "-")
    if not _TAG.match(text):
        return None
    parts = text.split("-")
    primary = _HEADS.get(parts[0].lower(), parts[0].lower())
    # "zh-cmn-Hans": what the second part says more closely is the first one's meaning anyway.
    more = parts[2:] if len(parts) > 1 and len(parts[1]) == 3 and parts[1].isalpha() else parts[1:]
    rest = [p.title() if len(p) == 4 else p.upper() for p in more]
    return "-".join([primary, *rest])


def detect(text: str, declared: str | None = None) -> str | None:
    """The language of a text: what the page declares where the text bears it out, else what the text says.

    >>> detect("Der Rat hat am Dienstag über die neuen Fähren und den Hafen beraten", "en")
    'de'
    >>> detect("The council met on Tuesday to discuss the ferries", "en-GB")
    'en-GB'
    """
    claim = tag(declared)
    sample = text[:SAMPLE]
    letters = len(sample.encode().translate(None, _NO_LETTERS)) if sample.isascii() else sum(map(str.isalpha, sample))
    if letters < LEAST_LETTERS:
        return claim
    found = _settled(sample, letters)
    if found is None:
        found, certainty = _asked(sample[:ASKED])
        # A few words may be names: what the page says of itself is given up only for what is sure.
        if found is None or certainty < (SURE if claim else LIKELY):
            return claim
    if claim and (claim.split("-")[0] == found or {claim.split("-")[0], found} in _TWINS):
        return claim
    return found


# Pairs that common words hardly tell apart: there the declaration is believed.
_TWINS = tuple(
    set(pair.split())
    for pair in (
        "no da", "id ms", "hr sr", "hr bs", "sr bs", "cs sk", "es ca", "es gl", "pt gl", "hi mr", "hi ne", "hr sl",
        "bg mk",
        "ar ur", "az tr",
    )
)  # fmt: skip


_ASCII = bytes(range(128))


def of_script(text: str) -> str | None:
    """The language of a text in a script that one language only is written in, most of it; None for any other.

    >>> of_script("港口恢复通航"), of_script("Port reopens")
    ('zh', None)
    """
    sample = text[:SAMPLE]
    return None if sample.isascii() else _by_script(sample, sum(map(str.isalpha, sample)))


def _by_script(text: str, letters: int) -> str | None:
    # (A letter of any of these scripts has two bytes or more that are not ASCII.)
    others = 0 if text.isascii() else len(text.encode("utf-8", "surrogatepass").translate(None, _ASCII))
    for pattern, share, language in _SCRIPTS if others else ():
        if others >= 2 * share * letters and len(pattern.findall(text)) >= share * letters:
            return language
    return None


def _settled(text: str, letters: int) -> str | None:
    """The language that script or common words settle beyond doubt, or None."""
    written = _by_script(text, letters)
    if written is not None:
        return written
    words = _WORD.findall(text.casefold())
    if len(words) < LEAST_WORDS:
        return None
    votes: dict[str, int] = {}
    index = _index()
    for word, count in Counter(words).items():
        languages = index.get(word)
        if languages:
            weight = count if len(languages) > 1 else 2 * count
            for language in languages:
                votes[language] = votes.get(language, 0) + weight
    if not votes:
        return None
    (first, most), *rest = Counter(votes).most_common(2)
    if most < LEAST_SHARE * len(words) or (rest and most < MARGIN * rest[0][1]):
        return None
    return first


_loading = Lock()


def check() -> None:
    """Raise ConfigError where py3langid, which every installation has, is missing: asked before a run begins."""
    if find_spec("py3langid") is None:
        raise ConfigError(
            "py3langid is not installed, and languages cannot be told without it; run pip install newscrawl again"
        )


def _detector() -> Any:
    with _loading:  # threads that need it at the same time load it once
        return _model()


@lru_cache(maxsize=1)
def _model() -> Any:
    check()
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def is_loaded() -> bool:
    """Whether the model of languages is in memory; to load it takes 0.7 s of CPU and 100 MiB."""
    return _model.cache_info().currsize > 0


def _asked(text: str) -> tuple[str | None, float]:
    """What py3langid says of a text, and how sure it is, 0 to 1."""
    found, certainty = _detector().classify(text)
    return (None if found in _NO_NEWS else _HEADS.get(found, found)), float(certainty)
