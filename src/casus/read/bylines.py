"""Who wrote it and which agency it came from, as the page itself says."""

from __future__ import annotations

import re
from collections.abc import Iterable

from casus.read.junk import agencies_in

_NAME = r"(?:[^\W\d_a-z][\w'’.-]*|de|del|da|van|von|bin|al|el|of|and|the|for|&)"
_BY = re.compile(
    rf"(?:by|reported by|written by|story by|report by|words by|authors?|reporters?|text by|posted by|article by)\s?:?\s+"
    rf"(?P<name>(?-i:[^\W\d_a-z][\w'’.-]*)(?:,?\s(?-i:{_NAME}))*)(?:\s?[|,(–—-].{{0,60}})?",
    re.IGNORECASE,
)
_BY_ROLE = re.compile(
    r"by (?P<name>(?:a|an|our) (?:[\w-]+ ){0,3}(?:correspondent|reporter|staff|writer|contributor)\b.{0,60})", re.IGNORECASE
)
_DESK_WORD = r"(?:[Dd]esk|DESK|Bureau|Correspondents?|Reporters?|Staff Writers?|Newsroom|News Service|Webdesk|Web Team|Monitoring)"
_DESK = re.compile(rf"(?:[A-Z][\w'’&.-]*\s){{0,4}}{_DESK_WORD}(?:\s\([A-Z]{{2,6}}\))?")
_DESK_PREFIX = re.compile(rf"((?:[A-Z][\w'’&.-]*\s){{0,4}}{_DESK_WORD})\s?[:|]\s+(?=\S)")
_DAYS = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|december",
    re.I,
)
_DEGREES = r"(?:,? (?:Ph\.?D\.?|Dr\.?|M\.?D\.?|MA|M\.A\.|Jr\.?|Esq\.?|OBE|CBE))*"
_ROLES = (
    r"professor|lecturer|director|fellow|researcher|research|journalist|analyst|writer|author|editor|reporter|correspondent|columnist|student|scholar|expert|"
    r"consultant|freelancer?|freelance|contributor|commentator|academic|historian|diplomat|ambassador|co-?founder|founder|president of|chair of|graduate|Ph\.?D|"
    r"candidate|associate|specialist|blogger|strategist|teacher|scientist|practitioner|advisor|adviser|producer|photographer|activist|lawyer"
)
_BIO = re.compile(
    rf"\(?(?P<name>[A-Z][\w'’.-]*(?: (?:[A-Z][\w'’.-]*|de|al|bin|van|von|ul)){{1,4}}){_DEGREES},? (?:is|was|works|has been|holds|teaches|writes)\b.{{0,140}}?\b(?:{_ROLES})\b"
)
_PAPER = re.compile(
    r"(?:The )?(?:(?:Daily|Radio|Voice of) )?(?:[^\W\d_a-z][\w'’.&-]*|of|and|the|for|&)(?: (?:[^\W\d_a-z][\w'’.&-]*|of|and|the|for|&)){0,5}"
)
_PAPER_WORD = re.compile(
    r"\b(?:Times|Post|News|Daily|Herald|Gazette|Standard|Observer|Review|Wire|Monitor|Chronicle|Journal|Tribune|Telegraph|Press|Mail|Star|"
    r"Guardian|Courier|Express|Independent|Nation|Bulletin|Reporter|Examiner|Inquirer|Dispatch|Argus|Echo|Mirror|Globe|Citizen|Messenger|"
    r"Radio|TV|Television|Broadcasting|News Agency|Press Agency|Newspaper|Magazine)(?: Online| Today| Service)?$|^(?:The )?(?:Daily|Radio|Voice of) "
)
_PUBLISHED_IN = re.compile(
    r"\b(?:published|appeared|posted|printed|carried|reprinted|republished)(?: \w+)? (?:in|on|at|by|from|with) (?:the )?"
    r"(?P<name>(?:[^\W\d_a-z][\w'’.&-]*)(?: (?:[^\W\d_a-z][\w'’.&-]*|of|and|the|for|&))*)"
)
_SOURCE = re.compile(r"\b(?:source|via|courtesy|the news)\s?:\s?(?P<name>[\w][\w '’.&-]{1,50})", re.IGNORECASE)
_TOLD = re.compile(r"\btold (?:the )?((?:[A-Z][\w/-]*|news|agency)(?: [A-Z][\w-]*){0,3})")
_SIGN_OFF = re.compile(r"(?:[-–—(/|]\s?|[.”\"]\s)([A-Z][\w/ ,&-]{1,40})\)?\.?$")


def read_byline(text: str) -> str | None:
    """The author of a byline that fills the line ("By A. Writer", "Monitoring Desk"), else ``None``."""
    if len(text) > 140 or (re.search(r"[.!?]$", text) and not re.search(r"\b[A-Z]\.$", text)):
        return None
    named = _BY.fullmatch(text) or _BY_ROLE.fullmatch(text)
    if named and not _DAYS.match(named["name"]) and len(named["name"].split()) <= 10:
        return named["name"].strip(" ,|-")
    return text if _DESK.fullmatch(text) else None


def is_paper(text: str) -> bool:
    """Does the line only name a paper or station: "The Example Observer", "Radio Example"?"""
    return len(text.split()) >= 2 and bool(_PAPER.fullmatch(text)) and bool(_PAPER_WORD.search(text))


def desk_prefix(text: str) -> tuple[str, int] | None:
    """``(desk, offset of what follows)`` for prose that begins with the desk that wrote it ("News Desk: The army...")."""
    found = _DESK_PREFIX.match(text)
    return (found.group(1), found.end()) if found else None


def bio_name(text: str) -> str | None:
    """The author whom a closing note presents ("X Y, Ph.D., is a professor at..."), else ``None``."""
    found = _BIO.match(text)
    return found["name"] if found else None


def credits_of_note(text: str) -> tuple[str, ...]:
    """Whom a note credits: "first published in the Example" gives ("Example",); photo makers are no source."""
    named = [found["name"].strip(" .") for pattern in (_PUBLISHED_IN, _SOURCE) for found in pattern.finditer(text)]
    return unique([*(agencies_in(name)[0] if agencies_in(name) else name for name in named), *agencies_in(text)])


def credits_of_sign_off(paragraph: str) -> tuple[str, ...]:
    """Agencies that close a paragraph: "... on Friday. - IANS", "... (AFP)"."""
    found = _SIGN_OFF.search(paragraph[-60:])
    if found is None:
        return ()
    left = re.sub(r"[\s/,&]+|\band\b", "", found.group(1))
    named = agencies_in(found.group(1))
    return named if named and len(left) <= sum(map(len, named)) + 12 else ()


def credits_of_quotes(paragraph: str) -> tuple[str, ...]:
    """Agencies to which somebody spoke: "the chief of police told Reuters"."""
    return unique(agency for found in _TOLD.finditer(paragraph) for agency in agencies_in(found.group(1))[:1])


def credits_of_publisher(publisher: str | None) -> tuple[str, ...]:
    """Agencies in brackets after a publisher's name: "Example Post (AFP)"."""
    inside = " ".join(re.findall(r"\(([^)]*)\)", publisher or ""))
    return agencies_in(inside)


def unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))
