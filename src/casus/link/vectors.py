"""Texts as unit vectors of fixed length: the border at which an encoder's sentence vectors can take the place of weighted words.

Whatever fills the border must depend on the text alone, not on the other texts at hand: then the evidence of a pair never
changes when a report is added, and linking in steps gives what linking at once gives.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Sequence
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt

from casus.codebook.files import shipped_yaml
from casus.codebook.words import load_words

#: length of each vector; shared by chance, words of two texts of twenty words give a cosine of about .09
SIZE = 128
Vectors = npt.NDArray[np.float32]
#: texts to an array of ``len(texts)`` rows of ``SIZE`` numbers, each row of length 1, or all zeros for a text that says nothing
Embed = Callable[[Sequence[str]], Vectors]

_WORD = re.compile(r"[^\W\d_][\w'’-]*|\d[\d,.]*\d|\d")
_COMMON, _PLAIN, _NAME, _NUMBER = 0.35, 1.0, 1.6, 0.8


def word_vectors(texts: Sequence[str]) -> Vectors:
    """Words weighed by kind (names above plain words above those that every report holds), hashed to ``SIZE`` signed places."""
    out = np.zeros((len(texts), SIZE), dtype=np.float32)
    for row, text in zip(out, texts, strict=True):
        for stem, weight in weighted_words(text).items():
            place, sign = _place(stem)
            row[place] += sign * weight
        norm = float(np.sqrt(row @ row))
        if norm:
            row /= norm
    return out


def weighted_words(text: str) -> dict[str, float]:
    """Stem of each word that says something to its weight; a word said often weighs no more than one said once."""
    out: dict[str, float] = {}
    for match in _WORD.finditer(text):
        word = match.group()
        stem = stem_of(word.lower())
        if stem:
            out[stem] = max(out.get(stem, 0.0), _weight(word, stem))
    return out


def _weight(word: str, stem: str) -> float:
    if stem in common_stems():
        return _COMMON
    if word[0].isdigit():
        return _NUMBER
    return _NAME if word[0].isupper() else _PLAIN


@lru_cache(maxsize=200_000)
def stem_of(word: str) -> str | None:
    """A lower-case word without what it is inflected by; None for words of the closed classes."""
    words = load_words()
    word = word.removesuffix("'s").removesuffix("’s").replace("’", "'")
    if word in words.classes or not word:
        return None
    lemma = words.verbs.get(word, (word, ""))[0]
    if lemma != word:
        return lemma
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


@cache
def common_stems() -> frozenset[str]:
    return frozenset(s for w in shipped_yaml("lexicon/common_words.yaml")["common"].split() if (s := stem_of(w)))


@lru_cache(maxsize=200_000)
def _place(stem: str) -> tuple[int, float]:
    digest = zlib.crc32(stem.encode("utf-8", "surrogatepass"))
    return digest % SIZE, 1.0 if digest & 0x10000 else -1.0
