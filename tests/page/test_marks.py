"""Marks: what is cut by a paywall, a live blog, several stories on one page or only a caption says so, in many languages."""

from __future__ import annotations

import pytest

from newscrawl.desk.judging import verdict
from newscrawl.items import Article, Provenance, SiteFacts
from newscrawl.page import read_page
from newscrawl.page.tree.walk import MOST_BLOCKS
from newscrawl.text.article import interpret

FIRST = [
    "The lighthouse of Varn was moved sixty metres inland on Tuesday because the cliff below it crumbles.",
    "Forty hydraulic jacks lifted the tower, which weighs eight hundred tonnes, and set it on rails, engineers said.",
]
WHOLE = [
    *FIRST,
    "The work took eleven hours. A crowd of about two thousand people watched from the harbour wall, police said. " * 4,
    "The keeper's house, built in 1874, stays where it is for now; the county has no money for a second move. " * 5,
    "Three other towers on this coast stand closer than a hundred metres to the edge, a survey found last year. " * 5,
]


def read(
    inside: str, *, head: str = "", title: str = "Lighthouse of Varn is moved inland", path: str = "/n/1"
) -> Article:
    page = (
        f"<html><head><title>{title}</title>{head}</head><body><ul class=menu><li><a href=/>Home</a></li></ul>"
        f"<h1>{title}</h1>{inside}<footer>Coast Times</footer></body></html>"
    )
    raw = read_page(page.encode(), url=f"https://coast.example{path}")
    return interpret(raw, SiteFacts(), provenance=Provenance(via="file"))


def paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


WALLS = [
    "Subscribe to continue reading",
    "This article is for subscribers only. Already a subscriber? Log in",
    "You have reached your monthly limit of free articles.",
    "Already have a subscription? Sign in to keep reading.",
    "The rest of this story is available to members.",
    "Please login or subscribe to read more",
    "Weiterlesen mit Küste+",
    "Diesen Artikel können nur Abonnenten lesen. Jetzt abonnieren",
    "Jetzt testen und sofort weiterlesen",
    "Cet article est réservé aux abonnés",
    "Il vous reste 72 % de cet article à lire. La suite est réservée aux abonnés.",
    "Contenido exclusivo para suscriptores",
    "Suscríbete para seguir leyendo",
    "Contenuto riservato agli abbonati",
    "Abbonati per continuare a leggere",
    "Conteúdo exclusivo para assinantes",
    "Assine para continuar lendo",
    "Dit artikel is alleen voor abonnees",
    "Den här artikeln är endast för prenumeranter",
    "Denne saken er kun for abonnenter",
    "Artykuł dostępny tylko dla subskrybentów",
    "Материал доступен только по подписке",
    "Bu haberin devamını okumak için abone olun",
    "この記事は有料会員限定です",
    "订阅后继续阅读",
    "本文为付费内容，订阅后可阅读全文",
    "Den här artikeln är för prenumeranter",
    "Dalszy ciąg artykułu dostępny dla subskrybentów",
    "유료 구독자만 볼 수 있는 기사입니다",
    "You have 2 free articles left. Subscribe for unlimited access.",
    "Pozostało 70% tekstu. Kup dostęp i czytaj całość.",
    "Zaloguj się lub wykup subskrypcję, aby czytać dalej",
    "Celý článek je určen jen předplatitelům",
    "Pokračovanie článku je len pre predplatiteľov. Prihláste sa.",
    "Nadaljevanje članka je na voljo samo naročnikom.",
    "Nastavak članka dostupan je samo pretplatnicima.",
    "Наставак текста је доступан само претплатницима.",
    "Продолжете да читате со претплата",
    "Цялата статия е достъпна само за абонати.",
    "Повний текст доступний тільки передплатникам",
    "Поўны тэкст толькі для падпісчыкаў",
    "Ez a tartalom csak előfizetőink számára elérhető. Jelentkezz be!",
    "Csak előfizetőknek",
    "Denna artikel är låst. Bli prenumerant för att läsa hela.",
    "Þessi grein er aðeins fyrir áskrifendur.",
    "Tämä juttu on vain tilaajille. Kirjaudu sisään.",
    "Jatka lukemista tilaajana",
    "Artikkel on ainult tellijatele. Logi sisse.",
    "Raksts pieejams tikai abonentiem.",
    "Visas straipsnis – tik prenumeratoriams",
    "Devamını okumak için abone olun ya da giriş yapın",
    "Bu içerik sadece abonelere açıktır.",
    "Bu məqalə yalnız abunəçilər üçündür.",
    "Για να διαβάσετε ολόκληρο το άρθρο γίνετε συνδρομητής",
    "Acest articol este rezervat abonaților. Abonează-te!",
    "Contingut exclusiu per a subscriptors",
    "Ky artikull është vetëm për abonentët.",
    "이 기사는 구독자 전용입니다",
    "Artikel ini hanya untuk pelanggan. Sila langgan.",
    "Nội dung chỉ dành cho thành viên trả phí.",
    "เนื้อหานี้เฉพาะสมาชิกเท่านั้น",
    "आगे पढ़ने के लिए सब्सक्राइब करें",
    "এই প্রতিবেদন শুধু গ্রাহকদের জন্য।",
    "یہ خبر صرف سبسکرائبرز کے لیے ہے۔",
    "هذا المقال خاص بالمشتركين. سجل الدخول للمتابعة.",
    "ادامه مطلب فقط برای مشترکان است.",
    "הכתבה זמינה למנויים בלבד",
]


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("box", ["<p>{}</p>", '<div class="paywall-box"><h3>{}</h3><a href=/buy>1 € a week</a></div>'])
def test_a_wall_after_few_lines(wall: str, box: str) -> None:
    found = read(f"<div class=text>{paragraphs(FIRST)}{box.format(wall)}</div>")
    assert "paywalled" in found.marks
    assert (found.body or "").split("\n\n") == FIRST


