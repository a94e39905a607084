"""Bytes to text: which format they are in, and which encoding."""

from __future__ import annotations

import codecs
import re
from typing import Literal

Format = Literal["empty", "pdf", "html", "feed", "jsonl", "json", "text", "xml", "binary"]
#: said or proved by the bytes; guessed from their frequencies; or some bytes had to be replaced
Certainty = Literal["sure", "guessed", "replaced"]

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a sound, video or WebP file"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"OggS", "a sound or video file"),
    (b"ID3", "a sound file"),
    (b"{\\rtf", "an RTF document"),
)
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_CONTROL = bytes(set(range(32)) - {7, 8, 9, 10, 12, 13, 27}) + b"\x7f"
_FEED = re.compile(r"<(?:rss|feed|rdf:RDF|channel)[\s>]", re.IGNORECASE)
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|article|main|div|p|h1|h2|table|span|meta)[\s>/]", re.IGNORECASE)
_HEAD = 8192


def binary_kind(data: bytes) -> str | None:
    """What a file that holds no text seems to be, else ``None``."""
    known = next((kind for magic, kind in _MAGIC if data.startswith(magic)), None)
    if known or data.startswith(tuple(bom for bom, _ in _BOMS)) or _wide(data):
        return known
    head = data[:_HEAD]
    strange = len(head) - len(head.translate(None, _CONTROL))
    return "binary data" if strange > len(head) * 0.1 else None


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every second byte of a text in a Latin script is zero."""
    head = data[:2000]
    if len(head) < 8:
        return None
    even, odd = (head[k::2].count(0) / len(head[k::2]) for k in (0, 1))
    if odd > 0.6 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 and odd < 0.1 else None


def decode(data: bytes) -> tuple[str, str, Certainty]:
    """The text, its encoding, and how certain that is. Line ends stay as they are."""
    for encoding in _candidates(data):
        text = _strict(data, encoding)
        if text is not None:
            return text, encoding, "sure"
    best = "utf-8" if _nearly_utf8(data) else detect(data)
    text = data.decode(best, "replace")
    return text, best, "replaced" if "\ufffd" in text else "guessed"


def _candidates(data: bytes) -> list[str]:
    marked = [encoding for bom, encoding in _BOMS if data.startswith(bom)]
    wide = _wide(data)
    declared = _CHARSET.search(data[:4096])
    named = [declared.group(1).decode("ascii").lower()] if declared else []
    return [*marked, *([wide] if wide else []), "utf-8", *(n for n in named if _is_charset(n))]


def _is_charset(name: str) -> bool:
    """Known, and one that makes text of bytes and not bytes of bytes."""
    try:
        return codecs.lookup(name)._is_text_encoding
    except (LookupError, ValueError):
        return False


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError, ValueError):
        return None


def _nearly_utf8(data: bytes) -> bool:
    """Mostly good UTF-8 with a few bad bytes (a page cut in the middle, one broken quotation mark)."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(1 for c in text[:200_000] if ord(c) > 127) - min(bad, text[:200_000].count("\ufffd"))
    return good > bad


def detect(data: bytes) -> str:
    """The likeliest encoding of bytes that say nothing about it."""
    from resiliparse.parse.encoding import detect_encoding

    name = str(detect_encoding(data[:200_000], html5_compatible=False) or "cp1252")
    return name if _is_charset(name) else "cp1252"


def text_format(text: str, name: str) -> Format:
    """The format of decoded text: by what it begins with, and by the name's ending where that says nothing."""
    head = text[:_HEAD].lstrip("\ufeff \t\r\n\x00")
    ending = name.lower().rsplit(".", 1)[-1] if "." in name else ""
    if not head and not text.strip("\ufeff \t\r\n\x0c\x00"):
        return "empty"
    if head.startswith("<"):
        return _markup_format(head)
    if head[:1] in "{[" and (ending in ("jsonl", "ndjson", "json") or _json_like(head)):
        return "json" if (head[0] == "[" and ending not in ("jsonl", "ndjson")) or ending == "json" else "jsonl"
    if ending in ("jsonl", "ndjson"):
        return "jsonl"
    return "html" if ending in ("html", "htm", "xhtml") or len(_HTML.findall(head)) >= 3 else "text"


def _markup_format(head: str) -> Format:
    first = _FEED.search(head)
    page = _HTML.search(head)
    if first and (page is None or first.start() < page.start()):
        return "feed"
    return "html" if page else "xml" if head.startswith(("<?xml", "<!")) else "html" if re.match(r"<\w", head) else "text"


def _json_like(head: str) -> bool:
    return bool(re.match(r'\{\s*(?:"[^"\n]{1,80}"\s*:|\})|\[\s*(?:\{|\])', head))
