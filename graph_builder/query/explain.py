"""What a Turtle file says of a fact: its sentence, and how each actor was resolved."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
from rapidfuzz import process
from rdflib import Dataset

from graph_builder.errors import GraphError
from graph_builder.graph.snapshot import read_snapshot
from graph_builder.query.opening import opened

_AL = "https://w3id.org/graph-builder/ontology#"
_ID = "https://w3id.org/graph-builder/id/"
_OA = "http://www.w3.org/ns/oa#"
_PROV = "http://www.w3.org/ns/prov#"
_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_RDFS_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
_SEM = "http://semanticweb.cs.vu.nl/2009/11/sem/"
_SCHEMA = "https://schema.org/"
_LIKE = 80  # of 100: an id less alike is no suggestion


@dataclass(frozen=True, slots=True)
class ResolvedActor:
    """One participant: the words, the entity, and why."""

    role: str  # subject or object
    surface: str
    entity: str
    rule: str
    score: float
    reason: str
    path: str  # from the trigger to it, in UD relations
    implied: bool  # no word of the sentence names it


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that led to one fact."""

    fact: str
    relation: str
    event_type: str
    subject: str
    object: str
    polarity: str
    certainty: str
    temporality: str
    speaker: str
    cue: str
    rule: str
    confidence: float  # the probability that the judge gives it
    speaks_for: str
    speaks_against: str
    article: str
    start: int  # of the evidence in the article's text, code points
    end: int
    before: str  # the sentence up to the evidence
    evidence: str
    after: str
    actors: tuple[ResolvedActor, ...]

    def marked(self) -> tuple[str, str, str]:
        """The sentence in three parts; the middle one is the evidence."""
        return self.before, self.evidence, self.after

    def lines(self) -> tuple[tuple[str, str], ...]:
        """Name and value of each field that says something, in reading order."""
        pairs = (
            ("fact", self.fact),
            ("says", " ".join(filter(None, (self.subject, self.relation, self.object)))),
            ("event type", self.event_type),
            ("how sure", ", ".join((self.polarity, self.certainty, self.temporality))),
            ("who says it", self.speaker),
            ("cue", self.cue),
            ("rule", self.rule),
            *((f"{actor.role} via", actor.path) for actor in self.actors),
            ("probability", f"{self.confidence:.2f}"),
            ("speaks for", self.speaks_for),
            ("against", self.speaks_against),
            ("implied", ", ".join(actor.role for actor in self.actors if actor.implied)),
            ("where", f"{self.article} [{self.start}:{self.end}]"),
        )
        return tuple((name, value) for name, value in pairs if value)


def explain(source: Dataset | Path, fact_id: str) -> Explanation:
    """Read one fact back from a graph.

    Args:
        source: a dataset, a file of RDF, a folder that `build` wrote, or a persistent store.
        fact_id: the id column of facts.csv.

    Raises:
        GraphError: there is no such graph, it cannot be read, or it does not hold the fact.
    """
    with opened(source) as store:
        reader = _Reader(store)
        if _AL + "Claim" not in reader.all(_ID + fact_id, _RDF_TYPE):
            raise GraphError(_not_there(store, "the graph" if isinstance(source, Dataset) else source, fact_id))
        return _explained(reader, fact_id)


def _not_there(store: ox.Store, where: object, fact_id: str) -> str:
    """Why a fact is not found: there are none at all, or no such one."""
    claims = store.quads_for_pattern(None, ox.NamedNode(_RDF_TYPE), ox.NamedNode(_AL + "Claim"), ox.DefaultGraph())
    ids = [quad.subject.value.removeprefix(_ID) for quad in claims if isinstance(quad.subject, ox.NamedNode)]
    if held := _held_back(where, fact_id):
        return f"{where}: {held}"
    if not ids:
        return f"{where}: is no graph that graph-builder wrote, or one without facts; name the folder of a build"
    near = process.extractOne(fact_id, ids, score_cutoff=_LIKE)
    hint = f"did you mean {near[0]}?" if near else "take an id from the first column of facts.csv"
    return f"{where}: no fact '{fact_id}'; {hint}"


