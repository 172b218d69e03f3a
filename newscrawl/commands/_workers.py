"""Processes that read lines for ``scrapy extract``: in order, within bounds of time and memory; each of them may die."""

from __future__ import annotations

import gc
import os
import resource
import signal
import sys
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Any, TypeAlias

# What a line became, and whether that is a record (False: an error line).
Result: TypeAlias = tuple[bytes, bool]

# Lines handed to a process at a time, and how many for each process may be read ahead of the first unread one:
# memory stays bounded on any manifest.
CHUNK, AHEAD = 16, 64
# What reading one line may take: seconds of CPU (whatever else the machine does), of the clock (a disk that hangs), and
# memory over what the process begins with. The largest pages that are read take a tenth of each.
MOST_CPU, MOST_WALL = 30, 300
MOST_BYTES = 2 << 30
# A process can be killed for what another does (the kernel looks for memory): its line is tried once more.
TRIES = 2
_LOOK = 1.0


class Workers:
    """Reads lines in ``jobs`` processes; a context manager, so that none is left behind.

    ``read`` makes a result of a line. ``lost`` makes the error line of one that took too much or killed its process twice.
    """

    def __init__(
        self,
        read: Callable[[bytes], Result],
        lost: Callable[[bytes, str], Result],
        *,
        jobs: int,
        most_cpu: int = MOST_CPU,
        most_wall: float = MOST_WALL,
        most_bytes: int = MOST_BYTES,
    ) -> None:
        self._read, self._lost, self._jobs = read, lost, jobs
        self._most_cpu, self._most_wall, self._most_bytes = most_cpu, most_wall, most_bytes
        self._workers: list[_Worker] = []
        self._back: deque[tuple[int, bytes]] = deque()
        self._deaths: Counter[int] = Counter()
        self._done: dict[int, Result] = {}

    def __enter__(self) -> Workers:
        self._workers = [self._start() for _ in range(self._jobs)]
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for worker in self._workers:
            worker.end()

    def in_order(self, lines: Iterable[bytes]) -> Iterator[Result]:
        """A result for each line, in the order of the lines."""
        left = enumerate(lines)
        taken = given = 0
        while True:
            for worker in self._workers:
                if not worker.left:
                    most = min(CHUNK, self._jobs * AHEAD - (taken - given))
                    chunk = [self._back.popleft() for _ in range(min(CHUNK, len(self._back)))] or list(
                        islice(left, max(0, most))
                    )
                    taken = max(taken, chunk[-1][0] + 1) if chunk else taken
                    if chunk and not worker.give(chunk):
                        self._ended(worker)
            busy = [worker for worker in self._workers if worker.left]
            if not busy and not self._back:
                return
            ready = wait([worker.pipe for worker in busy], timeout=_LOOK)
            for worker in busy:
                if worker.pipe in ready:
                    self._take(worker)
                elif time.monotonic() - worker.since > self._most_wall:
                    worker.process.kill()
                    self._ended(worker, f"reading it takes longer than {self._most_wall:g} s")
            while given in self._done:
                yield self._done.pop(given)
                given += 1

    def _take(self, worker: _Worker) -> None:
        try:
            result: Result = worker.pipe.recv()
        except (EOFError, OSError):
            worker.process.join(_LOOK)  # it ends by itself: so its exit code says why
            self._ended(worker)
            return
        number, _ = worker.left.popleft()
        self._done[number] = result
        worker.since = time.monotonic()

    def _ended(self, worker: _Worker, why: str | None = None) -> None:
        """A process is gone: the line it was at is lost or tried again, the others go to the next process."""
        worker.end()
        code = worker.process.exitcode or 0
        if worker.left and code:
            number, line = worker.left[0]
            self._deaths[number] += 1
            if code == -signal.SIGXCPU:
                why = f"reading it takes longer than {self._most_cpu} s"
            elif self._deaths[number] >= TRIES:
                ended = f"was killed by signal {-code}" if code < 0 else f"ended with status {code}"
                why = why or f"the process that read it {ended}"
            if why is not None:
                worker.left.popleft()
                self._done[number] = self._lost(line, why)
        self._back.extend(worker.left)
        self._workers[self._workers.index(worker)] = self._start()

    def _start(self) -> _Worker:
        return _Worker((self._read, self._lost, self._most_cpu, self._most_bytes))


class _Worker:
    """One process, and the lines that it has been given and has not answered."""

    def __init__(self, job: tuple[Any, ...]) -> None:
        # A fork is there at once and shares what is loaded; nothing here has threads. (Elsewhere forks are not safe.)
        context: Any = get_context("fork" if sys.platform == "linux" else "spawn")
        self.pipe, theirs = context.Pipe()
        self.left: deque[tuple[int, bytes]] = deque()
        self.since = time.monotonic()
        self.process = context.Process(target=_serve, args=(theirs, os.getpid(), *job), daemon=True)
        self.process.start()
        theirs.close()

    def give(self, chunk: list[tuple[int, bytes]]) -> bool:
        """Hand lines over; False where the process is gone."""
        self.left.extend(chunk)
        self.since = time.monotonic()
        try:
            self.pipe.send([line for _, line in chunk])
        except OSError:
            return False
        return True

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self.pipe.close()
        self.process.kill()
        self.process.join()


def _serve(
    pipe: Connection,
    parent: int,
    read: Callable[[bytes], Result],
    lost: Callable[[bytes, str], Result],
    most_cpu: int,
    most_bytes: int,
) -> None:
    """Read what comes until the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends us
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _bound_memory(most_bytes)
    # What is loaded stays; and a page makes no rings of objects worth looking for at every 700th.
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    try:
        while True:
            while not pipe.poll(_LOOK):
                if os.getppid() != parent:
                    return
            for line in pipe.recv():
                resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + 1 + most_cpu, hard))
                try:
                    result = read(line)
                except MemoryError:
                    # What is left of this process cannot be trusted: the next line is another's.
                    pipe.send(lost(line, f"reading it takes more than {most_bytes >> 20} MiB of memory"))
                    return
                pipe.send(result)
    except (EOFError, OSError):
        return  # the parent is gone


def _bound_memory(most: int) -> None:
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            now = int(file.read().split()[0]) * resource.getpagesize()
    except OSError:
        return  # not Linux
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (min(now + most, hard) if hard > 0 else now + most, hard))
