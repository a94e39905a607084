"""A scanner for HTML that keeps every offset. It walks, it never recurses, so that nesting costs nothing; it never fails."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

#: their content is no markup
_RAW = frozenset(("script", "style", "textarea", "title", "xmp", "noembed", "noframes", "iframe", "plaintext"))
#: any other "<" is only a character
_SIGN = re.compile(r"<(?=/?[a-zA-Z]|[!?])")
_NAME_END = re.compile(r"[\s/>]")
_ATTRIBUTE = re.compile(r"([^\s=>/\"']+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+)))?")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?")
_LONGEST_TAG = 65536


@dataclass(frozen=True, slots=True)
class Event:
    """``start`` and ``end`` are source offsets of the tag, or of the text; ``raw`` marks text inside script, style, title..."""

    kind: Literal["open", "close", "text"]
    start: int
    end: int
    name: str = ""
    raw: bool = False


def scan(source: str) -> Iterator[Event]:
    """Tags and texts of the page in order; comments and declarations are left out."""
    at, size = 0, len(source)
    while at < size:
        found = _SIGN.search(source, at)
        if found is None:
            yield Event("text", at, size)
            return
        sign = found.start()
        event = _tag(source, sign)
        if sign > at:
            yield Event("text", at, sign)
        if event.name:
            yield event
        at = event.end
        if event.kind == "open" and event.name in _RAW:
            end = _raw_end(source, event)
            yield Event("text", at, end, event.name, raw=True)
            at = end


def _tag(source: str, sign: int) -> Event:
    """The tag, comment or declaration at ``sign``."""
    follow = source[sign + 1 : sign + 2]
    if follow in ("!", "?"):
        return Event("open", sign, _declaration_end(source, sign))
    closing = follow == "/"
    first = sign + 1 + closing
    after = _NAME_END.search(source, first)
    last = after.start() if after else len(source)
    return Event("close" if closing else "open", sign, _tag_end(source, last), source[first : min(last, first + 40)].lower())


def _declaration_end(source: str, sign: int) -> int:
    closing = "-->" if source.startswith("<!--", sign) else ">"
    end = source.find(closing, sign + 2)
    return len(source) if end < 0 else end + len(closing)


def _tag_end(source: str, at: int) -> int:
    """After the ``>`` that ends the tag; signs in quoted values do not count unless the quotation never ends."""
    limit = min(len(source), at + _LONGEST_TAG)
    first = source.find(">", at)
    position = at
    while position < limit:
        mark = _next_mark(source, position, limit)
        if mark < 0:
            break
        if source[mark] == ">":
            return mark + 1
        close = source.find(source[mark], mark + 1, limit)
        if close < 0:
            break
        position = close + 1
    return len(source) if first < 0 else first + 1


_MARK = re.compile(r"[>]|(?<==)[\"']|(?<== )[\"']")


def _next_mark(source: str, at: int, limit: int) -> int:
    found = _MARK.search(source, at, limit)
    return found.start() if found else -1


def _raw_end(source: str, event: Event) -> int:
    closing = re.compile(rf"</{re.escape(event.name)}", re.IGNORECASE).search(source, event.end)
    return closing.start() if closing else len(source)


def attributes(source: str, event: Event) -> dict[str, str]:
    """Attributes of an opening tag, names in lower case, entities resolved; the first of a name counts."""
    inside = source[event.start + 1 + len(event.name) : event.end - 1]
    out: dict[str, str] = {}
    for found in _ATTRIBUTE.finditer(inside[:_LONGEST_TAG]):
        value = found.group(2) or found.group(3) or found.group(4) or ""
        out.setdefault(found.group(1).lower(), html.unescape(value))
    return out


@lru_cache(4096)
def _character(entity: str) -> str:
    return html.unescape(entity)


def pieces(source: str, start: int, end: int) -> Iterator[tuple[str, int, int, bool]]:
    """``(characters, source start, source end, unchanged)``: the text of a stretch with its entities resolved."""
    at = start
    for found in _ENTITY.finditer(source, start, end):
        value = _character(found.group())
        if value == found.group():
            continue
        if found.start() > at:
            yield source[at : found.start()], at, found.start(), True
        yield value, found.start(), found.end(), False
        at = found.end()
    if at < end:
        yield source[at:end], at, end, True
