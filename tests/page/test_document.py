"""Bytes to a tree: character sets as pages declare, misdeclare and forget them; what is no page; hostile markup."""

from __future__ import annotations

import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newscrawl.errors import ReadingError
from newscrawl.page import read_page
from newscrawl.page.tree.document import Document, decode
from tests.cpu import cpu_seconds
from tests.promises import assert_record

URL = "https://m.example/news/a"


@pytest.mark.parametrize(
    ("words", "codec", "declared", "header"),
    [
        ("Гавань закрыта на ремонт", "cp1251", "windows-1251", "text/html; charset=utf-8"),
        ("Гавань закрыта на ремонт", "koi8-r", "koi8-r", None),
        ("港口关闭三天进行维修", "gb18030", "gb2312", None),
        ("港は三日間閉鎖される", "shift_jis", "Shift_JIS", None),
        ("港は三日間閉鎖される", "euc-jp", "euc-jp", None),
        ("항구가 사흘 동안 폐쇄된다", "euc-kr", "euc-kr", None),
        ("Liman üç gün kapalı", "cp1254", "iso-8859-9", None),
        ("“Fähre” – geschlossen…", "cp1252", "iso-8859-1", None),
        ("“Fähre” – geschlossen…", "utf-8", "iso-8859-1", "text/html; charset=iso-8859-1"),
        ("الميناء مغلق", "cp1256", "windows-1256", None),
    ],
)
def test_declared_charsets(words: str, codec: str, declared: str, header: str | None) -> None:
    body = f'<html><head><meta charset="{declared}"><title>x</title></head><body><h1>{words}</h1>'.encode(codec)
    raw = read_page(body, url=URL, content_type=header)
    assert raw.headlines[0].text == words
    assert "suspect_encoding" not in raw.marks


def test_undeclared_charset_is_guessed_and_marked() -> None:
    words = (
        "Гавань закрыта на ремонт, сообщили в администрации порта. Паромы пойдут через неделю, если погода позволит. "
    )
    raw = read_page(f"<html><body><h1>{words}</h1><p>{words * 5}</p>".encode("cp1251"), url=URL)
    assert raw.headlines[0].text == words.strip()
    assert "suspect_encoding" in raw.marks


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf"])
def test_byte_order_marks(mark: bytes) -> None:
    codec = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be", b"\xef\xbb\xbf": "utf-8"}[mark]
    raw = read_page(mark + "<html><h1>Fähre fährt wieder</h1>".encode(codec), url=URL)
    assert raw.headlines[0].text == "Fähre fährt wieder"


def test_a_few_broken_bytes_leave_utf8_as_it_is() -> None:
    text = "<html><body><h1>Fähre fährt wieder</h1>" + "<p>Das Wetter wird schön über dem Hafen.</p>" * 400
    decoded = decode(text.encode() + b"<p>\xff</p>", "text/html; charset=utf-8")
    assert "Fähre" in decoded.data.decode()
    assert decoded.suspect


def test_control_characters_and_no_characters_are_no_text() -> None:
    raw = read_page(b"<html><h1>Ferry\x00 runs\x01 again\xef\xbf\xbf</h1>", url=URL)
    assert raw.headlines[0].text == "Ferry runs again"


@pytest.mark.parametrize("body", [b"", b"   ", b"just words", b'{"json": 1}', b"\x00" * 400, b"%PDF-1.4 ..."])
def test_what_is_no_page(body: bytes) -> None:
    with pytest.raises(ReadingError):
        read_page(body, url=URL)


def test_a_cut_page_is_marked() -> None:
    assert "truncated" in read_page("<html><body><h1>Ferry runs again</h1><p>The ferry ru", url=URL).marks
    assert "truncated" not in read_page("<html><body><h1>Ferry runs again</h1></body></html>", url=URL).marks


@pytest.mark.parametrize("head", ["<html><body>", "<!doctype html><title>x</title>"])
@pytest.mark.parametrize(
    "text",
    [
        "<div class=text><p>The ferry ran.</p><p>It was late.</p>\n",
        "<div class=text><p>The ferry ran.</p><div>advert</div><p>It was late.</p>",
        "<div class=text>The ferry ran.<br><br>It was late.<br>",
        "<p>The ferry ran.</p><ul><li>Late</li><li>Empty</li>",
        "<p>The ferry ran.</p><blockquote><p>It was late.</p>",
    ],
)
def test_a_page_that_is_cut_between_two_lines_of_its_text_is_marked(head: str, text: str) -> None:
    assert "truncated" in read_page(f"{head}<h1>Ferry runs again</h1>{text}", url=URL).marks


@pytest.mark.parametrize(
    "end",
    [
        "<p>The ferry ran.</p><p>It was late.</p>",  # nothing that must be closed is open
        "<div><p>The ferry ran.</p></div><p>It was late.</p>",
        "<div class=page><div class=text><p>The ferry ran.</p></div><footer>Valley Post</footer><script>x()</script>",
        "<div class=page><p>The ferry ran.</p><p>It was late.</p></body></html>",
    ],
)
def test_a_whole_page_that_leaves_an_end_tag_out_is_not_cut(end: str) -> None:
    assert "truncated" not in read_page(f"<html><body><h1>Ferry runs again</h1>{end}", url=URL).marks


def test_xml_declaration_and_comments() -> None:
    body = b'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html><html><!-- <h1>No</h1> --><h1>Ferry runs again</h1>'
    assert Document.parse(body, url=URL).root.find(".//h1").text == "Ferry runs again"


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=600))
def test_any_bytes_give_a_record_or_a_reading_error(body: bytes) -> None:
    for prefix in (b"<p>", b"<html><body><h1>", b'<html><meta charset="utf-16"><p>'):
        raw, why = None, ""
        try:
            raw = read_page(prefix + body, url=URL)
        except ReadingError as error:
            why = str(error)
        assert (raw is None) == bool(why), "a record, or an error that says what is wrong"
        if raw is not None:
            assert_record(raw)


