"""The marks of one article into its headline, paragraphs, byline, dates and credits."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casus.read.bylines import bio_name, credits_of_note, credits_of_quotes, credits_of_sign_off, desk_prefix, is_paper, read_byline, unique
from casus.read.dates import Dateline, Stamp, read_dateline
from casus.read.junk import agencies_in, cell_key, tail_start
from casus.read.lines import Line
from casus.read.marks import Mark, is_headline, may_be_caption, title_case

_OPINION_HEAD = re.compile(r"(?:opinion|op-?ed|editorial|comment|commentary|column|viewpoint)\s*[:|–—-]\s", re.IGNORECASE)
_BY_FIELDS = frozenset(("by", "written by", "author", "author(s)"))
_STAMP_ORDER = {"published": 0, "bare": 1, "updated": 2, "dateline": 3}
_FINITE = re.compile(
    r"\b(?:is|are|was|were|be|has|have|had|will|would|can|may|says?|said|tells?|told|\w{3,}ed|\w+[^s\W]s (?:to|in|on|at|its|his|their))\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Article:
    """What one stretch of a source holds. ``title`` is the headline as shown, ``None`` when the stretch shows none."""

    title: Line | None
    paragraphs: tuple[Line, ...]
    byline: str | None = None
    stamp: Stamp | None = None
    dateline: Dateline | None = None
    credits: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    when: str | None = None
    publisher: str | None = None

    @property
    def size(self) -> int:
        return sum(len(p.text) for p in self.paragraphs)


def read_article(marks: Sequence[Mark], title: str | None = None, find_title: bool = True) -> Article:
    """Sort out one article. ``title`` is the headline that metadata gives; ``find_title`` lets the text supply one."""
    marks = _with_labelled_headline(marks)
    first = _first_prose(marks)
    head, body = list(marks[:first]), list(marks[first:])
    named = _name_line(head) or next((m for m in head if _dated_paper(m)), None)
    chosen = _choose_title([m for m in head if m is not named], title, find_title)
    kept = [m for m in [*_clean_head(head, chosen), *_clean_body(body)] if m is not named]
    if not any(m.label == "prose" for m in kept):
        kept = [m for m in marks if m.label in ("short", "dateline") and m is not chosen]
    lines = tuple(line for line in map(_trim, kept) if line.text)
    dateline = _dateline(kept)
    return Article(
        title=chosen.line if chosen else None,
        paragraphs=lines,
        byline=_byline(head, body),
        stamp=_stamp(head, body),
        dateline=dateline,
        credits=_credits(marks, lines, dateline),
        labels=tuple(m.text for m in head if m is not chosen and m.words <= 3),
        when=next((m.line.when for m in [*head, *body[:3]] if m.line.when), None),
        publisher=(_dated_paper(named) or named.text) if named else None,
    )


def _first_prose(marks: Sequence[Mark]) -> int:
    return next((i for i, m in enumerate(marks) if m.label == "prose"), len(marks))


def _with_labelled_headline(marks: Sequence[Mark]) -> Sequence[Mark]:
    """The first line of all that names its own kind ("Opinion: They knew") is a headline; further down it would lead to another article."""
    first = marks[0] if marks else None
    labelled = first is not None and first.label == "drop" and first.words >= 4 and _OPINION_HEAD.match(first.text)
    return [Mark(first.line, "short"), *marks[1:]] if first is not None and labelled else marks


# ---------------------------------------------------------------------------------------------------- headline


def _name_line(head: Sequence[Mark]) -> Mark | None:
    """The line that only names the paper, beside the date or byline or above the headline; None where it would be the only headline."""
    shorts = [m for m in head if m.label == "short"]
    if len(shorts) < 2:
        return None
    dated = {i for i, m in enumerate(head) if m.label in ("date", "byline", "dateline")}
    beside = (m for i, m in enumerate(head) if m.label == "short" and not m.line.level and {i - 1, i + 1} & dated)
    return next((m for m in (*beside, shorts[0]) if not m.line.level and is_paper(m.text)), None)


def _dated_paper(mark: Mark) -> str | None:
    """The paper that a date line names, and nothing else: "Example Times, 17 March 2019"."""
    cells = [cell.strip(" ,|-–—") for cell in mark.stamp.rest.split(" | ")] if mark.stamp else []
    return cells[0] if len(cells) == 1 and is_paper(cells[0]) else None


def _choose_title(head: Sequence[Mark], given: str | None, find: bool) -> Mark | None:
    candidates = [m for m in head if m.label == "short"]
    same = next((m for m in candidates if given and _same(m.text, given)), None)
    if same is not None or not find:
        return same
    by_level = sorted((m for m in candidates if m.line.level in (1, 2) and m.words >= 2), key=lambda m: m.line.level)
    long_enough = [m for m in candidates if is_headline(m) and m.words >= 4]
    longest = sorted((m for m in candidates if m.words >= 2), key=lambda m: -len(m.text))
    return next(iter([*by_level, *long_enough, *longest]), None)


def _same(a: str, b: str) -> bool:
    x, y = (re.findall(r"\w+", t.lower()) for t in (a, b))
    return bool(x) and (x == y or (len(x) >= 4 and x == y[: len(x)]))


def same_headline(a: str, b: str) -> bool:
    """The same words in the same order, or one is the beginning of the other (a site's name may follow)."""
    return _same(a, b) or _same(b, a)


# ---------------------------------------------------------------------------------------------------- head and body


def _clean_head(head: Sequence[Mark], title: Mark | None) -> list[Mark]:
    """What stands between headline and first paragraph and is text: a standfirst or a dateline; no section label, no caption."""
    after = head[head.index(title) + 1 :] if title in head else head
    stubbed = any(m.label in ("stub", "date") for m in after)
    return [m for m in after if m.label == "dateline" or (m.label == "short" and _is_deck(m, stubbed))]


def _is_deck(mark: Mark, stubbed: bool) -> bool:
    if mark.words <= 3 and not re.search(r"\d", mark.text):
        return False
    return not (stubbed and mark.words <= 10 and not _FINITE.search(mark.text))


def _clean_body(body: Sequence[Mark]) -> list[Mark]:
    body = _without_captions(_without_tail(body))
    marks = [m for m in body if m.label in ("prose", "short", "dateline") or (m.label == "date" and _is_timeline(m))]
    while marks and marks[-1].label == "date":
        marks.pop()
    return _without_link_runs(marks)


def _is_timeline(mark: Mark) -> bool:
    """A bare date between paragraphs heads an entry of a chronology: it is text."""
    return mark.stamp is not None and mark.stamp.label == "bare" and not mark.stamp.rest and not re.search(r"\d:\d\d", mark.text)


def _without_tail(body: Sequence[Mark]) -> list[Mark]:
    marks = _without_closing_date(list(body))
    marks = _without_author_notes(marks)
    while _ends_in_headlines(marks):
        marks.pop()
    return _without_author_notes(marks)


def _without_closing_date(marks: list[Mark]) -> list[Mark]:
    """A labelled date after the last long stretch of prose closes the article; a short remainder is the page's footer."""
    total = sum(len(m.text) for m in marks if m.label == "prose")
    for at in range(len(marks) - 1, 0, -1):
        rest = sum(len(m.text) for m in marks[at:] if m.label == "prose")
        if rest > 300 or rest > total * 0.25:
            break
        stamp = marks[at].stamp
        if stamp is not None and stamp.label in ("published", "updated"):
            return marks[: at + 1]
    return marks


def _without_author_notes(marks: list[Mark]) -> list[Mark]:
    """Notes about the author at the end, and the biography that follows or stands without a heading."""
    end = len(marks)
    while end > 1 and (marks[end - 1].label != "prose" or bio_name(marks[end - 1].text)):
        end -= 1
        if marks[end].label == "short":
            return marks if end == len(marks) - 1 else [*marks[: end + 1]]
    return marks[:end]


def _ends_in_headlines(marks: Sequence[Mark]) -> bool:
    """Two or more headlines after the last paragraph are links to other articles; so is one that is set like a title."""
    if not marks or not _looks_linked(marks[-1]):
        return False
    return len(marks) >= 2 and (_looks_linked(marks[-2]) or (title_case(marks[-1].text) >= 0.8 and marks[-1].words >= 5))


def _looks_linked(mark: Mark) -> bool:
    return mark.label == "short" and mark.words >= 4 and not re.search(r"[.:;,]$", mark.text)


def _without_captions(marks: Sequence[Mark]) -> list[Mark]:
    """Paragraphs that describe a picture stand above the dateline."""
    at = next((i for i, m in enumerate(marks[:5]) if m.label == "prose" and _opens_with_place(m.text)), 0)
    return [m for i, m in enumerate(marks) if i >= at or not (m.label == "prose" and may_be_caption(m.text))]


def _opens_with_place(text: str) -> bool:
    line = read_dateline(text)
    return line is not None and bool(re.match(r"[A-Z][A-Z'’-]{2,}", line.head) or line.day or line.month_day or agencies_in(line.head))


def _without_link_runs(marks: Sequence[Mark]) -> list[Mark]:
    """Three or more headlines in a row inside an article are links to others."""
    out: list[Mark] = []
    run: list[Mark] = []
    for mark in [*marks, None]:
        if mark is not None and _looks_linked(mark) and mark.words >= 5 and not mark.line.level:
            run.append(mark)
            continue
        out.extend(run if len(run) < 3 or sum(title_case(m.text) for m in run) < 0.6 * len(run) else [])
        run = []
        if mark is not None:
            out.append(mark)
    return out


def _trim(mark: Mark) -> Line:
    """The line without the desk before its first word and without "read on" after its last."""
    text = mark.text
    desk = desk_prefix(text) if mark.label == "prose" else None
    end = tail_start(text) if mark.label == "prose" else len(text)
    return mark.line if desk is None and end == len(text) else mark.line.cut(desk[1] if desk else 0, end)


# ---------------------------------------------------------------------------------------------------- who and when


def _byline(head: Sequence[Mark], body: Sequence[Mark]) -> str | None:
    near = [*head, *body[:6]]
    named = [m.byline for m in near if m.byline]
    rests = [read_byline(cell) for m in near if m.stamp for cell in m.stamp.rest.split(" | ")]
    desks = [desk[0] for m in body[:1] if (desk := desk_prefix(m.text))]
    tail = body[-6:]
    closing = [m.byline for m in tail if m.byline and m.label == "byline"]
    bios = [bio_name(m.text) for m in tail if m.label in ("prose", "note")] if len(body) > 2 else []
    return next((name for name in [*named, *_field_bylines(head), *rests, *desks, *closing, *bios] if name), None)


def _field_bylines(head: Sequence[Mark]) -> Iterable[str | None]:
    """Names that stand on the line below a "By"."""
    for field, value in itertools.pairwise(head):
        if field.label == "stub" and cell_key(field.text) in _BY_FIELDS and value.label == "short":
            yield read_byline(f"By {value.text}")


def _stamp(head: Sequence[Mark], body: Sequence[Mark]) -> Stamp | None:
    """The best date line of the head; if there is none, of the tail."""
    last = max((i for i, m in enumerate(body) if m.label == "prose"), default=-1)
    early = [m.stamp for m in [*head, *body[:4]] if m.stamp]
    late = [m.stamp for m in body[last + 1 :] if m.stamp and m.stamp.label != "dateline"]
    return next(iter(sorted(early or late, key=lambda s: _STAMP_ORDER[s.label])), None)


def _dateline(kept: Sequence[Mark]) -> Dateline | None:
    found = (read_dateline(m.text) for m in kept[:4] if m.label == "prose")
    return next((line for line in found if line and (line.day or line.month_day or agencies_in(line.head))), None)


def _credits(marks: Sequence[Mark], lines: Sequence[Line], dateline: Dateline | None) -> tuple[str, ...]:
    out: list[str] = list(agencies_in(dateline.head)) if dateline else []
    for mark in marks:
        out.extend(_credits_of(mark))
    for line in lines[-2:]:
        out.extend(credits_of_sign_off(line.text))
    for line in lines:
        out.extend(credits_of_quotes(line.text))
    return unique(out)


def _credits_of(mark: Mark) -> Iterable[str]:
    if mark.label == "note":
        return credits_of_note(mark.text)
    if mark.label == "byline":
        return agencies_in(mark.text)
    return credits_of_note(mark.stamp.rest) if mark.stamp else ()
