"""What the scripts of a page say, read and never run: addresses, calls, data."""
