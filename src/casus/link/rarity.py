"""Words that few reports hold: names of victims, streets, villages. Two reports that share some of them tell of one thing.

How rare a word is comes from two counts: how many reports of this casebook hold it, and how many of a small shipped collection of news
do (so that three reports are enough to know that "explosion" says little). The casebook's count is frozen when all is linked, and kept
with the incidents: reports added later are weighed by it, so that the evidence of a pair does not move with each of them.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import pyarrow as pa

from casus.codebook.files import shipped_yaml
from casus.link.vectors import stem_of
from casus.model import Report, Span

#: how much of a report is looked at, in characters
_HEAD = 2500
#: how far around a claim's quote the words are taken for what is no report's first matter
_AROUND = 200
#: a word in so many reports or fewer is as rare as can be; counts up to this are not kept
_FEW = 6
#: most reports that hold a word, to how much it says: 3 much, 2, 1 something
_GRADES = ((12, 3), (50, 2), (200, 1))
#: words that a shipped class allows at most
_CAPS = {"some": 2, "slight": 1, "none": 0}
#: so many of the rarest words, names first, are keys under which a report is looked up
_KEYED = 16
_LEAST_WORDS = 6
_WORD = re.compile(r"[^\W\d_][\w'’-]*|\d[\d,.]*\d|\d")
_ENDED = re.compile(r"[.!?]")
COUNTS = pa.schema([("stem", pa.string()), ("reports", pa.int32())])
Counts = Mapping[str, int]
#: of no report at all: only what ships says which words are common
UNCOUNTED = COUNTS.empty_table()


@dataclass(frozen=True, slots=True)
class Words:
    """Hashes of the words by how much they say; ``keys``: some of the rarest."""

    rare: list[int]
    scarce: list[int]
    uncommon: list[int]
    keys: list[int]


def count_words(reports: Iterable[Report]) -> pa.Table:
    """``stem, reports``: in how many heads of reports each stem stands; those in hardly any are left out. The empty stem counts all."""
    heads = [stems_of(told_lines(r)) for r in reports]
    counted = Counter(stem for stems in heads for stem in stems)
    kept = [("", len(heads)), *sorted((s, n) for s, n in counted.items() if n > _FEW)]
    return pa.table([pa.array([s for s, _ in kept], pa.string()), pa.array([n for _, n in kept], pa.int32())], schema=COUNTS)


def as_counts(table: pa.Table) -> Counts:
    """What ``count_words`` gave, for looking up."""
    return dict(zip(table.column("stem").to_pylist(), table.column("reports").to_pylist(), strict=True))


def is_stale(table: pa.Table, reports: int) -> bool:
    """Was it counted in so few reports that, with as many as now, other words would be rare?"""
    return 4 * reports > 5 * as_counts(table).get("", 0) and reports > _FEW


def words_of(report: Report, quotes: Sequence[Span], first: bool, counts: Counts) -> Words:
    """Of the report's head for the first thing that it tells, of what stands around the quotes for anything else."""
    text = told_lines(report) if first else _around(report.text, quotes)
    own = {s for w in _WORD.findall(report.publisher or "") if (s := stem_of(w.lower()))}
    graded = {s: (grade, named) for s, named in stems_of(text).items() if s not in own and (grade := grade_of(s, counts))}
    by_grade = {g: sorted(_hash(s) for s, (grade, _) in graded.items() if grade == g) for g in (1, 2, 3)}
    rarest = [s for wanted in (True, False) for s, (grade, named) in graded.items() if grade == 3 and named is wanted]
    return Words(by_grade[3], by_grade[2], by_grade[1], sorted(_hash(s) for s in rarest[:_KEYED]))


def told_lines(report: Report) -> str:
    """The title and the lines that hold sentences, each once, of a report's head: no menus, no captions that come twice."""
    title = (report.title or "").strip()
    lines = [line.strip() for line in report.text[:_HEAD].splitlines()]
    told = (line for line in lines if len(line.split()) >= _LEAST_WORDS and _ENDED.search(line))
    return "\n".join(dict.fromkeys(line for line in (title, *told) if line))


def _around(text: str, quotes: Sequence[Span]) -> str:
    return "\n".join(_cut(text, q) for q in quotes)


def _cut(text: str, quote: Span) -> str:
    """The quote with its surroundings, no word cut in two."""
    start, end = max(0, quote.start - _AROUND), quote.end + _AROUND
    piece = text[start:end]
    first = piece.find(" ") + 1 if start else 0
    last = piece.rfind(" ") if end < len(text) else len(piece)
    return piece[first:last] if first <= quote.start - start and last >= quote.end - start else quote.text


def stems_of(text: str) -> dict[str, bool]:
    """Each stem of the text, in order, to whether it is only ever written as a name is."""
    out: dict[str, bool] = {}
    for word, stem in _stems(text):
        out[stem] = out.get(stem, True) and word[0].isupper()
    return out


def _stems(text: str) -> Iterator[tuple[str, str]]:
    for word in _WORD.findall(text):
        stem = stem_of(word.lower())
        if stem:
            yield word, stem


def grade_of(stem: str, counts: Counts) -> int:
    """3 for the rarest words, 0 for those that say nothing."""
    held = counts.get(stem, 0)
    ours = next((grade for most, grade in _GRADES if held <= most), 0)
    return min(ours, _caps().get(stem, 3))


@cache
def _caps() -> dict[str, int]:
    told = shipped_yaml("lexicon/word_rarity.yaml")
    return {stem: cap for name, cap in _CAPS.items() for stem in str(told[name]).split()}


def _hash(stem: str) -> int:
    return zlib.crc32(stem.encode("utf-8", "surrogatepass"))
