"""What a web page says about itself: meta elements, JSON-LD, address, title."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from casus.read.articles import same_headline
from casus.read.dates import metadata_day

_DATE_NAMES = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "dcterms.created",
    "publish-date",
    "publish_date",
    "publishdate",
    "published_date",
    "pubdate",
    "article.published",
    "citation_publication_date",
    "cxenseparse:recs:publishtime",
    "date",
)
_AUTHOR_NAMES = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl", "citation_author")
_LD_LIMIT = 1_000_000  # characters


@dataclass(frozen=True, slots=True)
class LinkedArticle:
    """One JSON-LD article."""

    headline: str | None
    published: date | None
    author: str | None
    publisher: str | None


@dataclass(frozen=True, slots=True)
class PageMetadata:
    title: str | None
    published: date | None
    author: str | None
    publisher: str | None
    url: str | None
    linked: tuple[LinkedArticle, ...]

    def of(self, headline: str | None) -> LinkedArticle | None:
        """The JSON-LD article with this headline."""
        return next((a for a in self.linked if headline and a.headline and same_headline(headline, a.headline)), None)


def read_metadata(meta: Mapping[str, str], title: str | None, canonical: str | None, scripts: Iterable[str]) -> PageMetadata:
    """``meta`` maps names or properties of meta elements, in lower case, to their contents; the surest field comes first."""
    linked = tuple(article for script in scripts for article in _linked_articles(script))
    first = linked[0] if len(linked) == 1 else None
    days = [first.published if first else None, *(metadata_day(meta.get(name)) for name in _DATE_NAMES)]
    authors = [first.author if first else None, *(_person(meta.get(name)) for name in _AUTHOR_NAMES)]
    return PageMetadata(
        title=_clean((first.headline if first else None) or meta.get("og:title") or meta.get("twitter:title") or title),
        published=next((day for day in days if day), None),
        author=next((name for name in authors if name), None),
        publisher=_clean((first.publisher if first else None) or meta.get("og:site_name") or meta.get("application-name")),
        url=canonical or meta.get("og:url"),
        linked=linked,
    )


def _clean(value: str | None) -> str | None:
    return " ".join(value.split())[:500] or None if value else None


def _person(value: object) -> str | None:
    return _clean(value) if isinstance(value, str) and "://" not in value and len(value) < 120 else None


def _linked_articles(script: str) -> Iterator[LinkedArticle]:
    try:
        tree = json.loads(script) if len(script) <= _LD_LIMIT else None
    except (ValueError, RecursionError):
        return
    for item in _dicts(tree):
        kinds = item.get("@type")
        named = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(k, str) and k.endswith(("Article", "BlogPosting", "Report")) for k in named):
            yield _linked(item)


def _linked(item: Mapping[str, object]) -> LinkedArticle:
    headline = item.get("headline") or item.get("name")
    return LinkedArticle(
        headline=_clean(headline) if isinstance(headline, str) else None,
        published=metadata_day(item.get("datePublished") or item.get("dateCreated")),
        author=_names(item.get("author")),
        publisher=_names(item.get("publisher")),
    )


def _names(value: object) -> str | None:
    values = value if isinstance(value, list) else [value]
    names = [_person(v.get("name") if isinstance(v, dict) else v) for v in values[:10]]
    return ", ".join(name for name in names if name) or None


def _dicts(tree: object) -> Iterator[dict[str, object]]:
    """Every object of a JSON tree, outermost first, without recursion."""
    queue: list[object] = [tree]
    for node in queue:
        if isinstance(node, dict):
            yield node
            queue.extend(node.values())
        elif isinstance(node, list):
            queue.extend(node)
