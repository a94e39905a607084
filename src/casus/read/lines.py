"""Lines of a source, each with the way back to the source's own characters."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from casus.model import SourceRun

#: what ends a line; a form feed ends a page of a PDF
_LINE = re.compile(r"[^\r\n\x0c\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\r\n\x0c\u2028\u2029]")
_ENDS_SENTENCE = re.compile(r"[.!?…:;][\"'”’)\]]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line or HTML block. ``runs`` are relative to ``text``; ``gap`` says that a blank line or block border precedes.

    ``level`` is the heading level (0: no heading, or not known), ``links`` the share of the text that stands in links,
    ``article`` the 0-based number of the HTML ``<article>`` around it, ``when`` a ``<time datetime>`` inside it.
    """

    text: str
    runs: tuple[SourceRun, ...]
    gap: bool = True
    level: int = 0
    links: float = 0.0
    article: int | None = None
    when: str | None = None

    @property
    def start(self) -> int:
        """Where the line begins in the source; -1 when no character of it stands there unchanged."""
        return self.runs[0][2] if self.runs else -1

    def cut(self, start: int, end: int) -> Line:
        """The part of the line from ``start`` to ``end``, stripped of white space at both ends."""
        piece = self.text[start:end]
        start += len(piece) - len(piece.lstrip())
        text = piece.strip()
        return replace(self, text=text, runs=tuple(_clip(self.runs, start, start + len(text))))


def _clip(runs: Iterable[SourceRun], start: int, end: int) -> Iterator[SourceRun]:
    for ts, te, ss, _ in runs:
        low, high = max(ts, start), min(te, end)
        if low < high:
            yield low - start, high - start, ss + low - ts, ss + high - ts


def join(first: Line, second: Line, glue: str) -> Line:
    """Both lines as one, with ``glue`` between; the glue has no run of its own."""
    shift = len(first.text) + len(glue)
    moved = tuple((ts + shift, te + shift, ss, se) for ts, te, ss, se in second.runs)
    return replace(first, text=first.text + glue + second.text, runs=first.runs + moved)


def plain_lines(source: str) -> tuple[Line, ...]:
    """The non-blank lines of a plain text, stripped; hard-wrapped paragraphs are joined again."""
    return unwrap(tuple(_split(source)))


def _split(source: str) -> Iterator[Line]:
    last = 0
    for found in _LINE.finditer(source):
        text = found.group().strip().strip("\ufeff")
        if not text:
            continue
        start = found.start() + found.group().index(text)
        gap = last == 0 or len(_BREAK.findall(source, last, start)) != 1
        last = found.end()
        yield Line(text, ((0, len(text), start, start + len(text)),), gap)


def unwrap(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Join lines that were cut by a column limit, or in the middle of a sentence."""
    width = wrap_width(lines)
    out: list[Line] = []
    tail = ""  # the last physical line of out[-1], whose length tells whether the limit cut it
    for line in lines:
        if out and not line.gap and _continues(tail, line.text, width):
            out[-1] = _glue(out[-1], line)
        else:
            out.append(line)
        tail = line.text
    return tuple(out)


def wrap_width(lines: tuple[Line, ...]) -> int:
    """The column limit of a hard-wrapped text in characters, or 0 when the text is not hard-wrapped."""
    inner = [len(a.text) for a, b in itertools.pairwise(lines) if not b.gap]
    if len(inner) < 4:
        return 0
    width = sorted(inner)[int(len(inner) * 0.9)]
    full = sum(1 for n in inner if n >= width * 0.75)
    return width if 40 <= width <= 130 and full >= len(inner) * 0.6 else 0


def _continues(tail: str, text: str, width: int) -> bool:
    if width and len(tail) + 1 + len(text.split(None, 1)[0]) > width * 0.92:
        return True
    return len(tail.split()) >= 2 and not _ENDS_SENTENCE.search(tail) and text[0].islower()


def _glue(first: Line, second: Line) -> Line:
    if re.search(r"[a-z]-$", first.text) and second.text[0].islower():
        return join(first.cut(0, len(first.text) - 1), second, "")
    return join(first, second, " ")