MARKUP = """
    <p> </p> <div> <div class='caption'> </div> <li> <td> <tr> <table> <h1> </h1> <h2> <a href=x> </a> <br> <br><br> <time>
    <figure> <figcaption> <blockquote> <nav> </nav> <article> <span class='date'> </span> <b> <font> <article> Rain. fell
    2024 09:43 Reuters © Quelle: By – ) ( &amp; &#0; <!-- --> <script> </script> <title> <meta name=author content=x>
"""
PIECES = st.sampled_from(MARKUP.split(" "))


@settings(max_examples=300, deadline=None)
@example(["<title>", "–"])  # a title without a letter, and no headline
@given(st.lists(PIECES, max_size=60))
def test_any_markup_gives_a_record(pieces: list[str]) -> None:
    raw = read_page("<html>" + " ".join(pieces), url=URL)
    assert raw.url == URL
    assert_record(raw)


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 100_000,
        "<div class='a'><span>x " * 40_000,
        "<p>" + "a " * 500_000,
        "<a href='x'>word</a> " * 45_000,
        "<p>" + "(" * 900_000,
        "<li>1.1.2024 " * 70_000,
        "<table>" + "<tr><td>a<td>b" * 60_000,
        "<meta name=a content='" + "x" * 1_000_000 + "'>",
        "<br>a" * 190_000,
        "<p class='" + "caption-" * 120_000 + "'>x",
        '<script type="application/ld+json">' + '{"a":[' * 150_000 + "</script><p>x",
        "<h1>same line of words</h1>" * 35_000,
        "<figure><img src=x><figcaption>words of a caption</figcaption></figure>" * 14_000,
    ],
    ids=lambda body: body[:14],
)
def test_a_megabyte_of_bait_takes_about_a_second(body: str) -> None:
    assert cpu_seconds(lambda: read_page("<html><body>" + body, url=URL), under=1.5) < 1.5


def test_old_references_name_windows_1252() -> None:
    page = b"<html><body><p>it&#146;s &#x85; 5&#8239;km &#150 far &#1234; &#119;</p></body></html>"
    text = Document.parse(page, url="https://m.example/").root.text_content()
    assert text == "it’s … 5\u202fkm – far Ӓ w"


def test_a_noscript_that_swallowed_the_page_is_read() -> None:
    page = (
        b"<html><body><noscript><div></noscript><h1>Ferry runs again after the storm</h1><p>It ran.</p></body></html>"
    )
    assert read_page(page, url="https://valley.example/1").headlines[0].text == "Ferry runs again after the storm"


@pytest.mark.parametrize(
    ("beginning", "why"),
    [
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01", "JPEG"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"PK\x03\x04\x14\x00", "ZIP"),
        (b"RIFF\x10\x20\x00\x00WEBPVP8 ", "picture"),
        (b"\x00\x00\x00\x18ftypmp42", "picture, sound"),
        (b"", "no text"),
        (b"<html><body><p>", "no text"),
    ],
)
def test_octets_are_no_page_though_tags_can_be_found_in_them(beginning: bytes, why: str) -> None:
    noise = random.Random(7).randbytes(3000)
    with pytest.raises(ReadingError, match=why):
        read_page(beginning + noise + b"<p>" + noise + b"<div>" + noise, url=URL)


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b'{"title": "Ferry", "html": "<p>The ferry runs again.</p>"}', "JSON"),
        (b'\xef\xbb\xbf [ {"html": "<div><h1>Ferry</h1></div>"', "JSON"),
        (b'/*! menu 2.1 */\n(function(){ x = "<p>hello</p>"; })();', "script"),
        (b"document.write('<div>' + news + '</div>');", "script"),
        (b"!function(t){t.html('<p>x</p>')}(jQuery);", "script"),
        (b"const page = '<html><body><p>x</p>';", "script"),
        (b'<?xml version="1.0"?>\n<!-- feed -->\n<rss version="2.0"><item><description><p>It rained.</p>', "newsfeed"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><title>Chart</title></svg>", "newsfeed"),
    ],
)
def test_scripts_and_data_are_no_page_though_they_hold_tags(body: bytes, why: str) -> None:
    with pytest.raises(ReadingError, match=why):
        read_page(body, url=URL)


@pytest.mark.parametrize(
    "before",
    [
        "Let us go (again): ",
        "[Update] ",
        "Import duties rise. ",
        '"No," he said. ',
        "// saved by hand\n<html><body>",
        "x = y ",
    ],
)
def test_words_before_the_first_tag_are_no_script(before: str) -> None:
    raw = read_page(before + "<h1>Ferry runs again after the storm</h1><p>It left at noon.</p>", url=URL)
    assert raw.headlines[0].text == "Ferry runs again after the storm"


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be"])
def test_two_bytes_a_letter_are_text_and_so_is_what_is_filled_up(codec: str) -> None:
    head = "<!doctype html><html><head><title>x</title><meta name=robots content=index></head><body>"
    page = head + "<h1>Гавань закрыта на ремонт</h1>" + "<p>Паромы пойдут через неделю.</p>" * 5 + "</body></html>"
    assert read_page(page.encode(codec), url=URL).headlines[0].text == "Гавань закрыта на ремонт"
    assert read_page(page.encode() + b"\0" * 4000, url=URL).headlines[0].text == "Гавань закрыта на ремонт"
    damaged = page.encode("cp1251").replace("через".encode("cp1251"), b"\x98\x01\0\x02")
    assert "suspect_encoding" in read_page(damaged, url=URL, content_type="text/html; charset=windows-1251").marks
