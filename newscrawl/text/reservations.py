"""What a site says of its rights in files: ``/.well-known/tdmrep.json``, and the lines of robots.txt that are no rules."""

from __future__ import annotations

import json
from dataclasses import dataclass

# More rules than this are no site's.
MOST_RULES = 1000
MOST_LINES = 10
LONGEST = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class Reservation:
    """One rule of tdmrep.json: for addresses like ``location``, text and data mining is reserved or not."""

    location: str
    reserved: bool
    policy: str | None = None

    def holds(self, path: str) -> bool:
        """Whether the rule is for this path with its query; ``*`` is anything, ``$`` the end, as in robots.txt.

        >>> Reservation(location="/world/*.html$", reserved=True).holds("/world/2024/story.html")
        True
        """
        pattern = self.location.removesuffix("$")
        first, *more = pattern.split("*")
        if not path.startswith(first):
            return False
        at = len(first)
        last = more.pop() if more and pattern != self.location else None
        for piece in more:
            found = path.find(piece, at)
            if found < 0:
                return False
            at = found + len(piece)
        if last is not None:
            return path.endswith(last) and len(path) - len(last) >= at
        return pattern == self.location or at == len(path)


def read_tdmrep(text: str) -> tuple[Reservation, ...]:
    """The rules of a tdmrep.json, in its order; what is none is left out (TDM Reservation Protocol, W3C, 2024).

    >>> read_tdmrep('[{"location": "/", "tdm-reservation": 1, "tdm-policy": "https://a.example/p"}, {"location": 5}]')
    (Reservation(location='/', reserved=True, policy='https://a.example/p'),)
    >>> read_tdmrep("<html>"), read_tdmrep("[" * 100_000)
    ((), ())
    """
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return ()
    rules = told if isinstance(told, list) else [told]
    found = []
    for rule in rules[:MOST_RULES]:
        if not isinstance(rule, dict):
            continue
        location, word, policy = rule.get("location"), rule.get("tdm-reservation"), rule.get("tdm-policy")
        if not isinstance(location, str) or str(word) not in ("0", "1") or len(location) > LONGEST:
            continue
        policy = policy[:LONGEST] if isinstance(policy, str) and policy else None
        found.append(Reservation(location=location, reserved=str(word) == "1", policy=policy))
    return tuple(found)


def reservation_of(rules: tuple[Reservation, ...], path: str) -> tuple[str, ...]:
    """The signals for a path, in the record's spelling.

    Of several rules that match some read the first and some the longest; where these differ, what is reserved is reserved.

    >>> rules = read_tdmrep('[{"location": "/", "tdm-reservation": 0}, {"location": "/world/", "tdm-reservation": 1}]')
    >>> reservation_of(rules, "/world/story"), reservation_of(rules, "/sport/story"), reservation_of((), "/")
    (('tdm-reservation=1',), ('tdm-reservation=0',), ())
    """
    matching = [rule for rule in rules if rule.holds(path)]
    if not matching:
        return ()
    meant = (matching[0], max(matching, key=lambda rule: len(rule.location)))
    rule = next((one for one in meant if one.reserved), meant[0])
    policy = (f"tdm-policy={rule.policy}",) if rule.reserved and rule.policy else ()
    return (f"tdm-reservation={int(rule.reserved)}", *policy)


def with_site(page: tuple[str, ...], site: tuple[str, ...]) -> tuple[str, ...]:
    """A page's own signals and its site's; where the page reserves or does not, the site's file is not asked.

    >>> with_site(("noarchive", "tdm-reservation=0"), ("license=https://a.example/l", "tdm-reservation=1"))
    ('noarchive', 'tdm-reservation=0', 'license=https://a.example/l')
    """
    told = any(signal.startswith("tdm-reservation=") for signal in page)
    more = (signal for signal in site if not (told and signal.startswith("tdm-")))
    return tuple(dict.fromkeys((*page, *more)))


def robots_statements(text: str, agent: str) -> tuple[str, ...]:
    """The ``Content-Signal``, ``Content-Usage`` and ``License`` lines of a robots.txt that are for everybody or for ``agent``.

    Their text is kept as it stands; what it asks for is for people to read.

    >>> robots_statements("License: https://a.example/rsl.xml\\nUser-agent: *\\nContent-Signal: ai-train=no # x", "newscrawl")
    ('license=https://a.example/rsl.xml', 'content-signal=ai-train=no')
    >>> robots_statements("User-agent: otherbot\\nContent-Signal: search=yes\\nAllow: /", "newscrawl")
    ()
    """
    found: dict[str, None] = {}
    ours, in_rules = True, True
    for line in text.splitlines():
        name, colon, value = line.partition("#")[0].partition(":")
        name, value = name.strip().lower(), value.strip()
        if not colon or not value:
            continue
        if name == "user-agent":
            # Several names above one group of lines.
            ours = (ours and not in_rules) or value == "*" or value.lower() in agent.lower()
            in_rules = False
            continue
        in_rules = True
        if name == "license" or (name in ("content-signal", "content-usage") and ours):
            found[f"{name}={value[:LONGEST]}"] = None
    return tuple(found)[:MOST_LINES]
