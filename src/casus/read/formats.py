"""Each format's way to articles: plain text, HTML, PDF, JSON lines, JSON and feeds."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from casus.model import Finding, Report
from casus.read.articles import Article, read_article, same_headline
from casus.read.dates import metadata_day
from casus.read.findings import finding
from casus.read.lines import Line, plain_lines
from casus.read.marks import Mark, mark_lines
from casus.read.page import Page, read_page
from casus.read.reports import Origin, build_report
from casus.read.segments import split_articles

#: articles shorter than this many characters are page furniture
_LEAST = 60
#: longer ones, in characters, are no single report but a book, an archive or a fault
LONGEST_TEXT = 1_000_000
_PAGES = 2000
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Reading:
    """What a source gave: its reports in order, and what went wrong."""

    reports: tuple[Report, ...]
    findings: tuple[Finding, ...]


def read_plain(name: str, text: str) -> Reading:
    """A plain text: one article, or the dump of a page that holds several among navigation."""
    groups = split_articles(mark_lines(plain_lines(text)), True)
    articles = [a for a in map(read_article, groups) if a.size >= _LEAST]
    if not articles and groups:
        articles = [max(map(read_article, groups), key=lambda a: a.size)]
    return _built(name, text, [(a, Origin(name, text, part)) for part, a in enumerate(a for a in articles if a.paragraphs)])


def read_html(name: str, text: str) -> Reading:
    """A web page: its articles, with what its metadata say where there is one article."""
    page = read_page(text)
    articles = _articles_of(page)
    if not articles:  # class names may call everything a widget
        page = read_page(text, use_classes=False)
        articles = _articles_of(page)
    single = len(articles) == 1
    return _built(name, text, [(a, _page_origin(name, text, part, a, page, single)) for part, a in enumerate(articles)])


def _articles_of(page: Page) -> list[Article]:
    marks = mark_lines(page.lines)
    groups = _by_element(marks) if page.articles > 1 else split_articles(marks, True)
    title = page.metadata.title if len(groups) == 1 else None
    return [a for a in (read_article(g, title) for g in groups) if a.size >= _LEAST]


def _by_element(marks: Sequence[Mark]) -> list[list[Mark]]:
    groups: dict[int, list[Mark]] = {}
    for mark in marks:
        if mark.line.article is not None:
            groups.setdefault(mark.line.article, []).append(mark)
    return [groups[number] for number in sorted(groups)]


def _page_origin(name: str, text: str, part: int, article: Article, page: Page, single: bool) -> Origin:
    about = page.metadata
    linked = about.of(article.title.text if article.title else None) or (about.linked[0] if single and len(about.linked) == 1 else None)
    shown = metadata_day(article.when) if article.when else None
    return Origin(
        name,
        text,
        part,
        title=None if article.title else about.title if single else None,
        publisher=(linked.publisher if linked else None) or about.publisher,
        byline=(linked.author if linked else None) or (about.author if single else None),
        url=about.url if single else None,
        metadata=(linked.published if linked else None) or (about.published if single else None) or shown,
    )


def read_pdf(name: str, data: bytes) -> Reading:
    """The text layer of a PDF, read as plain text; runs point into that text."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
        pages = [_page_text(document, n) for n in range(min(count, _PAGES))]
    except pypdfium2.PdfiumError as problem:
        locked = "password" in str(problem).lower()
        why = "is locked by a password; save it without one" if locked else "is damaged or cut short; fetch it again"
        return Reading((), (finding("bad-pdf", name, f"the PDF {why} ({problem})"),))
    text = "\x0c".join(pages)
    if not text.strip():
        return Reading(
            (), (finding("pdf-without-text", name, "the PDF holds pictures of text and no text; run character recognition on it first"),)
        )
    reading = read_plain(name, text)
    return reading if count <= _PAGES else Reading(reading.reports, (_many_pages(name, count), *reading.findings))


def _many_pages(name: str, count: int) -> Finding:
    return finding("long-pdf", name, f"only the first {_PAGES} of {count} pages were read; split the PDF")


def _page_text(document: Any, number: int) -> str:
    page = document[number].get_textpage()
    return str(page.get_text_bounded()).replace("\r\n", "\n")


