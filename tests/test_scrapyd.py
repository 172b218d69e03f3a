"""A real Scrapyd on loopback with a password: deploy, schedule, and the archive lines of an honest job."""

from __future__ import annotations

import base64
import json
import os
import signal
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fixtures.demo.server import free_ports
from tests.crawling import FAST, article_page, records, section_page, write_mirror
from tests.site import Answer, Site

ROOT = Path(__file__).resolve().parent.parent
LOGIN = {"SCRAPYD_USERNAME": "archivist", "SCRAPYD_PASSWORD": "only for this test"}
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (ROOT / ".venv/bin/scrapyd-deploy").exists(), reason="no scrapyd-client in .venv: run make setup"
    ),
]


class Scrapyd:
    """What the tests ask of it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.port = free_ports(("scrapyd",))["scrapyd"]
        self.env = {
            **os.environ, **LOGIN, "SCRAPYD_PORT": str(self.port), "SCRAPYD_HOME": str(home), "SCRAPYD_POLL": "0.5",
        }  # fmt: skip
        self.log = (home.parent / "scrapyd.log").open("wb")
        self.process = subprocess.Popen(
            [str(ROOT / ".ci/scrapyd")], cwd=ROOT, env=self.env, stdout=self.log, stderr=self.log
        )

    def call(self, service: str, login: bool = True, **fields: Any) -> dict[str, Any]:
        data = urllib.parse.urlencode(fields, doseq=True).encode() if fields and service == "schedule" else None
        query = "" if data else "?" + urllib.parse.urlencode(fields)
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}/{service}.json{query}", data=data)
        if login:
            token = base64.b64encode(f"{LOGIN['SCRAPYD_USERNAME']}:{LOGIN['SCRAPYD_PASSWORD']}".encode()).decode()
            request.add_header("Authorization", f"Basic {token}")
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer)

    def wait_until_up(self) -> None:
        deadline = time.monotonic() + 30
        while True:
            try:
                self.call("daemonstatus")
                return
            except OSError:
                assert self.process.poll() is None, "Scrapyd did not start"
                assert time.monotonic() < deadline, "Scrapyd does not answer"
                time.sleep(0.2)

    def run_job(self, **fields: Any) -> str:
        job = self.call("schedule", project="newscrawl", spider="mirrors", **fields)["jobid"]
        deadline = time.monotonic() + 90
        while not any(done["id"] == job for done in self.call("listjobs", project="newscrawl")["finished"]):
            assert time.monotonic() < deadline, "the job does not end"
            time.sleep(0.3)
        return (self.home / "logs/newscrawl/mirrors" / f"{job}.log").read_text()

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(20)
        self.log.close()


@pytest.fixture
def scrapyd(tmp_path: Path) -> Iterator[Scrapyd]:
    server = Scrapyd(tmp_path / "scrapyd")
    try:
        server.wait_until_up()
        yield server
    finally:
        server.stop()


def test_deploy_schedule_and_find_the_archive(scrapyd: Scrapyd, tmp_path: Path) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        scrapyd.call("daemonstatus", login=False)
    assert refused.value.code == 401
    done = subprocess.run(
        [str(ROOT / ".ci/deploy")], cwd=ROOT, env=scrapyd.env, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["status"] == "ok"
    assert scrapyd.call("listspiders", project="newscrawl")["spiders"] == ["mirrors"]
    with Site() as site:
        site.pages["/robots.txt"] = Answer("", content_type="text/plain")
        site.pages["/world"] = Answer(section_page(["/world/ferry-plan-wins-approval-1001"]))
        site.pages["/world/ferry-plan-wins-approval-1001"] = Answer(article_page("Ferry plan wins approval"))
        write_mirror(tmp_path / "mirrors", "harbour", site.host, {"kind": "section", "url": site.url + "/world"})
        settings = {
            **FAST,
            "NEWSCRAWL_DATA_DIR": str(tmp_path / "data"),
            "NEWSCRAWL_MIRRORS_DIR": str(tmp_path / "mirrors"),
            "NEWSCRAWL_ALLOW_PRIVATE": site.host,
        }
        given = {"mirror": "harbour", "setting": [f"{name}={value}" for name, value in settings.items()]}
        log = scrapyd.run_job(**given)
        assert "ended: finished" in log, log
        assert [record["headline"] for record in records(tmp_path / "data")] == ["Ferry plan wins approval"]
        site.pages["/world"] = Answer(status=500)
        log = scrapyd.run_job(**given, due="all")
        assert "ended: incomplete" in log, log
    assert len(records(tmp_path / "data")) == 1


def test_scrapyd_without_a_login_is_refused(tmp_path: Path) -> None:
    env = {key: value for key, value in os.environ.items() if key not in LOGIN}
    done = subprocess.run(
        [str(ROOT / ".ci/scrapyd")], cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=30
    )
    assert done.returncode == 2
    assert "SCRAPYD_PASSWORD" in done.stderr
