"""Settings: the data folder's file, else the working folder's, then the environment."""

from pathlib import Path

import pytest

from gongkai import __version__
from gongkai.errors import UsageError
from gongkai.settings import Settings, load_settings


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder, and a working folder of its own."""
    (tmp_path / "here").mkdir()
    (tmp_path / "data").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path / "data"


def test_without_a_file_the_defaults_hold(data: Path) -> None:
    assert load_settings(data, {}) == Settings()


def test_the_data_folder_comes_before_the_working_folder_and_the_environment_before_both(data: Path) -> None:
    Path("gongkai.toml").write_text("attempts = 2\n")
    assert load_settings(data, {}).attempts == 2
    (data / "gongkai.toml").write_text('attempts = 3\nwindow = "22:00-06:00"\n')
    assert load_settings(data, {}).attempts == 3
    told = load_settings(data, {"GONGKAI_ATTEMPTS": "5", "GONGKAI_DATA": "elsewhere", "ATTEMPTS": "9"})
    assert (told.attempts, told.window) == (5, "22:00-06:00")


@pytest.mark.parametrize(
    ("text", "environ", "message"),
    [
        ("attempt = 2\n", {}, r"data/gongkai\.toml: unknown key 'attempt'; known keys: contact, page_bytes"),
        ("attempts = [\n", {}, r"data/gongkai\.toml: not valid TOML"),
        ('attempts = "many"\n', {}, r"data/gongkai\.toml: .*attempts"),
        ("", {"GONGKAI_ATTEMPTS": "many"}, "attempts"),
    ],
)
def test_what_is_wrong_is_named(data: Path, text: str, environ: dict[str, str], message: str) -> None:
    (data / "gongkai.toml").write_text(text)
    with pytest.raises(UsageError, match=message):
        load_settings(data, environ)


def test_the_user_agent_says_who_asks() -> None:
    assert Settings().user_agent == f"gongkai/{__version__}"
    assert Settings(contact="you@example.org").user_agent == f"gongkai/{__version__} (+you@example.org)"
