"""One name, many spellings: folding that hides case, accents, dashes and apostrophes, and the families of words written in several ways."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations, islice, product

from casus.codebook.files import shipped_yaml

_QUOTES = "’‘ʼ`´ʿʾʻ′"
_DASHES = "-–—‑‐−‒"
#: an apostrophe inside a word is dropped (Da'esh, Jama'at); a possessive one is kept (Pakistan's)
_DROPPED = re.compile(r"(?<=[a-z])'(?=[a-z])(?!s(?![a-z]))|(?<= ) +")
#: at most so many spellings of one name
_MOST = 40


@cache
def _table() -> dict[int, str]:
    table = {ord(c): "'" for c in _QUOTES} | {ord(c): " " for c in (*_DASHES, "\n", "\t", "\u00a0", "\u202f")}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFKD", chr(code))[0]
        if base.isascii() and base.isalpha():
            table[code] = base
    table |= {ord("ı"): "i", ord("ø"): "o", ord("Ø"): "O", ord("ł"): "l", ord("Ł"): "L", ord("đ"): "d", ord("Đ"): "D"}
    return table


def plain(text: str) -> str:
    """Accents, dashes and typographic quotes made plain, character for character; case is kept."""
    return text.translate(_table())


def _lower(text: str) -> str:
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and the way back: ``at(i)`` is the offset in the original of the folded text's character ``i``."""

    text: str
    dropped: tuple[int, ...]

    def at(self, index: int) -> int:
        return index + bisect_right(self.dropped, index)


def fold(text: str) -> Folded:
    """Lower case, plain letters, dashes as spaces, runs of spaces as one, no apostrophe inside a word but the possessive one."""
    lower = _lower(plain(text))
    parts: list[str] = []
    dropped: list[int] = []
    last = 0
    for found in _DROPPED.finditer(lower):
        parts.append(lower[last : found.start()])
        last = found.end()
        # a dropped character stands before the folded character that has its own folded offset
        dropped += [position - len(dropped) - n for n, position in enumerate(range(found.start(), found.end()))]
    parts.append(lower[last:])
    return Folded("".join(parts), tuple(dropped))


def fold_name(name: str) -> str:
    """The folded form of a name, as it stands in folded texts."""
    return fold(name).text.strip()


@dataclass(frozen=True, slots=True)
class _Families:
    words: Mapping[str, tuple[str, ...]]
    joints: tuple[str, ...]
    articles: tuple[str, ...]


@cache
def _families() -> _Families:
    raw = shipped_yaml("lexicon/spellings.yaml")
    words = {fold_name(w): tuple(dict.fromkeys(map(fold_name, family))) for family in raw["families"] for w in family}
    return _Families(words, tuple(raw["joints"][0]), tuple(raw["articles"][0]))


def spellings(name: str) -> tuple[str, ...]:
    """The folded spellings of a name, its own first: words of a family in each of their ways, joints and articles exchanged."""
    words = fold_name(name).split(" ")
    if len(words) == 1 and len(words[0]) <= 4:
        return (words[0],)
    return tuple(dict.fromkeys(islice(_changed(words), _MOST)))


def _changed(words: list[str]) -> Iterator[str]:
    """The name itself, then with one word written otherwise, then with two."""
    ways = {i: found for i in range(len(words)) if (found := _ways(words, i))}
    for changes in range(3):
        for places in combinations(ways, changes):
            for chosen in product(*(ways[i] for i in places)):
                swap = dict(zip(places, chosen, strict=True))
                yield " ".join(swap.get(i, word) for i, word in enumerate(words))


def _ways(words: list[str], at: int) -> tuple[str, ...]:
    """The other ways to write the word at ``at``."""
    word, known = words[at], _families()
    if 0 < at < len(words) - 1 and word in known.joints:
        return tuple(j for j in known.joints if j != word)
    if at == 0 and len(words) > 1 and word in known.articles:
        return tuple(a for a in known.articles if a != word)
    return tuple(w for w in known.words.get(word, ()) if w != word)
