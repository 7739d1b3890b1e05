"""The numbered outline of a report."""
