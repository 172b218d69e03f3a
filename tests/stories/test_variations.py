"""What mirrors do to copy, on invented stories: each is linked, and typed as what it is; lists without decimals stay apart."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

import pytest

from fixtures.demo import english
from newscrawl.stories import Copy, Linker, MemoryIndex

START = datetime(2026, 9, 1, tzinfo=UTC)
LOOK_ALIKE = str.maketrans("aeopcxyis", "аеорсхуіѕ")
GREEK = str.maketrans("aeopxuiktn", "αεορχυικτη")
MISREAD = (("rn", "m"), ("m", "rn"), ("l", "1"), ("o", "0"), ("e", "c"), ("h", "b"))
SCRIPTS = {
    "Chinese": [chr(c) for c in range(0x4E00, 0x4E00 + 2500)],
    "Japanese": [chr(c) for c in (*range(0x3041, 0x3090), *range(0x4E00, 0x4E00 + 800))],
    "Thai": [chr(c) for c in (*range(0xE01, 0xE2F), *range(0xE30, 0xE3A))],
}
Paragraphs = list[str]


def story(number: int) -> Paragraphs:
    voice = english.English(f"varied:{number}", english.TOPICS[number % len(english.TOPICS)], "Cork", "Monday")
    r = random.Random(number)
    cost = f"It cost ${r.randrange(1, 99)}.{r.randrange(10)} million and took {r.randrange(1000, 9999):,} days."
    return [voice.lede(), cost, *(voice.paragraph() for _ in range(10))]


def unspaced(script: str, number: int) -> Paragraphs:
    r, letters = random.Random(f"{script}:{number}"), SCRIPTS[script]
    weights = [1 / (place + 8) for place in range(len(letters))]
    return ["".join(r.choices(letters, weights, k=90)) + "。" for _ in range(8)]


def words_changed(paragraphs: Paragraphs, share: float, r: random.Random, change: Callable[[str], str]) -> Paragraphs:
    return [" ".join(change(word) if r.random() < share else word for word in p.split(" ")) for p in paragraphs]


def misread(word: str) -> str:
    return next((word.replace(printed, read, 1) for printed, read in MISREAD if printed in word), word)


def teasers(paragraphs: Paragraphs, r: random.Random) -> Paragraphs:
    found = list(paragraphs)
    for place in (7, 4, 2):
        found.insert(place, f"Read also: {english.English(str(r.random()), 'world', 'Bonn', 'Friday').headline()}")
    return found


def without_one(paragraphs: Paragraphs, r: random.Random) -> Paragraphs:
    place = r.randrange(2, len(paragraphs) - 2)
    return paragraphs[:place] + paragraphs[place + 1 :]


def carried_on(paragraphs: Paragraphs, r: random.Random) -> Paragraphs:
    voice = english.English(str(r.random()), "world", "Cork", "Monday")
    return [voice.lede(), *paragraphs[1:], *(voice.paragraph() for _ in range(5))]


Variation = Callable[[Paragraphs, random.Random], Paragraphs]
CUTS: dict[str, tuple[str, Variation]] = {
    "a paragraph of the middle cut": ("near", without_one),
    "the lead repeated": ("near", lambda p, r: [p[0], *p]),
    "seven tenths": ("excerpt", lambda p, r: p[: round(len(p) * 0.7)]),
    "a half": ("excerpt", lambda p, r: p[: len(p) // 2]),
    "three tenths": ("excerpt", lambda p, r: p[: round(len(p) * 0.3)]),
    "the middle": ("excerpt", lambda p, r: p[2:6]),
}
ENGLISH: dict[str, tuple[str, Variation]] = {
    **CUTS,
    "look-alike letters": (
        "exact",
        lambda p, r: words_changed(p, 0.15, r, lambda w: w[:-1].translate(LOOK_ALIKE) + w[-1:] if len(w) > 3 else w),
    ),
    "Greek look-alikes": (
        "exact",
        lambda p, r: words_changed(p, 0.9, r, lambda w: w[:-1].translate(GREEK) + w[-1:] if w[-1:] in "bcdfs" else w),
    ),
    "misread letters": ("near", lambda p, r: words_changed(p, 0.08, r, misread)),
    "local spelling": (
        "near",
        lambda p, r: [x.replace("our ", "or ").replace("ise", "ize").replace("tre", "ter") for x in p],
    ),
    "currency and thousands restyled": (
        "near",
        lambda p, r: [re.sub(r"\$(\d+\.\d) million", r"US$\1m", x).replace(",", "") for x in p],
    ),
    "teasers between": ("near", teasers),
    "misread, with teasers": ("near", lambda p, r: words_changed(teasers(p, r), 0.05, r, misread)),
    "a misread half": ("excerpt", lambda p, r: words_changed(p[:6], 0.05, r, misread)),
    "carried on": ("update", carried_on),
    "another language after it": ("update", lambda p, r: [*p, *unspaced("Chinese", r.randrange(10**6))[:5]]),
}


def check(make: Callable[[int], Paragraphs], variations: dict[str, tuple[str, Variation]], count: int) -> None:
    r, index = random.Random(3), MemoryIndex()
    linker, wrong, asked = Linker(index), [], 0
    arriving: list[tuple[datetime, str, Paragraphs]] = []
    for number in range(count):
        at, whole = START + timedelta(minutes=37 * number), make(number)
        arriving.append((at, f"{number}/", whole))
        for name in r.sample(sorted(variations), 3):
            later = at + timedelta(minutes=r.randrange(5, 900))
            arriving.append((later, f"{number}/{name}", variations[name][1](whole, r)))
    r.shuffle(arriving)
    for at, id, paragraphs in arriving:
        linker.add(Copy(id=id, body="\n\n".join(paragraphs), published_at=at, fetched_at=at))
    for _, id, _ in arriving:
        number, name = id.split("/")
        assert linker.story_of(id) == linker.story_of(f"{number}/"), id
        if name:
            asked += 1
            relations = {
                e.comparison.relation for e in index.edges_of(id) if (e.later, e.earlier) == (id, f"{number}/")
            }
            expected = variations[name][0]
            if relations != {expected} and not (name == "local spelling" and relations == {"exact"}):
                wrong.append((id, relations, expected))
    assert len({linker.story_of(id) for _, id, _ in arriving}) == count
    assert len(wrong) <= 0.03 * asked, wrong


def test_english() -> None:
    check(story, ENGLISH, 60)


@pytest.mark.parametrize("script", SCRIPTS)
def test_scripts_without_spaces(script: str) -> None:
    check(lambda number: unspaced(script, number), CUTS, 30)


def levies(day: int, goods: Sequence[str]) -> Paragraphs:
    r = random.Random(day)
    return [
        "Import levies announced by the commission for cereals and other goods, in units a tonne:",
        *(f"{one} {r.randrange(20, 300)} ({r.randrange(20, 300)})" for one in goods),
    ]


def test_lists_without_decimals_stay_apart_by_day() -> None:
    linker, goods = (
        Linker(MemoryIndex()),
        ("Barley", "Wheat", "Maize", "Oats", "Rye", "Sugar", "Rice", "Beef", "Butter"),
    )
    for day in range(60):
        at, lines = START + timedelta(days=day), levies(day, goods)
        linker.add(Copy(id=f"{day}", body="\n\n".join(lines), published_at=at, fetched_at=at))
        again = ["Markets page", lines[0].replace("announced", "issued"), *lines[1:]]
        link = linker.add(
            Copy(id=f"{day}b", body="\n\n".join(again), published_at=at + timedelta(minutes=30), fetched_at=at)
        )
        assert (link.id, link.relation) == (f"{day}", "near")


DIGITS = {"Arabic": "٠١٢٣٤٥٦٧٨٩٫", "Devanagari": "०१२३४५६७८९.", "plain": "0123456789."}
FORECAST = (
    "Outlook of the harbour office: a high of # degrees on the coast and # inland, lows near # and #, wind from the west at # "
    "knots with gusts of #, waves of # hands off the point and # in the bay, a chance of rain of # in the morning and # at night."
)
MARKETS = (
    "أغلق مؤشر البورصة عند مستوى # نقطة مقابل # نقطة في الجلسة السابقة وبلغت قيمة التداول # مليون وسجل سعر الصرف # للدولار # "
    "لليورو كما بلغ سعر الجرام # وسعر البرميل # تسليم الشهر المقبل"
)
EXCHANGE = (
    "ตลาดหลักทรัพย์ปิดการซื้อขายวันนี้ที่ระดับ # จุด จากระดับ # จุด เมื่อวันก่อน มูลค่าการซื้อขาย # ล้านบาท ดัชนีปิดที่ # จุด ค่าเงินอยู่ที่ # ต่อดอลลาร์ "
    "ราคาทองคำอยู่ที่ # บาท น้ำมันดิบ # ต่อบาร์เรล"
)
CLOSING = (
    "港町株式市場の総合指数は#円で取引を終えた。前日の終値は#円だった。港湾指数は#、出来高は#万株、売買代金は#億円となった。"
    "為替市場では一ドル#円、一ユーロ#円で推移した。金は一グラム#円、原油は一バレル#ドルで取引された。"
)


@pytest.mark.parametrize("decimals", [False, True], ids=["integers", "decimals"])
@pytest.mark.parametrize("digits", DIGITS)
@pytest.mark.parametrize("form", [FORECAST, MARKETS, EXCHANGE, CLOSING], ids=["English", "Arabic", "Thai", "Japanese"])
def test_forms_that_are_filled_with_numbers_stay_apart_by_day(form: str, digits: str, decimals: bool) -> None:
    r, linker = random.Random(5), Linker(MemoryIndex())
    for day in range(30):
        text = form
        while "#" in text:
            number = f"{r.randrange(1000)}.{r.randrange(100):02}" if decimals else str(r.randrange(10, 400))
            text = text.replace("#", number.translate(str.maketrans("0123456789.", DIGITS[digits])), 1)
        at = START + timedelta(days=day)
        linker.add(Copy(id=f"{day}", body=text, published_at=at, fetched_at=at))
        again = Copy(id=f"{day}b", body=f"Our page. {text}", published_at=at + timedelta(hours=1), fetched_at=at)
        link = linker.add(again)
        assert (link.id, link.relation) == (f"{day}", "near")


def test_digits_of_a_script_are_those_of_another() -> None:
    linker = Linker(MemoryIndex())
    for place, digits in enumerate(DIGITS.values()):
        text = MARKETS.replace("#", "1.5").translate(str.maketrans("0123456789.", digits))
        link = linker.add(Copy(id=f"{place}", body=text, published_at=START + timedelta(hours=place), fetched_at=START))
        assert link.relation == ("exact" if place else None)
