# ruff: noqa: E501 (pages are data)
"""What stands on article pages and is no text, before, in and after a text with headings, a list, a quotation and a table.

Every piece is put into every layout at every place; the text must come out whole, in order, and nothing else.
"""

from __future__ import annotations

import re

import pytest

from newscrawl.items import Provenance, SiteFacts
from newscrawl.page import read_page
from newscrawl.text.article import interpret

H = "Lighthouse of Varn is moved inland"
T = [
    "The lighthouse of Varn was moved sixty metres inland on Tuesday because the cliff below it crumbles, the county said.",
    "Forty hydraulic jacks lifted the tower, which weighs eight hundred tonnes, and set it on rails, engineers said.",
    "The work took eleven hours. A crowd of about two thousand people watched from the harbour wall, police said.",
    "The keeper's house, built in 1874, stays where it is for now; the county has no money for a second move.",
    "Three other towers on this coast stand closer than a hundred metres to the edge, a survey found last year.",
    '"We could hear the stones fall at night," said Marta Linde, who has kept the light since 1999.',
    "The sea takes about two metres of the coast each winter, geologists of the university of Lund say.",
]
PARTS = [
    f"<p>{T[0]}</p>",
    f"<p>{T[1]}</p>",
    "<h2>Rails from a mine</h2>",
    f"<p>{T[2]}</p>",
    "<ul><li>Height: 31 metres</li><li>Weight: 800 tonnes</li><li>Built: 1851</li></ul>",
    f"<p>{T[3]}</p>",
    f"<blockquote><p>{T[5]}</p></blockquote>",
    "<table><tr><th>Tower</th><th>Distance</th></tr><tr><td>Varn</td><td>4 m</td></tr><tr><td>Lund</td><td>90 m</td></tr></table>",
    "<h2>What comes next</h2>",
    f"<p>{T[4]}</p>",
    f"<p>{T[6]}</p>",
]
EXPECTED = [
    T[0],
    T[1],
    "Rails from a mine",
    T[2],
    "Height: 31 metres",
    "Weight: 800 tonnes",
    "Built: 1851",
    T[3],
    T[5],
    "Tower Distance",
    "Varn 4 m",
    "Lund 90 m",
    "What comes next",
    T[4],
    T[6],
]
LEAKS = {
    "bracketed link": "<p><strong>[See <a href=/n/2>5 Ways to Keep a Lighthouse</a>.]</strong></p>",
    "labelled links": "<p><b>STORY: </b><a href=/n/2>Lighthouse closes for good</a><br><b>STORY: </b><a href=/n/3>Tower falls</a></p>",
    "what a page says to those who hear it": "<p>“Start Quote</p>",
    "advert de": "<p>Anzeige</p>",
    "advert ar": "<p>إعلان</p>",
    "advert ja": "<div>広告</div>",
    "goes on da": "<p>Artiklen fortsætter under billedet.</p>",
    "goes on pt": "<p>Continua depois da publicidade</p>",
    "follow id": "<p>Ikuti berita terkini di WhatsApp Channel kami.</p>",
    "follow uk": "<p>Підписуйтесь на наш Telegram-канал.</p>",
    "error ru": "<p>Если вы нашли ошибку, выделите текст и нажмите Ctrl+Enter.</p>",
    "label and link id": '<p>Baca juga:</p><p><a href="/o">Pelabuhan Varn ditutup dua hari karena angin</a></p>',
    "label and link ko": '<p>[관련기사]</p><p><a href="/o">바른 항구 이틀 동안 폐쇄</a></p>',
    "label and link ar": '<p><strong>اقرأ أيضًا:</strong></p><p><a href="/o">إغلاق ميناء فارن يومين بسبب الرياح</a></p>',
    "label and link vi": '<p>Xem thêm:</p><p><a href="/o">Cảng Varn đóng cửa hai ngày vì gió lớn</a></p>',
    "newsletter": '<div class="x1"><h3>The Coast in your inbox</h3><p>Sign up for our morning newsletter and get the news of the coast by seven.</p><form><input type=email><button>Go</button></form></div>',
    "newsletter de": '<div class="x1"><h4>Küste am Morgen</h4><p>Mit unserem Newsletter wissen Sie schon um sieben Uhr, was an der Küste geschieht. Jetzt anmelden.</p></div>',
    "newsletter fr": '<div class="x1"><p>Recevez chaque matin notre lettre d’information : inscrivez-vous à la newsletter du littoral.</p></div>',
    "newsletter es": '<div class="x1"><p>Recibe cada mañana nuestro boletín con las noticias de la costa en tu correo.</p></div>',
    "offer without its words": '<div class="x1"><h3>The Coast at seven</h3><p>The stories that matter, before breakfast.</p><form><input type=email><button>OK</button></form></div>',
    "app": "<p><b>Download the Coast Times app</b> for alerts from the harbour.</p>",
    "whatsapp": '<p>Follow our <a href="https://whatsapp.com/channel/1">WhatsApp channel</a> for news of the coast.</p>',
    "telegram ru": '<p>Подписывайтесь на наш <a href="https://t.me/coast">канал в Telegram</a>.</p>',
    "share": '<div class="x2"><span>Share</span><a href="https://facebook.com/s">Facebook</a><a href="https://x.com/s">X</a><a href="mailto:x">E-mail</a></div>',
    "share de": '<div class="x2">Artikel teilen <a href="https://facebook.com/s">Facebook</a> <a href="https://x.com/s">X</a></div>',
    "read also": '<p><strong>Read also:</strong> <a href="/n/2">Ferry to Lund is late again</a></p>',
    "read also block": '<p><a href="/n/2">READ MORE: Ferry to Lund is late again</a></p>',
    "more in brackets": '<p>(<strong>MORE: </strong><a href="/n/2">Idle hands: 13 best pictures of the ferries</a>)</p>',
    "smotri": "<div><h4>Смотри также: Паром в Лунд опять опоздал</h4></div>",
    "divis": "<p>Дивіться також: Пором до Лунда знову запізнився</p>",
    "siehe auch": '<p>Lesen Sie auch: <a href="/n/2">Fähre nach Lund wieder verspätet</a></p>',
    "lire": '<p>» À lire aussi - <a href="/n/2">Le bac de Lund encore en retard</a></p>',
    "lea": '<p>Lea también: <a href="/n/2">El ferry de Lund llega tarde</a></p>',
    "leggi": '<p>LEGGI ANCHE: <a href="/n/2">Il traghetto di Lund è in ritardo</a></p>',
    "leia": '<p>Leia mais: <a href="/n/2">Balsa de Lund atrasa</a></p>',
    "chitaj": '<p>Читайте также: <a href="/n/2">Паром в Лунд опять опоздал</a></p>',
    "tr": '<p>İLGİLİ HABER: <a href="/n/2">Lund feribotu yine gecikti</a></p>',
    "ar": '<p>اقرأ أيضا: <a href="/n/2">العبارة تتأخر مرة أخرى</a></p>',
    "zh": '<p>延伸閱讀：<a href="/n/2">渡輪再次延誤</a></p>',
    "ja": '<p>関連記事：<a href="/n/2">フェリーまた遅れる</a></p>',
    "teaser card": '<div class="x3"><a href="/n/2"><img src=a.jpg></a><h3><a href="/n/2">Ferry to Lund is late again this week</a></h3><p>Passengers wait on the pier while the crew looks for the fault in the engine.</p></div>',
    "card link": '<a class="x3" href="/n/2"><div><h3>Ferry to Lund is late again this week</h3><p>Passengers wait on the pier while the crew looks for the fault in the engine.</p></div></a>',
    "list of links": '<div class="x3"><h3>More on this</h3><ul>'
    + "".join(f'<li><a href="/n/{n}">Ferry number {n} to Lund is late again this week</a></li>' for n in range(4))
    + "</ul></div>",
    "inline list": "<ul>"
    + "".join(f'<li><a href="/n/{n}">Ferry number {n} to Lund is late again this week</a></li>' for n in range(3))
    + "</ul>",
    "caption div": '<div class="x4"><img src="/t.jpg"><div>The tower of Varn on its rails before a crowd. Photo: Ann Orrin</div></div>',
    "caption p": '<p><img src="/t.jpg"></p><p><em>The tower of Varn on its rails before a crowd. Photo: Ann Orrin</em></p>',
    "caption fig": '<figure><img src="/t.jpg"><figcaption>The tower of Varn on its rails before a crowd. Photo: Ann Orrin</figcaption></figure>',
    "ad": '<div class="x5">Advertisement</div>',
    "ad cont": "<p>Story continues below advertisement</p>",
    "ad de": "<div>Anzeige</div>",
    "ad scroll": "<p>ADVERTISEMENT - CONTINUE READING BELOW</p>",
    "comments": '<div class="x6"><h3>Comments</h3><p>Log in to join the conversation.</p><form><textarea></textarea></form></div>',
    "commentform": '<div class="x6"><h3>Leave a comment</h3><p>Your email address will not be published. Required fields are marked *</p><label>Name</label><label>Email</label></div>',
    "comment reader": '<div class="cmt"><h4>3 comments</h4><div><b>seagull77</b> <span>2 May 2022</span><p>I was there, and it was so loud that my dog hid under the car for the rest of the day!</p></div></div>',
    "cookie": '<div class="x7"><p>We use cookies to give you the best experience on our site. By clicking accept you agree to our privacy policy.</p><button>Accept</button></div>',
    "video": '<div class="x8"><p>Your browser does not support the video tag.</p><p>Watch: tower on rails</p></div>',
    "video frame": '<div class="x8"><p>To view this video please enable JavaScript, and consider upgrading to a web browser that supports HTML5 video</p></div>',
    "embed consent": '<div class="x8"><p>Recommended external content</p><p>Here you find content from a partner. By clicking you agree that data is sent to third parties. More in our privacy policy.</p></div>',
    "tags": '<p>Tags: <a href="/t/1">lighthouse</a>, <a href="/t/2">coast</a>, <a href="/t/3">Varn</a></p>',
    "topics": '<div><span>Topics:</span> <a href="/t/1">lighthouse</a> <a href="/t/2">coast</a></div>',
    "copyright": "<p>© 2022 Coast Times. All rights reserved.</p>",
    "author bio": '<div class="x9"><p><b>Ann Orrin</b> is a reporter in Varn. She has written about the sea since 2010.</p></div>',
    "follow author": '<p>Follow Ann Orrin on Twitter: <a href="https://x.com/annorrin">@annorrin</a></p>',
    "date": "<p>Published: 3 May 2022, 10:15</p>",
    "date upd": "<div>Last updated on May 3, 2022 at 10:15 am</div>",
    "views": "<div>1,233 views</div>",
    "readtime": "<div>3 min read</div>",
    "print": '<p><a href="/print">Print this article</a></p>',
    "listen": "<div>Listen to this article</div><div>0:00 / 3:12</div>",
    "font": "<div>A- A A+</div>",
    "donate": '<div class="xa"><p>Independent journalism costs money. Support the Coast Times with a donation from 3 euros a month.</p><a href="/d">Donate now</a></div>',
    "corrections": "<p>Did you spot a mistake? Write to the editors.</p>",
    "ticker": '<ul class="xb">'
    + "".join(
        f'<li><span>1{n}:05</span> <a href="/n/{n}">Ferry number {n} to Lund is late again this week</a></li>'
        for n in range(6)
    )
    + "</ul>",
    "poll": '<div class="xc"><h3>Was the move right?</h3><label>Yes</label><label>No</label><p>1,204 votes</p></div>',
    "stock": '<div class="xd"><span>COAST 12.40 +1.2%</span><span>SEA 3.10 -0.4%</span></div>',
    "repeat headline": f"<p>{H}</p>",
}

