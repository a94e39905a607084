"""One incident, many sources: the lowest and highest toll told of a strike, for a scorer of ranges.

    python bench/airwars.py INCIDENTS.jsonl PREDICTED.jsonl

An incident is {"doc_id", "text"}. The first figure of a kind is its range; where sources told of later name a higher number of the same
order (at most twice as high), that is its upper end. "Dozens" are 12 to 24 and other vague words 2, as that collection counts them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from by_line import Row, answer, as_report

from casus.annotate import annotate
from casus.codebook.figure_rules import load_figure_rules
from casus.extract.figures import FoundFigure, find_figures
from casus.model import Annotated

HIGHEST = 2.0
WORDS = {"children": ("child", "infant", "bab", "kid"), "women": ("wom",)}
_SOME = r"(?:a number of|several|multiple|many|an unknown number of)"
#: harm told without a number
VAGUE = {
    "killed": re.compile(rf"{_SOME}[^.\n]{{0,60}}\bkilled|\bkill(?:ed|ing)\b[^.\n]{{0,40}}\b{_SOME[:-1]}|others)|\bseveral deaths"),
    "injured": re.compile(
        rf"{_SOME}[^.\n]{{0,60}}(?:injured|wounded)|(?:injur|wound)(?:ed|ing)\b[^.\n]{{0,40}}\b{_SOME[:-1]}|others)|\binjuries"
    ),
}


def told(found: FoundFigure) -> list[int]:
    """Lowest and highest, by that collection's way of counting."""
    figure = found.figure
    if figure.vague:
        return [12, 24] if "dozen" in figure.span.text.lower() else [2, 2]
    low = figure.low if figure.low is not None else 1
    return [low, figure.high if figure.high is not None else low]


def range_of(annotated: Annotated, found: Sequence[FoundFigure], what: str) -> list[int] | None:
    mine = [f for f in found if f.figure.what == what and not f.partial and not f.background]
    if not mine:
        lead = annotated.report.text.partition("\n")[0]
        return [2, 2] if VAGUE[what].search(lead) else None
    low, high = told(mine[0])
    others = [
        f.figure.low for f in mine[1:] if f.figure.low is not None and not (f.figure.vague or f.hypothetical) and is_sourced(annotated, f)
    ]
    higher = [n for n in others if high < n <= HIGHEST * high + 1]
    return [low, max(higher, default=high)] if not mine[0].figure.vague else [low, high]


def is_sourced(annotated: Annotated, found: FoundFigure) -> bool:
    """Does the sentence name who says so, or tell how a toll moved?"""
    sentence = annotated.sentences[found.sentence]
    spoken = any(c.kind == "speech" and sentence.start <= c.span.start < sentence.end for c in annotated.cues)
    return spoken or bool(
        re.search(r"(?i)\b(?:post|list|identif|source|mention|rose|risen|toll|put)", annotated.report.text[sentence.start : sentence.end])
    )


def group_of(found: Sequence[FoundFigure], words: tuple[str, ...]) -> list[int] | None:
    mine = [f for f in found if f.figure.what == "killed" and f.figure.of and any(w in f.figure.of.text.lower() for w in words)]
    return told(mine[0]) if mine else None


def prediction(incident: Row) -> Row:
    annotated = annotate(as_report(incident["text"]))
    found = find_figures(annotated, load_figure_rules())
    out: Row = {"doc_id": incident["doc_id"]}
    out |= {what: range_of(annotated, found, what) for what in VAGUE}
    return out | {name: group_of(found, words) for name, words in WORDS.items()}


if __name__ == "__main__":
    answer(__doc__, "incidents", lambda: prediction)
