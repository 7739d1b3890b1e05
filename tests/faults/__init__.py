"""A portal that can go wrong in every way a portal does, byte by byte."""

from tests.faults.server import Fault, FaultyPortal, serve_faulty

__all__ = ["Fault", "FaultyPortal", "serve_faulty"]
