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
_SINGLE = frozenset(
    "man woman boy girl teenager student suspect defendant journalist activist worker farmer teacher nun priest monk".split()
)
_CLAIMS = frozenset("claim claims statement denial promise pledge assertion admission announcement warning boast report assurance".split())
_OPINIONS = frozenset(
    "true clear unclear likely unlikely possible believed thought feared reported known unknown hoped expected said time hard difficult easy "
    "important understood unknown too high".split()
)
#: who attacks nobody, whatever the grammar says
_PEACEFUL = frozenset({"ngo", "international_org", "company", "media"})
#: words that open a clause before the main one
_OPENING = frozenset("after when while as since before although though despite because once until following during".split())
Spot = tuple[int, int, ActorMention]


def bodies_read(annotated: Annotated, readers: Sequence[Reader], of_force: bool = False) -> list[Reader]:
    """A reader a sentence, with abbreviations joined to their names, and with words that stand for the body told before.

    ``of_force``: the words are asked who attacked, so that *they* behind an aid group means the gunmen told before it.
    """
    out: list[Reader] = []
    topic: ActorMention | None = None
    armed: ActorMention | None = None
    person: ActorMention | None = None
    for reader in readers:
        read = replace(reader, starts=_joined_to_abbreviations(reader))
        starts = dict(read.starts)
        for at, end, word in _standing_in(annotated, read):
            known = _inside(read, at) if annotated.tokens[at].text.lower() in _WORDS else None
            known = known or topic
            if annotated.tokens[at].text.lower() in _PERSONS:
                known = person
            named = annotated.tokens[at].text.lower() in _WORDS
            if of_force and named and armed is not None and (known is None or known.kind in _PEACEFUL):
                known = armed
            if known is not None:
                starts[at] = (replace(word, actor_id=known.actor_id, name=known.name, kind=known.kind), end)
        read = replace(read, starts=starts)
        out.append(read)
        topic = _topic(read) or topic
        armed = _armed(read) or armed
        offices = [m for at, _, m in read.mentions(read.first, read.last) if _is_office(m) and not _is_governed(read, at)]
        single = [m for _, _, m in read.mentions(read.first, read.last) if _is_person(m)]
        person = next(iter((*offices, *single)), person)
    return out


def _inside(reader: Reader, at: int) -> ActorMention | None:
    """Whom a pronoun means inside its own sentence: as subject the last free body before it; as object not the verb's own subject."""
    owner = _whose_claim(reader, at)
    if owner is not None:
        return owner
    own = [m for m in reader.mentions(reader.first, at) if _is_topic(m[2]) and not _is_governed(reader, m[0]) and not _owns(reader, m[1])]
    acts = at + 1 < reader.last and reader.tokens[at + 1].pos in ("VERB", "AUX", "ADV")
    if not acts:
        own = own[:-1]
    return own[-1][2] if own else None


def _whose_claim(reader: Reader, at: int) -> ActorMention | None:
    """As in "contradicts the government's claim that it freed ten": who claimed it."""
    if at < reader.first + 3 or reader.tokens[at - 1].text.lower() != "that" or reader.tokens[at - 2].text.lower() not in _CLAIMS:
        return None
    return next((m for _, end, m in reversed(reader.mentions(reader.first, at)) if _owns(reader, end) and at - end <= 4), None)


def _owns(reader: Reader, end: int) -> bool:
    """As in "the ministry's step": the ministry is not what the clause is about."""
    return end < reader.last and reader.tokens[end].text in ("'s", "’s", "'", "’")


def _is_governed(reader: Reader, at: int) -> bool:
    """Governed by a preposition; *as* and the like open a clause as often ("as the group lost ground, it")."""
    before = next((t for t in reversed(reader.tokens[reader.first : at]) if t.pos not in ("DET", "ADJ", "NUM", "ADV")), None)
    return reader.governed(at, reader.first) and not (
        before is not None and before.text.lower() in ("as", "after", "since", "before", "until")
    )


def _is_office(mention: ActorMention) -> bool:
    """A named holder of an office, whom *he* or *she* can mean; not the pronoun itself."""
    words = mention.span.text.split()
    return mention.kind == "role_holder" and len(words) > 1 and words[-1][-1:].isalpha() and words[-1][:1].isupper()


def _is_person(mention: ActorMention) -> bool:
    """One man or woman without a name, of whom the next sentence says *she*."""
    return mention.kind == "population" and mention.span.text.lower().split()[-1] in _SINGLE


def _is_topic(mention: ActorMention) -> bool:
    return mention.kind in _TOPICS and mention.actor_id is not None


def _armed(reader: Reader) -> ActorMention | None:
    """The last armed party of the sentence that acts in it: the subject of a clause, or behind *by*."""
    found = [m for m in reader.mentions(reader.first, reader.last) if m[2].kind in ("armed_group", "unidentified")]
    acting = [m for at, _, m in found if m.span.text.lower() not in _WORDS and (not _is_governed(reader, at) or _behind_by(reader, at))]
    return acting[-1] if acting else None


def _behind_by(reader: Reader, at: int) -> bool:
    before = next((t for t in reversed(reader.tokens[reader.first : at]) if t.pos not in ("DET", "ADJ", "NUM", "ADV", "NOUN")), None)
    return before is not None and before.text.lower() == "by"


def _main_clause(reader: Reader) -> int:
    """Where the main clause begins: behind the comma of "After the rebels left, "."""
    opens = reader.first < reader.last and reader.tokens[reader.first].text.lower() in _OPENING
    comma = next((i for i in range(reader.first, reader.last) if reader.tokens[i].text == ","), None)
    return comma + 1 if opens and comma is not None else reader.first


def _topic(reader: Reader) -> ActorMention | None:
    """The first body of the main clause that no preposition governs, else of the sentence, else the first one."""
    known = [m for m in reader.mentions(reader.first, reader.last) if _is_topic(m[2])]
    free = [m for m in known if not _is_governed(reader, m[0])]
    main = _main_clause(reader)
    free = [m for m in free if m[0] >= main] or free
    return next((m for _, _, m in (*free, *known)), None)


def _standing_in(annotated: Annotated, reader: Reader) -> Iterator[Spot]:
    text = annotated.report.text
    for at in range(reader.first, reader.last):
        token = reader.tokens[at]
        if token.text.lower() in _WORDS | _PERSONS and at not in reader.starts and not _means_nothing(reader, at):
            yield at, at + 1, ActorMention(Span.of(text, token.start, token.end), None, token.text, "unidentified")
    for at, (mention, end) in reader.starts.items():
        definite = at > reader.first and reader.tokens[at - 1].text.lower() in ("the", "this", "that")
        if mention.actor_id is None and definite and mention.span.text.lower().split()[-1] in _BARE and end - at <= 2:
            yield at, end, mention


def _means_nothing(reader: Reader, at: int) -> bool:
    """As in "it is not true that", "it was feared that"."""
    if reader.tokens[at].text.lower() != "it" or at + 1 >= reader.last or reader.tokens[at + 1].pos != "AUX":
        return False
    following = [
        t.text.lower() for t in reader.tokens[at + 2 : min(at + 5, reader.last)] if t.text.lower() not in ("not", "now", "also", "n't")
    ]
    return following[:1] != [] and following[0] in _OPINIONS


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
