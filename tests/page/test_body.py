"""What belongs to an article's text and what does not: one small invented page for each rule of the reader."""

from __future__ import annotations

import pytest

from newscrawl.items import Article, Provenance, SiteFacts
from newscrawl.page import read_page
from newscrawl.text.article import interpret

HEADLINE = "Lighthouse of Varn is moved inland"
TEXT = [
    "The lighthouse of Varn was moved sixty metres inland on Tuesday because the cliff below it crumbles.",
    "Forty hydraulic jacks lifted the tower, which weighs eight hundred tonnes, and set it on rails, engineers said.",
    "The work took eleven hours. A crowd of about two thousand people watched from the harbour wall, police said.",
    "The keeper's house, built in 1874, stays where it is for now; the county has no money for a second move.",
    "Three other towers on this coast stand closer than a hundred metres to the edge, a survey found last year.",
]
MORE = [
    "The county paid four million crowns for the move, a third of what a new tower would have cost, its treasurer said.",
    "Ships were told by radio that the light would be dark for one night; none was near, the coastguard said on Wednesday.",
]


def read(page: str, url: str = "https://coast.example/varn/lighthouse-1") -> Article:
    """The article of a page in invented words."""
    raw = read_page(f"<html><head><title>{HEADLINE}</title></head><body>{page}</body></html>", url=url)
    return interpret(raw, SiteFacts(), provenance=Provenance(via="file"))


def lines(page: str, **more: str) -> list[str]:
    return (read(page, **more).body or "").split("\n\n")


def paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def test_a_short_line_that_stands_under_each_heading_stays_each_time() -> None:
    steps = "".join(
        f"<h3>Day {n}</h3><p>Work began at six in the morning</p><p>{text}</p>" for n, text in enumerate(TEXT)
    )
    found = lines(f"<h1>{HEADLINE}</h1><div class=text>{steps}</div>")
    assert found.count("Work began at six in the morning") == len(TEXT)


def test_a_pull_quote_goes() -> None:
    said = "the county has no money for a second move"
    found = lines(f"<h1>{HEADLINE}</h1><div>{paragraphs(TEXT[:3])}<p>{said}</p>{paragraphs(TEXT[3:])}</div>")
    assert found == TEXT


def test_a_post_embedded_in_the_text_stays_with_its_author() -> None:
    post = (
        '<div class="social-embed"><blockquote class="twitter-tweet"><p lang=en>The tower rolls! We never saw the harbour so '
        'quiet.</p>&mdash; Varn County (@varncounty) <a href="https://twitter.example/1">May 3, 2022</a></blockquote></div>'
    )
    found = lines(f"<h1>{HEADLINE}</h1><div class=text>{paragraphs(TEXT[:2])}{post}{paragraphs(TEXT[2:])}</div>")
    assert found[2:4] == [
        "The tower rolls! We never saw the harbour so quiet.",
        "— Varn County (@varncounty) May 3, 2022",
    ]
    assert [line for line in found if line in TEXT] == TEXT


def test_a_heading_over_a_heading_stays() -> None:
    page = (
        f"<h1>{HEADLINE}</h1><div>{paragraphs(TEXT[:2])}<h2>What comes next</h2><h3>On this coast</h3>"
        f"{paragraphs(TEXT[2:])}<h2>From the county</h2><ul><li><a href=/a>A ferry is late again in the bay</a></ul></div>"
    )
    assert lines(page) == [*TEXT[:2], "What comes next", "On this coast", *TEXT[2:]]


def test_a_last_paragraph_most_of_whose_words_are_linked_stays() -> None:
    last = (
        '<p>The county <a href="/varn/survey">published the survey of all towers on the coast in November last year after '
        "a long delay</a>, and promised money.</p>"
    )
    found = lines(f"<h1>{HEADLINE}</h1><div>{paragraphs(TEXT)}{last}</div>")
    assert found[-1].startswith("The county published the survey")


def test_paragraphs_cut_off_as_a_teaser_of_a_paid_text_are_its_beginning() -> None:
    page = (
        f'<h1>{HEADLINE}</h1><div class="meter"><div class="teaser-content"><div class="copy x-1">{paragraphs(TEXT[:2])}'
        f'</div></div><div class="copy x-1">{paragraphs(TEXT[2:4])}</div><div class=ad>Advertisement</div>'
        f'<div class="copy x-1">{paragraphs(TEXT[4:])}</div></div>'
    )
    assert lines(page) == TEXT