# (In the last three the text stands straight in an element that has no name.)
LAYOUTS = ("named", "unnamed", "div", "wrap", "br", "table", "split", "article", "main", "body")
PLACES = ("before", "start", "middle", "last", "after")
STRAIGHT = ("article", "main", "body")
# What a layout makes the text's own: a notice in the very box that each paragraph has. And a date that stands among paragraphs
# straight in an article, with no other above them, may as well be the next article's.
EXCEPT = {("author bio", "wrap", "start")}
EXCEPT |= {(name, layout, "middle") for name in ("date", "date upd") for layout in STRAIGHT}


def page(leak: str, place: str, layout: str) -> str:
    """The page with one piece at one place of one layout."""
    parts = list(PARTS)
    if layout == "div":
        parts = [re.sub(r"^<p>(.*)</p>$", r"<div>\1</div>", part) for part in parts]
    if layout == "br":
        parts = [re.sub(r"^<p>(.*)</p>$", r"\1<br><br>", part) for part in parts]
    if layout == "wrap":
        parts = [f'<div class="blk">{part}</div>' for part in parts]
    at = {"start": 0, "middle": 6, "last": len(parts)}.get(place)
    if at is not None:
        parts.insert(at, f'<div class="blk">{leak}</div>' if layout == "wrap" else leak)
    inside = "".join(parts)
    if layout == "table":
        inside = f"<table><tr><td>{inside}</td></tr></table>"
    if layout == "split":
        inside = (
            f"<div class=chunk>{''.join(parts[:5])}</div><div class=adbox>Advertisement</div>"
            f"<div class=chunk>{''.join(parts[5:])}</div>"
        )
    opened, closed = f'<div class="{"article-body" if layout == "named" else "q1"}">', "</div>"
    if layout in STRAIGHT:
        opened, closed = ("", "") if layout == "body" else (f"<{layout}>", f"</{layout}>")
    return (
        f"<html><head><title>{H} - Coast Times</title><meta name=author content='Ann Orrin'></head><body>"
        f"<ul><li><a href=/>Home</a></li><li><a href=/w>World</a></li></ul><h1>{H}</h1>{leak if place == 'before' else ''}"
        f"{opened}{inside}{closed}{leak if place == 'after' else ''}<div><p>Coast Times, Harbour 1, Varn</p></div>"
        "</body></html>"
    )


def body(html: str) -> list[str]:
    raw = read_page(html.encode(), url="https://coast.example/n/1")
    return (interpret(raw, SiteFacts(), provenance=Provenance(via="file")).body or "").split("\n\n")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_text_alone(layout: str) -> None:
    assert body(page("", "start" if layout != "wrap" else "before", layout)) == EXPECTED


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", LEAKS)
def test_a_piece_of_furniture_stays_out(name: str, layout: str) -> None:
    for place in PLACES:
        if (name, layout, place) not in EXCEPT:
            assert body(page(LEAKS[name], place, layout)) == EXPECTED, place
