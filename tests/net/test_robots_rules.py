"""What robots.txt says to us is the same after the names of other crawlers have been taken for one."""

from __future__ import annotations

import random

from protego import Protego

from newscrawl.net.robots import for_us

NAMES = (
    "*",
    "newscrawl",
    "news",
    "newscrawler",
    "crawl",
    "otherbot",
    "a*",
    "*bot",
    "NEWSCRAWL",
    "newscrawl/1.0",
    "x",
    "",
)
FIELDS = ("User-agent: ", "useragent:", "User agent ", "USER-AGENT : ")


def line(chance: random.Random) -> str:
    """One line of a robots.txt, of those that are found and those that are not meant."""
    return chance.choice(
        [
            chance.choice(FIELDS) + chance.choice(NAMES) + chance.choice(["", " # why"]),
            "Disallow: " + chance.choice(["/a", "/b", "/", ""]),
            "Allow: " + chance.choice(["/a", "/b"]),
            f"Crawl-delay: {chance.randint(1, 3)}",
            chance.choice(["", "Sitemap: http://m.example/s.xml", "# nothing", "words of no rule"]),
        ]
    )


def test_the_rules_for_us_are_the_same() -> None:
    chance = random.Random(1)
    forbidden = 0
    for _ in range(3000):
        text = "\n".join(line(chance) for _ in range(chance.randint(1, 14)))
        whole, ours = Protego.parse(text), Protego.parse(for_us(text, "newscrawl"))
        for path in ("/a", "/b", "/c"):
            may = whole.can_fetch(f"http://m.example{path}", "newscrawl")
            assert ours.can_fetch(f"http://m.example{path}", "newscrawl") == may, text
            forbidden += not may
        assert ours.crawl_delay("newscrawl") == whole.crawl_delay("newscrawl"), text
    assert forbidden > 500


def test_names_of_others_cost_nothing() -> None:
    names = [f"User-agent: crawler{number}" for number in range(9000)]
    own = [f"User-agent: {'newscrawl'[:end]}" for end in range(1, 10)]
    left = for_us("\n".join([*names, *own, "User-agent: *", "Disallow: /x"]), "newscrawl").splitlines()
    assert len({text for text in left if text.startswith("User-agent")}) == 11
