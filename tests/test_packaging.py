"""What is shipped and what it needs: data files are in the wheel, dependencies are used and explained."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("gongkai", "scraper", "parsers", "output")
MANIFEST = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
MODULES = {"tzdata": "zoneinfo"}
"""What is imported where that is not the name of the distribution."""


def names(requirements: list[str]) -> list[str]:
    """Distributions without their versions."""
    return [re.split(r"[<>=!~\[ ]", requirement)[0] for requirement in requirements]


PROJECT = MANIFEST["project"]
EXTRAS = {extra: names(needed) for extra, needed in PROJECT["optional-dependencies"].items()}
SHIPPED = names(PROJECT["dependencies"]) + [
    name for extra, needed in EXTRAS.items() if extra != "dev" for name in needed
]


@pytest.mark.parametrize("package", PACKAGES)
def test_every_data_file_goes_into_the_wheel(package: str) -> None:
    folder = ROOT / package
    patterns = MANIFEST["tool"]["setuptools"]["package-data"][package]
    packed = {path for pattern in patterns for path in folder.glob(pattern)}
    files = {path for path in folder.rglob("*") if path.is_file() and path.suffix not in (".py", ".pyc")}
    assert files == packed
    assert all(any(folder.glob(pattern)) for pattern in patterns)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_dependency_is_imported(name: str) -> None:
    module = MODULES.get(name, name.replace("-", "_"))
    wanted = re.compile(rf"^\s*(?:import|from) {module}\b", re.MULTILINE)
    assert any(
        wanted.search(path.read_text(encoding="utf-8"))
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
    )


@pytest.mark.parametrize("name", sorted({*SHIPPED, *EXTRAS["dev"]}))
def test_every_dependency_has_its_reason(name: str) -> None:
    table = (ROOT / "docs" / "decisions.md").read_text(encoding="utf-8").split("## Shape")[0]
    assert re.search(rf"(?m)^\|[^|]*\b{re.escape(name)}\b[^|]*\|", table)


def test_the_citation_has_the_version() -> None:
    from gongkai import __version__

    assert f"\nversion: {__version__}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