def test_a_standfirst_that_the_site_calls_teaser_opens_the_text() -> None:
    lead = (
        "A tower of eight hundred tonnes on rails: how the county saves its landmark from the sea, who pays for it, and what is "
        "left behind."
    )
    page = f"<header><h1>{HEADLINE}</h1><p class=teaser>{lead}</p></header><div class=text>{paragraphs(TEXT)}</div>"
    head = f'<meta name="description" content="{lead}">'
    assert lines(head + page) == [lead, *TEXT]


def test_a_headline_repeated_over_an_entry_does_not_cut_what_stands_before_it() -> None:
    page = (
        f"<h1>{HEADLINE}</h1><div class=live><p>{TEXT[0]}</p><h3>09:10 Tower on rails</h3><p>{TEXT[1]}</p><h3>{HEADLINE}</h3>"
        f"{paragraphs(TEXT[2:])}</div>"
    )
    assert [line for line in lines(page) if line in TEXT] == TEXT


def test_dates_and_labels_of_the_page_are_no_text() -> None:
    for line in (
        "03/05/2022 Updated at 20:15h.",
        "3 May 2022 ( modifica il 4 May 2022 | 08:20)",
        "05/03/2022 - Publicado por: Ana Reis - Categoria: Costa - Tags: farol varn",
        "2 days ago",
    ):
        assert lines(f"<h1>{HEADLINE}</h1><div><div>{line}</div>{paragraphs(TEXT)}</div>") == TEXT, line


def test_a_paragraph_with_two_dates_stays() -> None:
    text = "On 3 May 2022 it moved, and on 4 May 2023 the county paid."
    assert text in lines(f"<h1>{HEADLINE}</h1><div>{paragraphs([*TEXT, text])}</div>")


def test_the_summary_that_a_machine_wrote_goes() -> None:
    box = (
        "<div class=box><p>In brief</p><div>This summary was generated by AI and checked by an editor.</div><ul>"
        "<li>The tower moved sixty metres on rails.</li><li>There is no money for the house.</li></ul></div>"
    )
    assert lines(f"<h1>{HEADLINE}</h1>{box}<div class=text>{paragraphs(TEXT)}</div>") == TEXT


def test_a_list_of_the_sites_own_channels_goes_from_the_middle_of_the_text() -> None:
    ours = (
        '<ul><li><a href="/app">Our news app</a>: download our app for the harbour</li><li>Follow us on '
        '<a href="https://whatsapp.com/c">WhatsApp</a></li><li>The <a href="/mail">newsletter</a> of Varn at seven</li></ul>'
    )
    assert lines(f"<h1>{HEADLINE}</h1><div>{paragraphs(TEXT[:3])}{ours}{paragraphs(TEXT[3:])}</div>") == TEXT


def test_a_teaser_under_its_linked_heading_goes() -> None:
    box = (
        '<div class=x><div class=y><a href="/n/2">The ferry to Lund is late for the third time this week</a></div><p>Passengers '
        "wait on the pier while the crew looks for the fault, the line said on...</p></div>"
    )
    assert lines(f"<h1>{HEADLINE}</h1><div class=t>{paragraphs(TEXT[:3])}{box}{paragraphs(TEXT[3:])}</div>") == TEXT


def test_a_list_of_more_stories_after_the_text_goes_though_not_all_of_it_is_linked() -> None:
    more = "".join(
        f'<li>Number {n}: <a href="/n/{n}">a ferry is late again</a> and nobody waits</li>' for n in range(4)
    )
    page = (
        f"<h1>{HEADLINE}</h1><div>{paragraphs(TEXT)}<div class=hd>More great Coast stories</div><ul>{more}</ul></div>"
    )
    assert lines(page) == TEXT


