"""Settings are read once; every mistake is refused with its remedy, all at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from scrapy.settings import Settings

from newscrawl import settings as module
from newscrawl.config import Config
from newscrawl.errors import ConfigError


def project_settings() -> Settings:
    settings = Settings()
    settings.setmodule(module, priority="project")
    return settings


def test_defaults_of_settings_and_config_agree() -> None:
    assert Config.from_settings(project_settings(), {}) == Config()


def test_every_setting_is_in_settings_py() -> None:
    assert set(Config.names()) == {name for name in vars(module) if name.startswith("NEWSCRAWL_")}


def test_command_line_beats_environment_beats_settings() -> None:
    settings = project_settings()
    assert Config.from_settings(settings, {"NEWSCRAWL_DATA_DIR": "env"}).data_dir == Path("env")
    settings.set("NEWSCRAWL_DATA_DIR", "line", priority="cmdline")
    assert Config.from_settings(settings, {"NEWSCRAWL_DATA_DIR": "env"}).data_dir == Path("line")


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("NEWSCRAWL_RIGHTS", "respct", "did you mean 'respect'"),
        ("NEWSCRAWL_EXPORT", "every", "first, all"),
        ("NEWSCRAWL_ALLOW_PRIVATE", "localhost", "127.0.0.1:8080"),
        ("NEWSCRAWL_ALLOW_PRIVATE", "localhost:99999", "host:port"),
        ("NEWSCRAWL_ALLOW_PRIVATE", "localhost:²", "host:port"),
        ("NEWSCRAWL_GROUP_SIZE", "many", "not a number"),
        ("NEWSCRAWL_GROUP_SIZE", "0", "out of bounds"),
        ("NEWSCRAWL_DATA_DIR", " ", "is empty"),
        ("NEWSCRAWL_LEDGER", "postgresql://here/news", "PostgreSQL"),
        ("NEWSCRAWL_LEDGER", "redis://here", "no ledger"),
        ("NEWSCRAWL_CONTACT", "a\nb", "control character"),
    ],
)
def test_a_wrong_value_is_named_with_a_remedy(name: str, value: str, told: str) -> None:
    with pytest.raises(ConfigError) as caught:
        Config.from_settings(project_settings(), {name: value})
    assert name in str(caught.value)
    assert told in str(caught.value)


def test_all_mistakes_at_once_and_unknown_names() -> None:
    env = {"NEWSCRAWL_RIGHTS": "x", "NEWSCRAWL_EXPORT": "y", "NEWSCRAWL_DATADIR": "z"}
    with pytest.raises(ConfigError) as caught:
        Config.from_settings(project_settings(), env)
    assert len(str(caught.value).splitlines()) == 3
    assert "did you mean NEWSCRAWL_DATA_DIR" in str(caught.value)
