"""Short ways to code a text in tests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from casus.annotate import annotate
from casus.model import Annotated, Claim, Report, content_id
from casus.resolve import resolve
from casus.resolve.when import find_times
from casus.run.coding import Kit, code_report, load_kit


@cache
def kit() -> Kit:
    return load_kit()


def report(text: str, published: str | None = "2021-10-08", title: str | None = None) -> Report:
    day = date.fromisoformat(published) if published else None
    whole = f"{title}\n\n{text}" if title else text
    return Report(
        report_id=content_id("r", (whole,)),
        source="test.txt",
        external_id=None,
        part=0,
        title=title,
        publisher=None,
        byline=None,
        published=day,
        published_basis="given" if day else None,
        language="en",
        genre="news",
        text=whole,
        source_spans=(),
        content_sha256="",
    )


def annotated(text: str, published: str | None = "2021-10-08") -> Annotated:
    return resolve(annotate(report(text, published)), kit().resolver)[0]


def claims(text: str, published: str | None = "2021-10-08", title: str | None = None) -> tuple[Claim, ...]:
    return code_report(report(text, published, title), kit()).claims


def of_type(text: str, kind: str, published: str | None = "2021-10-08") -> Claim:
    """The only claim of that type; an assertion error lists what there is instead."""
    found = claims(text, published)
    mine = [c for c in found if c.type == kind]
    assert len(mine) == 1, [(c.type, c.rule, c.quote.text) for c in found]
    return mine[0]


@dataclass(frozen=True, slots=True)
class Timed:
    """A time mention in short: ``days`` is start, end and precision."""

    text: str
    days: str
    basis: str
    partial: str | None


def spans_of_time(text: str, published: str | None = "2021-10-08") -> list[Timed]:
    return [
        Timed(t.span.text, f"{t.when.start} {t.when.end} {t.when.precision}", t.when.basis, t.when.partial)
        for t in find_times(annotate(report(text, published)))[0]
    ]
