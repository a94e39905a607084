"""A shallow reading of a clause: subject, object, agent. It stands in where no parser ran, and knows its limits.

Every function takes token indices and answers with actor mentions; ``()`` where it cannot tell.
"""

from __future__ import annotations

from dataclasses import dataclass

from casus.model import ActorMention, Annotated, Token

_HARD = frozenset(";:—")
_CLAUSE_WORDS = frozenset("that when while because although though whereas if unless after before since as until where".split())
_BE = frozenset("be is are was were been being am get gets got getting 's ’s".split())
_SKIP = ("DET", "NUM", "ADJ", "ADV")
_SAYING = frozenset("say tell add announce report claim allege state declare confirm believe think admit insist warn fear".split())
#: prepositions that before a number only say how sure it is: "about 80", "over 100", "at least nine"
_HEDGING = frozenset("at about over under around between up".split())
_TIMES = frozenset("day week month year morning night evening afternoon hour time dawn dusk noon midnight weekend yesterday".split())
_DAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())


@dataclass(frozen=True, slots=True)
class Reader:
    """The mentions of one sentence by token index, and its bounds."""

    tokens: tuple[Token, ...]
    first: int
    last: int
    starts: dict[int, tuple[ActorMention, int]]

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
        return cls(annotated.tokens, bounds.first, bounds.last, starts)

    def mentions(self, first: int, last: int) -> list[tuple[int, int, ActorMention]]:
        """(first, last, mention) of those that lie wholly in the token range, in order."""
        return [(at, end, m) for at, (m, end) in sorted(self.starts.items()) if first <= at and end <= last]

    def subject(self, verb: int) -> tuple[ActorMention, ...]:
        """Who stands as subject of the verb at token ``verb``, with those joined to it."""
        relative = self._relative(verb)
        if relative is not None:
            return tuple(m for at, end, m in self.mentions(self.first, relative) if end in (relative, relative - 1) and at >= relative - 8)[
                -1:
            ]
        if self._thing_before(verb):
            return ()
        start = self.clause_start(verb)
        free = [m for m in self.mentions(start, verb) if not self.governed(m[0], start)]
        opening = next((i for i in range(start, verb) if self.tokens[i].pos == "VERB" and not self._inside_mention(i)), verb)
        head = next((m for m in free if m[0] < opening), None) or (self.row_start(free) if free else None)
        if head is None and start > self.first and self.tokens[start - 1].text.lower() not in ("that", "if"):
            return self.subject(start - 1)
        return self._joined(head, verb) if head else ()

    def _thing_before(self, verb: int) -> bool:
        """Is the subject a thing, right before the verb: "bombs left dozens dead", "the blast killed"?"""
        at = verb - 1
        while at > self.first and self.tokens[at].pos in ("ADV", "AUX", "PART"):
            at -= 1
        token = self.tokens[at]
        if at <= self.first or token.pos != "NOUN" or token.lemma in _TIMES or self.tokens[verb].pos != "VERB" or self._inside_mention(at):
            return False
        phrase = at
        while phrase > self.first and self.tokens[phrase - 1].pos in ("ADJ", "NOUN", "NUM", "DET") and not self._inside_mention(phrase - 1):
            phrase -= 1
        before = self.tokens[phrase - 1]
        opens = phrase == self.first or before.text == "," or before.pos in ("SCONJ", "CCONJ") or before.text.lower() in _CLAUSE_WORDS
        return opens and self.tokens[verb].form in ("past", "s", "base")

    def _joined_clause(self, start: int, verb: int) -> int:
        """Where the verb's own clause begins: behind "and" in "troops left and the rebels took over", else ``start``."""
        for at in range(verb - 1, start, -1):
            verbs = [i for i in range(start, at) if self.tokens[i].pos == "VERB"]
            if self.tokens[at].pos == "CCONJ" and verbs and self.mentions(start, verbs[-1]):
                own = next((m for m in self.mentions(at + 1, verb)), None)
                near = own is not None and all(t.pos in _SKIP for t in self.tokens[at + 1 : own[0]])
                if own is not None and near and all(t.pos in ("ADV", "AUX", "PART") for t in self.tokens[own[1] : verb]):
                    return at + 1
        return start

    def row_start(self, free: list[tuple[int, int, ActorMention]]) -> tuple[int, int, ActorMention]:
        """The first of the row that the last mention ends: "A and B"; ``free`` is not empty."""
        head = free[-1]
        for before in reversed(free[:-1]):
            between = self.tokens[before[1] : head[0]]
            if (
                not between
                or len(between) > 3
                or any(t.text.lower() not in ("and", "or", "&", ",") and t.pos not in _SKIP for t in between)
            ):
                break
            if not any(t.text.lower() in ("and", "or", "&", ",") for t in between):
                break
            head = before
        return head

    def object(self, after: int, prepositions: frozenset[str]) -> tuple[ActorMention, ...]:
        """Who stands as object after token ``after`` (exclusive end of the verb), directly or behind one of ``prepositions``."""
        end = self._clause_end(after)
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
                return self._joined(found, self.last) if found else ()
        return ()

    def behind(self, after: int, words: frozenset[str], reach: int = 4) -> tuple[ActorMention, ...]:
        """Who follows one of ``words`` that stands at most ``reach`` tokens after ``after``."""
        for at in range(after, min(after + reach, self.last)):
            if self.tokens[at].pos == "VERB" or self.tokens[at].text in _HARD:
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
        if self.tokens[verb].form not in ("past", "participle"):
            return False
        at = verb - 1
        while at >= self.first and (
            self.tokens[at].pos in ("ADV", "PART") or self.tokens[at].text.lower() in ("not", "n't", "n’t", "also")
        ):
            at -= 1
        if at >= self.first and self.tokens[at].text.lower() in _BE:
            return True
        return end < self.last and self.tokens[end].text.lower() == "by"

    def governed(self, at: int, floor: int) -> bool:
        """Does a preposition stand before the phrase at token ``at`` ("of the army"), inside the clause that begins at ``floor``?"""
        at -= 1
        while at >= floor and self.tokens[at].pos in _SKIP:
            at -= 1
            if self.tokens[at + 1].pos == "DET":  # an article begins the phrase: "in 2002 the council" is not "in the council"
                break
        if at < floor or self.tokens[at].pos != "ADP":
            return False
        return not self._hedges(at) and self.tokens[at + 1].text not in _DAYS  # "on Sunday people marched"

    def _hedges(self, at: int) -> bool:
        """Is the preposition at ``at`` part of a number?"""
        word, after = self.tokens[at].text.lower(), self.tokens[at + 1] if at + 1 < self.last else None
        if after is None or word not in _HEDGING:
            return word == "to" and at > self.first and self.tokens[at - 1].text.lower() == "up"
        return after.text.lower() in ("least", "most") or after.pos == "NUM" or (word == "up" and after.text.lower() == "to")

    def _relative(self, verb: int) -> int | None:
        """The *who* or *which* that is the verb's subject, if one is: "the gunmen who attacked"."""
        at = verb - 1
        while at >= self.first and self.tokens[at].pos in ("ADV", "AUX", "PART"):
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
            if not joined or len(between) > 5 or any(t.pos not in (*_SKIP, "CCONJ", "PUNCT", "NOUN") for t in between):
                break
            if between[0].text == "," and not any(t.text.lower() in ("and", "or") for t in self.tokens[end : min(end + 12, limit)]):
                break
            if (
                between[0].text == ","
                and stop < self.last
                and self.tokens[stop].lemma in ("say", "tell", "announce", "add", "report", "write")
            ):
                break  # ", the minister said" tells who speaks
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
            if token.text in _HARD or (token.text.lower() in _CLAUSE_WORDS and self._opens_clause(at, verb)):
                return at + 1
            if token.pos == "VERB" and token.lemma in _SAYING and self._followed_by_mention(at, verb):
                return at + 1  # "police said gunmen attacked": what is said is a clause of its own
        return self.first

    def _followed_by_mention(self, at: int, verb: int) -> bool:
        own = next((m for m in self.mentions(at + 1, verb)), None)
        return own is not None and all(t.pos in _SKIP for t in self.tokens[at + 1 : own[0]])

    def _opens_clause(self, at: int, verb: int) -> bool:
        """*after*, *before*, *since* open a clause only where a subject follows: "after rebels attacked", not "after dark"."""
        if self.tokens[at].text.lower() in ("after", "before", "since", "as", "until"):
            return bool(self.mentions(at + 1, verb)) and not self.governed_by_word(at, verb)
        return True

    def governed_by_word(self, at: int, verb: int) -> bool:
        """Is the phrase after the word at ``at`` closed by a comma before the verb ("after the raid, rebels fled")?"""
        return any(t.text == "," for t in self.tokens[at + 1 : verb])

    def _clause_end(self, after: int) -> int:
        for at in range(after, self.last):
            token = self.tokens[at]
            if token.text in _HARD or (token.text.lower() in _CLAUSE_WORDS and at > after) or token.text.lower() in ("who", "which"):
                return at
        return self.last


def _behind_dateline(tokens: tuple[Token, ...], first: int, last: int) -> int:
    """Where the sentence's own words begin: "NAIROBI, Kenya (AP) - Gunmen attacked" begins with the gunmen."""
    if first >= last or not (tokens[first].text.isupper() and len(tokens[first].text) > 2):
        return first
    return next((at + 1 for at in range(first + 1, min(first + 14, last)) if tokens[at].text in ("-", "–", "—", ":")), first)
