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
        start = self._clause_start(verb)
        free = [m for m in self.mentions(start, verb) if not self.governed(m[0], start)]
        opening = next((i for i in range(start, verb) if self.tokens[i].pos == "VERB" and not self._inside_mention(i)), verb)
        head = next((m for m in free if m[0] < opening), None) or (free[-1] if free else None)
        if head is None and start > self.first and self.tokens[start - 1].text.lower() not in ("that", "if"):
            return self.subject(start - 1)
        return self._joined(head, verb) if head else ()

    def object(self, after: int, prepositions: frozenset[str]) -> tuple[ActorMention, ...]:
        """Who stands as object after token ``after`` (exclusive end of the verb), directly or behind one of ``prepositions``."""
        end = self._clause_end(after)
        for at, stop, mention in self.mentions(after, end):
            if any(t.text == "," for t in self.tokens[after:at]):
                return ()  # "wounding 147, the minister said": the minister is no object
            between = [t for t in self.tokens[after:at] if t.pos == "ADP"]
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
        if at < floor or self.tokens[at].pos != "ADP":
            return False
        word, after = self.tokens[at].text.lower(), self.tokens[at + 1].text.lower() if at + 1 < self.last else ""
        return not (
            word in ("at", "about", "over", "under", "around", "between")
            and (after in ("least", "most") or self.tokens[at + 1].pos == "NUM")
        )

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

    def _verb_between(self, first: int, last: int) -> bool:
        return any(t.pos == "VERB" and t.form not in ("ing", "participle") for t in self.tokens[first:last])

    def _clause_start(self, verb: int) -> int:
        for at in range(verb - 1, self.first - 1, -1):
            token = self.tokens[at]
            if token.text in _HARD or (token.text.lower() in _CLAUSE_WORDS and self._opens_clause(at, verb)):
                return at + 1
        return self.first

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
