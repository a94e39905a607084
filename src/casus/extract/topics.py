"""What *it*, *they* and *the group* stand for: readers of sentences in which such words are mentions of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from casus.extract.clauses import Reader
from casus.model import ActorMention, Annotated, Span

_WORDS = frozenset({"it", "they", "them"})
_SEVERAL = frozenset({"they", "them"})
_PERSONS = frozenset({"he", "she"})
_PLURAL = frozenset("people police women men children troops personnel militia".split())
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
    "important understood unknown too high just like".split()
)
_FILLING = frozenset("not now also n't n’t be been very so still".split())
#: who is not meant where the words ask who attacked, if somebody with arms was told of
_UNARMED = ("population", "role_holder")
_QUALIFYING = frozenset("affiliated linked backed inspired led allied held run controlled aligned".split())
#: who attacks nobody, whatever the grammar says
_PEACEFUL = frozenset({"ngo", "international_org", "company", "media"})
#: words that open a clause before the main one
_OPENING = frozenset("after when while as since before although though despite because once until following during".split())
#: sentences back in which *they* still finds those who acted
_NEAR = 2
_ACTING = ("VERB", "AUX", "ADV")
Mentions = tuple[ActorMention, ...]
Spot = tuple[int, int, ActorMention]


def bodies_read(annotated: Annotated, readers: Sequence[Reader], of_force: bool = False) -> list[Reader]:
    """A reader a sentence, with abbreviations joined to their names, and with words that stand for the body told before.

    ``of_force``: the words are asked who attacked, so that *they* behind an aid group means the gunmen told before it.
    """
    out: list[Reader] = []
    told = _Told()
    for number, reader in enumerate(readers):
        read = replace(reader, starts=_joined_to_abbreviations(reader))
        starts = dict(read.starts)
        rows: dict[Span, Mentions] = {}
        for at, end, word in _standing_in(annotated, read):
            known = _meant(read, at, word, told, number, of_force)
            row = _row(read, at, word, known, told)
            if len(row) > 1:
                known, rows[word.span] = row[0], row
            if known is not None:
                starts[at] = (replace(word, actor_id=known.actor_id, name=known.name, kind=known.kind), end)
        whose = {"its": told.topic, "their": _those(told, number)}
        read = replace(read, starts=starts, rows=rows, whose={word: m for word, m in whose.items() if m is not None})
        out.append(read)
        told.add(read, number)
    return out


@dataclass(slots=True)
class _Told:
    """Who was spoken of last, up to the sentence at hand: any body, an armed group, those who acted with arms, a person, several."""

    topic: ActorMention | None = None
    group: ActorMention | None = None
    armed: ActorMention | None = None
    person: ActorMention | None = None
    several: ActorMention | None = None
    row: Mentions = ()
    several_at: int = 0
    topic_at: int = 0

    def add(self, read: Reader, number: int) -> None:
        topic = _topic(read, _is_topic)
        self.topic, self.topic_at = (topic, number) if topic is not None else (self.topic, self.topic_at)
        self.group = next((m for m in _free(read, _is_topic) if m.kind == "armed_group"), self.group)
        self.armed = _armed(read) or self.armed
        several = _topic(read, _may_be_they)
        first = _topic(read, lambda m: _is_topic(m) or _may_be_they(m))
        row = _row_from(read, first, read.last) if first is not None else ()
        several = row[0] if len(row) > 1 else several
        if several is not None:
            self.several, self.several_at, self.row = several, number, row if len(row) > 1 else ()
        offices = [m for at, _, m in read.mentions(read.first, read.last) if _is_office(m) and not _is_governed(read, at)]
        single = [m for _, _, m in read.mentions(read.first, read.last) if _is_person(m)]
        self.person = next(iter((*offices, *single)), self.person)


def _meant(read: Reader, at: int, word: ActorMention, told: _Told, number: int, of_force: bool) -> ActorMention | None:
    """Whom the word at token ``at`` stands for; the word itself where it is *they* and nobody told before can be meant."""
    said = word.span.text.lower()
    if said in _PERSONS:
        return told.person
    if said not in _WORDS:  # "the group", "the militants": no state and none of its bodies
        return told.group if told.topic is None or told.topic.kind in ("state", "government_body") else told.topic
    several = said in _SEVERAL
    known = _inside(read, at, _is_body if several else _is_topic) or (_inside(read, at, _may_be_they) if several else None)
    known = known or (_those(told, number) if several else told.topic)
    if of_force and told.armed is not None and (known is None or known.kind in _PEACEFUL or known.kind in _UNARMED):
        return told.armed
    return word if known is None and several else known


def _row(read: Reader, at: int, word: ActorMention, known: ActorMention | None, told: _Told) -> Mentions:
    """All whom *they* means: of "A and B say they" both; ``()`` where it means one, or several by one name."""
    if word.span.text.lower() not in _SEVERAL:
        return ()
    free = [m for m in read.mentions(read.first, at) if (_is_topic(m[2]) or _may_be_they(m[2])) and not _is_governed(read, m[0])]
    own = _row_from(read, read.row_start(free)[2], at) if free and at + 1 < read.last and read.tokens[at + 1].pos in _ACTING else ()
    if len(own) > 1:
        return own
    return told.row if known is not None and known == told.several else ()


def _row_from(read: Reader, first: ActorMention, limit: int) -> Mentions:
    spot = next(((at, end, m) for at, (m, end) in read.starts.items() if m == first), None)
    row = read.joined(spot, limit) if spot is not None else ()
    return row if all(_is_topic(m) or _may_be_they(m) for m in row) else ()


def _those(told: _Told, number: int) -> ActorMention | None:
    """Whom *they* means that its own sentence does not name: several, or a body, told just before; not a single state."""
    if told.several is not None and number - told.several_at <= _NEAR and told.topic_at <= max(told.several_at, number - _NEAR):
        return told.several
    return told.topic if told.topic is not None and told.topic.kind != "state" else None


def _is_body(mention: ActorMention) -> bool:
    return _is_topic(mention) and _may_be_they(mention)


def _may_be_they(mention: ActorMention) -> bool:
    """A body other than a state, or words in the plural."""
    if mention.kind in ("state", "media", "person"):
        return False
    last = mention.name.lower().split()[-1]
    plural = last in _PLURAL or (last.endswith("s") and not last.endswith(("ss", "is", "us")))
    return plural or (_is_topic(mention) and mention.kind != "government_body")


def _inside(reader: Reader, at: int, fits: Callable[[ActorMention], bool]) -> ActorMention | None:
    """Whom a pronoun means inside its own sentence: as subject the last free body before it; as object not the verb's own subject."""
    owner = _whose_claim(reader, at)
    if owner is not None:
        return owner
    own = [m for m in reader.mentions(reader.first, at) if fits(m[2]) and not _is_governed(reader, m[0]) and not _owns(reader, m[1])]
    acts = at + 1 < reader.last and reader.tokens[at + 1].pos in _ACTING
    if not acts and not (own and _has_other_subject(reader, at, own[-1][0])):
        own = own[:-1]
    return own[-1][2] if own else None


