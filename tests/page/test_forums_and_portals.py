# ruff: noqa: E501 (pages are data)
"""Wire copy as forums and portals print it: around it stands what their systems put there."""

from __future__ import annotations

from newscrawl.items import Article, Provenance, SiteFacts
from newscrawl.page import read_page
from newscrawl.text.article import interpret

LINES = (
    "VARN, Maine (AP) — Six lobster boats will spend the spring testing traps that rise on a signal instead of a rope.",
    "The gear costs about ten times as much as an ordinary trap, the state said Tuesday.",
    "The results are due in September, when the boats come home.",
)
TITLE = "Lobster boats to test traps without ropes"


def article(page: str, url: str = "https://forums.quayside.example.org/viewtopic.php?t=5120") -> Article:
    return interpret(read_page(page, url=url), SiteFacts(), provenance=Provenance(via="file"))


def test_a_post_under_a_link_to_itself() -> None:
    post = (
        f"<div class=postbody><h3 class=first><a href='#p60771'>{TITLE}</a></h3>"
        f"<p class=author>by <a href=./u/31>gaffrig</a> » Tue Feb 09, 2010 6:31 pm</p><div class=content>{'<br><br>'.join(LINES)}</div></div>"
    )
    read = article(
        f"<html><head><title>Quayside Forum • View topic - {TITLE}</title></head><body><div><a href=./index.php><img></a><h1>Quayside Forum</h1></div>"
        f"<h2><a href=./viewtopic.php?t=5120>{TITLE}</a></h2><div class=inner>{post}</div></body></html>"
    )
    assert (read.headline, read.agencies[0].name) == (TITLE, "AP")
    assert (read.body or "").split("\n\n") == [LINES[0].partition(" — ")[2], *LINES[1:]]


def test_comments_for_subscribers_make_no_paywall() -> None:
    text = "".join(f"<p>{line}</p>" for line in LINES)
    read = article(
        f"<h1>{TITLE}</h1><article>{text}</article><div id=comments>Comments are open to subscribers only</div>"
    )
    assert read.marks == ()


def test_who_filed_it_is_no_part_of_a_portals_headline() -> None:
    text = "".join(f"<p>{line}</p>" for line in LINES)
    for filed in ("（共同通信）", " (AFP)"):
        read = article(
            f"<html><head><title>{TITLE}{filed} - Quay Portal</title></head><body><h1>{TITLE}</h1><article>{text}</article></body></html>"
        )
        assert read.headline == TITLE


def test_what_a_text_opens_with_is_text_though_it_is_named_apart() -> None:
    opener = "Varn 2. decembra (TASR) - Vláčik, ktorý kedysi zvážal uhlie, bude po prvý raz premávať aj v zime a povezie dvadsať ľudí."
    rest = "".join(
        f"<p>Združenie doň namontovalo kachle z čakárne číslo {n}, povedal jeho predseda.</p>" for n in range(4)
    )
    read = article(
        f"<h1>Vláčik bude voziť celú zimu</h1><div class=opener>{opener}</div><div class=bbtext>{rest}</div>"
    )
    assert (read.body or "").startswith("Vláčik, ktorý kedysi")
    assert read.dateline is not None
    assert read.dateline.places == ("Varn",)


def test_offers_and_notes_among_the_paragraphs_stay_out() -> None:
    text = [f"<p>{line} It was so on day {n}, they said.</p>" for n, line in enumerate(LINES)]
    offer = "<div><div class=combo><h4>Top stories straight to your phone</h4></div></div>"
    notes = "<p>This story was made possible by members. Join them today.</p><div>This story was originally published March 10, 2023, 6:48 PM.</div>"
    body = article(f"<h1>{TITLE}</h1><article>{text[0]}{text[1]}{offer}{text[2]}{notes}</article>").body or ""
    assert len(body.split("\n\n")) == len(LINES)


def test_our_own_correspondent_and_a_town_are_nobody() -> None:
    text = "".join(f"<p>{line}</p>" for line in LINES)
    byline = "<div class=author-name><span>নিজস্ব প্রতিবেদক</span><span>ভোলা</span></div>"
    assert article(f"<h1>{TITLE}</h1>{byline}<article>{text}</article>").byline == ()
