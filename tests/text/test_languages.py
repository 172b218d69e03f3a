"""Which language a text is in: long and short, declared rightly, wrongly and not at all."""

from __future__ import annotations

import sys

import pytest

from newscrawl.errors import ConfigError
from newscrawl.text import languages
from newscrawl.text.languages import detect, tag

LONG = {
    "en": "The council met on Tuesday to discuss the ferries, and it was said that the harbour would be closed for the rest of "
    "the year because of the storm that had broken the quay in the night. Nobody was hurt, but the school will not open.",
    "de": "Der Rat hat am Dienstag über die Fähren beraten, und es hieß, dass der Hafen für den Rest des Jahres geschlossen "
    "ist, weil der Sturm in der Nacht den Kai zerstört hat. Die Schule bleibt noch eine Woche zu, und niemand ist verletzt.",
    "sv": "Kommunen höll ett möte på tisdagen om färjorna och det sades att hamnen ska vara stängd resten av året för att "
    "stormen har förstört kajen under natten. Ingen blev skadad, men skolan öppnar inte förrän på måndag.",
}
SHORT = [
    ("The harbour stays closed after the storm, the mayor says", "en"),
    ("Der Hafen bleibt nach dem Sturm geschlossen, sagt die Stadt", "de"),
    ("Le port reste fermé après la tempête, annonce la mairie", "fr"),
    ("El puerto sigue cerrado tras la tormenta, dice el alcalde", "es"),
    ("O porto continua fechado depois da tempestade, diz a prefeitura", "pt"),
    ("Il porto resta chiuso dopo la tempesta, dice il sindaco", "it"),
    ("De haven blijft dicht na de storm, zegt de burgemeester", "nl"),
    ("Port pozostaje zamknięty po burzy, mówi burmistrz miasta", "pl"),
    ("A kikötő a vihar után zárva marad, mondta a polgármester", "hu"),
    ("Fırtınanın ardından liman kapalı kalacak, belediye açıkladı", "tr"),
    ("Satama pysyy suljettuna myrskyn jälkeen, kertoo kaupunki", "fi"),
    ("Порт остается закрытым после шторма, сообщила мэрия", "ru"),
    ("Порт залишається закритим після шторму, повідомила мерія", "uk"),
    ("الميناء ما زال مغلقا بعد العاصفة كما قال رئيس البلدية", "ar"),
    ("بندر پس از توفان همچنان بسته است، شهردار گفت", "fa"),
    ("तूफान के बाद बंदरगाह बंद रहेगा, महापौर ने कहा", "hi"),
    ("Cảng vẫn đóng cửa sau cơn bão, thị trưởng cho biết", "vi"),
    ("Pelabuhan tetap ditutup setelah badai, kata wali kota", "id"),
    ("Bandari imefungwa baada ya dhoruba, meya wa mji amesema", "sw"),
    ("港は嵐のあとも閉鎖されたままだと市長が述べた", "ja"),
    ("市长说，风暴过后港口仍然关闭，学校下周开学", "zh"),
    ("폭풍 이후 항구는 계속 폐쇄된다고 시장이 말했다", "ko"),
]


@pytest.mark.parametrize("language", LONG)
def test_a_page_of_text(language: str) -> None:
    assert detect(LONG[language]) == language
    assert detect(LONG[language], f"{language}-XX") == f"{language}-XX"
    assert detect(LONG[language], "tr") == language


@pytest.mark.parametrize(("text", "language"), SHORT)
def test_a_line_of_text(text: str, language: str) -> None:
    pytest.importorskip("py3langid")
    assert detect(text) == language
    assert detect(text, language) == language


def test_a_few_words_do_not_outvote_the_page() -> None:
    assert detect("Berlin, Paris, New York", "it") == "it"
    assert detect("Vorarlberg Alpine Hotel", "en-GB") == "en-GB"
    assert detect("12:30", None) is None
    assert detect("", "de") == "de"


def test_tags() -> None:
    assert [tag(text) for text in ("de_AT", "zh-hant-tw", "iw", "cn", "DK", "english", None)] == [
        "de-AT",
        "zh-Hant-TW",
        "he",
        "zh",
        "da",
        None,
        None,
    ]


def test_a_missing_dependency_is_said_and_no_language_is_made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "py3langid", None)
    monkeypatch.setattr(languages, "find_spec", lambda name: None)
    languages._model.cache_clear()
    with pytest.raises(ConfigError, match="py3langid is not installed"):
        languages.check()
    with pytest.raises(ConfigError, match="py3langid is not installed"):
        languages.detect("Nytt hamnavtal klart")
