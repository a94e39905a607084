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
    from casus.model import Finding, TollRule
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
Registries = Annotated[
    list[Path] | None,
    typer.Option(
        "--registry", metavar="FILE", help="Actors of your own (YAML) that add to or override the known ones; may be given again."
    ),
]
Codebooks = Annotated[
    list[Path] | None,
    typer.Option("--codebook", metavar="FILE", help="Events and ties of your own (YAML) beside the known ones; may be given again."),
]
actors_app = typer.Typer(help="List, search and compare actors.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(actors_app, name="actors")
Rule = Annotated[
    str | None,
    typer.Option(
        "--toll-rule",
        help="How the best figure of a toll is chosen: median_of_origins, lowest (ACLED), latest_official, most_reliable (UCDP).",
    ),
]


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
    registry: Registries = None,
    toll_rule: Rule = None,
    encoder: Annotated[bool, typer.Option("--encoder/--no-encoder", help="Let the encoder that ships help the codebook.")] = True,
    codebook: Codebooks = None,
) -> None:
    """Read and code what is new among the sources, then link all reports into incidents."""
    from casus.link.tolls import BEST_RULE
    from casus.run.pipeline import code

    rule = _rule(toll_rule) or BEST_RULE
    with _told(casebook):
        with _bar() as progress:
            actors, entries = registry or (), codebook or ()
            book = code(sources, casebook, workers, progress, registry=actors, toll_rule=rule, encoder=encoder, codebook=entries)
        _summary(book)


def _summary(book: Casebook) -> None:
    findings = book.nouns("findings")
    left_out = [f for f in findings if f.severity == "error"]
    doubts = [f for f in findings if f.severity == "warning"]
    counts = (_counted(len(book.reports), "report"), _counted(len(book.claims), "claim"), _counted(len(book.incidents), "incident"))
    print(f"{', '.join(counts)} in {_safe(str(book.path))}")
    _list(left_out, "left out")
    _list(doubts, "read with doubt")
    if rest := len(findings) - len(left_out) - len(doubts):
        print(f"{_counted(rest, 'open question')}: casus findings {_safe(str(book.path))}", file=sys.stderr)
    if left_out:
        raise typer.Exit(_LEFT_OUT)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _list(findings: list[Finding], how: str) -> None:
    for finding in findings[:_SHOWN]:
        print(f"{how}: {_safe(finding.message)}", file=sys.stderr)
    if len(findings) > _SHOWN:
        print(f"and {len(findings) - _SHOWN} more {how}: see casus findings", file=sys.stderr)


@app.command()
def export(
    casebook: Book,
    to: Annotated[str, typer.Option(help="jsonl, csv, parquet, acled, ucdp or ftm.")],
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
    ties: Annotated[bool, typer.Option("--ties", help="Print the ties between actors instead.")] = False,
    why: Annotated[bool, typer.Option("--why", help="With an incident: why its reports were put together, as a sum of evidence.")] = False,
    toll_rule: Rule = None,
) -> None:
    """Print the incidents, or one of them with its tolls, who gave them, and what is told differently."""
    from casus.run.show import NoSuchIncidentError, show_incident, show_incidents, show_why
    from casus.run.show_ties import show_ties

    rule = _rule(toll_rule)
    if why and incident is None:
        _fail("--why explains one incident; name it: casus show CASEBOOK INCIDENT --why", _WRONG_USAGE)
    if ties and (incident is not None or everything or rule is not None):
        _fail("--ties prints the ties of the whole casebook, and goes with no other option and no incident", _WRONG_USAGE)
    if everything and incident is not None:
        _fail("--all lists incidents, and goes with no incident", _WRONG_USAGE)
    with _told(casebook):
        book = _open(casebook, rule)
        if ties:
            show_ties(book)
            return
        if incident is None:
            show_incidents(book, everything)
            return
        try:
            (show_why if why else show_incident)(book, incident)
        except NoSuchIncidentError as problem:
            _fail(_safe(str(problem)), _WRONG_USAGE)


@app.command()
def report(
    casebook: Book,
    out: Annotated[Path | None, typer.Option(help="The file to write; by default casebook-report.html inside the casebook.")] = None,
    toll_rule: Rule = None,
) -> None:
    """Write a report on the casebook as one HTML file that needs no network, and print its path."""
    from casus.export import ExportError, write_report

    rule = _rule(toll_rule)
    with _told(casebook):
        try:
            path = write_report(_open(casebook, rule), out or casebook / "casebook-report.html")
        except ExportError as problem:
            _fail(_safe(str(problem)), _WRONG_USAGE)
    print(_safe(str(path)))


