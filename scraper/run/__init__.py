"""One crawl from its start to its summary: which portals, which pages are due, what was kept of them."""
