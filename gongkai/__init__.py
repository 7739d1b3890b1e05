"""Gongkai (公开): annual open-government reports of Chinese counties, from web pages to Parquet.

This package holds what the stages share and nothing else: the records they exchange, the codebook,
the archive of saved pages, decoding, settings and errors. The stages are `scraper` (network in, saved
pages out), `parsers` (saved page in, `Report` out) and `output` (records in, tables out); they meet only
in `gongkai.cli`.
"""

__version__ = "0.1.0"
