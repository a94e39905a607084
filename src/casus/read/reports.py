"""An article and what is known about it into a ``Report``: text, runs, date with its basis, credits, id."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from casus.model import Finding, PublishedBasis, Report, SourceRun, content_id, sha256_hex
from casus.read.articles import Article
from casus.read.bylines import credits_of_publisher, unique
from casus.read.dates import day_with_year, url_day, url_words, url_year
from casus.read.findings import finding
from casus.read.language import find_genre, find_language
from casus.read.lines import Line

_PARAGRAPH = "\n\n"


@dataclass(frozen=True, slots=True)
class Origin:
    """What surrounds an article: the source's name and decoded text, and what metadata or the input's own fields say."""

    name: str
    source: str
    part: int
    external_id: str | None = None
    title: str | None = None
    publisher: str | None = None
    byline: str | None = None
    url: str | None = None
    given: date | None = None
    metadata: date | None = None


def build_report(article: Article, origin: Origin) -> tuple[Report, tuple[Finding, ...]]:
    """The report, with a finding when it is not in English (kept, not coded)."""
    lines = [*([article.title] if article.title else []), *article.paragraphs]
    text, runs = _assemble(lines, origin.source)
    title = origin.title or (article.title.text if article.title else None)
    published, basis = find_published(article, origin, text)
    language = find_language(text)
    report = Report(
        report_id=content_id("r", (_file_name(origin.name), origin.part, origin.external_id, title, text)),
        source=origin.name,
        external_id=origin.external_id,
        part=origin.part,
        title=title,
        publisher=origin.publisher or article.publisher,
        byline=origin.byline or article.byline,
        published=published,
        published_basis=basis,
        language=language,
        genre=find_genre(title, text, article.labels),
        text=text,
        source_spans=runs,
        content_sha256=sha256_hex(text.encode("utf-8", "surrogatepass")),
        credits=unique([*article.credits, *credits_of_publisher(origin.publisher)]),
    )
    return report, tuple(_language_findings(report))


def _file_name(source: str) -> str:
    """A source without its folders: a folder that is moved, or named another way, keeps the ids of its reports."""
    return source.replace("\\", "/").rstrip("/").rpartition("/")[2]


def _language_findings(report: Report) -> Iterable[Finding]:
    if report.language not in (None, "en"):
        message = f"article {report.part} is in the language '{report.language}', not English: it is kept but not coded; add an English version to code it"
        yield finding("language-not-coded", report.source, message, "info", report_id=report.report_id)


def _assemble(lines: Sequence[Line], source: str) -> tuple[str, tuple[SourceRun, ...]]:
    """The paragraphs as one text, and where each unchanged run stands; runs that meet on both sides become one."""
    parts: list[str] = []
    runs: list[SourceRun] = []
    at = 0
    for line in lines:
        if parts:
            parts.append(_PARAGRAPH)
            at += len(_PARAGRAPH)
        parts.append(line.text)
        runs.extend((ts + at, te + at, ss, se) for ts, te, ss, se in line.runs)
        at += len(line.text)
    text = "".join(parts)
    return text, _merge(runs, text, source)


def _merge(runs: Sequence[SourceRun], text: str, source: str) -> tuple[SourceRun, ...]:
    out: list[SourceRun] = []
    for run in runs:
        if out and _meets(out[-1], run, text, source):
            out[-1] = (out[-1][0], run[1], out[-1][2], run[3])
        else:
            out.append(run)
    return tuple(out)


def _meets(a: SourceRun, b: SourceRun, text: str, source: str) -> bool:
    gap, source_gap = b[0] - a[1], b[2] - a[3]
    return gap == source_gap and gap <= len(_PARAGRAPH) and text[a[1] : b[0]] == source[a[3] : b[2]]


# ------------------------------------------------------------------------------------------------- publication day


def find_published(article: Article, origin: Origin, text: str) -> tuple[date | None, PublishedBasis | None]:
    """The day of publication and what says so, surest first; ``(None, None)`` when nothing does."""
    candidates: list[tuple[date | None, PublishedBasis]] = [
        (origin.given, "given"),
        (origin.metadata, "metadata"),
        (_trusted_url_day(origin, text), "url"),
        *_stamped(article),
        (article.dateline.day if article.dateline else None, "dateline"),
        (_dateline_with_year(article, origin), "dateline"),
    ]
    return next(((day, basis) for day, basis in candidates if day is not None), (None, None))


def _stamped(article: Article) -> Iterable[tuple[date | None, PublishedBasis]]:
    if article.stamp is not None:
        yield article.stamp.day, "dateline" if article.stamp.label == "dateline" else "text"


def _trusted_url_day(origin: Origin, text: str) -> date | None:
    """An address whose words have nothing to do with the article is another page's: its day says nothing."""
    words = url_words(origin.url)
    shown = f"{origin.title or ''} {text}".lower()
    return url_day(origin.url) if not words or any(word in shown for word in words) else None


def _dateline_with_year(article: Article, origin: Origin) -> date | None:
    """A dateline's "Oct 8" takes its year from the address, if that names one."""
    if article.dateline is None or article.dateline.month_day is None:
        return None
    year = url_year(origin.url, article.dateline.month_day[0])
    return day_with_year(article.dateline.month_day, year) if year else None
