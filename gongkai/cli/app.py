"""The verbs put together, and how an error becomes one line and an exit code."""

import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from typing import Annotated, Any

import typer
from typer.exceptions import Abort, TyperException

from gongkai.errors import GongkaiError

# In the order in which a newcomer meets them. A verb whose module has an `app` is a group of verbs.
VERBS = (
    "demo",
    "crawl",
    "parse",
    "nightly",
    "show",
    "status",
    "portals",
    "archive",
    "coverage",
    "export",
)

app = typer.Typer(
    name="gongkai",
    help="Annual open-government reports (政府信息公开工作年度报告) of Chinese counties, web to Parquet.",
    epilog="Start with: gongkai demo",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        from gongkai import __version__

        print(f"gongkai {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


def _add(verb: str) -> None:
    module: Any = import_module(f"gongkai.cli.{verb}")
    if hasattr(module, "app"):
        app.add_typer(module.app, name=verb)
    else:
        app.command(verb)(module.command)


for _verb in VERBS:
    if find_spec(f"gongkai.cli.{_verb}"):
        _add(_verb)


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code; an expected error is one line on stderr."""
    command = typer.main.get_command(app)
    with _ended_by_sigterm():
        return _run(command, arguments)


def _run(command: Any, arguments: Sequence[str]) -> int:
    try:
        code = command.main(args=list(arguments), prog_name="gongkai", standalone_mode=False)
    except GongkaiError as error:
        return _fail(str(error), error.exit_code)
    except TyperException as error:
        return _wrong_usage(error)
    except (KeyboardInterrupt, Abort):
        code = 130
    except BrokenPipeError:
        # The reader (head, less) has gone: no traceback, and nothing more may be written.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        return _fail(_os_error(error), 1)
    if code == 130:
        return _fail("interrupted; what was saved is kept, the same command goes on", 130)
    return code if isinstance(code, int) else 0


def _wrong_usage(error: TyperException) -> int:
    """One line that names the help of the very command; the help itself where no verb was given."""
    context = getattr(error, "ctx", None)
    if context is not None and error.message == context.get_help():
        print(error.message, file=sys.stderr)
        return error.exit_code
    path = context.command_path if context is not None else "gongkai"
    return _fail(f"{error.format_message()} ({path} --help lists what there is)", error.exit_code)


@contextmanager
def _ended_by_sigterm() -> Iterator[None]:
    """SIGTERM ends a command like Ctrl-C: in order, with exit code 130."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _fail(message: str, code: int) -> int:
    print(f"gongkai: {message}", file=sys.stderr)
    return code


def _os_error(error: OSError) -> str:
    where = f"{error.filename}: " if error.filename else ""
    remedy = {
        28: "free some space and run again",
        13: "check the permissions",
        27: "raise the file size limit",
    }
    return f"{where}{error.strerror or error} ({remedy.get(error.errno or 0, 'see the message')})"
