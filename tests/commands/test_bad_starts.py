"""What cannot be started is refused in a line that says why, with status 2, before anything begins."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.crawling import scrapy_afresh as scrapy


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("crawl", "mirror"), ["scrapy crawl mirror: there is no such spider; did you mean mirrors?"]),
        (("crawl", "quick"), ["scrapy crawl quick: there is no such spider; known are mirrors"]),
        (("crawl", "mirrors", "-s", "DOWNLOAD_DELAY=fast"), ["DOWNLOAD_DELAY: 'fast' is not a number; give a number from 0 on"]),
        (
            ("crawl", "mirrors", "-s", "RETRY_TIMES=2.5", "-s", "CONCURRENT_REQUESTS=0", "-s", "DOWNLOAD_TIMEOUT=nan"),
            ["CONCURRENT_REQUESTS: '0' is out of bounds; give a whole number from 1 on",
             "RETRY_TIMES: '2.5' is not a whole number; give a whole number from 0 on",
             "DOWNLOAD_TIMEOUT: 'nan' is out of bounds; give a number from 0.1 on"],
        ),
        (("crawl", "mirrors", "-s", "ROBOTSTXT_OBEY=perhaps"),
         ["ROBOTSTXT_OBEY: 'perhaps' is neither yes nor no; give True or False"]),
        (("crawl", "mirrors", "-L", "LOUD"),
         ["LOG_LEVEL: 'LOUD' is no level of logging; give DEBUG, INFO, WARNING, ERROR or CRITICAL"]),
    ],
)  # fmt: skip
def test_a_bad_start_is_a_clear_line(tmp_path: Path, args: tuple[str, ...], told: list[str]) -> None:
    ran = scrapy(*args, "-s", f"NEWSCRAWL_DATA_DIR={tmp_path / 'data'}")
    assert ran.status == 2, ran.err
    assert [line.removeprefix("error: ") for line in ran.err.splitlines() if line.startswith("error: ")] == told
    assert "Traceback" not in ran.err
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    "given", ["DOWNLOAD_DELAY=0.5", "CLOSESPIDER_TIMEOUT=1.5", "LOG_LEVEL=WARNING", "RETRY_TIMES=0"]
)
def test_what_scrapy_can_use_is_let_through(tmp_path: Path, given: str) -> None:
    flags = [f"NEWSCRAWL_DATA_DIR={tmp_path / 'data'}", given]
    ran = scrapy("crawl", "mirrors", "-a", "mirror=nobody", *(part for flag in flags for part in ("-s", flag)))
    assert ran.status == 2, ran.err
    assert "mirror=nobody" in ran.err, "it came as far as the mirrors"
