"""All times of a report in text order: candidates of all rules, the longest first, and what neighbours say of each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from casus.model import Annotated
from casus.resolve.when import calendars, clock, dates, feasts, lengths, relative, weekdays, years
from casus.resolve.when.anchors import first_told, is_heading
from casus.resolve.when.needs import needs_of
from casus.resolve.when.rule import Reading, Rule
from casus.resolve.when.scan import ALPHABET, Hit, Scanned, scan
from casus.resolve.when.stretch import Stretch
from casus.resolve.when.told import Told

_RULES: tuple[Rule, ...] = (
    *feasts.RULES, *dates.RULES, *calendars.RULES, *years.RULES, *weekdays.RULES, *relative.RULES, *clock.RULES, *lengths.RULES,
)  # fmt: skip
COMPILED = tuple((rule, regex, needs_of(regex.pattern)) for rule, regex in ((rule, ALPHABET.compile(rule.pattern)) for rule in _RULES))


_GLUED_BEFORE = re.compile(r"(?:[\w$£€#@/]|\d[.,:]|\w[-‐‑])$")
_PREFIX = re.compile(r"(?:\bpost|\bpre|\bmid)-$|(?:(?<!\d)(?:\d{4}|\d{1,2}s?)|\))[-‐‑]$")
_CLOCK_REACH = 24
_GLUED_AFTER = re.compile(r"[\w%/]|[.,:]\d")
_JOINS = re.compile(r"\s*(?:[-–—/]|to|and|until|till|through|or|up to|into)\s*(?:the\s+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression at ``start`` to ``end`` of the report's text; ``rule`` is the name of the rule that read it."""

    start: int
    end: int
    rule: str
    reading: Reading

    @property
    def stretch(self) -> Stretch:
        return self.reading.stretch


def read_times(annotated: Annotated) -> tuple[Time, ...]:
    """Every time expression by itself, sides of ranges apart, bare lengths and clock times among them."""
    told = first_told(annotated)
    out: list[Time] = []
    for sentence in annotated.sentences:
        told.new_sentence()
        if is_heading(annotated.report.text[sentence.start : sentence.end]):
            told.new_section()
        out.extend(_of_sentence(scan(annotated.report.text, sentence.start, sentence.end), told))
    return tuple(_with_clock_days(annotated.report.text, _with_shared_years(annotated.report.text, out)))


def _of_sentence(scanned: Scanned, told: Told) -> Iterator[Time]:
    taken = scanned.starts[0]
    for hit, rule in _chosen(scanned):
        if hit.start < taken or not _stands_alone(hit, taken):
            continue
        reading = rule.read(hit, told)
        if reading is None:
            continue
        taken = hit.end
        if reading.is_date:
            told.remember(reading.stretch)
        yield Time(hit.start, hit.end, rule.name, reading)


def _stands_alone(hit: Hit, taken: int) -> bool:
    """Not a piece of a longer word, number, address or compound: "F-16", "1,990", "2014.5", "24/7"."""
    text, floor, ceiling = hit.scanned.text, hit.scanned.starts[0], hit.scanned.starts[-1]
    before, after = text[max(floor, hit.start - 7) : hit.start], text[hit.end : min(ceiling, hit.end + 2)]
    if _GLUED_BEFORE.search(before) and not (hit.start - 1 == taken and before.endswith("-")) and not _PREFIX.search(before):
        return False
    return not _GLUED_AFTER.match(after)


def _with_shared_years(text: str, times: list[Time]) -> list[Time]:
    """The year that the second of two dates tells is the first one's too: "from March to June 2014"."""
    out = list(times)
    for at in range(len(out) - 2, -1, -1):
        first, second = out[at], out[at + 1]
        year = second.stretch.start.year if second.stretch.basis == "explicit" and second.stretch.start else None
        month, day = first.reading.month, first.reading.day
        if year is None or month is None or first.stretch.basis == "explicit" or not _JOINS.fullmatch(text[first.end : second.start]):
            continue
        assert second.stretch.end is not None
        began = year - ((month, day or 1) > (second.stretch.end.month, second.stretch.end.day))
        shared = dates.dated(month, day, began, "explicit", first.reading.part)
        out[at] = replace(first, reading=shared) if shared else first
    return out


def _with_clock_days(text: str, times: list[Time]) -> list[Time]:
    """A clock time that its day follows is of that day: "at 5:34 am local time on March 20", "8 am (0600 GMT) Friday"."""
    out: list[Time] = []
    ahead: Time | None = None  # the next date, or a clock time that has taken its day from one
    for time in reversed(times):
        moved = time
        if time.rule == "clock" and ahead is not None and _leads_to(text, time, ahead):
            moved = replace(time, reading=replace(time.reading, stretch=ahead.stretch))
        ahead = moved if moved is not time or (time.reading.is_date and time.stretch.precision == "day") else None
        out.append(moved)
    return out[::-1]


def _leads_to(text: str, clock: Time, ahead: Time) -> bool:
    gap = text[clock.end : ahead.start]
    return len(gap) <= _CLOCK_REACH and "." not in gap


def _chosen(scanned: Scanned) -> Iterable[tuple[Hit, Rule]]:
    """All candidates by place, at each place the longest first, then in the order of the rules."""
    present = frozenset(scanned.symbols)
    found = [
        (match.start(), -match.end(), order, Hit(scanned, match.start(), match.end(), match), rule)
        for order, (rule, regex, needs) in enumerate(COMPILED)
        if all(not present.isdisjoint(need) for need in needs)
        for match in regex.finditer(scanned.symbols)
    ]
    found.sort(key=lambda item: item[:3])
    return ((hit, rule) for _, _, _, hit, rule in found)