def read_jsonl(name: str, text: str) -> Reading:
    """One report a line: id, url, publisher, published, title, text. A broken line is left out and named by its number."""
    readings = [_json_line(name, number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip("\ufeff \t\r")]
    return _joined(readings)


def _json_line(name: str, number: int, line: str) -> Reading:
    where = f"line {number}"
    try:
        value = json.loads(line.strip("\ufeff \t\r"))
    except (ValueError, RecursionError) as problem:
        why = "is nested too deep" if isinstance(problem, RecursionError) else f"is no JSON ({problem})"
        return Reading((), (finding("broken-line", name, f"{where} {why} and is left out; mend the line"),))
    return _json_report(name, where, number - 1, value)


def read_json(name: str, text: str) -> Reading:
    """A list of reports, or one report, in JSON."""
    try:
        value = json.loads(text.strip("\ufeff"))
    except (ValueError, RecursionError) as problem:
        return Reading(
            (),
            (finding("broken-json", name, f"is no JSON that can be read ({problem!s:.120}); mend it or give one report a line (.jsonl)"),),
        )
    items = value if isinstance(value, list) else [value]
    return _joined([_json_report(name, f"item {n + 1}", n, item) for n, item in enumerate(items)])


def _json_report(name: str, where: str, part: int, value: Any) -> Reading:
    if not isinstance(value, dict):
        return Reading((), (finding("not-a-report", name, f"{where} is no object with a `text`, and is left out"),))
    text = value.get("text")
    if not isinstance(text, str) or not text.strip():
        return Reading((), (finding("no-text", name, f"{where} has no `text`, and is left out; the field must hold the report's words"),))
    published, problems = _given_day(name, where, value)
    origin = Origin(
        name,
        text,
        part,
        external_id=_plain(value, "id"),
        title=_plain(value, "title"),
        publisher=_plain(value, "publisher"),
        byline=_plain(value, "byline") or _plain(value, "author"),
        url=_plain(value, "url"),
        given=published,
    )
    built = _built(name, text, [(_with_title(_one_article(text, origin.title), origin.title), origin)])
    return Reading(built.reports, (*problems, *built.findings))


def _one_article(text: str, title: str | None) -> Article:
    (first, *rest) = split_articles(mark_lines(plain_lines(text)), False) or [[]]
    return read_article([*first, *(m for group in rest for m in group)], title, title is None)


def _with_title(article: Article, title: str | None) -> Article:
    """The headline is the first paragraph, also where only the line's own field has it."""
    if title is None or article.title is not None:
        return article
    if article.paragraphs and same_headline(article.paragraphs[0].text, title):
        return article
    return replace(article, title=Line(" ".join(title.split()), ()))


def _plain(value: Mapping[str, Any], key: str) -> str | None:
    found = value.get(key)
    return " ".join(str(found).split()) or None if isinstance(found, (str, int)) and not isinstance(found, bool) else None


def _given_day(name: str, where: str, value: Mapping[str, Any]) -> tuple[date | None, tuple[Finding, ...]]:
    given = value.get("published")
    if given in (None, ""):
        return None, ()
    day = metadata_day(given)
    if day is None:
        message = f"{where}: published {given!r:.60} is no day and counts as not given; write it as 2021-10-08"
        return None, (finding("bad-date", name, message, "warning"),)
    return day, ()


def read_feed(name: str, text: str) -> Reading:
    """The entries of an RSS or Atom feed, each an article; entries that hold only a teaser are kept as they are."""
    import feedparser

    if "<!entity" in text.lower():
        return Reading((), (finding("feed-with-entities", name, "the feed declares entities, which may blow up when read; take them out"),))
    feed = feedparser.parse(io.BytesIO(text.encode("utf-8", "replace")), sanitize_html=False, resolve_relative_uris=False)
    publisher = feed.feed.get("title")
    readings = [_entry(name, text, part, entry, publisher) for part, entry in enumerate(feed.entries)]
    broken = bool(feed.bozo) and not _only_encoding(feed.get("bozo_exception"))
    cut = (
        (finding("broken-feed", name, "the feed is not well-formed; what could be read before the break is kept", "warning"),)
        if broken
        else ()
    )
    if not readings and not cut:
        return Reading((), (finding("empty-feed", name, "the feed holds no entries; check that it was saved whole"),))
    joined = _joined(readings)
    return Reading(joined.reports, (*cut, *joined.findings))


def _only_encoding(problem: object) -> bool:
    return type(problem).__name__ in ("CharacterEncodingOverride", "NonXMLContentType")


def _entry(name: str, source: str, part: int, entry: Any, publisher: str | None) -> Reading:
    contents = [c.get("value") or "" for c in entry.get("content", [])] + [entry.get("summary") or ""]
    body = max(contents, key=len)
    title = " ".join((entry.get("title") or "").split()) or None
    if not body.strip():
        return Reading(
            (), (finding("empty-entry", name, f"entry {part + 1} ({title or 'untitled'}) has no text, and is left out", "warning"),)
        )
    lines = read_page(body).lines if "<" in body else plain_lines(body)
    shift = source.find(body)
    article = read_article(
        [m for g in split_articles(mark_lines([_shifted(line, shift) for line in lines]), False) for m in g], title, title is None
    )
    stamps = [dict.get(entry, key) for key in ("published_parsed", "updated_parsed")]
    day = next((date(*t[:3]) for t in stamps if t), None)
    origin = Origin(name, source, part, entry.get("id"), title, publisher, entry.get("author"), entry.get("link"), None, day)
    return _built(name, source, [(_with_title(article, title), origin)])


def _shifted(line: Line, shift: int) -> Line:
    """Runs in the feed's own text; none where the entry's text stands there only in escaped form."""
    if shift < 0:
        return replace(line, runs=())
    return replace(line, runs=tuple((ts, te, ss + shift, se + shift) for ts, te, ss, se in line.runs))


def _built(name: str, text: str, pairs: Sequence[tuple[Article, Origin]]) -> Reading:
    if not pairs:
        return Reading(
            (),
            (finding("no-article", name, "holds no article that can be told from the page around it; copy the article into a text file"),),
        )
    built = [build_report(a, o) for a, o in pairs if a.size <= LONGEST_TEXT and (a.paragraphs or a.title)]
    problems = [problem for a, o in pairs for problem in _left_out(a, o)]
    return Reading(tuple(report for report, _ in built), (*problems, *(f for _, found in built for f in found)))


def _left_out(article: Article, origin: Origin) -> Iterator[Finding]:
    if article.size > LONGEST_TEXT:
        yield _too_long(article, origin)
    elif not article.paragraphs and article.title is None:
        message = f"article {origin.part + 1} is only what stands around articles (menus, buttons, dates), and is left out; check its text"
        yield finding("no-article", origin.name, message)


def _too_long(article: Article, origin: Origin) -> Finding:
    which = f"article {origin.part + 1}" if origin.external_id is None else f"article {origin.part + 1} (id {origin.external_id:.60})"
    message = f"{which} has {article.size} characters, more than the {LONGEST_TEXT} of a report, and is left out; split it into reports"
    return finding("too-long", origin.name, message)


def _joined(readings: Sequence[Reading]) -> Reading:
    findings = [f for r in readings for f in r.findings]
    return Reading(tuple(r for reading in readings for r in reading.reports), tuple(_capped(findings)))


def _capped(findings: Sequence[Finding]) -> Iterator[Finding]:
    """A thousand broken lines are one trouble: the first of each kind are shown, the rest counted."""
    seen: Counter[str] = Counter()
    for found in findings:
        seen[found.code] += 1
        if seen[found.code] <= _SHOWN or found.report_id is not None:
            yield found
    for first in _firsts(findings):
        hidden = sum(1 for f in findings if f.code == first.code and f.report_id is None) - _SHOWN
        if hidden > 0:
            message = f"{hidden} more like the {_SHOWN} named ({first.code}); is this the format that the file's name says?"
            yield finding(f"{first.code}-more", first.source or "", message, first.severity)


def _firsts(findings: Sequence[Finding]) -> Iterator[Finding]:
    yield from {f.code: f for f in reversed(findings) if f.report_id is None}.values()
