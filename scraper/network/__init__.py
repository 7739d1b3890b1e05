"""The way to a server and back: allowed, safe, polite, bounded."""
