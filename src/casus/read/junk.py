"""The lexicon of lines that are no article text, and the agencies that a credit can name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast, get_args

from casus.codebook.files import shipped_yaml

JunkKind = Literal["drop", "stub", "end", "list", "comments", "age", "post", "caption", "note", "tail"]

#: longer lines are prose, whatever they begin with
LONGEST = 700
_CELLS = re.compile(r"\s*[|·•»›\[\]]+\s*|\s+/\s+|\s{3,}|\t+")
_OUTER = re.compile(r"^[^\w(]+|[^\w)!]+$")


@dataclass(frozen=True, slots=True)
class Entry:
    """One idea of junk: ``phrases`` fit a whole cell of a line, ``pattern`` the whole line."""

    id: str
    kind: JunkKind
    phrases: frozenset[str]
    pattern: re.Pattern[str] | None
    examples: tuple[str, ...]
    counter: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    entries: tuple[Entry, ...]
    by_phrase: Mapping[str, Entry]
    patterns: tuple[tuple[re.Pattern[str], Entry], ...]
    tail: re.Pattern[str]
    agencies: Mapping[str, str]
    agency: re.Pattern[str]


@cache
def lexicon() -> Lexicon:
    """The shipped lexicon; ``ValueError`` names an entry whose kind is not known."""
    content = shipped_yaml("lexicon/junk.yaml")
    entries = tuple(_entry(item) for item in content["entries"])
    agencies = {spelling: name for name, spellings in content["agencies"].items() for spelling in spellings}
    return Lexicon(
        entries=entries,
        by_phrase={phrase: entry for entry in reversed(entries) for phrase in entry.phrases},
        patterns=tuple((e.pattern, e) for e in entries if e.pattern is not None and e.kind != "tail"),
        tail=re.compile(_tail_source(entries), re.IGNORECASE),
        agencies=agencies,
        agency=re.compile(r"(?<!\w)(?:" + "|".join(sorted(map(re.escape, agencies), key=len, reverse=True)) + r")(?!\w)"),
    )


def _entry(item: Mapping[str, object]) -> Entry:
    kind, pattern = str(item["kind"]), item.get("pattern")
    if kind not in get_args(JunkKind):
        raise ValueError(f"junk.yaml, entry {item['id']}: kind {kind!r} is not one of {', '.join(get_args(JunkKind))}")
    return Entry(
        id=str(item["id"]),
        kind=cast(JunkKind, kind),
        phrases=frozenset(cell_key(p) for p in _strings(item.get("phrases"))),
        pattern=re.compile(f"(?:{pattern})\\s*", re.IGNORECASE) if pattern else None,
        examples=_strings(item["examples"]),
        counter=_strings(item["counter"]),
    )


def _strings(values: object) -> tuple[str, ...]:
    return tuple(str(v) for v in cast("Iterable[object]", values or ()))


def _tail_source(entries: Iterable[Entry]) -> str:
    sources = [e.pattern.pattern for e in entries if e.kind == "tail" and e.pattern is not None]
    return r"(?<=[\s.!?…,;:)”\"])(?:" + "|".join(sources) + r")$"


def cell_key(cell: str) -> str:
    """The form in which phrases are compared: lower case, straight apostrophes, no outer punctuation."""
    text = " ".join(cell.replace("’", "'").lower().split())
    return _OUTER.sub("", text)


def find_junk(text: str) -> Entry | None:
    """The entry that knows this line as junk, or ``None``."""
    if len(text) > LONGEST:
        return None
    known = lexicon()
    return _by_cells(known, text) or _buttons(known, text) or _by_pattern(known, text) or _by_pattern(known, _unbracketed(text))


def _buttons(known: Lexicon, text: str) -> Entry | None:
    """A row of buttons that lost what stood between them: "Facebook Twitter Print"."""
    words = [known.by_phrase.get(cell_key(word)) for word in text.split()] if len(text) < 80 else []
    return words[0] if len(words) > 1 and all(e is not None and e.id == "share-buttons" for e in words) else None


def _by_pattern(known: Lexicon, text: str) -> Entry | None:
    return next((e for pattern, e in known.patterns if pattern.fullmatch(text)), None)


def _unbracketed(text: str) -> str:
    return text[1:-1].strip() if text[:1] + text[-1:] in ("[]", "()") else ""


def _by_cells(known: Lexicon, text: str) -> Entry | None:
    whole = known.by_phrase.get(cell_key(text))
    if whole is not None or len(text) > 300:
        return whole
    cells = [cell for cell in _CELLS.split(text) if cell_key(cell)]
    found = [_one_cell(known, cell) for cell in cells]
    some = [e for e in found if e is not None]
    if len(cells) < 2 or (None in found and not _is_menu(cells, len(some))):
        return None
    return max(some, key=lambda e: e.kind != "drop")


def _is_menu(cells: list[str], known: int) -> bool:
    """A site's own sections stand among well-known ones: many short cells, at least half of them known."""
    return len(cells) >= 4 and all(len(cell.split()) <= 3 for cell in cells) and known * 2 >= len(cells)


def _one_cell(known: Lexicon, cell: str) -> Entry | None:
    """A cell such as ``Share: WhatsApp`` is two."""
    whole = known.by_phrase.get(cell_key(cell))
    if whole is not None:
        return whole
    parts = [known.by_phrase.get(cell_key(part)) for part in cell.split(":", 1)]
    if len(parts) == 2 and all(parts):
        return parts[0]
    return _by_pattern(known, cell)


def tail_start(text: str) -> int:
    """Where the words after the last sentence begin that only say "read on"; ``len(text)`` when there are none."""
    head = max(0, len(text) - 80)
    found = lexicon().tail.search(text, head)
    return len(text) if found is None else found.start()


def agencies_in(text: str) -> tuple[str, ...]:
    """The agencies that ``text`` names, by the names that credits use, in order, each once."""
    known = lexicon()
    return tuple(dict.fromkeys(known.agencies[found.group()] for found in known.agency.finditer(text)))
