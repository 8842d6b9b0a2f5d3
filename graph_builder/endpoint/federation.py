"""Whether a query asks another server (SERVICE), or for graphs that are not here (FROM): Oxigraph's grammar decides.

pyoxigraph does not show the tree that it parses, and cannot refuse SERVICE. A second grammar (rdflib's, or a list of
patterns) would differ from Oxigraph's somewhere: where a comment ends, whether a keyword may follow a digit. So its own
parser is asked: the letters of "service" are replaced, everywhere and letter for letter, by letters drawn by chance.
In a name, literal, IRI or comment the query stays as valid as it was; a keyword becomes a word that no grammar knows.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator, Mapping
from urllib.parse import urljoin

import pyoxigraph as ox

_WORD = "service"
_LETTERS = "bdgjkqvwxz"  # of no number, and no keyword of SPARQL begins with three of them
# Each letter in either case or as an escape (SPARQL 1.1, 19.2), which versions of the parser decode or not.
_ESCAPE = r"\\u00{0:02x}|\\u00{1:02x}|\\U000000{0:02x}|\\U000000{1:02x}"
_SPELT = re.compile(
    "".join(f"({c}|{_ESCAPE.format(ord(c), ord(c.upper()))})" for c in _WORD),
    re.IGNORECASE,
)
_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\''
    r'|"(?:[^"\\\n\r]|\\.)*"|\'(?:[^\'\\\n\r]|\\.)*\'|(?P<iri><[^<>"{}|^`\\\s]*>)|(?P<comment>#[^\n\r]*)'
    r"|[?$]\w+|(?P<name>[\w.-]*:[\w.%-]*|[A-Za-z]+)|(?P<brace>\{)|\S",
    re.DOTALL,
)


def asks_elsewhere(query: str, prefixes: Mapping[str, str]) -> str:
    """Return why a query is not to be run: "" where Oxigraph sees no SERVICE clause in it, else its parser's message.

    There is a message also where the word occurs in a query that is not valid at all: it is to be refused anyway.
    """
    if not _SPELT.search(query):
        return ""
    drawn = [secrets.choice(_LETTERS) for _ in _WORD]
    disguised = _SPELT.sub(lambda match: "".join(map(_in_place, match.groups(), drawn)), query)
    try:
        ox.Store().query(disguised, prefixes=dict(prefixes))  # empty: nothing to find
    except SyntaxError as error:
        return error.msg
    except (RuntimeError, ValueError, OSError):  # parsed, and refused for another reason
        return ""
    return ""


def _in_place(spelt: str, letter: str) -> str:
    """A letter written as the one whose place it takes: small, capital or escaped."""
    if len(spelt) > 1:
        return f"{spelt[:-2]}{ord(letter):02x}"
    return letter.upper() if spelt.isupper() else letter


def names_service(query: str) -> bool:
    """Return whether the word SERVICE stands outside literals, IRIs, comments and variables, as a simple reading tells.

    For the words of a refusal alone; what is refused is decided by `asks_elsewhere`.
    """
    return any(token["name"] and _WORD in token["name"].lower() for token in _TOKEN.finditer(query))


def graphs_named(query: str, prefixes: Mapping[str, str]) -> Iterator[str]:
    """The absolute IRIs of a query's FROM and FROM NAMED clauses, which stand before its first brace.

    Oxigraph fetches none of them; they are read so that a graph that is not here is refused instead of empty.
    """
    known = dict(prefixes)
    base = ""
    before: list[str] = []
    for token in _TOKEN.finditer(query):
        if token["comment"] is not None:
            continue
        if token["brace"]:
            return
        text = token[0]
        last = before[-1].upper() if before else ""
        if token["iri"] and last == "BASE":
            base = urljoin(base, text[1:-1])
        elif token["iri"] and len(before) > 1 and before[-2].upper() == "PREFIX":
            known[before[-1].removesuffix(":")] = urljoin(base, text[1:-1])
        elif last == "FROM" or (last == "NAMED" and before[-2:-1] and before[-2].upper() == "FROM"):
            prefix, colon, local = text.partition(":")
            iri = urljoin(base, text[1:-1]) if token["iri"] else known.get(prefix, "") + local if colon else ""
            if ":" in iri:
                yield iri
        before.append(text)
