"""Cut the power of a desk at work: snapshots of the disk it writes to, taken at random moments and looked at.

The disk is an ext4 image on a loop mount. What the desk wrote and did not sync is in the kernel's cache and not in the
image, so a copy of the image is what a power cut would leave. The desk is halted while the copy is taken, and the copy
is taken until two are alike: a copy made while the kernel writes would be a disk that never was.
"""

from __future__ import annotations

import filecmp
import os
import random
import re
import selectors
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from newscrawl.archive.verify import verify
from newscrawl.config import Config
from newscrawl.desk.desk import Desk
from tests.desk.trials import ROOT, held

SIZE = 48 * 1024 * 1024


@dataclass
class Cuts:
    """What the power cuts of one run left; all lists are empty when nothing was lost."""

    seed: int
    cuts: int = 0
    acknowledged: list[int] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    # Cuts that came while the desk was at work, not after its last article.
    midway: int = 0

    @property
    def good(self) -> bool:
        return not (self.lost or self.wrong)


def why_not() -> str | None:
    """Why power cannot be cut here; None where it can."""
    if os.geteuid() != 0:
        return "loop mounts need root"
    if shutil.which("mkfs.ext4") is None:
        return "no mkfs.ext4 (e2fsprogs)"
    with tempfile.TemporaryDirectory() as folder:
        image = _image(Path(folder))
        try:
            with mounted(image, Path(folder) / "disk"):
                return None
        except subprocess.CalledProcessError as error:
            return f"loop mounts are not allowed here: {error.stderr.decode(errors='replace').strip()}"


def _image(folder: Path) -> Path:
    image = folder / "disk.img"
    with image.open("wb") as file:
        file.truncate(SIZE)
    subprocess.run(["mkfs.ext4", "-q", "-F", str(image)], check=True, capture_output=True, timeout=60)
    return image


@contextmanager
def mounted(image: Path, place: Path) -> Iterator[Path]:
    """The image as a directory; ext4 replays its journal as after a power cut."""
    place.mkdir(exist_ok=True)
    subprocess.run(["mount", "-o", "loop", str(image), str(place)], check=True, capture_output=True, timeout=60)
    try:
        yield place
    finally:
        done = subprocess.run(["umount", str(place)], check=False, capture_output=True, timeout=60)
        if done.returncode:
            subprocess.run(["umount", "-l", str(place)], check=False, capture_output=True, timeout=60)


def run_cuts(folder: Path, seed: int, *, cuts: int = 4, count: int = 120) -> Cuts:
    """Let a desk write, cut the power so many times, and look at what each cut left."""
    r = random.Random(f"power:{seed}")
    found = Cuts(seed)
    group, largest, warc = r.choice((1, 3, 8)), r.choice((15_000, 60_000, 1 << 26)), seed % 2
    image = _image(folder)
    with mounted(image, folder / "disk") as disk:
        given = (str(disk / "data"), str(count), str(group), str(largest), str(warc))
        child = subprocess.Popen(
            [sys.executable, "-m", "tests.desk.receiver", *given],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            told = _Told(child)
            for number, enough in enumerate(sorted(r.sample(range(count), cuts))):
                told.wait_for(enough)
                time.sleep(r.uniform(0, 0.01))
                os.kill(child.pid, signal.SIGSTOP)
                told.drain()
                snapshot = _snapshot(image, folder / f"cut-{number}.img")
                acknowledged = told.acknowledged()
                found.cuts += 1
                found.acknowledged.append(len(acknowledged))
                found.midway += len(acknowledged) < count
                _look(snapshot, folder / "look", acknowledged, found)
                snapshot.unlink()
                # Not before: while one cut is looked at, the desk would run on to its end, and the next cuts come too late.
                os.kill(child.pid, signal.SIGCONT)
        finally:
            child.kill()
            child.wait(timeout=60)
            for pipe in (child.stdin, child.stdout):
                if pipe is not None:
                    pipe.close()
    return found


class _Told:
    """What the desk has acknowledged so far, read without waiting for more."""

    def __init__(self, child: subprocess.Popen[bytes]) -> None:
        assert child.stdout is not None
        self._pipe = child.stdout.fileno()
        os.set_blocking(self._pipe, False)
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._pipe, selectors.EVENT_READ)
        self._text = b""

    def drain(self, seconds: float = 0.0) -> bool:
        """Read what is there; False at the end."""
        while self._selector.select(seconds):
            chunk = os.read(self._pipe, 65536)
            if not chunk:
                return False
            self._text += chunk
            seconds = 0.0
        return True

    def acknowledged(self) -> set[str]:
        return set(re.findall(r"ack (\d+)\n", self._text.decode()))

    def wait_for(self, enough: int) -> None:
        """Until so many are acknowledged, or no more are coming."""
        until = time.monotonic() + 60
        while len(self.acknowledged()) < enough and b"waiting" not in self._text and time.monotonic() < until:
            if not self.drain(1.0):
                return


def _snapshot(image: Path, copy: Path) -> Path:
    again = copy.with_suffix(".again")
    for _ in range(20):
        shutil.copyfile(image, copy)
        shutil.copyfile(image, again)
        if filecmp.cmp(copy, again, shallow=False):
            again.unlink()
            return copy
        time.sleep(0.05)
    raise RuntimeError("the kernel did not come to rest while the desk was halted")


def _look(snapshot: Path, place: Path, acknowledged: set[str], found: Cuts) -> None:
    """Mount what the cut left, mend it as a run does, and hold it against what had been acknowledged."""
    with mounted(snapshot, place) as disk:
        data = disk / "data"
        if not data.exists():
            found.lost += sorted(acknowledged)
            return
        before = {str(number) for number in held(data)} if (data / "archive").exists() else set()
        found.lost += sorted(acknowledged - before)
        desk = Desk.open(Config(data_dir=data, warc=bool(found.seed % 2)))
        desk.close()
        after = held(data)
        found.lost += sorted(acknowledged - {str(number) for number in after})
        found.wrong += [f"{number} stands there {times} times" for number, times in after.items() if times > 1]
        found.wrong += verify(data / "archive").wrong
