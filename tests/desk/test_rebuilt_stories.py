"""A rebuilt ledger has the same stories under the same ids, in whatever order the lines come; and what was aged out stays so."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from fixtures.demo import copies, english
from newscrawl.archive.reader import read_articles
from newscrawl.config import Config
from newscrawl.desk.desk import Desk
from newscrawl.desk.rebuild import rebuild
from newscrawl.desk.takedown import take_down
from newscrawl.ledger.sqlite import SqliteLedger
from newscrawl.stories import Linker
from tests.articles import START, article


def archived(folder: Path, seed: int, fetched: datetime = START, **config: object) -> tuple[Config, list[str]]:
    """The demo's copies, received in no order, a minute apart."""
    made = copies.reprints(70)
    random.Random(seed).shuffle(made)
    chosen = replace(Config(data_dir=folder), **config)  # type: ignore[arg-type]
    desk = Desk.open(chosen)
    ids = []
    for number, reprint in enumerate(made):
        one = replace(
            article(number, url=f"https://{reprint.site}.example/{number}"),
            mirror=reprint.site,
            body="\n\n".join(reprint.paragraphs),
            headline=f"Story {reprint.story}",
            published_at=reprint.published,
            fetched_at=fetched + timedelta(minutes=number),
        )
        ids.append(desk.receive(one).article.id)
    desk.close()
    return chosen, ids


def stories(config: Config, ids: list[str]) -> dict[str, str | None]:
    ledger = SqliteLedger(config.ledger_path)
    linker = Linker(ledger.stories)
    found = {id: linker.story_of(id) for id in ids}
    ledger.close()
    return found


@pytest.mark.parametrize("seed", range(3))
def test_the_same_stories_and_ids_in_any_order_of_the_lines(tmp_path: Path, seed: int) -> None:
    config, ids = archived(tmp_path, seed)
    before = stories(config, ids)
    assert len(set(before.values())) == 70
    path = next((tmp_path / "archive").rglob("*.jsonl"))
    lines = path.read_bytes().splitlines(keepends=True)
    assert len(lines) == len(ids)
    for shuffle in range(2):
        random.Random(shuffle).shuffle(lines)
        path.write_bytes(b"".join(lines))
        assert rebuild(config).stories == 70
        assert stories(config, ids) == before


def test_a_run_ages_out_and_a_rebuild_gives_the_same(tmp_path: Path) -> None:
    config, ids = archived(tmp_path, 1, datetime.now(UTC) - timedelta(days=20), story_window_days=10**4)
    config = replace(config, story_window_days=10)
    before = stories(config, ids)

    def with_prints() -> int:
        ledger = SqliteLedger(config.ledger_path)
        count = int(ledger.stories._sql.rows("SELECT COUNT(prints) FROM copies")[0][0])
        ledger.close()
        return count

    assert with_prints() == len(ids)
    Desk.open(config).close()  # the next run
    assert with_prints() == 0
    assert stories(config, ids) == before
    rebuild(config)
    assert with_prints() == 0
    assert stories(config, ids) == before


def voice(number: int) -> english.English:
    return english.English(f"rebuilt:{number}", english.TOPICS[number % len(english.TOPICS)], "Cork", "Monday")


def told(number: int, paragraphs: int = 10) -> list[str]:
    one = voice(number)
    return [one.lede(), *(one.paragraph() for _ in range(paragraphs - 1))]


def with_round_ups() -> list[tuple[str, int, str, list[str]]]:
    """Name, minute, headline and text: twelve stories in three copies, round-ups of three each, and one text in two parts."""
    found = []
    for number in range(12):
        text, headline = told(number), voice(number).headline()
        found.append((f"{number} whole", number, headline, text))
        found.append((f"{number} again", number + 30, headline, [*text, "A line of the site's own, below it."]))
        found.append((f"{number} part", number + 60, headline, text[:6]))
    for number in range(0, 12, 3):
        text = [line for part in range(3) for line in told(number + part)]
        found.append((f"round-up {number}", 50, f"What you need to know at {number} o'clock", text))
    cut = told(50, 12)
    for name, minute, text in (("cut", 1, cut), ("cut head", 9, cut[:6]), ("cut tail", 9, cut[6:])):
        found.append((name, minute, f"A headline of the {name}", text))
    return found


@pytest.mark.parametrize("seed", range(3))
def test_what_fell_apart_is_apart_in_a_rebuilt_ledger_too(tmp_path: Path, seed: int) -> None:
    made = with_round_ups()
    random.Random(seed).shuffle(made)
    config, names = Config(data_dir=tmp_path), {}
    desk = Desk.open(config)
    for number, (name, minute, headline, paragraphs) in enumerate(made):
        one = replace(
            article(number, url=f"https://{number}.example/{number}"),
            mirror=f"m{number}",
            body="\n\n".join(paragraphs),
            headline=headline,
            published_at=START + timedelta(minutes=minute),
            fetched_at=START + timedelta(minutes=100 + number),
        )
        names[desk.receive(one).article.id] = name
    desk.close()

    def together() -> set[frozenset[str]]:
        found: dict[str, set[str]] = {}
        for id, of in stories(config, list(names)).items():
            if of is not None:
                found.setdefault(of, set()).add(names[id])
        return {frozenset(members) for members in found.values()}

    before = stories(config, list(names))
    assert {frozenset(name for name in one if "round-up" not in name) for one in together()} - {frozenset()} == {
        *(frozenset({f"{number} whole", f"{number} again", f"{number} part"}) for number in range(12)),
        frozenset({"cut", "cut head", "cut tail"}),
    }
    rebuild(config)
    assert stories(config, list(names)) == before
    bridge = next(one for one in read_articles(tmp_path / "archive") if names[one.id] == "cut")
    take_down(config, bridge.url, "asked for", START)
    after = together()
    assert {frozenset({"cut head"}), frozenset({"cut tail"})} <= after, "nothing else held them together"
    rebuild(config)
    assert together() == after
