"""One page into its articles: where each begins and ends, by heads, closing words and zones of links or comments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from casus.read.bylines import bio_name
from casus.read.dates import read_dateline
from casus.read.junk import agencies_in
from casus.read.marks import Label, Mark, is_headline, is_teaser

Zone = Literal["in", "end", "list", "comments"]

#: characters of prose that make an article, by what stands between it and the one before
_NEEDS: dict[Zone, tuple[int, int]] = {"in": (120, 1), "end": (120, 1), "list": (250, 2), "comments": (400, 2)}
#: without a date, byline or empty date field at its head
_NEEDS_BARE: dict[Zone, tuple[int, int]] = {"in": (10**9, 0), "end": (300, 2), "list": (10**9, 0), "comments": (10**9, 0)}
_CLOSERS = frozenset(("end", "list", "comments", "age", "post"))
_NO_COMMENTS = re.compile(r"\W*(?:no|0) (?:comments?|responses?|replies)\b|\W*comments (?:are )?(?:closed|off)\b", re.IGNORECASE)
_EVIDENCE = frozenset(("stub", "date", "byline"))


@dataclass(slots=True)
class _Walk:
    marks: Sequence[Mark]
    several: bool
    gapless: bool
    done: list[list[Mark]] = field(default_factory=list)
    current: list[Mark] = field(default_factory=list)
    prose: int = 0
    zone: Zone = "in"

    def push(self) -> None:
        if self.current:
            self.done.append(self.current)
        self.current, self.prose, self.zone = [], 0, "in"

    def keep(self, mark: Mark) -> None:
        self.current.append(mark)
        self.prose += len(mark.text) if mark.label == "prose" else 0


def split_articles(marks: Sequence[Mark], several: bool) -> list[list[Mark]]:
    """The marks of each article, without the zones between them; ``several`` false means that the input is one article."""
    walk = _Walk(marks, several, sum(m.line.gap for m in marks) < len(marks) * 0.1)
    for at, mark in enumerate(marks):
        if several and _begins(walk, at):
            _move_head(walk, at)
        _step(walk, at, mark)
    walk.push()
    return walk.done


def _step(walk: _Walk, at: int, mark: Mark) -> None:
    if walk.zone == "in":
        _inside(walk, mark)
    elif _resumes(walk, at):
        walk.zone = "in"
        walk.keep(mark)
    elif mark.label in ("list", "comments") and walk.zone != "comments":
        walk.zone = "comments" if mark.label == "comments" and not _says_none(mark) else "list"


def _inside(walk: _Walk, mark: Mark) -> None:
    if mark.label == "post" and walk.several and walk.prose >= 200:
        walk.push()
    elif mark.label in ("end", "list", "age") and walk.prose:
        walk.zone = "end" if mark.label == "end" else "list"
    elif mark.label == "comments" and walk.prose >= 200:
        walk.zone = "list" if _says_none(mark) else "comments"
    else:
        walk.keep(mark)


def _says_none(mark: Mark) -> bool:
    """ "No comments:" below the entry of a blog: what follows is the next entry, not readers."""
    return bool(_NO_COMMENTS.match(mark.text))


def _move_head(walk: _Walk, at: int) -> None:
    """Close the current article; a date line or section label just above the new headline goes with the new one."""
    taken = _head_above(walk) if walk.zone == "in" else [m for m in walk.marks[at - 1 : at] if m.label == "date"]
    walk.push()
    walk.current.extend(taken)


def _head_above(walk: _Walk) -> list[Mark]:
    """Take the date line, with what stands around it, from the end of the current article; nothing when there is no date."""
    size = 0
    while size < min(3, len(walk.current)) and walk.current[-size - 1].label in ("date", "drop", "stub", "byline"):
        size += 1
    taken = walk.current[len(walk.current) - size :]
    if not any(m.label == "date" for m in taken):
        return []
    del walk.current[len(walk.current) - size :]
    return taken


def _begins(walk: _Walk, at: int) -> bool:
    mark = walk.marks[at]
    if not is_headline(mark) or not (mark.line.gap or walk.gapless) or not walk.prose:
        return False
    if walk.zone == "in" and walk.prose < 120:
        return False
    head = _read_head(walk.marks, at)
    if head is None or _teased(walk.marks, at):
        return False
    body, fresh = head
    chars, paragraphs = _body(walk.marks, body)
    need_chars, need_paragraphs = (_NEEDS if fresh or _dated_before(walk.marks, at) else _NEEDS_BARE)[walk.zone]
    return chars >= need_chars and paragraphs >= need_paragraphs


def _read_head(marks: Sequence[Mark], at: int) -> tuple[int, bool] | None:
    """``(index of the first prose, whether the head says that it is one)``; ``None`` when no prose follows the headline."""
    fresh, shorts = marks[at].line.level == 1, 0
    for i in range(at + 1, min(at + 11, len(marks))):
        label = marks[i].label
        if label == "prose":
            return i, fresh or _agency_dateline(marks[i].text)
        if label in _CLOSERS or (label == "short" and shorts >= 2):
            return None
        shorts += label == "short"
        fresh = fresh or label in _EVIDENCE or label == "dateline"
    return None


def _agency_dateline(text: str) -> bool:
    line = read_dateline(text)
    return line is not None and (bool(agencies_in(line.head)) or line.day is not None or line.month_day is not None)


def _teased(marks: Sequence[Mark], at: int) -> bool:
    return any(m.label == "age" for m in marks[max(0, at - 2) : at])


def _dated_before(marks: Sequence[Mark], at: int) -> bool:
    """A date line (as blogs set above each entry) or a rule of dashes or stars stands right above."""
    if at == 0:
        return False
    above = marks[at - 1]
    ruled = above.entry == "lone-marks" and len(above.text) >= 3
    return ruled or (above.label == "date" and above.stamp is not None and above.stamp.label == "bare")


def _body(marks: Sequence[Mark], first: int) -> tuple[int, int]:
    """Characters and paragraphs of prose from ``first`` to the next closing line or head; cut-off teasers do not count."""
    chars = paragraphs = 0
    for at in range(first, min(first + 40, len(marks))):
        mark = marks[at]
        if mark.label in _CLOSERS or _is_dated_headline(marks, at):
            break
        if mark.label == "prose" and not is_teaser(mark.text):
            chars += len(mark.text)
            paragraphs += 1
    return chars, paragraphs


def _is_dated_headline(marks: Sequence[Mark], at: int) -> bool:
    return is_headline(marks[at]) and at + 1 < len(marks) and marks[at + 1].label in _EVIDENCE


def _above(marks: Sequence[Mark], at: int) -> Label | None:
    """What stands above a paragraph, above its date and author."""
    while at > 0 and marks[at - 1].label in _EVIDENCE:
        at -= 1
    return marks[at - 1].label if at > 0 else None


def _is_dated(marks: Sequence[Mark], at: int) -> bool:
    return at > 0 and marks[at - 1].label in _EVIDENCE


def _resumes(walk: _Walk, at: int) -> bool:
    """After a "read on" or a list of links the same article may go on; after comments it never does."""
    mark = walk.marks[at]
    if walk.zone == "comments" or mark.label != "prose" or mark.words < 12 or is_teaser(mark.text) or bio_name(mark.text):
        return False
    if any(m.label in ("age", "comments", "note") for m in walk.marks[max(0, at - 3) : at]):
        return False
    after = next((m for m in walk.marks[at + 1 : at + 3] if m.label in ("prose", "short")), None)
    follows = after is not None and after.label == "prose" and not is_teaser(after.text) and not _is_dated(walk.marks, at)
    under_title = _above(walk.marks, at) == "short"
    return follows or (len(mark.text) >= 160 and not under_title)
