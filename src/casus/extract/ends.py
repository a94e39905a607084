"""Who stands at the two ends of a tie: subject and object of its words, by the frame of its rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from casus.codebook.patterns import Match
from casus.codebook.relations import RelationRule
from casus.extract.clauses import Reader
from casus.model import ActorMention, Annotated, Place, PlaceMention, Registry, Span

_BE = frozenset("be is are was were been being remain remains remained become becomes became 's ’s".split())
_NP = ("DET", "ADJ", "NOUN", "NUM", "ADV", "PROPN")
_WITHIN = frozenset("in across throughout inside into over of around within near to from and".split())
_RECEIVING = frozenset({"have", "enjoy", "get", "receive", "win", "has", "had"})
_EDGES = frozenset("around near outside to towards toward from surrounding beyond round".split())
_OWN = frozenset({"its", "their", "his", "her"})
Mentions = tuple[ActorMention, ...]
Ends = tuple[Mentions, Mentions]


class EndsReader:
    """One sentence, read for the ends of its ties; ``kin`` remembers the last subject of a noun of kinship, for the next one."""

    def __init__(self, annotated: Annotated, reader: Reader, registry: Registry) -> None:
        self._reader = reader
        self._registry = registry
        self._places = _places_by_token(annotated, reader, registry)
        self._kin: tuple[int, Mentions] | None = None

    def ends(self, match: Match[RelationRule]) -> Ends:
        """(subjects, objects), each possibly empty; the tie's own, whatever the grammar's."""
        first, second = self._by_frame(match)
        return (second, first) if match.what.swap else (first, second)

    def _by_frame(self, match: Match[RelationRule]) -> Ends:
        frame = match.what.frame
        if frame == "join":
            return self._join(match)
        if frame == "kin":
            return self._of_kin(match)
        if frame == "under":
            below = self._places_before(match.first) if match.what.objects == "places" else self._subject(match.first)
            return self._inside_or_behind(match), below
        if frame == "undergo":
            return self._reader.agent(match.last - 1), self._subject(match.first)
        return self._act(match)

    # ------------------------------------------------------------------------------------------------ act

    def _act(self, match: Match[RelationRule]) -> Ends:
        reader, rule = self._reader, match.what
        if match.pattern.shape == "noun":
            return self._act_noun(match)
        start = self._by_of(match)
        if start is not None or reader.passive(match.first, match.last):
            start = match.last if start is None else start
            agent = reader.agent(start)
            sufferer = self._places_before(match.first) if rule.objects == "places" else self._subject(match.first)
            return agent, sufferer
        return self._subject(match.first), self._object(match)

    def _by_of(self, match: Match[RelationRule]) -> int | None:
        """The token "by" of a passive: the pattern's last word, or right behind it but for nouns and adverbs."""
        reader = self._reader
        if reader.tokens[match.first].form not in ("past", "participle") and reader.tokens[match.last - 1].text.lower() != "by":
            return None
        at = match.last - 1
        while at < min(reader.last, match.last + 3) and reader.tokens[at].text.lower() != "by":
            if at >= match.last and reader.tokens[at].pos not in ("NOUN", "ADV"):
                return None
            at += 1
        return at if at < reader.last and reader.tokens[at].text.lower() == "by" else None

    def _act_noun(self, match: Match[RelationRule]) -> Ends:
        reader, rule = self._reader, match.what
        doer = reader.agent(match.last)[:1] if self._says_by(match.last) else ()
        doer = doer or self._owner(match.first) or reader.behind(match.last, frozenset({"from"}), 2) or self._subject(match.first)
        if rule.objects == "places":
            return doer, self._places_behind(match.last)
        return doer, reader.behind(match.last, rule.to, 3) or self._receiver(match.first, doer)

    def _receiver(self, noun: int, doer: Mentions) -> Mentions:
        """Who has it: "A has B's backing"."""
        verb = noun - 1
        while verb > self._reader.first and (self._reader.tokens[verb].pos in _NP or self._reader.tokens[verb].text in ("'s", "’s")):
            verb -= 1
        if not doer or self._reader.tokens[verb].lemma not in _RECEIVING:
            return ()
        return tuple(m for m in self._subject(verb) if m not in doer)

    def _says_by(self, at: int) -> bool:
        return any(t.text.lower() == "by" for t in self._reader.tokens[at : min(at + 5, self._reader.last)])

    def _object(self, match: Match[RelationRule]) -> Mentions:
        reader, rule = self._reader, match.what
        if rule.objects == "places":
            behind = self._places_behind(match.last)
            return tuple(m for m in behind if not self._is_edge(m)) if rule.relation == "controls_territory" else behind
        told = self._inside(match) or self._right_behind(match.last) or reader.object(match.last, rule.to)
        if not told:
            told = tuple(m for m in self._places_behind(match.last, 3) if m.actor_id and self._led_by(m, match.last, rule.to))
        if not told and rule.objects in ("people", "anybody"):
            told = reader.behind(match.last, rule.to | {"of"}, 4)
        return told or (self._places_behind(match.last) if rule.objects == "people" else ())

    def _is_edge(self, place: ActorMention) -> bool:
        """As in "controls the villages around X", "taxes the roads to X": X is what is not held."""
        tokens = self._reader.tokens
        at = next(i for i in range(self._reader.first, self._reader.last) if tokens[i].start >= place.span.start)
        while at > self._reader.first and tokens[at - 1].pos in ("DET", "ADJ"):
            at -= 1
        return at > self._reader.first and tokens[at - 1].text.lower() in _EDGES

    def _led_by(self, mention: ActorMention, after: int, words: frozenset[str]) -> bool:
        """Does one of ``words`` lead from token ``after`` to the mention ("funding from Iran")?"""
        between = [t for t in self._reader.tokens[after : self._reader.last] if t.end <= mention.span.start]
        return any(t.text.lower() in words for t in between)

    def _inside(self, match: Match[RelationRule]) -> Mentions:
        """As in "listed the group as a terrorist organisation": the object stands in the pattern's gap."""
        fixed = {w for step in match.pattern.steps if step for w in step}
        inner = self._reader.mentions(match.first + 1, match.last)
        return tuple(m for at, end, m in inner if not any(t.text.lower() in fixed for t in self._reader.tokens[at:end]))

    def _right_behind(self, at: int) -> Mentions:
        """The mention that begins at ``at``, or behind an article there."""
        reader = self._reader
        while at < reader.last and at not in reader.starts and self._modifies(at):
            at += 1
        found = reader.mentions(at, reader.last)[:1]
        return self._row(found[0]) if found and found[0][0] == at else ()

    def _modifies(self, at: int) -> bool:
        token = self._reader.tokens[at]
        return token.pos in ("DET", "ADJ", "ADV") or (token.pos == "VERB" and token.form in ("past", "participle"))

    def _row(self, found: tuple[int, int, ActorMention]) -> Mentions:
        """The mention, those joined to it, and those that it takes in: "militant groups, including X and Y"."""
        reader = self._reader
        at = found[1]
        while at < reader.last and reader.tokens[at].text in (",", "—", "such", "–"):
            at += 1
        if found[2].actor_id is None and at < reader.last and reader.tokens[at].text.lower() in ("including", "like", "as", "namely"):
            inner = reader.mentions(at + 1, min(at + 4, reader.last))
            if inner:
                return reader.joined(inner[0])
        return reader.joined(found)

    def _subject(self, at: int) -> Mentions:
        """The grammar's subject, or who stands right before, as in "fighters of X, based in Y"."""
        before = self._ending(at) or (self._ending(at - 1) if at - 1 > self._reader.first and self._is_comma(at - 1) else ())
        return self._named(before or self._behind_opening(at) or self._reader.subject(self._verb_of(at)), at)

    def _behind_opening(self, at: int) -> Mentions:
        """Of "Also called B, the group spread" and "Founded in 1990, A spread" the subject behind the comma."""
        reader = self._reader
        if any(t.pos not in ("ADV", "PUNCT") for t in reader.tokens[reader.first : at]):
            return ()
        for spot, end, mention in reader.mentions(at + 1, reader.last):
            before = spot - 1
            while before > at and reader.tokens[before].pos == "DET":
                before -= 1
            if reader.tokens[before].text == "," and end < reader.last and reader.tokens[end].pos in ("VERB", "AUX", "ADV"):
                return (mention,)
        return ()

    def _verb_of(self, at: int) -> int:
        """The verb that a noun is object of ("which has a deep rivalry with"), else ``at`` itself."""
        reader, spot = self._reader, at - 1
        while spot > reader.first and reader.tokens[spot].pos in _NP and not self._ends_mention(spot):
            spot -= 1
        return spot if reader.tokens[spot].pos in ("VERB", "AUX") and reader.tokens[spot].form != "ing" else at

    def _named(self, found: Mentions, at: int) -> Mentions:
        """A subject that names nobody gives way to the name behind it: "their organisation, the X Front, was"."""
        found = self._taken_in(found)
        if any(m.actor_id or m.kind not in ("armed_group", "government_body", "unidentified") for m in found):
            return found
        reader = self._reader
        told = self._said_to_be(found)
        if told:
            return told
        known = [m for spot, end, m in reader.mentions(reader.first, at) if m.actor_id and end + 3 >= self._verb_of(at) - 3]
        free = [
            m for spot, end, m in reader.mentions(reader.first, at) if m.actor_id and not reader.governed(spot, reader.first) and m in known
        ]
        return tuple(free[-1:]) or found

    def _said_to_be(self, found: Mentions) -> Mentions:
        """Of "A is a movement founded in 1990" and "A, a movement founded in 1990" A, which the nameless words only describe."""
        reader = self._reader
        spot = next((at for at, _, m in reader.mentions(reader.first, reader.last) if found == (m,)), reader.first) - 1
        while spot > reader.first and reader.tokens[spot].pos in ("ADJ", "NOUN", "PROPN", "NUM", "ADV"):
            spot -= 1
        if spot <= reader.first + 1 or reader.tokens[spot].text.lower() not in ("a", "an"):
            return ()
        told = self._kin_before(spot) if reader.tokens[spot - 1].text.lower() in _BE or self._is_comma(spot - 1) else ()
        return tuple(m for m in told if m.actor_id)

    def _is_comma(self, at: int) -> bool:
        return self._reader.tokens[at].text in (",", "—", "(", "–")

    def _ending(self, at: int) -> Mentions:
        reader = self._reader
        before = [m for m in reader.mentions(reader.first, at) if not reader.governed(m[0], reader.first)]
        if not before or before[-1][1] != at:
            return ()
        return reader.joined(reader.row_start(before), at)

    def _possessed(self, at: int) -> bool:
        return any(t.text.lower() in ("'s", "’s", *_OWN) for t in self._reader.tokens[max(self._reader.first, at - 3) : at])

    def _owner(self, noun: int) -> Mentions:
        """Whose it is: "A's ties", "the A alliance", "its ties", where *its* is the clause's subject."""
        reader, at = self._reader, noun - 1
        while at > reader.first and not self._ends_mention(at) and self._modifies_noun(at):
            at -= 1
        if reader.tokens[at].text.lower() in _OWN:
            told = reader.whose.get(reader.tokens[at].text.lower())
            return self._named(reader.subject(at), at) or ((told,) if told is not None and not reader.mentions(reader.first, at) else ())
        return tuple(m for start, (m, end) in reader.starts.items() if end == at + 1)

    def _modifies_noun(self, at: int) -> bool:
        token = self._reader.tokens[at]
        return token.pos in ("ADJ", "NOUN", "NUM", "ADV", "PROPN") or token.form == "ing" or token.text in ("'s", "’s", "'", "’", "-")

    # ------------------------------------------------------------------------------------------------ join

    def _join(self, match: Match[RelationRule]) -> Ends:
        reader, to = self._reader, match.what.to
        between = reader.behind(match.last, frozenset({"between", "among", "amongst"}), 4)
        if len(between) > 1:
            return between[:1], between[1:]
        inner = tuple(m for _, _, m in reader.mentions(match.first + 1, match.last))
        between = reader.behind(match.first, frozenset({"between"}), 2) if len(inner) > 1 else ()
        if len(between) > 1:
            return between[:1], between[1:]
        other = reader.behind(match.last, to, 3) if match.pattern.shape == "noun" else ()
        other = self._taken_in(other) or self._right_behind(match.last) or reader.object(match.last, to)
        if match.pattern.shape == "noun":
            mine = (
                reader.behind(match.last, frozenset({"of"}), 1) or self._owner(match.first) or (self._subject(match.first) if other else ())
            )
            return mine, tuple(m for m in other if m not in mine)
        other = inner[:1] or other
        mine = (self._owner(match.first) if self._possessed(match.first) else ()) or self._subject(match.first)
        return (mine, other) if other else (mine[:1], mine[1:])

    def _taken_in(self, found: Mentions) -> Mentions:
        if len(found) != 1 or found[0].actor_id is not None:
            return found
        spot = next((s for s in self._reader.mentions(self._reader.first, self._reader.last) if s[2] == found[0]), None)
        return self._row(spot) if spot else found

    # ------------------------------------------------------------------------------------------------ kin

    def _of_kin(self, match: Match[RelationRule]) -> Ends:
        reader = self._reader
        inside = self._kin_inside(match)
        if inside is not None:
            return inside
        whose = reader.behind(match.last, match.what.to, 1)
        behind = _end_of(reader, match.last, whose) if whose else match.last
        if not whose:
            whose = self._owner(match.first)
        if not whose:
            return (), ()
        subject = self._kin_before(match.first) or self._kin_behind(behind, whose)
        if subject:
            self._kin = (match.last, subject)
        return subject, whose

    def _kin_inside(self, match: Match[RelationRule]) -> Ends | None:
        """The noun stands in words that were read as one mention, of the body that they name ("splinter group of B")."""
        for at, (mention, end) in self._reader.starts.items():
            if at <= match.first and match.last <= end:
                body = self.body(mention)
                named = mention.kind == "role_holder" and self._reader.tokens[end - 1].text[:1].isupper() and match.last < end
                # "the leader of the X Front" names the front
                named = named and self._reader.tokens[match.last].text.lower() not in ("of", "for", "from")
                if body is None or named:
                    return None
                if end < self._reader.last and self._reader.tokens[end].text in ("'s", "’s"):
                    return (), ()  # "the chief of X's office"
                return self._kin_before(at) or self._kin_behind(end, (mention,)), (body,)
        return None

    def body(self, mention: ActorMention) -> ActorMention | None:
        """The registry's body that a mention of an office or a part of it leads to, with the mention's words."""
        entry = self._registry.get(mention.actor_id)
        return replace(mention, name=entry.name, kind=entry.kind) if entry else None

    def led_body(self, mention: ActorMention) -> ActorMention | None:
        """The body of a mention; of an office that is an entry itself ("UN Secretary-General") the body that it belongs to."""
        body = self.body(mention)
        if body is None or body.kind != "role_holder":
            return body
        entry = self._registry.get(body.actor_id)
        over = self._registry.get(entry.parent) if entry else None
        return replace(body, actor_id=over.actor_id, name=over.name, kind=over.kind) if over else None

    def _kin_before(self, noun: int) -> Mentions:
        """Copula ("A is a branch of B"), apposition ("A, a branch of B"), or one more of a row ("and a proxy of C")."""
        reader, at = self._reader, noun - 1
        while at > reader.first and (reader.tokens[at].pos in (*_NP, "PART") or reader.tokens[at].text in ("'s", "’s")):
            at -= 1
        if reader.tokens[at + 1].text in ("'s", "’s") and not self._ends_mention(at):
            at += 1  # "group's" at the sentence's start
        token = reader.tokens[at]
        if token.text.lower() in _BE or token.text.lower() == "as":
            return self._named(reader.subject(at), at)
        if self._is_comma(at):
            return self._ending(at) or self._any_ending(at)
        if token.pos == "CCONJ" and self._kin is not None and noun - self._kin[0] <= 14:
            return self._kin[1]
        return ()

    def _any_ending(self, at: int) -> Mentions:
        return tuple(m for _, end, m in self._reader.mentions(self._reader.first, at) if end == at)[-1:]

    def _ends_mention(self, at: int) -> bool:
        return any(start <= at < end for start, (_, end) in self._reader.starts.items())

    def _start_of_mention(self, at: int) -> int:
        return max((s for s, (_, e) in self._reader.starts.items() if s <= at and e >= at), default=at)

    def _kin_behind(self, at: int, whose: Mentions) -> Mentions:
        """As in "B's branch A", "the branch of B, A,": the name right behind, an article and a comma allowed."""
        reader = self._reader
        skipped = 0
        while (
            at < reader.last
            and skipped < 5
            and (reader.tokens[at].pos in ("DET", "ADJ") or reader.tokens[at].text in (",", ")") or self._generic(at))
        ):
            at, skipped = at + 1, skipped + 1
        return tuple(m for start, _, m in reader.mentions(at, reader.last)[:1] if start == at and m not in whose)

    def _generic(self, at: int) -> bool:
        return self._reader.tokens[at].text.lower() in ("group", "organisation", "organization", "movement", "terrorist", "militant")

    # ------------------------------------------------------------------------------------------------ under, places

    def _inside_or_behind(self, match: Match[RelationRule]) -> Mentions:
        inner = tuple(m for _, _, m in self._reader.mentions(match.first, match.last))
        return inner or self._right_behind(match.last)

    def _places_before(self, at: int) -> Mentions:
        """The last place before the words in their clause, as a mention."""
        found = [m for spot, m in self._places.items() if self._reader.first <= spot < at]
        return tuple(found[-1:])

    def _places_behind(self, at: int, reach: int = 14) -> Mentions:
        """The first place behind the words, and those joined to it; no other verb, body or clause stands between."""
        reader = self._reader
        out: list[ActorMention] = []
        end = min(reader.last, at + reach)
        for spot in range(at, end):
            if spot in self._places:
                out.append(self._places[spot])
            token = reader.tokens[spot]
            if (
                token.text in (";", ":", "—")
                or token.text.lower() in ("who", "which", "while", "after", "because", "before")
                or (token.pos == "VERB" and token.form in ("past", "s", "base"))
            ):
                break
        return tuple(out)


