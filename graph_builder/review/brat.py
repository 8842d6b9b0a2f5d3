"""Review in brat (brat.nlplab.org): a text and its annotation an article, a fact an event with subject and object.

What stays is accepted, what is deleted is rejected, what is changed is corrected; a new event is a fact that was
missed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from graph_builder.errors import ConfigurationError
from graph_builder.graph.scheme import load_scheme
from graph_builder.model import Article, Fact, KnowledgeGraph, Link, Polarity, Span, Status
from graph_builder.review.proposals import Proposal

_ROLES = ("Subject", "Object")
_NAME = re.compile(r"[^\w.-]+")
_DEFAULTS: dict[str, str] = {"Status": Status.FACT, "Polarity": Polarity.POS}
_ACTOR = "Actor"


def to_brat(graph: KnowledgeGraph) -> dict[str, bytes]:
    """Return the files of a brat collection: NAME.txt and NAME.ann an article, and annotation.conf."""
    links = {link.mention.id: link for link in graph.links}
    facts: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in graph.facts:
        facts[fact.article].append(fact)
    files = {"annotation.conf": _configuration().encode()}
    for name, article in file_names(graph).items():
        files[f"{name}.txt"] = article.text.encode()
        files[f"{name}.ann"] = _Writer(article.text, links).written(facts[article.id]).encode()
    return files


def file_names(graph: KnowledgeGraph) -> dict[str, Article]:
    """Return the articles by names that files may have, which tell them apart."""
    found: dict[str, Article] = {}
    for article in graph.articles:
        name = plain = _NAME.sub("_", article.id)
        number = 1
        while name in found:
            number += 1
            name = f"{plain}-{number}"
        found[name] = article
    return found


class _Writer:
    def __init__(self, text: str, links: dict[str, Link]) -> None:
        self._text = text
        self._links = links
        self._spans: dict[tuple[str, Span], str] = {}
        self._lines: list[str] = []

    def written(self, facts: list[Fact]) -> str:
        """One event a fact; participants that no word names stand in its note alone."""
        for number, fact in enumerate(facts, start=1):
            event = f"E{number}"
            parts = [f"{fact.relation}:{self._span(fact.relation, Span(fact.start, fact.end))}"]
            for role, mention in zip(_ROLES, (fact.subject_mention, fact.object_mention), strict=True):
                link = self._links.get(mention)
                if link is not None and link.mention.is_expressed:
                    parts.append(f"{role}:{self._span(_ACTOR, link.mention.span)}")
            self._lines.append(f"{event}\t{' '.join(parts)}")
            for name, value in (("Status", fact.status), ("Polarity", fact.polarity)):
                if value != _DEFAULTS[name]:
                    self._lines.append(f"A{len(self._lines) + 1}\t{name} {event} {value}")
            says = " -> ".join(filter(None, (fact.subject, fact.object)))
            self._lines.append(f"#{number}\tAnnotatorNotes {event}\t{fact.id} {says}")
        return "".join(f"{line}\n" for line in self._lines)

    def _span(self, kind: str, span: Span) -> str:
        """The id of a text-bound annotation; a line end cuts it in pieces, as brat wants it."""
        if (kind, span) not in self._spans:
            self._spans[kind, span] = name = f"T{len(self._spans) + 1}"
            pieces = [
                (span.start + piece.start(), span.start + piece.end())
                for piece in re.finditer(r"[^\n]+", span.of(self._text))
            ]
            words = " ".join(self._text[start:end] for start, end in pieces)
            self._lines.append(f"{name}\t{kind} {';'.join(f'{start} {end}' for start, end in pieces)}\t{words}")
        return self._spans[kind, span]


@dataclass
class _Annotation:
    """The lines of one .ann file by their ids."""

    spans: dict[str, tuple[str, Span]] = field(default_factory=dict)
    events: dict[str, tuple[int, str, dict[str, str]]] = field(default_factory=dict)  # line, trigger, roles
    values: defaultdict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    facts: dict[str, str] = field(default_factory=dict)  # id of the fact by that of its event


def read_brat(path: Path, graph: KnowledgeGraph) -> Iterator[Proposal]:
    """Read a brat collection; articles whose .ann is missing were not reviewed.

    Raises:
        ConfigurationError: there is no .ann of an article of the graph, or one cannot be read.
    """
    known = {name: article for name, article in file_names(graph).items() if (path / f"{name}.ann").is_file()}
    if not known:
        raise ConfigurationError(
            f"{path}: holds no .ann of an article of this graph; name the folder of the collection"
        )
    labels = {entity.id: entity.name for entity in graph.entities}
    links_of: defaultdict[str, list[Link]] = defaultdict(list)
    for link in graph.links:
        links_of[link.mention.article].append(link)
    for name, article in known.items():
        file = path / f"{name}.ann"
        links = links_of[article.id]
        own = {link.mention.span: link for link in links}
        actors = {span: labels[link.entities[0]] for span, link in own.items() if len(link.entities) == 1}
        yield from _proposals(file, _read(file), article, graph, actors, links)


def _proposals(
    file: Path,
    read: _Annotation,
    article: Article,
    graph: KnowledgeGraph,
    actors: dict[Span, str],
    links: Sequence[Link],
) -> Iterator[Proposal]:
    facts = {fact.id: fact for fact in graph.facts if fact.article == article.id}
    mentions = {link.mention.id: link.mention.span for link in links}
    seen: set[str] = set()
    for event, (line, trigger, roles) in read.events.items():
        kind, span = read.spans[trigger]
        identifier = read.facts.get(event, "")
        fact = facts.get(identifier)
        seen.add(identifier)
        values = {
            "relation": kind,
            **{name.lower(): read.values[event].get(name, _DEFAULTS[name]) for name in _DEFAULTS},
        }
        if fact is None or (span.start, span.end) != (fact.start, fact.end):
            values["evidence"] = span.of(article.text)
        for role, was in zip(_ROLES, (fact.subject_mention, fact.object_mention) if fact else ("", ""), strict=True):
            at = read.spans[roles[role]][1] if role in roles else None
            if at is not None and at != mentions.get(was):
                values[role.lower()] = actors.get(at, at.of(article.text))
        yield Proposal(f"{file}:{line}", "accepted", identifier, article.id, values, start=span.start)
    for identifier in facts.keys() - seen:
        yield Proposal(str(file), "rejected", identifier, article.id, {})


def _read(file: Path) -> _Annotation:
    found = _Annotation()
    try:
        lines = file.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{file}: cannot be read ({error}); name brat's files") from error
    for number, line in enumerate(lines, start=1):
        name, _, rest = line.partition("\t")
        try:
            _take(found, number, name, rest)
        except (ValueError, IndexError) as error:
            raise ConfigurationError(f"{file}:{number}: is no annotation of brat ('{line[:60]}')") from error
    for line_number, trigger, roles in found.events.values():
        if missing := [one for one in (trigger, *roles.values()) if one not in found.spans]:
            raise ConfigurationError(f"{file}:{line_number}: names {missing[0]}, which is not there")
    return found


def _take(found: _Annotation, number: int, name: str, rest: str) -> None:
    if name.startswith("T"):
        kind, _, places = rest.split("\t")[0].partition(" ")
        numbers = [int(one) for one in places.replace(";", " ").split()]
        found.spans[name] = (kind, Span(numbers[0], numbers[-1]))
    elif name.startswith("E"):
        (_, trigger), *roles = (part.split(":") for part in rest.split())
        found.events[name] = (number, trigger, dict(roles))
    elif name.startswith(("A", "M")):
        attribute, event, value = rest.split()
        found.values[event][attribute] = value
    elif name.startswith("#"):
        target, _, words = rest.partition("\t")
        event, first = target.split()[1], (words.split() or [""])[0]
        if first.startswith("cl-"):
            found.facts[event] = first


def _configuration() -> str:
    relations = "\n".join(f"{name}\tSubject?:{_ACTOR}, Object?:{_ACTOR}" for name in sorted(load_scheme().relations))
    statuses, polarities = "|".join(Status), "|".join(Polarity)
    return (
        f"[entities]\n{_ACTOR}\n\n[relations]\n\n[events]\n{relations}\n\n[attributes]\n"
        f"Status\tArg:<EVENT>, Value:{statuses}\nPolarity\tArg:<EVENT>, Value:{polarities}\n"
    )