@pytest.mark.parametrize("wall", WALLS)
def test_a_wall_that_hides_nothing(wall: str) -> None:
    found = read(f"<div class=text>{paragraphs(WHOLE)}</div><div class=offer>{wall}</div>")
    assert "paywalled" not in found.marks


def test_closed_by_its_metadata_and_short() -> None:
    head = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": "False"}</script>'
    assert "paywalled" in read(f"<div>{paragraphs(FIRST)}</div>", head=head).marks
    assert "paywalled" not in read(f"<div>{paragraphs(WHOLE)}</div>", head=head).marks


def test_a_long_text_that_ends_in_mid_sentence_before_a_wall() -> None:
    cut = [*WHOLE, "And nobody at the county could say when the keeper's house …"]
    assert "paywalled" in read(f"<div>{paragraphs(cut)}</div><div><p>Subscribe to continue reading</p></div>").marks
    assert "paywalled" not in read(f"<div>{paragraphs(cut)}</div>").marks


ENTRIES = ["the tower rolls", "first metres done", "jacks in place", "crowd on the wall", "work begins"]


@pytest.mark.parametrize(
    ("title", "clock", "path"),
    [
        ("Live: the lighthouse of Varn moves", "<time>{}</time>", "/n/1"),
        ("Leuchtturm zieht um: Newsblog", "<p><b>{} Uhr</b></p>", "/n/1"),
        ("Le phare déménage, en direct", "<div class=h>{}</div>", "/n/1"),
        ("El faro se mueve: minuto a minuto", "<span class=hora>{}</span><br>", "/n/1"),
        ("Маяк переезжает: онлайн", "<p>{}</p>", "/n/1"),
        ("灯台が動く ライブ", "<p>{}</p>", "/n/1"),
        ("Lighthouse of Varn moves", "<p>{}</p>", "/news/live-blog/varn-1"),
    ],
)
def test_a_live_blog_by_its_name_and_clocks(title: str, clock: str, path: str) -> None:
    entries = "".join(
        f"<div class=entry>{clock.format(f'1{9 - n}:05')}<h3>Then {what}</h3><p>{WHOLE[n]}</p></div>"
        for n, what in enumerate(ENTRIES)
    )
    assert read(entries, title=title, path=path).marks == ("live_blog",)


def test_a_live_blog_by_headings_of_clocks_the_newest_first() -> None:
    entries = "".join(f"<h3>1{9 - n}.05 Uhr: {what}</h3><p>{WHOLE[n]}</p>" for n, what in enumerate(ENTRIES))
    assert read(f"<div>{entries}</div>").marks == ("live_blog",)


def test_a_programme_is_no_live_blog() -> None:
    entries = "".join(f"<h3>1{n}.05 Uhr: {what}</h3><p>{WHOLE[n]}</p>" for n, what in enumerate(ENTRIES))
    assert read(f"<div>{entries}</div>").marks == ()


