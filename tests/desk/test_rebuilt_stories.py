"""A rebuilt ledger has the same stories under the same ids, in whatever order the lines come; and what was aged out stays so."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from fixtures.demo import copies
from newscrawl.config import Config
from newscrawl.desk.desk import Desk
from newscrawl.desk.rebuild import rebuild
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