def test_the_authors_name_above_the_text_is_a_byline() -> None:
    head = '<meta name="author" content="Ann Orrin">'
    page = f"<h1>{HEADLINE}</h1><div><p>{TEXT[0]}</p><p>von Ann Orrin, Varn</p>{paragraphs(TEXT[1:])}</div>"
    found = read(head + page)
    assert (found.body or "").split("\n\n") == TEXT
    assert found.byline == ("Ann Orrin",)


def test_sub_headings_that_are_links_or_clocks_stay() -> None:
    page = (
        f'<h1>{HEADLINE}</h1><div class=t><p>{TEXT[0]}</p><h3><a href="https://rails.example/">The rails of Varn</a></h3>'
        f'<p>{TEXT[1]}</p><p>{TEXT[2]}</p><h5 class="time">11.04 Uhr: the tower stands</h5>{paragraphs(TEXT[3:])}</div>'
    )
    assert lines(page) == [*TEXT[:1], "The rails of Varn", *TEXT[1:3], "11.04 Uhr: the tower stands", *TEXT[3:]]


def test_a_question_to_each_stays_though_it_is_long() -> None:
    question = "What do you remember of the night on which the tower was moved, and where did you stand?"
    talks = "".join(f"<h2>Keeper {n}</h2><p><b>{question}</b></p><p>{text}</p>" for n, text in enumerate(TEXT))
    assert lines(f"<h1>{HEADLINE}</h1><div>{talks}</div>").count(question) == len(TEXT)


def test_an_aside_between_the_paragraphs_stays_out() -> None:
    box = (
        "<aside><h3>How a tower is moved</h3><p>Jacks lift the tower a few millimetres at a time while wooden blocks are pushed "
        "under its foundation, until rails fit between, and the load is checked at each step by two surveyors.</p><p>The "
        "oldest move of a tower known was in 1888, when a hotel and its lighthouse were rolled along a beach by six "
        "locomotives, which pulled on tackles in step with each other.</p></aside>"
    )
    long = [f"{text} {text.replace('Varn', 'the town').lower()}" for text in TEXT]
    assert lines(f"<h1>{HEADLINE}</h1><div>{paragraphs(long[:3])}{box}{paragraphs(long[3:])}</div>") == long


def test_news_of_privacy_policies_newsletters_and_networks_is_text() -> None:
    middle = (
        "The network changed its privacy policy in May, and the terms of service of its newsletter in June, it said."
    )
    last = "Facebook, Instagram and WhatsApp were down for six hours on the day on which the tower was moved, the county said."
    found = lines(f"<h1>{HEADLINE}</h1><div>{paragraphs([*TEXT[:3], middle, *TEXT[3:], last])}</div>")
    assert found == [*TEXT[:3], middle, *TEXT[3:], last]


def test_what_speaks_to_the_reader_is_no_text() -> None:
    middle = (
        "By signing up you agree to our privacy policy and to the terms of service of the Coast Times and its partners."
    )
    last = "Follow the Coast Times on Facebook, Instagram and WhatsApp for all the news of towers and bridges."
    found = lines(f"<h1>{HEADLINE}</h1><div>{paragraphs([*TEXT[:3], middle, *TEXT[3:], last])}</div>")
    assert found == TEXT


@pytest.mark.parametrize("holder", ["{}", "<main>{}</main>", "<article>{}</article>", "<div>{}</div>"])
def test_short_paragraphs_straight_in_the_body_are_text_as_their_siblings_are(holder):
    wanted = [
        "The quay of Tarsia was dug out on Monday, nine days after a landslip had buried its rails and both of its cranes.",
        "Forty boats lie off the mole.",
        "The ministry of works put the cost of the digging at nine million crowns, not counting what the cranes will cost.",
        "The ferry runs again.",
    ]
    text = "".join(f"<p>{line}</p>" for line in wanted)
    page = f"<body>{holder.format(f'<h1>Tarsia dug out</h1><div>3 May 2024 09:10</div>{text}')}</body>"
    assert list(read_page(page.encode(), url="https://mirror.example/1").paragraphs) == wanted


def test_a_second_paragraph_straight_in_the_body_is_text_though_it_is_short():
    page = """<body><h1>Причал открыт</h1><div>3 мая 2024, 09:10</div>
      <p>Причал Тарсии откопали в понедельник, через девять дней после оползня, который засыпал рельсы и оба крана.</p>
      <p>Сорок лодок ждут у мола, сказал смотритель маяка.</p></body>"""
    assert len(read_page(page.encode(), url="https://mirror.example/1").paragraphs) == 2


