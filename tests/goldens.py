"""Write the goldens anew: `python -m tests.goldens`.

Shows line by line what changes in the expected records of every saved page and in the floors of accuracy.
Refuses, writing nothing and with exit code 1, while a page differs from what meta.toml says is true of it or
accuracy is below a floor: a golden is blessed, never bent. A floor can only be lowered by hand.
"""

import difflib
import sys
from pathlib import Path

from tests.accuracy import FLOORS, below, floors_text, measure, pinned
from tests.corpus import corpus
from tests.fixtures import fixtures, parts, read, write
from tests.truths import untrue

ROOT = Path(__file__).parent.parent


def main() -> int:
    """Show what changes, then write it; 1 when it must not be written."""
    texts = {fixture.golden: write(parts(read(fixture))) for fixture in fixtures()}
    measured = measure(corpus())
    texts[FLOORS] = floors_text(measured)
    changed = {path: text for path, text in texts.items() if _show(path, text)}
    faults = [fault for fixture in fixtures() for fault in untrue(fixture)] + below(measured, pinned())
    if faults:
        print(*faults, sep="\n", file=sys.stderr)
        print(
            "nothing written: mend the parser, or the truth in meta.toml where it is wrong", file=sys.stderr
        )
        return 1
    for path, text in changed.items():
        path.write_text(text, encoding="utf-8")
    print(f"{len(changed)} of {len(texts)} files written")
    return 0


def _show(path: Path, text: str) -> bool:
    """Print how a file will change; whether it will."""
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    name = str(path.relative_to(ROOT))
    lines = list(difflib.unified_diff(old.splitlines(), text.splitlines(), name, name, n=0, lineterm=""))
    if old:
        print(*lines, sep="\n", end="\n" if lines else "")
    elif text:
        print(f"new: {name}, {len(text.splitlines())} lines")
    return old != text


if __name__ == "__main__":
    sys.exit(main())