def test_clocks_in_a_list_beside_a_text_make_no_live_blog() -> None:
    ticker = "".join(
        f"<li>1{9 - n}:05 <a href=/{n}>{what} in the town of Lund</a></li>" for n, what in enumerate(ENTRIES)
    )
    title = "The county will live with the sea"
    assert read(f"<ul>{ticker}</ul><div>{paragraphs(WHOLE)}</div><ul>{ticker}</ul>", title=title).marks == ()


@pytest.mark.parametrize(
    ("title", "path"),
    [
        ("News in brief", "/n/1"),
        ("Coast briefs: a tower, a ferry, a bridge", "/n/1"),
        ("Kurz notiert", "/n/1"),
        ("Breves", "/n/1"),
        ("Le littoral en bref", "/en-bref/1"),
        ("Коротко", "/n/1"),
        ("Kısa kısa", "/n/1"),
        ("简讯", "/n/1"),
        ("Tower, ferry, bridge", "/police-briefs/1"),
    ],
)
def test_briefs_by_their_name_and_headings(title: str, path: str) -> None:
    items = "".join(f"<h3>Of the {what}</h3><p>{WHOLE[n]}</p>" for n, what in enumerate(("tower", "ferry", "bridge")))
    assert read(f"<div>{items}</div>", title=title, path=path).marks == ("briefs",)


def test_briefs_by_datelines_of_several_places() -> None:
    items = [f"{place} (AP) — {text}" for place, text in zip(("OSLO", "LIMA", "ROME"), WHOLE, strict=False)]
    assert read(f"<div>{paragraphs(items)}</div>").marks == ("briefs",)


@pytest.mark.parametrize(
    "heads",
    [
        ("BUDGET —", "SCHOOLS —", "THE HARBOUR —"),
        ("<b>OSLO —</b>", "<b>LIMA —</b>", "<b>ROME —</b>"),
        ("<strong>BUDGET</strong> —", "<strong>SCHOOLS</strong> —", "<strong>ROADS</strong> —"),
        ("LONDON:", "TOKYO:", "NEW YORK:"),
    ],
)
def test_lead_ins_in_capitals_or_bold_head_no_stories_of_their_own(heads: tuple[str, ...]) -> None:
    items = "".join(f"<p>{head} {text}</p>" for head, text in zip(heads, WHOLE, strict=False))
    assert read(f"<div><p>{WHOLE[3]}</p>{items}</div>").marks == ()


def test_an_article_under_headings_is_no_briefs() -> None:
    items = "".join(f"<h3>Of the {what}</h3><p>{WHOLE[n]}</p>" for n, what in enumerate(("tower", "ferry", "bridge")))
    assert (
        read(f"<div><p>LIMA (AP) — {WHOLE[3]}</p>{items}</div>", title="In brief remarks, mayor thanks movers").marks
        == ()
    )


def test_a_picture_with_its_caption_and_nothing_else() -> None:
    caption = (
        "Movers push the lighthouse of Varn along its rails before a crowd of two thousand people. (AP Photo/Ann Orrin)"
    )
    found = read(
        f'<figure><img src="/tower.jpg"><figcaption>{caption}</figcaption></figure>', title="Picture of the day"
    )
    assert found.marks == ("caption_only",)
    assert found.body == caption.removesuffix(" (AP Photo/Ann Orrin)")
    assert found.captions == (found.body,)
    assert [(agency.name, agency.role) for agency in found.agencies] == [("AP", "photo")]
    assert found.dateline is None


def test_an_article_with_a_picture_is_no_caption() -> None:
    figure = '<figure><img src="/tower.jpg"><figcaption>Movers push the lighthouse along its rails in Varn.</figcaption></figure>'
    assert read(f"{figure}<div>{paragraphs(FIRST)}</div>").marks == ()


def test_a_page_that_ends_within_itself_is_truncated() -> None:
    page = f"<html><body><div><div><article><h1>Lighthouse of Varn is moved</h1>{paragraphs(FIRST)}"
    assert "truncated" in read_page(page.encode(), url="https://coast.example/n/1").marks
    assert "truncated" in read_page(page[:-40].encode(), url="https://coast.example/n/1").marks
    whole = f"<html><body><h1>Lighthouse of Varn is moved</h1><div>{paragraphs(FIRST)}</div>"
    assert "truncated" not in read_page(whole.encode(), url="https://coast.example/n/1").marks


