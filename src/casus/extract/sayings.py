"""Sayings: words that someone is said to have said, with who said them and the word that says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from casus.extract.clauses import Reader
from casus.extract.headed import headed_sayings
from casus.extract.phrases import Range, quoted
from casus.extract.said import Said, Saying
from casus.model import Annotated


def find_sayings(annotated: Annotated, readers: Sequence[Reader], kinds: frozenset[str] = frozenset({"speech"})) -> list[Saying]:
    """The sayings of a report in text order; a quotation that runs over sentences is one content."""
    marks = quoted(annotated)
    found = [s for n, reader in enumerate(readers) for s in _in_sentence(annotated, n, reader, marks, kinds)]
    found = sorted([*found, *headed_sayings(annotated, readers)], key=lambda s: (s.sentence, s.cue.span.start))
    return _carried_on(annotated, found, marks)


def _in_sentence(annotated: Annotated, number: int, reader: Reader, marks: Sequence[Range], kinds: frozenset[str]) -> list[Saying]:
    sentence = annotated.sentences[number]
    out: list[Saying] = []
    cues = [c for c in annotated.cues if c.kind in kinds and sentence.start <= c.span.start < sentence.end]
    spoken = {c.span.start for c in cues if c.kind == "speech"}
    for cue in (c for c in cues if c.kind == "speech" or c.span.start not in spoken):
        said = Said(annotated, number, reader, cue, out[-1] if out else None).read()
        if said is not None and (cue.kind == "speech" or _holds(reader, said, marks)):
            out.append(replace(said, contents=tuple(_whole(c, marks, sentence.start, sentence.end) for c in said.contents)))
    return [s for s in out if s.contents]


def _holds(reader: Reader, said: Saying, marks: Sequence[Range]) -> bool:
    """A stance counts where the report tells it of someone: not inside a quotation ("I think"), not in the passive."""
    start = said.cue.span.start
    if said.source is None or any(a < start < b for a, b in marks):
        return False
    at = next(i for i in range(reader.first, reader.last) if reader.tokens[i].start >= start)
    finite = reader.tokens[at].form in ("past", "s", "base", "ing")
    return finite and not reader.passive(at, at + 1) and reader.tokens[said.source[0]].text.lower() not in ("i", "you")


def _whole(content: Range, marks: Sequence[Range], first: int, last: int) -> Range:
    """A content that ends or begins inside a quotation which runs over the sentence takes the whole quotation."""
    start, end = content
    for opened, closed in marks:
        if closed > last and opened < end <= last + 1 and end >= last - 1:
            end = closed
        if opened < first and start <= first < closed <= end + 1:
            start = opened
    return start, end


def _carried_on(annotated: Annotated, sayings: list[Saying], marks: Sequence[Range]) -> list[Saying]:
    """A sentence that is all quotation, and says nothing of who speaks, belongs to the speaker before it in its paragraph."""
    spoken = {s.sentence for s in sayings}
    by_last = {s.sentence: at for at, s in enumerate(sayings)}
    out = list(sayings)
    owner: int | None = None
    for number, sentence in enumerate(annotated.sentences):
        if number and sentence.paragraph != annotated.sentences[number - 1].paragraph:
            owner = None
        inside = any(a <= sentence.start and sentence.end <= b + 1 for a, b in marks)
        if number in spoken and not inside:
            owner = by_last[number]
            continue
        if not inside:
            owner = None
        elif owner is not None and not out[owner].covers(sentence.start):
            out[owner] = replace(out[owner], contents=(*out[owner].contents, (sentence.start, sentence.end)))
    return out