@pytest.mark.parametrize(
    "shown",
    [
        "<img src='/a.jpg'><div>Jacks under the tower of Varn on Tuesday (AFP/Ellen Marsk)</div>",
        "<p><img src='/a.jpg'><br><em>Jacks under the tower of Varn on Tuesday. (AFP)</em></p>",
        "<p><a href='/a'><img src='/a.jpg'></a></p><p>Jacks under the tower of Varn on Tuesday. (AFP)</p>",
        "<div><img src='/a.jpg'><span>Jacks under the tower of Varn on Tuesday (AFP)</span></div>",
    ],
)
def test_a_line_right_under_a_picture_that_a_credit_closes_is_its_caption(shown):
    article = read(f"<h1>{HEADLINE}</h1><div>{shown}{paragraphs(TEXT)}</div>")
    assert (article.body or "").split("\n\n") == TEXT
    assert [caption.rstrip(".") for caption in article.captions] == ["Jacks under the tower of Varn on Tuesday"]
    assert [(agency.name, agency.role) for agency in article.agencies] == [("AFP", "photo")]


def test_a_caption_with_its_agency_in_mid_sentence_is_told_by_the_byline_under_it():
    shown = "<img src='/a.jpg'><p>The tower of Varn, May 4 (AP) - it stands on rails now.</p><p>By Edda Lorne</p>"
    article = read(f"<h1>{HEADLINE}</h1><div>{shown}{paragraphs(TEXT)}</div>")
    assert (article.body or "").split("\n\n") == TEXT
    assert article.byline == ("Edda Lorne",)


def test_a_paragraph_under_a_picture_and_wire_copy_signed_in_brackets_are_text():
    signed = [*TEXT[:-1], TEXT[-1] + " (AFP)"]
    article = read(f"<h1>{HEADLINE}</h1><div><img src='/a.jpg'>{paragraphs(signed)}</div>")
    assert (article.body or "").startswith(TEXT[0])
    assert TEXT[-1] in (article.body or "")
    assert [(agency.name, agency.role) for agency in article.agencies] == [("AFP", "source")]


LIST = "<ul><li><a href=/1>Snow cuts off eleven villages</a></li><li><a href=/2>Bank of Tesma cuts its main rate</a></li></ul>"


@pytest.mark.parametrize("holder", ["{}", "<main>{}</main>", "<article>{}</article>", "<div>{}</div>"])
@pytest.mark.parametrize("box", ["{}", "<div>{}</div>", "<section class=z9>{}</section>"])
def test_the_text_goes_on_behind_a_list_of_other_articles_wherever_it_stands(holder, box):
    related = box.format(f"<h4>Related</h4>{LIST}")
    text = f"<h1>{HEADLINE}</h1>{paragraphs(TEXT[:3])}{related}{paragraphs(TEXT[3:])}"
    assert lines(holder.format(text)) == TEXT


@pytest.mark.parametrize("holder", ["{}", "<main>{}</main>", "<article>{}</article>"])
@pytest.mark.parametrize(
    "heading", ["<h3>Related</h3>", "<h3>Comments</h3>", "<h1>Bank of Tesma cuts its main rate</h1>"]
)
def test_what_stands_without_a_list_under_another_heading_is_not_the_text(holder, heading):
    more = "The central bank of Tesma cut its main rate by a quarter point on Monday, and named weaker exports as the cause."
    page = f"<h1>{HEADLINE}</h1>{paragraphs(TEXT)}{heading}{paragraphs([more])}"
    assert lines(holder.format(page)) == TEXT


@pytest.mark.parametrize(
    "holder", ["{}", "<main>{}</main>", "<article>{}</article>", "<div>{}</div>", "<article><div>{}</div></article>"]
)
@pytest.mark.parametrize("label", ["In World", "Question-answer", "Harbour life"])
def test_a_label_in_one_list_with_the_date_above_the_text_is_not_the_text(holder, label):
    above = f"<h1>{HEADLINE}</h1><ul><li>{label}</li><li>11 March 2025 09:43</li><li></li></ul>"
    found = read(holder.format(above + paragraphs(TEXT)))
    assert (found.body or "").split("\n\n") == TEXT
    assert found.section_label == label