def test_a_text_of_more_lines_than_are_read_is_truncated() -> None:
    def article(lines: int, behind: str = "") -> str:
        text = "".join(f"<p>The council said on Tuesday that {n} of the quays were closed.</p>" for n in range(lines))
        return f"<h1>Quays of Varn are closed</h1><article>{text}</article>{behind}"

    others = "".join(f"<div><a href=/{n}>Rain {n}</a></div>" for n in range(MOST_BLOCKS))
    for page, marks in (
        (article(MOST_BLOCKS - 2), ()),
        (article(MOST_BLOCKS + 50), ("truncated",)),
        (article(50, others), ()),  # what is not read is none of the text
    ):
        assert read_page(page, url="https://coast.example/n/1").marks == marks


def test_a_caption_nested_a_thousand_deep_is_read() -> None:
    deep = "<span>" * 3000 + "Movers push the lighthouse of Varn along its rails." + "</span>" * 3000
    figure = f'<figure><img src="/tower.jpg"><figcaption><i class=credit>Ann Orrin</i>{deep}</figcaption></figure>'
    found = read(f"{figure}<div>{paragraphs(WHOLE)}</div>")
    assert found.images[0].credit == "Ann Orrin"
    assert found.images[0].caption is not None
    assert found.images[0].caption.startswith("Movers push")


@pytest.mark.parametrize("wall", ["Полный текст доступен только подписчикам", "Jetzt 3 Monate für 2 Euro testen"])
def test_walls_of_other_words_are_walls_and_no_text(wall):
    article = read(f"<div>{paragraphs(FIRST)}<p>{wall}</p></div>")
    assert "paywalled" in article.marks
    assert wall not in (article.body or "")


def test_an_excerpt_with_a_link_to_the_rest_is_marked_and_archived():
    rest = "<p>The keeper's house stays where it is and the [...]</p><a href='https://o.example/1'>Read more</a>"
    article = read(f"<div>{paragraphs(FIRST)}{rest}</div>")
    assert article.marks == ("truncated",)
    assert (article.body or "").endswith("stays where it is and the")
    assert verdict(article, excerpt=True) == (None, None)
    assert verdict(article) == ("failed", "truncated")


def test_dots_in_brackets_without_a_link_are_text():
    article = read(f"<div>{paragraphs(FIRST)}<p>He read on: the tower shall be [...]</p></div>")
    assert article.marks == ()
    assert (article.body or "").endswith("[...]")


def test_paragraphs_that_clocks_open_make_a_ticker_under_its_name_and_keep_the_first_clock():
    entries = [f"<p><strong>1{n}.20 Uhr:</strong> {FIRST[n % 2]} Stand {n}.</p>" for n in (4, 3, 2, 1)]
    article = read(f"<div>{''.join(entries)}</div>", title="Liveticker: Der Turm von Varn")
    assert article.marks == ("live_blog",)
    assert (article.body or "").startswith("14.20 Uhr:")
    assert read(f"<div>{''.join(entries)}</div>").marks == ()


def test_the_latest_with_lines_of_clocks_is_a_live_blog():
    entries = [
        f"<p>{clock}</p><p>{text}</p>"
        for clock, text in zip(("4:15 p.m.", "2:30 p.m.", "11 a.m."), WHOLE, strict=False)
    ]
    article = read(f"<div>{''.join(entries)}</div>", title="The Latest: Tower of Varn on the move")
    assert article.marks == ("live_blog",)
    assert (article.body or "").startswith("4:15 p.m.")
    assert "11 a.m." in (article.body or "")


def test_briefs_keep_every_heading_and_dateline_and_have_none_of_their_own():
    def items(*agencies: str) -> str:
        places = ("VARN", "PORT ELM", "OSTER")
        return "".join(
            f"<p><b>News of {place.title()} today</b></p><p>{place} ({agency}) — {FIRST[0]}</p>"
            for place, agency in zip(places, agencies, strict=True)
        )

    article = read(f"<div>{items('AP', 'AP', 'AP')}</div>", title="World briefs: May 4")
    assert article.marks == ("briefs",)
    assert article.dateline is None
    assert (article.body or "").startswith("News of Varn today\n\nVARN (AP)")
    assert [agency.name for agency in article.agencies] == ["AP"]
    mixed = read(f"<div>{items('AP', 'AFP', 'Reuters')}</div>", title="World briefs: May 4")
    assert mixed.agencies == ()


