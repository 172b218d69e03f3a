"""Every kind of mistake in a definition is told with file, field, value and remedy; all of all files at once."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscrawl.errors import MirrorError
from newscrawl.mirror import Mirror, Selectors, Source
from newscrawl.mirrors import _wrong, load_mirrors
from newscrawl.mirrors._reading import as_table, read_mirror

GOOD = """
name = "a"
domain = "a.example"
timezone = "Asia/Baku"
[[sources]]
kind = "section"
url = "https://a.example/world"
"""


def told(text: str, tmp_path: Path) -> str:
    """The mistakes of one file, as the user sees them; the file's name is a.toml."""
    (tmp_path / "a.toml").write_text(dedent(text), encoding="utf-8")
    with pytest.raises(MirrorError) as caught:
        load_mirrors(tmp_path)
    assert all(line.startswith(f"{tmp_path / 'a.toml'}: ") for line in caught.value.mistakes)
    return "\n".join(line.removeprefix(f"{tmp_path / 'a.toml'}: ") for line in caught.value.mistakes)


def test_a_good_file_has_no_mistakes(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(GOOD)
    mirror = next(m for m in load_mirrors(tmp_path) if m.name == "a")
    assert mirror == Mirror(
        name="a",
        domain="a.example",
        timezone="Asia/Baku",
        sources=(Source(kind="section", url="https://a.example/world"),),
    )


ONE_LINE = {
    "zone, city only": ('timezone = "Asia/Baku"', 'timezone = "Baku"', "timezone 'Baku'", "did you mean 'Asia/Baku'?"),
    "zone, slip": ('timezone = "Asia/Baku"', 'timezone = "Europa/Berlin"', "timezone 'Europa/Berlin'", "'Europe/Berlin'"),
    "zone, case": ('timezone = "Asia/Baku"', 'timezone = "asia/baku"', "'asia/baku'", "did you mean 'Asia/Baku'?"),
    "zone, nonsense": ('timezone = "Asia/Baku"', 'timezone = "../etc"', "'../etc'", "write it as Area/City"),
    "zone, a directory": ('timezone = "Asia/Baku"', 'timezone = "America"', "'America'", "not in the tz database"),
    "zone, number": ('timezone = "Asia/Baku"', "timezone = 4", "timezone 4", "in quotes"),
    "zone, missing": ('timezone = "Asia/Baku"\n', "", "timezone is missing", "like timezone ="),
    "name, missing": ('name = "a"\n', "", "name is missing", "give it one"),
    "name, empty": ('name = "a"', 'name = " "', "name ' '", "is empty"),
    "name, path": ('name = "a"', 'name = "../a"', "name '../a'", "letters a-z"),
    "name, comma": ('name = "a"', 'name = "a,b"', "name 'a,b'", "letters a-z"),
    "key, slip": ('name = "a"', 'name = "a"\ntimezon = "UTC"', "'timezon' = 'UTC'", "did you mean 'timezone'?"),
    "key, other word": ('name = "a"', 'name = "a"\ntz = "UTC"', "'tz' = 'UTC'", "did you mean 'timezone'?"),
    "key, unknown": ('name = "a"', 'name = "a"\nxyzzy = 1', "'xyzzy' = 1", "known are name, domain"),
    "page in TOML": ('name = "a"', 'name = "a"\npage = "P"', "page is code", "as a .py file"),
    "languages, text": ('name = "a"', 'name = "a"\nlanguages = "en"', "languages 'en'", 'like ["en"]'),
    "languages, word": ('name = "a"', 'name = "a"\nlanguages = ["english"]', "'english'", "did you mean 'en'?"),
    "languages, country": ('name = "a"', 'name = "a"\nlanguages = ["jp"]', "'jp'", "did you mean 'ja'?"),
    "languages, number": ('name = "a"', 'name = "a"\nlanguages = [1]', "languages 1", "in quotes"),
    "day_first, text": ('name = "a"', 'name = "a"\nday_first = "yes"', "day_first 'yes'", "write true or false"),
    "ignore_parameters": ('name = "a"', 'name = "a"\nignore_parameters = ["?t=2"]', "'?t=2'", "say 'teaser'"),
    "keep_parameters": ('name = "a"', 'name = "a"\nkeep_parameters = ["PHPSESSID"]', "'PHPSESSID'", "is never kept"),
    "keep_parameters, both": (
        'name = "a"', 'name = "a"\nkeep_parameters = ["ref"]\nignore_parameters = ["ref"]', "'ref'", "out of one of them",
    ),
    "article_address": ('name = "a"', 'name = "a"\narticle_address = "/news/[0-9"', "'/news/[0-9'", "no regular expression"),
    "article_address, all": ('name = "a"', 'name = "a"\narticle_address = "x*"', "'x*'", "fits every address"),
    "browser, number": ('name = "a"', 'name = "a"\nbrowser = 1', "browser 1", "write true or false"),
    "enabled, text": ('name = "a"', 'name = "a"\nenabled = "false"', "enabled 'false'", "without quotes"),
    "domain, URL": ('domain = "a.example"', 'domain = "https://a.example/"', "domain 'https://a.example/'", "'a.example'"),
    "domain, port": ('domain = "a.example"', 'domain = "a.example:99999"', "'a.example:99999'", "like 'turan.az'"),
    "domain, space": ('domain = "a.example"', 'domain = "a example"', "'a example'", "host[:port]"),
    "kind, slip": ('kind = "section"', 'kind = "sections"', "sources (no. 1): kind 'sections'", "'section'?"),
    "kind, other word": ('kind = "section"', 'kind = "rss"', "kind 'rss'", "did you mean 'newsfeed'?"),
    "kind, missing": ('kind = "section"\n', "", "sources (no. 1): kind is missing", "section, newsfeed"),
    "url, missing": ('url = "https://a.example/world"', "", "url is missing", "the page that lists articles"),
    "url, scheme": ("https://a.example/world", "ftp://a.example/world", "'ftp://a.example/world'", "http or https"),
    "url, relative": ("https://a.example/world", "/world", "url '/world'", "write it whole"),
    "url, other site": ("https://a.example/world", "https://b.example/w", "'https://b.example/w'", "domain 'a.example'"),
    "url, look-alike": ("https://a.example/world", "https://xa.example/w", "'https://xa.example/w'", "or a subdomain"),
    "url, other port": ("https://a.example/world", "https://a.example:81/w", "'https://a.example:81/w'", "on its port"),
    "url, login": ("https://a.example/world", "https://u:p@a.example/w", "carries a login", "leave it out"),
    "url, space": ("https://a.example/world", "https://a.example/my world", "'https://a.example/my world'", "escaped"),
    "url, bad port": ("https://a.example/world", "https://a.example:x/", "'https://a.example:x/'", "not a URL"),
    "url, bracket": ("https://a.example/world", "https://[a.example/", "'https://[a.example/'", "not a URL"),
    "url, date in a section": ("a.example/world", "a.example/{date:%Y}", "only a calendar", "kind = 'calendar'"),
    "calendar without date": ('"section"', '"calendar"', "url 'https://a.example/world'", "{date:%Y/%m/%d}"),
    "links, CSS": ('kind = "section"', 'kind = "section"\narticle_links = "a["', "article_links 'a['", "saved page"),
    "next page, CSS": ('kind = "section"', 'kind = "section"\nnext_page = "//a"', "next_page '//a'", "not CSS"),
    "links of a newsfeed": ('kind = "section"', 'kind = "newsfeed"\narticle_links = "a"', "for a newsfeed", "'section'"),
    "step of a section": ('kind = "section"', 'kind = "section"\nstep = "day"', "step is for", "take it out"),
    "source key, slip": ('kind = "section"', 'kind = "section"\nnextpage = "a"', "'nextpage'", "did you mean 'next_page'?"),
    "source key, the mirror's": ('kind = "section"', 'kind = "section"\nenabled = true', "'enabled'", "above the first"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "value", "remedy"), ONE_LINE.values(), ids=ONE_LINE)
def test_one_wrong_line(old: str, new: str, value: str, remedy: str, tmp_path: Path) -> None:
    assert old in GOOD
    text = told(GOOD.replace(old, new), tmp_path)
    assert value in text
    assert remedy in text
    assert "\n" not in text, "one mistake, one line"


CALENDARS = {
    "https://a.example/{date:%Q}": "%Q",
    "https://a.example/{date:%Y/%m}": "step = 'month'",
    "https://a.example/{date:%m/%d}": "year (%Y)",
    "https://a.example/{date:}": "without %Y",
    "https://a.example/{day}": "no {date:...}",
    "https://a.example/{date:%Y%j}/{page}": "'{page}'",
    "https://a.example/{date:%Y%j}/}": "brace without its partner",
    "https://a.example/{date:%Y%j%}": "no part of a date",
}


@pytest.mark.parametrize(("url", "remedy"), CALENDARS.items())
def test_wrong_calendar(url: str, remedy: str, tmp_path: Path) -> None:
    text = GOOD.replace("https://a.example/world", url).replace('"section"', '"calendar"')
    assert remedy in told(text, tmp_path)


@pytest.mark.parametrize(
    ("url", "step"),
    [
        ("{date:%Y/%m/%d}", "day"),
        ("{date:%Y}/x/{date:%j}", "day"),
        ("{date:%Y/%B}", "month"),
        ("{date:%y%-m}", "month"),
    ],
)
def test_right_calendar(url: str, step: str) -> None:
    table = as_table(GOOD_MIRROR)
    table["sources"] = [{"kind": "calendar", "url": f"https://a.example/{url}", "step": step}]
    mirror, mistakes = read_mirror(table, file="a.toml")
    assert mistakes == []
    assert mirror is not None
    assert mirror.sources[0].step == step


GOOD_MIRROR = Mirror(
    name="a", domain="a.example", timezone="UTC", sources=(Source(kind="section", url="https://a.example/world"),)
)


def test_wrong_selectors(tmp_path: Path) -> None:
    text = told(
        GOOD + '[selectors]\nheadline = "h1["\ndrop = [".x", "p:first("]\ndate = ".d"\nbody = ["p"]\n', tmp_path
    )
    lines = text.splitlines()
    assert len(lines) == 4
    assert any("headline 'h1['" in line and "is not CSS" in line for line in lines)
    assert any("drop 'p:first('" in line and "is not CSS" in line for line in lines)
    assert any("'date'" in line and "did you mean 'published'?" in line for line in lines)
    assert any("body ['p']" in line and "not text" in line for line in lines)


def test_sources_of_the_wrong_kind(tmp_path: Path) -> None:
    head = 'name = "a"\ndomain = "a.example"\ntimezone = "UTC"\n'
    assert "sources is empty" in told(head, tmp_path)
    assert "sources is empty" in told(head + "sources = []", tmp_path)
    assert "[[sources]]" in told(head + '[sources]\nkind = "section"\nurl = "https://a.example/"', tmp_path)
    assert "[[sources]]" in told(head + 'sources = ["https://a.example/"]', tmp_path)
    assert "[selectors]" in told(GOOD.replace("[[", 'selectors = "h1"\n[['), tmp_path)


def test_the_same_url_twice(tmp_path: Path) -> None:
    twice = GOOD + '[[sources]]\nkind = "sitemap"\nurl = "https://a.example/world"\n'
    assert "sources (no. 2): url 'https://a.example/world' stands here twice" in told(twice, tmp_path)


BROKEN_FILES: dict[str, tuple[bytes, str]] = {
    "not TOML": (b'name = "a"\ndomain = a.example\n', "line 2"),
    "not UTF-8": (b'name = "a"\ntitle = "\xff\xfe"\n', "not UTF-8 at line 2"),
    "empty": (b"", "name is missing"),
    "NUL": (b"name\x00", "is not TOML"),
    "too large": (b"# " + b"x" * 300_000, "hardly a definition"),
    "nested too deep": (b"a = " + b"[" * 50_000, "cannot be read"),
}


@pytest.mark.parametrize(("data", "reason"), BROKEN_FILES.values(), ids=BROKEN_FILES)
def test_a_file_that_cannot_be_read(data: bytes, reason: str, tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes(data)
    with pytest.raises(MirrorError, match=r"a\.toml: ") as caught:
        load_mirrors(tmp_path)
    assert reason in str(caught.value)


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(GOOD, encoding="utf-8-sig")
    assert any(m.name == "a" for m in load_mirrors(tmp_path))


def test_all_mistakes_of_all_files_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(GOOD.replace("Asia/Baku", "Baku").replace('"section"', '"rss"'))
    (tmp_path / "b.toml").write_text("name = ")
    (tmp_path / "c.toml").write_text(GOOD.replace('"a"', '"c"'))
    (tmp_path / "d.toml").mkdir()
    with pytest.raises(MirrorError) as caught:
        load_mirrors(tmp_path)
    files = [line.split(": ")[0].rpartition("/")[2] for line in caught.value.mistakes]
    assert files == ["a.toml", "a.toml", "b.toml", "d.toml"]
    assert str(caught.value) == "\n".join(caught.value.mistakes)


def test_one_name_in_two_files(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(GOOD)
    (tmp_path / "b.toml").write_text(GOOD.replace('"a"', '"A"'))
    with pytest.raises(MirrorError) as caught:
        load_mirrors(tmp_path)
    assert caught.value.mistakes == [
        f"{tmp_path / 'b.toml'}: name 'A' is taken by {tmp_path / 'a.toml'}; give each mirror its own name"
    ]


def test_a_directory_that_is_not_there(tmp_path: Path) -> None:
    for folder in (tmp_path / "nowhere", tmp_path / "a.toml"):
        (tmp_path / "a.toml").write_text(GOOD)
        with pytest.raises(MirrorError, match="NEWSCRAWL_MIRRORS_DIR") as caught:
            load_mirrors(folder)
        assert str(folder) in str(caught.value)


# ---- mirrors in .py, which only a package can hold ----------------------------------------------------------------


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    def make(**modules: str) -> str:
        name = f"mirrors_{tmp_path.name}"
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("")
        for module, text in modules.items():
            (tmp_path / name / f"{module}.py").write_text(dedent(text))
        monkeypatch.syspath_prepend(str(tmp_path))
        monkeypatch.setattr(sys, "modules", dict(sys.modules))
        return name

    return make


IMPORTS = "from newscrawl.mirror import Mirror, Selectors, Source\n"
VALUE = 'MIRROR = Mirror(name="a", domain="a.example", timezone="UTC", sources=({sources},){more})\n'
SOURCE = 'Source(kind="section", url="https://a.example/")'


def test_a_good_py_mirror(package: Callable[..., str]) -> None:
    name = package(a=IMPORTS + VALUE.format(sources=SOURCE, more=""), _own="1 / 0")
    assert [m.name for m in load_mirrors(package=name)] == ["a"]


WRONG_PY = {
    "raises": ("1 / 0\n", "cannot be imported (ZeroDivisionError: division by zero)"),
    "syntax": ("def\n", "cannot be imported (SyntaxError"),
    "no MIRROR": ("X = 1\n", "has no MIRROR"),
    "another thing": ("MIRROR = {'name': 'a'}\n", "MIRROR is a dict, not a Mirror"),
    "unknown field": (IMPORTS + VALUE.format(sources=SOURCE, more=", zone='UTC'"), "TypeError"),
    "zone": (IMPORTS + VALUE.format(sources=SOURCE, more="").replace("UTC", "Baku"), "did you mean 'Asia/Baku'?"),
    "truth": (IMPORTS + VALUE.format(sources=SOURCE, more=", browser=0"), "browser 0 is not a truth value"),
    "no source": (IMPORTS + VALUE.replace("({sources},)", "()").format(more=""), "sources is empty"),
    "not sources": (IMPORTS + VALUE.format(sources="'x'", more=""), "sources ['x'] is not a list of tables"),
    "CSS": (IMPORTS + VALUE.format(sources=SOURCE, more=", selectors=Selectors(body='[')"), "body '[' is not CSS"),
    "languages": (IMPORTS + VALUE.format(sources=SOURCE, more=", languages='en'"), "languages 'en' is not a list"),
    "file name": (IMPORTS + VALUE.format(sources=SOURCE, more="").replace('"a"', '"other"'), "is not the file's name"),
}


@pytest.mark.parametrize(("text", "reason"), WRONG_PY.values(), ids=WRONG_PY)
def test_a_wrong_py_mirror(text: str, reason: str, package: Callable[..., str]) -> None:
    name = package(a=text)
    with pytest.raises(MirrorError) as caught:
        load_mirrors(package=name)
    assert len(caught.value.mistakes) == 1
    assert caught.value.mistakes[0].startswith(f"{name}/a.py: ")
    assert reason in caught.value.mistakes[0]


def test_a_page_that_is_no_page_class(package: Callable[..., str]) -> None:
    name = package(a=IMPORTS + VALUE.format(sources=SOURCE, more=", page=int"))
    with pytest.raises(MirrorError, match=r"page <class 'int'> is not a page class"):
        load_mirrors(package=name)


def test_as_table_gives_back_what_was_read() -> None:
    mirror = Mirror(
        name="a",
        domain="a.example:8080",
        timezone="UTC",
        sources=(Source(kind="calendar", url="http://a.example:8080/{date:%Y%m}", step="month", next_page="a.n"),),
        languages=("en", "pt-BR"),
        day_first=False,
        enabled=False,
        selectors=Selectors(body=".text", drop=(".x", "#y")),
    )
    assert read_mirror(as_table(mirror), file="a.py") == (mirror, [])


KEYS = st.sampled_from(
    [
        "name",
        "domain",
        "timezone",
        "languages",
        "day_first",
        "ignore_parameters",
        "keep_parameters",
        "article_address",
        "browser",
        "enabled",
        "checked",
        "sources",
        "selectors",
        "kind",
        "url",
        "step",
        "body",
        "drop",
        "x",
    ]
)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=30)
    | st.datetimes()
    | st.sampled_from(
        ["section", "calendar", "https://a.example/{date:%Y}", "a.example", "http://[", "{", "p::x", "UTC"]
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(KEYS, VALUES, max_size=8))
def test_no_table_makes_the_check_fail(table: dict[str, object]) -> None:
    mirror, mistakes = read_mirror(table, file="x.toml")
    assert (mirror is None) == bool(mistakes)
    assert all(line.startswith("x.toml: ") and len(line.splitlines()) == 1 for line in mistakes)


@pytest.mark.parametrize("css", ["h1::text", "a::attr(href)", "p:has-text(x)", "a:foo", "ns|h1", "*:first-of-type"])
def test_css_that_cannot_be_used_is_refused(css: str) -> None:
    assert "is not CSS that we can use" in str(_wrong.css(css))


@pytest.mark.parametrize("zone", ["GMT+4", "UTC+04:00", "+4", "localtime"])
def test_an_offset_is_no_zone_and_gets_no_wrong_hint(zone: str) -> None:
    told = str(_wrong.zone(zone))
    assert "Area/City" in told
    assert "Etc/" not in told
