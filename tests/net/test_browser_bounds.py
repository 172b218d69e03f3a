"""What scripts do to a browser: endless loops, pages and tabs without end, floods of requests; each page has its outcome."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from newscrawl.net.browser import MOST_LOADS, MOST_REQUESTS
from tests.chromium import NEEDS_CHROMIUM
from tests.crawling import Ran, article_page, crawl, records, section_page, write_mirror
from tests.site import Answer, Site

pytestmark = [
    pytest.mark.slow,
    NEEDS_CHROMIUM,
]
OPENS_TABS = """setInterval(() => {
  const e = document.createElement("%s"); e.target = "_blank"; e.%s = "/opened/" + Math.random();
  document.body.append(e); e.%s(); e.remove();
}, 50)"""
OPENS_TABS_OTHERWISE = """
const base = document.createElement("base"), make = (html) => {
  const e = document.createElement("div"); e.innerHTML = html; document.body.append(e); return e.firstElementChild; };
const held = (e) => e.dispatchEvent(new MouseEvent("click", {ctrlKey: true, bubbles: true}));
setInterval(() => {
  base.target = "_blank"; document.head.append(base);
  make('<a href="/opened/base">x</a>').click();
  base.remove();
  make('<svg><a href="/opened/svg" target="_blank"><text>x</text></a></svg>').firstElementChild
    .dispatchEvent(new MouseEvent("click", {bubbles: true}));
  const form = make('<form action="/opened/form" target=a><input name=getAttribute><button formtarget="_blank"></button></form>');
  form.requestSubmit(form.lastElementChild); form.submit();
  const inside = make("<div></div>").attachShadow({mode: "closed"});
  inside.innerHTML = '<a href="/opened/shadow">x</a>'; held(inside.firstChild);
  const alone = document.createElement("a"); alone.href = "/opened/alone"; alone.target = "_blank"; alone.click(); held(alone);
  // Its scripts are stopped while one of them runs: what they had set to watch does not hear this one any more.
  for (const end = Date.now() + 30; Date.now() < end;) held(make('<a href="/opened/control">x</a>'));
}, 50)"""
# What each page's script does, and how the page ends: its reason, or None where it is archived. One crawl a group.
GROUPS: dict[str, dict[str, tuple[str, str | None]]] = {
    "loops": {
        "is-good": ("", None),
        "loops-after-it-has-loaded": ("addEventListener('load', () => setTimeout(() => { while (true) {} }, 200))", "timeout"),
        "loops-at-once": ("while (true) {}", "timeout"),
    },
    "memory": {
        "is-good": ("", None),
        "lengthens-itself": (
            "Object.defineProperty(Document.prototype, 'documentElement', {get: () => ({outerHTML: ''})});"
            "addEventListener('load', () => { const p = document.createElement('p'); p.hidden = true;"
            " p.textContent = 'word '.repeat(4_000_000); document.body.append(p) })",
            "too_large",
        ),
        "takes-memory": (
            "addEventListener('load', () => { for (let n = 0; n < 40; n++) { const p = document.createElement('p');"
            " p.textContent = 'word '.repeat(20_000_000); document.body.append(p) } })",
            "too_large",
        ),
    },
    "floods": {
        "asks-for-ever": ("setInterval(() => fetch('/asked/' + Math.random()), 5)", None),
        "loads-itself-anew": ("setTimeout(() => location.reload(), 50)", None),
        "opens-tabs-by-links": (OPENS_TABS % ("a", "href", "click"), None),
        "opens-tabs-by-forms": (OPENS_TABS % ("form", "action", "submit"), None),
        "opens-tabs-in-other-ways": (OPENS_TABS_OTHERWISE, None),
        "asks-its-reader": ("setInterval(() => alert(1), 1); confirm(2); print()", None),
    },
}  # fmt: skip


def run(folder: Path, scripts: dict[str, tuple[str, str | None]], seconds: int) -> tuple[Ran, list[str]]:
    """Crawl a page for each script, and a plain mirror beside them; gives what was asked of the scripts' site."""
    with Site() as site, Site() as neighbour:
        for one, names in ((site, [*scripts]), (neighbour, ["quiet-1", "quiet-2"])):
            one.pages["/robots.txt"] = Answer("User-agent: *\nAllow: /\n", content_type="text/plain")
            one.pages["/world"] = Answer(section_page([f"/world/story-that-{name}" for name in names]))
            for number, name in enumerate(names):
                script, _ = scripts.get(name, ("", None))
                page = article_page(f"Report {number} of {one.host}", number, extra_head=f"<script>{script}</script>")
                one.pages[f"/world/story-that-{name}"] = Answer(page)
        for name, one, browser in (("scripted", site, "true"), ("plain", neighbour, "false")):
            source = {"kind": "section", "url": f"{one.url}/world", "article_links": "a.title"}
            write_mirror(folder / "mirrors", name, one.host, source, browser=browser)
        done = crawl(
            folder / "data", folder / "mirrors", "-a", "mirror=scripted,plain",
            allow=[site.host, neighbour.host], settings={"DOWNLOAD_TIMEOUT": str(seconds), "RETRY_TIMES": "0"},
        )  # fmt: skip
        return done, site.paths()


@pytest.mark.parametrize("group", GROUPS)
def test_each_page_has_its_outcome_and_floods_nobody(tmp_path: Path, group: str) -> None:
    scripts = GROUPS[group]
    # What ends by itself may take long beside other work.
    done, paths = run(tmp_path, scripts, 20 if group == "loops" else 90)
    archived = {record["url"].rpartition("/story-that-")[2] for record in records(tmp_path / "data")}
    good = {name for name, (_, reason) in scripts.items() if reason is None}
    assert archived == good | {"quiet-1", "quiet-2"}, done.err
    failed = Counter(reason for _, reason in scripts.values() if reason)
    assert done.status == (3 if failed else 0), done.err
    for reason, count in failed.items():
        assert f"scripted/{reason} {count}" in done.err
    assert "never retrieved" not in done.err
    assert sum(path.startswith("/asked/") for path in paths) <= MOST_REQUESTS
    assert paths.count("/world/story-that-loads-itself-anew") <= MOST_LOADS
    assert [path for path in paths if path.startswith("/opened/")] == []
    if group == "floods":
        assert sum(path.startswith("/asked/") for path in paths) > 50, "it tried"
        assert paths.count("/world/story-that-loads-itself-anew") > 1, "it tried"
