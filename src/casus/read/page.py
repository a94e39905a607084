"""A web page to its lines: blocks with their text, place in the source, heading level, links, and the ``<article>`` around them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from casus.model import SourceRun
from casus.read.lines import Line, unwrap
from casus.read.markup import Event, attributes, pieces, scan
from casus.read.metadata import PageMetadata, read_metadata

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html li main menu nav ol "
    "option p pre section select summary table tbody td tfoot th thead tr ul video audio iframe".split()
)
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_JUNK_TAGS = frozenset(
    "aside audio button canvas dialog figcaption figure footer iframe menu nav noscript object option picture script select style svg template textarea title video head".split()
)
_JUNK_ROLES = frozenset("navigation contentinfo complementary search dialog menu menubar toolbar alert".split())
_JUNK_CLASS = re.compile(
    r"(?:nav|navbar|navigation|menu|breadcrumbs?|sidebar|side-bar|footer|social|share|sharing|sharedaddy|addtoany|addthis|comments?|respond|disqus|related|relatedposts|"
    r"recommended|recommendations?|more-?stories|read-?more|also-?read|popular|trending|most-?read|most-?viewed|newsletter|subscribe|subscription|sign-?up|promo|advert|advertisement|"
    r"ads?|adsbygoogle|sponsored|cookies?|gdpr|consent|popup|modal|caption|photo-?credit|image-?credit|author-?bio|about-?author|author-?box|bio|pagination|pager|skip-?link|"
    r"screen-reader-text|sr-only|visually-hidden|teasers?|toolbar|outbrain|taboola|jp-relatedposts|twitter-tweet|instagram-media|widget-area|widget)(?:[-_].*)?"
    r"|tags|tag-list|tags-links|post-tags|hidden|wp-caption-text|.*[-_](?:nav|menu|sidebar|footer|share|sharing|social|comments|related|newsletter|promo|ads?|advert|caption|tags|bio|breadcrumbs?|teasers?|popup)"
)
_WRAPS = re.compile(r"^(?:has|no|with|without|is|content|main|page|layout|single|site|body|show|hide)[-_]")
#: these hold the article, whatever their class says
_HOLDERS = frozenset(("html", "body", "main", "article"))
_SPACE = re.compile(r"[ \t\r\n\f]{2,}|[\t\r\n\f]")


@dataclass(frozen=True, slots=True)
class Page:
    """``lines`` in order, junk regions left out; ``articles`` is the number of outermost ``<article>`` elements."""

    lines: tuple[Line, ...]
    metadata: PageMetadata
    articles: int


@dataclass(slots=True)
class _Element:
    name: str
    junk: bool
    link: bool
    top_header: bool


@dataclass(slots=True)
class _Reader:
    source: str
    use_classes: bool
    stack: list[_Element] = field(default_factory=list)
    depth: Counter[str] = field(default_factory=Counter)
    junk: int = 0
    link: int = 0
    top_header: int = 0
    lines: list[Line] = field(default_factory=list)
    header_lines: list[Line] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    runs: list[SourceRun] = field(default_factory=list)
    length: int = 0
    linked: int = 0
    gap: bool = True
    breaks: int = 0
    level: int = 0
    when: str | None = None
    articles: int = 0
    meta: dict[str, str] = field(default_factory=dict)
    title: str | None = None
    canonical: str | None = None
    scripts: list[str] = field(default_factory=list)
    script_is_data: bool = False

    # -------------------------------------------------------------------------------------------- text

    def add_text(self, start: int, end: int) -> None:
        if self.junk:
            return
        for value, ss, se, unchanged in pieces(self.source, start, end):
            if not unchanged:
                self._put(value, None)
            elif "pre" in self.depth and self.depth["pre"] and "\n" in value:
                self._preformatted(ss, se)
            else:
                self._spaced(ss, se)

    def _preformatted(self, start: int, end: int) -> None:
        at = start
        while at < end:
            stop = self.source.find("\n", at, end)
            self._spaced(at, end if stop < 0 else stop)
            if stop < 0:
                return
            self.break_line()
            at = stop + 1

    def _spaced(self, start: int, end: int) -> None:
        at = start
        for found in _SPACE.finditer(self.source, start, end):
            self._put(self.source[at : found.start()], at)
            self._put(" ", None)
            at = found.end()
        self._put(self.source[at:end], at)

    def _put(self, value: str, start: int | None) -> None:
        if value[:1].isspace() and (not self.text or self.text[-1][-1:] == " "):
            kept = value.lstrip(" ")
            start = None if start is None else start + len(value) - len(kept)
            value = kept
        if not value:
            return
        if start is not None:
            self.runs.append((self.length, self.length + len(value), start, start + len(value)))
        self.text.append(value)
        self.length += len(value)
        self.linked += len(value) if self.link else 0
        if value.strip():
            self.breaks = 0

    def break_line(self) -> None:
        self.flush(gap=self.breaks > 0)
        self.breaks += 1
        self.gap = self.breaks > 1

    def flush(self, gap: bool = True) -> None:
        """Close the line; ``gap`` says whether a block border (not just a line break) stands here."""
        text = "".join(self.text)
        if text.strip():
            share = min(1.0, self.linked / max(1, len(text.strip())))
            article = self.articles - 1 if self.depth["article"] else None
            line = Line(text, tuple(self.runs), self.gap, self.level, share, article, self.when)
            (self.header_lines if self.top_header else self.lines).append(line.cut(0, len(text)))
            self.when = None
            self.gap = gap
        else:
            self.gap = self.gap or gap
        self.text, self.runs, self.length, self.linked = [], [], 0, 0

    # -------------------------------------------------------------------------------------------- tags

    def open(self, event: Event) -> None:
        name = event.name
        if name in _BLOCKS:
            self._close_paragraph(name)
            self.flush()
        if name == "br":
            self.break_line()
        values = attributes(self.source, event) if event.end - event.start > len(name) + 2 else {}
        self._note(name, values)
        if (name not in _VOID and self.source[event.end - 2 : event.end] != "/>") or name in ("script", "p", "div"):
            self._push(name, values)

    def _push(self, name: str, values: dict[str, str]) -> None:
        header = name == "header" and not self.depth["article"] and not self.depth["main"] and not _is_entry(values)
        element = _Element(name, self._is_junk(name, values), name == "a", header)
        if name == "article" and not self.depth["article"] and not self.junk:
            self.articles += 1
        if len(name) == 2 and name[0] == "h" and name[1] in "123456":
            self.level = int(name[1])
        self.stack.append(element)
        self.depth[name] += 1
        self._count(element, 1)

    def _count(self, element: _Element, step: int) -> None:
        self.junk += step * element.junk
        self.link += step * element.link
        self.top_header += step * element.top_header

    def _is_junk(self, name: str, values: dict[str, str]) -> bool:
        if name in _JUNK_TAGS or "hidden" in values or values.get("role") in _JUNK_ROLES:
            return True
        if values.get("aria-hidden") == "true" or re.search(r"display\s*:\s*none", values.get("style", "")):
            return True
        named = f"{values.get('class', '')} {values.get('id', '')}".lower()[:400]
        if not self.use_classes or name in _HOLDERS or not named.strip():
            return False
        return any(_JUNK_CLASS.fullmatch(token) and not _WRAPS.match(token) for token in named.split())

    def close(self, event: Event) -> None:
        name = event.name
        if name in _BLOCKS:
            self.flush()
        if self.depth[name]:
            while self._pop() != name:
                pass

    def _pop(self) -> str:
        element = self.stack.pop()
        self.depth[element.name] -= 1
        self._count(element, -1)
        if element.name in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self.flush()
            self.level = 0
        return element.name

    def _close_paragraph(self, name: str) -> None:
        """A block inside a ``<p>`` ends it, and an ``<li>`` ends the ``<li>`` before, as the standard has it."""
        ends = {
            "li": ("li", "p"),
            "dd": ("dd", "dt", "p"),
            "dt": ("dd", "dt", "p"),
            "td": ("td", "th", "p"),
            "th": ("td", "th", "p"),
            "tr": ("tr", "td", "th", "p"),
        }
        for back, element in enumerate(reversed(self.stack[-12:])):
            if element.name in ends.get(name, ("p", "h1", "h2", "h3", "h4", "h5", "h6") if name == "p" else ("p",)):
                for _ in range(back + 1):
                    self._pop()
                return
            if element.name in _BLOCKS:
                return

    def _note(self, name: str, values: dict[str, str]) -> None:
        """What head elements and times say."""
        if name == "meta":
            key = values.get("property") or values.get("name") or values.get("itemprop")
            if key and values.get("content"):
                self.meta.setdefault(key.lower(), values["content"][:2000])
        elif name == "link" and "canonical" in values.get("rel", "").lower().split():
            self.canonical = self.canonical or values.get("href")
        elif name == "time" and values.get("datetime") and not self.junk:
            self.when = self.when or values["datetime"][:100]
        elif name == "script":
            self.script_is_data = "ld+json" in values.get("type", "").lower()

    def raw(self, event: Event) -> None:
        """Text of script, title and the like."""
        if event.name == "title" and self.title is None:
            self.title = "".join(value for value, *_ in pieces(self.source, event.start, min(event.end, event.start + 2000)))
        elif event.name == "script" and self.script_is_data:
            self.scripts.append(self.source[event.start : event.end])


def _is_entry(values: dict[str, str]) -> bool:
    return bool(re.search(r"entry|post|article|story|content", f"{values.get('class', '')} {values.get('id', '')}", re.IGNORECASE))


def read_page(source: str, use_classes: bool = True) -> Page:
    """The page's lines and metadata. ``use_classes`` lets class names ("related-posts") mark junk; the tags always do."""
    reader = _Reader(source, use_classes)
    for event in scan(source):
        if event.raw:
            reader.raw(event)
        elif event.kind == "text":
            reader.add_text(event.start, event.end)
        elif event.kind == "open":
            reader.open(event)
        else:
            reader.close(event)
    reader.flush()
    metadata = read_metadata(reader.meta, reader.title, reader.canonical, reader.scripts)
    return Page(_with_header(reader), metadata, reader.articles)


def _with_header(reader: _Reader) -> tuple[Line, ...]:
    """A headline in the page's own header counts only where no other is."""
    lines = unwrap(tuple(reader.lines))
    if any(line.level in (1, 2) for line in lines):
        return lines
    return (*(line for line in reader.header_lines if line.level in (1, 2)), *lines)
