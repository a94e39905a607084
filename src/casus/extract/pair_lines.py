"""A sentence as a row of mentions with words between them: what pairs are read off."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casus.codebook.pairs import PairWords
from casus.codebook.roles import load_role_rules
from casus.model import Annotated, Mention, Span, Token

BODIES = ("org", "group")
THINGS = ("fac", "craft", "weapon", "vehicle", "place")
_COUNTED = ("time", "num")
_NUMBER = r"(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|multiple|dozens of|some|both)"
_JOINED = re.compile(rf"\s*(?:,\s*(?:and|or|as well as)?|and|or|as well as)\s*(?:the\s|an?\s)?\s*(?:{_NUMBER}\s)?\s*")
_ALSO = re.compile(
    r"[\s,(]*(?:\([^)]{0,60}\)[\s,]*)?(?:also known as|also called|also referred to as|known as|otherwise known as|formerly|officially|aka|a\.k\.a\.)\s*(?:by its \w+ (?:acronym|name|initials) as)?[\s'\"“‘]*(?:the )?"
)
_BRACKET = re.compile(r"(?:['’]s)?\s*\(\s*([A-Z][\w.’'-]*(?:[ -]\d+)?)\s*\)")
_APPOSED = re.compile(r",\s*(?:the\s|an?\s)?")
#: what no reading goes over
_STOP = re.compile(r"[.;:!?]")
_GOVERNING = re.compile(r"(?i)\b(?:of|with|against|for|from|by|to|in|on|near|behind)(?:\s+(?:the|its|their|his|our))?\s+$")
_AWAY = re.compile(r"(?i)\b(?:in|near|at|of|from|for|by|with|on|to)\b")
_OF = re.compile(r"(\w+)\s+of\s+")
_FULL_STOP = re.compile(r"[a-z)\]]{2}[.!?][”\"]?\s+(?=[A-Z“\"])")
#: tokens before "against" among which the fight is told; characters within which the last such word tells who fights
_REACH, _NEAR = 25, 30
_OWN = re.compile(r"(?i)\b(?:their|its|his|her)\s+(?:[\w-]+\s+){0,2}$")
_OPERATION = re.compile(r"(?i)^(?:the\s)?operation\s")
_CLAIMED_BY = re.compile(r"(?i)\bclaimed by\s+(?:the\s)?$")
_CLAIMS = re.compile(
    r"(?i)\s+(?:has\s+|have\s+|later\s+)?claimed\s+(?:responsibility|(?:[\w-]+\s+){0,2}(?:attack|bombing|blast|raid|strike|killing)s?)\b"
)
#: between a body and its strike: "the coalition's three <strikes>"
_HIS_STRIKE = re.compile(r"(?:['’]s)?(?:\s+[\w-]{1,20}){0,2}\s+")
_HELD = re.compile(r"-(?:held|controlled|run|occupied)\s+")
#: between a chief and the body
_CHIEF_OF = re.compile(r"\s*(?:,|of|for)\s*(?:the\s)?")
#: characters before a word that a reading looks back over; tokens of a sentence beyond which it is a table
_LEAD, _LONGEST = 80, 400
#: characters of the verb that may stand before "from", "to": "visiting from", "was assigned to"
_VERB_BEFORE = 12
_UNIT = re.compile(r"(?i)\b(?:battalion|brigade|regiment|company|battery|squadron|division|corps|platoon|group|wing|fleet)s?$")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence: ``items`` are its outermost mentions in order, without times and numbers; ``inner`` all of them."""

    text: str
    start: int
    end: int
    tokens: tuple[Token, ...]
    items: tuple[Mention, ...]
    inner: tuple[Mention, ...]

    def between(self, one: Mention, other: Mention) -> str:
        return self.text[one.span.end : other.span.start]

    def holds(self, span: Span) -> bool:
        return self.start <= span.start and span.end <= self.end

    def _leading(self, offset: int) -> str:
        """The words that lead up to the offset, as many as any reading needs."""
        return self.text[max(self.start, offset - _LEAD) : offset]

    def neighbours(self) -> Iterator[tuple[Mention, Mention]]:
        return zip(self.items, self.items[1:], strict=False)

    def one_phrase(self, one: Span, other: Span) -> bool:
        """Do both stand in one mention?"""
        return any(m.span.overlaps(one) and m.span.overlaps(other) for m in self.items)

    def joined(self, one: Mention, other: Mention) -> bool:
        """Are both of one row: "tanks, two trucks and a bridge"?"""
        between = self.between(one, other)
        apposed = one.kind == other.kind == "per" and "and" not in between
        return bool(_JOINED.fullmatch(between)) and not apposed

    def _row(self, at: int) -> list[Mention]:
        row = [self.items[at]]
        while at + 1 < len(self.items) and self.joined(self.items[at], self.items[at + 1]):
            at += 1
            row.append(self.items[at])
        return row

    def row_from(self, span: Span) -> tuple[Span, ...]:
        """The span, and what is listed behind it."""
        at = next((i for i, m in enumerate(self.items) if m.span.overlaps(span)), None)
        return (span,) if at is None else (span, *(m.span for m in self._row(at)[1:]))

    def row_after(self, offset: int, words: int) -> list[Mention]:
        """The row that begins at most so many words behind the offset."""
        at = next((i for i, m in enumerate(self.items) if m.span.start >= offset), None)
        gap = self.text[offset : self.items[at].span.start] if at is not None else ""
        if at is None or len(re.findall(r"\w+|[^\w\s]", gap)) > words or _STOP.search(gap):
            return []
        return self._row(at)

    def enemies_after(self, offset: int) -> list[Mention]:
        """The row of those whom words of fighting that end at the offset are about."""
        row = [m for m in self.row_after(offset, 3) if m.kind in (*BODIES, "people")]
        gap = self.text[offset : row[0].span.start] if row else ""
        return row if not _AWAY.search(gap) and not re.search(r"[,()]", gap) else []

    def things_after(self, offset: int) -> list[Mention]:
        """The row of things that are the object of a verb that ends at the offset."""
        row = self.row_after(offset, 3)
        return [m for m in row if m.kind in THINGS] if row and not _AWAY.search(self.text[offset : row[0].span.start]) else []

    def bracketed(self, one: Mention) -> Span | None:
        found = _BRACKET.match(self.text, one.span.end)
        if found is None or one.kind not in (*BODIES, "craft", "people"):
            return None
        return Span.of(self.text, found.start(1), found.end(1))

    def says_also(self, one: Mention, other: Mention) -> bool:
        return _ALSO.fullmatch(self.between(one, other)) is not None

    def is_apposition(self, one: Mention, other: Mention) -> bool:
        """A name and an office beside it, the second closed by a mark or told at length."""
        if _is_office(one) == _is_office(other):
            return False
        told = _is_office(other) and one.span.text[0].isupper()
        closed = (
            told
            or self.text[other.span.end : other.span.end + 1] in (",", ".", ")", ";", "")
            or self.text[other.span.end : other.span.end + 6] == " said "
        )
        return closed and _APPOSED.fullmatch(self.between(one, other)) is not None

    def is_member(self, one: Mention, other: Mention, words: PairWords) -> bool:
        """Is the first of the second: "soldiers from the 3rd Battalion", "2nd Battalion, 5th Regiment"?"""
        between = self.between(one, other).strip().removesuffix(" the").strip().lower()
        pronoun = _PRONOUNS & {one.span.text.lower(), other.span.text.lower()}
        if other.kind not in BODIES or pronoun or (one.kind == "org" and not _may_belong(one, between)):
            return False
        if between == ",":
            return bool(_UNIT.search(one.span.text) and _UNIT.search(other.span.text)) and other.span.text[0].isdigit()
        found = words.members.search(between)
        return found is not None and found.end() == len(between) and found.start() < _VERB_BEFORE

    def _token_at(self, i: int) -> str:
        return self.tokens[i].text.lower()

    def strikes(self, words: PairWords) -> Iterator[tuple[Span, int]]:
        """Strikes with the end of the verb behind them that says what they hit, at once or past "that", "which" and "have"."""
        for i, token in enumerate(self.tokens[:-1]):
            if token.text.lower() not in words.strikes:
                continue
            behind = self.tokens[i + 1 :]
            link = next((k for k, t in enumerate(behind) if t.text.lower() in ("that", "which", "have", "has")), None)
            near = [0] if self._token_at(i + 1) in words.struck else list(range(link + 1, link + 4)) if link is not None else []
            verb = next((behind[k] for k in near if k < len(behind) and behind[k].text.lower() in words.struck), None)
            if verb is not None:
                yield Span.of(self.text, token.start, token.end), verb.end

    def owner(self, strike: Span, words: PairWords) -> Mention | None:
        """Whose strike it is: the body right before it, or whoever the sentence says has claimed it."""
        for one in self.items:
            claimed = _CLAIMED_BY.search(self._leading(one.span.start)) or _CLAIMS.match(self.text, one.span.end)
            if one.kind in BODIES and claimed:
                return one
        near = next((m for m in reversed(self.inner) if m.kind in BODIES and m.span.end <= strike.start), None)
        return near if near is not None and _HIS_STRIKE.fullmatch(self.text[near.span.end : strike.start]) else None

    def objects(self, offset: int, words: PairWords) -> list[Mention]:
        """All that is hit: the rest of the sentence's mentions until its words turn to something else."""
        out: list[Mention] = []
        at = offset
        for item in self.items:
            if item.span.start < offset:
                continue
            gap = self.text[at : item.span.start]
            if item.kind == "per" or "." in gap or not all(self._may_stand(w, words) for w in re.findall(r"[\w'’-]+", gap)):
                break
            out.append(item)
            at = item.span.end
        return out

    def _may_stand(self, word: str, words: PairWords) -> bool:
        low = word.lower()
        return low in words.struck or low in _LOOSE or re.fullmatch(_NUMBER, low) is not None

    def hostile(self, words: PairWords) -> Iterator[tuple[int, int]]:
        """Stretches of words of fighting behind which the enemy stands."""
        for i, token in enumerate(self.tokens):
            if self._fights(i, words):
                yield token.start, token.end
            elif token.text.lower() == "against":
                told = [t for t in self.tokens[max(0, i - _REACH) : i] if self._tells_fighting(t, words)]
                if told:
                    yield (told[-1] if told[-1].end > token.start - _NEAR else told[0]).start, token.end

    def _fights(self, i: int, words: PairWords) -> bool:
        """Is it a verb of fighting, neither the object of another verb ("using attack aircraft") nor a passive ("was killed")?"""
        token, before = self.tokens[i], self.tokens[i - 1] if i else None
        if token.text.lower() not in words.fight or self._inside(token):
            return False
        if before is None:
            return token.pos == "VERB"
        suffers = before.text.lower() in _BE and token.form in ("past", "participle")
        return before.form != "ing" and not suffers and (token.pos == "VERB" or before.text.lower() in ("to", "and"))

    def _tells_fighting(self, token: Token, words: PairWords) -> bool:
        low = token.text.lower()
        return (low in words.fights or low in words.fight) and not self._inside(token)

    def helping(self, words: PairWords) -> Iterator[tuple[int, int]]:
        for token in self.tokens:
            if token.text.lower() in words.help and token.pos == "VERB" and not self._inside(token):
                yield token.start, token.end
        for found in words.helped.finditer(self.text, self.start, self.end):
            yield found.start(), found.end()

    def holding(self, words: PairWords) -> Iterator[tuple[int, int]]:
        for token in self.tokens:
            if token.text.lower() in words.holds and token.pos == "VERB" and not self._inside(token):
                yield token.start, token.end

    def strike_after(self, offset: int) -> list[Mention]:
        """Strikes that somebody conducted, as mentions of their own."""
        near = [t for t in self.tokens if t.start >= offset][:4]
        found = next((t for t in near if t.text.lower().startswith(("strike", "airstrike"))), None)
        if found is not None and _AWAY.search(self.text[offset : found.start]):
            return []
        return [Mention(Span.of(self.text, found.start, found.end), "weapon", 1.0, -1)] if found is not None else []

    def _inside(self, token: Token) -> bool:
        return any(m.span.start <= token.start < m.span.end for m in self.items)

    def doers(self, offset: int) -> list[Mention]:
        """Who may stand as doer before the offset: the last body that no preposition governs, else the last one; with those joined to it."""
        before = [i for i, m in enumerate(self.items) if m.span.end <= offset and m.kind in (*BODIES, "people", "per")]
        if before and _OWN.search(self._leading(offset)):
            return [self.items[before[-1]]]  # "the people in their fight"
        if not before:
            return []
        free = [i for i in before if not _GOVERNING.search(self._leading(self.items[i].span.start))]
        first = last = (free or before)[-1]
        while first > 0 and self.joined(self.items[first - 1], self.items[first]):
            first -= 1
        return list(self.items[first : last + 1])

    def friends_after(self, offset: int) -> list[Mention]:
        row = self.row_after(offset, 2)
        return [m for m in row if m.kind in BODIES and not _OPERATION.match(m.span.text) and m.span.text.lower() not in _PRONOUNS]

    def told_members(self, words: PairWords) -> Iterator[tuple[Span, Span]]:
        """Members within one phrase: "<fighters> of <the group>"."""
        for one in self.items:
            found = _OF.search(one.span.text) if one.kind in ("per", "people", *BODIES) else None
            if found is None or found.group(1).lower() not in words.belongs:
                continue
            at = one.span.start + found.end()
            body = next((m for m in self.inner if m.kind in BODIES and at <= m.span.start <= at + 4 and m.span != one.span), None)
            if body is not None:
                yield Span.of(self.text, one.span.start, one.span.start + found.end(1)), body.span

    def only_suffers(self, source: Span, words: PairWords) -> bool:
        """Does it only condemn the act, or is it itself what strikes hit?"""
        behind = [t.text.lower() for t in self.tokens if t.start >= source.end][:3]
        struck = [m for _, verb_end in self.strikes(words) for m in self.objects(verb_end, words)]
        return any(w in words.condemns for w in behind) or any(m.span.overlaps(source) for m in struck)

    def owned(self) -> Iterator[tuple[Span, Span]]:
        """A body's name within a phrase of a thing, and the rest of the phrase: "<ISIL>-held <building>". A body's name alone says too little."""
        for thing in self.items:
            bodies = [m for m in self.inner if m.kind in BODIES and thing.span.start <= m.span.start and m.span.end < thing.span.end]
            if thing.kind in THINGS and bodies:
                rest = _HELD.match(self.text, bodies[0].span.end)
                if rest is not None and rest.end() < thing.span.end:
                    yield bodies[0].span, Span.of(self.text, rest.end(), thing.span.end)

    def chiefs(self, words: PairWords) -> Iterator[tuple[Span, Span]]:
        """A holder of an office and the body: by the name beside the office, else by the office itself."""
        for at, person in enumerate(self.items):
            if person.kind == "per" and any(w.lower() in words.chiefs for w in re.findall(r"[\w-]+", person.span.text)):
                body = self._headed(at)
                if body is not None:
                    yield self._name_of(at).span, body.span

    def _headed(self, at: int) -> Mention | None:
        """The body that the office of this person is in: within its words, or right behind them."""
        person = self.items[at]
        within = (m for m in self.inner if m.kind in BODIES and person.span.start <= m.span.start and m.span.end <= person.span.end)
        behind = self.items[at + 1] if at + 1 < len(self.items) else None
        follows = behind is not None and behind.kind in BODIES and _CHIEF_OF.fullmatch(self.between(person, behind))
        return next(within, behind if follows else None)

    def _name_of(self, at: int) -> Mention:
        """The name that stands before the office, or the office."""
        before = self.items[at - 1] if at else None
        named = before is not None and before.kind == "per" and _APPOSED.fullmatch(self.between(before, self.items[at]))
        return before if before is not None and named else self.items[at]