@pytest.mark.parametrize(
    ("behind", "marks"),
    [
        ("<ul class=pages><li><a href=?p=2>2</a></li><li><a href=?p=2>Next Page</a></li></ul>", ("truncated",)),
        ("<div><a href=?all>View all pages</a></div>", ("truncated",)),
        ("<div><a href=?p=2>Weiter auf Seite 2</a></div>", ("truncated",)),
        ("<p>Page 1 of 2</p>", ("truncated",)),
        ("<h3>Latest news</h3><ul><li><a href=/n?p=2>Next page</a></li></ul>", ()),
        ("<div class=comments><p>A fine tower.</p><a href=?c=2>Next page</a></div>", ()),
        ("<p>Picture 1 of 9</p><a href=/g/2>Next</a>", ()),
    ],
)
def test_the_first_of_several_pages_is_truncated(behind: str, marks: tuple[str, ...]) -> None:
    assert read(paragraphs(WHOLE) + behind).marks == marks


def test_paragraphs_that_bare_clocks_open_the_newest_first_are_a_live_blog() -> None:
    clocks = ["17.00", "16.06", "15.25", "14.53", "14.29", "14.07", "13.45", "00.30", "23.46", "22.10"]
    entries = [f"{clock} The tower of Varn has moved {n} metres along its rails." for n, clock in enumerate(clocks)]
    assert read(paragraphs(entries)).marks == ("live_blog",)
    assert read(paragraphs(entries[::-1])).marks == ()
    assert read(paragraphs(entries[:5])).marks == ()


def test_a_login_far_behind_a_short_text_is_no_wall() -> None:
    between = "".join(f"<h4><a href=/t/{n}>A tower by the sea, number {n}</a></h4>" for n in range(20))
    text = f"<div class=text>{paragraphs(FIRST)}</div>"
    assert read(f"{text}<div>{between}</div><div><p>Already a member? Login.</p></div>").marks == ()
    assert read(f"{text}<div><p>Already a member? Login.</p></div>").marks == ("paywalled",)


@pytest.mark.parametrize("lost", ["\ufffd", "&#xFFFD;"])
def test_a_character_that_was_lost_before_is_told(lost: str) -> None:
    assert read(paragraphs([f"The lighthouse of V{lost}rn was moved on Tuesday.", *FIRST])).marks == (
        "suspect_encoding",
    )
    assert read(paragraphs(WHOLE) + f"<footer>Caf{lost} Varn</footer>").marks == ()


@pytest.mark.parametrize(
    "line",
    [
        "Subscribe to our newsletter and read on every morning.",
        "Zaprenumeruj nasz newsletter i czytaj więcej.",
        "Subscribers of the water company paid only half, the county said.",
        "Tylko abonenci elektrowni zapłacili mniej, podał urząd.",
        "“Only subscribers may read the article,” the keeper of the tower said.",
        "Abone sayısı sadece bin kişi arttı, dedi belediye.",
        "Podpora je len pre členov klubu, uviedol úrad.",
        "スクラップは会員限定です",
        "Подпишитесь на наш канал, чтобы читать новости дальше",
    ],
)
def test_subscribers_and_letters_are_no_wall(line: str) -> None:
    assert "paywalled" not in read(f"<div class=text>{paragraphs(FIRST)}</div><div class=box><p>{line}</p></div>").marks


@pytest.mark.parametrize(
    "name", ["class=paywall", "class='article-paywall js'", "id=regwall", "class=piano-inline", "class=subscribe-wall"]
)
def test_a_box_that_is_called_a_wall_behind_a_short_text(name: str) -> None:
    box = f"<div {name}><h3>Varn for 1 € a week</h3><a href=/buy>OK</a></div>"
    assert "paywalled" in read(f"<div class=text>{paragraphs(FIRST)}</div>{box}").marks
    assert "paywalled" not in read(f"<div class=text>{paragraphs(WHOLE)}</div>{box}").marks


@pytest.mark.parametrize(
    "page",
    [
        f"<div class=paywall><div class=text>{paragraphs(FIRST)}</div><p>Varn, 4 June. All of it is here.</p></div>",
        f"<div class=text>{paragraphs(FIRST)}</div><div class=paywall></div>",
        f"<div class=text>{paragraphs(FIRST)}</div><div class=no-paywall><p>Read our guide to the coast.</p></div>",
        f"<div class=text>{paragraphs(FIRST)}</div><div class=wallpaper><p>Read our guide to the coast.</p></div>",
    ],
)
def test_a_box_that_holds_the_text_or_nothing_is_no_wall(page: str) -> None:
    assert "paywalled" not in read(page).marks
