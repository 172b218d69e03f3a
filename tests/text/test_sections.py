"""What section labels mean: in many languages, as slugs, paths, breadcrumbs, and where a scope word is a trap."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from newscrawl.items import Printed, Provenance, RawArticle, SiteFacts
from newscrawl.text.article import interpret
from newscrawl.text.labels.media_topics import media_topics
from newscrawl.text.labels.words import fold, hits, sections_of_topics
from newscrawl.text.sections import choose_section, read_section
from tests.cpu import cpu_seconds

LABELS = [
    tuple(line.split("|"))
    for line in Path(__file__).with_name("section_labels.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
SCOPES = {"i": "international", "n": "national", "l": "local", "-": None}
SHARED = Path(os.environ.get("NEWSCRAWL_SHARED") or Path(__file__).resolve().parents[3] / "shared")
IPTC = SHARED / "wire" / "iptc_mediatopics_2019.json"


@pytest.mark.parametrize(("label", "language", "scope", "topic"), LABELS, ids=[f"{row[1]} {row[0]}" for row in LABELS])
def test_label(label: str, language: str, scope: str, topic: str) -> None:
    found = read_section(label, language)
    assert found.scope == SCOPES[scope]
    assert found.topics == (() if topic == "-" else (f"medtop:{topic}",))


def test_labels_mean_the_same_without_knowing_the_language() -> None:
    wrong = []
    for label, _, scope, topic in LABELS:
        found = read_section(label)
        if (found.scope, found.topics) != (SCOPES[scope], () if topic == "-" else (f"medtop:{topic}",)):
            wrong.append(label)
    assert len(wrong) < 0.03 * len(LABELS), wrong


@pytest.mark.parametrize(
    ("label", "section", "scope", "topic"),
    [
        # a scope word, but sport
        ("Coupe du monde", "sport", None, "15000000"),
        ("Internationaler Fußball", "sport", None, "15000000"),
        ("Чемпионат мира по футболу", "sport", None, "15000000"),
        # a genre or an editorial block
        ("Questions & answers", None, None, None),
        ("Spotlight", None, None, None),
        # the agency or the site, and a scope
        ("dpa Ausland", "world", "international", None),
        ("AP US News", "nation", "national", None),
        # slugs, paths, breadcrumbs, glued and bulleted
        ("welt-nachrichten", "world", "international", None),
        ("/noticias/economia", "business", None, "20000344"),
        ("/world/asia-pacific", "world", "international", None),
        ("sport/tennis", "sport", None, "15000000"),
        ("Start » Politik » Ausland", "politics", None, "11000000"),
        ("HomeBusiness", "business", None, "04000000"),
        ("• Wirtschaft", "business", None, "20000344"),
        ("ホーム > 経済", "business", None, "20000344"),
        # two in one
        ("Nacional | Salud", "health", None, "07000000"),
        ("Film & Music", "culture", None, "20000002"),
        ("Schule, Hochschule", "education", None, "20000400"),
        # words of two languages
        ("Kraj", "nation", "national", None),
    ],
)
def test_traps(label: str, section: str | None, scope: str | None, topic: str | None) -> None:
    found = read_section(label, "pl" if label == "Kraj" else None)
    assert (found.section, found.scope) == (section, scope)
    assert found.topics == ((f"medtop:{topic}",) if topic else ())


@pytest.mark.parametrize(
    "label",
    [
        "www.valley.example",
        "Autorin",
        "Ann Lee",
        "",
        "-",
        "S",
        "24",
        "The ship that left port last night was no ship at all",
    ],
)
def test_no_section(label: str) -> None:
    found = read_section(label)
    assert (found.section, found.scope, found.topics) == (None, None, ())


def test_a_word_means_what_it_means_in_the_pages_language() -> None:
    assert read_section("Kraj", "pl").scope == "national"
    assert read_section("Kraj", "cs").scope == "local"


@pytest.mark.parametrize(
    ("label", "language", "section"),
    [
        ("Sake", "af", "business"),
        ("Byd", "cy", "world"),
        ("Barn", "cy", "opinion"),
        ("Sanaa", "sw", "culture"),
        ("Y tế", "vi", "health"),
    ],
)
def test_a_word_that_is_another_one_elsewhere_counts_on_pages_of_its_language_only(
    label: str, language: str, section: str
) -> None:
    assert read_section(label, language).section == section
    assert {read_section(label, other).section for other in ("en", "de", "es", None)} == {None}


def test_news_in_one_language_is_no_topic_that_is_named_so_in_english() -> None:
    assert read_section("War", "so").topics == ()
    assert read_section("War", "en").topics == ("medtop:20000062",)


@pytest.mark.parametrize(
    ("label", "section"),
    [
        ("Un avis, un commentaire ?", None),
        ("Mon compte", None),
        ("Te puede interesar", None),
        ("Hot topics", None),
        ("View from the box", None),
        ("Dino", None),
        ("Editor's pick", None),
        ("Editors’ picks", None),
        ("Int'l", "world"),
        ("INT-L", "world"),
    ],
)
def test_short_words_of_other_languages_mean_nothing(label: str, section: str | None) -> None:
    assert read_section(label).section == section


@pytest.mark.parametrize(
    ("label", "language", "section"),
    [
        # vowel signs are no separators, and words stand without spaces
        ("ပြည်တွင်းသတင်းနှင့်အားကစား", "my", "sport"),
        ("ព័ត៌មានកីឡា", "km", "sport"),
        ("ຂ່າວກິລາ", "lo", "sport"),
        # a short word inside a longer one is not read
        ("ធម្មជាតិ", "km", "environment"),
        # three ways to write one letter
        ("Oʻzbekiston", "uz", "nation"),
        ("O‘zbekiston", "uz", "nation"),
        ("O'zbekiston", "uz", "nation"),
        ("Saħħa", "mt", "health"),
        ("sahha", "mt", "health"),
        ("Ƙwallon Ƙafa", "ha", "sport"),
        ("kwallon-kafa", "ha", "sport"),
        # languages that share a table
        ("تەندروستی", "ckb", "health"),
        ("Tenduristî", "kmr", "health"),
        # joined by a word of the language
        ("Zientzia eta teknologia", "eu", "science"),
        ("Билим жана илим", "ky", "education"),
        # what nations and regions call themselves
        ("Cymru", "cy", "nation"),
        ("Lëtzebuerg", "lb", "nation"),
        ("Euskal Herria", "eu", "local"),
        ("Kurdistan", "ku", "nation"),
    ],
)
def test_scripts_and_letters_of_languages_with_few_words(label: str, language: str, section: str) -> None:
    assert read_section(label, language).section == section


def test_every_topic_of_the_words_is_in_the_vocabulary_and_none_is_retired() -> None:
    vocabulary = media_topics()
    named = sections_of_topics()
    assert len(named) > 80
    assert not set(named) - set(vocabulary.topics)
    assert not set(named) & vocabulary.retired
    for topic in vocabulary.topics.values():
        assert vocabulary.above(topic.number)[-1].endswith("000000")


@pytest.mark.skipif(not IPTC.exists(), reason=f"no vocabulary in {IPTC}")
def test_the_vocabulary_is_the_published_one() -> None:
    published = json.loads(IPTC.read_text(encoding="utf-8"))
    numbers = {concept["qcode"].removeprefix("medtop:"): concept for concept in published["conceptSet"]}
    ours = media_topics()
    assert published["dateReleased"].startswith(ours.release)
    assert set(ours.topics) | ours.retired == set(numbers)
    assert ours.retired == {number for number, concept in numbers.items() if concept.get("retired")}
    for topic in ours.topics.values():
        concept = numbers[topic.number]
        assert topic.name == concept["prefLabel"]["en-GB"].strip()
        assert not topic.broader or any(uri.endswith(topic.broader) for uri in concept["broader"])


def test_topics_agree_with_the_names_that_iptc_gives_them_in_other_languages() -> None:
    if not IPTC.exists():
        pytest.skip(f"no vocabulary in {IPTC}")
    codes = {"se": "sv", "dk": "da", "pt-PT": "pt", "pt-BR": "pt", "zh-Hans": "zh"}
    right = wrong = 0
    for concept in json.loads(IPTC.read_text(encoding="utf-8"))["conceptSet"]:
        number = concept["qcode"].removeprefix("medtop:")
        if number not in media_topics().topics or media_topics().topics[number].broader:
            continue
        for language, name in concept["prefLabel"].items():
            found = read_section(name.strip(), codes.get(language, language)).topics
            if found and media_topics().above(found[0].removeprefix("medtop:"))[-1] == number:
                right += 1
            else:
                wrong += 1
    assert right >= 0.93 * (right + wrong), (right, wrong)


def test_folding() -> None:
    assert fold("ÉCONOMIE & Société") == fold("economie-societe")
    assert fold("U.S.") == "u s"
    assert hits("") == []


def test_nearest_label_is_chosen() -> None:
    found = choose_section(
        [
            Printed(text="Home", kind="text", where="breadcrumb"),
            Printed(text="In World", kind="text", where="beside-time"),
            Printed(text="sport", kind="url", where="path"),
        ]
    )
    assert (found.label, found.section) == ("In World", "world")


def _label(text: str, where: str) -> Printed:
    kind = "meta" if where == "article:section" else "jsonld" if where in ("articleSection", "trail") else "text"
    return Printed(text=text, kind=kind, where="breadcrumb" if where == "trail" else where)


@pytest.mark.parametrize(
    ("printed", "label", "section"),
    [
        # what metadata states goes before what stands somewhere, but not before the label in the line of the time
        ([("Contests", "kicker"), ("Sport", "articleSection")], "Sport", "sport"),
        ([("In World", "beside-time"), ("News", "articleSection")], "In World", "world"),
        # a word that says nothing is the label all the same, and the next says what it means
        ([("Panorama", "breadcrumb"), ("nachrichten", "articleSection")], "nachrichten", "other"),
        # of several that are stated, the one that is printed
        ([("Leisure", "kicker"), ("Outing,Leisure", "articleSection")], "Leisure", "lifestyle"),
        ([("Aktuell,FinTech", "articleSection")], "FinTech", "technology"),
        ([("news,world-news", "article:section")], "news,world-news", "world"),
        # the last crumb is the nearest
        ([("Biscuits", "breadcrumb"), ("Recipes", "breadcrumb"), ("Home", "breadcrumb")], "Biscuits", None),
        ([("Sport", "breadcrumb"), ("Ferry", "trail")], "Sport", "sport"),
        ([("News > World > Asia", "article:section")], "News > World > Asia", "world"),
        # what a template left unfilled is none
        ([("{$category}", "articleSection"), ("Sport", "kicker")], "Sport", "sport"),
        (
            [("undefined", "articleSection"), ("https://m.example/world", "article:section"), ("World", "kicker")],
            "World",
            "world",
        ),
        ([("Sin categoría", "kicker"), ("Deportes", "trail")], "Deportes", "sport"),
        # names, fields, months and sentences are none
        ([("Ann Lee", "kicker"), ("Local", "kicker")], "Local", "local"),
        ([("Valley Times", "above-headline"), ("In World", "in-line")], "In World", "world"),
        ([("Tags:", "kicker"), ("Kategorie: Kultur", "kicker")], "Kultur", "culture"),
        ([("Giugno 2024", "breadcrumb"), ("Sport", "kicker")], "Sport", "sport"),
        ([("Eylül 2024", "breadcrumb"), ("Сентябрь 2024", "breadcrumb"), ("Sport", "kicker")], "Sport", "sport"),
        ([("October 2023", "breadcrumb"), ("in Healthcare", "kicker")], "Healthcare", "health"),
        ([("Previous | Next", "above-headline"), ("Travel", "path")], "Travel", "lifestyle"),
        ([("Tweet", "above-headline"), ("TEXT SIZE - +", "beside-time"), ("Travel", "kicker")], "Travel", "lifestyle"),
        ([("« Back to Article", "above-headline"), ("Home", "kicker"), ("Travel", "path")], "Travel", "lifestyle"),
        ([("How the world sells its last old ferry", "above-headline"), ("Travel", "trail")], "Travel", "lifestyle"),
    ],
)
def test_choice(printed: list[tuple[str, str]], label: str, section: str | None) -> None:
    found = choose_section([_label(*one) for one in printed], others={"ann lee", "valley times"})
    assert (found.label, found.section) == (label, section)


def test_bullets_by_the_thousand_cost_little() -> None:
    bullets = [Printed(text="Sport" + "/" * 50_000 + "x", kind="text", where="kicker")]
    assert choose_section(bullets).label is not None
    assert cpu_seconds(lambda: choose_section(bullets), under=1) < 1


def test_the_sites_name_in_a_title_and_a_line_with_writer_and_agency_are_no_labels() -> None:
    raw = RawArticle(
        url="https://x.example/a",
        paragraphs=("The harbour council voted on Wednesday to close the quay, officials said.",),
        headlines=(
            Printed(text="Council closes the old quay", kind="text", where="h1"),
            Printed(text="Council closes the old quay - Valley Times", kind="text", where="title"),
        ),
        bylines=(Printed(text="Carol Lind", kind="jsonld", where="author"),),
        sections=tuple(
            Printed(text=text, kind="text", where="above-headline")
            for text in ("Valley Times", "CAROL LIND Associated Press", "Tags # Quays", "Writer", "3 Comments", "World")
        ),
    )
    found = interpret(raw, SiteFacts(), provenance=Provenance(via="file"))
    assert found.section_label == "World"
    stated = replace(raw, sections=(Printed(text="Valley Times", kind="meta", where="article:section"),))
    assert interpret(stated, SiteFacts(), provenance=Provenance(via="file")).section_label == "Valley Times"
