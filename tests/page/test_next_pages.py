"""The first of several pages of a text is no whole article, whatever its language calls the next one."""

from __future__ import annotations

from pathlib import Path

import pytest

from newscrawl.page import read_page
from newscrawl.page.paragraphs.next_pages import leads_on

# Tables of words read the same on every Python.
pytestmark = pytest.mark.slow

TEXT = "".join(
    f"<p>The council of Varn said on day {n} that the quay would stay closed until May, after the rain of last week.</p>"
    for n in range(9)
)
PLACES = (
    '<div class=pages><a href="?page=2">{}</a></div>',
    '<p><a href="?page=2">{}</a></p>',
    '<ul><li>1</li><li><a href="?page=2">2</a></li><li><a href="?page=2">{}</a></li></ul>',
)


def _rows() -> list[list[str]]:
    lines = (Path(__file__).parent / "next_pages.txt").read_text(encoding="utf-8").splitlines()
    return [line.split(" | ", 1) for line in lines if not line.startswith("#")]


@pytest.mark.parametrize(("language", "lines"), _rows(), ids=[row[0] for row in _rows()])
def test_a_page_that_leads_on_is_truncated(language: str, lines: str) -> None:
    for line in lines.split("; "):
        for place in PLACES:
            page = (
                f"<title>Rain</title><h1>Rain closes the quay of Varn</h1><article>{TEXT}{place.format(line)}</article>"
            )
            assert read_page(page, url="https://varn.example/news/1-rain").marks == ("truncated",)


@pytest.mark.parametrize(
    "line",
    [
        "Zur Startseite", "Seite drucken", "Strona główna", "Página 2", "12 páginas", "Siguiente noticia", "Next article",
        "De Página 12", "Página 12", "Page 2", "Front page", "The next page of history", "Page 1 of 1", "Seite 3", "下一篇",
        "次の記事", "Trang chủ", "2 trang", "หน้าแรก", "الصفحة الرئيسية", "صفحه اصلی", "Ana sayfa", "Halaman utama",
        "Strona 3 z 2", "Pages 12-14", "На главную страницу", "Volgende", "Next",
    ],
)  # fmt: skip
def test_other_lines_with_such_words_lead_nowhere(line: str) -> None:
    assert not leads_on(line)
