"""Mirrors load from the package, from a zip of it, and from a directory; ``-a mirror=`` picks among them."""

from __future__ import annotations

import logging
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import newscrawl
from newscrawl.errors import MirrorError
from newscrawl.mirror import Mirror, Source
from newscrawl.mirrors import load_mirrors, select_mirrors
from tests.cpu import cpu_seconds

PACKAGE = Path(newscrawl.__file__).parent


def mirror(name: str, *, enabled: bool = True) -> Mirror:
    source = Source(kind="section", url=f"https://{name}.example/")
    return Mirror(name=name, domain=f"{name}.example", timezone="UTC", sources=(source,), enabled=enabled)


def definition(name: str, more: str = "") -> str:
    return (
        f'name = "{name}"\ndomain = "{name}.example"\ntimezone = "UTC"\n{more}\n'
        f'[[sources]]\nkind = "section"\nurl = "https://{name}.example/"\n'
    )


def test_the_package_has_its_mirrors_in_order() -> None:
    names = [m.name for m in load_mirrors()]
    assert names == sorted(names, key=str.casefold)
    assert len(names) >= 23
    files = {path.stem for path in (PACKAGE / "mirrors").iterdir() if not path.name.startswith("_") and path.is_file()}
    assert {name.replace("-", "_") for name in names} == {name.replace("-", "_") for name in files}


def test_a_directory_adds_to_them(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(definition("mine"))
    (tmp_path / "whatever.toml").write_text(definition("other"))  # here a file may be called as you like
    (tmp_path / ".hidden.toml").write_text("not a definition")
    (tmp_path / "notes.txt").write_text("not a definition")
    (tmp_path / "sub").mkdir()
    assert {m.name for m in load_mirrors(tmp_path)} - {m.name for m in load_mirrors()} == {"mine", "other"}


def test_a_mirror_of_yours_takes_the_place_of_a_shipped_one(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "turan.toml").write_text(definition("turan", 'title = "Mine"'))
    with caplog.at_level(logging.INFO):
        found = [m for m in load_mirrors(tmp_path) if m.name == "turan"]
    assert [m.title for m in found] == ["Mine"]
    assert found[0].enabled
    assert "takes the place of the shipped mirror turan" in caplog.text


def test_no_code_is_taken_from_a_directory(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "evil.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\n")
    with caplog.at_level(logging.WARNING):
        load_mirrors(tmp_path)
    assert not (tmp_path / "ran").exists()
    assert "evil.py is not read: only *.toml" in caplog.text


def test_all_that_are_enabled() -> None:
    mirrors = (mirror("a"), mirror("b", enabled=False), mirror("c"))
    assert [m.name for m in select_mirrors(mirrors, None)] == ["a", "c"]


def test_those_that_are_named_enabled_or_not() -> None:
    mirrors = (mirror("a"), mirror("b", enabled=False), mirror("c"))
    assert [m.name for m in select_mirrors(mirrors, "c, b,c")] == ["c", "b"]


def test_an_unknown_name_is_told_with_its_like() -> None:
    mirrors = (mirror("turan"), mirror("tvn24"))
    with pytest.raises(MirrorError) as caught:
        select_mirrors(mirrors, "Turna,tvn24,xyz")
    assert caught.value.mistakes == [
        "mirror=Turna: there is no mirror of this name; did you mean 'turan'?",
        "mirror=xyz: there is no mirror of this name; known are turan, tvn24",
    ]


@pytest.mark.parametrize("names", ["", " , "])
def test_no_name_at_all(names: str) -> None:
    with pytest.raises(MirrorError, match="names no mirror"):
        select_mirrors((mirror("a"),), names)


def test_they_load_from_a_zip(tmp_path: Path) -> None:
    # Scrapyd runs the project from its egg, which is a zip: no file of it has a path of its own.
    egg = tmp_path / "newscrawl.egg"
    with zipfile.ZipFile(egg, "w") as archive:
        for path in sorted(PACKAGE.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                archive.write(path, path.relative_to(PACKAGE.parent))
    code = "import newscrawl, newscrawl.mirrors as m; print(newscrawl.__file__, *(x.name for x in m.load_mirrors()))"
    run = subprocess.run(
        [sys.executable, "-P", "-c", f"import sys; sys.path.insert(0, {str(egg)!r}); {code}"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    where, *names = run.stdout.split()
    assert where.startswith(str(egg))
    assert names == [m.name for m in load_mirrors()]


def test_loading_is_fast() -> None:
    load_mirrors()
    took = cpu_seconds(load_mirrors, under=0.05)
    assert took < 0.05, f"{took * 1000:.0f} ms of CPU for {len(load_mirrors())} mirrors, warm"
