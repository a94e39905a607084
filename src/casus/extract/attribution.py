"""Who says it: the chain of speakers, outermost first, at a place in a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from casus.extract.clauses import Reader
from casus.extract.phrases import Range
from casus.extract.said import Saying
from casus.extract.sayings import find_sayings
from casus.model import ActorKind, ActorMention, Annotated, Cue, Span, Speaker

_SPEAKING: frozenset[ActorKind] = frozenset(
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
_PERSONS = frozenset({"he", "she", "i"})
_GROUPS = frozenset({"they", "it", "we"})
_RELATIVE = frozenset({"who", "which"})
_ADDS = re.compile(r"(?:Additionally|Furthermore|Moreover|In addition|Besides|Likewise)\b")
#: what a person without a public role is called
_NOBODY = "a person"
_LONGEST_NAME = 4
#: words that make a bare name a body's
_BODIES = frozenset(
    """TV Television Radio News Times Post Gazette Agency Press Media Journal Tribune Herald Ministry Council Court Police Institute University
    Observatory Watch Network Group Party Movement Union Committee Commission Center Centre Foundation Association Society Board Bank
    Report Reports Officials Sources Witnesses Residents Police Scholars Analysts Experts Observers Critics Activists Villagers Survivors""".split()
)
_PIECES = frozenset("article story newspaper paper magazine broadcaster agency outlet channel daily author website".split())
#: cues whose source is quoted by the one who speaks: "the radio, citing the army, said"
_QUOTED = frozenset({"citing", "quoting"})


@dataclass(frozen=True, slots=True)
class _Heard:
    """The last speaker, and the last one in an office: whom *he* or *she* can mean."""

    any: Speaker | None
    person: Speaker | None


@dataclass(frozen=True, slots=True)
class _Voiced:
    """A saying with its speaker, and the medium that carried it ("told the Gazette"), if one is named."""

    saying: Saying
    speaker: Speaker
    medium: Speaker | None

    @property
    def depth(self) -> tuple[bool, int, int]:
        """Sorts outer before inner: who is quoted by another is inner; of two, the one whose words hold the other's is outer."""
        start, end = self.saying.contents[0]
        return self.saying.cue.span.text.lower() in _QUOTED, start - end, self.saying.cue.span.start


