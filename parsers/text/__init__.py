"""Text of a page, with tags or without: its lines, its script, where the report stands in it."""
