"""Everything that a report speaks of: persons, bodies, peoples, places, works, weapons, craft, times and numbers, by name, description or pronoun.

Claims need the actors of ``find_actors`` only; this is the wider view, out of the codebook's words and of what the encoder saw. Phrases
carry their article and may hold others ("the <Iraqi government>'s <forces>"); kinds are those of docs/corpus.md, ``craft`` and ``vehicle``. Persons are
marked here by name: nothing of it is exported, where persons without a public role stay nameless.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from casus.model import Annotated, Mention, Span
from casus.resolve.chunks import Chunk
from casus.resolve.names import Name
from casus.resolve.phrase_kinds import KINDS, Phrases, phrases_of

#: the encoder's kinds that are mentions here; its happenings, contents and other things are told by claims
_SEEN = frozenset("per org group people place fac weapon time num".split())
#: words that stand for somebody of the report
_PRONOUNS = dict.fromkeys(("we", "they", "them"), "org") | dict.fromkeys(("he", "she", "him", "i"), "per")
#: kinds of which a stretch has one, the first that is told
_FAMILY = dict.fromkeys(("per", "org", "group", "people"), "who") | dict.fromkeys(("place", "fac"), "where")
_COUNTED = ("time", "num")
#: what the encoder alone may mark
_SURE = 0.8
_BODIES = ("org", "group")
_THINGS = ("fac", "place", "craft", "weapon")
_SENTENCE_END = re.compile(r"[a-z\d)\]”\"]{2}[.!?][”\"]?\s+[A-Z“\"]|\n")
#: a number without "at least", "about"
_NUMBER = re.compile(
    r"(?i)\b(?:\d|(?:a|an|half|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|\w+ty|one|dozens?|scores|hundreds?|thousands?|tens|several|many|few)\b)"
)
#: before a number that is part of a name or counts money: "CTF 50", "F-16", "[3]", "$5 million"
_NO_NUMBER = re.compile(r"(?:[$€£]\s?[\d.,]+\s|[\[(#$€£/-]|\b[A-Z][\w.]*\s)$")
_MEASURE = re.compile(
    r"\s(?:square\s)?(?:kilomet(?:er|re)s?|miles?|met(?:er|re)s?|km2?|mi|m3(?:/s)?|cu ft(?:/s)?|MW|tons?|tonnes?|percent|per cent)\b"
)
_DEFINED = re.compile(r"\s?\(([A-Z]{2,7})\)")
_CAPITAL = re.compile(r"\b[A-Z]")
_SMALL = frozenset("of for the and in on de to".split())
_COARSE = ("country", "admin1")


def find_mentions(annotated: Annotated, names: Sequence[Name]) -> tuple[Mention, ...]:
    """The mentions in text order, the longer first; ``names``: those of the registry in the report. A stretch stands once, but for

    a state, which is a place and one who acts."""
    seen = [m for m in annotated.perception.mentions if m.kind in _SEEN and not _SENTENCE_END.search(m.span.text)]
    phrases = phrases_of(annotated, names, [m for m in seen if m.kind not in _COUNTED])
    found = [*_named(phrases, names), *_described(phrases), *_placed(phrases, names), *_counted(phrases), *_seen_alone(phrases, seen)]
    found += [*_paired(phrases, found), *_pronouns(phrases)]
    unique = {(m.span, _FAMILY.get(m.kind, m.kind)): m for m in reversed(found)}
    return tuple(sorted(unique.values(), key=lambda m: (m.span.start, -m.span.end, m.kind)))


def _mention(text: str, start: int, end: int, kind: str) -> Mention:
    return Mention(Span.of(text, start, end), kind, 1.0, -1)


def _of_chunk(phrases: Phrases, chunk: Chunk, kind: str) -> Mention:
    return _mention(phrases.text, phrases.tokens[chunk.first].start, phrases.end(chunk), kind)


def _described(phrases: Phrases) -> Iterator[Mention]:
    """The noun phrases whose kind is known, with the *of* that belongs to them, and those who own them."""
    starts = {c.first: c for c in phrases.chunks}
    shared = _sharing(phrases)
    for whole in phrases.chunks:
        for part in _parts(phrases, _uncounted(phrases, whole)):
            chunk = _from_name(phrases, part)
            kind = "craft" if whole.first in shared else phrases.kind(chunk)
            if kind is None:
                chunk = _to_name(phrases, chunk)
                kind = phrases.kind(chunk)
                kind = None if kind == "place" else kind
            if kind is None or (kind == "place" and phrases.end(chunk) in phrases.states and not phrases.is_part(chunk)):
                continue  # a land is told by its name alone, see ``_placed``
            reached = _reached(phrases, chunk, starts)
            yield _of_chunk(phrases, reached, _made_of(phrases, chunk, reached, starts) or kind)


def _sharing(phrases: Phrases) -> set[int]:
    """Where single words stand that share the head of a row: "<bomber>, <fighter> and remotely piloted aircraft"."""
    out: set[int] = set()
    behind: Chunk | None = None
    for chunk in reversed(phrases.chunks):
        between = [t.text for t in phrases.tokens[chunk.last : behind.first]] if behind is not None else []
        joined = bool(between) and set(between) <= {",", "and", "or"}
        bare = chunk.first == chunk.head and phrases.tokens[chunk.first].text.islower()
        if behind is not None and joined and bare and (behind.first in out or _is_bare_craft(phrases, behind)):
            out.add(chunk.first)
        behind = chunk
    return out


def _is_bare_craft(phrases: Phrases, chunk: Chunk) -> bool:
    return phrases.kind(chunk) == "craft" and phrases.tags[chunk.first] != "DET"


def _uncounted(phrases: Phrases, chunk: Chunk) -> Chunk:
    """Without the number that counts it: "two <tanks>"."""
    first = chunk.first
    while first < chunk.head and phrases.tags[first] == "NUM" and phrases.tokens[first].end < phrases.tokens[first + 1].start:
        first += 1
    return Chunk(first, chunk.last)


def _parts(phrases: Phrases, chunk: Chunk) -> Iterator[Chunk]:
    """The phrase and whoever owns it; what a place owns by name stands alone: "northwestern Syria's <Idlib province>"."""
    cuts = [i for i in range(chunk.first + 1, chunk.head) if phrases.tags[i] == "PART"]
    yield from (Chunk(chunk.first, i) for i in cuts)
    last = cuts[-1] + 1 if cuts and phrases.tokens[cuts[-1] + 1].text[0].isupper() else chunk.first
    yield Chunk(last, chunk.last)


def _from_name(phrases: Phrases, chunk: Chunk) -> Chunk:
    """Without words before a name at its end that say nothing of what it is: shallow tags take unknown verbs for nouns ("isolate <Raqqa>")."""
    first = phrases.opened.get(chunk.last)
    if (
        first is None
        or first <= chunk.first
        or phrases.tags[first - 1] != "NOUN"
        or not phrases.tokens[first - 1].text.islower()
        or phrases.is_part(chunk)
    ):
        return chunk
    word = phrases.tokens[first - 1].text
    return chunk if "-" in word or word in phrases.words.reaching or phrases.words.kind_of([word]) else Chunk(first, chunk.last)


def _to_name(phrases: Phrases, chunk: Chunk) -> Chunk:
    """Up to the last name in it: "<U.S.> airstrikes", "<the Security Council> urges"."""
    end = next((i for i in range(chunk.head, chunk.first, -1) if i in phrases.opened), None)
    return Chunk(chunk.first, end) if end is not None else chunk


def _reached(phrases: Phrases, chunk: Chunk, starts: Mapping[int, Chunk]) -> Chunk:
    """With the phrase behind *of*, where the head is a noun that takes it in: "the people <of Iraq>"."""
    other = _behind_of(phrases, chunk, starts)
    if other is None or phrases.low(chunk)[-1] not in phrases.words.reaching:
        return chunk
    inner = _to_name(phrases, other) if phrases.kind(other) is None else other
    return Chunk(chunk.first, _reached(phrases, inner, starts).last)


def _behind_of(phrases: Phrases, chunk: Chunk, starts: Mapping[int, Chunk]) -> Chunk | None:
    behind = chunk.last < len(phrases.tokens) and phrases.tokens[chunk.last].text == "of"
    return starts.get(chunk.last + 1) if behind else None


def _made_of(phrases: Phrases, chunk: Chunk, reached: Chunk, starts: Mapping[int, Chunk]) -> str | None:
    """What a group of things is: "a group of buildings"."""
    other = _behind_of(phrases, chunk, starts) if reached != chunk and phrases.low(chunk)[-1] == "group" else None
    kind = phrases.kind(other) if other is not None else None
    return kind if kind in _THINGS else None


def _named(phrases: Phrases, names: Sequence[Name]) -> Iterator[Mention]:
    """Names of bodies inside longer phrases, and of persons behind their titles."""
    articled = {
        (phrases.tokens[c.first + 1].start, phrases.end(c)) for c in phrases.chunks if phrases.tags[c.first] == "DET" and c.first < c.head
    }
    for start, end, kind in _bodies(phrases, names):
        if (start, end) not in articled:
            yield _mention(phrases.text, start, end, kind)
    yield from _defined(phrases)
    for last, first in phrases.persons.items():
        yield _of_chunk(phrases, Chunk(first, last), "per")


def _defined(phrases: Phrases) -> Iterator[Mention]:
    """Bodies whose abbreviation the report defines, whatever they are called: "the World Monuments Fund (WMF)"."""
    text = phrases.text
    for found in _DEFINED.finditer(text):
        start = next(
            (m.start() for m in _CAPITAL.finditer(text, max(0, found.start() - 90), found.start()) if _spells(text, m.start(), found)), None
        )
        if start is not None:
            article = 4 if text[max(0, start - 4) : start].lower() == "the " else 0
            yield _mention(text, start - article, found.start(), "org")
            shorts = re.finditer(rf"(?<![\w-])(?:[Tt]he )?{found.group(1)}(?!\w)", text)
            yield from (_mention(text, s.start(), s.end(), "org") for s in shorts)


def _spells(text: str, start: int, found: re.Match[str]) -> bool:
    """Do the first letters of the words from ``start`` on, small words aside, make the abbreviation?"""
    words = [w for w in re.findall(r"[\w’'-]+", text[start : found.start()]) if w[0].isupper() or w not in _SMALL]
    return "".join(w[0] for w in words) == found.group(1)


def _bodies(phrases: Phrases, names: Sequence[Name]) -> Iterator[tuple[int, int, str]]:
    """Names of the registry, and what the report itself calls a body by one capitalised word, wherever they stand."""
    for name in names:
        kind = KINDS[name.entry.kind]
        if name.use == "name" and name.entry.kind != "state" and kind in _BODIES:
            yield name.start, name.end, kind
    called = {m.span.text: KINDS[m.kind] for m in phrases.annotated.actors if KINDS[m.kind] in _BODIES and m.kind != "state"}
    words = {t: k for t, k in called.items() if t.isalpha() and t[0].isupper() and t.lower() not in phrases.roles.words}
    for token in phrases.tokens:
        if token.text in words:
            yield token.start, token.end, words[token.text]


def _placed(phrases: Phrases, names: Sequence[Name]) -> Iterator[Mention]:
    """Places by name, also inside longer phrases."""
    known = sorted(set(_place_spans(phrases, names)))
    pointed = {phrases.end(c) for c in phrases.chunks if phrases.is_part(c)}
    yield from (Mention(s, "place", 1.0, -1) for s in known if s.end not in pointed)


def _paired(phrases: Phrases, found: Sequence[Mention]) -> Iterator[Mention]:
    """A place with the land it lies in: "Palmyra, Syria"."""
    coarse = {p.span.start: p.span.end for p in phrases.annotated.places if p.place is not None and p.place.precision in _COARSE}
    for one in found:
        end = coarse.get(one.span.end + 2)
        if (
            one.kind in ("place", "fac")
            and end is not None
            and phrases.text[one.span.end : one.span.end + 2] == ", "
            and one.span.end not in coarse.values()
        ):
            yield _mention(phrases.text, one.span.start, end, "place")


def _place_spans(phrases: Phrases, names: Sequence[Name]) -> Iterator[Span]:
    """Without articles. Of states those spelt out: "U.S." by itself is hardly ever told as a place."""
    states = {phrases.text[n.start : n.end].removeprefix("the ").removeprefix("The ") for n in names if n.end in phrases.states}
    spelt = sorted(s for s in states if "." not in s and not s.isupper())
    for state in spelt:
        yield from (Span.of(phrases.text, f.start(), f.end()) for f in re.finditer(rf"\b{re.escape(state)}\b", phrases.text))
    for place in phrases.annotated.places:
        actor = phrases.actors.get(place.span.end)
        people = actor is not None and actor.kind == "population"
        if place.use in ("place", "border") and place.span.end not in phrases.states and not people:
            cut = 4 if place.span.text[:4].lower() == "the " else 0
            yield Span.of(phrases.text, place.span.start + cut, place.span.end)


def _counted(phrases: Phrases) -> Iterator[Mention]:
    """Times and numbers."""
    yield from (Mention(t.span, "time", 1.0, -1) for t in phrases.annotated.times)
    for quantity in phrases.annotated.quantities:
        found = _NUMBER.search(quantity.span.text)
        start = quantity.span.start + (found.start() if found else 0)
        measured = _MEASURE.match(phrases.text, quantity.span.end)
        if not _NO_NUMBER.search(phrases.text[max(0, start - 12) : start]) and phrases.text[
            quantity.span.end : quantity.span.end + 1
        ] not in ("]", "-"):
            yield _mention(phrases.text, start, measured.end() if measured else quantity.span.end, "num")


def _pronouns(phrases: Phrases) -> Iterator[Mention]:
    for token in phrases.tokens:
        kind = _PRONOUNS.get(token.text.lower())
        if kind is not None and token.text != "i" and (len(token.text) == 1 or not token.text.isupper()):
            yield _mention(phrases.text, token.start, token.end, kind)


def _seen_alone(phrases: Phrases, seen: Sequence[Mention]) -> Iterator[Mention]:
    """What only the encoder saw: no codebook word stands at its end."""
    told = {phrases.end(c) for c in phrases.chunks}
    yield from (m for m in seen if m.score >= _SURE and m.kind not in _COUNTED and m.span.end not in told)