@pytest.mark.parametrize(
    "page",
    [
        "<div><article>{first}</article><aside><p>{box}</p></aside><article>{rest}</article></div>",
        "<div><div class=copy><tale-text>{one}</tale-text><hr></div><div><p>{box}</p></div><div class=copy>{rest}</div></div>",
        "<div><div class=one>{one}</div><div class=two>{two}</div><ul><li>{box}</li></ul><div class=more>{rest}</div></div>",
        "<div class=story-body>{one}<div><div class=rest>{rest}</div></div></div>",
    ],
    ids=["articles", "boxes of one name", "boxes side by side", "the rest deeper in the text"],
)
def test_the_first_paragraphs_are_text_though_a_box_sets_them_apart(page):
    box = '<a href="/ships">Ships of the northern line will sail again from Sunday on</a>'
    parts = {"one": paragraphs(TEXT[:1]), "two": paragraphs(TEXT[1:2]), "first": paragraphs(TEXT[:2])}
    rest = [*(TEXT[2:] if "two" in page or "first" in page else TEXT[1:]), *MORE]
    found = lines(f"<h1>{HEADLINE}</h1>" + page.format(box=box, rest=paragraphs(rest), **parts))
    assert found == TEXT + MORE


def test_a_teaser_above_the_text_with_a_title_of_its_own_is_not_its_beginning():
    teaser = f"<article><h2>Ships sail again</h2>{paragraphs(MORE[:1])}</article>"
    assert lines(f"<h1>{HEADLINE}</h1><div>{teaser}<hr><article>{paragraphs(TEXT)}</article></div>") == TEXT


@pytest.mark.parametrize(
    "said",
    [
        "Ann Lee Science reporter, Valley News",
        "Ann Lee is a Valley Times staff writer. E-mail: ann@coast.example",
        "Contact Ann Lee at ann@coast.example and follow @annlee on Twitter.",
        "Ann Lee, a coast writer for Valley Times, is on Twitter @annlee.",
        "Lee also writes for coast.example, a Valley Times property.",
    ],
)
def test_what_is_said_of_an_author_that_only_the_byline_names_is_no_text(said: str) -> None:
    line = f"<p><span>By {said}</span></p>" if said.endswith("News") else "<p>By Ann Lee</p>"
    last = "" if said.endswith("News") else f"<p>{said}</p>"
    assert lines(f"<h1>{HEADLINE}</h1><div>{line}{paragraphs(TEXT)}{last}</div>") == TEXT


def test_linked_items_of_a_list_in_another_column_are_not_the_text() -> None:
    items = "".join(
        f'<li><a href="/{n}">Paper {n} on towers</a> What to look for when you choose a new lamp for a tower, in {n} parts.</li>'
        for n in range(1, 5)
    )
    aside = f"<div class=papers><h4>Papers</h4><ul class=list>{items}</ul></div>"
    assert lines(f"<h1>{HEADLINE}</h1><div><div class=left>{paragraphs(TEXT)}</div><div>{aside}</div></div>") == TEXT


def test_the_last_sentence_is_text_though_it_is_short_and_has_a_link():
    last = 'The <a href="/2019/survey">survey of all towers on the coast</a> took place in May 2019.'
    found = lines(
        f"<h1>{HEADLINE}</h1><div>{paragraphs(TEXT)}<p>{last}</p><p><a href='/more'>More on towers.</a></p></div>"
    )
    assert found == [*TEXT, "The survey of all towers on the coast took place in May 2019."]


def test_a_list_that_the_last_line_announces_is_text() -> None:
    listed = [
        "Four signs of a gale:",
        "• Gulls on the roofs",
        "• Swell from the west",
        "• A falling glass",
        "• High clouds",
    ]
    assert (
        lines(f"<h1>{HEADLINE}</h1><div>{paragraphs(TEXT + listed)}</div><div><p>Coast map</p></div>") == TEXT + listed
    )
    assert lines(f"<h1>{HEADLINE}</h1><div>{paragraphs(TEXT)}<p>More:</p><p>Coast map</p></div>") == TEXT


