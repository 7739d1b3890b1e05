"""What every process that parses works with. Whoever imports this module has read all of it."""

from importlib import import_module

from gongkai.allocation import collect_seldom

CODE = (
    "parsers",
    "output.bare",
    "output.rows",
    "gongkai.archive",
    "gongkai.cli.parsing",
    "gongkai.cli.reading",
    "gongkai.workers",
    "ctypes",
)

collect_seldom()  # what is read stays: to look for garbage in between takes one part in twenty of the time
for _name in CODE:
    import_module(_name)
