"""Lists from their first page to their last, and whether anything is missing."""
