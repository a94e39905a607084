"""How the HTML report words things: a sentence with its marks, who speaks, which report on which day, a number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casus.export.tables import shown_name
from casus.model import Claim, Party, Report, Span, Speaker, TollFigure


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence; ``mark`` says why it is marked: figure, cue or nothing."""

    text: str
    mark: str = ""


def pieces(quote: Span, marks: dict[Span, str]) -> tuple[Piece, ...]:
    """The quote cut into marked and unmarked stretches."""
    out: list[Piece] = []
    at = quote.start
    for span in sorted(marks):
        if span.start < at or span.end > quote.end:
            continue
        out += [Piece(quote.text[at - quote.start : span.start - quote.start]), Piece(span.text, marks[span])]
        at = span.end
    out.append(Piece(quote.text[at - quote.start :]))
    return tuple(p for p in out if p.text)


def sentence_of(claim: Claim) -> tuple[Piece, ...]:
    """The claim's sentence with its figures and cues marked."""
    return pieces(claim.quote, {f.span: "figure" for f in claim.figures} | dict.fromkeys(claim.cues, "cue"))


def names(parties: Iterable[Party]) -> str:
    return ", ".join(dict.fromkeys(shown_name(p.name, p.kind) for p in parties))


def parties_of(claim: Claim) -> str:
    """As in "Al-Shabaab → market"; empty where the claim names nobody."""
    return " → ".join(filter(None, (names(claim.actors), names(claim.recipients))))


def chain(speakers: Sequence[Speaker]) -> str:
    return ", who cites ".join(s.name for s in speakers) if speakers else "in its own voice"


def report_name(report: Report) -> str:
    return report.publisher or report.external_id or report.source.rsplit("/", 1)[-1]


def report_day(report: Report) -> str:
    return f"{report.published.day} {report.published:%b %Y}" if report.published else "undated"


def number(figure: TollFigure) -> str:
    low, high = figure.low, figure.high
    if low is not None and high is not None:
        return str(low) if low == high else f"{low}–{high}"
    return f"at least {low}" if low is not None else f"up to {high}"