class Voices:
    """The speakers of a report, read once in text order, since a later "he said" leans on an earlier name."""

    def __init__(self, annotated: Annotated, readers: Sequence[Reader]) -> None:
        self._annotated = annotated
        self._readers = readers
        self._offices = frozenset(m.span for m in annotated.actors if m.kind in ("role_holder", "person"))
        self._voiced: list[_Voiced] = []
        heard = _Heard(None, None)
        for saying in find_sayings(annotated, readers):
            who = self._speaker(saying, heard)
            if who is not None:
                heard = _Heard(who, who if who.span in self._offices else heard.person)
                self._voiced.append(_Voiced(saying, who, self._medium(saying)))

    def at(self, sentence: int, offset: int, depth: int = 3) -> tuple[Speaker, ...]:
        """The chain for words at ``offset`` of sentence number ``sentence``; ``()`` when the report itself speaks.

        ``depth`` is how many sentences that only add to the one before ("Moreover, ...") may be followed back.
        """
        near = (v for v in self._voiced if v.saying.sentence - 6 <= sentence <= v.saying.sentence + 6)
        chain = sorted((v for v in near if v.saying.covers(offset)), key=lambda v: v.depth)
        unique: list[Speaker] = []
        for who in (s for v in chain for s in ((v.medium,) if v.medium else ()) + (v.speaker,)):
            if not who.span.start <= offset < who.span.end and all(not _same(w, who) for w in unique):
                unique.append(who)
        return tuple(unique) or (self._gone_on(sentence, depth) if depth else ())

    def _gone_on(self, sentence: int, depth: int) -> tuple[Speaker, ...]:
        """As in "Reports say that A. Additionally, B.": a sentence that only adds to one that was all another's words."""
        bounds, text = self._annotated.sentences, self._annotated.report.text
        if sentence == 0 or not _ADDS.match(text, bounds[sentence].start) or any(v.saying.sentence == sentence for v in self._voiced):
            return ()
        before = bounds[sentence - 1]
        said = self.contents(sentence - 1)
        whole = bool(said) and (max(b for _, b in said) >= before.end - 2 or min(a for a, _ in said) == before.start)
        return self.at(sentence - 1, said[0][0], depth - 1) if whole else ()

    def contents(self, sentence: int) -> tuple[Range, ...]:
        """Where in the sentence words of others stand."""
        bounds = self._annotated.sentences[sentence]
        told = (c for v in self._voiced if v.saying.sentence == sentence for c in v.saying.contents)
        return tuple((max(a, bounds.start), min(b, bounds.end)) for a, b in told if a < bounds.end and bounds.start < b)

    def cue_at(self, sentence: int, offset: int) -> Cue | None:
        """The verb of the innermost saying there."""
        near = (v for v in self._voiced if v.saying.sentence - 6 <= sentence <= v.saying.sentence + 6 and v.saying.covers(offset))
        inner = max(near, key=lambda v: v.depth, default=None)
        return inner.saying.cue if inner else None

    def _speaker(self, saying: Saying, heard: _Heard) -> Speaker | None:
        if saying.source is None:
            return None
        reader = self._readers[saying.sentence]
        first, last = saying.source
        word = reader.tokens[first].text.lower()
        if last - first == 1 and word in _RELATIVE:
            before = [m for m in reader.mentions(max(reader.first, first - 14), first) if m[2].kind in _SPEAKING]
            return _as_speaker(before[-1][2]) if before else None
        named = self._named(reader, first, last)
        if named is not None:
            return named
        if last - first == 1 and word in _PERSONS | _GROUPS:
            known = (heard.person or self._office_before(saying)) if word in _PERSONS else heard.any
            return known or self._phrase(reader, first, last)
        return self._piece(reader, first, last) or self._phrase(reader, first, last)

    def _office_before(self, saying: Saying) -> Speaker | None:
        """The last in an office named before, in the same paragraph."""
        sentence = self._annotated.sentences[saying.sentence]
        opens = min(s.start for s in self._annotated.sentences if s.paragraph == sentence.paragraph)
        named = [m for m in self._annotated.actors if m.span in self._offices and opens <= m.span.start < saying.cue.span.start]
        return _as_speaker(named[-1]) if named else None

    def _piece(self, reader: Reader, first: int, last: int) -> Speaker | None:
        """As in "the article says": the medium named last before it, where one is."""
        words = [reader.tokens[i].text.lower() for i in range(first, last)]
        if len(words) != 2 or words[0] not in ("the", "that", "this") or words[1] not in _PIECES:
            return None
        start = reader.tokens[first].start
        media = [m for m in self._annotated.actors if m.kind == "media" and m.actor_id and m.span.end <= start]
        return _as_speaker(media[-1]) if media else None

    def _named(self, reader: Reader, first: int, last: int) -> Speaker | None:
        """The mention that heads the phrase: the last that begins before any "of", "for", "in" inside it, else the first of all."""
        found = [m for m in reader.mentions(max(reader.first, first - 4), min(last + 4, reader.last)) if m[0] < last and m[1] > first]
        found = [m for m in found if m[2].kind in _SPEAKING]
        if not found:
            return None
        comma = next((i for i in range(first, last) if reader.tokens[i].text == "," or reader.tokens[i].pos == "ADP"), last)
        heads = [m for m in found if m[0] < comma]
        best = next((m for m in heads if m[2].kind in ("role_holder", "person")), None) or (heads[-1] if heads else None)
        return _as_speaker(best[2]) if best else None

    def _phrase(self, reader: Reader, first: int, last: int) -> Speaker:
        span = Span.of(self._annotated.report.text, reader.tokens[first].start, reader.tokens[last - 1].end)
        return Speaker(span, None, _NOBODY if self._is_private(reader, first, last) else span.text)

    def _is_private(self, reader: Reader, first: int, last: int) -> bool:
        """Is the phrase a bare name, of which the report nowhere tells an office? Then whose it is, is not shown (docs/do-no-harm.md)."""
        words = [t.text for t in reader.tokens[first:last] if t.text != "."]
        named = all(reader.tokens[i].pos == "PROPN" or reader.tokens[i].text == "." for i in range(first, last))
        if (
            not named
            or not words
            or len(words) > _LONGEST_NAME
            or any(w.isupper() and len(w) > 1 for w in words)
            or _BODIES.intersection(words)
        ):
            return False
        return not any(m.kind == "role_holder" and words[-1] in m.span.text.split()[1:] for m in self._annotated.actors)

    def _medium(self, saying: Saying) -> Speaker | None:
        """As in "told the Gazette that", "said in an interview with the radio": the medium between the verb and the words."""
        reader = self._readers[saying.sentence]
        start, end = saying.cue.span.end, saying.contents[0][0]
        media = [m for _, _, m in reader.mentions(reader.first, reader.last) if m.kind == "media" and start <= m.span.start < end]
        return _as_speaker(media[0]) if media else None


def _same(a: Speaker, b: Speaker) -> bool:
    return a.span == b.span or (a.actor_id is not None and a.actor_id == b.actor_id)


def _as_speaker(mention: ActorMention) -> Speaker:
    return Speaker(mention.span, mention.actor_id, mention.name)
