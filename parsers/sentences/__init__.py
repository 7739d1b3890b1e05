"""Sentences -> figures."""