def _held_back(where: object, fact_id: str) -> str:
    """Return why a fact that was found is not shown; "" where none is held back under this id."""
    if not isinstance(where, Path) or not where.is_dir():
        return ""
    with suppress(GraphError):
        graph = read_snapshot(where)
        for fact in graph.held_back:
            if fact.id == fact_id:
                reasons = f" ({'; '.join(fact.speaks_against)})" if fact.speaks_against else ""
                return (
                    f"fact '{fact_id}' is held back: its probability {fact.confidence:.2f} is below "
                    f"{graph.min_confidence:g}{reasons}; build or export with --min-confidence 0 to see it"
                )
    return ""


def _explained(reader: _Reader, fact_id: str) -> Explanation:
    claim = _ID + fact_id
    event = reader.one(claim, _AL + "about")
    selector = reader.one(reader.one(claim, _AL + "clearestEvidence"), _OA + "hasSelector")
    article = reader.one(claim, _SCHEMA + "appearance")
    speaker = reader.one(claim, _PROV + "wasAttributedTo")
    own_voice = speaker == article or speaker == reader.one(article, _SCHEMA + "publisher")
    return Explanation(
        fact=fact_id,
        relation=_local(reader.one(event, _AL + "relation")),
        event_type=_local(reader.one(event, _SEM + "eventType")),
        subject=reader.one(claim, _AL + "subjectName"),
        object=reader.one(claim, _AL + "objectName"),
        polarity=_local(reader.one(claim, _AL + "polarity")),
        certainty=_local(reader.one(claim, _AL + "certainty")),
        temporality=_local(reader.one(claim, _AL + "temporality")),
        speaker="the article itself" if own_voice else reader.label(speaker),
        cue=reader.one(claim, _AL + "cue"),
        rule=reader.one(claim, _AL + "rule"),
        confidence=float(reader.one(claim, _AL + "confidence") or 0),
        speaks_for=reader.one(claim, _AL + "speaksFor"),
        speaks_against=reader.one(claim, _AL + "speaksAgainst"),
        article=reader.one(article, _SCHEMA + "identifier") or _local(article),
        start=int(reader.one(selector, _OA + "start")),
        end=int(reader.one(selector, _OA + "end")),
        before=reader.one(selector, _OA + "prefix"),
        evidence=reader.one(selector, _OA + "exact"),
        after=reader.one(selector, _OA + "suffix"),
        actors=tuple(_actors(reader, claim)),
    )


def _actors(reader: _Reader, claim: str) -> Iterator[ResolvedActor]:
    implied = reader.all(claim, _AL + "implied")
    for role in ("subject", "object"):
        mention = reader.one(claim, f"{_AL}{role}Mention")
        if mention:
            yield ResolvedActor(
                role=role,
                surface=reader.one(mention, _AL + "surface"),
                entity=" + ".join(reader.label(entity) for entity in reader.all(mention, _AL + "refersTo")),
                rule=reader.one(mention, _AL + "linkRule"),
                score=float(reader.one(mention, _AL + "linkScore") or 0),
                reason=reader.one(mention, _AL + "linkReason"),
                path=reader.one(claim, f"{_AL}{role}Path"),
                implied=role in implied,
            )


def _local(iri: str) -> str:
    return iri.rsplit("/", 1)[-1].rsplit("#", 1)[-1]


@dataclass(frozen=True, slots=True)
class _Reader:
    store: ox.Store

    def all(self, subject: str, predicate: str) -> tuple[str, ...]:
        if not subject:
            return ()
        found = self.store.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(predicate), None, ox.DefaultGraph())
        return tuple(sorted(quad.object.value for quad in found if not isinstance(quad.object, ox.Triple)))

    def one(self, subject: str, predicate: str) -> str:
        return next(iter(self.all(subject, predicate)), "")

    def label(self, subject: str) -> str:
        """The Spanish label, else any label, else the local name."""
        label = ox.NamedNode(_RDFS_LABEL)
        found = self.store.quads_for_pattern(ox.NamedNode(subject), label, None, ox.DefaultGraph())
        labels = [quad.object for quad in found if isinstance(quad.object, ox.Literal)]
        ranked = ((label.language != "es", label.value) for label in labels)
        return min(ranked, default=(True, _local(subject)))[1]