@app.command()
def sources(casebook: Book) -> None:
    """Print who stands alone: how the figures of each publisher lie against those of the others, with counts."""
    from casus.run.show import show_sources

    with _told(casebook):
        show_sources(_open(casebook))


@app.command()
def check(casebook: Book) -> None:
    """Check that every file is as it was written, every span says what stands there, and every id resolves."""
    from casus.store import check as check_casebook

    with _told(casebook):
        problems = check_casebook(casebook)
    for problem in problems:
        print(_safe(problem.message), file=sys.stderr)
    if problems:
        _fail(f"{_safe(str(casebook))}: {_counted(len(problems), 'thing')} {'is' if len(problems) == 1 else 'are'} wrong", _LEFT_OUT)
    print(f"{_safe(str(casebook))}: sound")


@app.command()
def findings(casebook: Book) -> None:
    """Print what went wrong and what stayed open, the gravest first."""
    order = {"error": 0, "warning": 1, "info": 2}
    with _told(casebook):
        found = sorted(_open(casebook).nouns("findings"), key=lambda f: (order[f.severity], f.source or "", f.code, f.message))
    for finding in found:
        print(f"{finding.severity:<8} {finding.stage}/{finding.code}: {_safe(finding.message)}")


@actors_app.command("list")
def list_command(casebook: Book) -> None:
    """List the casebook's actors, those of most mentions first."""
    from casus.run.actor_tables import list_actors

    with _told(casebook):
        list_actors(_open(casebook))


@actors_app.command("search")
def search_command(
    words: Annotated[str, typer.Argument(metavar="WORDS", help="Part of a name, in any spelling.")],
    casebook: Annotated[Path | None, typer.Option(help="Search also what was found in this casebook.")] = None,
    registry: Registries = None,
) -> None:
    """Print the known actors, and those found in a casebook, one of whose names holds the words."""
    from casus.run.actor_tables import search_actors

    if not words.strip():
        _fail("WORDS is empty; give a part of a name", _WRONG_USAGE)
    with _told(casebook or Path()):
        if not search_actors(words, _open(casebook) if casebook else None, registry or ()):
            _fail(f"{_safe(words)}: no actor has such a name", _LEFT_OUT)


@actors_app.command("suggest")
def suggest_command(casebook: Book, registry: Registries = None) -> None:
    """Suggest which actors found in the reports may be known ones; nothing is merged."""
    from casus.run.actor_tables import show_suggestions

    with _told(casebook):
        if not show_suggestions(_open(casebook), registry or ()):
            print("no found actor is much like another")


codebook_app = typer.Typer(help="The codebook: the rules that say which words mean what.", no_args_is_help=True, add_completion=False)
app.add_typer(codebook_app, name="codebook")


@codebook_app.command("check")
def codebook_check(codebook: Codebooks = None) -> None:
    """Try every rule on its own examples, which it must find, and counter-examples, which it must leave.

    Of an entry without patterns, says how each of its examples does when it is left out.
    """
    from casus.codebook.errors import CodebookError, EncoderError
    from casus.run.coding import load_kit
    from casus.run.examples import check_examples, count_examples
    from casus.run.left_out import examples_left_out
    from casus.run.own_codebook import unmatched

    try:
        kit = load_kit(codebooks=codebook or ())
    except (CodebookError, EncoderError) as problem:
        _fail(_safe(str(problem)), _WRONG_USAGE)
    for line in examples_left_out(kit):
        print(_safe(line))
    problems = [*check_examples(kit), *unmatched(kit, codebook or ())]
    for wrong in problems:
        print(_safe(wrong.message), file=sys.stderr)
    rules, sentences = count_examples(kit)
    if problems:
        _fail(f"{len(problems)} of {sentences} sentences of {rules} rules are not as they should be", _LEFT_OUT)
    print(f"{rules} rules, {sentences} sentences: all as they should be")


def _open(casebook: Path, rule: TollRule | None = None) -> Casebook:
    from casus.store import Casebook

    book = Casebook.open(casebook)
    if rule is None:
        return book
    from casus.run.ruled import Ruled

    return Ruled(book, rule)


def _rule(name: str | None) -> TollRule | None:
    from casus.link.tolls import TOLL_RULES

    found = next((rule for rule in TOLL_RULES if rule == name), None)
    if name is not None and found is None:
        _fail(f"--toll-rule {_safe(name)}: no such rule; choose one of {', '.join(TOLL_RULES)}", _WRONG_USAGE)
    return found


@contextmanager
def _told(casebook: Path) -> Iterator[None]:
    """Known troubles become one line on standard error and an exit status."""
    from casus.codebook.errors import CodebookError, EncoderError
    from casus.store import CasebookError

    try:
        yield
    except (CasebookError, CodebookError, EncoderError) as problem:
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
    app(prog_name="casus")