_BE = frozenset("is are was were be been being".split())
_PRONOUNS = frozenset("we they them he she him i".split())
_LOOSE = frozenset("and the a an additional other another further more than".split())


def _may_belong(body: Mention, between: str) -> bool:
    """A unit, or several people of a service; "with" and "in" say of bodies where they are."""
    several = _UNIT.search(body.span.text) or body.span.text.endswith(("s", "men"))
    return bool(several) and between not in ("of", "with", "in", "at")


def _is_office(mention: Mention) -> bool:
    """Is it somebody by office and not by name: "the minister of defence", "Central Command commander"?"""
    words = mention.span.text.split()
    role = load_role_rules().phrases.get((words[-1].lower(),))
    return " of " in mention.span.text or words[-1].islower() or (role is not None and role.act == "office")


def lines_of(annotated: Annotated, mentions: Sequence[Mention]) -> list[Line]:
    """The lines of a report in text order."""
    text = annotated.report.text
    out: list[Line] = []
    told = [m for m in mentions if m.kind not in _COUNTED]
    starts = [m.span.start for m in told]
    for start, end, tokens in _stretches(annotated):
        inner = tuple(told[bisect_left(starts, start) : bisect_left(starts, end)])
        items: list[Mention] = []
        for mention in inner:
            if not items or mention.span.start >= items[-1].span.end:
                items.append(mention)
        out.append(Line(text, start, end, tokens, tuple(items), inner))
    return out


def _stretches(annotated: Annotated) -> Iterator[tuple[int, int, tuple[Token, ...]]]:
    """Sentences; what is quoted counts sentence by sentence too."""
    for sentence in annotated.sentences:
        tokens = annotated.tokens[sentence.first : sentence.last]
        cuts = [f.end() for f in _FULL_STOP.finditer(annotated.report.text, sentence.start, sentence.end)]
        for start, end in zip([sentence.start, *cuts], [*cuts, sentence.end], strict=True):
            part = tuple(t for t in tokens if start <= t.start < end)
            if len(part) <= _LONGEST:
                yield start, end, part
