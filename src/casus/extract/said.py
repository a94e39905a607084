"""One saying: a cue in its sentence, with who said it and the words that it governs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from casus.extract.clauses import Reader
from casus.extract.phrases import Range, is_filler, phrase_after, phrase_before
from casus.model import Annotated, Cue, Token

#: what stands right before a speaker who follows the words, as in "..., police said"
_CLOSES = re.compile(r"[,”\"’'?!—–-]$")
_PRONOUNS = frozenset("he she they it i we you who which some many several others one".split())
_MANY = frozenset("people police many some him them men women".split())
_TOLD = frozenset("tell inform remind assure warn ask urge advise notify brief".split())
_SOURCED = frozenset({"speech.according"})
_NOT_VERBS = frozenset({"speech.according", "speech.noun"})
_ADDRESS = frozenset("in at on during to by from via through".split())
_BEHIND_NOUNS = frozenset(["of", "from", "about", "between", "by", "for", "in", "on", "with", "among", "under", ".", ";", ")"])
_FRAMES = frozenset("on after before during as when while at upon".split())
_SPOKEN = frozenset("speech stance".split())


@dataclass(frozen=True, slots=True)
class Saying:
    """``source`` counts tokens, ``contents`` characters; ``source`` is None where nobody is named."""

    sentence: int
    cue: Cue
    source: Range | None
    contents: tuple[Range, ...]

    def covers(self, offset: int) -> bool:
        return any(start <= offset < end for start, end in self.contents)


@dataclass(frozen=True, slots=True)
class Said:
    """One cue in its sentence; ``before`` is the saying told before it there."""

    annotated: Annotated
    number: int
    reader: Reader
    cue: Cue
    before: Saying | None

    @property
    def tokens(self) -> Sequence[Token]:
        return self.reader.tokens

    def read(self) -> Saying | None:
        """The saying; None where the cue's word says nothing here."""
        first = self._token(self.cue.span.start)
        last = self._token(self.cue.span.end, first)
        if self.cue.rule not in _NOT_VERBS and not self._is_verb(first):
            return None
        if self.cue.rule in _SOURCED:
            return self._sourced(first, last)
        if self.cue.rule == "speech.noun" and self.tokens[first].pos != "VERB":
            return self._owned(first, last)
        if self._no_claim():
            return None
        inverted = None if self._claims_deed() else self._inverted(first, last)
        return inverted or self._passive(first, last) or self._plain(first, last)

    def _no_claim(self) -> bool:
        """Of "no group has claimed it" nobody is the speaker."""
        return any(c.kind == "no_claim" and c.span.overlaps(self.cue.span) for c in self.annotated.cues)

    def _claims_deed(self) -> bool:
        """As in "the group, ..., claimed responsibility": what stands behind the verb is the deed, and nobody who speaks."""
        return any(c.kind == "claim_of_responsibility" and c.span.start == self.cue.span.start for c in self.annotated.cues)

    def _is_auxiliary(self, at: int) -> bool:
        return at >= self.reader.first and self.tokens[at].pos == "AUX"

    def _is_verb(self, first: int) -> bool:
        """Not the noun in "two states", nor the wish in "declined to say"."""
        token = self.tokens[first]
        before = self.tokens[first - 1].text.lower() if first > self.reader.first else ""
        if self.annotated.sentences[self.number].is_title:
            return token.text.endswith("s")
        if token.pos != "VERB" or before == "to":
            return False
        after = self.tokens[first + 1] if first + 1 < self.reader.last else None
        if token.form == "base" and first > self.reader.first and not self._many_before(first):
            return False
        if token.lemma == "declare" and after is not None and after.pos in ("DET", "NOUN", "ADJ") and after.text.lower() != "that":
            return False  # "declared a curfew" does it
        return token.form not in ("s", "base") or after is None or not self._reads_as_noun(after)

    def _many_before(self, verb: int) -> bool:
        """May a base form stand here: "officials say", "they also claim", "would not say", "residents of the town say"?"""
        before = self.tokens[verb - 1]
        phrase = phrase_before(self.tokens, verb, self.reader.first)
        if phrase and any(t.text.endswith("s") or t.text.lower() in _MANY for t in self.tokens[phrase[0] : phrase[1]]):
            return True
        many = before.pos in ("PRON", "AUX", "PART", "ADV", "ADP") or before.text.endswith(("s", ",", ")", "”"))
        return many or before.text.lower() in _MANY

    def _reads_as_noun(self, after: Token) -> bool:
        """Does what follows show that the word before it is a noun: "the claims of", "plans were"?"""
        return after.pos in ("AUX", "VERB", "CCONJ") or after.text.lower() in _BEHIND_NOUNS

    def _token(self, offset: int, floor: int | None = None) -> int:
        low = self.reader.first if floor is None else floor
        return next((i for i in range(low, self.reader.last) if self.tokens[i].start >= offset), self.reader.last)

    def _sourced(self, first: int, last: int) -> Saying | None:
        """As in "according to a hospital official": the words of the rest of the sentence."""
        source = self._mention_at(last) or phrase_after(self.tokens, last, self.reader.last)
        if source is None or (
            self.tokens[first].form == "ing"
            and not any(t.pos == "PROPN" for t in self.tokens[slice(*source)])
            and not self._mention_at(last)
        ):
            return None  # "citing security reasons" quotes nobody
        bounds = self.annotated.sentences[self.number]
        rest = self._after(self._past_apposition(source[1]))
        lead = (bounds.start, self._trim_end(self.tokens[first].start))
        leads = first - self.reader.first > 3 and not self._opens(first)
        contents = (lead,) if leads else (rest,) if rest else ()
        return Saying(self.number, self.cue, source, contents)

    def _owned(self, first: int, last: int) -> Saying | None:
        """As in "the rebels' claim that", "the paper's story is that": who owns the words."""
        at = first
        while at > self.reader.first and self.tokens[at - 1].pos in ("ADJ", "NOUN", "NUM") and self.tokens[at - 1].text != "'s":
            at -= 1
        owned = at > self.reader.first and self.tokens[at - 1].text in ("'s", "’s", "'", "’")
        named = at > self.reader.first and self.tokens[at - 1].pos == "PROPN"
        source = (self._mention_to(at - owned) or phrase_before(self.tokens, at - owned, self.reader.first)) if owned or named else None
        rest = self._after(last)
        return Saying(self.number, self.cue, source, (rest,)) if source and rest else None

    def _opens(self, first: int) -> bool:
        """Does a clause begin at ``first``: after "but", "while", a semicolon?"""
        before = self.tokens[first - 1]
        return before.pos == "CCONJ" or before.text in (";", ":", "—") or before.text.lower() in ("while", "although", "but", "that")

    def _inverted(self, first: int, last: int) -> Saying | None:
        """As in '"...", said the minister' and "..., according to": the speaker behind the verb, the words before it."""
        if first == self.reader.first or not _CLOSES.search(self.tokens[first - 1].text) or self.tokens[first].form not in ("past", "s"):
            return None
        if last < self.reader.last and (is_filler(self.tokens[last]) or self.tokens[last].text.lower() in ("this", "last", "that")):
            return None  # ", said Monday": when, not who
        source = self._mention_at(last) or phrase_after(self.tokens, last, self.reader.last)
        lead = self._lead(first)
        if source is None or lead is None or self._acts(source[1]):
            return None
        back = self._resumed(source[1])
        return Saying(self.number, self.cue, source, (lead, *((back,) if back else ())))

    def _acts(self, at: int) -> bool:
        """Does a verb follow the phrase: ", said gunmen attacked"? Then it is no speaker behind its verb."""
        while at < self.reader.last and self.tokens[at].pos == "ADV":
            at += 1
        return at < self.reader.last and (self.tokens[at].pos == "AUX" or (self.tokens[at].pos == "VERB" and self.tokens[at].form != "ing"))

    def _passive(self, first: int, last: int) -> Saying | None:
        """As in "the raid was reported by the radio": who is named behind "by", the words of the subject."""
        by = last < self.reader.last and self.tokens[last].text.lower() == "by"
        if not by or not self.reader.passive(first, last) or self.tokens[first].lemma in ("say", "tell", "add"):
            return None  # "said by telephone" is no passive
        source, said = phrase_after(self.tokens, last + 1, self.reader.last), self._subject(first)
        if source is None or said is None:
            return None
        return Saying(self.number, self.cue, source, ((self.tokens[said[0]].start, self.tokens[said[1] - 1].end),))

    def _plain(self, first: int, last: int) -> Saying | None:
        plain = self.tokens[first].lemma in ("say", "add") and not self._is_auxiliary(first - 1)
        if self.reader.passive(first, last) and self.cue.kind == "speech" and not plain:
            return None  # "it was reported that", "she was told that": by nobody named
        source = self._subject(first)
        if source is None and self.tokens[first].form in ("participle", None) and not self._shares(first):
            return None
        start = source[0] if source else first
        own = source is not None and self._reaches(source, first)
        lead = (self._lead(start) or self._short_lead(start, last)) if own and self._closes(start) else None
        rest = self._after(self._past_address(last))
        if lead is not None and (rest is None or self._is_aside(last) or self._closes_quotation(start) or self._frames(last)):
            back = self._resumed(last)
            return Saying(self.number, self.cue, source, (lead, *((back,) if back else ())))
        return Saying(self.number, self.cue, source, (rest,)) if rest else None

    def _reaches(self, source: Range, verb: int) -> bool:
        """Does the speaker stand at the verb itself, not at an earlier one that the verb shares it with?"""
        return all(is_filler(t) for t in self.tokens[source[1] : verb]) or self.tokens[verb - 1].text == ","

    def _short_lead(self, end: int, last: int) -> Range | None:
        """As in "The latest test, the army said, was its biggest": however short, where the clause goes on behind a second comma."""
        cut = last < self.reader.last and self.tokens[last].text == "," and self._resumed(last) is not None
        opens = self.tokens[self.reader.first].pos in ("ADP", "SCONJ", "CCONJ", "ADV")
        if not cut or opens or end - self.reader.first < 2:
            return None
        return self.tokens[self.reader.first].start, self._trim_end(self.tokens[end - 1].end)

    def _subject(self, verb: int) -> Range | None:
        at = verb
        while at > self.reader.first and is_filler(self.tokens[at - 1]):
            at -= 1
        before = self.tokens[at - 1] if at > self.reader.first else None
        if before is None:
            return None
        if before.text.lower() in _PRONOUNS:
            return at - 1, at
        if before.text == ",":
            return self._shared(verb) if self.tokens[verb].form == "ing" else self._before_apposition(at - 1) or self._shared(verb)
        phrase = phrase_before(self.tokens, at, self.reader.first)
        if phrase is not None and not self._governed(phrase[0]):
            return phrase
        return self._shared(verb) or phrase

    def _governed(self, at: int) -> bool:
        return at > self.reader.first and self.tokens[at - 1].pos in ("ADP", "VERB") and self.tokens[at - 1].form != "ing"

    def _before_apposition(self, comma: int) -> Range | None:
        """As in "Rahim, a spokesman for the governor, said": the phrase that ends at the comma before the insertion."""
        for at in range(comma - 1, max(self.reader.first, comma - 24), -1):
            if self.tokens[at].text == ",":
                phrase = phrase_before(self.tokens, at, self.reader.first)
                if phrase is not None and not self._governed(phrase[0]):
                    return phrase[0], comma
        return None

    def _shares(self, verb: int) -> bool:
        before = self.tokens[verb - 1].text.lower() if verb > self.reader.first else ""
        return before in ("and", "but", ",", "on", "by", "after", "before", "in", "while")

    def _shared(self, verb: int) -> Range | None:
        """The subject of the clause: "the minister condemned the raid and said", "..., adding that"."""
        if self.before is not None and self._shares(verb):
            return self.before.source
        if verb > self.reader.first and self.tokens[verb - 1].text.lower() == "as":  # "quoted the governor as saying"
            return phrase_before(self.tokens, verb - 1, self.reader.first)
        if self.tokens[verb].form == "ing":
            return self._main_subject(verb)
        found = self.reader.subject(verb)
        at = next((start for start, (m, _) in self.reader.starts.items() if found and m.span == found[0].span), None)
        if at is not None:
            return at, self.reader.starts[at][1]
        start = self.reader.clause_start(verb)
        phrase = phrase_after(self.tokens, start, verb)
        return phrase if phrase and phrase[1] < verb else None

    def _main_subject(self, limit: int) -> Range | None:
        """The phrase that the sentence begins with, behind a frame such as "On Monday,"."""
        at = self.reader.first
        if self.tokens[at].pos in ("ADP", "SCONJ", "ADV"):
            at = next((i + 1 for i in range(at, limit) if self.tokens[i].text == ","), at)
        if at < limit and self.tokens[at].text.lower() in _PRONOUNS:
            return at, at + 1
        return phrase_after(self.tokens, at, limit)

    def _mention_at(self, at: int) -> Range | None:
        skip = at + 1 if at < self.reader.last and self.tokens[at].pos == "DET" else at
        found = self.reader.starts.get(at) or self.reader.starts.get(skip)
        if found is None:
            return None
        phrase = phrase_after(self.tokens, at, self.reader.last)
        return at, max(found[1], phrase[1] if phrase else 0)

    def _mention_to(self, end: int) -> Range | None:
        return next(((start, stop) for start, (_, stop) in self.reader.starts.items() if stop == end), None)

    def _lead(self, end: int) -> Range | None:
        """The words before token ``end``, where they are more than a frame ("In Kabul, police said")."""
        first = self.reader.first
        if self.before is not None and self.before.contents[0][1] <= self.before.cue.span.start < self.tokens[end - 1].start:
            first = self._token(self.before.cue.span.end)
        wall = next((i + 1 for i in range(end - 3, first, -1) if self.tokens[i].text == ";"), first)
        said = self.tokens[wall:end]
        verbal = any(t.pos in ("VERB", "AUX") for t in said) or any(t.text in "“”\"''" for t in said)
        if len(said) < 3 or not verbal:
            return None
        return said[0].start, self._trim_end(said[-1].end)

    def _closes(self, start: int) -> bool:
        return start > self.reader.first and bool(_CLOSES.search(self.tokens[start - 1].text))

    def _frames(self, last: int) -> bool:
        """Does only when or where follow: "said on announcing arrests", "said after a visit"?"""
        after = self.tokens[last] if last < self.reader.last else None
        return after is not None and after.text.lower() in _FRAMES

    def _closes_quotation(self, start: int) -> bool:
        return self.tokens[start - 1].text in ("”", '"', "''", "'", "’")

    def _is_aside(self, last: int) -> bool:
        """Is the verb the end of an insertion ("The group, she said, was local")?"""
        at = last
        while at < self.reader.last and (is_filler(self.tokens[at]) or self.tokens[at].pos in ("ADP", "DET", "NOUN", "PROPN", "NUM")):
            at += 1
        return at >= self.reader.last or self.tokens[at].text in (",", ".", "”", '"', ";")

    def _resumed(self, at: int) -> Range | None:
        """What goes on after an insertion: a quotation taken up again, or the rest of the clause that the insertion cut."""
        while at < self.reader.last and self.tokens[at].text not in (",", ":", ".", ";"):
            at += 1
        if at + 2 >= self.reader.last or self.tokens[at].text == ";":
            return None
        opens = self.tokens[at + 1].text in ("“", '"', "'", "‘") or self._carries_on(at + 1)
        return self._after(at + 1) if opens else None

    def _carries_on(self, at: int) -> bool:
        """Does the clause that an insertion cut go on: "was not", "to sentence", "and burned"; not "and the army fled"?"""
        token, after = self.tokens[at], self.tokens[at + 1]
        joined = token.text.lower() in ("and", "but") and after.pos in ("VERB", "AUX", "ADP")
        return joined or token.pos == "AUX" or token.text.lower() == "to"

    def _past_apposition(self, at: int) -> int:
        """Behind ", a spokesman for the governor," where such words follow; else ``at``."""
        if at >= self.reader.last or self.tokens[at].text != ",":
            return at
        close = next((i for i in range(at + 1, min(at + 16, self.reader.last)) if self.tokens[i].text == ","), None)
        inner = self.tokens[at + 1 : close] if close else ()
        finite = any(t.pos in ("VERB", "AUX") for t in inner) and inner[0].text.lower() not in ("who", "which")
        apposed = bool(inner) and not finite and (inner[0].pos == "DET" or inner[0].text.lower() in ("who", "which")) and close is not None
        return close + 1 if apposed and close is not None else at + 1

    def _past_address(self, at: int) -> int:
        """Behind who is told, when and where: "told reporters in Kabul on Monday that"."""
        limit = min(at + 14, self.reader.last)
        that = next((i for i in range(at, limit) if self.tokens[i].text.lower() == "that" and self.tokens[i].pos in ("SCONJ", "DET")), None)
        colon = next((i for i in range(at, limit) if self.tokens[i].text in (":", "“", '"')), None)
        if that is not None and not any(t.pos in ("VERB", "AUX") or t.text == "," for t in self.tokens[at:that]):
            return that
        if colon is not None and not any(t.pos in ("VERB", "AUX") for t in self.tokens[at:colon]) and colon - at < 10:
            return colon + (self.tokens[colon].text == ":")
        return self._past_listener(at)

    def _past_listener(self, at: int) -> int:
        while at < self.reader.last and (self.tokens[at].text in (",", ":") or is_filler(self.tokens[at])) and self.tokens[at].pos != "AUX":
            at += 1
        if at < self.reader.last and self.tokens[at - 1].lemma in _TOLD:
            pronoun = self.tokens[at].pos == "PRON"
            phrase = (at, at + 1) if pronoun else phrase_after(self.tokens, at, self.reader.last)
            return phrase[1] if phrase else at
        if at + 1 < self.reader.last and self.tokens[at].text.lower() in _ADDRESS:
            day = is_filler(self.tokens[at + 1])
            phrase = (at, at + 2) if day else phrase_after(self.tokens, at + 1, min(at + 4, self.reader.last))
            return phrase[1] if phrase and self.tokens[at].text.lower() in ("in", "on", "at") else at
        return at

    def _after(self, at: int) -> Range | None:
        """From token ``at`` to the end of what is said; None where too little is left."""
        while at < self.reader.last and self.tokens[at].text in (",", ":", "—", "–", "-"):
            at += 1
        end = self._end(at)
        if end - at < 2 or not any(t.pos in ("VERB", "AUX", "NOUN", "PROPN", "ADJ") for t in self.tokens[at:end]):
            return None
        return self.tokens[at].start, self._trim_end(self.tokens[end - 1].end)

    def _end(self, at: int) -> int:
        """Where the words end: the sentence's end, a quotation's end, or where the report goes on in its own voice."""
        if at < self.reader.last and self.tokens[at].text in ("“", '"'):
            close = next((i for i in range(at + 1, self.reader.last) if self.tokens[i].text in ("”", '"')), None)
            if close is not None and self.tokens[close - 1].text in (",", ".", "!", "?"):
                return close + 1
        for i in range(at + 3, self.reader.last - 3):
            if (
                self.tokens[i].text.lower() in ("but", "while", "although", "though")
                and self.tokens[i - 1].text == ","
                and self._speaks_after(i)
            ):
                return i - 1
            if self.tokens[i].text in (",", "and") and (self._says_more(i + 1) or self._another_says(i + 1)):
                return i
            if self.tokens[i].text in ("—", "–", "―") or (self.tokens[i].text == self.tokens[i + 1].text == "-"):
                return i
        return self.reader.last

    def _another_says(self, at: int) -> bool:
        """Does another begin to speak right behind the word: "and the army denied that"? Not inside the words: "that A and B say"."""
        phrase = phrase_after(self.tokens, at, self.reader.last)
        if phrase is None or self.tokens[at - 1].text != "and" or self.tokens[at - 2].text != ",":
            return False
        verb = next((i for i in range(phrase[1], self.reader.last) if not is_filler(self.tokens[i])), self.reader.last)
        return verb < self.reader.last and any(c.kind in _SPOKEN and c.span.start == self.tokens[verb].start for c in self.annotated.cues)

    def _says_more(self, at: int) -> bool:
        """Does the same speaker say more behind the word: ", adding that", "and told"?"""
        token = self.tokens[at]
        shape = token.form == "ing" if self.tokens[at - 1].text == "," else token.form == "past"
        return shape and any(c.kind in _SPOKEN and c.span.start == token.start for c in self.annotated.cues)

    def _speaks_after(self, at: int) -> bool:
        """Does another begin to speak behind the word at ``at``: ", but the army denied"?"""
        start = self.tokens[at].start
        near = self.tokens[min(at + 9, self.reader.last - 1)].start
        return any(c.kind in ("speech", "denial") and start < c.span.start <= near for c in self.annotated.cues)

    def _trim_end(self, end: int) -> int:
        text = self.annotated.report.text
        while end > 0 and (text[end - 1].isspace() or text[end - 1] in ".,;:—–-"):
            end -= 1
        return end
