"""Tiny pages written for these tests, and short ways to read them."""

from __future__ import annotations

from casus.model import Report
from casus.read import Reading, Source, read_source

AMBUSH = (
    "Four soldiers were killed on Monday when gunmen opened fire on their lorry outside the northern town of Arra, the army said. "
    "Six others were wounded and taken to a hospital in the capital."
)
CLAIM = "No group said that it was behind the attack, but the army blamed the rebels who have fought it for nine years in these hills."
TALKS = (
    "Envoys of the two governments met for a second day in the lakeside resort of Belm and agreed to exchange prisoners. "
    "The list of names will be drawn up by the end of the month, both sides said."
)
MARKET = (
    "A bomb that was hidden under a cart went off in the main market of Cadda on Thursday morning. "
    "At least eleven people died, according to the provincial governor, and dozens were hurt."
)
MARCH = (
    "Thousands marched through the streets of the port on Sunday and called on the president to resign. "
    "Police fired tear gas near the palace, witnesses said, and arrested about forty people."
)
BODIES = (AMBUSH, TALKS, MARKET, MARCH)
TITLES = (
    "Gunmen kill four soldiers in the north",
    "Neighbours agree to exchange prisoners",
    "Eleven die as bomb rips through market",
    "Thousands march against the president",
)

#: what stands between articles in the dump of a page: none of it is text
DUMP = f"""Connect with us

World

{TITLES[0]}

Published

on

By

Nora Example

{AMBUSH}

ALSO READ: Ten beaches to see this summer

{CLAIM}

Author's note: first published in the Example Gazette

Related Topics:

Up Next

{TITLES[1]}

Published

on

October 8, 2021

By

Staff Reporter

{TALKS}

WATCH: The lake from above

{CLAIM}

Share on Facebook | Share on Twitter

Continue Reading

{TITLES[2]}

Published

on

Updated March 9th, 2022 at 08:15 GMT

{MARKET}

Photo: Example Agency

{CLAIM}

Continue Reading

{TITLES[3]}

Published

on

{MARCH}

{CLAIM}

Popular Posts

World2 hours ago

A minister who likes to swim in the sea

Sport3 hours ago

The cup goes to the team from the south

Leave a Reply
"""

DUMP_JUNK = (
    "Connect with us",
    "ALSO READ",
    "beaches",
    "WATCH",
    "Share on",
    "Continue Reading",
    "Published",
    "Photo:",
    "Popular Posts",
    "likes to swim",
    "the cup goes",
    "Leave a Reply",
    "Up Next",
    "Updated",
    "Related Topics",
)

PAGE = f"""<!doctype html><html><head><title>{TITLES[0]} | Example Post</title>
<meta property="og:title" content="{TITLES[0]}"><meta property="og:site_name" content="Example Post">
<meta property="article:published_time" content="2021-10-08T19:20:00+05:30"><meta name="author" content="Nora Example">
<link rel="canonical" href="https://example.org/world/gunmen-kill-soldiers"><script>var x = "<p>no text at all</p>";</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<main><h1>{TITLES[0]}</h1><div class="share-buttons">Tell your friends about it</div>
<figure><img src="a.jpg"><figcaption>A lorry burns by the road.</figcaption></figure>
<p>Four soldiers were killed on <b>Monday</b> when gunmen &mdash; some on horses &mdash; opened fire on their lorry outside Arra, the&nbsp;army said.</p>
<p><a href="/x">ALSO READ: Ten beaches to see this summer</a></p>
<p>{CLAIM}</p></main>
<aside class="related-posts"><h3>Most read</h3><p>A minister likes to swim in the sea every morning, his wife said on Monday.</p></aside>
<footer><p>All rights reserved by the Example Post, which is printed on Mondays.</p></footer></body></html>"""

SEVERAL = (
    "<html><body><nav>Home | World</nav>"
    + "".join(
        f'<article><h2>{title}</h2><time datetime="2022-03-0{n + 1}">March</time><p>By Nora Example</p><p>{body}</p></article><div class="ad">Buy</div>'
        for n, (title, body) in enumerate(zip(TITLES, BODIES, strict=True))
    )
    + "</body></html>"
)

RSS = f"""<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Example Wire</title>
<item><title>{TITLES[0]}</title><link>https://example.org/1</link><guid>wire-1</guid><pubDate>Fri, 08 Oct 2021 10:00:00 GMT</pubDate>
<description>{AMBUSH}</description></item>
<item><title>{TITLES[1]}</title><guid>wire-2</guid><description><![CDATA[<p>{TALKS}</p><p>{CLAIM}</p>]]></description></item></channel></rss>"""

ATOM = f"""<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Example Wire</title>
<entry><title>{TITLES[2]}</title><id>a-1</id><author><name>Nora Example</name></author><updated>2022-05-06T01:02:03Z</updated>
<content type="html">&lt;p&gt;{MARKET}&lt;/p&gt;</content></entry></feed>"""


def read(text: str | bytes, name: str = "page.txt") -> Reading:
    return read_source(Source(name, text.encode("utf-8") if isinstance(text, str) else text))


def only(text: str | bytes, name: str = "page.txt") -> Report:
    reading = read(text, name)
    assert len(reading.reports) == 1, reading
    return reading.reports[0]


def codes(reading: Reading) -> list[str]:
    return [f.code for f in reading.findings]


def pdf(*lines: str, encrypt: bool = False) -> bytes:
    """A PDF of one page, with or without a password that nobody knows."""
    shown = b"".join(b"0 -14 Td (" + line.encode("latin-1") + b") Tj " for line in lines)
    stream = b"BT /F1 9 Tf 40 800 Td " + shown + b"ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 900 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >> stream\n" % len(stream) + stream + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Filter /Standard /V 1 /R 2 /P -4 /O (%s) /U (%s) >>" % (b"o" * 32, b"u" * 32),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, value in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj " % number + value + b" endobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    locked = b" /Encrypt 6 0 R /ID [(0123456789abcdef) (0123456789abcdef)]" if encrypt else b""
    trailer = b"trailer << /Size 7 /Root 1 0 R" + locked + b" >>\nstartxref\n%d\n%%%%EOF" % len(out)
    return out + b"xref\n0 7\n0000000000 65535 f \n" + table + trailer