def test_an_article_in_a_menu_that_was_not_closed_is_read() -> None:
    page = f"<ul class=nav><li class=follow><a href=/f>Follow</a><div><h1>{HEADLINE}</h1><div>{paragraphs(TEXT)}</div></div>"
    assert lines(page) == TEXT


def test_a_list_in_a_box_with_a_heading_of_its_own_interrupts_the_text_and_is_none() -> None:
    facts = "<li>1874: Built by the county</li><li>1931: Lit with electricity</li><li>1988: Keeper leaves the tower for good</li>"
    box = f"<div class=facts><h2>The tower in brief</h2><ul>{facts}</ul></div>"
    found = lines(f"<h1>{HEADLINE}</h1><div class=body>{paragraphs(TEXT[:2])}{box}{paragraphs(TEXT[2:])}</div>")
    assert found == TEXT
    plain = f"<h2>The tower in brief</h2><ul>{facts}</ul>"
    found = lines(f"<h1>{HEADLINE}</h1><div class=body>{paragraphs(TEXT[:2])}{plain}{paragraphs(TEXT[2:])}</div>")
    assert "1874: Built by the county" in found


@pytest.mark.parametrize(
    "line",
    [
        "PUBLISHED: 09:29 GMT, 5 June 2020 | UPDATED: 19:08 GMT, 5 June 2020",
        "Featured Article Main Category: <a href=/t>Towers and lights of the northern coast</a> Also Included In: "
        "<a href=/s>Ships, quays and harbours</a> Article Date: 05 Jun 2020 - 9:00 PDT",
    ],
)
def test_a_line_of_what_the_page_says_of_itself_is_no_text_and_tells_its_time(line: str) -> None:
    article = read(f"<h1>{HEADLINE}</h1><div class=maintext>{line}{paragraphs(TEXT)}</div>")
    assert (article.body or "").split("\n\n") == TEXT
    assert str(article.published_at).startswith("2020-06-05 09:")


@pytest.mark.parametrize(
    "line",
    [
        "Have something to say? Let us know in the comments section or send an email to the author of this story.",
        "We reserve the right to remove any content at any time from this community, and to close it after two weeks.",
    ],
)
def test_what_a_site_says_to_its_readers_under_the_text_is_no_text(line: str) -> None:
    assert lines(f"<h1>{HEADLINE}</h1><div>{paragraphs([*TEXT, line])}</div>") == TEXT


def test_what_a_read_more_button_shows_is_the_rest_of_the_text() -> None:
    rest = f"<div class='read-more-content'>{paragraphs([*MORE, LONG, LONGER])}</div>"
    more = f"<div class='read-more'><a href='#'>Read more</a>{rest}</div>"
    assert lines(f"<h1>{HEADLINE}</h1><div class=story>{paragraphs(TEXT)}{more}</div>") == [*TEXT, *MORE, LONG, LONGER]


def test_help_behind_the_footer_of_a_page_without_boxes_is_no_text() -> None:
    footer = "<div class=footer><a href=/about>About</a></div>"
    aid = "<ul><li>Click the menu of your browser and then choose the settings.</li></ul><p>Then drag the page.</p>"
    text = "".join(f"<div class=part{n}><p>{line}</p></div>" for n, line in enumerate(TEXT))
    assert lines(f"<h1>{HEADLINE}</h1>{text}{footer}<div class=help>{aid}</div>") == TEXT


def test_a_credit_on_a_line_of_its_own_between_the_paragraphs_is_no_text() -> None:
    credit = "<table class=image><tr><td><p class=source>Image: Bo Ek</p></td></tr></table>"
    assert lines(f"<h1>{HEADLINE}</h1><div>{paragraphs(TEXT[:1])}{credit}{paragraphs(TEXT[1:])}</div>") == TEXT


LONG = (
    "The county will decide in the spring whether the keeper's house follows, and its council has asked three firms of the "
    "coast to say what that would cost, in brick and in the loss of the garden."
)
LONGER = (
    "Until then the house stays shut, its windows boarded, and the path to it is closed by a fence that the county's "
    "own workers put up within a day after the move of the tower was done."
)
