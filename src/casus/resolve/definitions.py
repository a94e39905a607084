"""A definition binds an abbreviation in its report: "the Islamic Emirate of Afghanistan (IEA)", "National Liberation Army, or ELN"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from casus.codebook.spelling import plain
from casus.model import RegistryEntry
from casus.resolve.names import Name

_SHORT = r"([A-Z][A-Za-z0-9]{0,5}(?:[-/][A-Z][A-Za-z]{0,3})?[A-Z0-9]?)"
#: behind a full name, at once: (ABC)  , or ABC,  , known as ABC
_BEHIND = re.compile(
    rf"\s?(?:\(\s*(?:or\s+|also\s+|known as\s+)*[“\"']?{_SHORT}[”\"']?\s*[);,]|,? (?:or|also known as|known as) (?:the )?{_SHORT}\b)"
)
_LOWER = re.compile(r"[^A-Z0-9]")


def short_form(text: str, start: int, end: int) -> str | None:
    """The abbreviation that a definition right behind the full name ``text[start:end]`` binds to it; None if there is none."""
    found = _BEHIND.match(text, end)
    short = (found.group(1) or found.group(2)) if found else None
    return short if short and _abbreviates(short, text[start:end]) else None


def _abbreviates(short: str, full: str) -> bool:
    """Does it begin like the name, with at least half its letters the first letters of words in order?"""
    capitals = _LOWER.sub("", short)
    initials = [word[0].upper() for word in re.findall(r"[A-Za-z]+", plain(full))]
    if len(capitals) < 2 or len(initials) < 2 or capitals[0] not in initials[:2]:
        return False
    at = hits = 0
    for letter in capitals:
        if letter in initials[at:]:
            at = initials.index(letter, at) + 1
            hits += 1
    return 2 * hits >= len(capitals) and hits >= 2


def with_definitions(text: str, names: Sequence[Name]) -> tuple[Name, ...]:
    """The names, with each abbreviation that the report defines meaning what it defines, throughout the report."""
    bound = dict(_bindings(text, names))
    kept = [n for n in names if text[n.start : n.end] not in bound]
    return tuple(sorted((*kept, *_bound(text, bound, kept)), key=lambda n: n.start))


def _bindings(text: str, names: Sequence[Name]) -> Iterator[tuple[str, RegistryEntry]]:
    for name in names:
        short = short_form(text, name.start, name.end) if name.use == "name" else None
        if short:
            yield short, name.entry


def _bound(text: str, bound: Mapping[str, RegistryEntry], kept: Sequence[Name]) -> Iterator[Name]:
    for short, entry in bound.items():
        for found in re.finditer(rf"(?<![\w-]){re.escape(short)}(?![\w])", text):
            if not any(n.start < found.end() and found.start() < n.end for n in kept):
                yield Name(found.start(), found.end(), "name", entry)
