"""The command line: one command a verb. Exit status 0: all good; 1: something was left out or is wrong; 2: wrong usage."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from casus.model import Finding
    from casus.run.pipeline import Progress
    from casus.store import Casebook

_LEFT_OUT, _WRONG_USAGE, _INTERRUPTED = 1, 2, 130
#: findings shown in full on the terminal after a run
_SHOWN = 20

app = typer.Typer(
    help="Turn reports about armed conflict and politics into a dataset that can be defended.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode=None,
)

Book = Annotated[Path, typer.Argument(metavar="CASEBOOK", help="The casebook's folder.")]


def _version(wanted: bool) -> None:
    if wanted:
        from casus import __version__

        print(f"casus {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[bool, typer.Option("--version", help="Print the version and leave.", callback=_version, is_eager=True)] = False,
) -> None:
    pass


@app.command("code")
def code_command(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE...",
            help="Files, folders, glob patterns, file:// URLs, or - for standard input: txt, html, pdf, jsonl, json, RSS, Atom.",
        ),
    ],
    casebook: Annotated[Path, typer.Option(help="The casebook's folder; made if it is not there.")],
    workers: Annotated[int, typer.Option(min=1, help="Processes that share the work.")] = 1,
) -> None:
    """Read and code what is new among the sources, then link all reports into incidents."""
    from casus.run.pipeline import code

    with _told(casebook):
        with _bar() as progress:
            book = code(sources, casebook, workers, progress)
        _summary(book)


def _summary(book: Casebook) -> None:
    findings = book.nouns("findings")
    left_out = [f for f in findings if f.severity == "error"]
    doubts = [f for f in findings if f.severity == "warning"]
    print(f"{len(book.reports)} reports, {len(book.claims)} claims, {len(book.incidents)} incidents in {_safe(str(book.path))}")
    _list(left_out, "left out")
    _list(doubts, "read with doubt")
    if len(findings) > len(left_out) + len(doubts):
        print(f"{len(findings) - len(left_out) - len(doubts)} open questions: casus findings {_safe(str(book.path))}", file=sys.stderr)
    if left_out:
        raise typer.Exit(_LEFT_OUT)


def _list(findings: list[Finding], how: str) -> None:
    for finding in findings[:_SHOWN]:
        print(f"{how}: {_safe(finding.message)}", file=sys.stderr)
    if len(findings) > _SHOWN:
        print(f"and {len(findings) - _SHOWN} more {how}: see casus findings", file=sys.stderr)


@app.command()
def export(
    casebook: Book,
    to: Annotated[str, typer.Option(help="jsonl, csv, parquet, acled or ucdp.")],
    out: Annotated[Path, typer.Option(help="The folder to write; an earlier export there is replaced.")],
) -> None:
    """Write the casebook in a format of the field, as a data package."""
    from casus.export import FORMATS, ExportError
    from casus.export import export as write

    if to not in FORMATS:
        _fail(f"--to {_safe(to)}: no such format; choose one of {', '.join(FORMATS)}", _WRONG_USAGE)
    with _told(casebook):
        book = _open(casebook)
        try:
            files = write(book, to, out)
        except ExportError as problem:
            _fail(_safe(str(problem)), _WRONG_USAGE)
    for path in files:
        print(_safe(str(path)))


@app.command()
def show(
    casebook: Book,
    incident: Annotated[str | None, typer.Argument(metavar="[INCIDENT]", help="An incident's id, or its beginning.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="List also what only one report tells, and without a toll.")] = False,
) -> None:
    """Print the incidents, or one of them with its tolls, who gave them, and what is told differently."""
    from casus.run.show import NoSuchIncidentError, show_incident, show_incidents

    with _told(casebook):
        book = _open(casebook)
        if incident is None:
            show_incidents(book, everything)
            return
        try:
            show_incident(book, incident)
        except NoSuchIncidentError as problem:
            _fail(_safe(str(problem)), _WRONG_USAGE)


@app.command()
def report(
    casebook: Book,
    out: Annotated[Path | None, typer.Option(help="The file to write; by default casebook-report.html inside the casebook.")] = None,
) -> None:
    """Write a report on the casebook as one HTML file that needs no network, and print its path."""
    from casus.export import ExportError, write_report

    with _told(casebook):
        try:
            path = write_report(_open(casebook), out or casebook / "casebook-report.html")
        except ExportError as problem:
            _fail(_safe(str(problem)), _WRONG_USAGE)
    print(_safe(str(path)))


@app.command()
def check(casebook: Book) -> None:
    """Check that every file is as it was written, every span says what stands there, and every id resolves."""
    from casus.store import check as check_casebook

    with _told(casebook):
        problems = check_casebook(casebook)
    for problem in problems:
        print(_safe(problem.message), file=sys.stderr)
    if problems:
        _fail(f"{_safe(str(casebook))}: {len(problems)} things are wrong", _LEFT_OUT)
    print(f"{_safe(str(casebook))}: sound")


@app.command()
def findings(casebook: Book) -> None:
    """Print what went wrong and what stayed open, the gravest first."""
    order = {"error": 0, "warning": 1, "info": 2}
    with _told(casebook):
        found = sorted(_open(casebook).nouns("findings"), key=lambda f: (order[f.severity], f.source or "", f.code, f.message))
    for finding in found:
        print(f"{finding.severity:<8} {finding.stage}/{finding.code}: {_safe(finding.message)}")


def _open(casebook: Path) -> Casebook:
    from casus.store import Casebook

    return Casebook.open(casebook)


@contextmanager
def _told(casebook: Path) -> Iterator[None]:
    """Known troubles become one line on standard error and an exit status."""
    from casus.store import CasebookError

    try:
        yield
    except CasebookError as problem:
        _fail(_safe(str(problem)), _WRONG_USAGE)
    except KeyboardInterrupt:
        _fail(f"stopped; what was finished is kept, and the same command goes on from there ({_safe(str(casebook))})", _INTERRUPTED)
    except PermissionError as problem:
        _fail(f"{_safe(str(problem.filename))}: no permission; choose another folder or change its permissions", _WRONG_USAGE)


def _fail(message: str, status: int) -> None:
    print(message, file=sys.stderr)
    raise typer.Exit(status)


def _safe(text: str) -> str:
    """Text from reports and file names, without characters that steer a terminal."""
    return "".join(c if c.isprintable() or c == " " else "\ufffd" for c in text)


@contextmanager
def _bar() -> Iterator[Progress | None]:
    """A progress bar with rate and remaining time, on a terminal only."""
    if not sys.stderr.isatty():
        yield None
        return
    from casus.run.progress import progress_bar

    with progress_bar() as bar:
        yield bar


def main() -> None:
    """The entry point. A reader such as ``head`` that closes the pipe ends a command that only prints, without a word."""
    if "code" not in sys.argv[1:2]:  # coding talks to its own processes over pipes
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    app()
