"""To be imported before all else that works with Arrow, in a process that needs no numpy: see `lean`."""

from output.lean import do_with_lists

do_with_lists()
