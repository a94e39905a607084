"""Who says it: the chain of speakers, outermost first, at a place in a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from casus.extract.clauses import Reader
from casus.model import ActorMention, Annotated, Cue, Speaker

_SPEAKING = frozenset(
    {
        "state",
        "government_body",
        "armed_group",
        "international_org",
        "company",
        "media",
        "ngo",
        "role_holder",
        "person",
        "unidentified",
        "population",
    }
)
_PRONOUNS = frozenset({"he", "she", "they", "it"})
#: what stands before a speaker who follows the words: a comma or quotation mark, and perhaps an article
_CLOSES = re.compile(r"[,”\"’'](?:\s+(?:a|an|the|one|its|their|his|her))?$")


@dataclass(frozen=True, slots=True)
class _Heard:
    """The last speaker, and the last one in an office: whom *he* or *she* can mean."""

    any: Speaker | None
    person: Speaker | None


class Voices:
    """The speakers of a report, read once in text order, since a later "he said" leans on an earlier name."""

    def __init__(self, annotated: Annotated, readers: Sequence[Reader]) -> None:
        self._annotated = annotated
        self._readers = readers
        self._by_sentence: list[list[tuple[Cue, Speaker]]] = []
        offices = frozenset(m.span for m in annotated.actors if m.kind in ("role_holder", "person"))
        heard = _Heard(None, None)
        for number in range(len(annotated.sentences)):
            voiced = [(cue, who) for cue in self._cues(number) if (who := self._speaker(number, cue, heard)) is not None]
            for _, who in voiced:
                heard = _Heard(who, who if who.span in offices else heard.person)
            self._by_sentence.append(voiced)

    def at(self, sentence: int, offset: int) -> tuple[Speaker, ...]:
        """The chain for words at ``offset`` of sentence number ``sentence``; ``()`` when the report itself speaks."""
        chain = [who for cue, who in self._by_sentence[sentence] if self._covers(sentence, cue, who, offset)]
        unique: list[Speaker] = []
        for who in chain:
            if who.span.start <= offset < who.span.end or any(w.span == who.span for w in unique):
                continue
            unique.append(who)
        return tuple(unique) or self._quoted_on(sentence)

    def _cues(self, number: int) -> list[Cue]:
        sentence = self._annotated.sentences[number]
        return [c for c in self._annotated.cues if c.kind == "speech" and sentence.start <= c.span.start < sentence.end]

    def _speaker(self, number: int, cue: Cue, heard: _Heard) -> Speaker | None:
        reader = self._readers[number]
        at = next(i for i in range(reader.first, reader.last) if reader.tokens[i].start >= cue.span.start)
        end = next((i for i in range(at, reader.last) if reader.tokens[i].start >= cue.span.end), reader.last)
        if cue.rule == "speech.according":
            found = [m for m in reader.mentions(end, reader.last) if m[0] <= end + 6]
            return _as_speaker(found[0][2]) if found and found[0][2].kind in _SPEAKING else None
        return self._subject(reader, at, end, heard)

    def _subject(self, reader: Reader, at: int, end: int, heard: _Heard) -> Speaker | None:
        nearest = [m for m in reader.mentions(max(reader.first, at - 14), at) if m[2].kind in _SPEAKING]
        if nearest and _adjacent(reader, nearest[-1][1], at):
            return _as_speaker(nearest[-1][2])
        pronoun = reader.tokens[at - 1].text.lower() if at > reader.first else ""
        if pronoun in _PRONOUNS:
            return heard.person or heard.any if pronoun in ("he", "she") else heard.any
        after = [m for m in reader.mentions(end, min(end + 5, reader.last)) if m[2].kind in _SPEAKING]
        if after and at > reader.first and reader.tokens[at - 1].text in (",", "”", '"', "'", "’") and after[0][0] <= end + 2:
            return _as_speaker(after[0][2])
        subjects = [m for m in reader.subject(at) if m.kind in _SPEAKING]
        return _as_speaker(subjects[0]) if subjects else None

    def _covers(self, number: int, cue: Cue, who: Speaker, offset: int) -> bool:
        """After the verb; before it only in the pattern "..., X said" or "... according to X" at the end of the sentence."""
        if offset >= cue.span.end:
            return cue.rule != "speech.according" or who.span.end < offset
        sentence = self._annotated.sentences[number]
        start = min(cue.span.start, who.span.start)
        if cue.rule == "speech.according":
            return True
        lead = self._annotated.report.text[sentence.start : start].rstrip()
        return offset < start and bool(_CLOSES.search(lead)) and len(lead) > 20

    def _quoted_on(self, number: int) -> tuple[Speaker, ...]:
        """A sentence inside a quotation that an earlier sentence of the paragraph opened belongs to the same speaker."""
        sentences, text = self._annotated.sentences, self._annotated.report.text
        for before in range(number - 1, max(-1, number - 4), -1):
            if sentences[before].paragraph != sentences[number].paragraph:
                return ()
            said = text[sentences[before].start : sentences[number].start]
            if self._by_sentence[before]:
                opened = said.count("“") > said.count("”") or (said.count("“") == 0 and said.count('"') % 2 == 1)
                return (self._by_sentence[before][-1][1],) if opened else ()
        return ()


def _adjacent(reader: Reader, end: int, verb: int) -> bool:
    """Only adverbs, auxiliaries, days and appositions stand between the speaker and the verb."""
    between = reader.tokens[end:verb]
    if any(t.pos == "VERB" for t in between):
        return between[0].text == "," and between[-1].text == ","
    return not any(t.text.lower() in ("that", "who", "which", ";", ":") for t in between)


def _as_speaker(mention: ActorMention) -> Speaker:
    return Speaker(mention.span, mention.actor_id, mention.name)
