"""What *it*, *they* and *the group* stand for: readers of sentences in which such words are mentions of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from casus.extract.clauses import Reader
from casus.model import ActorMention, Annotated, Span

_WORDS = frozenset({"it", "they", "them"})
_PERSONS = frozenset({"he", "she"})
_BARE = frozenset(
    "group organisation organization movement militants rebels insurgents faction outfit militia jihadists network coalition alliance".split()
)
_TOPICS = frozenset({"armed_group", "state", "government_body", "international_org", "ngo", "company", "unidentified"})
Spot = tuple[int, int, ActorMention]


def bodies_read(annotated: Annotated, readers: Sequence[Reader]) -> list[Reader]:
    """A reader a sentence, with abbreviations joined to their names, and with words that stand for the body told before."""
    out: list[Reader] = []
    topic: ActorMention | None = None
    person: ActorMention | None = None
    for reader in readers:
        read = replace(reader, starts=_joined_to_abbreviations(reader))
        starts = dict(read.starts)
        for at, end, word in _standing_in(annotated, read):
            known = _inside(read, at) if annotated.tokens[at].text.lower() in _WORDS else None
            known = known or topic
            if annotated.tokens[at].text.lower() in _PERSONS:
                known = person
            if known is not None:
                starts[at] = (replace(word, actor_id=known.actor_id, name=known.name, kind=known.kind), end)
        read = replace(read, starts=starts)
        out.append(read)
        topic = _topic(read) or topic
        person = next((m for at, _, m in read.mentions(read.first, read.last) if _is_office(m) and not _is_governed(read, at)), person)
    return out


def _inside(reader: Reader, at: int) -> ActorMention | None:
    """Whom a pronoun means inside its own sentence: as subject the last free body before it; as object not the verb's own subject."""
    own = [m for m in reader.mentions(reader.first, at) if _is_topic(m[2]) and not _is_governed(reader, m[0])]
    acts = at + 1 < reader.last and reader.tokens[at + 1].pos in ("VERB", "AUX", "ADV")
    if not acts:
        own = own[:-1]
    return own[-1][2] if own else None


def _is_governed(reader: Reader, at: int) -> bool:
    """Governed by a preposition; *as* and the like open a clause as often ("as the group lost ground, it")."""
    before = next((t for t in reversed(reader.tokens[reader.first : at]) if t.pos not in ("DET", "ADJ", "NUM", "ADV")), None)
    return reader.governed(at, reader.first) and not (
        before is not None and before.text.lower() in ("as", "after", "since", "before", "until")
    )


def _is_office(mention: ActorMention) -> bool:
    """A named holder of an office, whom *he* or *she* can mean; not the pronoun itself."""
    return mention.kind == "role_holder" and mention.span.text[-1:].isalpha() and mention.span.text.split()[-1][:1].isupper()


def _is_topic(mention: ActorMention) -> bool:
    return mention.kind in _TOPICS and mention.actor_id is not None


def _topic(reader: Reader) -> ActorMention | None:
    """The first body of the sentence that no preposition governs, else the first one."""
    known = [m for m in reader.mentions(reader.first, reader.last) if _is_topic(m[2])]
    free = [m for m in known if not _is_governed(reader, m[0])]
    return next((m for _, _, m in (*free, *known)), None)


def _standing_in(annotated: Annotated, reader: Reader) -> Iterator[Spot]:
    text = annotated.report.text
    for at in range(reader.first, reader.last):
        token = reader.tokens[at]
        if token.text.lower() in _WORDS | _PERSONS and at not in reader.starts:
            yield at, at + 1, ActorMention(Span.of(text, token.start, token.end), None, token.text, "unidentified")
    for at, (mention, end) in reader.starts.items():
        definite = at > reader.first and reader.tokens[at - 1].text.lower() in ("the", "this", "that")
        if mention.actor_id is None and definite and mention.span.text.lower().split()[-1] in _BARE and end - at <= 2:
            yield at, end, mention


def _joined_to_abbreviations(reader: Reader) -> dict[int, tuple[ActorMention, int]]:
    """As in "the Movement for X (MX)": one mention, which ends behind the bracket."""
    starts: dict[int, tuple[ActorMention, int]] = {}
    last: int | None = None
    for at, end, mention in reader.mentions(reader.first, reader.last):
        bracketed = reader.tokens[at - 1].text == "(" and end < reader.last and reader.tokens[end].text == ")"
        if last is not None and bracketed and 0 <= at - 1 - starts[last][1] <= 1:
            whole = starts[last][0]
            starts[last] = (whole if whole.actor_id else replace(mention, span=whole.span), end + 1)
            continue
        starts[at] = (mention, end)
        last = at
    return starts
