"""A shallow reading of a clause: subject, object, agent. It stands in where no parser ran, and knows its limits.

Every function takes token indices and answers with actor mentions; ``()`` where it cannot tell.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from casus.extract.appositions import with_names
from casus.extract.asides import who_is_faulted, who_is_set_aside
from casus.extract.clause_words import (
    ACCUSING,
    AMOUNTS,
    BE,
    CLAUSE_WORDS,
    COUNTING,
    DAYS,
    DEEDS,
    HARD,
    HEDGING,
    RAISING,
    ROUND,
    SAYING,
    SKIP,
    STATING,
    TIMES,
)
from casus.model import ActorMention, Annotated, Span, Token


@dataclass(frozen=True, slots=True)
class Reader:
    """The mentions of one sentence by token index, and its bounds.

    ``whose`` maps *its* and *their* to who was told of before the sentence, ``rows`` the words of a *they* to all whom it means.
    """

    tokens: tuple[Token, ...]
    first: int
    last: int
    starts: dict[int, tuple[ActorMention, int]]
    whose: Mapping[str, ActorMention] = field(default_factory=dict)
    rows: Mapping[Span, tuple[ActorMention, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, annotated: Annotated, sentence: int) -> Reader:
        bounds = annotated.sentences[sentence]
        starts: dict[int, tuple[ActorMention, int]] = {}
        lead = _behind_dateline(annotated.tokens, bounds.first, bounds.last)
        by_offset = {annotated.tokens[i].start: i for i in range(bounds.first, bounds.last)}
        for mention in annotated.actors:
            at = by_offset.get(mention.span.start)
            if at is None or not lead <= at < bounds.last:
                continue
            end = at
            while end < bounds.last and annotated.tokens[end].start < mention.span.end:
                end += 1
            starts[at] = (mention, end)
        return cls(annotated.tokens, bounds.first, bounds.last, with_names(annotated.tokens, starts, bounds.last))

    def mentions(self, first: int, last: int) -> list[tuple[int, int, ActorMention]]:
        """(first, last, mention) of those that lie wholly in the token range, in order."""
        return [(at, end, m) for at, (m, end) in sorted(self.starts.items()) if first <= at and end <= last]

    def each(self, mentions: tuple[ActorMention, ...]) -> tuple[ActorMention, ...]:
        """The mentions, with all whom a *they* means in its stead."""
        return tuple(one for m in mentions for one in self.rows.get(m.span, (m,)))

    def subject(self, verb: int) -> tuple[ActorMention, ...]:
        """Who stands as subject of the verb at token ``verb``, with those joined to it."""
        told = self._told_subject(verb)
        comma = self._aside(verb) if told else None
        if comma is None or told[0].span.start < self.tokens[comma].start:
            return told
        found = next((m for m in self.mentions(self.first, comma) if m[1] == comma), None)
        return self._joined(found, verb) if found and not self.governed(found[0], self.first) else ()

    def _told_subject(self, verb: int) -> tuple[ActorMention, ...]:
        relative = self._relative(verb)
        if relative is not None:
            return tuple(m for at, end, m in self.mentions(self.first, relative) if end in (relative, relative - 1) and at >= relative - 8)[
                -1:
            ]
        told = self._raised(verb)
        if told is not None:
            return told
        told = who_is_faulted(self, verb) or who_is_set_aside(self, verb)
        if told:
            return told
        told = self._right_before(verb)
        if told:
            return told
        if self._thing_before(verb) or self._speaker_before(verb):
            return ()
        if self.tokens[verb].form == "ing" and not self._helped_by_be(verb):
            leaning = tuple(m for m, end in self.starts.values() if end == verb)  # "a crowd demanding his release"
            if leaning:
                return leaning
        start = self.clause_start(verb)
        free = [m for m in self.mentions(start, verb) if not self.governed(m[0], start)]
        opening = next((i for i in range(start, verb) if self.tokens[i].pos == "VERB" and not self._inside_mention(i)), verb)
        head = next((m for m in free if m[0] < opening), None) or (self.row_start(free) if free else None)
        if head is None and start > self.first and self.tokens[start - 1].text.lower() not in ("that", "if", ":", "—"):
            return self.subject(start - 1)
        return self._joined(self._named(head, verb), verb) if head else ()

    def _aside(self, verb: int) -> int | None:
        """The comma that opens the aside which another closes at the verb: "the rebels, who fight the army, denied"."""
        if self.tokens[verb].form not in ("past", "s") or verb - 1 <= self.first or self.tokens[verb - 1].text != ",":
            return None
        opens = (i - 1 for i in range(verb - 2, self.first, -1) if self.tokens[i].text.lower() in ("who", "which"))
        return next((at for at in opens if self.tokens[at].text == ","), None)

    def _named(self, head: tuple[int, int, ActorMention], verb: int) -> tuple[int, int, ActorMention]:
        """Of "a security expert, Ambassador A, called" the named one."""
        if head[2].actor_id is not None or head[2].span.text[-1:].isupper() or head[1] >= verb or self.tokens[head[1]].text != ",":
            return head
        told = next(((at, end, m) for at, end, m in self.mentions(head[1] + 1, verb) if at == head[1] + 1), None)
        closed = told is not None and told[1] < verb and self.tokens[told[1]].text == ","
        return told if told is not None and closed and told[2].span.text[0].isupper() else head

    def _raised(self, verb: int) -> tuple[ActorMention, ...] | None:
        """The subject of an infinitive that another's verb governs: "asked A to free", "ordered A to be delisted"; None if none does."""
        at = verb - 1
        while at > self.first and (self.tokens[at].pos == "ADV" or self.tokens[at].text.lower() in ("be", "have", "been", "having")):
            at -= 1
        raising = RAISING
        if at > self.first and self.tokens[verb].form == "ing" and self.tokens[at].text.lower() in ("of", "for", "from", "with"):
            raising = ACCUSING  # "accused A of torturing", "charged A with planning"
        elif at <= self.first or self.tokens[at].text.lower() != "to":
            return None
        for before in range(at - 1, max(self.first, at - 26) - 1, -1):
            token = self.tokens[before]
            if self._inside_mention(before):
                continue
            if token.text in HARD or token.text.lower() in ("that", "and", "but"):
                return None
            if token.pos == "VERB" and token.lemma in raising:
                free = [m for m in self.mentions(before + 1, at) if m[1] == at or not self.governed(m[0], before + 1)]
                passive = self.passive(before, before + 1)
                if passive and raising is ACCUSING:
                    return self.done_to(before)
                if free and not passive:
                    return self._joined(free[0], at)
                continue
            if token.pos == "VERB" and token.form in ("past", "s") and not self._within_commas(before, at):
                return None
        return None

    def orderer(self, verb: int) -> tuple[ActorMention, ...]:
        """Who "ordered A to be delisted": the subject of the verb that governs a passive infinitive at ``verb``."""
        at = verb - 1
        if at <= self.first + 1 or self.tokens[at].text.lower() != "be" or self.tokens[at - 1].text.lower() != "to":
            return ()
        ordering = next(
            (i for i in range(at - 2, self.first, -1) if self.tokens[i].pos == "VERB" and self.tokens[i].lemma == "order"), None
        )
        return self.subject(ordering) if ordering is not None else ()

    def _within_commas(self, at: int, end: int) -> bool:
        """Does the token stand in an aside that commas close before ``end``?"""
        return any(t.text == "," for t in self.tokens[at:end]) and any(t.text == "," for t in self.tokens[self.first : at])

    def _right_before(self, verb: int) -> tuple[ActorMention, ...]:
        """As in "no harm will come to the envoys, the council assured": between a comma and a verb that ends its clause."""
        if verb + 1 < self.last and self.tokens[verb + 1].pos != "PUNCT":
            return ()
        found = next(((at, m) for at, (m, end) in self.starts.items() if end == verb), None)
        if found is None:
            return ()
        at = found[0] - 1
        while at > self.first and self.tokens[at].pos == "DET":
            at -= 1
        return (found[1],) if at > self.first and self.tokens[at].text == "," else ()

    def _speaker_before(self, verb: int) -> bool:
        """Is the subject "we", "I" or "you", who are nobody told of?"""
        at = verb - 1
        while at > self.first and self.tokens[at].pos in ("ADV", "AUX", "PART"):
            at -= 1
        return at >= self.first and self.tokens[at].text.lower() in ("we", "i", "you")

    def contact(self, verb: int, end: int) -> tuple[tuple[ActorMention, ...], tuple[ActorMention, ...]] | None:
        """(doer, done to) of a clause that leans on a noun without *who* or *that*: "the girls the group abducted"."""
        doer = next(((at, m) for at, (m, stop) in self.starts.items() if stop == verb), None)
        if doer is None or self.tokens[verb].form not in ("past", "base", "s") or self._object_follows(end):
            return None
        at = doer[0]
        while at > self.first and self.tokens[at - 1].text.lower() in ("the", "a", "an", "these", "those"):
            at -= 1
        done_to = tuple(m for m, stop in self.starts.values() if stop == at)
        return ((doer[1],), done_to) if done_to and at > self.first else None

    def _object_follows(self, at: int) -> bool:
        following = self.tokens[at] if at < self.last else None
        return following is not None and following.pos in ("DET", "NUM", "NOUN", "PROPN", "PRON", "ADJ")

    def _thing_before(self, verb: int) -> bool:
        """Is the subject a thing, right before the verb: "bombs left dozens dead", "the blast killed"?"""
        at = verb - 1
        while at > self.first and self.tokens[at].pos in ("ADV", "AUX", "PART"):
            at -= 1
        token = self.tokens[at]
        if at <= self.first or token.pos != "NOUN" or token.lemma in TIMES or self.tokens[verb].pos != "VERB" or self._inside_mention(at):
            return False
        phrase = at
        while phrase > self.first and self.tokens[phrase - 1].pos in ("ADJ", "NOUN", "NUM", "DET") and not self._inside_mention(phrase - 1):
            phrase -= 1
        before = self.tokens[phrase - 1]
        if token.lemma in DEEDS and any(end == phrase and m.kind == "state" for m, end in self.starts.values()):
            return True  # "the Pakistan blast killed ten"
        opens = phrase == self.first or before.text == "," or before.pos in ("SCONJ", "CCONJ") or before.text.lower() in CLAUSE_WORDS
        return opens and self.tokens[verb].form in ("past", "s", "base")

    def _joined_clause(self, start: int, verb: int) -> int:
        """Where the verb's own clause begins: behind "and" in "troops left and the rebels took over", else ``start``."""
        for at in range(verb - 1, start, -1):
            verbs = [i for i in range(start, at) if self.tokens[i].pos == "VERB"]
            if self.tokens[at].pos == "CCONJ" and verbs and self.mentions(start, verbs[-1]):
                own = next((m for m in self.mentions(at + 1, verb)), None)
                near = own is not None and all(t.pos in SKIP for t in self.tokens[at + 1 : own[0]])
                if own is not None and near and all(t.pos in ("ADV", "AUX", "PART") for t in self.tokens[own[1] : verb]):
                    return at + 1
        return start

    def row_start(self, free: list[tuple[int, int, ActorMention]]) -> tuple[int, int, ActorMention]:
        """The first of the row that the last mention ends: "A and B"; ``free`` is not empty."""
        head = free[-1]
        for before in reversed(free[:-1]):
            between = self.tokens[before[1] : head[0]]
            if not between or len(between) > 3 or any(t.text.lower() not in ("and", "or", "&", ",") and t.pos not in SKIP for t in between):
                break
            if not any(t.text.lower() in ("and", "or", "&", ",") for t in between):
                break
            head = before
        return head

    def object(self, after: int, prepositions: frozenset[str]) -> tuple[ActorMention, ...]:
        """Who stands as object after token ``after`` (exclusive end of the verb), directly or behind one of ``prepositions``."""
        end = self._clause_end(after)
        if after < self.last and after not in self.starts and self.tokens[after].text.lower() in ("him", "them", "us", "me"):
            return ()  # "expelled them, accusing the government"
        if after < self.last and self.tokens[after].text.lower() == "that" and self.tokens[after - 1].lemma in STATING:
            return ()  # "denied that soldiers were there": whom the clause is about is not whom it was done to
        if after + 1 < self.last and self.tokens[after].form == "ing" and self.tokens[after + 1].pos in ("DET", "NUM", "ADP"):
            return ()  # "denied losing any soldier"
        for at, stop, mention in self.mentions(after, end):
            if any(t.text == "," for t in self.tokens[after:at]):
                return ()  # "wounding 147, the minister said": the minister is no object
            between = [self.tokens[i] for i in range(after, at) if self.tokens[i].pos == "ADP" and not self._hedges(i)]
            if all(t.text.lower() in prepositions for t in between) and not self._verb_between(after, at):
                return self._joined((at, stop, mention), end)
            if not between or between[0].text.lower() not in ("of", "in", "at"):
                return ()
        return ()

    def agent(self, after: int) -> tuple[ActorMention, ...]:
        """Who follows "by" within the clause."""
        end = min(self._clause_end(after), after + 14)
        for at in range(after, end):
            if self.tokens[at].text.lower() == "by":
                found = next((m for m in self.mentions(at + 1, self.last) if m[0] <= at + 5), None)
                if found is None or any(t.pos == "ADP" for t in self.tokens[at + 1 : found[0]]):
                    return ()  # "by the count of A": A counts
                return self._joined(found, self.last)
        return ()

    def behind(self, after: int, words: frozenset[str], reach: int = 4) -> tuple[ActorMention, ...]:
        """Who follows one of ``words`` that stands at most ``reach`` tokens after ``after``."""
        for at in range(after, min(after + reach, self.last)):
            if self.tokens[at].pos == "VERB" or self.tokens[at].text in HARD:
                return ()
            if self.tokens[at].text.lower() in words:
                found = next((m for m in self.mentions(at + 1, self.last) if m[0] <= at + 4), None)
                return self._joined(found, self._clause_end(after)) if found else ()
        return ()

    def modifier(self, noun: int) -> tuple[ActorMention, ...]:
        """Who stands right before the noun: "the Taliban attack", "Chad's withdrawal", "the rebels' latest raid"."""
        at = noun
        while at > self.first and (
            self.tokens[at - 1].pos in ("ADJ", "NOUN", "NUM") or self.tokens[at - 1].text in ("'s", "’s", "'", "’", "-")
        ):
            if any(start < at <= end for start, (_, end) in self.starts.items()):
                break
            at -= 1
        return tuple(m for start, (m, end) in self.starts.items() if end == at)

    def passive(self, verb: int, end: int) -> bool:
        """Is the verb at ``verb`` (pattern up to ``end``) in the passive: "was hit", "men killed by", "be hit"?"""
        form = self.tokens[verb].form
        if form not in ("past", "participle", "base"):
            return False
        if self._helped_by_be(verb) or (form != "base" and self._got_done(verb)):
            return True
        last = self.tokens[end - 1]  # "paid to get the girls freed by A": who frees is not who pays
        own = end - verb == 1 or last.form not in ("past", "participle")
        return own and form != "base" and end < self.last and self.tokens[end].text.lower() == "by"

    def _got_done(self, verb: int) -> bool:
        """As in "paid to get the girls freed": a party between "get" and what is done to it."""
        at = next((start for start, (_, end) in self.starts.items() if end == verb), self.first)
        while at > self.first and self.tokens[at - 1].pos in ("DET", "ADJ", "NUM"):
            at -= 1
        return at > self.first and self.tokens[at - 1].lemma == "get"

    def _helped_by_be(self, verb: int) -> bool:
        at = verb - 1
        while at >= self.first and (
            self.tokens[at].pos in ("ADV", "PART") or self.tokens[at].text.lower() in ("not", "n't", "n’t", "also")
        ):
            at -= 1
        return at >= self.first and self.tokens[at].text.lower() in BE

    def done_to(self, verb: int) -> tuple[ActorMention, ...]:
        """Whom the passive at ``verb`` is about; without *was* only who stands right before it ("villagers, shot by rebels")."""
        if self._helped_by_be(verb):
            return self.subject(verb)
        at = verb - 1 if verb > self.first and self.tokens[verb - 1].text == "," else verb
        return tuple(m for m, end in self.starts.values() if end == at)

    def governed(self, at: int, floor: int) -> bool:
        """Does a preposition stand before the phrase at token ``at`` ("of the army"), inside the clause that begins at ``floor``?"""
        at -= 1
        while at >= floor and self.tokens[at].pos in SKIP:
            at -= 1
            if self.tokens[at + 1].pos == "DET":  # an article begins the phrase: "in 2002 the council" is not "in the council"
                break
        if at > floor and self.tokens[at].text.lower() in ("and", "or"):
            first = at
            while first > floor and self.tokens[first - 1].pos in ("NOUN", "PROPN", "ADJ", "NUM"):
                first -= 1
            return first < at and self.governed(first, floor)  # "by estimates of scholars and groups"
        if at < floor or self.tokens[at].pos != "ADP" or (self.tokens[at].text.lower() == "of" and self._is_amount(at - 1, floor)):
            return False
        return not self._hedges(at) and self.tokens[at + 1].text not in DAYS  # "on Sunday people marched"

    def _is_amount(self, at: int, floor: int) -> bool:
        """Does the word at ``at`` only count who follows *of*, and no preposition stands before it?"""
        if at < floor or (self.tokens[at].text.lower() not in AMOUNTS and self.tokens[at].pos != "NUM"):
            return False
        before = at - 1
        while before >= floor and self.tokens[before].pos in SKIP:
            before -= 1
        return before < floor or self.tokens[before].pos != "ADP" or self._hedges(before)

    def _hedges(self, at: int) -> bool:
        """Is the preposition at ``at`` part of a number?"""
        word, after = self.tokens[at].text.lower(), self.tokens[at + 1] if at + 1 < self.last else None
        if after is None or word not in HEDGING:
            return at > self.first and self.tokens[at - 1].text.lower() in COUNTING.get(word, ())
        half = at + 2 < self.last and after.text.lower() in ("a", "half") and self.tokens[at + 2].text.lower() in ROUND
        return half or after.text.lower() in ("least", "most") or after.pos == "NUM" or (word == "up" and after.text.lower() == "to")

    def _relative(self, verb: int) -> int | None:
        """The *who* or *which* that is the verb's subject, if one is: "the gunmen who attacked"."""
        at = verb - 1
        while at >= self.first and (self.tokens[at].pos in ("ADV", "AUX", "PART") or self.tokens[at].text.lower() == "once"):
            at -= 1
        return at if at >= self.first and self.tokens[at].text.lower() in ("who", "which") else None

    def _inside_mention(self, at: int) -> bool:
        return any(start <= at < end for start, (_, end) in self.starts.items())

    def _joined(self, head: tuple[int, int, ActorMention], limit: int) -> tuple[ActorMention, ...]:
        """The head and the mentions tied to it by commas and *and*: "the army, the police and two ministers"."""
        out, end = [head[2]], head[1]
        for at, stop, mention in self.mentions(head[1], limit):
            between = self.tokens[end:at]
            joined = any(t.text.lower() in ("and", "or", ",", "&") for t in between)
            if not joined or len(between) > 5 or any(t.pos not in (*SKIP, "CCONJ", "PUNCT", "NOUN") for t in between):
                break
            if between[0].text == "," and not any(t.text.lower() in ("and", "or") for t in self.tokens[end : min(end + 12, limit)]):
                break
            if (
                between[0].text == ","
                and stop < self.last
                and self.tokens[stop].lemma in ("say", "tell", "announce", "add", "report", "write")
            ):
                break  # ", the minister said" tells who speaks
            if any(t.text == "," for t in between) and len(out) == 1 and stop < limit and self.tokens[stop].form in ("past", "s"):
                break  # "rockets at A, and B's jets struck": a clause of its own
            out.append(mention)
            end = stop
        return tuple(out)

    def joined(self, head: tuple[int, int, ActorMention], limit: int | None = None) -> tuple[ActorMention, ...]:
        """The mention and those tied to it, before token ``limit`` or in the same clause."""
        return self._joined(head, self._clause_end(head[1]) if limit is None else limit)

    def _verb_between(self, first: int, last: int) -> bool:
        return any(t.pos == "VERB" and t.form not in ("ing", "participle") for t in self.tokens[first:last])

    def clause_start(self, verb: int) -> int:
        """Where the clause of the verb at token ``verb`` begins."""
        return self._joined_clause(self._clause_start(verb), verb)

    def _clause_start(self, verb: int) -> int:
        for at in range(verb - 1, self.first - 1, -1):
            token = self.tokens[at]
            if token.text in HARD or (token.text.lower() in CLAUSE_WORDS and self._opens_clause(at, verb)):
                return at + 1
            inner = token.text == "which" and at > self.first and self.tokens[at - 1].pos == "ADP" and at + 1 < verb
            if inner and not any(t.text == "," for t in self.tokens[at:verb]):
                return at + 1  # "the bombing in which 20 people were killed"
            if token.pos == "VERB" and token.lemma in SAYING and self._says_a_clause(at, verb):
                return self._behind_hearer(at, verb)  # "police said gunmen attacked": what is said is a clause of its own
        return self._behind_participle(verb)

    def _says_a_clause(self, at: int, verb: int) -> bool:
        """Does a subject of its own follow the verb of speech at ``at``: a mention, or "said most of the hotel was destroyed"?"""
        if self._followed_by_mention(at, verb):
            return True
        following = self.tokens[at + 1] if at + 1 < verb else None
        opens = following is not None and following.pos in ("DET", "NUM", "NOUN", "PROPN", "ADJ", "PRON") and following.text not in DAYS
        return opens and self.tokens[at].lemma != "tell" and not any(t.pos == "CCONJ" for t in self.tokens[verb - 2 : verb])

    def _behind_hearer(self, at: int, verb: int) -> int:
        """Past those who are told: "told reporters gunmen attacked"."""
        heard = self.mentions(at + 1, verb)
        return heard[0][1] if self.tokens[at].lemma == "tell" and len(heard) > 1 and heard[0][1] == heard[1][0] else at + 1

    def _behind_participle(self, verb: int) -> int:
        """Past "Blaming the rebels for the raid,": the subject follows the comma."""
        start = self.first
        opens = start < verb and self.tokens[start].text.lower().endswith("ing") and start not in self.starts
        comma = next((i for i in range(start, verb) if self.tokens[i].text == ","), None)
        later = comma is not None and any(comma < at for at in self.starts if at < verb)
        return comma + 1 if opens and comma is not None and later and self.tokens[start].text.lower() != "during" else start

    def _followed_by_mention(self, at: int, verb: int) -> bool:
        own = next((m for m in self.mentions(at + 1, verb)), None)
        return own is not None and all(t.pos in SKIP for t in self.tokens[at + 1 : own[0]])

    def _opens_clause(self, at: int, verb: int) -> bool:
        """*after*, *before*, *since* open a clause only where a subject follows: "after rebels attacked", not "after dark"."""
        if self.tokens[at].text.lower() == "as" and self.tokens[verb - 1].pos == "CCONJ":
            return False  # "described them as rebels and hoped"
        if self.tokens[at].text.lower() in ("after", "before", "since", "as", "until"):
            return bool(self.mentions(at + 1, verb)) and not self.governed_by_word(at, verb)
        return True

    def governed_by_word(self, at: int, verb: int) -> bool:
        """Is the phrase after the word at ``at`` closed by a comma before the verb ("after the raid, rebels fled")?"""
        return any(t.text == "," for t in self.tokens[at + 1 : verb])

    def _clause_end(self, after: int) -> int:
        for at in range(after, self.last):
            token = self.tokens[at]
            if token.text in HARD or (token.text.lower() in CLAUSE_WORDS and at > after) or token.text.lower() in ("who", "which"):
                return at
        return self.last


def _behind_dateline(tokens: tuple[Token, ...], first: int, last: int) -> int:
    """Where the sentence's own words begin: "NAIROBI, Kenya (AP) - Gunmen attacked" begins with the gunmen."""
    if first >= last or not (tokens[first].text.isupper() and len(tokens[first].text) > 2):
        return first
    end = next((at for at in range(first + 1, min(first + 14, last)) if tokens[at].text in ("-", "–", "—", ":")), None)
    if end is None or any(t.pos in ("VERB", "DET") for t in tokens[first:end]):
        return first  # "ISKP poses a threat to the state: report" has no dateline
    return end + 1
