"""Where an outlet is at home, as far as its address says: the country's ending of its domain."""

from __future__ import annotations

import re

from casus.model import Report

_HOST = re.compile(r"^(?:https?://)?(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?:[:/?#]|$)", re.IGNORECASE)
#: endings of the conflict-reporting press; those that are sold to everybody (.tv, .co, .me, .io) say nothing
_ENDINGS = dict(
    pair.split(":")
    for pair in (
        "uk:GBR ie:IRL fr:FRA de:DEU it:ITA es:ESP pt:PRT nl:NLD be:BEL ch:CHE at:AUT pl:POL cz:CZE hu:HUN ro:ROU bg:BGR gr:GRC se:SWE no:NOR dk:DNK fi:FIN "
        "ru:RUS ua:UKR by:BLR ge:GEO az:AZE am:ARM md:MDA rs:SRB ba:BIH hr:HRV al:ALB mk:MKD tr:TUR il:ISR ps:PSE lb:LBN sy:SYR jo:JOR iq:IRQ ir:IRN sa:SAU ae:ARE "
        "qa:QAT kw:KWT om:OMN ye:YEM eg:EGY ly:LBY tn:TUN dz:DZA ma:MAR sd:SDN et:ETH so:SOM ke:KEN ug:UGA tz:TZA rw:RWA ng:NGA gh:GHA sn:SEN ml:MLI bf:BFA ne:NER "
        "cm:CMR za:ZAF zw:ZWE zm:ZMB mz:MOZ in:IND pk:PAK bd:BGD lk:LKA np:NPL af:AFG kz:KAZ kg:KGZ uz:UZB cn:CHN hk:HKG tw:TWN jp:JPN kr:KOR th:THA vn:VNM mm:MMR "
        "my:MYS sg:SGP id:IDN ph:PHL au:AUS nz:NZL ca:CAN mx:MEX br:BRA ar:ARG cl:CHL pe:PER ve:VEN ec:ECU bo:BOL uy:URY py:PRY cr:CRI gt:GTM hn:HND sv:SLV cu:CUB do:DOM"
    ).split()
)


def outlet_country(report: Report) -> str | None:
    """Alpha-3 code after the domain of the report's source or publisher; None when neither is an address in a country's domain."""
    for told in (report.source, report.publisher):
        found = _HOST.match(told or "")
        if found and found.group(1).rsplit(".", 1)[-1].lower() in _ENDINGS:
            return _ENDINGS[found.group(1).rsplit(".", 1)[-1].lower()]
    return None
