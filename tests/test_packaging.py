"""What is built carries everything: mirrors, data tables, commands; in a wheel and in a zipped egg."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what is packaged, so that building leaves nothing in the checkout."""
    target = tmp_path_factory.mktemp("tree")
    for name in ("pyproject.toml", "setup.py", "scrapy.cfg", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, target / name)
    shutil.copytree(ROOT / "newscrawl", target / "newscrawl", ignore=shutil.ignore_patterns("__pycache__"))
    return target


def package_files() -> set[str]:
    """Every file of the package that is not made by running it."""
    return {
        str(path.relative_to(ROOT))
        for path in (ROOT / "newscrawl").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def built(tree: Path, *command: str, pattern: str) -> zipfile.ZipFile:
    out = tree / "out"
    done = subprocess.run(
        [sys.executable, *command, str(out)], cwd=tree, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return zipfile.ZipFile(next(out.glob(pattern)))


def test_the_wheel_carries_every_file(tree: Path) -> None:
    command = ("-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", ".", "-w")
    names = set(built(tree, *command, pattern="*.whl").namelist())
    assert package_files() - names == set()
    assert not any(name.startswith(("tests", "fixtures")) for name in names)


def test_the_egg_runs_from_the_zip(tree: Path, tmp_path: Path) -> None:
    egg = built(tree, "setup.py", "-q", "bdist_egg", "-d", pattern="*.egg")
    names = set(egg.namelist())
    assert {name for name in package_files() if not name.endswith(".py")} - names == set()
    assert "settings = newscrawl.settings" in egg.read("EGG-INFO/entry_points.txt").decode()
    code = (
        "import newscrawl, newscrawl.mirrors as m; assert '.egg' in newscrawl.__file__, newscrawl.__file__;"
        "import scrapy.utils.project as p; s = p.get_project_settings();"
        "from scrapy.spiderloader import SpiderLoader; assert SpiderLoader.from_settings(s).list() == ['mirrors'];"
        "from scrapy.cmdline import _get_commands_dict as c; assert 'extract' in c(s, True);"
        "print(len(m.load_mirrors()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {egg.filename!r}); {code}"],
        cwd=tmp_path,
        env={"SCRAPY_SETTINGS_MODULE": "newscrawl.settings", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert int(done.stdout) >= 20
