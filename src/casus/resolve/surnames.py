"""Words of a report that are persons' names, so that a surname is not taken for the town it came from."""

from __future__ import annotations

from collections.abc import Iterator

from casus.codebook.place_words import PlaceWords
from casus.model import Annotated, Token
from casus.resolve.gazetteer import fold


def person_words(annotated: Annotated, words: PlaceWords) -> frozenset[str]:
    """Folded surnames of everyone whom the report introduces: by a title, by a common first name, or by an age ("Ann Lee, 45,")."""
    return frozenset(
        fold(name) for sentence in annotated.sentences for name in _surnames(annotated.tokens[sentence.first : sentence.last], words)
    )


def _surnames(tokens: tuple[Token, ...], words: PlaceWords) -> Iterator[str]:
    at = 0
    while at < len(tokens):
        end = _run(tokens, at)
        if end > at:
            yield from _of_run(tokens, at, end, words)
        at = max(end, at + 1)


def _run(tokens: tuple[Token, ...], at: int) -> int:
    """The end of a run of capitalised words from ``at``; an initial's full stop ("John P. Smith") does not end it."""
    end = at
    while end < len(tokens):
        capital = tokens[end].text[0].isupper() and (tokens[end].pos in ("PROPN", "X", "NOUN") or tokens[end].text == "St.")
        stop = (
            tokens[end].text == "."
            and end > at
            and end + 1 < len(tokens)
            and len(tokens[end - 1].text) < 4
            and tokens[end + 1].text[0].isupper()
        )
        if not (capital or stop):
            break
        end += 1
    return end


def _of_run(tokens: tuple[Token, ...], at: int, end: int, words: PlaceWords) -> Iterator[str]:
    lows = [t.text.lower().rstrip(".") for t in tokens[at:end]]
    opened = next((i for i, w in enumerate(lows) if w in words.titles or w in words.given_names), None)
    aged = end + 1 < len(tokens) and tokens[end].text == "," and tokens[end + 1].pos == "NUM" and len(tokens[end + 1].text) <= 3
    titled_before = at > 0 and tokens[at - 1].text.lower().rstrip(".") in words.titles and tokens[at - 1].text[0].isupper()
    if (opened is not None and opened + 1 < len(lows)) or (aged and len(lows) > 1) or titled_before:
        last = lows[-1]
        yield from (w for w in lows[:-1] if w in words.family_first)
        if last not in words.bodies and last not in words.facilities and last not in words.titles and last not in words.roads:
            yield last