def _end_of(reader: Reader, at: int, mentions: Mentions) -> int:
    ends = [end for _, end, m in reader.mentions(at, reader.last) if m in mentions]
    return max(ends, default=at)


def _places_by_token(annotated: Annotated, reader: Reader, registry: Registry) -> dict[int, ActorMention]:
    by_offset = {reader.tokens[i].start: i for i in range(reader.first, reader.last)}
    named = _without_actors(annotated, [p for p in annotated.places if p.place is not None and p.span.start in by_offset])
    return {by_offset[p.span.start]: _as_mention(p.span, p.place, registry) for p in named if p.place is not None}


def _without_actors(annotated: Annotated, places: Sequence[PlaceMention]) -> Iterable[PlaceMention]:
    """Not the country in "US troops": only a place that no other body's words hold."""
    return [p for p in places if not any(a.span.overlaps(p.span) and a.span != p.span for a in annotated.actors)]


def _as_mention(span: Span, place: Place, registry: Registry) -> ActorMention:
    """A country is its state; any other place is nobody, and named as the gazetteer names it."""
    state = next((e for e in registry.entries.values() if e.alpha3 == place.country), None) if place.precision == "country" else None
    if state is not None:
        return ActorMention(span, state.actor_id, state.name, "state")
    return ActorMention(span, None, place.name or span.text, "unidentified")
