"""Who speaks before or behind a colon, and who signs a quotation: "Police: five held", "Five held: monitor", '"..." ― A. Name'."""

from __future__ import annotations

from collections.abc import Sequence

from casus.extract.clauses import Reader
from casus.extract.phrases import Range
from casus.extract.said import Saying
from casus.model import Annotated, Cue, Span, Token

_RULE = "speech.colon"
_LONGEST = 5
_SPEAKERS = frozenset({"role_holder", "person", "media", "ngo", "international_org"})
#: nouns that speak in headlines
_NOUNS = frozenset(
    """report reports poll study survey police official officials monitor monitors witness witnesses resident residents source sources
    ministry minister army military spokesman spokeswoman governor mayor un analyst analysts activists rights-group experts media president""".split()
)
_DASHES = frozenset("―—–")


def headed_sayings(annotated: Annotated, readers: Sequence[Reader]) -> list[Saying]:
    """In text order, one a sentence at most."""
    found = (_headed(annotated, n, r) or _signed(annotated, n, r) for n, r in enumerate(readers))
    return [saying for saying in found if saying is not None]


def _headed(annotated: Annotated, number: int, reader: Reader) -> Saying | None:
    colon = next((i for i in range(reader.first, reader.last) if reader.tokens[i].text == ":"), None)
    if colon is None:
        return None
    if colon - reader.first <= _LONGEST and reader.last - colon > 3 and _speaks(annotated, reader, reader.first, colon):
        return _saying(annotated, number, colon, (reader.first, colon), (colon + 1, reader.last))
    end = reader.last - (reader.tokens[reader.last - 1].text == ".")
    if (
        _is_headline(annotated, number)
        and end - colon <= _LONGEST
        and colon - reader.first > 3
        and _speaks(annotated, reader, colon + 1, end)
    ):
        return _saying(annotated, number, colon, (colon + 1, end), (reader.first, colon))
    return None


def _signed(annotated: Annotated, number: int, reader: Reader) -> Saying | None:
    """A quotation with a dash and a name behind it."""
    dash = next((i for i in range(reader.first, reader.last) if reader.tokens[i].text in _DASHES), None)
    if dash is None or dash + 1 >= reader.last:
        return None
    begins = dash == reader.first and number > 0
    closing = reader.tokens[dash - 1] if dash > 0 else None
    named = reader.tokens[dash + 1 : min(dash + 5, reader.last)]
    end = next((i for i in range(dash + 1, reader.last) if not _is_name(reader.tokens[i])), reader.last)
    if closing is None or closing.text not in ("”", '"') or not named or not _is_name(named[0]) or end - dash > _LONGEST + 1:
        return None
    first = annotated.sentences[number - 1].first if begins else reader.first
    return _saying(annotated, number, dash, (dash + 1, end), (first, dash))


def _acts(token: Token) -> bool:
    return token.pos in ("AUX", "ADP") or (token.pos == "VERB" and token.text.lower() not in _NOUNS)


def _is_name(token: Token) -> bool:
    return token.pos == "PROPN" or token.text == "."


def _is_headline(annotated: Annotated, number: int) -> bool:
    return annotated.sentences[number].is_title or number == 0


def _speaks(annotated: Annotated, reader: Reader, first: int, last: int) -> bool:
    """Someone who speaks stands there and nothing else: no country and no armed group, which headlines only name as their subject."""
    if first >= last or any(_acts(reader.tokens[i]) for i in range(first, last)):
        return False
    words = [t.text for t in reader.tokens[first:last]]
    start, end = reader.tokens[first].start, reader.tokens[last - 1].end
    if any(p.span.start < end and start < p.span.end for p in annotated.places):
        return False
    if words[-1].lower() in _NOUNS and len(words) <= 3:
        return True
    return any(m.kind in _SPEAKERS and end <= m.span.end and m.span.start <= start + 4 for _, _, m in reader.mentions(first, last))


def _saying(annotated: Annotated, number: int, mark: int, source: Range, said: Range) -> Saying:
    tokens = annotated.tokens
    cue = Cue(Span.of(annotated.report.text, tokens[mark].start, tokens[mark].end), "speech", _RULE)
    return Saying(number, cue, source, ((tokens[said[0]].start, tokens[said[1] - 1].end),))
