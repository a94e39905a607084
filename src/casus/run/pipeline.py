"""Sources to a casebook, on one machine: what is new is read and coded in batches, then all is linked.

Each batch is durable before the next begins, so a run that is stopped loses at most the batch at hand, and the next run
goes on from there.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from functools import cache, partial
from multiprocessing import get_context
from pathlib import Path
from typing import Protocol

from casus import read
from casus.annotate import checked_file, shipped_sha256
from casus.codebook.registry import load_registry
from casus.link.tolls import BEST_RULE
from casus.model import Claim, Finding, Perception, Report, TollRule
from casus.read import find_sources, load_source, read_source
from casus.run.coding import CODING_VERSION, Kit, code_report, load_kit, perceive_for
from casus.run.linking import link_book
from casus.run.own_codebook import unmatched
from casus.store import Casebook, Writer, open_for_writing

_BATCH = 32
_SECONDS = 5.0
#: reports that the encoder reads together
_TOGETHER = 64


class Progress(Protocol):
    """What a run tells while it goes on."""

    def start(self, stage: str, total: int) -> None: ...

    def advance(self, stage: str, done: int) -> None: ...


@dataclass(frozen=True, slots=True)
class Result:
    """What one source gave. ``sha256`` is the hash of its bytes, or says why there are none."""

    name: str
    sha256: str
    reports: tuple[Report, ...] = ()
    claims: tuple[Claim, ...] = ()
    findings: tuple[Finding, ...] = ()


#: writes a batch of results
Keep = Callable[[Sequence[Result]], None]


@dataclass(slots=True)
class _Batch:
    results: list[Result] = field(default_factory=list)
    since: float = field(default_factory=time.monotonic)

    def full(self) -> bool:
        return len(self.results) >= _BATCH or time.monotonic() - self.since > _SECONDS


def versions(registries: Sequence[Path] = (), encoder: bool = True, codebooks: Sequence[Path] = ()) -> str:
    """What coded parts depend on, beside the source's bytes: the code, the encoder, and the content of the analyst's own files."""
    seeing = shipped_sha256() if encoder else None
    made_by = f"read {read.READ_VERSION}, coding {CODING_VERSION}" + (f", encoder {seeing[:12]}" if seeing else "")
    return made_by + "".join(f", {name} {_content(own)}" for name, own in (("registry", registries), ("codebook", codebooks)) if own)


def _content(files: Sequence[Path]) -> str:
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()[:12]


def code(
    sources: Sequence[str | Path],
    casebook: str | Path,
    workers: int = 1,
    progress: Progress | None = None,
    work: Callable[[str, str | None], Result | None] | None = None,
    registry: Sequence[str | Path] = (),
    toll_rule: TollRule = BEST_RULE,
    encoder: bool = True,
    codebook: Sequence[str | Path] = (),
) -> Casebook:
    """Code sources (files, folders, glob patterns, ``file://`` URLs, ``-``) into a casebook, made if it is not there.

    Sources that the casebook already holds, unchanged, are left alone. ``workers`` processes share the reading and
    coding; the result is the same for any number. ``work`` does one source, by default ``work_source``. ``registry``: YAML
    files of actors that add to or override the shipped ones. ``toll_rule`` says how the best figure of a toll is chosen.
    ``encoder``: let the encoder that ships help the codebook; without it the codebook alone decides. ``codebook``: YAML files of
    entries that add to or take the place of the shipped ones.
    Raises ``CasebookError`` when the folder cannot be the casebook, ``CodebookError`` when a registry or codebook file is wrong,
    ``EncoderError`` when the encoder's file is missing or altered,
    ``ValueError`` for a number of workers below 1. What went
    wrong with single sources is in the casebook's findings.
    """
    if workers < 1:
        raise ValueError(f"workers must be at least 1, not {workers}")
    own, entries = tuple(Path(path) for path in registry), tuple(Path(path) for path in codebook)
    if own:
        load_registry(extra=own)  # a wrong entry is told before anything is written
    if encoder:
        checked_file()
    names, problems = find_sources([str(s) for s in sources])
    problems = (*problems, *(unmatched(load_kit(own, encoder, entries), entries) if entries else ()))
    with open_for_writing(casebook) as writer:
        made_by = versions(own, encoder, entries)
        done = writer.manifest.done(made_by)
        keep = partial(_write, writer, made_by)
        _keep_problems(keep, problems, done)
        _code_all(keep, names, done, workers, progress, work or partial(work_source, registries=own, encoder=encoder, codebooks=entries))
        _link_all(writer, progress, own, made_by, toll_rule)
        return writer.book()


def _keep_problems(keep: Keep, problems: Sequence[Finding], done: dict[str, str]) -> None:
    results = [Result(f.source or "", f"unread: {f.code}", findings=(f,)) for f in problems]
    keep([r for r in results if done.get(r.name) != r.sha256])


def _code_all(
    keep: Keep,
    names: Sequence[str],
    done: dict[str, str],
    workers: int,
    progress: Progress | None,
    work: Callable[[str, str | None], Result | None],
) -> None:
    if progress:
        progress.start("coding", len(names))
    batch = _Batch()
    try:
        for result in _results(names, done, workers, work):
            if result is not None:
                batch.results.append(result)
            if batch.full():
                keep(batch.results)
                batch = _Batch()
            if progress:
                progress.advance("coding", 1)
    finally:  # also when interrupted: what is finished is kept
        keep(batch.results)


def _write(writer: Writer, made_by: str, results: Sequence[Result]) -> None:
    if not results:
        return
    ordered = sorted(results, key=lambda r: r.name)
    writer.add_coded(
        made_by,
        {r.name: r.sha256 for r in ordered},
        [report for r in ordered for report in r.reports],
        [claim for r in ordered for claim in r.claims],
        [finding for r in ordered for finding in r.findings],
    )


def _results(
    names: Sequence[str], done: dict[str, str], workers: int, work: Callable[[str, str | None], Result | None]
) -> Iterator[Result | None]:
    here = [n for n in names if n == "-"] if workers > 1 and len(names) > 1 else list(names)
    for name in here:
        yield work(name, done.get(_shown(name)))
    rest = [n for n in names if n not in here] if len(here) < len(names) else []
    if rest:
        yield from _in_pool(rest, done, workers, work)


def _in_pool(
    names: Sequence[str], done: dict[str, str], workers: int, work: Callable[[str, str | None], Result | None]
) -> Iterator[Result | None]:
    """Results as they come. A source that brings its process down is tried once more alone, then left out with a finding."""
    lost: list[str] = []
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_quiet) as pool:
        try:
            for name, future in _submitted(pool, names, done, work, lost):
                try:
                    yield future.result()
                except BrokenProcessPool:
                    lost.append(name)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    for name in lost:
        yield _alone(name, done, work)


def _submitted(
    pool: ProcessPoolExecutor,
    names: Sequence[str],
    done: dict[str, str],
    work: Callable[[str, str | None], Result | None],
    lost: list[str],
) -> list[tuple[str, Future[Result | None]]]:
    """Futures of the sources; those that a broken pool no longer takes go to ``lost``."""
    futures: list[tuple[str, Future[Result | None]]] = []
    for name in names:
        try:
            futures.append((name, pool.submit(work, name, done.get(_shown(name)))))
        except BrokenProcessPool:
            lost.append(name)
    return futures


def _alone(name: str, done: dict[str, str], work: Callable[[str, str | None], Result | None]) -> Result | None:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_quiet) as pool:
        try:
            return pool.submit(work, name, done.get(_shown(name))).result()
        except BrokenProcessPool:
            message = f"{_shown(name)}: brought its process down twice, and is left out; save it as plain text and report this"
            problem = Finding("run", "crash", message, severity="error", source=_shown(name))
            return Result(_shown(name), "unread: crash", findings=(problem,))


def _quiet() -> None:
    """Ctrl-C is for the parent, which keeps what is finished."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _shown(name: str) -> str:
    """A source's name as text that can be stored, whatever bytes the file system holds."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _kit(registries: tuple[Path, ...], encoder: bool, codebooks: tuple[Path, ...]) -> Kit:
    return _kit_of(registries, encoder, codebooks, versions(registries, encoder, codebooks))


@cache
def _kit_of(registries: tuple[Path, ...], encoder: bool, codebooks: tuple[Path, ...], content: str) -> Kit:
    """One kit for each content of the files: a changed file is loaded anew."""
    return load_kit(registries, encoder, codebooks)


def work_source(
    name: str, known: str | None, registries: tuple[Path, ...] = (), encoder: bool = True, codebooks: tuple[Path, ...] = ()
) -> Result | None:
    """Load, read and code one source; None when its bytes have the hash ``known``. A fault in it is an error finding."""
    try:
        return _work_source(name, known, partial(_kit, registries, encoder, codebooks))
    except Exception as problem:  # a fault in one source must not stop the others
        shown = _shown(name)
        message = f"{shown}: could not be worked ({type(problem).__name__}: {problem!s:.120}), and is left out; save it as plain text and report this"
        return Result(shown, "unread: fault", findings=(Finding("run", "fault", message, severity="error", source=shown),))


def _work_source(name: str, known: str | None, kit_for: Callable[[], Kit]) -> Result | None:
    loaded = load_source(name)
    shown = _shown(name)
    if isinstance(loaded, Finding):
        status = f"unread: {loaded.code}"
        return None if status == known else Result(shown, status, findings=(loaded,))
    sha256 = hashlib.sha256(loaded.data).hexdigest()
    if sha256 == known:
        return None
    reading = read_source(read.Source(shown, loaded.data))
    claims: list[Claim] = []
    findings = list(reading.findings)
    kit = kit_for()
    for report, seen in _perceived(reading.reports, kit):
        try:
            coded = code_report(report, kit, seen)
        except Exception as problem:  # a fault in coding one report must not stop the others
            findings.append(_not_coded(report, problem))
            continue
        claims += coded.claims
        findings += coded.findings
    return Result(shown, sha256, reading.reports, tuple(claims), tuple(findings))


def _perceived(reports: Sequence[Report], kit: Kit) -> Iterator[tuple[Report, Perception]]:
    for first in range(0, len(reports), _TOGETHER):
        some = reports[first : first + _TOGETHER]
        yield from zip(some, perceive_for(some, kit), strict=True)


def _not_coded(report: Report, problem: Exception) -> Finding:
    message = f"{report.source}: article {report.part} could not be coded ({type(problem).__name__}: {problem!s:.120}); it is kept uncoded; report this"
    return Finding("run", "not-coded", message, report.report_id, severity="error", source=report.source)


def _link_all(writer: Writer, progress: Progress | None, registries: tuple[Path, ...], made_by: str, toll_rule: TollRule) -> None:
    if progress:
        progress.start("linking", 1)
    link_book(writer, load_registry(extra=registries), made_by, toll_rule)
    if progress:
        progress.advance("linking", 1)
