"""What each line of a page is: prose, a headline or label, a date, a byline, a caption, or junk of some kind."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from casus.read.bylines import read_byline
from casus.read.dates import Stamp, find_days, read_stamp
from casus.read.junk import Entry, agencies_in, find_junk
from casus.read.lines import Line

Label = Literal["prose", "short", "dateline", "date", "byline", "drop", "stub", "end", "list", "comments", "age", "post", "caption", "note"]

_TERMINAL = re.compile(r"[.!?…][\"'”’)\]]*$")
_ASKS = re.compile(r"[?!][\"'”’)\]]*$")
_TEASER = re.compile(r"(?:\.{3}|…)[\"'”’)\]]*$|\[(?:\.{3}|…)\]$")
_INNER_STOP = re.compile(r"[a-z0-9)”\"][.!?][\"”’)]* [A-Z“\"(]")
_AGENCY_END = re.compile(r"[.,)\]\d—–/|(-]\s?\(?(?P<by>[A-Z][\w/ -]{1,40})[).\]]*$")
_CAPTION_VERB = re.compile(
    r"\b(?:looks?|gathers?|stands?|walks?|carr(?:y|ies)|mourns?|inspects?|attends?|poses?|sits?|holds?|waits?|talks?|speaks?|signs?|shakes?|guards?|patrols?|"
    r"marches|march|rises?|chants?|rides?|search(?:es)?|reacts?|views?|arrives?|pray(?:s)?|watch(?:es)?|waves?|listens?|leaves?|greets?|addresses|hugs?|"
    r"handshake|pictured|seen here|file photo|in this (?:photo|image|picture)|is seen|are seen)\b"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A line and what it is; ``stamp`` for date lines, ``byline`` for byline lines, ``entry`` the lexicon's id for junk."""

    line: Line
    label: Label
    stamp: Stamp | None = None
    byline: str | None = None
    entry: str | None = None

    @property
    def text(self) -> str:
        return self.line.text

    @property
    def words(self) -> int:
        return len(self.line.text.split())


def mark_lines(lines: Iterable[Line]) -> tuple[Mark, ...]:
    return tuple(mark(line) for line in lines)


def mark(line: Line) -> Mark:
    """The line with its label; a line that nothing knows is ``prose`` when it reads like sentences and ``short`` if not."""
    text = line.text
    stamp = read_stamp(text)
    if stamp is not None:
        return Mark(line, "dateline" if stamp.label == "dateline" else "date", stamp=stamp)
    byline = read_byline(text)
    if byline is not None:
        return Mark(line, "byline", byline=byline)
    entry = find_junk(text)
    if entry is not None:
        return _junk(line, entry)
    return Mark(line, _plain_label(line))


def _junk(line: Line, entry: Entry) -> Mark:
    # a heading in the markup is never a button
    if line.level in (1, 2) and len(line.text.split()) >= 4:
        return Mark(line, "short")
    return Mark(line, entry.kind if entry.kind != "tail" else "end", entry=entry.id)


def _plain_label(line: Line) -> Label:
    if line.level:
        return "short"
    if is_caption(line.text):
        return "caption"
    prose = is_prose(line.text)
    if line.when and not prose and len(line.text) < 60:
        return "date"
    if line.links >= 0.75 and (not prose or (line.links == 1.0 and len(line.text) < 160)):
        return "drop"
    return "prose" if prose else "short"


def is_prose(text: str) -> bool:
    """Does it read like sentences? Long enough, and either ended or with a stop inside."""
    words = text.split()
    lower = sum(1 for w in words if w[0].islower() or not w[0].isascii())
    if _ASKS.search(text) and len(words) <= 14:
        return False  # as often a headline; in a body both are kept
    if len(words) < 7 or lower < len(words) * 0.3:
        return (bool(_TERMINAL.search(text)) and len(words) >= 4 and lower >= 1) or len(text) >= 300
    return bool(_TERMINAL.search(text)) or bool(_INNER_STOP.search(text)) or len(words) >= 28


def is_teaser(text: str) -> bool:
    """The beginning of another article, cut off with dots."""
    return bool(_TEASER.search(text)) and len(text.split()) < 60


def is_caption(text: str) -> bool:
    """A whole paragraph that describes a picture: in brackets or dated to the year, and closed by an agency's name."""
    if len(text) > 600:
        return False
    found = _AGENCY_END.search(text)
    named = found is not None and bool(agencies_in(found["by"])) and len(found["by"].split()) <= 5
    bracketed = text[0] == "(" and text[-1] == ")" and text.count("(") == text.count(")")
    dated = any(True for _ in find_days(text))
    return (bracketed and (named or dated) and len(text.split()) >= 6) or (named and dated and len(text.split()) <= 60)


def may_be_caption(text: str) -> bool:
    """Weaker: only where a picture would stand, before the dateline, is such a paragraph taken for a caption."""
    first = " ".join(text.split()[:14])
    dated = any(True for _ in find_days(text))
    return len(text.split()) <= 60 and (dated or bool(_CAPTION_VERB.search(first)))


def title_case(text: str) -> float:
    """The share of words of four letters or more that begin with a capital."""
    words = [w for w in re.findall(r"[^\W\d_][\w'’-]*", text) if len(w) >= 4]
    return sum(1 for w in words if w[0].isupper()) / len(words) if words else 0.0


def is_headline(mark: Mark) -> bool:
    """Could the line be a headline? A short line of three words or more that does not end like a sentence."""
    return mark.label == "short" and 3 <= mark.words <= 30 and len(mark.text) <= 220 and not re.search(r"[.,;:]$", mark.text)
