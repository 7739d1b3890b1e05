"""Tests: one module per source module, a walk over saved pages, and a generator of pages with known truth."""
