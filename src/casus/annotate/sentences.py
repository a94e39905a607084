"""Sentence and paragraph boundaries, over a library's segmenter, with the headline marked."""

from __future__ import annotations

import re

from sentencex import get_sentence_boundaries

_PARAGRAPH = re.compile(r"\S[^\n]*(?:\n(?!\s*\n)[^\n]+)*")
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_RUN_ON = re.compile(r"(?<=[a-z]{3})[.!?](?=[A-Z][a-z]+[\s,])")
_ABBREVIATED = re.compile(
    r"\b(?:(?P<hour>[ap]\.m)|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|Gen|Col|Maj|Lt|Capt|Sgt|Supt|Brig|Gov|Sen|Rep|Dr|Mr|Mrs|Ms|St|No)\.\s*$"
)
_GOES_ON = re.compile(r"\s*(?:[A-Z][a-z]+|\d|[a-z])")
_DAY = re.compile(r"\s*(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|local|on|in|[a-z])")
_ENDS = (".", "!", "?", "”", '"', "…", ":", ")", "’", "'")


def find_sentences(text: str) -> list[tuple[int, int, int]]:
    """(start, end, paragraph) of each sentence, without surrounding white space; no sentence crosses a paragraph."""
    out: list[tuple[int, int, int]] = []
    for number, (start, end) in enumerate(_paragraphs(text)):
        out += [(s, e, number) for s, e in _within(text, start, end)]
    return out


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Blank lines part paragraphs; so does a line that does not end like a sentence (a headline over its text)."""
    spans: list[tuple[int, int]] = []
    for block in _PARAGRAPH.finditer(text):
        start = block.start()
        for line in _LINE.finditer(text, block.start(), block.end()):
            short = len(line.group()) < 160 and not line.group().rstrip().endswith(_ENDS)
            if short and line.end() < block.end():
                spans.append((start, line.end()))
                start = line.end()
        if text[start : block.end()].strip():
            spans.append((start, block.end()))
    return spans


def _within(text: str, start: int, end: int) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    piece = text[start:end]
    at = 0
    for part in get_sentence_boundaries("en", piece):
        where = piece.find(part["text"], at)  # the library's own indices are not relied upon: the text itself is found again
        if where < 0:
            return _trimmed(text, [(start, end)])
        at = where + len(part["text"])
        out += _run_on(text, start + where, start + at)
    return _trimmed(text, _rejoined(text, out))


def _rejoined(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """As in "at 8:15 a.m. Sunday", "Gen. Rahim", "on Jan. 27": an abbreviation's full stop ends no sentence before such a word."""
    out: list[tuple[int, int]] = []
    for start, end in spans:
        short = _ABBREVIATED.search(text[out[-1][0] : out[-1][1]]) if out else None
        if short and (_DAY if short.group("hour") else _GOES_ON).match(text, start):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def _run_on(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Pages often lose the blank between sentences ("in Khar.The minister said"): such a full stop ends a sentence too."""
    cuts = [found.end() for found in _RUN_ON.finditer(text, start, end)]
    return list(zip([start, *cuts], [*cuts, end], strict=True))


def _trimmed(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    out = []
    for start, end in spans:
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            out.append((start, end))
    return out