def _has_other_subject(reader: Reader, at: int, last: int) -> bool:
    """As in "armed the militia only to fight it later", "expelled the envoys, accusing them": the verb's subject stands further back."""
    leans = reader.tokens[at - 1].form == "ing" or (at - 2 >= reader.first and reader.tokens[at - 2].text.lower() == "to")
    return leans and any(t.pos == "VERB" for t in reader.tokens[reader.first : last])


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


def _only_qualifies(reader: Reader, end: int) -> bool:
    """As in "the A affiliated fighters": A is not spoken of."""
    return end < reader.last and reader.tokens[end].text.lower() in _QUALIFYING


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


def _topic(reader: Reader, fits: Callable[[ActorMention], bool]) -> ActorMention | None:
    """The first that fits in the main clause and that no preposition governs, else in the sentence, else the first one."""
    known = [m for m in reader.mentions(reader.first, reader.last) if fits(m[2])]
    return next((m for m in (*_free(reader, fits), *(m for _, _, m in known))), None)


def _free(reader: Reader, fits: Callable[[ActorMention], bool]) -> list[ActorMention]:
    """Those that fit and that no preposition governs: of the main clause, or of the sentence where that has none."""
    told = [m for m in reader.mentions(reader.first, reader.last) if fits(m[2]) and not _only_qualifies(reader, m[1])]
    free = [m for m in told if not _is_governed(reader, m[0])]
    main = _main_clause(reader)
    return [m for at, _, m in free if at >= main] or [m for _, _, m in free]


def _standing_in(annotated: Annotated, reader: Reader) -> Iterator[Spot]:
    text = annotated.report.text
    for at in range(reader.first, reader.last):
        token = reader.tokens[at]
        if token.text.lower() in _WORDS | _PERSONS and at not in reader.starts and not _means_nothing(reader, at):
            yield at, at + 1, ActorMention(Span.of(text, token.start, token.end), None, token.text, "unidentified")
    for at, (mention, end) in reader.starts.items():
        definite = at > reader.first and reader.tokens[at - 1].text.lower() in ("the", "this", "that")
        own = end - at == 2 and mention.span.text[0].isupper()  # "the Uighur jihadists" are told apart by their own words
        if mention.actor_id is None and definite and mention.span.text.lower().split()[-1] in _BARE and end - at <= 2 and not own:
            yield at, end, mention


def _means_nothing(reader: Reader, at: int) -> bool:
    """As in "it is not true that", "it was feared that"."""
    if reader.tokens[at].text.lower() != "it" or at + 1 >= reader.last or reader.tokens[at + 1].pos != "AUX":
        return False
    following = [t.text.lower() for t in reader.tokens[at + 2 : min(at + 6, reader.last)] if t.text.lower() not in _FILLING]
    judged = [t for t in reader.tokens[at + 2 : min(at + 6, reader.last)] if t.text.lower() not in _FILLING][:2]
    weighed = len(judged) == 2 and judged[0].pos == "ADJ" and judged[1].text.lower() in ("that", "to", "for")
    return weighed or (following[:1] != [] and following[0] in _OPINIONS)


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
