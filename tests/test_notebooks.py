"""The notebooks run on the demo's data as they are stored, and are stored clean."""

import base64
import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

FOLDER = Path(__file__).parents[1] / "notebooks"
NOTEBOOKS = {path.stem: path for path in sorted(FOLDER.glob("*.ipynb"))}
PICTURES = {"quickstart": 1, "requests": 3, "identity": 3}


def read(name: str) -> nbformat.NotebookNode:
    return nbformat.read(NOTEBOOKS[name], as_version=4)


def test_the_notebooks_are_these() -> None:
    assert NOTEBOOKS.keys() == PICTURES.keys()


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_it_is_stored_clean(name: str) -> None:
    book = read(name)
    nbformat.validate(book)
    for cell in book.cells:
        assert cell.metadata == {}
        if cell.cell_type == "code":
            assert cell.outputs == []
            assert cell.execution_count is None
    assert set(book.metadata) == {"kernelspec", "language_info"}
    assert book.metadata.kernelspec.name == "python3"
    assert not re.search(r"/(?:home|root|work|tmp|Users)/|[A-Z]:\\\\", NOTEBOOKS[name].read_text("utf-8"))


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_it_uses_nothing_but_load_and_what_draws(name: str) -> None:
    code = "\n".join(cell.source for cell in read(name).cells if cell.cell_type == "code")
    imported = set(re.findall(r"^(?:from|import) .*$", code, re.M))
    allowed = {"import matplotlib.pyplot as plt", "import pandas as pd", "from output import load"}
    assert "from output import load" in imported
    assert imported <= allowed


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_it_runs_and_draws(demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.delenv("GONGKAI_DATA", raising=False)
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "data").symlink_to(demo)
    book = read(name)
    client = NotebookClient(book, timeout=120, resources={"metadata": {"path": str(tmp_path / "notebooks")}})
    client.execute()
    outputs = [output for cell in book.cells if cell.cell_type == "code" for output in cell.outputs]
    warnings = [output.text for output in outputs if output.get("name") == "stderr"]
    assert warnings == []  # a missing glyph and a deprecated call are told there
    pictures = [output.data["image/png"] for output in outputs if "image/png" in output.get("data", {})]
    assert len(pictures) == PICTURES[name]
    assert all(len(base64.b64decode(picture)) > 5_000 for picture in pictures)
