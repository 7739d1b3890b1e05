"""Archive -> dataset with the real command, against the parser alone on the same pages; and sizes."""

import json
import pickle
import sys
from contextlib import nullcontext
from pathlib import Path

from benchmarks.archives import write_archives
from benchmarks.measure import Samples, on_one_core, run, timed
from benchmarks.pages import fresh_pages

ROUNDS = 3
PAGES = 32_000  # so that what a build does once, half a second, is small beside the rate that is meant
ALONE = 200


def measure(work: Path) -> Samples:
    """One job, two jobs, and the parser alone, round by round on fresh pages; and one job on one core, for a
    job has its rows written by a process of their own, which takes some of a second core where there is one.
    """
    samples = Samples()
    for number in range(ROUNDS):
        data = work / f"rerun{number}"
        (data / "archive").mkdir(parents=True)
        raw = write_archives(data / "archive", PAGES, seed=number)
        stored = sum(file.stat().st_size for file in (data / "archive").glob("*.sqlite"))
        alone = work / "alone.pickle"
        alone.write_bytes(pickle.dumps(fresh_pages(ALONE, seed=number * 1_000_003)))
        samples.add("parse alone", run(sys.executable, "benchmarks.contestant", "gongkai", alone))
        for name, jobs, cores in (
            ("one job on one core", 1, on_one_core()),
            ("one job", 1, nullcontext()),
            ("two jobs", 2, nullcontext()),
        ):
            with cores:
                result = timed(*parse_command(data, jobs), "--out", data / name.replace(" ", "-"))
            samples.add(name, {**result, "pages": PAGES, "archive_share": stored / raw})
        samples.facts["one job"][-1]["cell_bytes"] = cell_bytes(data / "one-job")
    return samples


def parse_command(data: Path, jobs: int) -> tuple[str | Path, ...]:
    """The command line that parses everything under `data`."""
    return (sys.executable, "-m", "gongkai", "parse", "--data", data, "--jobs", str(jobs), "--json")


def cell_bytes(dataset: Path) -> float:
    """Bytes on disk for each row of the table `cells`."""
    rows = json.loads((dataset / "manifest.json").read_text(encoding="utf-8"))["tables"]["cells"]["rows"]
    return sum(file.stat().st_size for file in (dataset / "cells").glob("*.parquet")) / int(rows)
