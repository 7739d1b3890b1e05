"""What a page is and what stands on it: its links, its blocks, whether it is a report."""
