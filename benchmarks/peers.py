"""The peers' own environment, made once from benchmarks/peers.lock."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = Path(__file__).with_name("peers.lock")


def python() -> Path:
    """The interpreter of the peers' environment; makes the environment first when it is not there."""
    folder = ROOT / ".venv-peers"
    stamp = folder / ".setup"
    interpreter = folder / "bin" / "python"
    if not stamp.exists() or stamp.stat().st_mtime < LOCK.stat().st_mtime:
        print(f"Setting up {folder.name} (once) …", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        pip = [str(interpreter), "-m", "pip", "--disable-pip-version-check", "-q", "install"]
        subprocess.run([*pip, "--require-hashes", "-r", str(LOCK)], check=True)
        stamp.touch()
    return interpreter


def versions(interpreter: Path | str, *names: str) -> dict[str, str]:
    """Installed versions of `names` in the environment of `interpreter`."""
    program = "import sys, importlib.metadata as m; print(*(m.version(n) for n in sys.argv[1:]))"
    done = subprocess.run(
        [str(interpreter), "-c", program, *names], capture_output=True, text=True, check=True
    )
    return dict(zip(names, done.stdout.split(), strict=True))
