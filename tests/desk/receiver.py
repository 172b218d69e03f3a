"""A desk at work, to be killed: ``python -m tests.desk.receiver DATA COUNT GROUP LARGEST WARC``.

Prints ``ack N`` when article N is durable, and ``done`` at the end. Before it closes it says ``waiting`` and waits until
its standard input ends: so a kill cannot come too late, however fast the machine.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from newscrawl.archive import writer
from newscrawl.config import Config
from newscrawl.desk.desk import Desk
from tests.articles import article, raw_response


def main() -> None:
    data, count, group, largest, warc = Path(sys.argv[1]), *map(int, sys.argv[2:6])
    writer.LARGEST = largest
    desk = Desk.open(replace(Config(), data_dir=data, group_size=group, group_seconds=1e9, warc=bool(warc)))
    desk.writer._largest = largest
    open_numbers = []
    for number in range(count):
        desk.receive(article(number), raw=raw_response(number) if warc else None)
        open_numbers.append(number)
        if not desk._open_articles:
            print("\n".join(f"ack {known}" for known in open_numbers), flush=True)
            open_numbers.clear()
    print("waiting", flush=True)
    sys.stdin.read()
    desk.close()
    print("\n".join([*(f"ack {known}" for known in open_numbers), "done"]), flush=True)


if __name__ == "__main__":
    main()
