"""What lets somebody in is asked with, and stands in no archive, log, export, quarantine or WARC."""

from __future__ import annotations

from pathlib import Path

from tests.crawling import article_page, crawl, records, scrapy, section_page, write_mirror
from tests.site import Answer, Site

SECRETS = ["hunter2pass", "t0kenofthefeed", "t0kenofthearticle", "s1gnature", "c0okieofthesite", "am4zoncredential"]


def test_secrets_of_addresses_are_nowhere(tmp_path: Path) -> None:
    with Site() as site:
        site.pages["/robots.txt"] = Answer("User-agent: *\nAllow: /\n", content_type="text/plain")
        logged_in = site.url.replace("http://", "http://me:hunter2pass@")
        paths = {
            "token": "/world/story-with-a-token?id=7&access_token=t0kenofthearticle",
            "signed": "/world/story-that-is-signed?X-Amz-Signature=s1gnature&X-Amz-Credential=am4zoncredential%2F2024",
            "broken": "/world/story-that-fails?token=t0kenofthearticle",
            "moved": "/world/story-that-moved?token=t0kenofthearticle",
            "empty": "/world/no-story?token=t0kenofthearticle",
        }
        links = [f"{logged_in}/world/story-behind-a-login", *(site.url + path for path in paths.values())]
        source = "/world?token=t0kenofthefeed"
        site.pages[source] = Answer(section_page(link.replace("&", "&amp;") for link in links))
        pages = [
            "/world/story-behind-a-login",
            paths["token"],
            paths["signed"],
            "/new/story-that-moved?token=t0kenofthearticle",
        ]
        for number, path in enumerate(pages):
            site.pages[path] = Answer(
                article_page(f"Harbour opens {number}", number),
                headers={"Set-Cookie": "id=c0okieofthesite", "Link": f"<{site.url}{path}>; rel=canonical"},
            )
        site.pages[paths["moved"]] = Answer(status=302, headers={"Location": pages[-1]})
        site.pages[paths["broken"]] = Answer(status=500)
        site.pages[paths["empty"]] = Answer("", status=404)
        write_mirror(
            tmp_path / "mirrors", "harbour", site.host,
            {"kind": "section", "url": site.url + source, "article_links": "a.title"},
        )  # fmt: skip
        feed = tmp_path / "data" / "feed.csv"
        ran = crawl(
            tmp_path / "data", tmp_path / "mirrors", "-a", "mirror=harbour", "-O", str(feed), allow=[site.host],
            settings={"LOG_LEVEL": "DEBUG", "RETRY_TIMES": "0", "NEWSCRAWL_WARC": "1"},
        )  # fmt: skip
        asked = site.paths()
        assert all("Authorization" not in a.headers and "Cookie" not in a.headers for a in site.asked)
    assert ran.status == 3, ran.err
    assert set(asked) == {source, *pages, *paths.values()}, "the fetch still works"
    lines = records(tmp_path / "data")
    assert sorted(line["url"].removeprefix(site.url) for line in lines) == [
        "/new/story-that-moved", "/world/story-behind-a-login", "/world/story-that-is-signed", "/world/story-with-a-token?id=7",
    ]  # fmt: skip
    assert {line["provenance"]["source"] for line in lines} == {site.url + "/world"}
    for name in ("all.csv", "all.jsonl"):
        done = scrapy("export", "-O", str(tmp_path / "data" / name), env={"NEWSCRAWL_DATA_DIR": str(tmp_path / "data")})
        assert done.status == 0, done.err
    # The ledger alone keeps addresses as they are asked for.
    kept = [
        path for path in (tmp_path / "data").rglob("*") if path.is_file() and not path.name.startswith("ledger.sqlite")
    ]
    assert len(kept) > 5
    texts = {str(path): _text(path) for path in kept} | {"log": ran.err, "out": ran.out}
    assert [(name, secret) for name, text in texts.items() for secret in SECRETS if secret in text] == []
    assert "token=***" in ran.err


def _text(path: Path) -> str:
    import gzip

    data = path.read_bytes()
    return (gzip.decompress(data) if path.suffix == ".gz" else data).decode("latin-1")
