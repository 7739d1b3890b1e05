"""From a home page to every list of reports: which links lead on. Pure decisions, no I/O."""
