"""Bytes in, Report out: one process against the bare parse and against peers that only parse."""

import pickle
import sys
from pathlib import Path

from benchmarks.contestant import CONTESTANTS, PEERS
from benchmarks.measure import Samples, run
from benchmarks.pages import fresh_pages

ROUNDS = 7
FAST_PAGES = 120
SLOW_PAGES = 15  # enough for contestants that need 10 to 60 ms a page


def measure(work: Path, peers_python: Path) -> Samples:
    """All contestants, each round on fresh pages; the slow peers on the first few pages of the round."""
    samples = Samples()
    for number in range(ROUNDS):
        pages = fresh_pages(FAST_PAGES, seed=number)
        files = {True: work / "slow.pickle", False: work / "fast.pickle"}
        files[False].write_bytes(pickle.dumps(pages))
        files[True].write_bytes(pickle.dumps(pages[:SLOW_PAGES]))
        for name in CONTESTANTS:
            python = peers_python if name in PEERS else sys.executable
            samples.add(name, run(python, "benchmarks.contestant", name, files[name in PEERS]))
    return samples
