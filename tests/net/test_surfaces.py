"""Our own surfaces: nothing that runs what it reads, nothing that listens, certificates are checked."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from newscrawl import settings

ROOT = Path(__file__).resolve().parents[2]
# Modules that make objects or code from bytes; YAML is in no dependency of ours and shall not become one.
RUNS_WHAT_IT_READS = {
    "pickle",
    "_pickle",
    "cPickle",
    "dill",
    "cloudpickle",
    "marshal",
    "shelve",
    "jsonpickle",
    "yaml",
    "joblib",
}
CALLS = {"eval", "exec", "compile", "__import__"}
ATTRIBUTES = {("os", "system"), ("os", "popen"), ("subprocess", "getoutput"), ("subprocess", "getstatusoutput")}


def findings(source: str) -> Iterator[str]:
    """What of the above a module uses, with its line."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names = {(node.module or "").partition(".")[0]}
        else:
            names = set()
        yield from (f"{node.lineno}: import {name}" for name in names & RUNS_WHAT_IT_READS if hasattr(node, "lineno"))
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        if isinstance(called, ast.Name) and called.id in CALLS:
            yield f"{node.lineno}: {called.id}()"
        if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name):
            if (called.value.id, called.attr) in ATTRIBUTES:
                yield f"{node.lineno}: {called.value.id}.{called.attr}()"
            if called.value.id in ("np", "numpy") and called.attr == "load":
                yield f"{node.lineno}: numpy.load(): may unpickle"
        for keyword in node.keywords:
            if keyword.arg in ("shell", "allow_pickle") and getattr(keyword.value, "value", None) is True:
                yield f"{node.lineno}: {keyword.arg}=True"


@pytest.mark.parametrize(
    "source",
    ["import pickle", "from yaml import load", "eval('1')", "os.system(x)", "run(x, shell=True)", "np.load(x)"],
)
def test_the_search_finds(source: str) -> None:
    assert list(findings(source))


def test_nothing_runs_what_it_reads() -> None:
    modules = sorted((ROOT / "newscrawl").rglob("*.py"))
    assert len(modules) > 100
    found = {str(path.relative_to(ROOT)): list(findings(path.read_text(encoding="utf-8"))) for path in modules}
    assert {path: lines for path, lines in found.items() if lines} == {}


def test_what_is_safe_by_default() -> None:
    assert settings.DOWNLOAD_VERIFY_CERTIFICATES is True
    assert settings.TELNETCONSOLE_ENABLED is False
    assert settings.REMOTE_CONTROL_ENABLED is False
    assert settings.COOKIES_ENABLED is False
    assert settings.HTTPPROXY_ENABLED is False
    assert {scheme for scheme, handler in settings.DOWNLOAD_HANDLERS.items() if handler} == {"http", "https"}
    assert settings.NEWSCRAWL_ALLOW_PRIVATE is None
