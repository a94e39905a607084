"""Noun phrases from tags, of the codebook or of the encoder where it saw the report: each is a run of tokens with its article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casus.model import Annotated, Token

#: words that stand before a noun phrase and belong to it
OWNERS = frozenset("my your his her its our their".split())
#: counting words that are no part of what is counted
COUNTING = frozenset("many several multiple various numerous more most few dozens some any no every both each other another".split())
_ARTICLES = frozenset("the a an this these those all such".split())
_CLITICS = frozenset({"'s", "’s", "'", "’"})
_INSIDE = ("NOUN", "PROPN", "ADJ")
_MARKS = frozenset({"-", "–", "/"})


@dataclass(frozen=True, slots=True)
class Chunk:
    """Tokens ``first`` (inclusive) to ``last`` (exclusive); ``head`` is the index of the last of them."""

    first: int
    last: int

    @property
    def head(self) -> int:
        return self.last - 1


def tags_of(annotated: Annotated) -> list[str]:
    """A tag for each token: the encoder's where it saw the word, else the codebook's; ``PART`` for what owns ("'s"), ``DET`` for articles."""
    seen = {w.span.start: _seen_tag(w.upos, w.deprel) for w in annotated.perception.words}
    tokens = annotated.tokens
    return [_tag(tokens, at, seen) for at in range(len(tokens))]


def _seen_tag(upos: str, deprel: str) -> str:
    if upos == "VERB" and deprel in ("amod", "compound"):
        return "ADJ"
    return upos


def _tag(tokens: Sequence[Token], at: int, seen: Mapping[int, str]) -> str:
    token, low = tokens[at], tokens[at].text.lower()
    if token.text in _CLITICS:
        return "PART"
    if low == "that":
        return "DET" if _points(tokens, at) else "SCONJ"
    if low in _ARTICLES or low in OWNERS:
        return "DET"
    if low in COUNTING:
        return "COUNT"
    if token.start in seen and "-" not in token.text:
        return seen[token.start]
    return _codebook_tag(tokens, at)


def _points(tokens: Sequence[Token], at: int) -> bool:
    """Is *that* an article: "in that facility", not "said that forces"?"""
    return at == 0 or tokens[at - 1].pos in ("ADP", "CCONJ", "PUNCT")


def _codebook_tag(tokens: Sequence[Token], at: int) -> str:
    token = tokens[at]
    before = tokens[at - 1] if at else None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if token.pos != "VERB" or before is None:
        return token.pos
    opens = before.pos in ("DET", "ADJ", "NUM") and before.end < token.start
    if token.form in ("past", "participle", "ing") and opens and after is not None and after.pos in (*_INSIDE, "VERB"):
        return "ADJ"  # "a fighting position", "two captured soldiers"
    if (
        token.form in ("past", "participle")
        and before.text.endswith("ly")
        and before.pos == "ADV"
        and after is not None
        and after.pos == "NOUN"
    ):
        return "ADJ"  # "remotely piloted aircraft"
    if token.form == "base" and before.form == "ing":
        return "NOUN"  # "using attack aircraft"
    closed = after is None or after.pos in ("PUNCT", "ADP", "AUX", "CCONJ", "PART", "ADV")
    if token.form in ("s", "base") and before.pos in ("DET", "ADJ", "NUM", *_INSIDE) and closed:
        return "NOUN"  # "Iraqi forces.", "ISIL targets in"
    return token.pos


def noun_phrases(
    annotated: Annotated, tags: Sequence[str], names: Mapping[int, int], stops: frozenset[int], first: int, last: int
) -> list[Chunk]:
    """The noun phrases among tokens ``first`` to ``last``, in order. ``names`` maps the first token of a name to the token behind it;

    ``stops`` are tokens that belong to none (times).
    """
    out: list[Chunk] = []
    at = first
    while at < last:
        end = _end(annotated.tokens, tags, names, stops, at, last)
        if (
            end > at
            and tags[end - 1] in (*_INSIDE, "NUM", "DET", "X")
            and (tags[end - 1] not in ("DET", "NUM") or end - 1 in names.values())
        ):
            out.append(Chunk(at, end))
        at = max(end, at + 1)
    return out


def _end(tokens: Sequence[Token], tags: Sequence[str], names: Mapping[int, int], stops: frozenset[int], at: int, last: int) -> int:
    end = at
    while end < last and end not in stops:
        if end in names and (end == at or tags[end] not in ("DET",)):
            end = max(names[end], end + 1)
        elif _goes_on(tokens, tags, at, end, last):
            end += 1
        else:
            break
    end = min(end, last)
    while end > at and (tags[end - 1] == "PART" or tokens[end - 1].text in _MARKS):
        end -= 1
    return end


def _goes_on(tokens: Sequence[Token], tags: Sequence[str], at: int, end: int, last: int) -> bool:
    tag, before = tags[end], tags[end - 1] if end > at else ""
    following = tags[end + 1] if end + 1 < last else ""
    if tag == "DET":
        return end == at or before == "DET"
    if tag == "NUM":
        return before in ("", "DET", "NUM") or (tokens[end].text[0].isdigit() and before == "PROPN" and following in _INSIDE)
    if tag == "ADV":
        return (
            end + 1 < last
            and tags[end + 1] in ("ADJ", "VERB")
            and tokens[end].text.endswith("ly")
            and following != ""
            and before in ("", "DET")
        )
    if tag == "PART":
        return before in _INSIDE and following in (*_INSIDE, "NUM", "ADV")
    if tokens[end].text in _MARKS:
        return (
            before in _INSIDE
            and tokens[end - 1].end == tokens[end].start
            and following in _INSIDE
            and tokens[end + 1].start == tokens[end].end
        )
    if tokens[end].text == ".":
        return before == "PROPN" and tokens[end - 1].end == tokens[end].start and len(tokens[end - 1].text) == 1 and following == "PROPN"
    return tag in _INSIDE
