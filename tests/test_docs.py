"""The docs are tested: every setting, command, field and module in them exists, and every one that exists is in them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import fields
from pathlib import Path

from newscrawl import settings
from newscrawl.config import Config
from newscrawl.items import Article

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text()
PACKAGE = ROOT / "newscrawl"


def table(heading: str) -> list[list[str]]:
    """The cells of the first table under a heading."""
    part = README.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    rows = [line.strip().strip("|").split(" | ") for line in part.splitlines() if line.startswith("|")]
    return [[cell.strip().strip("|").strip() for cell in row] for row in rows[2:]]


def test_settings_table_and_code_agree() -> None:
    rows = table("Settings")
    assert [row[0].strip("`") for row in rows] == list(Config.names())
    for name, default, _ in rows:
        value = getattr(settings, name.strip("`"))
        if value is not None:
            assert default.strip("`") == str(value), name


def test_fields_table_and_record_agree() -> None:
    named = [row[0].strip("`") for row in table("Output fields")]
    assert named == ["schema", *(f.name for f in fields(Article)), "checksum"]


def test_every_command_is_in_the_readme_and_exists() -> None:
    named = set(re.findall(r"`scrapy (\w+)", "\n".join(row[0] for row in table("Commands"))))
    there = {path.stem for path in (ROOT / "newscrawl/commands").glob("[!_]*.py")}
    assert named == there


def test_the_architecture_names_every_module_and_no_other() -> None:
    """By its room and name (`text/urls`), or by so much of its end as no other module has (`times/words`, `wire_copy`)."""
    text = (ROOT / "docs/architecture.md").read_text()
    named = {name.removesuffix(".py") for name in re.findall(r"`([\w/.]+)`", text)}
    files = (path for path in sorted(PACKAGE.rglob("*.py")) if path.name != "__init__.py")
    modules = [path.relative_to(PACKAGE).with_suffix("") for path in files]
    assert len(modules) > 200
    ends = {module: ["/".join(module.parts[-n:]) for n in range(1, len(module.parts) + 1)] for module in modules}
    having = Counter(end for every in ends.values() for end in every)
    untold = [str(m) for m, every in ends.items() if not any(having[end] == 1 and end in named for end in every)]
    assert untold == [], "say in a line what each is for"
    folders = {part for module in modules for part in module.parts[:-1]}
    of_rooms = {name for name in named if "/" in name.strip("/") and name.split("/")[0] in folders}
    shelves = {"/".join(module.parts[:n]) for module in modules for n in range(2, len(module.parts))}
    gone = {name for name in of_rooms if name.strip("/") not in {*having, *shelves} and "data/" not in name}
    assert gone == set(), "these are there no more"


def test_links_between_the_docs_lead_somewhere() -> None:
    for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text()):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_readme_names_make_targets_that_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"(?:`|^    )make ([a-z]+)", README, re.MULTILINE)) <= targets
